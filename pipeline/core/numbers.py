"""Core: the number of an instrument taken apart ("10/HK.04/08/2022") and put together again."""

import re
from dataclasses import dataclass

_PLAIN = re.compile(r"(?P<serial>\d{1,4})(?P<tail>\s+[Tt](?:ahun|AHUN)\s+|\s?/\s?)(?P<year>\d{4})")
_CODED = re.compile(
    r"(?P<serial>\d{1,4}(?:\.\d{1,3})?)"
    r"(?P<parts>(?:/(?!\d{4}$)[A-Za-z0-9.]+(?:-\s?[A-Za-z0-9.]+)*?)+?)"
    r"(?P<tail>/(?:[Tt](?:ahun|AHUN)\s?)?)(?P<year>\d{4})"
)
# Archive codes of Keputusan KPU 57 Tahun 2022, then the kind of paper: "PL.01.4-Pu".
_FORM = re.compile(r"[A-Z]{2,3}(?:\.\d{1,2}){1,3}-\s?(?P<form>[A-Z][A-Za-z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number as its office writes it: serial / archive code / unit / … / year."""

    serial: str
    parts: tuple[str, ...] = ()
    tail: str  # what stands before the year: " Tahun ", "/", "/TAHUN"
    year: int

    def __str__(self) -> str:
        return "/".join((self.serial, *self.parts)) + f"{self.tail}{self.year}"

    @property
    def key(self) -> str:
        """The form in which two numbers are compared: no blanks, case, leading zeros, "Tahun"."""
        parts = (re.sub(r"\s+", "", part).upper() for part in (self.serial, *self.parts))
        return "/".join(part.lstrip("0") if part.isdigit() else part for part in parts) + (
            f"/{self.year}"
        )

    @property
    def form(self) -> str:
        """The kind of paper: "Kpt" (keputusan), "Pu" (pengumuman), "SD" (surat dinas), or empty."""
        return next((found["form"] for found in map(_FORM.fullmatch, self.parts) if found), "")


def read_number(text: str) -> Number | None:
    """Return the number that a text is, or None. ``str`` of it gives the text again."""
    found = _PLAIN.fullmatch(text) or _CODED.fullmatch(text)
    if found is None:
        return None
    parts = tuple((found.groupdict().get("parts") or "").split("/")[1:])
    return Number(serial=found["serial"], parts=parts, tail=found["tail"], year=int(found["year"]))
