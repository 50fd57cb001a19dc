"""The HTTP edge tells what was certainly not sent from what may have been carried out."""

import pickle
import re
import socket
import threading
import tomllib
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.core.wire import NoAnswer, NotSent, Request, Upload
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret, Settings, read_settings

SECRET = "rahasia-sekali-123"


@contextmanager
def line(reply: bytes | None) -> Iterator[tuple[str, list[bytes]]]:
    """A server that takes one request, says these bytes (None: nothing) and hangs up."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(5)
                head = b""
                while b"\r\n\r\n" not in head:
                    head += connection.recv(65_536)
                length = re.search(rb"Content-Length: (\d+)", head)
                while length and len(head.partition(b"\r\n\r\n")[2]) < int(length[1]):
                    head += connection.recv(65_536)
                heard.append(head)
                if reply is not None:
                    connection.sendall(reply)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", heard
        thread.join()


def test_form_and_files_and_bearer_arrive() -> None:
    """Fields, a file with its name, and the credential that only the edge adds."""
    request = Request(
        method="POST",
        path="/api/v2/media",
        form=(("description", "alt — teks"),),
        uploads=(("file", Upload(name="01.jpg", content=b"\xff\xd8", mime="image/jpeg")),),
    )
    with line(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}") as (url, heard):
        response = sender(url, Secret(SECRET))(request)

    assert (response.status, response.body) == (200, b"{}")
    assert b"Authorization: Bearer rahasia-sekali-123" in heard[0]
    assert b'filename="01.jpg"' in heard[0] and "alt — teks".encode() in heard[0]


def test_redirects_are_answers() -> None:
    """A redirect is handed back, never followed: the credential goes to one host only."""
    moved = b"HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"
    with line(moved) as (url, _):
        response = sender(url, Secret(SECRET))(Request(method="POST", path="/", form=(("a", "b"),)))

    assert response.status == 307


BROKEN = [
    None,
    b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{",
    b"apa ini\r\n\r\n",
]


@pytest.mark.parametrize("reply", BROKEN)
def test_half_answers_are_no_answer(reply: bytes | None) -> None:
    """Hung up, cut short, broken: the request may have been carried out."""
    with (
        line(reply) as (url, _),
        pytest.raises(NoAnswer, match=r"^127\.0\.0\.1:\d+ tidak memberi jawaban yang utuh"),
    ):
        sender(url, Secret(SECRET))(Request(method="POST", path="/", form=(("a", "b"),)))


def test_a_silent_server_is_no_answer() -> None:
    """Read time-out: the request may have been carried out."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        send = sender(
            f"http://127.0.0.1:{listening.getsockname()[1]}", Secret(SECRET), read_seconds=0.2
        )

        with pytest.raises(NoAnswer, match="terlalu lama"):
            send(Request(method="POST", path="/", form=(("a", "b"),)))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_refused_connection_is_not_sent(method: str) -> None:
    """Nobody listens: certainly nothing was sent."""
    form = (("a", "b"),) if method == "POST" else ()

    with pytest.raises(NotSent, match="tidak terhubung: situsnya tidak menerima sambungan"):
        sender("http://127.0.0.1:9", Secret(SECRET))(Request(method=method, path="/", form=form))


def test_failed_tls_is_not_sent() -> None:
    """A server that does not speak TLS never gets the body."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        send = sender(f"https://127.0.0.1:{listening.getsockname()[1]}", Secret(SECRET))

        with pytest.raises(NotSent, match="sambungan amannya gagal"):
            send(Request(method="POST", path="/", form=(("a", "b"),)))
        thread.join()


def test_no_secret_in_any_exception() -> None:
    """Neither the message nor the chain nor the printed traceback holds the credential."""
    with line(None) as (url, _), pytest.raises(NoAnswer) as caught:
        sender(url, Secret(SECRET))(Request(method="POST", path="/", form=(("a", "b"),)))
    printed = "".join(traceback.format_exception(caught.value))

    assert SECRET not in printed
    assert caught.value.__cause__ is None and caught.value.__context__ is None


@pytest.mark.parametrize("broken", [f"{SECRET}\nX-Lain: 1", f"{SECRET}—"])
def test_a_credential_that_fits_no_header_is_not_shown(broken: str) -> None:
    """A pasted line end or dash: not sent, and the complaint does not quote it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        send = sender(f"http://127.0.0.1:{listening.getsockname()[1]}", Secret(broken))
        with pytest.raises(NotSent) as caught:
            send(Request(method="POST", path="/", form=(("a", "b"),)))

    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("url", ["http://sosial.example", "ftp://127.0.0.1", "sosial.example"])
def test_plain_http_only_to_this_machine(url: str) -> None:
    """A credential never travels in the clear."""
    with pytest.raises(Blocked, match="alamat layanan harus diawali https://"):
        sender(url, Secret(SECRET))


def test_a_secret_hides() -> None:
    """No repr, no str, no format, no pickle; comparing shows nothing either."""
    secret = Secret(SECRET)

    assert (repr(secret), str(secret), f"{secret}") == ("Secret(…)",) * 3
    with pytest.raises(TypeError, match="a secret is not written anywhere"):
        pickle.dumps(secret)
    assert secret.reveal() == SECRET


def test_settings_in_ci() -> None:
    """Tokens by channel, the run's address, the summary; nothing shows a token."""
    settings = read_settings(
        {
            "GITHUB_ACTIONS": "true",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "kpu/redaksi",
            "GITHUB_RUN_ID": "42",
            "GITHUB_RUN_ATTEMPT": "2",
            "GITHUB_STEP_SUMMARY": "/tmp/ringkasan.md",
            "REDAKSI_TOKEN_MASTODON_KPU": f" {SECRET}\n",
            "REDAKSI_TOKEN_X": "",
        }
    )
    token = settings.token("mastodon-kpu")

    assert settings.run == "https://github.com/kpu/redaksi/actions/runs/42/attempts/2"
    assert settings.in_ci and str(settings.summary) == "/tmp/ringkasan.md"
    assert token is not None and token.reveal() == SECRET
    assert settings.token("x") is None and settings.token("facebook") is None
    assert SECRET not in repr(settings)


def test_only_a_run_that_certainly_ended_is_over() -> None:
    """Same queue: over. Same machine, process gone: over. Anything else may still be calling."""
    here = read_settings({})
    ci = read_settings({"GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "kpu/redaksi"})
    machine = here.run.rpartition("/")[0]

    assert _over(here, here.run) and _over(here, f"{machine}/99999999")
    assert not _over(here, f"{machine}/1")
    assert not _over(here, "lokal:00000000/77")
    assert not _over(here, "") and not _over(here, "https://github.com/kpu/redaksi/actions/runs/1")
    assert _over(ci, "https://github.com/kpu/redaksi/actions/runs/1/attempts/1")
    assert not _over(ci, "https://github.com/lain/redaksi/actions/runs/1") and not _over(ci, "x")


def test_version_is_the_packages() -> None:
    """The tool names the version of pyproject.toml, installed or not."""
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    stated = tomllib.loads(text)["project"]["version"]

    assert read_settings({}).tool == f"redaksi-jdih {stated}"


def _over(settings: Settings, run: str) -> bool:
    return settings.is_over(run)
