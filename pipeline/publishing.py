"""Publishing: the page and the kits as approval and ledger stand, and the site built from them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.control import control_cards, recent
from pipeline.core.changes import Changes, changes_of, published_versions
from pipeline.core.content import Content
from pipeline.core.dossier import ITEMS
from pipeline.core.posting import Act
from pipeline.desk import HOME, Desk, Prepared, World
from pipeline.edge.branches import address
from pipeline.edge.editor import program
from pipeline.edge.forge_links import form_page, github_name
from pipeline.edge.versions import read_versions
from pipeline.overview import agenda_of, stock
from pipeline.posts import kit_posts, lasting, second_look
from pipeline.pouring import build_site
from pipeline.render.cards import Drawn
from pipeline.render.edition import Edition
from pipeline.render.editor import LOCAL
from pipeline.render.house import read_brand
from pipeline.render.kit import write_kits
from pipeline.render.pages import write_site


def publish(desk: Desk, world: World, prepared: Prepared, acts: Iterable[Act]) -> Mapping[str, str]:
    """Write the page and the kits as the ledger stands, and build the site if that changed it.

    Return the address of each item's kit.
    """
    acts = tuple(acts)
    world = replace(world, acts=acts)
    landed, view, today = world.approvals.landed, stock(desk, world), desk.clock().date()
    open_items = [matter.subject for matter in view.status.matters] if view else []
    edition = Edition(
        content=world.content,
        cards=prepared.drawn.cards,
        published=_within("content/konten/", landed),
        registered={
            name.removesuffix(".md"): at
            for name, at in _within("content/peraturan/", landed).items()
        },
        changes=_changes(desk, world),
        imported=frozenset(
            unit.removeprefix("content/konten/") for unit in world.approvals.imported
        ),
        acts=tuple(lasting(acts, world.content)),
        rehearsal=desk.rehearsal,
        status=view.status if view else None,
        control=tuple(
            control_cards(
                world, recent(world, open_items, today), today, address(desk.repository())
            )
        ),
        agenda=agenda_of(desk, view) if view else None,
        repository=github_name(address(desk.repository())),
        program=program(HOME),
        now=desk.clock(),
    )
    docs = desk.build / "docs"
    write_site(edition, docs=docs, site_dir=desk.site, colours=_colours(desk))
    repo = desk.repository()
    look = "" if desk.rehearsal else second_look(repo)
    posts = kit_posts(prepared.plan, prepared.posts, world.content, acts, desk.site, look)
    kits = write_kits(
        posts,
        content=world.content,
        acts=acts,
        site_dir=desk.site,
        out=desk.build / "paket",
        docs=docs,
        day=today,
        form="" if desk.rehearsal else form_page(address(repo), "konfirmasi"),
        halts=prepared.plan.halts,
        takedowns=prepared.plan.takedowns,
        rehearsal=desk.rehearsal,
    )
    desk.progress("membangun halaman")
    build_site(HOME)
    return kits


def _changes(desk: Desk, world: World) -> dict[str, Changes]:
    """The public history of each corrected item, from the versions that were approved."""
    corrected = {
        f"{ITEMS}{item.id}": item for item in world.content.items.values() if item.correction
    }
    past = {unit: world.approvals.past.get(unit, ()) for unit in corrected}
    trees = [(one.oid or "", unit) for unit in past for one in published_versions(past[unit])]
    read = read_versions(desk.repository(), trees) if trees else {}
    found = {
        item.id: changes_of(
            item, past[unit], [read[t] for t, of in trees if of == unit and t in read]
        )
        for unit, item in corrected.items()
    }
    return {name: changes for name, changes in found.items() if changes}


def _within(folder: str, landed: Mapping[str, datetime]) -> dict[str, datetime]:
    """When each unit of one folder was approved, by its name in it."""
    return {unit.removeprefix(folder): at for unit, at in landed.items() if unit.startswith(folder)}


def lay_out_draft(desk: Desk, content: Content, drawn: Drawn, docs: Path) -> None:
    """The page as it would look with the working copy approved; shown on this machine only."""
    edition = Edition(content=content, cards=drawn.cards, repository=LOCAL, program=program(HOME))
    write_site(edition, docs=docs, site_dir=desk.site, colours=_colours(desk))


def _colours(desk: Desk) -> Mapping[str, str]:
    """The designer's palette, for the page's style sheet."""
    return read_brand(desk.site)[0].palette
