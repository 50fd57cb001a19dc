"""What a person must finish stays open until that person says so."""

from collections.abc import Callable
from datetime import timedelta

from pipeline.core.confirming import Answer, confirm
from pipeline.edge.rehearsal_network import RehearsalNetwork
from pipeline.platforms import PLATFORMS
from tests.fault_proxy import Fault, FaultProxy
from tests.stories.posting.desk import Desk, item

KIT = ("facebook", "instagram", "whatsapp")


def _confirm(office: Desk, channel_id: str, url: str = "", of: str = "2026-11-a") -> Answer:
    channel = office.channels.get(channel_id)
    assert channel is not None
    answer = confirm(
        office.acts(),
        item=of,
        channel=channel,
        network=PLATFORMS[channel.network],
        url=url,
        person="Ayu Admin",
        at=office.tick(),
    )
    if answer.act:
        office.ledger().write([answer.act])
    return answer


def test_handed_over_settles_nothing(desk: Callable[..., Desk]) -> None:
    """Handed over once, waiting for as long as it takes, never handed over again."""
    office = desk(item("2026-11-a"), networks=("facebook", "whatsapp"))
    before = office.plan().lines()
    office.post()
    office.now += timedelta(days=3)
    office.post()

    assert before[1] == "  2026-11-a: paket untuk Facebook; pesan untuk Whatsapp"
    assert office.kinds() == ["diserahkan 2026-11-a/0/facebook", "diserahkan 2026-11-a/0/whatsapp"]
    assert office.plan().lines()[1:] == [
        "  tidak ada yang baru untuk diunggah",
        "Menunggu orang:",
        "  2026-11-a: facebook, whatsapp (diserahkan 23-11-2026)",
        "  Setelah selesai ketik: redaksi confirm KONTEN KANAL ALAMAT (whatsapp: tanpa ALAMAT)",
        "Sudah selesai: 0 unggahan.",
    ]


def test_channel_without_credentials_gets_the_kit(desk: Callable[..., Desk]) -> None:
    """An automatic network nobody gave a key for is handed to a person."""
    office = desk(item("2026-11-a"), networks=("mastodon",))
    office.post()

    assert office.kinds() == ["diserahkan 2026-11-a/0/mastodon"]


def test_whatsapp_needs_no_address(desk: Callable[..., Desk]) -> None:
    """Who shared it, when, to which group."""
    office = desk(item("2026-11-a"), networks=("whatsapp",))
    office.post()
    wrong = _confirm(office, "whatsapp", "https://chat.whatsapp.com/abc")
    _confirm(office, "whatsapp")
    confirmed = next(act for act in office.acts() if act.kind == "dikonfirmasi")

    assert str(wrong.findings[0]) == (
        "2026-11-a/whatsapp:1: WhatsApp tidak punya alamat unggahan: ketik tanpa ALAMAT [alamat]"
    )
    assert (confirmed.actor, confirmed.extra["group"]) == ("Ayu Admin", "Grup JDIH")
    assert office.plan().settled == 1


def test_share_link_is_accepted_as_account_unread(desk: Callable[..., Desk]) -> None:
    """A phone's share link names no account: accepted, marked, and asked about once."""
    office = desk(item("2026-11-a"), networks=KIT)
    office.post()
    facebook = _confirm(office, "facebook", "https://www.facebook.com/share/p/1AbCd/?mibextid=w")
    instagram = _confirm(office, "instagram", "https://www.instagram.com/p/DAbc/?igsh=MzRl")

    assert facebook.act and facebook.act.url == "https://www.facebook.com/share/p/1AbCd"
    assert facebook.act.extra == {"account": "belum terbaca"}
    assert facebook.question == (
        "Alamat ini tidak menyebut akunnya. Pastikan unggahan itu di akun jdihpinrang: "
        "https://www.facebook.com/share/p/1AbCd"
    )
    assert instagram.act and instagram.act.url == "https://www.instagram.com/p/DAbc"
    assert office.plan().settled == 2


def test_permalink_of_the_right_account_asks_nothing(desk: Callable[..., Desk]) -> None:
    """The account stands in the address and is the channel's."""
    office = desk(item("2026-11-a"), networks=KIT)
    office.post()
    answer = _confirm(office, "facebook", "https://www.facebook.com/JDIHPinrang/posts/pfbid02A")

    assert answer.act and answer.question == "" and answer.act.extra == {}


def test_wrong_addresses_are_findings(desk: Callable[..., Desk]) -> None:
    """Another network's, another account's, a used one, none at all: each says what to type."""
    office = desk(item("2026-11-a"), item("2026-11-b"), networks=KIT)
    office.post()
    _confirm(office, "facebook", "https://www.facebook.com/share/p/1AbCd/", of="2026-11-b")
    wrong = [
        "",
        "https://x.com/jdih/status/1",
        "https://www.facebook.com/oranglain/posts/pfbid02A",
        "https://www.facebook.com/share/p/1AbCd/?mibextid=lain",
    ]

    assert [_confirm(office, "facebook", url).findings[0].message for url in wrong] == [
        "tambahkan alamat unggahannya di belakang perintah (di Facebook: buka unggahannya, "
        "Bagikan, Salin tautan)",
        "alamat ini bukan unggahan Facebook: https://x.com/jdih/status/1; salin tautan dari "
        "unggahannya, bukan dari profil atau beranda",
        "alamat ini milik akun oranglain, bukan jdihpinrang: "
        "https://www.facebook.com/oranglain/posts/pfbid02A",
        "alamat ini sudah tercatat untuk 2026-11-b di facebook: "
        "https://www.facebook.com/share/p/1AbCd; salin tautan unggahan yang benar",
    ]
    assert office.plan().settled == 1


def test_confirming_what_waits_for_nobody_is_a_finding(desk: Callable[..., Desk]) -> None:
    """Never handed over, or settled already."""
    office = desk(item("2026-11-a"), networks=("facebook",))
    url = "https://www.facebook.com/jdihpinrang/posts/pfbid02A"
    never = _confirm(office, "facebook", url)
    office.post()
    _confirm(office, "facebook", url)
    again = _confirm(office, "facebook", url)

    assert never.findings[0].message == (
        "2026-11-a belum pernah diserahkan untuk Facebook: periksa nama konten dan kanalnya, "
        "atau ketik dahulu: redaksi run"
    )
    assert again.findings[0].message == f"2026-11-a di Facebook sudah selesai: {url}"


def test_refused_item_posted_by_hand_is_not_posted_again(
    desk: Callable[..., Desk], network: RehearsalNetwork, proxy: FaultProxy
) -> None:
    """The token died, a person posted from the kit and says so: the next run owes nothing."""
    office = desk(item("2026-11-a"))
    proxy.fault = Fault(method="POST", path="/api/kiriman", kind="answer", status=401)
    office.post()
    answer = _confirm(office, "gladi", f"{network.url}/kiriman/44")
    office.post()

    assert answer.findings == () and network.arrivals == ()
    assert office.plan().settled == 1


def test_confirming_a_doubt_with_its_address_ends_it(
    desk: Callable[..., Desk], network: RehearsalNetwork
) -> None:
    """Whoever has the address has seen it; without one the doubt has two answers."""
    office = desk(item("2026-11-a"))
    network.lose_next_answer()
    office.post()
    bare = _confirm(office, "gladi", "")
    wrong = _confirm(office, "gladi", "https://x.com/jdih/status/1")
    answer = _confirm(office, "gladi", f"{network.url}/kiriman/1")

    assert bare.findings[0].message == (
        "2026-11-a di Gladi tak pasti: lihat di sana, lalu ketik redaksi confirm 2026-11-a gladi "
        "ALAMAT, atau redaksi settle 2026-11-a gladi tidak-ada"
    )
    assert "bukan unggahan Jaringan gladi" in wrong.findings[0].message
    assert answer.act and (answer.act.kind, answer.act.actor) == ("terunggah", "Ayu Admin")
    assert office.plan().settled == 1 and office.plan().doubtful == ()
