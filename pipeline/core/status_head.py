"""Core: the first line of what is under way. Apart from the rest, for it is told each time anew."""

from datetime import datetime

from pipeline.core.days import DAYS
from pipeline.core.model import WITA


def head_line(at: datetime, told: str) -> str:
    """When it is told, and how many of what."""
    at = at.astimezone(WITA)
    return f"Keadaan {DAYS[at.weekday()]}, {at:%d-%m-%Y pukul %H.%M} Wita: {told}."
