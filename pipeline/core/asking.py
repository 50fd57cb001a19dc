"""Core: ask one mapping of a document for its keys and gather complaints with line and label."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from pipeline.core.doc import Doc, Path, shown
from pipeline.core.findings import Finding, Severity

V = TypeVar("V")

MOST_ENTRIES = 500  # of any list; the office's longest has some tens
MOST_STRANGE = 20  # unknown keys told by name; whoever mends twenty will see the rest


class Asking:
    """One mapping. Asking for a key declares it; unasked keys become findings."""

    def __init__(
        self,
        doc: Doc,
        where: str,
        *,
        path: Path = (),
        family: "list[Asking] | None" = None,
        example: str = "kunci: nilai",
    ) -> None:
        self._doc, self.where, self._path = doc, where, path
        value = doc.value
        for step in path:
            value = value[step]  # type: ignore[index]  # the path was walked to get here
        self._values: Mapping[str, object] = value if isinstance(value, Mapping) else {}
        self._asked: dict[str, None] = {}
        self._complaints: list[Finding] = []
        self._family = family if family is not None else []
        self._family.append(self)
        self._is_mapping = isinstance(value, Mapping)
        if not self._is_mapping:  # said once: what it lacks then is no news
            message = (
                f'Ubah {self._place()}: {shown(value)} bukan sekumpulan kunci; tulis "{example}".'
                if path
                else f'Tulis sebagai "{example}", satu kunci per baris.'
            )
            self._say(doc.line(path), "yaml-bentuk", message)

    def line(self, key: str) -> int:
        return self._doc.line((*self._path, key))

    def lines(self, fields: str) -> dict[str, int]:
        """Return the line of each key that is there, by field: "title=judul summary=ringkasan".

        Entries of a list or mapping have theirs, too: "pictures.0", "texts.facebook".
        """
        found: dict[str, int] = {}
        for field, key in (pair.split("=") for pair in fields.split()):
            if key not in self._values:
                continue
            found[field] = self.line(key)
            value = self._values[key]
            below = (
                value
                if isinstance(value, Mapping)
                else range(len(value))
                if isinstance(value, list)
                else ()
            )
            for step in list(below)[:MOST_ENTRIES]:
                found[f"{field}.{step}"] = self._doc.line((*self._path, key, step))
        return found

    def given(self, key: str) -> bool:
        """Whether the key is there with a value, be it an empty list."""
        return self._values.get(key) is not None

    def label(self, key: str) -> str:
        """Return a key as a person finds it: "alt (gambar ke-2)"."""
        return f"{key} ({self._place()})" if self._path else key

    def _place(self) -> str:
        around = []
        for index, step in enumerate(self._path):
            if isinstance(step, str):
                after = self._path[index + 1] if index + 1 < len(self._path) else None
                around.append(f"{step} ke-{after + 1}" if isinstance(after, int) else step)
        return ", ".join(around)

    def complain(
        self, key: str, rule: str, message: str, *, severity: Severity = Severity.HOLD
    ) -> None:
        self._say(self.line(key), rule, message, severity)

    def complaints(self) -> list[Finding]:
        """Return every complaint of this mapping and those below it, keys nobody asked for last."""
        told = [finding for keys in self._family for finding in keys._told()]
        return sorted(told, key=lambda finding: finding.line)

    def _told(self) -> Iterator[Finding]:
        yield from self._complaints
        strange = [key for key in self._values if key not in self._asked]
        for key in strange[:MOST_STRANGE]:
            near = get_close_matches(str(key), self._asked, n=1)
            advice = f'Maksudnya "{near[0]}"?' if near else "Hapus, atau pakai salah satu dari:"
            known = "" if near else f" {', '.join(self._asked)}."
            yield Finding(
                where=self.where,
                line=self.line(key),
                rule="kunci-asing",
                message=f'Kunci "{self.label(shown(key)[1:-1])}" tidak dikenal. {advice}{known}',
            )
        if len(strange) > MOST_STRANGE:
            yield Finding(
                where=self.where,
                line=self.line(strange[MOST_STRANGE]),
                rule="kunci-asing",
                message=f"Hapus pula {len(strange) - MOST_STRANGE} kunci lain yang tidak dikenal.",
            )

    def _say(self, line: int, rule: str, message: str, severity: Severity = Severity.HOLD) -> None:
        self._complaints.append(
            Finding(where=self.where, line=line, rule=rule, message=message, severity=severity)
        )

    def _wrong(self, key: str, value: object, wanted: str) -> None:
        self.complain(key, "jenis-nilai", f"Ubah {self.label(key)}: {shown(value)} bukan {wanted}.")

    def _capped(self, key: str, value: list[V], most: int) -> list[V]:
        """Return a list up to its limit: what is too long is told and need not be read whole."""
        if len(value) > most:
            message = f"Kurangi {self.label(key)}: {len(value)} entri dari paling banyak {most}."
            self.complain(key, "terlalu-banyak", message)
        return value[:most]

    def _ask(self, key: str, *, required: bool, example: str) -> object:
        """Declare a key and return its value; None where there is none, with a complaint if due."""
        self._asked[key] = None
        value = self._values.get(key)
        if value is None and required and self._is_mapping:
            self.complain(key, "kunci-wajib", f'Isi {self.label(key)}: tulis "{key}: {example}".')
        return value
