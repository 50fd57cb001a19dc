"""Draws: the kartu kendali of an item, and the sheet of its approval (steps 4 to 7)."""

from collections.abc import Mapping
from typing import Any

from pipeline.core.control_card import ControlCard, ControlStep
from pipeline.core.in_words import count_in_words
from pipeline.core.model import APPROVERS, Role
from pipeline.core.posting import ActKind
from pipeline.core.progress import State
from pipeline.core.status_text import ROLES
from pipeline.core.telling import STEP_NAMES
from pipeline.render.document_words import blocks, clock, day, kind_of, listed, roles, short, when
from pipeline.render.records import Document, Records
from pipeline.render.wording import cite, day_text

_THERE = {True: "ada", False: "tidak ada", None: ""}
_CHAIN = ("4", "5", "6", "7", "8", "9a", "9b")


def control_sheet(known: Records) -> Document | None:
    """The nine steps of one item; undated items (nothing on record) have no card."""
    card, item = known.card, known.item
    if card.latest is None:
        return None
    series = known.content.series.get(item.series)
    return Document(
        name="kartu-kendali",
        title=f"Kartu Kendali {item.id}",
        subject=item.title,
        at=card.latest,
        values={
            "item": {
                "id": item.id,
                "title": item.title,
                "series": series.name if series else item.series,
                "disposisi": _disposisi(known),
            },
            "sop": known.content.sop.number.title() if known.content.sop else "",
            "standing": standing(card),
            "steps": [step_row(step, card.addresses) for step in card.steps],
            "chain": [paraf(step) for step in card.steps if step.record.step in _CHAIN],
            "doubts": list(card.doubts),
            "missing": [f"langkah {step}: {what}" for step, what in card.missing],
            "unit": card.unit.label.capitalize(),
            "rule": card.rule,
            "calendar": card.calendar,
        },
        where=item.where,
        source=_version(known),
    )


def _disposisi(known: Records) -> str:
    sheet = known.disposisi
    return f"{sheet.number}, {day(sheet.at)}" if sheet else f"{known.item.disposisi} (tidak ada)"


def _version(known: Records) -> str:
    oid = known.evidence.oid if known.evidence else None
    return f"konten {known.item.id}" + (f", versi {oid[:12]}" if oid else "")


def standing(card: ControlCard) -> str:
    """How it stands, in one line; an item under way says of which day."""
    told = "selesai" if card.finished else f"berjalan, keadaan {day_text(card.today)}"
    late, missing = len(card.late), len(card.missing)
    told += f"; {count_in_words(late, 'langkah terlambat')}" if late else "; tanpa keterlambatan"
    told += f"; {count_in_words(missing, 'kelengkapan tidak ada')}" if missing else ""
    doubts = len(card.doubts)
    return told + (f"; {count_in_words(doubts, 'catatan perlu diperiksa')}" if doubts else "")


def step_row(step: ControlStep, addresses: Mapping[str, str]) -> dict[str, Any]:
    """One line of the card as values, for paper and for the team's page."""
    record = step.record
    return {
        "step": record.step,
        "name": STEP_NAMES[record.step],
        "activity": step.activity,
        "who": listed(record.who),
        "role": "/".join(ROLES[role] for role in step.performers),
        "when": day_text(record.day) if record.day else "",
        "clock": clock(record.at) if record.at else "",
        "state": record.state.value,
        "used": "" if step.used is None else str(step.used),
        "limit": step.limit.replace("-", "–"),
        "due": day_text(record.due) if record.due else "",
        "late": record.late,
        "unit": record.unit.label,
        "requisites": [{"name": one.name, "state": _THERE[one.there]} for one in step.requisites],
        "evidence": [
            {"text": short(one), "name": kind_of(one), "url": _opened(one, addresses)}
            for one in record.evidence
            if one
        ],
    }


def _opened(proof: str, addresses: Mapping[str, str]) -> str:
    """Where a proof is seen; nothing leads anywhere but into the web."""
    return proof if proof.startswith("https://") else addresses.get(proof, "")


def paraf(step: ControlStep) -> dict[str, str]:
    """Who put a hand to it, and when: the chain that a paper card has in initials."""
    record = step.record
    at = record.at
    return {
        "step": record.step,
        "name": STEP_NAMES[record.step],
        "who": listed(record.who),
        "when": f"{at:%d-%m-%Y %H.%M}" if at else "",
        "state": record.state.value,
        "electronic": "ya" if record.state is State.DONE else "",
    }


def approval_sheet(known: Records) -> Document | None:
    """Step 7: which version was approved, by whom, written and edited by whom; its whole text."""
    evidence, item = known.evidence, known.item
    if evidence is None or evidence.oid is None:
        return None
    at, urgent, record = evidence.at, evidence.urgent, evidence.record
    held = known.roster.holders(APPROVERS, at.date())
    office = next(
        (
            ROLES[role]
            for person in held
            if person.name == evidence.approver
            for role in (Role.EDITOR_IN_CHIEF, Role.DEPUTY)
            if role in person.roles(at.date())
        ),
        ROLES[Role.EDITOR_IN_CHIEF],
    )
    feed = next((card for card in known.cards if card.format == "feed"), None)
    series = known.content.series.get(item.series)
    picture = f"kartu-{feed.sha256[:16]}.jpg" if feed else ""
    return Document(
        name="lembar-persetujuan",
        title=f"Lembar Persetujuan {item.id}",
        subject=item.title,
        at=at,
        values={
            "item": {
                "id": item.id,
                "title": item.title,
                "series": series.name if series else item.series,
                "summary": item.summary,
                "disposisi": _disposisi(known),
                "basis": [cite(one, known.content.instruments) for one in item.basis],
                "revision": item.revision,
            },
            "text": blocks(item.body),
            "card": {"file": picture, "alt": feed.alt} if feed else None,
            "authors": listed(evidence.authors),
            "editors": listed(evidence.editors),
            "approver": evidence.approver,
            "office_held": office,
            "when": when(at),
            "place_day": day(at),
            "version": evidence.oid,
            "merge": evidence.merge,
            "proposal": record.url if record else "",
            "urgent": urgent.reason if urgent else "",
            "confirmed": _confirmed(known),
        },
        pictures={picture: feed.path} if feed else {},
        where=item.where,
        source=_version(known),
    )


def _confirmed(known: Records) -> str:
    urgent = known.evidence.urgent if known.evidence else None
    if urgent is None:
        return ""
    if urgent.confirmed_by and urgent.confirmed_at:
        return f"dikukuhkan {urgent.confirmed_by}, {when(urgent.confirmed_at)}"
    return f"belum dikukuhkan, batas {day_text(urgent.due)}"


def order_sheet(known: Records) -> Document | None:
    """Step 8: the order to post, given by a person or standing for every approval."""
    item = known.item
    mine = [act for act in known.acts if act.revision == item.revision]
    order = next((act for act in mine if act.kind is ActKind.ORDER), None)
    if order is None:
        return None
    channels = known.content.channels
    names = [name for name in order.extra.get("channels", "").split(", ") if name]
    known_channels = [(name, channels.get(name) if channels else None) for name in names]
    publishers = known.roster.holders(frozenset({Role.PUBLISHER}), order.at.date())
    standing_order = "on_behalf" in order.extra
    return Document(
        name="perintah-unggah",
        title=f"Perintah Unggah {item.id}",
        subject=item.title,
        at=order.at,
        values={
            "item": {"id": item.id, "title": item.title, "disposisi": _disposisi(known)},
            "when": when(order.at),
            "place_day": day(order.at),
            "by": order.extra.get("on_behalf") or order.actor,
            "role": roles([Role.EDITOR]),
            "to": listed(person.name for person in publishers),
            "to_role": ROLES[Role.PUBLISHER],
            "standing": standing_order,
            "note": order.note,
            "basis": order.extra.get("basis", ""),
            "run": order.url,
            "scheduled": when(item.scheduled) if item.scheduled else "segera",
            "channels": [
                {"name": channel.label, "account": channel.account or channel.group}
                if channel
                else {"name": name, "account": ""}
                for name, channel in known_channels
            ],
            "approved": (
                f"{known.evidence.approver}, {when(known.evidence.at)}" if known.evidence else ""
            ),
        },
        where=item.where,
        source=_version(known),
    )
