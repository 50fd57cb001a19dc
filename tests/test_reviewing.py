"""What should be looked at again: changed law, posts nobody read, addresses that are dead."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import reviewing
from pipeline.core.addresses import judged, outer_links, pictures_of
from pipeline.core.content import Content
from pipeline.core.instruments import Instrument, Link, Relation
from pipeline.core.model import WITA, Channel, Channels, Mode, PlainPage, Reference
from pipeline.core.plan_parts import Waiting
from pipeline.core.posting import Act, ActKind
from pipeline.core.reviewing import Concern, Kind, changed_law, unread_posts
from pipeline.core.reviewing_text import review_body, review_lines
from pipeline.core.wire import Response
from pipeline.desk import open_desk
from pipeline.edge import looking
from tests.core.checks.worlds import instrument
from tests.core.test_progress import ITEM_READ
from tests.site_server import SITE

APPROVED = datetime(2026, 11, 2, 9, tzinfo=WITA)
LATER = APPROVED + timedelta(days=10)
LAW = instrument("Undang-Undang", "UU", "14", 2008)
NEWER = instrument("Undang-Undang", "UU", "3", 2025)
ITEM = replace(ITEM_READ, id="2026-11-a", basis=(Reference(instrument="uu-14-2008"),), body="Isi.")
UNITS = {"content/konten/2026-11-a": APPROVED, "content/peraturan/uu-14-2008.md": APPROVED}


def law(
    *entries: Instrument, basis: tuple[str, ...] = ("uu-14-2008",), **landed: datetime
) -> list[str]:
    item = replace(ITEM, basis=tuple(Reference(instrument=name) for name in basis))
    content = Content(items={item.id: item}, instruments={one.id: one for one in entries})
    known = {f"content/peraturan/{name.replace('_', '-')}.md": at for name, at in landed.items()}
    return [one.why for one in changed_law(content, UNITS | known)]


def amends(entry: Instrument, relation: Relation = Relation.AMENDS) -> Instrument:
    return replace(entry, links=(Link(relation=relation, target=LAW.id),))


def test_law_that_changed_since_the_approval_is_named() -> None:
    """The register came to know of it later, or it was promulgated later; revoked or amended."""
    name = "Undang-Undang Nomor 14 Tahun 2008"

    assert law(LAW, amends(NEWER), uu_3_2025=LATER) == [
        f"{name} diubah dengan Undang-Undang Nomor 3 Tahun 2025"
    ]
    fresh = replace(amends(NEWER, Relation.REPEALS), promulgated=date(2026, 11, 20))
    assert law(LAW, fresh, uu_3_2025=APPROVED)[0].startswith(f"{name} dicabut dengan ")
    assert law(replace(LAW, in_force=False), uu_14_2008=LATER) == [f"{name} tidak berlaku lagi"]


def test_law_that_the_editors_knew_of_is_left_alone() -> None:
    """It was in the register at the approval, or the item names the change itself."""
    assert law(LAW, amends(NEWER), uu_3_2025=APPROVED) == []
    assert law(LAW, amends(NEWER), basis=("uu-14-2008", "uu-3-2025"), uu_3_2025=LATER) == []


POSTED = Act(
    kind=ActKind.POSTED,
    item="2026-11-a",
    revision=0,
    channel="mastodon",
    at=APPROVED,
    actor="mesin",
)


def test_posts_that_nobody_read_again_are_told_while_it_helps() -> None:
    """Not in the first two days, when reads are tried by themselves; not after two months."""

    def told(*acts: Act, after: int = 10) -> list[str]:
        now = APPROVED + timedelta(days=after)
        return [one.why for one in unread_posts(acts, [], now)]

    other = replace(POSTED, channel="telegram")
    looked = replace(POSTED, kind=ActKind.REREAD, channel="", at=APPROVED + timedelta(hours=1))
    assert told(POSTED, other) == [
        "terunggah di mastodon, telegram sejak 02-11-2026, belum pernah dicermati"
    ]
    assert [told(POSTED, after=days) for days in (1, 60)] == [[], []]
    assert told(POSTED, replace(POSTED, kind=ActKind.CHECKED)) == []
    assert told(POSTED, replace(POSTED, kind=ActKind.REMOVED)) == []
    assert told(POSTED, other, looked) == []
    assert told(POSTED, replace(looked, at=APPROVED - timedelta(hours=1))) != []


def test_hand_overs_that_nobody_confirmed_are_told_after_a_week() -> None:
    """The message to the group counts: sharing is the step's other half."""
    group = Channel(id="whatsapp", network="whatsapp", mode=Mode.KIT, label="WhatsApp")
    waiting = [Waiting(promise=POSTED.promise, channel=group, since=APPROVED)]
    (one,) = unread_posts([], waiting, APPROVED + timedelta(days=7))

    assert one.why == "diserahkan untuk WhatsApp 02-11-2026, belum dikonfirmasi"
    assert list(unread_posts([], waiting, APPROVED + timedelta(days=6))) == []


def test_addresses_come_from_texts_and_the_register() -> None:
    """Without the sentence's full stop, each once, our own left out."""
    channels = Channels(site_url="https://kita.example/", office="KPU", channels=())
    item = replace(
        ITEM,
        body="Baca [ini](https://lain.example/a.pdf) atau https://lain.example/b. Lihat "
        "https://kita.example/tentang/",
    )
    entry = replace(LAW, official_url="https://lain.example/a.pdf")
    page = PlainPage(
        id="jaringan", where="", title="", summary="", body="- [JDIH](https://lain.example/b): itu."
    )
    content = Content(
        channels=channels,
        items={item.id: item},
        pages={page.id: page},
        instruments={entry.id: entry},
    )

    assert outer_links(content) == {
        "https://lain.example/a.pdf": ["2026-11-a", "peraturan/uu-14-2008"],
        "https://lain.example/b": ["2026-11-a", "halaman/jaringan"],
    }


def test_what_is_gone_is_told_apart_from_what_refuses_machines() -> None:
    """404 and 410 say so themselves; everything else a person has to open once."""
    answers: dict[str, Response | str] = {
        "https://x.example/ada": Response(status=200, body=b""),
        "https://x.example/hilang": Response(status=404, body=b""),
        "https://x.example/tolak": Response(status=403, body=b""),
        "https://y.example/": "y.example tidak terhubung: alamat situsnya tidak ditemukan",
    }
    where = {"https://x.example/hilang": ["a", "b", "c", "d", "e"]}

    assert [(one.kind, one.why) for one in judged(answers, where)] == [
        (
            Kind.GONE,
            "situsnya menjawab bahwa halaman itu tidak ada (404); ada di a, b, c dan 2 lagi",
        ),
        (Kind.SILENT, "situsnya menolak pemeriksaan (403)"),
        (Kind.SILENT, "y.example tidak terhubung: alamat situsnya tidak ditemukan"),
    ]


def test_pages_are_asked_with_the_pictures_they_show(tmp_path: Path) -> None:
    """A picture that is missing is found although its page answers."""
    folder = tmp_path / "konten/2026-11-a"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(
        '<meta property="og:image" content="kartu.png"><img src="ada.jpg"><img src="hilang.jpg">'
        '<img src="https://[x"><img src="https://lain.example/x.png">'
        '<img src="data:image/png;base64,AAAA">'
    )
    for name in ("kartu.png", "ada.jpg"):
        (folder / name).write_bytes(b"x")
    SITE.show(tmp_path)
    channels = Channels(site_url=SITE.url, office="KPU", channels=())
    other = replace(ITEM, id="2026-11-b", scheduled=None)
    content = Content(channels=channels, items={"2026-11-a": ITEM, "2026-11-b": other})
    desk = replace(open_desk(tmp_path), clock=lambda: LATER, progress=lambda news: None)
    page = f"{SITE.url}konten/2026-11-"

    found = list(reviewing._unanswered(desk, content))

    assert [(one.kind, one.subject, one.why) for one in found] == [
        (Kind.GONE, f"{page}b/", "situsnya menjawab bahwa halaman itu tidak ada (404)"),
        (
            Kind.GONE,
            f"{page}a/hilang.jpg",
            "situsnya menjawab bahwa halaman itu tidak ada (404); ada di 2026-11-a",
        ),
    ]
    assert pictures_of(f"{page}a/", "") == []


def test_a_host_that_says_nothing_is_soon_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred dead addresses of one site would each take their time; another site goes on."""
    asked: list[str] = []

    def look(url: str, *, whole: bool) -> Response:
        asked.append(url)
        if "diam" in url:
            raise looking.NoAnswer("diam")
        return Response(status=200, body=b"")

    monkeypatch.setattr(looking, "look", look)
    urls = [f"https://diam.example/{n}" for n in range(100)] + [
        "https://[x/",
        "https://ada.example/",
    ]
    answers = looking.look_at(urls, progress=lambda done, total: None)

    assert len(asked) == 2 * 3 + 1
    assert answers[urls[3]] == "situsnya tidak menjawab; 97 alamat di sana tidak diperiksa"
    assert answers["https://[x/"] == "bukan alamat yang dapat dibuka"
    assert isinstance(answers[urls[-1]], Response)


def test_the_issue_calls_nobody_and_stays_short() -> None:
    """Addresses are shown as letters; a flood of one kind is counted."""
    many = [Concern(kind=Kind.GONE, subject=f"https://x.example/@{n}", why="x") for n in range(60)]
    body = review_body(many, date(2026, 11, 30))

    assert body.startswith("Senin, 30 November 2026: 60 hal perlu ditinjau.")
    assert body.count("\n- ") == 51
    assert "- dan 10 lagi" in body
    assert "https://x" not in body
    assert review_lines([]) == ["Tidak ada yang perlu ditinjau."]
    assert "  dan 10 lagi" in review_lines(many)
