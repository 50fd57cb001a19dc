"""Bluesky: the record's own key, bytes of UTF-8, one session."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.core.wire import NoAnswer, NotSent, Send, Signing
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from pipeline.platforms import bluesky
from pipeline.platforms.base import Refused, Sent
from tests.fault_proxy import Fault, FaultProxy
from tests.networks.bluesky import DID, HANDLE, PASSWORD, BlueskyStub
from tests.platforms.posts import picture, post

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[BlueskyStub]:
    with BlueskyStub() as server:
        yield server


def connect(url: str, password: str = PASSWORD) -> Send:
    return sender(url, Secret(password), signing=Signing.SESSION, account=HANDLE)


@pytest.fixture
def send(server: BlueskyStub) -> Send:
    return connect(server.url)


def test_post_with_pictures_and_alt_texts(server: BlueskyStub, send: Send, tmp_path: Path) -> None:
    """Pictures in order with their texts and shapes; one session carries all calls."""
    pictures = (picture(tmp_path, "01.jpg", "Bagan"), picture(tmp_path, "02.jpg", "Pasal 7"))
    one = post("2026-11-gambar", network="bluesky", account=HANDLE, pictures=pictures)
    sent = bluesky.publish(one, bluesky.prepare(one, send), send, idempotency_key="k")
    ((key, record),) = server.records.items()

    assert sent == Sent(
        url=f"https://bsky.app/profile/{HANDLE}/post/{key}",
        remote_id=f"at://{DID}/app.bsky.feed.post/{key}",
    )
    assert (record["text"], record["langs"], len(server.sessions)) == (one.text, ["id"], 1)
    assert [(image["alt"], image["aspectRatio"]) for image in record["embed"]["images"]] == [
        ("Bagan", {"width": 64, "height": 80}),
        ("Pasal 7", {"width": 64, "height": 80}),
    ]


def test_links_and_hashtags_are_marked_in_bytes() -> None:
    """An emoji is four bytes, an é two: the marks stand where the network counts."""
    text = "⚖️ Café: https://jdih.example/konten/a/#isi (#JDIH, #2026 C#) #Taat_Hukum"
    marked = [
        (text.encode()[f["index"]["byteStart"] : f["index"]["byteEnd"]].decode(), f["features"])  # type: ignore[index]
        for f in bluesky.facets(text)
    ]

    kind = "app.bsky.richtext.facet"
    assert marked == [
        (
            "https://jdih.example/konten/a/#isi",
            [{"$type": f"{kind}#link", "uri": "https://jdih.example/konten/a/#isi"}],
        ),
        ("#JDIH", [{"$type": f"{kind}#tag", "tag": "JDIH"}]),
        ("#Taat_Hukum", [{"$type": f"{kind}#tag", "tag": "Taat_Hukum"}]),
    ]


def test_the_same_promise_has_the_same_key_and_no_other() -> None:
    """It is a TID in the month before the item's; a correction has its own."""
    one = post("2026-11-kunci", network="bluesky").promise
    other = [
        replace(one, revision=1),
        replace(one, channel="bluesky-2"),
        replace(one, item="2026-11-x"),
    ]
    keys = [bluesky.record_key(promise) for promise in (one, *other)]
    micros = 0
    for letter in keys[0]:
        micros = micros << 5 | "234567abcdefghijklmnopqrstuvwxyz".index(letter)

    assert bluesky.record_key(one) == keys[0] and len(set(keys)) == 4
    assert all(re.fullmatch(r"[2-7a-j][2-7a-z]{12}", key) for key in keys)
    assert datetime.fromtimestamp((micros >> 10) / 1e6, UTC).strftime("%Y-%m") == "2026-10"


def test_another_text_under_the_same_promise_changes_nothing(
    server: BlueskyStub, send: Send
) -> None:
    """Repeated after an edit: the first post stays, and its address comes back."""
    one = post("2026-11-sunting", network="bluesky", account=HANDLE)
    first, again = (
        bluesky.publish(each, (), send, idempotency_key="k")
        for each in (one, replace(one, text="Lain."))
    )

    assert first == again
    assert [record["text"] for record in server.records.values()] == [one.text]


def test_a_picture_of_a_million_bytes_and_one_is_refused(
    send: Send, server: BlueskyStub, tmp_path: Path
) -> None:
    """The upload is taken, the post is not: a clean refusal, and nothing is there."""
    big = picture(tmp_path)
    with Path(big.path).open("ab") as file:
        file.write(b"\0" * 1_000_001)
    one = post("2026-11-besar", network="bluesky", account=HANDLE, pictures=(big,))

    with pytest.raises(Refused, match=r"menolak \(400\): BlobTooLarge"):
        bluesky.publish(one, bluesky.prepare(one, send), send, idempotency_key="k")
    assert server.records == {}


def test_a_wrong_password_stops_the_channel(server: BlueskyStub) -> None:
    """The session is refused: no call is made, and the password is in no message."""
    wrong = connect(server.url, "kata-sandi-salah")

    with pytest.raises(Refused, match=r"kunci akses \(401\): Invalid identifier") as refused:
        bluesky.find(post("2026-11-a", network="bluesky"), wrong, since=NOW, known=())
    assert refused.value.whole_channel and "kata-sandi-salah" not in str(refused.value)


@pytest.mark.parametrize("kind", ["dropped", "lost", "failed", "garbled"])
def test_without_a_session_nothing_was_sent(server: BlueskyStub, kind: str) -> None:
    """Whatever became of opening it: the post itself never left."""
    one = post("2026-11-a", network="bluesky", account=HANDLE)
    with FaultProxy(server.url) as proxy:
        proxy.fault = Fault(kind=kind)
        with pytest.raises(NotSent, match="sesi tidak terbuka") as trouble:
            bluesky.publish(one, (), connect(proxy.url), idempotency_key="k")

    assert server.records == {} and PASSWORD not in repr(trouble.value)


def test_the_doctor_is_told_the_account(send: Send) -> None:
    """An app password has no end and no narrower right."""
    told = bluesky.whoami(HANDLE, send)

    assert (told.account, told.may_post, told.expires) == (HANDLE, True, None)


def test_permalink_is_read_from_the_reply() -> None:
    """The record's address; anything else is no answer."""
    uri = f"at://{DID}/app.bsky.feed.post/3kabcdefghi2z"

    assert bluesky.permalink({"uri": uri}, HANDLE) == Sent(
        url=f"https://bsky.app/profile/{HANDLE}/post/3kabcdefghi2z", remote_id=uri
    )
    for reply in ({}, [], None, {"uri": 7}, {"uri": f"at://{DID}/app.bsky.feed.like/3k"}):
        with pytest.raises(NoAnswer, match="tanpa alamat unggahan"):
            bluesky.permalink(reply, HANDLE)
