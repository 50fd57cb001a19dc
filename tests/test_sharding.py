"""Many machines draw as one: parts by cost, joined only where they are whole."""

from pathlib import Path

import pytest

from pipeline import desk, sharding
from pipeline.core.findings import Blocked
from pipeline.core.shards import COSTS, cost, shared_out, unfit_to_join
from pipeline.edge import disk
from pipeline.render.cards import draw_all
from pipeline.render.studio import SINGLE
from tests.card_desk import SITE, item, picture, sections
from tests.demo import DEMO

KEPT = ("kanal.yml", "rubrik.yml", "kalender.yml", "peraturan/uu-14-2008.md")


def test_the_longest_go_first_and_every_machine_shares_out_alike() -> None:
    """Whatever the order in which a machine reads the items."""
    costs = {"a": 9, "b": 7, "c": 6, "d": 5, "e": 5, "f": 1}
    parts = shared_out(costs, 3)

    assert parts == (("a", "f"), ("b", "e"), ("c", "d"))
    assert shared_out(dict(reversed(costs.items())), 3) == parts
    assert sorted(name for part in shared_out(costs, 8) for name in part) == sorted(costs)
    assert [cost(item()), cost(item(slides=sections(3), pictures=(picture("a.jpg"),)))] == [95, 244]
    assert COSTS.keys() - {"slide", "photo"} == set(SINGLE)


def test_parts_take_about_as_long_as_each_other() -> None:
    """Carousels, photographs and single cards mixed: no part has a tenth more than another."""
    items = {
        f"{n:03}": item(
            slides=sections(n % 9) if n % 3 else (), pictures=(picture("a.jpg"),) * (n % 4 == 0)
        )
        for n in range(80)
    }
    costs = {name: cost(one) for name, one in items.items()}
    loads = [sum(costs[name] for name in part) for part in shared_out(costs, 8)]

    assert max(loads) <= 1.1 * min(loads)


def test_missing_doubled_and_foreign_items_are_not_joined() -> None:
    assert unfit_to_join(["a", "b"], [["a"], ["b"]]) == []
    assert unfit_to_join(["a", "b", "c"], [["a", "x"], ["a", "b"]]) == [
        "c belum digambar",
        "a digambar 2 kali",
        "x tidak ada di content/",
    ]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with three small items; the tool's build folder is a scratch one."""
    for name in KEPT:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((DEMO / "content" / name).read_bytes())
    for n in range(3):
        page = tmp_path / f"content/konten/2026-11-uji-{n}/index.md"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'---\nskema: 1\njudul: Hak Warga {n}\nrubrik: tahukah-kamu\ndisposisi: "2026-001"\n'
            "ringkasan: Ringkas.\ndasar_hukum: [{peraturan: uu-14-2008}]\n---\n\nIsi singkat.\n",
            "utf-8",
        )
    monkeypatch.setattr(desk.Desk, "build", property(lambda one: tmp_path / "build"))
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_eight_parts_are_one_run_byte_by_byte(root: Path) -> None:
    """Some of them empty; a part that was lost is refused before anything is written."""
    content = disk.read_content(root)
    whole = root / "sekali"
    draw_all(content.items.values(), content=content, root=root, site=SITE, out=whole)
    for n in range(1, 8):
        assert sharding.draw_shard(root, f"{n}/8") == 0
    with pytest.raises(Blocked, match="bagian belum lengkap: 1-dari-8, "):
        sharding.join_shards(root)
    sharding.draw_shard(root, "8/8")
    (root / "content/konten/2026-11-uji-1").rename(root / "content/konten/2026-11-uji-9")
    with pytest.raises(Blocked, match="uji-9 belum digambar; 2026-11-uji-1 tidak ada di content/"):
        sharding.join_shards(root)
    (root / "content/konten/2026-11-uji-9").rename(root / "content/konten/2026-11-uji-1")

    assert not (root / "build/pratinjau").exists()
    assert sharding.join_shards(root) == 0
    assert files(root / "build/pratinjau/kartu") == files(whole)
    assert files(root / "build/kartu") == files(whole)
    assert len(files(whole)) == 3 * 7


@pytest.mark.parametrize("which", ["3/2", "0/2", "1", "1/2/3", "satu/dua"])
def test_part_that_cannot_be_is_refused(root: Path, which: str) -> None:
    with pytest.raises(Blocked, match="tidak dikenal"):
        sharding.draw_shard(root, which)
