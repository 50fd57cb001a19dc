"""`check` reads anew only what has changed, and shows what hangs on a change."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pipeline import previewing
from pipeline.core.between import Likest
from pipeline.core.checks.slips import Slip
from pipeline.core.dependence import Checked, depends_on, since
from pipeline.core.findings import Blocked, Finding, Severity
from pipeline.core.judged import Judged, Office
from pipeline.core.model import WITA, Person
from pipeline.core.spelling import WordList
from pipeline.desk import open_desk
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.found_cache import Kept, Memory, keep, packed_item, packed_runs, recall
from pipeline.edge.git import Repository
from pipeline.edge.scratch import PracticeRepository
from pipeline.edge.slips_cache import Slips
from pipeline.edge.states import state_of
from tests.core.checks.worlds import ID, content, item

ADVICE = Finding(where="content/a.md", line=3, rule="ejaan", message="Tulis “izin”.",
                 severity=Severity.ADVICE)  # fmt: skip
FOUND = Checked(
    items={"a": frozenset({"content/disposisi/2026-001.md"}), "b": frozenset()},
    lines=("2 konten.",),
    findings=(ADVICE, Finding(where="content/konten/b/index.md", rule="judul", message="Isi.")),
)


def test_state_is_named_by_all_that_lies_in_the_folder(tmp_path: Path) -> None:
    """One letter, a name, a link, a folder: each is another state, and of whom it tells."""
    item = tmp_path / "konten/2026-11-a"
    item.mkdir(parents=True)
    file = item / "index.md"
    file.write_text("Isi.", "utf-8")
    states = [state_of(tmp_path)]
    file.write_text("Isi!", "utf-8")
    states.append(state_of(tmp_path))
    file.rename(item / "b.md")
    states.append(state_of(tmp_path))
    (item / "tautan").symlink_to("b.md")
    states.append(state_of(tmp_path))
    (item / "kosong").mkdir()
    states.append(state_of(tmp_path))
    mine, offices = {one.items["2026-11-a"] for one in states}, {one.office for one in states}
    (tmp_path / "konten/2026-11-b").mkdir()
    alone = state_of(tmp_path)
    (item / "surat.pdf").write_bytes(b"")
    (tmp_path / "kata.yml").write_text("", "utf-8")
    last = state_of(tmp_path)

    assert (len(mine), len(offices)) == (5, 1)
    assert (alone.office, {*alone.items}) == (states[0].office, {"2026-11-a", "2026-11-b"})
    assert last.office != alone.office
    assert last.items["2026-11-b"] == alone.items["2026-11-b"]


def test_what_was_found_is_told_again_by_the_same_tool_alone(tmp_path: Path) -> None:
    """A file that somebody touched is worth nothing."""
    one = Judged(
        rules=(ADVICE,),
        language=(replace(ADVICE, message="Surogat \udc80"),),
        hangs_on=frozenset({"content/rapat/2026-11-03"}),
        links=(("2026-10-b", ADVICE),),
        title=("a", 3),
        legal=True,
    )
    runs = frozenset({1, -5, 2**62})
    kept = Kept(
        folder="f", office="o", words="w", drawn="d", said=packed_runs(runs), found=packed_item(one)
    )
    office = Office(findings=(ADVICE,), links=(), instruments=2)
    alike = {"2026-11-a": Likest(other="2026-10-b", shared=3, of=4)}
    memory = Memory(state="o", office=office, items={"2026-11-a": kept}, alike=alike)
    keep(tmp_path, "alat", memory)
    again, other = recall(tmp_path, "alat"), recall(tmp_path, "alat lain")
    file = tmp_path / "temuan.txt"
    file.write_bytes(file.read_bytes().replace(b"ejaan", b"salah"))

    assert (again, other) == (memory, None)
    assert again and (again.items["2026-11-a"].judged, again.items["2026-11-a"].runs) == (one, runs)
    assert recall(tmp_path, "alat") is None


def test_texts_read_before_are_not_read_again(tmp_path: Path) -> None:
    """Until the office's words or the tool are others; texts that are gone are forgotten."""
    slip = Slip(start=2, rule="ejaan", message="Tulis “izin”.")
    first = Slips(tmp_path, "alat", WordList())
    first.put("ada ijin", (slip,))
    first.put("tanpa salah", ())
    first.keep()
    second = Slips(tmp_path, "alat", WordList())
    known = [second.get(text) for text in ("ada ijin", "tanpa salah", "baru")]
    other = Slips(tmp_path, "alat", WordList(words=frozenset({"ijin"})))
    third = Slips(tmp_path, "alat", WordList())
    third.get("tanpa salah")
    third.keep()

    assert known == [(slip,), (), None]
    assert other.get("ada ijin") is None
    assert Slips(tmp_path, "alat", WordList()).get("ada ijin") is None


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ("content/konten/b/index.md", ["content/konten/b/index.md"]),
        ("content/konten/b/foto.jpg", ["content/konten/b/index.md"]),
        ("content/konten/a/index.md", []),
        ("content/rubrik.yml", ["content/a.md", "content/konten/b/index.md"]),
        ("content/peraturan/uu-1.md", ["content/a.md", "content/konten/b/index.md"]),
        ("content/a.md", ["content/a.md"]),
    ],
)
def test_change_shows_its_own_findings_and_those_that_hang_on_it(
    changed: str, shown: list[str]
) -> None:
    assert [one.where for one in since(FOUND, [changed])] == shown


def test_item_hangs_on_its_disposisi_its_meeting_and_what_it_links_to() -> None:
    one = item(body="Lihat [ini](../2026-10-lama/) dan https://a/konten/2026-10-lain/.")
    found = depends_on(item(body="Lihat https://a/konten/2026-10-lain/."), content(one))

    assert found == {
        "content/disposisi/2026-001.md",
        "content/rapat/2026-11-03",
        "content/konten/2026-10-lain",
    }
    assert f"content/konten/{ID}" not in depends_on(one, content(one))


def test_what_changed_since_a_commit_is_told_by_git(tmp_path: Path) -> None:
    """Changed, removed and not yet added; a version that is not there is the operator's slip."""
    practice = PracticeRepository(tmp_path)
    who = Person(name="Sari", emails=("sari@kpu.go.id",))
    at = datetime(2026, 11, 25, 9, tzinfo=WITA)
    files = {"content/a.md": b"A", "content/b.md": b"B", "content/c.md": b"C", "lain.md": b"L"}
    practice.commit("main", files, "awal", who, at)
    practice.show()
    root = practice.root
    (root / "content/a.md").write_text("Baru", "utf-8")
    (root / "content/b.md").unlink()
    (root / "content/baru.md").write_text("Baru", "utf-8")
    (root / "lain.md").write_text("Baru", "utf-8")

    changed = Repository(root).changed_since("main")

    assert changed == {"content/a.md", "content/b.md", "content/baru.md"}
    with pytest.raises(Blocked, match="versi '--output=x' tidak ada"):
        Repository(root).changed_since("--output=x")


def test_proposal_answers_for_the_language_of_what_it_touches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its slips hold the hand-over; those of main's own texts are not its matter."""
    # The real dictionary takes a second.
    monkeypatch.setattr(Dictionary, "accepts", lambda one, word: True)
    mine = item(body="Rapat di lakukan di kantor, dimana semua hadir.")
    other = item(id="2026-10-lain", where="content/konten/2026-10-lain/index.md", body="Dimana?")
    new = content(mine, items={mine.id: mine, other.id: other})
    changed = {f"content/konten/{ID}"}

    handover, _ = previewing._judged(open_desk(tmp_path), content(other), new, changed)
    told = [finding.rule for finding in sorted(handover) if finding.severity is Severity.HOLD]

    assert {"awalan-di", "kata-depan"} <= {*told}
    assert not [finding for finding in handover if finding.where == other.where]
