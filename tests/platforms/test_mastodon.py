"""Mastodon end to end, against mastodon_mock as a server of its own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.core.model import WITA
from pipeline.core.wire import NoAnswer, Request, Response
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from pipeline.platforms import mastodon
from pipeline.platforms.base import Refused, Sent
from tests.mastodon_server import TOKEN, MastodonServer
from tests.platforms.posts import picture, post


def test_post_with_pictures_and_alt_texts(mastodon_server: MastodonServer, tmp_path: Path) -> None:
    """Text, language, pictures in order, each with its alt text; the permalink leads there."""
    pictures = (
        picture(tmp_path, "01.jpg", "Bagan alur SOP"),
        picture(tmp_path, "02.jpg", "Kutipan Pasal 7 “terbuka” & jelas"),
    )
    one = post("2026-11-bergambar", network="mastodon", pictures=pictures)
    send = sender(mastodon_server.url, Secret(TOKEN))
    sent = mastodon.publish(one, mastodon.prepare(one, send), send, idempotency_key="a" * 64)
    status = mastodon_server.get(f"/api/v1/statuses/{sent.remote_id}")

    assert status["url"] == sent.url and mastodon.owns(sent.url)
    assert (status["language"], status["visibility"]) == ("id", "public")
    assert [m["description"] for m in status["media_attachments"]] == [p.alt for p in pictures]
    assert one.link in status["content"]


def test_same_key_makes_one_status(mastodon_server: MastodonServer) -> None:
    """Repeating behind the key gives the first status again."""
    one = post("2026-11-sekali", network="mastodon")
    send = sender(mastodon_server.url, Secret(TOKEN))
    first, again = (mastodon.publish(one, (), send, idempotency_key="b" * 64) for _ in range(2))

    assert first == again
    assert len(mastodon_server.with_link(one.link)) == 1


def test_look_up_tells_a_correction_from_its_original(mastodon_server: MastodonServer) -> None:
    """Both carry the same link: what is known, and what is older, is not taken for it."""
    original = post("2026-11-ralat", network="mastodon")
    send = sender(mastodon_server.url, Secret(TOKEN))
    sent = mastodon.publish(original, (), send, idempotency_key="c" * 64)
    now = datetime.now(WITA)

    assert mastodon.find(original, send, since=now, known=()) == sent
    assert mastodon.find(original, send, since=now, known={sent.url}) is None
    assert mastodon.find(original, send, since=now + timedelta(hours=1), known=()) is None


def test_look_up_does_not_take_a_longer_address_for_the_link(
    mastodon_server: MastodonServer,
) -> None:
    """An address that merely begins like the link is another page's."""
    longer = post("2026-11-awal/lanjutan", network="mastodon")
    send = sender(mastodon_server.url, Secret(TOKEN))
    mastodon.publish(longer, (), send, idempotency_key="d" * 64)
    shorter = post("2026-11-awal", network="mastodon")

    assert mastodon.find(shorter, send, since=datetime.now(WITA), known=()) is None


def test_permalink_is_read_from_the_reply() -> None:
    """The address people open, else the identifying one; without either there is no answer."""
    sent = Sent(url="https://s.example/@jdih/7", remote_id="7")

    assert mastodon.permalink({"id": "7", "url": sent.url, "uri": "https://s.example/x"}) == sent
    assert mastodon.permalink({"id": "7", "url": None, "uri": sent.url}) == sent
    for reply in ({}, [], None, {"id": 7, "url": sent.url}, {"id": "7", "url": "javascript:1"}):
        with pytest.raises(NoAnswer, match="tanpa alamat unggahan"):
            mastodon.permalink(reply)


Script = dict[str, list[Response]]


def scripted(script: Script) -> Callable[[Request], Response]:
    """A server that gives these answers in turn."""
    return lambda request: script[f"{request.method} {request.path}"].pop(0)


@pytest.mark.parametrize(
    ("answer", "rights", "missing"),
    [
        ((200, b'{"scopes": ["read", "write"]}'), mastodon._RIGHTS, ()),
        (
            (200, b'{"scopes": ["profile", "read", "write:media"]}'),
            mastodon._RIGHTS[:3],
            ("write:statuses",),
        ),
        ((200, b'{"name": "Redaksi JDIH"}'), None, ()),  # before 4.3
        ((404, b"{}"), None, ()),  # what only resembles Mastodon
    ],
)
def test_the_rights_of_its_application_are_told(
    answer: tuple[int, bytes], rights: tuple[str, ...] | None, missing: tuple[str, ...]
) -> None:
    """Each right, or the whole that it is part of; a server that tells none is no dead key."""
    status, body = answer
    script = {
        "GET /api/v1/accounts/verify_credentials": [
            Response(status=200, body=b'{"id": "1", "acct": "jdih"}')
        ],
        "GET /api/v1/apps/verify_credentials": [Response(status=status, body=body)],
    }
    told = mastodon.whoami("jdih", scripted(script))

    assert (told.account, told.rights, told.missing) == ("jdih", rights, missing)


def test_a_picture_in_the_works_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """202 is followed by 206 until the picture is ready."""
    monkeypatch.setattr(mastodon, "POLL_SECONDS", (0, 0, 0))
    working, ready = Response(status=206, body=b"{}"), Response(status=200, body=b'{"id":"9"}')
    script = {
        "POST /api/v2/media": [Response(status=202, body=b'{"id":"9"}')] * 2,
        "GET /api/v1/media/9": [working, ready, working, working, working],
    }
    one = post("2026-11-a", network="mastodon", pictures=(picture(tmp_path),))

    assert mastodon.prepare(one, scripted(script)) == ("9",)
    with pytest.raises(Refused, match="belum selesai mengolah gambar 9"):
        mastodon.prepare(one, scripted(script))


def test_reset_time_is_read_by_the_servers_clock(tmp_path: Path) -> None:
    """X-RateLimit-Reset minus the answer's own Date: our clock may be wrong."""
    headers = {
        "Date": "Mon, 23 Nov 2026 00:00:00 GMT",
        "X-RateLimit-Reset": "2026-11-23T00:05:00.000000Z",
    }
    script = {"POST /api/v2/media": [Response(status=429, body=b"", headers=headers)]}
    one = post("2026-11-a", network="mastodon", pictures=(picture(tmp_path),))

    with pytest.raises(Refused) as refusal:
        mastodon.prepare(one, scripted(script))
    assert refusal.value.wait_seconds == 300
