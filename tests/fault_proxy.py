"""A proxy on 127.0.0.1 that spoils exactly one answer, each in the way real networks do."""

import http.client
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(kw_only=True)
class Fault:
    """What happens to the next request of this method and path. Exactly one of them, unless all."""

    method: str = ""  # "": any
    path: str = ""
    after: int = 0  # so many of them go through first
    # "answer" instead of the act; "lost", "slow", "garbled", "failed" after it; "dropped" before
    kind: str
    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    once: bool = True


class FaultProxy:
    """``with FaultProxy(url) as proxy:`` stands in front of ``url``; ``proxy.seen`` counts."""

    def __init__(self, target: str) -> None:
        self.target = urlsplit(target)
        self.fault: Fault | None = None
        self.seen: list[tuple[str, str]] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "FaultProxy":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def take(self, method: str, path: str) -> Fault | None:
        fault = self.fault
        if fault is None or fault.method not in ("", method):
            return None
        if fault.path not in ("", urlsplit(path).path):
            return None
        if fault.after:
            fault.after -= 1
            return None
        if fault.once:
            self.fault = None
        return fault


class _Server(ThreadingHTTPServer):
    proxy: FaultProxy
    daemon_threads = False  # joined on close: no thread outlives its test


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _any(self) -> None:
        proxy = self.server.proxy
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        proxy.seen.append((self.command, urlsplit(self.path).path))
        fault = proxy.take(self.command, self.path)
        if fault and fault.kind == "dropped":
            self.close_connection = True
            return
        if fault and fault.kind == "answer":
            self._reply(fault.status, fault.body, fault.headers)
            return
        upstream = http.client.HTTPConnection(proxy.target.hostname or "", proxy.target.port)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection")}
        headers["X-Forwarded-Host"] = self.headers["Host"]
        upstream.request(self.command, self.path, body=body or None, headers=headers)
        answer = upstream.getresponse()
        content = answer.read()
        upstream.close()
        if fault and fault.kind == "lost":
            self.close_connection = True
            return
        if fault and fault.kind == "slow":
            time.sleep(fault.seconds)
        if fault and fault.kind == "failed":
            self._reply(500, b'{"error": "internal"}', {})
            return
        if fault and fault.kind == "garbled":
            content = b"<html>it worked!</html>"
        kept = {k: v for k, v in answer.getheaders() if k.lower() in ("content-type", "link")}
        self._reply(answer.status, content, kept)

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def _reply(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
        try:
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            pass  # the client went away: that is what the slow fault is for

    def log_message(self, format: str, *args: object) -> None:
        pass
