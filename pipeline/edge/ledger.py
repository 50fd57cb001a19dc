"""Edge: the ledger, branch ``ledger``. One small file per act, written once, never over.

The path names the promise and the act, so that a file that cannot be read any more still says
whose doubt it is. Knows the Indonesian keys of its files; decides nothing.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.findings import Blocked, Finding
from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.edge.ledger_file import act_from, file_of

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

BRANCH = "ledger"
# Git lets one pusher through every time, so somebody always gets on; no jitter is needed.
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)
LONG_AGO = datetime(2000, 1, 1, tzinfo=WITA)  # of acts whose own time cannot be read

_ID = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
_ITEM_FILE = re.compile(rf"({_ID})/(\d+)/(persetujuan-[0-9a-f]{{7,64}}|perintah-unggah)\.yml")
_CHANNEL_FILE = re.compile(rf"({_ID})/(\d+)/({_ID})/(?:(\d+)-)?(.+)\.yml")


class Ledger:
    """The record of what was done, with the run that writes into it."""

    def __init__(self, repo: "Repository", *, run: str, tool: str) -> None:
        self._repo, self._run, self._tool = repo, run, tool

    def refresh(self) -> None:
        """Fetch what others wrote. Raises Blocked when the remote cannot be reached."""
        self._repo.fetch(BRANCH)

    def read(self) -> tuple[list[Act], list[Finding]]:
        """Every act known here, without touching the network. Damage is a finding and a doubt."""
        files, findings = self._files()
        acts: list[Act] = []
        for path, content in sorted(files.items()):
            act, found = _read_file(path, content)
            findings += found
            acts += [act] if act else []
        return acts, findings

    def write(self, acts: Sequence[Act]) -> list[Act]:
        """Record acts in one commit and one push; return those that are really in.

        What somebody else recorded first is left out: a run that lost an intent must not act
        on it. Raises Blocked when nothing could be sent; then no intent counts as claimed.
        """
        mine = {path_of(act): act for act in (self._signed(act) for act in acts)}
        if not mine:
            return []
        for pause in (*PAUSES, None):
            base = self._repo.fetch(BRANCH)
            there = self._repo.read_branch(base) if base else {}
            files = {path: file_of(act) for path, act in mine.items()}
            won = [a for path, a in mine.items() if there.get(path, files[path]) == files[path]]
            new = {path: files[path] for path in map(path_of, won) if path not in there}
            # Results that an earlier run could not send come along.
            new |= {path: c for path, c in self._local().items() if path not in there | new}
            if not new or self._push(new, base, acts=won):
                return won
            if pause is not None:
                time.sleep(pause)
        raise Blocked(
            "buku catatan (cabang ledger) terus ditulis pihak lain",
            remedy="tunggu sampai run lain selesai, lalu jalankan lagi",
        )

    def keep(self, acts: Sequence[Act], folder: Path) -> list[Path]:
        """Save acts that could not be sent as the very files they would have been."""
        saved = []
        for act in map(self._signed, acts):
            path = folder / path_of(act)
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".tmp")
            draft.write_bytes(file_of(act))
            draft.replace(path)
            saved.append(path)
        return saved

    def _push(self, new: Mapping[str, bytes], base: str | None, *, acts: Sequence[Act]) -> bool:
        before = self._resolve(f"refs/heads/{BRANCH}")
        at = max((act.at for act in acts), default=LONG_AGO)
        sha = self._repo.commit_files(BRANCH, new, self._message(new), at, parent=base)
        try:
            sent = self._repo.push(BRANCH, sha, base)
        except Blocked:
            if any(act.kind is ActKind.INTENT for act in acts):
                self._restore(before)  # never sent, so never acted on: it must not look like one
            raise
        if not sent and self._repo.has_remote:
            self._restore(before)
        return sent

    def _restore(self, before: str | None) -> None:
        ref = f"refs/heads/{BRANCH}"
        self._repo.run("update-ref", *((ref, before) if before else ("-d", ref)))

    def _resolve(self, ref: str) -> str | None:
        status, out, _ = self._repo.try_run("rev-parse", "--verify", "--quiet", ref)
        return out.decode().strip() if status == 0 else None

    def _local(self) -> dict[str, bytes]:
        tip = self._resolve(f"refs/heads/{BRANCH}") if self._repo.has_remote else None
        return self._repo.read_branch(tip) if tip else {}

    def _files(self) -> tuple[dict[str, bytes], list[Finding]]:
        """What the remote has, as last fetched, and what is only here."""
        if not self._repo.has_remote:
            return self._repo.read_branch(BRANCH), []
        sent = self._resolve(f"refs/remotes/origin/{BRANCH}")
        files = self._repo.read_branch(sent) if sent else {}
        local = self._local()
        findings = [
            _finding(path, "isinya di sini berbeda dari yang ada di server; yang di server dipakai")
            for path in sorted(local.keys() & files.keys())
            if local[path] != files[path]
        ]
        return local | files, findings

    def _signed(self, act: Act) -> Act:
        """The act with the run and the tool that record it, apart from who did it."""
        return replace(act, extra={"run": self._run, "tool": self._tool} | dict(act.extra))

    def _message(self, new: Mapping[str, bytes]) -> str:
        subject = f"Catat {len(new)} perbuatan" if len(new) > 1 else f"Catat {next(iter(new))}"
        return f"{subject}\n\n" + "\n".join(new) + f"\n\nJalan: {self._run}\nAlat: {self._tool}\n"


def path_of(act: Act) -> str:
    """Where an act is written; the same act has the same path."""
    for part in (act.item, act.channel or "x"):
        if not re.fullmatch(_ID, part):
            raise ValueError(f"cannot name a ledger file after {part!r}")
    folder = f"{act.item}/{act.revision}"
    if act.kind is ActKind.APPROVAL:
        return f"{folder}/{act.kind}-{act.extra['version'][:12]}.yml"
    if act.kind is ActKind.ORDER:
        return f"{folder}/{act.kind}.yml"
    return f"{folder}/{act.channel}/{act.attempt}-{act.kind}.yml"


def _read_file(path: str, content: bytes) -> tuple[Act | None, list[Finding]]:
    if not path.endswith(".yml"):
        return None, []  # a README a person put there does no harm
    try:
        act = act_from(content)
        if path_of(act) != path:
            raise ValueError(f"isinya milik {path_of(act)}")
    except (ValueError, KeyError) as trouble:
        return _damaged(path, str(trouble))
    return act, []


def _damaged(path: str, trouble: str) -> tuple[Act | None, list[Finding]]:
    """A file that cannot be read makes its promise doubtful, and no other."""
    named = _CHANNEL_FILE.fullmatch(path)
    if not named or _ITEM_FILE.fullmatch(path):
        return None, [_finding(path, f"berkas tidak terbaca ({trouble})")]
    item, revision, channel, attempt, _ = named.groups()
    act = Act(
        kind=ActKind.UNKNOWN,
        item=item,
        revision=int(revision),
        channel=channel,
        attempt=int(attempt or 1),
        at=LONG_AGO,
        actor="mesin",
        note="berkas buku catatan rusak",
        extra={"damaged": path},
    )
    message = (
        f"berkas tidak terbaca ({trouble}); {item} di {channel} menjadi tak pasti: periksa "
        f"jaringannya, lalu ketik redaksi settle {item} {channel} ada ALAMAT, atau tidak-ada"
    )
    return act, [_finding(path, message)]


def _finding(path: str, message: str) -> Finding:
    return Finding(where=f"{BRANCH}:{path}", rule="buku-catatan", message=message)
