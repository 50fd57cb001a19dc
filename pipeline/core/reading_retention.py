"""Core: the border for the retention rules, ``content/retensi.yml`` (reading.py is full)."""

from pipeline.core import forms
from pipeline.core.forms import Read, whole
from pipeline.core.keys import Doc, Keys
from pipeline.core.retention import Fate, Retention

_YEARS = 100


def read_retention(doc: Doc, where: str) -> Read[tuple[Retention, ...]]:
    page = Keys(doc, where)
    page.schema("skema", 1)
    rules = tuple(
        Retention(
            series=keys.texts("rubrik", like=forms.SLUG, example="tahukah-kamu"),
            active=keys.number("aktif", low=0, high=_YEARS),
            inactive=keys.number("inaktif", low=0, high=_YEARS),
            fate=keys.choice("nasib", Fate),
            basis=keys.text("dasar", limit=200),
        )
        for keys in page.each("retensi")
    )
    return whole(rules, page.complaints())
