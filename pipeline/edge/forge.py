"""Edge: the forge behind one face. What is not here, no other module may ask of a forge.

Where none is configured, ``connect`` returns None: everything but comments and forms then works
on plain Git. GitHub's own words are known in forge_github.py alone.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from pipeline.core.forge import (
    Comment,
    Issue,
    MergeRecord,
    Proposal,
    ProposedCommit,
    Review,
    RunApproval,
    Turn,
)

if TYPE_CHECKING:
    from pipeline.edge.settings import ForgeAccess


class Forge(Protocol):
    """What the office's steps need of a forge. Trouble is a ``Blocked`` in Indonesian."""

    def open_proposals(self) -> list[Proposal]: ...

    def proposal(self, number: int) -> Proposal: ...

    # The proposal that a commit of main merged, with who merged and who reviewed; None: no such.
    def merged(self, commit: str) -> MergeRecord | None: ...

    # The number of the proposal that a commit belongs to; None: of none.
    def proposal_of(self, commit: str) -> int | None: ...

    def reviews(self, number: int) -> list[Review]: ...

    # Paths that the proposal changes, as they are called in its head.
    def files(self, number: int) -> list[str]: ...

    # Who wrote which commit of a proposal, oldest first.
    def commits(self, number: int) -> list[ProposedCommit]: ...

    # Whether the history of one commit contains the other.
    def contains(self, head: str, other: str) -> bool: ...

    # Who made it a draft again, and when; None: nobody did since it was last handed over.
    def drafted(self, number: int) -> Turn | None: ...

    def is_private(self) -> bool: ...

    def request_review(self, number: int, logins: Sequence[str]) -> None: ...

    # False: the forge refuses it to this credential; whoever called says so in a comment.
    def to_draft(self, number: int) -> bool: ...

    def issue(self, number: int) -> Issue: ...

    def issues(self, *, label: str = "", state: str = "open") -> list[Issue]: ...

    def open_issue(self, title: str, body: str, labels: Sequence[str] = ()) -> Issue: ...

    def edit_issue(self, number: int, *, title: str = "", body: str = "") -> None: ...

    def close_issue(self, number: int) -> None: ...

    def comments(self, number: int) -> list[Comment]: ...

    def comment(self, number: int, body: str) -> Comment: ...

    # The text of our comment that carries this key; "": there is none.
    def said(self, number: int, key: str) -> str: ...

    # Keeps exactly one comment of ours that carries this key; writes only what changed.
    def sticky(self, number: int, key: str, body: str) -> Comment: ...

    # Who let a run go on that waited for a person (step 8).
    def approvals(self, run: int) -> list[RunApproval]: ...

    # Starts a workflow on main.
    def start(self, workflow: str) -> None: ...


def connect(access: "ForgeAccess | None") -> Forge | None:
    """The forge that the environment names; None: plain Git."""
    if access is None:
        return None
    from pipeline.edge.forge_client import Client
    from pipeline.edge.forge_github import GitHub

    return GitHub(Client(access), access.repository, access.login)
