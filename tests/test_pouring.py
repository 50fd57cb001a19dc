"""The page is poured, not built anew: whatever was edited, the bytes are those of a clean build."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from pipeline import pouring
from pipeline.core.model import Item
from pipeline.edge.mkdocs import FRAMES
from pipeline.render import files, pages
from pipeline.render.pages import write_site
from tests.editions import ROOT, cards, edition, item


def no_search(site: Path) -> None:
    (site / pouring.SEARCH).mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def _unsearched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search index is Pagefind's own affair, and half of the time."""
    monkeypatch.setattr(pouring, "index_search", no_search)


class Killed(BaseException):
    """What a process feels when the machine goes away."""


class Place:
    """A repository whose page is poured again after each edit."""

    def __init__(self, folder: Path, seed: int, frames: Path | None = None) -> None:
        """``frames``: drawn already from the same theme, which saves a second."""
        self.folder, self.chance, self.count = folder, random.Random(seed), 0
        folder.mkdir()
        if frames:
            shutil.copytree(frames, folder / "build" / frames.name)
        for name in ("mkdocs.yml", "pipeline"):
            (folder / name).symlink_to(ROOT / name)
        for part in ("pages", "theme", "assets", "admin"):
            skip = shutil.ignore_patterns("*.ttf", "*.woff2", "node_modules")
            shutil.copytree(ROOT / "site" / part, folder / "site" / part, ignore=skip)
        self.items = [item(f"2026-1{n % 2}-konten-{n}", f"Judul ke-{n}") for n in range(5)]

    @property
    def frames(self) -> Path:
        return self.folder / "build" / FRAMES

    def clean(self, into: Path, *, frames: bool) -> dict[str, bytes]:
        """What a build from nothing gives elsewhere; with ``frames``, all but those from nothing.

        They are under a seal over all that they were drawn from.
        """
        into.mkdir()
        for name in ("mkdocs.yml", "pipeline", "site"):
            (into / name).symlink_to(self.folder / name)
        if frames:
            shutil.copytree(self.frames, into / "build" / FRAMES)
        return self.build(into)

    def build(self, root: Path | None = None) -> dict[str, bytes]:
        root = root or self.folder
        shown = edition(self.folder / "kartu", *self.items)
        write_site(shown, docs=root / "build" / "docs", site_dir=self.folder / "site")
        pouring.build_site(root)
        site = root / "build" / "site"
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file()
        }

    # --- what may happen between two runs

    def edit(self) -> str:
        """One of them, by chance."""
        what: Callable[[], None] = self.chance.choice(
            [self.body, self.body, self.title, self.rename, self.date, self.tag, self.picture]
            + [self.template, self.theme, self.crash, self.older, self.demo, self.more, self.less]
        )
        what()
        return what.__name__

    def change(self, **values: object) -> None:
        n = self.chance.randrange(len(self.items))
        self.items[n] = replace(self.items[n], **values)

    def word(self) -> str:
        self.count += 1
        return f"kata{self.count}"

    def body(self) -> None:
        self.change(body=f"Isi *baru* {self.word()}.")

    def title(self) -> None:
        word = self.word()
        self.change(title=f"Judul {word}", card_title=f"Judul {word}")

    def rename(self) -> None:
        self.change(id=f"2026-11-nama-{self.word()}")

    def date(self) -> None:
        old = self.chance.choice(self.items)
        assert old.scheduled
        days = self.chance.choice([-400, -31, 1, 31])
        self.change(scheduled=old.scheduled + timedelta(days=days))

    def tag(self) -> None:
        self.change(hashtags=self.chance.choice([(), ("Arsip",), ("Keterbukaan", "Arsip")]))

    def picture(self) -> None:
        path = self.chance.choice(cards(self.folder / "kartu", self.chance.choice(self.items))).path
        drawn = path.with_name(".baru.jpg")
        Image.new("RGB", (self.chance.randrange(90, 130), 100), self._colour()).save(drawn)
        drawn.replace(path)

    def _colour(self) -> str:
        return f"#{self.chance.randrange(0x1000000):06x}"

    def template(self) -> None:
        name = self.chance.choice(["item.j2", "_row.j2", "_tile.j2", "home.j2"])
        path = self.folder / "site" / "pages" / name
        path.write_text(f"{path.read_text()}{{# {self.word()} #}}<i></i>\n")

    def theme(self) -> None:
        path = self.folder / "site" / "theme" / "partials" / "footer.html"
        path.write_text(f"{path.read_text()}<i>{self.word()}</i>\n")

    def demo(self) -> None:
        self.change(demo=True)

    def more(self) -> None:
        self.items.append(item(f"2026-09-baru-{self.word()}", "Satu lagi"))

    def less(self) -> None:
        if len(self.items) > 2:
            self.items.remove(self.chance.choice(self.items))

    def crash(self) -> None:
        """The run after the next edit dies at some write or link."""
        self.chance.choice([self.body, self.title, self.date, self.theme])()
        left = [self.chance.randrange(60)]
        writing, placing = files.write_if_changed, files.place

        def dying(path: Path, content: bytes) -> bool:
            left[0] -= 1
            if left[0] < 0:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.with_name(f".{path.name}.baru").write_bytes(content[: len(content) // 2])
                raise Killed
            return writing(path, content)

        def stopped(source: Path, path: Path) -> bool:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return placing(source, path)

        files.write_if_changed, files.place = dying, stopped
        try:
            self.build()
        except Killed:
            pass
        finally:
            files.write_if_changed, files.place = writing, placing

    def older(self) -> None:
        """What is kept from run to run was written by another version, or is damaged."""
        name = self.chance.choice([pouring.NOTE, pages.NOTE])
        note = self.folder / "build" / name
        told = json.loads(note.read_text()) if note.is_file() else {}
        told |= {"edition": "lain", "tool": "lain"}
        odd = {"edition": 1, "tool": 1, "seen": [], "pages": {"a": 1}, "pictures": {"a": 1}}
        kept = [json.dumps(told), json.dumps(odd), "{", "[]"]
        note.write_text(self.chance.choice(kept))
        where = "site" if name == pouring.NOTE else "docs"
        stale = self.folder / "build" / where / "konten" / "yang-lama" / "index.html"
        stale.parent.mkdir(parents=True, exist_ok=True)
        stale.write_text("sisa")


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def follow(place: Place, edits: int, *, frames: bool) -> Iterator[tuple[list[str], list[str]]]:
    """After each edit: what has happened so far, and in which files a clean build differs."""
    done: list[str] = []
    place.build()
    for n in range(edits):
        done.append(place.edit())
        clean = place.folder.with_name(f"bersih-{n}")
        yield done, differences(place.build(), place.clean(clean, frames=frames))
        shutil.rmtree(clean)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frames of the theme as it is."""
    place = Place(tmp_path_factory.mktemp("bingkai") / "redaksi", 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pouring, "index_search", no_search)
        place.build()
    return place.frames


def test_after_an_edit_the_bytes_are_those_of_a_clean_build(tmp_path: Path, drawn: Path) -> None:
    """A few edits; `make test-all` makes two hundred, each beside a build from nothing at all."""
    for done, differing in follow(Place(tmp_path / "redaksi", 7, drawn), 5, frames=True):
        assert differing == [], done


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_after_any_of_two_hundred_edits_too(tmp_path: Path, seed: int) -> None:
    """Names, days, tags, pictures, templates, deaths in the middle, notes of other versions."""
    for done, differing in follow(Place(tmp_path / "redaksi", seed), 20, frames=False):
        assert differing == [], done


def test_one_edited_text_touches_one_page(tmp_path: Path, drawn: Path) -> None:
    """The pages of others are not even written again, so a host need not take them again."""
    place = Place(tmp_path / "redaksi", 1, drawn)
    place.build()
    site = place.folder / "build" / "site"
    before = {path: path.stat().st_ino for path in site.rglob("*") if path.is_file()}
    one: Item = place.items[0]
    place.items[0] = replace(one, body="Isi yang lain.")
    place.build()
    touched = [path for path, number in before.items() if path.stat().st_ino != number]

    assert {path.relative_to(site).as_posix() for path in touched} == {
        f"konten/{one.id}/index.html",
        "feed.json",  # carries whole texts
    }
