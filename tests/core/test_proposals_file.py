"""The file between the job that reads a proposal and the job that speaks: nothing is believed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.findings import Finding, Severity
from pipeline.core.proposals import Draft, Preview, Worded
from pipeline.core.proposals_file import LARGEST, Unfit, read_preview, write_preview

CAPTION = Worded(
    channel="facebook", label="Facebook", text="Satu\n\nDua 👩\u200d⚖️", size=9, limit=63206
)
DRAFT = Draft(
    id="2026-11-hak", title="Hak", disposisi="2026-001", revision=1, cards=4, captions=(CAPTION,)
)
HELD = Finding(where="content/konten/2026-11-hak/index.md", line=3, rule="judul", message="Isi.")
ADVICE = Finding(where="content/peran.yml", rule="saran", message="…", severity=Severity.ADVICE)
MADE = Preview(
    drafts=(DRAFT,), others=("content/peran.yml",), findings=(HELD, ADVICE), later=(HELD,)
)


def test_what_is_written_is_read() -> None:
    """A preview survives its journey unchanged."""
    assert read_preview(write_preview(MADE)) == MADE


texts = st.text(max_size=700)
items = st.builds(
    Draft,
    id=texts | st.just("2026-11-hak"),
    title=texts,
    disposisi=texts,
    revision=st.integers(),
    withdrawn=st.booleans(),
    removed=st.booleans(),
    cards=st.integers(),
    captions=st.lists(
        st.builds(
            Worded,
            channel=texts | st.just("x"),
            label=texts,
            text=texts,
            size=st.integers(),
            limit=st.integers(),
        ),
        max_size=3,
    ).map(tuple),
)
complaints = st.lists(
    st.builds(
        Finding,
        where=texts | texts.map(lambda text: f"content/{text}"),
        line=st.integers(),
        rule=st.just("aturan"),
        message=texts,
        severity=st.sampled_from(Severity),
    ),
    max_size=3,
).map(tuple)


@given(
    st.builds(
        Preview,
        drafts=st.lists(items, max_size=3).map(tuple),
        others=st.lists(texts, max_size=3).map(tuple),
        findings=complaints,
        later=complaints,
        left_out=st.integers(),
    )
)
def test_whatever_is_written_is_taken(made: Preview) -> None:
    """No title, path or caption can make the writer produce what its reader refuses."""
    read = read_preview(write_preview(made))

    assert len(read.findings) == len(made.findings)
    assert {draft.id for draft in read.drafts} <= {draft.id for draft in made.drafts}


def test_what_finds_no_room_is_counted() -> None:
    """Holding findings are kept first, the rest is counted; captions go before the file is full."""
    many = [Finding(where="content/a", line=n, rule="r", message="m" * 900) for n in range(1, 400)]
    advice = Finding(where="content/0", rule="r", message="m", severity=Severity.ADVICE)
    long = Worded(channel="x", label="X", text="🙂" * 7999, size=7999, limit=0)
    drafts = [
        Draft(id=f"2026-11-n{n}", title="J", disposisi="", revision=0, captions=(long,) * 20)
        for n in range(60)
    ]
    content = write_preview(Preview(drafts=tuple(drafts), findings=(advice, *many)))
    read = read_preview(content)

    assert len(content) <= LARGEST and read.left_out == 400 - len(read.findings)
    assert advice not in read.findings and read.findings[0].message.endswith("m…")
    assert len(read.drafts) == 40 and not any(draft.captions for draft in read.drafts)


def changed(change: Callable[[Any], object]) -> bytes:
    made = json.loads(write_preview(MADE))
    change(made)
    return json.dumps(made).encode()


def put(*way: str | int, value: object) -> bytes:
    """The good file with another value at one place."""

    def change(made: Any) -> None:
        for step in way[:-1]:
            made = made[step]
        made[way[-1]] = value

    return changed(change)


LINE = ("drafts", 0, "captions", 0)
HOSTILE = {
    "empty": (b"", "bukan JSON"),
    "no JSON": (b"{", "bukan JSON"),
    "no UTF-8": (b"\xff\xfe", "bukan JSON"),
    "endless nesting": (b"[" * 100_000, "bukan JSON"),
    "endless number": (b'{"schema": ' + b"9" * 5000 + b"}", "bukan JSON"),
    "too large": (b" " * (LARGEST + 1), "paling banyak"),
    "a list": (b"[]", "yang ditunggu hanya"),
    "nothing": (b"null", "yang ditunggu hanya"),
    "another schema": (put("schema", value=2), "schema"),
    "true is no 1": (put("schema", value=True), "batas"),
    "one field more": (put("html", value="<b>"), "yang ditunggu hanya"),
    "one field less": (changed(lambda made: made.pop("later")), "yang ditunggu hanya"),
    "drafts as object": (put("drafts", value={}), "daftar"),
    "too many drafts": (changed(lambda m: m.update(drafts=m["drafts"] * 41)), "daftar lebih"),
    "too many captions": (put("drafts", 0, "captions", value=[{}] * 25), "daftar lebih"),
    "id that climbs": (put("drafts", 0, "id", value="../../etc"), "berbentuk lain"),
    "id with a quote": (put("drafts", 0, "id", value='2026-11-a"onload'), "berbentuk lain"),
    "id with a line end": (put("drafts", 0, "id", value="2026-11-a\n"), "berbentuk lain"),
    "id as number": (put("drafts", 0, "id", value=7), "teks"),
    "endless title": (put("drafts", 0, "title", value="a" * 601), "teks lebih"),
    "title of two lines": (put("drafts", 0, "title", value="a\n## b"), "tidak tampak"),
    "title that turns": (put("drafts", 0, "title", value="a\u202eb"), "tidak tampak"),
    "half a letter": (put("drafts", 0, "title", value="\ud800"), "tidak tampak"),
    "flag as text": (put("drafts", 0, "removed", value="false"), "ya atau tidak"),
    "negative": (put("drafts", 0, "cards", value=-1), "batas"),
    "fraction": (put("drafts", 0, "cards", value=1.0), "batas"),
    "not a number": (put("drafts", 0, "cards", value=float("nan")), "batas"),
    "endless count": (put("left_out", value=10**7), "batas"),
    "channel as markup": (put(*LINE, "channel", value="<b>"), "berbentuk lain"),
    "caption with a bell": (put(*LINE, "text", value="a\x07"), "tidak tampak"),
    "caption with a return": (put(*LINE, "text", value="a\r\nb"), "tidak tampak"),
    "endless caption": (put(*LINE, "text", value="a" * 8001), "teks lebih"),
    "path elsewhere": (put("findings", 0, "where", value="/etc/passwd"), "berbentuk lain"),
    "path of two lines": (put("findings", 0, "where", value="content/a\nb"), "berbentuk lain"),
    "path without end": (put("others", 0, value="content/" + "a" * 300), "teks lebih"),
    "rule as markup": (put("findings", 0, "rule", value="a](x"), "berbentuk lain"),
    "line as text": (put("findings", 0, "line", value="1"), "batas"),
}


@pytest.mark.parametrize(("content", "why"), HOSTILE.values(), ids=HOSTILE)
def test_one_wrong_field_refuses_the_whole_file(content: bytes, why: str) -> None:
    """Sizes, types, alphabets and names of fields: every one of them is measured."""
    with pytest.raises(Unfit, match=why):
        read_preview(content)
