"""Core: the border for ``content/kanal.yml``: the office's channels, and which stops are over."""

from datetime import timedelta

from pipeline.core import forms, model
from pipeline.core.forms import Read, whole
from pipeline.core.keys import Doc, Keys
from pipeline.core.pacing import ASK_AFTER_HOURS, MOST_A_DAY, Pace
from pipeline.core.reading import SCHEMA
from pipeline.core.stopping import STOP_NAME


def read_channels(doc: Doc, where: str) -> Read[model.Channels]:
    page = Keys(doc, where)
    page.schema("skema", SCHEMA)
    listed = page.each("kanal", required=True)
    contact = page.nested("kontak")
    site = page.text("alamat_situs", like=forms.BASE_URL, example="https://jdih.contoh.go.id/")
    noun = model.Channels(
        site_url=site.rstrip("/") + "/",
        office=page.text("nama_kantor", limit=80),
        channels=tuple(
            model.Channel(
                id=keys.text("id", like=forms.SLUG, example="facebook"),
                network=keys.text("jaringan", like=forms.SLUG, example="facebook"),
                mode=keys.choice("cara", model.Mode),
                label=keys.text("nama", limit=40),
                account=keys.text("akun", required=False).removeprefix("@"),
                base_url=keys.text(
                    "alamat", required=False, like=forms.BASE_URL, example="https://jejaring.id"
                ).rstrip("/"),
                group=keys.text("grup", required=False),
                most_a_day=keys.maybe_number("batas_per_hari", low=1, high=50) or MOST_A_DAY,
                links=keys.maybe_choice("tautan", forms.PostLink) is not forms.PostLink.WITHOUT,
                monthly_dollars=keys.maybe_number("batas_dolar_sebulan", low=1, high=500) or 0,
                line=keys.line("jaringan"),
            )
            for keys in listed
        ),
        contact=_contact(contact) if contact else model.Contact(),
        pace=Pace(
            pause=timedelta(minutes=page.maybe_number("jeda", low=0, high=1440) or 0),
            ask_after=timedelta(
                hours=page.maybe_number("tanya_bila_lewat", low=1, high=720) or ASK_AFTER_HOURS
            ),
        ),
        ildis_form=page.maybe_choice("bentuk_jdihn", forms.FeedForm) is forms.FeedForm.ILDIS,
        resumed=page.texts("dilanjutkan", like=STOP_NAME, example="2027-01-11-083015"),
    )
    forms.refuse_twice(listed, "id", [[channel.id] for channel in noun.channels])
    return whole(noun, page.complaints())


def _contact(keys: Keys) -> model.Contact:
    return model.Contact(
        email=keys.text("surel", required=False, like=forms.EMAIL, example="jdih@kantor.go.id"),
        phone=keys.text("telepon", required=False, like=forms.PHONE, example="0421 123456"),
        address=keys.text("alamat", required=False, limit=160),
        hours=keys.text("jam_layanan", required=False, limit=120),
    )
