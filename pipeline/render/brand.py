"""Draws: the house's brand and card sheets as values, and the designer's slips as findings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.core.findings import Finding
from pipeline.render.designer import Place, Sheetfile
from pipeline.render.tones import contrast

LEAST_CONTRAST = 4.5  # WCAG 2.2 AA for text
TEXT_ROLES = frozenset(
    ("kicker", "title", "body", "heading", "quote", "byline", "basis", "credit", "office", "site")
    + ("pages", "swipe", "more", "scan", "account", "address", "number", "label")
)
SHAPES = frozenset(
    ("panel", "rings", "photo", "scrim", "qr", "logo", "ribbon", "stack", "bar", "mark", "dots")
)
SHEETS = ("feed", "cover", "slide", "closing", "story", "link", "wide")

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One place on a card. ``spec`` holds the designer's values after defaults."""

    role: str
    spec: Mapping[str, Any]
    parts: tuple["Box", ...] = ()
    line: int = 1

    @property
    def at(self) -> tuple[int, int, int, int]:
        x, y, w, h = self.spec["at"]
        return x, y, w, h

    @property
    def sizes(self) -> tuple[int, int]:
        """The least and the largest size of the type."""
        size = self.spec["size"]
        return (size, size) if isinstance(size, int) else (size[0], size[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One format of a card family: a canvas and its boxes, in the order of painting."""

    canvas: tuple[int, int]
    ground: str  # colour of the palette
    colours: Mapping[str, tuple[str, str]]  # slot -> (text, ground) of the palette
    fills: Mapping[str, str]  # slot -> colour of the palette
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    name: str
    sheets: Mapping[str, Sheet]
    with_photo: Mapping[str, Sheet] = field(default_factory=dict)
    pictured: str = ""  # the family whose layouts draw an item with a picture, in our colours
    line: int = 1

    def sheet(self, name: str, *, photo: bool) -> Sheet:
        return self.with_photo.get(name, self.sheets[name]) if photo else self.sheets[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    palette: Mapping[str, str]
    pairs: frozenset[tuple[str, str]]
    fonts: Mapping[str, str]
    fallback: tuple[str, ...]
    styles: Mapping[str, Mapping[str, Any]]
    furniture: Mapping[str, tuple[tuple[int, int], tuple[int, ...], list[Any]]]
    words: Mapping[str, str]
    families: Mapping[str, Family] = field(default_factory=dict)


def read_brand(site: Path, where: str = "site") -> tuple[Brand, list[Finding]]:
    """Read ``brand.yml`` and every family below ``cards/``."""
    file = Sheetfile(site / "brand.yml", f"{where}/brand.yml")
    tree = file.tree
    known = ("palette", "pairs", "fonts", "fallback", "styles", "canvases", "words")
    file.unknown(tree, known, ())
    palette = {k: str(v) for k, v in tree.get("palette", {}).items()}
    brand = Brand(
        palette=palette,
        pairs=frozenset(_pairs(file, palette)),
        fonts=dict(tree.get("fonts", {})),
        fallback=tuple(tree.get("fallback", ())),
        styles=dict(tree.get("styles", {})),
        furniture={
            name: (tuple(c["size"]), tuple(c["safe"]), list(c.get("boxes", ())))
            for name, c in tree.get("canvases", {}).items()
        },
        words={k: str(v) for k, v in tree.get("words", {}).items()},
    )
    for name, font in brand.fonts.items():
        if not (site / "assets/fonts" / font).is_file():
            file.complain(
                ("fonts", name),
                "huruf-hilang",
                f"Berkas huruf `{font}` tidak ada di site/assets/fonts.",
            )
    findings = list(file.findings)
    families = {}
    for path in sorted((site / "cards").glob("*.yml")):
        sheet_file = Sheetfile(path, f"{where}/cards/{path.name}")
        families[path.stem] = _family(sheet_file, path.stem, brand)
        findings += sheet_file.findings
    for name, family in families.items():
        if family.pictured in families:
            families[name] = replace(
                family, with_photo=_borrowed(family, families[family.pictured])
            )
    return replace(brand, families=families), findings


def _borrowed(family: Family, lender: Family) -> dict[str, Sheet]:
    """Take another family's layouts for pictures, in this family's own colours."""
    return {
        name: replace(lender.sheets[name], ground=own.ground, colours=own.colours, fills=own.fills)
        for name, own in family.sheets.items()
        if any(box.role == "photo" for box in lender.sheets[name].boxes)
    }


def _pairs(file: Sheetfile, palette: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every allowed pair must be readable."""
    found = []
    for n, pair in enumerate(file.tree.get("pairs", ())):
        unknown = [c for c in pair if c not in palette]
        if unknown or len(pair) != 2:
            file.complain(
                ("pairs", n), "pasangan-warna", f"Pasangan {pair} memakai warna yang tidak ada."
            )
            continue
        ratio = contrast(palette[pair[0]], palette[pair[1]])
        if ratio < LEAST_CONTRAST:
            file.complain(
                ("pairs", n),
                "kontras",
                f"Kontras {pair[0]} di atas {pair[1]} hanya {ratio:.1f}; "
                f"sedikitnya {LEAST_CONTRAST}. Gelapkan salah satu atau hapus pasangan ini.",
            )
        found.append((pair[0], pair[1]))
    return found


def _family(file: Sheetfile, name: str, brand: Brand) -> Family:
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
    fills = {**tree.get("fills", {}), **spec.get("fills", {})}
    for slot, colour in fills.items():
        if colour not in brand.palette:
            file.complain(("fills", slot), "warna", f"Warna `{colour}` tidak ada di palet.")
    boxes = []
    for n, raw in enumerate(spec.get("boxes", ())):
        box = _box(file, (key, "boxes", n), raw, brand, colours, fills)
        if box is not None:
            _inside(file, (key, "boxes", n), box, size, safe)
            boxes.append(box)
    for raw in furniture:
        own = {b.role for b in boxes}
        box = _box(file, (key,), raw, brand, colours, fills)
        if box is not None and box.role not in own:
            _inside(file, (key,), box, size, safe)
            boxes.append(box)
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


def _inside(
    file: Sheetfile, place: Place, box: Box, size: tuple[int, ...], safe: tuple[int, ...]
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
