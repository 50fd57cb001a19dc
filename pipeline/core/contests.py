"""Core: who stands in an election, as the office lists it; nobody is named without the others."""

from dataclasses import dataclass


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
