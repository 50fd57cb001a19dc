"""Edge: calls to GitHub's REST interface: pages, limits, repeats with a deadline, plain refusals.

Knows no noun of ours: what is asked and what the answer means stands in forge_github.py. A call
that might have been carried out is repeated only where twice is as good as once.
"""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipeline.core.findings import Blocked
from pipeline.core.wire import NoAnswer, NotSent, Request, Response, Send
from pipeline.edge.http import sender
from pipeline.edge.settings import ForgeAccess

Json = Any  # a reply as parsed: its shape is checked where it is read
DEADLINE = 60.0  # seconds that one call may take with its repeats
PAGE = 50
_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
_AGAIN = frozenset({500, 502, 503, 504})
_TWICE_IS_ONCE = frozenset({"GET", "PUT", "PATCH", "DELETE"})
_NEXT = re.compile(r'<([^>]+)>;\s*rel="next"')
_REMEDY = {
    401: "periksa kunci akses GitHub: mungkin kedaluwarsa atau salah salin",
    403: "kunci akses ini tidak berhak; minta admin TI memeriksa hak akses",
    404: "periksa nama repositori dan nomor yang diminta; kunci akses mungkin tidak berhak",
    422: "periksa isian yang disebut di atas",
}


class Client:
    """Low-level calls below the interface's address; ``path`` begins with "/"."""

    def __init__(
        self,
        access: ForgeAccess,
        *,
        wait: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._base = access.api.rstrip("/")
        self._send: Send = sender(self._base, access.token)
        self._graph: Send = sender(_graph_base(self._base), access.token)
        self._wait, self._clock, self._now = wait, clock, now

    def get(self, path: str) -> Json:
        return _json(self.call("GET", path))

    def find(self, path: str) -> Json:
        """The same; None where there is no such thing."""
        answer = self.call("GET", path, allow=(404,))
        return None if answer.status == 404 else _json(answer)

    def pages(self, path: str, within: str = "") -> Iterator[Json]:
        """Every element of a list that comes in pages; ``within`` names the list's key."""
        joint = "&" if "?" in path else "?"
        here: str | None = f"{path}{joint}per_page={PAGE}"
        while here:
            answer = self.call("GET", here)
            found = _json(answer)
            yield from found[within] if within else found
            onward = _NEXT.search(_header(answer, "link"))
            here = self._below(onward[1]) if onward else None

    def post(self, path: str, body: Json = None) -> Json:
        return _json(self.call("POST", path, body))

    def put(self, path: str, body: Json = None) -> Json:
        return _json(self.call("PUT", path, body))

    def patch(self, path: str, body: Json) -> Json:
        return _json(self.call("PATCH", path, body))

    def delete(self, path: str) -> None:
        """Delete; what is not there is deleted."""
        self.call("DELETE", path, allow=(404,))

    def graph(self, query: str, variables: Mapping[str, str]) -> Json:
        """What REST does not offer: GitHub turns a proposal into a draft through GraphQL only."""
        body = {"query": query, "variables": dict(variables)}
        return _json(self._call(self._graph, "POST", "/graphql", body, ()))

    def call(
        self, method: str, path: str, body: Json = None, *, allow: tuple[int, ...] = ()
    ) -> Response:
        """Make a call; statuses below 300 and those allowed are answers, the rest ``Blocked``."""
        return self._call(self._send, method, path, body, allow)

    def _call(
        self, send: Send, method: str, path: str, body: Json, allow: tuple[int, ...]
    ) -> Response:
        request = Request(method=method, path=path, json=body, headers=_HEADERS)
        until, pause = self._clock() + DEADLINE, 1.0
        while True:
            trouble, again = "", pause
            try:
                answer = send(request)
            except NotSent as error:
                trouble = str(error)
            except NoAnswer as error:
                trouble = str(error)
                if method not in _TWICE_IS_ONCE:
                    raise Blocked(
                        f"GitHub tidak menjawab: {trouble}; permintaan mungkin sudah dijalankan",
                        where=_where(method, path),
                        remedy="periksa di halaman GitHub, lalu jalankan lagi perintah ini",
                    ) from None
            else:
                if answer.status < 300 or answer.status in allow:
                    return answer
                limited = self._limited(answer)
                if limited is None and not (answer.status in _AGAIN and method in _TWICE_IS_ONCE):
                    raise _refused(answer, method, path)
                trouble = f"GitHub menjawab {answer.status}"
                again = limited if limited is not None else pause
            if self._clock() + again > until:
                raise Blocked(
                    f"GitHub belum dapat dipakai: {trouble}",
                    where=_where(method, path),
                    remedy="tunggu beberapa menit, lalu jalankan lagi perintah ini",
                )
            self._wait(again)
            pause = min(pause * 2, 15.0)

    def _limited(self, answer: Response) -> float | None:
        """Seconds until the forge takes calls again; None where it did not say "too many"."""
        if answer.status not in (403, 429):
            return None
        if (after := _header(answer, "retry-after")).isdigit():
            return float(after)
        reset = _header(answer, "x-ratelimit-reset")
        if _header(answer, "x-ratelimit-remaining") == "0" and reset.isdigit():
            return max(float(reset) - self._now(), 0.0) + 1
        return 60.0 if answer.status == 429 else None

    def _below(self, address: str) -> str:
        """The next page as a path: an address elsewhere would carry our credential away."""
        if not address.startswith(f"{self._base}/"):
            raise Blocked(
                "GitHub menunjuk halaman lanjutan di alamat lain",
                where=self._base,
                remedy="periksa GITHUB_API_URL",
            )
        return address[len(self._base) :]


def _graph_base(base: str) -> str:
    """GitHub Enterprise Server keeps REST at /api/v3 and GraphQL at /api/graphql."""
    return base.removesuffix("/v3")


def _header(answer: Response, name: str) -> str:
    return next((value for key, value in answer.headers.items() if key.lower() == name), "")


def _json(answer: Response) -> Json:
    if not answer.body:
        return None
    try:
        return json.loads(answer.body)
    except ValueError:
        raise Blocked(
            "jawaban GitHub tidak terbaca",
            remedy="periksa GITHUB_API_URL; mungkin ada proksi yang menjawab menggantikannya",
        ) from None


def _refused(answer: Response, method: str, path: str) -> Blocked:
    """What the forge refused, with its own words: they name the field or the right."""
    said = _said(answer)
    return Blocked(
        f"GitHub menolak ({answer.status}){f': {said}' if said else ''}",
        where=_where(method, path),
        remedy=_REMEDY.get(answer.status, "ulangi; bila tetap ditolak, hubungi admin TI"),
    )


def _said(answer: Response) -> str:
    try:
        found = json.loads(answer.body)
    except ValueError:
        return ""
    if not isinstance(found, dict):
        return ""
    parts = [found.get("message", "")]
    errors = found.get("errors")
    for error in errors if isinstance(errors, list) else ():
        parts.append(error.get("message", "") if isinstance(error, dict) else error)
    text = "; ".join(part for part in parts if isinstance(part, str) and part)
    return "".join(c if c.isprintable() else " " for c in text)[:300]


def _where(method: str, path: str) -> str:
    return f"{method} {path.partition('?')[0]}"
