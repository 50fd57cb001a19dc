"""What the tests of cards share: items, a register, the house's own sheets."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.content import Content
from pipeline.core.instruments import Instrument
from pipeline.core.model import (
    Calendar,
    Channel,
    Channels,
    Item,
    Mode,
    Picture,
    Reference,
    Series,
    Slide,
)

if TYPE_CHECKING:
    from pipeline.render.studio import Studio

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
COLOURS = Path(__file__).parent / "golden" / "colours.json"
LAW = Instrument(
    id="uu-14-2008",
    where="content/peraturan/uu-14-2008.md",
    kind="Undang-Undang",
    short_kind="UU",
    number="14",
    year=2008,
    about="Keterbukaan Informasi Publik",
    enacted=date(2008, 4, 30),
)
FAMILIES = sorted(path.stem for path in (SITE / "cards").glob("*.yml"))
LEAD = (
    "Setiap orang berhak memperoleh informasi publik. Badan publik wajib menjawab permintaan "
    "secara tertulis paling lambat 10 hari kerja sejak permintaan diterima."
)


def item(**changes: object) -> Item:
    """An ordinary item; a test changes what it is about."""
    values: dict[str, object] = {
        "id": "2026-11-contoh",
        "where": "content/konten/2026-11-contoh/index.md",
        "title": "Badan Publik Wajib Menjawab Permintaan Informasi",
        "series": "tahukah-kamu",
        "disposisi": "2026-001",
        "summary": "Permintaan informasi dijawab paling lambat 10 hari kerja.",
        "basis": (Reference(instrument="uu-14-2008", pinpoint="Pasal 22 ayat (7)"),),
        "pictures": (),
        "slides": (),
        "channels": None,
        "texts": {},
        "hashtags": (),
        "scheduled": None,
        "correction": None,
        "withdrawal": None,
        "demo": False,
        "body": LEAD,
        "lines": {"title": 3, "summary": 6, "basis": 7, "pictures": 9},
        "body_line": 14,
        **changes,
    }
    values.setdefault("card_title", values["title"])
    return Item(**values)  # type: ignore[arg-type]  # a table of values, checked by use


def sections(count: int, text: str = LEAD) -> tuple[Slide, ...]:
    return tuple(Slide(title=f"Bagian {n + 1}", text=text, line=20 + 4 * n) for n in range(count))


def picture(name: str) -> Picture:
    return Picture(file=name, alt="Ruang baca dengan rak buku", credit="Redaksi", focus=(0.5, 0.4))


def content(*items: Item) -> Content:
    families = {
        "tahukah-kamu": "terang",
        "infografis": "gelap",
        "adagium": "kutipan",
        "hari-penting": "foto",
        **{family: family for family in FAMILIES},
    }
    return Content(
        roster=None,
        channels=Channels(
            site_url="https://jdih.example/",
            office="KPU Kabupaten Pinrang",
            channels=(
                Channel(
                    id="instagram",
                    network="instagram",
                    mode=Mode.KIT,
                    label="Instagram",
                    account="contoh",
                ),
            ),
        ),
        series={
            key: Series(id=key, name=key.replace("-", " ").title(), description="", cards=family)
            for key, family in families.items()
        },
        calendar=Calendar(extra_holidays={}, extra_workdays={}),
        sop=None,
        items={i.id: i for i in items},
        instruments={LAW.id: LAW},
        disposisi={},
        minutes={},
        pages={},
        findings=(),
    )


@cache
def studio() -> "Studio":
    from pipeline.render.studio import Studio  # late: some tests ask that it stays unloaded

    return Studio(SITE)


@cache
def accepted() -> "Studio":
    """The house's own sheets in the colours of the golden files: `setup office` paints others."""
    from pipeline.render.studio import Studio

    made = Studio(SITE)
    colours = json.loads(COLOURS.read_text(encoding="utf-8"))
    made.brand = replace(made.brand, palette={**made.brand.palette, **colours})
    return made
