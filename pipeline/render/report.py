"""Draws: what became of one card, for the manifest: sizes and lines reached, contrast, the crop."""

from typing import Any

from pipeline.render.layout import Display
from pipeline.render.sight import Sight


def report(display: Display, sight: Sight) -> dict[str, Any]:
    """Return size, lines and contrast by role; each picture's box and focus (none: guessed)."""
    texts: dict[str, dict[str, Any]] = {}
    lines: dict[str, set[float]] = {}
    for op in display["ops"]:
        if op["op"] == "text" and op.get("width"):
            lines.setdefault(op["role"], set()).add(op["y"])
            texts[op["role"]] = {"size": op["size"], "lines": len(lines[op["role"]])}
            if op["role"] in sight.least:
                texts[op["role"]]["contrast"] = sight.least[op["role"]]
    pictures = [
        {key: op[key] for key in ("file", "box", "focus")}
        for op in display["ops"]
        if op["op"] == "photo"
    ]
    return {"texts": texts, "pictures": pictures, "warnings": sight.warnings}
