"""The invitation: a calendar file that a stranger's library reads, and a message that says all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.content import Content
from pipeline.core.days import Workdays
from pipeline.core.inviting import Invitation, InvitationAnswers, draft_invitation
from pipeline.core.model import WITA
from pipeline.edge.disk import read_content
from tests.demo import DEMO

ROOT = Path(__file__).parents[2]
CONTENT = read_content(DEMO)
NOW = datetime(2026, 11, 9, 10, 30, tzinfo=WITA)  # the disposisi is of 08.30 that Monday
ANSWERS = InvitationAnswers(
    disposisi="2026-003", start="10 November 2026 09.30", place="Ruang rapat; lantai 2, kiri"
)


def invited(answers: InvitationAnswers = ANSWERS, at: datetime = NOW) -> Invitation:
    made, findings = draft_invitation(answers, CONTENT, at, Workdays(), "Baso")
    assert findings == [] and made is not None
    return made


def event(made: Invitation) -> icalendar.Event:
    (found,) = icalendar.Calendar.from_ical(made.calendar).walk("VEVENT")
    return found


def test_a_calendar_reads_it() -> None:
    """An hour from the time said, in UTC; place and subject as they are written."""
    made = event(invited())

    assert made["DTSTART"].dt == datetime(2026, 11, 10, 1, 30, tzinfo=UTC)
    assert made["DURATION"].dt == timedelta(hours=1)
    assert made["DTSTAMP"].dt == datetime(2026, 11, 9, 2, 30, tzinfo=UTC)
    assert made["LOCATION"] == "Ruang rapat; lantai 2, kiri"
    assert made["SUMMARY"] == "Rapat pengelola media sosial JDIH (disposisi 2026-003)"
    subject = CONTENT.disposisi["2026-003"].subject
    assert made["DESCRIPTION"].split("\n")[0] == f"Perihal: {subject}"
    assert made.errors == []


def test_a_second_invitation_replaces_the_first() -> None:
    """The same event by its UID, under a higher number; the same minute gives the same bytes."""
    first, second = event(invited()), event(invited(at=NOW + timedelta(minutes=5)))

    assert first["UID"] == second["UID"] == "rapat-2026-003@jdih-pinrang.example"
    assert first["SEQUENCE"] < second["SEQUENCE"]
    assert invited() == invited()


def test_the_message_leads_to_the_form() -> None:
    """On a phone, one touch and one choice acknowledge it."""
    form = "https://github.com/kpu/jdih/issues/new?template=kehadiran.yml"
    made, _ = draft_invitation(ANSWERS, CONTENT, NOW, Workdays(), "Baso", form)

    assert made is not None
    assert f"\nMohon diisi bila sudah diterima: {form}&disposisi=2026-003\n" in made.message
    assert "Mohon balas" not in made.message


def test_the_message_says_all() -> None:
    """Which disposisi, when, where, and the SOP's limit of one working day."""
    made = invited()

    assert made.message == (
        "*Undangan rapat pengelola media sosial JDIH*\n\n"
        "Yth. tim pengelola media sosial JDIH KPU Kabupaten Pinrang\n\n"
        "Menindaklanjuti disposisi 2026-003 tanggal 9 November 2026 perihal “Konten media "
        "sosial JDIH pekan kedua November 2026 tentang hak politik penyandang disabilitas, asas "
        "pemilu, dan layanan JDIH”, kami mengundang Bapak/Ibu untuk hadir pada:\n\n"
        "Hari, tanggal: Selasa, 10 November 2026\n"
        "Waktu: pukul 09.30 Wita sampai selesai\n"
        "Tempat: Ruang rapat; lantai 2, kiri\n\n"
        "Menurut SOP 17/2022 (langkah 2), undangan disampaikan paling lambat 1 hari kerja sesudah "
        "disposisi, yaitu Selasa, 10 November 2026.\n"
        "Mohon balas pesan ini bila sudah diterima.\n\n"
        "Baso, Sekretaris Redaksi"
    )
    assert parse_qs(urlsplit(made.link).query)["text"] == [made.message]


def test_the_limit_is_a_working_day() -> None:
    """A holiday after the disposisi moves it."""
    days = Workdays(holidays={date(2026, 11, 10): "libur"})
    made, _ = draft_invitation(ANSWERS, CONTENT, NOW, days)

    assert made is not None and made.due == date(2026, 11, 11)


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (
            {"disposisi": "2026-009"},
            'Disposisi: "2026-009" belum ada di main; yang ada: 2026-001, 2026-002, 2026-003.',
        ),
        ({"start": ""}, "Waktu rapat: isi, misalnya: 2027-01-12 09.00"),
        (
            {"start": "9-11-2026 10.00"},
            "Waktu rapat: Senin, 9 November 2026 pukul 10.00 Wita sudah lewat; "
            "undang sebelum rapat.",
        ),
        ({"place": " "}, "Tempat: isi, misalnya: Ruang rapat kantor"),
    ],
)
def test_what_is_wrong_is_told(answers: dict[str, str], wanted: str) -> None:
    """No half an invitation."""
    made, findings = draft_invitation(replace(ANSWERS, **answers), CONTENT, NOW, Workdays())

    assert made is None
    assert [finding.message for finding in findings] == [wanted]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    place=st.text(alphabet="ab ,;:\\\"'é🎉👩‍⚖️漢", min_size=1, max_size=150).filter(str.strip),
    subject=st.text(alphabet="ab,;:\\n🎉 ", min_size=1, max_size=300).filter(str.strip),
)
def test_lines_are_folded_between_letters(place: str, subject: str) -> None:
    """No line over 75 octets, each ended by CR LF, and the words come back whole."""
    disposisi = replace(CONTENT.disposisi["2026-003"], subject=" ".join(subject.split()))
    content: Content = replace(CONTENT, disposisi={"2026-003": disposisi})
    made, findings = draft_invitation(replace(ANSWERS, place=place), content, NOW, Workdays())
    if made is None:
        assert "tanda-tersembunyi" in {finding.rule for finding in findings}  # half an emoji
        return
    *lines, end = made.calendar.encode().split(b"\r\n")
    found = event(made)

    assert end == b"" and all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert found["LOCATION"] == " ".join(place.split())
    assert found["DESCRIPTION"].startswith(f"Perihal: {disposisi.subject}\n")
