"""Speaks: the narrow waist. A module is an adapter when it has these members; nothing inherits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pipeline.core.access import Access
from pipeline.core.likeness import Seen
from pipeline.core.posting import Post
from pipeline.core.trouble import WHOLE_CHANNEL, Doing, Told, Trouble, told
from pipeline.core.wire import NoAnswer, NotSent, Send, Signing


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the network takes, who says so and when that was checked (ISO date). 0: none stated."""

    text: int
    pictures: int
    alt: int
    hashtags: int = 0
    mentions: int = 0
    bytes: int = 0  # of one picture
    ratio: tuple[float, float] = (0.0, 0.0)  # of a picture: least and most width for its height
    source: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The network's word that the post is there."""

    url: str
    remote_id: str


class Refused(Exception):
    """A clean, documented refusal: nothing was posted. The message is the technical cause."""

    def __init__(
        self, cause: str, trouble: Trouble = Trouble.REFUSED, *, wait_seconds: int = 0
    ) -> None:
        self.trouble = trouble
        self.wait_seconds = wait_seconds  # the network's own word on when to come back; 0: none
        super().__init__(cause)

    @property
    def whole_channel(self) -> bool:
        """Whether the next post would meet the same answer."""
        return self.trouble in WHOLE_CHANNEL


Failure = Refused | NotSent | NoAnswer
FAILURES = (Refused, NotSent, NoAnswer)


def in_words(failure: Failure, label: str, doing: Doing = Doing.POSTING) -> Told:
    """The sentence for the office; the failure's own message is for the log."""
    return told(failure.trouble, label, doing, seconds=getattr(failure, "wait_seconds", 0))


class Platform(Protocol):
    """An adapter's whole face."""

    NAME: str  # key in the registry
    LABEL: str  # as the public writes it: "Mastodon"
    AUTOMATIC: bool  # speaks to an API; otherwise a person posts from the kit
    PUBLIC: bool  # a network the public sees; demonstration items never go there
    LINKED: bool  # its posts have addresses of their own; a WhatsApp message has none
    STORY: bool  # one upright card without words, which the network shows for a day
    BASE_URL: str  # of its API; "": every server has its own, named in kanal.yml
    SIGNING: Signing
    ASKABLE: bool  # whether it can be asked what was posted; otherwise a doubt needs a person
    REMOVES: bool  # whether it takes a post down when told to
    REWRITES: bool  # whether it lets a machine change the words of a post
    OPEN: str  # what shows a post to anybody without logging in ({url}, {id}); "": only to people
    STAGED: bool  # prepare gives a container that the network itself publishes at most once
    LIMITS: Limits
    REPEAT_SECONDS: (
        int  # for how long the network's own idempotency key makes repeating safe; 0: never
    )

    def count(self, text: str) -> int:
        """The length of a caption as this network counts it."""

    def owns(self, url: str) -> bool:
        """Whether this address is a post's permalink on this network (any account)."""

    def account_of(self, url: str) -> str | None:
        """The account named in a permalink, lower case; None where the address does not name it."""

    def clean(self, url: str) -> str:
        """The permalink as it is recorded: https, without trackers. Only for addresses it owns."""

    def prepare(self, post: Post, send: Send) -> tuple[str, ...]:
        """Upload the pictures with their alt texts and return their ids. Safe to repeat."""

    def publish(
        self, post: Post, media: tuple[str, ...], send: Send, *, idempotency_key: str
    ) -> Sent:
        """The single act. Raises Refused, NotSent or NoAnswer."""

    def find(
        self, post: Post, send: Send, *, since: datetime, known: Collection[str]
    ) -> Sent | None:
        """Look the post up by its link among those made since then; skip known addresses.

        A correction carries the link of its original: without ``since`` and ``known`` the
        original would be taken for it. None: not found. Raises Refused, NotSent or NoAnswer.
        It is asked before every post, so it also shows a dead key before anything is claimed.
        """

    def rewrite(self, sent: Sent, post: Post, send: Send) -> None:
        """Put the post's words in place of those that are up; its pictures stay. Only if REWRITES.

        Safe to repeat. Raises Refused, NotSent or NoAnswer.
        """

    def remove(self, sent: Sent, account: str, send: Send) -> None:
        """Take a post down; one that is gone already is gone. Safe to repeat.

        Raises Refused, NotSent or NoAnswer: then it may be there still.
        """

    def read(self, account: str, remote_id: str, send: Send) -> Seen | None:
        """The post as the network shows it now; None: it is not there. Only where ASKABLE."""

    def whoami(self, account: str, send: Send) -> Access:
        """Whose credential this is and what it may: one or two cheap reads, for the doctor."""
