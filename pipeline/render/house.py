"""Draws: read the brand and every card family; the designer's slips are findings."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.core.findings import Finding
from pipeline.render.brand import Brand, Family, Sheet
from pipeline.render.designer import Sheetfile
from pipeline.render.formats import read_canvases
from pipeline.render.icons import icon
from pipeline.render.sheets import COLOURS, FILLS, judge_colours, read_family, recoloured
from pipeline.render.tones import contrast

LEAST_CONTRAST = 4.5  # WCAG 2.2 AA for text
_EMPTY = Brand(
    palette={}, pairs=frozenset(), fonts={}, fallback=(), styles={}, canvases={}, words={}
)


def read_brand(site: Path, where: str = "site") -> tuple[Brand, list[Finding]]:
    """Read ``brand.yml`` and every family below ``cards/``."""
    file = Sheetfile(site / "brand.yml", f"{where}/brand.yml")
    tree = file.tree
    if not all(
        isinstance(tree.get(key), dict)
        for key in ("palette", "fonts", "styles", "canvases", "schemes")
    ):
        told = "`palette`, `fonts`, `styles`, `canvases`, dan `schemes` wajib diisi."
        file.complain((), "yaml-rusak", told)
        return _EMPTY, file.findings
    known = ("palette", "pairs", "fonts", "fallback", "styles", "canvases", "words")
    file.unknown(tree, (*known, "schemes", "locked", "plain"), ())
    formats = Sheetfile(site / "formats.yml", f"{where}/formats.yml")
    canvases = read_canvases(formats, file)
    if not canvases:
        formats.complain((), "yaml-rusak", "`formats` wajib diisi.")
        return _EMPTY, [*file.findings, *formats.findings]
    palette = {k: str(v) for k, v in tree.get("palette", {}).items()}
    brand = Brand(
        palette=palette,
        pairs=frozenset(_pairs(file, palette)),
        fonts=dict(tree.get("fonts", {})),
        fallback=tuple(tree.get("fallback", ())),
        styles=dict(tree.get("styles", {})),
        canvases=canvases,
        words={k: str(v) for k, v in tree.get("words", {}).items()},
        schemes=tree["schemes"],
        icons=_icons(site / "assets/icons"),
        plain=str(tree.get("plain", "")),
        locked=frozenset(tree.get("locked", ())),
    )
    _judge_schemes(file, brand)
    for name, font in brand.fonts.items():
        if not (site / "assets/fonts" / font).is_file():
            file.complain(
                ("fonts", name),
                "huruf-hilang",
                f"Berkas huruf `{font}` tidak ada di site/assets/fonts.",
            )
    findings = [*file.findings, *formats.findings]
    families: dict[str, Family] = {}
    files = {
        path.stem: Sheetfile(path, f"{where}/cards/{path.name}")
        for path in sorted((site / "cards").glob("*.yml"))
    }
    for name in _lenders_first(files):
        family = read_family(files[name], name, brand, families)
        if family is not None:
            families[name] = family
        findings += files[name].findings
    if brand.plain not in families:
        told = f"Keluarga `{brand.plain}` tidak ada di site/cards."
        file.complain(("plain",), "keluarga-kartu", told)
        findings.append(file.findings[-1])
    for name, family in families.items():
        lent = _borrowed(family, families.get(family.pictured), pictured=True)
        plain = _borrowed(family, families.get(brand.plain), pictured=False)
        families[name] = replace(family, with_photo=lent, plain=plain)
    return replace(brand, families=families), findings


def _lenders_first(files: Mapping[str, Sheetfile]) -> list[str]:
    """Order the families so that each comes after the one that it is like."""
    found: list[str] = []
    waiting = sorted(files)
    while waiting:
        ready = [n for n in waiting if files[n].tree.get("like", "") not in waiting]
        found += ready or waiting  # a circle: its first is told that its lender is not there
        waiting = [n for n in waiting if n not in found]
    return found


def _icons(folder: Path) -> dict[str, str]:
    return {path.stem: icon(folder, path.stem) for path in sorted(folder.glob("*.svg"))}


def _judge_schemes(file: Sheetfile, brand: Brand) -> None:
    """A scheme names a ground, and a colour for every slot that drawing asks for."""
    for name, scheme in brand.schemes.items():
        place = ("schemes", name)
        file.unknown(scheme, ("ground", "colours", "fills"), place)
        if scheme.get("ground") not in brand.palette:
            told = f"Warna `{scheme.get('ground')}` tidak ada di palet."
            file.complain((*place, "ground"), "warna", told)
        colours, fills = scheme.get("colours", {}), scheme.get("fills", {})
        for key, needed, there in (("colours", COLOURS, colours), ("fills", FILLS, fills)):
            for slot in sorted(needed - set(there)):
                file.complain((*place, key), "warna", f"Warna `{slot}` belum diatur di `{key}`.")
        judge_colours(file, place, colours, fills, brand)


def _borrowed(family: Family, lender: Family | None, *, pictured: bool) -> dict[str, Sheet]:
    """Take another family's layouts in this family's own colours; or those with a picture only."""
    if lender is None:
        return {}
    return {
        name: recoloured(lender.sheets[name], own.ground, own.colours, own.fills, own.icon)
        for name, own in family.sheets.items()
        if name in lender.sheets
        and (not pictured or any(box.role == "photo" for box in lender.sheets[name].boxes))
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
