"""The register of legal instruments holds together, and the office's settings read cleanly."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.core.content import Content
from pipeline.core.instruments import INVERSE, Instrument, Relation
from pipeline.core.model import Mode, Role
from pipeline.edge.disk import read_content
from tests.demo import DEMO

ROOT = Path(__file__).parents[2]
REGISTER_ID = re.compile(r"[a-z]+-[0-9]+-[0-9]{4}")
UNVERIFIED = "(judul belum ditemukan; perlu diverifikasi)"


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(DEMO)


def normalised(instrument: Instrument) -> tuple[str, str, int]:
    """Kind, number and year without blanks, case or leading zeros."""
    number = re.sub(r"\s+", "", instrument.number).casefold()
    return instrument.kind, re.sub(r"\b0+(?=[0-9])", "", number), instrument.year


def test_register_sop_and_settings_read_without_findings(content: Content) -> None:
    """What this repository ships of the office's settings has no fault of its own."""
    ours = ("content/peraturan/", "content/halaman/", "content/sop.yml")
    settings = tuple(f"content/{name}.yml" for name in ("peran", "kanal", "rubrik", "kalender"))

    assert [str(f) for f in content.findings if f.where.startswith((*ours, *settings))] == []


def test_every_basis_of_the_sop_is_registered(content: Content) -> None:
    """Each of the twelve legal bases leads to entries of the register."""
    assert content.sop is not None
    cited = [name for basis in content.sop.bases for name in basis.instruments]

    assert [name for name in cited if name not in content.instruments] == []


def test_the_first_entry_of_each_basis_shows_the_text_of_the_sop(content: Content) -> None:
    """Register and SOP quote the same words."""
    assert content.sop is not None
    for basis in content.sop.bases:
        entry = content.instruments[basis.instruments[0]]

        assert entry.as_written == basis.cell.as_written


def test_every_basis_of_an_item_is_registered(content: Content) -> None:
    """No item cites what the register does not know."""
    cited = {(item.id, ref.instrument) for item in content.items.values() for ref in item.basis}

    assert sorted(pair for pair in cited if pair[1] not in content.instruments) == []


def test_ids_say_number_and_year(content: Content) -> None:
    """An entry's id is kind-number-year; a decree's number begins with that number."""
    for name, entry in content.instruments.items():
        kind_number, year = name.rsplit("-", 1)

        assert REGISTER_ID.fullmatch(name)
        assert int(year) == entry.year
        assert entry.number.split("/")[0] == kind_number.rsplit("-", 1)[1]


def test_numbers_are_unique(content: Content) -> None:
    """No instrument is registered twice under two spellings."""
    seen = Counter(map(normalised, content.instruments.values()))

    assert [key for key, times in seen.items() if times > 1] == []


def test_relations_lead_somewhere(content: Content) -> None:
    """A relation names an entry of the register, or an instrument by its plain name."""
    targets = {link.target for entry in content.instruments.values() for link in entry.links}
    lost = [name for name in targets if name not in content.instruments and " Nomor " not in name]

    assert lost == []


def test_relations_agree_both_ways(content: Content) -> None:
    """If A amends B, then B is amended by A, where both are registered."""
    stated = {
        (name, link.relation, link.target)
        for name, entry in content.instruments.items()
        for link in entry.links
        if link.target in content.instruments
    }

    assert [r for r in sorted(stated) if (r[2], INVERSE[r[1]], r[0]) not in stated] == []


def test_what_is_repealed_is_not_called_in_force(content: Content) -> None:
    """A repealed instrument says so, and its page tells not to rely on it."""
    for entry in content.instruments.values():
        repealed = any(link.relation is Relation.REPEALED_BY for link in entry.links)

        assert (entry.in_force is False) == repealed
        if entry.in_force is None:
            assert "belum diverifikasi" in entry.body


def test_an_untitled_entry_explains_itself(content: Content) -> None:
    """Where the title is unknown the entry says so and what the doubt is."""
    untitled = {name for name, entry in content.instruments.items() if entry.about == UNVERIFIED}

    assert untitled == {"permenpanrb-35-2021", "kepkpu-132-2016"}
    assert all("perlu diverifikasi" in content.instruments[name].slip for name in untitled)


def test_official_links_are_stable(content: Content) -> None:
    """Links go to an office's own domain, never to a detail page whose token changes."""
    for entry in content.instruments.values():
        assert re.fullmatch(r"https://[a-z.]+\.go\.id/", entry.official_url)


def test_the_shipped_roster_can_post_nothing(content: Content) -> None:
    """The roster is an example without berlaku_mulai: this repository never posts by itself."""
    assert content.roster is not None
    assert content.roster.demo
    assert content.roster.effective_from is None
    assert all(mail.endswith(".example") for p in content.roster.people for mail in p.emails)


def test_all_roles_are_held(content: Content) -> None:
    """Four people share the five roles of the SOP."""
    assert content.roster is not None
    held = {tenure.role for person in content.roster.people for tenure in person.tenures}

    assert (len(content.roster.people), held) == (4, set(Role))


def test_every_address_is_a_placeholder(content: Content) -> None:
    """Nothing shipped points at a real account or site."""
    assert content.channels is not None
    assert content.channels.site_url == "https://jdih-pinrang.example/"
    automatic = [c for c in content.channels.channels if c.mode is Mode.AUTOMATIC]
    assert [c.base_url for c in automatic] == ["https://mastodon.example"]


def test_series_with_the_weekly_grid(content: Content) -> None:
    """The series JDIH desks run, and which days are theirs."""
    days = {name: s.weekday for name, s in content.series.items() if s.weekday is not None}

    assert len(content.series) == 13
    assert days == {
        "pojok-jdih": 0,
        "tahukah-kamu": 1,
        "adagium": 2,
        "istilah-pemilu": 3,
        "one-week-one-pasal": 5,
        "kuis": 6,
    }
