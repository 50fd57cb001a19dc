"""Quotations of law are held against the article's text, where the register holds it."""

import json
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.checks.quoted import quotes_law_as_it_stands
from pipeline.core.model import Reference
from tests.core.checks.worlds import REGISTER, content, instrument, item

LAWS = Path(__file__).parents[4] / "shared" / "data-hukum" / "pasal_teks.jsonl"
OLD = instrument("Undang-Undang", "UU", "13", 2003)
NAME = "Undang-Undang Nomor 14 Tahun 2008"
TEXT = (
    "(1) Setiap pemohon yang datang ke loket wajib menunjukkan tanda pengenal yang berlaku. "
    "(2) Petugas loket mencatat nama pemohon sebagaimana dimaksud pada ayat (1) dalam buku tamu."
)  # made up: no text of a law is kept in this repository


def told(body: str, **more: object) -> list[str]:
    law = replace(REGISTER[0], articles={"Pasal 7": TEXT})
    one = item(body=body, **more)
    found = quotes_law_as_it_stands(one, content(one, instruments={law.id: law, OLD.id: OLD}))
    return [
        str(one).partition(": ")[2] + (" saran" if one.severity == "saran" else "") for one in found
    ]


def same(remedy: str) -> str:
    return f"Samakan kutipan dengan Pasal 7 {NAME}: {remedy}. [kutipan-beda]"


OURS = "Menurut Pasal 7 UU 14/2008, "
QUOTED = "setiap pemohon yang datang ke loket wajib menunjukkan tanda pengenal"
DIFFERENT = [
    (QUOTED.replace("wajib", "dapat"), [same('tulis "wajib", bukan "dapat"')]),
    (QUOTED.replace("wajib ", ""), [same('tambahkan "wajib" setelah "loket"')]),
    (QUOTED.replace("wajib", "tidak wajib"), [same('hapus "tidak" setelah "loket"')]),
    (QUOTED.replace("pemohon", "pemohom"), [
        same('tulis "pemohon", bukan "pemohom"') + " saran"
    ]),
    ("mencatat nama pemohon sebagaimana dimaksud pada ayat (2)", [same('tulis "1", bukan "2"')]),
    ("Siapa saja boleh bertanya tanpa membawa apa pun dari rumah masing-masing.", [
        f"Periksa kutipan ini: kata-katanya tidak ditemukan dalam Pasal 7 {NAME}. Betulkan pasalnya"
        ", atau hapus tanda kutipnya bila ini kata-kata sendiri. [kutipan-asing] saran"
    ]),
]  # fmt: skip
FORMS = [
    OURS + '"{}".',
    OURS + "“{}”.",
    OURS + "bunyinya:\n\n> {}\n",
    '"{}" (Pasal 7 UU 14/2008)',
    "> {}\n\nSumber: Pasal 7 UU Nomor 14 Tahun 2008.",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("quoted", "messages"), DIFFERENT)
def test_difference_is_shown(form: str, quoted: str, messages: list[str]) -> None:
    """What the article says otherwise is told, and what to type; slips of letters advise."""
    assert told(form.format(quoted)) == messages


FAITHFUL = [
    OURS + f'"{QUOTED}".',
    OURS + f'"{QUOTED.capitalize()} yang berlaku"; "tanda pengenal" itu KTP.',
    OURS + '"Setiap pemohon … wajib menunjukkan tanda pengenal yang berlaku."',
    OURS + '"[Pemohon] yang datang ke loket wajib (…) menunjukkan tanda pengenal".',
    OURS + "bunyinya:\n\n> Setiap pemohon yang datang ke loket\n> wajib menunjukkan tanda\n",
    OURS + '"wajib menunjukkan tanda pengenal yang berlaku. Petugas loket mencatat nama".',
    'Kata orang, "siapa saja boleh bertanya tanpa membawa apa pun dari rumah".',
    OURS + 'begitu.\n\nAda yang bilang "siapa saja boleh bertanya tanpa membawa apa pun juga ke".',
    'Menurut Pasal 8 UU 14/2008, "siapa saja boleh bertanya tanpa membawa apa pun".',
    'Menurut Pasal 7 UU 13/2003, "siapa saja boleh bertanya tanpa membawa apa pun".',
]  # fmt: skip


@pytest.mark.parametrize("body", FAITHFUL)
def test_faithful_quotations(body: str) -> None:
    """Omissions, paragraph numbers, capitals, terms and what has no source here say nothing."""
    assert told(body) == []


def test_sole_basis_is_meant() -> None:
    """Where no instrument is named beside the article, it is the item's only one."""
    body = f'Pasal 7: "{QUOTED.replace("wajib", "dapat")}".'
    both = (Reference(instrument="uu-14-2008"), Reference(instrument="uu-13-2003"))

    assert told(body) == [same('tulis "wajib", bukan "dapat"')]
    assert told(body, basis=both) == []


@pytest.mark.skipif(not LAWS.exists(), reason="no real texts of laws beside this checkout")
def test_real_articles() -> None:
    """Of real articles each sentence is faithful, and each single word changed in it is seen."""
    chance = random.Random(7)
    rows = [json.loads(line) for line in LAWS.read_text("utf-8").splitlines()]
    tried = 0
    for row in rows[:120]:
        law = replace(REGISTER[0], articles={f"Pasal {row['pasal']}": row["teks"]})
        sentences = [
            one
            for one in re.split(r"(?<=[.;]) ", row["teks"])
            if '"' not in one and 8 <= len(one.split()) <= 60
        ]
        if not sentences:
            continue
        words = chance.choice(sentences).split()
        at = chance.randrange(1, len(words) - 1)
        changed = [*words[:at], "tidak", *words[at:]]
        for said, count in ((words, 0), (changed, 1)):
            one = item(body=f"Pasal {row['pasal']} UU 14/2008:\n\n> {' '.join(said)}\n")
            world = content(one, instruments={law.id: law})

            assert len(list(quotes_law_as_it_stands(one, world))) == count
        tried += 1

    assert tried > 90
