"""`check` tells people, programs and the forge; it asks other people's addresses only when told."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline import inspecting
from pipeline.core.findings import Finding, Severity
from pipeline.core.findings_text import as_json, summary_page, text_lines
from pipeline.core.model import WITA
from pipeline.core.wire import Response
from pipeline.desk import Desk, open_desk
from pipeline.edge import looking
from pipeline.edge.terminal import painter

ITEM = "content/konten/2026-11-a/index.md"
ADVICE = Finding(where=ITEM, line=3, rule="ejaan", message="Periksa.", severity=Severity.ADVICE)
HELD = Finding(where=ITEM, line=9, rule="kata-depan", message='Tulis "di mana".')
PAGE = replace(ADVICE, where="content/halaman/a.md", message="Lihat [ini](https://x.example) @a")
FOUND = [PAGE, ADVICE, HELD]


def test_what_holds_comes_first_and_items_stay_together() -> None:
    """Each line names file and line in full, as an editor's program opens them."""
    assert text_lines(FOUND, lambda tone, text: f"<{tone} {text}>") == [
        "<heading konten/2026-11-a>: 1 temuan menahan, 1 saran",
        f'  <hold tahan>  {ITEM}:9: Tulis "di mana". [kata-depan]',
        f"  <advice saran>  {ITEM}:3: Periksa. [ejaan]",
        "",
        "<heading halaman/a.md>: 1 saran",
        "  <advice saran>  content/halaman/a.md:3: Lihat [ini](https://x.example) @a [ejaan]",
    ]


def test_only_a_terminal_is_painted(capsys: pytest.CaptureFixture[str]) -> None:
    assert painter()("hold", "tahan") == "tahan"


def test_keys_for_programs_are_those_that_are_documented() -> None:
    """Whoever reads them relies on names, order and the number of the schema."""
    made = json.loads(as_json(FOUND, ["2 konten."]))

    assert [*made] == ["schema", "holds", "advice", "notes", "findings"]
    assert (made["schema"], made["holds"], made["advice"]) == (1, 1, 2)
    assert made["notes"] == ["2 konten."]
    assert made["findings"][0] == {
        "path": ITEM,
        "line": 9,
        "rule": "kata-depan",
        "severity": "tahan",
        "message": 'Tulis "di mana".',
    }
    assert as_json(reversed(FOUND), ["2 konten."]) == as_json(FOUND, ["2 konten."])


def test_page_of_a_run_reads_on_a_phone() -> None:
    """A list that wraps, no table and no code; other people's words call nobody."""
    page = summary_page(FOUND, ["3 hal."])

    assert page.startswith("## Redaksi JDIH\n\n3 hal\\.  \n\n### konten\\/2026\\-11\\-a\n\n- ⛔ **")
    assert page.count("\n- ") == 3
    assert "|" not in page and "\n    " not in page
    assert "](https" not in page and "@a" not in page
    assert "\ndan 1 lagi.\n" in summary_page([replace(HELD, line=n) for n in range(201)], [])


def test_addresses_are_asked_when_told_and_remembered_with_their_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its line and its answer in words; none of the office's own network."""
    page = tmp_path / "content/halaman/a.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "---\nskema: 1\njudul: A\nringkasan: Halaman.\n---\n\nSatu http://192.168.1.1/hapus.\n\n"
        "Dua https://b.example/x. Tiga [c](https://c.example/y).\n",
        "utf-8",
    )
    monkeypatch.setattr(Desk, "build", property(lambda one: tmp_path / "build"))
    now, asked = datetime(2026, 11, 25, 9, tzinfo=WITA), []

    def look(urls: Iterable[str], *, progress: Callable[[int, int], None]) -> object:
        asked.append([*urls])
        answers = {
            "https://b.example/x": Response(status=404, body=b""),
            "https://c.example/y": "x",
        }
        return {url: answers[url] for url in asked[-1]}

    monkeypatch.setattr(looking, "look_at", look)

    def told(later: timedelta) -> list[str]:
        desk = replace(open_desk(tmp_path), clock=lambda: now + later)
        found, line = inspecting._links(desk, "content/")
        return [*(f"{f.line}: {f.message}" for f in found), line]

    first, second = told(timedelta(0)), told(timedelta(hours=3))
    told(timedelta(hours=25))

    assert first == [
        "9: Ganti atau hapus tautan https://b.example/x: situsnya menjawab bahwa halaman itu "
        "tidak ada (404), diperiksa baru saja.",
        "9: Buka sekali sendiri tautan https://c.example/y: x, diperiksa baru saja.",
        "2 tautan ke luar: 2 ditanyakan sekarang.",
    ]
    assert "diperiksa 3 jam lalu" in second[0]
    kept = "2 dari catatan, yang tertua 3 jam lalu."
    assert second[2] == f"2 tautan ke luar: 0 ditanyakan sekarang; {kept}"
    both = ["https://b.example/x", "https://c.example/y"]
    assert asked == [both, [], both]
