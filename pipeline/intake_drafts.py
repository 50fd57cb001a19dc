"""Intake of drafts: the forms of steps 1, 3 and 4 become a branch; a person opens its proposal."""

from collections.abc import Callable, Mapping, Sequence

from pipeline.core import drafting, drafting_item, drafting_meeting
from pipeline.core.content import Content
from pipeline.core.drafting import DisposisiAnswers, draft_disposisi
from pipeline.core.drafting_asking import Written
from pipeline.core.drafting_item import ItemAnswers, draft_item
from pipeline.core.drafting_meeting import MeetingAnswers, draft_meeting
from pipeline.core.findings import Blocked, Finding
from pipeline.core.forge import Issue
from pipeline.core.forms import Read
from pipeline.core.harmless import plain
from pipeline.core.model import Person
from pipeline.desk import Desk
from pipeline.edge import branches
from pipeline.edge.forge_links import edit_page, github_page

DISPOSISI = (drafting.SUBJECT, drafting.BODY, drafting.RECIPIENTS)
MEETING = (
    drafting_meeting.DAY,
    drafting_meeting.PLACE,
    drafting_meeting.DISPOSISI,
    drafting_meeting.INVITED,
    drafting_meeting.ATTENDANCE,
    drafting_meeting.DECISIONS,
    drafting_meeting.TASKS,
    drafting_meeting.EVIDENCE,
    drafting_meeting.NOTES,
)
ITEM = (
    drafting_item.TITLE,
    drafting_item.NAME,
    drafting_item.SERIES,
    drafting_item.DISPOSISI,
    drafting_item.SUMMARY,
    drafting_item.BASIS,
    drafting_item.SCHEDULED,
    drafting_item.BODY,
)
Draft = Callable[[Content, frozenset[str]], Read[Written]]
Told = Mapping[str, str]
_TEMPLATES = {
    "rapat": "rapat.md",
    "konsep": "konten.md",
    "ralat": "ralat.md",
}  # of the proposal, by kind of branch
_TRIES = 4  # two forms at once want one number: the second takes the next


def take_disposisi(desk: Desk, person: Person, issue: Issue, told: Told) -> str | list[Finding]:
    """Step 1, numbered; dated when the form was filled in."""
    filled = DisposisiAnswers(
        sender=person.name,
        subject=told[drafting.SUBJECT],
        body=told[drafting.BODY],
        recipients=told[drafting.RECIPIENTS],
    )

    def draft(content: Content, taken: frozenset[str]) -> Read[Written]:
        return draft_disposisi(filled, content, issue.opened, taken)

    return propose(desk, issue, "disposisi", draft)


def take_meeting(desk: Desk, person: Person, issue: Issue, told: Told) -> str | list[Finding]:
    """Step 3. Photographs stay in the office's store: only name and fingerprint are noted."""
    filled = MeetingAnswers(
        day=told[drafting_meeting.DAY],
        place=told[drafting_meeting.PLACE],
        disposisi=told[drafting_meeting.DISPOSISI],
        invited=told[drafting_meeting.INVITED],
        attendance=told[drafting_meeting.ATTENDANCE],
        decisions=told[drafting_meeting.DECISIONS],
        tasks=told[drafting_meeting.TASKS],
        evidence=told[drafting_meeting.EVIDENCE],
        notes=told[drafting_meeting.NOTES],
    )

    def draft(content: Content, taken: frozenset[str]) -> Read[Written]:
        return draft_meeting(filled, content, issue.opened, taken)

    return propose(desk, issue, "rapat", draft)


def take_item(desk: Desk, person: Person, issue: Issue, told: Told) -> str | list[Finding]:
    """Step 4, with the skeleton of its series where nothing is written yet."""
    filled = ItemAnswers(
        name=told[drafting_item.NAME],
        title=told[drafting_item.TITLE],
        series=told[drafting_item.SERIES],
        disposisi=told[drafting_item.DISPOSISI],
        summary=told[drafting_item.SUMMARY],
        basis=told[drafting_item.BASIS],
        scheduled=told[drafting_item.SCHEDULED],
        body=told[drafting_item.BODY],
    )

    def draft(content: Content, taken: frozenset[str]) -> Read[Written]:
        return draft_item(filled, content, issue.opened, taken)

    return propose(desk, issue, "konsep", draft)


def propose(desk: Desk, issue: Issue, kind: str, draft: Draft) -> str | list[Finding]:
    """Push the branch of this form, once, and say how its proposal is opened."""
    repo = desk.repository()
    mark = f"Formulir: {issue.url}"
    for _ in range(_TRIES):
        base = repo.fetch("main")
        if base is None:
            raise Blocked("cabang main belum ada", where=str(repo.root), remedy="ketik: git fetch")
        if made := branches.marked(repo, kind, mark):
            return _answer(issue, made, [], ())
        written, findings = draft(branches.read_main(repo, base), branches.taken(repo))
        if written is None:
            return findings
        message = f"{written.subject}\n\n{mark}\nDiisi-oleh: @{issue.author}\n"
        files = {path: text.encode() for path, text in written.files.items()}
        sha = repo.commit_files(written.branch, files, message, desk.clock(), parent=base)
        if repo.push(written.branch, sha, None):
            return _answer(issue, written.branch, [*written.files], written.assignments)
    raise Blocked("cabangnya terus didahului yang lain", remedy="jalankan ulang alur kerja ini")


def _answer(issue: Issue, branch: str, files: list[str], assignments: Sequence[str]) -> str:
    """What was made, the link that opens the proposal, and who makes what until when."""
    kind, repository = branch.partition("/")[0], issue.url.rpartition("/issues/")[0]
    lines = [f"Sudah ditulis pada cabang `{branch}`. Terima kasih.", ""]
    page = github_page(repository, branch, _TEMPLATES.get(kind, ""))
    if kind in ("konsep", "ralat"):
        places = "".join(f"\n   {edit_page(repository, branch, path)}" for path in files)
        lines += [
            f"1. [Buka usulannya]({page}), tekan panah di samping tombol hijau, lalu "
            "**Create draft pull request**.",
            f"2. Lengkapi setiap tanda \\[TULIS: …\\] di berkasnya:{places}",
            "3. Bila sudah lengkap, tekan **Ready for review** pada usulan itu.",
        ]
    else:
        lines += [
            f"Berikutnya: [buka usulannya]({page}), tekan **Create pull request**, lalu Pemimpin "
            "Redaksi atau Wakil menggabungkannya dengan **Merge pull request**."
        ]
    if assignments:
        lines += ["", "Pembagian tugas:", "", *(f"- {plain(one)}" for one in assignments)]
        form = f"{repository}/issues/new?template=usulan-konten.yml"
        lines += ["", f"Mulai mengerjakannya sesudah notula digabungkan: [usulan konten]({form})."]
    return "\n".join(lines)
