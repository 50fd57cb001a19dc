"""What the ledger keeps of approvals and orders, and what is said when main forgets them."""

from datetime import datetime
from pathlib import Path

from pipeline.core.findings import blocking
from pipeline.core.model import WITA, Channels
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.promising import given_orders, promises
from pipeline.core.recording import formalities, lost_approvals
from pipeline.core.sop import Sop
from pipeline.core.verdicts import Approvals
from pipeline.edge.disk import read_content
from pipeline.edge.ledger import act_from, file_of
from pipeline.platforms import networks
from tests.stories.posting.desk import channel, channels, item
from tests.worlds import CHIEF, DEPUTY, PAGE, World

ID = "2026-11-contoh"
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=WITA)


def sop() -> Sop:
    """The office's own table: it says whose step 8 is."""
    found = read_content(Path(__file__).resolve().parents[2]).sop
    assert found
    return found


def plan(acts: list[Act], of: Channels) -> tuple[Plan, list[Promise]]:
    promised = promises([item(ID)], of, networks(), orders=given_orders(acts))
    made = make_plan(
        promised,
        acts,
        NOW,
        channels=of,
        networks=networks(),
        credentials=(),
        is_over=lambda run: True,
    )
    return made, [one.promise for one in promised]


def recorded(approvals: Approvals, acts: list[Act]) -> list[Act]:
    made, promised = plan(acts, channels(channel("facebook"), channel("whatsapp")))
    return formalities(approvals, {ID: item(ID)}, acts, made, promised, NOW, sop(), "holidays 1")


def test_approval_and_order_are_recorded_once(tmp_path: Path) -> None:
    """Who approved which version, from whom it is; and which channels the order is for."""
    world = World(tmp_path)
    merge = world.approve({PAGE: "satu"})
    acts = recorded(world.judge(), [])

    approval, order = acts
    assert (approval.kind, approval.actor) == (ActKind.APPROVAL, CHIEF.name)
    assert approval.extra == {
        "version": world.oid("content/konten/2026-11-contoh"),
        "merge_commit": merge,
        "authors": "Putra Pengelola",
        "editor": "Sari Sekretaris",
        "calendar": "holidays 1",
    }
    assert (order.kind, order.actor) == (ActKind.ORDER, "mesin")
    assert order.extra == {
        "channels": "facebook, whatsapp",
        "on_behalf": "Sari Sekretaris",
        "basis": "content/sop.yml (sejak awal)",
    }
    assert recorded(world.judge(), acts) == []


def test_standing_order_says_who_let_it_stand(tmp_path: Path) -> None:
    """Nobody pressed a button, and the record says so: whose step it is, and what it rests on."""
    world = World(tmp_path)
    world.approve({"content/sop.yml": "satu", PAGE: "satu"})
    _, order = recorded(world.judge(), [])

    assert order.note == (
        "perintah tetap (SOP langkah 8): berlaku untuk setiap konten yang disetujui, tanpa "
        "perintah tersendiri; menyusul persetujuan Kartini Ketua"
    )
    assert order.extra["basis"] == "content/sop.yml (disetujui Kartini Ketua 23-11-2026)"


def test_emergency_stands_in_the_record_of_the_approval(tmp_path: Path) -> None:
    """Why step 5 is missing, as the Wakil wrote it; nobody is named as the editor."""
    world = World(tmp_path)
    branch = world.propose({PAGE: "satu"})
    world.merge(branch, by=DEPUTY, trailers=["Terbit-darurat: TPS pindah karena banjir"])
    approval, _ = recorded(world.judge(), [])

    assert (approval.actor, approval.extra["editor"]) == (DEPUTY.name, "")
    assert approval.extra["emergency"] == "TPS pindah karena banjir"
    assert act_from(file_of(approval)).extra["emergency"] == "TPS pindah karena banjir"


def test_every_version_on_the_page_has_its_approval(tmp_path: Path) -> None:
    """An edit posts nothing again, and its approval is a record all the same."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    acts = recorded(world.judge(), [])
    world.approve({PAGE: "dua"})
    done = [
        Act(kind=ActKind.CONFIRMED, item=ID, revision=0, channel=name, at=NOW, actor="Ayu")
        for name in ("facebook", "whatsapp")
    ]

    assert [act.kind for act in recorded(world.judge(), [*acts, *done])] == [ActKind.APPROVAL]


def test_main_that_was_rewound_is_noticed_and_the_item_held(tmp_path: Path) -> None:
    """A force push took a version back: what stands there now may be what was withdrawn."""
    world = World(tmp_path)
    first = world.approve({PAGE: "satu"})
    acts = recorded(world.judge(), [])
    second = world.approve({PAGE: "ditarik"})
    acts += recorded(world.judge(), acts)
    assert lost_approvals(world.judge(), acts) == []
    world.git("reset", "-q", "--hard", first)

    (found,) = lost_approvals(world.judge(), acts)
    assert str(found) == (
        "content/konten/2026-11-contoh/index.md:1: Riwayat main berubah: versi yang disetujui "
        f"Kartini Ketua pada 23-11-2026 (penggabungan {second[:12]}) tidak ada lagi di main. "
        "Minta admin TI memulihkan main, atau ajukan lagi versi yang benar; sementara itu konten "
        "ini tidak diunggah. [riwayat]"
    )


def test_item_that_vanished_with_its_approval_is_noticed(tmp_path: Path) -> None:
    """Dropped altogether: nothing is left to hold, and it is said."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    acts = recorded(world.judge(), [])
    world.git("reset", "-q", "--hard", world.base)

    assert len(blocking(lost_approvals(world.judge(), acts))) == 1


def test_approved_again_in_the_new_history_is_believed(tmp_path: Path) -> None:
    """The way out: the right version goes through the gate once more."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    acts = recorded(world.judge(), [])
    world.git("reset", "-q", "--hard", world.base)
    world.approve({PAGE: "satu, diajukan lagi"})
    acts += recorded(world.judge(), acts)

    assert lost_approvals(world.judge(), acts) == []


def test_new_names_for_the_same_content_hold_nothing(tmp_path: Path) -> None:
    """Personal data was taken out of old commits: every name changed, no approved text did."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    acts = recorded(world.judge(), [])
    world.git("reset", "-q", "--hard", world.base)
    world.approve({PAGE: "satu"})

    (found,) = lost_approvals(world.judge(), acts)
    assert blocking([found]) == []
    assert found.message.startswith("Riwayat main ditulis ulang: 1 persetujuan di buku catatan")
