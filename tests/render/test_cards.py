"""Drawing to disk: same bytes, nothing drawn twice, hostile pictures are findings."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageChops

from pipeline.core.contests import Contest, Participant
from pipeline.core.model import Item
from pipeline.render.cards import ENGINE, draw_all
from pipeline.render.raster import paint
from pipeline.render.studio import SINGLE
from tests.card_desk import ROOT, SITE, content, item, picture, sections, studio
from tests.card_files import card, draw, photo

SORTED = sorted(SINGLE)


def test_cards_have_their_sizes_and_describe_themselves(tmp_path: Path) -> None:
    drawn = draw(tmp_path, item(slides=sections(3)))
    found = drawn.cards["2026-11-contoh"]

    assert drawn.findings == ()
    assert [(c.format, c.page, c.width, c.height) for c in found] == [
        ("feed", 0, 1080, 1350),
        ("portrait", 0, 1080, 1440),
        ("square", 0, 1080, 1080),
        ("story", 0, 1080, 1920),
        ("link", 0, 1200, 630),
        ("wide", 0, 1600, 900),
        *[("slide", n, 1080, 1350) for n in range(1, 6)],
    ]
    for one in found:
        with Image.open(one.path) as opened:
            assert opened.format == "JPEG"
            assert opened.size == (one.width, one.height)
        assert one.bytes == one.path.stat().st_size


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    photo(tmp_path / "a")
    photo(tmp_path / "b")
    one = item(slides=sections(2), pictures=(picture("a.jpg"),))
    first, second = draw(tmp_path / "a", one), draw(tmp_path / "b", one)

    assert [c.sha256 for c in first.cards[one.id]] == [c.sha256 for c in second.cards[one.id]]


def test_what_is_unchanged_is_not_drawn_again(tmp_path: Path) -> None:
    """A second run paints nothing; one changed item leaves the files of the other alone."""
    other = item(id="2026-11-lain", where="content/konten/2026-11-lain/index.md")
    first = draw(tmp_path, item(), other)
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "build").rglob("*.*")}
    second = draw(tmp_path, item(), other)

    assert (first.redrawn, second.redrawn) == (12, 0)
    assert second.cards == first.cards
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "build").rglob("*.*")} == times

    third = draw(tmp_path, item(title="Judul yang Lain Sama Sekali"), other)

    assert third.redrawn == 6
    assert all(p.stat().st_mtime_ns == t for p, t in times.items() if "lain" in str(p.parent))


def test_a_change_that_no_card_shows_paints_nothing(tmp_path: Path) -> None:
    """The title is not on the middle slides: only the cards that show it are painted."""
    draw(tmp_path, item(slides=sections(3)))
    again = draw(tmp_path, item(slides=sections(3), title="Judul yang Lain Sama Sekali"))

    assert again.redrawn == 7  # the six single formats and the cover


def test_nothing_to_do_does_not_load_the_engine(tmp_path: Path) -> None:
    """Pillow costs a twentieth of a second: a run with nothing to draw does without."""
    draw(tmp_path, item())
    code = (
        "import sys; from pathlib import Path\n"
        "from pipeline.render.cards import draw_all\n"
        "from tests.card_desk import SITE, content, item\n"
        f"root = Path({str(tmp_path)!r})\n"
        "drawn = draw_all([item()], content=content(item()), root=root, site=SITE,\n"
        "                 out=root / 'build/kartu')\n"
        "print(drawn.redrawn, len(drawn.cards), 'PIL' in sys.modules, 'yaml' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout.strip()) == (0, "0 1 False False"), run.stderr


def test_a_card_that_was_tampered_with_is_drawn_again(tmp_path: Path) -> None:
    drawn = draw(tmp_path, item())
    feed = card(drawn, "feed").path
    good = feed.read_bytes()
    for bad in (good[:1000], bytes(len(good))):  # another size, the same size
        feed.write_bytes(bad)
        draw(tmp_path, item())

        assert feed.read_bytes() == good


def test_cards_older_than_their_manifest_are_not_read(tmp_path: Path) -> None:
    """Only the size is asked; a copy with the day of today is read, and is whole."""
    drawn = draw(tmp_path, item())
    feed = card(drawn, "feed").path
    good = feed.read_bytes()
    written = (feed.parent / "manifest.json").stat().st_mtime_ns
    feed.write_bytes(bytes(len(good)))
    os.utime(feed, ns=(written, written))

    assert draw(tmp_path, item()).redrawn == 0

    os.utime(feed, ns=(written + 1, written + 1))

    assert draw(tmp_path, item()).redrawn == 1
    assert feed.read_bytes() == good


def test_orphans_are_swept(tmp_path: Path) -> None:
    other = item(id="2026-11-lain", where="content/konten/2026-11-lain/index.md")
    draw(tmp_path, item(slides=sections(3)), other)
    draw(tmp_path, item())
    left = sorted(str(p.relative_to(tmp_path / "build/kartu")) for p in tmp_path.rglob("*.jpg"))

    assert left == [f"2026-11-contoh/{n}.jpg" for n in SORTED]


def test_the_qr_code_leads_to_the_items_page(tmp_path: Path) -> None:
    """It is read on the full picture and on a phone's small one."""
    drawn = draw(tmp_path, item(slides=sections(2)))
    with Image.open(card(drawn, "slide", 4).path) as opened:
        for width in (1080, 480):
            small = opened.resize((width, round(opened.height * width / opened.width)))
            found = zxingcpp.read_barcodes(small)

            assert [b.text for b in found] == ["https://jdih.example/konten/2026-11-contoh/"]


@pytest.mark.parametrize("pictured", [False, True])
def test_the_link_card_stays_below_what_whatsapp_shows(tmp_path: Path, pictured: bool) -> None:
    """Even with a picture of pure noise, which no encoder can shrink."""
    if pictured:
        path = photo(tmp_path)
        noise = os.urandom(1200 * 900 * 3)
        Image.frombytes("RGB", (1200, 900), noise).save(path, quality=95)
    drawn = draw(tmp_path, item(pictures=(picture("a.jpg"),) if pictured else ()))

    assert card(drawn, "link").bytes <= 280 * 1024


def test_contoh_is_seen(tmp_path: Path) -> None:
    """The ribbon changes a large part of the upper right of every card."""
    plain = draw(tmp_path / "a", item(slides=sections(2)))
    demo = draw(tmp_path / "b", item(slides=sections(2), demo=True))
    for one, other in zip(plain.cards[item().id], demo.cards[item().id], strict=True):
        with Image.open(one.path) as a, Image.open(other.path) as b:
            box = ImageChops.difference(a, b).point(lambda v: 255 if v > 40 else 0).getbbox()

        assert box is not None
        assert (box[2] - box[0]) * (box[3] - box[1]) > 0.015 * one.width * one.height
        assert box[2] > one.width - 20


def test_an_unknown_operation_is_a_bug() -> None:
    display = {"size": [10, 10], "ground": "#ffffff", "ops": [{"op": "dance"}]}

    with pytest.raises(ValueError, match="no such operation: dance"):
        paint(display, SITE, lambda name, size, focus: Image.new("RGB", size))


def test_the_manifest_names_the_display_of_every_card(tmp_path: Path) -> None:
    drawn = draw(tmp_path, item())
    note = json.loads((card(drawn, "feed").path.parent / "manifest.json").read_text())

    assert [c["file"] for c in note["cards"]] == [f"{n}.jpg" for n in SINGLE]
    assert all(len(c["display"]) == 64 for c in note["cards"])
    assert note["guessed"] == {}
    assert note["cards"][0]["report"]["texts"]["basis"] == {
        "size": 30,
        "lines": 1,
        "contrast": 6.45,
    }
    assert [c["report"]["warnings"] for c in note["cards"]] == [[]] * len(SINGLE)


def test_a_guessed_focus_is_told(tmp_path: Path) -> None:
    """The editor can pin it: the manifest says where the crop looks."""
    photo(tmp_path)
    blind = replace(picture("a.jpg"), focus=None)
    drawn = draw(tmp_path, item(series="hari-penting", pictures=(blind,)))
    note = json.loads((card(drawn, "feed").path.parent / "manifest.json").read_text())

    assert list(note["guessed"]) == ["a.jpg"]
    assert all(0 <= share <= 1 for share in note["guessed"]["a.jpg"])
    assert note["cards"][0]["report"]["pictures"][0]["focus"] == []


def test_progress_is_told_item_by_item(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    one = item()
    draw_all(
        [one],
        content=content(one),
        root=tmp_path,
        site=SITE,
        out=tmp_path / "out",
        progress=lambda *step: told.append(step),
    )

    assert told == [("2026-11-contoh", 1, 1)]


def test_the_key_of_a_card_covers_every_module_that_draws_it() -> None:
    """A module left out of the list would leave old cards in place after its change."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, pipeline.render.studio\n"
            "rooms = (name.split('.') for name in sys.modules)\n"
            "print(*(r[2] for r in rooms if r[:2] == ['pipeline', 'render'] and len(r) > 2))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert set(run.stdout.split()) - {"files"} == set(ENGINE)


def test_drawing_loads_nothing_that_only_other_verbs_need() -> None:
    """Importing all of it took longer than twelve cards."""
    told = "import sys, pipeline.drawing, pipeline.render.studio; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    others = {"git", "jinja2", "markdown", "nh3", "requests", "spylls", "importlib.metadata"}
    others |= {"pipeline.desk", "pipeline.commands", "pipeline.core.checks", "pipeline.platforms"}

    assert not others & set(run.stdout.split())


def test_who_stands_in_an_election_is_alike_on_every_card() -> None:
    """A photograph of one of them alone stops every card that shows it."""
    race = Contest(
        name="Pemilihan Bupati",
        participants=(
            Participant(number=1, name="Melati dan Mawar"),
            Participant(number=2, name="Kenanga dan Cempaka"),
        ),
    )
    both = "Peserta: Melati dan Mawar, Kenanga dan Cempaka."
    one = item(title="Nomor Urut Peserta", body=both, summary="Undian nomor urut.")
    shown = replace(one, pictures=(replace(picture("a.jpg"), alt="Melati dan Mawar berfoto"),))

    def plan(drawn: Item) -> list[str]:
        world = replace(content(drawn), contests=(race,))
        return [found.message for found in studio().plan(drawn, world)[1]]

    assert plan(one) == []
    assert [message.partition(" (Pada ")[0] for message in plan(shown)] == [
        "Pakai foto yang memuat semua peserta Pemilihan Bupati, atau tanpa peserta: foto pada "
        'kartu memuat "Melati dan Mawar", tidak "Kenanga dan Cempaka".'
    ]
