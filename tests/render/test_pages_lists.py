"""Lists that need no script: tags, months, years; the register by kind, year, status, subject."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.core.model import WITA, Withdrawal
from pipeline.render.edition import Edition
from pipeline.render.pages import site_files
from pipeline.render.pages_catalogue import catalogue_links, found_by
from pipeline.render.pages_lists import parts_of, tag_folder, tags_of
from tests.editions import DAY, SITE, edition, instrument, item

NEW = item("2026-11-a", "Baru")
OLD = item("2025-02-b", "Lama", scheduled=datetime(2025, 2, 3, 8, tzinfo=WITA), hashtags=("Suara",))


def links(of: Edition, name: str) -> list[str]:
    """The items that a page lists, in its order."""
    content = site_files(of, site_dir=SITE, colours={})[f"{name}/index.md"]
    assert isinstance(content, bytes)
    return re.findall(r'<h3><a href="(?:\.\./)*konten/([^/]+)/', content.decode())


def test_tag_lists_the_items_that_carry_it(tmp_path: Path) -> None:
    """An item's own tags and those of its series; what was withdrawn has left."""
    gone = replace(OLD, id="2025-02-c", withdrawal=Withdrawal(day=DAY, reason="Usang."))
    shown = edition(tmp_path, NEW, OLD, gone)

    assert tags_of(shown, OLD) == ["Suara", "TahukahKamu", "keterbukaan"]
    assert links(shown, "tagar/suara") == ["2025-02-b"]
    assert links(shown, "tagar/tahukahkamu") == ["2026-11-a", "2025-02-b"]


def test_case_makes_no_second_tag(tmp_path: Path) -> None:
    """#Keterbukaan of the item and #keterbukaan of the series are one."""
    assert tags_of(edition(tmp_path, NEW), NEW) == ["Keterbukaan", "TahukahKamu"]


@pytest.mark.parametrize(
    ("tag", "folder"),
    [
        ("JDIHKPUPinrang", "jdihkpupinrang"),
        ("pemilu_2029", "pemilu-2029"),
        ("日", "e697a5"),
    ],
)
def test_tag_names_one_plain_folder(tag: str, folder: str) -> None:
    """A folder of a few letters that every system takes."""
    assert tag_folder(tag) == f"tagar/{folder}"


def test_archive_keeps_every_month(tmp_path: Path) -> None:
    """Each item stands in its month and its year, withdrawn ones too."""
    gone = replace(OLD, withdrawal=Withdrawal(day=DAY, reason="Usang."))
    shown = edition(tmp_path, NEW, gone)

    assert links(shown, "arsip/2026/11") == links(shown, "arsip/2026") == ["2026-11-a"]
    assert links(shown, "arsip/2025/02") == links(shown, "arsip/2025") == ["2025-02-b"]


def test_list_of_all_shows_the_newest_and_leads_to_the_rest(tmp_path: Path) -> None:
    """Forty items, then the months; a thousand items don't weigh on one page."""
    many = [item(f"2026-11-{n:03}", f"Konten {n}", scheduled=None) for n in range(45)]
    base = edition(tmp_path)
    shown = replace(
        base, content=replace(base.content, items={one.id: one for one in many}), cards={}
    )
    content = site_files(shown, site_dir=SITE, colours={})["konten/index.md"]
    assert isinstance(content, bytes)

    assert len(links(shown, "konten")) == 40
    assert len(links(shown, "arsip/2026/11")) == 45
    assert "45 konten; di bawah ini 40 yang terbaru" in content.decode()
    assert 'href="../arsip/2026/11/"' in content.decode()


def test_register_is_divided_four_ways() -> None:
    """Kind, year (newest first), status and subject, each with its count and its page."""
    entries = [
        instrument("uu-1-2000", "1", 2000, subjects=("arsip", "informasi"), in_force=True),
        instrument("uu-2-2010", "2", 2010, subjects=("arsip",)),
    ]

    assert catalogue_links(entries) == {
        "Jenis": [("Undang-Undang", "peraturan/jenis/undang-undang", 2)],
        "Tahun": [("2010", "peraturan/tahun/2010", 1), ("2000", "peraturan/tahun/2000", 1)],
        "Status": [
            ("Belum diverifikasi", "peraturan/status/belum-diverifikasi", 1),
            ("Berlaku", "peraturan/status/berlaku", 1),
        ],
        "Subjek": [
            ("arsip", "peraturan/subjek/arsip", 2),
            ("informasi", "peraturan/subjek/informasi", 1),
        ],
    }


def test_finder_knows_short_and_long_names() -> None:
    """ "UU 14/2008" and "keterbukaan" lead to the same entry."""
    known = found_by(instrument("uu-14-2008", "14", 2008)).split()

    assert known[:3] == ["uu", "14", "2008"]
    assert {"undang", "keterbukaan", "informasi"} <= set(known)


def many(count: int, folder: Path) -> Edition:
    """So many items of one month, without cards."""
    listed = [item(f"2026-11-{n:03}", f"Konten {n}", scheduled=None) for n in range(1, count + 1)]
    base = edition(folder)
    items = {one.id: one for one in listed}
    return replace(base, content=replace(base.content, items=items), cards={})


def test_a_long_list_is_parted_and_every_part_can_be_reached(tmp_path: Path) -> None:
    """The newest stand at the list's own address; plain links lead to all the others."""
    pages = site_files(many(130, tmp_path), site_dir=SITE, colours={})
    for top in ("arsip/2026", "arsip/2026/11", "tagar/tahukahkamu", "rubrik/tahukah-kamu"):
        found, here = list[str](), top
        while here:
            content = pages[f"{here}/index.md"]
            assert isinstance(content, bytes)
            found += re.findall(r'<h3[^>]*><a href="(?:\.\./)*konten/([^/]+)/', content.decode())
            onward = re.search(r'href="(?:\.\./)*([^"]+)/" rel="next"', content.decode())
            here = onward[1] if onward else ""

        assert found == [f"2026-11-{n:03}" for n in range(130, 0, -1)], top


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (99, [99]), (100, [50, 50]), (149, [99, 50]), (150, [50, 50, 50])],
)
def test_only_the_first_part_grows(tmp_path: Path, count: int, sizes: list[int]) -> None:
    """It is never less than half a screenful, and never twice as long as the others."""
    items = list(reversed(many(count, tmp_path).content.items.values()))
    parts = parts_of("tagar/a", items)

    assert [len(part.items) for part in parts] == sizes
    assert [part.folder for part in parts[1:]] == [
        f"tagar/a/hal-{n}" for n in range(len(sizes) - 1, 0, -1)
    ]


def test_a_new_item_changes_no_older_part(tmp_path: Path) -> None:
    """They are counted from the oldest; only the way from the newest of them may change."""
    items = list(reversed(many(149, tmp_path).content.items.values()))
    before, after = parts_of("tagar/a", items), parts_of("tagar/a", [NEW, *items])

    assert [(part.folder, part.items) for part in before[1:]] == [
        (part.folder, part.items) for part in after[2:]
    ]
