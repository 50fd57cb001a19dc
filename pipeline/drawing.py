"""Drawing: `draw`: the cards of the working copy, and what stands against drawing one."""

from pathlib import Path

from pipeline.core.findings import blocking, of_item, spoken
from pipeline.edge import disk
from pipeline.render.cards import draw_all
from pipeline.render.contact import lay_out
from pipeline.workplace import open_desk, short


def draw(root: Path, item: str | None) -> int:
    """Draw all cards and say where they are. Other rules are the trade of `check`."""
    desk, content = open_desk(root), disk.read_content(root)
    drawn = draw_all(
        content.items.values(),
        content=content,
        root=root,
        site=desk.site,
        out=desk.build / "pratinjau" / "kartu",
        progress=lambda name, done, of: desk.progress(f"menggambar {done}/{of}: {name}"),
    )
    found = sorted({*content.findings, *drawn.findings})
    if item:
        found = of_item(item, {*content.items, *content.unfinished}, found)
    for finding in found:
        desk.say(spoken(finding))
    for name in [item] if item else content.items:
        cards = drawn.cards.get(name, ())
        where = f" di {short(cards[0].path.parent)}" if cards else ""
        desk.say(f"{name}: {len(cards)} gambar{where}")
    sheets = desk.build / "pratinjau" / "lembar"
    lay_out(drawn.cards, sheets)
    desk.say(f"Semua kartu setiap konten pada satu lembar: {short(sheets)}")
    return 1 if blocking(found) else 0
