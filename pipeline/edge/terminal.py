"""Edge: asks the person at the keyboard. Without one, the answer is empty."""

import contextlib
import sys


def ask(question: str) -> str:
    """One line as typed; "" at the end of the input."""
    sys.stdout.write(question)
    sys.stdout.flush()
    with contextlib.suppress(EOFError):
        return input().strip()
    sys.stdout.write("\n")
    return ""
