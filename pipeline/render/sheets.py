"""Draws: read one card family from the designer's file, and say what cannot be drawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.render.brand import SHAPES, SHEETS, TEXT_ROLES, Box, Brand, Family, Sheet
from pipeline.render.designer import Place, Sheetfile

# Slots that the drawing itself asks for; a family gives them their colours.
COLOURS = frozenset(("accent", "logo", "ribbon", "qr"))
FILLS = frozenset(("logo", "ribbon", "done", "line"))

_TEXT_KEYS = {
    "font": str,
    "size": (int, list),
    "leading": (int, float),
    "tracking": (int, float),
    "spacing": (int, float),
    "colour": str,
    "align": str,
    "valign": str,
    "upper": bool,
    "balanced": bool,
    "text": str,
    "gap": int,
    "push": bool,
    "when": str,
}
_SHAPE_KEYS = {
    "at": list,
    "fill": str,
    "radius": int,
    "until": str,
    "after": str,
    "pad": int,
    "reach": int,
    "anchor": str,
    "parts": list,
    "rings": list,  # [smallest radius, largest, step]
    "width": int,
    "length": int,
    "strength": (int, float),
}
_BOX_KEYS: Mapping[str, Any] = {"role": str, **_TEXT_KEYS, **_SHAPE_KEYS}
_NEEDED = {
    "panel": ("fill",),
    "bar": ("fill",),
    "rings": ("rings", "width", "fill"),
    "scrim": ("fill",),
    "mark": ("size", "text", "fill"),
    "stack": ("parts",),
    **dict.fromkeys(("photo", "qr", "logo", "ribbon", "dots"), ()),
}
_PART_BAR = ("length", "width", "fill")


def read_family(file: Sheetfile, name: str, brand: Brand) -> Family:
    tree = file.tree
    file.unknown(tree, (*SHEETS, "colours", "fills", "ground", "pictured", "about"), ())
    sheets = {}
    for key in SHEETS:
        if not isinstance(tree.get(key), dict):
            file.complain((), "lembar-hilang", f"Lembar `{key}` belum ada di keluarga kartu ini.")
            continue
        sheets[key] = _sheet(file, key, brand)
    return Family(name=name, sheets=sheets, pictured=str(tree.get("pictured", "")))


def _sheet(file: Sheetfile, key: str, brand: Brand) -> Sheet:
    tree = file.tree
    spec = tree[key]
    file.unknown(spec, ("canvas", "ground", "colours", "fills", "boxes"), (key,))
    canvas = spec.get("canvas", "feed")
    if canvas not in brand.furniture:
        file.complain((key, "canvas"), "kanvas", f"Kanvas `{canvas}` tidak ada di brand.yml.")
        canvas = next(iter(brand.furniture))
    size, safe, furniture = brand.furniture[canvas]
    ground = spec.get("ground", tree.get("ground", "paper"))
    colours = {**tree.get("colours", {}), **spec.get("colours", {})}
    for slot, pair in colours.items():
        if tuple(pair) not in brand.pairs:
            place: Place = (key, "colours", slot) if slot in spec.get("colours", {}) else ()
            file.complain(
                place or ("colours", slot),
                "pasangan-warna",
                f"Pasangan {pair[0]} di atas {pair[1]} tidak diizinkan brand.yml.",
            )
    for slot in sorted(COLOURS - set(colours)):
        file.complain(("colours",), "warna", f"Warna `{slot}` belum diatur di `colours`.")
    fills = {**tree.get("fills", {}), **spec.get("fills", {})}
    for slot in sorted(FILLS - set(fills)):
        file.complain(("fills",), "warna", f"Warna `{slot}` belum diatur di `fills`.")
    for slot, colour in fills.items():
        if colour not in brand.palette:
            file.complain(("fills", slot), "warna", f"Warna `{colour}` tidak ada di palet.")
    boxes = []
    for n, raw in enumerate(spec.get("boxes", ())):
        box = _box(file, (key, "boxes", n), raw, brand, colours, fills)
        if box is not None:
            check_inside(file, (key, "boxes", n), box, size, safe)
            boxes.append(box)
    # Painted in this order: what lies under, the furniture, then the words of the card itself.
    own = {b.role for b in boxes}
    under = [b for b in boxes if b.role in SHAPES and b.role != "stack"]
    for raw in furniture:
        box = _box(file, (key,), raw, brand, colours, fills)
        if box is not None and box.role not in own:
            under.append(box)
    boxes = [*under, *(b for b in boxes if b not in under)]
    return Sheet(
        canvas=(size[0], size[1]),
        ground=ground,
        colours={slot: (pair[0], pair[1]) for slot, pair in colours.items()},
        fills=fills,
        boxes=tuple(boxes),
    )


def _box(
    file: Sheetfile,
    place: Place,
    raw: Any,
    brand: Brand,
    colours: Mapping[str, Any],
    fills: Mapping[str, str],
    *,
    part: bool = False,
) -> Box | None:
    if not isinstance(raw, dict) or raw.get("role") not in TEXT_ROLES | SHAPES:
        file.complain(
            place,
            "peran-kotak",
            f"`role` harus salah satu dari: {', '.join(sorted(TEXT_ROLES | SHAPES))}.",
        )
        return None
    role = raw["role"]
    file.unknown(raw, _BOX_KEYS, place)
    spec = {**brand.styles.get(role, {}), **raw}
    wrong = [k for k, v in spec.items() if k in _BOX_KEYS and not isinstance(v, _BOX_KEYS[k])]
    numbers = spec.get("at", [0, 0, 1, 1])
    if not part and (len(numbers) != 4 or not all(isinstance(v, int) for v in numbers)):
        wrong.append("at")
    if not part and "at" not in spec:
        wrong.append("at")
    needed = _NEEDED.get(role, ("size", "leading")) if not part or role != "bar" else _PART_BAR
    wrong += [key for key in needed if key not in spec]
    if "size" in spec and not _is_size(spec["size"]):
        wrong.append("size")
    if spec.get("text") and spec["text"] not in brand.words:
        wrong.append("text")
    for key in wrong:
        file.complain((*place, key), "nilai-kotak", f"Nilai `{key}` keliru atau belum diisi.")
    if role in TEXT_ROLES | {"mark"}:
        if spec.get("font") not in brand.fonts:
            file.complain((*place, "font"), "huruf", f"Huruf `{spec.get('font')}` tidak ada.")
            return None
        if spec.get("colour", "text") not in colours:
            file.complain(
                (*place, "colour"), "warna", f"Warna `{spec.get('colour')}` belum diatur."
            )
            return None
    if spec.get("fill", "") and spec["fill"] not in fills:
        file.complain((*place, "fill"), "warna", f"Warna `{spec['fill']}` belum diatur di `fills`.")
        return None
    if wrong:
        return None
    parts = [
        _box(file, (*place, "parts", n), p, brand, colours, fills, part=True)
        for n, p in enumerate(spec.get("parts", ()))
    ]
    return Box(
        role=role, spec=spec, parts=tuple(p for p in parts if p is not None), line=file.line(place)
    )


def _is_size(size: Any) -> bool:
    """One size, or the least and the largest."""
    if isinstance(size, int):
        return size > 0
    return len(size) == 2 and all(isinstance(s, int) for s in size) and 0 < size[0] <= size[1]


def check_inside(
    file: Sheetfile, place: Place, box: Box, size: Sequence[int], safe: Sequence[int]
) -> None:
    """Words stay inside the safe area; shapes may bleed off the canvas, pictures not."""
    x, y, w, h = box.at
    top, right, bottom, left = safe if box.role in TEXT_ROLES | {"stack", "qr"} else (0, 0, 0, 0)
    if box.role in {"rings", "mark", "panel", "ribbon"}:
        return
    if x < left or y < top or x + w > size[0] - right or y + h > size[1] - bottom:
        file.complain(
            place,
            "di-luar-batas",
            f"Kotak `{box.role}` [{x}, {y}, {w}, {h}] keluar dari daerah aman "
            f"[{left}, {top}, {size[0] - right - left}, {size[1] - bottom - top}].",
        )
