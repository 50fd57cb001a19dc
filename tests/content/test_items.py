"""The office's items: all series, real lengths, and every citation held against the law itself."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from pipeline.core.checks import run_checks
from pipeline.core.findings import Gate
from pipeline.core.model import Item, Role
from pipeline.edge.disk import read_content
from pipeline.edge.holidays import workdays
from tests.demo import DEMO

ROOT = Path(__file__).parents[2]
LAWS = ROOT.parent / "shared" / "data-hukum"
CONTENT = read_content(DEMO)
ITEMS = tuple(CONTENT.items.values())
SERIES = {
    "pojok-jdih",
    "tahukah-kamu",
    "istilah-pemilu",
    "one-week-one-pasal",
    "adagium",
    "kuis",
    "infografis",
    "pengumuman",
    "hari-penting",
    "berita-kegiatan",
    "hoaks-atau-fakta",
    "alur-sop",
    "produk-hukum-baru",
}
OURS = "content/konten/", "content/disposisi/", "content/rapat/"

# One step of a citation: "Pasal 22", "ayat (7)", "huruf c", "angka 5".
STEP = re.compile(
    r"\b(?:Pasal (?P<article>\d+)|ayat \((?P<clause>\d+)\)|huruf (?P<letter>[a-z])\b"
    r"|angka (?P<point>\d+))"
)
LAW = re.compile(
    r"\b(?P<kind>UU|PP|Undang-Undang|Peraturan Pemerintah) Nomor (?P<number>\d+) "
    r"Tahun (?P<year>\d{4})"
)
KINDS = {"Undang-Undang": "uu", "UU": "uu", "Peraturan Pemerintah": "pp", "PP": "pp"}
# What a scanner makes of the digit in "(1)".
SCANNED = {"1": "1lIULfi", "5": "5s", "7": "7t"}

Place = tuple[str, str, str, str]  # article, clause, letter, point


def places(text: str, article: str = "") -> Iterator[tuple[int, Place]]:
    """Read citations as they are spoken: a new letter keeps the clause, a new clause the article.

    "Pasal 22 ayat (7) huruf a dan huruf c" is two places, and so is "ayat (1) dan ayat (2)".
    ``article`` is the one that "huruf a" belongs to where the words name none.
    """
    clause = ""
    matches = list(STEP.finditer(text))
    for at, match in enumerate(matches):
        if match["article"]:
            article, clause = match["article"], ""
        elif match["clause"]:
            clause = match["clause"]
        follower = matches[at + 1] if at + 1 < len(matches) else None
        deeper = follower and text[match.end() : follower.start()] == " "
        if not (deeper and follower and not follower["article"]):
            yield match.start(), (article, clause, match["letter"] or "", match["point"] or "")


def spoken(item: Item) -> Iterator[tuple[str, Place]]:
    """Yield every place of law in an item's words with its instrument.

    The law is named after its articles; where none is named, it is the one of the first basis.
    """
    texts = (item.title, item.card_title, item.summary, *item.texts.values())
    first = item.basis[0].pinpoint.removeprefix("Pasal ").split(" ")[0]
    for paragraph in (*texts, *re.split(r"\n\s*\n", item.body)):
        paragraph = " ".join(paragraph.split())
        laws = [
            (m.start(), f"{KINDS[m['kind']]}-{m['number']}-{m['year']}")
            for m in LAW.finditer(paragraph)
        ]
        for start, place in places(paragraph, first):
            after = [law for at, law in laws if at > start]
            yield after[0] if after else item.basis[0].instrument, place


def within(place: tuple[str, Place], basis: tuple[str, Place]) -> bool:
    """Whether a place is the basis itself or lies below it: ayat (7) huruf a within ayat (7)."""
    return place[0] == basis[0] and all(
        wanted in {"", got} for got, wanted in zip(place[1], basis[1], strict=True)
    )


@cache
def articles() -> dict[tuple[str, str], tuple[str, bool]]:
    """Return the text of each article and whether it was scanned."""
    source = LAWS / "pasal_teks.jsonl"
    if not source.exists():
        pytest.skip("../shared/data-hukum/pasal_teks.jsonl tidak ada")
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    return {
        (row["peraturan"], row["pasal"]): (row["teks"], bool(row["ocr_berderau"])) for row in rows
    }


def missing(instrument: str, place: Place) -> str:
    """Say what of a place the article's text does not have; "" when all is there."""
    article, clause, letter, point = place
    if (instrument, article) not in articles():
        return f"{instrument} Pasal {article}"
    text, scanned = articles()[instrument, article]
    digit = f"[{SCANNED.get(clause, clause)}]" if scanned else clause
    if clause and not re.search(rf"\(\s?{digit}[)1]?|[lt]{digit}[lt]", text):
        return f"{instrument} Pasal {article} ayat ({clause})"
    if clause and letter and not scanned:
        text = text.partition(f"({clause}) ")[2].partition(f" ({int(clause) + 1}) ")[0]
    for sign in filter(None, (letter, point)):
        if not re.search(rf"(?:^|[ :;]){sign}\. ", text):
            return f"{instrument} Pasal {article} huruf/angka {sign}"
    return ""


def plain(text: str) -> list[str]:
    """The words alone, without the law's numbers in brackets: "7 (tujuh) hari" is "7 hari"."""
    return re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", text).lower())


def runs(words: list[str], length: int) -> set[str]:
    """Every run of so many words."""
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_all_is_read_and_passes_every_gate() -> None:
    """Nothing the office wrote here waits for a correction."""
    found = [str(f) for f in run_checks(CONTENT, Gate.PUBLICATION) if f.where.startswith(OURS)]

    assert found == []
    assert not CONTENT.unfinished


def test_every_series_has_an_item() -> None:
    """The thirteen series that JDIH desks run are all there; a quiz has its key."""
    assert {item.series for item in ITEMS} == SERIES == set(CONTENT.series)
    assert len(ITEMS) >= 14
    assert sum(item.series == "kuis" for item in ITEMS) == 2


def test_titles_are_as_long_as_real_ones() -> None:
    """The median of 2,417 real titles is 132 characters; two here are over 280."""
    lengths = sorted(len(item.title) for item in ITEMS)

    assert 120 <= median(lengths) <= 150
    assert lengths[0] < 60
    assert lengths[-2] > 280


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.id))
def test_item_fits_its_cards(item: Item) -> None:
    """Lead, summary and slides stay legible; nothing would have to be cut."""
    lead = item.body.partition("\n## ")[0].strip()

    assert len(lead) <= 350
    assert len(item.summary) <= 300
    assert len(item.card_title) <= 160
    assert [s.title for s in item.slides if len(s.title) > 60 or len(s.text) > 280] == []
    assert len(item.slides) != 1 and len(item.slides) <= 9  # with a cover, ten pictures
    assert 2 <= len(item.hashtags) <= 4


def test_carousels_have_five_slides_and_more() -> None:
    """The nine steps of the SOP are nine slides, the eight letters of an article are eight."""
    slides = {item.id: len(item.slides) for item in ITEMS}

    assert sum(count >= 5 for count in slides.values()) >= 5
    assert slides["2026-11-alur-sop-sembilan-langkah"] == 9
    assert slides["2026-11-one-week-one-pasal-hak-politik-disabilitas"] == 8


def test_invented_acts_are_marked() -> None:
    """Disposisi, meetings, news and announcements are made up: no real network gets them."""
    invented = [item for item in ITEMS if item.series in {"berita-kegiatan", "pengumuman"}]
    records = (*CONTENT.disposisi.values(), *CONTENT.minutes.values())

    assert len(invented) == 2
    assert all(item.demo for item in invented)
    assert all(record.demo for record in records)
    assert not any(minutes.evidence for minutes in CONTENT.minutes.values())


def test_each_item_comes_from_a_disposisi_and_a_meeting() -> None:
    """Every item has one task, set by the meeting that dealt with its disposisi."""
    tasks = [(task.item, m.disposisi) for m in CONTENT.minutes.values() for task in m.tasks]

    assert sorted(tasks) == sorted((item.id, (item.disposisi,)) for item in ITEMS)
    assert {d for m in CONTENT.minutes.values() for d in m.disposisi} == set(CONTENT.disposisi)


def test_acts_keep_the_limits_of_the_sop() -> None:
    """Mondays in office hours; the meeting a working day later; one or two days for the work."""
    days = workdays(CONTENT.calendar, range(2026, 2027))
    senders = {person.name for person in CONTENT.roster.people} if CONTENT.roster else set()

    for order in CONTENT.disposisi.values():
        assert order.at.utcoffset() == timedelta(hours=8)
        assert order.at.weekday() == 0 and 8 <= order.at.hour < 16
        assert days.is_workday(order.at.date())
        assert order.sender in senders and order.recipients == (Role.EDITOR,)
    for minutes in CONTENT.minutes.values():
        received = [CONTENT.disposisi[number].at.date() for number in minutes.disposisi]
        assert [days.between(day, minutes.day) for day in received] == [1]
        assert {days.between(minutes.day, task.due) for task in minutes.tasks} <= {1, 2}
        assert all(days.is_workday(task.due) for task in minutes.tasks)


def test_two_items_wait_for_their_day() -> None:
    """The day of the archives law, and the key of the quiz on a Sunday after its question."""
    scheduled = {item.id: item.scheduled.date() for item in ITEMS if item.scheduled}

    assert scheduled == {
        "2026-10-hari-penting-undang-undang-kearsipan": date(2026, 10, 23),
        "2026-11-kunci-kuis-asas-pemilu": date(2026, 11, 29),
    }
    assert "29 November 2026" in CONTENT.items["2026-11-kuis-asas-pemilu"].body


def test_pictures_are_large_and_light() -> None:
    """Five drawings of our own, wide enough for every card and small enough for a phone."""
    files = [file for held in CONTENT.pictures.values() for file in held.values()]

    assert len(files) == 5
    assert all(file.width >= 1600 and file.size <= 400_000 for file in files)
    assert all(p.alt and p.credit and p.focus for item in ITEMS for p in item.pictures)


def test_sop_is_quoted_as_written() -> None:
    """Each step's slide quotes that step's activity, word for word."""
    assert CONTENT.sop
    slides = CONTENT.items["2026-11-alur-sop-sembilan-langkah"].slides

    for step, slide in zip(CONTENT.sop.steps, slides, strict=True):
        written = " ".join(
            " ".join(cell.as_written.split())
            for cell in (step.activity, *(part.activity for part in step.parts))
        )
        quotes = re.findall(r"“(.+?)”", " ".join(slide.text.split()))

        assert quotes
        assert [quote for quote in quotes if quote not in written] == []


def test_places_are_read_as_spoken() -> None:
    """Lists of clauses and letters come apart; the deepest step is the place."""
    text = "Pasal 22 ayat (7) huruf a, huruf c, dan huruf g serta Pasal 9 ayat (1) dan ayat (3)"

    assert [place for _, place in places(text)] == [
        ("22", "7", "a", ""),
        ("22", "7", "c", ""),
        ("22", "7", "g", ""),
        ("9", "1", "", ""),
        ("9", "3", "", ""),
    ]


def test_wrong_citations_are_noticed() -> None:
    """The comparison with the law can fail: article, clause and letter."""
    assert missing("uu-14-2008", ("65", "", "", "")) == "uu-14-2008 Pasal 65"
    assert missing("uu-14-2008", ("22", "10", "", "")) == "uu-14-2008 Pasal 22 ayat (10)"
    assert missing("uu-14-2008", ("4", "2", "e", "")) == "uu-14-2008 Pasal 4 huruf/angka e"
    assert missing("uu-7-2017", ("209", "3", "", "")) == "uu-7-2017 Pasal 209 ayat (3)"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.id))
def test_citations_stand_in_the_law(item: Item) -> None:
    """Each article, clause and letter, in the basis as in the words, is in the law's own text."""
    held = {instrument for instrument, _ in articles()}
    based = [(b.instrument, p) for b in item.basis for _, p in places(b.pinpoint)]
    said = list(spoken(item))

    assert {instrument for instrument, _ in (*based, *said)} <= held
    assert [missing(*cited) for cited in (*based, *said) if missing(*cited)] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.id))
def test_words_rest_on_the_basis(item: Item) -> None:
    """What the words cite is listed as basis, at its letter or above; nothing else is."""
    listed = {(b.instrument, p) for b in item.basis for _, p in places(b.pinpoint)}
    said = set(spoken(item))

    def met(one: tuple[str, Place], others: set[tuple[str, Place]]) -> bool:
        return any(within(one, other) or within(other, one) for other in others)

    assert [place for place in said if not met(place, listed)] == []
    assert [basis for basis in listed if not met(basis, said)] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: str(item.id))
def test_articles_are_explained_and_not_copied(item: Item) -> None:
    """Nowhere do twelve words in a row stand as in an article: the items use their own."""
    law = set[str]().union(*(runs(plain(text), 12) for text, _ in articles().values()))
    ours = set[str]().union(
        *(runs(plain(text), 12) for text in (item.summary, *item.texts.values(), item.body))
    )

    assert ours & law == set()
