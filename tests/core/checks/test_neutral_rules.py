"""Who stands in an election is treated alike, and nobody is told whom to vote for."""

from dataclasses import replace

import pytest

from pipeline.core.checks import run_checks
from pipeline.core.checks.alike import caused_by_text, naming, unequal_caption, unlike_cards
from pipeline.core.content import PictureFile
from pipeline.core.contests import Contest, Participant
from pipeline.core.findings import Gate
from pipeline.core.model import Picture, Slide
from pipeline.core.reading_contests import read_contests
from pipeline.edge.yaml_doc import parse_yaml
from tests.core.checks.worlds import ID, content, item, shot, told

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
    ({"body": ALL, "summary": "Kenanga dan Cempaka hadir."},
     [f'7: {lacking("Melati dan Mawar", "Dahlia dan Anggrek")}', f"7: {ORDER}"]),
    ({"body": ALL, "title": "Melati dan Mawar Mendaftar"},
     [f'3: {lacking("Kenanga dan Cempaka", "Dahlia dan Anggrek")}']),
    ({"body": ALL, "texts": {"facebook": "Hadir: Paslon 1."}},
     [f'11: {lacking("Kenanga dan Cempaka", "Dahlia dan Anggrek")}']),
    ({"hashtags": ("m1",), "lines": {"hashtags": 12}},
     ['12: Hapus tagar "m1": itu tagar kampanye peserta (content/peserta.yml). [tagar-peserta]']),
    ({"body": "Isi.\n\nAyo #M1!"},
     ['22: Hapus tagar "#M1": itu tagar kampanye peserta (content/peserta.yml). [tagar-peserta]']),
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


PAIR = Participant(number=1, name="Andi Melati dan Budi Mawar")
OTHER = Participant(number=2, name="Partai Adil dan Makmur")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Andi\nMelati dan  Budi Mawar", PAIR),
        ("**Andi Melati** dan *Budi Mawar*", PAIR),
        ("ANDI MELATI & BUDI MAWAR", PAIR),
        ("Ibu Andi Melati hadir", PAIR),
        ("Bapak Budi Mawar hadir", PAIR),
        ("Partai Adil & Makmur", OTHER),
        ("Negara adil dan makmur; Andi dan Budi.", None),
    ],
)
def test_participant_is_known_however_the_name_is_set(text: str, named: Participant | None) -> None:
    """In emphasis, over two lines, with "&", and by one of a pair alone."""
    assert [one for one in (PAIR, OTHER) if naming(one).search(text)] == [named] * bool(named)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("pasangan calon nomor urut 1 hadir", True),
        ("Paslon 01 hadir", True),
        ("calon no. 1", True),
        ("paslon nomor 2, 3, dan 1", True),
        ("Paslon 10 hadir", False),
        ("setiap paslon 1 orang saksi", False),
        ("setiap calon 1 kali", False),
        ("nomor urut 1", False),
    ],
)
def test_participant_called_by_number_is_known_in_any_form(text: str, named: bool) -> None:
    """`sebutan: [Paslon 1]` is enough; a number that counts something is nobody's."""
    one = Participant(number=1, name="Melati dan Mawar", called=("Paslon 1",))

    assert bool(naming(one).search(text)) == named


def test_all_by_number_are_all() -> None:
    """A list of numbers names everybody in it, in its order."""
    numbered = tuple(
        Participant(number=n, name=f"Nama Ke{n} Panjang", called=(f"Paslon {n}",))
        for n in (1, 2, 3)
    )
    race = Contest(name="Pemilihan", participants=numbered)

    assert told(item(body="Hadir paslon nomor urut 1, 2, dan 3."), contests=(race,)) == []
    assert "belum ada" in told(item(body="Hadir paslon nomor urut 1 dan 2."), contests=(race,))[0]
    assert "Urutkan" in told(item(body="Hadir paslon nomor urut 2, 1, dan 3."), contests=(race,))[0]


@pytest.mark.parametrize("tag", ["AndiMelatiMenang", "andimelatidanbudimawar", "BudiMawar2030"])
def test_hashtag_with_somebodys_name_is_held(tag: str) -> None:
    """Whether the campaign's list has it or not."""
    race = Contest(name="Pemilihan", participants=(PAIR, OTHER))
    said = f'Hapus tagar "{tag}": memuat nama peserta (content/peserta.yml). [tagar-peserta]'
    inside = told(item(body=f"Ayo #{tag}!"), contests=(race,))

    assert f"1: {said}" in told(item(hashtags=(tag,)), contests=(race,))
    assert inside == [f"20: {said.replace(tag, '#' + tag)}"]
    assert told(item(hashtags=("MawarMekar", "AdilMakmur")), contests=(race,)) == []


@pytest.mark.parametrize(
    "written",
    ["Pilih nomor 2", "coblos nomor urut 1", "dukunglah paslon 3", "Menangkan partai nomor 4",
     "pilih pasangan calon nomor urut 2", "Coblos saja no. 5", "menangkan pasangan nomor 1",
     "contreng nomor 3", "pilih 02", "tusuk cabup nomor 2"],
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


def test_call_to_vote_by_name_is_held() -> None:
    """A name of the list is as good as a number."""
    assert told(item(body=f"{ALL}. Ayo pilih Melati dan Mawar!"), contests=(RACE,)) == [
        '20: Hapus ajakan memilih "pilih Melati dan Mawar": penyelenggara tidak memihak siapa pun. '
        "[ajakan-memilih]"
    ]


def own(number: int, name: str, text: str = "Visi dan misi.") -> Slide:
    return Slide(title=name, text=text, line=20 + number)


def test_everybody_has_as_many_slides_about_as_long() -> None:
    """Two slides for one and none for another is another treatment, and so is a long one."""
    paired = replace(RACE, participants=RACE.participants[:2])
    both = "Melati dan Mawar, Kenanga dan Cempaka"
    one, other = own(1, "Melati dan Mawar"), own(3, "Kenanga dan Cempaka")
    more = told(item(body=both, slides=(one, own(2, "Paslon 1"), other)), contests=(paired,))
    longer = own(1, "Melati dan Mawar", "Visi dan misi, yang lebih panjang.")

    assert more == [
        '21: Beri setiap peserta Pemilihan Bupati 2030 jumlah slide yang sama: "Melati dan Mawar" '
        '2, "Kenanga dan Cempaka" 1. [peserta-tak-sebanding]'
    ]
    assert told(item(body=both, slides=(longer, other)), contests=(paired,)) == [
        '21: Samakan panjang slide peserta Pemilihan Bupati 2030: "Melati dan Mawar" 34 huruf, '
        '"Kenanga dan Cempaka" 14. [peserta-tak-sebanding] saran'
    ]
    assert told(item(body=both, slides=(one, other)), contests=(paired,)) == []


def test_pictures_of_participants_are_as_many_and_as_large() -> None:
    """Who is shown larger is shown before the others."""
    names = ("a.jpg", "b.jpg", "c.jpg")
    pictures = tuple(
        Picture(file=file, alt=f"{one.name} di depan kantor", credit="Humas")
        for file, one in zip(names, RACE.participants, strict=True)
    )
    shots = {ID: {name: shot(name) for name in names}}
    small = {ID: {**shots[ID], "c.jpg": shot("c.jpg", 1200, 900)}}

    def pictured(some: tuple[Picture, ...], files: dict[str, dict[str, PictureFile]]) -> list[str]:
        return told(item(body=ALL, pictures=some), contests=(RACE,), pictures=files)

    assert pictured(pictures, shots) == []
    assert pictured(pictures, small) == [
        "9: Samakan ukuran gambar peserta Pemilihan Bupati 2030: a.jpg 1600 × 900 piksel, "
        "c.jpg 1200 × 900 piksel. [peserta-tak-sebanding]"
    ]
    assert pictured(pictures[:2], {ID: {name: shots[ID][name] for name in names[:2]}}) == [
        '9: Beri semua peserta Pemilihan Bupati 2030 tempat yang sama: "Melati dan Mawar" tampil '
        '1 kali pada gambar, "Dahlia dan Anggrek" tidak. [peserta-tak-sebanding]'
    ]


def test_every_card_and_every_caption_is_judged_as_it_goes_out() -> None:
    """What is left out to fit one format may leave out somebody; once per complaint is enough."""
    one = item(body=ALL)
    world = content(one, contests=(RACE,))
    partial = {"teks": "Melati dan Mawar"}
    cards = {
        "kartu feed": [{"teks": ALL}],
        "kartu tautan": [partial],
        "kartu lebar": [partial],
        "carousel": [
            {"judul slide": "Melati dan Mawar"},
            {"judul slide": "Kenanga dan Cempaka"},
            {"teks": "Dahlia dan Anggrek"},
        ],
        "kartu story": [{"teks": ALL, "foto": "Paslon 1 melambai"}],
    }
    same = 'Beri semua peserta Pemilihan Bupati 2030 tempat yang sama: "Melati dan Mawar" tampil 1'

    assert [found.message for found in unlike_cards(one, cards, world)] == [
        f'{same} kali pada teks, "Kenanga dan Cempaka" tidak. (Pada kartu tautan, kartu lebar.)',
        f'{same} kali pada judul slide, "Dahlia dan Anggrek" tidak. (Pada carousel.)',
        "Pakai foto yang memuat semua peserta Pemilihan Bupati 2030, atau tanpa peserta: foto pada "
        'kartu memuat "Melati dan Mawar", tidak "Kenanga dan Cempaka". (Pada kartu story.)',
    ]
    assert [found.message for found in unequal_caption(one, "x", "Hadir: Paslon 1.", world)] == [
        "Sebut semua peserta Pemilihan Bupati 2030, atau tidak satu pun: belum ada "
        '"Kenanga dan Cempaka", "Dahlia dan Anggrek". (Teks kanal x.)'
    ]
    assert list(unequal_caption(one, "x", ALL, world)) == []


def test_a_caption_is_not_blamed_for_its_items_text() -> None:
    """One text with one name would be told once more per channel; a caption of its own is."""
    world = content(item(), contests=(RACE,))
    one = item(summary="Paslon 1 hadir.", texts={"x": "Hadir: Paslon 1."})
    in_text = [f for f in run_checks(content(one, contests=(RACE,)), Gate.DRAFT) if f.line == 7]
    (in_caption,) = unequal_caption(one, "x", "Hadir: Paslon 1.", world)

    assert in_text and in_caption.line == one.line("texts.x")
    assert caused_by_text(in_caption, in_text)
    assert not caused_by_text(in_caption, [])
