"""Core: what a look at the office's house found, as the one issue that is kept up to date."""

from collections.abc import Sequence
from datetime import date

from pipeline.core.days import full_day
from pipeline.core.harmless import plain
from pipeline.core.health import Sign, State

LABEL = "pemeriksaan"
TITLE = "Pemeriksaan kantor"


def health_body(signs: Sequence[Sign], today: date) -> str:
    """What is to be mended first, each with what to do; then what could not be seen."""
    wrong = [sign for sign in signs if sign.state is State.BAD]
    hidden = [sign for sign in signs if sign.state is State.UNSEEN]
    lines = [f"{full_day(today)}: {verdict(signs)}"]
    for heading, group in (("Perlu diperbaiki", wrong), ("Tidak terlihat", hidden)):
        if group:
            lines += ["", f"### {heading}", "", *map(_line, group)]
    lines += ["", "Diperbarui setiap Senin pagi. Untuk memeriksa sekarang: `redaksi doctor`."]
    return "\n".join(lines)


def verdict(signs: Sequence[Sign]) -> str:
    """ "2 perlu diperbaiki, 1 tidak terlihat."."""
    counts = {state: sum(sign.state is state for sign in signs) for state in State}
    return f"{counts[State.BAD]} perlu diperbaiki, {counts[State.UNSEEN]} tidak terlihat."


def _line(sign: Sign) -> str:
    return f"- {plain(sign.what)}" + (f": {plain(sign.remedy)}" if sign.remedy else "")
