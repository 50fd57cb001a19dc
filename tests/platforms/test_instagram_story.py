"""Instagram's stories: a channel of its own, one card without words, gone after a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.likeness import difference
from pipeline.core.model import Channel, Item, Mode
from pipeline.core.plan import make_plan
from pipeline.core.posting import Act, ActKind, Post, Promise
from pipeline.core.promising import promises
from pipeline.core.wire import NoAnswer, Send
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from pipeline.platforms import graph, networks
from pipeline.platforms import instagram_story as story
from pipeline.platforms.base import Refused
from pipeline.posts import permalinks, pictures_for, word
from pipeline.render.card import Card
from pipeline.render.cards import Drawn
from tests.networks.graph import PAGE_KEY, GraphStub
from tests.platforms.posts import picture, post
from tests.stories.posting.desk import MONDAY, channels, item

NAME = "instagram-cerita"
CHANNEL = Channel(id=NAME, network=NAME, mode=Mode.AUTOMATIC, label="Cerita", account="jdih")
FEED = Channel(id="instagram", network="instagram", mode=Mode.KIT, label="Instagram")
SITE = Path(__file__).parents[2] / "site"
UP = "https://www.instagram.com/stories/jdih/17841"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStub]:
    monkeypatch.setattr(graph, "POLL_SECONDS", (0, 0, 0))
    with GraphStub(tmp_path) as server:
        yield server


@pytest.fixture
def send(server: GraphStub) -> Send:
    return sender(server.url, Secret(PAGE_KEY))


def of(name: str, folder: Path, size: tuple[int, int] = (1080, 1920), kind: str = "JPEG") -> Post:
    shown = picture(folder)
    Image.new("RGB", size).save(shown.path, kind)
    one = post(name, network=NAME)
    return replace(one, text="", pictures=(replace(shown, url=one.link + shown.name),))


def publish(one: Post, send: Send) -> str:
    return story.publish(one, story.prepare(one, send), send, idempotency_key="k").url


def test_one_upright_card_and_nothing_else(server: GraphStub, send: Send, tmp_path: Path) -> None:
    """9:16, which the profile refuses; its address names the account; the profile stays empty."""
    one = of("2026-11-a", tmp_path)
    url = publish(one, send)
    (shown,) = server.posts[NAME]

    assert story.owns(url) and story.account_of(url) == "jdihpinrang"
    assert (shown.text, shown.pictures, server.posts["instagram"]) == ("", [""], [])
    assert difference(one, story.read("jdih", shown.id, send)) == ""


def test_what_instagram_refuses_is_never_public(
    server: GraphStub, send: Send, tmp_path: Path
) -> None:
    """A PNG, a picture that our page does not show yet; several cards are not even sent."""
    png = of("2026-11-a", tmp_path, kind="PNG")
    missing = replace(png, pictures=(replace(png.pictures[0], url="https://jdih.example/x.jpg"),))
    for wrong, says in ((png, "36001/2207005"), (missing, "9004/2207052")):
        with pytest.raises(Refused, match=says):
            story.prepare(wrong, send)
    with pytest.raises(Refused, match="tepat satu kartu tegak"):
        story.prepare(replace(png, pictures=png.pictures * 2), send)

    assert server.containers == {} and server.posts[NAME] == []


def test_a_lost_answer_is_ours_where_one_story_is_new(
    server: GraphStub, send: Send, tmp_path: Path
) -> None:
    """Older ones were noted before the claim; which of two new ones it is, a person says."""
    publish(of("2026-11-lama", tmp_path), send)
    one = of("2026-11-b", tmp_path)
    media = story.prepare(one, send)
    first = story.publish(one, media, send, idempotency_key="k")

    assert story.publish(one, media, send, idempotency_key="k") == first
    publish(of("2026-11-lain", tmp_path), send)
    with pytest.raises(NoAnswer, match="sudah tayang, tetapi ada 2 cerita baru"):
        story.publish(one, media, send, idempotency_key="k")
    assert len(server.posts[NAME]) == 3


def card(kind: str, page: int = 0) -> Card:
    name = f"{kind}-{page}.jpg"
    return Card(
        item="2026-11-a",
        format=kind,
        page=page,
        path=Path(name),
        width=1080,
        height=1920 if kind == "story" else 1350,
        bytes=1,
        sha256="",
        alt="",
    )


def worded(one: Item) -> tuple[dict[str, Post], list[Finding]]:
    content = Content(items={one.id: one}, channels=channels(CHANNEL, FEED))
    cards = (card("feed"), card("slide", 1), card("slide", 2), card("story"))
    promised = promises([one], channels(CHANNEL, FEED), networks())
    return word(promised, content, [], Drawn(cards={one.id: cards}, findings=()), SITE)


def test_an_item_chooses_its_story_as_it_chooses_a_channel() -> None:
    """The carousel on the profile, the upright card as story; or one without the other."""
    both, _ = worded(item("2026-11-a"))
    alone, _ = worded(item("2026-11-a", channels=("instagram",)))
    told = both["2026-11-a/0/instagram-cerita"]

    assert (told.text, [shown.url.rpartition("/")[2] for shown in told.pictures]) == (
        "",
        ["story-0.jpg"],
    )
    assert len(both["2026-11-a/0/instagram"].pictures) == 2
    assert [*alone] == ["2026-11-a/0/instagram"]
    assert pictures_for((card("feed"),), story, page="") == ()


def test_words_for_a_story_are_a_finding() -> None:
    """What was typed for it would be left out without a word."""
    _, findings = worded(item("2026-11-a", texts={NAME: "Baca ini."}))

    assert [found.rule for found in findings] == ["teks-cerita"]


def test_a_story_goes_by_itself() -> None:
    """Withdrawn within the day it is taken down, later it is gone; no message leads to it."""
    posted = Act(
        kind=ActKind.POSTED,
        item="2026-11-a",
        revision=0,
        channel=NAME,
        at=MONDAY,
        actor="mesin",
        url=UP,
        remote_id="17841",
    )

    def down(hours: int) -> list[Promise]:
        plan = make_plan(
            [],
            [posted],
            MONDAY + timedelta(hours=hours),
            channels=channels(CHANNEL),
            networks=networks(),
            credentials={NAME},
            is_over=lambda run: True,
            withdrawn={"2026-11-a"},
        )
        return [one.promise for one in plan.takedowns if one.direct]

    assert (down(23), down(25)) == ([posted.promise], [])
    content = Content(channels=channels(CHANNEL))
    assert permalinks(item("2026-11-a"), [posted], content) == []
