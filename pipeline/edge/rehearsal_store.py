"""Edge: what the rehearsal network keeps: posts and pictures on disk, with its rules."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.edge.files import write_if_changed
from pipeline.edge.rehearsal_page import Arrival, Shown, page

MAX_TEXT, MAX_ALT, MAX_PICTURES = 1000, 1500, 10
_KINDS = {"image/jpeg": (".jpg", b"\xff\xd8\xff"), "image/png": (".png", b"\x89PNG\r\n\x1a\n")}
CLOCK_SKEW = timedelta(seconds=2)


class Wrong(Exception):
    """The request is refused and nothing was kept; the message goes back to the sender."""


class Store:
    """A folder with ``kiriman.json``, ``gambar/`` and the page ``index.html``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = 0
        self.arrivals: list[Arrival] = []
        self._pictures: dict[str, Shown] = {}
        self._load()

    def add_picture(self, sent: Mapping[str, object]) -> str:
        """Keep a picture with its text; return its number."""
        alt, mime, content = (str(sent.get(key, "")) for key in ("alt", "mime", "content"))
        if not alt.strip():
            raise Wrong("gambar tanpa teks alternatif")
        if len(alt) > MAX_ALT:
            raise Wrong(f"teks alternatif {len(alt)} karakter, paling banyak {MAX_ALT}")
        ending, magic = _KINDS.get(mime, ("", b""))
        try:
            picture = base64.b64decode(content, validate=True)
        except binascii.Error:
            raise Wrong("gambar rusak di jalan") from None
        if not ending or not picture.startswith(magic):
            raise Wrong("gambar bukan JPEG atau PNG")
        number = str(len(self._pictures) + 1)
        file = hashlib.sha256(picture).hexdigest()[:16] + ending
        write_if_changed(self._folder / "gambar" / file, picture)
        self._pictures[number] = Shown(file=file, alt=alt)
        self.save()
        return number

    def add_post(self, sent: Mapping[str, object], *, at: datetime, base: str) -> Arrival:
        """Keep a post made of a text, its link and pictures that were sent before."""
        text, link = str(sent.get("text", "")), str(sent.get("link", ""))
        numbers = sent.get("pictures", [])
        if not text.strip() or len(text) > MAX_TEXT:
            raise Wrong(f"teks {len(text)} karakter; paling sedikit 1, paling banyak {MAX_TEXT}")
        if not isinstance(numbers, list) or len(numbers) > MAX_PICTURES:
            raise Wrong(f"paling banyak {MAX_PICTURES} gambar")
        if unknown := [n for n in numbers if n not in self._pictures]:
            raise Wrong(f"gambar nomor {unknown[0]} belum dikirim")
        number = str(len(self.arrivals) + 1)
        arrival = Arrival(
            id=number,
            text=text,
            link=link,
            at=at.astimezone(WITA).isoformat(timespec="seconds"),
            url=f"{base}/kiriman/{number}",
            pictures=tuple(self._pictures[n] for n in numbers),
        )
        self.arrivals.append(arrival)
        self.save()
        return arrival

    def with_link(self, link: str, since: str) -> list[Arrival]:
        """The posts with this link made since then, oldest first."""
        try:
            begin = datetime.fromisoformat(since)
        except ValueError:
            raise Wrong("since bukan waktu") from None
        return [
            arrival
            for arrival in self.arrivals
            if arrival.link == link and datetime.fromisoformat(arrival.at) + CLOCK_SKEW >= begin
        ]

    def picture(self, file: str) -> bytes | None:
        """The bytes of a picture that was sent; None for any other name."""
        if file not in {shown.file for shown in self._pictures.values()}:
            return None
        return (self._folder / "gambar" / file).read_bytes()

    def save(self) -> None:
        """Write everything, and the page for looking at it when the server is gone."""
        kept = {
            "port": self.port,
            "posts": [asdict(arrival) for arrival in self.arrivals],
            "pictures": {number: asdict(shown) for number, shown in self._pictures.items()},
        }
        text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
        write_if_changed(self._folder / "kiriman.json", text.encode())
        write_if_changed(self._folder / "index.html", page(self.arrivals).encode())

    def _load(self) -> None:
        try:
            kept = json.loads((self._folder / "kiriman.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        self.port = kept["port"]
        self._pictures = {number: Shown(**shown) for number, shown in kept["pictures"].items()}
        self.arrivals = [
            Arrival(**{**post, "pictures": tuple(Shown(**shown) for shown in post["pictures"])})
            for post in kept["posts"]
        ]
