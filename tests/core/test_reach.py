"""Figures of reach: the headings that networks export, and what becomes of them."""

from datetime import date, datetime

import pytest

from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.core.reach import Exported, Measure, Reach, by_promise, matched, merged
from pipeline.core.reach_export import read_export
from pipeline.core.reading_reach import reach_text, read_reach
from pipeline.edge.yaml_doc import parse_yaml
from pipeline.platforms import canonical

DAY = date(2026, 11, 30)
INSTAGRAM = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Likes,Shares,Comments,Saves,Reach,Follows\n"
    '1801,1784,jdih,JDIH,"Baris satu\nbaris dua",0,11/27/2026 06:08,'
    "https://www.instagram.com/p/DAbc1234567/,IG image,,Lifetime,160,5,3,2,4,45,1\n"
)
X = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows\n"
    '207,"Fri, Nov 27, 2026",Hak,https://x.com/jdih/status/2074000000000000001,"1,234",1,2,0,0,0\n'
)
OLD_X = (
    '\ufeff"Tweet id","Tweet permalink","Tweet text","time","impressions","media views"\n'
    '"9","https://twitter.com/jdih/status/2074000000000000001","a","2026-11-27","120","7"\n'
)
TIKTOK = (
    "Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views\n"
    "Hak,https://www.tiktok.com/@jdih/video/7412345678901234567,2026-11-27,1,2,3,18400\n"
)
YOUTUBE = (
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours),Impressions\n"
    "Total,,,,9000,1,90000\n"
    'dQw4w9WgXcQ,Hak,"Nov 27, 2026",45,500,0.5,7000\n'
)
META = (
    "ID Postingan;Judul;Tautan permanen;Tayangan;Jangkauan\n"
    "122_901;Hak;https://www.facebook.com/jdih/posts/pfbid0AbCdEf;2.100;1.240\n"
    "122_902;Lain;https://www.facebook.com/jdih/posts/pfbid0Zzzzzz;;\n"
)
OURS = "tautan\ttayangan\nhttps://sosial.example/@jdih/12345678\t30\n"


@pytest.mark.parametrize(
    ("text", "url", "number", "measure"),
    [
        (INSTAGRAM, "https://www.instagram.com/p/DAbc1234567/", 45, Measure.REACH),
        (X, "https://x.com/jdih/status/2074000000000000001", 1234, Measure.VIEWS),
        (OLD_X, "https://twitter.com/jdih/status/2074000000000000001", 120, Measure.VIEWS),
        (TIKTOK, "https://www.tiktok.com/@jdih/video/7412345678901234567", 18400, Measure.VIEWS),
        (YOUTUBE, "https://www.youtube.com/watch?v=dQw4w9WgXcQ", 500, Measure.VIEWS),
        (META, "https://www.facebook.com/jdih/posts/pfbid0AbCdEf", 1240, Measure.REACH),
        (OURS, "https://sosial.example/@jdih/12345678", 30, Measure.VIEWS),
    ],
)
def test_each_network_is_known_by_its_headings(
    text: str, url: str, number: int, measure: Measure
) -> None:
    """People where the network tells people; sums, words and empty cells are no figures."""
    rows, told = read_export(text, "ekspor.csv")

    assert told == [] and rows is not None
    assert [(row.url, row.number, row.measure) for row in rows] == [(url, number, measure)]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("Nama;Suka\na;1\n", 1, "Kolom yang dicari: Permalink dan Reach"),
        ("Nama;Suka\na;1\n", 1, "Yang ada: Nama, Suka."),
        ("", 1, "berkas kosong"),
        ("tautan,jangkauan\nhttps://a.example/1,1.2K\n", 2, "'1.2K' bukan bilangan bulat"),
        ("tautan,jangkauan\nhttps://a.example/1,1\nhttps://a.example/1,2\n", 3, "(Lifetime)"),
        ("tautan,jangkauan\n" + "https://a.example/1,1\n" * 20_000, 1, "Pecah berkas ini"),
        (f'tautan,jangkauan\n"{"a" * 140_000}",1\n', 1, "tidak terbaca"),
    ],
)
def test_what_is_no_export_is_told(text: str, line: int, says: str) -> None:
    """With the columns that are looked for, and the line that must be mended."""
    _, told = read_export(text, "ekspor.csv")

    assert [(f.where, f.line) for f in told] == [("ekspor.csv", line)]
    assert says in told[0].message


def receipt(url: str, remote_id: str = "", channel: str = "ig") -> Act:
    return Act(
        kind=ActKind.POSTED,
        item="2026-11-hak",
        revision=0,
        channel=channel,
        at=datetime(2026, 11, 27, 9, tzinfo=WITA),
        actor="mesin",
        url=url,
        remote_id=remote_id,
    )


@pytest.mark.parametrize(
    ("recorded", "number", "exported", "its_id"),
    [
        ("www.instagram.com/p/DAbc1234567", "", "instagram.com/reel/DAbc1234567/?x=1", ""),
        ("youtu.be/dQw4w9WgXcQ", "", "www.youtube.com/watch?v=dQw4w9WgXcQ", ""),
        ("x.com/jdih/status/20740000001", "", "twitter.com/jdih/status/20740000001", ""),
        ("www.facebook.com/61/posts/12200901", "61_12200901", "fb.example/x", "12200901"),
    ],
)
def test_a_post_is_found_however_its_address_is_written(
    recorded: str, number: str, exported: str, its_id: str
) -> None:
    """The figure gets the recorded address; a row of another post is counted, not kept."""
    recorded, exported = f"https://{recorded}", f"https://{exported}"
    row = Exported(line=2, url=exported, number=7, measure=Measure.REACH, remote_id=its_id)
    other = Exported(line=3, url="https://x.com/jdih/status/99", number=8, measure=Measure.REACH)

    assert matched([row, other], [receipt(recorded, number)], canonical, DAY) == (
        [Reach(url=recorded, number=7, day=DAY)],
        1,
    )


def test_the_newest_figure_of_each_post_counts() -> None:
    """Whatever the order they were written in; nothing is made up for the others."""
    act = receipt("https://www.instagram.com/p/DAbc1234567")
    late = Reach(url="https://instagram.com/p/DAbc1234567/", number=9, day=DAY)
    early = Reach(url=act.url, number=5, day=date(2026, 11, 1))

    assert by_promise([late, early], [act, receipt("https://x.com/a/status/1")], canonical) == {
        act.promise: late
    }
    assert by_promise([], [act], canonical) == {}
    assert merged([late, early], [Reach(url=act.url, number=6, day=DAY)])[1].number == 6


def test_the_file_is_read_back_as_it_was_written() -> None:
    """And every slip in it is told."""
    figures = (
        Reach(url="https://a.example/1?b=%20&c=d:e#f", number=0, day=DAY),
        Reach(url="https://a.example/2", number=1240, measure=Measure.VIEWS, day=DAY),
    )
    doc, told = parse_yaml(reach_text(figures), "content/jangkauan.yml")
    bad = "skema: 1\njangkauan:\n  - {tautan: a, angka: -1, ukuran: suka}\n"
    slips = read_reach(parse_yaml(bad, "x")[0], "x")[1]

    assert told == [] and doc is not None
    assert read_reach(doc, "x") == (figures, [])
    assert {f.rule for f in slips} == {
        "bentuk-nilai",
        "di-luar-batas",
        "pilihan-asing",
        "kunci-wajib",
    }
