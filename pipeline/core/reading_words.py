"""Core: the border for the office's word list, ``content/kata.yml`` (reading.py is full)."""

from pipeline.core import forms
from pipeline.core.forms import Read, whole
from pipeline.core.keys import Doc, Keys
from pipeline.core.spelling import Preferred, WordList

_MOST = 3000


def read_words(doc: Doc, where: str) -> Read[WordList]:
    page = Keys(doc, where)
    page.schema("skema", 1)
    listed = page.each("baku", "{bukan: ijin, tulis: izin}", most=_MOST)
    preferred = tuple(
        Preferred(
            wrong=keys.text("bukan", limit=60),
            right=keys.text("tulis", limit=60),
            advice=keys.flag("saran"),
        )
        for keys in listed
    )
    forms.refuse_twice(listed, "bukan", [[one.wrong.casefold()] for one in preferred])
    words = page.texts("kata", limit=60, most=_MOST, example="pilkada")
    noun = WordList(words=frozenset(word.casefold() for word in words), preferred=preferred)
    return whole(noun, page.complaints())
