"""Core: "A sebagaimana telah beberapa kali diubah, terakhir dengan B": amendments as texts tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.core.citations import Citation, citations

_LINK = re.compile(
    r"sebagaimana\s+(?P<been>(?:telah|sudah)\s+)?(?P<often>beberapa\s+kali\s+)?diubah"
    r"(?P<again>\s+beberapa\s+kali)?,?\s+(?P<last>terakhir\s+(?:kali\s+)?)?(?:dengan|oleh)\s+"
)
# A second "terakhir dengan" in the same sentence and chain: one of the two is not the last.
_ONCE_MORE = re.compile(
    r"(?:(?!sebagaimana|\.\s+[A-Z]|\n\n)[^;]){0,300}?\bterakhir\s+(?:kali\s+)?(?:dengan|oleh)\b"
)
# Between an instrument and "sebagaimana" stands its title, and where it was promulgated.
_FARTHEST = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """One link of a chain: what was amended, and with what."""

    first: Citation
    second: Citation
    start: int
    been: bool  # "telah" is there
    often: bool  # "beberapa kali" is there
    last: bool  # "terakhir" is there
    twice: bool = False  # and there again, before the chain goes on


def amendments(text: str) -> Iterator[Amended]:
    """Yield every link of every chain, in the order of the text."""
    if "sebagaimana" not in text:
        return
    named = list(citations(text))
    for found in _LINK.finditer(text):
        before = [one for one in named if found.start() - _FARTHEST < one.end <= found.start()]
        after = next((one for one in named if one.start == found.end()), None)
        if before and after:
            yield Amended(
                first=before[-1],
                second=after,
                start=found.start(),
                been=found["been"] is not None,
                often=found["often"] is not None or found["again"] is not None,
                last=found["last"] is not None,
                twice=found["last"] is not None and bool(_ONCE_MORE.match(text, after.end)),
            )
