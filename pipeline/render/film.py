"""Draws: a carousel as an upright film without sound, its words burnt in below each slide.

Made with PyAV, which is an extra (`pip install ".[video]"`): its wheel is larger than all else.
"""

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.render.fonts import FontShelf
from pipeline.render.layout import Display
from pipeline.render.raster import paint
from pipeline.render.scrims import Crop
from pipeline.render.setting import Op, Setting, largest, measured, painted, yielding
from pipeline.render.text import CAP, Block, Run

if TYPE_CHECKING:
    from PIL import Image

EXTRA = "av==18.1.0"  # as pyproject.toml names it
NAME, SLIDES = "video.mp4", "slide.json"  # the film, and the hashes of the slides in it
SIZE = (1080, 1920)
SLIDE = (100, 262, 880, 1100)  # where a slide stands; what the networks lay over is left free
LEFT, TOP, WIDE = 56, 1398, 968  # of the captions, above the lower 340 pixels
LETTERS = (34, 42)  # their sizes
LEADING, MOST_LINES = 1.32, 3
READ = 17  # letters a second: what subtitles ask of a reader
LEAST_SECONDS, LONGEST = 2.0, 180.0  # of one caption; of the whole: Shorts and Reels take no more
RATE, SOUND = 25, 48_000  # frames and samples a second
_SAMPLES = 1024  # in a frame of AAC
_BITEXACT = 1 << 23  # FFmpeg's flag: no name of a version, no moment
SPOKEN = frozenset(
    {"title", "quote", "byline", "heading", "body", "pinpoint", "instrument", "about", "figure"}
    | {"verdict", "key", "options", "steps", "more", "basis", "account"}
)

Shot = tuple["Image.Image", float]  # a picture and for how many seconds it stands


class FilmTrouble(Exception):
    """Why there is no film, and what to do, in Indonesian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Up to three lines of words below a slide, and how long they are to be read."""

    slide: int
    ops: tuple[Op, ...]
    seconds: float


def at_hand() -> bool:
    """Whether the extra is installed."""
    return find_spec("av") is not None


def unswiped(display: Display) -> Display:
    """A slide without the word that asks to swipe."""
    return {**display, "ops": [op for op in display["ops"] if op.get("role") != "swipe"]}


def scenes(displays: Sequence[Display], fills: Sequence[str], shelf: FontShelf) -> list[Scene]:
    """Part the words of each slide into captions; refuse what no network would take."""
    slides = enumerate(zip(displays, fills, strict=True))
    found = [scene for n, (one, fill) in slides for scene in _captions(n, one, fill, shelf)]
    whole = sum(scene.seconds for scene in found)
    if whole > LONGEST:
        raise FilmTrouble(
            f"videonya menjadi {whole:.0f} detik, paling lama {LONGEST:.0f}: "
            f"kurangi sekitar {(whole - LONGEST) * READ:.0f} huruf dari bagian-bagiannya"
        )
    return found


def said(display: Display) -> list[str]:
    """What a slide says, part by part, in the order in which it is drawn."""
    texts = [op for op in display["ops"] if op["op"] == "text" and op["role"] in SPOKEN]
    parts = groupby(texts, key=lambda op: op["role"])
    joined = ("".join(map(_whole, ops)).rstrip() for _, ops in parts)
    return [re.sub(r" (?=[,.;:!?)”])", "", text) for text in joined]


def _whole(op: Op) -> str:
    """A run as it is said: a word that was parted at a line's end goes on in the next."""
    return str(op["text"])[:-1] if op.get("parted") else f"{op['text']} "


def _captions(n: int, display: Display, fill: str, shelf: FontShelf) -> Iterator[Scene]:
    for text in said(display) or [""]:
        words = measured([Block(runs=(Run(text, ""),))], "bold", shelf)
        words = yielding(words, LETTERS[0], WIDE)
        room = (len(text) + 1) * LETTERS[1] * LEADING
        setting, _ = largest(words, LETTERS, WIDE, room, leading=LEADING, balanced=False)
        if setting is None:
            raise FilmTrouble(f"“{text[:40]}” terlalu lebar untuk teks pada video")
        for part in _parted(setting):
            letters = sum(len(unit.text) + 1 for _, line, _, _ in part.lines for unit in line.units)
            ops = painted(
                part, words, at=(LEFT, TOP), width=WIDE, align="center", fill=fill, role="caption"
            )
            yield Scene(slide=n, ops=tuple(ops), seconds=max(letters / READ, LEAST_SECONDS))


def _parted(setting: Setting) -> Iterator[Setting]:
    """Up to three lines at a time, as evenly as they come."""
    lines = setting.lines
    count = -(-len(lines) // MOST_LINES) or 1
    for k in range(count):
        part = lines[k * len(lines) // count : (k + 1) * len(lines) // count]
        above = part[0][3] - CAP * setting.size if part else 0.0
        yield replace(setting, lines=tuple((x, line, b, y - above) for x, line, b, y in part))


def shots(
    displays: Sequence[Display], shown: Iterable[Scene], fonts: Path, crop: Crop
) -> Iterator[Shot]:
    """Paint each caption with its slide above it; a slide is painted once."""
    from PIL import Image

    x, y, w, h = SLIDE
    for n, group in groupby(shown, key=lambda scene: scene.slide):
        slide = paint(displays[n], fonts, crop).resize((w, h), Image.Resampling.LANCZOS)
        for scene in group:
            ground = displays[n]["ground"]
            canvas = paint({"size": SIZE, "ground": ground, "ops": scene.ops}, fonts, crop)
            canvas.paste(slide, (x, y))
            yield canvas, scene.seconds


def encoded(pictures: Iterable[Shot]) -> bytes:
    """H.264 and silent AAC in MP4: what all three networks take; the same bytes each time."""
    import av

    out = io.BytesIO()
    with av.open(out, "w", format="mp4", options={"fflags": "+bitexact"}) as film:
        picture: Any = film.add_stream("libx264", rate=RATE)
        picture.width, picture.height = SIZE
        picture.pix_fmt = "yuv420p"
        picture.options = {"preset": "ultrafast", "tune": "stillimage", "crf": "20", "threads": "1"}
        sound: Any = film.add_stream("aac", rate=SOUND, layout="stereo")
        for stream in (picture, sound):
            stream.codec_context.flags |= _BITEXACT
        count = heard = 0
        for canvas, seconds in pictures:
            frame = av.VideoFrame.from_image(canvas).reformat(format="yuv420p")
            for _ in range(round(seconds * RATE)):
                frame.pts, count = count, count + 1
                film.mux(picture.encode(frame))
            while heard < count * SOUND // RATE:
                silence = av.AudioFrame(format="fltp", layout="stereo", samples=_SAMPLES)
                for plane in silence.planes:
                    plane.update(bytes(plane.buffer_size))
                silence.sample_rate, silence.pts = SOUND, heard
                film.mux(sound.encode(silence))
                heard += _SAMPLES
        film.mux(picture.encode())
        film.mux(sound.encode())
    return out.getvalue()


def current(folder: Path, cards: Path) -> Path | None:
    """The film of an item, if it shows the very slides that are drawn."""
    try:
        known = json.loads((folder / SLIDES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    slides = sorted(cards.glob("slide-*.jpg"))
    drawn = [hashlib.sha256(slide.read_bytes()).hexdigest() for slide in slides]
    return folder / NAME if drawn and known == drawn else None
