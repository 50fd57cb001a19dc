"""Time of a round that posts one item to seven servers: `… -m tests.benchmarks.bench_posting`.

The ledger is a real Git with a real origin; each server is the tests' own, on this machine. A
second row lets every call take a third of a second, as over a line. Pictures are drawn before.
"""

import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.core.posting import ActKind, Post
from pipeline.core.wire import Request, Response, Send
from tests.mastodon_server import running
from tests.platforms.cases import CASES
from tests.platforms.posts import picture
from tests.stories.posting.desk import Desk, channel, channels, item, repository

NETWORKS = ("bluesky", "facebook", "instagram", "mastodon", "telegram", "threads", "x")


@dataclass
class Fixtures:
    """What a case asks pytest for."""

    mastodon_server: Any

    def getfixturevalue(self, name: str) -> Any:
        return getattr(self, name)


@dataclass(kw_only=True)
class Office(Desk):
    accounts: dict[str, str] = field(default_factory=dict)

    def posts(self) -> dict[str, Post]:
        return {
            key: replace(post, account=self.accounts[post.network])
            for key, post in super().posts().items()
        }


def slowed(send: Send, seconds: float) -> Send:
    def sent(request: Request) -> Response:
        time.sleep(seconds)
        return send(request)

    return sent


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as open_:
        folder = Path(scratch)
        fixtures: Any = Fixtures(open_.enter_context(running(folder)))
        servers = {
            name: open_.enter_context(CASES[name].open(fixtures, folder)) for name in NETWORKS
        }
        for number, (what, seconds) in enumerate((("on this machine", 0.0), ("0.3 s a call", 0.3))):
            office = Office(
                root=repository(folder / f"kantor-{number}", origin=folder / f"{number}.git"),
                channels=channels(
                    *(channel(name, base_url=servers[name].url) for name in NETWORKS)
                ),
                items=[item(f"2026-11-tujuh-{number}")],
                senders={
                    name: slowed(server.connect(server.url, 20), seconds)
                    for name, server in servers.items()
                },
                pictures=(picture(folder),),
                accounts={name: server.account for name, server in servers.items()},
            )
            begun = time.perf_counter()
            office.post()
            took = time.perf_counter() - begun
            done = sum(act.kind is ActKind.POSTED for act in office.acts())
            sys.stdout.write(f"{done} posts, {what:16} {took:6.2f} s\n")
            sys.stdout.write("".join(f"  {line}\n" for line in office.said if "http" not in line))


if __name__ == "__main__":
    main()
