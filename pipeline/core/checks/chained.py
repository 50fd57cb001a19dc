"""Core: chains of amendments are well formed, run forward in time, and agree with the register."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.core.chains import Amended, amendments
from pipeline.core.checks.cited import later
from pipeline.core.checks.passages import SOP, Passage, passages, published
from pipeline.core.citations import meant_by
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.instruments import Relation
from pipeline.core.model import Item
from pipeline.core.quoting import own_words

_WHOLE = '"… sebagaimana telah beberapa kali diubah, terakhir dengan …"'


def sound_chains(item: Item, content: Content) -> Iterator[Finding]:
    """An amended instrument is cited as UU 12/2011 wants it: once, with its last amendment."""
    for passage in passages(item):
        yield from _judge(passage, content)


def sound_chains_elsewhere(content: Content) -> Iterator[Finding]:
    """The same on pages, in the register, and for the SOP's legal bases.

    A slip of the SOP that sop.yml records with its reading (`dibaca`) is judged by the reading;
    that laws have been amended since is not the SOP's slip.
    """
    for passage in published(content):
        yield from _judge(passage, content)
    for basis in content.sop.bases if content.sop else ():
        passage = Passage(text=basis.cell.text, where=SOP, first_line=basis.line)
        yield from (told for told in _judge(passage, content) if told.rule != "rantai-usang")


def _judge(passage: Passage, content: Content) -> Iterator[Finding]:
    links = list(amendments(own_words(passage.text)))
    for link in links:
        for rule, message, severity in (*_form(link), *_time(link), *_register(link, content)):
            yield Finding(
                where=passage.where,
                line=passage.line(link.start),
                rule=rule,
                message=message,
                severity=severity,
            )
    again = [two for one, two in pairwise(links) if one.second == two.first and one.last]
    for two in (*(link for link in again if link.last), *(link for link in links if link.twice)):
        message = (
            'Pisahkan rangkaian ini: "terakhir dengan" ada dua kali. Tulis satu peraturan '
            f"dengan satu perubahan terakhirnya: {_WHOLE}."
        )
        yield Finding(
            where=passage.where, line=passage.line(two.start), rule="rantai-ganda", message=message
        )


Told = tuple[str, str, Severity]


def _form(link: Amended) -> Iterator[Told]:
    if link.often != link.last:
        yield "rantai-bentuk", f"Lengkapi rangkaian perubahan ini: {_WHOLE}.", Severity.ADVICE
    elif not link.been:
        message = 'Tulis "sebagaimana telah diubah dengan": kata "telah" belum ada.'
        yield "rantai-bentuk", message, Severity.ADVICE


def _time(link: Amended) -> Iterator[Told]:
    first, second = link.first, link.second
    serials = [one.number.split("/")[0] for one in (first, second)]
    same_year = (
        first.kind == second.kind
        and first.year == second.year
        and all(serial.isdigit() for serial in serials)
    )
    if second.year < first.year or (same_year and int(serials[1]) <= int(serials[0])):
        message = (
            f"Periksa urutannya: {second.written} tidak terbit sesudah {first.written}, jadi tidak "
            "dapat mengubahnya."
        )
        yield "rantai-terbalik", message, Severity.HOLD


def _register(link: Amended, content: Content) -> Iterator[Told]:
    register = content.instruments
    first, second = meant_by(link.first, register), meant_by(link.second, register)
    if second is None:
        return
    amended = [
        entry for entry in register.values() if second in later(entry, content, Relation.AMENDED_BY)
    ]
    if amended and first not in amended:
        names = " dan ".join(entry.name for entry in amended)
        message = f"Periksa rangkaian ini: menurut register, {second.name} mengubah {names}."
        yield "rantai-keliru", message, Severity.HOLD
    elif first is not None and amended and link.last:
        newer = later(first, content, Relation.AMENDED_BY)
        latest = max(newer, key=lambda entry: (entry.year, entry.number.zfill(4)))
        if latest != second:
            message = f"Periksa: perubahan terakhir yang tercatat di register ialah {latest.name}."
            yield "rantai-usang", message, Severity.ADVICE
