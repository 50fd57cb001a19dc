"""Draws: the documents of step 9, of a correction and of a withdrawal.

Berita acara unggah, surat ralat, surat penarikan.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pipeline.core.causes import LABELS
from pipeline.core.in_words import count_in_words, day_in_words
from pipeline.core.model import WITA, Role
from pipeline.core.ordering import in_name
from pipeline.core.posting import SETTLING, Act, ActKind
from pipeline.core.status_text import ROLES
from pipeline.render.document_words import clock, day, listed, when
from pipeline.render.records import Document, Records
from pipeline.render.wording import day_text


def posting_sheet(known: Records) -> Document | None:
    """Step 9: where the item was posted and shared, when and by whom, with the pictures."""
    done = _settled(known)
    if not done:
        return None
    last = max(act.at for act in done)
    shown, pictures = _pictures(known)
    posted = [act for act in done if act.url]
    return Document(
        name="berita-acara-unggah",
        title=f"Berita Acara Unggah {known.item.id}",
        subject=known.item.title,
        at=last,
        values={
            "item": {"id": known.item.id, "title": known.item.title},
            "in_words": day_in_words(last.astimezone(WITA).date()),
            "day": day(last),
            "count": count_in_words(len(done), "kanal"),
            "rows": [_row(known, act) for act in done],
            "open": [_label(known, name)[0] for name in _unfinished(known)],
            "links": len(posted),
            "pictures": shown,
            "place_day": day(last),
            "publisher": known.holder(Role.PUBLISHER, last),
            "editor": known.holder(Role.EDITOR, last),
            "publisher_role": ROLES[Role.PUBLISHER],
            "editor_role": ROLES[Role.EDITOR],
        },
        pictures=pictures,
        where=known.item.where,
        source=f"buku catatan, konten {known.item.id}",
    )


def _settled(known: Records) -> list[Act]:
    """The last settling act of every promise, the oldest first."""
    found = {act.promise: act for act in known.acts if act.kind in SETTLING and act.channel}
    return sorted(found.values(), key=lambda act: (act.revision, act.at, act.channel))


def _unfinished(known: Records) -> list[str]:
    """Channels of this revision that something was begun on and nothing settled."""
    settled = {act.promise for act in _settled(known)}
    begun = [a for a in known.acts if a.channel and a.revision == known.item.revision]
    left = {a.channel for a in begun if a.promise not in settled}
    return sorted(left)


def _label(known: Records, name: str) -> tuple[str, str]:
    """A channel's name and account; one that is gone keeps the name it had in the ledger."""
    channels = known.content.channels
    channel = channels.get(name) if channels else None
    return (channel.label, channel.account or channel.group) if channel else (name, "")


def _row(known: Records, act: Act) -> dict[str, Any]:
    label, account = _label(known, act.channel)
    gone = next(
        (a for a in known.acts if a.kind is ActKind.REMOVED and a.promise == act.promise), None
    )
    return {
        "revision": f"ralat {act.revision}" if act.revision else "unggahan pertama",
        "channel": label,
        "account": account,
        "day": day(act.at),
        "clock": clock(act.at),
        "by": in_name(act),
        "url": act.url,
        "payload": act.payload,
        "removed": f"{'dihapus' if act.url else 'pesan penarikan dikirim'} {day(gone.at)}"
        if gone
        else "",
    }


def _pictures(known: Records) -> tuple[list[dict[str, Any]], Mapping[str, Path]]:
    """Every picture of this revision's posts once, with the channels that show it."""
    on = {act.channel for act in _settled(known) if act.revision == known.item.revision}
    found: dict[str, dict[str, Any]] = {}
    files: dict[str, Path] = {}
    for name, post in sorted(known.posts.items()):
        for picture in post.pictures if name in on else ():
            file = f"kartu-{picture.sha256[:16]}.jpg"
            files[file] = Path(picture.path)
            one = found.setdefault(
                picture.sha256,
                {"file": file, "alt": picture.alt, "sha256": picture.sha256, "on": []},
            )
            one["on"].append(_label(known, name)[0])
    return [one | {"on": listed(one["on"])} for one in found.values()], files


def correction_sheet(known: Records) -> Document | None:
    """What was wrong, since when it is right, and where both can be seen."""
    item, correction = known.item, known.item.correction
    if correction is None:
        return None
    evidence = known.evidence
    done = _settled(known)
    return Document(
        name="surat-ralat",
        title=f"Surat Ralat {correction.number} {item.id}",
        subject=item.title,
        at=evidence.at if evidence else _start(correction.day),
        values={
            "item": {"id": item.id, "title": item.title},
            "number": correction.number,
            "day": day_text(correction.day),
            "note": correction.note,
            "cause": LABELS[correction.cause] if correction.cause else "",
            "before": [_row(known, act) for act in done if act.revision < correction.number],
            "after": [_row(known, act) for act in done if act.revision == correction.number],
            "approver": evidence.approver if evidence else "",
            "approved": when(evidence.at) if evidence else "",
            "place_day": day_text(correction.day),
        },
        where=item.where,
        source=f"konten {item.id} dan buku catatan",
    )


def withdrawal_sheet(known: Records) -> Document | None:
    """What was taken back and why, what of it is down and what is still up."""
    item, withdrawal = known.item, known.item.withdrawal
    if withdrawal is None:
        return None
    evidence = known.evidence
    rows = [_row(known, act) for act in _settled(known)]
    return Document(
        name="surat-penarikan",
        title=f"Surat Penarikan {item.id}",
        subject=item.title,
        at=evidence.at if evidence else _start(withdrawal.day),
        values={
            "item": {"id": item.id, "title": item.title},
            "day": day_text(withdrawal.day),
            "reason": withdrawal.reason,
            "cause": LABELS[withdrawal.cause] if withdrawal.cause else "",
            "gone": [row for row in rows if row["removed"]],
            "left": [row for row in rows if not row["removed"]],
            "approver": evidence.approver if evidence else "",
            "approved": when(evidence.at) if evidence else "",
            "place_day": day_text(withdrawal.day),
        },
        where=item.where,
        source=f"konten {item.id} dan buku catatan",
    )


def _start(of: date) -> datetime:
    return datetime.combine(of, time(), tzinfo=WITA)
