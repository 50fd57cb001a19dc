"""What people answer becomes files that the readers take back letter by letter."""

import unicodedata
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.checks import checks_for
from pipeline.core.content import Content
from pipeline.core.drafting import DisposisiAnswers, draft_disposisi
from pipeline.core.drafting_asking import Written, item_id, read_day, read_time
from pipeline.core.drafting_item import ItemAnswers, draft_item, open_tasks
from pipeline.core.drafting_meeting import MeetingAnswers, draft_meeting
from pipeline.core.findings import Finding, Gate
from pipeline.core.forms import Read
from pipeline.core.model import WITA, Attendance, Evidence, Reference, Role, Task
from pipeline.edge.disk import read_content
from tests.demo import DEMO

ROOT = Path(__file__).parents[2]
NOW = datetime(2027, 1, 12, 14, 0, tzinfo=WITA)
CHIEF = "Andi Tenriawaru Palallo"
ORDER = DisposisiAnswers(
    sender="andi tenriawaru palallo", subject="Konten tentang arsip", body="Mohon dua konten."
)
MEETING = MeetingAnswers(
    day="12 Januari 2027",
    place="Ruang rapat",
    disposisi="2026-003",
    attendance="Sekretaris Redaksi: 1\n2 pengelola, Admin Medsos 1 orang",
    decisions="- Dua konten dibuat.\n- Tayang Senin: pukul 08.00.",
    tasks="Informasi Harus Akurat; 14-1-2027\n2027-01-kuis; admin medsos; 2027-01-13",
)
PROPOSAL = ItemAnswers(title="Informasi Harus Akurat", series="Tahukah Kamu", disposisi="2026-003")


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(DEMO)


def laid(act: Written | None, folder: Path) -> Content:
    """The files of an act, read as the office's folder."""
    assert act is not None
    for name, text in act.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return read_content(folder)


def told(read: Read[Written]) -> list[str]:
    act, findings = read
    assert (act is None) == bool(findings)
    return [finding.message for finding in findings]


def strange(found: Content) -> list[Finding]:
    """Complaints other than that a settings file is not in this folder."""
    return [finding for finding in found.findings if finding.rule != "berkas-hilang"]


def test_disposisi_reads_back(content: Content, tmp_path: Path) -> None:
    """The next number of the year, the sender as the roster writes her, the editor as recipient."""
    act, findings = draft_disposisi(ORDER, content, NOW)
    found = laid(act, tmp_path)

    assert findings == [] and strange(found) == []
    assert act is not None and act.branch == "disposisi/2027-001"
    noun = found.disposisi["2027-001"]
    assert (noun.sender, noun.at, noun.recipients) == (CHIEF, NOW, (Role.EDITOR,))
    assert (noun.subject, noun.body) == ("Konten tentang arsip", "Mohon dua konten.")


def test_numbers_are_given_once(content: Content) -> None:
    """Proposed and damaged files take a number, too; another year begins at one."""
    damaged = Finding(where="content/disposisi/2026-007.md", rule="x", message="x")
    broken = replace(content, findings=(damaged,))
    then = NOW.replace(year=2026)
    branches = ["konsep/2027-01-x", "disposisi/2027-004", "disposisi/2026-005"]

    assert draft_disposisi(ORDER, content, then)[0].branch == "disposisi/2026-004"  # type: ignore[union-attr]
    assert draft_disposisi(ORDER, broken, then)[0].branch == "disposisi/2026-008"  # type: ignore[union-attr]
    assert draft_disposisi(ORDER, content, NOW, branches)[0].branch == "disposisi/2027-005"  # type: ignore[union-attr]
    assert told(draft_disposisi(ORDER, content, NOW, ["disposisi/2027-999"])) == [
        "Perihal: nomor tahun 2027 sudah habis (999)."
    ]


def test_disposisi_names_who_may(content: Content) -> None:
    """Every wrong answer comes at once, with what to type."""
    bad = DisposisiAnswers(sender="Besse Nurwahida Sompa", subject=" ", body="", recipients="editr")

    assert told(draft_disposisi(bad, content, NOW)) == [
        "Dari: disposisi hanya dari Pemimpin Redaksi atau Wakilnya. Yang menjabat: "
        "Andi Tenriawaru Palallo, Muhammad Baso Rewata.",
        'Kepada: peran "editr" tidak dikenal; maksudnya "Sekretaris Redaksi"?',
        "Perihal: isi, misalnya: Konten tentang keterbukaan informasi",
        "Petunjuk: isi, konten apa yang diminta, dan untuk kapan.",
    ]


def test_minutes_read_back(content: Content, tmp_path: Path) -> None:
    """Attendance by role, decisions, evidence by fingerprint, one assignment per item."""
    sha = "AB" * 32
    answers = replace(
        MEETING, invited="11 Januari 2027 pukul 10.20", evidence=f"Foto rapat 1.jpg {sha}"
    )
    act, findings = draft_meeting(answers, content, NOW)
    found = laid(act, tmp_path)

    assert findings == [] and strange(found) == []
    minutes = found.minutes["2027-01-12"]
    assert minutes.attendance == (
        Attendance(role=Role.EDITOR, count=1),
        Attendance(role=Role.PRODUCER, count=2),
        Attendance(role=Role.PUBLISHER, count=1),
    )
    assert minutes.decisions == ("Dua konten dibuat.", "Tayang Senin: pukul 08.00.")
    assert minutes.tasks == (
        Task(item="2027-01-informasi-harus-akurat", role=Role.PRODUCER, due=date(2027, 1, 14)),
        Task(item="2027-01-kuis", role=Role.PUBLISHER, due=date(2027, 1, 13)),
    )
    assert minutes.evidence == (Evidence(name="Foto rapat 1.jpg", sha256=sha.lower()),)
    assert minutes.invited == datetime(2027, 1, 11, 10, 20, tzinfo=WITA)
    assert [task.item for task, _ in open_tasks(found)] == [
        "2027-01-kuis",
        "2027-01-informasi-harus-akurat",
    ]


def test_every_slip_of_the_minutes_is_told(content: Content) -> None:
    """A person mends all of them in one go."""
    bad = MeetingAnswers(
        day="2027-01-13",
        place="Ruang\u200b",
        disposisi="2026-003, 2027-001",
        attendance="pengelola: banyak; bendahara 1",
        decisions="",
        tasks="Kuis; 12-01-2027\nKuis; 14-01-2027\nTanpa batas; pengelola\n🎉; 14-01-2027",
        invited="kemarin",
        evidence="foto.jpg",
    )

    assert told(draft_meeting(bad, content, NOW)) == [
        "Tanggal rapat: notula ditulis sesudah rapat; 2027-01-13 belum tiba.",
        "Tempat: ketik ulang, ada tanda tersembunyi U+200B.",
        "Tempat: isi, misalnya: Ruang rapat kantor",
        'Undangan dikirim: "kemarin" bukan tanggal dan jam; tulis seperti 2027-01-11 10.20.',
        'Disposisi: "2027-001" belum ada di main; yang ada: 2026-001, 2026-002, 2026-003.',
        'Kehadiran: tulis "pengelola: banyak" seperti "Sekretaris Redaksi: 1".',
        'Kehadiran: peran "bendahara" tidak dikenal; pilih salah satu: Pemimpin Redaksi, '
        "Wakil Pemimpin Redaksi, Sekretaris Redaksi, Pengelola, Admin Medsos.",
        "Putusan: isi, misalnya: Dua konten tayang Senin.",
        'Tugas: ubah batas "Kuis", 2027-01-12 mendahului rapat (2027-01-13).',
        "Tugas: 2027-01-kuis ditulis lebih dari sekali.",
        'Tugas: tulis "Tanpa batas; pengelola" seperti '
        '"Informasi harus akurat; pengelola; 2027-01-14" (konten; peran; batas).',
        'Tugas: tulis "🎉; 14-01-2027" seperti '
        '"Informasi harus akurat; pengelola; 2027-01-14" (konten; peran; batas).',
        'Bukti: tulis nama berkas lalu sha256-nya, misalnya "foto-rapat.jpg 3a7b…".',
    ]


def test_an_act_is_not_proposed_twice(content: Content) -> None:
    """What is on main, lies damaged, or has a branch is named."""
    then = NOW.replace(year=2026, month=12)
    again = replace(MEETING, day="2026-11-10", tasks="Kuis; 12-12-2026")
    item = replace(PROPOSAL, name="2026-11-kuis-asas-pemilu")

    assert told(draft_meeting(again, content, then)) == [
        "Tanggal rapat: notula 2026-11-10 sudah ada; sunting content/rapat/2026-11-10/notula.md."
    ]
    assert told(draft_meeting(MEETING, content, NOW, ["rapat/2027-01-12"])) == [
        "Tanggal rapat: notula 2027-01-12 sedang diusulkan; lanjutkan cabang rapat/2027-01-12."
    ]
    assert told(draft_item(item, content, NOW)) == [
        "Nama konten: 2026-11-kuis-asas-pemilu sudah ada; sunting "
        "content/konten/2026-11-kuis-asas-pemilu, atau ganti."
    ]
    assert told(draft_item(PROPOSAL, content, NOW, ["konsep/2027-01-informasi-harus-akurat"])) == [
        "Judul: 2027-01-informasi-harus-akurat sedang diusulkan; "
        "lanjutkan cabang konsep/2027-01-informasi-harus-akurat."
    ]


def test_item_reads_back_and_waits_for_words(content: Content, tmp_path: Path) -> None:
    """A skeleton is a whole item; only the hand-over gate asks for what is not written."""
    act, findings = draft_item(PROPOSAL, content, NOW)
    found = laid(act, tmp_path)
    item = found.items["2027-01-informasi-harus-akurat"]
    world = replace(content, items={item.id: item})
    held = [
        [f for check in checks_for(gate) for f in check(item, world) if f.severity == "tahan"]
        for gate in (Gate.DRAFT, Gate.HANDOVER)
    ]

    assert findings == [] and strange(found) == []
    assert (item.title, item.series) == ("Informasi Harus Akurat", "tahukah-kamu")
    assert held[0] == []
    assert {finding.rule for finding in held[1]} == {"belum-ditulis"}
    assert [finding.line for finding in held[1]] == sorted({f.line for f in held[1]})
    assert "# tayang: 2027-01-19T08:00:00+08:00" in act.files[item.where]  # type: ignore[union-attr]


def test_every_series_has_a_skeleton_that_stands(content: Content, tmp_path: Path) -> None:
    """Each of rubrik.yml reads whole, passes the draft gate, and is held only for its words."""
    for series in content.series.values():
        act, findings = draft_item(replace(PROPOSAL, series=series.id), content, NOW)
        item = laid(act, tmp_path).items["2027-01-informasi-harus-akurat"]
        world = replace(content, items={item.id: item})
        held = [f for check in checks_for(Gate.HANDOVER) for f in check(item, world)]

        assert findings == []
        assert series.skeleton and item.body == series.skeleton
        assert {f.rule for f in held if f.severity == "tahan"} == {"belum-ditulis"}, series.id


def test_a_series_without_a_skeleton_gets_the_common_one(content: Content) -> None:
    """An office that adds a series need not write one."""
    bare = {key: replace(one, skeleton="") for key, one in content.series.items()}
    act, _ = draft_item(PROPOSAL, replace(content, series=bare), NOW)

    assert act is not None and "## [TULIS: judul bagian kedua]" in "".join(act.files.values())


def test_hints_can_be_taken_over(content: Content, tmp_path: Path) -> None:
    """Without their #, the hints of the skeleton are keys that read."""
    act, _ = draft_item(PROPOSAL, content, NOW)
    assert act is not None
    ((name, text),) = act.files.items()
    for key in ("dasar_hukum", "gambar", "tayang", "  - "):
        text = text.replace(f"# {key}", key)
    found = laid(replace(act, files={name: text}), tmp_path)
    item = found.items["2027-01-informasi-harus-akurat"]

    assert strange(found) == []
    assert item.scheduled == datetime(2027, 1, 19, 8, tzinfo=WITA)
    assert item.basis and item.pictures


def test_item_takes_what_was_answered(content: Content, tmp_path: Path) -> None:
    """A form's answers stand where the skeleton would."""
    answers = replace(
        PROPOSAL,
        name="2027-01-akurat",
        summary="Ringkas: jelas.",
        basis="UU Nomor 14 Tahun 2008, Pasal 7 ayat (2)\nuu-7-2017",
        scheduled="18 Januari 2027 08.00",
        body="Pembuka.\r\n\r\n## Satu\r\nx\n\n## Dua\n---\ny  ",
    )
    act, findings = draft_item(answers, content, NOW)
    item = laid(act, tmp_path).items["2027-01-akurat"]

    assert findings == []
    assert item.basis == (
        Reference(instrument="uu-14-2008", pinpoint="Pasal 7 ayat (2)"),
        Reference(instrument="uu-7-2017"),
    )
    assert item.body == "Pembuka.\n\n## Satu\nx\n\n## Dua\n---\ny"
    assert (item.summary, item.scheduled) == (
        "Ringkas: jelas.",
        datetime(2027, 1, 18, 8, tzinfo=WITA),
    )


def test_every_slip_of_an_item_is_told(content: Content) -> None:
    """Series, disposisi, name and basis are looked up, with the nearest that exists."""
    bad = ItemAnswers(
        title="🎉",
        series="tahukah kamuu",
        disposisi="2026-009",
        summary="x" * 301,
        basis="uu-14-208 Pasal 1",
        scheduled="32 Januari 2027 08.00",
    )

    assert told(draft_item(bad, content, NOW)) == [
        "Judul: pakai huruf Latin, setidaknya satu kata.",
        'Rubrik: "tahukah kamuu" tidak dikenal; maksudnya "tahukah-kamu"?',
        'Disposisi: "2026-009" belum ada di main; yang ada: 2026-001, 2026-002, 2026-003.',
        "Ringkasan: pendekkan, 301 dari paling banyak 300 huruf.",
        'Dasar hukum: "uu-14-208" belum ada di register; maksudnya "uu-14-2008"?',
        'Tayang: "32 Januari 2027 08.00" bukan tanggal dan jam; tulis seperti 2027-01-11 10.20.',
    ]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-01-12", date(2027, 1, 12)),
        ("12/1/2027", date(2027, 1, 12)),
        ("Selasa, 12 Januari 2027", date(2027, 1, 12)),
        ("30-02-2027", None),
        ("12 Januarius 2027", None),
        ("besok", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None) -> None:
    """Day before month, as in Indonesia."""
    assert read_day(typed) == day


def test_times_are_of_the_office() -> None:
    """Without an offset it is WITA; with one it is brought there."""
    assert read_time("2027-01-12 08.30") == datetime(2027, 1, 12, 8, 30, tzinfo=WITA)
    assert read_time("2027-01-12T00:30:00Z") == datetime(2027, 1, 12, 8, 30, tzinfo=WITA)
    assert read_time("12 Januari 2027, pukul 25.00") is None


def test_names_of_folders_are_short_and_plain() -> None:
    """Whole words, no accents, a limit that leaves room on every system."""
    day = date(2027, 1, 12)

    assert item_id("Kuis #3: “Apa itu PPID?”", day) == "2027-01-kuis-3-apa-itu-ppid"
    assert item_id("2026-12-sudah-bernama", day) == "2026-12-sudah-bernama"
    assert item_id("é" * 200, day) == "2027-01-" + "e" * 60
    assert len(item_id("kata " * 100, day)) <= 68
    assert item_id("漢字", day) == ""


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="abz ':\"#-[]{}&*!|>%@`,?\\\n\t~=.0123456789", max_size=40),
    st.text(alphabet="é—“”🎉👩‍⚖️漢ß", max_size=20),
    st.sampled_from(
        ["no", "NULL", "~", "8:30", "012", "1e3", "- a", "? a", "a: b", "a #b", "---", "...", "<<"]
    ),
    st.just("Judul " * 200),
)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(one=HOSTILE, two=HOSTILE, body=HOSTILE)
def test_whatever_is_typed_is_refused_or_read_back(
    content: Content, tmp_path: Path, one: str, two: str, body: str
) -> None:
    """No answer breaks a file: it is told, or the reader has it as it was typed."""
    acts = [
        draft_disposisi(replace(ORDER, subject=one, body=f"x\n{body}"), content, NOW),
        draft_meeting(
            replace(MEETING, place=one, decisions=f"{two}\n{one}", notes=body), content, NOW
        ),
        draft_item(
            replace(PROPOSAL, name="2027-01-nama", title=one, summary=two, body=body),
            content,
            NOW,
        ),
    ]
    for act, findings in acts:
        assert (act is None) == bool(findings)
        if act is None:
            continue
        found = laid(act, tmp_path)
        assert strange(found) == []
        if act.branch.startswith("disposisi"):
            assert found.disposisi["2027-001"].subject == words(one)
        elif act.branch.startswith("rapat"):
            assert found.minutes["2027-01-12"].place == words(one)
        else:
            assert found.items["2027-01-nama"].title == words(one)


def words(text: str) -> str:
    """One line as every question takes it: in NFC, blanks joined."""
    return " ".join(unicodedata.normalize("NFC", text).split())
