"""Facebook, Instagram and Threads: what the public sees, and what Meta refuses beforehand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from pipeline.core.posting import Post, PostPicture
from pipeline.core.wire import NoAnswer, NotSent, Request, Response, Send
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from pipeline.platforms import PLATFORMS, facebook, graph, instagram, threads
from pipeline.platforms.base import Refused, Sent
from pipeline.platforms.limits import GRAPH
from tests.networks.graph import NAME, PAGE, PAGE_KEY, THREADS_KEY, GraphStub
from tests.platforms.posts import picture, post

KEYS = {"facebook": PAGE_KEY, "instagram": PAGE_KEY, "threads": THREADS_KEY}
CONTAINERS = ("instagram", "threads")
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStub]:
    monkeypatch.setattr(graph, "POLL_SECONDS", (0, 0, 0))
    with GraphStub(tmp_path) as server:
        yield server


def send_to(server: GraphStub, network: str) -> Send:
    return sender(server.url, Secret(KEYS[network]))


def three(folder: Path) -> tuple[PostPicture, ...]:
    return tuple(picture(folder, f"0{n}.jpg", f"Gambar {n} & alt") for n in (1, 2, 3))


def publish(server: GraphStub, one: Post) -> Sent:
    platform, send = PLATFORMS[one.network], send_to(server, one.network)
    return platform.publish(one, platform.prepare(one, send), send, idempotency_key="k")


@pytest.mark.parametrize("network", KEYS)
def test_several_pictures_are_one_post(server: GraphStub, tmp_path: Path, network: str) -> None:
    """In order, each with its alt text, under one text."""
    one = post("2026-11-banyak", network=network, pictures=three(tmp_path))
    sent = publish(server, one)

    (public,) = server.posts[network]
    assert (public.id, public.text) == (sent.remote_id, one.text)
    assert public.pictures == [shown.alt for shown in one.pictures]
    assert PLATFORMS[network].owns(sent.url) and PLATFORMS[network].clean(sent.url) == sent.url


@pytest.mark.parametrize("network", KEYS)
def test_look_up_tells_a_correction_from_its_original(
    server: GraphStub, tmp_path: Path, network: str
) -> None:
    """Both carry the same link: the known, the older, and a longer address are not taken for it."""
    send, platform = send_to(server, network), PLATFORMS[network]
    longer = post("2026-11-a/lanjutan", network=network, pictures=three(tmp_path))
    publish(server, longer)
    one = post("2026-11-a", network=network, pictures=three(tmp_path))
    assert platform.find(one, send, since=BEFORE, known=()) is None
    sent = publish(server, one)

    assert platform.find(one, send, since=BEFORE, known=()) == sent
    assert platform.find(one, send, since=BEFORE, known={sent.url}) is None
    later = datetime.now(UTC) + timedelta(hours=1)
    assert platform.find(one, send, since=later, known=()) is None


@pytest.mark.parametrize("network", KEYS)
def test_look_up_allows_for_a_fast_clock(server: GraphStub, tmp_path: Path, network: str) -> None:
    """Our clock is a minute before Meta's: what was just posted is older than our claim."""
    one = post("2026-11-jam", network=network, pictures=three(tmp_path))
    sent, claimed = publish(server, one), datetime.now(UTC) + timedelta(minutes=1)

    found = PLATFORMS[network].find(one, send_to(server, network), since=claimed, known=())
    assert found == sent


@pytest.mark.parametrize("network", KEYS)
def test_look_up_turns_pages(server: GraphStub, tmp_path: Path, network: str) -> None:
    """A post is found behind a hundred later ones."""
    one = post("2026-11-lama", network=network, pictures=three(tmp_path))
    sent = publish(server, one)
    server.posts[network] += [
        replace(server.posts[network][0], id=f"{PAGE}_{n}", text="lain") for n in range(120)
    ]

    found = PLATFORMS[network].find(one, send_to(server, network), since=BEFORE, known=())
    assert found == sent


@pytest.mark.parametrize("network", KEYS)
def test_the_doctor_is_told_the_account(server: GraphStub, network: str) -> None:
    """The Page, its account on Instagram, the account on Threads."""
    told = PLATFORMS[network].whoami(NAME, send_to(server, network))

    assert (told.account, told.may_post) == (NAME, True)


@pytest.mark.parametrize(
    ("network", "lost"),
    [
        ("facebook", "pages_manage_posts"),
        ("instagram", "instagram_manage_contents"),
        ("instagram-cerita", "instagram_content_publish"),
        ("threads", "threads_delete"),
    ],
)
def test_a_right_that_the_key_has_not_is_named(server: GraphStub, network: str, lost: str) -> None:
    """Also what only a withdrawal needs; until when the key lives stands beside it."""
    key = THREADS_KEY if network == "threads" else PAGE_KEY
    send = sender(server.url, Secret(key))
    whole = PLATFORMS[network].whoami(NAME, send)
    server.scopes[key].remove(lost)
    told = PLATFORMS[network].whoami(NAME, send)
    server.tells = False
    hidden = PLATFORMS[network].whoami(NAME, send)

    assert lost in (whole.rights or ()) and whole.missing == ()
    assert told.missing == (lost,) and lost not in (told.rights or ())
    assert told.expires == (date(2026, 12, 23) if network == "threads" else None)
    assert (hidden.rights, hidden.lives) == (None, 60 if network == "threads" else 0)


def test_a_key_that_is_asked_about_is_in_no_message(server: GraphStub) -> None:
    """It stands in the address of that call, and nowhere else."""
    nobody = sender("http://127.0.0.1:9", Secret(PAGE_KEY))
    request = Request(method="GET", path=f"/{GRAPH}/debug_token", shows_key="input_token")

    with pytest.raises(NotSent) as trouble:
        nobody(request)
    assert PAGE_KEY not in repr(trouble.value) and trouble.value.__cause__ is None
    assert PAGE_KEY not in repr(request)


def test_a_page_without_a_name_goes_by_its_number(server: GraphStub) -> None:
    """Then kanal.yml has the number, and the key must speak for that very Page."""
    assert facebook.whoami(PAGE, send_to(server, "facebook")).account == PAGE


def test_words_alone_bring_the_pages_link_card(server: GraphStub) -> None:
    """Facebook draws the card of the link; Threads takes words; Instagram takes none."""
    publish(server, post("2026-11-kata", network="facebook"))
    publish(server, post("2026-11-kata", network="threads"))

    assert server.posts["facebook"][0].link == "https://jdih.example/konten/2026-11-kata/"
    assert len(server.posts["threads"]) == 1
    with pytest.raises(Refused, match="Instagram tidak menerima unggahan tanpa gambar"):
        publish(server, post("2026-11-kata", network="instagram"))


def test_pictures_uploaded_to_facebook_are_unseen(server: GraphStub, tmp_path: Path) -> None:
    """A run that dies after the uploads has published nothing."""
    one = post("2026-11-a", network="facebook", pictures=three(tmp_path))
    facebook.prepare(one, send_to(server, "facebook"))

    assert server.posts["facebook"] == []


@pytest.mark.parametrize(
    ("size", "kind", "url", "says"),
    [
        ((1080, 1350), "PNG", "", r"\(36001/2207005\): The image format is not supported"),
        ((1080, 1920), "JPEG", "", r"\(36003/2207009\): The submitted image is outside"),
        ((1080, 1350), "JPEG", "https://jdih.example/belum-ada.jpg", r"\(9004/2207052\)"),
    ],
)
def test_instagram_refuses_before_anything_is_public(
    server: GraphStub, tmp_path: Path, size: tuple[int, int], kind: str, url: str, says: str
) -> None:
    """PNG, another shape than 4:5 to 1.91:1, a picture that our page does not show yet."""
    shown = picture(tmp_path)
    Image.new("RGB", size).save(shown.path, kind)
    one = post("2026-11-a", network="instagram", pictures=(replace(shown, url=url or shown.url),))

    with pytest.raises(Refused, match=says):
        instagram.prepare(one, send_to(server, "instagram"))
    assert server.containers == {}


@pytest.mark.parametrize("network", CONTAINERS)
def test_a_caption_of_the_limit_fits_and_one_more_does_not(
    server: GraphStub, tmp_path: Path, network: str
) -> None:
    """What our table says, the network says."""
    platform = PLATFORMS[network]
    one = post("2026-11-a", network=network, pictures=(picture(tmp_path),))
    fits = replace(one, text="x" * platform.LIMITS.text)

    assert platform.prepare(fits, send_to(server, network))
    with pytest.raises(Refused, match="too long|at most 500"):
        platform.prepare(replace(one, text=fits.text + "x"), send_to(server, network))


@pytest.mark.parametrize("network", CONTAINERS)
def test_pictures_in_the_works_are_waited_for(
    server: GraphStub, tmp_path: Path, network: str
) -> None:
    """Meta says IN_PROGRESS until it has fetched them; for too long is a refusal, not a doubt."""
    one = post("2026-11-a", network=network, pictures=three(tmp_path))
    server.polls = 2
    publish(server, one)
    server.polls = 9

    assert len(server.posts[network]) == 1
    with pytest.raises(Refused, match="belum selesai mengolah gambarnya"):
        publish(server, one)


@pytest.mark.parametrize("network", CONTAINERS)
@pytest.mark.parametrize(
    ("state", "error"), [("PUBLISHED", NoAnswer), ("EXPIRED", Refused), ("ERROR", Refused)]
)
def test_only_an_unpublished_container_is_published(
    server: GraphStub, tmp_path: Path, network: str, state: str, error: type[Exception]
) -> None:
    """Published already is a doubt that the next look-up ends; expired was never public."""
    platform, send = PLATFORMS[network], send_to(server, network)
    one = post("2026-11-a", network=network, pictures=(picture(tmp_path),))
    media = platform.prepare(one, send)
    server.containers[media[-1]].state = state

    with pytest.raises(error, match="sudah menerbitkan" if error is NoAnswer else state):
        platform.publish(one, media, send, idempotency_key="k")
    assert server.posts[network] == []


@pytest.mark.parametrize("network", CONTAINERS)
@pytest.mark.parametrize("trouble", ["refused", "not sent"])
def test_a_permalink_that_cannot_be_read_is_no_refusal(
    server: GraphStub, tmp_path: Path, network: str, trouble: str
) -> None:
    """The post is public by then. Seen with Instagram in 2026: code 100/33 for a fresh post."""
    send, platform = send_to(server, network), PLATFORMS[network]

    def spoilt(request: Request) -> Response:
        if "permalink" not in request.path:
            return send(request)
        if trouble == "not sent":
            raise NotSent("tidak terhubung")
        error = b'{"error": {"message": "Unsupported get request", "code": 100}}'
        return Response(status=400, body=error)

    one = post("2026-11-a", network=network, pictures=(picture(tmp_path),))
    with pytest.raises(NoAnswer, match="sudah diterbitkan, tetapi alamatnya belum terbaca"):
        platform.publish(one, platform.prepare(one, send), spoilt, idempotency_key="k")
    assert len(server.posts[network]) == 1


def test_a_page_without_instagram_says_so(server: GraphStub) -> None:
    """The key is right, the accounts are not linked: the whole channel waits for a person."""
    server.linked = False

    with pytest.raises(Refused, match="Instagram belum dihubungkan") as refused:
        instagram.whoami(NAME, send_to(server, "instagram"))
    assert refused.value.whole_channel


@pytest.mark.parametrize(
    "body",
    [
        b'{"error":{"code":1,"message":"An unknown error occurred"}}',
        b'{"error":{"code":506,"message":"x","is_transient":true}}',
    ],
)
def test_an_error_of_the_service_is_no_refusal(body: bytes) -> None:
    """Codes 1 and 2, and whatever is called transient: the post may have been made."""
    with pytest.raises(NoAnswer, match="Facebook terganggu"):
        facebook.publish(
            post("2026-11-a", network="facebook"),
            (),
            lambda request: Response(status=400, body=body),
            idempotency_key="k",
        )


def test_permalinks_are_read_from_the_reply() -> None:
    """Facebook's follows from the number, the others are told."""
    assert facebook.permalink({"id": "12_34"}) == Sent(
        url="https://www.facebook.com/12/posts/34", remote_id="12_34"
    )
    told = {"id": "5", "permalink": "https://www.threads.com/@jdih/post/Dx/"}
    assert threads.owns(graph.permalink(told, "Threads").url)
    for reply in ({}, [], None, {"id": "12"}, {"id": "12_x"}, {"id": 5, "permalink": "x"}):
        with pytest.raises(NoAnswer, match="menjawab tanpa"):
            facebook.permalink(reply)
        with pytest.raises(NoAnswer, match="menjawab tanpa"):
            graph.permalink(reply, "Threads")
