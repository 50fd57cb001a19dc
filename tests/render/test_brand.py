"""The designer's slips: each is a finding with file and line, and costs no card."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from pipeline.render.grid import gridded
from pipeline.render.schemas import schemas
from tests.card_desk import SITE, content, item, sections, studio
from tests.card_files import card, draw

SLIPS = {
    "unknown key": ("cards/terang.yml", "anchor: bottom", "ankor: bottom", "kunci-tak-dikenal"),
    "pair not allowed": (
        "brand.yml",
        "quiet: [stone, paper]",
        "quiet: [gold, paper]",
        "pasangan-warna",
    ),
    "low contrast": ("brand.yml", "- [ink, paper]", "- [gold, paper]", "kontras"),
    "outside the canvas": (
        "cards/tahukah.yml",
        "[84, 210, 912, 966]",
        "[84, 210, 1012, 966]",
        "di-luar-batas",
    ),
    "under the buttons": (
        "formats.yml",
        "safe: [250, 72, 340, 72]",
        "safe: [450, 72, 340, 72]",
        "di-luar-batas",
    ),
    "no room given": ("formats.yml", "safe: [250, 72, 340, 72]", "safe: [250, 72]", "kanvas"),
    "no such icon": ("cards/terang.yml", "icon: compass", "icon: kompas", "ikon"),
    "no such lender": ("cards/tahukah.yml", "like: terang", "like: terung", "keluarga-kartu"),
    "lenders in a circle": ("cards/foto.yml", "like: terang", "like: berita", "keluarga-kartu"),
    "no such scheme": ("cards/tahukah.yml", "scheme: terang", "scheme: biru", "warna"),
    "the house's own sign moved": (
        "cards/tahukah.yml",
        "{role: emblem, at: [560, 150, 600, 600], fill: emblem}",
        "{role: logo, at: [84, 900, 64, 64]}",
        "unsur-terkunci",
    ),
    "no such font": ("brand.yml", "PlusJakartaSans_700Bold.ttf", "Comic.ttf", "huruf-hilang"),
    "no such role": ("cards/terang.yml", "{role: qr,", "{role: kode,", "peran-kotak"),
    "furniture outside": (
        "brand.yml",
        "office, at: [168, 1252, 480",
        "office, at: [168, 1300, 480",
        "di-luar-batas",
    ),
    "sizes upside down": ("cards/terang.yml", "size: [56, 116]", "size: [116, 56]", "nilai-kotak"),
    "no such word": ("cards/terang.yml", "text: more", "text: lebih", "nilai-kotak"),
    "colour left out": ("brand.yml", "      qr: [ink, white]\n", "", "warna"),
    "no palette": ("brand.yml", "palette:\n", "warna:\n", "yaml-rusak"),
    "broken file": ("cards/terang.yml", "scheme: terang", "scheme: [terang", "yaml-rusak"),
    "sheet missing": ("cards/terang.yml", "wide:\n", "lebar:\n", "lembar-hilang"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_designers_slip_is_a_finding_and_costs_no_card(tmp_path: Path, slip: str) -> None:
    """It is named with file and line; the cards of last time stay."""
    file, old, new, rule = SLIPS[slip]
    first = draw(tmp_path, item())
    site = tmp_path / "site"
    shutil.copytree(SITE, site, ignore=shutil.ignore_patterns("pages", "theme", "web"))
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    drawn = draw(tmp_path, item(title="Lain"), site=site)
    line = text[: text.index(old)].count("\n") + 1

    assert rule in {f.rule for f in drawn.findings}
    finding = next(f for f in drawn.findings if f.rule == rule)
    assert finding.where.startswith("site/")
    elsewhere = finding.where != f"site/{file}"  # a size is wrong where it leaves no room
    anywhere = rule in {"lembar-hilang", "yaml-rusak", "warna"}
    assert abs(finding.line - line) <= 2 or anywhere or elsewhere
    assert drawn.redrawn == 0
    assert card(first, "feed").path.is_file()


@pytest.mark.parametrize("name", schemas())
def test_schemas_are_what_the_reader_reads(name: str) -> None:
    """To accept a change: write ``schemas()`` into the file named here."""
    text = json.dumps(schemas()[name], indent=1, ensure_ascii=False) + "\n"

    assert (SITE / "schema" / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "path", [*sorted((SITE / "cards").glob("*.yml")), SITE / "brand.yml", SITE / "formats.yml"]
)
def test_the_designers_files_keep_their_schemas(path: Path) -> None:
    """Each names its schema in its first line, where an editor looks for it, and keeps to it."""
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    tree = json.loads(json.dumps(yaml.safe_load(text), default=str))

    assert list(Draft202012Validator(schema).iter_errors(tree)) == []


def test_a_misspelt_key_breaks_the_schema() -> None:
    checker = Draft202012Validator(schemas()["card.json"])
    tree = {"about": "x", "scheme": "terang", "feed": {"canvas": "feed", "boxs": []}}

    assert [e.message for e in checker.iter_errors(tree)] == [
        "Additional properties are not allowed ('boxs' was unexpected)"
    ]


def test_the_grid_moves_nothing() -> None:
    """The card below the designer's lines is the card; every box is named with its place."""
    one = item(slides=sections(2))
    planned, _ = studio().plan(one, content(one))
    for plan in planned:
        shown = gridded(plan.display, plan.sheet, studio().shelf)["ops"]
        labels = [op["text"] for op in shown if op.get("role") == "grid"]

        assert shown[: len(plan.display["ops"])] == plan.display["ops"]
        assert len(labels) == len(plan.sheet.boxes)
        assert any(label.startswith("stack 84, ") for label in labels) or plan.format in {
            "link",
            "wide",
        }
