"""Players: what people do in a rehearsal, steps 1 to 7 of the SOP, each on its working day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import commands
from pipeline.core import checks
from pipeline.core.days import Workdays
from pipeline.core.findings import Finding, Gate, blocking
from pipeline.core.model import WITA, Item, Person
from pipeline.core.practice import LATER, Batch, Cast, first_draft
from pipeline.edge import disk
from pipeline.edge.scratch import PracticeRepository

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


@dataclass(slots=True, kw_only=True)
class Players:
    """The people of the rehearsal and the repository they work in."""

    say: Callable[[str], None]
    stage: PracticeRepository
    files: Files
    cast: Cast
    days: Workdays
    clock: Clock
    stopped: bool = False  # the checks have been shown at work

    def act(self, what: str) -> None:
        """Say who does what; the clock says when."""
        self.say(f"{self.clock.now:%d-%m-%Y %H.%M}  {what}")

    def prepare(self, play: Batch) -> None:
        """Steps 1 to 7 of one batch, in the order of time."""
        self.instruct(play)
        self.meet(play)
        for at, act in sorted(self.steps(play), key=lambda event: event[0]):
            self.clock.wait_until(at)
            act()

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
            self.say("Pemeriksaan menahan konsep itu:")
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


def _at(day: date, hour: int, minutes: int = 0) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=WITA) + timedelta(minutes=minutes)
