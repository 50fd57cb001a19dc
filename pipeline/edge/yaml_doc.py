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
_SWALLOWED = re.compile(r"[ \t]+(#[^\s#]\S*)")
_SWALLOWED_IN_LIST = re.compile(r"[\[{,]\s*(#[^\s,\]}]*)")
_WORDS: dict[str, object] = {"": None, "~": None, "null": None, "true": True, "false": False}

# What the parser says (C and Python word some differently), and what to do about it.
_STRAIGHTEN = "Luruskan awal baris ini dengan baris di atasnya, memakai spasi"
_ADVICE = {
    "mapping values are not allowed": f"{_STRAIGHTEN}; bila nilainya memuat titik dua, beri "
    "tanda kutip.",
    "could not find expected ':'": 'Tulis "kunci: nilai": titik dua lalu spasi.',
    "while scanning a quoted scalar": "Tutup tanda kutipnya.",
    "unexpected end of stream": "Tutup tanda kutip atau kurung yang terbuka.",
    "flow sequence": 'Tutup daftar dengan "]" dan pisahkan isinya dengan koma.',
    "flow mapping": 'Tutup dengan "}" dan pisahkan isinya dengan koma.',
    "flow node": 'Tutup kurung yang terbuka dengan "]" atau "}".',
    "cannot start any token": "Beri tanda kutip pada nilai yang diawali tanda baca.",
    "scanning an alias": "Beri tanda kutip pada nilai yang diawali tanda baca.",
    "scanning an anchor": "Beri tanda kutip pada nilai yang diawali tanda baca.",
    "escape": "Pakai tanda kutip tunggal untuk nilai yang memuat garis miring terbalik.",
    "block mapping": f"{_STRAIGHTEN}.",
    "block collection": f"{_STRAIGHTEN}.",
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

    def __init__(self, text: str, first_line: int) -> None:
        # ends with None, which whoever waits for an event never meets: the stream has an end event
        self.events: Iterator[yaml.Event] = iter(_LOADER(text).get_event, None)
        self.source, self.first = text.split("\n"), first_line
        self.signs = "#" in text  # without one nothing can be a comment
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
            self._refuse_swallowed(event)
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
            if key == "<<" and not event.style:
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

    def _refuse_swallowed(self, event: yaml.ScalarEvent) -> None:
        """ "Kuis #3" without quotes is "Kuis" and a comment: text would vanish unseen."""
        if not self.signs:
            return
        mark = event.end_mark
        if mark is None or event.style or mark.line >= len(self.source):
            return
        if found := _SWALLOWED.match(self.source[mark.line][mark.column :]):
            message = f'Beri tanda kutip pada nilai ini: "{found[1]}" terbaca sebagai komentar.'
            raise _Unfit(event, "yaml-komentar", message)

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
    if event.style:  # quoted or a block; the C parser says "" for plain
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def parse_yaml(text: str, where: str, *, first_line: int = 1) -> tuple[Doc | None, list[Finding]]:
    """Return the document with its lines, or what to mend; the text begins at ``first_line``."""

    def finding(line: int, rule: str, message: str) -> Finding:
        return Finding(where=where, line=first_line + line, rule=rule, message=message)

    if hidden := unclean(text):
        message = f"Ketik ulang baris ini: ada tanda tersembunyi {hidden[1]}."
        return None, [finding(hidden[0], "tanda-tersembunyi", message)]
    try:
        builder = _Builder(text, first_line)
        value = builder.document()
    except _Unfit as trouble:
        return None, [finding(trouble.line, trouble.rule, trouble.message)]
    except yaml.YAMLError as trouble:
        line, advice = _advice(trouble, text)
        return None, [finding(line, "yaml-rusak", f"YAML tidak terbaca. {advice}")]
    builder.lines.setdefault((), first_line)
    doubles = [
        Finding(where=where, line=line, rule="kunci-ganda", message=message)
        for line, message in builder.doubles
    ]
    return Doc(value=value, lines=builder.lines), doubles


def _advice(trouble: yaml.YAMLError, text: str) -> tuple[int, str]:
    """Return the line that a person must mend (0-based) and how."""
    said = f"{getattr(trouble, 'context', '')} {getattr(trouble, 'problem', '')}"
    marks = [getattr(trouble, "context_mark", None), getattr(trouble, "problem_mark", None)]
    lines = text.rstrip().split("\n")
    at = [min(mark.line, len(lines) - 1) for mark in marks if mark is not None] or [0]
    # The parser notices a missing colon or an open bracket only far below.
    opened = "expected ':'" in said or "flow" in said or "quoted" in said
    line = at[0] if opened else at[-1]
    if "\t" in lines[line][: len(lines[line]) - len(lines[line].lstrip())]:
        return line, "Ganti tab di awal baris dengan spasi."
    if "flow" in said and (sign := _SWALLOWED_IN_LIST.search(lines[line])):
        return (
            line,
            f'Hapus tanda "#" pada "{sign[1]}": sesudah tanda itu semua terbaca sebagai komentar.',
        )
    fitting = (do for cause, do in _ADVICE.items() if cause in said)
    return line, next(fitting, "Periksa titik dua, tanda kutip, dan jarak di awal baris.")
