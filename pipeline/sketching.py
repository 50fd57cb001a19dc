"""Sketching: `draw` as somebody asks for it: for a designer, the notice board, as a film."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.core.content import Content
from pipeline.core.findings import Blocked, Finding, blocking, spoken
from pipeline.core.model import Item
from pipeline.edge import disk
from pipeline.render import film, trouble
from pipeline.render.album import Album
from pipeline.render.files import write_if_changed
from pipeline.render.grid import gridded
from pipeline.render.lossless import png
from pipeline.render.photo import PictureTrouble
from pipeline.render.printing import PAPERS, to_pdf
from pipeline.render.raster import encode, paint
from pipeline.render.studio import Studio
from pipeline.render.vector import to_svg
from pipeline.workplace import Desk, open_desk, short

SKETCHES = "rancangan"  # below build/: never published, never part of a kit
FILMS = "video"  # below build/: kits take a film from there while its slides are theirs

Draw = Callable[[Studio, Item, Content, Album], Mapping[str, bytes] | Finding]


def draw_as(root: Path, item: str | None, kind: str) -> int:
    """Write the working copy's cards as files of this kind and say where they are."""
    desk = open_desk(root)
    content = disk.read_content(root)
    studio = Studio(desk.site)
    findings = list(studio.findings)
    if kind == "video" and not film.at_hand():
        raise Blocked(
            "pembuat video belum terpasang di komputer ini",
            remedy=f"ketik satu kali: {short(Path(sys.executable))} -m pip install {film.EXTRA} "
            "(mengunduh 36 MB), lalu ketik lagi perintah tadi. Kartu dan carousel tetap dapat "
            "dibuat tanpa itu.",
        )
    for one in _chosen(content, item) if not findings else ():
        findings += _sketched(desk, studio, one, content, KINDS[kind])
    for finding in findings:
        desk.say(spoken(finding))
    return 1 if blocking(findings) else 0


def _sketched(
    desk: Desk, studio: Studio, item: Item, content: Content, draw: Draw
) -> Iterator[Finding]:
    planned, findings = studio.plan(item, content)
    yield from findings
    if findings:
        return
    try:
        # On paper a picture is as large as it can be, else it is decoded as for the cards.
        shown = [] if draw is _pdf else [plan.display for plan in planned]
        album = Album(desk.root / "content/konten" / item.id, shown)
        files = draw(studio, item, content, album)
    except PictureTrouble as problem:
        yield trouble.picture(item, str(problem))
        return
    if isinstance(files, Finding):
        yield files
        return
    folder = desk.build / (FILMS if draw is _film else SKETCHES) / item.id
    for name, made in files.items():
        write_if_changed(folder / name, made)
    desk.say(f"{item.id}: {len(files)} berkas di {folder}")


def _svg(studio: Studio, item: Item, content: Content, album: Album) -> dict[str, bytes]:
    planned, _ = studio.plan(item, content)
    return {
        f"{Path(plan.name).stem}.svg": to_svg(plan.display, studio.fonts, album.crop).encode()
        for plan in planned
    }


def _png(studio: Studio, item: Item, content: Content, album: Album) -> dict[str, bytes]:
    planned, _ = studio.plan(item, content)
    return {
        f"{Path(plan.name).stem}.png": png(paint(plan.display, studio.fonts, album.crop))
        for plan in planned
    }


def _grid(studio: Studio, item: Item, content: Content, album: Album) -> dict[str, bytes]:
    planned, _ = studio.plan(item, content)
    found = {}
    for plan in planned:
        shown = gridded(plan.display, plan.sheet, studio.shelf)
        canvas = paint(shown, studio.fonts, album.crop)
        found[f"{Path(plan.name).stem}-kotak.jpg"] = encode(canvas)
    return found


def _pdf(studio: Studio, item: Item, content: Content, album: Album) -> dict[str, bytes] | Finding:
    plan = studio.poster(item, content)
    if isinstance(plan, Finding):
        return plan
    return {
        f"papan-{paper}.pdf": to_pdf(plan.display, studio.fonts, album.crop, paper, item.title)
        for paper in PAPERS
    }


def _film(studio: Studio, item: Item, content: Content, album: Album) -> dict[str, bytes] | Finding:
    """The carousel as a film, and the hashes of the slides that it shows."""
    slides = [plan for plan in studio.plan(item, content)[0] if plan.format == "slide"]
    if not slides:
        return trouble.no_film(item, "video dibuat dari slide; konten ini tidak memilikinya")
    drawn = [paint(plan.display, studio.fonts, album.crop) for plan in slides]
    hashes = [hashlib.sha256(encode(canvas)).hexdigest() for canvas in drawn]
    ink = [studio.brand.palette[plan.sheet.colours["text"][0]] for plan in slides]
    displays = [film.unswiped(plan.display) for plan in slides]
    try:
        shown = film.scenes(displays, ink, studio.shelf)
        made = film.encoded(film.shots(displays, shown, studio.fonts, album.crop))
    except film.FilmTrouble as problem:
        return trouble.no_film(item, str(problem))
    return {film.NAME: made, film.SLIDES: json.dumps(hashes).encode()}


KINDS: Mapping[str, Draw] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "grid": _grid,
    "video": _film,
}


def _chosen(content: Content, item: str | None) -> list[Item]:
    if item is None:
        return [content.items[name] for name in sorted(content.items)]
    if item not in content.items:
        raise Blocked(
            f"konten {item} tidak ada",
            where="content/konten",
            remedy="ketik nama foldernya, misalnya 2026-11-tahapan-pemilu",
        )
    return [content.items[item]]
