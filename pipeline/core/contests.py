"""Core: elections, as the office lists them: who stands in them, and the phases that hold posts."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    number: int
    name: str
    called: tuple[str, ...] = ()  # other ways in which people name them
    hashtags: tuple[str, ...] = ()  # of their campaign

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.called)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """One list of ``content/peserta.yml``, in the order of the numbers drawn."""

    name: str
    participants: tuple[Participant, ...]


EVERY_SERIES = "semua"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stage of an election in ``content/kalender.yml`` in which series are held, or warned of.

    What is named itself goes before "semua": everything may be held but for one series.
    """

    name: str
    first: date
    last: date  # inclusive
    held: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    line: int = 1

    def holds(self, series: str) -> bool:
        everything = EVERY_SERIES in self.held and series not in self.warned
        return series in self.held or everything

    def warns(self, series: str) -> bool:
        return not self.holds(series) and bool({series, EVERY_SERIES} & {*self.warned})
