"""Core: the border, the only lines that know the office's keys (with sop.py and edge/ledger.py).

Every complaint comes at once; a noun with a blocking one is None."""

from datetime import date

from pipeline.core import forms, model
from pipeline.core.causes import CorrectionCause, WithdrawalCause
from pipeline.core.forms import Read, read_body, whole
from pipeline.core.keys import Doc, Keys
from pipeline.core.slides import MOST_SECTIONS, heading_findings, slides_of

SCHEMA = 1
_ITEM_FIELDS = (
    "title=judul card_title=judul_kartu series=rubrik disposisi=disposisi summary=ringkasan "
    "basis=dasar_hukum pictures=gambar slides=slide channels=kanal texts=teks hashtags=tagar "
    "scheduled=tayang correction=ralat withdrawal=penarikan"
)


def _page(doc: Doc, where: str, ask: type[Keys] = Keys) -> Keys:
    page = ask(doc, where)
    page.schema("skema", SCHEMA)
    return page


def read_item(
    doc: Doc, body: str, body_line: int, where: str, item_id: str, ask: type[Keys] = Keys
) -> Read[model.Item]:
    """Read ``index.md``. The item comes back even with complaints, so that the checks can add
    theirs at once; only an item without blocking complaints may be used for anything else."""
    page = _page(doc, where, ask)
    body, told = read_body(body, body_line, where, forms.ITEM_LIMIT)
    slides = tuple(
        model.Slide(
            title=keys.text("judul", limit=200),
            text=keys.text("teks", limit=2000, multiline=True, required=False),
            line=keys.line("judul"),
        )
        for keys in page.each("slide", "{judul: …, teks: …}", most=MOST_SECTIONS)
    )
    title = page.text("judul", limit=700)
    channels = page.texts("kanal", like=forms.SLUG, example="facebook")
    item = model.Item(
        id=item_id,
        where=where,
        title=title,
        card_title=page.text("judul_kartu", limit=300, required=False) or title,
        series=page.text("rubrik", like=forms.SLUG, example="tahukah-kamu"),
        disposisi=page.text("disposisi", like=forms.DISPOSISI_NUMBER, example="2026-001"),
        summary=page.text("ringkasan", limit=2000),
        basis=tuple(
            model.Reference(
                instrument=keys.text("peraturan", like=forms.SLUG, example="uu-14-2008"),
                pinpoint=keys.text("bagian", required=False),
            )
            for keys in page.each("dasar_hukum", "{peraturan: uu-14-2008}", most=40)
        ),
        pictures=tuple(_picture(k) for k in page.each("gambar", forms.PICTURE, most=20)),
        slides=slides or slides_of(body, body_line),
        channels=channels if page.given("kanal") else None,
        texts=page.named_texts("teks", most=30),
        hashtags=page.texts("tagar", like=forms.HASHTAG, example="JDIHKPU", limit=60, most=10),
        scheduled=page.maybe_moment("tayang"),
        correction=_correction(page.nested("ralat")),
        withdrawal=_withdrawal(page.nested("penarikan")),
        demo=page.flag("contoh"),
        body=body,
        lines=page.lines(_ITEM_FIELDS),
        body_line=body_line,
    )
    return item, [*page.complaints(), *told, *heading_findings(body, body_line, where)]


def _picture(keys: Keys) -> model.Picture:
    # An empty alt is the checks' business: they know what to say about it.
    return model.Picture(
        file=keys.text("berkas", like=forms.PICTURE_NAME, example="foto-rapat.jpg"),
        alt=keys.text("alt", limit=1500, required=False),
        credit=keys.text("kredit", required=False),
        focus=keys.shares("fokus"),
    )


def _correction(keys: Keys | None) -> model.Correction | None:
    if keys is None:
        return None
    return model.Correction(
        number=keys.number("nomor", low=1, high=99),
        day=keys.day("tanggal"),
        note=keys.text("keterangan", limit=1000),
        cause=keys.maybe_choice("sebab", CorrectionCause),
    )


def _withdrawal(keys: Keys | None) -> model.Withdrawal | None:
    if keys is None:
        return None
    return model.Withdrawal(
        day=keys.day("tanggal"),
        reason=keys.text("alasan", limit=1000),
        cause=keys.maybe_choice("sebab", WithdrawalCause),
    )


def read_disposisi(
    doc: Doc, body: str, body_line: int, where: str, number: str, ask: type[Keys] = Keys
) -> Read[model.Disposisi]:
    page = _page(doc, where, ask)
    body, told = read_body(body, body_line, where)
    noun = model.Disposisi(
        number=page.text("nomor", like=forms.DISPOSISI_NUMBER, example=number),
        where=where,
        at=page.moment("tanggal"),
        sender=page.text("dari"),
        recipients=page.choice_list("kepada", model.Role, required=True),
        subject=page.text("perihal"),
        demo=page.flag("contoh"),
        body=body,
    )
    if noun.number and noun.number != number:
        page.complain("nomor", "nama-berkas", f"Samakan dengan nama berkas: tulis nomor: {number}.")
    return whole(noun, [*page.complaints(), *told])


def read_minutes(
    doc: Doc, body: str, body_line: int, where: str, day: str, ask: type[Keys] = Keys
) -> Read[model.Minutes]:
    page = _page(doc, where, ask)
    body, told = read_body(body, body_line, where)
    held = page.maybe_day("tanggal", required=True)
    if held is not None and held.isoformat() != day:
        page.complain("tanggal", "nama-folder", f"Samakan dengan folder: tulis tanggal: {day}.")
    noun = model.Minutes(
        where=where,
        day=held or date.min,
        place=page.text("tempat"),
        invited=page.maybe_moment("undangan"),
        disposisi=page.texts(
            "disposisi", like=forms.DISPOSISI_NUMBER, example="2026-001", required=True
        ),
        attendance=tuple(
            model.Attendance(
                role=keys.choice("peran", model.Role), count=keys.number("jumlah", low=0, high=99)
            )
            for keys in page.each("kehadiran", "{peran: pengelola, jumlah: 2}", required=True)
        ),
        decisions=page.texts("putusan", required=True, limit=2000),
        tasks=tuple(
            model.Task(
                item=keys.text("konten", like=forms.ITEM_ID, example="2026-11-tahapan"),
                role=keys.choice("peran", model.Role),
                due=keys.day("batas"),
            )
            for keys in page.each("tugas", "{konten: …, peran: pengelola, batas: …}")
        ),
        evidence=tuple(
            model.Evidence(
                name=keys.text("nama"),
                sha256=keys.text("sha256", like=forms.SHA256, example="64 angka heksadesimal"),
            )
            for keys in page.each("bukti", "{nama: …, sha256: …}")
        ),
        demo=page.flag("contoh"),
        body=body,
    )
    return whole(noun, [*page.complaints(), *told])


def read_roster(doc: Doc, where: str) -> Read[model.Roster]:
    page = _page(doc, where)
    people = page.each("orang", required=True)
    noun = model.Roster(
        people=tuple(_person(keys) for keys in people),
        effective_from=page.maybe_day("berlaku_mulai"),
        demo=page.flag("contoh"),
    )
    forms.refuse_twice(people, "nama", [[person.name] for person in noun.people])
    forms.refuse_twice(people, "surel", [person.emails for person in noun.people])
    forms.refuse_twice(people, "akun", [person.logins for person in noun.people])
    return whole(noun, page.complaints())


def _person(keys: Keys) -> model.Person:
    emails = keys.texts("surel", like=forms.EMAIL, example="nama@kpu.go.id")
    return model.Person(
        name=keys.text("nama", limit=200),
        emails=tuple(email.lower() for email in emails),
        logins=keys.texts("akun", like=forms.LOGIN, example="nama-akun"),
        tenures=tuple(_tenure(below) for below in keys.each("peran", required=True)),
    )


def _tenure(keys: Keys) -> model.Tenure:
    since, until = keys.day("sejak"), keys.maybe_day("sampai")
    if until is not None and until < since:
        message = f"Ubah {keys.label('sampai')}: {until} mendahului sejak {since}."
        keys.complain("sampai", "urutan-tanggal", message)
    return model.Tenure(
        role=keys.choice("peran", model.Role),
        since=since,
        until=until,
        decree=keys.text("keputusan", required=False),
    )


def read_series(doc: Doc, where: str) -> Read[dict[str, model.Series]]:
    page = _page(doc, where)
    listed = page.each("rubrik", required=True)
    found = [_one_series(keys) for keys in listed]
    forms.refuse_twice(listed, "id", [[series.id] for series in found])
    return whole({series.id: series for series in found}, page.complaints())


def _one_series(keys: Keys) -> model.Series:
    weekday = keys.maybe_choice("hari", forms.Weekday)
    return model.Series(
        id=keys.text("id", like=forms.SLUG, example="tahukah-kamu"),
        name=keys.text("nama", limit=40),
        description=keys.text("keterangan", limit=1000),
        cards=keys.text("kartu", like=forms.SLUG, example="terang"),
        weekday=None if weekday is None else list(forms.Weekday).index(weekday),
        hashtags=keys.texts("tagar", like=forms.HASHTAG, example="JDIHKPU", limit=60),
        legal=keys.flag("edukasi_hukum", default=True),
        skeleton=keys.text("kerangka", required=False, multiline=True, limit=5000),
        line=keys.line("kartu"),
    )


def read_page(doc: Doc, body: str, body_line: int, where: str, name: str) -> Read[model.PlainPage]:
    page = _page(doc, where)
    body, told = read_body(body, body_line, where)
    title, summary = page.text("judul", limit=200), page.text("ringkasan", limit=1000)
    noun = model.PlainPage(
        id=name,
        where=where,
        title=title,
        summary=summary,
        body=body,
        for_office=page.maybe_choice("untuk", forms.Audience) is forms.Audience.OFFICE,
        shows_contact=page.flag("tampilkan_kontak"),
    )
    return whole(noun, [*page.complaints(), *told])
