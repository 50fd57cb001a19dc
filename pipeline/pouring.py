"""Pouring: build/site from build/docs, each page in the frame that the theme draws once.

`mkdocs build` typed by hand gives the same bytes; a test lays both beside each other.
"""

import gzip
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipeline.core.findings import Blocked
from pipeline.edge.mkdocs import draw_frames, theme_edition, unbuilt
from pipeline.edge.mkdocs_hook import index_search
from pipeline.render import files, frames, shell
from pipeline.render.frames import Pour, Shape, Unframed, cut, shape_of, stand_in
from pipeline.render.seen import Seen, as_told, files_of, look
from pipeline.render.shell import Laid, as_laid

NOTE = "situs.catatan.json"  # beside the site: what it was poured from
SEARCH = "pagefind"
SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Poured:
    """What must be known of a page when only others have changed."""

    shape: Shape
    searchable: bool
    canonical: str
    lastmod: str
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """From what the site was poured."""

    edition: str = ""
    seen: dict[str, Seen] = field(default_factory=dict)
    pages: dict[str, Poured] = field(default_factory=dict)


def build_site(
    root: Path, build: Path | None = None, *, index: Callable[[Path], None] | None = None
) -> bool:
    """Bring build/site in line with build/docs. False when nothing has changed since.

    Only what differs is written, each file whole. A run that dies leaves no note, and the next
    one compares everything. ``build`` is another folder of that kind, ``index`` does another
    thing about the search.
    """
    build = build or root / "build"
    docs, site, note = (build / name for name in ("docs", "site", NOTE))
    edition = _edition(root, build)
    old = _read(note)
    if old.edition != edition or not (site / "index.html").is_file():
        old = Note()
    seen = look(docs, old.seen)
    if old.seen == seen:
        return False
    before, now = dict(files_of(old.seen)), dict(files_of(seen))
    changed = [name for name, stamp in now.items() if before.get(name) != stamp]
    pages = {name: page for name, page in old.pages.items() if name in now}
    pages |= {name: _told(_page(docs, name)) for name in changed if name.endswith(".md")}
    pours, brought = _frames(root, build, pages, edition)
    note.unlink(missing_ok=True)
    site.mkdir(parents=True, exist_ok=True)
    search = not (site / SEARCH).is_dir()
    for name in changed:
        if name.endswith(".md"):
            page = _page(docs, name)
            wrote = files.write_if_changed(
                site / page.built, pours[pages[name].shape](page).encode()
            )
            known = old.pages.get(name)
            search |= wrote and (pages[name].searchable or known is None or known.searchable)
        else:
            files.place(f"{docs}/{name}", f"{site}/{name}")
    ours = {_built(name) for name in now} | {SITEMAP, f"{SITEMAP}.gz"}
    if old.edition:
        gone = {_built(name) for name in before} - ours
        search |= any(page.searchable for name, page in old.pages.items() if name not in now)
        files.remove(gone, site)
    else:
        theme = {name: path for name, path in brought.items() if name not in ours}
        files.pour(theme, site)
        files.keep_only([*ours, *theme], site, spare=(SEARCH,))
        search = True
    files.pour(_sitemap(pages.values()), site)
    if search:
        (index or _index)(site)
    files.write_if_changed(note, _written(Note(edition=edition, seen=seen, pages=pages)))
    return True


def unsearched(site: Path) -> None:
    """For a page that nobody searches."""


def index_once(site: Path) -> None:
    """For a preview: what changes while somebody writes need not be found."""
    if not (site / SEARCH).is_dir():
        _index(site)


def _index(site: Path) -> None:
    try:
        index_search(site)
    except RuntimeError as trouble:
        raise Blocked(
            f"Pencarian di halaman JDIH tidak dapat dibangun. {trouble}",
            where="build/site",
            remedy="Jalankan `redaksi build` lagi; bila berulang, sampaikan pesan ini kepada "
            "pengembang.",
        ) from trouble


def _edition(root: Path, build: Path) -> str:
    """The theme's edition and our own: what was poured by other code is poured again."""
    ours = (Path(__file__), Path(frames.__file__), Path(shell.__file__))
    total = hashlib.sha256(theme_edition(root, build).encode())
    for path in ours:
        total.update(path.read_bytes())
    return total.hexdigest()


def _page(docs: Path, name: str) -> Laid:
    return as_laid(name, (docs / name).read_bytes())


def _told(page: Laid) -> Poured:
    return Poured(
        shape=shape_of(page),
        searchable="data-pagefind-body" in page.body,
        canonical=str(page.meta.get("canonical") or ""),
        lastmod=str(page.meta.get("lastmod") or ""),
        listed=bool(page.meta.get("listed")),
    )


def _frames(
    root: Path, build: Path, pages: Mapping[str, Poured], edition: str
) -> tuple[Mapping[Shape, Pour], Mapping[str, Path]]:
    """How to pour a page of each shape, and the files that the theme brings along."""
    examples: dict[Shape, str] = {}
    for name, told in pages.items():
        examples[told.shape] = min(name, examples.get(told.shape, name))
    laid = {shape: _page(build / "docs", name) for shape, name in examples.items()}
    drawn = draw_frames(
        root, build, {shape: stand_in(page) for shape, page in laid.items()}, edition
    )
    try:
        pours = {
            shape: cut(page, (drawn / _built(shape)).read_text("utf-8"))
            for shape, page in laid.items()
        }
    except Unframed as trouble:
        raise unbuilt(f"Templat di site/theme tidak mencetak: {trouble}.") from trouble
    stand_ins = {_built(shape) for shape in laid}
    brought = {
        path.relative_to(drawn).as_posix(): path for path in drawn.rglob("*") if path.is_file()
    }
    return pours, {name: path for name, path in brought.items() if name not in stand_ins}


def _built(name: str) -> str:
    return f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name


def _sitemap(pages: Iterable[Poured]) -> dict[str, bytes]:
    text = frames.sitemap(asdict(page) for page in pages)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, filename=f"{SITEMAP}.gz", mode="wb", mtime=0) as file:
        file.write(text)
    return {SITEMAP: text, f"{SITEMAP}.gz": packed.getvalue()}


def _read(path: Path) -> Note:
    """The note of the last run; an empty one where there is none or it is damaged."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return Note(
            edition=told["edition"],
            seen={name: Seen(*one) for name, one in told["seen"].items()},
            pages={name: Poured(*one) for name, one in told["pages"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Note()


def _written(note: Note) -> bytes:
    told = {
        "edition": note.edition,
        "seen": as_told(note.seen),
        "pages": {
            name: [one.shape, one.searchable, one.canonical, one.lastmod, one.listed]
            for name, one in note.pages.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
