"""Edge: one act as one file of the ledger, and back. Knows the keys; decides nothing."""

import re
from collections.abc import Mapping
from datetime import datetime

from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind

SCHEMA = 1
MAX_BYTES = 65_536
HEADER = "# Buku catatan Redaksi JDIH: satu berkas, satu perbuatan. Jangan diubah;\n"
HEADER += "# bila keliru, dibuat berkas baru.\n"

# What an act may carry besides its own fields: our word, the office's key.
EXTRA = {
    "run": "jalan",
    "tool": "alat",
    "version": "versi",
    "merge_commit": "komit_penggabungan",
    "proposal": "usulan",
    "head": "komit_usulan",
    "opened_by": "diajukan_oleh",
    "opened": "diajukan_pada",
    "handed_at": "diserahkan_pada",
    "handed_by": "diserahkan_oleh",
    "reviews": "tinjauan",
    "signature": "tanda_tangan",
    "approver": "penyetuju",
    "authors": "penyusun",
    "editor": "penyunting",
    "calendar": "kalender_hari_kerja",
    "basis": "dasar",
    "emergency": "darurat",
    "cause": "sebab",
    "group": "grup",
    "account": "akun",
    "on_behalf": "atas_nama",
    "wait_until": "tunggu_sampai",
    "untried": "tidak_dicoba",
    "technical": "sebab_teknis",
    "stages": "bahan_terkirim",
    "pictures": "sidik_gambar",
    "rewrites": "menyunting_unggahan",
    "cost": "biaya_seperseribu_dolar",
    "channels": "kanal_perintah",
    "difference": "perbedaan",
    "stopped": "kanal_dihentikan",
    "form": "formulir",
}
_FIELDS = {
    "perbuatan": "kind",
    "konten": "item",
    "ralat": "revision",
    "kanal": "channel",
    "percobaan": "attempt",
    "waktu": "at",
    "oleh": "actor",
    "tautan": "url",
    "nomor_di_jaringan": "remote_id",
    "sidik_muatan": "payload",
    "keterangan": "note",
}
_OURS = {key: word for word, key in EXTRA.items()}
_KNOWN = _FIELDS.keys() | _OURS.keys()
_REQUIRED = ("perbuatan", "konten", "ralat", "waktu", "oleh")

# A line as we write nearly all of them, which every reader of YAML takes for the same: in single
# quotes, a small number, or a word that no reader takes for a date, a number or a truth value.
_PLAIN = re.compile(
    r"([a-z][a-z_]+): (?:'([ -&(-~]*)'|(0|[1-9][0-9]{0,8})|("
    r"(?:[A-Za-z]|20[0-9]{2}-[0-9]{2}-[a-z])(?:[ :]?[\w./,()@=?&%+-])*"
    r"|(?=[0-9b]*[ac-f])[0-9a-f]{12,64}))\n",
    re.ASCII,
)
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null"})


def file_of(act: Act) -> bytes:
    """The act as its file; the same act gives the same bytes."""
    import yaml

    pairs: dict[str, object] = {"skema": SCHEMA}
    for key, field in _FIELDS.items():
        value: object = getattr(act, field)
        if field == "at":
            value = act.at.astimezone(WITA).isoformat(timespec="seconds")
        elif field == "kind":
            value = act.kind.value
        if (value != "" and (act.channel or field != "attempt")) or key in _REQUIRED:
            pairs[key] = value
    unknown = act.extra.keys() - EXTRA.keys()
    if unknown:
        raise KeyError(f"no ledger key for {sorted(unknown)}: add it to EXTRA")
    pairs |= {key: act.extra[ours] for ours, key in EXTRA.items() if act.extra.get(ours)}
    text: str = yaml.safe_dump(pairs, sort_keys=False, allow_unicode=True, width=10_000)
    return (HEADER + text).encode()


def act_from(content: bytes) -> Act:
    """Read a file back. Raises ValueError with an Indonesian reason when it cannot be read."""
    import yaml

    if len(content) > MAX_BYTES:
        raise ValueError("terlalu besar")
    try:
        # The loader written in C is ten times as fast; years of acts are read in every run.
        text = content.decode()
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        found = plain_lines(text) or yaml.load(text, loader)
    except UnicodeDecodeError:
        raise ValueError("bukan UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise ValueError("bukan YAML yang benar") from None
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise ValueError("bukan pasangan kunci dan isi")
    schema = found.pop("skema", None)
    if schema != SCHEMA or isinstance(schema, bool):
        told = "tanpa skema" if schema is None else f"skema {schema} tidak dikenal versi ini"
        raise ValueError(told)
    missing = [key for key in _REQUIRED if found.get(key) in (None, "")]
    if missing:
        raise ValueError(f"tanpa {', '.join(missing)}")
    unknown = found.keys() - _KNOWN
    if unknown:
        raise ValueError(f"kunci tak dikenal: {', '.join(sorted(unknown))}")
    return Act(
        kind=_kind(found["perbuatan"]),
        item=_text(found, "konten"),
        revision=_number(found, "ralat", least=0),
        channel=_text(found, "kanal"),
        attempt=_number(found, "percobaan", least=1) if "percobaan" in found else 1,
        at=_at(found["waktu"]),
        actor=_text(found, "oleh"),
        url=_text(found, "tautan"),
        remote_id=_text(found, "nomor_di_jaringan"),
        payload=_text(found, "sidik_muatan"),
        note=_text(found, "keterangan"),
        extra={_OURS[key]: _text(found, key) for key in found if key in _OURS},
    )


def plain_lines(text: str) -> dict[str, object] | None:
    """What YAML would read, where every line is of the plainest kind; else nothing.

    Years of acts are read in every run, and this takes a tenth of the time.
    """
    if not text.startswith(HEADER):
        return None
    found: dict[str, object] = {}
    at = len(HEADER)
    while line := _PLAIN.match(text, at):
        key, quoted, number, word = line.groups()
        if key in _WORDS or (word and word.lower() in _WORDS):
            return None
        found[key] = int(number) if number else quoted if word is None else word
        at = line.end()
    return found if at == len(text) else None


def _kind(value: object) -> ActKind:
    try:
        return ActKind(str(value))
    except ValueError:
        raise ValueError(f"perbuatan tak dikenal: {value}") from None


def _text(found: Mapping[str, object], key: str) -> str:
    value = found.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} bukan teks")
    return value


def _number(found: Mapping[str, object], key: str, *, least: int) -> int:
    value = found.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(f"{key} bukan bilangan")
    return value


def _at(value: object) -> datetime:
    """A moment with its offset; YAML may have read it already."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("waktu tidak terbaca") from None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("waktu tanpa selisih jam")
    return value.astimezone(WITA)
