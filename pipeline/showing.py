"""Showing: asks the public page for everything a post will point at, before it may go out.

The page is put up by another job, and copies of it live for minutes in other places: a post whose
page is not there yet waits a little, then for the next run.
"""

import time
from collections.abc import Callable
from threading import Lock
from urllib.parse import urlsplit

from pipeline.core.posting import Post
from pipeline.core.public import PublicFile, unseen
from pipeline.core.wire import NoAnswer, NotSent, Request
from pipeline.edge.http import sender

PAUSES = (5.0, 20.0, 60.0)  # in one run, for all its posts together


def public_view(pauses: tuple[float, ...] = PAUSES) -> Callable[[Post], str]:
    """What tells of a post which file is not public, and why; "" when all are."""
    patience = iter(pauses)
    seen: dict[PublicFile, str] = {}
    asking = Lock()  # channels wait for the same page: it is asked for once

    def look(file: PublicFile) -> str:
        while (why := _ask(file)) and (pause := next(patience, None)) is not None:
            time.sleep(pause)
        return why

    def of(post: Post) -> str:
        for file in post.public:
            with asking:
                if file not in seen:
                    seen[file] = look(file)
            if seen[file]:
                return f"{file.url} belum tampil untuk umum ({seen[file]})"
        return ""

    return of


def _ask(file: PublicFile) -> str:
    parts = urlsplit(file.url)
    try:
        send = sender(f"{parts.scheme}://{parts.netloc}", None)
        return unseen(file, send(Request(method="GET", path=parts.path)))
    except (NotSent, NoAnswer) as trouble:
        return str(trouble)
