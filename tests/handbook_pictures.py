"""Take the pictures of the hand-books again: `make pictures`, where Chromium is at hand.

Beside each picture its words are kept: a test takes them anew and says which screens have changed.
"""

import io
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.browser import CHROMIUM, browsing
from tests.editions import ROOT
from tests.handbook_scenes import Scene, scenes

PICTURES = ROOT / "site" / "handbooks"
WORDS = ROOT / "tests" / "golden" / "handbooks.json"
MOST = 80_000  # bytes of one picture


def taken(browser: Browser, scene: Scene) -> tuple[Image.Image, str]:
    """A picture at twice its size, and every word in it."""
    page = browser.new_page(
        viewport={"width": scene.width, "height": scene.height}, device_scale_factor=2
    )
    page.set_default_timeout(20_000)
    page.goto(scene.address, wait_until="load")
    page.evaluate("for (const one of document.images) one.loading = 'eager'")
    if scene.prepare:
        scene.prepare(page)
    page.wait_for_load_state("load")
    page.wait_for_timeout(600)  # the last picture is decoded
    part = page.locator(scene.part).first
    box = part.bounding_box()
    assert box
    top = box["y"] - (12 if scene.part != "body" else 0)
    # The editor lays itself over a body without height.
    height = min(scene.height, box["height"] + 24) if box["height"] > 24 else scene.height
    shot = page.screenshot(
        full_page=True,
        clip={"x": 0, "y": max(top, 0), "width": scene.width, "height": height},
    )
    words = part.inner_text()
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGB"), words


def kept(words: Mapping[str, str]) -> str:
    """The words of all pictures, as they lie beside the golden pictures."""
    lines = {name: text.split("\n") for name, text in sorted(words.items())}
    return json.dumps(lines, ensure_ascii=False, indent=1) + "\n"


def known() -> dict[str, str]:
    """The words as they are kept."""
    try:
        lines = json.loads(WORDS.read_text(encoding="utf-8"))
    except OSError:
        return {}
    return {name: "\n".join(text) for name, text in lines.items()}


def save(picture: Image.Image, path: Path) -> None:
    """Laptops' screens are shrunk to what a page shows of them; none is heavier than its limit."""
    if picture.width > 1400:
        size = (1400, round(picture.height * 1400 / picture.width))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    for quality in range(75, 20, -5):
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST:
            break
    path.write_bytes(out.getvalue())
    sys.stdout.write(f"{path.name}: {picture.width} x {picture.height}, {out.tell() // 1000} KB\n")


def main() -> None:
    """Every picture and its words; pictures that no scene makes any more are removed."""
    if not CHROMIUM:
        sys.exit("perlu Chromium: apt install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    # Without Node there is no editor to be seen; its last picture stays.
    words = {name: text for name, text in known().items() if name == "penyunting"}
    with tempfile.TemporaryDirectory() as folder, scenes(Path(folder)) as wanted, browsing() as one:
        for name, scene in wanted.items():
            picture, words[name] = taken(one, scene)
            save(picture, PICTURES / f"{name}.webp")
    for path in PICTURES.glob("*.webp"):
        if path.stem not in words:
            path.unlink()
    WORDS.write_text(kept(words), encoding="utf-8")


if __name__ == "__main__":
    main()
