"""Telegram: what arrives in the channel, and what a bot is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.core.wire import NoAnswer, Send, Signing
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from pipeline.platforms import telegram
from pipeline.platforms.base import Refused, Sent
from tests.networks.telegram import TOKEN, TelegramStub
from tests.platforms.posts import picture, post

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[TelegramStub]:
    with TelegramStub() as server:
        yield server


@pytest.fixture
def send(server: TelegramStub) -> Send:
    return sender(server.url, Secret(TOKEN), signing=Signing.PATH)


def test_an_album_is_one_post(server: TelegramStub, send: Send, tmp_path: Path) -> None:
    """The caption stands under the first picture; the address is the first one's, ids are all."""
    pictures = tuple(picture(tmp_path, f"0{number}.jpg") for number in (1, 2, 3))
    one = post("2026-11-album", network="telegram", pictures=pictures)
    sent = telegram.publish(one, (), send, idempotency_key="k")

    assert sent == Sent(url="https://t.me/jdihpinrang/45", remote_id="45,46,47")
    assert [message.get("caption") for message in server.messages] == [one.text, None, None]


def test_words_alone_are_a_message(server: TelegramStub, send: Send) -> None:
    """Without pictures there is a text, not a caption."""
    one = post("2026-11-kata", network="telegram")
    telegram.publish(one, (), send, idempotency_key="k")

    assert [message["text"] for message in server.messages] == [one.text]


def test_a_caption_one_character_too_long_is_refused(
    server: TelegramStub, send: Send, tmp_path: Path
) -> None:
    """The limit in our table is the network's: what it counts, the network counts."""
    one = post("2026-11-panjang", network="telegram", pictures=(picture(tmp_path),))
    fits = replace(one, text="😀" * (telegram.LIMITS.text // 2))
    telegram.publish(fits, (), send, idempotency_key="k")

    assert telegram.count(fits.text) == telegram.LIMITS.text
    with pytest.raises(Refused, match="message caption is too long"):
        telegram.publish(replace(one, text=fits.text + "."), (), send, idempotency_key="k")
    assert len(server.messages) == 1


def test_a_bot_without_a_right_is_seen(server: TelegramStub, send: Send) -> None:
    """The doctor sees it before the first post does, or the first that must be deleted."""
    whole = telegram.whoami("jdihpinrang", send)
    server.member |= {"can_post_messages": False}
    told = telegram.whoami("jdihpinrang", send)
    server.member = {"status": "left"}

    assert (whole.rights, whole.missing, whole.expires) == (
        ("Post messages", "Delete messages"),
        (),
        None,
    )
    assert (told.rights, told.missing) == (("Delete messages",), ("Post messages",))
    assert telegram.whoami("jdihpinrang", send).rights == ()


def test_a_channel_that_is_not_there_shows_before_anything_is_claimed(send: Send) -> None:
    """The look before a post asks for the channel and finds no post, ever."""
    there = post("2026-11-a", network="telegram")

    assert telegram.find(there, send, since=NOW, known=()) is None
    with pytest.raises(Refused, match="chat not found") as refused:
        telegram.find(replace(there, account="salah"), send, since=NOW, known=())
    assert refused.value.whole_channel


def test_a_wrong_key_is_refused_and_never_told(server: TelegramStub) -> None:
    """It stands in the address of every call, and in no message of ours."""
    wrong = sender(server.url, Secret("8012345678:kunci-yang-salah"), signing=Signing.PATH)
    nobody = sender("http://127.0.0.1:9", Secret(TOKEN), signing=Signing.PATH)

    with pytest.raises(Refused, match=r"menolak kunci akses \(401\): Unauthorized$"):
        telegram.whoami("jdihpinrang", wrong)
    with pytest.raises(Exception, match="tidak terhubung") as trouble:
        telegram.whoami("jdihpinrang", nobody)
    assert TOKEN not in repr(trouble.value) and trouble.value.__cause__ is None


def test_permalink_is_read_from_the_reply() -> None:
    """An open channel by its name, a closed one by its number; without a number no answer."""
    closed = {"message_id": 7, "chat": {"id": -1001234}}

    assert telegram.permalink(closed) == Sent(url="https://t.me/c/1234/7", remote_id="7")
    assert telegram.owns(telegram.permalink(closed).url)
    for reply in (None, [], {}, {"message_id": "7", "chat": {"username": "a"}}, True, [closed, {}]):
        with pytest.raises(NoAnswer, match="tanpa nomor kiriman"):
            telegram.permalink(reply)
