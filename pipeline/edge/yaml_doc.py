"""Edge: YAML into values with the line of each. PyYAML lives here; only its events are used.

Events, not objects: no tag can build anything, no alias can grow, and ``yes`` stays a word.
"""

import re
from collections.abc import Iterator

import yaml

from pipeline.core.doc import Path, shown, unclean
from pipeline.core.findings import Finding
from pipeline.core.keys import Doc

# The C parser of libyaml is some ten times faster; wheels carry it, odd machines may not.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})", re.ASCII)
_FLOAT = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}", re.ASCII)
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}

# What the parser says (C and Python word some differently), and what to do about it.
_ADVICE = {
    "\\t": "Ganti tab dengan spasi.",
    "mapping values are not allowed": 'Beri tanda kutip pada nilai yang memuat titik dua: "…: …".',
    "could not find expected ':'": 'Tulis "kunci: nilai": titik dua lalu spasi.',
    "while scanning a quoted scalar": "Tutup tanda kutipnya.",
    "unexpected end of stream": "Tutup tanda kutip atau kurung yang terbuka.",
    "flow sequence": 'Tutup daftar dengan "]" dan pisahkan isinya dengan koma.',
    "flow mapping": 'Tutup dengan "}" dan pisahkan isinya dengan koma.',
    "cannot start any token": "Beri tanda kutip pada nilai yang diawali tanda baca.",
    "escape": 'Pakai tanda kutip tunggal, atau tulis garis miring terbalik dua kali: "\\\\".',
    "block mapping": "Luruskan jorokan baris ini dengan baris di atasnya, memakai spasi.",
    "block collection": "Luruskan jorokan baris ini dengan baris di atasnya, memakai spasi.",
}


class _Unfit(Exception):
    """What is valid YAML but has no business in an office's file."""

    def __init__(self, event: yaml.Event, rule: str, message: str) -> None:
        super().__init__(message)
        self.line, self.rule, self.message = _line(event), rule, message


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


class _Builder:
    """Builds plain values out of parser events."""

    def __init__(self, events: Iterator[yaml.Event], first_line: int) -> None:
        self.events, self.first = events, first_line
        self.lines: dict[Path, int] = {}
        self.doubles: list[tuple[int, str]] = []

    def document(self) -> object:
        value: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Unfit(event, "yaml-bentuk", 'Hapus baris "---" di tengah berkas.')
                value = self.node(next(self.events), ())
        return value

    def node(self, event: yaml.Event, path: Path) -> object:
        self._refuse_tricks(event, path)
        self.lines.setdefault(path, self.first + _line(event))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[object] = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, (*path, len(items))))
            return items
        return self._mapping(path)

    def _mapping(self, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self._refuse_tricks(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Unfit(event, "yaml-bentuk", 'Tulis kunci sebagai kata: "kunci: nilai".')
            line = self.first + _line(event)
            key = event.value
            if key == "<<" and event.style is None:
                raise _Unfit(event, "yaml-rujukan", 'Tulis nilainya lengkap, tanpa "<<".')
            twice = key in found
            if twice:
                first = self.lines[*path, key]
                message = f"Hapus salah satu: kunci {shown(key)} sudah ada di baris {first}."
                self.doubles.append((line, message))
            self.lines.setdefault((*path, key), line)
            value = self.node(next(self.events), (*path, key))
            found.setdefault(key, value)
        return found

    def _refuse_tricks(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = (
                'Tulis nilainya lengkap, tanpa rujukan "&" atau "*"; beri tanda kutip bila teks.'
            )
            raise _Unfit(event, "yaml-rujukan", message)
        if tag := getattr(event, "tag", None):
            raise _Unfit(event, "yaml-tag", f"Hapus tanda {shown(tag)} di depan nilai.")
        if len(path) > _DEEPEST:
            raise _Unfit(event, "yaml-bentuk", f"Sederhanakan: lebih dari {_DEEPEST} tingkat.")


def _scalar(event: yaml.ScalarEvent) -> object:
    """Return text, number, true/false or nothing; dates stay text until a key asks for one."""
    text: str = event.value
    if event.style is not None:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def parse_yaml(text: str, where: str, *, first_line: int = 1) -> tuple[Doc | None, list[Finding]]:
    """Return the document with its lines, or what to mend; ``first_line`` is where the text begins."""

    def finding(line: int, rule: str, message: str) -> Finding:
        return Finding(where=where, line=first_line + line, rule=rule, message=message)

    if hidden := unclean(text):
        message = f"Ketik ulang baris ini: ada tanda tersembunyi {hidden[1]}."
        return None, [finding(hidden[0], "tanda-tersembunyi", message)]
    builder = _Builder(yaml.parse(text, Loader=_LOADER), first_line)
    try:
        value = builder.document()
    except _Unfit as trouble:
        return None, [finding(trouble.line, trouble.rule, trouble.message)]
    except yaml.YAMLError as trouble:
        mark = getattr(trouble, "problem_mark", None)
        said = f"{getattr(trouble, 'context', '')} {getattr(trouble, 'problem', trouble)}"
        advice = next((do for cause, do in _ADVICE.items() if cause in said), "")
        message = f"YAML tidak terbaca. {advice or 'Periksa titik dua, tanda kutip, dan jorokan.'}"
        return None, [finding(mark.line if mark else 0, "yaml-rusak", message)]
    builder.lines.setdefault((), first_line)
    doubles = [
        Finding(where=where, line=line, rule="kunci-ganda", message=message)
        for line, message in builder.doubles
    ]
    return Doc(value=value, lines=builder.lines), doubles
