"""Draws: read one card family from the designer's file, and say what cannot be drawn."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.render.brand import (
    DERIVED,
    DRAWN,
    SHAPES,
    TEXT_ROLES,
    Box,
    Brand,
    Canvas,
    Family,
    Sheet,
)
from pipeline.render.designer import Place, Sheetfile
from pipeline.render.formats import derived
from pipeline.render.inside import check_inside

# Slots that the drawing itself asks for; a scheme gives them their colours.
COLOURS = frozenset(("title", "text", "accent", "logo", "ribbon", "qr", "marker", "row"))
FILLS = frozenset(("logo", "ribbon", "done", "line", "marker", "row", "bar"))

TOLD = frozenset(("initial",))  # marks that an item's own words give

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
    "indent": int,  # from the column's left edge
    "marker": str,  # how the number of a list's entry is shown: disc or row
    "when": str,
}
_SHAPE_KEYS = {
    "at": list,
    "fill": str,
    "radius": int,
    "until": str,
    "after": str,
    "pad": int,
    "rise": int,  # how far up a column may reach when its words need it
    "grow": int,  # how far beyond the edges that it follows, on every side
    "icon": str,
    "reach": int,
    "anchor": str,
    "parts": list,
    "rings": list,  # [smallest radius, largest, step]
    "width": int,
    "length": int,
    "strength": (int, float),
}
BOX_KEYS: Mapping[str, Any] = {"role": str, **_TEXT_KEYS, **_SHAPE_KEYS}
FAMILY_KEYS = ("about", "scheme", "like", "icon", "pictured", "colours", "fills")
_NEEDED = {
    "panel": ("fill",),
    "bar": ("fill",),
    "rings": ("rings", "width", "fill"),
    "scrim": ("fill",),
    "mark": ("size", "text", "fill"),
    "stack": ("parts",),
    "plate": ("fill",),
    "chip": ("fill",),
    "icon": ("fill",),
    "emblem": ("fill",),
    **dict.fromkeys(("photo", "qr", "logo", "ribbon", "dots"), ()),
}
_PART_BAR = ("length", "width", "fill")


def read_family(
    file: Sheetfile, name: str, brand: Brand, lenders: Mapping[str, Family]
) -> Family | None:
    """Read one family; what its file leaves out it has from the family that it is ``like``."""
    tree = file.tree
    file.unknown(tree, (*DRAWN, *DERIVED, *FAMILY_KEYS), ())
    lender = lenders.get(tree.get("like", ""))
    if "like" in tree and lender is None:
        file.complain(("like",), "keluarga-kartu", f"Keluarga `{tree['like']}` tidak ada.")
        return None
    look = _look(file, brand)
    icon = str(tree.get("icon", lender.icon if lender else ""))
    if icon and icon not in brand.icons:
        file.complain(("icon",), "ikon", f"Ikon `{icon}` tidak ada di site/assets/icons.")
    sheets: dict[str, Sheet] = {}
    for key in (*DRAWN, *DERIVED):
        if isinstance(tree.get(key), dict):
            sheets[key] = _sheet(file, key, tree[key], brand, look, icon)
        elif key in DERIVED and isinstance(tree.get("feed"), dict) and key in brand.canvases:
            spec = derived(tree["feed"], key, brand.canvases["feed"], brand.canvases[key])
            sheets[key] = _sheet(file, "feed", spec, brand, look, icon)
        elif lender is not None and key in lender.sheets:
            sheets[key] = recoloured(lender.sheets[key], *look, icon)
        else:
            file.complain((), "lembar-hilang", f"Lembar `{key}` belum ada di keluarga kartu ini.")
    pictured = str(tree.get("pictured", lender.pictured if lender else ""))
    return Family(name=name, sheets=sheets, pictured=pictured, icon=icon)


def recoloured(
    sheet: Sheet, ground: str, colours: Mapping[str, Any], fills: Mapping[str, str], icon: str
) -> Sheet:
    """Take over another family's places, in one's own colours."""
    pairs = {slot: (pair[0], pair[1]) for slot, pair in colours.items()}
    return replace(sheet, ground=ground, colours=pairs, fills=fills, icon=icon)


Look = tuple[str, Mapping[str, Any], Mapping[str, str]]  # ground, colours, fills


def _look(file: Sheetfile, brand: Brand) -> Look:
    """Return the ground, colours and fills of the family's scheme, with its own on top."""
    tree = file.tree
    scheme = brand.schemes.get(str(tree.get("scheme", "")), {})
    if not scheme:
        known = ", ".join(sorted(brand.schemes))
        file.complain(("scheme",), "warna", f"`scheme` harus salah satu dari: {known}.")
    colours = {**scheme.get("colours", {}), **tree.get("colours", {})}
    ground = str(scheme.get("ground", ""))
    fills = {"ground": ground, **scheme.get("fills", {}), **tree.get("fills", {})}
    judge_colours(file, (), tree.get("colours", {}), tree.get("fills", {}), brand)
    return ground, colours, fills


def judge_colours(file: Sheetfile, place: Place, colours: Any, fills: Any, brand: Brand) -> None:
    """Text and ground must be a pair that the brand allows, a fill a colour of its palette."""
    for slot, pair in colours.items():
        if not isinstance(pair, list) or tuple(pair) not in brand.pairs:
            said = " di atas ".join(map(str, pair)) if isinstance(pair, list) else pair
            file.complain(
                (*place, "colours", slot),
                "pasangan-warna",
                f"Pasangan {said} tidak diizinkan brand.yml.",
            )
    for slot, colour in fills.items():
        if colour not in brand.palette:
            file.complain((*place, "fills", slot), "warna", f"Warna `{colour}` tidak ada di palet.")


def _sheet(
    file: Sheetfile, key: str, spec: Mapping[str, Any], brand: Brand, look: Look, icon: str
) -> Sheet:
    """Read one sheet; ``key`` says where it stands in the file."""
    file.unknown(spec, ("canvas", "boxes"), (key,))
    name = spec.get("canvas", "feed")
    if name not in brand.canvases:
        file.complain((key, "canvas"), "kanvas", f"Kanvas `{name}` tidak ada di formats.yml.")
        name = next(iter(brand.canvases))
    canvas = brand.canvases[name]
    ground, colours, fills = look
    boxes = []
    for n, raw in enumerate(spec.get("boxes", ())):
        box = _box(file, (key, "boxes", n), raw, brand, colours, fills)
        if box is not None:
            _judge_place(file, (key, "boxes", n), box, canvas, brand)
            boxes.append(box)
    # Painted in this order: what lies under, the furniture, then the words of the card itself.
    own = {b.role for b in boxes}
    under = [b for b in boxes if b.role in SHAPES and b.role != "stack"]
    for raw in canvas.furniture:
        box = _box(file, (key,), raw, brand, colours, fills)
        if box is not None and box.role not in own:
            under.append(box)
    boxes = [*under, *(b for b in boxes if b not in under)]
    return Sheet(
        canvas=canvas.size,
        safe=canvas.safe,
        ground=ground,
        colours={slot: (pair[0], pair[1]) for slot, pair in colours.items()},
        fills=fills,
        boxes=tuple(boxes),
        icon=icon,
    )


def _judge_place(file: Sheetfile, place: Place, box: Box, canvas: Canvas, brand: Brand) -> None:
    check_inside(file, place, box, canvas)
    if box.role in brand.locked:
        file.complain(
            place,
            "unsur-terkunci",
            f"`{box.role}` adalah unsur tetap brand.yml; keluarga kartu tidak boleh mengubahnya.",
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
    file.unknown(raw, BOX_KEYS, place)
    spec = {**brand.styles.get(role, {}), **raw}
    wrong = [k for k, v in spec.items() if k in BOX_KEYS and not isinstance(v, BOX_KEYS[k])]
    numbers = spec.get("at", [0, 0, 1, 1])
    if not part and (len(numbers) != 4 or not all(isinstance(v, int) for v in numbers)):
        wrong.append("at")
    if not part and "at" not in spec:
        wrong.append("at")
    needed = _NEEDED.get(role, ("size", "leading")) if not part or role != "bar" else _PART_BAR
    wrong += [key for key in needed if key not in spec]
    if "size" in spec and not _is_size(spec["size"]):
        wrong.append("size")
    if spec.get("text") and spec["text"] not in {*brand.words, *TOLD}:
        wrong.append("text")
    if spec.get("icon") and spec["icon"] not in brand.icons:
        wrong.append("icon")
    if spec.get("marker", "disc") not in {"disc", "row", "way"}:
        wrong.append("marker")
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
