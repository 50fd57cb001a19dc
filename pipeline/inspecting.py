"""Inspecting: the verb `check`: what was found, told to people, to programs and to the forge."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline import checking
from pipeline.core.findings import Finding, blocking, counted, of_item
from pipeline.core.findings_text import as_json, summary_page, text_lines
from pipeline.core.proposals_marks import annotations
from pipeline.edge.files import append
from pipeline.edge.terminal import painter
from pipeline.verbs import FORMS
from pipeline.workplace import Desk, open_desk


def check(
    root: Path, item: str | None, revision: str = "", *, links: bool = False, form: str = FORMS[0]
) -> int:
    """Read the working copy and tell every finding, of one item, or since a commit."""
    desk = open_desk(root)
    known = checking.checked(desk)
    lines = [] if item else [*known.lines]
    if links:
        more, line = _links(desk, f"content/konten/{item}/" if item else "content/")
        known = replace(known, findings=tuple(sorted({*known.findings, *more})))
        lines.append(line)
    if item:
        findings = of_item(item, known.items, known.findings)
    elif revision:
        findings = checking.since_revision(root, revision, known)
    else:
        findings = list(known.findings)
    lines.append(f"{counted(findings)}." if findings else "Rapi.")
    if form == "json":
        desk.say(as_json(findings, lines))
    else:
        desk.say("\n".join([*_shown(desk, findings), *lines]))
    if desk.settings.summary:
        append(desk.settings.summary, summary_page(findings, lines))
    return 1 if blocking(findings) else 0


def _shown(desk: Desk, findings: Iterable[Finding]) -> list[str]:
    """On the forge the findings stand beside their lines, elsewhere by item."""
    if desk.settings.in_ci:
        return annotations(findings)
    lines = text_lines(findings, painter())
    return [*lines, ""] if lines else []


def _links(desk: Desk, within: str) -> tuple[list[Finding], str]:
    """Ask the addresses that nobody has asked of late; what was answered is kept in build/."""
    from pipeline.core.outer_links import Answered, outer_places, told, unanswered  # late: seldom
    from pipeline.edge import answers_cache, disk
    from pipeline.edge.looking import look_at

    file, now = desk.build / "periksa" / "tautan.json", desk.clock()
    places = outer_places(disk.read_content(desk.root))
    wanted = [url for url, files in places.items() if any(f.startswith(within) for f in files)]
    before = answers_cache.recall(file)
    stale = [url for url in wanted if url not in before or not before[url].is_fresh(now)]
    answers = look_at(stale, progress=lambda n, of: desk.progress(f"memeriksa tautan {n}/{of}"))
    after = before | {url: Answered(at=now, answer=one) for url, one in answers.items()}
    answers_cache.keep(file, {url: one for url, one in after.items() if url in places})
    asked = {url: after[url] for url in wanted}
    found = unanswered({url: _lines(desk.root, url, places[url]) for url in wanted}, asked, now)
    return [*found], told(len(stale), asked, now)


def _lines(root: Path, url: str, files: Iterable[str]) -> list[tuple[str, int]]:
    """Every line of these files on which an address stands."""
    found = []
    for where in files:
        lines = (root / where).read_text("utf-8", "replace").split("\n")
        found += [(where, n) for n, line in enumerate(lines, 1) if url in line] or [(where, 1)]
    return found
