"""Core: rules for the office's settings that need names from outside the core, passed in.

Networks live in the registry of adapters, card families in the designer's folder.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches

from pipeline.core.content import Content
from pipeline.core.findings import Finding

ContentCheck = Callable[[Content], Iterable[Finding]]

CHANNELS, SERIES = "content/kanal.yml", "content/rubrik.yml"


def known_networks(names: Collection[str]) -> ContentCheck:
    """Every channel's network is one that this tool speaks to."""

    def check(content: Content) -> Iterator[Finding]:
        for channel in content.channels.channels if content.channels else ():
            if channel.network not in names:
                message = f'Ubah jaringan kanal "{channel.id}": "{channel.network}" tidak dikenal; '
                message += _advice(channel.network, names)
                yield Finding(
                    where=CHANNELS, line=channel.line, rule="jaringan-asing", message=message
                )

    return check


def known_families(names: Collection[str]) -> ContentCheck:
    """Every series is drawn by a card family that exists."""

    def check(content: Content) -> Iterator[Finding]:
        for series in content.series.values():
            if series.cards not in names:
                message = f'Ubah kartu rubrik "{series.id}": "{series.cards}" tidak ada; '
                message += _advice(series.cards, names)
                yield Finding(where=SERIES, line=series.line, rule="kartu-asing", message=message)

    return check


def _advice(wrong: str, names: Collection[str]) -> str:
    near = get_close_matches(wrong, names, n=1)
    return f'maksudnya "{near[0]}"?' if near else f"pilih salah satu: {', '.join(sorted(names))}."
