"""Draws: a display list as a PDF page for the notice board: letters stay letters, at any size."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.render.fonts import advance, woven
from pipeline.render.icons import SIDE, outlines
from pipeline.render.masks import FINE, word
from pipeline.render.raster import modules, shade
from pipeline.render.scrims import Crop, solved
from pipeline.render.tones import rgb

if TYPE_CHECKING:
    from fpdf import FPDF

PAPERS = {"a4": (595.276, 841.89), "a5": (419.528, 595.276)}  # points
QUALITY = 92  # of a photograph in print
# PDF wants a date; ours says nothing, so that the same card gives the same bytes.
UNDATED = datetime(2022, 1, 1, tzinfo=UTC)


def to_pdf(display: Mapping[str, Any], fonts: Path, crop: Crop, paper: str, title: str) -> bytes:
    """Return one page of the paper's size, filled with the card."""
    from fpdf import FPDF

    width, height = PAPERS[paper]
    pdf = FPDF(unit="pt", format=(width, height))
    pdf.set_creation_date(UNDATED)
    pdf.set_title(title)
    pdf.set_lang("id")
    pdf.set_auto_page_break(False)
    pdf.add_page()
    page = _Page(pdf, width / display["size"][0], fonts, crop)
    page.rect([0, 0, *display["size"]], display["ground"], 0)
    ops = solved(display, crop)["ops"]
    for n, op in enumerate(ops):
        page.draw(op, [later for later in ops[n:] if later["op"] == "scrim"])
    return bytes(pdf.output())


class _Page:
    """One page in the making; ``scale`` brings pixels to points."""

    def __init__(self, pdf: "FPDF", scale: float, fonts: Path, crop: Crop) -> None:
        self._pdf, self._scale, self._fonts, self._crop = pdf, scale, fonts, crop
        self._known: set[str] = set()

    def draw(self, op: Mapping[str, Any], scrims: list[Mapping[str, Any]]) -> None:
        match op["op"]:
            case "text":
                self._text(op)
            case "rect":
                self.rect(op["box"], op["fill"], op["radius"])
            case "poly":
                self._outlines([op["points"]], op["fill"])
            case "rings":
                self._rings(op)
            case "icon":
                x, y, side, _ = op["box"]
                k = side / SIDE
                points = [[(x + a * k, y + b * k) for a, b in o] for o in outlines(op["path"])]
                self._outlines(points, op["fill"])
            case "photo":
                self._photo(op, scrims)
            case "scrim":
                pass  # is in the photograph
            case "qr":
                self.rect(op["box"], op["light"], 0)
                for x, y, side in modules(op):
                    self.rect([x, y, side, side], op["dark"], 0)
            case other:
                raise ValueError(f"no such operation: {other}")

    def rect(self, box: list[int], fill: str, radius: int) -> None:
        x, y, w, h = (value * self._scale for value in box)
        if w <= 0 or h <= 0:
            return
        self._pdf.set_fill_color(*rgb(fill))
        corner = min(radius * self._scale, w / 2, h / 2)
        self._pdf.rect(x, y, w, h, style="F", round_corners=bool(radius), corner_radius=corner)

    def _text(self, op: Mapping[str, Any]) -> None:
        """Place each word (each letter, if tracked) where the raster has it, as wide as there."""
        name = Path(op["font"]).stem
        if name not in self._known:
            self._pdf.add_font(name, fname=self._fonts / op["font"])
            self._known.add(name)
        size = op["size"]
        self._pdf.set_font(name, size=size * self._scale)
        self._pdf.set_text_color(*rgb(op["fill"]))
        path = str(self._fonts / op["font"])
        tracked = op.get("tracking", 0)
        pieces, glue = (list(op["text"]), "") if tracked else (op["text"].split(" "), " ")
        x = op["x"]
        for piece in pieces:
            if woven(piece):
                self._picture(path, op, piece, x)
            else:
                wide = advance(path, piece) * size
                self._pdf.set_stretching(100)
                plain = self._pdf.get_string_width(piece) / self._scale
                if plain and wide:
                    self._pdf.set_stretching(100 * wide / plain)  # kerning, which PDF leaves out
                self._pdf.text(x * self._scale, op["y"] * self._scale, piece)
            x += advance(path, piece + glue) * size + (tracked or op.get("spacing", 0))

    def _picture(self, path: str, op: Mapping[str, Any], piece: str, x: float) -> None:
        """Paint what fpdf2 cannot shape, four times as fine as the raster."""
        from PIL import Image

        if mask := word(path, op["size"] * FINE, piece):
            drawn, left, top = mask
            letters = Image.new("L", drawn.size)
            letters.im.paste(drawn, (0, 0, *drawn.size))
            picture = Image.new("RGBA", letters.size, op["fill"])
            picture.putalpha(letters)
            k = self._scale / FINE
            place = (x * self._scale + left * k, op["y"] * self._scale + top * k)
            self._pdf.image(picture, *place, letters.width * k, letters.height * k)

    def _rings(self, op: Mapping[str, Any]) -> None:
        self._pdf.set_draw_color(*rgb(op["fill"]))
        self._pdf.set_line_width(op["width"] * self._scale)
        (x, y), half = op["at"], op["width"] / 2
        for r in op["radii"]:
            self._pdf.circle(x * self._scale, y * self._scale, (r - half) * self._scale, style="D")

    def _outlines(self, shapes: list[Any], fill: str) -> None:
        """Fill closed outlines; where two lie on each other there is a hole."""
        with self._pdf.new_path() as path:
            path.style.fill_color = fill
            path.style.stroke_color = None
            path.style.intersection_rule = "evenodd"
            for points in shapes:
                for n, (x, y) in enumerate(points):
                    move = path.line_to if n else path.move_to
                    move(x * self._scale, y * self._scale)
                path.close()

    def _photo(self, op: Mapping[str, Any], scrims: list[Mapping[str, Any]]) -> None:
        """Embed the crop with what darkens it: a gradient of its own prints unevenly."""
        x, y, w, h = op["box"]
        if w <= 0 or h <= 0:
            return
        picture = self._crop(op["file"], (w, h), tuple(op["focus"])).copy()
        for scrim in scrims:
            left, top, wide, high = scrim["box"]
            shade(picture, {**scrim, "box": [left - x, top - y, wide, high]})
        out = BytesIO()
        picture.save(out, "JPEG", quality=QUALITY)
        out.seek(0)
        k = self._scale
        self._pdf.image(out, x * k, y * k, w * k, h * k)
