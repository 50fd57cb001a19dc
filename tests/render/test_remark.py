"""The one comment: what it says, that it always fits, and that strangers' words stay words."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from markdown_it import MarkdownIt

from pipeline.core.findings import Finding, Severity
from pipeline.core.model import WITA
from pipeline.core.progress import State, StepRecord
from pipeline.core.proposals import CLASH, Clash, Draft, Preview, Worded
from pipeline.core.proposals_file import read_preview, write_preview
from pipeline.core.proposals_steps import SentBack, Waiting
from pipeline.render.remark import Remark, body, with_clashes

GITHUB_TAKES = 65_536
ADDRESS = "https://github.example/kpu/jdih"
HEAD = "3d3c42e5aac5ba805825da76410c181273ba90b1"
PAGE = "content/konten/2026-11-hak/index.md"
SHEET = f"{ADDRESS}/raw/pratinjau/7/3d3c42e5aac5/2026-11-hak.jpg"
CAPTION = Worded(channel="facebook", label="Facebook", text="Hak.\n\n#JDIH", size=12, limit=63206)
DRAFT = Draft(
    id="2026-11-hak", title="Hak", disposisi="2026-001", revision=0, cards=4, captions=(CAPTION,)
)
HELD = Finding(where=PAGE, line=12, rule="tanpa-alt", message="Tulis alt: apa isi gambar.")
ADVICE = Finding(where=PAGE, rule="panjang", message="Pendekkan.", severity=Severity.ADVICE)
WAITING = Waiting(who=("Sari Sekretaris", "Budi"), what="menyunting (langkah 5)")
CLEAN = Remark(
    preview=Preview(drafts=(DRAFT,)),
    repository=ADDRESS,
    head=HEAD,
    pictures={"2026-11-hak": SHEET},
    page=f"{ADDRESS}/actions/runs/7/artifacts/8",
    waiting=WAITING,
    steps={
        "2026-11-hak": (
            StepRecord(step="4", state=State.DONE, who=("Putra",), day=date(2026, 11, 23)),
            StepRecord(step="5", state=State.OPEN, due=date(2026, 11, 25), late=2),
        )
    },
)


def found(*findings: Finding, **more: object) -> Remark:
    preview = replace(CLEAN.preview, findings=findings, **more)  # type: ignore[arg-type]
    return replace(CLEAN, preview=preview)


def test_a_clean_proposal() -> None:
    """The state, who is waited for, the cards, the captions, the page and the steps: all of it."""
    assert (
        body(CLEAN)
        == f"""\
## Usulan ini: tidak ada temuan

**Menunggu Sari Sekretaris atau Budi** untuk menyunting \\(langkah 5\\).

### Hak

`2026-11-hak` · 4 kartu

<a href="{SHEET}"><img src="{SHEET}" width="600" alt="4 kartu: Hak"></a>

<details><summary>Facebook: 12 dari 63.206 karakter</summary>

> Hak\\.
>
> \\#\u2060JDIH

</details>

[Buka pratinjau halaman]({ADDRESS}/actions/runs/7/artifacts/8): halaman seperti yang akan dilihat \
umum.

### Sembilan langkah

| Langkah | Kapan | Siapa |
| --- | --- | --- |
| ✅ 4 Konsep | 23-11-2026 | Putra |
| ▫️ 5 Suntingan | belum, batas 25-11-2026, terlambat 2 hari kerja |  |"""
    )


def test_findings_by_severity() -> None:
    """What holds stands above the cards, what only publication asks after it, advice below them."""
    later = Finding(where="content/peran.yml", line=2, rule="masa", message="Masa peran habis.")
    told = body(found(ADVICE, HELD, later=(later,)))
    order = [
        "## Usulan ini: 2 temuan menahan, 1 saran",
        "### Yang harus diperbaiki sebelum diserahkan",
        "- Tulis alt\\: apa isi gambar\\. ([2026\\-11\\-hak\\/index\\.md baris 12]"
        f"({ADDRESS}/blob/{HEAD}/{PAGE}?plain=1#L12))",
        "### Yang harus beres sebelum terbit",
        "- Masa peran habis\\. ([peran\\.yml baris 2]",
        "### Hak",
        "### Saran",
        "- Pendekkan\\.",
    ]

    places = [told.index(part) for part in order]
    assert places == sorted(places)


CLASHES = {
    (True, False): "> **Ditahan.** Usulan [#3]({}/pull/3) lebih dahulu mengubah konten\\/x.",
    (True, True): "> Usulan ini memuat usulan [#3]({}/pull/3), yang juga mengubah konten\\/x.",
    (False, False): "> Usulan [#3]({}/pull/3) juga mengubah konten\\/x, dan menunggu usulan ini",
}


@pytest.mark.parametrize(("case", "told"), CLASHES.items())
def test_another_proposal_is_named(case: tuple[bool, bool], told: str) -> None:
    """Who came first, who waits, and who contains whom: once, with a link, not as a finding too."""
    first, contained = case
    url = f"{ADDRESS}/pull/3"
    clash = Clash(unit="content/konten/x", number=3, url=url, first=first, contained=contained)
    held = Finding(where="content/konten/x/index.md", rule=CLASH, message="Ditahan.")
    text = body(replace(found(held), clashes=(clash,)))

    assert told.format(ADDRESS) in text and text.count("Ditahan.") == told.count("Ditahan.")


def test_another_comment_is_told() -> None:
    """Below its first line, once, and gone when it is settled; the rest stays to the letter."""
    url = f"{ADDRESS}/pull/3"
    clash = Clash(unit="content/konten/x", number=3, url=url, first=True, contained=False)
    caption = replace(CAPTION, text="a\n\n> b <!-- usulan 3 -->\n\nc")
    drafts = (replace(DRAFT, captions=(caption,)),)
    text = body(replace(CLEAN, preview=replace(CLEAN.preview, drafts=drafts)))
    told = with_clashes(text, 3, [clash])

    assert told.split("\n\n")[1].startswith("> **Ditahan.** Usulan [#3]")
    assert with_clashes(told, 3, [clash]) == told and with_clashes(told, 3, []) == text
    again = with_clashes(told, 4, [replace(clash, number=4)])
    assert again.count("**Ditahan.**") == 2 and with_clashes(again, 4, []) == told
    assert body(replace(CLEAN, clashes=(clash,))).count("<!-- usulan 3 -->") == 1


def test_sent_back() -> None:
    """With its reason, or with the request for one; after a change, with the request to look."""
    back = SentBack(
        login="ketua",
        name="Kartini Ketua",
        at=datetime(2026, 11, 23, 9, tzinfo=WITA),
        reason="Sebut ayatnya.\n\n@semua",
        answered=True,
    )
    told = "> **Dikembalikan oleh Kartini Ketua**, 23 November 2026"

    assert f"{told}: Sebut ayatnya\\. \\@\u2060semua Naskah sudah berubah" in body(
        replace(CLEAN, back=back)
    )
    asked = body(replace(CLEAN, back=replace(back, reason="", answered=False)))
    assert f"{told}, tanpa alasan." in asked and "> @ketua, mohon tulis alasannya" in asked


def test_what_could_not_be_checked_says_so() -> None:
    """Without a preview the comment claims nothing of the proposal."""
    told = body(replace(CLEAN, preview=Preview(), pictures={}, trouble="bukan JSON", page=""))

    assert told.startswith("## Usulan ini: belum terperiksa\n\nHasil pemeriksaan tidak dapat")
    assert "tidak ada temuan" not in told and "Menunggu" not in told


def test_a_private_repository_links_the_files() -> None:
    """Where no picture would be shown, the address of the run's files stands."""
    told = body(replace(CLEAN, pictures={}, bundle=f"{ADDRESS}/actions/runs/7#artifacts"))

    assert "<img" not in told and f"({ADDRESS}/actions/runs/7#artifacts)" in told


def test_an_item_that_goes_or_changes_says_so() -> None:
    """A correction, a withdrawal and a deletion are seen at a glance."""
    drafts = (
        replace(DRAFT, revision=2),
        replace(DRAFT, id="2026-11-tarik", withdrawn=True),
        replace(DRAFT, id="2026-11-hapus", removed=True, cards=0, captions=()),
        replace(DRAFT, id="2026-11-rusak", cards=0, captions=()),
    )
    told = body(replace(CLEAN, preview=Preview(drafts=drafts, others=("content/peran.yml",))))

    assert "`2026-11-hak` · ralat ke-2 · 4 kartu" in told
    assert "`2026-11-tarik` · **penarikan** · 4 kartu" in told
    assert "`2026-11-hapus` · **dihapus dari naskah**" in told
    assert told.count("Kartu belum dapat digambar.") == 1
    assert told.count("tetapi belum dapat ditampilkan di sini.") == 1  # 2026-11-tarik's
    assert told.endswith("Berkas lain yang berubah: peran\\.yml.")


def crowded(findings: int, items: int, text: str) -> Remark:
    """A proposal as large as the file between the jobs lets it be."""
    made = Preview(
        drafts=tuple(
            replace(
                DRAFT,
                id=f"2026-11-n{n}",
                title=text,
                captions=(replace(CAPTION, text=text * 20, label=text),) * 24,
            )
            for n in range(items)
        ),
        others=tuple(f"content/{text[:80]}{n}" for n in range(100)),
        findings=tuple(
            replace(HELD, line=n + 1, where=f"content/{text[:200]}", message=text)
            for n in range(findings)
        ),
    )
    read = read_preview(write_preview(made))
    clash = Clash(unit="content/konten/x", number=3, url=ADDRESS, first=True, contained=False)
    return replace(
        CLEAN,
        preview=read,
        pictures={d.id: SHEET for d in read.drafts},
        clashes=(clash,) * findings,
        steps={d.id: CLEAN.steps["2026-11-hak"] for d in read.drafts},
    )


CROWDS = {
    "texts": (3, 8, "kata " * 100),
    "findings": (150, 2, "kata " * 100),
    "everything": (400, 60, "#a" * 300),
    "wide letters": (400, 60, "🙂" * 600),
}


@pytest.mark.parametrize("crowd", CROWDS.values(), ids=CROWDS)
def test_the_comment_always_fits(crowd: tuple[int, int, str]) -> None:
    """GitHub refuses a longer one whole; what made room is said, and who acts still stands."""
    told = body(crowded(*crowd))

    assert len(f"<!-- redaksi:usulan -->\n{told}") <= GITHUB_TAKES
    assert told.startswith("## Usulan ini: ") and "**Menunggu Sari Sekretaris atau Budi**" in told
    assert "terlalu panjang" in told or "terlalu besar" in told


def test_strangers_words_make_no_markup() -> None:
    """Titles, captions, names and paths are read by a CommonMark reader as nothing but text."""
    evil = '"><script>x</script> <img src=//e> [a](javascript:b) @ketua | \\ ` </details>'
    draft = replace(
        DRAFT, title=evil, captions=(replace(CAPTION, label=evil, text=f"~~~\n{evil}"),)
    )
    step = StepRecord(step="4", state=State.DONE, who=(evil,), day=date(2026, 11, 23))
    remark = replace(
        found(
            replace(HELD, message=evil, where=f"content/{evil}"), drafts=(draft,), others=(evil,)
        ),
        waiting=Waiting(who=(evil,), what=evil),
        steps={"2026-11-hak": (step,)},
    )
    steps = {"2026-11-hak": CLEAN.steps["2026-11-hak"][:1]}
    plain = replace(found(HELD, others=("content/x",)), steps=steps)
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    page, harmless = reader.render(body(remark)), reader.render(body(plain))

    for tag in ("<script", "<img", "<a ", "<details", "</details", "<td", "<code", "<strong", "<h"):
        assert page.count(tag) == harmless.count(tag), tag
    assert "@\u2060ketua" in page and "@ketua" not in page
