"""What the stand-ins for networks share: a server here that hands each call to one method."""

import json
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from PIL import Image


@dataclass(frozen=True, kw_only=True)
class File:
    name: str
    content: bytes
    mime: str

    @property
    def picture(self) -> tuple[str, int, int]:
        """What it really is, whatever it calls itself: format, width, height."""
        try:
            with Image.open(BytesIO(self.content)) as shown:
                return str(shown.format), *shown.size
        except OSError:
            return "", 0, 0


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request, taken apart."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    files: Mapping[str, File]
    body: bytes
    headers: Mapping[str, str]  # names in lower case

    @property
    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def bearer(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True)
class Reply:
    status: int
    body: object
    headers: Mapping[str, str] = field(default_factory=dict)


class Stub(ABC):
    """``with SomeStub() as network:``; subclasses say what each call does. One call at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.stub = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @abstractmethod
    def handle(self, call: Call) -> Reply:
        """What the network answers."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    stub: Stub
    daemon_threads = False  # joined on close: no thread outlives its test


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        kind = self.headers.get("Content-Type", "")
        form, files = _taken_apart(kind, body)
        call = Call(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            form=form,
            files=files,
            body=body,
            headers={key.lower(): value for key, value in self.headers.items()},
        )
        with self.server.stub.lock:
            reply = self.server.stub.handle(call)
        content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        self.send_response(reply.status)
        for key, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def log_message(self, format: str, *args: object) -> None:
        pass


def _taken_apart(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, File]]:
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    if not kind.startswith("multipart/form-data"):
        return {}, {}
    message = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body
    )
    form, files = {}, {}
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        assert isinstance(name, str) and isinstance(content, bytes)
        if file := part.get_filename():
            files[name] = File(name=file, content=content, mime=part.get_content_type())
        else:
            form[name] = content.decode()
    return form, files
