"""Draws: the SOP page: the procedure as it was signed, and its flow, from content/sop.yml."""

from dataclasses import dataclass

from pipeline.core.sop import Cell, Sop, SopStep
from pipeline.render import wording
from pipeline.render.edition import Edition
from pipeline.render.shell import Page, root_of, sketch

FOLDER = "sop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the source has otherwise, or what we had to infer, and why."""

    about: str
    text: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One step as the flow draws it: the lanes it touches and the way the line takes."""

    step: SopStep
    lanes: tuple[int, ...]  # columns of its performers, from 0
    main: int  # the lane the line passes through
    before: int  # the lane the line comes from; -1 where none comes from the row above
    down: bool  # whether the line goes on to the row below
    back: str  # what of a line back to an earlier step is in this row: "from", "past", "to" or ""
    ends: bool  # the flow begins or ends here
    performers: str
    time: str
    remarks: tuple[Remark, ...]


def sop_page(edition: Edition) -> list[Page]:
    """One page, or none while there is no readable content/sop.yml."""
    sop = edition.content.sop
    if not isinstance(sop, Sop):
        return []
    body = sketch(
        "sop.j2",
        root=root_of(FOLDER),
        sop=sop,
        lanes=[_lane(column.as_written) for column in sop.columns],
        rows=_rows(sop),
        instruments=edition.content.instruments,
        made=wording.day_text(sop.made),
    )
    return [
        Page(
            folder=FOLDER,
            title=f"SOP Nomor {_number(sop)}: cara kami bekerja",
            description="Sembilan langkah pengelolaan konten media sosial JDIH, dari disposisi "
            "sampai tautan dibagikan: siapa melakukan apa, berapa lama, dan apa hasilnya.",
            body=body,
        )
    ]


def _number(sop: Sop) -> str:
    return sop.number.title()  # "17 TAHUN 2022" in the source's head


def _lane(written: str) -> str:
    """The head of a column in reading letters: "Pengelola JDIH/Pengelola Medsos"."""
    parts = [part.strip().title().replace("Jdih", "JDIH") for part in written.split("/")]
    return " / ".join(parts)


def _rows(sop: Sop) -> list[Row]:
    rows: list[Row] = []
    returns = [
        (step.number, arrow.to)
        for step in sop.steps
        for arrow in step.arrows
        if arrow.to <= step.number
    ]
    for place, step in enumerate(sop.steps):
        touched = [n for n, column in enumerate(sop.columns) if _meet(column.roles, step)]
        lanes = tuple(touched) or (0,)
        before = rows[-1].main if rows and rows[-1].down else -1
        follows = {one.number for one in sop.steps[place + 1 : place + 2]}
        rows.append(
            Row(
                step=step,
                lanes=lanes,
                main=before if before in lanes else lanes[0],
                before=before,
                down=any(arrow.to in follows for arrow in step.arrows),
                back=_back(step.number, returns),
                ends=not rows or not step.arrows,
                performers="; ".join(_lane(sop.columns[n].as_written) for n in touched),
                time=step.time.as_written.replace("-", "–") if step.time else "",
                remarks=tuple(_remarks(step)),
            )
        )
    return rows


def _back(number: int, returns: list[tuple[int, int]]) -> str:
    """The lines back run in one gutter at the left: where they leave, pass and arrive."""
    if any(number == source for source, _ in returns):
        return "from"
    if any(number == target for _, target in returns):
        return "to"
    return "past" if any(target < number < source for source, target in returns) else ""


def _meet(roles: tuple[object, ...], step: SopStep) -> bool:
    return bool(set(roles) & set(step.performers.roles))


def _remarks(step: SopStep) -> list[Remark]:
    """Every place where this page and the source differ, in the order of the columns."""
    cells = [
        ("Kegiatan", step.activity),
        *((f"Kegiatan {part.letter}", part.activity) for part in step.parts),
        ("Kelengkapan", step.requisites),
        ("Output", step.output),
    ]
    found = [remark for name, cell in cells for remark in _cell_remarks(name, cell)]
    if step.performers.inferred:
        found.append(Remark(about="Pelaksana", text=step.performers.inferred, inferred=True))
    found += _cell_remarks("Bukti", step.evidence)
    for arrow in step.arrows:
        if arrow.inferred:
            about = f"Alur ke langkah {arrow.to}"
            found.append(Remark(about=about, text=arrow.inferred, inferred=True))
    return found


def _cell_remarks(name: str, cell: Cell) -> list[Remark]:
    found = []
    if cell.reading and cell.reading != cell.as_written:
        text = f"Tertulis dalam naskah: “{cell.as_written}”"
        found.append(Remark(about=name, text=text, inferred=False))
    if cell.inferred:
        found.append(Remark(about=name, text=cell.inferred, inferred=True))
    return found
