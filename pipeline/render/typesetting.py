"""Draws: a template of site/dokumen with values becomes a PDF/A-2a, by Typst (here alone).

The values travel as JSON and are printed as they are: nothing in them is ever read as markup.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.render.files import place, write_if_changed
from pipeline.render.photo import open_photo

WIDEST = (1000, 1000)  # pixels of a picture on paper: 90 mm at 280 dots per inch
THUMBNAIL = (380, 380)  # 34 mm
_QUALITY = 88


class DocumentTrouble(Exception):
    """Typst cannot set this document; the message is Typst's own."""


class Press:
    """Templates, fonts and pictures in one folder, outside of which Typst may read nothing."""

    def __init__(self, site: Path, folder: Path) -> None:
        import typst  # late: 80 MB of library, which only this needs

        self._folder = folder
        for path in [*sorted((site / "dokumen").glob("*.typ")), site / "assets/logo.svg"]:
            place(path, folder / path.name)
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(site / "assets/fonts")],
        )
        self._compiler = typst.Compiler(
            root=str(folder),
            font_paths=fonts,
            package_path=str(folder / "paket"),
            package_cache_path=str(folder / "paket"),
        )
        self._trouble = typst.TypstError

    def lay(self, name: str, card: Path) -> None:
        """Put a card of ours where a template can show it, byte for byte as it was posted."""
        place(card, self._folder / name)

    def lay_photograph(self, name: str, picture: Path, most: tuple[int, int] = WIDEST) -> None:
        """Put a picture of somebody's there: without its metadata, no larger than paper needs."""
        target = self._folder / name
        if target.is_file():
            return
        shown, out = open_photo(picture, most), BytesIO()
        shown.thumbnail(most)
        shown.save(out, "JPEG", quality=_QUALITY, subsampling=0)
        write_if_changed(target, out.getvalue())

    def set(self, template: str, values: Mapping[str, Any], at: datetime) -> bytes:
        """Return the document; the same values give the same bytes. ``at`` is its day in them."""
        try:
            made = self._compiler.compile(
                input=str(self._folder / f"{template}.typ"),
                format="pdf",
                sys_inputs={"isi": json.dumps(values, ensure_ascii=False, sort_keys=True)},
                pdf_standards=["a-2a", "ua-1"],  # for archives, and to be read aloud
                timestamp=int(at.timestamp()),
            )
        except self._trouble as trouble:
            raise DocumentTrouble(str(trouble)) from trouble
        if not isinstance(made, bytes):
            raise DocumentTrouble("no document came out")
        return made
