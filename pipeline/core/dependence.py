"""Core: what a check found, and which of it somebody who changed some files has to look at."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.core.findings import Finding
from pipeline.core.history import SETTINGS, unit_of

if TYPE_CHECKING:
    from pipeline.core.content import Content
    from pipeline.core.model import Item

ITEMS = "content/konten/"
_EVERYWHERE = ("content/peraturan/", "content/halaman/")  # any text may cite or link to them
_ITEM_LINK = re.compile(r"konten/([a-z0-9-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One reading of the whole folder."""

    items: Mapping[str, frozenset[str]]  # name -> other units that its findings hang on
    lines: tuple[str, ...]  # what is said of the folder as a whole
    findings: tuple[Finding, ...]


def depends_on(item: "Item", content: "Content") -> frozenset[str]:
    """The disposisi and meetings an item comes from, and the items it links to."""
    from pipeline.core.checks.passages import passages  # late: brings every rule

    found = {f"content/disposisi/{item.disposisi}.md"}
    for day, minutes in content.minutes.items():
        if any(task.item == item.id for task in minutes.tasks):
            found.add(f"content/rapat/{day}")
    for passage in passages(item):
        found |= {f"{ITEMS}{name}" for name in _ITEM_LINK.findall(passage.text)}
    return frozenset(found - {f"{ITEMS}{item.id}"})


def since(checked: Checked, changed: Collection[str]) -> list[Finding]:
    """The findings in changed files (paths), and in what depends on them.

    A setting, an entry of the register or a page may concern every item: then all are shown.
    """
    units = {unit_of(path) or path for path in changed}
    if any(unit in SETTINGS or unit.startswith(_EVERYWHERE) for unit in units):
        return list(checked.findings)
    items = {f"{ITEMS}{name}" for name, others in checked.items.items() if others & units}
    concerned = units | items
    return [f for f in checked.findings if (unit_of(f.where) or f.where) in concerned]
