"""Core: no call to vote for anybody, and nobody's campaign hashtags. Equal treatment: alike.py."""

import re
from collections.abc import Collection, Iterable, Iterator

from pipeline.core.checks.alike import halves, naming
from pipeline.core.checks.passages import Passage, passages
from pipeline.core.checks.saying import hold
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item
from pipeline.core.quoting import own_words

_ASK = (
    r"\b(?:pilih(?:lah)?|coblos(?:lah)?|contreng(?:lah)?|tusuk(?:lah)?|menangkan|dukung(?:lah)?)"
    r"[\s*_]+(?:saja\s+)?"
)
_CALL = re.compile(
    rf"{_ASK}"
    r"(?:(?:(?:paslon|pasangan(?:\s+calon)?|calon(?:\s+[a-z]+)?|caleg|cabup|cagub|capres|partai"
    r"|nomor|no\.?)[\s*_]+){1,2}(?:urut[\s*_]+)?\d{1,3}|0\d)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?<!\w)#(\w+)")
_LEAST_NAME = 8  # letters
_CAMPAIGN = 'Hapus tagar "{}": itu tagar kampanye peserta (content/peserta.yml).'


def no_call_to_vote(item: Item, content: Content) -> Iterator[Finding]:
    """Nobody is told whom to vote for: "coblos nomor 2", or by name."""
    people = [one for contest in content.contests for one in contest.participants]
    names = [re.compile(f"{_ASK}{naming(one).pattern}", re.IGNORECASE) for one in people]
    for passage in passages(item):
        own = own_words(passage.text)
        for found in (m for pattern in (_CALL, *names) for m in pattern.finditer(own)):
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
    named = named_in_one_word(content)
    series = content.series.get(item.series)
    for tag in (*item.hashtags, *(series.hashtags if series else ())):
        if message := _campaigns(tag, tag, tags, named):
            yield hold(item, "hashtags", "tagar-peserta", message)
    for passage in passages(item):
        for found in _TAG.finditer(passage.text):
            if message := _campaigns(found[0], found[1], tags, named):
                yield _hold(passage, found.start(), "tagar-peserta", message)


def named_in_one_word(content: Content) -> frozenset[str]:
    """Participants' names as a hashtag writes them; short ones may be part of any word."""
    every = (p for contest in content.contests for p in contest.participants)
    names = (half for one in every for name in one.names for half in (name, *halves(name)))
    joined = (re.sub(r"\W+", "", name).casefold() for name in names)
    return frozenset(name for name in joined if len(name) >= _LEAST_NAME)


def _campaigns(shown: str, tag: str, tags: Collection[str], named: Iterable[str]) -> str:
    """What is said of a hashtag that is a campaign's, or has somebody's name in it."""
    word = tag.casefold()
    if word in tags:
        return _CAMPAIGN.format(shown)
    if any(name in word for name in named):
        return f'Hapus tagar "{shown}": memuat nama peserta (content/peserta.yml).'
    return ""


def _hold(passage: Passage, start: int, rule: str, message: str) -> Finding:
    return Finding(where=passage.where, line=passage.line(start), rule=rule, message=message)
