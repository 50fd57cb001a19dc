"""Edge: a Git repository to practise in, with an origin of its own. People commit and merge here.

The only place that writes to a branch called main, and only below a folder it made itself.
"""

import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pipeline.core.model import Person
from pipeline.edge.git import MAIN, Repository
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.objects import list_files, write_commit


class PracticeRepository:
    """A clone with its bare origin; every act is one person's, at a time that is given."""

    def __init__(self, folder: Path) -> None:
        self.root, self.origin = folder / "kerja", folder / "asal.git"
        if not (self.root / ".git").is_dir():
            self._create()
        self.repo = Repository(self.root)

    def _create(self) -> None:
        for folder, words in ((self.origin, ["--bare"]), (self.root, [])):
            folder.mkdir(parents=True, exist_ok=True)
            command = ["git", "init", "--quiet", f"--initial-branch={MAIN}", *words, str(folder)]
            subprocess.run(command, check=True, capture_output=True)
        Repository(self.root).run("remote", "add", "origin", str(self.origin))

    def files(self, prefix: str) -> dict[str, bytes]:
        """What main holds below a path."""
        tip = self.repo.head(MAIN)
        found = list_files(self.repo, tip) if tip else {}
        wanted = {path: oid for path, oid in found.items() if path.startswith(prefix)}
        blobs = self.repo.read_blobs(wanted.values())
        return {path: blobs[oid] for path, oid in wanted.items()}

    def commit(
        self, branch: str, files: Mapping[str, bytes], message: str, by: Person, at: datetime
    ) -> str:
        """Commit on a branch, which begins at main where it is new."""
        parent = self.repo.head(branch) or self.repo.head(MAIN)
        sha = write_commit(self.repo, files, message, parent, _identity(by, at))
        self._move(branch, sha)
        return sha

    def merge(self, branch: str, message: str, by: Person, at: datetime) -> str:
        """Merge a branch with a merge commit and delete it, as the forge's button does."""
        ours, theirs = self.repo.head(MAIN), self.repo.head(branch)
        if not ours or not theirs:
            raise ValueError(f"nothing to merge: {branch}")
        tree = self.repo.run("merge-tree", "--write-tree", ours, theirs).decode().split()[0]
        words = ["commit-tree", tree, "-p", ours, "-p", theirs]
        sha = self.repo.run(*words, stdin=message.encode(), env=_identity(by, at)).decode().strip()
        self._move(MAIN, sha)
        self.repo.run("update-ref", "-d", f"refs/heads/{branch}")
        return sha

    def latest(self) -> list[datetime]:
        """When things happened here: commits on main, acts in the ledger."""
        if self.repo.head(MAIN) is None:
            return []
        acts, _ = Ledger(self.repo, run="", tool="").read()
        return [commit.committer.at for commit in self.repo.history()] + [act.at for act in acts]

    def show(self) -> None:
        """Lay out main in the work tree and send it to the origin."""
        self.repo.run("reset", "--quiet", "--hard", MAIN)
        self.repo.run("push", "--quiet", "origin", MAIN)

    def _move(self, branch: str, sha: str) -> None:
        self.repo.run("update-ref", f"refs/heads/{branch}", sha)


def _identity(by: Person, at: datetime) -> dict[str, str]:
    stamp = f"@{int(at.timestamp())} +0800"
    return {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", by.name), ("EMAIL", by.emails[0]), ("DATE", stamp))
    }
