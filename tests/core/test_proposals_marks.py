"""Annotations: on the exact line, and nothing in them can become a command of its own."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.findings import Finding, Severity
from pipeline.core.proposals_marks import annotations

PAGE = "content/konten/2026-11-hak/index.md"


def test_a_finding_stands_on_its_line() -> None:
    """The holding ones are errors and come first; advice is a notice."""
    held = Finding(where=PAGE, line=12, rule="tanpa-alt", message="Tulis alt: apa isi gambar.")
    advice = Finding(where=PAGE, rule="panjang", message="100% panjang", severity=Severity.ADVICE)

    assert annotations([advice, held]) == [
        f"::error file={PAGE},line=12,title=tanpa-alt::Tulis alt: apa isi gambar.",
        f"::notice file={PAGE},line=1,title=panjang::100%25 panjang",
    ]


def test_no_more_than_github_shows() -> None:
    """Ten of each kind; the job's summary has them all."""
    many = [Finding(where=PAGE, line=n, rule="r", message="m") for n in range(1, 30)]
    advice = [Finding(where=PAGE, rule="r", message=str(n), severity=Severity.ADVICE) for n in many]

    assert [mark[:7] for mark in annotations(many + advice)] == ["::error"] * 10 + ["::notic"] * 10


COMMAND = re.compile(
    r"::(error|notice) file=([^:,\r\n]*),line=(\d+),title=([^:,\r\n]*)::([^\r\n]*)"
)


def undone(text: str) -> str:
    """As the runner reads it (actions/toolkit, command.ts, the other way round)."""
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


@given(
    st.text() | st.just("content/a,line=9::x\r\n::set-env name=PATH::/tmp"),
    st.text() | st.just("a%0A::stop-commands::x\n::add-mask::a\r::debug::"),
)
def test_strangers_words_are_no_command(where: str, message: str) -> None:
    """One line, one command, and the runner reads back just what was found."""
    [mark] = annotations([Finding(where=where, line=7, rule="aturan", message=message)])

    found = COMMAND.fullmatch(mark)
    assert found and (found[1], found[3], found[4]) == ("error", "7", "aturan")
    assert (undone(found[2]), undone(found[5])) == (where, message)
