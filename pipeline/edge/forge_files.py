"""Edge: the files under .github that speak to the forge: rulesets, forms, clocks, owners."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.core.findings import Blocked
from pipeline.core.house import Rules
from pipeline.edge.files import entries, write_if_changed
from pipeline.edge.yaml_doc import parse_yaml

OWNERS = ".github/CODEOWNERS"


def read_rules(root: Path) -> dict[str, Rules]:
    """The rulesets by name, as their files say. Raises Blocked for a file that is none."""
    found: dict[str, Rules] = {}
    for path in entries(root / ".github/rulesets"):
        where = f".github/rulesets/{path.name}"
        try:
            rules = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            rules = None
        if not isinstance(rules, dict) or not isinstance(name := rules.get("name"), str):
            raise Blocked(
                "berkas aturan cabang tidak terbaca",
                where=where,
                remedy=f"kembalikan berkas itu: git checkout main -- {where}",
            )
        found[name] = rules
    if not found:
        raise Blocked(
            "berkas aturan cabang tidak ada",
            where=".github/rulesets",
            remedy="kembalikan folder itu: git checkout main -- .github/rulesets",
        )
    return found


def read_labels(root: Path) -> frozenset[str]:
    """The labels that the issue forms put on: without them a form arrives without its name."""
    return frozenset(
        label
        for _, form in _documents(root / ".github/ISSUE_TEMPLATE")
        if isinstance(labels := form.get("labels"), list)
        for label in labels
        if isinstance(label, str)
    )


def read_clocks(root: Path) -> dict[str, list[str]]:
    """The workflows that start by the clock, each with its cron lines."""
    found: dict[str, list[str]] = {}
    for name, workflow in _documents(root / ".github/workflows"):
        starts = workflow.get("on")
        rows = starts.get("schedule") if isinstance(starts, Mapping) else None
        crons = [
            row["cron"]
            for row in (rows if isinstance(rows, list) else ())
            if isinstance(row, Mapping) and isinstance(row.get("cron"), str)
        ]
        if crons:
            found[name] = crons
    return found


def read_owners(root: Path) -> str:
    """`.github/CODEOWNERS` of the work tree; "" where there is none."""
    path = root / OWNERS
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def write_owners(root: Path, text: str) -> None:
    write_if_changed(root / OWNERS, text.encode())


def _documents(folder: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    for path in entries(folder):
        if path.suffix not in {".yml", ".yaml"}:
            continue
        doc, _ = parse_yaml(path.read_text(encoding="utf-8", errors="replace"), path.name)
        if doc is not None and isinstance(doc.value, Mapping):
            yield path.name, doc.value
