"""Runs on any network that are killed between two acts; a process that forks each of them."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.core.wire import Request, Response
from pipeline.edge.http import sender
from pipeline.edge.settings import Secret, read_settings
from pipeline.platforms import PLATFORMS
from tests.platforms.posts import picture
from tests.stories.posting.desk import Desk, channel, channels, item
from tests.stories.posting.kill_child import Fuse, FusedLedger, in_a_process_of_its_own


def run(root: Path, network: str, account: str, key: str, server: str, name: str, at: str) -> None:
    """Post one item; be killed at the given point ("": never)."""
    fuse, settings = Fuse(at), read_settings()
    signing = PLATFORMS[network].SIGNING
    real = sender(server, Secret(key), signing=signing, account=account)

    def send(request: Request) -> Response:
        answer = fuse.around("call", lambda: real(request))
        assert isinstance(answer, Response)
        return answer

    office = Desk(
        root=root,
        channels=channels(replace(channel(network, base_url=server), monthly_dollars=500)),
        items=[item(name)],
        senders={network: send},
        now=datetime.now(WITA).replace(microsecond=0),
        run=settings.run,
        account=account,
        pictures=(picture(root),),
        is_over=settings.is_over,
    )
    office.post(FusedLedger(office.ledger(), fuse))  # type: ignore[arg-type]  # stands in for it


def main(shared: Sequence[str], jobs: Sequence[tuple[str, str, str]]) -> list[int]:
    """Carry out (clone, item, point) one after the other; return how each ended."""
    return [
        in_a_process_of_its_own(lambda job=job: run(Path(job[0]), *shared, job[1], job[2]))  # type: ignore[misc]  # bound now
        for job in jobs
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*json.loads(sys.stdin.read()))))
