"""Core: instruments that an item cites are in the register and, as far as known, in force."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.core.checks.passages import passages
from pipeline.core.checks.saying import advise, hold
from pipeline.core.citations import citations, is_complete, meant_by, yearless
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.instruments import INVERSE, Instrument, Relation
from pipeline.core.model import Item

_ARTICLE = re.compile(r"\bPasal \d+[A-Z]?")


def text_cites_register(item: Item, content: Content) -> Iterator[Finding]:
    """Every instrument named in a text is in the register, so that its page can link it."""
    told: set[tuple[str, str]] = set()
    for passage in passages(item):
        for citation in citations(passage.text):
            what = (citation.kind, citation.number)
            if what in told or not is_complete(citation):
                continue
            if meant_by(citation, content.instruments) is None:
                told.add(what)
                message = (
                    f'Periksa "{citation.written}": belum ada di register. Perbaiki nomor dan '
                    "tahunnya, atau buat berkasnya di content/peraturan/."
                )
                yield hold(item, passage.line(citation.start), "rujukan-asing", message)


def cites_with_year(item: Item, content: Content) -> Iterator[Finding]:
    """An instrument is cited with its year: "UU Nomor 14" alone may be any of many."""
    told: set[str] = set()
    for passage in passages(item):
        for written, start in yearless(passage.text):
            if written not in told:
                told.add(written)
                message = f'Lengkapi "{written}" dengan tahunnya: "{written} Tahun …".'
                yield hold(item, passage.line(start), "rujukan-tanpa-tahun", message)


def slide_names_law(item: Item, content: Content) -> Iterator[Finding]:
    """A slide that cites an article names its instrument: cards are shared one by one."""
    if len(item.slides) < 2:
        return
    for slide in item.slides:
        text = f"{slide.title}\n{slide.text}"
        article = _ARTICLE.search(text)
        if article and next(citations(text), None) is None:
            message = (
                f'Sebut peraturannya pada slide "{slide.title}": "{article[0]} … Nomor … '
                'Tahun …". Setiap kartu dapat dibagikan sendiri-sendiri.'
            )
            yield advise(item, slide.line, "slide-tanpa-peraturan", message)


def cites_law_in_force(item: Item, content: Content) -> Iterator[Finding]:
    """An instrument recorded as no longer in force is named together with what replaced it.

    What replaced it may have been replaced in turn: the one in force now is named.
    """
    named = places(item, content)
    for name, place in named.items():
        instrument = content.instruments.get(name)
        if instrument is None or not is_revoked(instrument, content):
            continue
        now = in_force_now(instrument, content)
        if named.keys() & {found.id for found in now}:
            continue  # the reader is told both
        names = [found.name for found in now] or unregistered(instrument)
        advice = f"rujuk {' atau '.join(names)}" if names else "rujuk penggantinya"
        message = f"{instrument.name} tercatat tidak berlaku: {advice}, atau sebut keduanya."
        yield advise(item, place, "tidak-berlaku", message)


def cites_law_as_amended(item: Item, content: Content) -> Iterator[Finding]:
    """An instrument recorded as amended is named together with an amendment, once in an item.

    Of an amendment that was revoked, what revoked it is named.
    """
    named = places(item, content)
    for name, place in named.items():
        instrument = content.instruments.get(name)
        if instrument is None or is_revoked(instrument, content):
            continue
        newer = later(instrument, content, Relation.AMENDED_BY)
        sound = [one for one in newer if not is_revoked(one, content)]
        sound = sound or [now for one in newer for now in in_force_now(one, content)] or newer
        if newer and not named.keys() & {found.id for found in sound}:
            latest = max(sound, key=lambda found: (found.year, found.promulgated or date.min))
            message = (
                f"{instrument.name} tercatat sudah diubah: sebut pula {latest.name}, "
                "dalam isi atau pada dasar_hukum, dan periksa apakah pasalnya ikut berubah."
            )
            yield advise(item, place, "rujukan-diubah", message)


def is_revoked(instrument: Instrument, content: Content) -> bool:
    """Whether the register says so, by its status or by a relation told from either side."""
    return (
        instrument.in_force is False
        or bool(unregistered(instrument))
        or bool(later(instrument, content, Relation.REPEALED_BY))
    )


def in_force_now(instrument: Instrument, content: Content) -> list[Instrument]:
    """What stands at the end of the repeals that begin with an instrument; none if nobody knows."""
    now: list[Instrument] = []
    ahead, met = [instrument], {instrument.id}
    while ahead:
        newer = later(ahead.pop(0), content, Relation.REPEALED_BY)
        for one in (found for found in newer if found.id not in met):
            met.add(one.id)
            (ahead if is_revoked(one, content) else now).append(one)
    return now


def unregistered(instrument: Instrument) -> list[str]:
    """The full names of what revoked an instrument and has no entry of its own."""
    gone = [link.target for link in instrument.links if link.relation is Relation.REPEALED_BY]
    return [name for name in gone if " " in name]


def places(item: Item, content: Content) -> dict[str, str | int]:
    """Return every entry of the register that an item cites, with the first place of each."""
    based: list[tuple[str, str | int]] = [
        (found.instrument, f"basis.{n}") for n, found in enumerate(item.basis)
    ]
    named: list[tuple[str, str | int]] = [
        (found.id, passage.line(citation.start))
        for passage in passages(item)
        for citation in citations(passage.text)
        if (found := meant_by(citation, content.instruments))
    ]
    found_at: dict[str, str | int] = {}
    for name, place in (*based, *named):
        found_at.setdefault(name, place)
    return found_at


def later(instrument: Instrument, content: Content, passive: Relation) -> list[Instrument]:
    """Return the registered instruments that repealed or amended one, told from either side.

    None does so to itself: such a slip of the register is told there (register.sound_relations).
    """
    ours = {link.target for link in instrument.links if link.relation is passive}
    return [
        other
        for other in content.instruments.values()
        if other.id != instrument.id
        and (
            other.id in ours
            or any(
                link.relation is INVERSE[passive] and link.target == instrument.id
                for link in other.links
            )
        )
    ]
