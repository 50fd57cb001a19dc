"""Core: rules for how a sentence is built: words that go in pairs, a subject, a whole sentence."""

import re
from collections.abc import Iterator

from pipeline.core.checks.slips import Slip, instead, like, shown

_OPENS = r"(?:^|(?<=[.!?]\s)|(?<=\n))"
_PART = r"[^.;:\n]"  # of one sentence
_CLAUSE = r"[^.,;:\n]"
# "Meskipun …, tetapi …": two conjunctions make two subordinate clauses and no main one.
_CONCEDED = re.compile(
    rf"{_OPENS}(?P<first>Meskipun|Meski|Walaupun|Walau|Kendatipun|Kendati|Biarpun|Sekalipun)\b"
    rf"{_CLAUSE}{{3,120}}?,\s+(?P<second>(?:akan\s+)?tetapi|namun|tapi)\b"
)
_CAUSED = re.compile(
    rf"{_OPENS}(?P<first>Karena|Oleh\s+karena|Dikarenakan|Disebabkan|Agar|Supaya)\b"
    rf"(?!\s+itu\b){_CLAUSE}{{3,120}}?,\s+(?P<second>sehingga)\b"
)
_HENCE = re.compile(
    r"\b(?P<first>(?:[Oo]leh\s+)?(?:[Kk]arena|[Ss]ebab)\s+itu|[Uu]ntuk\s+itu|[Dd]engan\s+demikian"
    r"|[Ss]ehubungan\s+dengan\s+(?:itu|hal\s+tersebut)),?\s+(?P<second>maka)\b"
)
# Pairs of conjunctions (EYD V; KBBI): the first one, what follows it wrongly, and what should.
_PAIRS = (
    (r"[Tt]idak\s+(?:hanya|saja|cuma)", r"melainkan(?:\s+juga)?|namun\s+juga", "tetapi juga"),
    (
        r"[Bb]ukan\s+(?:hanya|saja|cuma)",
        r"tetapi\s+juga|tapi\s+juga|namun\s+juga",
        "melainkan juga",
    ),
    (r"[Aa]ntara\s+(?!lain\b)", r"sampai(?:\s+dengan)?|hingga", "dan"),
)
_PAIRED = tuple(
    (
        re.compile(rf"\b(?P<first>{first})\b(?P<between>{_PART}{{2,60}}?)\s(?P<second>{wrong})\b"),
        right,
    )
    for first, wrong, right in _PAIRS
)
_BOTH = re.compile(
    rf"(?:{_OPENS}|(?<=,\s))(?P<first>[Bb]aik)\s+(?!dan\b|buruk\b)(?:[\w-]+\s+){{1,4}}?"
    rf"(?P<second>dan)\s+(?P<rest>{_PART}*)"
)
_PLACE = r"(?:Di\s+dalam|Dalam|Pada|Melalui|Dengan|Menurut|Berdasarkan)"
_SAYS = (
    "membahas|mengatur|menjelaskan|menyebutkan|menyatakan|menegaskan|menunjukkan|menetapkan"
    "|mewajibkan|memuat|membuktikan|memutuskan|melarang|membicarakan|menghasilkan|mengamanatkan"
)
# "Dalam rapat itu membahas …": what stands behind a preposition is no subject.
_NOBODY = re.compile(
    rf"{_OPENS}(?P<place>{_PLACE})"
    rf"\s+(?:[^\s.,;:]+\s+){{1,8}}?(?:ini|itu|tersebut|\(\d+\)|\d{{4}})\s+(?P<verb>{_SAYS})\b"
)
_FOR_WHOM = re.compile(
    rf"{_OPENS}(?P<place>Bagi|Kepada)\s+(?:[^\s.,;:]+\s+){{1,4}}?yang\s+[^.,;:\n]{{3,80}}?\s"
    r"(?P<verb>harus|wajib|diwajibkan|diharapkan|diminta|dimohon|diharap|dapat)\s[^.,;:\n]{2,120}"
    r"(?=[.!\n]|$)"
)
_FRAGMENT = re.compile(rf"{_OPENS}(?P<word>Sehingga|Sedangkan|Melainkan)\b(?=[\s,])")
_LINKING = re.compile(
    rf"{_OPENS}(?P<word>Oleh\s+karena\s+itu|Oleh\s+sebab\s+itu|Dengan\s+demikian|Akan\s+tetapi"
    r"|Namun\s+demikian|Meskipun\s+demikian|Walaupun\s+demikian|Selain\s+itu|Sementara\s+itu"
    r"|Di\s+samping\s+itu|Sebaliknya|Namun)(?=\s+(?!pula\b|juga\b|pun\b|maka\b|begitu\b)[\w*])"
)
_ONLY = re.compile(r"\b(?P<word>[Hh]anya)\s+(?P<what>(?:[\w()-]+\s+){1,4}?)(?P<again>saja)\b")
_AND_SO_ON = re.compile(
    r"\b(?P<some>[Aa]ntara\s+lain|[Mm]isalnya|[Dd]i\s+antaranya)\b[^.;\n]{3,160}?"
    r"(?P<rest>,?\s+(?:dan\s+(?:lain-lain|sebagainya|seterusnya)|dll|dsb|dst)\b)"
)
_EACH_OTHER = re.compile(r"\b[Ss]aling\s+(?P<word>[a-z]{3,}-me[a-z]{3,})\b")
_ABOUT = re.compile(
    r"\b(?P<verb>(?:mem|ber|di)?bahas|membicarakan|dibicarakan|mendiskusikan|menjelaskan"
    r"|menguraikan|memaparkan|menerangkan)\s+(?P<about>tentang|mengenai|soal)\b"
)
_ACCORDING = re.compile(
    r"\b(?P<word>[Ss]esuai)\s+(?=(?:ketentuan|peraturan|undang-undang|Undang-Undang|UU|PKPU|Pasal"
    r"|[Kk]eputusan|jadwal|tahapan|prosedur|aturan|hukum|SOP|amanat|perintah|arahan|pedoman)\b)"
)
_MADE_OF = re.compile(r"\b(?P<word>[Tt]erdiri)\s+(?:dari|oleh)\b")


def paired_words(text: str) -> Iterator[Slip]:
    """Conjunctions that go in pairs have the right partner, and a main clause has none."""
    for pattern in (_CONCEDED, _CAUSED, _HENCE):
        for found in pattern.finditer(text):
            message = f'Hapus "{shown(found["second"])}": "{shown(found["first"])}" sudah cukup.'
            yield Slip(start=found.start("second"), rule="kata-berpasangan", message=message)
    for pattern, right in _PAIRED:
        for found in pattern.finditer(text):
            first = shown(found["first"])
            message = f'Tulis "{first} … {right} …", bukan "{first} … {shown(found["second"])} …".'
            yield Slip(start=found.start("second"), rule="kata-berpasangan", message=message)
    for found in _BOTH.finditer(text):
        if "maupun" not in found["rest"]:
            message = f'Tulis "{found["first"]} … maupun …", bukan "{found["first"]} … dan …".'
            yield Slip(start=found.start("second"), rule="kata-berpasangan", message=message)


def has_subject(text: str) -> Iterator[Slip]:
    """A sentence says who acts: what stands behind a preposition is no subject."""
    for found in (*_NOBODY.finditer(text), *_FOR_WHOM.finditer(text)):
        message = (
            f'Beri subjek: kalimat ini berawal dengan "{shown(found["place"])}", jadi belum jelas '
            f'siapa yang "{found["verb"]}". Biasanya cukup hapus "{shown(found["place"])}".'
        )
        yield Slip(start=found.start(), rule="kalimat-tanpa-subjek", message=message)


def whole_sentences(text: str) -> Iterator[Slip]:
    """No sentence begins with a conjunction that joins it to the one before."""
    for found in _FRAGMENT.finditer(text):
        word = found["word"]
        message = f'Sambung dengan kalimat sebelumnya: "…, {word.lower()} …".'
        yield Slip(start=found.start(), rule="kalimat-terpenggal", message=message)


def linking_commas(text: str) -> Iterator[Slip]:
    """A comma stands behind what links a sentence to the one before (EYD V, III.B)."""
    for found in _LINKING.finditer(text):
        message = f'Beri koma: "{shown(found["word"])}, …".'
        yield Slip(start=found.start(), rule="koma-penghubung", message=message)


def needless_words(text: str) -> Iterator[Slip]:
    """Of two words that say the same one is enough, though others stand between them."""
    for found in _ONLY.finditer(text):
        message = f'Hapus "saja": "{found["word"]}" sudah cukup.'
        yield Slip(start=found.start("again"), rule="mubazir", message=message)
    for found in _AND_SO_ON.finditer(text):
        rest = shown(found["rest"].lstrip(", \n"))
        message = f'Hapus "{rest}": "{shown(found["some"])}" sudah berarti tidak semuanya.'
        yield Slip(start=found.start("rest"), rule="mubazir", message=message)
    for found in _EACH_OTHER.finditer(text):
        yield instead(found, like(found[0], found["word"]), "mubazir")
    for found in _ABOUT.finditer(text):
        yield instead(found, found["verb"], "mubazir")


def fitting_prepositions(text: str) -> Iterator[Slip]:
    """ "sesuai dengan", "terdiri atas" (UU 12/2011, Lampiran II): not "sesuai", "terdiri dari"."""
    for found in _ACCORDING.finditer(text):
        yield instead(found, f"{found['word']} dengan", "kata-depan-tetap")
    for found in _MADE_OF.finditer(text):
        yield instead(found, f"{found['word']} atas", "kata-depan-tetap")
