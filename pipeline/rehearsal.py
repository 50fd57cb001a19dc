"""Rehearsal: plays the whole SOP on this repository's content, in a scratch Git repository.

People act as ``content/peran.yml`` says, on working days; what follows each merge is exactly the
code that production runs. Only the clock, the credentials and one network are for practice.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import commands
from pipeline import desk as world_of
from pipeline.core import checks
from pipeline.core.content import Content
from pipeline.core.days import Workdays
from pipeline.core.findings import Blocked, Finding, Gate, blocking
from pipeline.core.model import WITA, Channel, Item, Person
from pipeline.core.plan import moment
from pipeline.core.practice import (
    LATER,
    NETWORK,
    Batch,
    Cast,
    batches,
    cast,
    first_draft,
    practice_address,
    settings_of,
)
from pipeline.core.standing import Stage, standings
from pipeline.core.wire import Send
from pipeline.desk import Desk
from pipeline.edge import disk
from pipeline.edge.holidays import workdays
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.scratch import PracticeRepository
from pipeline.edge.settings import Secret

Files = Mapping[str, bytes]


@dataclass(slots=True)
class Clock:
    """The rehearsal's time. It moves with the people, and a second with every look at it."""

    now: datetime

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def wait_until(self, at: datetime) -> datetime:
        self.now = max(self.now, at)
        return self.now


def rehearse(root: Path) -> int:
    """Play what has not been played; then run once more, which must owe nothing."""
    desk = commands.open_desk(root)
    content = disk.read_content(root)
    findings = checks.run_checks(content, Gate.PUBLICATION)
    commands.say_findings(findings)
    if blocking(findings) or content.roster is None:
        desk.say("Perbaiki temuan di atas dahulu; gladi belum dimulai.")
        return 1
    plays = batches(content)
    if not plays:
        raise Blocked("tidak ada disposisi dengan notula dan konten", where="content/")
    files = _files(root, content, plays)
    folder = desk.build / "gladi"
    stage = PracticeRepository(folder)
    fresh = dict(stage.files("content/")) != files
    if fresh:
        shutil.rmtree(folder)
        stage = PracticeRepository(folder)
    days = workdays(content.calendar, range(plays[0].minutes.day.year, _last_year(plays) + 2))
    clock = Clock(max([plays[0].disposisi.at - timedelta(days=1), *_times(stage)]))
    token = Secret(NETWORK)
    with RehearsalNetwork(folder / "jaringan", token, clock=clock) as network:

        def connect(channel: Channel) -> Send | None:
            return sender(network.url, token) if channel.network == NETWORK else None

        play = _Play(
            desk=replace(desk, root=stage.root, clock=clock, connect=connect, rehearsal=True),
            stage=stage,
            network=network,
            files=files,
            cast=cast(content.roster, plays[0].minutes.day),
            days=days,
            clock=clock,
        )
        if fresh:
            play.everything(plays)
        play.act("Putaran terakhir: apakah masih ada yang terutang?")
        code = play.run()
        play.tell(plays, fresh=fresh)
    return code


def _files(root: Path, content: Content, plays: Sequence[Batch]) -> dict[str, bytes]:
    """What main will hold in the end: the office's files, and what the batches bring."""
    found = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted((root / "content").rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
    start = plays[0].disposisi.at.date()
    played = {f"content/konten/{item.id}/" for play in plays for item, _ in play.items}
    for play in plays:
        played |= {play.disposisi.where, play.minutes.where}
    rest = {path: data for path, data in found.items() if path.startswith(tuple(played))}
    return settings_of(found, start) | rest


def _last_year(plays: Sequence[Batch]) -> int:
    return max(due.year for play in plays for _, due in play.items)


def _times(stage: PracticeRepository) -> list[datetime]:
    """When something last happened here: commits on main, acts in the ledger."""
    from pipeline.edge.ledger import Ledger

    if stage.repo.head("main") is None:
        return []
    acts, _ = Ledger(stage.repo, run="", tool="").read()
    return [commit.committer.at for commit in stage.repo.history()] + [act.at for act in acts]


@dataclass(slots=True, kw_only=True)
class _Play:
    """The rehearsal under way."""

    desk: Desk
    stage: PracticeRepository
    network: RehearsalNetwork
    files: Files
    cast: Cast
    days: Workdays
    clock: Clock
    confirmed: int = 0
    stopped: bool = False  # the checks have been shown at work

    def act(self, what: str) -> None:
        """Say who does what; the clock says when."""
        self.desk.say(f"\n[{moment(self.clock.now)}] {what}")

    def everything(self, plays: Sequence[Batch]) -> None:
        self.found()
        scheduled = sorted(
            item.scheduled for play in plays for item, _ in play.items if item.scheduled
        )
        for play in plays:
            self.broadcasts(scheduled, until=play.disposisi.at)
            self.instruct(play)
            self.meet(play)
            for at, act in sorted(self.steps(play), key=lambda event: event[0]):
                self.clock.wait_until(at)
                act()
            self.publish(lose_answer=play is plays[-1])
        self.broadcasts(scheduled, until=None)

    def found(self) -> None:
        """The office begins: its settings and register are on main before the first day."""
        self.act("Repositori gladi dibuat; pengaturan dan daftar peraturan masuk ke main.")
        files = {path: data for path, data in self.files.items() if not path.startswith(LATER)}
        self.stage.commit("main", files, "Mulai", self.cast.chief, self.clock())
        self.stage.show()

    def instruct(self, play: Batch) -> None:
        """Step 1: the Pemimpin Redaksi writes the disposisi; the deputy's merge takes it in."""
        self.clock.wait_until(play.disposisi.at)
        chief, deputy = self.cast.chief, self.cast.deputy
        self.act(f"Langkah 1: {chief.name} menyampaikan disposisi {play.disposisi.number}.")
        branch = f"disposisi/{play.disposisi.number}"
        where = play.disposisi.where
        subject = f"disposisi: {play.disposisi.number}"
        self.stage.commit(branch, {where: self.files[where]}, subject, chief, self.clock())
        self.stage.merge(branch, f"Gabungkan {subject}\n", deputy, self.clock())

    def meet(self, play: Batch) -> None:
        """Steps 2 and 3: invitation, meeting, minutes with the tasks."""
        editor, where = self.cast.editor, play.minutes.where
        if play.minutes.invited:
            self.clock.wait_until(play.minutes.invited)
            self.act(f"Langkah 2: {editor.name} mengundang rapat {play.minutes.day:%d-%m-%Y}.")
        self.clock.wait_until(_at(play.minutes.day, 11))
        self.act(f"Langkah 3: rapat; {editor.name} menulis notula, {len(play.items)} tugas.")
        branch = f"rapat/{play.minutes.day}"
        subject = f"rapat: notula {play.minutes.day}"
        self.stage.commit(branch, {where: self.files[where]}, subject, editor, self.clock())
        self.stage.merge(branch, f"Gabungkan {subject}\n", self.cast.chief, self.clock())

    def steps(self, play: Batch) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Steps 4 to 7 of every item, each at its time on a working day."""
        approved = play.approved_on(self.days)
        for number, (item, due) in enumerate(play.items):
            producer = self.cast.producers[number % len(self.cast.producers)]
            yield _at(due, 10, 20 * number), partial(self.draft, item, producer)
            yield _at(due, 14, 20 * number), partial(self.edit, item)
            yield _at(due, 14, 20 * number + 15), partial(self.hand_over, item)
            yield _at(approved, 9, 5 * number), partial(self.approve, item)

    def draft(self, item: Item, producer: Person) -> None:
        """Step 4. Of one item the first draft lacks a text for its picture: it is stopped."""
        folder, branch = f"content/konten/{item.id}/", f"konsep/{item.id}"
        files = {path: data for path, data in self.files.items() if path.startswith(folder)}
        stop = bool(item.pictures) and not self.stopped
        files[item.where] = first_draft(files[item.where], without_alt=stop)
        self.act(f"Langkah 4: {producer.name} membuat konsep {item.id}.")
        self.stage.commit(branch, files, f"konsep: {item.id}", producer, self.clock())
        if stop:
            self.stopped = True
            self.desk.say("Pemeriksaan menahan konsep itu:")
            commands.say_findings(self.held(item, files))

    def edit(self, item: Item) -> None:
        """Step 5."""
        editor, branch = self.cast.editor, f"konsep/{item.id}"
        self.act(f"Langkah 5: {editor.name} menyunting {item.id}.")
        files = {item.where: self.files[item.where]}
        self.stage.commit(branch, files, f"suntingan: {item.id}", editor, self.clock())

    def hand_over(self, item: Item) -> None:
        """Step 6: the editor signs the very version that goes to the Pemimpin Redaksi."""
        editor, branch = self.cast.editor, f"konsep/{item.id}"
        self.act(f"Langkah 6: {editor.name} menyerahkan {item.id} kepada Pemimpin Redaksi.")
        signed = f"Disunting-oleh: {editor.name}\nDiserahkan-oleh: {editor.name}"
        self.stage.commit(branch, {}, f"serah: {item.id}\n\n{signed}\n", editor, self.clock())

    def held(self, item: Item, draft: Files) -> list[Finding]:
        """What the checks say of a draft, as they would in its proposal."""
        with TemporaryDirectory() as scratch:
            for path, data in {**self.files, **draft}.items():
                target = Path(scratch) / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            found = checks.run_checks(disk.read_content(Path(scratch)), Gate.HANDOVER)
        return [f for f in blocking(found) if item.id in f.where]

    def approve(self, item: Item) -> None:
        """Step 7: the Pemimpin Redaksi merges."""
        chief = self.cast.chief
        self.act(f"Langkah 7: {chief.name} menyetujui {item.id}.")
        message = f"Gabungkan konsep {item.id}\n\nDisetujui-oleh: {chief.name}\n"
        self.stage.merge(f"konsep/{item.id}", message, chief, self.clock())

    def publish(self, *, lose_answer: bool = False) -> None:
        """Steps 8 and 9: what CI does after the merges, and what the Admin Medsos does then."""
        self.clock.wait_until(self.clock.now + timedelta(minutes=10))
        if lose_answer:
            self.network.lose_next_answer()
            self.act("Langkah 8 dan 9a, dengan satu jawaban jaringan yang sengaja dihilangkan:")
        else:
            self.act("Langkah 8 dan 9a: perintah unggah dan unggahan.")
        self.run()
        if lose_answer:
            self.clock.wait_until(self.clock.now + timedelta(minutes=30))
            self.act("Dijalankan lagi: jaringannya ditanyai, tidak ada yang diunggah dua kali.")
            self.run()
        self.clock.wait_until(self.clock.now + timedelta(minutes=20))
        self.confirm()

    def broadcasts(self, scheduled: Sequence[datetime], until: datetime | None) -> None:
        """The scheduled run: what was approved to go out at a set time goes out then."""
        for at in scheduled:
            if at > self.clock.now and (until is None or at < until):
                self.clock.wait_until(at)
                self.publish()

    def run(self) -> int:
        """What CI calls on a push to main."""
        self.stage.show()
        return commands.carry_through(self.desk)

    def confirm(self) -> None:
        """The Admin Medsos has posted from the kits and shared with the group."""
        admin: Person = self.cast.publisher
        self.act(f"Langkah 9a dan 9b: {admin.name} mengunggah dari paket dan membagikan tautan.")
        world = world_of.gather(
            self.desk, self.stage.repo, self.desk.build / "disetujui", fetch=True
        )
        channels = world.content.channels
        for promise, stands in sorted(standings(world.acts).items(), key=lambda p: p[0].key):
            channel = channels.get(promise.channel) if channels else None
            if stands.stage is not Stage.WAITING or channel is None:
                continue
            self.confirmed += 1
            url = ""
            if channel.network != "whatsapp":
                args = channel.network, channel.account, channel.base_url, self.confirmed
                url = practice_address(*args) or ""
            act = commands.record(
                self.desk, world, promise.item, channel.id, url, person=admin.name, posted=None
            )
            if act:
                world = replace(world, acts=[*world.acts, act])

    def tell(self, plays: Sequence[Batch], *, fresh: bool) -> None:
        """What was made, where to look, and the nine steps with who did each and when."""


def _at(day: date, hour: int, minutes: int = 0) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=WITA) + timedelta(minutes=minutes)
