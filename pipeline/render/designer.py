"""Draws: read a designer's YAML with the line of every key, so that a slip is found at once."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.core.findings import Finding

Place = tuple[str | int, ...]


class Sheetfile:
    """One YAML file of ``site/``: its tree, and findings with their lines."""

    def __init__(self, path: Path, where: str) -> None:
        self.where = where
        self.findings: list[Finding] = []
        self._lines: dict[Place, int] = {}
        self.tree: dict[str, Any] = {}
        self._read(path)

    def complain(self, place: Place, rule: str, message: str) -> None:
        line = next(
            (self._lines[place[:n]] for n in range(len(place), -1, -1) if place[:n] in self._lines),
            1,
        )
        self.findings.append(Finding(where=self.where, line=line, rule=rule, message=message))

    def line(self, place: Place) -> int:
        return self._lines.get(place, 1)

    def unknown(self, keys: Mapping[str, Any], known: Iterable[str], place: Place) -> None:
        """Complain of keys that no code reads."""
        known = sorted(known)
        for key in keys:
            if key not in known:
                self.complain(
                    (*place, key),
                    "kunci-tak-dikenal",
                    f"Kunci `{key}` tidak dikenal di sini. Pilihan: {', '.join(known)}.",
                )

    def _read(self, path: Path) -> None:
        import yaml

        try:
            text = path.read_text(encoding="utf-8")
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(
                text
            )  # libyaml: ten times faster
            node = loader.get_single_node()
            if not isinstance(node, yaml.MappingNode):
                raise ValueError("isi berkas harus berupa kunci dan nilai")
            self._walk(node, ())
            tree = loader.construct_document(node)
            self.tree = {str(key): value for key, value in tree.items()}
        except (OSError, ValueError, yaml.YAMLError) as error:
            mark = getattr(error, "problem_mark", None)
            why = getattr(error, "problem", None) or error
            self.findings.append(
                Finding(
                    where=self.where,
                    line=mark.line + 1 if mark else 1,
                    rule="yaml-rusak",
                    message=f"Berkas tidak dapat dibaca: {why}.",
                )
            )

    def _walk(self, node: Any, place: Place) -> None:
        import yaml

        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                here = (*place, str(key.value))
                self._lines[here] = key.start_mark.line + 1
                self._walk(value, here)
        elif isinstance(node, yaml.SequenceNode):
            for n, value in enumerate(node.value):
                self._lines[(*place, n)] = value.start_mark.line + 1
                self._walk(value, (*place, n))
