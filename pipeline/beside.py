"""Beside: what stands beside the page while somebody writes: one item's cards, captions, findings.

Nothing is drawn here: `redaksi serve` draws after each save, and asks for one item at a time.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.proposals import ITEMS, Draft
from pipeline.desk import Desk
from pipeline.previewing import draft_of, undrawn, worded
from pipeline.render.beside import beside_page
from pipeline.render.cards import Drawn


def shell(site: Path) -> bytes:
    """The page around it, which changes with the designer's files alone."""
    return (site / "preview" / "desk.html").read_bytes()


def edited(changed: frozenset[str], content: Content) -> str:
    """The item whose folder was changed; at the beginning the newest, for one must be shown."""
    saved = {name.split("/")[2] for name in changed if name.startswith(ITEMS)}
    if changed and not saved:
        return ""
    return max(saved or {*content.items, *content.unfinished}, default="")


def side_of(
    desk: Desk, content: Content, drawn: Drawn, findings: Sequence[Finding]
) -> Callable[[str], str]:
    """How any item of this state is shown; its captions are worded when it is asked for."""
    titles = {
        one.id: one.card_title for one in (*content.items.values(), *content.unfinished.values())
    }

    def side(name: str) -> str:
        mine = {f for f in findings if f"{f.where}/".startswith(f"{ITEMS}{name}/")}
        draft, unfit = _drafted(desk, content, drawn, name)
        return beside_page(
            desk.site,
            draft=draft,
            cards=drawn.cards.get(name, ()),
            findings=sorted(mine.union(unfit)),
            others=len(findings) - len(mine),
            titles=titles,
        )

    return side


def _drafted(
    desk: Desk, content: Content, drawn: Drawn, name: str
) -> tuple[Draft | None, list[Finding]]:
    """An item with its captions; without them where its file is held; None where it is not read."""
    if (item := content.items.get(name)) is None:
        held = content.unfinished.get(name)
        return undrawn(held) if held else None, []
    posts, unfit = worded(desk, [item], content, drawn)
    return draft_of(item, content, drawn, posts), unfit
