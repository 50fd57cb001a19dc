"""The carousel as a film: words below each slide, in time to be read, in the kits that take it."""

import io
import json
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from pipeline.core.findings import Blocked
from pipeline.render import film
from pipeline.render.album import Album
from pipeline.render.film import FilmTrouble, current, said, scenes, shots, unswiped
from pipeline.sketching import draw_as
from tests.card_desk import ROOT, content, item, sections, studio

INK = "#20161a"


def slides(**changes: object) -> list[film.Display]:
    one = item(slides=sections(3), **changes)
    planned, _ = studio().plan(one, content(one))
    return [unswiped(plan.display) for plan in planned if plan.format == "slide"]


def test_captions_say_each_slide_in_full_and_stay_long_enough() -> None:
    """At most three lines, inside what the networks leave free, 17 letters a second."""
    displays = slides()
    shown = scenes(displays, [INK] * len(displays), studio().shelf)
    for n, display in enumerate(displays):
        own = [scene for scene in shown if scene.slide == n]
        words = " ".join(str(op["text"]) for scene in own for op in scene.ops)

        assert words.split() == " ".join(said(display)).split()
    for scene in shown:
        lines = {op["y"] for op in scene.ops}
        letters = sum(len(op["text"]) for op in scene.ops)

        assert len(lines) <= 3 and max(lines) <= 1580
        assert all(op["x"] >= 56 and op["x"] + op["width"] <= 1024 for op in scene.ops)
        assert scene.seconds >= max(2.0, letters / 17)
    assert [scene.slide for scene in shown] == sorted(scene.slide for scene in shown)
    assert "Geser" not in str(displays)


def test_a_film_that_no_network_takes_is_refused_by_how_much() -> None:
    displays = slides() * 9

    with pytest.raises(FilmTrouble, match=r"menjadi \d+ detik, paling lama 180: kurangi .* huruf"):
        scenes(displays, [INK] * len(displays), studio().shelf)


def test_each_caption_stands_below_its_slide() -> None:
    displays = slides()[:2]
    shown = scenes(displays, [INK] * 2, studio().shelf)
    made = list(shots(displays, shown, studio().fonts, Album(Path()).crop))

    assert [canvas.size for canvas, _ in made] == [film.SIZE] * len(shown)
    first, second = made[0][0], made[1][0]
    assert first.crop((0, 0, 1080, 1362)).tobytes() == second.crop((0, 0, 1080, 1362)).tobytes()
    assert first.crop((0, 1362, 1080, 1920)).getcolors(9999) is not None
    assert first.tobytes() != second.tobytes()


def test_without_the_extra_it_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "at_hand", lambda: False)

    with pytest.raises(Blocked) as refused:
        draw_as(tmp_path, None, "video")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert refused.value.remedy.startswith("ketik satu kali: ")
    assert f" -m pip install {film.EXTRA} (mengunduh 36 MB), lalu" in refused.value.remedy
    assert extras["optional-dependencies"] == {"video": [film.EXTRA]}


def test_a_kit_takes_a_film_only_of_the_very_slides(tmp_path: Path) -> None:
    """A word changed since, another film, none: no film."""
    cards, folder = tmp_path / "kartu", tmp_path / "video"
    cards.mkdir()
    folder.mkdir()
    assert current(folder, cards) is None
    (cards / "slide-01.jpg").write_bytes(b"satu")
    (folder / film.SLIDES).write_text(json.dumps([sha256(b"satu").hexdigest()]), "utf-8")
    assert current(folder, cards) == folder / film.NAME
    (cards / "slide-01.jpg").write_bytes(b"dua")
    assert current(folder, cards) is None


def test_it_is_a_film_that_a_player_opens() -> None:
    """Upright, silent, as long as its captions, and the same bytes each time."""
    av = pytest.importorskip("av", reason='pip install ".[video]"')
    canvas = Image.new("RGB", film.SIZE, "#6a1222")
    made = film.encoded([(canvas, 0.4), (Image.new("RGB", film.SIZE, "#faf6ee"), 0.6)])

    assert made == film.encoded([(canvas, 0.4), (Image.new("RGB", film.SIZE, "#faf6ee"), 0.6)])
    with av.open(io.BytesIO(made)) as opened:
        picture, sound = opened.streams.video[0], opened.streams.audio[0]
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert (picture.width, picture.height, picture.frames) == (*film.SIZE, 25)
        assert abs(opened.duration / av.time_base - 1.0) < 0.1
        assert not any(key in opened.metadata for key in ("encoder", "creation_time"))
