"""Core: rules of grammar that a pattern can tell: what is joined, parted, or said twice (EYD V)."""

import re
from collections.abc import Iterator

from pipeline.core.checks.slips import Slip, each, instead, like
from pipeline.core.findings import Severity

# Places and times that "di" stands before as a word. None of them makes a verb with it: "dibawa"
# is one, "dibawah" is not. Measured on laws of 2001 to 2016: 1,038 hits, all of them faults.
_PLACES = (
    "antara|atas|bawah|bidang|luar|dalam|mana|samping|depan|belakang|tengah|sini|sana|situ"
    "|hadapan|seluruh|setiap|sekitar|sebelah|tingkat|rumah|kantor|lingkungan|tempat|awal|akhir"
    "|daerah|masa|tahun|kota|desa|kabupaten|provinsi|kecamatan|wilayah|sejumlah|berbagai"
    "|sepanjang|seputar|sekolah|jalan|media|pemilu|tps|beberapa|masing-masing|sisi|pihak|suatu"
    r"|kemudian(?=\s+hari)|muka|pusat|kalangan|gedung|ruang|aula|balai|pasar|kelurahan|dusun"
    "|kampung|hari|bulan"
)
_DI = re.compile(rf"\b(?P<word>[Dd]i)(?P<place>{_PLACES})(?P<tail>nya|pun)?\b")
_KE = re.compile(  # not "keluar", "kemari", "kepada", which are words
    r"\b(?P<word>[Kk]e)(?P<place>dalam|depan|mana|sana|sini|situ|atas|bawah|belakang|samping"
    r"|setiap|seluruh|kantor|rumah|daerah|tps|desa|kecamatan|provinsi)(?P<tail>nya|pun)?\b"
)
_KEPADA = re.compile(r"\b(?P<word>[Kk]e)\s+pada\b")
_TAILS = {"nya": "nya", "pun": " pun"}
# Verbs without -kan that laws and captions use, and that are no place to be in.
_SPLIT = re.compile(
    r"\b(?P<di>[Dd]i)\s+(?P<verb>miliki|atur|buat|ubah|ambil|pilih|baca|tulis|minta|bayar|cetak"
    r"|hapus|unduh|unggah|ganti|cari|cabut|hitung|simpan|kirim|periksa|jaga|kenai|ketahui|hadiri"
    r"|ikuti|setujui|tandatangani|sebut|panggil|rekam|larang|susun|perbarui|perbaiki|maksud"
    r"|lantik|pimpin|mulai|bawa|bantu|beli|jual|dengar|lihat|dukung|pakai|pandang|pasang|pegang"
    r"|peroleh|terima|tinjau|tolak|tunda|tuntut|tutup|undang|urus|usul|usung|cegah|jawab|kenal"
    r"|kutip|lepas|sita|tanya|duga|tahan|tempel|bahas|bangun|batal|bongkar|catat|coblos|kelola"
    r"|langgar|lapor|latih|muat|pantau|pecat|pinjam|rawat|sepakat|serah|sebar|siar|tagih|tangkap"
    r"|tunjuk|ukur|gelar|edit|dapat|toleransi|evaluasi|verifikasi|konfirmasi|klarifikasi|revisi"
    r"|validasi|audit)\b(?!-)"
)
_NUMERALS = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh"
_ORDINAL = re.compile(
    rf"\b(?P<head>[Kk]e)(?:\s+|-)(?P<number>{_NUMERALS})\b(?!\s+(?:orang|arah|tempat|daerah|lokasi"
    r"|kota|kabupaten|kecamatan|desa|kelurahan|provinsi|pihak|kelompok|kantor|TPS|puluh|ratus))"
)
_COUNTED = re.compile(rf"\b(?:satu|{_NUMERALS})\s+$")  # "dari satu ke dua" counts on
_NUMBERED = re.compile(
    r"\b(?:hari|minggu|pekan|bulan|tahun|abad|kali|urutan|peringkat|perubahan|putaran|periode"
    r"|angkatan|tahap|sesi|edisi|seri|bagian|HUT)\s+(?P<head>ke\s?(?P<number>\d{1,3}))\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?P<head>[Kk]e\s?(?P<number>\d{1,3}))(?=\s+kali(?:nya)?\b)")
_TOGETHER = re.compile(
    r"\b(?P<head>[Kk]e)-(?P<number>[2-9]|10)\s+(?P<who>pihak|belah|orang|anggota|pasangan|calon"
    r"|kandidat|kelompok|lembaga|saksi|daerah|kabupaten|desa|hal|partai)\b"
)
_BOUND = re.compile(
    r"\b(?P<bound>[Aa]ntar|[Pp]asca|[Nn]on|[Aa]nti|[Pp]ra|[Mm]ulti)(?P<joint>\s+|-)"
    r"(?P<word>[A-Za-z]{3,})\b(?!-)"
)
_PARTS = re.compile(
    r"\b(?P<bound>[Ss]ub)(?P<joint>\s+|-)(?P<word>[Bb]agian|[Bb]idang|[Bb]ab|[Ss]ektor|[Ss]istem)\b"
    r"|\b(?P<lacks>[Tt]una)(?:\s+|-)(?P<sense>netra|rungu|wicara|daksa|grahita|aksara|wisma)\b"
)
_CAPITAL = re.compile(r"\b(?P<bound>[Aa]ntar|[Nn]on|[Pp]asca|[Aa]nti)(?P<word>[A-Z][A-Za-z]+)\b")
# What "antar" carries as a verb, and small words that no bound form is joined to.
_NOT_BOUND = frozenset(
    (
        "jemput",
        "langsung",
        "surat",
        "dan",
        "atau",
        "yang",
        "kepada",
        "dari",
        "dalam",
        "pada",
        "untuk",
    )
)
_SOME = re.compile(
    rf"\b(?P<count>\d+|{_NUMERALS})\s+(?P<unit>(?:orang|buah|lembar|unit)\s+)?"
    r"(?P<word>[a-z]{3,})-(?P=word)(?P<tail>nya)?\b"
)
_TAIL = re.compile(
    r"\b(?P<word>[A-Za-z]{3,})[ \t](?P<tail>nya)\b"
    r"|\b(?P<verb>(?:me|di)[a-z]{4,})[ \t](?P<kan>kan)\b"
)
_PLURAL = re.compile(
    r"\b(?P<many>[Pp]ara|[Bb]anyak|[Bb]eberapa|[Ss]ejumlah|[Ss]emua|[Ss]eluruh)\s+"
    r"(?P<word>[a-z]{3,})-(?P=word)(?P<tail>nya|an)?\b"
)
_FIGURE = re.compile(r"(?<![\w/.-])(?P<word>[a-z]{4,})2(?P<tail>nya)?(?![\w/.-]*\w)")
_ONE_THING = frozenset(  # doubled, yet singular: "beberapa undang-undang"
    ("undang", "cita", "rata", "mata", "oleh", "kupu", "laba", "paru", "alun", "langit", "kisi")
)
_TWICE = {
    "adalah merupakan": "adalah",
    "merupakan adalah": "merupakan",
    "agar supaya": "agar",
    "supaya agar": "supaya",
    "demi untuk": "demi",
    "seperti misalnya": "misalnya",
    "contoh misalnya": "misalnya",
    "sejak dari": "sejak",
    "disebabkan karena": "disebabkan oleh",
    "naik ke atas": "naik",
    "turun ke bawah": "turun",
    "maju ke depan": "maju",
    "mundur ke belakang": "mundur",
    "dan lain-lain sebagainya": "dan lain-lain",
    "dalam rangka untuk": "untuk",
    "amat sangat": "sangat",
    "sangat amat": "sangat",
    "sebab karena": "karena",
    "lalu kemudian": "kemudian",
    "berulang kembali": "berulang",
    "bertujuan untuk agar": "bertujuan agar",
    "para hadirin": "hadirin",
    "banyak para": "para",
}
_VERY = re.compile(r"\b(?P<very>[Ss]angat|[Aa]mat)\s+(?P<word>[a-z]{3,})\s+sekali\b")
_PLEONASM = re.compile(r"\b(?:" + "|".join(_TWICE).replace(" ", r"\s+") + r")\b", re.IGNORECASE)
_PUN_APART = re.compile(
    r"\b(?P<word>walau|meski|kendati|kalau|andai|mau|atau)\s+pun\b", re.IGNORECASE
)
_PUN_JOINED = re.compile(
    r"\b(?P<word>apa|siapa|mana|kapan|berapa|itu|ini|dia|mereka|kami|kita|saya|satu)pun\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?P<word>[^\W\d_]{2,})(?P<gap>\s+)(?P<same>(?P=word))\b(?!-)", re.I)
_LAW = re.compile(r"\s+(?:Nomor|No\b|Dasar|Republik)")
_SMALL = re.compile(
    "yang|dan|di|ke|dari|untuk|dengan|pada|adalah|oleh|ini|itu|atau|dalam|akan|telah|tidak"
    "|sebagai|dapat|secara|agar|bahwa|karena|bagi|tentang",
    re.IGNORECASE,
)


def joined_preposition(text: str) -> Iterator[Slip]:
    """The prepositions "di" and "ke" stand apart from what follows: "di mana", "ke depan".

    "kepada" is one word.
    """
    for found in each(_KEPADA, text):
        yield instead(found, f"{found['word']}pada", "kata-depan", Severity.HOLD)
    for pattern in (_DI, _KE):
        for found in each(pattern, text):
            right = f"{found['word']} {found['place']}{_TAILS.get(found['tail'], '')}"
            yield instead(found, right, "kata-depan", Severity.HOLD)


def split_prefix(text: str) -> Iterator[Slip]:
    """The prefix "di-" is written together with its verb: "diatur"."""
    for found in each(_SPLIT, text):
        yield instead(found, f"{found['di']}{found['verb']}", "awalan-di", Severity.HOLD)


def ordinals(text: str) -> Iterator[Slip]:
    """An ordinal is one word or takes a hyphen: "ketiga", "hari ke-3"."""
    for found in each(_ORDINAL, text):
        if not _COUNTED.search(text, max(0, found.start() - 12), found.start()):
            right = f"{found['head']}{found['number']}"
            yield instead(found, right, "ke-bilangan")
    for found in each(_NUMBERED, text):
        message = f'Tulis "ke-{found["number"]}", bukan "{found["head"]}".'
        yield Slip(start=found.start("head"), rule="ke-bilangan", message=message)
    for found in each(_TIMES, text):
        yield instead(found, f"{found['head'][:2]}-{found['number']}", "ke-bilangan")
    for found in each(_TOGETHER, text):
        number = _NUMERALS.split("|")[int(found["number"]) - 2]
        yield instead(found, f"{found['head']}{number} {found['who']}", "ke-bilangan")


def bound_forms(text: str) -> Iterator[Slip]:
    """antar-, pasca-, non- are joined to their word; a name takes a hyphen: "non-ASEAN"."""
    for found in each(_BOUND, text):
        named = found["word"][0].isupper()
        if found["word"] not in _NOT_BOUND and not (named and found["joint"] == "-"):
            right = _bind(found["bound"], found["word"])
            yield instead(found, right, "bentuk-terikat")
    for found in each(_PARTS, text):
        first = found["bound"] or found["lacks"]
        last = found["word"] or found["sense"]
        yield instead(found, f"{first}{last.lower()}", "bentuk-terikat")
    for found in each(_CAPITAL, text):
        right = f"{found['bound']}-{found['word']}"
        yield instead(found, right, "bentuk-terikat")


def _bind(bound: str, word: str) -> str:
    """Two capitals are a heading's ("Antar Kabupaten"), one is a name's, many an acronym's."""
    heading = bound[0].isupper() and word[1:].islower()
    return f"{bound}-{word}" if word[0].isupper() and not heading else f"{bound}{word.lower()}"


def plural_twice(text: str) -> Iterator[Slip]:
    """ "para" and its like say that there are many; the noun is not doubled as well.

    Nor is a doubled noun written with a figure: "anggota2".
    """
    for found in each(_FIGURE, text):
        word = found["word"]
        yield instead(found, f"{word}-{word}{found['tail'] or ''}", "jamak-ganda")
    for found in each(_PLURAL, text):
        if found["word"] not in _ONE_THING and found["tail"] != "an":
            right = f"{found['many']} {found['word']}{found['tail'] or ''}"
            yield instead(found, right, "jamak-ganda")
    for found in each(_SOME, text):
        if found["word"] not in _ONE_THING:
            right = f"{found['count']} {found['unit'] or ''}{found['word']}{found['tail'] or ''}"
            yield instead(found, right, "jamak-ganda")


def said_twice(text: str) -> Iterator[Slip]:
    """Of two words that say the same one is enough."""
    for found in each(_PLEONASM, text):
        right = _TWICE[" ".join(found[0].casefold().split())]
        yield instead(found, like(found[0], right), "mubazir")
    for found in each(_VERY, text):
        yield instead(found, f"{found['very']} {found['word']}", "mubazir")


def particle(text: str) -> Iterator[Slip]:
    """Conjunctions take "pun" on ("walaupun"); elsewhere it stands apart ("apa pun")."""
    for found in each(_PUN_APART, text):
        yield instead(found, f"{found['word']}pun", "partikel-pun")
    for found in each(_PUN_JOINED, text):
        yield instead(found, f"{found['word']} pun", "partikel-pun")


def split_tails(text: str) -> Iterator[Slip]:
    """What ends a word is written together with it: "di antaranya", "memberitahukan"."""
    for found in each(_TAIL, text):
        word, tail = found["word"] or found["verb"], found["tail"] or found["kan"]
        yield instead(found, f"{word}{tail}", "akhiran")


def doubled_word(text: str) -> Iterator[Slip]:
    """No word stands twice in a row; a plural takes a hyphen."""
    for found in each(_AGAIN, text):
        word, same = found["word"], found["same"]
        if found["gap"].count("\n") > 1 or _heads(text, found) or same[0].isupper():
            continue  # a new paragraph, a heading over its text, a name
        if word.casefold() == "undang" and _LAW.match(text, found.end()):
            continue  # "Undang undang Nomor": told as what it is (notation.places_in_law)
        if _SMALL.fullmatch(word):
            message = f'Hapus satu "{word}": tertulis dua kali berturut-turut.'
            yield Slip(
                start=found.start(), rule="kata-ganda", message=message, severity=Severity.HOLD
            )
        else:
            message = f'Tulis "{word}" sekali, atau "{word}-{same}" bila itu kata ulang.'
            yield Slip(start=found.start(), rule="kata-ganda", message=message)


def _heads(text: str, found: re.Match[str]) -> bool:
    """Whether the first of the two words ends a heading."""
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    return "\n" in found["gap"] and line.startswith("#")
