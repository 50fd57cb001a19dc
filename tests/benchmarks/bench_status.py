"""How long `status` takes: python -m tests.benchmarks.bench_status [items]. Not in the suite.

An office most of whose items went the whole way, eight acts each; of the newest some are doubtful,
wait for a person or are owed, the last forty were not looked at again, and proposals lie in the
steps before the merge. Told as wall clock and as time of the processor.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.core.rereading import RIGHT
from pipeline.edge.ledger import file_of
from pipeline.edge.ledger_paths import BRANCH, path_of
from tests.benchmarks.bench_history import merged, stream
from tests.benchmarks.watch import Watch
from tests.demo import DEMO
from tests.worlds import CHIEF, EDITOR, World

ROOT = Path(__file__).resolve().parents[2]
BEGAN = datetime(2026, 11, 23, 9, tzinfo=WITA)
_UNREAD = 40  # the newest items, which nobody has looked at again

_URLS = {
    "mastodon": "{}/@jdih/{}",
    "facebook": "https://www.facebook.com/jdihpinrang/posts/{1}",
    "whatsapp": "",
}

DISPOSISI = """---
skema: 1
nomor: 2026-001
tanggal: 2026-11-23T08:05:00+08:00
dari: Kartini Ketua
kepada: [sekretaris-redaksi]
perihal: Konten
---

Mohon dibuatkan konten.
"""

PAGE = """---
skema: 1
judul: Setiap Orang Berhak atas Informasi, Nomor {number}
rubrik: tahukah-kamu
disposisi: 2026-001
ringkasan: Setiap orang berhak mengetahui informasi publik.
dasar_hukum:
  - {{peraturan: uu-14-2008, bagian: Pasal 4 ayat (1)}}
tagar: [JDIHKPUPinrang]
---

Setiap orang berhak memperoleh informasi publik, butir {body}.
"""


def page(number: int, body: str) -> tuple[str, str]:
    """Path and text of one item."""
    return f"content/konten/2026-11-konten-{number}/index.md", PAGE.format(number=number, body=body)


# Whether a post of an item that old, on that channel, is settled; None: nothing was begun.
Stage = Callable[[int, str], bool | None]


def begun(age: int, _: str) -> bool:
    """The newest twelve wait on every channel."""
    return age >= 12


def finished(_age: int, _channel: str) -> bool:
    return True


def mixed(age: int, channel: str) -> bool | None:
    """The newest three are doubtful, twelve wait for a person, and five are owed."""
    if age >= 20:
        return True
    if age >= 15:
        return None
    if age >= 9:
        return channel != "whatsapp"
    return channel == "mastodon" if age >= 3 else channel != "mastodon"


def acts(items: int, network: str, stage: Stage) -> Iterator[Act]:
    """Eight for each item, and a second look; of the newest ones only some."""

    def act(number: int, kind: ActKind, channel: str, minutes: int, **more: object) -> Act:
        return Act(
            kind=kind,
            item=f"2026-11-konten-{number}",
            revision=0,
            channel=channel,
            at=merged(number) + timedelta(minutes=minutes),
            actor="Ayu Admin",
            **more,  # type: ignore[arg-type]  # fields of an act, spelled out by the caller
        )

    for number in range(items):
        yield act(number, ActKind.APPROVAL, "", 0, extra={"version": f"{number:040x}"})
        yield act(number, ActKind.ORDER, "", 1, note="perintah unggah", extra={"run": "lokal:a/1"})
        age = items - 1 - number
        for channel in ("mastodon", "facebook", "whatsapp"):
            done = stage(age, channel)
            if done is None:
                continue
            first = ActKind.INTENT if channel == "mastodon" else ActKind.HANDED_OVER
            yield act(number, first, channel, 2, payload="f" * 64)
            if done:
                last = ActKind.POSTED if channel == "mastodon" else ActKind.CONFIRMED
                yield act(number, last, channel, 3, url=_URLS[channel].format(network, number))
        if age >= _UNREAD and stage is mixed:
            yield act(number, ActKind.REREAD, "", 9, note=RIGHT, extra={"account": "ayu"})


def ledger(items: int, network: str, stage: Stage) -> bytes:
    """The ledger's branch in one commit, for git fast-import."""
    who = f"Mesin <mesin@redaksi-jdih.invalid> {int(BEGAN.timestamp())} +0800"
    head = f"commit refs/heads/{BRANCH}\ncommitter {who}\ndata 5\nCatat\n"
    files = ((path_of(act), file_of(act)) for act in acts(items, network, stage))
    body = b"".join(
        f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data for path, data in files
    )
    return head.encode() + body


def office(
    folder: Path, items: int, *, network: str = "https://m.example", stage: Stage = begun
) -> World:
    """The office's own settings, the world's people, the items and the ledger."""
    names = ("sop.yml", "rubrik.yml", "kalender.yml", "peraturan/uu-14-2008.md")
    files: dict[str, str | bytes | None] = {
        f"content/{name}": (DEMO / "content" / name).read_bytes() for name in names
    }
    files["content/kanal.yml"] = (
        "skema: 1\nalamat_situs: https://jdih-pinrang.example/\nnama_kantor: KPU\nkanal:\n"
        "  - {id: mastodon, jaringan: mastodon, cara: otomatis, nama: M, "
        f"alamat: '{network}'}}\n"
        "  - {id: facebook, jaringan: facebook, cara: paket, nama: Facebook, akun: jdihpinrang}\n"
        "  - {id: whatsapp, jaringan: whatsapp, cara: paket, nama: WhatsApp, grup: Grup JDIH}\n"
    )
    world = World(folder, files)
    branch = world.propose({"content/disposisi/2026-001.md": DISPOSISI}, by=CHIEF)
    world.edit(branch, {}, trailers=[f"Disunting-oleh: {EDITOR.name}"])
    base = world.merge(branch)
    for feed in (stream(items, base, page), ledger(items, network, stage)):
        command = ["git", "fast-import", "--quiet", "--force"]
        subprocess.run(command, cwd=world.root, input=feed, check=True)
    world.git("push", "-q", "origin", "main", BRANCH)
    world.git("reset", "-q", "--hard", "main")
    return world


def propose(world: World, items: int) -> None:
    """Four drafts unedited, three that wait for approval, an order without a meeting."""
    world.now = merged(items)
    for number in range(7):
        path, text = page(number, "usul")
        path = path.replace("2026-11-konten", "2026-12-usul")
        branch = world.propose({path: text}, branch=f"konsep/2026-12-usul-{number}")
        if number > 3:
            world.edit(branch, {}, trailers=[f"Disunting-oleh: {EDITOR.name}"])
        world.send(branch)
    asked = DISPOSISI.replace("2026-001", "2026-002").replace("Konten", "Konten bulan Desember")
    world.git("checkout", "-q", "main")
    order = world.propose({"content/disposisi/2026-002.md": asked}, by=CHIEF, branch="disposisi/2")
    world.merge(order)
    world.send()


def main() -> None:
    """Build the office, then run the verb cold and warm, each time as a command of its own."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as scratch:
        world = office(Path(scratch) / "w", items, stage=mixed)
        propose(world, items)
        for what in ("cold", "warm", "warm again"):
            watch = Watch()
            command = [sys.executable, "-P", "-m", "pipeline", "status"]
            done = subprocess.run(
                command, cwd=world.root, env={"PYTHONPATH": str(ROOT)}, capture_output=True
            )
            watch.tell(f"status of {items} items, {what}, {len(done.stdout.splitlines())} lines")
            sys.stdout.write(done.stderr.decode())
    sys.stdout.write(done.stdout.decode())


if __name__ == "__main__":
    main()
