"""What a proposal has to answer for, and which other proposals it meets."""

from dataclasses import replace

import pytest

from pipeline.core.findings import Finding, Severity, counted
from pipeline.core.proposals import (
    affected,
    clash_findings,
    clashes,
    own_findings,
    removed,
    reworded,
    units,
)
from tests.core.test_proposals_steps import DRAFT
from tests.editions import content, item

ITEM = "content/konten/2026-11-a"
HELD = Finding(where=f"{ITEM}/index.md", rule="judul", message="Isi judul.")


def test_units() -> None:
    """One folder is approved as one; what lies outside content/ is no concern of the office."""
    paths = [f"{ITEM}/index.md", f"{ITEM}/foto.jpg", "content/peran.yml", "pipeline/cli.py"]

    assert units(paths) == {ITEM, "content/peran.yml"}


def test_own_findings() -> None:
    """Those in what it touches, and new ones elsewhere; main's own trouble holds nobody."""
    mains = replace(HELD, where="content/konten/2026-11-b/index.md")
    new = replace(HELD, where="content/konten/2026-11-c/index.md", message="Peraturan hilang.")

    assert own_findings({ITEM}, [HELD, mains], [HELD, mains, new]) == [HELD, new]
    moved = replace(mains, line=9)  # the same complaint, some lines further down
    assert own_findings({ITEM}, [mains], [moved]) == []


def test_what_must_be_drawn_anew() -> None:
    """What is edited, and what shows law, series or the office's name that have changed."""
    old = content(item("2026-11-a", "A"), item("2026-11-b", "B"))
    law = old.items["2026-11-a"].basis[0].instrument

    assert affected({ITEM}, old, old) == ["2026-11-a"]
    assert affected({"content/konten/2026-11-z"}, old, old) == []
    assert affected({f"content/peraturan/{law}.md"}, old, old) == ["2026-11-a", "2026-11-b"]
    assert old.channels
    moved = replace(old, channels=replace(old.channels, office="KPU Lain"))
    assert affected(set(), old, moved) == ["2026-11-a", "2026-11-b"]
    renamed = replace(old, series={})
    assert affected(set(), old, renamed) == ["2026-11-a", "2026-11-b"]


def test_other_channels_word_everything() -> None:
    """A caption's limits and tags stand in kanal.yml."""
    world = content(item("2026-11-a", "A"), item("2026-11-b", "B"))

    assert reworded({"content/kanal.yml"}, [], world) == ["2026-11-a", "2026-11-b"]
    assert reworded({ITEM}, ["2026-11-a"], world) == ["2026-11-a"]


def test_what_is_deleted_is_named() -> None:
    """An item of main that is gone; one that only cannot be read is not deleted."""
    both = content(item("2026-11-a", "A"), item("2026-11-b", "B"))
    one = content(item("2026-11-b", "B"))

    assert [gone.id for gone in removed({ITEM}, both, one)] == ["2026-11-a"]
    unread = replace(one, unfinished={"2026-11-a": both.items["2026-11-a"]})
    assert removed({ITEM}, both, unread) == []


@pytest.mark.parametrize(
    ("other", "contained", "severity", "told"),
    [
        (3, (), Severity.HOLD, "Ditahan: usulan #3 lebih dahulu mengubah bagian ini."),
        (3, (3,), Severity.ADVICE, "Usulan ini memuat usulan #3"),
        (9, (), Severity.ADVICE, "Usulan #9 juga mengubah bagian ini, dan menunggu"),
    ],
)
def test_of_two_the_lower_number_goes_first(
    other: int, contained: tuple[int, ...], severity: Severity, told: str
) -> None:
    """The second is held until it contains the first; each names the other."""
    theirs = replace(DRAFT, number=other)
    [found] = clash_findings(clashes(DRAFT, {ITEM}, [(theirs, {ITEM, "content/x"})], contained))

    assert (found.where, found.severity) == (f"{ITEM}/index.md", severity)
    assert found.message.startswith(told)
    assert clashes(DRAFT, {ITEM}, [(theirs, {"content/x"}), (DRAFT, {ITEM})], ()) == []


def test_findings_in_words() -> None:
    """As the office says it."""
    advice = replace(HELD, severity=Severity.ADVICE)

    assert counted([]) == "tidak ada temuan"
    assert counted([HELD, HELD, advice]) == "2 temuan menahan, 1 saran"
