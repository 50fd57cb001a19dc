"""Edge: the branch `pratinjau`: pictures of drafts, where comments can show them. Nothing else.

It has no past: each state is one commit without a parent, with the newest pictures of each open
proposal. What nobody needs any more is thus gone from the server, too.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.core.findings import Blocked
from pipeline.edge.remote import refresh, tracking

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

BRANCH = "pratinjau"
_TRIES = 6
_ABOUT = (
    "Gambar kartu dari usulan yang masih terbuka, untuk komentar pada usulan itu.\n"
    "Ditulis oleh mesin dan dapat dihapus kapan saja; tidak ada yang terbit dari sini.\n"
)


def folder_of(number: int, head: str) -> str:
    """One folder per proposal and version: an address never shows another picture later."""
    return f"{number}/{head[:12]}"


def show(
    repo: "Repository",
    number: int,
    sheets: Mapping[str, bytes],
    heads: Mapping[int, str],
    at: datetime,
) -> dict[str, str]:
    """Put a proposal's pictures on the branch and drop those of others that are old or closed.

    ``heads`` are the newest versions of the open proposals. Returns the path of each picture.
    """
    mine = {name: f"{folder_of(number, heads[number])}/{name}.jpg" for name in sheets}
    kept = tuple(f"{folder_of(n, head)}/" for n, head in heads.items() if n != number)
    for _ in range(_TRIES):
        refresh(repo, [BRANCH], rewritten=BRANCH)
        tip = repo.resolve(tracking(BRANCH))
        there = repo.read_branch(tip) if tip else {}
        files = {path: content for path, content in there.items() if path.startswith(kept)}
        files |= {mine[name]: sheet for name, sheet in sheets.items()}
        files |= {"README.md": _ABOUT.encode()}
        if files == there or not (sheets or tip):
            return mine
        message = f"Gambar usulan {number}\n"
        sha = repo.commit_files(BRANCH, files, message, at, parent=None)
        if repo.push(BRANCH, sha, tip):
            return mine
    raise Blocked(
        f"cabang {BRANCH} terus ditulis pihak lain",
        remedy="jalankan ulang pemeriksaan usulan ini",
    )
