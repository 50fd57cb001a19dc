"""Edge: the ledger, branch ``ledger``. One small file per act, written once, never over.

The path names the promise and the act, so that a file that cannot be read any more still says
whose doubt it is. Knows the Indonesian keys of its files; decides nothing.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.findings import Blocked, Finding
from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.edge.ledger_paths import BRANCH, LONG_AGO, damaged, finding, path_of

if TYPE_CHECKING:
    from pipeline.edge.git import Repository

# Git lets one pusher through every time, so somebody always gets on; no jitter is needed.
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4)

SCHEMA = 1
MAX_BYTES = 65_536
HEADER = "# Buku catatan Redaksi JDIH: satu berkas, satu perbuatan. Jangan diubah;\n"
HEADER += "# bila keliru, dibuat berkas baru.\n"

# What an act may carry besides its own fields: our word, the office's key.
EXTRA = {
    "run": "jalan",
    "tool": "alat",
    "version": "versi",
    "merge_commit": "komit_penggabungan",
    "approver": "penyetuju",
    "authors": "penyusun",
    "editor": "penyunting",
    "basis": "dasar",
    "group": "grup",
    "account": "akun",
    "wait_until": "tunggu_sampai",
}
_FIELDS = {
    "perbuatan": "kind",
    "konten": "item",
    "ralat": "revision",
    "kanal": "channel",
    "percobaan": "attempt",
    "waktu": "at",
    "oleh": "actor",
    "tautan": "url",
    "nomor_di_jaringan": "remote_id",
    "sidik_muatan": "payload",
    "keterangan": "note",
}
_REQUIRED = ("perbuatan", "konten", "ralat", "waktu", "oleh")


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
            finding(path, "isinya di sini berbeda dari yang ada di server; yang di server dipakai")
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


def _read_file(path: str, content: bytes) -> tuple[Act | None, list[Finding]]:
    if not path.endswith(".yml"):
        return None, []  # a README a person put there does no harm
    try:
        act = act_from(content)
        if path_of(act) != path:
            raise ValueError(f"isinya milik {path_of(act)}")
    except (ValueError, KeyError) as trouble:
        return damaged(path, str(trouble))
    return act, []


def file_of(act: Act) -> bytes:
    """The act as its file; the same act gives the same bytes."""
    import yaml

    pairs: dict[str, object] = {"skema": SCHEMA}
    for key, field in _FIELDS.items():
        value: object = getattr(act, field)
        if field == "at":
            value = act.at.astimezone(WITA).isoformat(timespec="seconds")
        elif field == "kind":
            value = act.kind.value
        if (value != "" and (act.channel or field != "attempt")) or key in _REQUIRED:
            pairs[key] = value
    unknown = act.extra.keys() - EXTRA.keys()
    if unknown:
        raise KeyError(f"no ledger key for {sorted(unknown)}: add it to EXTRA")
    pairs |= {key: act.extra[ours] for ours, key in EXTRA.items() if act.extra.get(ours)}
    text: str = yaml.safe_dump(pairs, sort_keys=False, allow_unicode=True, width=10_000)
    return (HEADER + text).encode()


def act_from(content: bytes) -> Act:
    """Read a file back. Raises ValueError with an Indonesian reason when it cannot be read."""
    import yaml

    if len(content) > MAX_BYTES:
        raise ValueError("terlalu besar")
    try:
        # The loader written in C is ten times as fast; years of acts are read in every run.
        found = yaml.load(content.decode(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except UnicodeDecodeError:
        raise ValueError("bukan UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ValueError("bukan YAML yang benar") from None
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise ValueError("bukan pasangan kunci dan isi")
    schema = found.pop("skema", None)
    if schema != SCHEMA or isinstance(schema, bool):
        raise ValueError(f"skema {schema} tidak dikenal versi ini")
    missing = [key for key in _REQUIRED if found.get(key) in (None, "")]
    if missing:
        raise ValueError(f"tanpa {', '.join(missing)}")
    ours = {key: word for word, key in EXTRA.items()}
    unknown = found.keys() - _FIELDS.keys() - ours.keys()
    if unknown:
        raise ValueError(f"kunci tak dikenal: {', '.join(sorted(unknown))}")
    return Act(
        kind=_kind(found["perbuatan"]),
        item=_text(found, "konten"),
        revision=_number(found, "ralat", least=0),
        channel=_text(found, "kanal"),
        attempt=_number(found, "percobaan", least=1) if "percobaan" in found else 1,
        at=_at(found["waktu"]),
        actor=_text(found, "oleh"),
        url=_text(found, "tautan"),
        remote_id=_text(found, "nomor_di_jaringan"),
        payload=_text(found, "sidik_muatan"),
        note=_text(found, "keterangan"),
        extra={ours[key]: _text(found, key) for key in found if key in ours},
    )


def _kind(value: object) -> ActKind:
    try:
        return ActKind(str(value))
    except ValueError:
        raise ValueError(f"perbuatan tak dikenal: {value}") from None


def _text(found: Mapping[str, object], key: str) -> str:
    value = found.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} bukan teks")
    return value


def _number(found: Mapping[str, object], key: str, *, least: int) -> int:
    value = found.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(f"{key} bukan bilangan")
    return value


def _at(value: object) -> datetime:
    """A moment with its offset; YAML may have read it already."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("waktu tidak terbaca") from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("waktu tanpa selisih jam")
    return value.astimezone(WITA)
