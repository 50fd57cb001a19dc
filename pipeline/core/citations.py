"""Core: legal instruments named in running text, and the register entries they mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.core.instruments import Instrument
from pipeline.core.numbers import read_number

# Long names may be followed by whose they are ("Keputusan KPU Kabupaten Pinrang"); short ones not.
_LONG = (
    r"\b(?:[Uu]ndang-[Uu]ndang|Peraturan|Keputusan|Instruksi|Pengumuman|Surat\s(?:Edaran|Dinas)"
    r"|Berita\sAcara|UNDANG-UNDANG|PERATURAN|KEPUTUSAN)(?:\s+(?:[A-Z][\w/-]*|dan)){0,14}?"
)
_SHORT = (
    r"\b(?:UU|PP|PERPPU|PKPU|Perpres|Perp?pu|Kepp?res|Inpres|Permen[A-Za-z-]+(?:\sRB)?|Perbawaslu"
    r"|Perma|PMK|Perda|Perbup|Perwali|Pergub|SE|Kepmen[A-Za-z]+)"
)
_YEAR = r"[Tt](?:ahun|AHUN|hn?\.?)"
# "14 Tahun 2008", "14/2008"; "10/HK.04/08/2022", "132/Kpts/KPU/TAHUN2016" (domain notes, KPU).
_PLAIN = rf"\d{{1,4}}(?:\s?/\s?|\s+{_YEAR}\s*)\d{{4}}(?![\w/])"
_CODED = (
    r"\d{1,4}(?:\.\d{1,3})?(?:\s?/\s?[A-Za-z0-9.]+(?:-\s?[A-Za-z0-9.]+)*)+"
    r"(?:(?<=TAHUN|Tahun|tahun)\s?\d{4})?"
)
_CITATION = re.compile(
    rf"(?P<kind>{_LONG}|{_SHORT})\s+(?:(?:[Nn]omor|NOMOR)\s+|[Nn]o\.?\s?)?"
    rf"(?P<number>{_PLAIN}|{_CODED})"
)

# Whole words of a name, longest first, and the short form in which two names are compared.
_SHORTER = (
    ("republik indonesia", ""),
    ("komisi pemilihan umum", "kpu"),
    ("undang-undang", "uu"),
    ("peraturan pemerintah pengganti uu", "perppu"),
    ("peraturan pemerintah", "pp"),
    ("peraturan presiden", "perpres"),
    ("keputusan presiden", "keppres"),
    ("kepres", "keppres"),
    ("instruksi presiden", "inpres"),
    ("peraturan kpu", "pkpu"),
    ("peraturan badan pengawas pemilihan umum", "perbawaslu"),
    ("peraturan bawaslu", "perbawaslu"),
    ("hak asasi manusia", "ham"),
    ("peraturan menteri hukum dan ham", "permenkumham"),
    (
        "peraturan menteri pendayagunaan aparatur negara dan reformasi birokrasi",
        "permenpanrb",
    ),
    ("peraturan menteri dalam negeri", "permendagri"),
    ("peraturan menteri panrb", "permenpanrb"),
    ("peraturan mahkamah agung", "perma"),
    ("peraturan mahkamah konstitusi", "pmk"),
    ("peraturan daerah", "perda"),
    ("peraturan bupati", "perbup"),
    ("peraturan gubernur", "pergub"),
    ("peraturan wali kota", "perwali"),
    ("surat edaran", "se"),
    ("perpu", "perppu"),
    ("permenpan rb", "permenpanrb"),
    ("permenpan-rb", "permenpanrb"),
)


# "UU Nomor 14", and no year after it: there is one in most years.
_YEARLESS = re.compile(
    rf"(?P<kind>{_LONG}|{_SHORT})\s+(?:[Nn]omor|NOMOR|[Nn]o\.?)\s?\d{{1,4}}(?![\w/]|\.\d)"
    rf"(?!\s?/)(?!\s+{_YEAR}\s*\d{{4}})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An instrument as a text names it."""

    written: str
    kind: str  # compared form: "uu", "keputusan kpu kabupaten pinrang"
    number: str  # compared form, with its year: "14/2008", "10/HK.4/8/2022"
    start: int  # place in the text
    end: int
    glued: bool = False  # "TAHUN2016": a blank is missing
    form: str = ""  # what the number says it is: "Pu" for an announcement

    @property
    def year(self) -> int:
        return int(self.number[-4:])


def citations(text: str) -> Iterator[Citation]:
    """Yield every instrument that a text names with kind, number and year."""
    yield from _cited(text)


@lru_cache(maxsize=1024)  # a dozen rules ask it of the same passages
def _cited(text: str) -> tuple[Citation, ...]:
    return tuple(_read(text))


def _read(text: str) -> Iterator[Citation]:
    for found in _CITATION.finditer(text):
        number = found["number"].rstrip(".-/")
        if not re.search(r"\d{4}$", number):
            continue  # a code without a year is no instrument's number
        yield Citation(
            written=" ".join(found[0].rstrip(".-/").split()),
            kind=compared_kind(found["kind"]),
            number=compared_number(number),
            start=found.start(),
            end=found.start() + len(found[0].rstrip(".-/")),
            glued=re.search(r"[A-Za-z]\d{4}$", number) is not None,
            form=(parsed.form if (parsed := read_number(" ".join(number.split()))) else ""),
        )


def yearless(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a text cites by kind and number without its year, with its place."""
    for found in _YEARLESS.finditer(text):
        yield " ".join(found[0].split()), found.start()


@lru_cache(maxsize=1024)  # the same few kinds, asked once per citation and entry
def compared_kind(kind: str) -> str:
    """Return a kind so that its long and short names are the same."""
    name = " ".join(kind.casefold().split())
    for long, short in _SHORTER:
        name = re.sub(rf"(?<![\w-]){re.escape(long)}(?![\w-])", short, name)
    return " ".join(name.removesuffix(" ri").split())


@lru_cache(maxsize=4096)  # every mention asks it of the whole register
def compared_number(number: str) -> str:
    """Return a number without blanks, case, leading zeros and the word "Tahun"."""
    parsed = read_number(" ".join(number.split()))
    if parsed:
        return parsed.key
    flat = re.sub(r"\s+", "", re.sub(rf"\s*{_YEAR}\s*", "/", number)).replace("//", "/").upper()
    parts = (part.lstrip("0") if part.isdigit() else part for part in flat.split("/"))
    return "/".join(part for part in parts if part)


def number_of(instrument: Instrument) -> str:
    """Return an entry's number in the compared form, with its year."""
    coded = "/" in instrument.number
    return compared_number(instrument.number if coded else f"{instrument.number}/{instrument.year}")


def meant_by(citation: Citation, register: Mapping[str, Instrument]) -> Instrument | None:
    """Return the entry a citation means; a coded number is enough where the kind is cut short."""
    for instrument in register.values():
        if number_of(instrument) != citation.number:
            continue
        kinds = {compared_kind(instrument.kind), compared_kind(instrument.short_kind)}
        if citation.kind in kinds:
            return instrument
        if citation.number.count("/") > 1 and any(k.startswith(citation.kind) for k in kinds):
            return instrument
    return None


def is_complete(citation: Citation) -> bool:
    """Whether the text says whose instrument it is ("Peraturan Nomor 8 Tahun 2019" does not)."""
    return citation.kind not in {"peraturan", "keputusan", "instruksi", "pengumuman", "se"}
