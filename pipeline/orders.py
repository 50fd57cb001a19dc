"""Orders: `order`: step 8 given by a person, where the office wants one (content/sop.yml)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core.authorship import by_address, by_login
from pipeline.core.findings import Blocked
from pipeline.core.model import Person
from pipeline.core.ordering import ENVIRONMENT, awaiting, given_order, may_order, who_let_go
from pipeline.desk import Desk, World, gather, open_desk
from pipeline.edge.files import append
from pipeline.overview import plan_ahead

PUBLISH = "publish.yml"

Waiting = Mapping[tuple[str, int], tuple[str, ...]]  # item and correction -> channels


def order(root: Path, items: Sequence[str]) -> int:
    """Say what waits for an order; with names: order it, and let the publication begin."""
    return order_at(open_desk(root), items)


def order_at(desk: Desk, items: Sequence[str]) -> int:
    with TemporaryDirectory() as scratch:
        world = gather(desk, desk.repository(), Path(scratch), fetch=True)
    waiting = awaiting(plan_ahead(desk, world))
    if not items:
        _list(desk, waiting)
        return 0
    people = _ordering(desk, world)
    for name in items:
        _known(world, name)
    meant = {key: waiting[key] for key in waiting if _is_meant(key, items)}
    where = desk.settings.run if desk.settings.in_ci else ""
    names = [person.name for person in people]
    acts = [
        given_order(*key, channels, by=names, at=desk.clock(), where=where)
        for key, channels in meant.items()
    ]
    written = world.ledger.write(acts)
    told = [f"Tercatat: perintah unggah {act.item} oleh {act.actor}." for act in written]
    told = told or ["Tidak ada yang masih menunggu perintah unggah."]
    for line in told:
        desk.say(line)
    if desk.settings.summary:
        shown = ["## Perintah unggah", "", *(f"    {line}" for line in told), ""]
        append(desk.settings.summary, "\n".join(shown))
    if not written:
        return 0
    if (forge := desk.forge()) and desk.settings.in_ci:
        forge.start(PUBLISH)
        desk.say("Alur kerja Terbit dijalankan.")
    else:
        desk.say("Unggahan berjalan pada publikasi berikutnya, atau ketik: redaksi run")
    return 0


def _list(desk: Desk, waiting: Waiting) -> None:
    lines = [f"{item}: {', '.join(channels)}" for (item, _), channels in waiting.items()]
    none = "Tidak ada yang menunggu perintah unggah."
    head = "Menunggu perintah unggah (langkah 8):" if lines else none
    desk.say("\n".join([head, *lines]))
    if desk.settings.summary:
        shown = ["## Perintah unggah", "", head, "", *(f"- {line}" for line in lines), ""]
        append(desk.settings.summary, "\n".join(shown))
    if desk.settings.output:  # names as the reader let them through: letters, digits, hyphens
        named = " ".join(f"{item}/{revision}" for item, revision in waiting)
        append(desk.settings.output, f"waiting={named}\n")


def _known(world: World, name: str) -> None:
    if name.partition("/")[0] not in world.content.items:
        raise Blocked(
            f"konten {name} tidak ada di antara yang disetujui",
            where="content/konten",
            remedy="daftar yang menunggu perintah: redaksi order",
        )


def _is_meant(key: tuple[str, int], names: Sequence[str]) -> bool:
    """A name alone means the correction in force; with its number only that one."""
    item, revision = key
    return item in names or f"{item}/{revision}" in names


def _ordering(desk: Desk, world: World) -> list[Person]:
    """Who gives the order: on the forge who let the waiting run go, else who types."""
    roster, roles = world.approvals.roster, may_order(world.content.sop)
    today = desk.clock().date()
    number, forge = desk.settings.run_number, desk.forge()
    if roster is None:
        raise Blocked("content/peran.yml belum berlaku", remedy="gabungkan dahulu peran.yml")
    if number is not None and forge is not None:
        said = [f"@{login}" for login in who_let_go(forge.approvals(number))]
        people = [p for login in said if (p := by_login(login[1:], roster))]
        where = f"lingkungan {ENVIRONMENT}"
    else:
        email = desk.repository().try_run("config", "user.email")[1].decode().strip()
        said, where = [email] if email else [], "git config user.email"
        people = [p for address in said if (p := by_address(address, roster))]
    found = [person for person in people if person.roles(today) & roles]
    if not found:
        may = " atau ".join(p.name for p in roster.holders(roles, today)) or "belum ada pemegangnya"
        raise Blocked(
            f"perintah unggah tidak diberikan oleh yang berhak ({', '.join(said) or 'tidak ada'})",
            where=where,
            remedy=f"yang berhak menurut content/sop.yml langkah 8 dan 9: {may}",
        )
    return found
