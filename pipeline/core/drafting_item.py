"""Core: answers become a new item's page (step 4), with the skeleton of its series."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from difflib import get_close_matches

from pipeline.core.citations import citations, meant_by
from pipeline.core.content import Content
from pipeline.core.days import DAYS
from pipeline.core.doc import shown
from pipeline.core.drafting_asking import Asked, Written, checked, item_id, known_disposisi
from pipeline.core.forms import ITEM_ID, ITEM_LIMIT, Read
from pipeline.core.model import WITA, Item, Minutes, Reference, Series, Task
from pipeline.core.reading import read_item
from pipeline.core.writing import as_read, item_head, page_text

NAME, TITLE, SERIES, DISPOSISI = "Nama konten", "Judul", "Rubrik", "Disposisi"
SUMMARY, BASIS, SCHEDULED, BODY = "Ringkasan", "Dasar hukum", "Tayang", "Isi"
TO_WRITE = "[TULIS: "  # a place of the skeleton that waits for words, up to "]"
_ABOUT = f"{TO_WRITE}satu atau dua kalimat, paling banyak 300 huruf]"
_PAGE = f"""{TO_WRITE}pembuka, dua atau tiga kalimat yang menerangkan pokoknya kepada orang awam]

## {TO_WRITE}judul bagian pertama]

{TO_WRITE}satu gagasan, paling banyak sekitar 280 huruf]

## {TO_WRITE}judul bagian kedua]

{TO_WRITE}satu gagasan lagi; tambahkan bagian bila perlu]"""
_LAW = (
    "Dasar hukum: peraturan yang ada di folder peraturan/, dengan pasalnya. Contoh:",
    "dasar_hukum:",
    "  - {peraturan: uu-14-2008, bagian: Pasal 7 ayat (2)}",
)
_PICTURE = (
    "Foto, bila ada, disimpan di folder ini juga; alt menerangkan isinya. Contoh:",
    "gambar:",
    "  - {berkas: foto.jpg, alt: Dua pengunjung membaca di ruang layanan, kredit: Humas}",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswers:
    """What somebody proposes to make, as it was typed. What is left empty waits in the page."""

    title: str
    series: str  # id or name
    disposisi: str
    name: str = ""  # the folder, where a meeting has named it
    summary: str = ""
    basis: str = ""  # one per line: "uu-14-2008 Pasal 7 ayat (2)", or as a text would cite it
    scheduled: str = ""
    body: str = ""


def draft_item(
    answers: ItemAnswers, content: Content, at: datetime, branches: Collection[str] = ()
) -> Read[Written]:
    """A new item's page, complete or to be gone on with."""
    today = at.astimezone(WITA).date()
    asked = Asked("content/konten")
    title = asked.text(TITLE, answers.title, limit=700, example="Informasi Publik Harus Akurat")
    name = item_id(answers.name.strip() or title, today)
    if answers.name.strip() and not ITEM_ID.fullmatch(answers.name.strip()):
        asked.complain(NAME, "isian-bentuk", "tulis seperti 2027-01-informasi-harus-akurat.")
    elif title and not name:
        asked.complain(TITLE, "isian-bentuk", "pakai huruf Latin, setidaknya satu kata.")
    where = f"content/konten/{name}/index.md"
    asked.where = where
    _refuse_taken(asked, NAME if answers.name.strip() else TITLE, name, content, branches)
    series = _series(asked, answers.series, content)
    disposisi = asked.text(DISPOSISI, answers.disposisi, limit=40, example="2027-001")
    if disposisi:
        known_disposisi(asked, DISPOSISI, disposisi, content)
    summary = asked.text(SUMMARY, answers.summary, limit=300, example="", required=False)
    basis = _basis(asked, answers.basis, content)
    scheduled = asked.moment(SCHEDULED, answers.scheduled)
    body = asked.body(BODY, answers.body, limit=ITEM_LIMIT)
    body = body or (series.skeleton if series else "") or _PAGE
    noun = Item(
        id=name,
        where=where,
        title=title,
        card_title=title,
        series=series.id if series else "",
        disposisi=disposisi,
        summary=summary or _ABOUT,
        basis=basis,
        pictures=(),
        slides=(),
        channels=None,
        texts={},
        hashtags=(),
        scheduled=scheduled,
        correction=None,
        withdrawal=None,
        demo=False,
        body=body,
    )
    head = item_head(noun)
    _, told = read_item(as_read(head), body, 1, where, name)
    hints = [*(() if basis else _LAW), *_PICTURE]
    if series and scheduled is None:
        hints += _day_of(series, at)
    act = Written(
        branch=f"konsep/{name}",
        files={where: page_text(head, body, hints=hints)},
        subject=f"konsep: {title}",
        template="konten.md",
    )
    return checked(asked, told, act)


def open_tasks(content: Content) -> list[tuple[Task, Minutes]]:
    """What meetings assigned and nobody has written yet, the earliest limit first."""
    found = [
        (task, minutes)
        for minutes in content.minutes.values()
        for task in minutes.tasks
        if not _is_there(task.item, content)
    ]
    return sorted(found, key=lambda pair: (pair[0].due, pair[0].item))


def _is_there(name: str, content: Content) -> bool:
    """Whether an item has a folder, be it one whose page cannot be read."""
    return name in content.pictures or content.is_broken(f"content/konten/{name}")


def _refuse_taken(
    asked: Asked, question: str, name: str, content: Content, branches: Collection[str]
) -> None:
    """A name is given once, for it never changes."""
    folder = f"content/konten/{name}"
    if name and _is_there(name, content):
        asked.complain(question, "sudah-ada", f"{name} sudah ada; sunting {folder}, atau ganti.")
    elif f"konsep/{name}" in branches:
        asked.complain(
            question, "sudah-ada", f"{name} sedang diusulkan; lanjutkan cabang konsep/{name}."
        )


def _series(asked: Asked, typed: str, content: Content) -> Series | None:
    """A series by its id or by its name."""
    text = asked.text(SERIES, typed, limit=100, example="tahukah-kamu")
    called = {
        word.casefold(): series
        for series in content.series.values()
        for word in (series.id, series.name)
    }
    found = called.get(text.casefold())
    if text and found is None:
        near = get_close_matches(text.casefold(), called, n=1)
        names = ", ".join(content.series)
        advice = f'maksudnya "{called[near[0]].id}"?' if near else f"pilih salah satu: {names}."
        asked.complain(SERIES, "rubrik-asing", f"{shown(text)} tidak dikenal; {advice}")
    return found


def _basis(asked: Asked, typed: str, content: Content) -> tuple[Reference, ...]:
    """Each line names one entry of the register, by its file or as a text cites it."""
    found = []
    for line in asked.lines_of(BASIS, typed):
        name, place = line, ""
        if at := re.search(r"[,;:]?\s*\b(Pasal|Bab|Lampiran)\b", line):
            name, place = line[: at.start()].strip(), line[at.start() :].lstrip(" ,;:")
        cited = next(citations(name), None)
        instrument = content.instruments.get(name.casefold())
        if instrument is None and cited:
            instrument = meant_by(cited, content.instruments)
        if instrument:
            found.append(Reference(instrument=instrument.id, pinpoint=place))
            continue
        near = get_close_matches(name.casefold(), content.instruments, n=1)
        advice = f'maksudnya "{near[0]}"?' if near else "usulkan dahulu peraturannya."
        advice = f"{shown(name)} belum ada di register; {advice}"
        asked.complain(BASIS, "dasar-hukum-asing", advice)
    return tuple(found)


def _day_of(series: Series, at: datetime) -> list[str]:
    """When the series is due next, at least a week ahead, to be taken over or not."""
    if series.weekday is None:
        return [
            "Waktu tayang, bila tidak segera sesudah disetujui: tayang: 2027-01-18T08:00:00+08:00"
        ]
    first = at.astimezone(WITA).date() + timedelta(days=7)
    day = first + timedelta(days=(series.weekday - first.weekday()) % 7)
    moment = datetime.combine(day, time(8), WITA).isoformat()
    return [
        f"Rubrik ini tayang hari {DAYS[series.weekday]}. Hapus tanda # di bawah untuk memakainya:",
        f"tayang: {moment}",
    ]
