"""Edge: networks that want a session: the credential opens it, and its own key signs the calls.

One session per sender, opened with its first call. Both keys stay on this side.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.core.wire import NoAnswer, NotSent, Request, Response, Send

if TYPE_CHECKING:
    from pipeline.edge.settings import Secret

_OPEN = "/xrpc/com.atproto.server.createSession"


def in_session(opened: "Callable[[Secret | None], Send]", account: str, password: "Secret") -> Send:
    """Return what an adapter calls; ``opened`` makes a sender that shows a key as a bearer's."""
    held: list[Send] = []

    def send(request: Request) -> Response:
        if not held:
            answer = _log_in(opened(None), account, password)
            if isinstance(answer, Response):
                return answer  # refused: the call was never made, and this is why
            held.append(opened(answer))
        return _silent(password, held[0](request))

    return send


def _log_in(send: Send, account: str, password: "Secret") -> "Secret | Response":
    """The session's key, or the network's refusal. Without an answer the call was not sent."""
    from pipeline.edge.settings import Secret

    asked = {"identifier": account, "password": password.reveal()}
    try:
        response = send(Request(method="POST", path=_OPEN, json=asked))
    except NoAnswer as trouble:
        raise NotSent(f"sesi tidak terbuka: {trouble}; tidak ada yang terkirim") from None
    if 400 <= response.status < 500:
        return _silent(password, response)
    try:
        key = json.loads(response.body)["accessJwt"]
    except (ValueError, KeyError, TypeError):
        key = None
    if response.status != 200 or not isinstance(key, str):
        raise NotSent(f"sesi tidak terbuka ({response.status}); tidak ada yang terkirim")
    return Secret(key)


def _silent(password: "Secret", response: Response) -> Response:
    """The reply without the password: the sender behind it knows the session's key alone."""
    from pipeline.edge.http import without

    return replace(response, body=without(password, response.body))
