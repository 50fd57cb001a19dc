"""Core: the border once more, for entries of the register (see reading.py)."""

from pipeline.core import forms
from pipeline.core.forms import Read, read_body, whole
from pipeline.core.instruments import Abstract, Instrument, Link, Relation
from pipeline.core.keys import Doc, Keys

SCHEMA = 1
MOST_NOTES = 5  # of an abstract, as ILDIS prints it


def read_instrument(
    doc: Doc, body: str, body_line: int, where: str, instrument_id: str, ask: type[Keys] = Keys
) -> Read[Instrument]:
    page = ask(doc, where)
    page.schema("skema", SCHEMA)
    status = page.maybe_choice("status", forms.Status)
    body, told = read_body(body, body_line, where)
    noun = Instrument(
        id=instrument_id,
        where=where,
        kind=page.text("jenis", example="Undang-Undang"),
        short_kind=page.text("singkatan", example="UU"),
        number=page.text("nomor", limit=100, example='"14"'),
        year=page.number("tahun", low=1900, high=2100),
        about=page.text("tentang", limit=1000),
        as_written=page.text("tertulis", required=False, limit=1000),
        slip=page.text("catatan", required=False, limit=2000),
        place=page.text("tempat", required=False),
        enacted=page.maybe_day("tanggal_penetapan"),
        promulgated=page.maybe_day("tanggal_pengundangan"),
        source=page.text("sumber", required=False),
        author=page.text("teu", required=False),
        subjects=page.texts("subjek"),
        field_of_law=page.text("bidang_hukum", required=False),
        in_force=None if status is None else status is forms.Status.IN_FORCE,
        links=tuple(
            Link(
                relation=keys.choice("jenis", Relation),
                target=keys.text("peraturan", limit=1000, example="uu-14-2008"),
                note=keys.text("keterangan", required=False, limit=1000),
            )
            for keys in page.each("hubungan", "{jenis: mengubah, peraturan: uu-1-2026}")
        ),
        official_url=page.text("tautan", required=False, like=forms.HTTPS, example="https://…"),
        articles=page.named_texts("pasal", limit=20_000, most=1000),
        abstract=_abstract(page.nested("abstrak")),
        demo=page.flag("contoh"),
        body=body,
    )
    return whole(noun, [*page.complaints(), *told])


def _abstract(keys: Keys | None) -> Abstract | None:
    if keys is None:
        return None
    return Abstract(
        reasons=keys.text("menimbang", limit=3000),
        basis=keys.text("mengingat", limit=3000),
        matter=keys.text("materi", limit=5000),
        notes=keys.texts("catatan", required=True, limit=500, most=MOST_NOTES),
    )
