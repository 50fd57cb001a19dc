"""Core: what the ledger keeps of steps 7 and 8, and whether main still says the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Item
from pipeline.core.ordering import standing_order
from pipeline.core.plan import Plan
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.recovery import recovery_acts
from pipeline.core.sop import Sop
from pipeline.core.verdicts import Approvals

_ITEMS = "content/konten/"
_RULE = "riwayat"


def formalities(
    approvals: Approvals,
    items: Mapping[str, Item],
    acts: Iterable[Act],
    plan: Plan,
    promised: Iterable[Promise],
    now: datetime,
    sop: Sop | None,
    calendar: str,
) -> list[Act]:
    """The acts of steps 7 and 8 that the ledger does not have yet.

    An approval for every version that is in force, for the page shows it; the standing order for
    what goes out now and was not ordered by a person. The order names its channels: those that
    come later are not meant (promising.py). ``calendar`` is the version that days are counted with.
    """
    recorded = {_identity(act) for act in acts}
    ordered = {(owed.promise.item, owed.promise.revision) for owed in plan.owed}
    channels: dict[tuple[str, int], list[str]] = {}
    for promise in promised:
        channels.setdefault((promise.item, promise.revision), []).append(promise.channel)
    found = recovery_acts(approvals)
    for item in items.values():
        evidence = approvals.evidence.get(f"{_ITEMS}{item.id}")
        if evidence is None or evidence.oid is None:
            continue
        approval = Act(
            kind=ActKind.APPROVAL,
            item=item.id,
            revision=item.revision,
            channel="",
            at=evidence.at,
            actor=evidence.approver,
            extra={
                "version": evidence.oid,
                "merge_commit": evidence.merge,
                "authors": ", ".join(evidence.authors),
                "editor": ", ".join(evidence.editors),
                "calendar": calendar,
                **({"cause": cause} if (cause := item.cause) else {}),
                **({"proposal": evidence.record.url} if evidence.record else {}),
                **({"emergency": evidence.urgent.reason} if evidence.urgent else {}),
            },
        )
        found.append(approval)
        if (item.id, item.revision) in ordered:
            named = channels.get((item.id, item.revision), ())
            found.append(
                standing_order(
                    evidence, item.revision, named, approvals=approvals, sop=sop, now=now
                )
            )
    return [act for act in found if _identity(act) not in recorded]


def _identity(act: Act) -> tuple[str, int, ActKind, str]:
    return act.item, act.revision, act.kind, act.extra.get("version", "")


def lost_approvals(approvals: Approvals, acts: Iterable[Act]) -> list[Finding]:
    """Main no longer has a merge that the ledger recorded: somebody rewrote its history.

    An item whose approved version went with it is held: what came back in its place may be what
    was corrected or withdrawn since. Where only the names of the commits changed, as after
    personal data was removed from the history, that is said and nothing is held.
    """
    chain = frozenset(approvals.chain)
    latest: dict[str, Act] = {}
    for act in sorted(acts, key=lambda act: act.at):
        if act.kind is ActKind.APPROVAL and act.extra.get("merge_commit"):
            latest[act.item] = act
    gone = [act for act in latest.values() if act.extra["merge_commit"] not in chain]
    other = [a for a in gone if a.extra.get("version") != approvals.approved.get(_unit(a))]
    found = [_held(act) for act in sorted(other, key=lambda act: act.item)]
    if len(gone) > len(other):
        found.append(_renamed(gone, len(gone) - len(other)))
    return found


def _unit(act: Act) -> str:
    return f"{_ITEMS}{act.item}"


def _held(act: Act) -> Finding:
    merge = act.extra["merge_commit"][:12]
    message = (
        f"Riwayat main berubah: versi yang disetujui {act.actor} pada {act.at:%d-%m-%Y} "
        f"(penggabungan {merge}) tidak ada lagi di main. Minta admin TI memulihkan main, atau "
        "ajukan lagi versi yang benar; sementara itu konten ini tidak diunggah."
    )
    return Finding(where=f"{_unit(act)}/index.md", rule=_RULE, message=message)


def _renamed(gone: Sequence[Act], count: int) -> Finding:
    first = min(gone, key=lambda act: act.at)
    message = (
        f"Riwayat main ditulis ulang: {count} persetujuan di buku catatan menunjuk penggabungan "
        f"yang tidak ada lagi, sejak {first.at:%d-%m-%Y}. Isinya masih sama; catat sebabnya."
    )
    return Finding(where="main", rule=_RULE, message=message, severity=Severity.ADVICE)


def unsent(commits: int) -> list[Finding]:
    """Say that what only this machine has on main does not count."""
    if not commits:
        return []
    message = (
        f"Di komputer ini main memuat {commits} perubahan yang belum ada di server; yang dipakai "
        "main di server. Kirim perubahan itu lewat usulan."
    )
    return [Finding(where="main", rule="belum-terkirim", message=message, severity=Severity.ADVICE)]
