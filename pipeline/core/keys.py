"""Core: the family of getters, one per kind of value. Knows no key by name."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from pipeline.core.asking import MOST_ENTRIES, Asking
from pipeline.core.doc import EXAMPLE_DAY, EXAMPLE_MOMENT, Doc, read_moment, shown, unclean
from pipeline.core.model import WITA

__all__ = ["Doc", "Keys"]

E = TypeVar("E", bound=StrEnum)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Keys(Asking):
    """The getters over one mapping.

    A getter that complains still returns a value of its type, so that reading goes on and every
    complaint comes out at once; the caller drops the noun when there was one.
    """

    # --- text

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
        """Return a text in NFC; "" where there is none."""
        value = self._ask(key, required=required, example=example)
        if value is None:
            return ""
        text = self._clean(key, value, self.label(key), limit=limit, multiline=multiline)
        if text is None:
            return ""
        if not text and required:
            self.complain(key, "kunci-wajib", f'Isi {self.label(key)}: tulis "{key}: {example}".')
        elif text and like and not like.fullmatch(text):
            self.complain(
                key,
                "bentuk-nilai",
                f"Ubah {self.label(key)}: {shown(text)} tidak sesuai bentuk; "
                f'tulis seperti "{example}".',
            )
            return ""
        return text

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
        """Return a list of texts; () where there is none."""
        result: list[str] = []
        listed = self._list(key, required=required, example=f"[{example}]", most=most)
        for index, value in enumerate(listed):
            label = f"{self.label(key)} ke-{index + 1}"
            text = self._clean(key, value, label, limit=limit, multiline=False, index=index)
            if text is None:
                continue
            if not text or (like and not like.fullmatch(text)):
                self._say(
                    self._doc.line((*self._path, key, index)),
                    "bentuk-nilai",
                    f'Ubah {label}: {shown(text)} tidak sesuai bentuk; tulis seperti "{example}".',
                )
            elif text in result:
                self._say(
                    self._doc.line((*self._path, key, index)),
                    "nilai-ganda",
                    f"Hapus {label}: {shown(text)} sudah ada dalam daftar.",
                )
            else:
                result.append(text)
        return tuple(result)

    def named_texts(
        self, key: str, *, limit: int = 5000, most: int = MOST_ENTRIES
    ) -> dict[str, str]:
        """Return a mapping whose keys the office chooses, with texts of any number of lines."""
        below = self.nested(key)
        if below is None:
            return {}
        names = self._capped(key, list(below._values), most)
        return {str(name): below.text(name, limit=limit, multiline=True) for name in names}

    def _clean(
        self, key: str, value: object, label: str, *, limit: int, multiline: bool, index: int = -1
    ) -> str | None:
        line = self._doc.line((*self._path, key) if index < 0 else (*self._path, key, index))
        if not isinstance(value, str):
            plain = isinstance(value, int | float)
            quoted = f'; beri tanda kutip: "{shown(value)}"' if plain else ""
            message = f"Ubah {label}: {shown(value)} bukan teks{quoted}."
            self._say(line, "jenis-nilai", message)
            return None
        text = unicodedata.normalize("NFC", value).strip()
        if found := unclean(text):
            message = f"Ketik ulang {label}: ada tanda tersembunyi {found[1]}."
            self._say(line, "tanda-tersembunyi", message)
            return None
        if not multiline:
            text = re.sub(r"[ \t\n]+", " ", text)
        if len(text) > limit:
            message = f"Pendekkan {label}: {len(text)} dari paling banyak {limit} huruf."
            self._say(line, "terlalu-panjang", message)
            return None
        return text

    # --- numbers and flags

    def maybe_number(self, key: str, *, low: int, high: int, required: bool = False) -> int | None:
        """Return a whole number from low to high; a bool is none."""
        value = self._ask(key, required=required, example=str(low))
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong(key, value, f"bilangan bulat; tulis seperti {key}: {low}")
            return None
        if not low <= value <= high:
            self.complain(
                key,
                "di-luar-batas",
                f"Ubah {self.label(key)}: {shown(value)} di luar {low} sampai {high}.",
            )
            return None
        return value

    def number(self, key: str, *, low: int, high: int) -> int:
        value = self.maybe_number(key, low=low, high=high, required=True)
        return low if value is None else value

    def schema(self, key: str, known: int) -> None:
        """The file's schema version is one this tool reads."""
        value = self.maybe_number(key, low=1, high=10_000, required=True)
        if value is not None and value > known:
            self.complain(
                key,
                "skema-baru",
                f"Berkas ini memakai skema {value}; alat ini baru mengenal skema {known}. "
                "Perbarui alat, jangan ubah angkanya.",
            )

    def shares(self, key: str) -> tuple[float, float] | None:
        """Return two numbers from 0 to 1; None where there are none."""
        value = self._ask(key, required=False, example="[0.5, 0.4]")
        if value is None:
            return None
        pair = [
            float(part)
            for part in (value if isinstance(value, list) else [])
            if isinstance(part, int | float) and not isinstance(part, bool) and 0 <= part <= 1
        ]
        if not isinstance(value, list) or len(value) != 2 or len(pair) != 2:
            self._wrong(key, value, f"dua bilangan 0 sampai 1; tulis seperti {key}: [0.5, 0.4]")
            return None
        return pair[0], pair[1]

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self._ask(key, required=False, example="true")
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong(key, value, f"pilihan ya/tidak; tulis {key}: true atau {key}: false")
            return default
        return value

    # --- time

    def maybe_day(self, key: str, *, required: bool = False) -> date | None:
        value = self._ask(key, required=required, example=EXAMPLE_DAY)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and _DAY.fullmatch(value.strip()):
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                pass  # 30 February: told below like every other day that is none
        self._wrong(key, value, f"tanggal; tulis seperti {key}: {EXAMPLE_DAY}")
        return None

    def day(self, key: str) -> date:
        return self.maybe_day(key, required=True) or date.min

    def maybe_moment(self, key: str, *, required: bool = False) -> datetime | None:
        """Return a time in WITA; one without offset is refused, since no one knows when it is."""
        value = self._ask(key, required=required, example=EXAMPLE_MOMENT)
        if value is None:
            return None
        moment = value if isinstance(value, datetime) else read_moment(value)
        if moment is None:
            self._wrong(key, value, f"waktu; tulis seperti {key}: {EXAMPLE_MOMENT}")
            return None
        if moment.tzinfo is None:
            self.complain(
                key,
                "waktu-tanpa-zona",
                f"Tambahkan zona waktu pada {self.label(key)}: tulis "
                f'"{key}: {moment.isoformat()}+08:00" untuk Wita.',
            )
            return None
        try:
            return moment.astimezone(WITA)
        except OverflowError:
            self._wrong(key, value, f"waktu; tulis seperti {key}: {EXAMPLE_MOMENT}")
            return None

    def moment(self, key: str) -> datetime:
        found = self.maybe_moment(key, required=True)
        return found if found is not None else datetime.min.replace(tzinfo=WITA)

    # --- choices and what lies below

    def maybe_choice(self, key: str, choices: type[E], *, required: bool = False) -> E | None:
        names = [choice.value for choice in choices]
        value = self._ask(key, required=required, example=names[0])
        if value is None:
            return None
        if isinstance(value, str) and value.strip() in names:
            return choices(value.strip())
        self._not_among(key, value, self.label(key), names)
        return None

    def choice(self, key: str, choices: type[E]) -> E:
        found = self.maybe_choice(key, choices, required=True)
        return found if found is not None else next(iter(choices))

    def choice_list(self, key: str, choices: type[E], *, required: bool = False) -> tuple[E, ...]:
        names = [choice.value for choice in choices]
        found: list[E] = []
        values = self._list(key, required=required, example=f"[{names[0]}]")
        for index, value in enumerate(values):
            if isinstance(value, str) and value.strip() in names:
                found.append(choices(value.strip()))
            else:
                self._not_among(key, value, f"{self.label(key)} ke-{index + 1}", names)
        return tuple(dict.fromkeys(found))

    def nested(self, key: str, *, required: bool = False) -> "Keys | None":
        """Return the mapping under a key; its complaints come out with ours."""
        value = self._ask(key, required=required, example="{…}")
        if value is None:
            return None
        return Keys(self._doc, self.where, path=(*self._path, key), family=self._family)

    def each(
        self, key: str, example: str = "{…}", *, required: bool = False, most: int = MOST_ENTRIES
    ) -> "list[Keys]":
        """Return the mappings in the list under a key."""
        values = self._list(key, required=required, example=f"[{example}]", most=most)
        path = (*self._path, key)
        return [
            Keys(
                self._doc,
                self.where,
                path=(*path, index),
                family=self._family,
                example=f"- {example}",
            )
            for index in range(len(values))
        ]

    def _list(
        self, key: str, *, required: bool, example: str, most: int = MOST_ENTRIES
    ) -> Sequence[object]:
        value = self._ask(key, required=required, example=example)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong(key, value, f'daftar; tulis "{key}: {example}"')
            return ()
        if required and not value:
            self.complain(key, "kunci-wajib", f'Isi {self.label(key)}: tulis "{key}: {example}".')
        return self._capped(key, value, most)

    def _not_among(self, key: str, value: object, label: str, names: Sequence[str]) -> None:
        near = get_close_matches(str(value), names, n=1)
        advice = f'maksudnya "{near[0]}"?' if near else f"pilih salah satu: {', '.join(names)}."
        message = f"Ubah {label}: {shown(value)} tidak dikenal; {advice}"
        self.complain(key, "pilihan-asing", message)
