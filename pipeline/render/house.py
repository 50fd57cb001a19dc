"""Draws: read the brand and every card family; the designer's slips are findings."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.core.findings import Finding
from pipeline.render.brand import Box, Brand, Family, Sheet
from pipeline.render.designer import Sheetfile
from pipeline.render.sheets import check_inside, read_family
from pipeline.render.tones import contrast

LEAST_CONTRAST = 4.5  # WCAG 2.2 AA for text
_EMPTY = Brand(
    palette={}, pairs=frozenset(), fonts={}, fallback=(), styles={}, furniture={}, words={}
)


def read_brand(site: Path, where: str = "site") -> tuple[Brand, list[Finding]]:
    """Read ``brand.yml`` and every family below ``cards/``."""
    file = Sheetfile(site / "brand.yml", f"{where}/brand.yml")
    tree = file.tree
    if not all(
        isinstance(tree.get(key), dict) for key in ("palette", "fonts", "styles", "canvases")
    ):
        file.complain((), "yaml-rusak", "`palette`, `fonts`, `styles`, dan `canvases` wajib diisi.")
        return _EMPTY, file.findings
    known = ("palette", "pairs", "fonts", "fallback", "styles", "canvases", "words")
    file.unknown(tree, known, ())
    palette = {k: str(v) for k, v in tree.get("palette", {}).items()}
    brand = Brand(
        palette=palette,
        pairs=frozenset(_pairs(file, palette)),
        fonts=dict(tree.get("fonts", {})),
        fallback=tuple(tree.get("fallback", ())),
        styles=dict(tree.get("styles", {})),
        furniture=_canvases(file),
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
        families[path.stem] = read_family(sheet_file, path.stem, brand)
        findings += sheet_file.findings
    for name, family in families.items():
        if family.pictured in families:
            families[name] = replace(
                family, with_photo=_borrowed(family, families[family.pictured])
            )
    return replace(brand, families=families), findings


def _canvases(file: Sheetfile) -> dict[str, tuple[tuple[int, int], tuple[int, ...], list[Any]]]:
    """Read the canvases; their furniture is judged here, once, not in every family."""
    found = {}
    for name, canvas in file.tree["canvases"].items():
        place = ("canvases", name)
        size, safe = canvas.get("size", []), canvas.get("safe", [])
        if len(size) != 2 or len(safe) != 4:
            file.complain(place, "kanvas", "`size` berisi 2 angka dan `safe` berisi 4 angka.")
            continue
        boxes = list(canvas.get("boxes", ()))
        for n, raw in enumerate(boxes):
            if len(raw.get("at", ())) == 4:
                box = Box(role=str(raw.get("role")), spec=raw)
                check_inside(file, (*place, "boxes", n), box, size, safe)
        found[name] = ((size[0], size[1]), tuple(safe), boxes)
    return found


def _borrowed(family: Family, lender: Family) -> dict[str, Sheet]:
    """Take another family's layouts for pictures, in this family's own colours."""
    return {
        name: replace(lender.sheets[name], ground=own.ground, colours=own.colours, fills=own.fills)
        for name, own in family.sheets.items()
        if name in lender.sheets and any(box.role == "photo" for box in lender.sheets[name].boxes)
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
