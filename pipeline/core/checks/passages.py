"""Core: every text that the public or the repository's readers see, with its place, for checks."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.core.content import Content
from pipeline.core.model import Item

SOP = "content/sop.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    text: str
    where: str
    first_line: int = 1
    markdown: bool = False

    def line(self, place: int) -> int:
        """Return the line of a place; folded YAML texts have one line, that of their key."""
        return self.first_line + (self.text.count("\n", 0, place) if self.markdown else 0)


def passages(item: Item) -> Iterator[Passage]:
    """Yield the texts of an item."""

    def plain(text: str, field: str) -> Passage:
        return Passage(text=text, where=item.where, first_line=item.line(field))

    def markdown(text: str, line: int) -> Passage:
        return Passage(text=text, where=item.where, first_line=line, markdown=True)

    yield plain(item.title, "title")
    if item.card_title != item.title:
        yield plain(item.card_title, "card_title")
    yield plain(item.summary, "summary")
    yield markdown(item.body, item.body_line)
    if "slides" in item.lines:  # else the slides are the body
        for slide in item.slides:
            yield Passage(text=slide.title, where=item.where, first_line=slide.line)
            yield markdown(slide.text, slide.line)
    for n, picture in enumerate(item.pictures):
        yield plain(picture.alt, f"pictures.{n}")
        yield plain(picture.credit, f"pictures.{n}")
    for channel, text in item.texts.items():
        yield plain(text, f"texts.{channel}")
    if item.correction:
        yield plain(item.correction.note, "correction")
    if item.withdrawal:
        yield plain(item.withdrawal.reason, "withdrawal")


def published(content: Content) -> Iterator[Passage]:
    """Yield what becomes pages without being items: plain pages, the register, settings."""
    for page in content.pages.values():
        yield _body(content, page.where, page.body)
        for text in (page.title, page.summary):
            yield Passage(text=text, where=page.where)
    for entry in content.instruments.values():
        yield _body(content, entry.where, entry.body)
        notes = (link.note for link in entry.links)
        for text in (entry.about, entry.slip, *notes, *entry.articles.values()):
            yield Passage(text=text, where=entry.where)
    for series in content.series.values():
        for text in (series.name, series.description):
            yield Passage(text=text, where="content/rubrik.yml", first_line=series.line)
    for channel in content.channels.channels if content.channels else ():
        for text in (channel.label, channel.account, channel.group):
            yield Passage(text=text, where="content/kanal.yml", first_line=channel.line)


def records(content: Content) -> Iterator[Passage]:
    """Yield disposisi and minutes: never published, but as public as the repository is."""
    for disposisi in content.disposisi.values():
        yield Passage(text=disposisi.subject, where=disposisi.where)
        yield _body(content, disposisi.where, disposisi.body)
    for minutes in content.minutes.values():
        for decision in minutes.decisions:
            yield Passage(text=decision, where=minutes.where)
        yield _body(content, minutes.where, minutes.body)


def _body(content: Content, where: str, body: str) -> Passage:
    return Passage(
        text=body, where=where, first_line=content.body_lines.get(where, 1), markdown=True
    )
