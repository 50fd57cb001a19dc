"""Core: who wrote and who edited what a merge brings. Compares persons, not addresses."""

import re
from collections.abc import Iterable, Iterator

from pipeline.core.history import AUTHORED_BY, EDITED_BY, Commit, SideCommit, Signature
from pipeline.core.model import Person, Role, Roster

# Written as committer by the forge when somebody works in the browser: no person.
FORGES = frozenset({"noreply@github.com", "noreply@gitlab.com"})
_MACHINES = re.compile(r"mesin@redaksi-jdih\.invalid|.*\[bot\]@users\.noreply\.github\.com")
# GitHub writes "7+login@", GitLab "7-login@": where "-" may stand in a login, it divides nothing.
_NO_REPLY = re.compile(
    r"(?:[0-9]+\+)?(?P<github>[a-z0-9][a-z0-9_-]*)@users\.noreply\.github\.com"
    r"|[0-9]+-(?P<gitlab>[a-z0-9][a-z0-9._-]*)@users\.noreply\.gitlab\.com"
)
_NAMED = re.compile(r"^(?P<name>[^<]*?)\s*(?:<(?P<email>[^<>]*)>)?$")


def by_address(email: str, roster: Roster) -> Person | None:
    """Return the person who uses this address: one of hers, or the forge's for her login."""
    if person := roster.by_email(email):
        return person
    match = _NO_REPLY.fullmatch(email.lower())
    return by_login(match["github"] or match["gitlab"], roster) if match else None


def by_login(login: str, roster: Roster) -> Person | None:
    """Return the person who has this account on the forge, whatever its case."""
    return next(
        (p for p in roster.people if login.lower() in {known.lower() for known in p.logins}), None
    )


def _by_name(name: str, roster: Roster) -> Person | None:
    plain = " ".join(name.split()).casefold()
    return next((p for p in roster.people if p.name.casefold() == plain), None)


def author(name: str, email: str, roster: Roster) -> str:
    """Name an author: the person's name in the roster, else the address, else what was written.

    A name counts too where the address is unknown: nobody escapes four eyes by a private address.
    """
    person = by_address(email, roster) or _by_name(name, roster)
    return person.name if person else email or name


def _parts(value: str) -> tuple[str, str]:
    match = _NAMED.match(value)
    return (match["name"], (match["email"] or "").lower()) if match else (value, "")


def named(value: str, roster: Roster) -> Person | None:
    """Return the person a trailer names: ``Nama <surel>``, an address, a name or ``@akun``."""
    name, email = _parts(value)
    if email:
        return by_address(email, roster)
    if name.startswith("@"):
        return by_login(name[1:], roster)
    return by_address(name, roster) or _by_name(name, roster)


def trailer_authors(trailers: Iterable[tuple[str, str]], roster: Roster) -> Iterator[str]:
    """Name co-authors, who opened the proposal and who filled in the form."""
    for key, value in trailers:
        if key in AUTHORED_BY:
            person = named(value, roster)
            yield person.name if person else author(*_parts(value), roster)


def written_by(
    who: Signature, committer: Signature, trailers: Iterable[tuple[str, str]], roster: Roster
) -> set[str]:
    """Author, committer (unless the forge's) and co-authors of one commit."""
    people = [who, *([committer] if committer.email not in FORGES else [])]
    # A machine that carries in a form is nobody: the trailer names the person who filled it in.
    people = [one for one in people if not _MACHINES.fullmatch(one.email)]
    return {author(p.name, p.email, roster) for p in people} | {*trailer_authors(trailers, roster)}


def side_authors(commit: Commit, unit: str, roster: Roster) -> set[str]:
    """Everybody who wrote this unit in the proposal, or opened it."""
    names = set(trailer_authors(commit.trailers, roster))
    for step in commit.side:
        if unit in step.units:
            names |= written_by(step.author, step.committer, step.trailers, roster)
    return names


def editors(commit: Commit, unit: str, roster: Roster) -> tuple[set[str], set[str]]:
    """Return who edited the unit as it was merged, and who edited only an earlier state of it.

    An editor's commit or trailer covers the head when every commit that wrote the unit comes
    before it. Office is held on the day of the merge: the day of an edit is the client's word.
    """
    day = commit.author.at.date()
    office = {p.name for p in roster.people if Role.EDITOR in p.roles(day)}
    parents = {step.sha: step.parents for step in commit.side}
    wrote = {step.sha for step in commit.side if unit in step.units}
    full = {p.name for p in _trailer_editors(commit.approver_trailers, roster)} & office
    partial: set[str] = set()
    for step in commit.side:
        acted = step_editors(step, unit, roster) & office
        if not acted:
            continue
        (full if wrote <= _reach(step.sha, parents) else partial).update(acted)
    return full, partial - full


def step_editors(step: SideCommit, unit: str, roster: Roster) -> set[str]:
    """Name whoever wrote the unit here, or says here of herself that she edited it.

    A trailer counts in her own commit only: whoever works in the browser can type any name into
    a message, but not commit as somebody else. In the merge it is the approver's word.
    """
    addresses = [step.author.email, step.committer.email]
    hands = {p.name for email in addresses if (p := by_address(email, roster))}
    if unit not in step.units:
        return {p.name for p in _trailer_editors(step.trailers, roster)} & hands
    together = [_parts(value)[1] for key, value in step.trailers if key in AUTHORED_BY]
    return hands | {p.name for email in together if (p := by_address(email, roster))}


def _trailer_editors(trailers: Iterable[tuple[str, str]], roster: Roster) -> Iterator[Person]:
    for key, value in trailers:
        if key == EDITED_BY and (person := named(value, roster)):
            yield person


def vouchers(commit: Commit, unit: str, key: str, roster: Roster) -> set[str]:
    """Who stands for the unit as it was merged: a line in a commit of her own, after the last
    that wrote it.
    """
    parents = {step.sha: step.parents for step in commit.side}
    wrote = {step.sha for step in commit.side if unit in step.units}
    found: set[str] = set()
    for step in commit.side:
        said = {p.name for k, value in step.trailers if k == key and (p := named(value, roster))}
        hand = by_address(step.author.email, roster)
        if hand and hand.name in said and wrote <= _reach(step.sha, parents):
            found.add(hand.name)
    return found


def _reach(sha: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    """Return a commit of the proposal and all before it."""
    found: set[str] = set()
    waiting = [sha]
    while waiting:
        step = waiting.pop()
        if step in parents and step not in found:
            found.add(step)
            waiting.extend(parents[step])
    return found
