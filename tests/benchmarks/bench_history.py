"""How long the gate takes: python -m tests.benchmarks.bench_history [items]. Not in the suite.

History is read from nothing, again, and with one merge more; each told as wall clock and as time
of the processor, for the machine may be busy.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.edge.gate import read_approvals
from pipeline.edge.git import Repository
from tests.benchmarks.watch import Watch
from tests.worlds import CHIEF, EDITOR, PRODUCER, Someone, World

Page = Callable[[int, str], tuple[str, str]]


def lines_of(number: int, body: str) -> tuple[str, str]:
    """Path and text of one item; for the gate any text will do."""
    text = "\n".join([f"Baris {n} dari konten {number}." for n in range(60)] + [body])
    return f"content/konten/2026-11-konten-{number}/index.md", text


BEGAN, EACH = 1_795_400_000, 240  # seconds: when the first draft was written, and of one item


def merged(number: int) -> datetime:
    """When an item came to main."""
    return datetime.fromtimestamp(BEGAN + EACH * (number + 1), WITA)


def stream(items: int, base: str, page: Page = lines_of, first: int = 0) -> bytes:
    """Input for git fast-import: per item a draft, an edit, a hand-over and a merge."""
    out: list[str] = []
    clock, mark = BEGAN + EACH * first, 0
    main = base

    def commit(ref: str, by: Someone, message: str, parents: list[str], change: str) -> str:
        nonlocal mark, clock
        mark, clock = mark + 1, clock + EACH // 4
        who = f"{by.name} <{by.email}> {clock} +0800"
        out.append(f"commit {ref}\nmark :{mark}\nauthor {who}\ncommitter {who}\n")
        out.append(f"data {len(message.encode())}\n{message}\n")
        out.append("".join(f"{w} {p}\n" for w, p in zip(("from", "merge"), parents, strict=False)))
        out.append(change)
        return f":{mark}"

    def written(number: int, body: str) -> str:
        path, text = page(number, body)
        return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"

    for number in range(first, first + items):
        ref = f"refs/heads/konsep/{number}"
        out.append(f"reset {ref}\nfrom {main}\n\n")
        draft = commit(ref, PRODUCER, "konsep", [main], written(number, "satu"))
        edit = commit(ref, EDITOR, "suntingan", [draft], written(number, "dua"))
        named = "serah\n\nDisunting-oleh: Sari Sekretaris"
        handed = commit(ref, EDITOR, named, [edit], "")
        changed = written(number, "dua")
        main = commit("refs/heads/main", CHIEF, f"Gabungkan {number}", [main, handed], changed)
    return "".join(out).encode()


def main() -> None:
    """Build a history in one go, then time the passes and the export."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as scratch:
        world = World(Path(scratch) / "w")
        world.git("remote", "remove", "origin")  # what is here is main
        command = ["git", "fast-import", "--quiet", "--force"]
        feed = stream(items, world.base)
        subprocess.run(command, cwd=world.root, input=feed, check=True)
        repo = Repository(world.root)
        for what in ("history from nothing", "again"):
            watch = Watch()
            history = repo.history()
            watch.tell(what)
        feed = stream(1, world.git("rev-parse", "main"), first=items)
        subprocess.run(command, cwd=world.root, input=feed, check=True)
        watch = Watch()
        repo.history()
        watch.tell("with one merge more")
        kept = time.perf_counter()
        _, approvals = read_approvals(repo)
        judged = time.perf_counter()
        repo.export(approvals.approved, Path(scratch) / "out")
        first = time.perf_counter()
        repo.export(approvals.approved, Path(scratch) / "out")
        second = time.perf_counter()
    sys.stdout.write(
        f"{items} items, {sum(1 + len(c.side) for c in history)} commits, "
        f"{len(approvals.evidence)} approved, {len(approvals.held)} held\n"
        f"history as kept and judgement {judged - kept:.2f} s; "
        f"export {first - judged:.2f} s, again {second - first:.3f} s\n"
    )


if __name__ == "__main__":
    main()
