"""A small office folder that one nasty input spoils, judged as ``redaksi check`` judges it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from pipeline.core.checks import run_checks
from pipeline.core.findings import Finding, Gate, Severity
from pipeline.core.promising import promises
from pipeline.edge.disk import read_content
from pipeline.known_names import settings_checks
from pipeline.platforms import networks
from pipeline.posts import word
from pipeline.render.cards import draw_all
from tests.demo import DEMO
from tests.stories.office.conftest import CHANNELS, DISPOSISI, REPOSITORY, item
from tests.worlds import roster

BAD, GOOD = "2026-11-hak-atas-informasi", "2026-11-biaya-informasi"
SITE = "https://jdih-pinrang.example/"
FOLDER = f"content/konten/{BAD}"
TOLD = Path(__file__).parent / "told"
LONGEST = 5.0  # seconds of work, so that a busy machine changes nothing

Spoil = Callable[[Path], object]  # harms the item's folder

NOTULA = f"""---
skema: 1
tanggal: 2026-11-24
tempat: Aula
disposisi: [2026-001]
kehadiran: [{{peran: pengelola, jumlah: 2}}]
putusan: [Dua konten dikerjakan]
tugas:
  - {{konten: {BAD}, peran: pengelola, batas: 2026-11-25}}
  - {{konten: {GOOD}, peran: pengelola, batas: 2026-11-25}}
---

Rapat singkat.
"""


def template() -> dict[str, bytes]:
    """What a sound office has, by path."""
    kept = ("sop.yml", "rubrik.yml", "kalender.yml", "peraturan/uu-14-2008.md")
    files = {f"content/{name}": (DEMO / "content" / name).read_bytes() for name in kept}
    texts = {
        "content/kanal.yml": CHANNELS.format(site=SITE, mastodon="https://mastodon.example"),
        "content/peran.yml": roster(),
        "content/disposisi/2026-001.md": DISPOSISI,
        "content/rapat/2026-11-24/notula.md": NOTULA,
        f"content/konten/{GOOD}/index.md": item("Tahukah Kamu: Informasi Publik Itu Terbuka"),
        f"{FOLDER}/index.md": item(),
    }
    return files | {name: text.encode() for name, text in texts.items()}


TEMPLATE = template()


def lay_out(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the sound office with these files changed or added; return the bad item's folder."""
    for name, content in {**TEMPLATE, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root / FOLDER


@dataclass(frozen=True, kw_only=True)
class Judged:
    findings: tuple[Finding, ...]
    cards: frozenset[str]  # items that have cards
    seconds: float

    def told(self, folder: str = f"{FOLDER}/") -> list[str]:
        """Every finding, without the bad item's path; advice is marked."""
        return [
            str(f).removeprefix(folder) + (" saran" if f.severity is Severity.ADVICE else "")
            for f in self.findings
        ]


def judge(root: Path, out: Path, *, draw: bool = True) -> Judged:
    """Read, check, draw and word the folder, and see that the good item got through.

    Without ``draw`` only the good item is drawn, from last time's cards.
    """
    start = process_time()
    content = read_content(root)
    items = [item for name, item in content.items.items() if draw or name == GOOD]
    drawn = draw_all(items, content=content, root=root, site=REPOSITORY / "site", out=out)
    also = settings_checks(REPOSITORY / "site")
    findings = {*run_checks(content, Gate.PUBLICATION, also=also), *drawn.findings}
    if content.channels:
        promised = promises(items, content.channels, networks())
        findings |= set(word(promised, content, (), drawn, REPOSITORY / "site")[1])
    seconds = process_time() - start

    assert seconds < LONGEST
    assert GOOD in content.items
    assert len(drawn.cards[GOOD]) == 6
    assert not [f for f in findings if f.where.startswith(f"content/konten/{GOOD}/")]
    assert not [path for path in out.rglob("*") if path.suffix == ".tmp"]
    return Judged(findings=tuple(sorted(findings)), cards=frozenset(drawn.cards), seconds=seconds)


Case = Mapping[str, str | bytes | Spoil]  # path -> content; or what to do to the item's folder


def spoil(root: Path, case: Case) -> None:
    """Lay out the sound office with one case's harm done to it."""
    folder = lay_out(root, {k: v for k, v in case.items() if isinstance(v, str | bytes)})
    for deed in case.values():
        if not isinstance(deed, str | bytes):
            deed(folder)


def accepted(table: str) -> dict[str, list[str]]:
    """What each case of a table is told, as a person accepted it (``bless.py`` writes it)."""
    file = TOLD / f"{table}.txt"
    blocks = file.read_text(encoding="utf-8").split("\n\n") if file.exists() else []
    return {lines[0]: lines[1:] for lines in (block.strip("\n").split("\n") for block in blocks)}
