"""Draws: JSON Schemas of the designer's files, for editors that complete and check while typing.

They are made from the very tables that the reader uses; ``site/schema`` holds them, and a test
compares. The reader's own findings say more: pairs of colours, safe areas, lenders.
"""

from collections.abc import Iterable
from typing import Any

from pipeline.render.brand import DERIVED, DRAWN, SHAPES, TEXT_ROLES
from pipeline.render.sheets import BOX_KEYS, FAMILY_KEYS

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NAMES = {str: "string", int: "integer", bool: "boolean", list: "array", float: "number"}
_NUMBERS: Schema = {"type": "array", "items": {"type": "integer"}}
_STRINGS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
_PAIR: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}
_PAIRS: Schema = {"type": "object", "additionalProperties": _PAIR}


def schemas() -> dict[str, Schema]:
    """Return every schema by file name."""
    sheet = _closed({"canvas": {"type": "string"}, "boxes": _list({"$ref": "#/$defs/box"})})
    family = {
        **{key: {"type": "string"} for key in FAMILY_KEYS},
        **dict.fromkeys((*DRAWN, *DERIVED), sheet),
        "colours": _PAIRS,
        "fills": _STRINGS,
    }
    format_keys = {"size": _count(2), "safe": _count(4), "area": _count(2)}
    told = {"use": {"type": "string"}, "source": {"type": "string"}}
    one_format = _closed({**format_keys, **told}, [*format_keys, *told])
    formats: Schema = {"type": "object", "additionalProperties": one_format}
    return {
        "card.json": _whole(_closed(family, ["about", "scheme"])),
        "formats.json": _whole(
            _closed({"checked": {}, "formats": formats}, ["checked", "formats"])
        ),
        "brand.json": _whole(_brand()),
    }


def _brand() -> Schema:
    colour = {"type": "string", "pattern": "^#[0-9a-f]{6}$"}
    scheme = _closed({"ground": {"type": "string"}, "colours": _PAIRS, "fills": _STRINGS})
    canvas = _closed({"like": {"type": "string"}, "boxes": _list({"$ref": "#/$defs/box"})})
    keys: Schema = {
        "palette": {"type": "object", "additionalProperties": colour},
        "pairs": _list(_PAIR),
        "fonts": _STRINGS,
        "fallback": _list({"type": "string"}),
        "words": _STRINGS,
        "plain": {"type": "string"},
        "locked": _list({"enum": sorted(TEXT_ROLES | SHAPES)}),
        "schemes": {"type": "object", "additionalProperties": scheme},
        "styles": {
            "type": "object",
            "propertyNames": {"enum": sorted(TEXT_ROLES | SHAPES)},
            "additionalProperties": _closed(_box_keys()),
        },
        "canvases": {"type": "object", "additionalProperties": canvas},
    }
    return _closed(keys, sorted(keys))


def _box_keys() -> Schema:
    """Return a schema per key of a box, from the types that the reader asks for."""
    found: Schema = {}
    for key, types in BOX_KEYS.items():
        names = [_NAMES[one] for one in (types if isinstance(types, tuple) else (types,))]
        found[key] = {"type": names[0] if len(names) == 1 else names}
    found["role"] = {"enum": sorted(TEXT_ROLES | SHAPES)}
    found["at"] = _count(4)
    found["parts"] = _list({"$ref": "#/$defs/box"})
    found["marker"] = {"enum": ["disc", "row", "way"]}
    found["align"] = {"enum": ["left", "center", "right"]}
    found["valign"] = {"enum": ["top", "middle", "bottom"]}
    found["anchor"] = {"enum": ["top", "middle", "bottom"]}
    return found


def _whole(schema: Schema) -> Schema:
    return {"$schema": _DRAFT, **schema, "$defs": {"box": _closed(_box_keys(), ["role"])}}


def _closed(keys: Schema, needed: Iterable[str] = ()) -> Schema:
    """Allow these keys and no other: a slip of the pen is a key that nobody reads."""
    found: Schema = {"type": "object", "properties": keys, "additionalProperties": False}
    return found | ({"required": list(needed)} if needed else {})


def _list(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def _count(n: int) -> Schema:
    return {**_NUMBERS, "minItems": n, "maxItems": n}
