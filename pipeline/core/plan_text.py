"""Core: the plan as the office reads it: one line for each item, one hint for each kind of wait."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from pipeline.core.model import WITA
from pipeline.core.pacing import PUNCTUAL
from pipeline.core.posting import Promise
from pipeline.core.rewriting import rewrites
from pipeline.core.stopping import Halt
from pipeline.core.trouble import what_of

if TYPE_CHECKING:
    from pipeline.core.plan import (
        Doubt,
        Later,
        Overdue,
        Owed,
        Plan,
        Stopped,
        Takedown,
        Unordered,
        Waiting,
    )

_One = TypeVar(
    "_One", "Doubt", "Later", "Overdue", "Owed", "Stopped", "Takedown", "Unordered", "Waiting"
)


def plan_lines(plan: "Plan") -> list[str]:
    """Every part of the plan that has something in it."""
    lines = [f"Rencana unggahan per {moment(plan.at)}:"]
    lines += _grouped(plan.owed, lambda owed: _owed(plan, owed)) or [
        "  tidak ada yang baru untuk diunggah"
    ]
    gone = [one for one in plan.takedowns if not one.replaced]
    replaced = [one for one in plan.takedowns if one.replaced]
    messages = [one for one in gone if one.message]
    by_hand = [one for one in gone if not one.direct and not one.message]
    direct = [one for one in gone if one.direct]
    parts = (
        ("Tak pasti:", _grouped(plan.doubtful, _doubts), _doubt_hint(plan)),
        ("Menunggu orang:", _grouped(plan.waiting, _waiting), _waiting_hint(plan)),
        (
            "Dihentikan:",
            [*map(_halted, plan.halts), *_grouped(plan.stopped, _names)],
            resume_hint(plan.halts),
        ),
        (
            "Berbeda dari yang dikirim, periksa sekarang:",
            [f"  {name(act.promise)}: {act.extra['difference']}" for act in plan.differing],
            "Betulkan lewat ralat, atau tarik kontennya.",
        ),
        ("Sudah ditarik, dihapus oleh sistem:", _grouped(direct, _takedowns), ""),
        (
            "Sudah ditarik, tetapi unggahannya masih ada:",
            _grouped(by_hand, _takedowns),
            "Hapus di sana, lalu ketik: redaksi confirm KONTEN KANAL" if by_hand else "",
        ),
        (
            "Sudah ditarik, tetapi grupnya belum diberi tahu:",
            _grouped(messages, _takedowns),
            "Kirim pesan penarikannya dari paket, lalu ketik: redaksi confirm KONTEN KANAL",
        ),
        (
            "Sudah diganti ralatnya, dihapus oleh sistem:",
            _grouped([one for one in replaced if one.direct], _takedowns),
            "",
        ),
        (
            "Sudah diganti ralatnya, tetapi unggahan lamanya masih ada:",
            _grouped([one for one in replaced if not one.direct], _takedowns),
            "Hapus di sana, lalu ketik: redaksi confirm KONTEN KANAL",
        ),
        (
            "Menunggu perintah unggah (langkah 8):",
            _grouped(plan.unordered, _names),
            "Perintahkan di halaman Actions, atau ketik: redaksi order KONTEN",
        ),
        (
            "Terbit darurat, harus dikukuhkan Pemimpin Redaksi:",
            [f"  {item}" for item in plan.unconfirmed],
            "",
        ),
        (
            "Lewat waktu tayang, tidak diunggah sebelum diputuskan:",
            _grouped(plan.overdue, _overdue),
            "Masih perlu? Hapus atau ubah `tayang`-nya lewat usulan. Cukup di halaman? "
            "Tulis `kanal: []`.",
        ),
        ("Nanti:", _grouped(plan.later, _later), ""),
        ("Ditahan:", [f"  {held}" for held in plan.held], ""),
    )
    for heading, found, hint in parts:
        lines += [heading, *found, *([f"  {hint}"] if hint else [])] if found else []
    return [*lines, f"Sudah selesai: {plan.settled} unggahan."]


def _grouped(found: Iterable[_One], tell: Callable[[list[_One]], str]) -> list[str]:
    """One line for each item and correction, in the order in which they come."""
    groups: dict[str, list[_One]] = {}
    for one in found:
        groups.setdefault(_item(one.promise), []).append(one)
    return [f"  {item}: {tell(group)}" for item, group in groups.items()]


def _owed(plan: "Plan", group: list["Owed"]) -> str:
    """What this run does for one item, network by network."""
    kinds = ("sunting unggahan yang ada di", "unggah langsung ke", "paket untuk", "pesan untuk")
    does: dict[str, list[str]] = {kind: [] for kind in kinds}
    for owed in group:
        linked = plan.networks[owed.channel.network].linked
        by_hand = "paket untuk" if linked else "pesan untuk"
        what = "unggah langsung ke" if owed.direct else by_hand
        what = "sunting unggahan yang ada di" if owed.rewrites else what
        does[what].append(f"{owed.channel.label}{_before(owed, plan.at)}")
    return "; ".join(f"{what} {', '.join(where)}" for what, where in does.items() if where)


def _before(owed: "Owed", now: datetime) -> str:
    if not owed.direct and owed.strikes and owed.last:
        return f" (ditolak {owed.strikes} kali, perlu orang: {what_of(owed.last.note)})"
    told = [f"percobaan ke-{owed.attempt}"] if owed.attempt > 1 else []
    told += [f"terlambat {missed}"] if (missed := _missed(owed, now)) else []
    return f" ({', '.join(told)})" if told else ""


def _missed(owed: "Owed", now: datetime) -> str:
    """How long after its time it goes out, where that is more than the clock's own delay."""
    late = now - owed.planned if owed.planned else timedelta()
    return f"{late // timedelta(hours=1)} jam" if late >= PUNCTUAL else ""


_DOUBTS = {
    "ulang": "ditanyakan, diulang hanya bila belum ada (jaringannya sendiri mencegah dobel)",
    "tanya": "ditanyakan kepada jaringannya",
    "biarkan": "mungkin sedang dikerjakan di tempat lain, dibiarkan",
    "orang": "perlu diperiksa orang",
}


def _doubts(group: list["Doubt"]) -> str:
    return "; ".join(f"{doubt.promise.channel} {_doubt(doubt)}" for doubt in group)


def _doubt(doubt: "Doubt") -> str:
    again = doubt.step == "ulang" and rewrites(doubt.standing.intent)
    return "disunting sekali lagi, dengan teks yang sama" if again else _DOUBTS[doubt.step]


def _doubt_hint(plan: "Plan") -> str:
    if not any(doubt.step == "orang" for doubt in plan.doubtful):
        return ""
    return (
        "Periksa di jaringannya, lalu ketik: redaksi settle KONTEN KANAL ada ALAMAT, "
        "atau: redaksi settle KONTEN KANAL tidak-ada"
    )


def _waiting(group: list["Waiting"]) -> str:
    names = ", ".join(waiting.channel.id for waiting in group)
    return f"{names} (diserahkan {min(one.since for one in group).astimezone(WITA):%d-%m-%Y})"


def _waiting_hint(plan: "Plan") -> str:
    """What to type when it is done; a network without addresses needs none."""
    bare = {w.channel.id for w in plan.waiting if not plan.networks[w.channel.network].linked}
    linked = any(waiting.channel.id not in bare for waiting in plan.waiting)
    if bare and linked:
        return (
            "Setelah selesai ketik: redaksi confirm KONTEN KANAL ALAMAT "
            f"({', '.join(sorted(bare))}: tanpa ALAMAT)"
        )
    if not plan.waiting:
        return ""
    return f"Setelah selesai ketik: redaksi confirm KONTEN KANAL{' ALAMAT' if linked else ''}"


def _takedowns(group: list["Takedown"]) -> str:
    return "; ".join(
        f"{one.promise.channel} {one.act.url or one.act.extra.get('group', '')}".rstrip()
        for one in group
    )


def halt_line(halt: Halt) -> str:
    """Who stopped what, and when. Why is free text: pages and issues do without it."""
    where = f"kanal {halt.channel}" if halt.channel else "semua kanal"
    return f"{where} dihentikan {halt.by}, {moment(halt.at)}"


def _halted(halt: Halt) -> str:
    return f"  {halt_line(halt)}" + (f": {halt.reason}" if halt.reason else "")


def halt_note(halt: Halt) -> str:
    """The same as whole sentences, with how to go on."""
    line = halt_line(halt)
    return f"{line[0].upper()}{line[1:]}. {resume_hint([halt])}."


def resume_hint(halts: Iterable[Halt]) -> str:
    names = ", ".join(halt.name for halt in halts)
    return f"Melanjutkan: usulkan baris «dilanjutkan: [{names}]» di content/kanal.yml"


def _names(group: Sequence["Stopped | Unordered"]) -> str:
    return ", ".join(one.promise.channel for one in group)


def _overdue(group: list["Overdue"]) -> str:
    channels = ", ".join(one.promise.channel for one in group)
    return f"{channels} (tayang {moment(group[0].planned)})"


def _later(group: list["Later"]) -> str:
    when: dict[str, list[str]] = {}
    for later in group:
        when.setdefault(f"{later.reason} {moment(later.until)}", []).append(later.promise.channel)
    return "; ".join(f"{', '.join(channels)} {what}" for what, channels in when.items())


def name(promise: Promise) -> str:
    """A promise as people say it: item, correction, channel."""
    return f"{_item(promise)} → {promise.channel}"


def _item(promise: Promise) -> str:
    return f"{promise.item} (ralat {promise.revision})" if promise.revision else promise.item


def moment(at: datetime) -> str:
    return f"{at.astimezone(WITA):%d-%m-%Y pukul %H.%M} Wita"
