"""Intake of what concerns posts: the forms that stop them, and that say they were made."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.answers import judge
from pipeline.core.filled import item_named
from pipeline.core.findings import Finding
from pipeline.core.forge import Issue
from pipeline.core.harmless import plain
from pipeline.core.model import Channel, Person
from pipeline.desk import Desk, World, gather
from pipeline.stops import record_stop

STOP = ("Kanal yang dihentikan", "Sebab")
CONFIRM = ("Konten", "Kanal", "Tautan unggahan")
NOT_THERE = "tidak ada"  # typed where the address would stand
_ALL = frozenset({"", "semua", "semua kanal"})
Told = Mapping[str, str]


def take_stop(desk: Desk, person: Person, issue: Issue, told: Told) -> str | list[Finding]:
    """Stop one channel or all, at once; going on is a reviewed change."""
    world, (typed, reason) = _gathered(desk), _lines(told, STOP)
    channel = _channel(world, typed)
    everything = typed.casefold() in _ALL
    if channel is None and not everything:
        wrong = _no_channel(world, typed, STOP[0])
        message = f"{wrong.message} Kosongkan isian itu untuk menghentikan semua kanal."
        return [Finding(where=wrong.where, rule=wrong.rule, message=message)]
    note = record_stop(
        desk,
        world,
        "" if channel is None or everything else channel.id,
        person=person.name,
        reason=reason,
        where=issue.url,
    )
    return (
        f"**Unggahan dihentikan.** {plain(note)}\n\n"
        "Yang sedang berjalan pada detik ini dapat terlanjur selesai. Paket yang sudah dibuka "
        "Admin Medsos tidak dapat ditarik: mintalah ia tidak mengunggahnya."
    )


def take_confirm(desk: Desk, person: Person, issue: Issue, told: Told) -> str | list[Finding]:
    """Step 9: what a person posted or shared, and where; or that a doubtful post is not there."""
    world, (about, typed, url) = _gathered(desk), _lines(told, CONFIRM)
    item, channel = item_named(about), _channel(world, typed)
    if channel is None:
        return [_no_channel(world, typed, CONFIRM[1])]
    where = f"{plain(item)} di {plain(channel.label)}"
    absent = url.casefold().replace("-", " ").rstrip(".") == NOT_THERE
    what = f"{where} tidak ada, dan akan diunggah lagi" if absent else where
    done = f"**Tercatat:** {what}, oleh {plain(person.name)}."
    posted, address = (False, "") if absent else (None, url)
    answer = judge(desk, world, item, channel.id, address, person=person.name, posted=posted)
    if answer.act is None:
        # An earlier run may have recorded it and died before it could answer.
        ours = (act.extra.get("form") == issue.url for act in world.acts)
        return done if any(ours) else list(answer.findings)
    act = replace(answer.act, extra={**answer.act.extra, "form": issue.url})
    if not world.ledger.write([act]):
        return f"{where} sudah lebih dahulu dicatat orang lain; tidak ada yang berubah."
    return done + (f"\n\n{plain(answer.question)}" if answer.question else "")


def _gathered(desk: Desk) -> World:
    with TemporaryDirectory() as scratch:
        return gather(desk, desk.repository(), Path(scratch), fetch=True)


def _lines(told: Told, questions: tuple[str, ...]) -> tuple[str, ...]:
    """Answers of one line each."""
    return tuple(" ".join(told[question].split())[:500] for question in questions)


def _channel(world: World, typed: str) -> Channel | None:
    """A channel by its name in kanal.yml, or as people read it."""
    channels = world.content.channels.channels if world.content.channels else ()
    said = typed.casefold()
    return next((c for c in channels if said in (c.id, c.label.casefold())), None)


def _no_channel(world: World, typed: str, question: str) -> Finding:
    channels = world.content.channels.channels if world.content.channels else ()
    names = ", ".join(channel.id for channel in channels)
    message = f"{question}: «{typed}» tidak ada; pilih salah satu: {names}."
    return Finding(where="content/kanal.yml", rule="pilihan-asing", message=message)
