"""Core: a quotation of an article says what the article says, where the register holds its text."""

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.core.checks.passages import passages
from pipeline.core.checks.saying import advise, hold
from pipeline.core.citations import citations, meant_by
from pipeline.core.comparing import Comparison, Difference, compare
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.instruments import Instrument
from pipeline.core.model import Item
from pipeline.core.pinpoints import pinpoints

_QUOTATION = re.compile(
    r"\"[^\"\n]*(?:\n(?!\s*\n)[^\"\n]*)*\"|“[^“”]{1,4000}”"
    r"|(?P<block>(?:^ {0,3}>.*(?:\n|\Z))+)",
    re.MULTILINE,
)
_LEAD, _TAIL = 600, 200  # letters before and after a quotation in which its source is named
_FEWEST = 5  # words; shorter ones are terms, not sentences of a law
_LIKE = 0.6  # of the words: below, something else is quoted


def quotes_law_as_it_stands(item: Item, content: Content) -> Iterator[Finding]:
    """A quotation attributed to an article is that article's text, letter for letter."""
    for passage in passages(item):
        for found in islice(_QUOTATION.finditer(passage.text), 10):
            source = _attributed(item, content, passage.text, found)
            if source is None:
                continue
            place, law, text = source
            told = compare(_said(found), text)
            if told.words >= _FEWEST:
                line = passage.line(found.start())
                yield from _judge(item, line, told, f"{place} {law.name}")


def _said(found: re.Match[str]) -> str:
    block = found["block"]
    return re.sub(r"^ {0,3}> ?", "", block, flags=re.M) if block else found[0]


def _attributed(
    item: Item, content: Content, text: str, found: re.Match[str]
) -> tuple[str, Instrument, str] | None:
    """The article that a quotation is said to be of: named just before it, else just after."""
    start, end = found.span()
    lead, tail = text[max(0, start - _LEAD) : start], text[end : end + _TAIL]
    if found["block"]:  # its source stands in the paragraph before it, or in the one after
        lead, tail = lead.rstrip(), tail.lstrip()
    lead, tail = lead.rpartition("\n\n")[2], tail.partition("\n\n")[0]
    before, after = list(pinpoints(lead)), list(pinpoints(tail))
    places = before[-1:] or after[:1]
    if not places:
        return None
    near = [*citations(lead)][-1:] or [*citations(tail)][:1]
    laws = {reference.instrument for reference in item.basis}
    law = (
        meant_by(near[0], content.instruments)
        if near
        else content.instruments.get(next(iter(laws)))
        if len(laws) == 1
        else None
    )
    number = places[0][0].article
    articles = law.articles if law else {}
    known = articles.get(f"Pasal {number}") or articles.get(number)
    return (f"Pasal {number}", law, known) if law and known else None


def _judge(item: Item, line: int, told: Comparison, where: str) -> Iterator[Finding]:
    if told.same < _LIKE * told.words:
        if told.words >= 2 * _FEWEST:
            message = (
                f"Periksa kutipan ini: kata-katanya tidak ditemukan dalam {where}. Betulkan "
                "pasalnya, atau hapus tanda kutipnya bila ini kata-kata sendiri."
            )
            yield advise(item, line, "kutipan-asing", message)
        return
    for one in told.differences[:3]:
        message = f"Samakan kutipan dengan {where}: {_remedy(one)}."
        say = advise if one.noise else hold
        yield say(item, line, "kutipan-beda", message)


def _remedy(one: Difference) -> str:
    after = f' setelah "{one.before}"' if one.before else ""
    if not one.source:
        return f'hapus "{one.quoted}"{after}'
    if not one.quoted:
        return f'tambahkan "{one.source}"{after}'
    return f'tulis "{one.source}", bukan "{one.quoted}"'
