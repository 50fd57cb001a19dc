"""Small Git worlds for stories: an origin, a clone, and people with roles who commit and merge.

Nothing of the user's own Git configuration reaches them, and every date is given.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.core.verdicts import Approvals
from pipeline.edge.gate import read_approvals
from pipeline.edge.git import Repository

START = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)  # a Monday
ADOPTED = date(2026, 11, 23)  # berlaku_mulai


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person of a story, with the roles she holds from a day until a day."""

    name: str
    email: str
    roles: tuple[str, ...] = ()
    since: date = date(2026, 1, 5)
    until: date | None = None
    logins: tuple[str, ...] = ()

    def entry(self) -> str:
        """This person as an entry of ``peran.yml``."""
        until = f", sampai: {self.until}" if self.until else ""
        roles = "".join(
            f'\n      - {{peran: {role}, sejak: {self.since}{until}, keputusan: "1/2026"}}'
            for role in self.roles
        )
        logins = f"\n    akun: [{', '.join(self.logins)}]" if self.logins else ""
        listed = f"\n    peran:{roles}" if roles else ""
        return f"  - nama: {self.name}\n    surel: [{self.email}]{logins}{listed}\n"


CHIEF = Someone(
    name="Kartini Ketua", email="ketua@kpu.example", roles=("pemimpin-redaksi",), logins=("ketua",)
)
DEPUTY = Someone(name="Wahyu Wakil", email="wakil@kpu.example", roles=("wakil-pemimpin-redaksi",))
EDITOR = Someone(
    name="Sari Sekretaris", email="sekretaris@kpu.example", roles=("sekretaris-redaksi",)
)
PRODUCER = Someone(name="Putra Pengelola", email="pengelola@kpu.example", roles=("pengelola",))
PUBLISHER = Someone(name="Ayu Admin", email="admin@kpu.example", roles=("admin-medsos",))
STRANGER = Someone(name="Orang Luar", email="luar@example.org")
TEAM = (CHIEF, DEPUTY, EDITOR, PRODUCER, PUBLISHER)

Files = Mapping[str, str | bytes | None]  # None removes

ITEM = "content/konten/2026-11-contoh"
PAGE = f"{ITEM}/index.md"


def roster(
    people: Sequence[Someone] = TEAM, *, starts: date | None = ADOPTED, demo: bool = False
) -> str:
    """``content/peran.yml`` for these people."""
    head = "skema: 1\n" + ("contoh: true\n" if demo else "")
    head += f"berlaku_mulai: {starts}\n" if starts else ""
    return head + "orang:\n" + "".join(one.entry() for one in people)


class World:
    """A bare origin and a clone of it; each act takes ten minutes."""

    def __init__(
        self, folder: Path, files: Files | None = None, *, people: Sequence[Someone] = TEAM
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.origin, self.root = folder / "origin.git", folder / "clone"
        self.now = START
        self._branches = 0
        words = ("git", "init", "-q", "--template=", "-b", "main")
        self._run(*words, "--bare", str(self.origin), cwd=folder)
        self._run(*words, str(self.root), cwd=folder)
        with (self.root / ".git/config").open("a", encoding="utf-8") as config:
            fetch = "+refs/heads/*:refs/remotes/origin/*"
            config.write(
                f'[remote "origin"]\n\turl = {self.origin.as_posix()}\n\tfetch = {fetch}\n'
            )
        self.base = self.commit({"content/peran.yml": roster(people), **(files or {})}, by=CHIEF)

    def git(
        self,
        *words: str,
        by: Someone = CHIEF,
        at: datetime | None = None,
        committer: Someone | None = None,
        committed: datetime | None = None,
    ) -> str:
        """Run Git in the clone as somebody at a moment; without one, ten minutes later."""
        hand = committer or by
        if at is None and words[0] in {"commit", "merge", "revert", "cherry-pick", "commit-tree"}:
            self.now += timedelta(minutes=10)
        moment = at or self.now
        env = {
            "GIT_AUTHOR_NAME": by.name,
            "GIT_AUTHOR_EMAIL": by.email,
            "GIT_AUTHOR_DATE": moment.isoformat(),
            "GIT_COMMITTER_NAME": hand.name,
            "GIT_COMMITTER_EMAIL": hand.email,
            "GIT_COMMITTER_DATE": (committed or moment).isoformat(),
        }
        return self._run("git", *words, cwd=self.root, **env)

    def _run(self, *command: str, cwd: Path, **env: str) -> str:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        isolated = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **env}
        done = subprocess.run(
            command, cwd=cwd, env={**clean, **isolated}, capture_output=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        return os.fsdecode(done.stdout).rstrip("\n")

    def write(self, files: Files) -> None:
        """Change the work tree, and stage it."""
        for name, content in files.items():
            path = self.root / name
            if content is None:
                self.git("rm", "-rq", "--", name)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.git("add", "-A")

    def commit(
        self,
        files: Files,
        *,
        by: Someone,
        at: datetime | None = None,
        message: str = "konsep",
        trailers: Sequence[str] = (),
        committer: Someone | None = None,
        committed: datetime | None = None,
    ) -> str:
        """Commit on the branch that is checked out."""
        self.write(files)
        text = "\n\n".join([message, *(["\n".join(trailers)] if trailers else [])])
        words = ("commit", "-q", "--allow-empty", "-m", text)
        self.git(*words, by=by, at=at, committer=committer, committed=committed)
        return self.tip()

    def tip(self) -> str:
        """The commit that is checked out; read from the file, for a story asks often."""
        ref = (self.root / ".git/HEAD").read_text().removeprefix("ref: ").strip()
        return (self.root / ".git" / ref).read_text().strip()

    def oid(self, unit: str, ref: str = "main") -> str:
        return self.git("rev-parse", f"{ref}:{unit}")

    def send(self, branch: str = "main") -> None:
        """Push a branch to the origin; nothing else does."""
        self.git("push", "-q", "origin", branch)

    def propose(
        self,
        files: Files,
        *,
        by: Someone = PRODUCER,
        branch: str | None = None,
        start: str = "main",
        at: datetime | None = None,
        trailers: Sequence[str] = (),
    ) -> str:
        """Start a proposal from main with one commit (step 4); return its branch."""
        self._branches += 1
        branch = branch or f"konsep/{self._branches}"
        self.git("checkout", "-q", "-b", branch, start)
        self.commit(files, by=by, at=at, trailers=trailers)
        return branch

    def edit(
        self,
        branch: str,
        files: Files,
        *,
        by: Someone = EDITOR,
        at: datetime | None = None,
        trailers: Sequence[str] = (),
        committer: Someone | None = None,
    ) -> str:
        """Add a commit to a proposal (step 5); without files it is an empty one."""
        self.git("checkout", "-q", branch)
        return self.commit(
            files, by=by, at=at, message="suntingan", trailers=trailers, committer=committer
        )

    def merge(
        self,
        *branches: str,
        by: Someone = CHIEF,
        at: datetime | None = None,
        trailers: Sequence[str] = (),
        committer: Someone | None = None,
        committed: datetime | None = None,
        options: Sequence[str] = (),
        smuggle: Files | None = None,
        text: str = "",
    ) -> str:
        """Merge into main with a merge commit (step 7); ``smuggle`` changes files on the way."""
        self.git("checkout", "-q", "main")
        text = text or "\n\n".join(
            [f"Gabungkan {' '.join(branches)}", *(["\n".join(trailers)] if trailers else [])]
        )
        words = ("merge", "-q", "--no-ff", "-m", text, *options, *branches)
        self.git(*words, by=by, at=at, committer=committer, committed=committed)
        if smuggle is not None:
            self.write(smuggle)
            again = ("commit", "-q", "--amend", "--allow-empty", "--no-edit")
            self.git(*again, by=by, at=at or self.now, committer=committer)
        return self.tip()

    def push_to_main(self, files: Files, *, by: Someone, at: datetime | None = None) -> str:
        """Write to main without a proposal."""
        self.git("checkout", "-q", "main")
        return self.commit(files, by=by, at=at, message="langsung")

    def approve(self, files: Files, *, by: Someone = CHIEF, at: datetime | None = None) -> str:
        """Take files through the SOP: proposed, edited, merged."""
        branch = self.propose(files)
        self.edit(branch, {}, trailers=[f"Disunting-oleh: {EDITOR.name}"])
        return self.merge(branch, by=by, at=at)

    def repository(self) -> Repository:
        return Repository(self.root)

    def judge(self, now: datetime | None = None) -> Approvals:
        """What the gate says about main."""
        return read_approvals(self.repository(), now=now)[1]
