"""The stand-in of GitHub answers in GitHub's own shapes."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.forge_replies import document
from tests.forge_server import ROUTES, ForgeServer, running
from tests.worlds import PAGE, World


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ForgeServer]:
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    other = world.propose({PAGE: "dua"})
    for name in ("main", branch, other):
        world.send(name)
    with running(world.origin, lambda: world.now) as made:
        office = made.office
        for login in ("ketua", "putra", "sari"):
            office.account(login, login)
        office.open_pull("putra", branch)
        office.ready("putra", 1)
        office.review("sari", 1, "APPROVE")
        office.merge("ketua", 1)
        office.open_pull("putra", other)
        office.open_issue("ketua", "Disposisi", "isi", ["disposisi"])
        made.forge("sari").comment(3, "komentar")
        place = {"id": 1, "name": "medsos"}
        office.approvals[5] = [
            {"environments": [place], "state": "approved", "user": "ketua", "comment": ""}
        ]
        yield made


def ask(server: ForgeServer, path: str) -> Any:
    token = server.token("ketua")
    request = urllib.request.Request(
        server.url + path, headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


SHAPES = [
    ("/user", "user"),
    ("/repos/kpu/jdih", "repo"),
    ("/repos/kpu/jdih/pulls?state=all", "pull-simple"),
    ("/repos/kpu/jdih/pulls/1", "pull"),
    ("/repos/kpu/jdih/pulls/2", "pull"),
    ("/repos/kpu/jdih/pulls/1/reviews", "review"),
    ("/repos/kpu/jdih/pulls/1/files", "file"),
    ("/repos/kpu/jdih/commits/{merge}/pulls", "pull-simple"),
    ("/repos/kpu/jdih/commits/{merge}", "commit"),
    ("/repos/kpu/jdih/issues?state=all", "issue"),
    ("/repos/kpu/jdih/issues/3", "issue"),
    ("/repos/kpu/jdih/issues/3/comments", "comment"),
    ("/repos/kpu/jdih/issues/1/timeline", "ready"),
    ("/repos/kpu/jdih/actions/runs/5/approvals", "approval"),
]


@pytest.mark.parametrize(("path", "kind"), SHAPES, ids=[path for path, _ in SHAPES])
def test_replies_have_githubs_shape(server: ForgeServer, path: str, kind: str) -> None:
    """Each reply, and each element of a list, fits the description that GitHub publishes."""
    found = ask(server, path.replace("{merge}", server.office.pulls[1].merge_sha))
    every = found if isinstance(found, list) else [found]

    assert every
    for one in every:
        jsonschema.validate(one, document(kind))


def test_shape_bites() -> None:
    """A reply without one of GitHub's fields is noticed."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"login": "ketua"}, document("user"))


def test_every_call_asks_for_a_right() -> None:
    """No route is open to a token that has none."""
    import tests.forge_routes  # noqa: F401  # registers the routes

    assert all(area for _, _, area, _, _ in ROUTES) and len(ROUTES) > 20
