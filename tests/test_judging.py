"""What `check` keeps of earlier times is what it would find anew, whatever was changed since."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import checking, judging
from pipeline.core.checks import run_checks
from pipeline.core.checks.alike import caused_by_text
from pipeline.core.checks.drafts import DRAFTS
from pipeline.core.checks.writing import sound_language
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Gate
from pipeline.core.model import Item
from pipeline.core.promising import promises
from pipeline.desk import Desk, open_desk
from pipeline.edge import disk, states
from pipeline.edge.dictionary import Dictionary
from pipeline.known_names import settings_checks
from pipeline.platforms import networks
from pipeline.posts import word
from pipeline.render.cards import Drawn
from pipeline.render.studio import Studio
from tests.demo import DEMO

BODY = " ".join(f"kata{n} ini dan itu di pasar" for n in range(12))
HEAD = (
    '---\nskema: 1\njudul: {title}\nrubrik: tahukah-kamu\ndisposisi: "2026-001"\n'
    "ringkasan: Hal {title}.\ntayang: 2026-11-20T09:00:00+08:00\n---\n\n{body}\n"
)
Change = Callable[[Path, random.Random], None]


def write(content: Path, name: str, body: str) -> None:
    folder = content / "konten" / name
    folder.mkdir(exist_ok=True)
    (folder / "index.md").write_text(HEAD.format(title=name, body=body), "utf-8")


def one(content: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(path for path in content.glob("konten/2026-*") if path.is_dir()))


def add(content: Path, chance: random.Random) -> None:
    write(content, f"2026-1{chance.randrange(3)}-baru-{chance.randrange(99)}", f"{BODY} dimana")


def remove(content: Path, chance: random.Random) -> None:
    shutil.rmtree(one(content, chance))


def copy(content: Path, chance: random.Random) -> None:
    shutil.copytree(one(content, chance), content / f"konten/2026-12-z-{chance.randrange(99)}")


def say(*lines: str) -> Change:
    def change(content: Path, chance: random.Random) -> None:
        with (one(content, chance) / "index.md").open("a", encoding="utf-8") as page:
            page.write(f"\n{chance.choice(lines)}\n")

    return change


def put(name: str, text: str) -> Change:
    def change(content: Path, chance: random.Random) -> None:
        path = content / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, "utf-8")

    return change


def also(name: str, text: str) -> Change:
    def change(content: Path, chance: random.Random) -> None:
        path = content / name
        path.write_text(path.read_text("utf-8") + text, "utf-8")

    return change


def withdraw(content: Path, chance: random.Random) -> None:
    page = one(content, chance) / "index.md"
    gone = "penarikan: {tanggal: 2026-11-21, alasan: keliru}\n---\n\n"
    page.write_text(page.read_text("utf-8").replace("---\n\n", gone, 1), "utf-8")


CHANGES: list[Change] = [
    *(add, remove, copy, withdraw),
    say("Lihat [ini](../2026-11-a/) dan [itu](../2026-12-z-7/).", "Rapat di lakukan ijin.", BODY),
    say("UU Nomor 99 Tahun 2099.", "Hubungi 0812 3456 7890.", "{{ isi }}", "tanpa-spasi" * 40),
    put("konten/2026-11-A/index.md", "tanpa kepala"),
    put("konten/2026-11-a/catatan.docx", "bukan arsip"),
    put("konten/2026-11-b/index.md", "tanpa kepala"),
    put("halaman/baru.md", "---\nskema: 1\njudul: Baru\n---\n\n[Ini](../../konten/2026-11-b/).\n"),
    put("kata.yml", "skema: 1\nkata: [kata1, kata2]\n"),
    put("kata.yml", "skema: ["),
    also("rubrik.yml", "\n# catatan\n"),
    put("rubrik.yml", "skema: 1\n"),
    put("peraturan/uu-99-2099.md", "tanpa kepala"),
    put("rapat/2026-11-03/notula.md", "---\nskema: 1\ntugas: [{konten: 2026-11-a}]\n---\n"),
]


def as_a_whole(desk: Desk) -> list[Finding]:
    """All items read, judged, laid out and worded beside each other."""
    content = disk.read_content(desk.root)
    words = sound_language(Dictionary())
    found = run_checks(
        content, Gate.PUBLICATION, also=[*settings_checks(desk.site), words, *DRAFTS]
    )
    studio = Studio(desk.site)
    for item in content.items.values():
        found += studio.judge(item, content, desk.root)
    if content.channels:
        promised = promises(content.items.values(), content.channels, networks())
        worded = word(promised, content, (), Drawn(), desk.site)[1]
        found += [one for one in worded if not caused_by_text(one, found)]
    return sorted({*found})


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Three short items and the settings; a dictionary that needs no second to load."""
    content = tmp_path / "content"
    (content / "konten").mkdir(parents=True)
    for name in ("rubrik.yml", "kanal.yml", "kata.yml"):
        shutil.copy(DEMO / "content" / name, content)
    for name in ("2026-11-a", "2026-11-b", "2026-10-c"):
        write(content, name, f"{name} {BODY if name[-1] != 'c' else 'Sekian.'}")
    monkeypatch.setattr(Dictionary, "accepts", lambda one, word: word not in ("ijin", "pasar"))
    monkeypatch.setattr(judging, "cores", lambda: 1)
    monkeypatch.setattr(Desk, "build", property(lambda one: one.root / "build"))
    return replace(open_desk(tmp_path), progress=lambda news: None)


def light(studio: Studio, item: Item, content: Content, root: Path) -> list[Finding]:
    """Findings that change with what cards are drawn from, without a layout."""
    series = content.series.get(item.series)
    return [Finding(where=item.where, rule="kartu", message=f"{series} {len(item.body)}")]


def test_what_is_kept_is_what_would_be_found_anew(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each of many changes: of items, of what they hang on, of what lies beside them."""
    monkeypatch.setattr(Studio, "judge", light)
    monkeypatch.setattr(Studio, "__init__", lambda me, site: setattr(me, "findings", []))
    monkeypatch.setattr(states, "edition", lambda *folders: "alat")
    through(office, random.Random(3))


@pytest.mark.slow  # a minute: every card of every item laid out after each change
@pytest.mark.parametrize("seed", range(6))
def test_with_all_cards_laid_out(office: Desk, seed: int) -> None:
    through(office, random.Random(seed))


def through(office: Desk, chance: random.Random) -> None:
    checking.checked(office)
    wrong = []
    for change in chance.sample(CHANGES, len(CHANGES)):
        change(office.root / "content", chance)
        if [*checking.checked(office).findings] != as_a_whole(office):
            wrong.append(change)

    assert wrong == []


def test_one_changed_item_is_judged_alone(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another word list: the language of all, and nobody's cards."""
    checking.checked(office)
    judged: list[str] = []
    drawn: list[str] = []
    old, laid_out = judging._Reader.judge, judging._Reader._cards
    monkeypatch.setattr(
        judging._Reader, "judge", lambda me, name, of: judged.append(name) or old(me, name, of)
    )
    monkeypatch.setattr(judging._Reader, "_cards", lambda me, item, of: drawn.append(item.id) or [])
    checking.checked(office)
    say("Lagi.")(office.root / "content", random.Random(1))
    checking.checked(office)
    first = [*judged], [*drawn]
    put("kata.yml", "skema: 1\n")(office.root / "content", random.Random(1))
    checking.checked(office)

    assert laid_out is not judging._Reader._cards
    assert [len(names) for names in first] == [1, 1]
    assert (len(judged), len(drawn)) == (4, 1)


def test_two_processes_find_what_one_finds(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the other's verdicts on words are learnt: the next check asks nobody."""
    monkeypatch.setattr(Studio, "judge", light)
    for name, thing in (("2026-11-a", "bangku"), ("2026-11-b", "meja"), ("2026-10-c", "kursi")):
        write(office.root / "content", name, f"Ada {thing} di sini, dan ada ijin.")
    alone = checking.checked(office)
    shutil.rmtree(office.build)
    monkeypatch.undo()
    monkeypatch.setattr(Studio, "judge", light)
    monkeypatch.setattr(Desk, "build", property(lambda one: one.root / "build"))
    words = SimpleNamespace(lookup=lambda word: word not in ("ijin", "pasar"))
    monkeypatch.setattr(Dictionary, "_dictionary", lambda one: words)
    monkeypatch.setattr(judging, "MANY", 1)
    monkeypatch.setattr(judging, "cores", lambda: 2)
    both = checking.checked(office)
    kept = Dictionary(office.build / "periksa/kata.json").verdicts

    assert both == alone
    assert {"bangku", "meja", "kursi"} <= {*kept}
