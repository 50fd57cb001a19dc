"""The second deployment goes up under a commit Pages has not seen, and says when it cannot."""

import json

import pytest

from pipeline.core.findings import Blocked
from pipeline.core.wire import Request, Response
from pipeline.edge.pages_host import deploy_again

MAIN, LEDGER = "a" * 40, "b" * 40


class Pages:
    """Pages as its interface behaves: one deployment per commit, the first one is served."""

    def __init__(self, *known: str, ends: str = "succeed") -> None:
        self.states = dict.fromkeys(known, "succeed")
        self.served: list[object] = []
        self.ends = ends

    def __call__(self, request: Request) -> Response:
        if request.method == "POST":
            assert isinstance(request.json, dict) and request.json["oidc_token"] == "identity"
            version = request.json["pages_build_version"]
            if version not in self.states:
                self.served.append(request.json["artifact_id"])
            self.states[version] = "deployment_in_progress"
            return Response(status=200, body=json.dumps({"id": version}).encode())
        version = request.path.rsplit("/", 1)[1]
        if version not in self.states:
            return Response(status=404, body=b"{}")
        reply = Response(status=200, body=json.dumps({"status": self.states[version]}).encode())
        self.states[version] = self.ends
        return reply


def issuer(request: Request) -> Response:
    return Response(status=200, body=b'{"value": "identity"}')


def deploy(pages: Pages, *commits: str) -> str:
    return deploy_again(
        7,
        commits,
        repository="kantor/jdih",
        forge=pages,
        issuer=issuer,
        issuer_path="/token?audience=x",
        wait=lambda seconds: None,
    )


def test_ledger_names_the_second_deployment() -> None:
    """main is up already; the commit that the ledger gained is new to Pages, so it is served."""
    pages = Pages(MAIN)

    assert deploy(pages, MAIN, LEDGER) == LEDGER
    assert pages.served == [7]


def test_nothing_new_is_not_deployed() -> None:
    """A page made from commits that are up is up: nothing is sent."""
    pages = Pages(MAIN, LEDGER)

    assert deploy(pages, MAIN, LEDGER) == ""
    assert pages.served == []


def test_failed_deployment_is_told() -> None:
    """A deployment that Pages gives up is the operator's trouble, with what to do."""
    with pytest.raises(Blocked) as trouble:
        deploy(Pages(MAIN, ends="deployment_failed"), MAIN, LEDGER)

    assert str(trouble.value) == (
        "GitHub Pages tidak memasang halaman (deployment_failed) (versi bbbbbbbbbbbb) "
        "jalankan ulang alur kerja Terbit; yang sudah terunggah tidak diunggah lagi"
    )


def test_refusal_does_not_repeat_the_reply() -> None:
    """What GitHub wrote could hold anything; only the status is told."""

    def refusing(request: Request) -> Response:
        return Response(status=403, body=b"secret words")

    with pytest.raises(Blocked) as trouble:
        deploy_again(
            7,
            (LEDGER,),
            repository="kantor/jdih",
            forge=refusing,
            issuer=issuer,
            issuer_path="/token",
            wait=lambda seconds: None,
        )

    assert "secret" not in str(trouble.value)
    assert trouble.value.what == "GitHub menolak permintaan keadaan halaman (HTTP 403)"
