"""What an item is measured against: earlier items, its meeting, its month, its pictures' makers."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.core.checks.repeats import repeated
from pipeline.core.legal_share import counts, legal_share
from pipeline.core.model import WITA, Item, Picture, Series, Withdrawal
from tests.core.checks.worlds import WHERE, content, folder, item, told

TEXT = " ".join(f"kata{n}" for n in range(60))


def earlier(name: str, **changes: object) -> Item:
    return item(id=name, where=f"content/konten/{name}/index.md", **changes)


def said(new: Item, old: Item) -> list[str]:
    world = content(new, items={old.id: old, new.id: new})
    return [str(found).removeprefix(f"{WHERE}:") for found in repeated(world)]


def test_item_that_repeats_another_of_half_a_year_is_told() -> None:
    """Also when a part was written anew; the older one is left alone."""
    changed = " ".join(TEXT.split()[:45]) + " dan sisanya ditulis ulang sama sekali untuk bulan ini"

    assert said(item(body=TEXT), earlier("2026-05-lama", body=TEXT)) == [
        "3: Periksa apakah ini perlu: 100% isinya sudah ada di 2026-05-lama. Untuk memperbaiki "
        "konten lama, isi ralat di sana. [berulang]"
    ]
    assert len(said(item(body=changed), earlier("2026-11-awal", body=TEXT))) == 1


@pytest.mark.parametrize(
    "old",
    [
        earlier("2026-04-lama", body=TEXT),
        earlier("2026-11-awal", body=TEXT.replace("3", "4")),
        earlier("2026-11-awal", body=TEXT, withdrawal=Withdrawal(day=date(2026, 11, 3), reason="")),
    ],
    ids=["long ago", "other words", "withdrawn"],
)
def test_other_items_are_no_repetition(old: Item) -> None:
    assert said(item(body=TEXT), old) == []


def test_short_greetings_are_alike_by_nature() -> None:
    assert (
        said(item(body="Selamat hari jadi."), earlier("2026-11-a", body="Selamat hari jadi.")) == []
    )


def test_meeting_follows_the_disposisi_and_names_it() -> None:
    """The SOP's order: step 1, then step 3."""
    world = content(item())
    disposisi, minutes = world.disposisi["2026-001"], world.minutes["2026-11-03"]
    late = {"2026-001": replace(disposisi, at=datetime(2026, 11, 4, 8, tzinfo=WITA))}
    other = {"2026-11-03": replace(minutes, disposisi=("2026-009",))}

    assert told(item(), disposisi=late) == [
        "6: Periksa disposisi: notula 2026-11-03 yang menugaskan konten ini mendahului disposisi "
        "2026-001 (2026-11-04). [urutan-sop] saran"
    ]
    assert told(item(), minutes=other) == [
        "6: Periksa disposisi: notula 2026-11-03 yang menugaskan konten ini tidak menyebut "
        "disposisi 2026-001. [urutan-sop] saran"
    ]


def test_picture_names_its_maker() -> None:
    shown = Picture(file="papan.jpg", alt="Papan pengumuman di depan kantor")

    assert told(item(pictures=(shown,)), pictures=folder("papan.jpg")) == [
        "9: Isi kredit untuk papan.jpg: siapa yang memotret atau membuatnya. [kredit-kosong] saran"
    ]


def test_share_of_legal_education_is_told_by_month() -> None:
    """The newest months first; what was withdrawn counts for nobody."""
    kinds = {
        name: Series(id=name, name=name, description="", cards="terang", legal=name == "a")
        for name in ("a", "b")
    }
    gone = Withdrawal(day=date(2026, 11, 3), reason="")
    items = [
        earlier("2026-11-x", series="a"), earlier("2026-11-y", series="b"),
        earlier("2026-11-z", series="b", withdrawal=gone), earlier("2026-10-x", series="a"),
    ]  # fmt: skip

    assert legal_share((one.id, counts(one, kinds)) for one in items) == [
        "November 2026: 1 dari 2 konten edukasi hukum (50%).",
        "Oktober 2026: 1 dari 1 konten edukasi hukum (100%).",
    ]
