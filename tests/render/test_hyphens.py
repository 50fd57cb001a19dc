"""Where words part: where two methods agree, in running text, before a card would be refused."""

from pathlib import Path

import pytest

from pipeline.core.model import Item, Slide
from pipeline.render.film import said
from pipeline.render.hyphens import PARTED, filled, places, syllables
from pipeline.render.setting import measured
from pipeline.render.studio import Planned
from pipeline.render.text import Block, Run
from tests.card_desk import LEAD, content, item, studio

LONG = [
    "penyelenggaraan",
    "mempertanggungjawabkan",
    "keterbukaan",
    "menyampaikan",
    "berdasarkan",
    "permintaan",
    "masyarakat",
    "dilaksanakan",
]


def parted(word: str, at: tuple[int, ...] | frozenset[int]) -> str:
    cuts = [0, *sorted(at), len(word)]
    return "-".join(word[one:other] for one, other in zip(cuts, cuts[1:], strict=False))


@pytest.mark.parametrize(
    ("word", "spoken", "agreed"),
    [
        ("mempertanggungjawabkan", "mem-per-tang-gung-ja-wab-kan", "mem-per-tang-gung-ja-wab-kan"),
        ("penyelenggaraan", "pe-nye-leng-ga-ra-an", "penye-leng-ga-raan"),
        ("keputusan", "ke-pu-tu-san", "kepu-tusan"),
        ("masyarakat", "ma-sya-ra-kat", "masya-ra-kat"),
        ("transparansi", "tran-spa-ran-si", "tran-spa-ransi"),
        ("menyampaikan", "me-nyam-pai-kan", "menyam-pai-kan"),
    ],
)
def test_a_word_parts_where_sound_and_patterns_agree(word: str, spoken: str, agreed: str) -> None:
    """EYD V: "ng", "ny", "sy" and "ai" are one sound; three letters stay on either side."""
    assert parted(word, syllables(word)) == spoken
    assert parted(word, places(word)) == agreed


def test_names_citations_numbers_and_addresses_never_part() -> None:
    """Only what is in small letters and nothing else, however narrow the line."""
    text = (
        "Penyelenggaraan berdasarkan Pekalongan UNDANG-UNDANG berdasarkan Undang-Undang "
        "pasal-pasalnya berdasarkan Rp1.250.000.000,00 berdasarkan 10/HK.04/08/2022 berdasarkan "
        "perpustakaan.example/panjangsekali berdasarkan Pasal 7 ayat (2) huruf a (dilaksanakan)."
    )
    shelf = studio().shelf
    (units, _), *_ = measured([Block(runs=(Run(text, "medium"),))], "medium", shelf).blocks
    space, least = shelf.width(" ", "medium"), max(unit.width for unit in units)
    ends: set[str] = set()
    for limit in (least + n / 10 for n in range(120)):
        lines = filled(units, limit, space, shelf.width)
        assert lines is not None
        assert all(line.width <= limit + 1e-9 for line in lines)
        set_ = [unit for line in lines for unit in line.units]
        ends |= {unit.text for unit in set_ if unit.penalty == PARTED}
        said_ = (u.text[:-1] if u.penalty == PARTED else f"{u.text} " for u in set_)
        assert "".join(said_).replace("\u00a0", " ").strip() == text

    assert {"ber-", "berdasar-"} <= ends
    assert ends <= {"ber-", "berda-", "berdasar-", "(dilak-", "(dilaksa-"}


def long(count: int) -> Item:
    """A slide of one sentence: nothing of it can go to another slide."""
    text = " ".join(LONG[n % len(LONG)] for n in range(count)) + "."
    first = Slide(title="Bagian 1", text=text, line=20)
    return item(slides=(first, Slide(title="Bagian 2", text=LEAD, line=24)))


def plan(one: Item) -> tuple[list[Planned], list[str]]:
    planned, findings = studio().plan(one, content(one))
    return planned, [finding.rule for finding in findings]


def test_words_part_only_before_a_refusal(tmp_path: Path) -> None:
    """What fits is whole; what would be refused is parted; what is longer still is refused."""
    ends = {}
    for count in (20, 48, 49):
        planned, told = plan(long(count))
        ops = [op for one in planned for op in one.display["ops"]]
        ends[count] = [op["text"] for op in ops if op.get("parted")], told
        judged = [f.rule for f in studio().judge(long(count), content(long(count)), tmp_path)]
        assert judged == told

    assert ends[20] == ([], [])
    assert ends[48][0] and ends[48][1] == []
    assert all(text.endswith("-") for text in ends[48][0])
    assert ends[49][1] == ["kartu-tidak-muat"]


def test_a_film_says_parted_words_whole() -> None:
    planned, _ = plan(long(48))
    slide = next(one for one in planned if one.name == "slide-02.jpg")
    told = " ".join(said(slide.display)).split()

    assert [word.rstrip(".") for word in told[-48:]] == [LONG[n % len(LONG)] for n in range(48)]
