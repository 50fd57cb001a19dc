"""Rehearsal: plays the whole SOP on this repository's content, in a scratch Git repository.

People act as ``content/peran.yml`` says, on working days; what follows each merge is exactly the
code that production runs. Only the clock, the credentials and one network are for practice.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from pipeline import commands
from pipeline.control import days_of
from pipeline.core import checks
from pipeline.core.content import Content
from pipeline.core.findings import Blocked, Gate, blocking
from pipeline.core.model import Channel
from pipeline.core.practice import (
    NETWORK,
    Batch,
    batches,
    cast,
    practice_address,
    settings_of,
)
from pipeline.core.standing import Stage, standings
from pipeline.core.telling import step_lines
from pipeline.core.wire import Send
from pipeline.desk import Desk, World, gather, open_desk
from pipeline.edge import disk
from pipeline.edge.holidays import workdays
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.scratch import PracticeRepository
from pipeline.edge.settings import Secret
from pipeline.overview import steps
from pipeline.players import Clock, Players


def rehearse(root: Path) -> int:
    """Play what has not been played; then run once more, which must owe nothing."""
    desk = open_desk(root)
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
    clock = Clock(max([plays[0].disposisi.at - timedelta(days=1), *stage.latest()]))
    token = Secret(NETWORK)
    with RehearsalNetwork(folder / "jaringan", token, clock=clock) as network:

        def connect(channel: Channel) -> Send | None:
            return sender(network.url, token) if channel.network == NETWORK else None

        people = Players(
            say=desk.say,
            stage=stage,
            files=files,
            cast=cast(content.roster, plays[0].minutes.day),
            days=days,
            clock=clock,
        )
        desk = replace(desk, root=stage.root, clock=clock, connect=connect, rehearsal=True)
        play = _Play(desk=desk, people=people, network=network, clock=clock)
        if fresh:
            play.everything(plays)
        play.people.act("Dijalankan sekali lagi: apakah masih ada yang perlu diunggah?")
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


@dataclass(slots=True, kw_only=True)
class _Play:
    """The rehearsal under way."""

    desk: Desk
    people: Players
    network: RehearsalNetwork
    clock: Clock
    confirmed: int = 0

    def everything(self, plays: Sequence[Batch]) -> None:
        self.people.found()
        scheduled = sorted(
            item.scheduled for play in plays for item, _ in play.items if item.scheduled
        )
        for play in plays:
            self.broadcasts(scheduled, until=play.disposisi.at)
            self.people.prepare(play)
            self.publish(lose_answer=play is plays[-1])
        self.broadcasts(scheduled, until=None)

    def publish(self, *, lose_answer: bool = False) -> None:
        """Steps 8 and 9: what CI does after the merges, and what the Admin Medsos does then."""
        self.clock.wait_until(self.clock.now + timedelta(minutes=10))
        if lose_answer:
            self.network.lose_next_answer()
            self.people.act("Langkah 8 dan 9a; satu jawaban jaringan sengaja dihilangkan.")
        else:
            self.people.act("Langkah 8 dan 9a: perintah unggah dan unggahan.")
        self.run()
        if lose_answer:
            self.clock.wait_until(self.clock.now + timedelta(minutes=30))
            self.people.act("Dijalankan lagi: jaringannya ditanyai, tidak ada yang dobel.")
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
        self.people.stage.show()
        return commands.carry_through(self.desk)

    def confirm(self) -> None:
        """The Admin Medsos has posted from the kits and shared with the group."""
        admin = self.people.cast.publisher
        self.people.act(f"Langkah 9: {admin.name} mengunggah dari paket dan membagikan tautan.")
        world = self.world()
        channels = world.content.channels
        done: dict[str, int] = {}
        quiet = replace(self.desk, say=lambda news: None)
        for promise, stands in sorted(standings(world.acts).items(), key=lambda p: p[0].key):
            channel = channels.get(promise.channel) if channels else None
            if stands.stage is not Stage.WAITING or channel is None:
                continue
            self.confirmed += 1
            args = channel.network, channel.account, channel.base_url, self.confirmed
            url = practice_address(*args) or ""
            act = commands.record(
                quiet, world, promise.item, channel.id, url, person=admin.name, posted=None
            )
            if act:
                done[channel.label] = done.get(channel.label, 0) + 1
                world = replace(world, acts=[*world.acts, act])
        told = ", ".join(f"{label} {number}" for label, number in done.items())
        self.desk.say(f"Tercatat atas nama {admin.name}: {told or 'tidak ada yang menunggu'}.")

    def world(self) -> World:
        """What is approved and recorded at this moment."""
        return gather(self.desk, self.people.stage.repo, self.desk.build / "disetujui", fetch=True)

    def tell(self, plays: Sequence[Batch], *, fresh: bool) -> None:
        """What was made, where to look, and the nine steps with who did each and when."""
        say, world = self.desk.say, self.world()
        today = self.clock.now.date()
        days = days_of(world, today)
        told = {
            item.id: step_lines(steps(world, item, days, today))
            for play in plays
            for item, _ in play.items
        }
        report = self.desk.build / "gladi" / "sembilan-langkah.txt"
        text = "".join(f"{name}\n" + "\n".join(lines) + "\n\n" for name, lines in told.items())
        disk.write_if_changed(report, text.encode())
        shown = plays[-1].items[0][0].id
        say(f"\nSembilan langkah {shown}:")
        say("\n".join(told[shown]))
        again = "" if fresh else " Gladi ini sudah pernah dijalankan; kali ini tidak ada yang baru."
        say(f"\nGladi selesai: {len(told)} konten, {len(plays)} rapat.{again}")
        say("Lihat hasilnya:")
        for path, what in (
            ("site/index.html", "halaman JDIH"),
            ("paket/index.html", "paket unggah dan pesan WhatsApp"),
            ("gladi/jaringan/index.html", "jaringan gladi: apa yang diterimanya"),
            ("gladi/sembilan-langkah.txt", "sembilan langkah setiap konten"),
            ("gladi/kerja", "repositori gladi, dengan cabang main dan ledger"),
        ):
            say(f"  build/{path:<28}{what}")
