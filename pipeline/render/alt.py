"""Draws: the alternative text of a card, from the same words that are on it."""

from collections.abc import Collection

from pipeline.core.model import Item
from pipeline.render.facts import Facts

MOST = 1000  # what networks take at the least
FIRST = 125  # a screen reader's first breath


def alt_text(item: Item, facts: Facts, shown: Collection[str]) -> str:
    """Say what the card shows: kind and place first, then its words in reading order."""

    def words(role: str) -> str:
        if role not in shown:
            return ""
        blocks = facts.blocks.get(role)
        return (
            " ".join(_stopped(f"{_letter(b.bullet)}{b.text}") for b in blocks)
            if blocks
            else facts.texts.get(role, "")
        )

    place = f", gambar {facts.page} dari {facts.pages}" if facts.pages else ""
    kind = f"Kartu {facts.texts.get('kicker', 'JDIH')}{place}"
    head = words("heading") or words("quote") or words("title") or "Baca selengkapnya"
    first = _stopped(f"{kind}: {head}")
    if len(first) > FIRST:
        first = f"{_stopped(kind)} {_stopped(head)}"
    basis = words("basis")
    if basis and not basis.startswith("Dasar hukum"):
        basis = f"Dasar hukum: {basis}"
    large = " ".join(t for t in (words("pinpoint"), words("instrument"), words("about")) if t)
    parts = [first, words("verdict"), words("byline"), large, words("state"), words("body")]
    parts += [words("options"), words("steps"), basis, words("account")]
    if "qr" in shown:
        parts.append(f"Kode QR menuju {facts.address}")
    if "photo" in shown and item.pictures:
        parts.append(f"Gambar: {item.pictures[0].alt}")
    if "ribbon" in shown:
        parts.append("Bertanda CONTOH")
    return _within([_stopped(part) for part in parts if part])


def _letter(bullet: str) -> str:
    """Say the letter of an answer, the number of a step; a mere dot is not said."""
    return f"{bullet} " if bullet not in {"", "•"} else ""


def _stopped(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…", ".”", "?”")) else f"{text}."


def _within(parts: list[str]) -> str:
    """Leave out whole sentences from the longest part until the limit is kept."""
    while len(" ".join(parts)) > MOST:
        n = max(range(len(parts)), key=lambda k: len(parts[k]))
        shorter = parts[n].rsplit(". ", 1)[0]
        if shorter == parts[n]:
            shorter = parts[n][: len(parts[n]) // 2].rsplit(" ", 1)[0]
        parts[n] = _stopped(shorter)
    return " ".join(parts)
