"""Speaks: what an HTTP answer to a posting call means. Shared by adapters; pure."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from pipeline.core.trouble import KEY_REFUSED, Trouble
from pipeline.core.wire import NoAnswer, Response
from pipeline.platforms.base import Refused

# Answers with which a server says that it did not do what was asked. Not here, because a proxy
# says them after handing the request on: 408, 409, 425, 499 and everything from 500 up.
REFUSALS = frozenset({400, 401, 403, 404, 405, 406, 410, 411, 413, 414, 415, 421, 422, 431, 451})
_SHOWN = 200


def answer(response: Response, label: str) -> object:
    """Return the JSON of a success; raise Refused or NoAnswer for everything else."""
    status = response.status
    if status in (401, 403):
        trouble = Trouble.KEY if status == 401 else Trouble.RIGHTS
        raise Refused(f"{label} {KEY_REFUSED} ({status}){_reason(response)}", trouble)
    if status == 429:
        wait = wait_seconds(response.headers)
        note = f"; coba lagi setelah {wait} detik" if wait else ""
        raise Refused(f"{label} meminta menunggu (429){note}", Trouble.HURRY, wait_seconds=wait)
    if status in REFUSALS:
        trouble = Trouble.PICTURE if status == 413 else Trouble.REFUSED  # 413: too many bytes
        raise Refused(f"{label} menolak ({status}){_reason(response)}", trouble)
    if not 200 <= status < 300:
        raise NoAnswer(f"{label} menjawab {status}")
    try:
        return json.loads(response.body)
    except ValueError:
        raise NoAnswer(f"{label} menjawab {status} dengan isi yang tidak terbaca") from None


def _reason(response: Response) -> str:
    """The network's own reason, shortened."""
    try:
        reply = json.loads(response.body)
    except ValueError:
        return ""
    said = reply if isinstance(reply, dict) else {}
    # Bluesky names the error and explains it beside; Telegram and X have words of their own.
    words = ("message", "error", "description", "detail")
    reason = next((said[word] for word in words if said.get(word)), None)
    return f": {' '.join(reason.split())[:_SHOWN]}" if isinstance(reason, str) and reason else ""


def wait_seconds(headers: Mapping[str, str]) -> int:
    """How long the network asks us to wait: Retry-After, else X-RateLimit-Reset; 0: unsaid."""
    lower = {key.lower(): value for key, value in headers.items()}
    if (after := lower.get("retry-after", "")).isdigit():
        return int(after)
    until = lower.get("x-ratelimit-reset") or lower.get("x-rate-limit-reset") or after
    try:
        # Measured by the server's own clock, so that ours may be wrong.
        waiting = _moment(until) - parsedate_to_datetime(lower["date"])
    except (KeyError, ValueError, TypeError):
        return 0
    return max(0, int(waiting.total_seconds()))


def _moment(text: str) -> datetime:
    if text.isdigit():  # X: seconds since 1970
        return datetime.fromtimestamp(int(text), UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
