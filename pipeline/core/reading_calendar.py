"""Core: the border for ``content/kalender.yml``: days off, days to keep in mind, phases."""

from pipeline.core import forms, model
from pipeline.core.contests import EVERY_SERIES, Phase
from pipeline.core.forms import Read, whole
from pipeline.core.keys import Doc, Keys
from pipeline.core.occasions import Occasion, yearly_day

SCHEMA = 1
_DAY = "10 Desember"


def read_calendar(doc: Doc, where: str) -> Read[model.Calendar]:
    page = Keys(doc, where)
    page.schema("skema", SCHEMA)
    free, working = page.each("libur_tambahan"), page.each("hari_kerja_tambahan")
    named = [(keys.day("tanggal"), keys.text("nama")) for keys in (*free, *working)]
    forms.refuse_twice([*free, *working], "tanggal", [[str(day)] for day, _ in named])
    off, on = dict(named[: len(free)]), dict(named[len(free) :])
    yearly = [_occasion(k) for k in page.each("hari_penting", f"{{tanggal: {_DAY}, nama: …}}")]
    phases = tuple(map(_phase, page.each("tahapan", "{nama: …, mulai: …, sampai: …}")))
    noun = model.Calendar(
        extra_holidays=off,
        extra_workdays=on,
        phases=phases,
        occasions=tuple(occasion for occasion in yearly if occasion),
    )
    return whole(noun, page.complaints())


def _occasion(keys: Keys) -> Occasion | None:
    """A day of each year; its date is written without a year."""
    typed, name = keys.text("tanggal", example=_DAY), keys.text("nama", limit=200)
    day, basis = yearly_day(typed), keys.text("dasar", required=False)
    if typed and day is None:
        message = f'Ubah {keys.label("tanggal")}: tulis hari dan bulannya, seperti "{_DAY}".'
        keys.complain("tanggal", "bentuk-nilai", message)
    return Occasion(name=name, day=day, basis=basis, line=keys.line("nama")) if day else None


def _phase(keys: Keys) -> Phase:
    first, last = keys.day("mulai"), keys.day("sampai")
    if last < first:
        message = f"Ubah {keys.label('sampai')}: {last} mendahului mulai {first}."
        keys.complain("sampai", "urutan-tanggal", message)
    held, warned = (
        keys.texts(key, like=forms.SLUG, example=f"{EVERY_SERIES} atau kuis")
        for key in ("tahan", "saran")
    )
    name, line = keys.text("nama", limit=200), keys.line("nama")
    return Phase(name=name, first=first, last=last, held=held, warned=warned, line=line)
