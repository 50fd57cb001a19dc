"""An office with one item that went the whole way, corrected once, for archive and report."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.desk import Desk, gather, open_desk, prepare
from pipeline.edge.ledger import file_of
from pipeline.edge.ledger_paths import path_of
from pipeline.round_state import payload
from tests.benchmarks.bench_status import DISPOSISI, PAGE
from tests.demo import DEMO
from tests.worlds import CHIEF, EDITOR, World

ROOT = Path(__file__).resolve().parents[1]
ID = "2026-11-konten-1"
AT = datetime(2026, 11, 23, 14, 0, tzinfo=WITA)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=WITA)
KANAL = (
    "skema: 1\nalamat_situs: https://jdih-pinrang.example/\nnama_kantor: KPU Pinrang\nkanal:\n"
    "  - {id: mastodon, jaringan: mastodon, cara: otomatis, nama: Mastodon, "
    "alamat: https://m.example}\n"
    "  - {id: facebook, jaringan: facebook, cara: paket, nama: Facebook, akun: jdihpinrang}\n"
    "  - {id: whatsapp, jaringan: whatsapp, cara: paket, nama: WhatsApp, grup: Grup JDIH}\n"
)
NOTULA = """---
skema: 1
tanggal: 2026-11-23
tempat: Ruang rapat
disposisi: [2026-001]
undangan: 2026-11-23T08:30:00+08:00
kehadiran:
  - {peran: pengelola, jumlah: 2}
putusan: [Konten tentang hak atas informasi dibuat.]
bukti:
  - {nama: foto-rapat.jpg, sha256: 89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a89504e470d0a1a0a}
---

Rapat dibuka pukul sembilan.
"""


def page(body: str = "satu", more: str = "") -> str:
    text = PAGE.format(number=1, body=body)
    return text.replace("tagar:", f"{more}tagar:")


def corrected(body: str = "dua") -> str:
    return page(body, "ralat: {nomor: 1, tanggal: 2026-11-24, keterangan: Angkanya keliru}\n")


def act(kind: ActKind, channel: str = "", minutes: int = 0, **more: object) -> Act:
    fields: dict[str, object] = {"item": ID, "revision": 0, "actor": "mesin", **more}
    at = AT + timedelta(minutes=minutes)
    return Act(kind=kind, channel=channel, at=at, **fields)  # type: ignore[arg-type]  # shorthand


def desk(world: World, said: list[str], now: datetime = NOW) -> Desk:
    return replace(
        open_desk(world.root),
        say=said.append,
        progress=lambda news: None,
        log=lambda cause: None,
        clock=lambda: now,
        forge=lambda: None,
    )


def record(world: World, *acts: Act, at: datetime = AT) -> str:
    """Write acts to the ledger, as the machine does; return the commit."""
    repo = world.repository()
    files = {path_of(one): file_of(one) for one in acts}
    sha = repo.commit_files("ledger", files, "catat", at, parent=repo.fetch("ledger"))
    repo.push("ledger", sha, repo.fetch("ledger"))
    return sha


def approval(world: World, merge: str, **more: object) -> Act:
    """The record of the approval that this merge is."""
    from pipeline.edge.gate import read_approvals

    past = read_approvals(world.repository())[1].past[f"content/konten/{ID}"]
    (evidence,) = [one for one in past if one.merge == merge]
    extra = {
        "version": evidence.oid or "",
        "merge_commit": merge,
        "authors": ", ".join(evidence.authors),
        "editor": ", ".join(evidence.editors),
    }
    found = act(ActKind.APPROVAL, actor=evidence.approver, extra=extra)
    return replace(found, at=evidence.at, **more)  # type: ignore[arg-type]  # shorthand


def office(folder: Path) -> World:
    """The item approved once, and nothing recorded yet."""
    names = ("sop.yml", "rubrik.yml", "kalender.yml", "peraturan/uu-14-2008.md")
    files: dict[str, str | bytes | None] = {
        f"content/{name}": (DEMO / "content" / name).read_bytes() for name in names
    }
    world = World(folder, {**files, "content/kanal.yml": KANAL})
    branch = world.propose(
        {
            "content/disposisi/2026-001.md": DISPOSISI,
            "content/rapat/2026-11-23/notula.md": NOTULA,
        },
        by=CHIEF,
    )
    world.edit(branch, {}, trailers=[f"Disunting-oleh: {EDITOR.name}"])
    world.merge(branch)
    world.approve({f"content/konten/{ID}/index.md": page()})
    world.send()
    return world


def posted(world: World, folder: Path, revision: int, base: int = 0) -> list[Act]:
    """The acts of a run and of people, with the fingerprints of what would be sent now."""
    found = desk(world, [], AT + timedelta(minutes=base))
    scene = gather(found, found.repository(), folder / "isi", fetch=False)
    posts = prepare(found, scene, folder / "kartu").posts

    def sent(name: str) -> str:
        return payload(posts[f"{ID}/{revision}/{name}"])

    of = {"revision": revision}
    by = {"actor": "Ayu Admin"}
    order = {"note": "perintah tetap", "extra": {"channels": "mastodon, facebook, whatsapp"}}
    net, url = "mastodon", f"https://m.example/@jdih/{revision + 1}"
    return [
        act(ActKind.ORDER, "", base, **of, **order),
        act(ActKind.INTENT, net, base + 1, payload=sent(net), **of),
        act(ActKind.POSTED, net, base + 2, payload=sent(net), url=url, remote_id="1", **of),
        act(ActKind.HANDED_OVER, "facebook", base + 3, payload=sent("facebook"), **of),
        act(
            ActKind.CONFIRMED,
            "facebook",
            base + 30,
            payload=sent("facebook"),
            url=f"https://www.facebook.com/jdihpinrang/posts/{revision + 1}",
            **of,
            **by,
        ),
        act(ActKind.HANDED_OVER, "whatsapp", base + 3, payload=sent("whatsapp"), **of),
        act(ActKind.CONFIRMED, "whatsapp", base + 40, payload="", **of, **by),
    ]


def whole(folder: Path) -> World:
    """Approved, posted, corrected, posted again, and everything recorded."""
    world = office(folder / "w")
    first = world.tip()
    record(world, approval(world, first), *posted(world, folder, 0))
    world.now = AT + timedelta(days=1)
    second = world.approve({f"content/konten/{ID}/index.md": corrected()})
    world.send()
    acts = posted(world, folder, 1, base=60 * 25)
    record(world, approval(world, second, revision=1), *acts)
    return world


def copy_of(world: World, folder: Path) -> World:
    """The same repositories in another place, to be spoilt."""
    shutil.copytree(world.root.parent, folder)
    made = World.__new__(World)
    made.root, made.origin, made.now = folder / "clone", folder / "origin.git", NOW
    made._branches = world._branches
    made.git("remote", "set-url", "origin", made.origin.as_posix())
    return made
