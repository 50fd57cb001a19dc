"""Core: numbers of instruments and places in them are written as their offices write them."""

from collections.abc import Iterator
from functools import partial

from pipeline.core.checks.notation import places_in_law
from pipeline.core.checks.passages import SOP, passages, published
from pipeline.core.checks.saying import advise, hold
from pipeline.core.citations import citations, is_complete, meant_by, number_of
from pipeline.core.content import Content
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item
from pipeline.core.numbers import read_number
from pipeline.core.pinpoints import read_pinpoints
from pipeline.core.quoting import own_words

# What the letters behind the archive code say a paper is (Keputusan KPU 57 Tahun 2022).
_FORMS = {"Kpt": "keputusan", "Pu": "pengumuman", "SD": "surat dinas", "BA": "berita acara"}


def spaced_numbers(item: Item, content: Content) -> Iterator[Finding]:
    """A blank stands between "Tahun" and the year: the SOP itself writes "TAHUN2016"."""
    for passage in passages(item):
        for citation in citations(own_words(passage.text)):
            if citation.glued:
                right = f"{citation.written[:-4]} {citation.written[-4:]}"
                message = f'Beri spasi sebelum tahunnya: "{right}".'
                yield hold(item, passage.line(citation.start), "nomor-tanpa-spasi", message)


def kind_fits_number(item: Item, content: Content) -> Iterator[Finding]:
    """A number says what paper it stands on: "-Pu" is an announcement, never a decree."""
    for passage in passages(item):
        for citation in citations(passage.text):
            paper = _FORMS.get(citation.form)
            if paper and not citation.kind.startswith(paper):
                message = (
                    f'Periksa "{citation.written}": kode "-{citation.form}" dipakai untuk {paper}.'
                )
                yield hold(item, passage.line(citation.start), "jenis-nomor", message)


def cites_clear_entries(item: Item, content: Content) -> Iterator[Finding]:
    """What the register holds only because the SOP names it is not cited: its title is unknown."""
    told: set[str] = set()
    places = [(found.instrument, item.line(f"basis.{n}")) for n, found in enumerate(item.basis)]
    places += [
        (entry.id, passage.line(citation.start))
        for passage in passages(item)
        for citation in citations(passage.text)
        if (entry := meant_by(citation, content.instruments))
    ]
    for name, line in places:
        entry = content.instruments.get(name)
        if entry is None or name in told or not entry.about.startswith("("):
            continue
        told.add(name)
        message = f"Periksa {entry.name} di naskah resmi: register belum tahu judulnya"
        message += f" (catatan: {entry.slip.rstrip('.')})." if entry.slip else "."
        yield advise(item, line, "rujukan-belum-jelas", message)


def readable_pinpoints(item: Item, content: Content) -> Iterator[Finding]:
    """A place in an instrument is written so that it can be looked up."""
    for n, reference in enumerate(item.basis):
        if reference.pinpoint.startswith(("Pasal", "pasal")) and not read_pinpoints(
            reference.pinpoint
        ):
            message = (
                f'Ubah bagian "{reference.pinpoint}": tulis seperti "Pasal 7 ayat (2) huruf a '
                'angka 1" atau "Pasal 3 huruf b dan huruf d".'
            )
            yield advise(item, f"basis.{n}", "bagian-janggal", message)


def sound_register_numbers(content: Content) -> Iterator[Finding]:
    """A number of the register has a shape that can be cited, and its year is the entry's."""
    for entry in content.instruments.values():
        if "/" not in entry.number:
            continue
        number = read_number(" ".join(entry.number.split()))
        if number is None:
            message = (
                f'Periksa nomor "{entry.number}": tulis seperti "10/HK.04/08/2022", tahun di ujung.'
            )
            yield Finding(where=entry.where, rule="nomor-janggal", message=message)
        elif number.year != entry.year:
            message = f'Samakan tahun: nomor "{entry.number}" berakhir {number.year}, bukan '
            yield Finding(where=entry.where, rule="nomor-tahun", message=f"{message}{entry.year}.")


def pages_cite_register(content: Content) -> Iterator[Finding]:
    """Every instrument that a plain page names is in the register.

    An entry's text may name what is not: it tells what an instrument replaced.
    """
    known = {number_of(entry) for entry in content.instruments.values()}
    pages = {page.where for page in content.pages.values()}
    told: set[tuple[str, str]] = set()
    for passage in published(content):
        for citation in citations(passage.text):
            what = (passage.where, citation.number)
            if what in told or passage.where not in pages or citation.number in known:
                continue
            if not is_complete(citation):
                continue
            told.add(what)
            message = (
                f'Periksa "{citation.written}": belum ada di register. Perbaiki nomor dan '
                "tahunnya, atau buat berkasnya di content/peraturan/."
            )
            yield Finding(
                where=passage.where,
                line=passage.line(citation.start),
                rule="rujukan-asing",
                message=message,
            )


def sop_cites_soundly(content: Content) -> Iterator[Finding]:
    """The SOP's legal bases are written and numbered as laws are, and stand in the register.

    A slip that sop.yml records with its reading (`dibaca`) is judged by the reading.
    """
    for basis in content.sop.bases if content.sop else ():
        text, say = basis.cell.text, partial(Finding, where=SOP, line=basis.line)
        # Whoever has not entered a basis at all yet is not told once per instrument in it.
        explained = all(name in content.instruments for name in basis.instruments)
        for slip in places_in_law(text):
            yield say(rule=slip.rule, message=slip.message, severity=slip.severity)
        for citation in citations(text):
            entry = meant_by(citation, content.instruments)
            if citation.glued:
                right = f"{citation.written[:-4]} {citation.written[-4:]}"
                message = f'Beri spasi sebelum tahunnya: "{right}".'
                yield say(rule="nomor-tanpa-spasi", message=message)
            if entry is None and is_complete(citation) and explained:
                message = (
                    f'Periksa "{citation.written}": belum ada di register. Perbaiki nomor dan '
                    "tahunnya pada dibaca, atau buat berkasnya di content/peraturan/."
                )
                yield say(rule="rujukan-asing", message=message)
            elif entry and entry.about.startswith("(") and not basis.cell.inferred:
                message = (
                    f"Periksa {entry.name} di naskah resmi: register belum tahu judulnya. Bila ini "
                    "salah ketik, tulis bacaannya pada dibaca."
                )
                yield say(rule="rujukan-belum-jelas", message=message, severity=Severity.ADVICE)
