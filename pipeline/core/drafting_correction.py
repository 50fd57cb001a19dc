"""Core: a mistake that somebody reported becomes the beginning of a correction (ralat)."""

from datetime import date

from pipeline.core.causes import CorrectionCause
from pipeline.core.drafting_asking import Written
from pipeline.core.drafting_item import TO_WRITE
from pipeline.core.model import Correction, Item
from pipeline.core.writing import with_correction

_NOTE = f"{TO_WRITE}apa yang keliru, dan apa yang benar menurut sumbernya]"
_HINT = "Perbaiki juga isinya di bawah. Yang dilaporkan: "


def correction_branch(item: Item) -> str:
    """One branch for each number: a second report meets the first one's."""
    return f"ralat/{item.id}-{item.revision + 1}"


def draft_correction(
    item: Item, page: str, fault: str, cause: CorrectionCause | None, day: date
) -> Written:
    """The page of main with the next correction begun; what was reported stands as a comment.

    The comment is for whoever goes on; the public note must be her own words.
    """
    noun = Correction(number=item.revision + 1, day=day, note=_NOTE, cause=cause)
    return Written(
        branch=correction_branch(item),
        files={item.where: with_correction(page, noun, hint=_HINT + fault)},
        subject=f"ralat: {item.id} ke-{noun.number}",
        template="ralat.md",
    )
