"""What the program posted is read back: what differs is said, and stays on the list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline.core.likeness import Seen, difference, differing, unread
from pipeline.core.posting import Act, ActKind
from pipeline.core.wire import Response
from pipeline.desk import Desk
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret, read_settings
from pipeline.platforms import bluesky, mastodon
from pipeline.verifying import read_back
from tests.platforms.posts import post
from tests.stories.posting.desk import MONDAY

SECRET = Secret("kunci-gladi")
POSTED = Act(
    kind=ActKind.POSTED,
    item="2026-11-a",
    revision=0,
    channel="gladi",
    at=MONDAY,
    actor="mesin",
    url="http://127.0.0.1:1/kiriman/1",
    remote_id="1",
)
SENT = post("2026-11-a", network="gladi")


@pytest.fixture
def network(tmp_path: Path) -> Iterator[RehearsalNetwork]:
    with RehearsalNetwork(tmp_path / "jaringan", SECRET) as network:
        network.store.add_post(
            {"text": SENT.text, "link": SENT.link, "pictures": []}, at=MONDAY, base=network.url
        )
        yield network


def desk_at(now: datetime, said: list[str]) -> Desk:
    return Desk(
        root=Path(),
        settings=read_settings({}),
        connect=lambda channel: None,
        say=said.append,
        progress=lambda news: None,
        log=lambda cause: None,
        clock=lambda: now,
    )


def check(network: RehearsalNetwork, said: list[str], base: str = "") -> list[Act]:
    desk = desk_at(MONDAY + timedelta(minutes=2), said)
    return read_back(desk, POSTED, SENT, sender(base or network.url, SECRET))


def test_what_is_as_it_was_sent_is_recorded_once(network: RehearsalNetwork) -> None:
    """The record carries no address of its own, and the post is not read again."""
    (checked,) = check(network, [])

    assert (checked.note, checked.url, checked.extra) == ("sama dengan yang dikirim", "", {})
    assert unread([POSTED], MONDAY) == (POSTED,)
    assert unread([POSTED, checked], MONDAY) == () == differing([POSTED, checked])


def test_what_differs_is_on_the_list_until_it_is_gone(network: RehearsalNetwork) -> None:
    """Somebody changed the post on the network."""
    network.store.arrivals[0] = replace(network.arrivals[0], text="Teks lain.")
    (checked,) = check(network, [])
    removed = replace(POSTED, kind=ActKind.REMOVED)

    assert checked.extra == {"difference": "teksnya berbeda"}
    assert differing([POSTED, checked]) == (checked,)
    assert differing([POSTED, checked, removed]) == ()


@pytest.mark.parametrize(
    ("status", "minutes", "told"),
    [
        (200, 2, "sama"),
        (403, 2, "sama"),  # a wall against machines says nothing of the post
        (404, 2, "belum terbaca kembali: 2026-11-a → mastodon: tautan belum terbuka untuk umum"),
        (404, 90, "tautan belum terbuka untuk umum (404)"),
    ],
)
def test_a_post_is_opened_as_somebody_without_an_account(
    monkeypatch: pytest.MonkeyPatch, status: int, minutes: int, told: str
) -> None:
    """Its address answers everybody; what is just up has an hour's time for that."""
    sent, said, asked = post("2026-11-a", network="mastodon"), list[str](), list[str]()
    seen = Seen(text=sent.text, pictures=0)
    monkeypatch.setattr(mastodon, "read", lambda account, number, send: seen)

    def look(url: str) -> Response:
        asked.append(url)
        return Response(status=status, body=b"")

    desk = desk_at(MONDAY + timedelta(minutes=minutes), said)
    address = "https://sosial.example/@jdih/7"
    up = replace(POSTED, channel="mastodon", url=address)
    checked = read_back(desk, up, sent, sender("http://127.0.0.1:9", SECRET), look)

    assert asked == [address]
    found = [act.extra.get("difference") or act.note for act in checked] or said
    assert found[0].startswith(told)


def test_bluesky_is_opened_by_its_public_door() -> None:
    """Its own page answers 200 whatever it shows."""
    address = bluesky.OPEN.format(url="", id="at%3A%2F%2Fdid")

    assert address.endswith("getPostThread?depth=0&uri=at%3A%2F%2Fdid")


def test_a_read_that_failed_says_nothing_of_the_post(network: RehearsalNetwork) -> None:
    """Nobody answered: it is said, nothing is recorded, and for two days it is tried again."""
    said: list[str] = []

    assert check(network, said, base="http://127.0.0.1:9") == []
    assert said[0].startswith("belum terbaca kembali: 2026-11-a → gladi: ")
    assert unread([POSTED], MONDAY + timedelta(hours=47)) == (POSTED,)
    assert unread([POSTED], MONDAY + timedelta(hours=49)) == ()


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (None, "unggahannya tidak ada lagi"),
        (Seen(text=SENT.text.replace("\n", "  "), pictures=0), ""),
        (Seen(text=SENT.text, pictures=2), "gambarnya 2, seharusnya 0"),
        (Seen(text=SENT.text, pictures=0, public=False), "tidak terbuka bagi umum"),
    ],
)
def test_what_counts_as_a_difference(seen: Seen | None, told: str) -> None:
    """Networks set blanks anew; words, pictures and who may see it are what was promised."""
    assert difference(SENT, seen) == told
