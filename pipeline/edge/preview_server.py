"""Edge: the preview's little web server: files of one folder, a live-reload line, complaints."""

import json
import re
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

EVENTS = "/_pratinjau"
DESK = "/_meja/"  # the page with an item's cards and captions beside it
DESK_EVENTS, DESK_PART = DESK + "kabar", DESK + "isi"
_CARD = re.compile(rf"{DESK}kartu/([a-z0-9-]+/[a-z0-9-]+\.(?:jpg|png))")
KEEP_ALIVE_SECONDS = 15.0

Side = Callable[[str], str]  # an item's id -> what stands beside its page, as HTML

_WAY = (
    "position:fixed;z-index:98;right:12px;bottom:12px;background:#4c0a17;color:#fff8ec;"
    "font:700 15px/1.4 system-ui,sans-serif;padding:8px 14px;border-radius:4px;text-decoration:none"
)
_RELOAD = f"""<script>
(function () {{
  var seen = null, source = new EventSource("{EVENTS}");
  source.onmessage = function (event) {{
    if (seen === null) seen = event.data;
    else if (seen !== event.data) location.reload();
  }};
  var box = document.querySelector("[data-temuan]");
  var item = /^\\/konten\\/([^\\/]+)\\/$/.exec(location.pathname);
  if (top !== self) {{ if (box) box.open = false; return; }}
  if (!item) return;
  var way = document.createElement("a");
  way.href = "{DESK}?konten=" + item[1];
  way.textContent = "Lihat dengan kartu dan keterangannya";
  way.style.cssText = "{_WAY}";
  document.body.append(way);
}})();
</script>"""

_WAITING = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Pratinjau disiapkan</title></head>
<body style="font:18px/1.6 system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1rem">
<h1>Pratinjau sedang disiapkan</h1>
<p>Pada kali pertama semua kartu digambar dahulu: kira-kira setengah menit.
Halaman ini terbuka sendiri setelah selesai.</p>
</body></html>"""

_NOT_YET = "<p>Kartu sedang digambar. Pada kali pertama kira-kira setengah menit.</p>"

_BOX = (
    '<details data-temuan open style="position:fixed;z-index:99;inset:0 0 auto 0;'
    "max-height:45vh;overflow:auto;"
    "background:#4c0a17;color:#fff8ec;font:15px/1.5 system-ui,sans-serif;padding:10px 16px;"
    'box-shadow:0 2px 12px #0006"><summary style="cursor:pointer;font-weight:700;color:#ffd98a">'
    "{count} hal perlu diperbaiki</summary><ul style="
    '"margin:6px 0 0;padding-left:20px;list-style:disc">{lines}</ul></details>'
)


@dataclass(slots=True, kw_only=True)
class Screen:
    """What the browser sees now. The lock is held while pages are being rewritten."""

    site: Path
    cards: Path
    shell: bytes = b""
    lock: threading.Lock = field(default_factory=threading.Lock)
    changed: threading.Condition = field(default_factory=threading.Condition)
    version: int = 0
    complaints: tuple[str, ...] = ()
    closed: bool = False
    side: Side | None = None  # None until the first cards are drawn
    side_version: int = 0
    edited: str = ""  # the item that was saved last

    def show_beside(self, edited: str, side: Side) -> None:
        """Announce new cards and captions; what was saved is what the desk turns to."""
        with self.changed:
            self.edited, self.side = edited or self.edited, side
            self.side_version += 1
            self.changed.notify_all()

    def show(self, complaints: Sequence[str]) -> None:
        """Announce a new version to every open page."""
        with self.changed:
            self.complaints = tuple(complaints)
            self.version += 1
            self.changed.notify_all()

    def close(self) -> None:
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def wait_beyond(self, told: str, news: Callable[[], str]) -> None:
        """Return when there is something newer, or after a while, to keep the line open."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed or news() != told, timeout=KEEP_ALIVE_SECONDS)

    def pages(self) -> str:
        """The news for an open page: the number of its version."""
        return str(self.version)

    def beside(self) -> str:
        """The news for the desk: which item was saved, and how often anything was."""
        return json.dumps({"konten": self.edited, "versi": self.side_version})

    def additions(self) -> bytes:
        """What is put before the end of every page."""
        box = ""
        if self.complaints:
            lines = "".join(f"<li>{escape(line)}</li>" for line in self.complaints)
            box = _BOX.format(count=len(self.complaints), lines=lines)
        return (box + _RELOAD).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # an open live-reload line must not keep the program alive

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes on before its page came is no news to the person who writes."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # passed through


def open_server(screen: Screen, port: int) -> ThreadingHTTPServer:
    """Bind to this machine only. Port 0 takes a free one."""

    class Handler(_Handler):
        pass

    Handler.screen = screen
    return _Server(("127.0.0.1", port), Handler)


class _Handler(SimpleHTTPRequestHandler):
    screen: Screen

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, directory=str(self.screen.site), **options)  # type: ignore[arg-type]  # passed through as the server calls it

    def do_GET(self) -> None:
        if not self._is_local():
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == EVENTS:
            self._events(self.screen.pages)
        elif self.path.startswith(DESK):
            self._desk()
        else:
            self._page_or_file()

    def _is_local(self) -> bool:
        """Refuse other host names: a strange page must not read drafts through the browser."""
        host = self.headers.get("Host", "").partition(":")[0]
        return host in {"127.0.0.1", "localhost"}

    def _desk(self) -> None:
        """The page that shows one item whole: its page, its cards, its captions, its findings."""
        asked = urlsplit(self.path)
        if asked.path == DESK_EVENTS:
            self._events(self.screen.beside)
        elif card := _CARD.fullmatch(asked.path):
            self._card(self.screen.cards / card[1])
        elif asked.path == DESK_PART:
            names = parse_qs(asked.query).get("konten", [""])
            side = self.screen.side
            self._send((side(names[0]) if side else _NOT_YET).encode(), "text/html; charset=utf-8")
        elif asked.path == DESK:
            self._send(self.screen.shell, "text/html; charset=utf-8")
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _card(self, path: Path) -> None:
        if path.is_file():
            kind = "image/png" if path.suffix == ".png" else "image/jpeg"
            self._send(path.read_bytes(), kind)
        else:  # redrawn at this moment, or never there
            self.send_error(HTTPStatus.NOT_FOUND)

    def _page_or_file(self) -> None:
        if not self.screen.version:
            self._send_page(_WAITING.encode(), HTTPStatus.SERVICE_UNAVAILABLE)
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path = path / "index.html"
        with self.screen.lock:
            status = HTTPStatus.OK if path.exists() else HTTPStatus.NOT_FOUND
            if not path.exists():
                path = self.screen.site / "404.html"
            html = path.read_bytes() if path.is_file() and path.suffix == ".html" else None
        if html is not None or status is HTTPStatus.NOT_FOUND:
            self._send_page(html or b"<p>Belum ada halaman.</p></body>", status)
        else:
            super().do_GET()

    def _send_page(self, html: bytes, status: HTTPStatus) -> None:
        # the page's own policy would forbid what the preview adds to it
        html = html.replace(b'http-equiv="Content-Security-Policy"', b'name="kebijakan"', 1)
        body, end, rest = html.rpartition(b"</body>")
        self._send(body + self.screen.additions() + end + rest, "text/html; charset=utf-8", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _events(self, news: Callable[[], str]) -> None:
        """Keep a line open on which it is said whenever there is news."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        said = ""
        try:
            while not self.screen.closed:
                now = news()
                line = f"data: {now}\n\n" if now != said else ": masih di sini\n\n"
                self.wfile.write(line.encode())
                self.wfile.flush()
                said = now
                self.screen.wait_beyond(said, news)
        except OSError:  # the browser has gone on
            pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the person who writes."""
