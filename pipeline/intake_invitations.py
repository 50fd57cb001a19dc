"""Intake of the answer to an invitation: whoever was invited acknowledges it (step 2)."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core.acknowledging import acknowledgement
from pipeline.core.drafting_asking import Asked, known_disposisi
from pipeline.core.findings import Finding
from pipeline.core.forge import Issue
from pipeline.core.harmless import plain
from pipeline.core.model import Person
from pipeline.desk import Desk, gather

ANSWER = ("Disposisi", "Kehadiran")
COMING = "Saya akan hadir"


def take_answer(
    desk: Desk, person: Person, issue: Issue, told: Mapping[str, str]
) -> str | list[Finding]:
    """The first answer counts: it says when the invitation had arrived."""
    with TemporaryDirectory() as scratch:
        world = gather(desk, desk.repository(), Path(scratch), fetch=True)
    asked = Asked("content/disposisi")
    number = asked.text(ANSWER[0], told[ANSWER[0]], limit=40, example="2027-001")
    if number:
        known_disposisi(asked, ANSWER[0], number, world.content)
    if asked.findings:
        return asked.findings
    act = acknowledgement(
        number,
        by=person.name,
        login=issue.author,
        coming=told[ANSWER[1]] == COMING,
        at=issue.opened,
        form=issue.url,
    )
    if not world.ledger.write([act]):
        return (
            f"Tanda terima Anda untuk undangan disposisi {plain(number)} sudah tercatat "
            "sebelumnya. Bila rencana Anda berubah, sampaikan kepada Sekretaris Redaksi."
        )
    return (
        f"**Tercatat:** undangan rapat disposisi {plain(number)} sudah diterima "
        f"{plain(person.name)}, {act.note}. Terima kasih."
    )
