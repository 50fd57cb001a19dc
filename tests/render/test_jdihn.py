"""The feed that JDIHN collects: complete documents as BPHN's schema wants them, or nothing."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import jsonschema
import pytest

from pipeline.core.instruments import Abstract, Instrument
from pipeline.core.model import WITA
from pipeline.render.edition import Edition
from pipeline.render.jdihn import KEYS, OPTIONAL, feed, records
from pipeline.render.pages import site_files
from tests.editions import ROOT, SITE, content, edition, instrument

SCHEMA = ROOT.parent / "shared" / "data-hukum" / "jdihn_document_schema.json"
APPROVED = datetime(2026, 11, 24, 1, 2, 3, tzinfo=WITA)
ABSTRACT = Abstract(
    reasons="Bahwa tata kerja perlu diatur.",
    basis="Dasar hukum: UU Nomor 7 Tahun 2017.",
    matter="Keputusan ini mengatur <b>pembagian</b> tugas.",
    notes=("Mulai berlaku pada tanggal ditetapkan.", "Lampiran: 2 halaman."),
)
WHOLE = instrument(
    "kpt-5-2026",
    "5",
    2026,
    kind="Keputusan KPU Kabupaten Pinrang",
    short_kind="Keputusan",
    about="Tim Pengelola JDIH",
    place="Pinrang",
    enacted=date(2026, 1, 5),
    promulgated=date(2026, 1, 6),
    source="-",
    author="Indonesia. Komisi Pemilihan Umum Kabupaten Pinrang",
    subjects=("tim", "JDIH"),
    field_of_law="Hukum Tata Negara",
    in_force=True,
    abstract=ABSTRACT,
)


def shown(folder: Path, *entries: Instrument, spaced: bool = False) -> Edition:
    """An edition whose register holds these entries, all approved at one moment."""
    base = edition(folder)
    channels = base.content.channels
    assert channels
    register = {entry.id: entry for entry in entries}
    known = replace(content(), instruments=register, channels=replace(channels, ildis_form=spaced))
    return replace(base, content=known, registered=dict.fromkeys(register, APPROVED))


def test_document_has_all_fields_as_text(tmp_path: Path) -> None:
    """28 fields, each a string; what is told of books alone is empty."""
    (record,), left = records(shown(tmp_path, WHOLE))

    assert left == []
    assert len(record) == 28
    assert all(isinstance(value, str) for value in record.values())
    assert record["judul"] == (
        "Keputusan KPU Kabupaten Pinrang Nomor 5 Tahun 2026 tentang Tim Pengelola JDIH"
    )
    assert record["last_updated"] == "2026-11-24T01:02:03+08:00"
    assert record["urlAbstrak"] == (
        "https://jdih.example/kantor/peraturan/kpt-5-2026/abstrak-kpt-5-2026.html"
    )
    assert (record["status"], record["operasi"], record["display"]) == ("Berlaku", "4", "1")


def test_document_meets_the_schema_of_bphn(tmp_path: Path) -> None:
    """Valid by BPHN's own schema, formats included; its optional fields are ours."""
    if not SCHEMA.exists():
        pytest.skip("../shared/data-hukum/jdihn_document_schema.json tidak ada")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    (record,), _ = records(shown(tmp_path, WHOLE))
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())

    assert list(checker.iter_errors(record)) == []
    assert list(record) == list(schema["properties"])
    assert set(schema["properties"]) - set(schema["required"]) == OPTIONAL


@pytest.mark.parametrize(
    ("emptied", "key"),
    [
        ({"enacted": None}, "tanggal_penetapan"),
        ({"promulgated": None}, "tanggal_pengundangan"),
        ({"place": ""}, "tempat"),
        ({"source": ""}, "sumber"),
        ({"in_force": None}, "status"),
        ({"field_of_law": ""}, "bidang_hukum"),
        ({"abstract": None}, "abstrak"),
    ],
)
def test_incomplete_document_stays_out_and_is_listed(
    tmp_path: Path, emptied: dict[str, object], key: str
) -> None:
    """Nothing is invented: the office reads which key it has not filled."""
    lacking = replace(WHOLE, **emptied)  # type: ignore[arg-type]  # one field by name
    found, left = records(shown(tmp_path, lacking))

    assert found == []
    assert [(one.entry.id, one.keys) for one in left] == [("kpt-5-2026", (key,))]
    assert key in KEYS.values()


def test_empty_list_is_never_published(tmp_path: Path) -> None:
    """With nothing to hand over there is no file: JDIHN keeps what it has."""
    lacking = shown(tmp_path, replace(WHOLE, place=""))

    assert feed([]) is None
    assert "feed/document.json" not in site_files(lacking, site_dir=SITE, colours={})
    assert "feed/document.json" in site_files(shown(tmp_path, WHOLE), site_dir=SITE, colours={})


def test_demonstrations_and_drafts_are_no_documents(tmp_path: Path) -> None:
    """What nobody approved, and what is there to show how it works, is not even listed."""
    demo = shown(tmp_path, replace(WHOLE, demo=True))
    draft = replace(shown(tmp_path, WHOLE), registered={})

    assert records(demo) == ([], [])
    assert records(draft) == ([], [])


def test_ildis_form_writes_moments_with_a_blank(tmp_path: Path) -> None:
    """The switch for collectors that expect what ILDIS itself sends."""
    (record,), _ = records(shown(tmp_path, WHOLE, spaced=True))

    assert record["last_updated"] == "2026-11-24 01:02:03"


def test_abstract_is_a_sheet_in_the_official_order(tmp_path: Path) -> None:
    """Subject, year, number, title; then three parts and the notes. Markup in it is text."""
    files = site_files(shown(tmp_path, WHOLE), site_dir=SITE, colours={})
    sheet = files["peraturan/kpt-5-2026/abstrak-kpt-5-2026.html"]
    assert isinstance(sheet, bytes)
    text = sheet.decode()
    order = ["tim - JDIH", "2026", "Keputusan No. 5", "tentang Tim", "Abstrak", "Bahwa tata kerja"]
    places = [text.index(part, text.index("<body>")) for part in order]

    assert places == sorted(places)
    assert text.index("&lt;b&gt;pembagian") < text.index("Catatan") < text.index("Lampiran")
