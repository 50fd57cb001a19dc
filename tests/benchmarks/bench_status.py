"""How long `status` takes: python -m tests.benchmarks.bench_status [items]. Not in the suite.

An office whose items all went the whole way, eight acts each, and whose newest ones did not.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.edge.ledger import file_of
from pipeline.edge.ledger_paths import BRANCH, path_of
from tests.benchmarks.bench_history import merged, stream
from tests.demo import DEMO
from tests.worlds import CHIEF, EDITOR, World

ROOT = Path(__file__).resolve().parents[2]
BEGAN = datetime(2026, 11, 23, 9, tzinfo=WITA)
_OPEN = 12  # the newest items, which still wait for a person

_URLS = {
    "mastodon": "https://m.example/@jdih/{}",
    "facebook": "https://www.facebook.com/jdihpinrang/posts/{}",
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


def acts(items: int) -> Iterator[Act]:
    """Eight for each item; of the newest ones only some."""

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
        for channel in ("mastodon", "facebook", "whatsapp"):
            first = ActKind.INTENT if channel == "mastodon" else ActKind.HANDED_OVER
            yield act(number, first, channel, 2, payload="f" * 64)
            if number < items - _OPEN:
                last = ActKind.POSTED if channel == "mastodon" else ActKind.CONFIRMED
                yield act(number, last, channel, 3, url=_URLS[channel].format(number))


def ledger(items: int) -> bytes:
    """The ledger's branch in one commit, for git fast-import."""
    who = f"Mesin <mesin@redaksi-jdih.invalid> {int(BEGAN.timestamp())} +0800"
    head = f"commit refs/heads/{BRANCH}\ncommitter {who}\ndata 5\nCatat\n"
    files = ((path_of(act), file_of(act)) for act in acts(items))
    body = b"".join(
        f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data for path, data in files
    )
    return head.encode() + body


def office(folder: Path, items: int) -> World:
    """The office's own settings, the world's people, the items and the ledger."""
    names = ("sop.yml", "rubrik.yml", "kalender.yml", "peraturan/uu-14-2008.md")
    files: dict[str, str | bytes | None] = {
        f"content/{name}": (DEMO / "content" / name).read_bytes() for name in names
    }
    files["content/kanal.yml"] = (
        "skema: 1\nalamat_situs: https://jdih-pinrang.example/\nnama_kantor: KPU\nkanal:\n"
        "  - {id: mastodon, jaringan: mastodon, cara: otomatis, nama: M, alamat: https://m.example}\n"
        "  - {id: facebook, jaringan: facebook, cara: paket, nama: Facebook, akun: jdihpinrang}\n"
        "  - {id: whatsapp, jaringan: whatsapp, cara: paket, nama: WhatsApp, grup: Grup JDIH}\n"
    )
    world = World(folder, files)
    branch = world.propose({"content/disposisi/2026-001.md": DISPOSISI}, by=CHIEF)
    world.edit(branch, {}, trailers=[f"Disunting-oleh: {EDITOR.name}"])
    base = world.merge(branch)
    for feed in (stream(items, base, page), ledger(items)):
        command = ["git", "fast-import", "--quiet", "--force"]
        subprocess.run(command, cwd=world.root, input=feed, check=True)
    return world


def main() -> None:
    """Build the office, then run the verb cold and warm, each time as a command of its own."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as scratch:
        world = office(Path(scratch) / "w", items)
        world.git("push", "-q", "origin", "main", BRANCH)
        world.git("reset", "-q", "--hard", "main")
        for what in ("cold", "warm", "warm again"):
            began = time.perf_counter()
            command = [sys.executable, "-P", "-m", "pipeline", "status"]
            done = subprocess.run(
                command, cwd=world.root, env={"PYTHONPATH": str(ROOT)}, capture_output=True
            )
            took = time.perf_counter() - began
            sys.stdout.write(f"status of {items} items, {what}: {took:.2f} s\n")
            sys.stdout.write(done.stderr.decode())
    sys.stdout.write(done.stdout.decode())


if __name__ == "__main__":
    main()
