"""A second opinion on our Graph: Meta's own SDK posts to it, and knows the names we send.

The SDK is in the tests alone: 58 MB, and it shows the key in the address of every call.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from facebook_business.adobjects.iguser import IGUser
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.pagepost import PagePost
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from pipeline.core.wire import Request, Response
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret
from pipeline.platforms import PLATFORMS, facebook, instagram
from tests.networks.graph import ACCOUNT, GRAPH, PAGE, PAGE_KEY, GraphStub
from tests.platforms.posts import picture, post

LINK = "https://jdih.example/konten/2026-11-a/"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GraphStub]:
    with GraphStub(tmp_path) as server:
        yield server


@pytest.fixture
def api(server: GraphStub, monkeypatch: pytest.MonkeyPatch) -> FacebookAdsApi:
    monkeypatch.setattr(FacebookSession, "GRAPH", server.url)
    return FacebookAdsApi(FacebookSession(access_token=PAGE_KEY), api_version=GRAPH)


def uploaded(api: FacebookAdsApi, path: str) -> str:
    words = {"published": False, "alt_text_custom": "Gedung"}
    with Path(path).open("rb") as file:
        answer = api.call("POST", (PAGE, "photos"), params=words, files={"source": file})
    return str(answer.json()["id"])


@pytest.mark.parametrize("many", [0, 1, 3], ids=["tautan", "foto", "beberapa foto"])
def test_the_sdk_posts_to_the_page(
    server: GraphStub, api: FacebookAdsApi, tmp_path: Path, many: int
) -> None:
    """A link, a photo, several; then the SDK reads it, lists it, and takes it down."""
    photos = [uploaded(api, picture(tmp_path, f"0{n}.jpg").path) for n in range(many)]
    shown = {"attached_media": [{"media_fbid": one} for one in photos]} if photos else {}
    words = {"message": f"Baca: {LINK}", **(shown or {"link": LINK})}
    made = Page(PAGE, api=api).create_feed(params=words)
    (public,) = server.posts["facebook"]
    listed = Page(PAGE, api=api).get_published_posts(fields=["id", "message"])

    assert (public.id, public.pictures) == (made["id"], ["Gedung"] * many)
    assert public.link == ("" if many else LINK)
    assert [one["message"] for one in listed] == [public.text]
    PagePost(made["id"], api=api).api_delete()
    assert server.posts["facebook"] == []


@pytest.mark.parametrize("many", [1, 3], ids=["gambar", "carousel"])
def test_the_sdk_posts_to_instagram(
    server: GraphStub, api: FacebookAdsApi, tmp_path: Path, many: int
) -> None:
    """Containers, then the one call that publishes."""
    account = IGUser(ACCOUNT, api=api)
    shown = [
        {"image_url": picture(tmp_path, f"0{n}.jpg").url, "alt_text": "Gedung"} for n in range(many)
    ]
    if many == 1:
        whole = account.create_media(params={**shown[0], "caption": f"Baca: {LINK}"})
    else:
        parts = [
            account.create_media(params={**one, "is_carousel_item": True})["id"] for one in shown
        ]
        album = {"media_type": "CAROUSEL", "children": parts}
        whole = account.create_media(params={**album, "caption": f"Baca: {LINK}"})
    made = account.create_media_publish(params={"creation_id": whole["id"]})
    (public,) = server.posts["instagram"]

    assert (public.id, public.pictures) == (made["id"], ["Gedung"] * many)
    assert server.held("instagram", LINK) == 1


def test_the_sdk_posts_a_story(server: GraphStub, api: FacebookAdsApi, tmp_path: Path) -> None:
    """One picture and nothing else; listed among the stories, not on the profile."""
    account = IGUser(ACCOUNT, api=api)
    words = {"media_type": "STORIES", "image_url": picture(tmp_path).url}
    made = account.create_media_publish(
        params={"creation_id": account.create_media(params=words)["id"]}
    )

    assert [one["id"] for one in account.get_stories(fields=["id"])] == [made["id"]]
    assert list(account.get_media(fields=["id"])) == []


def test_the_sdk_is_told_of_the_key_what_we_are_told(
    server: GraphStub, api: FacebookAdsApi
) -> None:
    """`/debug_token`, asked as Meta's reference shows it."""
    answer = api.call("GET", ("debug_token",), params={"input_token": PAGE_KEY})
    key = answer.json()["data"]

    assert (key["is_valid"], key["expires_at"]) == (True, 0)
    assert set(facebook._RIGHTS) | set(instagram._RIGHTS) <= set(key["scopes"])


def test_the_sdk_understands_our_refusals(server: GraphStub, monkeypatch: Any) -> None:
    """A dead key is told with the codes that the SDK reads."""
    monkeypatch.setattr(FacebookSession, "GRAPH", server.url)
    dead = FacebookAdsApi(FacebookSession(access_token="lama"), api_version=GRAPH)

    with pytest.raises(FacebookRequestError) as refused:
        Page(PAGE, api=dead).create_feed(params={"message": "Lama."})
    assert (refused.value.api_error_code(), refused.value.api_error_subcode()) == (190, 463)


@pytest.mark.parametrize("network", ["facebook", "instagram", "instagram-cerita"])
def test_the_sdk_knows_every_name_we_send(
    server: GraphStub, api: FacebookAdsApi, tmp_path: Path, network: str
) -> None:
    """What our adapters put into a form is what the SDK lists for that very call."""
    page, account = Page(PAGE, api=api), IGUser(ACCOUNT, api=api)
    known = {
        "me/photos": page.create_photo(pending=True),
        "me/feed": page.create_feed(pending=True),
        f"{ACCOUNT}/media": account.create_media(pending=True),
        f"{ACCOUNT}/media_publish": account.create_media_publish(pending=True),
    }
    real, sent = sender(server.url, Secret(PAGE_KEY)), dict[str, set[str]]()

    def send(request: Request) -> Response:
        if request.method == "POST":
            names = sent.setdefault(request.path.removeprefix(f"/{GRAPH}/"), set())
            names.update(name for name, _ in request.form)
        return real(request)

    platform = PLATFORMS[network]
    for many in (1,) if platform.STORY else (1, 3):
        pictures = tuple(picture(tmp_path, f"0{n}.jpg") for n in range(many))
        one = post("2026-11-a", network=network, pictures=pictures)
        platform.publish(one, platform.prepare(one, send), send, idempotency_key="k")

    assert len(sent) == 2
    for path, names in sent.items():
        unknown = {name for name in names if not known[path]._param_checker.is_valid_key(name)}
        assert unknown == set(), path
