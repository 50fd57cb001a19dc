"""Small worlds for the rules: one sound item, changed in one place per test."""

from dataclasses import replace
from datetime import date, datetime

from pipeline.core.checks import run_checks
from pipeline.core.content import Content, PictureFile
from pipeline.core.findings import Gate
from pipeline.core.instruments import Instrument, Link, Relation
from pipeline.core.model import (
    WITA,
    Channel,
    Channels,
    Disposisi,
    Item,
    Minutes,
    Mode,
    Reference,
    Role,
    Series,
    Task,
)

ID = "2026-11-hak"
WHERE = f"content/konten/{ID}/index.md"
LINES = {
    "title": 3, "card_title": 4, "series": 5, "disposisi": 6, "summary": 7, "basis": 8,
    "pictures": 9, "channels": 10, "texts": 11, "scheduled": 12, "correction": 13,
    "withdrawal": 14,
}  # fmt: skip


def instrument(kind: str, short: str, number: str, year: int, **more: object) -> Instrument:
    name = f"{short.lower().replace(' ', '')}-{number.partition('/')[0]}-{year}"
    entry = Instrument(
        id=name,
        where=f"content/peraturan/{name}.md",
        kind=kind,
        short_kind=short,
        number=number,
        year=year,
        about="Hal",
    )
    return replace(entry, **more)  # type: ignore[arg-type]  # names are the tests' business


REGISTER = [
    instrument("Undang-Undang", "UU", "14", 2008),
    instrument("Peraturan Komisi Pemilihan Umum", "PKPU", "8", 2021),
    instrument("Keputusan Komisi Pemilihan Umum", "Keputusan KPU", "10/HK.04/08/2022", 2022),
    instrument(
        "Peraturan Komisi Pemilihan Umum",
        "PKPU",
        "14",
        2020,
        in_force=False,
        links=(Link(relation=Relation.REPEALED_BY, target="pkpu-3-2023"),),
    ),
    instrument("Peraturan Komisi Pemilihan Umum", "PKPU", "3", 2023),
]


def item(**changes: object) -> Item:
    sound = Item(
        id=ID,
        where=WHERE,
        title="Hak atas Informasi",
        card_title="Hak atas Informasi",
        series="tahukah-kamu",
        disposisi="2026-001",
        summary="Dua hak.",
        basis=(Reference(instrument="uu-14-2008"),),
        pictures=(),
        slides=(),
        channels=None,
        texts={},
        hashtags=(),
        scheduled=None,
        correction=None,
        withdrawal=None,
        demo=False,
        body="Isi.",
        lines=LINES,
        body_line=20,
    )
    return replace(sound, **changes)  # type: ignore[arg-type]  # names are the tests' business


def content(one: Item, **changes: object) -> Content:
    """A world in which nothing is wrong but what the item or the changes bring."""
    disposisi = Disposisi(
        number="2026-001",
        where="content/disposisi/2026-001.md",
        at=datetime(2026, 11, 2, 8, tzinfo=WITA),
        sender="Ketua",
        recipients=(Role.EDITOR,),
        subject="Hak",
        demo=False,
        body="Buat konten.",
    )
    minutes = Minutes(
        where="content/rapat/2026-11-03/notula.md",
        day=date(2026, 11, 3),
        place="Aula",
        disposisi=("2026-001",),
        invited=None,
        attendance=(),
        decisions=("Membuat konten.",),
        tasks=(Task(item=ID, role=Role.PRODUCER, due=date(2026, 11, 5)),),
        evidence=(),
        demo=False,
        body="",
    )
    channel = Channel(id="facebook", network="facebook", mode=Mode.KIT, label="Facebook")
    off = Channel(id="tiktok", network="tiktok", mode=Mode.OFF, label="TikTok")
    sound = Content(
        channels=Channels(site_url="https://a/", office="K", channels=(channel, off)),
        series={
            "tahukah-kamu": Series(id="tahukah-kamu", name="T", description="K", cards="terang")
        },
        items={one.id: one},
        instruments={entry.id: entry for entry in REGISTER},
        disposisi={"2026-001": disposisi},
        minutes={"2026-11-03": minutes},
        pictures={one.id: {}},
    )
    return replace(sound, **changes)  # type: ignore[arg-type]  # names are the tests' business


def shot(name: str, width: int = 1600, height: int = 900) -> PictureFile:
    """A photograph as its header describes it."""
    return PictureFile(name=name, kind="JPEG", width=width, height=height, size=9)


def folder(*names: str) -> dict[str, dict[str, PictureFile]]:
    """Pictures as the disk found them in the item's folder."""
    return {ID: {name: shot(name) for name in names}}


def told(one: Item, gate: Gate = Gate.PUBLICATION, **changes: object) -> list[str]:
    """Every finding about the world, without the item's path; advice is marked."""
    return [
        str(finding).removeprefix(f"{WHERE}:") + (" saran" if finding.severity == "saran" else "")
        for finding in run_checks(content(one, **changes), gate)
    ]
