"""Core: equal treatment of who stands in an election, and no call to vote for anybody.

UU 7/2017 Pasal 20 binds a regency's office to treat participants fairly and equally; the incident
behind it is a sister office's post of some candidates' material.
"""

import re
from collections.abc import Iterator

from pipeline.core.checks.passages import Passage, passages
from pipeline.core.content import Content
from pipeline.core.contests import Contest
from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.core.quoting import own_words

_CALL = re.compile(
    r"\b(?:pilih(?:lah)?|coblos(?:lah)?|menangkan|dukung(?:lah)?)\s+(?:saja\s+)?"
    r"(?:(?:paslon|pasangan\s+calon|calon|caleg|partai|nomor|no\.?)\s+){1,2}(?:urut\s+)?\d{1,3}\b",
    re.IGNORECASE,
)


def no_call_to_vote(item: Item, content: Content) -> Iterator[Finding]:
    """Nobody is told whom to vote for: "coblos nomor 2"."""
    for passage in passages(item):
        for found in _CALL.finditer(own_words(passage.text)):
            written = " ".join(found[0].split())
            message = f'Hapus ajakan memilih "{written}": penyelenggara tidak memihak siapa pun.'
            yield _hold(passage, found.start(), "ajakan-memilih", message)


def no_campaign_hashtags(item: Item, content: Content) -> Iterator[Finding]:
    """A campaign's hashtag is nobody's but the campaign's."""
    tags = {
        tag.casefold().lstrip("#")
        for contest in content.contests
        for one in contest.participants
        for tag in one.hashtags
    }
    for tag in item.hashtags:
        if tag.casefold() in tags:
            yield Finding(
                where=item.where,
                line=item.lines.get("hashtags", 1),
                rule="tagar-peserta",
                message=f'Hapus tagar "{tag}": itu tagar kampanye peserta (content/peserta.yml).',
            )


def names_all_alike(item: Item, content: Content) -> Iterator[Finding]:
    """Who names one participant names all of the list, in its order: page and each caption."""
    texts = list(passages(item))
    captions = set(item.texts.values())
    page = [one for one in texts if one.text not in captions]
    for shown in (page, *([one] for one in texts if one.text in captions)):
        for contest in content.contests:
            yield from _equal(shown, contest)


def _equal(shown: list[Passage], contest: Contest) -> Iterator[Finding]:
    """``shown`` is what a reader sees together."""
    places = {}
    for one in contest.participants:
        place = _first(shown, one.names)
        if place is not None:
            places[one.number] = place
    missing = [one.name for one in contest.participants if one.number not in places]
    if not places:
        return
    at, start = min(places.values())
    if missing:
        named = ", ".join(f'"{name}"' for name in missing[:5])
        more = f" dan {len(missing) - 5} lainnya" if len(missing) > 5 else ""
        message = (
            f"Sebut semua peserta {contest.name}, atau tidak satu pun: belum ada {named}{more}."
        )
        yield _hold(shown[at], start, "peserta-tak-lengkap", message)
    elif list(places.values()) != sorted(places.values()):
        order = ", ".join(f'{one.number} "{one.name}"' for one in contest.participants[:5])
        message = f"Urutkan peserta {contest.name} menurut nomor urut: {order}."
        yield _hold(shown[at], start, "urutan-peserta", message)


def _first(shown: list[Passage], names: tuple[str, ...]) -> tuple[int, int] | None:
    """The first place at which one of the names stands, whole and in any case."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    for at, passage in enumerate(shown):
        if found := pattern.search(passage.text):
            return at, found.start()
    return None


def _hold(passage: Passage, start: int, rule: str, message: str) -> Finding:
    return Finding(where=passage.where, line=passage.line(start), rule=rule, message=message)
