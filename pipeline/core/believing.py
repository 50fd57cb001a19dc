"""Core: which records of the ledger are believed. Whoever may write the branch may forge a file."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.core.findings import Finding
from pipeline.core.posting import Act, ActKind

Owns = Callable[[str, str], bool]  # whether an address can be a post of this channel


def believed(acts: Iterable[Act], owns: Owns) -> tuple[list[Act], list[Finding]]:
    """An address that the channel's network never gives is nobody's receipt: the promise becomes
    doubtful, and the address reaches neither page nor message."""
    kept: list[Act] = []
    found: list[Finding] = []
    for act in acts:
        if not act.url or not act.channel or owns(act.channel, act.url):
            kept.append(act)
            continue
        where = f"{act.item}/{act.revision}/{act.channel}/{act.attempt}-{act.kind}.yml"
        kept.append(
            replace(act, kind=ActKind.UNKNOWN, url="", extra={**act.extra, "damaged": where})
        )
        message = (
            f"tautannya bukan alamat unggahan di kanal {act.channel}; {act.item} menjadi tak "
            "pasti: cari siapa yang menulis berkas ini, periksa jaringannya, lalu ketik redaksi "
            f"settle {act.item} {act.channel} ada ALAMAT, atau tidak-ada"
        )
        found.append(Finding(where=f"ledger:{where}", rule="buku-catatan", message=message))
    return kept, found
