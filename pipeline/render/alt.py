"""Draws: the alternative text of a card, from the same words that are on it."""

from pipeline.core.model import Item
from pipeline.render.layout import Facts

MOST = 1000  # what networks take at the least
FIRST = 125  # a screen reader's first breath


def alt_text(item: Item, facts: Facts, body: str) -> str:
    """Say what the card shows: kind and place first, then its words in reading order."""
    texts = facts.texts
    place = f", gambar {facts.page} dari {facts.pages}" if facts.pages else ""
    head = texts.get("heading") or texts.get("quote") or texts.get("title", "")
    if "account" in texts:
        head = "Baca selengkapnya"
    kind = f"Kartu {texts.get('kicker', 'JDIH')}{place}"
    first = _stopped(f"{kind}: {head}")
    if len(first) > FIRST:
        first = f"{_stopped(kind)} {_stopped(head)}"
    parts = [first]
    if texts.get("byline"):
        parts.append(_stopped(texts["byline"]))
    if body and body != head:
        parts.append(_stopped(body))
    if texts.get("basis"):
        label = "" if texts["basis"].startswith("Dasar hukum") else "Dasar hukum: "
        parts.append(_stopped(label + texts["basis"]))
    if "account" in texts:
        parts.append(_stopped(f"Kode QR menuju {facts.address}"))
    if facts.photo and item.pictures:
        parts.append(_stopped(f"Foto: {item.pictures[0].alt}"))
    if facts.demo:
        parts.append("Bertanda CONTOH.")
    return _within(parts)


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
