"""Core: the nouns of the SOP and of the office's content. English names, Indonesian values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from pipeline.core.causes import CorrectionCause, WithdrawalCause
from pipeline.core.contests import Phase
from pipeline.core.occasions import Occasion
from pipeline.core.pacing import MOST_A_DAY, Pace

WITA = timezone(timedelta(hours=8), "WITA")  # Asia/Makassar: no daylight saving since 1944


class Role(StrEnum):
    """Performers as SOP 17/2022 names them in the head of its flowchart."""

    EDITOR_IN_CHIEF = "pemimpin-redaksi"
    DEPUTY = "wakil-pemimpin-redaksi"
    EDITOR = "sekretaris-redaksi"
    PRODUCER = "pengelola"
    PUBLISHER = "admin-medsos"


APPROVERS = frozenset({Role.EDITOR_IN_CHIEF, Role.DEPUTY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One role held by one person from a day until a day (both inclusive, WITA)."""

    role: Role
    since: date
    until: date | None = None
    decree: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    emails: tuple[str, ...]  # lower case; addresses used in Git
    logins: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()

    def roles(self, day: date) -> frozenset[Role]:
        return frozenset(t.role for t in self.tenures if t.since <= day <= (t.until or date.max))


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """``content/peran.yml``: who holds which role, and since when the office uses the system."""

    people: tuple[Person, ...]
    effective_from: date | None  # berlaku_mulai; None: not adopted yet, nothing is ever posted
    demo: bool = False

    def by_email(self, email: str) -> Person | None:
        """Return the person who uses this address in Git, whatever its case."""
        wanted = email.lower()
        for person in self.people:  # asked fifteen times for each merge: no generator
            if wanted in person.emails:
                return person
        return None

    def holders(self, roles: frozenset[Role], day: date) -> tuple[Person, ...]:
        return tuple(p for p in self.people if p.roles(day) & roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A legal basis: an entry of the register and the place in it, e.g. "Pasal 7 ayat (2)"."""

    instrument: str  # id of an entry in content/peraturan/
    pinpoint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    file: str  # plain file name inside the item's folder
    alt: str
    credit: str = ""
    focus: tuple[float, float] | None = None  # shares of width and height, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    title: str
    text: str  # Markdown of the section, without its heading
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A ralat: the n-th correction of an item, a new promise on every channel."""

    number: int
    day: date
    note: str
    cause: CorrectionCause | None = None  # None: written before causes had codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    day: date
    reason: str
    cause: WithdrawalCause | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of content: ``content/konten/<id>/index.md`` and its pictures."""

    id: str
    where: str  # path of index.md
    title: str
    card_title: str  # judul_kartu, else the title
    series: str
    disposisi: str
    summary: str
    basis: tuple[Reference, ...]
    pictures: tuple[Picture, ...]
    slides: tuple[Slide, ...]  # from the body's "##" sections unless `slide` says otherwise
    channels: tuple[str, ...] | None  # None: every active channel
    texts: Mapping[str, str]  # channel id -> caption written by hand
    hashtags: tuple[str, ...]  # without "#"
    scheduled: datetime | None  # tayang, aware; None: as soon as approved
    correction: Correction | None
    withdrawal: Withdrawal | None
    demo: bool
    body: str
    lines: Mapping[str, int] = field(default_factory=dict)  # field -> line in index.md
    body_line: int = 1

    def line(self, place: str) -> int:
        """The line of a field, or of an entry of it ("pictures.1", "texts.facebook")."""
        return self.lines.get(place, self.lines.get(place.partition(".")[0], 1))

    @property
    def cause(self) -> str:
        """The code of why it was withdrawn, else corrected; "" where there is none."""
        change = self.withdrawal or self.correction
        return change.cause.value if change and change.cause else ""

    @property
    def revision(self) -> int:
        """0: first publication; n: n-th correction."""
        return self.correction.number if self.correction else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposisi:
    """Step 1: the instruction to make content."""

    number: str
    where: str
    at: datetime
    sender: str
    recipients: tuple[Role, ...]
    subject: str
    demo: bool
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    role: Role
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An assignment decided in the meeting: which item, by which role, until which day."""

    item: str
    role: Role
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file kept in the office's own store, referred to by name."""

    name: str
    sha256: str  # hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Step 3: the notula of one meeting, ``content/rapat/<date>/notula.md``."""

    where: str
    day: date
    place: str
    disposisi: tuple[str, ...]
    invited: datetime | None  # undangan: when the meeting was called (step 2)
    attendance: tuple[Attendance, ...]
    decisions: tuple[str, ...]
    tasks: tuple[Task, ...]
    evidence: tuple[Evidence, ...]
    demo: bool
    body: str


class Mode(StrEnum):
    AUTOMATIC = "otomatis"
    KIT = "paket"
    OFF = "mati"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One account of the office on one network."""

    id: str
    network: str  # key of the registry in pipeline.platforms
    mode: Mode
    label: str
    account: str = ""
    base_url: str = ""  # of the network's API where it is not fixed (Mastodon)
    group: str = ""  # WhatsApp: the group's name
    most_a_day: int = MOST_A_DAY  # of posts that the program makes by itself
    links: bool = True  # whether posts carry the page's address; without, they are cheaper on X
    monthly_dollars: int = 0  # what posts there may cost in a month; 0: a person posts
    line: int = field(default=1, repr=False, compare=False)  # in kanal.yml


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How the public reaches the office; what is empty is not shown."""

    email: str = ""
    phone: str = ""
    address: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """``content/kanal.yml``."""

    site_url: str  # ends with "/"
    office: str
    channels: tuple[Channel, ...]
    contact: Contact = Contact()
    pace: Pace = Pace()
    ildis_form: bool = False  # of the JDIHN feed: moments as ILDIS writes them, not RFC 3339
    resumed: tuple[str, ...] = ()  # the stops that are over, by name

    def get(self, channel: str) -> Channel | None:
        return next((c for c in self.channels if c.id == channel), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A rubrik of ``content/rubrik.yml``: what it is and which layouts draw it."""

    id: str
    name: str
    description: str
    cards: str  # name of a card family in site/cards/
    weekday: int | None = None  # 0 = Senin
    hashtags: tuple[str, ...] = ()
    legal: bool = True  # counts as legal education
    skeleton: str = ""  # Markdown of a new item
    line: int = field(default=1, repr=False, compare=False)  # in rubrik.yml


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """``content/kalender.yml``: corrections to the library's calendar, and what to keep in mind."""

    extra_holidays: Mapping[date, str]
    extra_workdays: Mapping[date, str]
    phases: tuple[Phase, ...] = ()
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage:
    """A page under ``content/halaman/`` (about, hand-books)."""

    id: str
    where: str
    title: str
    summary: str
    body: str
    for_office: bool = False  # for those who make the page, not for those who read it
    shows_contact: bool = False  # of the office, above its text
