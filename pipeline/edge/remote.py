"""Edge: the Git server, ``origin``: what it has, and moving a branch of it. Never main."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.core.findings import Blocked

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

REMOTE = "origin"
PREFIXES = ("konsep/", "ralat/")
_FORK = "usulan/"  # a fork's proposal by its number, noted under this name
_LOST_RACE = (
    "stale info",
    "fetch first",
    "non-fast-forward",
    "cannot lock ref",
    "failed to update ref",
    "failed to lock",
    "incorrect old value",
    "reference already exists",
)


class Unreachable(Blocked):
    """The server gave no usable answer. What was sent may have arrived all the same."""


class Lost(Blocked):
    """A branch of records is gone from the server, or goes on from another past than it had."""


def tracking(branch: str) -> str:
    """Where the server's state is noted, as last seen."""
    return f"refs/remotes/{REMOTE}/{branch}"


def how_to_get(repo: "Repository", branch: str) -> str:
    """What to type where a branch is missing: it is on the server, or nowhere yet."""
    if repo.has_remote:
        return f"Ambil dengan: git fetch {REMOTE} {branch}:{branch}"
    return (
        "Repositori ini masih kosong dan tidak tersambung ke server. Salin repositori kantor "
        f"dengan git clone, atau simpan isi pertamanya: git checkout -b {branch}; git add -A; "
        "git commit -m mulai"
    )


def refresh(repo: "Repository", branches: Sequence[str], *, rewritten: str) -> None:
    """Note what the server has now, in one question and at most one transfer.

    Only the branch ``rewritten`` may have another past than before. Of any other it means that
    records are gone from the server, and whoever reads on would do everything again.
    """
    status, out, err = repo.try_run("ls-remote", REMOTE, *(f"refs/heads/{b}" for b in branches))
    if status:
        raise _unreachable(repo, "Server Git tidak dapat dihubungi", err)
    rows = (line.split("\t") for line in out.decode().splitlines())
    there = {ref: tip for tip, ref in rows}
    known = {branch: repo.resolve(tracking(branch)) for branch in branches}
    wanted = []
    for branch in branches:
        tip = there.get(f"refs/heads/{branch}")
        if tip is None and known[branch] and branch != rewritten:
            raise _rewritten(repo, branch, known[branch])
        if tip is None:
            repo.try_run("update-ref", "-d", tracking(branch))
        elif tip != known[branch]:
            plus = "+" if branch == rewritten else ""
            wanted.append(f"{plus}refs/heads/{branch}:{tracking(branch)}")
    if not wanted:
        return
    status, _, err = repo.try_run("fetch", "--no-tags", REMOTE, *wanted)
    if status and "(non-fast-forward)" in err:
        branch = next(branch for branch in branches if branch != rewritten)
        raise _rewritten(repo, branch, known[branch])
    if status:
        what = f"Cabang {', '.join(branches)} tidak dapat diambil"
        raise _unreachable(repo, what, err)


def fetch_drafts(
    repo: "Repository", *, branches: Iterable[str] = (), forks: Iterable[int] = ()
) -> None:
    """Note the proposals that the server has now, and forget those that are gone from it.

    ``branches`` and ``forks`` are further ones that the forge named. Raises Unreachable.
    """
    if not repo.has_remote:
        return
    specs = [f"+refs/heads/{p}*:{tracking(p)}*" for p in PREFIXES]
    specs += [f"+refs/heads/{b}:{tracking(b)}" for b in branches if not b.startswith(PREFIXES)]
    specs += [f"+refs/pull/{n}/head:{tracking(fork(n))}" for n in forks]
    status, _, err = repo.try_run("fetch", "--no-tags", "--prune", REMOTE, *specs)
    if status:
        raise Unreachable(f"Usulan di server tidak dapat diambil: {telling_line(err)}")


def fork(number: int) -> str:
    """The name under which a fork's proposal is noted."""
    return f"{_FORK}{number}"


def push(repo: "Repository", branch: str, sha: str, expected: str | None) -> bool:
    """Move the server's branch from ``expected`` (None: must not exist); False: lost a race."""
    ref = f"refs/heads/{branch}"
    lease = f"--force-with-lease={ref}:{expected or ''}"
    status, out, err = repo.try_run("push", "--porcelain", lease, REMOTE, f"{sha}:{ref}")
    if status == 0:
        repo.run("update-ref", tracking(branch), sha)
        return True
    if any(sign in out.decode("utf-8", "replace") + err for sign in _LOST_RACE):
        return False
    raise _unreachable(repo, f"Cabang {branch} tidak dapat dikirim", err, out)


def _unreachable(repo: "Repository", what: str, err: str, out: bytes = b"") -> Unreachable:
    said = telling_line(err) or telling_line(out.decode("utf-8", "replace"))
    return Unreachable(
        f"{what}: {said}",
        where=str(repo.root),
        remedy="Periksa sambungan dan hak akses ke origin, lalu jalankan lagi.",
    )


def _rewritten(repo: "Repository", branch: str, before: str | None) -> Lost:
    return Lost(
        f"Cabang {branch} di server tidak lagi memuat catatan yang dahulu sudah ada di sana; "
        "tidak ada yang diunggah, supaya tidak ada yang dobel",
        where=str(repo.root),
        remedy=f"Minta admin TI mengembalikannya: git push --force {REMOTE} "
        f"{before}:refs/heads/{branch}",
    )


def telling_line(text: str) -> str:
    """Return the telling line of Git's complaint, without addresses: they may carry a password."""
    lines: Sequence[str] = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "!"))] or lines
    return re.sub(r"\w+://\S+", "(alamat)", telling[-1]) if telling else ""
