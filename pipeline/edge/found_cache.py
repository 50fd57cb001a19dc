"""Edge: what `check` found, kept item by item under what each was found in.

It is read by nothing that decides (approval, publication, a proposal's check): whoever can write
into build/ can make this list wrong, and nothing else.
"""

import hashlib
import json
import os
import stat
import sys
import sysconfig
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core import forms
from pipeline.core.checks.repeats import Likest, Said
from pipeline.core.checks.slips import Slip
from pipeline.core.findings import Finding, Severity
from pipeline.core.judged import Judged, Office
from pipeline.core.spelling import WordList
from pipeline.edge.attachments import SUFFIXES
from pipeline.edge.files import write_if_changed

CHECKED, LANGUAGE = "temuan.json", "bahasa.json"
_SKIPPED = frozenset({"__pycache__", ".git"})
_QUIET = frozenset({"", "README.md", ".gitkeep"})  # below konten/ and no stranger there
_FOLDER = "folder"
_DAMAGED = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The office's folder as it lies there, by hash."""

    office: str  # all that is no item; which strangers lie among the items, and attachments
    items: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One item as it was judged, and in what state of everything that this hangs on."""

    folder: str
    office: str
    words: str = ""
    drawn: str = ""
    judged: Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All that one edition of the tool found, when it looked last."""

    state: str  # of the office
    office: Office
    items: Mapping[str, Kept]
    alike: Mapping[str, Likest]

    def knows(self, name: str, state: State) -> bool:
        """Whether an item and all that its findings hang on are as they were."""
        one = self.items.get(name)
        return one is not None and (one.folder, one.office) == (state.items[name], state.office)

    def is_of(self, state: State) -> bool:
        every = self.items.keys() == state.items.keys() and self.state == state.office
        return every and all(self.knows(name, state) for name in state.items)


def edition(*folders: Path) -> str:
    """Name the tool as it is: its own files, the designer's, and the versions of its packages."""
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*-info"))
    files = [one for folder in folders for one in _files(str(folder), but=_SKIPPED)]
    return _digest([(sys.version, repr(installed)), *files])


def state_of(content: Path) -> State:
    """Name what lies in the office's folder, so that a change tells whose it is."""
    office: list[tuple[str, str]] = []
    items: dict[str, list[tuple[str, str]]] = {}
    strangers = False
    for name, held in _files(str(content)):
        top, _, rest = name.partition("/")
        item, _, inside = rest.partition("/")
        if top != "konten" or not forms.ITEM_ID.fullmatch(item) or (held != _FOLDER and not inside):
            strangers = strangers or top == "konten" and rest not in _QUIET
            office.append((name, held))
            continue
        items.setdefault(item, []).append((inside, held))
        if Path(inside).suffix.lower() in SUFFIXES:
            office.append((name, held))
    # A stranger may bear the same name as an item, for those who do not tell letters apart.
    office += [(name, "") for name in items if strangers]
    return State(office=_digest(office), items={name: _digest(x) for name, x in items.items()})


def words_of(words: WordList) -> str:
    """Name the words that the language of a text is judged by."""
    return _digest([(repr(sorted(words.words)), repr(words.preferred))])


def _files(folder: str, within: str = "", but: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Every name below with what it holds; what is no plain file by what it is."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield within, "unreadable"
        return
    for entry in entries:
        name = within + entry.name
        if not entry.is_dir(follow_symlinks=False):
            yield name, _held(entry)
        elif entry.name not in but:
            yield name, _FOLDER
            yield from _files(entry.path, f"{name}/", but)


def _held(entry: "os.DirEntry[str]") -> str:
    try:
        if entry.is_symlink():
            return f"link {os.readlink(entry.path)!r}"  # noqa: PTH115 - a tenth of Path's time
        if not entry.is_file(follow_symlinks=False):
            return f"odd {stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode)}"
        with open(entry.path, "rb") as file:  # noqa: PTH123 - the same
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return "unreadable"


def recall(folder: Path, tool: str) -> Memory | None:
    """What was found before; None where it is of another edition, or damaged."""
    try:
        kept = _sealed(folder / CHECKED, tool)
        return Memory(
            state=str(kept["state"]),
            office=_unpacked_office(*kept["office"]),
            items={str(name): _unpacked_item(*one) for name, one in kept["items"].items()},
            alike={
                str(name): Likest(other=str(other), shared=int(shared), of=int(of))
                for name, (other, shared, of) in kept["alike"].items()
            },
        )
    except _DAMAGED:
        return None


def keep(folder: Path, tool: str, memory: Memory) -> None:
    kept = {
        "state": memory.state,
        "office": _packed_office(memory.office),
        "items": {name: _packed_item(one) for name, one in memory.items.items()},
        "alike": {name: [one.other, one.shared, one.of] for name, one in memory.alike.items()},
    }
    _seal(folder / CHECKED, tool, kept)


class Language:
    """Slips of texts read before, while tool and words stay the same, by the text's hash.

    ``keep`` writes what was met this time.
    """

    def __init__(self, folder: Path, tool: str, words: WordList) -> None:
        self._file, self._name = folder / LANGUAGE, tool + words_of(words)
        self._before = self._recall()
        self._met: dict[str, tuple[Slip, ...]] = {}

    def get(self, text: str) -> tuple[Slip, ...] | None:
        key = _hash(text)
        found = self._met.get(key, self._before.get(key))
        if found is not None:
            self._met[key] = found
        return found

    def put(self, text: str, found: tuple[Slip, ...]) -> None:
        self._met[_hash(text)] = found

    def keep(self) -> None:
        if self._met != self._before:
            kept = {
                key: [(one.start, one.rule, one.message, one.severity) for one in found]
                for key, found in sorted(self._met.items())
            }
            _seal(self._file, self._name, kept)

    def _recall(self) -> dict[str, tuple[Slip, ...]]:
        try:
            kept = _sealed(self._file, self._name)
            return {
                str(key): tuple(
                    Slip(start=int(n), rule=r, message=m, severity=Severity(s))
                    for n, r, m, s in found
                )
                for key, found in kept.items()
            }
        except _DAMAGED:
            return {}


def _packed_item(one: Kept) -> list[object]:
    item = one.judged
    parts = [_packed(part) for part in (item.rules, item.language, item.cards)]
    told = _packed_links(item.links), item.finished, item.legal
    heard = item.said and [item.said.where, item.said.line, _packed_runs(item.said.runs)]
    marks = [one.folder, one.office, one.words, one.drawn]
    return [marks, parts, sorted(item.hangs_on), told, heard]


def _unpacked_item(marks: Any, parts: Any, hangs_on: Any, told: Any, heard: Any) -> Kept:
    folder, office, words, drawn = map(str, marks)
    rules, language, cards = map(_unpacked, parts)
    links, finished, legal = told
    said = heard and Said(where=str(heard[0]), line=int(heard[1]), runs=_unpacked_runs(heard[2]))
    return Kept(
        folder=folder,
        office=office,
        words=words,
        drawn=drawn,
        judged=Judged(
            rules=rules,
            language=language,
            cards=cards,
            hangs_on=frozenset(map(str, hangs_on)),
            links=_unpacked_links(links),
            said=said,
            finished=bool(finished),
            legal=legal,
        ),
    )


def _packed_office(one: Office) -> list[object]:
    return [_packed(one.findings), _packed_links(one.links), one.instruments]


def _unpacked_office(findings: Any, links: Any, instruments: Any) -> Office:
    return Office(
        findings=_unpacked(findings), links=_unpacked_links(links), instruments=int(instruments)
    )


def _packed_links(links: Iterable[tuple[str, Finding]]) -> list[object]:
    return [(name, *_packed([finding])) for name, finding in links]


def _unpacked_links(kept: Any) -> tuple[tuple[str, Finding], ...]:
    return tuple((str(name), _unpacked([finding])[0]) for name, finding in kept)


def _packed_runs(runs: Iterable[int]) -> str:
    return b64encode(array("q", sorted(runs)).tobytes()).decode()


def _unpacked_runs(kept: str) -> frozenset[int]:
    return frozenset(array("q", b64decode(kept)))


def _packed(findings: Iterable[Finding]) -> list[object]:
    return [(f.where, f.line, f.rule, f.message, f.severity) for f in findings]


def _unpacked(kept: list[Any]) -> tuple[Finding, ...]:
    return tuple(
        Finding(where=w, line=int(n), rule=r, message=m, severity=Severity(s))
        for w, n, r, m, s in kept
    )


def _sealed(file: Path, name: str) -> Any:  # whoever asks judges its shape
    seal, _, kept = file.read_bytes().partition(b"\n")
    if seal.decode() != _seal_of(name, kept):
        raise ValueError("of another state")
    return json.loads(kept)


def _seal(file: Path, name: str, kept: object) -> None:
    whole = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
    file.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(file, _seal_of(name, whole).encode() + b"\n" + whole)


def _seal_of(name: str, kept: bytes) -> str:
    return hashlib.sha256(name.encode() + b"\n" + kept).hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(parts: Iterable[tuple[str, str]]) -> str:
    whole = "\0".join(f"{name}\0{held}" for name, held in parts)
    return _hash(whole)
