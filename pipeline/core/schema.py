"""Core: what a reader asks for, as a value: the reader itself is the one schema of a document.

A reader of reading.py is run over an empty document with getters that note each question."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pipeline.core.asking import MOST_ENTRIES
from pipeline.core.keys import Doc, Keys

E = TypeVar("E", bound=StrEnum)


class Kind(StrEnum):
    """What may stand under a key; named after the getter that asks for it."""

    FIXED = "fixed"  # a number that nobody chooses: the schema's version
    TEXT = "text"
    LINES = "lines"  # a text of several lines
    TEXTS = "texts"
    NAMED_TEXTS = "named_texts"
    NUMBER = "number"
    SHARES = "shares"
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    CHOICES = "choices"
    MAPPING = "mapping"
    MAPPINGS = "mappings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key with what its reader accepts."""

    key: str
    kind: Kind
    required: bool = False
    limit: int = 0  # letters; 0: not a text
    like: str = ""  # a regular expression for the whole text
    example: str = ""
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    most: int = MOST_ENTRIES
    fields: tuple["Field", ...] = ()


Reader = Callable[[type[Keys]], object]


def fields_of(read: Reader) -> tuple[Field, ...]:
    """Every key that a reader asks for, in its order. ``read`` hands our getters to the reader."""
    noted: list[Noting] = []

    class First(Noting):
        def __init__(self, doc: Doc, where: str) -> None:
            super().__init__(doc, where)
            noted.append(self)

    read(First)
    return tuple(noted[0].fields.values())


class Noting(Keys):
    """Getters that note what they are asked for and answer as an empty document would."""

    def __init__(self, doc: Doc, where: str) -> None:
        super().__init__(doc, where)
        self._noted: dict[str, Field] = {}
        self._below: dict[str, Noting] = {}

    @property
    def fields(self) -> dict[str, Field]:
        """What was asked for so far, with what lies below."""
        return {
            key: Field(
                key=key,
                kind=field.kind,
                required=field.required,
                example=field.example,
                most=field.most,
                fields=tuple(self._below[key].fields.values()),
            )
            if key in self._below
            else field
            for key, field in self._noted.items()
        }

    def _note(self, field: Field) -> None:
        self._noted[field.key] = field

    def text(
        self,
        key: str,
        *,
        required: bool = True,
        limit: int = 500,
        multiline: bool = False,
        like: re.Pattern[str] | None = None,
        example: str = "…",
    ) -> str:
        kind = Kind.LINES if multiline else Kind.TEXT
        shape = like.pattern if like else ""
        self._note(
            Field(key=key, kind=kind, required=required, limit=limit, like=shape, example=example)
        )
        return ""

    def texts(
        self,
        key: str,
        *,
        required: bool = False,
        limit: int = 500,
        most: int = MOST_ENTRIES,
        like: re.Pattern[str] | None = None,
        example: str = "…",
    ) -> tuple[str, ...]:
        self._note(
            Field(
                key=key,
                kind=Kind.TEXTS,
                required=required,
                limit=limit,
                like=like.pattern if like else "",
                example=example,
                most=most,
            )
        )
        return ()

    def named_texts(
        self, key: str, *, limit: int = 5000, most: int = MOST_ENTRIES
    ) -> dict[str, str]:
        self._note(Field(key=key, kind=Kind.NAMED_TEXTS, limit=limit, most=most))
        return {}

    def maybe_number(self, key: str, *, low: int, high: int, required: bool = False) -> int | None:
        self._note(Field(key=key, kind=Kind.NUMBER, required=required, low=low, high=high))
        return None

    def schema(self, key: str, known: int) -> None:
        self._note(Field(key=key, kind=Kind.FIXED, required=True, low=known, high=known))

    def shares(self, key: str) -> tuple[float, float] | None:
        self._note(Field(key=key, kind=Kind.SHARES, high=1))
        return None

    def flag(self, key: str, *, default: bool = False) -> bool:
        self._note(Field(key=key, kind=Kind.FLAG))
        return default

    def maybe_day(self, key: str, *, required: bool = False) -> None:
        self._note(Field(key=key, kind=Kind.DAY, required=required))

    def maybe_moment(self, key: str, *, required: bool = False) -> None:
        self._note(Field(key=key, kind=Kind.MOMENT, required=required))

    def maybe_choice(self, key: str, choices: type[E], *, required: bool = False) -> E | None:
        names = tuple(choice.value for choice in choices)
        self._note(Field(key=key, kind=Kind.CHOICE, required=required, choices=names))
        return None

    def choice_list(self, key: str, choices: type[E], *, required: bool = False) -> tuple[E, ...]:
        names = tuple(choice.value for choice in choices)
        self._note(Field(key=key, kind=Kind.CHOICES, required=required, choices=names))
        return ()

    def nested(self, key: str, *, required: bool = False) -> "Noting":
        self._note(Field(key=key, kind=Kind.MAPPING, required=required))
        return self._lower(key)

    def each(
        self, key: str, example: str = "{…}", *, required: bool = False, most: int = MOST_ENTRIES
    ) -> "list[Keys]":
        self._note(
            Field(key=key, kind=Kind.MAPPINGS, required=required, example=example, most=most)
        )
        return [self._lower(key)]

    def _lower(self, key: str) -> "Noting":
        below = self._below[key] = Noting(Doc(value={}), self.where)
        return below
