"""A small office for posting stories: items, channels, a ledger in a real Git repository.

``Desk.post()`` is what a run does on a push: refresh, read, plan, carry out.
"""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from pipeline.core.findings import Finding
from pipeline.core.model import WITA, Channel, Channels, Correction, Item, Mode, Roster
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, Post, PostPicture, Promise
from pipeline.core.promising import demo_notes, given_orders, promises
from pipeline.core.stopping import halts
from pipeline.core.wire import Send
from pipeline.edge.git import Repository
from pipeline.edge.ledger_branch import Ledger
from pipeline.platforms import networks
from pipeline.round_state import Round
from pipeline.rounds import carry_out

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)
SITE = "https://jdih.example/"


def item(name: str, **changed: object) -> Item:
    """An approved item with nothing but what posting needs."""
    plain = Item(
        id=name,
        where=f"content/konten/{name}/index.md",
        title=f"Judul {name}",
        card_title=f"Judul {name}",
        series="tahukah-kamu",
        disposisi="2026-001",
        summary="Ringkasan.",
        basis=(),
        pictures=(),
        slides=(),
        channels=None,
        texts={},
        hashtags=(),
        scheduled=None,
        correction=None,
        withdrawal=None,
        demo=False,
        body="Isi.",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # a test's shorthand


def corrected(original: Item, number: int) -> Item:
    note = Correction(number=number, day=date(2026, 11, 24), note="Tahun keliru.")
    return replace(original, correction=note)


def mark(promise: Promise) -> str:
    """A word by which a post of this very correction is known."""
    return f"RALAT-{promise.revision}-{promise.item}" if promise.revision else "Baca:"


def channel(network: str, *, mode: Mode = Mode.AUTOMATIC, base_url: str = "") -> Channel:
    return Channel(
        id=network,
        network=network,
        mode=mode,
        label=network.title(),
        account="testuser" if network == "mastodon" else "jdihpinrang",
        base_url=base_url,
        group="Grup JDIH" if network == "whatsapp" else "",
    )


def channels(*of: Channel) -> Channels:
    return Channels(site_url=SITE, office="KPU Kabupaten Pinrang", channels=of)


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=True)
    return done.stdout.decode()


def repository(folder: Path, *, origin: Path | None = None) -> Path:
    """A repository, with a bare origin of its own when asked."""
    subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
    if origin is not None:
        if not origin.exists():
            subprocess.run(["git", "init", "-q", "--bare", "-b", "main", origin], check=True)
        git(folder, "remote", "add", "origin", str(origin))
    return folder


@dataclass(kw_only=True)
class Desk:
    root: Path
    channels: Channels
    items: list[Item]
    senders: dict[str, Send] = field(default_factory=dict)
    now: datetime = MONDAY
    run: str = "lokal:desk/1"
    account: str = "jdihpinrang"
    staff: Roster | None = None  # who may stop posting
    pictures: tuple[PostPicture, ...] = ()
    said: list[str] = field(default_factory=list)
    logged: list[str] = field(default_factory=list)
    unseen: Callable[[Post], str] = lambda post: ""
    is_over: Callable[[str], bool] = lambda run: True  # whether another run certainly ended

    def ledger(self) -> Ledger:
        spare = self.root / "build" / "belum-tercatat"
        return Ledger(Repository(self.root), run=self.run, tool="redaksi-jdih uji", spare=spare)

    def acts(self) -> list[Act]:
        return self.ledger().read()[0]

    def findings(self) -> list[Finding]:
        return self.ledger().read()[1]

    def kinds(self) -> list[str]:
        """What the ledger says, in order of time: "niat 2026-11-a/0/mastodon"."""
        acts = sorted(
            self.acts(), key=lambda act: (act.attempt, list(type(act.kind)).index(act.kind))
        )
        return [f"{act.kind} {act.promise.key}" for act in acts]

    def plan(self, acts: Sequence[Act] | None = None) -> Plan:
        known = networks()
        acts = self.acts() if acts is None else acts
        return make_plan(
            promises(self.items, self.channels, known, orders=given_orders(acts)),
            acts,
            self.now,
            channels=self.channels,
            networks=known,
            credentials=self.senders.keys(),
            is_over=self.is_over,
            withdrawn={item.id for item in self.items if item.withdrawal},
            held=demo_notes(self.items, self.channels, known),
            halts=halts(acts, self.staff, self.channels.resumed),
            seals={key: post.seal for key, post in self.posts().items()},
        )

    def posts(self) -> dict[str, Post]:
        return {
            wanted.promise.key: Post(
                promise=wanted.promise,
                network=wanted.promise.channel,
                account=self.account,
                text=f"{mark(wanted.promise)} {self.link(wanted.promise.item)}",
                link=self.link(wanted.promise.item),
                pictures=tuple(
                    replace(shown, url=self.link(wanted.promise.item) + shown.name)
                    for shown in self.pictures
                ),
            )
            for wanted in promises(self.items, self.channels, networks())
        }

    @staticmethod
    def link(name: str) -> str:
        return f"{SITE}konten/{name}/"

    def post(self, ledger: Ledger | None = None) -> Round:
        """One run: what is owed is posted, what is doubtful is asked about, all is recorded."""
        round_ = self.planned(ledger or self.ledger())
        carry_out(round_)
        return round_

    def planned(self, ledger: Ledger) -> Round:
        """A run that has read the ledger and made its plan, and not begun yet."""
        ledger.refresh()
        acts, _ = ledger.read()
        return Round(
            plan=self.plan(acts),
            posts=self.posts(),
            ledger=ledger,
            senders=self.senders,
            clock=self.tick,
            link=self.link,
            unseen=self.unseen,
            pause=self.wait,
            known={act.url for act in acts if act.url},
            say=self.said.append,
            log=self.logged.append,
        )

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now
