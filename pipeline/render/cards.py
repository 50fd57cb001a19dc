"""Draws: every card of every item. What has not changed is neither laid out nor drawn again."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.render.card import Card, digest
from pipeline.render.files import write_if_changed

if TYPE_CHECKING:
    from pipeline.render import studio as studios

Progress = Callable[[str, int, int], None]  # (item id, how many are done, of how many)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    cards: Mapping[str, tuple[Card, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    redrawn: int = 0  # pictures painted in this run


def draw_all(
    items: Iterable[Item],
    *,
    content: Content,
    root: Path,
    site: Path,
    out: Path,
    progress: Progress | None = None,
) -> Drawn:
    """Bring ``out`` in line with the items.

    ``root`` holds ``content/`` (pictures are read there), ``site`` is the designer's folder.
    One item that cannot be drawn gives findings and leaves the others alone.
    """
    items = sorted(items, key=lambda item: item.id)
    house = digest([_house(site), _office(content)])
    cards: dict[str, tuple[Card, ...]] = {}
    findings: list[Finding] = []
    redrawn = 0
    studio: studios.Studio | None = None
    for n, item in enumerate(items):
        folder = out / item.id
        key = _key(house, item, content, root)
        kept = _kept(folder, key, item.id)
        if kept is None:
            if studio is None:
                from pipeline.render.studio import Studio

                studio = Studio(site)
                if studio.findings:  # the designer's slip must not cost the cards of last time
                    return Drawn(cards=cards, findings=tuple(studio.findings))
            result = studio.draw(item, content, root, folder)
            findings += result.findings
            redrawn += result.redrawn
            if result.cards:
                _note(folder, key, result)
                kept = _kept(folder, key, item.id)
        if kept:
            cards[item.id] = kept
        if progress:
            progress(item.id, n + 1, len(items))
    _sweep(out, {item.id for item in items}, cards)
    return Drawn(cards=cards, findings=tuple(sorted(set(findings))), redrawn=redrawn)


def _house(site: Path) -> str:
    """Hash what all cards share: brand, sheets, fonts, this engine, and the libraries it uses.

    The record of the Pillow distribution names its version and lists the hash of every library it
    bundles: FreeType, raqm, HarfBuzz, libjpeg. Reading it is quicker than loading them to ask.
    """
    folder = Path(__file__).parent
    engine = [folder / f"{name}.py" for name in ENGINE]
    files = [site / "brand.yml", site / "formats.yml", *engine]
    files += [
        *sorted((site / "cards").glob("*.yml")),
        *sorted((site / "assets/icons").glob("*.svg")),
    ]
    files += sorted((site / "assets/fonts").glob("*.ttf"))
    parts = [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]
    parts += [_record("PIL", "pillow"), _record("segno", "segno"), _record("pyphen", "pyphen")]
    return digest(parts)


def _record(module: str, package: str) -> tuple[str, str]:
    """What pip noted of a package's files. importlib.metadata costs as much as two cards."""
    found = find_spec(module)
    folder = Path(found.origin).parents[1] if found and found.origin else Path()
    records = sorted(folder.glob(f"{package}-*.dist-info/RECORD"))
    return package, digest([record.read_text(encoding="utf-8") for record in records])


# The modules whose change may change a card. A test compares the list with what is loaded.
ENGINE = (
    *("album", "alt", "brand", "breaking", "card", "designer", "facts", "flow", "fonts"),
    *("formats", "heroes", "house", "hyphens", "icons", "inside", "layout", "masks"),
    *("photo", "prose", "raster", "report", "saliency", "scrims", "setting", "shapes"),
    *("sheets", "stack"),
    *("sight", "story", "studio", "text", "tones", "trouble"),
)


def drawn_from(item: Item, content: Content, root: Path) -> str:
    """Name all that an item's cards and the findings about them come from, but for the house."""
    return digest([_key(_office(content), item, content, root), repr(item)])


def _office(content: Content) -> str:
    """What every item's cards show of the office, and how its networks and contests shape them."""
    return digest([repr(content.channels), repr(content.contests)])


def _key(house: str, item: Item, content: Content, root: Path) -> str:
    """Hash what an item's cards are drawn from, without laying them out."""
    folder = root / "content/konten" / item.id
    pictures = []
    for picture in item.pictures:
        path = folder / picture.file
        readable = path.is_file() and not path.is_symlink()
        whole = hashlib.sha256(path.read_bytes()).hexdigest() if readable else ""
        pictures.append((picture.file, picture.alt, picture.credit, picture.focus, whole))
    said = [
        (item.id, item.title, item.card_title, item.series, item.summary, item.body, item.demo),
        [(s.title, s.text) for s in item.slides],
        [(r.instrument, r.pinpoint) for r in item.basis],
        [
            (i.name, i.short_kind)
            for r in item.basis
            if (i := content.instruments.get(r.instrument)) is not None
        ],
        repr(content.series.get(item.series)),
        pictures,
    ]
    return digest([house, said])


def _kept(folder: Path, key: str, item: str) -> tuple[Card, ...] | None:
    """Return the cards of the last run if they are still those of this key."""
    manifest = folder / "manifest.json"
    try:
        written = manifest.stat().st_mtime_ns
        note = json.loads(manifest.read_bytes())
        if note["key"] != key:
            return None
        cards = tuple(
            Card(item=item, path=folder / c.pop("file"), **{k: c[k] for k in _KEPT})
            for c in note["cards"]
        )
        if not all(_is_whole(card, written) for card in cards):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return cards


def _is_whole(card: Card, written: int) -> bool:
    """Whether a file is the one that was drawn; it is read only if touched since its manifest."""
    found = card.path.stat()
    if found.st_size == card.bytes and found.st_mtime_ns <= written:
        return True
    return hashlib.sha256(card.path.read_bytes()).hexdigest() == card.sha256


_KEPT = ("format", "page", "width", "height", "bytes", "sha256", "alt")


def _note(folder: Path, key: str, result: "studios.Result") -> None:
    note = {
        "key": key,
        "guessed": result.guesses,
        "cards": [
            {
                "file": c.path.name,
                **{k: getattr(c, k) for k in _KEPT},
                "display": result.displays[c.path.name],
                "report": result.reports[c.path.name],
            }
            for c in result.cards
        ],
    }
    text = json.dumps(note, ensure_ascii=False, indent=1) + "\n"
    write_if_changed(folder / "manifest.json", text.encode())


def _sweep(out: Path, wanted: set[str], cards: Mapping[str, tuple[Card, ...]]) -> None:
    """Remove what no item needs any more: this folder is ours alone."""
    if not out.is_dir():
        return
    for folder in out.iterdir():
        if not folder.is_dir():
            continue
        known = {card.path.name for card in cards.get(folder.name, ())}
        known |= {"manifest.json"} if known else set()
        with os.scandir(folder) as files:  # a path for each of thousands costs more than all else
            strange = [file.name for file in files if file.name not in known]
        for name in strange:
            (folder / name).unlink()
        if folder.name not in wanted or not known:
            folder.rmdir()
