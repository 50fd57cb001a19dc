"""Core: rules for the office's settings that need names from outside the core, passed in.

Networks live in the registry of adapters, card families and pictures in the designer's folder.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches

from pipeline.core.checks.markup import SHOWN
from pipeline.core.content import Content
from pipeline.core.days import DayUnit
from pipeline.core.findings import Finding, Severity
from pipeline.core.model import Contact, Mode

ContentCheck = Callable[[Content], Iterable[Finding]]

CHANNELS, SERIES = "content/kanal.yml", "content/rubrik.yml"
RETENTION, SOP = "content/retensi.yml", "content/sop.yml"
FORMATS = "site/formats.yml"


def known_networks(names: Collection[str]) -> ContentCheck:
    """Every channel's network is one that this tool speaks to."""

    def check(content: Content) -> Iterator[Finding]:
        for channel in content.channels.channels if content.channels else ():
            if channel.network not in names:
                message = f'Ubah jaringan kanal "{channel.id}": "{channel.network}" tidak dikenal; '
                message += _advice(channel.network, names)
                yield Finding(
                    where=CHANNELS, line=channel.line, rule="jaringan-asing", message=message
                )

    return check


def fitting_formats(wrong: Callable[[str], Iterable[tuple[int, str]]]) -> ContentCheck:
    """The designer's formats have shapes that the networks in use take.

    ``wrong`` tells of a network the lines of site/formats.yml that it refuses, and why.
    """

    def check(content: Content) -> Iterator[Finding]:
        for channel in content.channels.channels if content.channels else ():
            for line, why in wrong(channel.network) if channel.mode is not Mode.OFF else ():
                message = f"Ubah ukuran ini: {channel.label} menolak {why}."
                yield Finding(where=FORMATS, line=line, rule="ukuran-kartu", message=message)

    return check


def one_channel_per_account(content: Content) -> Iterator[Finding]:
    """No two channels lead to one account: everything would be posted there twice."""
    first: dict[tuple[str, ...], str] = {}
    for channel in content.channels.channels if content.channels else ():
        if channel.mode is Mode.OFF:
            continue
        place = (channel.network, channel.base_url, channel.account.lower(), channel.group.lower())
        other = first.setdefault(place, channel.id)
        if other != channel.id:
            message = (
                f'Hapus kanal "{channel.id}" atau ubah akunnya: kanal "{other}" sudah memakai akun '
                "itu, jadi semua unggahan akan dobel di sana."
            )
            yield Finding(where=CHANNELS, line=channel.line, rule="akun-ganda", message=message)


def contact_given(content: Content) -> Iterator[Finding]:
    """A page that shows how the office is reached has something to show."""
    if content.channels and content.channels.contact == Contact():
        for page in content.pages.values():
            if page.shows_contact:
                message = f'Tambahkan "kontak:": halaman "{page.title}" menampilkannya; tulis '
                message += "surel, telepon, alamat, atau jam_layanan di bawahnya."
                yield Finding(
                    where=CHANNELS, rule="kontak", message=message, severity=Severity.ADVICE
                )


def known_families(names: Collection[str]) -> ContentCheck:
    """Every series is drawn by a card family that exists."""

    def check(content: Content) -> Iterator[Finding]:
        for series in content.series.values():
            if series.cards not in names:
                message = f'Ubah kartu rubrik "{series.id}": "{series.cards}" tidak ada; '
                message += _advice(series.cards, names)
                yield Finding(where=SERIES, line=series.line, rule="kartu-asing", message=message)

    return check


def one_retention_per_series(content: Content) -> Iterator[Finding]:
    """Every series has one rule at most, and each rule names series that exist."""
    ruled: set[str] = set()
    for name in (name for rule in content.retention for name in rule.series or ("",)):
        message = ""
        if name and content.series and name not in content.series:
            message = f'Ubah rubrik "{name}": tidak ada; {_advice(name, content.series)}'
        elif name in ruled:
            what = f'rubrik "{name}"' if name else "semua rubrik lain (tanpa baris rubrik)"
            message = f"Hapus salah satu: {what} sudah mempunyai masa simpan."
        ruled.add(name)
        if message:
            yield Finding(where=RETENTION, rule="retensi", message=message)


def days_counted_as_written(content: Content) -> Iterator[Finding]:
    """The words of `aturan` name the days that `hari` says: a kartu kendali prints both."""
    days = content.sop.days if content.sop else None
    for other in DayUnit if days else ():
        if days and other is not days.unit and other.label in days.rule.lower():
            message = (
                f'Ubah aturan: tertulis "{other.label}", padahal yang dihitung {days.unit.label} '
                f"(satuan hari: {days.unit}). Ganti kata itu, atau ubah satuannya."
            )
            yield Finding(where=SOP, rule="satuan-hari", message=message)


def known_pictures(names: Collection[str]) -> ContentCheck:
    """Every picture on a page is one of the tool's own screens."""

    def check(content: Content) -> Iterator[Finding]:
        for page in content.pages.values():
            for found in SHOWN.finditer(page.body):
                if found["name"] not in names:
                    first = content.body_lines.get(page.where, 1)
                    yield Finding(
                        where=page.where,
                        line=first + page.body.count("\n", 0, found.start()),
                        rule="gambar-asing",
                        message=f'Ubah gambar "{found["name"]}": ' + _advice(found["name"], names),
                    )

    return check


def _advice(wrong: str, names: Collection[str]) -> str:
    near = get_close_matches(wrong, names, n=1)
    return f'maksudnya "{near[0]}"?' if near else f"pilih salah satu: {', '.join(sorted(names))}."
