"""Draws: a light copy of each picture that a page shows: readers pay for what they load."""

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.render import files
from pipeline.render.edition import Drawing

# As wide as a phone of the usual density needs, and half of it for lists and plain screens.
# A tap on the picture opens the drawn card itself.
WIDTHS = {"slide": (360, 720), "feed": (360, 720), "link": (320, 640), "wide": (540, 1080)}
# AVIF takes a third less for the reader and five times as long for us (0.1 s at 720, against 0.02):
# worth it where the picture is what the page is about, not in lists.
KINDS = {"slide": ("avif", "webp"), "feed": ("avif", "webp"), "link": ("webp",), "wide": ("webp",)}
THUMB = 320
# Part of a copy's name, so that a new recipe draws anew.
RECIPES: dict[str, dict[str, int]] = {
    "webp": {"quality": 80, "method": 2},
    "avif": {"quality": 50, "speed": 8, "max_threads": 1},  # one thread: the same bytes everywhere
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """A light copy as a page names it, before anything is drawn."""

    source: Path
    name: str
    width: int
    height: int


def copies(card: Drawing) -> list[tuple[str, list[Small]]]:
    """The light copies of a card by format, best first: never larger than the card itself."""
    widths = {min(card.width, wanted): wanted for wanted in WIDTHS[card.format]}.values()
    return [(kind, [_copy(card, width, kind) for width in widths]) for kind in KINDS[card.format]]


def _copy(card: Drawing, wanted: int, kind: str) -> Small:
    width = min(card.width, wanted)
    return Small(
        source=card.path,
        name=f"{card.path.stem}-{wanted}.{kind}",
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
    small = [copy for copy in wanted.values() if isinstance(copy, Small)]
    drawn_from = {path: _hash(path) for path in {copy.source for copy in small}}
    copies = {copy: store / _stored(copy, drawn_from[copy.source]) for copy in small}
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


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stored(copy: Small, drawn_from: str) -> str:
    """Named after the bytes it is drawn from: a card that changes gets another copy."""
    kind = copy.name.rpartition(".")[2]
    recipe = "-".join(map(str, RECIPES[kind].values()))
    return f"{drawn_from[:32]}-{copy.width}-{recipe}.{kind}"


def _draw(copy: Small, path: Path) -> None:
    import io

    from PIL import Image  # late: a run with nothing new draws nothing

    with Image.open(copy.source) as card:
        picture = card.convert("RGB").resize(
            (copy.width, copy.height), Image.Resampling.LANCZOS, reducing_gap=2.0
        )
    drawn = io.BytesIO()
    kind = path.suffix[1:]
    picture.save(drawn, kind.upper(), **RECIPES[kind])
    files.write_if_changed(path, drawn.getvalue())
