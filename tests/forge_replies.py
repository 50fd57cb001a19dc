"""Replies of GitHub, filled in to the shape that GitHub's own description asks for.

``forge_replies.json`` is an extract of that description; its first lines say from where and under
which licence. What a story does not care about gets the plainest value of its type.
"""

import json
from pathlib import Path
from typing import Any

SHAPES = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
_PLAIN = {"string": "", "integer": 0, "number": 0, "boolean": False, "array": [], "null": None}


def reply(kind: str, **known: Any) -> dict[str, Any]:
    """A reply of this kind: every required field, and what is known."""
    schema = SHAPES["schemas"][SHAPES["replies"][kind]]
    return _filled(schema, known)


def _filled(schema: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    fields = schema.get("properties", {})
    rest = [name for name in schema.get("required", ()) if name not in known]
    return {name: _plain(fields.get(name, {}), name) for name in rest} | known


def _plain(schema: dict[str, Any], name: str) -> Any:
    if "$ref" in schema:
        schema = SHAPES["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if choices := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return _plain(choices[0], name)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        return None
    if kind == "object":
        return _filled(schema, {})
    return _PLAIN[kind]


def document(kind: str) -> dict[str, Any]:
    """The JSON schema of a kind of reply, with everything that it refers to."""
    return {"$ref": f"#/schemas/{SHAPES['replies'][kind]}", "schemas": SHAPES["schemas"]}
