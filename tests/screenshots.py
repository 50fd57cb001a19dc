"""Take the pictures of the README: `make run`, then `.venv/bin/python -m tests.screenshots`.

Looks at what was really built, with a headless Chromium, and shrinks until a picture is small
enough for a repository. Not a test: pictures are looked at by people.
"""

import functools
import http.server
import io
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / ".github" / "pictures"
LIMIT = 150_000  # bytes
PHONE = 390  # pixels; Chromium makes no window narrower than 500, so a page is told to be narrow
# When the rehearsal ends, all is posted and folded away: one channel, as it was to be posted.
UNFOLDED = f"""<style>
html {{ width: {PHONE}px }}
header, section:not(#instagram) {{ display: none }}
</style></head>"""
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing per request."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def shoot(address: str, width: int, height: int) -> Image.Image:
    """A picture of a page's upper left corner at twice the resolution, waiting for its fonts."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        sys.exit("Chromium is needed: apt install chromium")
    with tempfile.TemporaryDirectory() as scratch:
        shot = Path(scratch) / "shot.png"
        subprocess.run(
            [
                browser,
                *FLAGS,
                f"--user-data-dir={scratch}/profile",
                "--force-device-scale-factor=2",
                "--virtual-time-budget=4000",
                f"--window-size={max(width, 500)},{height}",
                f"--screenshot={shot}",
                address,
            ],
            check=True,
            capture_output=True,
        )
        return Image.open(io.BytesIO(shot.read_bytes())).crop((0, 0, 2 * width, 2 * height))


def keep(picture: Image.Image, name: str, width: int) -> None:
    """Shrink to a width and save as JPEG under the limit."""
    OUT.mkdir(parents=True, exist_ok=True)
    height = round(picture.height * width / picture.width)
    small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    for quality in range(90, 30, -5):
        buffer = io.BytesIO()
        small.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() < LIMIT:
            break
    (OUT / name).write_bytes(buffer.getvalue())
    sys.stdout.write(f"{name}: {small.width}x{small.height}, {buffer.tell() / 1000:.0f} KB\n")


def newest(pattern: str, below: Path) -> Path:
    """The last of the matching files by name; stops with what to type when nothing was built."""
    found = sorted(below.glob(pattern))
    if not found:
        sys.exit(f"nothing matches {pattern} in {below}: run `make run` first")
    return found[-1]


def main() -> None:
    """The page, one card, and the kit as a phone shows it."""
    kits = ROOT / "build" / "paket"
    kit = newest("*/index.html", kits).parent.name
    with serving(ROOT / "build" / "site") as address:
        keep(shoot(f"{address}/", 1200, 900), "page.jpg", 900)
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(shutil.copytree(kits / kit, Path(scratch) / kit)) / "index.html"
        shown = page.read_text("utf-8").replace('class="again"', "open")
        page.write_text(shown.replace("</head>", UNFOLDED), "utf-8")
        with serving(Path(scratch)) as address:
            keep(shoot(f"{address}/{kit}/", PHONE, 844), "kit.jpg", 420)
    keep(Image.open(newest("*/feed*.*g", ROOT / "build" / "kartu")), "card.jpg", 640)


if __name__ == "__main__":
    main()
