"""What people type above the second "---": bad YAML, strange values, encodings, endless lists."""

from pathlib import Path

import pytest

from tests.stories.hostile.world import FOLDER, accepted, judge, spoil
from tests.stories.office.conftest import item

PAGE = f"{FOLDER}/index.md"
SOUND = item()


def raw(content: str | bytes) -> dict[str, str | bytes]:
    return {PAGE: content}


def more(lines: str) -> dict[str, str | bytes]:
    """The sound item with these lines at the end of its front matter."""
    return {PAGE: item(more=lines)}


def swap(old: str, new: str) -> dict[str, str | bytes]:
    assert old in SOUND
    return {PAGE: SOUND.replace(old, new)}


def titled(title: str) -> dict[str, str | bytes]:
    return {PAGE: item(title)}


TAGS = "tagar: [JDIHKPUPinrang]"
BASIS = "  - {peraturan: uu-14-2008, bagian: Pasal 4 ayat (1)}"
LAUGHS = "".join(
    f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

CASES = {
    "no front matter": raw("halo"),
    "empty file": raw(""),
    "nothing between the dashes": raw("---\n---\n"),
    "never closed": raw("---\nskema: 1\njudul: x\n"),
    "byte-order mark": raw("\ufeff" + SOUND),
    "UTF-16": raw(SOUND.encode("utf-16")),
    "UTF-16 without mark": raw(SOUND.encode("utf-16-be")),
    "Latin-1": raw(item(body="Café").encode("latin-1")),
    "null byte": swap("Tahukah Kamu: Setiap", "Tahukah\0Kamu: Setiap"),
    "null in an escape": swap('judul: "Tahukah', 'judul: "\\0Tahukah'),
    "Python object": more('contoh: !!python/object/apply:os.system ["touch retas"]\n'),
    "tag of one's own": more("contoh: !foo true\n"),
    "anchor": more("gambar: &a [1]\n"),
    "merge key": more("<<: {contoh: true}\n"),
    "a billion laughs": raw(f'---\na: &a ["ha", "ha"]\n{LAUGHS}---\n'),
    "5,000 lists in one another": raw("---\njudul: " + "[" * 5_000 + "]" * 5_000 + "\n---\n"),
    "100,000 open mappings": raw("---\njudul: " + "{a: " * 100_000 + "\n---\n"),
    "two megabytes": raw("---\njudul: " + "x" * 2_097_152 + "\n---\n"),
    "20,000 keys": raw("---\n" + "".join(f"k{n}: 1\n" for n in range(20_000)) + "---\n"),
    "list instead of keys": raw("---\n- a\n- b\n---\nIsi."),
    "directive": raw("---\n%YAML 1.1\n---\nIsi."),
    "question mark as key": more("? [a]\n: b\n"),
    "unknown key": more("status: terbit\n"),
    "key given twice": more("judul: Lain\n"),
    "tab": more("\tcontoh: true\n"),
    "5,000 digits": swap("skema: 1", "skema: " + "9" * 5_000),
    "1e9": swap("skema: 1", "skema: 1e9"),
    "octal": swap("skema: 1", "skema: 01"),
    "schema of tomorrow": swap("skema: 1", "skema: 2"),
    "schema true": swap("skema: 1", "skema: true"),
    "infinity": swap("skema: 1", "skema: .inf"),
    "no": more("contoh: no\n"),
    "true in quotes": more('contoh: "true"\n'),
    "day zero": more("tayang: 0000-00-00T00:00:00+08:00\n"),
    "30 February": more("tayang: 2026-02-30T08:00:00+08:00\n"),
    "year one": more("tayang: 0001-01-01T00:00:00+14:00\n"),
    "year 9999": more("tayang: 9999-12-31T23:59:59-12:00\n"),
    "99 hours off": more("tayang: 2026-11-24T08:00:00+99:99\n"),
    "no offset": more("tayang: 2026-11-24T08:00:00\n"),
    "seconds since 1970": more("tayang: 1700000000\n"),
    "long ago": more("tayang: 1999-11-24T08:00:00+08:00\n"),
    "at night": more("tayang: 2026-11-25T03:00:00+08:00\n"),
    "title as list": swap('judul: "Tahukah', 'judul: [a, b] # "Tahukah'),
    "title as number": swap('judul: "Tahukah', 'judul: 2026 # "Tahukah'),
    "title of 2,000 letters": titled("kata " * 400),
    "title of one word": titled("A" * 690),
    "title with template and quotes": titled('Hak \\"Anda\\" {{ 7 * 7 }} {% x %}'),
    "title with HTML": titled("Hak <script>alert(1)</script> Anda"),
    "title with Markdown": titled("Hak **Anda** [klik](javascript:alert(1))"),
    "title turned around": titled("Hak \u202eadnA\u202c"),
    "title with emoji": titled("Hak Anda 🎉"),
    "title of blanks": titled("   "),
    "title with a hash": swap('judul: "Tahukah Kamu: Setiap', "judul: Kuis #3 Setiap"),
    "hashtag with a space": swap(TAGS, 'tagar: ["JDIH KPU"]'),
    "hashtag with its sign": swap(TAGS, "tagar: [#JDIHKPU]"),
    "hashtag after a blank": swap(TAGS, "tagar: #JDIHKPU"),
    "hashtag of digits": swap(TAGS, "tagar: [2026]"),
    "100 hashtags": swap(TAGS, f"tagar: [{', '.join(f'T{n}' for n in range(100))}]"),
    "hashtags as text": swap(TAGS, "tagar: JDIH"),
    "series misspelt": swap("rubrik: tahukah-kamu", "rubrik: tahukahkamu"),
    "series that climbs": swap("rubrik: tahukah-kamu", "rubrik: ../../etc"),
    "channel that is none": more("kanal: [friendster]\n"),
    "no channel": more("kanal: []\n"),
    "text for no channel": more("teks: {friendster: halo}\n"),
    "text too long": more(f"teks: {{mastodon: {'x' * 4_900}}}\n"),
    "2,000 texts": more("teks:\n" + "".join(f"  k{n}: x\n" for n in range(2_000))),
    "basis as text": swap(BASIS, "  - uu-14-2008"),
    "500 bases": swap(BASIS, "\n".join([BASIS] * 500)),
    "basis not registered": swap("uu-14-2008", "uu-99-2099"),
    "correction as text": more("ralat: ya\n"),
    "millionth correction": more(
        "ralat: {nomor: 1000000, tanggal: 2026-11-25, keterangan: Semula tertulis Pasal 5}\n"
    ),
    "5,000 slides": more(
        "slide:\n" + "".join(f"  - {{judul: S{n}, teks: Isi}}\n" for n in range(5_000))
    ),
    "focus as word": more("gambar:\n  - {berkas: a.jpg, alt: Pintu terbuka, fokus: tengah}\n"),
    "300 pictures": more(
        "gambar:\n"
        + "".join(f"  - {{berkas: a{n}.jpg, alt: Pintu ke-{n} terbuka}}\n" for n in range(300))
    ),
    "everything wrong at once": raw(
        "---\nskema: x\njudul: 5\nrubrik: [a]\ntagar: {a: b}\ntayang: kemarin\ncontoh: ya\n"
        "zzz: 1\n---\n"
    ),
}
DRAWN = {"title of one word", "title with emoji", "text too long", "title with template and quotes"}
TOLD = accepted("front_matter")


@pytest.mark.parametrize("name", CASES)
def test_front_matter_that_bites(tmp_path: Path, cards: Path, name: str) -> None:
    """One finding or more, each with line, rule and what to type; the other item goes on."""
    spoil(tmp_path, CASES[name])

    assert judge(tmp_path, cards, draw=name in DRAWN).told() == TOLD[name]
    assert not Path("retas").exists()


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_pass(tmp_path: Path, cards: Path, ends: str) -> None:
    """Windows and the old Macintosh end lines their own way."""
    spoil(tmp_path, raw(SOUND.replace("\n", ends)))

    assert judge(tmp_path, cards, draw=False).told() == []
