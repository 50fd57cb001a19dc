"""X: what is posted, what it costs, how it is found again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.core.posting import Post
from pipeline.core.wire import NoAnswer, Response, Send, Signing
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from pipeline.platforms import x
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.prices import PRICES, cost
from tests.networks.x import KEY, XStub
from tests.platforms.posts import picture, post

BEFORE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[XStub]:
    with XStub() as server:
        yield server


@pytest.fixture
def send(server: XStub) -> Send:
    return sender(server.url, Secret(KEY), signing=Signing.OAUTH1)


def publish(one: Post, send: Send) -> Sent:
    return x.publish(one, x.prepare(one, send), send, idempotency_key="k")


def test_post_with_pictures_and_alt_texts(server: XStub, send: Send, tmp_path: Path) -> None:
    """Text, pictures in order with their texts, an address by the account's name."""
    pictures = (picture(tmp_path, "01.jpg", "Bagan"), picture(tmp_path, "02.jpg", "Pasal 7"))
    one = post("2026-11-gambar", network="x", pictures=pictures)
    sent = publish(one, send)

    assert sent == Sent(url="https://x.com/jdihpinrang/status/1789000", remote_id="1789000")
    assert (server.posts[0]["said"], server.posts[0]["pictures"]) == (
        one.text,
        ["Bagan", "Pasal 7"],
    )


@pytest.mark.parametrize("link", [True, False])
def test_the_price_that_is_counted_is_not_below_the_price_that_is_paid(
    server: XStub, send: Send, tmp_path: Path, link: bool
) -> None:
    """Look, alt texts, post: our sum from the dated table against what the network charges."""
    one = post("2026-11-harga", network="x", pictures=(picture(tmp_path),))
    one = one if link else replace(one, text="Tahukah kamu? Informasi publik itu terbuka.")
    x.find(one, send, since=BEFORE, known=())
    publish(one, send)

    assert server.spent == (205 if link else 20)
    assert server.spent <= cost(one) == server.spent + PRICES["x"].look


def test_prices_have_source_and_date() -> None:
    """Money is counted by what somebody read somewhere on a day."""
    assert all(p.source and date.fromisoformat(p.checked) for p in PRICES.values())
    assert cost(post("2026-11-a", network="mastodon")) == 0


def test_look_up_tells_a_correction_from_its_original(server: XStub, send: Send) -> None:
    """By the address behind t.co; the known and the older are not taken for it."""
    one = post("2026-11-ralat", network="x")
    sent = publish(one, send)
    publish(post("2026-11-ralat/lanjutan", network="x"), send)

    assert one.link not in server.posts[0]["text"]
    assert x.find(replace(one, text="disunting"), send, since=BEFORE, known=()) == sent
    assert x.find(one, send, since=BEFORE, known={sent.url}) is None
    later = datetime.now(UTC) + timedelta(hours=1)
    assert x.find(one, send, since=later, known=()) is None


def test_a_post_without_a_link_is_known_by_its_text(server: XStub, send: Send) -> None:
    """X writes & as &amp; in what it gives back."""
    one = replace(post("2026-11-murah", network="x"), text="Hak & kewajiban pemilih")
    sent = publish(one, send)

    assert x.find(one, send, since=BEFORE, known=()) == sent
    assert x.find(replace(one, text="Hak"), send, since=BEFORE, known=()) is None
    assert x.find(replace(one, text=""), send, since=BEFORE, known=()) is None


def test_the_same_text_again_is_refused_and_stops_nothing_else(server: XStub, send: Send) -> None:
    """A 403 that is not about the key."""
    one = post("2026-11-dua", network="x")
    publish(one, send)

    with pytest.raises(Refused, match="duplicate content") as refused:
        publish(one, send)
    assert not refused.value.whole_channel and len(server.posts) == 1


def test_a_text_one_too_long_is_refused(server: XStub, send: Send) -> None:
    """A link counts twenty-three, whatever its length."""
    one = post("2026-11-panjang", network="x")
    fits = replace(
        one, text=f"{'y' * 256} https://jdih.example/konten/yang-panjang-sekali-namanya/"
    )
    publish(fits, send)

    assert x.count(fits.text) == x.LIMITS.text == 280
    with pytest.raises(Refused, match="too long"):
        publish(replace(fits, text="z" + fits.text), send)


def test_a_wrong_signature_is_a_dead_key(server: XStub) -> None:
    """One of the four parts is wrong: refused, and none of them is told."""
    wrong = sender(server.url, Secret(KEY + "salah"), signing=Signing.OAUTH1)

    with pytest.raises(Refused, match=r"kunci akses \(401\): Unauthorized") as refused:
        x.whoami("jdihpinrang", wrong)
    assert not any(part in str(refused.value) for part in KEY.split())


def test_reset_time_is_seconds_since_1970() -> None:
    """Read by the server's own clock, as everywhere."""
    headers = {"x-rate-limit-reset": "1795392300", "date": "Mon, 23 Nov 2026 00:00:00 GMT"}
    answer = Response(status=429, body=b"{}", headers=headers)

    with pytest.raises(Refused) as refused:
        x.whoami("jdihpinrang", lambda request: answer)
    assert refused.value.wait_seconds == 300


def test_the_doctor_is_told_what_the_key_may(server: XStub, send: Send) -> None:
    """Tokens of OAuth 1.0a have no end; what they may stands in a header, if X sends it."""
    levels = {}
    for level in ("read-write", "read-write-directmessages", "read", ""):
        server.level = level
        told = x.whoami("jdihpinrang", send)
        assert (told.account, told.expires) == ("jdihpinrang", None)
        levels[level] = told.rights, told.missing

    writes = ("Read and write",)
    assert levels == {
        "read-write": (writes, ()),
        "read-write-directmessages": (writes, ()),
        "read": ((), writes),
        "": (None, ()),
    }


def test_permalink_is_read_from_the_reply() -> None:
    """The number in `data`; anything else is no answer."""
    assert x.permalink({"data": {"id": "7"}}, "jdih").url == "https://x.com/jdih/status/7"
    for reply in ({}, [], None, {"data": {"id": 7}}, {"data": {"id": "x"}}):
        with pytest.raises(NoAnswer, match="tanpa nomor unggahan"):
            x.permalink(reply, "jdih")
