"""Edge: the branch ``ledger``. One small file per act, written once, never over.

The path names the promise and the act, so that a file that cannot be read any more still says
whose doubt it is. Decides nothing.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.findings import Blocked, Finding
from pipeline.core.posting import Act, ActKind
from pipeline.edge.files import write_if_changed
from pipeline.edge.ledger import act_from, file_of
from pipeline.edge.ledger_paths import BRANCH, LONG_AGO, damaged, is_intent, path_of, stops
from pipeline.edge.remote import Unreachable, tracking
from pipeline.edge.signing import signing

if TYPE_CHECKING:
    from pipeline.edge.git import Repository
    from pipeline.edge.settings import Secret

# Git lets one pusher through every time, so somebody always gets on; no jitter is needed.
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
_BEGINNINGS = frozenset({ActKind.INTENT, ActKind.HANDED_OVER})  # what a stop prevents
PATIENCE = (0.5, 1.5)  # with a server that does not answer


class Ledger:
    """The record of what was done, with the run that writes into it."""

    def __init__(
        self,
        repo: "Repository",
        *,
        run: str,
        tool: str,
        spare: Path | None = None,
        key: "Secret | None" = None,
    ) -> None:
        self._repo, self._run, self._tool, self._key = repo, run, tool, key
        self._spare = spare  # where results wait that could not be sent
        self._seen: frozenset[str] | None = None  # what was there when it was read
        self._read: dict[str, Mapping[str, bytes]] = {}

    def refresh(self, *others: str) -> None:
        """Fetch what others wrote, here and on other branches. Raises Blocked out of reach."""
        self._repo.fetch(BRANCH, *others)

    def read(self, only: Callable[[str], bool] | None = None) -> tuple[list[Act], list[Finding]]:
        """Every act known here, without touching the network. Damage is a finding and a doubt.

        Who writes afterwards reads all; ``only`` some paths is for looking.
        """
        sent = self._sent(only)
        waiting = self._waiting(sent)
        if only is None:
            self._seen = frozenset(sent)
        else:
            waiting = {path: content for path, content in waiting.items() if only(path)}
        findings: list[Finding] = []
        acts: list[Act] = []
        for path, content in sorted({**waiting, **sent}.items()):
            act, found = _read_file(path, content)
            findings += found
            acts += [act] if act else []
        return acts, findings

    def unsent(self) -> list[str]:
        """The results of earlier runs that are known here and not yet on the server."""
        sent = self._sent()
        return sorted(self._waiting(sent).keys() - sent.keys())

    def write(self, acts: Sequence[Act]) -> list[Act]:
        """Record acts in one commit and one push; return those that are really in.

        What somebody else recorded first is left out, and an intent too when anything at all
        happened to its promise since the ledger was read, or somebody stopped its channel: a run
        that lost an intent must not act on it. Results that wait here come along. Raises Blocked
        when nothing could be sent; then no intent counts as claimed.
        """
        mine = {path_of(act): act for act in (self._signed(act) for act in acts)}
        if not mine and not self.unsent():
            return []
        patience = iter(PATIENCE)
        for pause in (*PAUSES, None):
            try:
                base = self._repo.fetch(BRANCH)
                there = self._files(base)
                news = self._news(there) - mine.keys()
                won = [act for path, act in mine.items() if _wins(path, act, there, news)]
                waiting = self._waiting(there)
                new = {path: file_of(act) for act in won if (path := path_of(act)) not in there}
                new |= {path: c for path, c in waiting.items() if path not in {**there, **new}}
                if not new or self._push(new, base, acts=won):
                    self._tidy({**there, **new})
                    return won
            except Unreachable:
                # What was pushed may have arrived without a word: the next look tells.
                if (pause := next(patience, None)) is None:
                    raise
            if pause is not None:
                time.sleep(pause)
        raise Blocked(
            "buku catatan (cabang ledger) terus ditulis pihak lain",
            remedy="tunggu sampai pekerjaan lain selesai, lalu jalankan lagi",
        )

    def keep(self, acts: Sequence[Act]) -> list[Path]:
        """Save acts that could not be sent as the files they will be; the next run sends them."""
        if self._spare is None:
            return []
        saved = []
        for act in map(self._signed, acts):
            path = self._spare / path_of(act)
            write_if_changed(path, file_of(act))
            saved.append(path)
        return saved

    def stopped_since(self, channel: str) -> bool:
        """Whether somebody has stopped this channel since the ledger was read."""
        return any(stops(path, channel) for path in self._news(self._sent()))

    def _news(self, there: Mapping[str, bytes]) -> set[str]:
        return set() if self._seen is None else there.keys() - self._seen

    def _push(self, new: Mapping[str, bytes], base: str | None, *, acts: Sequence[Act]) -> bool:
        before = self._repo.resolve(f"refs/heads/{BRANCH}")
        at = max((act.at for act in acts), default=LONG_AGO)
        with signing(self._key) as sign:
            sha = self._repo.commit_files(
                BRANCH, new, self._message(new), at, parent=base, sign=sign
            )
        sent = False
        try:
            sent = self._repo.push(BRANCH, sha, base)
        finally:
            # An intent that was never sent is never acted on: it must not look like one.
            if not sent and self._repo.has_remote and any(a.kind is ActKind.INTENT for a in acts):
                ref = f"refs/heads/{BRANCH}"
                self._repo.run("update-ref", *((ref, before) if before else ("-d", ref)))
        return sent

    def _sent(self, only: Callable[[str], bool] | None = None) -> Mapping[str, bytes]:
        """What the remote has, as last fetched; without a remote, what there is."""
        ref = tracking(BRANCH) if self._repo.has_remote else f"refs/heads/{BRANCH}"
        tip = self._repo.resolve(ref)
        return self._repo.read_branch(tip, only) if tip and only else self._files(tip)

    def _files(self, tip: str | None) -> Mapping[str, bytes]:
        """The files of one commit; asked for more than once in a run, read once."""
        if tip is None:
            return {}
        if tip not in self._read:
            self._read = {tip: self._repo.read_branch(tip)}
        return self._read[tip]

    def _waiting(self, sent: Mapping[str, bytes]) -> dict[str, bytes]:
        """What is only here, or other than there: never an intent, for those were never sent."""
        tip = self._repo.resolve(f"refs/heads/{BRANCH}") if self._repo.has_remote else None
        here = tip is not None and tip != self._repo.resolve(tracking(BRANCH))
        found = dict(self._repo.read_branch(tip or "")) if here else {}
        found |= self._kept()
        return {
            path: content
            for path, content in found.items()
            if sent.get(path) != content and not is_intent(path)
        }

    def _kept(self) -> dict[str, bytes]:
        """The files that wait because they could not be sent; only what reads as an act."""
        folder = self._spare
        if folder is None:
            return {}
        paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.yml")}
        found = {name: path.read_bytes() for name, path in paths.items()}
        return {
            name: content for name, content in found.items() if not _read_file(name, content)[1]
        }

    def _tidy(self, sent: Mapping[str, bytes]) -> None:
        """Drop kept files that have arrived, or whose place somebody else's record took."""
        for name in self._kept().keys() & sent.keys():
            Path(self._spare or "", name).unlink()

    def _signed(self, act: Act) -> Act:
        """The act with the run and the tool that record it, apart from who did it."""
        return replace(act, extra={"run": self._run, "tool": self._tool} | dict(act.extra))

    def _message(self, new: Mapping[str, bytes]) -> str:
        subject = f"Catat {len(new)} perbuatan" if len(new) > 1 else f"Catat {next(iter(new))}"
        return f"{subject}\n\n" + "\n".join(new) + f"\n\nJalan: {self._run}\nAlat: {self._tool}\n"


def _wins(path: str, act: Act, there: Mapping[str, bytes], news: Collection[str]) -> bool:
    """Whether an act is recorded as ours. The same bytes again are the same act."""
    if there.get(path, content := file_of(act)) != content:
        return False
    if act.kind not in _BEGINNINGS:
        return True
    folder = f"{path.rpartition('/')[0]}/"
    claimed = act.kind is ActKind.INTENT and any(p.startswith(folder) for p in news)
    return not claimed and not any(stops(p, act.channel) for p in news)


def _read_file(path: str, content: bytes) -> tuple[Act | None, list[Finding]]:
    """The act of a file, or the doubt that a damaged one leaves."""
    if not path.endswith(".yml"):
        return None, []  # a README a person put there does no harm
    try:
        act = act_from(content)
        if path_of(act) != path:
            raise ValueError(f"isinya milik {path_of(act)}")
    except (ValueError, KeyError) as trouble:
        return damaged(path, str(trouble))
    return act, []
