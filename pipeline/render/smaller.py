"""Draws: a light copy of each picture that a page shows: readers pay for what they load."""

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.render import files
from pipeline.render.edition import Drawing

# As wide as a phone of the usual density needs. A tap on the picture opens the drawn card itself.
WIDTHS = {"slide": 720, "feed": 720, "link": 640, "wide": 1080}
THUMB = 320
RECIPE = "webp-80-2"  # format, quality, effort: part of a copy's name, so a new recipe draws anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """A light copy as a page names it, before anything is drawn."""

    source: Path
    name: str
    width: int
    height: int


def small(card: Drawing) -> Small:
    """The light copy of a card: never larger than the card itself."""
    width = min(card.width, WIDTHS[card.format])
    return Small(
        source=card.path,
        name=f"{card.path.stem}-{WIDTHS[card.format]}.webp",
        width=width,
        height=round(card.height * width / card.width),
    )


def thumb(path: Path) -> Small:
    """The still lighter copy that a kit shows beside the file to save."""
    from PIL import Image  # late: only kits need it

    with Image.open(path) as card:
        width = min(card.width, THUMB)
        height = round(card.height * width / card.width)
    return Small(source=path, name=f"{path.stem}-{THUMB}.webp", width=width, height=height)


def shrink(wanted: Mapping[str, bytes | Path | Small], store: Path) -> dict[str, bytes | Path]:
    """The same files with every light copy drawn. ``store`` keeps them from run to run."""
    copies = {copy: store / _stored(copy) for copy in wanted.values() if isinstance(copy, Small)}
    missing = {path: copy for copy, path in copies.items() if not path.is_file()}
    with ThreadPoolExecutor(max_workers=2) as pool:  # Pillow works outside the interpreter's lock
        list(pool.map(_draw, missing.values(), missing))
    return {
        name: copies[value] if isinstance(value, Small) else value for name, value in wanted.items()
    }


def sweep(wanted: Iterable[bytes | Path], store: Path) -> None:
    """Forget the copies that no page shows any more."""
    kept = {path.name for path in wanted if isinstance(path, Path)}
    files.keep_only(kept, store)


def _stored(copy: Small) -> str:
    """Named after the bytes it is drawn from: a card that changes gets another copy."""
    drawn_from = hashlib.sha256(copy.source.read_bytes()).hexdigest()
    return f"{drawn_from[:32]}-{copy.width}-{RECIPE}.webp"


def _draw(copy: Small, path: Path) -> None:
    import io

    from PIL import Image  # late: a run with nothing new draws nothing

    with Image.open(copy.source) as card:
        picture = card.convert("RGB").resize(
            (copy.width, copy.height), Image.Resampling.LANCZOS, reducing_gap=2.0
        )
    drawn = io.BytesIO()
    picture.save(drawn, "WEBP", quality=80, method=2)
    files.write_if_changed(path, drawn.getvalue())
