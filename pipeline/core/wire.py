"""Core: what goes over the wire, as values. Adapters make requests; only the edge sends them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.core.trouble import Trouble


class Signing(StrEnum):
    """How a network wants to be shown the credential. The edge shows it, never an adapter."""

    BEARER = "bearer"  # Authorization: Bearer …
    PATH = "path"  # Telegram: /bot… in front of every path
    OAUTH1 = "oauth1"  # X: four keys sign each call anew
    SESSION = "session"  # Bluesky: it opens a session, whose key goes into the header


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file part of a multipart body."""

    name: str
    content: bytes = field(repr=False)
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One call. The credential is added by the edge: an adapter never holds a secret."""

    method: str
    path: str  # below the channel's base address, begins with "/"
    form: tuple[tuple[str, str], ...] = ()  # pairs, so that media_ids[] may repeat
    json: object | None = None
    uploads: tuple[tuple[str, Upload], ...] = ()
    whole: Upload | None = None  # a file that is the whole body
    headers: Mapping[str, str] = field(default_factory=dict)
    shows_key: str = ""  # the query field in which the edge puts the credential that is asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class NotSent(Exception):
    """The request certainly never reached the network (refused connection, DNS, TLS)."""

    trouble = Trouble.LINE


class NoAnswer(Exception):
    """The request may have been carried out: read time-out, reset, broken reply."""

    trouble = Trouble.SILENCE


Send = Callable[[Request], Response]  # raises NotSent or NoAnswer
