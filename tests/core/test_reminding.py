"""The reminder: per person, harmless as Markdown, the same as long as nothing has changed."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from pipeline.core.forge import Issue
from pipeline.core.keeping import sync
from pipeline.core.reminding import by_person, holiday_line, issue_body, whatsapp
from tests.core.test_status import EMPTY, TUESDAY, known, only, plan, stock

MATTER = only(known())


def issue(number: int, body: str = "") -> Issue:
    return Issue(
        number=number,
        author="github-actions[bot]",
        title="Pengingat redaksi",
        body=body,
        labels=("pengingat",),
        url=f"https://github.example/{number}",
        opened=TUESDAY,
        state="open",
    )


def test_each_person_is_told_what_waits_for_her() -> None:
    """Her own matters with step, days and note; the link carries the text, ready to send."""
    lines = issue_body(stock(known())).split("\n")

    assert lines[0] == "Selasa, 24-11-2026: 1 berjalan."
    assert lines[2] == "### Sari Sekretaris"
    assert lines[4] == (
        "- langkah 8 Perintah unggah, `2026-11-contoh`: "
        "0 dari 1 hari kerja (batas 25-11-2026); `terutang: fb, grup`"
    )
    link = lines[6].removeprefix("[Kirim lewat WhatsApp](").removesuffix(")")
    assert parse_qs(urlsplit(link).query)["text"] == [
        "Yth. Sari Sekretaris, pengingat Redaksi JDIH, Selasa, 24-11-2026:\n"
        "1. Perintah unggah: 2026-11-contoh (terutang: fb, grup)\n"
        "Terima kasih."
    ]


def test_the_late_are_told_first_and_say_so() -> None:
    """A working morning later the limit has passed."""
    status = stock(known(), TUESDAY + timedelta(days=2))

    assert "- **terlambat 1 hari kerja**, langkah 8" in issue_body(status)
    assert "1. TERLAMBAT 1 hari kerja. Perintah unggah" in whatsapp("S", status.matters, status)


def test_what_waits_for_its_hour_reminds_nobody() -> None:
    """And an empty morning says that it is empty."""
    later = stock(replace(known(), plan=plan(due=TUESDAY + timedelta(days=5))))

    assert by_person(later) == {}
    assert "Tidak ada yang menunggu seseorang hari ini." in issue_body(later)


def test_a_role_that_nobody_holds_stands_last() -> None:
    """The office must see it; there is nobody to send it to."""
    status = replace(
        stock(known()), matters=(replace(MATTER, people=()), replace(MATTER, people=("Ayu",)))
    )

    assert list(by_person(status)) == ["Ayu", "Belum ada pemegang perannya"]
    assert issue_body(status).count("wa.me") == 1


def test_what_a_proposal_says_calls_nobody() -> None:
    """Mentions, links and pictures of a draft's names stay letters in a code span."""
    hostile = replace(
        MATTER, subject="x`@semua", note="![a](http://jahat.example)\n# b", where="konsep/`@tim"
    )
    body = issue_body(replace(stock(known()), matters=(hostile,)))
    (line,) = [line for line in body.split("\n") if "jahat" in line and "wa.me" not in line]

    assert "`x'@semua`" in line
    assert "`![a](http://jahat.example) # b`" in line
    assert "`konsep/'@tim`" in line


def test_a_long_list_is_cut_in_the_message_and_says_so() -> None:
    """A link has room for a dozen; the issue has them all."""
    status = replace(stock(known()), matters=(MATTER,) * 15)

    assert "dan 3 lagi; lihat daftar pengingat." in whatsapp("S", status.matters, status)
    assert issue_body(status).count("- langkah 8") == 15


def test_one_issue_is_kept() -> None:
    """The oldest stays and is written only when it says something else; others are closed."""
    told = sync([issue(7), issue(3, "lama")], "baru", quiet=False)

    assert told and told.keep and (told.keep.number, told.changed) == (3, True)
    assert [one.number for one in told.close] == [7]
    same = sync([issue(3, "a\r\nb")], "a\nb", quiet=False)
    assert same and not same.changed


def test_nothing_is_opened_for_nothing() -> None:
    """But an issue that is open is told that all is done."""
    assert sync([], "kosong", quiet=True) is None
    told = sync([issue(3, "lama")], "kosong", quiet=True)
    assert told and told.changed


def test_a_holiday_says_its_name() -> None:
    assert holiday_line(date(2026, 12, 25), "Hari Raya Natal") == (
        "Jumat, 25-12-2026 libur (Hari Raya Natal): tidak ada pengingat."
    )
    assert "bukan hari kerja" in holiday_line(date(2026, 11, 28), "")


def test_an_office_that_has_not_begun_is_told_so() -> None:
    """The note of the list stands in the issue too."""
    nobody = replace(EMPTY, approvals=replace(EMPTY.approvals, roster=None))

    assert "peran.yml belum berlaku" in issue_body(stock(nobody))
