"""Edge: a branch to work on: which names are taken, what main holds, a new one with its files.

Never main, and never a file in the work tree that is not in Git yet.
"""

import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.content import Content
from pipeline.core.findings import Blocked
from pipeline.edge.disk import read_content
from pipeline.edge.objects import list_files, write_commit
from pipeline.edge.remote import REMOTE, telling_line, tracking

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

_ITEM = re.compile(r"content/konten/([^/]+)/")
_TEXT = re.compile(r"content(/\w[\w.-]*)+\.(md|yml)")  # no way out of the folder in it


def read_main(repo: "Repository", base: str) -> Content:
    """The office's folder as main has it, whatever lies in the work tree.

    Of the items only the names: whoever begins an act need not wait for ten thousand pages.
    """
    listed = list_files(repo, base)
    items = {found[1] for path in listed if (found := _ITEM.match(path))}
    files = {
        path: oid for path, oid in listed.items() if _TEXT.fullmatch(path) and not _ITEM.match(path)
    }
    blobs = repo.read_blobs(files.values())
    with tempfile.TemporaryDirectory() as folder:
        for path, oid in files.items():
            page = Path(folder) / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(blobs[oid])
        content = read_content(Path(folder))
    return replace(content, pictures={name: {} for name in sorted(items)})


def read_whole(repo: "Repository", base: str, *rooms: str) -> tuple[Content, dict[str, bytes]]:
    """The office's folder at a commit, items and all, and the files of these rooms as bytes."""
    listed = {
        path: oid
        for path, oid in list_files(repo, base).items()
        if path.startswith(rooms) and ".." not in path.split("/")
    }
    blobs = repo.read_blobs(listed.values())
    with tempfile.TemporaryDirectory() as folder:
        for path, oid in listed.items():
            page = Path(folder) / path
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(blobs[oid])
        content = read_content(Path(folder))
    return content, {path: blobs[oid] for path, oid in listed.items()}


def taken(repo: "Repository") -> frozenset[str]:
    """Every branch of this machine and of the server, as far as it can be reached."""
    here = repo.run("for-each-ref", "--format=%(refname)", "refs/heads", tracking("")).decode()
    refs = here.split()
    if repo.has_remote:
        status, out, _ = repo.try_run("ls-remote", "--heads", REMOTE)
        refs += out.decode("utf-8", "replace").split()[1::2] if status == 0 else []
    return frozenset(re.sub(rf"^(refs/heads/|{re.escape(tracking(''))})", "", ref) for ref in refs)


def marked(repo: "Repository", kind: str, mark: str) -> str:
    """The server's branch of this kind whose newest commit has this line; "" if there is none.

    What a run made and could not say, because it died then, is found again by the next.
    """
    there = f"{tracking(kind)}/"
    if repo.has_remote:
        repo.run("fetch", "--no-tags", "--quiet", REMOTE, f"+refs/heads/{kind}/*:{there}*")
    else:
        there = f"refs/heads/{kind}/"
    out = repo.run("for-each-ref", "--format=%(refname)%00%(contents)%00", there.rstrip("/"))
    fields = out.decode("utf-8", "backslashreplace").split("\0")
    for name, message in zip(fields[::2], fields[1::2], strict=False):
        if mark in message.split("\n"):
            return f"{kind}/{name.strip().removeprefix(there)}"
    return ""


def address(repo: "Repository") -> str:
    """The server's address as configured; never shown, for it may hold a password."""
    status, out, _ = repo.try_run("remote", "get-url", REMOTE)
    return out.decode("utf-8", "replace").strip() if status == 0 else ""


def author(repo: "Repository") -> str:
    """The e-mail address under which this person commits; Git may not guess one."""
    words = ("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    status, out, _ = repo.try_run(*words)
    found = re.fullmatch(r".+ <([^<>]+)> \d+ \S+", out.decode("utf-8", "replace").strip())
    if status or found is None:
        raise Blocked(
            "Git belum tahu siapa Anda",
            where=str(repo.root),
            remedy='ketik: git config --global user.name "Nama Anda", lalu '
            "git config --global user.email surel-anda (sama dengan di peran.yml)",
        )
    return found[1]


def begin(
    repo: "Repository",
    branch: str,
    files: Mapping[str, str],
    subject: str,
    base: str,
    gone: Iterable[str] = (),
) -> None:
    """Make a branch that did not exist, one commit after main, in this person's name."""
    content = {path: text.encode() for path, text in files.items()}
    sha = write_commit(repo, content, f"{subject}\n", base, {}, gone)
    if trouble := repo.create(branch, sha):
        raise Blocked(
            f"cabang {branch} tidak dapat dibuat: {trouble}",
            where=str(repo.root),
            remedy=f"lihat dengan git branch --list '{branch.partition('/')[0]}*', "
            "lanjutkan cabang itu, atau hapus bila tidak dipakai lagi",
        )


def move_to(repo: "Repository", branch: str) -> bool:
    """Check the branch out, if nothing in the work tree waits to be committed; False: it stays."""
    if repo.run("status", "--porcelain").strip():
        return False
    status, _, err = repo.try_run("switch", "--quiet", branch)
    if status:
        raise Blocked(
            f"cabang {branch} sudah dibuat, tetapi tidak dapat dibuka: {telling_line(err)}",
            where=str(repo.root),
            remedy=f"tutup program yang membuka berkasnya, lalu ketik: git switch {branch}",
        )
    return True
