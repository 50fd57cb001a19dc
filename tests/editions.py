"""A small edition of the page, with drawn files that are real pictures."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from PIL import Image

from pipeline.core.content import Content
from pipeline.core.instruments import Instrument, Link, Relation
from pipeline.core.model import (
    WITA,
    Channel,
    Channels,
    Item,
    Mode,
    PlainPage,
    Reference,
    Series,
    Slide,
)
from pipeline.core.posting import Act, ActKind
from pipeline.core.wording import sections
from pipeline.render.edition import Edition

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
SIZES = {"feed": (108, 135), "story": (108, 192), "link": (120, 63), "wide": (160, 90)}

HOSTILE = """Awal {{ config.site_name }} {% raw %} [[wiki]] --8<-- "mkdocs.yml"

<script>alert(1)</script> <img src=x onerror=alert(2)> [klik](javascript:alert(3)){: onclick="x" }

![gambar luar](https://jahat.example/lacak.png) [luar](https://resmi.example/)

## Bagian satu {: #id onclick="y" }

```
<b>kode</b> {{ x }}

~~~
```

## Bagian dua

</div></article><h1>Palsu</h1>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    format: str
    page: int
    path: Path
    width: int
    height: int
    alt: str


def item(item_id: str, title: str, **values: object) -> Item:
    body = str(values.pop("body", "Satu paragraf **tebal**."))
    lead, parts = sections(body)
    base = Item(
        id=item_id,
        where=f"content/konten/{item_id}/index.md",
        title=title,
        card_title=title,
        series="tahukah-kamu",
        disposisi="2026-001",
        summary="Badan publik wajib menyediakan informasi yang akurat & benar.",
        basis=(
            Reference(instrument="uu-14-2008", pinpoint="Pasal 7 ayat (2)"),
            Reference(instrument="pkpu-1-2015"),
        ),
        pictures=(),
        slides=tuple(Slide(title=part.title, text=part.text) for part in parts),
        channels=None,
        texts={},
        hashtags=("Keterbukaan",),
        scheduled=datetime(2026, 11, 23, 8, tzinfo=WITA),
        correction=None,
        withdrawal=None,
        demo=False,
        body=body,
    )
    return replace(base, **values)


def instrument(instrument_id: str, number: str, year: int, **values: object) -> Instrument:
    base = Instrument(
        id=instrument_id,
        where=f"content/peraturan/{instrument_id}.md",
        kind="Undang-Undang",
        short_kind="UU",
        number=number,
        year=year,
        about="Keterbukaan Informasi Publik",
    )
    return replace(base, **values)


def content(*items: Item) -> Content:
    laws = (
        instrument(
            "uu-14-2008",
            "14",
            2008,
            in_force=True,
            official_url="https://resmi.example/uu-14-2008",
            articles={"Pasal 7": "Wajib *akurat*."},
            links=(Link(relation=Relation.AMENDED_BY, target="pkpu-1-2015", note="rekaan"),),
        ),
        instrument(
            "pkpu-1-2015",
            "1",
            2015,
            kind="Peraturan KPU",
            short_kind="PKPU",
            as_written="Peraturan KPU No. 1",
            slip="Nomor disingkat.",
        ),
    )
    return Content(
        channels=Channels(
            site_url="https://jdih.example/kantor/",
            office="KPU Kabupaten Pinrang",
            channels=(
                channel("facebook"),
                channel("instagram"),
                channel("mastodon", mode=Mode.AUTOMATIC),
                channel("whatsapp", group="Grup JDIH"),
            ),
        ),
        series={
            "tahukah-kamu": Series(
                id="tahukah-kamu",
                name="Tahukah Kamu",
                description="Satu ketentuan setiap pekan.",
                cards="terang",
                weekday=1,
                hashtags=("TahukahKamu", "keterbukaan"),
            )
        },
        items={item.id: item for item in items},
        instruments={law.id: law for law in laws},
        pages={
            "tentang": PlainPage(
                id="tentang",
                where="content/halaman/tentang.md",
                title="Tentang JDIH",
                summary="Siapa kami.",
                body="## Kami\n\n[Register](../../peraturan/)",
            )
        },
    )


def channel(network: str, **values: object) -> Channel:
    base = Channel(
        id=network, network=network, mode=Mode.KIT, label=network.title(), account="jdih"
    )
    return replace(base, **values)


def cards(folder: Path, of: Item) -> tuple[Picture, ...]:
    """Real pictures, small ones, one colour each."""
    wanted = [(kind, 0, size) for kind, size in SIZES.items()]
    wanted += [("slide", n, SIZES["feed"]) for n in range(1, len(of.slides) + 1)]
    drawn = []
    for kind, page, size in wanted:
        path = folder / of.id / (f"slide-{page:02}.jpg" if page else f"{kind}.jpg")
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", size, "#6a1222").save(path)
        alt = f"Kartu {kind} “{of.card_title}”"
        width, height = size
        drawn.append(
            Picture(format=kind, page=page, path=path, width=width, height=height, alt=alt)
        )
    return tuple(drawn)


def edition(folder: Path, *items: Item, **values: object) -> Edition:
    return Edition(
        content=content(*items), cards={one.id: cards(folder, one) for one in items}, **values
    )


def posted(item_id: str, channel_id: str, url: str, revision: int = 0) -> Act:
    return Act(
        kind=ActKind.POSTED,
        item=item_id,
        revision=revision,
        channel=channel_id,
        at=datetime(2026, 11, 24, 9, tzinfo=WITA),
        actor="mesin",
        url=url,
    )


DAY = date(2026, 11, 25)
