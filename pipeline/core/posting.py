"""Core: promises, posts, acts of the ledger. Says what is a fact; decides nothing (see plan.py)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pipeline.core.public import PublicFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What an approval promises: one item, in one correction, on one channel."""

    item: str
    revision: int
    channel: str

    @property
    def key(self) -> str:
        """Names the promise, not the text: an edit never posts again."""
        return f"{self.item}/{self.revision}/{self.channel}"


def idempotency_key(promise: Promise) -> str:
    """The same for every attempt at a promise: the network itself refuses a second post."""
    return hashlib.sha256(f"redaksi-jdih/{promise.key}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPicture:
    path: str  # absolute path of the drawn file
    name: str  # file name in the kit, e.g. "01.jpg"
    alt: str
    mime: str
    sha256: str
    width: int
    height: int
    url: str = ""  # where the public page shows it: some networks fetch it there


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One promise, worded and drawn for its channel."""

    promise: Promise
    network: str
    account: str = ""  # the channel's, as kanal.yml has it
    text: str
    link: str  # canonical address of the item's page: the marker that look-ups search for
    pictures: tuple[PostPicture, ...]
    public: tuple[PublicFile, ...] = ()  # what must be seen by everybody before it goes out

    @property
    def key(self) -> str:
        return self.promise.key

    @property
    def seal(self) -> str:
        """A fingerprint of the pictures alone."""
        return hashlib.sha256(" ".join(p.sha256 for p in self.pictures).encode()).hexdigest()


class ActKind(StrEnum):
    """What a ledger file says. Values are what the office reads."""

    MERGE = "penggabungan"  # what the forge knows of one merge (steps 5 to 7), read once
    ENDORSED = "pengukuhan"  # the Pemimpin Redaksi's review that confirms an emergency
    RECOVERED = "pemulihan"  # a roster that two people brought when nobody could approve
    APPROVAL = "persetujuan"  # evidence of step 7, once per published version
    DISCUSSION = "pembahasan"  # what the office said on the proposal, copied once
    ORDER = "perintah-unggah"  # step 8
    INTENT = "niat"  # claimed before the call
    POSTED = "terunggah"  # the network answered with the post
    REFUSED = "ditolak"  # clean refusal: owed again
    UNKNOWN = "tak-pasti"  # no answer: never repeated by itself
    HANDED_OVER = "diserahkan"  # a person must finish it
    CONFIRMED = "dikonfirmasi"  # that person says it is done
    NOT_POSTED = "tidak-terunggah"  # a person settled it: it is not there, owed again
    CHECKED = "diperiksa"  # read back from the network, with what differs
    REREAD = "cermat-ulang"  # a person read what is up: right, or with a mistake
    REMOVED = "dihapus"  # a person took a withdrawn item's post down
    ACKNOWLEDGED = "tanda-terima"  # somebody got the invitation to a meeting (step 2)
    STOP = "penghentian"  # somebody with a role stopped posting, on one channel or on all


MACHINE = "mesin"  # whose act it is when nobody did it; shown to people as "sistem"
SETTLING = frozenset({ActKind.POSTED, ActKind.CONFIRMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One file of the ledger: who did what to which promise, when, in WITA."""

    kind: ActKind
    item: str
    revision: int
    channel: str  # "" for acts of the item itself (approval, order) and of the office (stop)
    attempt: int = 1
    at: datetime
    actor: str  # the person, or MACHINE
    url: str = ""  # permalink
    remote_id: str = ""
    payload: str = ""  # SHA-256 of what was to be posted
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def promise(self) -> Promise:
        return Promise(item=self.item, revision=self.revision, channel=self.channel)


def by_item(acts: Iterable[Act]) -> dict[str, list[Act]]:
    """The acts of each item, in their order: a thousand items must not each read all of them."""
    found: dict[str, list[Act]] = {}
    for act in acts:
        found.setdefault(act.item, []).append(act)
    return found
