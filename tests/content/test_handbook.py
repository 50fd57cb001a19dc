"""The office's hand-book: what it tells people to type is what the readers accept."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.core.checks import run_checks
from pipeline.core.findings import Gate
from pipeline.core.model import Role
from pipeline.edge.disk import read_content
from pipeline.platforms import PLATFORMS
from pipeline.verbs import KINDS
from tests.demo import DEMO

ROOT = Path(__file__).parents[2]
BOOK = (DEMO / "content" / "README.md").read_text("utf-8")
ACTS = [
    "Membuat disposisi",
    "Mengundang rapat",
    "Menulis notula rapat",
    "Membuat konsep",
    "Menyunting",
    "Menyerahkan",
    "Menyetujui",
    "Membagikan & mengonfirmasi",
    "Meralat",
    "Menarik",
    "Menambah peraturan",
    "Mengganti susunan redaksi",
    "Kalau ada yang macet",
]
EXAMPLE = re.compile(r"^Berkas: `([^`]+)`\n\n```[a-z]+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSERT = re.compile(r"^ *```yaml\n((?: *)(?:gambar|ralat|penarikan):.*?)^ *```$", re.M | re.S)
ITEM = "content/konten/2027-01-informasi-harus-akurat/index.md"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder that holds the hand-book's examples, this repository's register and settings."""
    shutil.copytree(DEMO / "content" / "peraturan", tmp_path / "content" / "peraturan")
    for name in ("kanal.yml", "rubrik.yml", "kalender.yml", "sop.yml"):
        target = tmp_path / "content" / name
        target.write_bytes((DEMO / "content" / name).read_bytes())
    for name, text in EXAMPLE.findall(BOOK):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return tmp_path


def told(root: Path) -> list[str]:
    """Every complaint of the readers and, at every gate, of the checks."""
    content = read_content(root)
    findings = [*content.findings, *(f for gate in Gate for f in run_checks(content, gate))]
    return sorted({str(finding) for finding in findings})


def test_one_heading_per_act() -> None:
    """Whoever looks for an act finds it under its own name, in the SOP's order."""
    headings = re.findall(r"^## (.+)$", BOOK, re.MULTILINE)

    assert [heading for heading in headings if heading in ACTS] == ACTS


def test_every_example_reads_without_findings(office: Path) -> None:
    """The five example files can be copied as they stand."""
    content = read_content(office)

    assert told(office) == []
    assert (len(content.items), len(content.disposisi), len(content.minutes)) == (1, 1, 1)
    assert content.roster is not None and len(content.roster.people) == 2


def test_example_of_a_regulation_is_our_own_entry(office: Path) -> None:
    """The example states the same facts as the register."""
    example = read_content(office).instruments["uu-43-2009"]
    entry = read_content(DEMO).instruments["uu-43-2009"]

    assert (example.name, example.about, example.promulgated, example.source) == (
        entry.name,
        entry.about,
        entry.promulgated,
        entry.source,
    )
    assert example.links == entry.links


def test_correction_and_withdrawal_read_as_shown(office: Path) -> None:
    """What is to be added to an item's head is accepted there."""
    inserts = [re.sub(r"^ {3}", "", text, flags=re.M) for text in INSERT.findall(BOOK)]
    assert len(inserts) == 3
    page = office / ITEM
    text = page.read_text("utf-8")
    for insert in inserts:
        if "gambar" not in insert:  # its picture is not here
            page.write_text(text.replace("\n---\n", f"\n{insert}---\n", 1), "utf-8")

            assert told(office) == []


def test_it_names_every_role_as_typed() -> None:
    """The roles are spelt as the reader wants them."""
    assert [role for role in Role if f"`{role.value}`" not in BOOK] == []


def test_each_act_names_its_door() -> None:
    """Every kind that `new` begins is told under its act, and every text of a proposal."""
    templates = {path.stem for path in (ROOT / ".github/PULL_REQUEST_TEMPLATE").iterdir()}
    begun = {kind for kind in KINDS if f"Di komputer yang disiapkan: `redaksi new {kind}`" in BOOK}

    assert begun == set(KINDS)
    assert set(re.findall(r"Jenis usulan: \*\*(\w+)\*\*", BOOK)) == templates


def test_it_names_only_verbs_that_exist() -> None:
    """Nobody is told to type a command that the tool does not know."""
    known = set(
        re.findall(r'verb\(\s*"([a-z]+)"', (ROOT / "pipeline" / "verbs.py").read_text("utf-8"))
    )
    told_to_type = set(re.findall(r"redaksi ([a-z]+)", BOOK))

    assert told_to_type - known == set()


def test_every_network_has_its_way_to_a_key() -> None:
    """The guide leads to the secret that the workflows pass on; what is by hand is named."""
    guide = (DEMO / "content" / "halaman" / "menyambungkan-akun.md").read_text("utf-8")
    passed = (ROOT / ".github" / "workflows" / "doctor.yml").read_text("utf-8")
    parts = {part.partition("\n")[0]: part for part in guide.split("\n## ")[1:]}
    for name, platform in PLATFORMS.items():
        if platform.AUTOMATIC and platform.PUBLIC:
            secret = f"REDAKSI_TOKEN_{name.upper().replace('-', '_')}"
            assert secret in parts[platform.LABEL] and f"secrets.{secret} " in passed
        elif platform.PUBLIC:
            assert platform.LABEL in parts["WhatsApp, TikTok, dan YouTube"]
