"""Verifying: `verify`: reads back what was posted, and lays every record against Git.

A read changes nothing, so it is claimed by nobody; one that failed is tried again for two days.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.core.auditing import audit
from pipeline.core.countersigning import since_when, to_be_signed, unsigned
from pipeline.core.findings import Finding
from pipeline.core.history import LEDGER_KEYS
from pipeline.core.likeness import SHOWN_AFTER, closed, difference, differing, unread
from pipeline.core.plan import STORY_LASTS
from pipeline.core.plan_text import name
from pipeline.core.posting import MACHINE, Act, ActKind, Post
from pipeline.core.trouble import Doing
from pipeline.core.wire import Response, Send
from pipeline.desk import Desk, World, gather, open_desk, prepare
from pipeline.edge.files import append
from pipeline.edge.http import look
from pipeline.edge.ledger_history import rewritten, written
from pipeline.edge.ledger_paths import BRANCH, path_of
from pipeline.edge.remote import Lost
from pipeline.edge.signatures import marks
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import FAILURES, Platform, in_words
from pipeline.round_state import payload

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def verify(root: Path) -> int:
    return verify_at(open_desk(root))


def verify_at(desk: Desk) -> int:
    """Read back the posts of the last days that nobody has read; 1 where one differs."""
    repo = desk.repository()
    lost = _refresh(repo)
    world = gather(desk, repo, desk.build / "disetujui", fetch=False)
    # What cannot be recorded is not read: whoever mends the branch has it read then.
    posts: list[Act] = [] if lost else list(unread(world.acts, desk.clock()))
    found: list[Act] = []
    if posts:
        prepared = prepare(desk, world, desk.build / "kartu")
        for posted in posts:
            post, send = (
                prepared.posts.get(posted.promise.key),
                prepared.senders.get(posted.channel),
            )
            # What was changed since cannot be compared with what was sent.
            if post and send and payload(post) == posted.payload:
                found += read_back(desk, posted, post, send)
        found = world.ledger.write(found)
    wrong = differing([*world.acts, *found])
    false = examine(desk, world)
    told = [f"HILANG: {lost.what} {lost.remedy}"] if lost else []
    told += [f"Dibaca kembali dari jaringannya: {len(found)} unggahan."]
    told += [f"BERBEDA: {name(act.promise)}: {act.extra['difference']}" for act in wrong]
    told += ["Periksa sekarang; betulkan lewat ralat, atau tarik kontennya."] if wrong else []
    told += [f"Buku catatan: {len(false)} catatan tidak cocok dengan Git."] if false else []
    told += map(str, false)
    desk.say("\n".join(told))
    if desk.settings.summary:
        append(desk.settings.summary, "\n".join(["## Cermat ulang", "", *_quoted(told), ""]))
    return 1 if wrong or false or lost else 0


def _refresh(repo: "Repository") -> Lost | None:
    """Fetch what others wrote; records that the server no longer has are told with the rest."""
    try:
        repo.fetch(BRANCH, "main")
    except Lost as trouble:
        return trouble
    return None


def examine(desk: Desk, world: World) -> list[Finding]:
    """The records that are forged, missing, edited or unreadable, by Git alone."""
    doubts = [f for f in world.findings if f.where.startswith("ledger:")]
    changed = [one.finding() for one in rewritten(desk.repository())]
    return [
        *changed,
        *doubts,
        *audit(world.acts, world.approvals, world.history, desk.clock(), path_of),
        *_without_signature(desk, world),
    ]


def _without_signature(desk: Desk, world: World) -> list[Finding]:
    """The commits of the ledger that the office's key has not signed, since it is in force."""
    since = since_when(world.approvals)
    if since is None:
        return []
    repo = desk.repository()
    oid = world.approvals.approved[LEDGER_KEYS]
    keys = repo.read_blobs([oid] if ":" not in oid else []).get(oid, b"")
    commits = to_be_signed(written(repo), since)
    desk.progress(f"memeriksa tanda tangan {len(commits)} komit buku catatan")
    return unsigned(commits, marks(repo, keys, [one.commit for one in commits]), since)


def _shown_at(platform: Platform, posted: Act) -> str:
    return platform.OPEN.format(url=posted.url, id=quote(posted.remote_id, safe=""))


def _quoted(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def read_back(
    desk: Desk, posted: Act, post: Post, send: Send, look: Callable[[str], Response] = look
) -> list[Act]:
    """One post compared with what was sent; nothing where the network does not show it now.

    ``look`` asks as a reader does who has no account.
    """
    platform = PLATFORMS[post.network]
    if not platform.ASKABLE and not (platform.STORY and desk.clock() - posted.at < STORY_LASTS):
        return []
    try:
        differs = difference(post, platform.read(post.account, posted.remote_id, send))
        if platform.OPEN and not differs:
            differs = closed(look(_shown_at(platform, posted)).status)
            if differs and desk.clock() - posted.at < SHOWN_AFTER:
                desk.say(
                    f"belum terbaca kembali: {name(posted.promise)}: {differs}, dibaca lagi nanti"
                )
                return []
    except FAILURES as failure:
        why = in_words(failure, platform.LABEL, Doing.READING)
        desk.say(f"belum terbaca kembali: {name(posted.promise)}: {why}")
        desk.log(f"sebab teknis, {name(posted.promise)}: {failure}")
        return []
    return [
        replace(
            posted,
            kind=ActKind.CHECKED,
            at=desk.clock(),
            actor=MACHINE,
            url="",
            remote_id="",
            note="tidak sama dengan yang dikirim" if differs else "sama dengan yang dikirim",
            extra={"difference": differs} if differs else {},
        )
    ]
