"""Edge: Git, through GitPython as a thin wrapper around the command. Never writes to main."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from git import GitCommandNotFound
from git.cmd import Git

from pipeline.core.findings import Blocked, Finding
from pipeline.core.history import Commit
from pipeline.edge.export import export_units
from pipeline.edge.history import read_history
from pipeline.edge.objects import list_files, read_objects, write_commit
from pipeline.edge.remote import REMOTE, how_to_get, push, refresh, telling_line, tracking

MAIN = "main"
MACHINE = "Redaksi JDIH (mesin)"
MACHINE_EMAIL = "mesin@redaksi-jdih.invalid"
OLDEST_GIT = (2, 38)  # 2.35 brought --remerge-diff, 2.38 made it reliable with renames
_BRANCH = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_.-]*)*")

# A hook or another tool may have left these set; they would lead Git to another repository.
# The list is Git's own (git rev-parse --local-env-vars), and what changes the output of diffs.
_STRAY = """
    GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_CONFIG GIT_CONFIG_PARAMETERS GIT_OBJECT_DIRECTORY
    GIT_DIR GIT_WORK_TREE GIT_IMPLICIT_WORK_TREE GIT_GRAFT_FILE GIT_INDEX_FILE
    GIT_REPLACE_REF_BASE GIT_PREFIX GIT_SHALLOW_FILE GIT_COMMON_DIR GIT_NAMESPACE
    GIT_QUARANTINE_PATH GIT_DIFF_OPTS GIT_EXTERNAL_DIFF GIT_LITERAL_PATHSPECS
    GIT_GLOB_PATHSPECS GIT_NOGLOB_PATHSPECS GIT_ICASE_PATHSPECS GIT_DEFAULT_HASH
"""
_SETTINGS = (
    "core.quotePath=false",
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    f"core.attributesFile={os.devnull}",
    "core.abbrev=auto",
    "core.commitGraph=true",
    "i18n.commitEncoding=UTF-8",
    "i18n.logOutputEncoding=UTF-8",
    "advice.graftFileDeprecated=false",
    "color.ui=never",
    "log.showSignature=false",
    "log.mailmap=false",
    f"diff.orderFile={os.devnull}",
    "diff.ignoreSubmodules=none",
    "merge.renames=true",
    "merge.directoryRenames=conflict",
    "http.lowSpeedLimit=1000",  # a server that hangs must not hang the run:
    "http.lowSpeedTime=60",  # a minute below a kilobyte a second is a failure
    "gc.auto=0",
    "maintenance.auto=false",
    "push.followTags=false",
    "push.gpgSign=false",
    "push.recurseSubmodules=no",
    "fetch.recurseSubmodules=no",
)
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",  # nobody sits at a run: fail instead of asking
    "GIT_NO_REPLACE_OBJECTS": "1",  # refs/replace could show the gate another history ...
    "GIT_GRAFT_FILE": os.devnull,  # ... and so could grafts
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


class Repository:
    """One repository on disk; ``origin`` is its remote where it has one."""

    def __init__(self, root: Path) -> None:
        for name in _STRAY.split():
            os.environ.pop(name, None)
        self.root = root
        self._git = Git(str(root))
        self._check()
        names = self.run("remote").decode().split()
        self.has_remote = REMOTE in names

    def run(
        self, *words: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> bytes:
        """Run a Git command that should not fail; its output as bytes."""
        status, out, err = self.try_run(*words, stdin=stdin, env=env)
        if status:
            raise Blocked(
                f"Perintah git {_verb(words)} gagal: {telling_line(err)}",
                where=str(self.root),
                remedy="Periksa repositori dengan: git fsck",
            )
        return out

    def try_run(
        self, *words: str, stdin: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> tuple[int, bytes, str]:
        """Run a Git command; return its exit code, output and errors."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        command = ["git", "--no-pager", *settings, *words]
        with tempfile.TemporaryFile() as feed:
            if stdin is not None:
                feed.write(stdin)
                feed.seek(0)
            try:
                status, out, err = self._git.execute(
                    command,
                    istream=feed if stdin is not None else None,
                    with_extended_output=True,
                    with_exceptions=False,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                    env={**_ENVIRONMENT, **(env or {})},
                )
            except GitCommandNotFound as error:
                raise Blocked(
                    "Program git tidak ditemukan.",
                    remedy="Pasang Git 2.38 atau lebih baru: https://git-scm.com/downloads",
                ) from error
        return int(status), bytes(out), str(err)

    def _check(self) -> None:
        found = re.search(rb"(\d+)\.(\d+)", self.run("version"))
        if not found or (int(found[1]), int(found[2])) < OLDEST_GIT:
            raise Blocked(
                f"Git terlalu lama: {found[0].decode() if found else 'versi tak dikenal'}.",
                remedy="Pasang Git 2.38 atau lebih baru: https://git-scm.com/downloads",
            )
        status, out, err = self.try_run("rev-parse", "--is-bare-repository")
        if "dubious ownership" in err:
            raise Blocked(
                "Git menolak folder ini karena pemiliknya pengguna lain.",
                where=str(self.root),
                remedy=f"Ketik: git config --global --add safe.directory '{self.root}'",
            )
        here = status == 0
        if here:
            bare = out.strip().decode()
            # A folder inside some other repository must not be taken for that repository.
            words = ("--absolute-git-dir",) if bare == "true" else ("--show-toplevel",)
            status, out, _ = self.try_run("rev-parse", *words)
            here = status == 0 and Path(os.fsdecode(out[:-1])).resolve() == self.root.resolve()
        if not here:
            raise Blocked(
                "Folder ini bukan repositori Git.",
                where=str(self.root),
                remedy="Ambil salinan dengan git clone, bukan unduhan ZIP; "
                "untuk yang baru, ketik: git init -b main",
            )

    def head(self, branch: str) -> str | None:
        """Return the tip of a branch: the local one, else the remote's as last fetched."""
        return self.resolve(f"refs/heads/{branch}") or self.resolve(tracking(branch))

    def official(self, branch: str) -> str | None:
        """Return the tip that counts: the server's as last fetched, else the local one."""
        return self.resolve(tracking(branch)) or self.resolve(f"refs/heads/{branch}")

    def unsent(self, branch: str) -> int:
        """Count the commits of the local branch that the server does not have."""
        ref = f"refs/heads/{branch}"
        if not self.resolve(tracking(branch)) or not self.resolve(ref):
            return 0
        return int(self.run("rev-list", "--count", f"{tracking(branch)}..{ref}"))

    def changed_since(self, revision: str) -> frozenset[str]:
        """Name the files of the work tree's ``content/`` that differ from a commit's."""
        status, out, _ = self.try_run(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        )
        if status:
            raise Blocked(
                f"versi {revision!r} tidak ada", remedy="ketik nama cabang atau nomor commit"
            )
        commit = out.decode().strip()
        listed = self.run("diff", "--name-only", "--no-renames", "-z", commit, "--", "content")
        listed += self.run("ls-files", "--others", "--exclude-standard", "-z", "--", "content")
        return frozenset(filter(None, listed.decode("utf-8", "replace").split("\0")))

    def resolve(self, ref: str) -> str | None:
        """Return the commit a full ref names; None where there is none."""
        status, out, _ = self.try_run("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        return out.decode().strip() if status == 0 else None

    def history(self, branch: str = MAIN) -> list[Commit]:
        """Return the first-parent history, oldest first, each merge with its proposal.

        Of the server's branch where there is one: a merge that only this machine has, or an old
        state that it still has, is not what the office decided.
        """
        tip = self.official(branch)
        if tip is None:
            raise Blocked(
                f"Cabang {branch} tidak ada.",
                where=str(self.root),
                remedy=how_to_get(self, branch),
            )
        if self.run("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise Blocked(
                "Salinan repositori ini dangkal: riwayat persetujuan tidak lengkap.",
                where=str(self.root),
                remedy="Ketik: git fetch --unshallow (di CI: fetch-depth: 0).",
            )
        return read_history(self, tip)

    def read_blobs(self, oids: Iterable[str]) -> dict[str, bytes]:
        """Read many objects in one call; what is missing is left out."""
        return {oid: content for oid, (_, content) in read_objects(self, oids).items()}

    def read_branch(
        self, branch: str, only: Callable[[str], bool] | None = None
    ) -> dict[str, bytes]:
        """Return regular files of a branch or commit, all or some; none where there is none."""
        tip = self.resolve(branch) if _is_oid(branch) else self.head(branch)
        if tip is None:
            return {}
        files = list_files(self, tip)
        files = {path: oid for path, oid in files.items() if only is None or only(path)}
        blobs = self.read_blobs(files.values())
        return {path: blobs[oid] for path, oid in files.items() if oid in blobs}

    def export(self, units: Mapping[str, str], to: Path) -> list[Finding]:
        """Materialise approved versions as a folder; return what had to be left out."""
        return export_units(self, units, to)

    def commit_files(
        self,
        branch: str,
        files: Mapping[str, bytes],
        message: str,
        at: datetime,
        *,
        parent: str | None,
        sign: Mapping[str, str] | None = None,
    ) -> str:
        """Write a commit (parent's tree plus these files) without checkout; no branch moves yet."""
        _refuse_main(branch)
        identity = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (
                ("NAME", MACHINE),
                ("EMAIL", MACHINE_EMAIL),
                ("DATE", f"@{int(at.timestamp())} +0800"),
            )
        }
        return write_commit(self, files, message, parent, identity, sign=sign)

    def create(self, branch: str, sha: str) -> str:
        """Make a local branch that must not exist yet; return why it could not be, else ""."""
        _refuse_main(branch)
        words = ("update-ref", f"refs/heads/{branch}", sha, "0" * len(sha))
        status, _, err = self.try_run(*words)
        return (telling_line(err) or "sebab tidak diketahui") if status else ""

    def push(self, branch: str, sha: str, expected: str | None) -> bool:
        """Move the branch from ``expected`` (None: must not exist) to ``sha``; False: lost a race.

        With a remote the local branch follows at once, so that acts which could not be sent
        survive a crash; without one the local branch itself is what the race is about.
        """
        _refuse_main(branch)
        ref = f"refs/heads/{branch}"
        if not self.has_remote:
            old = expected or "0" * len(sha)
            return self.try_run("update-ref", ref, sha, old)[0] == 0
        self.run("update-ref", ref, sha)
        return push(self, branch, sha, expected)

    def fetch(self, *branches: str) -> str | None:
        """Note what the remote has and return its tip of the first; None: no such branch.

        Without a remote, the local branch is the truth. A local branch never moves here.
        """
        if not self.has_remote:
            return self.resolve(f"refs/heads/{branches[0]}")
        refresh(self, branches, rewritten=MAIN)
        return self.resolve(tracking(branches[0]))


def _refuse_main(branch: str) -> None:
    if branch.lower().removeprefix("refs/heads/") == MAIN or not _BRANCH.fullmatch(branch):
        raise Blocked(
            f"Mesin tidak pernah menulis ke cabang {branch}.",
            remedy="Perubahan di main hanya lewat usulan yang digabungkan Pemimpin Redaksi.",
        )


def _verb(words: Sequence[str]) -> str:
    return words[2] if words[0] == "-C" else words[0]


def _is_oid(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", text) is not None
