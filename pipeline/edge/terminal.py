"""Edge: asks the person at the keyboard, and paints for her. Without one, all of it is plain."""

import contextlib
import os
import sys
from collections.abc import Callable

_COLOURS = {"heading": "1", "hold": "31", "advice": "33"}


def painter() -> Callable[[str, str], str]:
    """Paint for a terminal; into a file or a pipe every word stays as it is."""
    if not sys.stdout.isatty():
        return lambda tone, text: text
    if os.name == "nt":
        os.system("")  # wakes the colours of an older Windows console
    return lambda tone, text: f"\033[{_COLOURS[tone]}m{text}\033[0m"


def ask(question: str) -> str:
    """One line as typed; "" at the end of the input."""
    sys.stdout.write(question)
    sys.stdout.flush()
    with contextlib.suppress(EOFError):
        return input().strip()
    sys.stdout.write("\n")
    return ""
