"""Core: every text of an item that the public may read, with its line, for checks that read all."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.core.model import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    text: str
    first_line: int
    markdown: bool = False

    def line(self, place: int) -> int:
        """Return the line of a place; folded YAML texts have one line, that of their key."""
        return self.first_line + (self.text.count("\n", 0, place) if self.markdown else 0)


def passages(item: Item) -> Iterator[Passage]:
    def line(key: str) -> int:
        return item.lines.get(key, 1)

    yield Passage(text=item.title, first_line=line("title"))
    if item.card_title != item.title:
        yield Passage(text=item.card_title, first_line=line("card_title"))
    yield Passage(text=item.summary, first_line=line("summary"))
    yield Passage(text=item.body, first_line=item.body_line, markdown=True)
    if "slides" in item.lines:  # else the slides are the body
        for slide in item.slides:
            yield Passage(text=slide.title, first_line=slide.line)
            yield Passage(text=slide.text, first_line=slide.line, markdown=True)
    for picture in item.pictures:
        yield Passage(text=picture.alt, first_line=line("pictures"))
        yield Passage(text=picture.credit, first_line=line("pictures"))
    for text in item.texts.values():
        yield Passage(text=text, first_line=line("texts"))
    if item.correction:
        yield Passage(text=item.correction.note, first_line=line("correction"))
    if item.withdrawal:
        yield Passage(text=item.withdrawal.reason, first_line=line("withdrawal"))
