"""Core: the place in an instrument: "Pasal 7 ayat (2) huruf a angka 1", one or several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_STEP = re.compile(
    r"(?:(?P<joint>(?:,\s*)?(?:dan/atau|dan|serta|atau|juncto|jo\.)\s+|,\s*)?)"
    r"(?:Pasal\s+(?P<article>\d+[A-Z]{0,2})|ayat\s+\((?P<paragraph>\d+[a-z]?)\)"
    r"|huruf\s+(?P<letter>[a-z]{1,2})|angka\s+(?P<figure>\d+[a-z]?))(?:\s+|(?=,)|$)"
)
_PLACE = re.compile(
    r"\bPasal\s+\d+[A-Z]{0,2}\b(?:(?:\s+|,\s*(?:dan\s+)?|\s+(?:dan|serta|atau)\s+)"
    r"(?:Pasal\s+\d+[A-Z]{0,2}\b|ayat\s+\(\d+[a-z]?\)|huruf\s+[a-z]{1,2}\b|angka\s+\d+[a-z]?\b))*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinpoint:
    """One place; what is not named is empty."""

    article: str
    paragraph: str = ""
    letter: str = ""
    figure: str = ""

    def __str__(self) -> str:
        return (
            f"Pasal {self.article}"
            + (f" ayat ({self.paragraph})" if self.paragraph else "")
            + (f" huruf {self.letter}" if self.letter else "")
            + (f" angka {self.figure}" if self.figure else "")
        )


def read_pinpoints(text: str) -> tuple[Pinpoint, ...]:
    """Return the places that a text is a list of; empty where it is no such list.

    A later step takes over what stands before it: "Pasal 3 huruf b dan huruf d" is two places.
    """
    found: list[Pinpoint] = []
    place, at = None, 0
    while at < len(text):
        step = _STEP.match(text, at)
        if step is None or (at > 0 and step["article"] and not step["joint"]):
            return ()
        if step["article"]:
            now = Pinpoint(article=step["article"])
        elif place is None:
            return ()
        elif step["paragraph"]:
            now = Pinpoint(article=place.article, paragraph=step["paragraph"])
        elif step["letter"]:
            now = replace(place, letter=step["letter"], figure="")
        else:
            now = replace(place, figure=step["figure"])
        if place is not None and not step["joint"]:
            found.pop()  # it goes on about the same place
        found.append(now)
        place, at = now, step.end()
    return tuple(found)


def pinpoints(text: str) -> Iterator[tuple[Pinpoint, int, int]]:
    """Yield every place that running text names, with where its list begins and ends."""
    for found in _PLACE.finditer(text):
        for place in read_pinpoints(" ".join(found[0].split())):
            yield place, found.start(), found.end()
