"""The stand-in of GitHub's REST interface: HTTP in front of an ``Office``.

A token speaks for an account, with all its rights (a person's) or with those listed (a workflow's
GITHUB_TOKEN). Every reply has the shape that GitHub describes; a test compares them.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pipeline.edge.forge import Forge, connect
from pipeline.edge.settings import ForgeAccess, Secret
from tests.forge_nouns import Refused
from tests.forge_office import MACHINE, Office
from tests.forge_shapes import Shapes

Json = Any


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a token may do: None, as its account may; else "area" to read, "area:write"."""

    login: str
    rights: frozenset[str] | None = None

    def may(self, area: str, *, write: bool) -> bool:
        if self.rights is None:
            return True
        return any(
            f"{one}:write" in self.rights or (not write and one in self.rights)
            for one in area.split("|")  # what lies below a proposal opens by either right
        )


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request, as a route sees it."""

    office: Office
    shapes: Shapes
    by: str
    grant: Grant
    parts: tuple[str, ...]
    query: dict[str, str]
    body: Json

    def number(self, at: int = 0) -> int:
        return int(self.parts[at])


Route = Callable[[Call], Json]
ROUTES: list[tuple[str, re.Pattern[str], str, bool, Route]] = []


def route(method: str, path: str, area: str, *, write: bool = False) -> Callable[[Route], Route]:
    """Register a route: ``{}`` stands for one part of the path."""
    pattern = re.compile(re.escape(path).replace(r"\{\}", "([^/]+)") + "$")

    def register(function: Route) -> Route:
        ROUTES.append((method, pattern, area, write, function))
        return function

    return register


@dataclass(kw_only=True)
class ForgeServer:
    """A running stand-in: ``office`` for people, ``forge()`` for the product."""

    url: str
    office: Office
    tokens: dict[str, Grant]
    calls: list[str]  # "GET /user", as they came
    faults: list[tuple[int, dict[str, str]]]  # answered first, one per call

    def token(self, login: str, *rights: str) -> str:
        """A credential; with ``rights`` one like a workflow's."""
        made = f"ghs_tiruan_{len(self.tokens):04d}"
        self.tokens[made] = Grant(login=login, rights=frozenset(rights) if rights else None)
        return made

    def access(self, login: str = MACHINE, *rights: str) -> ForgeAccess:
        token = Secret(self.token(login, *rights))
        mine = login if login == MACHINE else ""
        return ForgeAccess(api=self.url, repository=self.office.name, token=token, login=mine)

    def forge(self, login: str = MACHINE, *rights: str) -> Forge:
        made = connect(self.access(login, *rights))
        assert made
        return made


@contextmanager
def running(origin: Path, now: Callable[[], datetime]) -> Iterator[ForgeServer]:
    """Serve a bare repository as GitHub would, on a free port, until the block ends."""
    import tests.forge_routes  # noqa: F401  # registers the routes

    office = Office(origin, now=now)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    made = ForgeServer(url=url, office=office, tokens={}, calls=[], faults=[])
    server.stand_in = made  # type: ignore[attr-defined]  # how a handler finds what it serves
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _answer(self) -> None:
        made: ForgeServer = self.server.stand_in  # type: ignore[attr-defined]  # set above
        length = int(self.headers.get("Content-Length") or 0)
        content = self.rfile.read(length)
        where = urlsplit(self.path)
        made.calls.append(f"{self.command} {where.path}")
        headers: dict[str, str] = {}
        if made.faults:
            status, headers = made.faults.pop(0)
            found: Json = {"message": "Server Error"}
        else:
            try:
                query = {key: values[-1] for key, values in parse_qs(where.query).items()}
                body = json.loads(content) if content else None
                status, found = self._routed(made, unquote(where.path), query, body)
            except Refused as refused:
                status, found = refused.status, {"message": refused.message}
            if isinstance(found, list):
                found, headers = self._page(made, found, where.path, query)
        reply = b"" if status == 204 else json.dumps(found).encode()
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(reply))}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(reply)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer

    def _routed(
        self, made: ForgeServer, path: str, query: dict[str, str], body: Json
    ) -> tuple[int, Json]:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in made.tokens:
            raise Refused(401, "Bad credentials")
        grant = made.tokens[token]
        repo = f"/repos/{made.office.name}"
        here = path.removeprefix(repo) if path.startswith(repo) else f"~{path}"
        for method, pattern, area, write, function in ROUTES:
            match = pattern.match(here)
            if method != self.command or not match:
                continue
            if not grant.may(area, write=write):
                raise Refused(403, "Resource not accessible by integration")
            call = Call(
                office=made.office,
                shapes=Shapes(office=made.office, url=made.url),
                by=grant.login,
                grant=grant,
                parts=match.groups(),
                query=query,
                body=body,
            )
            found = function(call)
            if found is None:
                return 204, None
            return (201 if method == "POST" and area != "graphql" else 200), found
        raise Refused(404, "Not Found")

    def _page(
        self, made: ForgeServer, found: list[Json], path: str, query: dict[str, str]
    ) -> tuple[list[Json], dict[str, str]]:
        size, page = int(query.get("per_page", "30")), int(query.get("page", "1"))
        rest = "&".join(f"{k}={v}" for k, v in query.items() if k != "page")
        more = f'<{made.url}{path}?{rest}&page={page + 1}>; rel="next"'
        headers = {"Link": more} if len(found) > page * size else {}
        return found[(page - 1) * size : page * size], headers

    def log_message(self, *_: Any) -> None:
        """A test's output stays quiet."""
