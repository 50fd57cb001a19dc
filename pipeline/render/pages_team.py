"""Draws: the team's page: what is under way and whose turn it is. Unlisted; says nothing private.

Of what is not approved it shows the name of the folder alone: no title, no text, no reason.
"""

from dataclasses import dataclass
from typing import Any

from pipeline.core.control_card import ControlCard
from pipeline.core.days import DAYS
from pipeline.core.status_matter import Mark, Matter
from pipeline.core.status_text import counts, groups, timing, whose
from pipeline.core.telling import STEP_NAMES
from pipeline.render import jdihn, wording
from pipeline.render.document_item import standing, step_row
from pipeline.render.edition import Edition
from pipeline.render.kit import secret_name
from pipeline.render.pages_agenda import view
from pipeline.render.shell import Page, root_of, sketch

_POSTING = frozenset(
    {Mark.DOUBTFUL, Mark.DIFFERS, Mark.FAULTY, Mark.TAKEDOWN, Mark.WAITING, Mark.LATER}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One matter as the page shows it."""

    step: str
    name: str
    title: str  # of approved items alone
    subject: str
    link: str  # the item's own page; "" while it has none
    timing: str
    late: bool
    turn: str
    note: str


def team_folder(site_url: str) -> str:
    """Where the page lies: linked nowhere, the same at every run (as the kits: kit.py)."""
    return f"tim/{secret_name('tim', site_url)}"


def team_page(edition: Edition) -> list[Page]:
    """One page, or none where nobody took stock, as in a preview."""
    status = edition.status
    if status is None:
        return []
    folder = team_folder(edition.site_url)
    shown = {item.id for item in edition.items()}
    body = sketch(
        "team.j2",
        root=root_of(folder),
        day=f"{DAYS[status.at.weekday()]}, {wording.day_text(status.at)}",
        counts=counts(status),
        notes=status.notes,
        plan=view(edition.agenda, edition, folder) if edition.agenda else None,
        control=[_control(card) for card in edition.control if card.item.id in shown],
        unsent=jdihn.records(edition)[1],
        groups=[
            (heading, [_entry(matter, edition, shown) for matter in matters])
            for heading, matters in groups(status)
        ],
    )
    return [
        Page(
            folder=folder,
            title="Keadaan pekerjaan redaksi",
            description="Halaman kerja redaksi: apa yang berjalan dan giliran siapa.",
            body=body,
            searchable=False,
            listed=False,
        )
    ]


def _entry(matter: Matter, edition: Edition, shown: set[str]) -> Entry:
    item = edition.content.items.get(matter.subject)
    return Entry(
        step=matter.step,
        name=STEP_NAMES[matter.step],
        title=item.title if item and item.id in shown else "",
        subject=matter.subject,
        link=f"konten/{matter.subject}/" if matter.subject in shown else "",
        timing=timing(matter),
        late=matter.late > 0,
        turn=whose(matter) if matter.roles or matter.people else "",
        note=matter.note if matter.mark in _POSTING or (item and matter.step == "8") else "",
    )


def _control(card: ControlCard) -> dict[str, Any]:
    """A kartu kendali as the page shows it; of why a step was left out it says nothing."""
    rows = [step_row(step, card.addresses) | {"missing": step.missing} for step in card.steps]
    return {"item": card.item, "standing": standing(card), "rows": rows}
