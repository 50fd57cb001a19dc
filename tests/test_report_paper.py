"""A report of a month that is not over, on paper: read by another library, held to the ledger.

No conformance checker for PDF/A was at hand; what is looked at is what test_documents looks at.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader

from pipeline.core.model import WITA
from pipeline.core.periods import interim, period_of
from pipeline.core.posting import SETTLING
from pipeline.core.reach import Measure, Reach
from pipeline.core.tables import Kind, Table
from pipeline.desk import Desk, gather
from pipeline.desk import World as Gathered
from pipeline.edge.ledger_branch import Ledger
from pipeline.render.documents import Office
from pipeline.render.report_paper import MOST, report_paper
from pipeline.reports import drawn_cards, report_at
from tests.archive_world import ID, desk
from tests.editions import SITE
from tests.worlds import World

NOVEMBER = period_of("bulan", "2026-11")
FACEBOOK = "https://www.facebook.com/jdihpinrang/posts"
TODAY = date(2026, 11, 25)
FIGURES = (
    Reach(url=f"{FACEBOOK}/1/?ref=x", number=1240, day=TODAY),
    Reach(url=f"{FACEBOOK}/2", number=60, day=TODAY),
    Reach(url="https://m.example/@jdih/2", number=7, measure=Measure.VIEWS, day=TODAY),
)
TOLD = "Sementara, sampai dengan 25 November 2026; berakhir 30 November 2026."


@pytest.fixture(scope="module")
def made(whole_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Made on the 25th, on a machine where the item's card was drawn; some figures are typed."""

    def filled(*given: object, **more: object) -> Gathered:
        world = gather(*given, **more)  # type: ignore[arg-type]  # passed on as it came
        return replace(world, content=replace(world.content, reach=FIGURES))

    build = tmp_path_factory.mktemp("laporan")
    card = build / "kartu" / ID / "link.jpg"
    card.parent.mkdir(parents=True)
    Image.new("RGB", (1200, 630), "#6a1222").save(card)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "build", property(lambda self: build))
        patch.setattr("pipeline.reports.gather", filled)
        said: list[str] = []
        assert report_at(desk(whole_world, said), NOVEMBER) == 0
        assert said[-1] == TOLD
        yield build / "laporan/2026-11"


@cache
def read(made: Path) -> PdfReader:
    return PdfReader(made / "laporan.pdf")


@cache
def words(reader: PdfReader) -> str:
    """All text, without the places where a long word may break."""
    text = "".join(page.extract_text() for page in reader.pages)
    return text.replace("\u200b", "").replace("\n", " ")


def test_the_paper_says_what_the_ledger_says(whole_world: World, made: Path) -> None:
    """The sums, every address, every fingerprint of what was sent, who approved which version."""
    acts, _ = Ledger(whole_world.repository(), run="", tool="").read()
    settled = [act for act in acts if act.kind in SETTLING]
    reader = read(made)
    text = words(reader)
    joined = text.replace(" ", "")
    links = [
        annotation.get_object()["/A"]["/URI"]
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]

    assert f"Unggahan dan pembagian yang tercatat {len(settled)}" in text
    assert {act.url for act in settled if act.url} <= set(links)
    assert all(act.payload in joined for act in settled)
    versions = [act.extra["version"] for act in acts if act.kind == "persetujuan"]
    assert len(versions) == 2 and all(version in joined for version in versions)
    assert "Ralat 1 disetujui: Kartini Ketua, 24 November 2026" in text


def test_the_annex_shows_the_card_with_its_fingerprint(made: Path) -> None:
    """Small on paper, beside the page as it was drawn; the fingerprint is of the drawn file."""
    card = made / "gambar" / f"{ID}.jpg"
    digest = hashlib.sha256(card.read_bytes()).hexdigest()
    reader = read(made)
    sizes = [image.image.size for page in reader.pages for image in page.images if image.image]

    assert digest in words(reader).replace(" ", "")
    assert digest in (page := (made / "bukti.html").read_text("utf-8"))
    assert f'src="gambar/{ID}.jpg"' in page
    assert (380, 200) in sizes


def test_figures_of_reach_stand_beside_each_address_and_are_summed(made: Path) -> None:
    """Sheet, CSV, page and paper alike; what nobody filled in is said to be missing."""

    def rows(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO((made / f"{name}.csv").read_text("utf-8"))))[1:]

    assert {row[0]: row[5:] for row in rows("jejaring")} == {
        "Facebook": ["1300", "jangkauan", "0"],
        "Mastodon": ["7", "tayangan", "1"],
        "WhatsApp": ["", "tanpa tautan", "0"],
    }
    assert [(row[5], *row[12:]) for row in rows("unggahan")] == [
        ("Mastodon", "", "belum diisi", ""),
        ("Facebook", "1240", "jangkauan", "2026-11-25"),
        ("WhatsApp", "", "tanpa tautan", ""),
        ("Mastodon", "7", "tayangan", "2026-11-25"),
        ("Facebook", "60", "jangkauan", "2026-11-25"),
        ("WhatsApp", "", "tanpa tautan", ""),
    ]
    assert openpyxl.load_workbook(made / "laporan.xlsx")["Menurut jejaring"]["F2"].value == 1300
    for text in (words(read(made)), (made / "bukti.html").read_text("utf-8")):
        assert "1.240 orang" in text and "7 tayangan" in text and "belum diisi" in text


def test_every_kind_of_file_says_that_the_month_is_not_over(made: Path) -> None:
    """Until its last day has passed, a report is one of the days so far."""
    assert TOLD in words(read(made))
    for name in ("index.html", "bukti.html", "tentang.csv"):
        assert TOLD in (made / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 10, 31), "Masa laporan ini baru dimulai 1 November 2026."),
        (date(2026, 11, 30), TOLD.replace("25", "30", 1)),
        (date(2026, 12, 1), ""),
    ],
)
def test_a_period_is_over_after_its_last_day(today: date, told: str) -> None:
    """On that day somebody may still post."""
    assert interim(NOVEMBER, today) == told


def test_it_is_made_for_the_archive(made: Path) -> None:
    """Output intent, every font embedded, tags, language, PDF/A-2a; charts say it in words too."""
    reader = read(made)
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    fonts = [
        font.get_object().get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    spoken = [str(one.get("/Alt", "")) for one in tags(root["/StructTreeRoot"])]

    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert fonts and all({"/FontFile2", "/FontFile3"} & set(one.get_object()) for one in fonts)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("id-ID", True)
    assert re.search("<pdfaid:part>2</pdfaid:part>.*<pdfaid:conformance>A<", xmp, re.DOTALL)
    assert "Facebook: 2" in words(reader) and ">Facebook: 2<" in (made / "index.html").read_text()
    assert "Bagan batang, Menurut jejaring (unggahan): Facebook 2, Mastodon 2, WhatsApp 2" in spoken
    assert reader.metadata is not None
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.astimezone(WITA) == datetime(2026, 11, 30, tzinfo=WITA)


def tags(node: Any) -> Iterator[Any]:
    """Every element of the structure below this one."""
    below = node.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        found = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(found, dict):
            yield found
            yield from tags(found)


def test_a_card_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    """The paper is made all the same, and says that there is no card."""
    for item, content in (("a", b"\xff\xd8\xff"), ("b", b"\xff\xd8...\xff\xd9")):
        (tmp_path / "kartu" / item).mkdir(parents=True)
        (tmp_path / "kartu" / item / "link.jpg").write_bytes(content)

    assert drawn_cards(tmp_path, ["a", "b", "c"]).keys() == {"b"}


def test_a_long_annex_is_named_instead_of_printed(tmp_path: Path) -> None:
    """And a list of more rows than anybody prints says how many are left, and where."""
    columns = (("Konten", Kind.TEXT), ("Judul", Kind.TEXT))
    rows = [("satu 法", "Hak atas informasi")] * 502
    table = Table(name="waktu", title="Waktu", columns=columns, rows=rows)
    block = {"item": ID, "title": "T", "about": "", "approvals": [], "posts": [], "picture": ""}
    paper = report_paper([table], {}, [block] * (MOST + 1), {}, period=NOVEMBER, interim="")
    office = Office(SITE, tmp_path)
    legible, lacking = office.legible(paper)
    made = office.set(legible, None, "2026-11")
    assert isinstance(made, tuple)
    (tmp_path / "laporan.pdf").write_bytes(made[1])
    text = words(read(tmp_path))

    assert lacking == "法" and text.count("satu ?") == 200
    assert text.count("Hak atas informasi") == 1  # a title is not repeated below itself
    assert "302 baris lagi ada di laporan.xlsx dan waktu.csv" in text
    assert "Bukti 151 konten ada di bukti.html dan laporan.xlsx" in text
