"""Drawing: the verb `draw` as a designer asks for it: the working copy's cards as SVG."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.commands import say_findings
from pipeline.core.content import Content
from pipeline.core.findings import Blocked, Finding, blocking
from pipeline.core.model import Item
from pipeline.desk import Desk, open_desk
from pipeline.edge import disk
from pipeline.render import trouble
from pipeline.render.album import Album
from pipeline.render.files import write_if_changed
from pipeline.render.photo import PictureTrouble
from pipeline.render.studio import Studio
from pipeline.render.vector import to_svg

SKETCHES = "rancangan"  # below build/: never published, never part of a kit


def draw_svg(root: Path, item: str | None) -> int:
    """Write each card as one SVG file and say where they are."""
    desk = open_desk(root)
    content = disk.read_content(root)
    studio = Studio(desk.site)
    findings = list(studio.findings)
    for one in _chosen(content, item) if not findings else ():
        findings += _sketched(desk, studio, one, content)
    say_findings(findings)
    return 1 if blocking(findings) else 0


def _sketched(desk: Desk, studio: Studio, item: Item, content: Content) -> Iterator[Finding]:
    planned, findings = studio.plan(item, content)
    yield from findings
    if findings:
        return
    album = Album(desk.root / "content/konten" / item.id)
    folder = desk.build / SKETCHES / item.id
    try:
        for plan in planned:
            svg = to_svg(plan.display, studio.fonts, album.crop)
            write_if_changed(folder / f"{Path(plan.name).stem}.svg", svg.encode())
    except PictureTrouble as problem:
        yield trouble.picture(item, str(problem))
        return
    desk.say(f"{item.id}: {len(planned)} SVG di {folder}")


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
