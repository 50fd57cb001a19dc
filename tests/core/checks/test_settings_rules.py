"""Rules for settings as a whole: what would double every post, what keeps an archive how long."""

from types import SimpleNamespace

from pipeline.core.checks.settings import (
    days_counted_as_written,
    one_channel_per_account,
    one_retention_per_series,
)
from pipeline.core.content import Content
from pipeline.core.days import DayUnit
from pipeline.core.model import Channel, Channels, Mode
from pipeline.core.retention import Fate, Retention
from pipeline.core.sop import DayRule
from tests.core.checks import worlds


def desk(*channels: Channel) -> Content:
    listed = Channels(site_url="https://jdih.example/", office="KPU", channels=channels)
    return worlds.content(worlds.item(), channels=listed)


def channel(name: str, mode: Mode = Mode.AUTOMATIC, **more: str) -> Channel:
    return Channel(id=name, network="mastodon", mode=mode, label="Mastodon", **more)


def test_two_channels_of_one_account_are_refused() -> None:
    """Everything would be posted there twice; the finding names both."""
    one, two = (channel(name, account=account) for name, account in (("a", "jdih"), ("b", "JDIH")))

    (found,) = one_channel_per_account(desk(one, two))
    assert found.message == (
        'Hapus kanal "b" atau ubah akunnya: kanal "a" sudah memakai akun itu, jadi semua unggahan '
        "akan dobel di sana."
    )


def test_other_accounts_groups_and_closed_channels_are_fine() -> None:
    """One network may have several accounts, one phone several groups."""
    fine = desk(
        channel("a", account="jdih"),
        channel("b", account="humas"),
        channel("c", account="jdih", mode=Mode.OFF),
        channel("d", group="Grup A"),
        channel("e", group="Grup B"),
    )

    assert list(one_channel_per_account(fine)) == []


def kept(*series: str) -> Retention:
    return Retention(series=series, active=1, inactive=2, fate=Fate.REVIEWED, basis="JRA")


def test_a_series_is_kept_by_one_rule_that_names_it() -> None:
    """A name that is no series, a series named twice, a second rule for all the others."""
    known = next(iter(worlds.content(worlds.item()).series))
    rules = (kept(known), kept("berita-kegiatn", known), kept(), kept())
    found = one_retention_per_series(worlds.content(worlds.item(), retention=rules))
    fine = worlds.content(worlds.item(), retention=(kept(known), kept()))

    assert [finding.message.partition(":")[0] for finding in found] == [
        'Ubah rubrik "berita-kegiatn"',
        "Hapus salah satu",
        "Hapus salah satu",
    ]
    assert list(one_retention_per_series(fine)) == []


def test_the_words_for_days_are_those_that_count() -> None:
    """Changed in one place and not in the other, a kartu kendali would say both."""

    def told(unit: DayUnit) -> list[str]:
        days = DayRule(unit=unit, zone="", rule="Batasnya akhir hari kerja ke-n.", inferred="")
        found = worlds.content(worlds.item(), sop=SimpleNamespace(days=days))
        return [finding.message for finding in days_counted_as_written(found)]

    assert told(DayUnit.WORKING) == []
    assert told(DayUnit.CALENDAR) == [
        'Ubah aturan: tertulis "hari kerja", padahal yang dihitung hari kalender (satuan hari: '
        "hari-kalender). Ganti kata itu, atau ubah satuannya."
    ]
