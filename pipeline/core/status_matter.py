"""Core: what is under way, as values: one matter for each thing that somebody must bring on."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pipeline.core.days import DayUnit
from pipeline.core.model import Role


class Mark(StrEnum):
    """How serious it is; the order is the order of the list."""

    DOUBTFUL = "tak pasti"
    DIFFERS = "berbeda dari yang dikirim"
    FAULTY = "dilaporkan keliru"
    TAKEDOWN = "harus dihapus"
    HELD = "ditahan"
    WAITING = "menunggu konfirmasi"
    RUNNING = "berjalan"
    LATER = "terjadwal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One line of the list: a thing that somebody must bring on."""

    subject: str  # an item's id, else the path below content/
    title: str
    step: str  # of the nine: "1" to "8", "9a", "9b"
    mark: Mark = Mark.RUNNING
    roles: tuple[Role, ...] = ()  # whose turn it is; none: the machine's
    people: tuple[str, ...] = ()  # who holds these roles today and may act
    since: date | None = None  # when this step could begin
    used: int = 0  # days since then
    limit: int | None = None  # the SOP's, where it sets one
    due: date | None = None
    late: int = 0  # days past it
    unit: DayUnit = DayUnit.WORKING  # in which they are counted
    note: str = ""  # what exactly, in Indonesian
    where: str = ""  # branch or address of the proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The office's work at one moment; the late first."""

    at: datetime
    matters: tuple[Matter, ...]
    finished: int  # items of which nothing is left to do
    imported: int  # items older than the system
    notes: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[Matter, ...]:
        return tuple(matter for matter in self.matters if matter.late)
