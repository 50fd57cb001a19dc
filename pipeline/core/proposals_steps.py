"""Core: how far an open proposal has come (steps 4 to 6), who sent it back and who is waited for.

Reads the forge's record by the roster in force. What approves is decided elsewhere (approval.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.core.authorship import named
from pipeline.core.forge import Comment, Proposal, ProposedCommit, Review, Turn, Verdict
from pipeline.core.model import APPROVERS, Person, Role, Roster
from pipeline.core.progress import State, StepRecord

SHORTEST_REASON = 15  # letters: the same as the shortest note of a correction
_DECISIVE = frozenset({Verdict.APPROVED, Verdict.CHANGES_REQUESTED, Verdict.DISMISSED})
_EDITS = frozenset({Verdict.APPROVED, Verdict.COMMENTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What the forge knows of one open proposal, and the roster by which it is read."""

    proposal: Proposal
    reviews: Sequence[Review]  # oldest first
    commits: Sequence[ProposedCommit]
    comments: Sequence[Comment]
    drafted: Turn | None
    roster: Roster
    today: date

    def name(self, login: str) -> str:
        """The person's name in the roster, else her account."""
        person = named(f"@{login}", self.roster)
        return person.name if person else f"@{login}"

    def holds(self, login: str, roles: frozenset[Role]) -> bool:
        person = named(f"@{login}", self.roster)
        return bool(person and person.roles(self.today) & roles)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who opened the proposal and who committed to it; each once."""
        logins = [self.proposal.author, *(one.login for one in self.commits if one.login)]
        people = [login for login in logins if not login.endswith("[bot]")]  # a form's machine
        return tuple(dict.fromkeys(map(self.name, people)))

    @property
    def editors(self) -> tuple[str, ...]:
        """Who edited exactly this head (step 5), and did not write it alone.

        A refusal takes an approval back until the same person approves again; a comment does not.
        """
        office = frozenset({Role.EDITOR})
        given = [r for r in self.reviews if r.commit == self.proposal.head]
        said = {r.login: Verdict.COMMENTED for r in given}
        said |= {r.login: r.state for r in given if r.state in _DECISIVE}
        hands = [login for login, state in said.items() if state in _EDITS]
        hands += [self.commits[-1].login] if self.commits else []
        found = [self.name(login) for login in hands if self.holds(login, office)]
        return tuple(name for name in dict.fromkeys(found) if set(self.authors) - {name})

    def who_may(self, roles: frozenset[Role]) -> tuple[Person, ...]:
        """Who holds one of the roles today and did not write this."""
        return tuple(
            p for p in self.roster.holders(roles, self.today) if p.name not in self.authors
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """Somebody gave the proposal back to its authors."""

    login: str
    name: str
    at: datetime
    reason: str  # "": none was given
    answered: bool  # whether the text has changed since


def sent_back(talk: Conversation) -> SentBack | None:
    """The latest standing refusal, or a person's turning it back into a draft.

    A reason may stand in the review itself or in a comment of the same person from then on.
    """
    standing = {r.login: r for r in talk.reviews if r.state in _DECISIVE}
    refused = [r for r in standing.values() if r.state is Verdict.CHANGES_REQUESTED]
    review = max(refused, key=lambda one: one.at, default=None)
    turn = talk.drafted
    if turn and (turn.login.endswith("[bot]") or turn.login == talk.proposal.author):
        turn = None
    if turn and (review is None or turn.at > review.at):
        said = _said_by(talk, turn.login, turn.at)
        return SentBack(
            login=turn.login, name=talk.name(turn.login), at=turn.at, reason=said, answered=False
        )
    if review is None:
        return None
    return SentBack(
        login=review.login,
        name=talk.name(review.login),
        at=review.at,
        reason=_said_by(talk, review.login, review.at),
        answered=review.commit != talk.proposal.head,
    )


def _said_by(talk: Conversation, login: str, at: datetime) -> str:
    """What this person gave as reason; the words before turning a draft count on the same day."""
    said = [(r.at, r.body) for r in talk.reviews if r.login == login]
    said += [(c.at, c.body) for c in talk.comments if c.author == login and not c.is_machine]
    words = [
        body.strip()
        for moment, body in sorted(said)
        if moment.date() >= at.date() and sum(map(str.isalnum, body)) >= SHORTEST_REASON
    ]
    return words[0] if words else ""


def proposed_steps(talk: Conversation) -> tuple[StepRecord, ...]:
    """Steps 4 to 6 of an open proposal, by the forge's own clock."""
    proposal = talk.proposal
    found = [
        StepRecord(
            step="4",
            state=State.DONE,
            who=talk.authors,
            day=proposal.opened.date(),
            at=proposal.opened,
            evidence=(proposal.url,),
        )
    ]
    if editors := talk.editors:
        moments = [r.at for r in talk.reviews if talk.name(r.login) in editors]
        at = max(moments, default=None)
        day = at.date() if at else None
        found.append(StepRecord(step="5", state=State.DONE, who=editors, day=day, at=at))
    elif any(talk.holds(r.login, frozenset({Role.EDITOR})) for r in talk.reviews):
        found.append(StepRecord(step="5", state=State.RUNNING))
    if proposal.ready_at and not proposal.draft:
        at = proposal.ready_at
        who = (talk.name(proposal.ready_by),) if proposal.ready_by else ()
        found.append(StepRecord(step="6", state=State.DONE, who=who, day=at.date(), at=at))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Who is waited for, and for what."""

    who: tuple[str, ...]
    what: str


def waiting_for(talk: Conversation, *, held: bool, behind: Iterable[int] = ()) -> Waiting:
    """The next act, in the order of the SOP. ``held``: there are findings to mend first."""
    first = sorted(behind)
    back = sent_back(talk)
    if held:
        return Waiting(who=talk.authors, what="memperbaiki temuan yang menahan")
    if first:
        numbers = ", ".join(f"#{number}" for number in first)
        return Waiting(who=(), what=f"usulan {numbers}, yang lebih dahulu mengubah hal yang sama")
    if back and not back.answered:
        return Waiting(who=talk.authors, what=f"memperbaiki menurut catatan {back.name}")
    if not talk.editors:
        people = talk.who_may(frozenset({Role.EDITOR}))
        who = tuple(p.name for p in people) or ("Sekretaris Redaksi/Editor",)
        return Waiting(who=who, what="menyunting (langkah 5)")
    if talk.proposal.draft:
        return Waiting(
            who=talk.editors, what="menyerahkan dengan tombol Ready for review (langkah 6)"
        )
    people = talk.who_may(APPROVERS)
    who = tuple(p.name for p in people) or ("Pemimpin/Wakil Pemimpin Redaksi",)
    return Waiting(who=who, what="menyetujui dengan tombol Merge pull request (langkah 7)")


def to_ask(talk: Conversation) -> tuple[str, ...]:
    """The accounts of those who may approve (step 6), but for who has spoken on this head.

    What nobody has edited goes to the editors first: their review wakes us again.
    """
    spoken = {r.login.lower() for r in talk.reviews if r.commit == talk.proposal.head}
    people = talk.who_may(APPROVERS if talk.editors else frozenset({Role.EDITOR}))
    first = [person.logins[0] for person in people if person.logins]
    return tuple(login for login in first if login.lower() not in spoken)
