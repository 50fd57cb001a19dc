"""Draws: turn the little Markdown that a card can carry into blocks of styled runs."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.render.text import Block, Run

_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|__(?P<bold2>.+?)__"
    r"|(?<![\w*])\*(?P<italic>[^*\s][^*]*?)\*(?![\w*])|(?<!\w)_(?P<italic2>[^_\s][^_]*?)_(?!\w)"
)
_DROPPED = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<!--.*?-->|</?[a-zA-Z][^>]*>", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])")
_BULLET = re.compile(r"\s*(?:[-*+]|(\d+|[A-E])[.)])\s+(.*)")  # "A." begins an answer of a quiz
_SENTENCE = re.compile(r"(?<=[.!?])[”\")]?\s+(?=[“\"(]?[A-Z0-9])")
_SHORT = ("No.", "Rp.", "Jl.", "hlm.", "dll.", "dsb.", "s.d.", "Kab.", "Prov.", "Kec.", "a.n.")


def plain(text: str) -> str:
    """Return text as one line without marks of Markdown."""
    return " ".join(block.text for block in blocks(text, {}))


def lead(body: str) -> str:
    """Return the Markdown before the first section."""
    return re.split(r"^##\s", body, maxsplit=1, flags=re.MULTILINE)[0].strip()


def quotation(text: str) -> tuple[str, str]:
    """Part a block quotation from the words around it: (quotation, rest)."""
    quoted: list[str] = []
    rest: list[str] = []
    for line in text.splitlines():
        (quoted if line.lstrip().startswith(">") else rest).append(line)
    return "\n".join(line.lstrip()[1:].strip() for line in quoted).strip(), "\n".join(rest).strip()


def blocks(text: str, fonts: Mapping[str, str]) -> list[Block]:
    """Read paragraphs and lists; ``fonts`` names the fonts for regular, bold and italic."""
    found: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", _clean(text)):
        pending: list[str] = []
        bullet = ""
        for line in paragraph.splitlines():
            heading = re.match(r"\s*#{1,6}\s+(.*?)\s*#*$", line)
            entry = _BULLET.match(line)
            if heading or entry:
                _close(found, pending, bullet, fonts)
                pending, bullet = [], ""
            if heading:
                _close(found, [f"**{heading[1]}**"], "", fonts)
            elif entry:
                pending, bullet = [entry[2]], f"{entry[1]}." if entry[1] else "•"
            elif re.fullmatch(r"\s*([-*_]\s*){3,}|[\s|:+-]*-{3}[\s|:+-]*", line):
                continue
            else:
                pending.append(
                    re.sub(r"^\s*>\s?", "", line).strip().strip("|").replace(" | ", " – ")
                )
        _close(found, pending, bullet, fonts)
    return found


def _clean(text: str) -> str:
    text = _LINK.sub(r"\1", _DROPPED.sub("", unicodedata.normalize("NFC", text)))
    return text.replace("\r\n", "\n").replace("`", "").replace("\\", "")


def _close(found: list[Block], lines: list[str], bullet: str, fonts: Mapping[str, str]) -> None:
    text = " ".join(" ".join(lines).split())
    if text:
        found.append(Block(runs=tuple(_styled(text, fonts)), bullet=bullet))


def _styled(text: str, fonts: Mapping[str, str]) -> Iterator[Run]:
    regular = fonts.get("regular", "")
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Run(text[at : match.start()], regular)
        bold = match["bold"] or match["bold2"]
        inner = bold or match["italic"] or match["italic2"]
        yield Run(inner.replace("**", ""), fonts.get("bold" if bold else "italic", regular))
        at = match.end()
    if at < len(text):
        yield Run(text[at:], regular)


def sentences(block: Block) -> list[Block]:
    """Part a paragraph into sentences, for text that flows to the next slide."""
    text, cuts = block.text, []
    for match in _SENTENCE.finditer(text):
        if not text[: match.start()].endswith(_SHORT):
            cuts.append(match.end())
    found, start = [], 0
    for end in [*cuts, len(text)]:
        runs = _slice(block.runs, start, end)
        if any(run.text.strip() for run in runs):
            found.append(Block(runs=runs, bullet=block.bullet if start == 0 else ""))
        start = end
    return found


def _slice(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    found, at = [], 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append(Run(piece, run.font))
        at += len(run.text)
    return tuple(found)
