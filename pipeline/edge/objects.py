"""Edge: Git's objects in bulk, read and written by plumbing. Knows no branch and no meaning."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

REGULAR = frozenset({"100644", "100755", "100664"})  # the last one is found in old repositories


def read_objects(repo: "Repository", oids: Iterable[str]) -> dict[str, tuple[str, bytes]]:
    """Return kind and content of every object that exists, in one call."""
    wanted = sorted(set(oids))
    if not wanted:
        return {}
    out = repo.run("cat-file", "--batch", stdin="".join(f"{oid}\n" for oid in wanted).encode())
    found: dict[str, tuple[str, bytes]] = {}
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        oid, kind, *size = out[at:end].decode().split(" ")
        at = end + 1
        if size:
            found[oid] = kind, out[at : at + int(size[0])]
            at += int(size[0]) + 1
    return found


def sizes(repo: "Repository", oids: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return kind and size of every object that exists, without reading it."""
    wanted = sorted(set(oids))
    if not wanted:
        return {}
    feed = "".join(f"{oid}\n" for oid in wanted).encode()
    out = repo.run("cat-file", "--batch-check", stdin=feed).decode()
    rows = (line.split(" ") for line in out.splitlines())
    return {row[0]: (row[1], int(row[2])) for row in rows if len(row) == 3}


def tree_entries(content: bytes, oid_bytes: int) -> Iterator[tuple[str, bytes, str]]:
    """Yield mode, name and oid of each entry of a raw tree object."""
    at = 0
    while at < len(content):
        space, end = content.index(b" ", at), content.index(b"\0", at)
        oid = content[end + 1 : end + 1 + oid_bytes].hex()
        yield content[at:space].decode().rjust(6, "0"), content[space + 1 : end], oid
        at = end + 1 + oid_bytes


def list_files(repo: "Repository", treeish: str) -> dict[str, str]:
    """Return path and oid of every regular file below a commit or tree."""
    files: dict[str, str] = {}
    for row in repo.run("ls-tree", "-r", "-z", "--full-tree", treeish).split(b"\0"):
        about, _, path = row.partition(b"\t")
        if about and about.split(b" ")[0].decode() in REGULAR:
            files[path.decode("utf-8", "backslashreplace")] = about.split(b" ")[2].decode()
    return files


def write_commit(
    repo: "Repository",
    files: Mapping[str, bytes],
    message: str,
    parent: str | None,
    identity: Mapping[str, str],
    gone: Iterable[str] = (),
    sign: Mapping[str, str] | None = None,
) -> str:
    """Write blobs, tree and commit through an index of its own; the work tree is never touched.

    ``sign``: what Git must know to sign the commit (signing.py).
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        names = [folder / f"{number}" for number in range(len(files))]
        for name, content in zip(names, files.values(), strict=True):
            name.write_bytes(content)
        feed = b"".join(os.fsencode(name) + b"\n" for name in names)
        oids = repo.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=feed)
        rows = zip(oids.decode().split(), files, strict=True)
        index = "".join(f"100644 {oid}\t{path}\0" for oid, path in rows)
        index += "".join(f"0 {'0' * len(parent or '')}\t{path}\0" for path in gone)
        env = {"GIT_INDEX_FILE": str(folder / "index")}
        if parent:
            repo.run("read-tree", parent, env=env)
        repo.run("update-index", "-z", "--index-info", stdin=index.encode(), env=env)
        tree = repo.run("write-tree", env=env).decode().strip()
    words = ["commit-tree", *(["-S"] if sign else []), tree, *(["-p", parent] if parent else [])]
    env = {**identity, **(sign or {})}
    return repo.run(*words, stdin=message.encode(), env=env).decode().strip()
