"""How far an open proposal has come: who edited, who sent it back and why, who is waited for."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from pipeline.core.forge import Comment, Proposal, ProposedCommit, Review, Turn, Verdict
from pipeline.core.model import WITA, Person, Role, Roster, Tenure
from pipeline.core.progress import State
from pipeline.core.proposals_steps import (
    Conversation,
    proposed_steps,
    sent_back,
    to_ask,
    waiting_for,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=WITA)
HEAD, OLD = "b" * 40, "a" * 40
BECAUSE = "Sebut pasal dan ayatnya dengan lengkap."


def person(login: str, *roles: Role, until: date | None = None) -> Person:
    tenures = tuple(Tenure(role=role, since=date(2026, 1, 1), until=until) for role in roles)
    return Person(name=login.title(), emails=(), logins=(login,), tenures=tenures)


ROSTER = Roster(
    people=(
        person("ketua", Role.EDITOR_IN_CHIEF),
        person("wakil", Role.DEPUTY),
        person("sari", Role.EDITOR),
        person("putra", Role.PRODUCER),
        person("mantan", Role.EDITOR, until=date(2026, 6, 30)),
    ),
    effective_from=date(2026, 1, 1),
)
DRAFT = Proposal(
    number=7,
    title="Hak",
    author="putra",
    body="",
    url="https://github.example/kpu/jdih/pull/7",
    head=HEAD,
    branch="konsep/hak",
    base="main",
    draft=True,
    opened=NOON,
    ready_at=None,
)
READY = replace(DRAFT, draft=False, ready_at=NOON + timedelta(hours=3), ready_by="sari")
TALK = Conversation(
    proposal=DRAFT,
    reviews=(),
    commits=(ProposedCommit(sha=HEAD, login="putra"),),
    comments=(),
    drafted=None,
    roster=ROSTER,
    today=NOON.date(),
)


def said(
    login: str, state: Verdict, commit: str = HEAD, *, hour: int = 1, body: str = ""
) -> Review:
    return Review(
        login=login, state=state, commit=commit, at=NOON + timedelta(hours=hour), body=body
    )


def comment(login: str, body: str, *, day: int = 0) -> Comment:
    return Comment(id=1, author=login, body=body, at=NOON + timedelta(days=day), is_machine=False)


APPROVED, COMMENTED = Verdict.APPROVED, Verdict.COMMENTED
REFUSED, DISMISSED = Verdict.CHANGES_REQUESTED, Verdict.DISMISSED

EDITED: dict[str, tuple[tuple[Review, ...], tuple[str, ...]]] = {
    "approved": ((said("sari", APPROVED),), ("Sari",)),
    "read without asking for anything": ((said("sari", COMMENTED),), ("Sari",)),
    "an older version": ((said("sari", APPROVED, OLD),), ()),
    "refused": ((said("sari", REFUSED),), ()),
    "refused, then talked": ((said("sari", REFUSED), said("sari", COMMENTED, hour=2)), ()),
    "refused, then approved": ((said("sari", REFUSED), said("sari", APPROVED, hour=2)), ("Sari",)),
    "taken back": ((said("sari", APPROVED), said("sari", DISMISSED, hour=2)), ()),
    "no editor": ((said("ketua", APPROVED), said("putra", APPROVED)), ()),
    "no longer an editor": ((said("mantan", APPROVED),), ()),
    "a stranger": ((said("siapa", APPROVED),), ()),
}


@pytest.mark.parametrize(("reviews", "names"), EDITED.values(), ids=EDITED)
def test_who_has_edited(reviews: tuple[Review, ...], names: tuple[str, ...]) -> None:
    """An editor in office, on exactly this head, who asks for nothing more."""
    assert replace(TALK, reviews=reviews).editors == names


def test_an_amendment_is_an_edit_too() -> None:
    """By the last commit; the only author of a text is not its editor."""
    hers = ProposedCommit(sha=HEAD, login="sari")

    assert replace(TALK, commits=(*TALK.commits, hers)).editors == ("Sari",)
    assert replace(TALK, commits=(hers, *TALK.commits)).editors == ()
    alone = replace(TALK, proposal=replace(DRAFT, author="sari"), commits=(hers,))
    assert replace(alone, reviews=(said("sari", APPROVED),)).editors == ()


def test_a_machine_is_no_author() -> None:
    """A form's branch is opened by a machine: whoever filled it stands in its commits."""
    talk = replace(TALK, proposal=replace(DRAFT, author="github-actions[bot]"))

    assert talk.authors == ("Putra",)


def test_sent_back_with_a_reason() -> None:
    """The review's own words, or those of the same person afterwards; answered by a new head."""
    back = sent_back(replace(TALK, reviews=(said("ketua", REFUSED, body=BECAUSE),)))
    assert back and (back.name, back.reason, back.answered) == ("Ketua", BECAUSE, False)

    bare = replace(TALK, reviews=(said("ketua", REFUSED, OLD, body="ulang"),))
    back = sent_back(bare)
    assert back and (back.reason, back.answered) == ("", True)
    back = sent_back(replace(bare, comments=(comment("ketua", BECAUSE, day=1),)))
    assert back and back.reason == BECAUSE
    others = (comment("sari", BECAUSE, day=1), comment("ketua", BECAUSE, day=-1))
    back = sent_back(replace(bare, comments=others))
    assert back and back.reason == ""


@pytest.mark.parametrize("body", ["", "ulang", "." * 40, "a b c d e f", "\u200b" * 40])
def test_a_reason_says_something(body: str) -> None:
    """Fifteen letters: dots and a single word are none."""
    back = sent_back(replace(TALK, reviews=(said("ketua", REFUSED, body=body),)))

    assert back and back.reason == ""


def test_made_a_draft_again_is_sending_back() -> None:
    """By somebody else than its author, and not by us; an approval of the refuser settles it."""
    for login, is_back in (("ketua", True), ("putra", False), ("github-actions[bot]", False)):
        turn = Turn(login=login, at=NOON + timedelta(hours=5))
        assert bool(sent_back(replace(TALK, drafted=turn))) is is_back

    settled = (said("ketua", REFUSED, body=BECAUSE), said("ketua", APPROVED, hour=2))
    assert sent_back(replace(TALK, reviews=settled)) is None


def waiting(talk: Conversation, *, held: bool = False, behind: tuple[int, ...] = ()) -> str:
    found = waiting_for(talk, held=held, behind=behind)
    return f"{', '.join(found.who)}: {found.what}"


def test_who_is_waited_for() -> None:
    """The next act in the SOP's order; whoever wrote it is not asked to edit or approve it."""
    edited = replace(TALK, reviews=(said("sari", APPROVED),))
    ready = replace(edited, proposal=READY)
    refused = replace(ready, reviews=(said("ketua", REFUSED, body=BECAUSE),))

    assert waiting(TALK, held=True) == "Putra: memperbaiki temuan yang menahan"
    assert waiting(TALK, behind=(3, 2)).startswith(": usulan #2, #3, yang lebih dahulu")
    assert waiting(TALK) == "Sari: menyunting (langkah 5)"
    assert waiting(edited).startswith("Sari: menyerahkan dengan tombol Ready for review")
    assert waiting(ready).startswith("Ketua, Wakil: menyetujui dengan tombol Merge pull request")
    assert waiting(refused) == "Putra: memperbaiki menurut catatan Ketua"
    by_chief = replace(ready, proposal=replace(READY, author="ketua"), commits=())
    assert waiting(by_chief).startswith("Wakil: menyetujui")


def test_nobody_in_office_is_said_by_role() -> None:
    """Without anybody who may, the role is named: the doctor says the rest."""
    nobody = replace(TALK, roster=Roster(people=(), effective_from=None))

    assert waiting(nobody) == "Sekretaris Redaksi/Editor: menyunting (langkah 5)"


def test_who_is_asked_to_approve() -> None:
    """Everybody who may, did not write it and has not spoken about exactly this version."""
    edit = said("sari", APPROVED)

    assert to_ask(replace(TALK, reviews=(edit,))) == ("ketua", "wakil")
    assert to_ask(replace(TALK, reviews=(edit, said("ketua", COMMENTED)))) == ("wakil",)
    assert to_ask(replace(TALK, reviews=(edit, said("ketua", COMMENTED, OLD)))) == (
        "ketua",
        "wakil",
    )


def test_editors_are_asked_before_approvers() -> None:
    """Handed over unedited: the editing step comes first, whoever pressed the button."""
    assert to_ask(replace(TALK, proposal=READY)) == ("sari",)
    assert to_ask(replace(TALK, proposal=READY, reviews=(said("sari", REFUSED),))) == ()


def test_steps_four_to_six() -> None:
    """By the forge's clock: opened, edited, handed over, and by whom."""
    talk = replace(TALK, proposal=READY, reviews=(said("sari", APPROVED),))
    found = [(one.step, one.state, one.who, one.at) for one in proposed_steps(talk)]

    assert found == [
        ("4", State.DONE, ("Putra",), NOON),
        ("5", State.DONE, ("Sari",), NOON + timedelta(hours=1)),
        ("6", State.DONE, ("Sari",), NOON + timedelta(hours=3)),
    ]
    begun = proposed_steps(replace(TALK, reviews=(said("sari", REFUSED),)))
    assert [(one.step, one.state) for one in begun][1:] == [("5", State.RUNNING)]
