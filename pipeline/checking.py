"""Checking: the working copy read, drawn and worded; nothing is looked for twice in one state."""

from pathlib import Path

from pipeline.core import checks
from pipeline.core.checks.alike import caused_by_text
from pipeline.core.checks.drafts import DRAFTS
from pipeline.core.checks.writing import sound_language
from pipeline.core.content import Content
from pipeline.core.dependence import Checked, depends_on, since
from pipeline.core.findings import Finding, Gate
from pipeline.core.legal_share import legal_share
from pipeline.core.promising import promises
from pipeline.desk import HOME, Desk
from pipeline.edge import disk, found_cache
from pipeline.edge.dictionary import Dictionary
from pipeline.judging import read_anew
from pipeline.known_names import settings_checks
from pipeline.platforms import networks
from pipeline.posts import word
from pipeline.render.cards import Drawn, draw_all


def draft(desk: Desk) -> tuple[Content, Drawn, list[Finding]]:
    """The working copy, read, drawn and worded, with all its findings."""
    content = disk.read_content(desk.root)
    drawn = draw_all(
        content.items.values(),
        content=content,
        root=desk.root,
        site=desk.site,
        out=desk.build / "pratinjau" / "kartu",
        progress=lambda name, done, of: desk.progress(f"menggambar {done}/{of}: {name}"),
    )
    return content, drawn, sorted({*_judged(desk, content)[0], *drawn.findings})


def judge(desk: Desk) -> tuple[Content, list[Finding]]:
    """The working copy with all its findings; laid out and not painted: a check shows no card."""
    content = disk.read_content(desk.root)
    desk.progress(f"memeriksa {len(content.items)} konten")
    found, undrawn = _judged(desk, content)
    return content, sorted({*found, *undrawn})


def _judged(desk: Desk, content: Content) -> tuple[list[Finding], list[Finding]]:
    """What the rules and the captions say, and what stands against drawing the items."""
    kept, tool = desk.build / "periksa", _tool(desk)
    dictionary = Dictionary(kept / "kata.json")
    language = found_cache.Language(kept, tool, content.words)
    fits = found_cache.Fits(kept, tool)
    undrawn = read_anew(content, desk.root, desk.site, dictionary, language, fits)
    # Language is judged in drafts alone: what is approved stands.
    also = [*settings_checks(desk.site), sound_language(dictionary, language), *DRAFTS]
    found = checks.run_checks(content, Gate.PUBLICATION, also=also)
    for memory in (dictionary, language, fits):
        memory.keep()
    if content.channels:
        promised = promises(content.items.values(), content.channels, networks())
        worded = word(promised, content, (), Drawn(), desk.site)[1]
        found += [one for one in worded if not caused_by_text(one, found)]
    return found, undrawn


def checked(desk: Desk) -> Checked:
    """Every finding, read anew only where a file of the office or of the tool has changed."""
    kept = desk.build / "periksa"
    name = found_cache.name_of(_tool(desk), desk.root / "content")
    if (known := found_cache.recall(kept, name)) is not None:
        return known
    content, findings = judge(desk)
    items = {**content.items, **content.unfinished}
    found = Checked(
        items={name: depends_on(item, content) for name, item in items.items()},
        lines=(
            f"{len(content.items)} konten, {len(content.instruments)} peraturan diperiksa.",
            *legal_share(content.items.values(), content.series),
        ),
        findings=tuple(findings),
    )
    found_cache.keep(kept, name, found)
    return found


def _tool(desk: Desk) -> str:
    return found_cache.edition(HOME / "pipeline", desk.site)


def since_revision(root: Path, revision: str, found: Checked) -> list[Finding]:
    """The findings in what changed since a commit, and in what depends on it."""
    from pipeline.edge.git import Repository  # late: GitPython takes a tenth of a second

    return since(found, Repository(root).changed_since(revision))
