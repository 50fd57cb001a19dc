"""The public page, for tests: what a run has built is seen at 127.0.0.1, as after a deployment.

One server for the whole process, for its address stands in settings that tests share.
"""

import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class SiteServer:
    """``show(folder)`` puts a built site up in place of the last one; ``show()`` takes it down."""

    def __init__(self) -> None:
        self.roots: tuple[Path, ...] = ()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def show(self, *roots: Path) -> None:
        self.roots = roots


class _Server(ThreadingHTTPServer):
    site: SiteServer
    daemon_threads = True


class _Handler(SimpleHTTPRequestHandler):
    server: _Server

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0].lstrip("/")
        name += "index.html" if name.endswith("/") else ""
        found = [root / name for root in self.server.site.roots if (root / name).is_file()]
        return str(found[0]) if found else "/tidak/ada"

    def log_message(self, format: str, *args: object) -> None:
        pass


SITE = SiteServer()
