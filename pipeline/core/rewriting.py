"""Core: corrections that are written into the post that is up, where its pictures stay the same.

Writing the same words twice is writing them once, so a lost answer is nobody's doubt for long.
"""

from collections.abc import Iterable, Mapping

from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.standing import Stage, Standing


def rewritable(
    promise: Promise,
    recorded: Mapping[Promise, Standing],
    acts: Iterable[Act],
    seals: Mapping[str, str],
) -> Act | None:
    """The receipt of the post that this correction can be written into.

    The last one before it on its channel: the program's own, still up, with the very same
    pictures, for no network lets a machine exchange those.
    """
    before = [
        (one.revision, stands.act)
        for one, stands in recorded.items()
        if (one.item, one.channel) == (promise.item, promise.channel)
        and one.revision < promise.revision
        and stands.stage is Stage.SETTLED
        and stands.act
    ]
    if not before:
        return None
    _, receipt = max(before, key=lambda pair: pair[0])
    gone = {act.promise for act in acts if act.kind is ActKind.REMOVED}
    same = receipt.extra.get("pictures") == seals.get(promise.key, "")
    return receipt if receipt.remote_id and same and receipt.promise not in gone else None


def rewriting(receipt: Act) -> dict[str, str]:
    """What a claim says of the post that it writes into: its number and its address."""
    return {"rewrites": f"{receipt.remote_id} {receipt.url}"}


def rewrites(intent: Act | None) -> tuple[str, str] | None:
    """The number and address of the post that a claim writes into; None: it makes a new one."""
    number, _, url = intent.extra.get("rewrites", "").partition(" ") if intent else ("", "", "")
    return (number, url) if number else None
