"""How the page says dates and references."""

from datetime import UTC, date, datetime

import pytest

from pipeline.core.model import Reference
from pipeline.render.wording import cite, cite_all, day_text, month_text, short_name
from tests.editions import instrument

LAW = instrument("uu-7-2017", "7", 2017)
DECREE = instrument("kpt", "10/HK.04/08/2022", 2022, kind="Keputusan KPU", short_kind="")
REGISTER = {LAW.id: LAW, DECREE.id: DECREE}


def places(*pinpoints: str, of: str = "uu-7-2017") -> tuple[Reference, ...]:
    return tuple(Reference(instrument=of, pinpoint=pinpoint) for pinpoint in pinpoints)


def test_dates_are_indonesian_and_in_wita() -> None:
    """Sixteen hours UTC is already the next day in Pinrang."""
    assert day_text(date(2022, 3, 24)) == "24 Maret 2022"
    assert day_text(datetime(2026, 11, 30, 16, tzinfo=UTC)) == "1 Desember 2026"
    assert month_text(date(2026, 8, 1)) == "Agustus 2026"


def test_short_names() -> None:
    """A number that carries its year already does not get it twice."""
    assert short_name(LAW) == "UU 7/2017"
    assert short_name(DECREE) == "Keputusan KPU 10/HK.04/08/2022"
    assert cite(Reference(instrument="asing", pinpoint="Pasal 1"), REGISTER) == "asing Pasal 1"


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        (places("Pasal 2"), "UU 7/2017 Pasal 2"),
        (places("Pasal 2", "Pasal 3"), "UU 7/2017 Pasal 2 dan Pasal 3"),
        (places("Pasal 1", "Pasal 2", "Pasal 3"), "UU 7/2017 Pasal 1, Pasal 2, dan Pasal 3"),
        (places(""), "UU 7/2017"),
        (
            places("Pasal 2") + places("", of="kpt"),
            "UU 7/2017 Pasal 2; Keputusan KPU 10/HK.04/08/2022",
        ),
    ],
)
def test_places_in_one_instrument_are_told_together(
    basis: tuple[Reference, ...], text: str
) -> None:
    """The instrument is named once."""
    assert cite_all(basis, REGISTER) == text
