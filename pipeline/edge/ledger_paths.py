"""Edge: the paths of the ledger. A path alone says whose act it is, even of a damaged file."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from pipeline.core.findings import Finding
from pipeline.core.model import WITA
from pipeline.core.posting import MACHINE, Act, ActKind
from pipeline.core.stopping import (
    OFFICE,
    STOP_NAME,
    stop_act,
    stop_name,
    stopped_at,
    stopped_channel,
)

BRANCH = "ledger"
LONG_AGO = datetime(2000, 1, 1, tzinfo=WITA)  # of acts whose own time cannot be read

_ID = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_ITEM_FILE = re.compile(
    rf"({_ID})/(\d+)/((?:persetujuan|penggabungan|pembahasan|pengukuhan|pemulihan)-[0-9a-f]{{7,64}}|perintah-unggah)\.yml"
)
_OF_A_MERGE = {ActKind.MERGE, ActKind.DISCUSSION, ActKind.ENDORSED, ActKind.RECOVERED}
_STOP_FILE = re.compile(rf"{OFFICE}/0/{ActKind.STOP}-({STOP_NAME.pattern})\.yml", re.ASCII)
_CHANNEL_FILE = re.compile(rf"({_ID})/(\d+)/({_ID})/(?:(\d+)-)?(.+)\.yml")


def damage_of(findings: Iterable[Finding], items: Collection[str]) -> list[Finding]:
    """What could not be read of these items' records: what is made of them lacks it."""
    found = [f for f in findings if f.where.startswith(f"{BRANCH}:")]
    return [f for f in found if f.where.removeprefix(f"{BRANCH}:").split("/")[0] in items]


def path_of(act: Act) -> str:
    """Where an act is written; the same act has the same path."""
    for part in (act.item, act.channel or "x"):
        if not re.fullmatch(_ID, part):
            raise ValueError(f"cannot name a ledger file after {part!r}")
    if act.kind is ActKind.STOP:
        if not STOP_NAME.fullmatch(name := stop_name(act)):
            raise ValueError(f"cannot name a ledger file after {name!r}")
        return f"{OFFICE}/0/{act.kind}-{name}.yml"
    folder = f"{act.item}/{act.revision}"
    if act.kind is ActKind.APPROVAL:
        return f"{folder}/{act.kind}-{act.extra['version'][:12]}.yml"
    if act.kind in _OF_A_MERGE:
        return f"{folder}/{act.kind}-{act.extra['merge_commit'][:12]}.yml"
    if act.kind is ActKind.ACKNOWLEDGED:
        if not re.fullmatch(_ID, account := act.extra["account"]):
            raise ValueError(f"cannot name a ledger file after {account!r}")
        return f"{folder}/{act.kind}-{account}.yml"
    if act.kind is ActKind.REREAD:
        if not re.fullmatch(_ID, account := act.extra["account"]):
            raise ValueError(f"cannot name a ledger file after {account!r}")
        return f"{folder}/{act.kind}-{account}-{act.at.astimezone(WITA):%Y%m%d-%H%M%S}.yml"
    if act.kind is ActKind.ORDER:
        return f"{folder}/{act.kind}.yml"
    return f"{folder}/{act.channel}/{act.attempt}-{act.kind}.yml"


def is_intent(path: str) -> bool:
    return path.endswith(f"-{ActKind.INTENT}.yml")


def stops(path: str, channel: str) -> bool:
    """Whether this file stops the channel; its name says so before anybody reads it."""
    found = _STOP_FILE.fullmatch(path)
    return found is not None and stopped_channel(found[1]) in ("", channel)


def damaged(path: str, trouble: str) -> tuple[Act | None, list[Finding]]:
    """A file that cannot be read makes its promise doubtful, and no other; a stop stays one."""
    if (named := _STOP_FILE.fullmatch(path)) and (at := stopped_at(named[1])):
        return _damaged_stop(path, at, stopped_channel(named[1]) or "", trouble)
    named = _CHANNEL_FILE.fullmatch(path)
    if not named or _ITEM_FILE.fullmatch(path):
        return None, [finding(path, f"berkas tidak terbaca ({trouble})")]
    item, revision, channel, attempt, _ = named.groups()
    act = Act(
        kind=ActKind.UNKNOWN,
        item=item,
        revision=int(revision),
        channel=channel,
        attempt=max(1, int(attempt or 1)),
        at=LONG_AGO,
        actor=MACHINE,
        note="berkas buku catatan rusak",
        extra={"damaged": path},
    )
    message = (
        f"berkas tidak terbaca ({trouble}); {item} di {channel} menjadi tak pasti: periksa "
        f"jaringannya, lalu ketik redaksi settle {item} {channel} ada ALAMAT, atau tidak-ada"
    )
    return act, [finding(path, message)]


def _damaged_stop(path: str, at: datetime, channel: str, trouble: str) -> tuple[Act, list[Finding]]:
    note = "berkas buku catatan rusak"
    act = stop_act(channel, by="tidak terbaca", at=at, reason=note)
    message = f"berkas tidak terbaca ({trouble}); penghentian ini tetap berlaku"
    return replace(act, extra={**act.extra, "damaged": path}), [finding(path, message)]


def finding(path: str, message: str) -> Finding:
    return Finding(where=f"{BRANCH}:{path}", rule="buku-catatan", message=message)
