"""Light copies of the cards: what a phone loads first."""

from pathlib import Path

import pytest
from PIL import Image

from pipeline.render.smaller import Small, copies, shrink, sweep
from tests.editions import Picture


def card(folder: Path, kind: str, size: tuple[int, int], colour: str = "#6a1222") -> Picture:
    path = folder / f"{kind}.jpg"
    Image.new("RGB", size, colour).save(path)
    return Picture(format=kind, page=0, path=path, width=size[0], height=size[1], alt="Kartu")


def small(drawn: Picture) -> Small:
    """The largest WebP."""
    return copies(drawn)[-1][1][-1]


def test_a_copy_is_named_and_measured_before_it_is_drawn(tmp_path: Path) -> None:
    """Pages need the name and the measures; a card that is small already does not grow."""
    feed = card(tmp_path, "feed", (1080, 1350))
    tiny = card(tmp_path, "wide", (160, 90))

    assert [(kind, [copy.name for copy in drawn]) for kind, drawn in copies(feed)] == [
        ("avif", ["feed-360.avif", "feed-720.avif"]),
        ("webp", ["feed-360.webp", "feed-720.webp"]),
    ]
    assert small(feed) == Small(source=feed.path, name="feed-720.webp", width=720, height=900)
    assert small(tiny) == Small(source=tiny.path, name="wide-1080.webp", width=160, height=90)


@pytest.mark.parametrize("kind", ["AVIF", "WEBP"])
def test_each_format_is_what_its_name_says(kind: str, tmp_path: Path) -> None:
    """A browser believes the type that the page names; twice drawn, the bytes are the same."""
    name = f"x.{kind.lower()}"
    wanted = dict(copies(card(tmp_path, "feed", (1080, 1350))))[kind.lower()][0]
    one, two = (shrink({name: wanted}, tmp_path / where)[name] for where in ("a", "b"))
    assert isinstance(one, Path) and isinstance(two, Path)
    with Image.open(one) as picture:
        shape = (picture.format, picture.size)

    assert shape == (kind, (360, 450))
    assert one.read_bytes() == two.read_bytes()


def test_copies_are_drawn_once_and_forgotten_when_nobody_shows_them(tmp_path: Path) -> None:
    """The store keeps them from run to run; another card is another copy; the old one goes."""
    store = tmp_path / "ringan"
    first = shrink({"a.webp": small(card(tmp_path, "feed", (1080, 1350))), "b": b"x"}, store)
    drawn = first["a.webp"]
    assert isinstance(drawn, Path)
    stamp = drawn.stat().st_mtime_ns
    again = shrink({"a.webp": small(card(tmp_path, "feed", (1080, 1350)))}, store)
    untouched = drawn.stat().st_mtime_ns == stamp
    other = shrink({"a.webp": small(card(tmp_path, "feed", (1080, 1350), "#e0ab4a"))}, store)
    with Image.open(drawn) as picture:
        shape = (picture.format, picture.size)
    sweep(other.values(), store)

    assert first["b"] == b"x"
    assert shape == ("WEBP", (720, 900))
    assert again["a.webp"] == drawn
    assert untouched
    assert list(store.iterdir()) == [other["a.webp"]]
