"""The office's documents: what they say, and that the PDF is one for the archive.

No conformance checker for PDF/A was at hand. What is looked at here, by another library than the
one that wrote it: the output intent, the embedded fonts, the tags, the metadata, the days.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from pipeline.core.causes import CorrectionCause, WithdrawalCause
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import (
    WITA,
    Attendance,
    Channel,
    Channels,
    Contact,
    Correction,
    Evidence,
    Mode,
    Person,
    Role,
    Roster,
    Tenure,
    Withdrawal,
)
from pipeline.core.posting import Act, ActKind, Post, PostPicture, Promise
from pipeline.core.verdicts import Evidence as Approval
from pipeline.render.document_posts import withdrawal_sheet
from pipeline.render.documents import Office, letterhead, place_of, reached
from pipeline.render.records import Records
from tests.core.test_control_card import SOP, card
from tests.core.test_progress import DISPOSISI, ITEM_READ, MINUTES
from tests.editions import SITE

AT = datetime(2026, 11, 27, 9, 30, tzinfo=WITA)
HOSTILE = '#image("/etc/passwd") *tebal* $x$ \\ #sys.inputs.isi'
NAMES = {
    "kartu-kendali",
    "lembar-disposisi",
    "undangan-rapat",
    "notula",
    "lembar-persetujuan",
    "perintah-unggah",
    "berita-acara-unggah",
    "surat-ralat",
}


def person(name: str, *held: Role) -> Person:
    tenures = tuple(Tenure(role=role, since=date(2026, 1, 1)) for role in held)
    return Person(name=name, emails=(), tenures=tenures)


ROSTER = Roster(
    people=(
        person("Kartini Ketua", Role.EDITOR_IN_CHIEF),
        person("Sari Sekretaris", Role.EDITOR),
        person("Putra Pengelola", Role.PRODUCER, Role.PUBLISHER),
    ),
    effective_from=date(2026, 1, 1),
)
CHANNELS = Channels(
    site_url="https://jdih.example/",
    office="KPU Kabupaten Pinrang",
    channels=(
        Channel(id="fb", network="facebook", mode=Mode.KIT, label="Facebook", account="kantor"),
        Channel(id="wa", network="whatsapp", mode=Mode.KIT, label="WhatsApp", group="Grup Uji"),
    ),
)


def act(kind: ActKind, channel: str = "", *, revision: int = 1, url: str = "", **extra: str) -> Act:
    return Act(
        kind=kind,
        item=ITEM_READ.id,
        revision=revision,
        channel=channel,
        at=AT + timedelta(days=revision),
        actor="Putra Pengelola",
        url=url,
        extra=extra,
    )


def records(folder: Path) -> Records:
    """An item that was posted, corrected and posted again; with a picture and a photograph."""
    item = replace(
        ITEM_READ,
        title=f"Judul {HOSTILE}",
        body="Satu **tebal**.\n\n1. butir pertama\n2. butir kedua",
        correction=Correction(
            number=1,
            day=date(2026, 11, 28),
            note="Pasal 7, bukan Pasal 8.",
            cause=CorrectionCause.CITATION,
        ),
    )
    picture = folder / "kartu.jpg"
    Image.new("RGB", (1080, 1350), "#6a1222").save(picture)
    minutes = replace(
        MINUTES,
        body="Rapat dibuka.",
        decisions=("Dikerjakan bersama.",),
        attendance=(
            Attendance(role=Role.PRODUCER, count=1),
            Attendance(role=Role.PUBLISHER, count=1),
        ),
        evidence=(Evidence(name="daftar-hadir.pdf", sha256="ab" * 32),),
    )
    shown = PostPicture(
        path=str(picture),
        name="01.jpg",
        alt="Kartu merah",
        mime="image/jpeg",
        sha256="cd" * 32,
        width=1080,
        height=1350,
    )
    promise = Promise(item=item.id, revision=1, channel="fb")
    post = Post(promise=promise, network="facebook", text="", link="", pictures=(shown,))
    return Records(
        card=replace(card(), item=item),
        content=Content(channels=CHANNELS, sop=SOP, items={item.id: item}),
        disposisi=replace(DISPOSISI, subject="Konten pekan ini", body="Mohon dirapatkan."),
        minutes=minutes,
        photographs=(picture,),
        evidence=Approval(
            unit=f"content/konten/{item.id}",
            oid="e" * 40,
            merge="f" * 40,
            base="a" * 40,
            approver="Kartini Ketua",
            authors=("Putra Pengelola",),
            editors=("Sari Sekretaris",),
            at=AT,
        ),
        roster=ROSTER,
        acts=(
            act(ActKind.CONFIRMED, "fb", revision=0, url="https://facebook.example/lama"),
            act(ActKind.ORDER, on_behalf="Sari Sekretaris", channels="fb, wa"),
            act(ActKind.CONFIRMED, "fb", url="https://facebook.example/baru"),
            act(ActKind.CONFIRMED, "wa"),
        ),
        posts={"fb": post},
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """Every document of that item."""
    folder = tmp_path_factory.mktemp("dokumen")
    found = list(Office(SITE, folder / "kerja").documents(records(folder)))
    assert [one for one in found if isinstance(one, Finding)] == []
    yield {one[0].removesuffix(".pdf"): one[1] for one in found if not isinstance(one, Finding)}


def text(made: bytes) -> str:
    pages = PdfReader(BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def test_each_document_that_applies_is_there(made: dict[str, bytes]) -> None:
    """Eight of one corrected item; none of what never happened."""
    assert set(made) == NAMES


def test_an_item_without_history_has_no_documents(tmp_path: Path) -> None:
    """Nothing is made up: no disposisi, no sheet; nothing recorded, no card."""
    full = records(tmp_path)
    steps = tuple(
        replace(one, record=replace(one.record, day=None, at=None)) for one in full.card.steps
    )
    bare = replace(
        full,
        card=replace(full.card, steps=steps, item=ITEM_READ),
        disposisi=None,
        minutes=None,
        evidence=None,
        acts=(),
    )
    assert list(Office(SITE, tmp_path / "kerja").documents(bare)) == []


@pytest.mark.parametrize("name", sorted(NAMES))
def test_it_is_made_for_the_archive(made: dict[str, bytes], name: str) -> None:
    """Output intent with its profile, every font embedded, tags, language, title, PDF/A-2a."""
    reader = PdfReader(BytesIO(made[name]))
    root: Any = reader.trailer["/Root"]
    intent = root["/OutputIntents"][0]
    fonts = [
        font.get_object().get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    xmp = root["/Metadata"].get_data().decode()

    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data()
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(one.get_object()) for one in fonts)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "id-ID"
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author == "KPU Kabupaten Pinrang"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.year == 2026


def test_only_the_houses_fonts_are_used(made: dict[str, bytes]) -> None:
    """No font of this machine, none of the library's own."""
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for made_one in made.values()
        for page in PdfReader(BytesIO(made_one)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(name.startswith("PlusJakartaSans") for name in names)


def test_the_same_input_gives_the_same_bytes(made: dict[str, bytes], tmp_path: Path) -> None:
    """Made again in another folder: the date inside is that of the records."""
    again = set(Office(SITE, tmp_path / "lain").documents(records(tmp_path)))

    assert {(f"{name}.pdf", content) for name, content in made.items()} == again


def test_values_are_never_markup(made: dict[str, bytes]) -> None:
    """A title that is code in Typst is printed as it was typed."""
    for name in ("kartu-kendali", "lembar-persetujuan", "berita-acara-unggah"):
        assert HOSTILE.replace(" ", "") in text(made[name]).replace(" ", "")


def test_the_posting_says_where_and_when_in_words(made: dict[str, bytes]) -> None:
    """Both rounds with their links, the day in words, the picture's fingerprint."""
    said = text(made["berita-acara-unggah"])

    assert "Sabtu tanggal dua puluh delapan bulan November tahun dua ribu dua puluh enam" in said
    assert "3 (tiga) kanal" in said
    assert "facebook.example/lama" in said.replace(" ", "")
    assert "ralat 1" in said
    assert "cdcdcdcd" in said


def test_a_posted_picture_is_embedded_as_it_was_posted(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    """The same bytes: whoever takes it out of the sheet can check its fingerprint."""
    records(tmp_path)
    card = (tmp_path / "kartu.jpg").read_bytes()

    assert card in made["berita-acara-unggah"]
    assert card not in made["notula"]  # there it is somebody's photograph


def test_the_correction_names_old_and_new(made: dict[str, bytes]) -> None:
    """What was wrong, the post that is corrected, the post that corrects."""
    said = text(made["surat-ralat"])
    assert "Pasal 7, bukan Pasal 8." in said
    assert "rujukan peraturannya keliru" in said
    assert said.index("lama") < said.index("Unggahan ralat") < said.index("baru")


def test_the_withdrawal_says_why_and_what_is_still_up(tmp_path: Path) -> None:
    """The reason, the post that is down with its day, the one that is not; then who decided."""
    known = records(tmp_path)
    receipts = [one for one in known.acts if one.kind is ActKind.CONFIRMED and one.channel == "fb"]
    down = replace(receipts[0], kind=ActKind.REMOVED, at=AT + timedelta(days=9))
    withdrawal = Withdrawal(
        day=date(2026, 12, 5), reason="Memuat nama pelapor.", cause=WithdrawalCause.PERSONAL
    )
    gone = replace(
        known,
        card=replace(known.card, item=replace(known.item, withdrawal=withdrawal)),
        acts=(*known.acts, down),
    )
    sheet = withdrawal_sheet(gone)
    assert sheet and withdrawal_sheet(known) is None
    made = Office(SITE, tmp_path / "kerja").set(sheet, CHANNELS, gone.item.id)
    assert isinstance(made, tuple)
    said = text(made[1])

    assert "memuat data pribadi" in said and "Memuat nama pelapor." in said
    assert said.index("sudah dihapus") < said.index("dihapus 6 Desember 2026")
    assert said.index("dihapus 6 Desember 2026") < said.index("masih harus dihapus")
    assert "Kartini Ketua" in said


def test_the_attendance_list_is_to_be_signed(made: dict[str, bytes]) -> None:
    """Who holds two roles signs once; what is kept elsewhere is named with its fingerprint."""
    said = text(made["notula"])
    assert said.count("Putra Pengelola") == 1
    assert "Pengelola, Admin Medsos" in said
    assert "daftar-hadir.pdf" in said.replace(" ", "")
    assert [i for p in PdfReader(BytesIO(made["notula"])).pages for i in p.images]


def test_a_letter_that_no_font_has_stops_its_document_alone(tmp_path: Path) -> None:
    """A finding at the file that has it; the other seven are made."""
    known = records(tmp_path)
    assert known.disposisi is not None
    strange = replace(known, disposisi=replace(known.disposisi, body="Rapat 法"))
    found = list(Office(SITE, tmp_path / "kerja").documents(strange))
    (finding,) = (one for one in found if isinstance(one, Finding))

    assert (finding.where, finding.rule) == (DISPOSISI.where, "dokumen")
    assert "U+6CD5" in finding.message
    assert len(found) == len(NAMES)


def test_a_slip_in_a_template_is_the_templates(tmp_path: Path) -> None:
    """An office may edit them: the finding names the file, with Typst's own words."""
    site = tmp_path / "site"
    (site / "dokumen").mkdir(parents=True)
    for part in ("brand.yml", "formats.yml", "cards", "assets"):
        (site / part).symlink_to(SITE / part)
    for template in (SITE / "dokumen").glob("*.typ"):
        (site / "dokumen" / template.name).write_bytes(template.read_bytes())
    (site / "dokumen/notula.typ").write_text("#tidak-ada")
    found = list(Office(site, tmp_path / "kerja").documents(records(tmp_path)))
    (finding,) = (one for one in found if isinstance(one, Finding))

    assert finding.where == "site/dokumen/notula.typ"
    assert "unknown variable" in finding.message


@pytest.mark.parametrize(
    ("office", "lines", "place"),
    [
        ("KPU Kabupaten Pinrang", ["KOMISI PEMILIHAN UMUM", "KABUPATEN PINRANG"], "Pinrang"),
        (
            "KPU Provinsi Sulawesi Selatan",
            ["KOMISI PEMILIHAN UMUM", "PROVINSI SULAWESI SELATAN"],
            "",
        ),
        ("KIP Kota Sabang", ["KOMISI INDEPENDEN PEMILIHAN", "KOTA SABANG"], "Sabang"),
        ("KPU", ["KOMISI PEMILIHAN UMUM"], ""),
        ("Kantor Lain", ["KANTOR LAIN"], ""),
    ],
)
def test_the_letterhead_is_the_offices_name_in_full(
    office: str, lines: list[str], place: str
) -> None:
    """From nama_kantor; a province's letters are signed in a city that its name does not say."""
    assert letterhead(office) == lines
    assert place_of(office) == place


def test_the_letterhead_says_where_the_office_is() -> None:
    """Address, then telephone, e-mail and page; what is not known leaves no gap."""
    full = Contact(email="a@kpu.go.id", phone="0421 1", address="Jalan 1")

    assert reached(full, "https://a.id/") == [
        ["Jalan 1"],
        ["Telepon 0421 1", "Surel a@kpu.go.id", "https://a.id/"],
    ]
    assert reached(Contact(), "https://a.id/") == [["https://a.id/"]]
