"""Core: the border outwards: nouns as files with the office's keys, so that reading.py reads them
back letter by letter. Judges nothing."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.core import model
from pipeline.core.doc import Doc
from pipeline.core.reading import SCHEMA

Head = Mapping[str, object]

# What every YAML reader takes for this very text, in a list in brackets too. "no" is false to
# some, "8:30" a number, "# 3" a comment: all others stand in quotes.
_PLAIN = re.compile(r"[^\W\d_][\w ()/.-]*[\w).]|[12]\d{3}-\d\d[\w:+-]*[\w]|[^\W\d_]")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def disposisi_head(noun: model.Disposisi) -> Head:
    return {
        "skema": SCHEMA,
        "nomor": noun.number,
        "tanggal": noun.at.isoformat(timespec="seconds"),
        "dari": noun.sender,
        "kepada": [role.value for role in noun.recipients],
        "perihal": noun.subject,
    }


def minutes_head(noun: model.Minutes) -> Head:
    return {
        "skema": SCHEMA,
        "tanggal": noun.day.isoformat(),
        **({"undangan": noun.invited.isoformat(timespec="seconds")} if noun.invited else {}),
        "tempat": noun.place,
        "disposisi": list(noun.disposisi),
        "kehadiran": [{"peran": a.role.value, "jumlah": a.count} for a in noun.attendance],
        "putusan": list(noun.decisions),
        "tugas": [
            {"konten": t.item, "peran": t.role.value, "batas": t.due.isoformat()}
            for t in noun.tasks
        ],
        **({"bukti": [_evidence(one) for one in noun.evidence]} if noun.evidence else {}),
    }


def _evidence(one: model.Evidence) -> Head:
    return {"nama": one.name, "sha256": one.sha256}


def item_head(noun: model.Item) -> Head:
    """The keys of a new item: no correction, no pictures, nothing for one channel alone."""
    moment = noun.scheduled.isoformat(timespec="seconds") if noun.scheduled else ""
    basis = [_reference(one) for one in noun.basis]
    return {
        "skema": SCHEMA,
        "judul": noun.title,
        "rubrik": noun.series,
        "disposisi": noun.disposisi,
        "ringkasan": noun.summary,
        **({"dasar_hukum": basis} if basis else {}),
        **({"tayang": moment} if moment else {}),
    }


def _reference(one: model.Reference) -> Head:
    place = {"bagian": one.pinpoint} if one.pinpoint else {}
    return {"peraturan": one.instrument, **place}


def roster_head(noun: model.Roster) -> Head:
    start = noun.effective_from
    return {
        "skema": SCHEMA,
        **({"berlaku_mulai": start.isoformat()} if start else {}),
        "orang": [_member(person) for person in noun.people],
    }


def _member(person: model.Person) -> Head:
    return {
        "nama": person.name,
        "surel": list(person.emails),
        **({"akun": list(person.logins)} if person.logins else {}),
        "peran": [
            {
                "peran": tenure.role.value,
                "sejak": tenure.since.isoformat(),
                **({"sampai": tenure.until.isoformat()} if tenure.until else {}),
                **({"keputusan": tenure.decree} if tenure.decree else {}),
            }
            for tenure in person.tenures
        ],
    }


def channels_head(noun: model.Channels) -> Head:
    return {
        "skema": SCHEMA,
        "alamat_situs": noun.site_url,
        "nama_kantor": noun.office,
        **({"kontak": contact} if (contact := _contact(noun.contact)) else {}),
        "kanal": [_channel(channel) for channel in noun.channels],
    }


def _contact(noun: model.Contact) -> Head:
    known = {
        "surel": noun.email,
        "telepon": noun.phone,
        "alamat": noun.address,
        "jam_layanan": noun.hours,
    }
    return {key: value for key, value in known.items() if value}


def _channel(channel: model.Channel) -> Head:
    return {
        "id": channel.id,
        "jaringan": channel.network,
        "cara": channel.mode.value,
        "nama": channel.label,
        **({"akun": channel.account} if channel.account else {}),
        **({"alamat": channel.base_url} if channel.base_url else {}),
        **({"grup": channel.group} if channel.group else {}),
    }


_ROSTER_HINTS = (
    "Susunan redaksi: siapa memegang peran apa, sejak kapan sampai kapan.",
    'Cara mengubahnya: content/README.md, bagian "Mengganti susunan redaksi".',
)
_CHANNEL_HINTS = (
    "Alamat laman JDIH dan akun-akun media sosial kantor.",
    "",
    "cara: otomatis  sistem yang mengunggah (perlu kunci akses; tanpa kunci, menjadi paket)",
    "      paket     sistem menyiapkan gambar dan teks, Admin Medsos yang mengunggah",
    "      mati      tidak dipakai",
)


def roster_text(noun: model.Roster) -> str:
    """The whole of peran.yml."""
    return _settings_text(roster_head(noun), _ROSTER_HINTS)


def channels_text(noun: model.Channels) -> str:
    """The whole of kanal.yml."""
    return _settings_text(channels_head(noun), _CHANNEL_HINTS)


def _settings_text(head: Head, hints: Sequence[str]) -> str:
    """A file of settings; an entry of its list is a block of lines, a blank one between two."""
    lines = [f"# {hint}" if hint else "#" for hint in hints]
    for key, value in head.items():
        if isinstance(value, Mapping):
            lines += [f"{key}:", *(f"  {one}" for one in _lines(value))]
            continue
        if not isinstance(value, list):
            lines.append(f"{key}: {_scalar(value)}")
            continue
        lines.append(f"{key}:")
        for number, entry in enumerate(value):
            first, *rest = _lines(entry)
            lines += [*([""] if number else []), f"  - {first}", *(f"    {one}" for one in rest)]
    return "\n".join(lines) + "\n"


def page_text(head: Head, body: str, *, hints: Sequence[str] = ()) -> str:
    """A whole page: the keys, hints to whoever goes on as comments, and the body."""
    lines = [*_lines(head), *(f"# {hint}" if hint else "#" for hint in hints)]
    return "\n".join(["---", *lines, "---", "", body]).rstrip() + "\n"


def with_correction(page: str, noun: model.Correction, *, hint: str) -> str:
    """An item's page with this correction in the place of an earlier one; all else as it was."""
    lines = page.replace("\r\n", "\n").split("\n")
    end = lines.index("---", 1)
    head = _without("ralat", lines[:end])
    cause = [f"  sebab: {noun.cause.value}"] if noun.cause else []
    told = [
        "ralat:",
        f"  nomor: {noun.number}",
        f"  tanggal: {noun.day.isoformat()}",
        *cause,
        f"  keterangan: {_scalar(noun.note)}",
        f"# {hint}",
    ]
    return "\n".join([*head, *told, *lines[end:]])


def _without(key: str, lines: Sequence[str]) -> Iterator[str]:
    """The lines of a head without one key and what is indented below it."""
    inside = False
    for line in lines:
        inside = line.startswith(f"{key}:") or (inside and line.startswith((" ", "\t")))
        if not inside:
            yield line


def as_read(head: Head) -> Doc:
    """The keys as reading.py would meet them, so that its rules can judge them unwritten."""
    return Doc(value=head)


def _lines(head: Head) -> Iterator[str]:
    for key, value in head.items():
        if not isinstance(value, list):
            yield f"{key}: {_scalar(value)}"
        elif all(isinstance(one, str) and _PLAIN.fullmatch(one) for one in value) and (
            len(short := f"{key}: [{', '.join(map(_scalar, value))}]") <= 80
        ):
            yield short
        else:
            yield f"{key}:"
            yield from (f"  - {_entry(one)}" for one in value)


def _entry(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_scalar(below)}" for key, below in value.items()) + "}"
    return _scalar(value)


def _scalar(value: object) -> str:
    text = str(value)
    if isinstance(value, int) or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS):
        return text
    if ('"' in text or "\\" in text) and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)
