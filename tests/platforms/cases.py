"""What each automatic adapter is tried with: its server, its single act, how its network refuses.

A network that posts automatically and has no case here fails the suite, and so does a case that
leaves one of the kinds of refusal out.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.core.trouble import Trouble
from pipeline.core.wire import Send, Signing
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret
from tests.mastodon_server import TOKEN, MastodonServer
from tests.networks import bluesky, graph, telegram, x

KINDS = {"ditolak", "kunci mati", "terlalu cepat"}  # refusal, expired token, rate limit


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """One way in which the network says no, and what the adapter must make of it."""

    kind: str
    status: int
    body: object  # sent as JSON
    says: str  # pattern of the message, which is the technical cause
    trouble: Trouble = Trouble.REFUSED
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: int = 0

    @property
    def content(self) -> bytes:
        return json.dumps(self.body).encode()


@dataclass(frozen=True, kw_only=True)
class Server:
    """A network that is up: where it is, how one speaks to it, what it really holds."""

    url: str
    secret: Secret
    connect: Callable[[str, float], Send]  # base address, seconds to wait for an answer
    held: Callable[[str], int]  # link -> how many posts carry it
    account: str = "jdihpinrang"


@dataclass(frozen=True, kw_only=True)
class Case:
    act: tuple[str, str]  # method and path of the single act
    open: Callable[[pytest.FixtureRequest, Path], AbstractContextManager[Server]]
    refusals: Sequence[Refusal]


def common(error: object) -> tuple[Refusal, ...]:
    """What networks say that keep to HTTP's own words."""
    return (
        Refusal(
            kind="kunci mati",
            status=401,
            body=error,
            trouble=Trouble.KEY,
            says=r"kunci akses \(401\)",
        ),
        Refusal(
            kind="kunci mati",
            status=403,
            body=error,
            trouble=Trouble.RIGHTS,
            says=r"kunci akses \(403\)",
        ),
        Refusal(kind="ditolak", status=422, body=error, says=r"\(422\): teks terlalu panjang"),
        Refusal(
            kind="ditolak",
            status=413,
            body={},
            trouble=Trouble.PICTURE,
            says=r"menolak \(413\)",
        ),
        Refusal(
            kind="terlalu cepat",
            status=429,
            body=error,
            headers={"Retry-After": "120"},
            trouble=Trouble.HURRY,
            wait=120,
            says=r"meminta menunggu \(429\); coba lagi setelah 120",
        ),
        Refusal(
            kind="terlalu cepat",
            status=429,
            body=error,
            trouble=Trouble.HURRY,
            says=r"meminta menunggu \(429\)$",
        ),
    )


@contextmanager
def _gladi(request: pytest.FixtureRequest, folder: Path) -> Iterator[Server]:
    del request
    secret = Secret(TOKEN)
    with RehearsalNetwork(folder / "jaringan", secret) as network:
        yield Server(
            url=network.url,
            secret=secret,
            connect=lambda base, seconds: sender(base, secret, read_seconds=seconds),
            held=lambda link: sum(one.link == link for one in network.arrivals),
        )


@contextmanager
def _mastodon(request: pytest.FixtureRequest, folder: Path) -> Iterator[Server]:
    del folder
    server: MastodonServer = request.getfixturevalue("mastodon_server")
    secret = Secret(TOKEN)
    yield Server(
        url=server.url,
        secret=secret,
        connect=lambda base, seconds: sender(base, secret, read_seconds=seconds),
        held=lambda link: len(server.with_link(link)),
        account="testuser",
    )


@contextmanager
def _telegram(request: pytest.FixtureRequest, folder: Path) -> Iterator[Server]:
    del request, folder
    secret = Secret(telegram.TOKEN)
    with telegram.TelegramStub() as server:
        yield Server(
            url=server.url,
            secret=secret,
            connect=lambda base, seconds: sender(
                base, secret, signing=Signing.PATH, read_seconds=seconds
            ),
            held=server.held,
        )


@contextmanager
def _bluesky(request: pytest.FixtureRequest, folder: Path) -> Iterator[Server]:
    del request, folder
    secret = Secret(bluesky.PASSWORD)
    with bluesky.BlueskyStub() as server:
        yield Server(
            url=server.url,
            secret=secret,
            connect=lambda base, seconds: sender(
                base, secret, signing=Signing.SESSION, account=bluesky.HANDLE, read_seconds=seconds
            ),
            held=server.held,
            account=bluesky.HANDLE,
        )


@contextmanager
def _x(request: pytest.FixtureRequest, folder: Path) -> Iterator[Server]:
    del request, folder
    secret = Secret(x.KEY)
    with x.XStub() as server:
        yield Server(
            url=server.url,
            secret=secret,
            connect=lambda base, seconds: sender(
                base, secret, signing=Signing.OAUTH1, read_seconds=seconds
            ),
            held=server.held,
        )


def _graph(network: str, key: str) -> Callable[..., AbstractContextManager[Server]]:
    @contextmanager
    def opened(request: pytest.FixtureRequest, folder: Path) -> Iterator[Server]:
        del request
        secret = Secret(key)
        with graph.GraphStub(folder) as server:
            yield Server(
                url=server.url,
                secret=secret,
                connect=lambda base, seconds: sender(base, secret, read_seconds=seconds),
                held=lambda link: server.held(network, link),
            )

    return opened


def _error(code: int, why: str, sub: int = 0) -> object:
    """A refusal as the Graph words it; HTTP says 400, whatever it is."""
    return graph.Refused(code, why, sub).reply.body


_BUSY = {"1": [{"type": "instagram", "estimated_time_to_regain_access": 19}]}
GRAPH_REFUSALS = (
    Refusal(
        kind="kunci mati",
        status=400,
        body=_error(190, "Error validating access token: Session has expired", 463),
        trouble=Trouble.KEY,
        says=r"menolak kunci akses \(190/463\): Error validating access token",
    ),
    Refusal(
        kind="kunci mati",
        status=403,
        body=_error(200, "(#200) The permission(s) pages_manage_posts are not available"),
        trouble=Trouble.RIGHTS,
        says=r"menolak kunci akses \(200\): \(#200\) The permission",
    ),
    Refusal(
        kind="kunci mati",
        status=400,
        body=_error(368, "The action attempted has been deemed abusive"),
        wait=24 * 3600,
        trouble=Trouble.BLOCKED,
        says=r"menolak \(368\): The action attempted",
    ),
    Refusal(
        kind="ditolak",
        status=400,
        body=_error(506, "Duplicate status message"),
        trouble=Trouble.TWICE,
        says=r"menolak \(506\): Duplicate status message$",
    ),
    Refusal(
        kind="terlalu cepat",
        status=400,
        body=_error(80002, "There have been too many calls to this Instagram account"),
        headers={"X-Business-Use-Case-Usage": json.dumps(_BUSY)},
        trouble=Trouble.HURRY,
        wait=19 * 60,
        says=r"meminta menunggu \(80002\)$",
    ),
    Refusal(
        kind="terlalu cepat",
        status=403,
        body=_error(4, "Application request limit reached"),
        trouble=Trouble.HURRY,
        says=r"meminta menunggu \(4\)$",
    ),
    Refusal(
        kind="terlalu cepat",
        status=400,
        body=_error(9, "The user has reached the maximum posts allowed", 2207042),
        trouble=Trouble.HURRY,
        says=r"meminta menunggu \(9/2207042\)$",
    ),
    Refusal(
        kind="kunci mati",
        status=400,
        body=_error(4, "We restrict certain activity to protect our community", 2207051),
        trouble=Trouble.BLOCKED,
        wait=24 * 3600,
        says=r"menolak \(4/2207051\): We restrict",
    ),
    Refusal(
        kind="ditolak",
        status=400,
        body=_error(36003, "The submitted image is outside the supported ratio", 2207009),
        trouble=Trouble.PICTURE,
        says=r"menolak \(36003/2207009\): The submitted image",
    ),
    Refusal(
        kind="ditolak",
        status=400,
        body=_error(9007, "Media ID is not available", 2207027),
        trouble=Trouble.BUSY,
        says=r"menolak \(9007/2207027\): Media ID",
    ),
)


def _no(status: int, why: str, **parameters: int) -> dict[str, object]:
    """A refusal as Telegram words it."""
    said: dict[str, object] = {"ok": False, "error_code": status, "description": why}
    return said | ({"parameters": parameters} if parameters else {})


CASES: dict[str, Case] = {
    "bluesky": Case(
        act=("POST", "/xrpc/com.atproto.repo.putRecord"),
        open=_bluesky,
        refusals=(
            *common({"error": "InvalidRequest", "message": "teks terlalu panjang"}),
            Refusal(
                kind="kunci mati",
                status=400,
                body={"error": "ExpiredToken", "message": "Token has expired"},
                trouble=Trouble.KEY,
                says=r"^Bluesky menolak kunci akses \(400\): ExpiredToken$",
            ),
            Refusal(
                kind="ditolak",
                status=400,
                body={"error": "BlobTooLarge", "message": "This file is too large"},
                trouble=Trouble.PICTURE,
                says=r"^Bluesky menolak \(400\): BlobTooLarge$",
            ),
            Refusal(
                kind="kunci mati",
                status=400,
                body={"error": "AccountTakedown", "message": "Account has been taken down"},
                trouble=Trouble.BLOCKED,
                says=r"^Bluesky menolak \(400\): AccountTakedown$",
            ),
        ),
    ),
    "facebook": Case(
        act=("POST", f"/{graph.GRAPH}/me/feed"),
        open=_graph("facebook", graph.PAGE_KEY),
        refusals=GRAPH_REFUSALS,
    ),
    "gladi": Case(
        act=("POST", "/api/kiriman"),
        open=_gladi,
        refusals=common({"error": "teks terlalu panjang"}),
    ),
    "instagram": Case(
        act=("POST", f"/{graph.GRAPH}/{graph.ACCOUNT}/media_publish"),
        open=_graph("instagram", graph.PAGE_KEY),
        refusals=GRAPH_REFUSALS,
    ),
    "instagram-cerita": Case(
        act=("POST", f"/{graph.GRAPH}/{graph.ACCOUNT}/media_publish"),
        open=_graph("instagram-cerita", graph.PAGE_KEY),
        refusals=GRAPH_REFUSALS,
    ),
    "mastodon": Case(
        act=("POST", "/api/v1/statuses"),
        open=_mastodon,
        refusals=common({"error": "teks terlalu panjang"}),
    ),
    "threads": Case(
        act=("POST", f"/{graph.THREADS_VERSION}/me/threads_publish"),
        open=_graph("threads", graph.THREADS_KEY),
        refusals=GRAPH_REFUSALS,
    ),
    "telegram": Case(
        act=("POST", f"/bot{telegram.TOKEN}/sendPhoto"),
        open=_telegram,
        refusals=(
            Refusal(
                kind="kunci mati",
                status=401,
                body=_no(401, "Unauthorized"),
                trouble=Trouble.KEY,
                says=r"^Telegram menolak kunci akses \(401\): Unauthorized$",
            ),
            Refusal(
                kind="kunci mati",
                status=403,
                body=_no(403, "Forbidden: bot is not a member of the channel chat"),
                trouble=Trouble.RIGHTS,
                says=r"kunci akses \(403\): Forbidden: bot is not a member",
            ),
            Refusal(
                kind="kunci mati",
                status=400,
                body=_no(400, "Bad Request: chat not found"),
                trouble=Trouble.PLACE,
                says=r"^Telegram menolak \(400\): Bad Request: chat not found$",
            ),
            Refusal(
                kind="kunci mati",
                status=400,
                body=_no(400, "Bad Request: need administrator rights in the channel chat"),
                trouble=Trouble.RIGHTS,
                says=r"^Telegram menolak \(400\): Bad Request: need administrator rights",
            ),
            Refusal(
                kind="ditolak",
                status=400,
                body=_no(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
                trouble=Trouble.PICTURE,
                says=r"^Telegram menolak \(400\): Bad Request: PHOTO_INVALID_DIMENSIONS$",
            ),
            Refusal(
                kind="ditolak",
                status=400,
                body=_no(400, "Bad Request: message caption is too long"),
                says=r"^Telegram menolak \(400\): Bad Request: message caption is too long$",
            ),
            Refusal(
                kind="terlalu cepat",
                status=429,
                body=_no(429, "Too Many Requests: retry after 37", retry_after=37),
                trouble=Trouble.HURRY,
                wait=37,
                says=r"meminta menunggu \(429\); coba lagi setelah 37 detik",
            ),
        ),
    ),
    "x": Case(
        act=("POST", "/2/tweets"),
        open=_x,
        refusals=(
            *common({"detail": "teks terlalu panjang", "title": "Invalid Request"}),
            Refusal(
                kind="ditolak",
                status=403,
                body={"detail": x.DUPLICATE, "title": "Forbidden", "status": 403},
                trouble=Trouble.TWICE,
                says=r"^X menolak \(403\): You are not allowed to create a Tweet with duplicate",
            ),
            Refusal(
                kind="kunci mati",
                status=402,
                body={"title": "CreditsDepleted", "detail": "does not have any credits"},
                trouble=Trouble.MONEY,
                says=r"^X menolak \(402\): does not have any credits$",
            ),
        ),
    ),
}
