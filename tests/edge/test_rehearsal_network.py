"""The rehearsal network keeps what it got, shows it, and is as strict as a real one."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.core.model import WITA
from pipeline.core.wire import NoAnswer, Request
from pipeline.edge.http import sender
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.edge.settings import Secret

SECRET = Secret("kunci-gladi")
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 20).decode()
PICTURE = {"name": "01.png", "mime": "image/png", "alt": "Bagan <alur>", "content": PNG}
POST = {"text": "Baca & pahami <b>ini</b>: https://a.example/1/", "link": "https://a.example/1/"}


@pytest.fixture
def network(tmp_path: Path) -> Iterator[RehearsalNetwork]:
    at = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)
    with RehearsalNetwork(tmp_path, SECRET, clock=lambda: at) as network:
        yield network


def call(network: RehearsalNetwork, path: str, sent: object, secret: Secret = SECRET) -> Any:
    response = sender(network.url, secret)(Request(method="POST", path=path, json=sent))
    return response.status, json.loads(response.body)


def page(network: RehearsalNetwork, path: str) -> tuple[int, str]:
    response = sender(network.url, None)(Request(method="GET", path=path))
    return response.status, response.body.decode()


REFUSED = [
    ("/api/gambar", PICTURE | {"alt": " "}, "gambar tanpa teks alternatif"),
    (
        "/api/gambar",
        PICTURE | {"alt": "x" * 1501},
        "teks alternatif 1501 karakter, paling banyak 1500",
    ),
    ("/api/gambar", PICTURE | {"mime": "image/svg+xml"}, "gambar bukan JPEG atau PNG"),
    ("/api/gambar", PICTURE | {"mime": "image/jpeg"}, "gambar bukan JPEG atau PNG"),
    ("/api/gambar", PICTURE | {"content": "@@"}, "gambar rusak di jalan"),
    ("/api/kiriman", POST | {"text": ""}, "teks 0 karakter; paling sedikit 1, paling banyak 1000"),
    ("/api/kiriman", POST | {"pictures": ["9"]}, "gambar nomor 9 belum dikirim"),
    ("/api/kiriman", POST | {"pictures": ["1"] * 11}, "paling banyak 10 gambar"),
]


@pytest.mark.parametrize(("path", "sent", "why"), REFUSED)
def test_wrong_things_are_refused(
    network: RehearsalNetwork, path: str, sent: dict[str, object], why: str
) -> None:
    """As a real network would, and nothing is kept."""
    assert call(network, path, sent) == (422, {"error": why})
    assert network.arrivals == ()


def test_nothing_without_the_key(network: RehearsalNetwork) -> None:
    """A wrong credential is refused before anything is kept."""
    wrong = call(network, "/api/kiriman", POST, Secret("salah"))

    assert wrong == (401, {"error": "kunci akses salah"})
    assert network.arrivals == ()


def test_everything_is_kept_and_shown(network: RehearsalNetwork, tmp_path: Path) -> None:
    """On the server and, for afterwards, as a page beside its pictures; text is never markup."""
    _, picture = call(network, "/api/gambar", PICTURE)
    _, made = call(network, "/api/kiriman", POST | {"pictures": [picture["id"]]})
    still = (tmp_path / "index.html").read_text()
    file = network.arrivals[0].pictures[0].file

    assert made == {"id": "1", "url": f"{network.url}/kiriman/1"}
    assert page(network, "/") == (200, still)
    assert page(network, "/kiriman/1")[0] == 200 and page(network, "/kiriman/2")[0] == 404
    assert "Baca &amp; pahami &lt;b&gt;ini&lt;/b&gt;: <a href=" in still
    assert f'<img src="gambar/{file}" alt="Bagan &lt;alur&gt;">' in still
    assert "23-11-2026 pukul 08.00 Wita" in still
    assert (tmp_path / "gambar" / file).read_bytes() == base64.b64decode(PNG)
    assert page(network, "/gambar/../kiriman.json")[0] == 404


def test_one_answer_is_lost_on_purpose(network: RehearsalNetwork) -> None:
    """The act is carried out, the line goes dead; the next answer arrives again."""
    network.lose_next_answer()
    with pytest.raises(NoAnswer):
        call(network, "/api/kiriman", POST)

    assert len(network.arrivals) == 1
    assert call(network, "/api/kiriman", POST)[0] == 200


def test_what_arrived_survives_a_restart(network: RehearsalNetwork, tmp_path: Path) -> None:
    """Started again, it still has everything."""
    call(network, "/api/kiriman", POST)
    with RehearsalNetwork(tmp_path, SECRET) as again:
        assert again.arrivals == network.arrivals
