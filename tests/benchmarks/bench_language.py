"""How well the desk reads: python -m tests.benchmarks.bench_language. Not in the suite.

False alarms per 1,000 words on the clean laws, faults planted into their articles by chance (the
same chance each time), and mistakes that real offices made, written down before the rules.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.core.checks import run_checks
from pipeline.core.checks.writing import rules_with, slips, sound_language
from pipeline.core.findings import Gate
from pipeline.core.spelling import Words
from pipeline.edge.dictionary import Dictionary
from pipeline.edge.disk import read_content
from tests.core.checks.worlds import REGISTER, content, item
from tests.demo import DEMO

ROOT = Path(__file__).resolve().parents[2]
LAWS = ROOT.parent / "shared" / "data-hukum" / "pasal_teks.jsonl"
EACH = 12  # faults planted per rule
WORDS = Words(lexicon=Dictionary(), listed=read_content(DEMO).words)
WRONG = {one.right: one.wrong for one in WORDS.listed.preferred if " " not in one.right + one.wrong}
Plant = Callable[[str, random.Random], str | None]

REAL = """informasi dimana publik|diantara pemilih|disamping itu|diatas meja|dibidang hukum
diluar kantor|rapat di lakukan|sudah di tetapkan|telah di undangkan|yang di miliki|yang di atur
surat di buat|naskah di ubah|surat ijin|ke apotik itu|resiko kecil
dalam praktek|tiap aktifitas|membayar hutang
memberi nasehat|kami menghimbau warga|himbau warga|dapat mempengaruhi|staf yang handal
sudah terlanjur|cara yang syah|lembar diposisi|design grafis|Undang-undang Nomor 14 Tahun 2008
kerja antar daerah|tahapan pasca pemilu|negara non ASEAN|para anggota-anggota|adalah merupakan hak
agar supaya jelas|tanggal 24/03/2022|biaya Rp. 1.000.000|pukul 08.00 WITA|menurut pasal 7
Pasal 7 Ayat (2)|ayat (2) Huruf a|ayo memilih!!|AYO DATANG KE TPS BERSAMA|hak  atas informasi
rencana kedepan|entah kemana|hal apapun|rapat walikota itu|jam 08.00 Wita|5 Nopember 2024
Perlindungan Data Pribadi itu|Keputusan KPU Nomor 132/Kpts/KPU/TAHUN2016
hak dan dan kewajiban
PKPU 1/2019 sebagaimana telah diubah terakhir dengan PKPU 8/2019 terakhir dengan PKPU 8/2021
rapat jum'at|NIK 7315024107900001|WA 0812-3456-7890|kirim ke ani@gmail.com"""


def swap(pattern: str, right: str) -> Plant:
    """A fault that one replacement makes, at a place taken by chance."""

    def plant(text: str, chance: random.Random) -> str | None:
        places = list(re.finditer(pattern, text))
        if not places:
            return None
        at = chance.choice(places)
        return text[: at.start()] + at.expand(right) + text[at.end() :]

    return plant


def unlisted(text: str, chance: random.Random) -> str | None:
    """A standard form becomes the one that the office does not use."""
    there = [right for right in sorted(WRONG) if re.search(rf"(?<![\w-]){right}(?![\w-])", text)]
    if not there:
        return None
    right = chance.choice(there)
    return re.sub(rf"(?<![\w-]){right}(?![\w-])", WRONG[right], text, count=1)


def mistyped(text: str, chance: random.Random) -> str | None:
    """A letter is left out, doubled, exchanged or swapped with the next."""
    places = list(re.finditer(r"(?<=[a-z,] )[a-z]{6,14}(?= [a-z])", text))
    if not places:
        return None
    at = chance.choice(places)
    word, letter = at[0], chance.randrange(1, len(at[0]) - 2)
    a, b = word[letter], word[letter + 1]
    tail = word[letter + 2 :]
    typed = chance.choice([b, a + a + b, b + a, chance.choice("aeiouknrst") + b])
    wrong = word[:letter] + typed + tail  # now and then another sound word, which nobody can see
    return None if wrong == word else text[: at.start()] + wrong + text[at.end() :]


def appended(sentence: str) -> Plant:
    return lambda text, chance: f"{text} {sentence}"


PLANTED: dict[str, Plant] = {
    "kata-baku": unlisted,
    "ejaan": mistyped,
    "kata-depan": swap(r"\bdi (atas|bawah|luar|dalam|bidang|antara|tingkat)\b", r"di\1"),
    "awalan-di": swap(r"\bdi([a-z]{4,}kan)\b", r"di \1"),
    "kata-ganda": swap(r"\b(yang|dan|untuk|dengan|atau|dalam) (?=[a-z])", r"\1 \1 "),
    "mubazir": swap(r"\b(adalah|agar|untuk) (?=[a-z])", r"agar supaya "),
    "bentuk-terikat": swap(r"\b(antar|pasca|non)([a-z]{4,})", r"\1 \2"),
    "jamak-ganda": appended("Para pihak-pihak itu hadir."),
    "partikel-pun": appended("Siapapun boleh bertanya."),
    "ke-bilangan": appended("Itu rapat yang ke tiga."),
    "tulis-pasal": swap(r"\bayat \((\d+)\)", r"ayat \1"),
    "tanggal": appended("Berlaku sejak 31 April 2026."),
    "hari": appended("Rapatnya Senin, 24 Maret 2022."),
    "rupiah": appended("Biayanya Rp. 250.000,-."),
    "waktu": appended("Mulai pukul 08.00 WITA."),
    "spasi": swap(r"(?<=[a-z]) (?=[a-z])", "  "),
    "tanda-beruntun": appended("Ayo datang!!"),
    "huruf-kapital": appended("\n\nAYO DATANG KE TPS BERSAMA KELUARGA"),
    "data-pribadi-nik": appended("NIK 7315024107900001."),
    "data-pribadi-telepon": appended("Hubungi 0812-3456-7890."),
    "data-pribadi-rekening": appended("Rekening BRI 0123-01-012345-53-1."),
    "rujukan-asing": appended("Lihat UU Nomor 99 Tahun 2001."),
    "rujukan-tanpa-tahun": appended("Lihat UU Nomor 14."),
    "html": appended("<b>tebal</b>"),
    "tautan-tak-aman": appended("[buka](javascript:a)"),
}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def rules_told(text: str) -> Counter[str]:
    one = item(body=text)
    world = content(one, words=WORDS.listed)
    told = run_checks(world, Gate.PUBLICATION, also=[sound_language(WORDS.lexicon)])
    return Counter(finding.rule for finding in told)


def quoted(text: str, chance: random.Random) -> bool | None:
    """Whether a word changed in a quotation is seen."""
    sentences = [one for one in re.split(r"(?<=[.;]) ", text) if 8 <= len(one.split()) <= 40]
    if not sentences:
        return None
    words = chance.choice(sentences).split()
    words.insert(chance.randrange(1, len(words)), "tidak")
    one = item(body=f"Pasal 1 UU 14/2008:\n\n> {' '.join(words)}\n")
    law = replace(REGISTER[0], articles={"Pasal 1": text})
    told = run_checks(content(one, instruments={law.id: law}), Gate.HANDOVER)
    return any(finding.rule == "kutipan-beda" for finding in told)


def false_alarms(rows: list[dict[str, str]]) -> None:
    rules = rules_with(WORDS)
    told = Counter(
        (slip.severity.value, slip.rule) for row in rows for slip in slips(row["teks"], rules)
    )
    words = sum(len(row["teks"].split()) for row in rows)
    say(f"On {words} words of clean laws, per 1,000 words (true ones among them):")
    for (severity, rule), count in sorted(told.items()):
        say(f"  {severity:6} {rule:16} {count:4} {1000 * count / words:6.2f}")
    for severity in ("tahan", "saran"):
        count = sum(n for (of, _), n in told.items() if of == severity)
        say(f"  {severity:6} {'together':16} {count:4} {1000 * count / words:6.2f}")


def planted(texts: list[str]) -> Iterator[tuple[str, int, int]]:
    """Yield per rule how many faults were planted, and how many of them were told."""
    for rule, plant in PLANTED.items():
        chance, tried, seen = random.Random(rule), 0, 0
        for text in chance.sample(texts, len(texts)):
            if (faulty := plant(text, chance)) is None:
                continue
            tried += 1
            seen += rules_told(faulty)[rule] > rules_told(text)[rule]
            if tried == (5 * EACH if rule == "ejaan" else EACH):
                break
        yield rule, tried, seen
    chance = random.Random("kutipan")
    outcomes = [quoted(text, chance) for text in texts[:40]]
    answers = [one for one in outcomes if one is not None][:EACH]
    yield "kutipan-beda", len(answers), sum(answers)


def main() -> None:
    rows = [json.loads(line) for line in LAWS.read_text("utf-8").splitlines()]
    clean = [row for row in rows if not row.get("ocr_berderau")]
    false_alarms(clean)
    texts = [row["teks"] for row in clean if 40 <= len(row["teks"].split()) <= 120]
    say("\nPlanted:")
    all_tried = all_seen = 0
    for rule, tried, seen in planted(texts):
        all_tried, all_seen = all_tried + tried, all_seen + seen
        say(f"  {rule:22} {seen:3} of {tried}")
    say(f"  {'together':22} {all_seen:3} of {all_tried} ({100 * all_seen / all_tried:.1f} %)")
    real = re.split(r"[|\n]", REAL)
    missed = [text for text in real if not rules_told(f"Isi. Lalu {text} begitu.\n\n{text}")]
    say(f"\nReal mistakes: {len(real) - len(missed)} of {len(real)}; missed: {missed}")


if __name__ == "__main__":
    main()
