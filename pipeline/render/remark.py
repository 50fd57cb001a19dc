"""Draws: the one comment on a proposal, as Markdown that a phone shows well. Judges nothing.

What the proposal brings is printed by ``core/harmless.py`` alone; links are made here, of parts
that were checked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from pipeline.core.findings import Finding, Severity, counted
from pipeline.core.harmless import attribute, plain, quoted
from pipeline.core.progress import State, StepRecord
from pipeline.core.proposals import CLASH, Clash, Draft, Preview, Worded
from pipeline.core.proposals_steps import SHORTEST_REASON, SentBack, Waiting
from pipeline.core.telling import STEP_NAMES
from pipeline.render.wording import day_text

LIMIT = 65_000  # GitHub takes 65,536 characters, and the mark by which we find it stands above
_FULL, _NO_TEXTS, _SHORT, _LEAST = range(4)
_SHOWN = 20  # of each list, in the short form
_WIDTH = 600  # of the pictures; a phone shows them as wide as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Everything the comment says."""

    preview: Preview
    repository: str  # its address on the forge, without a final slash
    head: str
    pictures: Mapping[str, str] = field(default_factory=dict)  # item id -> address of its sheet
    page: str = ""  # address of the page preview
    bundle: str = ""  # where the pictures lie if they may not be shown: a private repository
    waiting: Waiting
    back: SentBack | None = None
    clashes: Sequence[Clash] = ()
    steps: Mapping[str, Sequence[StepRecord]] = field(default_factory=dict)  # by item id
    notes: Sequence[str] = ()  # what this run did or could not do
    trouble: str = ""  # why there is no preview


def body(remark: Remark) -> str:
    """The comment; texts and then findings make room for the rest, and the comment says so."""
    forms = (_body(remark, form) for form in (_FULL, _NO_TEXTS, _SHORT))
    return next((text for text in forms if len(text) <= LIMIT), _body(remark, _LEAST))


def _body(remark: Remark, form: int) -> str:
    preview = remark.preview
    findings = [f for f in preview.findings if f.rule != CLASH]
    most = _SHOWN if form >= _SHORT else None
    blocks = [
        f"## Usulan ini: {_state(remark, [*findings, *preview.later])}",
        "" if remark.trouble else _who(remark.waiting),
        *(f"> {note}" for note in remark.notes),
        _trouble(remark.trouble),
        _back(remark.back),
        *(_clash(clash) for clash in remark.clashes[:most]),
    ]
    if form == _LEAST:
        return _joined([*blocks, f"{len(preview.drafts)} konten berubah. {_TOO_MUCH}"])
    blocks += [
        *_findings(
            "Yang harus diperbaiki sebelum diserahkan", Severity.HOLD, findings, remark, most
        ),
        *_findings("Yang harus beres sebelum terbit", None, preview.later, remark, most),
        *(block for draft in preview.drafts[:most] for block in _draft(draft, remark, form)),
        _page(remark),
        *_findings("Saran", Severity.ADVICE, findings, remark, most),
        *(_steps(remark) if form < _SHORT else []),
        _others(preview.others[:most]),
        _left_out(preview, form),
    ]
    return _joined(blocks)


_TOO_MUCH = (
    "Usulan ini terlalu besar untuk satu komentar: rinciannya ada di tab **Checks**, dan sebaiknya "
    "dipecah menjadi beberapa usulan."
)


def _joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block)


def _left_out(preview: Preview, form: int) -> str:
    """What the reader does not see here, and where it stands."""
    if form >= _SHORT:
        return _TOO_MUCH
    told = "Keterangan setiap kanal terlalu panjang untuk satu komentar." if form else ""
    if preview.left_out:
        told += f" {preview.left_out} temuan lain tidak muat di sini: lihat tab **Checks**."
    return told.strip()


def _state(remark: Remark, findings: Sequence[Finding]) -> str:
    return "belum terperiksa" if remark.trouble else counted(findings)


def _who(waiting: Waiting) -> str:
    who = " atau ".join(plain(name) for name in waiting.who)
    if not who:
        return f"**Menunggu** {waiting.what}."
    return f"**Menunggu {who}** untuk {plain(waiting.what)}."


def _trouble(why: str) -> str:
    return why and (
        f"Hasil pemeriksaan tidak dapat ditampilkan: {plain(why)}. Buka tab **Checks** pada usulan "
        "ini, baca pesannya, lalu tekan **Re-run jobs**."
    )


def _back(back: SentBack | None) -> str:
    if back is None:
        return ""
    told = f"**Dikembalikan oleh {plain(back.name)}**, {day_text(back.at.date())}"
    if not back.reason:
        return (
            f"> {told}, tanpa alasan.\n>\n"
            f"> @{back.login}, mohon tulis alasannya, sedikitnya {SHORTEST_REASON} huruf: tekan "
            "**Review changes**, pilih **Request changes**, tulis apa yang perlu diperbaiki, lalu "
            "**Submit review**. Dengan alasan itu penulis tahu apa yang diharapkan."
        )
    more = " Naskah sudah berubah sejak itu; mohon diperiksa lagi." if back.answered else ""
    return f"> {told}: {plain(_first(back.reason))}{more}"


def _first(text: str) -> str:
    """The beginning of a long reason; the whole stands in the conversation."""
    return text if len(text) <= 400 else f"{text[:399]}…"


def with_clashes(text: str, number: int, found: Sequence[Clash]) -> str:
    """Another proposal's comment, with what proposal ``number`` now means for it."""
    head, mark, rest = text.partition("\n\n### ")
    state, *told = head.split("\n\n")
    told = [block for block in told if not block.endswith(_tag(number))]
    made = "\n\n".join([state, *map(_clash, found), *told]) + mark + rest
    return made if len(made) <= LIMIT else text


def _tag(number: int) -> str:
    """Shows nothing; the line that ends with it is about that proposal."""
    return f"<!-- usulan {number} -->"


def _clash(clash: Clash) -> str:
    return f"> {_meeting(clash)} {_tag(clash.number)}"


def _meeting(clash: Clash) -> str:
    """Numbers come from the forge, units by their pattern: both may be links."""
    link, unit = f"[#{clash.number}]({clash.url})", plain(clash.unit.removeprefix("content/"))
    if clash.first and not clash.contained:
        stuck = (
            " GitHub tidak mau mengembalikannya menjadi konsep: tekan **Convert to draft** "
            "sekarang, dan jangan menggabungkannya."
        )
        return (
            f"**Ditahan.** Usulan {link} lebih dahulu mengubah {unit}. Tunggu sampai usulan itu "
            "selesai, lalu tekan **Update branch** (bila tombolnya tidak ada: tab **Checks**, "
            "**Re-run jobs**); atau gabungkan cabangnya ke usulan ini."
            + (stuck if clash.stuck else "")
        )
    if clash.first:
        return f"Usulan ini memuat usulan {link}, yang juga mengubah {unit}."
    return f"Usulan {link} juga mengubah {unit}, dan menunggu usulan ini selesai."


def _findings(
    title: str,
    severity: Severity | None,
    found: Iterable[Finding],
    remark: Remark,
    most: int | None,
) -> list[str]:
    told = [f for f in found if severity is None or f.severity is severity]
    lines = [_finding(finding, remark) for finding in told[:most]]
    lines += [f"- dan {len(told) - len(lines)} lagi"] if len(told) > len(lines) else []
    return [f"### {title}", "\n".join(lines)] if lines else []


def _finding(finding: Finding, remark: Remark) -> str:
    place = plain(finding.where.removeprefix("content/").removeprefix("konten/"))
    path = quote(finding.where)
    link = f"{remark.repository}/blob/{remark.head}/{path}?plain=1#L{finding.line}"
    return f"- {plain(finding.message)} ([{place} baris {finding.line}]({link}))"


def _draft(draft: Draft, remark: Remark, form: int) -> list[str]:
    about = [f"`{draft.id}`"]
    about += [f"ralat ke-{draft.revision}"] if draft.revision else []
    about += ["**penarikan**"] if draft.withdrawn else []
    about += ["**dihapus dari naskah**"] if draft.removed else []
    about += [f"{draft.cards} kartu"] if draft.cards else []
    blocks = [f"### {plain(draft.title) or draft.id}", " · ".join(about)]
    if address := remark.pictures.get(draft.id):
        alt = attribute(f"{draft.cards} kartu: {draft.title}")
        blocks.append(f'<a href="{address}"><img src="{address}" width="{_WIDTH}" alt="{alt}"></a>')
    elif draft.cards and remark.bundle:
        blocks.append(
            f"Kartu: [unduh berkas gambarnya]({remark.bundle}) (repositori ini tertutup)."
        )
    elif draft.cards:
        blocks.append("Kartu sudah digambar, tetapi belum dapat ditampilkan di sini.")
    elif not draft.removed:
        blocks.append("Kartu belum dapat digambar.")
    if form == _FULL:
        return [*blocks, *map(_caption, draft.captions)]
    return [*blocks, *(f"- {_size(caption)}" for caption in draft.captions)]


def _caption(worded: Worded) -> str:
    text = quoted(worded.text) if worded.text else "Teks ini terlalu panjang untuk ditampilkan."
    return f"<details><summary>{attribute(_size(worded))}</summary>\n\n{text}\n\n</details>"


def _size(worded: Worded) -> str:
    limit = f" dari {_thousands(worded.limit)}" if worded.limit else ""
    return f"{worded.label}: {_thousands(worded.size)}{limit} karakter"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _page(remark: Remark) -> str:
    if not remark.page:
        return ""
    return f"[Buka pratinjau halaman]({remark.page}): halaman seperti yang akan dilihat umum."


def _steps(remark: Remark) -> list[str]:
    """One table per item, folded where there are several; those that say the same share one."""
    tables: dict[str, list[str]] = {}
    for name, records in remark.steps.items():
        tables.setdefault(_table(records), []).append(name)
    if len(tables) == 1:
        return ["### Sembilan langkah", *tables]
    return [
        f"<details><summary>Sembilan langkah: {', '.join(names)}</summary>\n\n{table}\n\n</details>"
        for table, names in tables.items()
    ]


def _table(records: Sequence[StepRecord]) -> str:
    rows = ["| Langkah | Kapan | Siapa |", "| --- | --- | --- |"]
    for record in records:
        mark = {State.DONE: "✅", State.RUNNING: "⏳"}.get(record.state, "▫️")
        who = ", ".join(plain(name) for name in record.who)
        when = f"{record.day:%d-%m-%Y}" if record.day else record.state.value
        late = f", terlambat {record.late} {record.unit.label}" if record.late else ""
        due = f", batas {record.due:%d-%m-%Y}" if record.due and not record.day else ""
        rows.append(
            f"| {mark} {record.step} {STEP_NAMES[record.step]} | {when}{due}{late} | {who} |"
        )
    return "\n".join(rows)


def _others(units: Sequence[str]) -> str:
    if not units:
        return ""
    named = ", ".join(plain(unit.removeprefix("content/")) for unit in units)
    return f"Berkas lain yang berubah: {named}."
