"""What the stand-in of GitHub keeps: accounts, issues, proposals, reviews, comments."""

from dataclasses import dataclass, field
from datetime import UTC, datetime


class Refused(Exception):
    """What GitHub answers instead: status and message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(kw_only=True)
class Account:
    id: int
    login: str
    name: str
    emails: tuple[str, ...] = ()
    write: bool = True
    admin: bool = False


@dataclass(kw_only=True)
class Talk:
    """An issue; a proposal has one too."""

    number: int
    author: str
    title: str
    body: str
    at: datetime
    labels: list[str] = field(default_factory=list)
    open: bool = True


@dataclass(kw_only=True)
class Said:
    id: int
    number: int
    author: str
    body: str
    at: datetime


@dataclass(kw_only=True)
class Judged:
    """A review: bound to the head it was given for."""

    author: str
    state: str
    commit: str
    at: datetime
    body: str = ""


@dataclass(kw_only=True)
class Pull:
    number: int
    branch: str
    draft: bool
    head: str
    last_pusher: str
    events: list[tuple[str, str, datetime]] = field(default_factory=list)  # event, who, when
    reviews: list[Judged] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    merged_by: str = ""
    merge_sha: str = ""
    merged_at: datetime | None = None


def stamp(at: datetime | None) -> str | None:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
