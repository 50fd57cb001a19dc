"""Doctoring: the verb `doctor`: reads back everything that must hold, and says what does not."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.core.access import access_sign
from pipeline.core.findings import Blocked
from pipeline.core.health import (
    Sign,
    State,
    bad,
    clock_signs,
    good,
    house_signs,
    minutes_signs,
    order_signs,
    owners_signs,
    roster_signs,
    unseen,
)
from pipeline.core.health_text import LABEL, TITLE, health_body, verdict
from pipeline.core.house import House, code_owners, repository_at, wanted_house
from pipeline.core.house_floor import weaknesses
from pipeline.core.model import Channels, Mode, Roster
from pipeline.core.sop import OrderBy
from pipeline.core.trouble import Doing
from pipeline.desk import Desk, open_desk
from pipeline.edge import disk
from pipeline.edge.files import append
from pipeline.edge.forge_client import Client
from pipeline.edge.forge_files import read_clocks, read_labels, read_owners, read_rules
from pipeline.edge.forge_house import last_scheduled, owners_errors, read_house
from pipeline.edge.settings import read_forge_access
from pipeline.keeping import keep_one
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import FAILURES, in_words

_OURS = "doctor.yml"  # whoever reads this has started it


def doctor(root: Path) -> int:
    """Examine the office whose folder this is; 1 where something is to be mended."""
    desk = open_desk(root)
    address = desk.repository().try_run("config", "--get", "remote.origin.url")[1]
    origin = repository_at(address.decode("utf-8", "replace").strip())
    access = read_forge_access() or (read_forge_access(repository=origin) if origin else None)
    return examine(desk, Client(access) if access else None, access.repository if access else "")


def examine(desk: Desk, client: Client | None, repository: str) -> int:
    """Gather, decide, say. Sets nothing; on the forge's own machine it keeps one issue."""
    signs = list(_signs(desk, client, repository))
    for sign in signs:
        desk.say(str(sign))
    wrong = [sign for sign in signs if sign.state is State.BAD]
    hidden = [sign for sign in signs if sign.state is State.UNSEEN]
    desk.say(verdict(signs))
    if desk.settings.summary:
        rows = [f"    {sign}" for sign in (*wrong, *hidden, *_healthy(signs))]
        text = ["## Pemeriksaan kantor", "", verdict(signs), "", *rows, ""]
        append(desk.settings.summary, "\n".join(text))
    # A laptop sees less, the channels' keys above all: what it found is for whoever sits there.
    if desk.settings.in_ci and (forge := desk.forge()):
        body = health_body(signs, desk.clock().date())
        desk.say(keep_one(forge, LABEL, TITLE, body, quiet=not wrong))
    return 1 if wrong else 0


def _healthy(signs: list[Sign]) -> list[Sign]:
    return [sign for sign in signs if sign.state is State.GOOD]


def _signs(desk: Desk, client: Client | None, repository: str) -> Iterator[Sign]:
    from pipeline.edge.gate import read_approvals  # late: brings Git

    now = desk.clock()
    approvals = read_approvals(desk.repository(), now=now)[1]
    roster = approvals.roster
    yield from roster_signs(roster, now.date())
    held = [one.unit.removeprefix("content/") for one in approvals.held]
    if held:
        yield bad(
            f"di main tanpa persetujuan: {', '.join(held)}",
            "ajukan sebagai usulan supaya disetujui, atau kembalikan; `redaksi check` menjelaskan",
        )
    else:
        yield good("semua isi main disetujui")
    public: bool | None = None
    if client is None:
        yield unseen(
            "pengaturan forge: tidak ada kunci akses (GITHUB_TOKEN) atau repositorinya bukan di "
            "GitHub"
        )
    else:
        try:
            found = read_house(client, repository)
            forge_signs = list(_forge_signs(desk, client, repository, roster, found))
            public = found.public
        except Blocked as trouble:
            forge_signs = [bad(f"forge tidak dapat diperiksa: {trouble.what}", trouble.remedy)]
        yield from forge_signs
    content = disk.read_content(desk.root)
    if content.channels:
        yield from _channel_signs(desk, content.channels)
    beside = [
        finding.where
        for finding in content.findings
        if finding.rule == "berkas-asing" and finding.where.startswith("content/rapat/")
    ]
    yield from minutes_signs(content.minutes.values(), beside, public)


def _forge_signs(
    desk: Desk, client: Client, repository: str, roster: Roster | None, found: House
) -> Iterator[Sign]:
    now = desk.clock()
    people = roster or Roster(people=(), effective_from=None)
    wanted = wanted_house(people, now.date(), read_rules(desk.root), read_labels(desk.root))
    for open_way in weaknesses(wanted.rules):
        yield bad(f".github/rulesets: {open_way}", "kembalikan folder itu ke versi sebelumnya")
    yield from house_signs(found, wanted, repository)
    sop = disk.read_content(desk.root).sop
    yield from order_signs(found, by_person=bool(sop and sop.order_by is OrderBy.PERSON))
    owners = code_owners(repository.partition("/")[0])
    yield from owners_signs(read_owners(desk.root), owners, owners_errors(client, repository))
    clocks = {name: crons for name, crons in read_clocks(desk.root).items() if name != _OURS}
    runs = {name: last_scheduled(client, repository, name) for name in clocks}
    yield from clock_signs(clocks, runs, now, people.effective_from)


def _channel_signs(desk: Desk, channels: Channels) -> Iterator[Sign]:
    """Every channel that posts by itself is asked, cheaply, whose credential this run holds."""
    for channel in channels.channels:
        platform = PLATFORMS.get(channel.network)
        if channel.mode is not Mode.AUTOMATIC or platform is None or not platform.AUTOMATIC:
            continue
        send = desk.connect(channel)
        if send is None and desk.settings.in_ci:  # where all keys are: it has none
            yield bad(
                f"kanal {channel.id}: `cara: otomatis`, tetapi kunci aksesnya belum disimpan, jadi "
                "setiap unggahannya menjadi paket",
                "simpan kuncinya menurut halaman «Menyambungkan akun», atau tulis `cara: paket`",
            )
            continue
        if send is None:
            yield unseen(f"kunci akses kanal {channel.id}: tidak ada di komputer ini")
            continue
        try:
            yield access_sign(channel, platform.whoami(channel.account, send), desk.clock().date())
        except FAILURES as failure:
            told = in_words(failure, platform.LABEL, Doing.READING)
            desk.log(f"sebab teknis, {channel.id}: {failure}")
            yield bad(f"kanal {channel.id}: {told.what}", told.step)
