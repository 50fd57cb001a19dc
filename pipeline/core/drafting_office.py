"""Core: answers become the office's own settings, in the place of the demonstration's."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.core.content import Content
from pipeline.core.doc import shown
from pipeline.core.drafting_asking import Asked, Written, checked
from pipeline.core.forms import BASE_URL, EMAIL, LOGIN, Read
from pipeline.core.forms import PHONE as PHONE_FORM
from pipeline.core.model import Channel, Channels, Contact, Mode, Person, Role, Roster, Tenure
from pipeline.core.reading import read_roster
from pipeline.core.reading_channels import read_channels
from pipeline.core.writing import as_read, channels_head, channels_text, roster_head, roster_text

OFFICE, SITE, ADOPTED = "Nama kantor", "Alamat halaman", "Mulai berlaku"
DECREE, SINCE = "Nomor keputusan", "Menjabat sejak"
CHIEF, DEPUTIES, EDITORS = "Pemimpin Redaksi", "Wakil Pemimpin Redaksi", "Sekretaris Redaksi/Editor"
PRODUCERS, PUBLISHERS = "Pengelola JDIH", "Admin Medsos"
ADDRESS, HOURS = "Alamat kantor", "Jam layanan"
CONTACT_EMAIL, PHONE = "Surel untuk masyarakat", "Telepon"
ACCOUNTS, MAIN, ACCENT = "Akun", "Warna utama", "Warna kedua"
BRANCH = "kantor/mulai"
ROSTER, CHANNELS = "content/peran.yml", "content/kanal.yml"
_PERSON = "Kartini, S.H.; kartini@kpu.go.id; akun-github"
_COLOUR = re.compile(r"#[0-9a-f]{6}")

# Two colours become a palette: old colour -> new, and what is wrong with either of the two.
Repaint = Callable[[str, str], tuple[Mapping[str, str], Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAnswers:
    """What the office says of itself, as it was typed."""

    office: str = ""
    site: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""
    adopted: str = ""
    decree: str = ""
    since: str = ""
    chief: str = ""
    deputies: str = ""
    editors: str = ""
    producers: str = ""
    publishers: str = ""
    accounts: str = ""
    main: str = ""
    accent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Net:
    """What must be known of a network to note an account there."""

    label: str
    automatic: bool  # can be posted to by this system
    own_server: bool  # the account names its server, too
    grouped: bool  # a group in the place of an account


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """What stands there now: the settings, and the files as text that may name office or colour."""

    content: Content
    files: tuple[str, ...]  # all below content/
    texts: Mapping[str, str]


def draft_office(
    answers: OfficeAnswers, found: Demonstration, nets: Mapping[str, Net], repaint: Repaint
) -> Read[Written]:
    """Roster, channels, colours and pages of this office; demonstration material goes."""
    asked = Asked(ROSTER)
    office = asked.text(OFFICE, answers.office, limit=80, example="KPU Kabupaten Pinrang")
    site = asked.text(SITE, answers.site, limit=200, example="https://jdih.contoh.go.id/")
    if site and not BASE_URL.fullmatch(site):
        advice = f"{shown(site)} bukan alamat; tulis seperti https://jdih.contoh.go.id/"
        asked.complain(SITE, "isian-bentuk", advice)
    contact = _contact(asked, answers)
    roster = _roster(asked, answers)
    channels = _channels(asked, answers.accounts, nets)
    settings = Channels(
        site_url=site.rstrip("/") + "/", office=office, contact=contact, channels=channels
    )
    colours = _colours(asked, answers, repaint)
    told = [
        *read_roster(as_read(roster_head(roster)), ROSTER)[1],
        *read_channels(as_read(channels_head(settings)), CHANNELS)[1],
    ]
    before = found.content.channels
    changed = _reworded(found.texts, before.office if before else "", office, colours)
    act = Written(
        branch=BRANCH,
        files={ROSTER: roster_text(roster), CHANNELS: channels_text(settings), **changed},
        gone=demonstration(found.content, found.files),
        subject=f"kantor: {office} mulai memakai Redaksi JDIH",
    )
    return checked(asked, told, act)


def demonstration(content: Content, files: Sequence[str]) -> tuple[str, ...]:
    """The files of disposisi and minutes that are marked as such, and of what they brought."""
    orders = {number for number, noun in content.disposisi.items() if noun.demo}
    marked = {
        *(content.disposisi[number].where for number in orders),
        *(noun.where for noun in content.minutes.values() if noun.demo),
        *(noun.where for noun in content.items.values() if noun.demo or noun.disposisi in orders),
    }
    folders = tuple(
        f"{where.rpartition('/')[0]}/"
        for where in marked
        if where.startswith(("content/konten/", "content/rapat/"))
    )
    return tuple(path for path in files if path in marked or path.startswith(folders))


def _contact(asked: Asked, answers: OfficeAnswers) -> Contact:
    """How the public reaches the office: each answer may be left empty."""
    email, phone = answers.email.strip(), answers.phone.strip()
    for question, typed, form, example in (
        (CONTACT_EMAIL, email, EMAIL, "jdih@kantor.go.id"),
        (PHONE, phone, PHONE_FORM, "0421 123456"),
    ):
        if typed and not form.fullmatch(typed):
            advice = f"{shown(typed)} tidak lengkap; tulis seperti {example}, atau kosongkan"
            asked.complain(question, "isian-bentuk", advice)
    return Contact(
        email=email,
        phone=phone,
        address=asked.text(ADDRESS, answers.address, limit=160, example="", required=False),
        hours=asked.text(HOURS, answers.hours, limit=120, example="", required=False),
    )


def _roster(asked: Asked, answers: OfficeAnswers) -> Roster:
    adopted = asked.day(ADOPTED, answers.adopted) or date.max
    since = asked.day(SINCE, answers.since) or date.min
    if since > adopted:
        asked.complain(SINCE, "urutan-tanggal", f"tidak boleh sesudah mulai berlaku, {adopted}.")
    decree = asked.text(DECREE, answers.decree, limit=200, example="12/HK.03/7315/2027")
    people: dict[str, Person] = {}
    for question, typed, role, needed in (
        (CHIEF, answers.chief, Role.EDITOR_IN_CHIEF, True),
        (DEPUTIES, answers.deputies, Role.DEPUTY, False),
        (EDITORS, answers.editors, Role.EDITOR, True),
        (PRODUCERS, answers.producers, Role.PRODUCER, True),
        (PUBLISHERS, answers.publishers, Role.PUBLISHER, True),
    ):
        tenure = Tenure(role=role, since=since, decree=decree)
        for line in asked.lines_of(question, typed, example=_PERSON if needed else ""):
            if person := _person(asked, question, line, people):
                tenures = (*person.tenures, tenure)
                people[person.name.casefold()] = replace(person, tenures=tenures)
    return Roster(people=tuple(people.values()), effective_from=adopted)


def _person(asked: Asked, question: str, line: str, known: Mapping[str, Person]) -> Person | None:
    """Somebody new with all three parts, or by name alone somebody who has a role already."""
    name, _, rest = (part.strip() for part in line.partition(";"))
    before = known.get(name.casefold())
    if before and not rest:
        return before
    email, _, login = (part.strip() for part in rest.partition(";"))
    if not (name and EMAIL.fullmatch(email)) or (login and not LOGIN.fullmatch(login)):
        advice = f"{shown(line)} belum lengkap; tulis nama; surel; akun, misalnya: {_PERSON}"
        asked.complain(question, "isian-bentuk", advice)
        return None
    email = email.lower()
    for other in known.values():
        same = (email in other.emails) + (login.casefold() in map(str.casefold, other.logins))
        if other != before and same:
            told = f"surel atau akun {name} sudah dipakai {other.name}; periksa keduanya."
            asked.complain(question, "dobel", told)
            return None
    if before:
        if (email, *before.logins) != (*before.emails, *([login] if login else [])):
            told = f"{name} sudah disebut dengan surel atau akun lain; cukup tulis namanya."
            asked.complain(question, "dobel", told)
        return before
    return Person(name=name, emails=(email,), logins=(login,) if login else ())


def _channels(asked: Asked, typed: str, nets: Mapping[str, Net]) -> tuple[Channel, ...]:
    """One account a line; the second on one network gets a number."""
    found: dict[str, Channel] = {}
    for line in asked.lines_of(ACCOUNTS, typed, example="instagram; jdihkpupinrang"):
        name, account, mode = [*(part.strip() for part in line.split(";")), "", "", ""][:3]
        net = nets.get(name.casefold())
        if net is None or not account:
            advice = f"{shown(line)} tidak dikenal; tulis jejaring; akun. Jejaring yang ada: "
            asked.complain(ACCOUNTS, "jaringan-asing", advice + ", ".join(nets))
            continue
        if mode not in {"", Mode.KIT, Mode.AUTOMATIC} or (
            mode == Mode.AUTOMATIC and not net.automatic
        ):
            modes = f"paket atau {Mode.AUTOMATIC}" if net.automatic else "paket"
            asked.complain(ACCOUNTS, "cara-asing", f"{net.label} hanya dapat: {modes}.")
            continue
        account, _, server = account.removeprefix("@").partition("@")
        if net.own_server and not BASE_URL.fullmatch(f"https://{server}"):
            advice = f"sebut servernya juga, misalnya: {name}; {account}@mastodon.social"
            asked.complain(ACCOUNTS, "isian-bentuk", advice)
            continue
        number = sum(channel.network == name.casefold() for channel in found.values())
        ident = name.casefold() + (f"-{number + 1}" if number else "")
        found[ident] = Channel(
            id=ident,
            network=name.casefold(),
            mode=Mode(mode) if mode else Mode.KIT,
            label=net.label + (f" {number + 1}" if number else ""),
            account="" if net.grouped else account,
            base_url=f"https://{server}" if net.own_server else "",
            group=account if net.grouped else "",
        )
    return tuple(found.values())


def _colours(asked: Asked, answers: OfficeAnswers, repaint: Repaint) -> Mapping[str, str]:
    main, accent = answers.main.strip().lower(), answers.accent.strip().lower()
    broken = False
    for question, colour in ((MAIN, main), (ACCENT, accent)):
        if not _COLOUR.fullmatch(colour):
            broken = True
            advice = f'{shown(colour)} bukan kode warna; tulis "#" dan enam angka, misalnya #6a1222'
            asked.complain(question, "isian-bentuk", advice)
    if broken:
        return {}
    colours, slips = repaint(main, accent)
    for question, advice in slips:
        asked.complain(question, "kontras", advice)
    return colours


def _reworded(
    texts: Mapping[str, str], before: str, office: str, colours: Mapping[str, str]
) -> dict[str, str]:
    """The pages with the office's name, the designer's files with its colours: what changes."""
    found = {}
    for path, text in texts.items():
        new = text
        if path.startswith("content/"):
            new = text.replace(before, office) if before else text
        elif colours:
            pattern = "|".join(map(re.escape, colours))
            new = re.sub(pattern, lambda hit: colours[hit[0].lower()], text, flags=re.I)
        if new != text:
            found[path] = new
    return found
