"""Who stands in an election is treated alike, and nobody is told whom to vote for."""

import pytest

from pipeline.core.contests import Contest, Participant
from pipeline.core.reading_contests import read_contests
from pipeline.edge.yaml_doc import parse_yaml
from tests.core.checks.worlds import item, told

RACE = Contest(
    name="Pemilihan Bupati 2030",
    participants=(
        Participant(number=1, name="Melati dan Mawar", called=("Paslon 1",), hashtags=("M1",)),
        Participant(number=2, name="Kenanga dan Cempaka"),
        Participant(number=3, name="Dahlia dan Anggrek"),
    ),
)
ALL = "Melati dan Mawar, Kenanga dan Cempaka, Dahlia dan Anggrek"
ORDER = (
    'Urutkan peserta Pemilihan Bupati 2030 menurut nomor urut: 1 "Melati dan Mawar", 2 "Kenanga '
    'dan Cempaka", 3 "Dahlia dan Anggrek". [urutan-peserta]'
)


def lacking(*names: str) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return (
        "Sebut semua peserta Pemilihan Bupati 2030, atau tidak satu pun: "
        f"belum ada {listed}. [peserta-tak-lengkap]"
    )


UNEQUAL = [
    ({"body": "Materi.\n\nPaslon 1 hadir."},
     [f'22: {lacking("Kenanga dan Cempaka", "Dahlia dan Anggrek")}']),
    ({"body": "Melati dan Mawar serta kenanga dan cempaka."},
     [f'20: {lacking("Dahlia dan Anggrek")}']),
    ({"body": "Dahlia dan Anggrek, Kenanga dan Cempaka, Melati dan Mawar."}, [f"20: {ORDER}"]),
    ({"body": ALL, "summary": "Kenanga dan Cempaka hadir."}, [f"7: {ORDER}"]),
    ({"body": ALL, "texts": {"facebook": "Hadir: Paslon 1."}},
     [f'11: {lacking("Kenanga dan Cempaka", "Dahlia dan Anggrek")}']),
    ({"hashtags": ("m1",), "lines": {"hashtags": 12}},
     ['12: Hapus tagar "m1": itu tagar kampanye peserta (content/peserta.yml). [tagar-peserta]']),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "messages"), UNEQUAL)
def test_unequal_treatment_is_held(changes: dict[str, object], messages: list[str]) -> None:
    """One is named without the others, or out of order, on the page or in one caption."""
    assert told(item(**changes), contests=(RACE,)) == messages


@pytest.mark.parametrize(
    "changes",
    [
        {"body": ALL},
        {"body": ALL, "texts": {"facebook": ALL}},
        {"body": "Paslon 10 tidak ada; Melati mekar, Mawar layu."},
        {"body": ALL, "texts": {"facebook": "Tiga pasangan calon hadir."}},
        {"hashtags": ("JDIHKPU",)},
    ],
)
def test_equal_treatment(changes: dict[str, object]) -> None:
    """All in order, or none at all."""
    assert told(item(**changes), contests=(RACE,)) == []


@pytest.mark.parametrize(
    "written",
    ["Pilih nomor 2", "coblos nomor urut 1", "dukunglah paslon 3", "Menangkan partai nomor 4",
     "pilih pasangan calon nomor urut 2", "Coblos saja no. 5"],
)  # fmt: skip
def test_call_to_vote_is_held(written: str) -> None:
    """An office that counts the votes asks for none."""
    assert told(item(body=f"Ayo {written} ya.")) == [
        f'20: Hapus ajakan memilih "{written}": penyelenggara tidak memihak siapa pun. '
        "[ajakan-memilih]"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Coblos satu kali pada nomor, nama, atau foto pasangan calon.",
        "Pemilih memilih calon nomor 2 secara rahasia.",
        "Pilih salah satu jawaban: nomor mana yang benar?",
        'Spanduk itu berbunyi "coblos nomor 2".',
        "Dukung pemilu 2029 dengan datang ke TPS 2.",
    ],
)
def test_how_to_vote_may_be_told(text: str) -> None:
    """How a ballot is marked, quotations and turnout are the office's own business."""
    assert told(item(body=text)) == []


def test_list_is_read_in_the_order_of_its_numbers() -> None:
    """Numbers are drawn; the file may have them in any order, each once."""
    text = (
        "skema: 1\npemilihan:\n  - nama: Pemilihan\n    peserta:\n"
        "      - {nomor: 2, nama: B}\n"
        "      - {nomor: 1, nama: A, sebutan: [Paslon 1], tagar: [M]}\n"
    )
    contests, found = read_contests(parse_yaml(text, "a.yml")[0], "a.yml")
    doubled = parse_yaml(text.replace("nomor: 2", "nomor: 1"), "a.yml")[0]

    assert found == []
    assert contests == (
        Contest(
            name="Pemilihan",
            participants=(
                Participant(number=1, name="A", called=("Paslon 1",), hashtags=("M",)),
                Participant(number=2, name="B"),
            ),
        ),
    )
    assert [str(one) for one in read_contests(doubled, "a.yml")[1]] == [
        'a.yml:6: Ubah nomor (pemilihan ke-1, peserta ke-2): "1" sudah dipakai pada entri ke-1. '
        "[nilai-ganda]"
    ]
