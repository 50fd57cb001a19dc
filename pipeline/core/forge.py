"""Core: what the forge says of proposals, reviews and merges, as values. Judges nothing.

A moment here is the forge's own clock, in WITA: unlike Git's dates, no client writes it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """How a review ended. Values are GitHub's."""

    APPROVED = "APPROVED"
    CHANGES_REQUESTED = "CHANGES_REQUESTED"
    COMMENTED = "COMMENTED"
    DISMISSED = "DISMISSED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A pull request: one run of steps 4 to 7."""

    number: int
    title: str
    author: str  # login
    body: str
    url: str
    head: str  # commit
    branch: str  # of the proposal
    base: str  # branch it wants to reach
    draft: bool
    opened: datetime
    ready_at: datetime | None  # handed over (step 6); None: still a draft
    ready_by: str = ""  # login
    labels: tuple[str, ...] = ()
    same_repository: bool = True  # False: its branch lies in a fork
    open: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review as submitted; ``commit`` is the version it was given for."""

    login: str
    state: Verdict
    commit: str
    at: datetime
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCommit:
    """A commit of a proposal; the login is the forge's reading of its address, "" for none."""

    sha: str
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody turned a proposal at a moment."""

    login: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRecord:
    """What the forge knows of one merge: read once, at publication, then from the ledger."""

    number: int
    url: str
    opened_by: str  # login
    opened: datetime
    ready_at: datetime | None  # handed over (step 6)
    ready_by: str  # login
    merged_by: str  # login
    merge_sha: str
    head: str  # the proposal's last commit: what was reviewed and merged
    at: datetime
    signature: str = ""  # what the forge says of the merge commit's signature: "valid", "unsigned"…
    reviews: tuple[Review, ...] = ()  # those given for exactly this head, oldest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue, as a form fills it."""

    number: int
    author: str  # login
    title: str
    body: str
    labels: tuple[str, ...]
    url: str
    opened: datetime
    state: str  # open, closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    id: int
    author: str
    body: str
    at: datetime
    is_machine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunApproval:
    """A person's answer to a run that waited in an environment (step 8)."""

    environments: tuple[str, ...]
    approved: bool
    login: str
    comment: str = ""
