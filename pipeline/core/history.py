"""Core: what Git says about main, as values. Reads nothing; judges nothing (see approval.py)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

ROSTER = "content/peran.yml"
KEYS = "content/kunci-tanda-tangan.txt"  # public keys of the forge: who may have signed a merge
LEDGER_KEYS = "content/kunci-buku-catatan.txt"  # public keys: who may write the ledger
CALENDAR = "content/kalender.yml"
SETTINGS = frozenset(
    {
        ROSTER,
        KEYS,
        LEDGER_KEYS,
        "content/kanal.yml",
        "content/rubrik.yml",
        CALENDAR,
        "content/sop.yml",
        "content/retensi.yml",
        "content/jangkauan.yml",
        "content/kata.yml",
        "content/peserta.yml",
    }
)
# Records of steps 1 and 3: they are never published, and the Pemimpin Redaksi writes them herself.
RECORDS = ("content/disposisi/", "content/rapat/")
COLLECTIONS = ("content/konten/", "content/peraturan/", "content/halaman/", *RECORDS)

# Keys as the office types them at the start of a line of a commit message.
EDITED_BY = "disunting-oleh"
HANDED_BY = "diserahkan-oleh"
AUTHORED_BY = frozenset({"co-authored-by", "diajukan-oleh", "diisi-oleh"})
_TRAILER = re.compile(r"^([A-Za-z]+(?:-[A-Za-z]+)+):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


def unit_of(path: str) -> str | None:
    """Return what is approved as one: an item's folder, an entry, a setting; None for the rest."""
    if path in SETTINGS:
        return path
    if not path.startswith(COLLECTIONS):
        return None
    parts = path.split("/")
    return "/".join(parts[:3]) if parts[2] else None


def version(mode: str, oid: str) -> str:
    """Name the content of a unit: its oid, and its mode too where that is no file or folder.

    Otherwise a file could become a symbolic link and keep its approved oid.
    """
    return oid if mode in {"040000", "100644", "100755"} else f"{mode}:{oid}"


def printable(text: str) -> str:
    """Make a name fit for a message: a line break in it could pretend to be another message."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else "?" for c in text)


def read_trailers(message: str) -> tuple[tuple[str, str], ...]:
    """Find ``Kunci-kunci: nilai`` on lines of their own, anywhere below the subject.

    Git wants them in the last paragraph; people who merge in a browser don't know that.
    """
    _, _, rest = message.partition("\n")
    return tuple((key.lower(), value) for key, value in _TRAILER.findall(rest))


def without_title(message: str) -> str:
    """A merge message as GitHub makes it, without the line that the approver did not write.

    It begins with the proposal's title: whoever proposes could say there that an editor was at it.
    """
    subject, _, rest = message.partition("\n")
    if not subject.startswith("Merge pull request #"):
        return message
    _, _, own = rest.lstrip("\n").partition("\n")
    return f"{subject}\n\n{own}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who and when, as the client wrote it: Git proves neither."""

    name: str
    email: str  # lower case
    at: datetime  # WITA


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCommit:
    """A commit of the proposal that a merge brought to main."""

    sha: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    subject: str
    trailers: tuple[tuple[str, str], ...]
    units: frozenset[str]  # written by this commit; for a merge: other than the clean merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One step of main's first-parent history."""

    sha: str
    parents: tuple[str, ...]
    author: Signature
    committer: Signature
    subject: str
    trailers: tuple[tuple[str, str], ...]
    units: Mapping[str, str | None]  # changed against the first parent -> version; None: gone
    smuggled: frozenset[str] = frozenset()  # neither the clean merge nor the proposal's head
    altered: bool = False  # differs anywhere from what Git alone would have merged
    side: Sequence[SideCommit] = field(default=())  # parents before children
    approver_trailers: tuple[tuple[str, str], ...] = ()  # those that the approver wrote herself
    foreign_root: bool = False  # the side has a beginning of its own, with a roster of its own
