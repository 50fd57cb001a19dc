"""The hand-posting kit: files in posting order and one page that works from a phone."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import zxingcpp
from PIL import Image, ImageDraw

from pipeline.core.model import WITA, Person, Role, Roster, Tenure
from pipeline.core.plan_parts import Takedown
from pipeline.core.posting import Act, ActKind, Post, PostPicture, Promise
from pipeline.core.stopping import Halt
from pipeline.render.kit import secret_name, write_kits
from tests.editions import DAY, SITE, cards, content, item, posted

ONE = item("2026-11-a", "Judul <b>")
TEXT = "Baris satu </textarea><script>alert(1)</script>\n\n#Satu"
LINK = "https://jdih.example/kantor/konten/2026-11-a/"


def post(folder: Path, channel: str, of=ONE, text: str = TEXT) -> Post:
    drawn = [] if channel == "whatsapp" else cards(folder, of)[:2]
    return Post(
        promise=Promise(item=of.id, revision=of.revision, channel=channel),
        network=channel,
        text=text,
        link=LINK,
        pictures=tuple(
            PostPicture(
                path=str(one.path),
                name=f"{n:02}.jpg",
                alt=f"Gambar {n} & alt",
                mime="image/jpeg",
                sha256=hashlib.sha256(one.path.read_bytes()).hexdigest(),
                width=one.width,
                height=one.height,
            )
            for n, one in enumerate(drawn, 1)
        ),
    )


def write(folder: Path, *posts: Post, of=ONE, acts=()) -> dict[str, str]:
    return write_kits(
        posts,
        content=content(of),
        acts=acts,
        site_dir=SITE,
        out=folder / "paket",
        docs=folder / "docs",
    )


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_each_channel_has_its_folder(tmp_path: Path) -> None:
    """Pictures in posting order, caption, alternative texts, check list, and one page."""
    write(tmp_path, post(tmp_path, "facebook"), post(tmp_path, "whatsapp"))
    found = files(tmp_path / "paket")

    assert list(found) == [
        "2026-11-a/facebook/01.jpg",
        "2026-11-a/facebook/02.jpg",
        "2026-11-a/facebook/alt.txt",
        "2026-11-a/facebook/ceklis.txt",
        "2026-11-a/facebook/keterangan.txt",
        "2026-11-a/index.html",
        "2026-11-a/whatsapp/ceklis.txt",
        "2026-11-a/whatsapp/keterangan.txt",
        "index.html",
    ]
    assert found["2026-11-a/facebook/keterangan.txt"].decode() == TEXT + "\n"
    assert found["2026-11-a/facebook/alt.txt"].decode() == (
        "01.jpg\nGambar 1 & alt\n\n02.jpg\nGambar 2 & alt\n"
    )
    assert found["2026-11-a/facebook/ceklis.txt"].decode().startswith("[ ] Buka Halaman jdih di")


def test_a_film_of_these_very_slides_comes_with_the_networks_that_take_it(tmp_path: Path) -> None:
    """Instagram has it for Reels; Facebook's folder stays as it is; another slide, no film."""
    posts = post(tmp_path, "facebook"), post(tmp_path, "instagram")
    drawn = Path(posts[0].pictures[0].path).parent
    (drawn / "slide-01.jpg").write_bytes(b"slide")
    folder = tmp_path / "video" / ONE.id
    folder.mkdir(parents=True)
    (folder / "video.mp4").write_bytes(b"film")
    (folder / "slide.json").write_text(json.dumps([hashlib.sha256(b"slide").hexdigest()]))
    write(tmp_path, *posts)
    found = files(tmp_path / "paket")

    assert found["2026-11-a/instagram/video.mp4"] == b"film"
    assert b"Pilih salah satu: video.mp4" in found["2026-11-a/instagram/ceklis.txt"]
    assert "2026-11-a/facebook/video.mp4" not in found
    assert not [name for name in files(tmp_path / "docs") if name.endswith(".mp4")]

    (drawn / "slide-01.jpg").write_bytes(b"lain")
    write(tmp_path, *posts)

    assert "2026-11-a/instagram/video.mp4" not in files(tmp_path / "paket")


def test_page_holds_the_captions_escaped(tmp_path: Path) -> None:
    """A caption can be selected and copied as it is, and cannot become part of the page."""
    write(tmp_path, post(tmp_path, "facebook"))
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()
    text = page.partition('<textarea id="facebook-text"')[2].partition(">")[2]

    assert unescape(text.partition("</textarea>")[0]) == TEXT
    assert "<script>alert" not in page
    assert "Judul &lt;b&gt;" in page
    assert "redaksi confirm 2026-11-a facebook ALAMAT" in page


def test_page_asks_nobody_else(tmp_path: Path) -> None:
    """The page is one file: no style, script or picture from anywhere but its own folder."""
    write(tmp_path, post(tmp_path, "facebook"), post(tmp_path, "whatsapp"))
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()

    assert 'src="http' not in page
    assert "<link" not in page
    assert "@import" not in page
    assert '<meta name="robots" content="noindex,nofollow">' in page


def test_whatsapp_is_a_button_with_the_message(tmp_path: Path) -> None:
    """The message travels in the address, percent-encoded; confirming it needs no address."""
    write(tmp_path, post(tmp_path, "whatsapp", text="*Satu* & dua\nhttps://a.example/?b=c"))
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()

    assert (
        'href="https://wa.me/?text=%2ASatu%2A%20%26%20dua%0Ahttps%3A%2F%2Fa.example%2F%3Fb%3Dc"'
    ) in page
    assert "<code>redaksi confirm 2026-11-a whatsapp</code>" in page
    assert "Pilih Grup JDIH." in page


def test_the_unlisted_page_shows_the_published_pictures(tmp_path: Path) -> None:
    """On the site the page has a name that cannot be guessed, and no second copy of the cards."""
    public = tmp_path / "docs" / "konten" / "2026-11-a"
    public.mkdir(parents=True)
    for name in ("feed.jpg", "story.jpg"):
        (public / name).touch()
    addresses = write(tmp_path, post(tmp_path, "facebook"))
    slug = secret_name("2026-11-a", "https://jdih.example/kantor/")
    found = files(tmp_path / "docs")

    assert addresses == {"2026-11-a": f"https://jdih.example/kantor/paket/{slug}/"}
    assert [name for name in found if name.startswith("paket")] == [
        f"paket/{slug}/feed-320.webp",
        f"paket/{slug}/index.html",
        f"paket/{slug}/story-320.webp",
    ]
    page = found[f"paket/{slug}/index.html"].decode()
    assert '<a href="../../konten/2026-11-a/feed.jpg" download="2026-11-a-01.jpg">' in page
    assert '<img src="feed-320.webp" alt="Gambar 1 &amp; alt"' in page
    assert len(slug) == 20


def test_before_its_hour_the_kit_brings_its_own_pictures(tmp_path: Path) -> None:
    """An item that is scheduled has no public pictures yet: the unlisted page carries them."""
    write(tmp_path, post(tmp_path, "facebook"))
    slug = secret_name("2026-11-a", "https://jdih.example/kantor/")
    found = files(tmp_path / "docs" / "paket" / slug)

    assert list(found) == [
        "feed-320.webp",
        "feed.jpg",
        "index.html",
        "story-320.webp",
        "story.jpg",
    ]
    assert b'<a href="feed.jpg" download' in found["index.html"]


def test_what_is_confirmed_is_folded_away(tmp_path: Path) -> None:
    """A settled channel shows its permalink; its kit is a tap away, its command is gone."""
    acts = (posted("2026-11-a", "facebook", "https://facebook.example/1"),)
    write(tmp_path, post(tmp_path, "facebook"), post(tmp_path, "whatsapp"), acts=acts)
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()
    facebook, whatsapp = page.split("<section")[1:]

    assert "<strong>1 dari 2 kanal selesai.</strong>" in page
    assert 'Sudah diunggah dan dicatat: <a href="https://facebook.example/1"' in facebook
    assert facebook.index("<details") < facebook.index("1. Simpan 2 gambar")
    assert "redaksi confirm" not in facebook
    assert "redaksi confirm 2026-11-a whatsapp" in whatsapp


def test_the_kit_says_why_a_person_must_post(tmp_path: Path) -> None:
    """The last refusal in the words of the office, only of this very promise; what it met before
    it was confirmed is no news."""
    why = "Facebook menolak unggahan ini; sistem mencobanya lagi"
    done = posted(ONE.id, "facebook", "https://facebook.example/1")
    refusal = replace(done, kind=ActKind.REFUSED, url="", note=why)
    older = replace(refusal, revision=1, note="lain")

    def page(*acts: Act) -> str:
        write(tmp_path, post(tmp_path, "facebook"), acts=acts)
        return (tmp_path / "paket" / ONE.id / "index.html").read_text(encoding="utf-8")

    told = f"Sistem belum mengunggahnya: {why}."
    assert told in page(older, refusal)
    handed = replace(refusal, kind=ActKind.HANDED_OVER, note="")
    assert "mengunggahnya: Facebook menolak unggahan ini." in page(refusal, handed)
    assert told not in page(refusal, done) and "Sistem belum" not in page(older)


def test_the_page_says_who_confirms_and_how_without_a_terminal(tmp_path: Path) -> None:
    """The people of that day, the command, and a message for those who hold only a phone."""
    publisher = Tenure(role=Role.PUBLISHER, since=date(2026, 1, 1))
    roster = Roster(
        people=(Person(name="Ambo Rasyid", emails=("a@kpu.example",), tenures=(publisher,)),),
        effective_from=None,
    )
    write_kits(
        [post(tmp_path, "facebook")],
        content=replace(content(ONE), roster=roster),
        site_dir=SITE,
        out=tmp_path / "paket",
        docs=tmp_path / "docs",
        day=DAY,
    )
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()
    asked = page.partition('class="go go--quiet" href="https://wa.me/?text=')[2].partition('"')[0]

    assert "Untuk Admin Medsos (Ambo Rasyid)." in page
    assert "<code>redaksi confirm 2026-11-a facebook ALAMAT</code>" in page
    assert unquote(asked) == (
        "Mohon dicatat, 2026-11-a sudah diunggah ke Facebook:\n"
        "redaksi confirm 2026-11-a facebook ALAMAT\n"
        "ALAMAT = (tempel tautan unggahannya di sini)"
    )


def test_what_only_a_person_can_take_down_is_a_list_to_tick(tmp_path: Path) -> None:
    """Also of an item with nothing left to post: each post with its address and how it is told."""
    facebook, x = (posted(ONE.id, name, f"https://{name}.example/1") for name in ("facebook", "x"))
    gone = replace(facebook, kind=ActKind.REMOVED, channel="tiktok")
    of = content(ONE)
    going = [
        Takedown(promise=one.promise, channel=of.channels.get(one.channel), act=one, direct=direct)
        for one, direct in ((facebook, False), (x, True), (replace(gone, url="https://t/1"), False))
    ]
    write_kits(
        [],
        content=of,
        acts=[gone],
        site_dir=SITE,
        out=tmp_path / "paket",
        docs=tmp_path / "docs",
        form="https://forge.example/new?template=konfirmasi.yml",
        takedowns=going,
    )
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()
    (box,) = re.findall(r'<section id="hapus">.*?</section>', page, re.S)

    assert box.count('type="checkbox"') == 1 and "1 unggahan lama harus dihapus." in page
    assert 'Facebook: buka <a href="https://facebook.example/1"' in box
    assert "&amp;konten=2026-11-a&amp;kanal=facebook" in box
    assert "<code>redaksi confirm 2026-11-a facebook</code>" in box
    whole = (tmp_path / "paket" / "index.html").read_text()
    assert "<li>hapus dari Facebook</li>" in whole and "1 konten menunggu" in whole


def test_stopped_channel_says_so_where_people_post_from(tmp_path: Path) -> None:
    """A kit in somebody's hands cannot be taken back; it can say that it must wait."""
    at = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)
    halt = Halt(name="x", channel="facebook", by="Ayu Admin", at=at, reason="Lambang @salah")
    write_kits(
        [post(tmp_path, "facebook"), post(tmp_path, "whatsapp")],
        content=content(ONE),
        site_dir=SITE,
        out=tmp_path / "paket",
        docs=tmp_path / "docs",
        halts=[halt],
    )
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()

    assert page.count("Jangan diunggah dahulu") == 1
    assert (
        "Jangan diunggah dahulu: kanal facebook dihentikan Ayu Admin, 23-11-2026 pukul 08.00 Wita."
    ) in page
    assert "salah" not in page


def test_the_page_leads_a_phone_to_the_form(tmp_path: Path) -> None:
    """With a forge, one button: item and channel are filled in, the link is pasted."""
    write_kits(
        [post(tmp_path, "facebook")],
        content=content(ONE),
        site_dir=SITE,
        out=tmp_path / "paket",
        docs=tmp_path / "docs",
        form="https://github.com/kpu/jdih/issues/new?template=konfirmasi.yml",
    )
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()
    address = "https://github.com/kpu/jdih/issues/new?template=konfirmasi.yml"

    assert f'href="{address}&amp;konten=2026-11-a&amp;kanal=facebook"' in page
    assert "https://wa.me/" not in page


def test_without_javascript_nothing_is_missing(tmp_path: Path) -> None:
    """Pictures, words and WhatsApp are plain links and fields; dead buttons are not shown."""
    write(tmp_path, post(tmp_path, "facebook"), post(tmp_path, "whatsapp"))
    page = (tmp_path / "paket" / "2026-11-a" / "index.html").read_text()

    assert "<noscript><style>.js{display:none}.nojs{display:block}</style></noscript>" in page
    assert page.count("<button ") == page.count('<button type="button" class="js"')
    assert "Tekan lama teksnya, pilih “Pilih semua”, lalu “Salin”." in page


def test_a_rehearsal_says_so_on_every_kit(tmp_path: Path) -> None:
    """GLADI stands above what must not reach a real account."""
    write_kits(
        [post(tmp_path, "facebook")],
        content=content(ONE),
        site_dir=SITE,
        out=tmp_path / "paket",
        docs=tmp_path / "docs",
        rehearsal=True,
    )
    pages = [p for name, p in files(tmp_path).items() if name.endswith(".html")]

    assert len(pages) == 3
    assert all(
        b"<strong>GLADI.</strong> Latihan: jangan diunggah sungguhan." in page for page in pages
    )


def test_what_is_finished_leaves_the_list_of_things_to_do(tmp_path: Path) -> None:
    """The overview opens with what waits; what is done is folded below it."""
    two = item("2026-11-b", "Sudah")
    acts = (posted("2026-11-b", "facebook", "https://facebook.example/1"),)
    write_kits(
        [post(tmp_path, "facebook"), post(tmp_path, "facebook", two)],
        content=content(ONE, two),
        acts=acts,
        site_dir=SITE,
        out=tmp_path / "paket",
        docs=tmp_path / "docs",
    )
    page = (tmp_path / "paket" / "index.html").read_text()

    assert "1 konten menunggu diunggah, dibagikan, atau dihapus." in page
    assert "<summary>1 konten sudah selesai</summary>" in page
    assert page.index("2026-11-a/index.html") < page.index("2026-11-b/index.html")


def test_demonstration_gets_no_kit(tmp_path: Path) -> None:
    """Nothing marked CONTOH can be posted by hand either."""
    demo = replace(ONE, demo=True)

    assert write(tmp_path, post(tmp_path, "facebook", demo), of=demo) == {}
    assert list(files(tmp_path / "paket")) == ["index.html"]


def test_same_input_same_bytes_and_no_leftovers(tmp_path: Path) -> None:
    """A second run touches nothing; an item that is no longer named loses its kit."""
    write(tmp_path, post(tmp_path, "facebook"))
    stamps = {p: p.stat().st_mtime_ns for p in (tmp_path / "paket").rglob("*.*")}
    before = files(tmp_path / "paket")
    write(tmp_path, post(tmp_path, "facebook"))

    assert files(tmp_path / "paket") == before
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "paket").rglob("*.*")} == stamps
    write(tmp_path)
    assert list(files(tmp_path / "paket")) == ["index.html"]
    assert files(tmp_path / "docs") == {}


def test_the_qr_code_on_the_overview_opens_the_kit(tmp_path: Path) -> None:
    """What a phone reads off the page is the address of that item's unlisted page."""
    addresses = write(tmp_path, post(tmp_path, "facebook"))
    page = (tmp_path / "paket" / "index.html").read_text()

    assert zxingcpp.read_barcodes(painted(page))[0].text == addresses["2026-11-a"]


def painted(page: str) -> Image.Image:
    """The code as the page draws it: strokes of its one SVG path, on white."""
    side = int(
        page.partition('<g transform="scale(4)"><path fill="#fff" d="M0 0h')[2].split("v")[0]
    )
    path = page.partition('<path class="qrline" stroke="#20161a" d="')[2].partition('"')[0]
    picture = Image.new("L", (side * 8, side * 8), 255)
    pen, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for letter, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        steps = [float(number) for number in numbers.split()]
        if letter == "h":
            pen.rectangle((x * 8, (y - 0.5) * 8, (x + steps[0]) * 8 - 1, (y + 0.5) * 8 - 1), fill=0)
            x += steps[0]
        else:
            x, y = (steps[0], steps[1]) if letter == "M" else (x + steps[0], y + steps[1])
    return picture
