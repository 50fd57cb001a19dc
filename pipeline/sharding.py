"""Sharding: `draw --shard` draws one machine's part of all items, `draw --join` joins the parts."""

import re
from pathlib import Path

from pipeline.core.findings import Blocked, blocking
from pipeline.core.shards import cost, shared_out, unfit_to_join
from pipeline.edge import disk
from pipeline.edge.files import entries, write_if_changed
from pipeline.render.cards import draw_all
from pipeline.workplace import open_desk

PARTS = "bagian"  # below build/: one folder per part, named "2-dari-8"
_WHICH = re.compile(r"([1-9]\d{0,2})/([1-9]\d{0,2})")
_FOLDER = re.compile(r"([1-9]\d{0,2})-dari-([1-9]\d{0,2})")


def draw_shard(root: Path, which: str) -> int:
    """Draw the items of part i of n into a folder of its own."""
    asked = _WHICH.fullmatch(which)
    if asked is None or int(asked[1]) > int(asked[2]):
        raise Blocked(f"bagian {which!r} tidak dikenal", remedy="ketik misalnya --shard 2/8")
    desk, content = open_desk(root), disk.read_content(root)
    number, count = int(asked[1]), int(asked[2])
    costs = {name: cost(item) for name, item in content.items.items()}
    names = shared_out(costs, count)[number - 1]
    out = desk.build / PARTS / f"{number}-dari-{count}"
    out.mkdir(parents=True, exist_ok=True)
    drawn = draw_all(
        [content.items[name] for name in names],
        content=content,
        root=root,
        site=desk.site,
        out=out,
        progress=lambda name, done, of: desk.progress(f"menggambar {done}/{of}: {name}"),
    )
    desk.say("\n".join([*map(str, drawn.findings), f"{len(drawn.cards)} konten digambar di {out}"]))
    return 1 if blocking(drawn.findings) else 0


def join_shards(root: Path) -> int:
    """Put all parts together where `draw` and `build` keep theirs; refuse what is not whole.

    Both take a card only if it is what they would draw, so this is a cache and no more.
    """
    desk, content = open_desk(root), disk.read_content(root)
    found = {path: _FOLDER.fullmatch(path.name) for path in entries(desk.build / PARTS)}
    parts = {int(m[1]): path for path, m in found.items() if m}
    counts = {int(m[2]) for m in found.values() if m}
    if len(counts) != 1 or sorted(parts) != list(range(1, max(counts, default=0) + 1)):
        names = ", ".join(sorted(path.name for path in found)) or "tidak ada"
        raise Blocked(
            f"bagian belum lengkap: {names}",
            where=str(desk.build / PARTS),
            remedy="gambar setiap bagian dengan jumlah yang sama, misalnya 1/2 lalu 2/2",
        )
    items = {number: entries(path) for number, path in sorted(parts.items())}
    if told := unfit_to_join(
        content.items, [[folder.name for folder in folders] for folders in items.values()]
    ):
        raise Blocked("; ".join(told), remedy="gambar bagian itu lagi dari isi yang sama")
    for folder in (folder for folders in items.values() for folder in folders):
        for file in sorted(entries(folder), key=lambda file: file.suffix != ".json"):
            for kept in (desk.build / "pratinjau" / "kartu", desk.build / "kartu"):
                # The manifest first: what is younger than it is looked into.
                write_if_changed(kept / folder.name / file.name, file.read_bytes())
    desk.say(f"{len(content.items)} konten dari {len(parts)} bagian digabungkan.")
    return 0
