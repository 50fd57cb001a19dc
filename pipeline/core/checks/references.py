"""Core: what an item refers to is there: series, channels, disposisi, instruments, a task."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from pipeline.core.checks.saying import advise, hold
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Item, Mode


def _advice(wrong: str, known: Iterable[str]) -> str:
    choices = list(known)
    near = get_close_matches(wrong, choices, n=1)
    return f'maksudnya "{near[0]}"?' if near else f"pilih salah satu: {', '.join(choices)}."


def known_series(item: Item, content: Content) -> Iterator[Finding]:
    """The series is one of rubrik.yml."""
    if item.series and content.series and item.series not in content.series:
        message = f'Ubah rubrik: "{item.series}" tidak ada di rubrik.yml; '
        yield hold(item, "series", "rubrik-asing", message + _advice(item.series, content.series))


def known_channels(item: Item, content: Content) -> Iterator[Finding]:
    """Channels named by an item are those of kanal.yml; one that is off gets nothing."""
    if content.channels is None:
        return
    if item.channels == ():
        message = "Hapus kunci kanal, atau isi: dengan daftar kosong tidak ada yang diunggah."
        yield advise(item, "channels", "kanal-kosong", message)
    known = [channel.id for channel in content.channels.channels]
    places = (("channels", "kanal", item.channels or ()), ("texts", "teks", tuple(item.texts)))
    for field, key, named in places:
        for n, name in enumerate(named):
            at = f"{field}.{name}" if field == "texts" else f"{field}.{n}"
            channel = content.channels.get(name)
            if channel is None:
                message = f'Ubah {key}: "{name}" tidak ada di kanal.yml; {_advice(name, known)}'
                yield hold(item, at, "kanal-asing", message)
            elif channel.mode is Mode.OFF:
                message = (
                    f'Kanal "{name}" sedang mati di kanal.yml: tidak ada yang diunggah ke sana.'
                )
                yield advise(item, at, "kanal-mati", message)


def known_disposisi(item: Item, content: Content) -> Iterator[Finding]:
    """Every item comes from a disposisi on file (SOP step 1)."""
    path = f"content/disposisi/{item.disposisi}.md"
    if item.disposisi and item.disposisi not in content.disposisi and not content.is_broken(path):
        message = f"Buat {path}, atau ubah disposisi: nomor itu belum ada."
        yield hold(item, "disposisi", "disposisi-hilang", message)


def known_basis(item: Item, content: Content) -> Iterator[Finding]:
    """Every legal basis is an entry of the register."""
    for n, reference in enumerate(item.basis):
        name = reference.instrument
        path = f"content/peraturan/{name}.md"
        if name and name not in content.instruments and not content.is_broken(path):
            near = get_close_matches(name, content.instruments, n=1)
            advice = f'maksudnya "{near[0]}"?' if near else f"buat {path}."
            message = f'Ubah dasar_hukum: "{name}" belum ada di register; {advice}'
            yield hold(item, f"basis.{n}", "dasar-hukum-asing", message)


def has_task(item: Item, content: Content) -> Iterator[Finding]:
    """A meeting assigned the item (SOP step 3)."""
    tasks = (task for minutes in content.minutes.values() for task in minutes.tasks)
    if all(task.item != item.id for task in tasks) and not content.is_broken("content/rapat"):
        message = f'Sebut konten ini dalam notula rapat: "tugas: [{{konten: {item.id}, …}}]".'
        yield advise(item, 1, "tanpa-tugas", message)


def in_order(item: Item, content: Content) -> Iterator[Finding]:
    """The meeting that gave the task came after the disposisi that called for it (steps 1, 3)."""
    disposisi = content.disposisi.get(item.disposisi)
    for minutes in content.minutes.values():
        if disposisi is None or all(task.item != item.id for task in minutes.tasks):
            continue
        if minutes.day < disposisi.at.date():
            message = (
                f"Periksa disposisi: notula {minutes.day} yang menugaskan konten ini mendahului "
                f"disposisi {disposisi.number} ({disposisi.at.date()})."
            )
            yield advise(item, "disposisi", "urutan-sop", message)
        elif disposisi.number not in minutes.disposisi:
            message = (
                f"Periksa disposisi: notula {minutes.day} yang menugaskan konten ini tidak "
                f"menyebut disposisi {disposisi.number}."
            )
            yield advise(item, "disposisi", "urutan-sop", message)
