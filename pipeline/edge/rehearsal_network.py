"""Edge: the rehearsal network, a small server on 127.0.0.1 that keeps what it got and shows it.

It speaks real HTTP, demands a credential and a text for every picture, and loses exactly one
answer when told to: it carries the act out and closes the line without a word.
"""

import hmac
import json
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pipeline.core.model import WITA
from pipeline.edge.rehearsal_page import Arrival, page
from pipeline.edge.rehearsal_store import Store, Wrong
from pipeline.edge.settings import Secret

MAX_BODY = 20 * 1024 * 1024


class RehearsalNetwork:
    """``with RehearsalNetwork(folder, token) as network:`` post to ``network.url``."""

    def __init__(
        self, folder: Path, token: Secret, *, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.store, self.token = Store(folder), token
        self.clock = clock or (lambda: datetime.now(WITA))
        self.lock = threading.Lock()
        self._lose = False
        self._server = _listen(self, self.store.port)
        self.store.port = self._server.server_address[1]
        self.store.save()
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> "RehearsalNetwork":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Base address of the channel."""
        return f"http://127.0.0.1:{self.store.port}"

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """Everything that was posted, oldest first."""
        return tuple(self.store.arrivals)

    def lose_next_answer(self) -> None:
        """Carry out the next post and answer nothing."""
        self._lose = True

    def loses_this_one(self) -> bool:
        """Whether this answer is the one to lose; true once."""
        lost, self._lose = self._lose, False
        return lost


class _Server(ThreadingHTTPServer):
    network: RehearsalNetwork


def _listen(network: RehearsalNetwork, port: int) -> _Server:
    """Take the port of the last time where it is free, so that its permalinks still lead here."""
    try:
        server = _Server(("127.0.0.1", port), _Handler)
    except OSError:
        server = _Server(("127.0.0.1", 0), _Handler)
    server.network = network
    return server


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        network, parts = self.server.network, urlsplit(self.path)
        with network.lock:
            if parts.path == "/":
                self._html(page(network.arrivals))
            elif parts.path.startswith("/kiriman/"):
                number = parts.path.removeprefix("/kiriman/")
                one = [arrival for arrival in network.arrivals if arrival.id == number]
                self._html(page(one, up="../"), 200 if one else 404)
            elif parts.path.startswith("/gambar/"):
                self._picture(parts.path.removeprefix("/gambar/"))
            elif parts.path == "/api/kiriman" and self._may():
                self._list(parse_qs(parts.query))
            elif parts.path.startswith("/api/kiriman/") and self._may():
                self._one(parts.path.removeprefix("/api/kiriman/"))
            elif not parts.path.startswith("/api/kiriman"):
                self._json(404, {"error": "tidak ada di sini"})

    def do_POST(self) -> None:
        network = self.server.network
        sent = self._body()
        if sent is None or not self._may():
            return
        with network.lock:
            try:
                if self.path == "/api/gambar":
                    self._json(200, {"id": network.store.add_picture(sent)})
                elif self.path == "/api/kiriman":
                    made = network.store.add_post(sent, at=network.clock(), base=network.url)
                    if network.loses_this_one():
                        self._hang_up()
                    else:
                        self._json(200, {"id": made.id, "url": made.url})
                else:
                    self._json(404, {"error": "tidak ada di sini"})
            except Wrong as refusal:
                self._json(422, {"error": str(refusal)})

    def _one(self, number: str) -> None:
        found = [one for one in self.server.network.arrivals if one.id == number]
        told = [{"text": one.text, "pictures": len(one.pictures)} for one in found]
        self._json(200 if told else 404, told[0] if told else {"error": "tidak ada"})

    def _list(self, query: dict[str, list[str]]) -> None:
        link, since = query.get("link", [""])[0], query.get("since", [""])[0]
        try:
            found = self.server.network.store.with_link(link, since)
        except Wrong as refusal:
            self._json(422, {"error": str(refusal)})
        else:
            self._json(200, [{"id": one.id, "url": one.url} for one in found])

    def _body(self) -> dict[str, object] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self._json(413, {"error": "isi terlalu besar atau tanpa panjang"})
            return None
        try:
            sent = json.loads(self.rfile.read(int(length)))
        except ValueError:
            sent = None
        if not isinstance(sent, dict):
            self._json(400, {"error": "isi bukan JSON"})
            return None
        return sent

    def _may(self) -> bool:
        given = self.headers.get("Authorization", "").encode()
        wanted = f"Bearer {self.server.network.token.reveal()}".encode()
        if hmac.compare_digest(given, wanted):
            return True
        self._json(401, {"error": "kunci akses salah"})
        return False

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _picture(self, file: str) -> None:
        content = self.server.network.store.picture(file)
        if content is None:
            self._json(404, {"error": "tidak ada di sini"})
        else:
            self._answer(200, content, "image/png" if file.endswith(".png") else "image/jpeg")

    def _html(self, text: str, status: int = 200) -> None:
        self._answer(status, text.encode(), "text/html; charset=utf-8")

    def _json(self, status: int, value: object) -> None:
        self._answer(status, json.dumps(value).encode(), "application/json")

    def _answer(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: nobody reads this server's log, and it would stand in the rehearsal's."""
