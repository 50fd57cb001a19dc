"""Edge: main's first-parent history out of one pass over ``git log``. Judges nothing."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.core.history import (
    ROSTER,
    Commit,
    SideCommit,
    read_trailers,
    without_title,
)
from pipeline.edge.history_cache import keep, recall
from pipeline.edge.log import Changed, Record, bare, compare, read_log, uncollected, units_of

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_WHOLE = ("--topo-order", "--no-diff-merges")
_LONG = 400  # steps of main from which on the pass is shared out among two processes
# Where its parts end, in shares of all steps: of equal work, for the newest trees are the largest.
_NEWER = (0, 0.13, 0.29, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merges:
    """What Git says of merges: against the first parent, and against its own merge."""

    first: Mapping[str, Record]
    again: Mapping[str, Record]


def read_history(repo: "Repository", tip: str) -> list[Commit]:
    """Walk main from its beginning, or from where the last walk ended.

    Each merge carries the commits that only its proposal had.
    """
    known = recall(repo)
    past = known[1] if known else []
    if known and known[0] == tip:
        return past
    with uncollected():
        made = _since(repo, tip, known[0]) if known and _above(repo, known[0], tip) else None
        if made is None:
            past, made = [], _since(repo, tip, "")
    commits = [*past, *(made or [])]
    keep(repo, tip, commits, len(past))
    return commits


def _above(repo: "Repository", before: str, tip: str) -> bool:
    return repo.try_run("merge-base", "--is-ancestor", before, tip)[0] == 0


def _since(repo: "Repository", tip: str, before: str) -> list[Commit] | None:
    """The steps of main after ``before``; None where it is no step of this main."""
    everything = {record.sha: record for record in _pass(repo, tip, before)}
    chain = []
    sha = tip
    while record := everything.get(sha):
        chain.append(record)
        sha = record.parents[0] if record.parents else ""
    if before and sha != before:
        return None
    chain.reverse()
    order = {sha: number for number, sha in enumerate(everything)}  # children first
    main, seen = {record.sha for record in chain}, set[str]()
    straight = {r.sha: made for r in chain if (made := _straight(r, everything, main)) is not None}
    merges = _asked(repo, everything.values(), main, straight)
    commits = []
    for record in chain:
        seen.add(record.sha)
        side = _unseen(record.parents[1:], everything, seen)
        side.sort(key=lambda sha: -order[sha])
        own = tuple(_side_commit(repo, everything[sha], merges) for sha in side)
        units = straight.get(record.sha)
        again = merges.again.get(record.sha)
        if units is None:
            units = merges.first.get(record.sha, record).units
        commits.append(
            Commit(
                sha=record.sha,
                parents=record.parents,
                author=record.author,
                committer=record.committer,
                subject=record.message.partition("\n")[0],
                trailers=read_trailers(record.message),
                approver_trailers=read_trailers(without_title(record.message)),
                units=units,
                altered=again is not None and len(record.parents) == 2 and again.changes > 0,
                smuggled=_smuggled(repo, again),
                side=own,
                foreign_root=any(not c.parents for c in own)
                and any(ROSTER in c.units for c in own),
            )
        )
    return commits


def _pass(repo: "Repository", tip: str, before: str) -> list[Record]:
    """Every commit, children first, with what it changes; of merges nothing yet.

    Two processes share a long one, for Git reads two large trees to tell what a commit changes;
    what they have told is read while they are at the next part.
    """
    if before:
        return [*read_log(repo, *_WHOLE, tip, f"^{before}")]
    steps = repo.run("rev-list", "--first-parent", tip).decode().split()
    if len(steps) < _LONG:
        return [*read_log(repo, *_WHOLE, tip)]
    ends = [steps[int(len(steps) * newer)] for newer in _NEWER]
    with ThreadPoolExecutor(2) as beside:
        parts = [
            beside.submit(read_log, repo, *_WHOLE, end, *([f"^{start}"] if start else []))
            for end, start in zip(ends, [*ends[1:], ""], strict=True)
        ]
        return [record for part in parts for record in part.result()]


def _straight(
    record: Record, everything: Mapping[str, Record], main: set[str]
) -> dict[str, str | None] | None:
    """What a merge changes, of a proposal that stood in one line on main as it was; else None.

    Git's own merge of such a one is the proposal's last tree. Where the merge has that very tree,
    nothing was written by who merged, and its changes are those of the line, end to end.
    """
    if len(record.parents) != 2:
        return None
    first, sha = record.parents
    head = everything.get(sha)
    if head is None or head.tree != record.tree:
        return None
    line: list[Changed] = []
    while sha != first:
        step = everything.get(sha)
        if step is None or len(step.parents) != 1 or sha in main:
            return None
        line.append(step.changed)
        sha = step.parents[0]
    found: Changed = {}
    for changed in reversed(line):
        for unit, (was, after) in changed.items():
            found[unit] = found[unit][0] if unit in found else was, after
    return units_of({unit: (was, after) for unit, (was, after) in found.items() if was != after})


def _asked(
    repo: "Repository", records: Iterable[Record], main: set[str], straight: Mapping[str, object]
) -> _Merges:
    """Ask Git about every other merge: what it changed, and what whoever merged wrote herself.

    For the second, each is compared with what Git alone would have merged. Clean merges of main
    into a proposal thus show nothing.
    """
    merges = [r.sha for r in records if len(r.parents) > 1 and r.sha not in straight]
    on_main = [sha for sha in merges if sha in main]
    if not merges:
        return _Merges(first={}, again={})
    with TemporaryDirectory() as empty:
        again = _told(repo, merges, "remerge", empty, bare(repo, empty))
    first = _told(repo, on_main, "first-parent") if on_main else {}
    return _Merges(first=first, again=again)


def _told(
    repo: "Repository",
    merges: Sequence[str],
    how: str,
    where: str = ".",
    env: Mapping[str, str] | None = None,
) -> dict[str, Record]:
    found = read_log(repo, f"--diff-merges={how}", where=where, env=env, only=merges)
    return {record.sha: record for record in found}


def read_proposals(
    repo: "Repository", tips: Mapping[str, str], main: str
) -> dict[str, tuple[SideCommit, ...]]:
    """Return what each branch has that main has not, parents before children. One call for all."""
    if not tips:
        return {}
    found = {r.sha: r for r in read_log(repo, *_WHOLE, f"^{main}", *dict.fromkeys(tips.values()))}
    merges = _asked(repo, found.values(), set(), {})
    order = {sha: number for number, sha in enumerate(found)}
    proposals = {}
    for branch, tip in tips.items():
        own = sorted(_unseen((tip,), found, set()), key=lambda sha: -order[sha])
        proposals[branch] = tuple(_side_commit(repo, found[sha], merges) for sha in own)
    return proposals


def _unseen(
    parents: tuple[str, ...], everything: Mapping[str, Record], seen: set[str]
) -> list[str]:
    """Collect, and mark as seen, what is reached from here and from no earlier step of main."""
    found, waiting = [], list(parents)
    while waiting:
        sha = waiting.pop()
        if sha not in seen and sha in everything:
            seen.add(sha)
            found.append(sha)
            waiting.extend(everything[sha].parents)
    return found


def _side_commit(repo: "Repository", record: Record, merges: _Merges) -> SideCommit:
    units = set(merges.again.get(record.sha, record).changed)
    if len(record.parents) > 2:  # Git re-merges two sides only: count everything as written here
        units.update(compare(repo, record.parents[0], record.sha))
    return SideCommit(
        sha=record.sha,
        parents=record.parents,
        author=record.author,
        committer=record.committer,
        subject=record.message.partition("\n")[0],
        trailers=read_trailers(record.message),
        units=frozenset(units),
    )


def _smuggled(repo: "Repository", again: Record | None) -> frozenset[str]:
    """Return the units of a merge that neither Git's own merge nor the proposal's head has."""
    if again is None or len(again.parents) != 2 or not again.changed:
        return frozenset()
    changed = compare(repo, again.parents[1], again.sha)
    return frozenset(unit for unit in again.changed if unit in changed)
