"""`check` reads anew only what has changed, and shows what hangs on a change."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import judging, previewing
from pipeline.core.checks.slips import Slip
from pipeline.core.dependence import Checked, depends_on, since
from pipeline.core.findings import Blocked, Finding, Severity
from pipeline.core.model import WITA, Person
from pipeline.core.spelling import WordList
from pipeline.desk import open_desk
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.found_cache import Fits, Language, keep, name_of, recall
from pipeline.edge.git import Repository
from pipeline.edge.scratch import PracticeRepository
from tests.card_desk import SITE
from tests.card_desk import content as cards
from tests.card_desk import item as card
from tests.core.checks.worlds import ID, content, item

ADVICE = Finding(where="content/a.md", line=3, rule="ejaan", message="Tulis “izin”.",
                 severity=Severity.ADVICE)  # fmt: skip
FOUND = Checked(
    items={"a": frozenset({"content/disposisi/2026-001.md"}), "b": frozenset()},
    lines=("2 konten.",),
    findings=(ADVICE, Finding(where="content/konten/b/index.md", rule="judul", message="Isi.")),
)


def test_state_is_named_by_all_that_lies_in_the_folder(tmp_path: Path) -> None:
    """One letter, a name, a link, another edition of the tool: each is another state."""
    folder = tmp_path / "content"
    (folder / "konten").mkdir(parents=True)
    file = folder / "konten" / "a.md"
    file.write_text("Isi.", "utf-8")
    names = [name_of("alat", folder), name_of("alat lain", folder)]
    file.write_text("Isi!", "utf-8")
    names.append(name_of("alat", folder))
    file.rename(folder / "konten" / "b.md")
    names.append(name_of("alat", folder))
    (folder / "tautan").symlink_to("konten/b.md")
    names.append(name_of("alat", folder))

    assert len(set(names)) == 5
    assert name_of("alat", folder) == names[-1]


def test_what_was_found_is_told_again_in_the_same_state_alone(tmp_path: Path) -> None:
    """A file that somebody touched is worth nothing."""
    keep(tmp_path, "keadaan", FOUND)
    again, other = recall(tmp_path, "keadaan"), recall(tmp_path, "lain")
    file = tmp_path / "temuan.json"
    file.write_text(file.read_text("utf-8").replace("ejaan", "salah"), "utf-8")

    assert (again, other) == (FOUND, None)
    assert recall(tmp_path, "keadaan") is None


def test_texts_read_before_are_not_read_again(tmp_path: Path) -> None:
    """Until the office's words or the tool are others; texts that are gone are forgotten."""
    slip = Slip(start=2, rule="ejaan", message="Tulis “izin”.")
    first = Language(tmp_path, "alat", WordList())
    first.put("ada ijin", (slip,))
    first.put("tanpa salah", ())
    first.keep()
    second = Language(tmp_path, "alat", WordList())
    known = [second.get(text) for text in ("ada ijin", "tanpa salah", "baru")]
    other = Language(tmp_path, "alat", WordList(words=frozenset({"ijin"})))
    third = Language(tmp_path, "alat", WordList())
    third.get("tanpa salah")
    third.keep()

    assert known == [(slip,), (), None]
    assert other.get("ada ijin") is None
    assert Language(tmp_path, "alat", WordList()).get("ada ijin") is None


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


def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And leave the same memory: the next check reads nothing anew."""
    long = "panjang " * 90
    world = cards(card(body="Surat ijin."), card(id="2026-12-lain", title=long, card_title=long))

    def told(folder: Path, cores: int) -> tuple[list[Finding], set[str]]:
        monkeypatch.setattr(judging, "cores", lambda: cores)
        dictionary = Dictionary(folder / "kata.json")
        language, fits = Language(folder, "alat", world.words), Fits(folder, "alat")
        found = judging.read_anew(world, tmp_path, SITE, dictionary, language, fits)
        language.keep()
        fits.keep()
        return found, {path.read_text("utf-8") for path in folder.iterdir()}

    words = SimpleNamespace(lookup=lambda word: word != "ijin")  # the real ones take a second
    monkeypatch.setattr(Dictionary, "_dictionary", lambda one: words)
    monkeypatch.setattr(judging, "MANY", 0)
    one, two = told(tmp_path / "satu", 1), told(tmp_path / "dua", 2)
    monkeypatch.setattr(judging, "_read", None)  # whoever reads again trips over it
    monkeypatch.setattr(judging, "MANY", 60_000)

    assert one == two
    assert [finding.rule for finding in one[0]] == ["kartu-tidak-muat"] * len(one[0])
    assert one[0]
    assert told(tmp_path / "satu", 1) == one


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
