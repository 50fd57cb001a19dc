"""Edge: HTTP for the adapters. Tells "certainly not sent" from "perhaps carried out".

No redirects, no automatic repeats, no secret in any exception.
"""

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from pipeline.core.findings import Blocked
from pipeline.core.wire import NoAnswer, NotSent, Request, Response, Send, Signing
from pipeline.edge import oauth1
from pipeline.edge.oauth1 import keys_of
from pipeline.edge.sessions import in_session

if TYPE_CHECKING:
    import requests

    from pipeline.edge.settings import Secret

CONNECT_SECONDS, READ_SECONDS = 5, 60
LOOK_SECONDS = 20
MOST_REDIRECTS = 5
MAX_REPLY = 5 * 1024 * 1024
SHORTEST_SECRET = 8  # shorter ones are no secrets, and would be found in any reply
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class _Body:
    """A request body that knows whether any of it was taken for sending.

    Everything that goes wrong before that moment (DNS, refused connection, TLS) left the network
    with headers at most and nothing to carry out; everything after is doubtful.
    """

    def __init__(self, content: bytes) -> None:
        self._content, self._at, self.begun = content, 0, False

    def read(self, size: int = -1) -> bytes:
        self.begun = True
        end = len(self._content) if size < 0 else self._at + size
        part = self._content[self._at : end]
        self._at += len(part)
        return part


def sender(
    base_url: str,
    token: "Secret | None",
    *,
    signing: Signing = Signing.BEARER,
    account: str = "",
    read_seconds: float = READ_SECONDS,
) -> Send:
    """Return what an adapter calls; only this side knows the address and the credential."""
    parts = urlsplit(base_url)
    local = parts.hostname in _LOOPBACK
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise Blocked(
            "alamat layanan harus diawali https://",
            where=f"{parts.scheme}://{parts.hostname}",
            remedy="perbaiki alamat kanal itu di content/kanal.yml",
        )

    if signing is Signing.SESSION and token is not None:
        opened = partial(sender, base_url, read_seconds=read_seconds)
        return in_session(opened, account, token)

    def send(request: Request) -> Response:
        base = base_url.rstrip("/")
        return _send(request, base, token, signing, local=local, read_seconds=read_seconds)

    return send


def _send(
    request: Request,
    base: str,
    token: "Secret | None",
    signing: Signing,
    *,
    local: bool,
    read_seconds: float,
) -> Response:
    import requests

    host = urlsplit(base).netloc
    with requests.Session() as session:
        session.trust_env = not local  # an office's proxy has no business with this machine
        in_path = token is not None and signing is Signing.PATH
        keys = keys_of(token) if token is not None and signing is Signing.OAUTH1 else None
        start = f"{base}/bot{quote(token.reveal(), safe=':')}" if token and in_path else base
        if token is not None and request.shows_key:
            start_of = "&" if "?" in request.path else "?"
            asked = urlencode({request.shows_key: token.reveal()})
            request = replace(request, path=f"{request.path}{start_of}{asked}")
        prepared, body = _prepared(request, start)
        settings = session.merge_environment_settings(base, {}, True, None, None)
        # Last of all, so that nothing in the environment (.netrc) can take the header's place.
        if keys is not None:
            prepared.headers["Authorization"] = oauth1.header(
                keys, request.method, start + request.path
            )
        elif token is not None and not in_path:
            prepared.headers["Authorization"] = f"Bearer {token.reveal()}"
        try:
            answer = session.send(
                prepared,
                timeout=(CONNECT_SECONDS, read_seconds),
                allow_redirects=False,
                **settings,
            )
            with answer:
                content = _read(answer, read_seconds)
                return Response(
                    status=answer.status_code,
                    body=without(token, content),
                    headers=dict(answer.headers),
                )
        except (requests.RequestException, OSError, ValueError) as trouble:
            # The chain is cut: it holds the request with its headers. A ValueError comes from a
            # credential that cannot stand in a header, and would print it.
            why = _why(trouble)
            begun = body.begun if body is not None else _may_have_arrived(trouble)
    if begun:
        raise NoAnswer(f"{host} tidak memberi jawaban yang utuh: {why}") from None
    raise NotSent(f"{host} tidak terhubung: {why}; tidak ada yang terkirim") from None


def look(url: str, *, seconds: float = LOOK_SECONDS, whole: bool = False) -> Response:
    """Ask an address as a reader's browser would, redirects and all; no credential, no repeats.

    The body is read only where it is wanted whole. Raises NotSent where nobody is at the address.
    """
    import requests

    host = urlsplit(url).hostname
    with requests.Session() as session:
        session.trust_env = host not in _LOOPBACK
        session.max_redirects = MOST_REDIRECTS
        try:
            with session.get(
                url,
                timeout=(CONNECT_SECONDS, seconds),
                stream=True,
                headers={"User-Agent": "redaksi-jdih"},
                auth=lambda request: request,  # nothing out of a .netrc
            ) as answer:
                body = _read(answer, seconds) if whole else b""
                return Response(status=answer.status_code, body=body, headers=dict(answer.headers))
        except (requests.RequestException, OSError, ValueError) as trouble:
            why, begun = _why(trouble), _may_have_arrived(trouble)
    if begun:
        raise NoAnswer(f"{host} tidak memberi jawaban yang utuh: {why}") from None
    raise NotSent(f"{host} tidak terhubung: {why}") from None


def _prepared(request: Request, base: str) -> "tuple[requests.PreparedRequest, _Body | None]":
    import requests

    prepared = requests.Request(
        method=request.method,
        url=base + request.path,
        data=request.whole.content if request.whole else list(request.form),
        json=request.json,
        files=[(f, (u.name, u.content, u.mime)) for f, u in request.uploads],
        headers={
            **request.headers,
            **({"Content-Type": request.whole.mime} if request.whole else {}),
            "User-Agent": "redaksi-jdih",
            "Connection": "close",
        },
    ).prepare()
    if not prepared.body:
        return prepared, None
    content = prepared.body.encode() if isinstance(prepared.body, str) else bytes(prepared.body)
    body = _Body(content)
    prepared.body = body  # type: ignore[assignment]  # anything with read() will do
    return prepared, body


_WHY = (  # the first that the trouble is, or comes from; in the office's words
    ("NameResolutionError", "alamat situsnya tidak ditemukan"),
    ("NewConnectionError", "situsnya tidak menerima sambungan"),
    ("SSLError", "sambungan amannya gagal"),
    ("ProxyError", "proksi kantor tidak meneruskan"),
    ("Timeout", "terlalu lama tidak menjawab"),
    ("TooManyRedirects", "dialihkan terus-menerus"),
    ("InvalidURL", "alamatnya tidak dapat dibaca"),
    ("InvalidHeader", "kuncinya memuat tanda yang tidak boleh"),
    ("ValueError", "kuncinya memuat tanda yang tidak boleh"),
)


def _why(trouble: Exception) -> str:
    """Why there is no answer, for whoever reads it: no name of a class."""
    reason = _reason(trouble)
    kinds = [kind.__name__ for one in (reason, trouble) for kind in type(one).__mro__]
    return next((said for name, said in _WHY if name in kinds), "sambungannya terputus")


def _reason(trouble: Exception) -> object:
    """What the library below met."""
    return getattr(trouble.args[0], "reason", None) if trouble.args else None


def _may_have_arrived(trouble: Exception) -> bool:
    """Of a request without a body: only a connection that was never made is certain."""
    import requests

    never = type(_reason(trouble)).__name__ in ("NewConnectionError", "NameResolutionError")
    return not (
        never or isinstance(trouble, requests.ConnectTimeout | requests.exceptions.SSLError)
    )


def without(token: "Secret | None", content: bytes) -> bytes:
    """The reply without the credential: some servers quote the request in their complaint."""
    whole = token.reveal() if token else ""
    for known in {whole, *whole.split()}:  # X's is of four parts
        if len(known) < SHORTEST_SECRET:
            continue
        for form in {known, quote(known, safe=""), known.replace("/", "\\/")}:
            content = content.replace(form.encode(), b"(kunci)")
    return content


def _read(answer: "requests.Response", seconds: float) -> bytes:
    """The whole reply, within the time and size that a reply may take."""
    content, until = b"", time.monotonic() + seconds
    for part in answer.iter_content(65_536):
        content += part
        if len(content) > MAX_REPLY or time.monotonic() > until:
            raise OSError("reply too long or too slow")
    return content
