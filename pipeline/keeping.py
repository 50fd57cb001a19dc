"""Keeping: one issue on the forge that always says how things stand; whoever looks, looks there."""

from pipeline.core.keeping import sync
from pipeline.edge.forge import Forge


def keep_one(forge: Forge, label: str, title: str, body: str, *, quiet: bool) -> str:
    """Exactly one open issue says it; return what was done, as a sentence.

    Quiet: there is nothing to say, so none is opened; one that is open is told so.
    """
    name = label.capitalize()
    wanted = sync(forge.issues(label=label), body, quiet=quiet)
    if wanted is None:
        return f"{name}: tidak ada yang perlu ditulis."
    for other in wanted.close:
        forge.close_issue(other.number)
    if wanted.keep is None:
        return f"{name} dibuka: {forge.open_issue(title, body, [label]).url}"
    if wanted.changed:
        forge.edit_issue(wanted.keep.number, body=body)
        return f"{name} diperbarui: {wanted.keep.url}"
    return f"{name} sudah yang terbaru: {wanted.keep.url}"
