"""`redaksi run` that dies at one point: a process that forks each run (posting/kill_child.py)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import requests

from pipeline import cli
from pipeline.edge.git import Repository
from tests.stories.posting.kill_child import Fuse, in_a_process_of_its_own


def wire(fuse: Fuse) -> None:
    """Put the fuse around every act that is seen from outside: Git pushes, HTTP, files, MkDocs."""
    git, send = Repository.try_run, requests.Session.send
    replace, run = os.replace, subprocess.run

    def around(what: str, act: Callable[..., object]) -> Callable[..., object]:
        return lambda *words, **more: fuse.around(what, lambda: act(*words, **more))

    def only_pushes(self: Repository, *words: str, **more: object) -> object:
        if words[0] != "push":
            return git(self, *words, **more)  # type: ignore[arg-type]  # handed on
        return fuse.around("push", lambda: git(self, *words, **more))  # type: ignore[arg-type]

    def by_method(
        self: requests.Session, request: requests.PreparedRequest, **more: object
    ) -> object:
        return fuse.around(request.method or "", lambda: send(self, request, **more))  # type: ignore[arg-type]

    Repository.try_run = only_pushes  # type: ignore[method-assign,assignment]
    requests.Session.send = by_method  # type: ignore[method-assign,assignment]
    os.replace = around("file", replace)  # type: ignore[assignment]
    subprocess.run = around("program", run)  # type: ignore[assignment]


def redaksi(clone: str, point: str, log: str) -> None:
    """Type `redaksi run` in a clone, with its output in a file."""
    os.chdir(clone)
    with Path(log).open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    wire(Fuse(point))
    code = cli.main(["run"])
    sys.stdout.flush()
    os._exit(code)


def main(jobs: Sequence[tuple[str, str, str]]) -> list[int]:
    """Carry out (clone, point, log) one after the other; return how each ended."""
    return [in_a_process_of_its_own(lambda job=job: redaksi(*job)) for job in jobs]  # type: ignore[misc]  # bound now


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.loads(sys.argv[1]))))
