"""Draws: what became of one card, for the manifest: sizes and lines reached, the crop."""

from typing import Any

from pipeline.render.layout import Display


def report(display: Display) -> dict[str, Any]:
    """Return size and lines by role, and each picture's box with its focus (none: guessed)."""
    texts: dict[str, dict[str, Any]] = {}
    lines: dict[str, set[float]] = {}
    for op in display["ops"]:
        if op["op"] == "text" and op.get("width"):
            lines.setdefault(op["role"], set()).add(op["y"])
            texts[op["role"]] = {"size": op["size"], "lines": len(lines[op["role"]])}
    pictures = [
        {key: op[key] for key in ("file", "box", "focus")}
        for op in display["ops"]
        if op["op"] == "photo"
    ]
    return {"texts": texts, "pictures": pictures}
