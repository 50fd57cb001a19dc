"""Reviewing: `review`: each week, one issue with what the office should look at again."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core.addresses import item_pages, judged, outer_links, pictures_of
from pipeline.core.content import Content
from pipeline.core.reviewing import Concern, changed_law, unread_posts
from pipeline.core.reviewing_text import LABEL, TITLE, review_body, review_lines
from pipeline.core.wire import Response
from pipeline.desk import Desk, gather, open_desk
from pipeline.edge.files import append
from pipeline.edge.looking import look_at
from pipeline.keeping import keep_one
from pipeline.overview import plan_ahead


def review(root: Path) -> int:
    """Look, tell, and on the forge's own machine keep one issue. Changes nothing else."""
    return review_at(open_desk(root))


def review_at(desk: Desk) -> int:
    with TemporaryDirectory() as scratch:
        world = gather(desk, desk.repository(), Path(scratch), fetch=True)
    content, now = world.content, desk.clock()
    concerns = [
        *changed_law(content, world.approvals.landed),
        *unread_posts(world.acts, plan_ahead(desk, world).waiting, now),
        *_unanswered(desk, content),
    ]
    desk.say("\n".join(review_lines(concerns)))
    body = review_body(concerns, now.date())
    if desk.settings.summary:
        append(desk.settings.summary, f"## Perlu ditinjau\n\n{body}\n")
    if desk.settings.in_ci and (forge := desk.forge()):
        desk.say(keep_one(forge, LABEL, TITLE, body, quiet=not concerns))
    return 0


def _unanswered(desk: Desk, content: Content) -> Iterable[Concern]:
    """Pages of ours, then the pictures they show, and other people's addresses."""

    def progress(done: int, total: int) -> None:
        desk.progress(f"memeriksa alamat {done}/{total}")

    pages, links = item_pages(content, desk.clock()), outer_links(content)
    answers = look_at(pages, whole=True, progress=progress)
    shown: dict[str, list[str]] = {}
    for url, answer in answers.items():
        for picture in pictures_of(url, _text(answer)):
            shown.setdefault(picture, []).append(pages[url])
    answers |= look_at([*shown, *links], progress=progress)
    where: Mapping[str, list[str]] = {**{u: [] for u in pages}, **shown, **links}
    return judged(answers, where)


def _text(answer: Response | str) -> str:
    if isinstance(answer, str) or answer.status != 200:
        return ""
    return answer.body.decode("utf-8", "replace")
