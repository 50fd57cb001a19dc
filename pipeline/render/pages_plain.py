"""Draws: the office's own pages; those for the office itself, its hand-books, with pictures."""

from pathlib import Path

from pipeline.core.checks.markup import SHOWN
from pipeline.core.model import PlainPage
from pipeline.render.edition import Edition
from pipeline.render.shell import Page, root_of, sketch
from pipeline.render.structured import graph

GUIDES = "panduan"
_TITLE = "Untuk redaksi"


def plain_pages(edition: Edition, site_dir: Path) -> list[Page]:
    """The pages that the office writes in content/halaman/."""
    return [_plain(edition, site_dir, page) for page in edition.content.pages.values()]


def _plain(edition: Edition, site_dir: Path, page: PlainPage) -> Page:
    folder = f"halaman/{page.id}"
    above = [(_TITLE, GUIDES)] if page.for_office else []
    return Page(
        folder=folder,
        title=page.title,
        description=page.summary,
        structured=graph(edition, [], [*above, (page.title, folder)]),
        body=sketch(
            "plain.j2",
            root=root_of(folder),
            page=page,
            guides=GUIDES,
            contact=edition.contact if page.shows_contact else None,
            pictures={
                name: _attributes(path, root_of(folder))
                for name, path in _pictures(page, site_dir).items()
            },
        ),
        searchable=not page.for_office,  # whoever searches here looks for law
    )


def guides_page(edition: Edition) -> list[Page]:
    """The list of the pages that are for the office: one link below every page leads there."""
    pages = [page for page in edition.content.pages.values() if page.for_office]
    if not pages:
        return []
    return [
        Page(
            folder=GUIDES,
            title=_TITLE,
            description=f"Buku pegangan redaksi JDIH {edition.office}, menurut peran.",
            structured=graph(edition, [], [(_TITLE, GUIDES)]),
            body=sketch("guides.j2", root=root_of(GUIDES), title=_TITLE, pages=pages),
            searchable=False,
        )
    ]


def shown_pictures(edition: Edition, site_dir: Path) -> dict[str, bytes | Path]:
    """The files of the pictures that some page shows."""
    return {
        f"{GUIDES}/{path.name}": path
        for page in edition.content.pages.values()
        for path in _pictures(page, site_dir).values()
    }


def _pictures(page: PlainPage, site_dir: Path) -> dict[str, Path]:
    """Those that the page names and that are there, by name."""
    named = {found["name"] for found in SHOWN.finditer(page.body)}
    paths = {name: site_dir / "handbooks" / f"{name}.webp" for name in sorted(named)}
    return {name: path for name, path in paths.items() if path.is_file()}


def _attributes(path: Path, root: str) -> str:
    """Taken at twice the size at which it is shown."""
    from PIL import Image  # late: most runs show nothing new

    with Image.open(path) as picture:
        width, height = picture.width // 2, picture.height // 2
    return f'src="{root}{GUIDES}/{path.name}" width="{width}" height="{height}" loading="lazy"'
