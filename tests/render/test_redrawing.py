"""Only what is made from something else is made anew; nothing that a page shows is overlooked."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta, tzinfo
from enum import Enum
from pathlib import Path, PurePath

import pytest

from pipeline.core.status_matter import Status
from pipeline.edge.disk import read_content
from pipeline.render import pages
from pipeline.render.edition import Edition
from pipeline.render.pages import write_site
from tests.core.test_status import TUESDAY
from tests.demo import DEMO
from tests.editions import SITE, edition, item, posted

ONE = item("2026-11-satu", "Satu")
TWO = item("2026-11-dua", "Dua")
_PLAIN = (str, int, float, bytes, bool, type(None), date, timedelta, tzinfo, PurePath, Enum)


def hidden(value: object, where: str) -> Iterator[str]:
    """What two different values of this kind might have in common with each other in words."""
    assert not isinstance(value, Edition), f"{where}: everything at once is no page's matter"
    if is_dataclass(value):
        for field in fields(value):
            if field.repr or field.name != "line":  # of a settings file: no page shows it
                assert field.repr, f"{where}.{field.name}"
                yield from hidden(getattr(value, field.name), f"{where}.{field.name}")
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from hidden(key, where)
            yield from hidden(one, f"{where}.{key}")
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from hidden(one, f"{where}[]")
    elif not isinstance(value, _PLAIN):
        yield f"{where}: {type(value).__name__}"


def rich(folder: Path) -> Edition:
    """Posts, the team's page, the office's own SOP and calendar: a page of every template."""
    real = read_content(DEMO)
    found = edition(
        folder / "kartu",
        *(ONE, TWO),
        acts=(posted(ONE.id, "mastodon", "https://mastodon.example/1"),),
        status=Status(at=TUESDAY, matters=(), finished=1, imported=0),
        now=TUESDAY,
    )
    return replace(found, content=replace(found.content, sop=real.sop, calendar=real.calendar))


def test_what_a_template_gets_can_be_spelt_out(tmp_path: Path) -> None:
    """A page is known by its values in words: no value may be shorter in words than it is."""
    found = [
        told for page in pages._pages(rich(tmp_path), SITE) for told in hidden(page, page.file)
    ]

    assert found == []


@pytest.mark.parametrize(
    ("values", "touched"),
    [({"body": "Lain."}, {"konten/2026-11-satu/index.md", "feed.json"}), ({}, set())],
    ids=["text", "nothing"],
)
def test_only_that_page_is_written(
    tmp_path: Path, values: dict[str, object], touched: set[str]
) -> None:
    """The same values twice: nothing is drawn, whatever happened to the clocks of files."""
    docs = tmp_path / "build" / "docs"
    write_site(edition(tmp_path / "kartu", ONE, TWO), docs=docs, site_dir=SITE)
    other = edition(tmp_path / "kartu", replace(ONE, **values), TWO)
    changed = write_site(other, docs=docs, site_dir=SITE)

    assert {path.relative_to(docs).as_posix() for path in changed} == touched


def test_a_page_that_was_changed_by_hand_is_mended(tmp_path: Path) -> None:
    """In place, taken away, or put there by somebody: the folder is ours."""
    docs = tmp_path / "build" / "docs"
    shown = edition(tmp_path / "kartu", ONE, TWO)
    write_site(shown, docs=docs, site_dir=SITE)
    page, gone, strange = (
        docs / f"konten/{name}" for name in (f"{ONE.id}/index.md", "index.md", "x.md")
    )
    before = page.read_bytes()
    page.write_text("Palsu")
    gone.unlink()
    strange.write_text("Palsu")
    changed = write_site(shown, docs=docs, site_dir=SITE)

    assert page.read_bytes() == before
    assert gone.is_file()
    assert not strange.exists()
    assert sorted(changed) == sorted([page, gone, strange])


def test_a_picture_taken_away_comes_back(tmp_path: Path) -> None:
    docs = tmp_path / "build" / "docs"
    shown = edition(tmp_path / "kartu", ONE)
    write_site(shown, docs=docs, site_dir=SITE)
    picture = docs / "konten" / ONE.id / "link.jpg"
    picture.unlink()

    assert write_site(shown, docs=docs, site_dir=SITE) == [picture]
