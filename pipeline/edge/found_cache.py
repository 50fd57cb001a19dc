"""Edge: what `check` found, kept item by item under what each was found in.

It is read by nothing that decides (approval, publication, a proposal's check): whoever can write
into build/ can make this list wrong, and nothing else. One line per item, so that those of items
that did not change are neither taken apart nor put together again.
"""

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.between import Likest
from pipeline.core.findings import Finding, Severity
from pipeline.core.judged import Judged, Office
from pipeline.edge.sealed import DAMAGED, seal, unsealed
from pipeline.edge.states import State

FILE = "temuan.txt"
_SEVERITIES = {one.value: one for one in Severity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One item as it was judged, and in what state of everything that this hangs on."""

    folder: str
    office: str
    words: str = ""
    drawn: str = ""
    said: str = ""  # its runs of words (core/between.py), packed
    found: str  # a Judged, packed

    @property
    def judged(self) -> Judged:
        return _unpacked_item(*json.loads(self.found))

    @property
    def runs(self) -> frozenset[int]:
        return frozenset(array("q", b64decode(self.said)))


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


def recall(folder: Path, tool: str) -> Memory | None:
    """What was found before; None where it is of another edition, or damaged."""
    try:
        first, *rest = unsealed(folder / FILE, tool).decode("utf-8", "surrogatepass").split("\n")
        top = json.loads(first)
        items = {}
        for line in rest:
            name, of_folder, office, words, drawn, said, found = line.split("\t")
            items[name] = Kept(
                folder=of_folder, office=office, words=words, drawn=drawn, said=said, found=found
            )
        return Memory(
            state=str(top["state"]),
            office=_unpacked_office(*top["office"]),
            items=items,
            alike={
                str(name): Likest(other=str(other), shared=int(shared), of=int(of))
                for name, (other, shared, of) in top["alike"].items()
            },
        )
    except DAMAGED:
        return None


def keep(folder: Path, tool: str, memory: Memory) -> None:
    top = {
        "state": memory.state,
        "office": _packed_office(memory.office),
        "alike": {name: [one.other, one.shared, one.of] for name, one in memory.alike.items()},
    }
    lines = [json.dumps(top, ensure_ascii=False)]
    for name, one in memory.items.items():
        parts = (name, one.folder, one.office, one.words, one.drawn, one.said, one.found)
        lines.append("\t".join(parts))
    seal(folder / FILE, tool, "\n".join(lines).encode("utf-8", "surrogatepass"))


def packed_runs(runs: Iterable[int]) -> str:
    return b64encode(array("q", sorted(runs)).tobytes()).decode()


def packed_item(item: Judged) -> str:
    parts = [_packed(part) for part in (item.rules, item.language, item.cards)]
    told = _packed_links(item.links), item.title, item.finished, item.legal
    return json.dumps([parts, sorted(item.hangs_on), told], ensure_ascii=False)


def _unpacked_item(parts: Any, hangs_on: Any, told: Any) -> Judged:
    rules, language, cards = map(_unpacked, parts)
    links, title, finished, legal = told
    return Judged(
        rules=rules,
        language=language,
        cards=cards,
        hangs_on=frozenset(hangs_on),
        links=_unpacked_links(links),
        title=title and (title[0], title[1]),
        finished=finished,
        legal=legal,
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


def _packed(findings: Iterable[Finding]) -> list[object]:
    return [(f.where, f.line, f.rule, f.message, f.severity) for f in findings]


def _unpacked(kept: list[Any]) -> tuple[Finding, ...]:
    return tuple(
        Finding(where=where, line=line, rule=rule, message=message, severity=_SEVERITIES[severity])
        for where, line, rule, message, severity in kept
    )
