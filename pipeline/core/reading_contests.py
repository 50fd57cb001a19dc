"""Core: the border for ``content/peserta.yml``: the elections and who stands in them."""

from pipeline.core import forms
from pipeline.core.contests import Contest, Participant
from pipeline.core.forms import Read, whole
from pipeline.core.keys import Doc, Keys

_MOST = 100


def read_contests(doc: Doc, where: str) -> Read[tuple[Contest, ...]]:
    page = Keys(doc, where)
    page.schema("skema", 1)
    listed = page.each("pemilihan", "{nama: …, peserta: […]}", most=_MOST)
    contests = tuple(
        Contest(name=keys.text("nama", limit=200), participants=_participants(keys))
        for keys in listed
    )
    return whole(contests, page.complaints())


def _participants(page: Keys) -> tuple[Participant, ...]:
    listed = page.each("peserta", "{nomor: 1, nama: …}", most=_MOST)
    found = tuple(
        Participant(
            number=keys.number("nomor", low=1, high=999),
            name=keys.text("nama", limit=200),
            called=keys.texts("sebutan", limit=200),
            hashtags=keys.texts("tagar", limit=100),
        )
        for keys in listed
    )
    forms.refuse_twice(listed, "nomor", [[str(one.number)] for one in found])
    return tuple(sorted(found, key=lambda one: one.number))
