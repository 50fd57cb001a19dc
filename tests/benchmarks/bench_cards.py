"""Cards per CPU second: `.venv/bin/python -m tests.benchmarks.bench_cards [rounds]`.

Twelve cards of one fixed spec (short and long titles, citations, lists, a quotation, photographs),
beside the floor (copy the canvas, encode it) and beside Pillow used plainly, in the same run; and
on the same display lists headless Chromium where it is installed, satori with resvg-js where Node
is and `npm install --prefix build/npm satori @resvg/resvg-js` was typed. CPU milliseconds,
medians: wall time on a busy machine says nothing. Not part of the suite: numbers belong to a
machine.
"""

import base64
import io
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Item
from pipeline.render.album import Album
from pipeline.render.card import digest
from pipeline.render.lossless import png
from pipeline.render.raster import ENCODER, encode, paint
from pipeline.render.studio import Planned
from pipeline.render.vector import to_svg
from tests.card_desk import SITE, content, item, picture, studio
from tests.card_files import draw
from tests.demo import DEMO

FONTS = SITE / "assets/fonts"
TITLES = [
    "JDIH",
    "Hak Pilih Anda",
    "Permintaan Informasi Dijawab dalam 10 Hari Kerja",
    "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
    "Keputusan Komisi Pemilihan Umum Nomor 10/HK.04/08/2022 tentang Pedoman Teknis Pengelolaan",
    "Mempertanggungjawabkan Anggaran Rp1.250.000.000,00 selama 30 Hari Kerja",
    "Pasal 22 ayat (7) huruf a Undang-Undang Nomor 14 Tahun 2008: Sepuluh Hari Kerja",
    "Pendaftaran Dibuka 1–4 Desember 2026 Pukul 08.00 Wita",
    "Daftar Pemilih Tetap dan Perjalanannya dari Rukun Tetangga sampai ke TPS",
    "Lex specialis derogat legi generali",
    "23 Oktober: Tujuh Belas Tahun Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",
    "ᨔᨒᨆ dari Pinrang: Ruang Baca Dibuka untuk Umum",
]
ITEM = """---
skema: 1
judul: Permintaan Informasi Dijawab dalam 10 Hari Kerja
rubrik: {series}
disposisi: "2026-001"
ringkasan: Permintaan informasi dijawab paling lambat 10 hari kerja.
dasar_hukum: [{{peraturan: uu-14-2008}}]
gambar: [{{berkas: a.jpg, alt: Ruang baca dengan rak buku dan meja panjang, kredit: Redaksi}}]
---

Setiap orang berhak memperoleh informasi publik. Badan publik wajib menjawab secara tertulis.
"""
FAMILIES = ["foto", "berita", "hari", "tahukah", "pasal", "info"] * 2


def spec(folder: Path) -> list[tuple[Item, Planned]]:
    """Twelve feed cards, each with a photograph of 2400 by 1600 from the same folder."""
    found = []
    for n, (title, family) in enumerate(zip(TITLES, FAMILIES, strict=True)):
        one = item(title=title, series=family, pictures=(picture(f"foto-{n % 3}.jpg"),))
        planned, findings = studio().plan(one, content(one))
        assert not findings, findings
        found.append((one, planned[0]))
    for n in range(3):
        made = Image.effect_mandelbrot((2400, 1600), (-2.4 + n / 9, -1.2, 0.8, 1.2), 60)
        made = Image.merge(
            "RGB", (made, made.rotate(180), made.transpose(Image.Transpose.FLIP_LEFT_RIGHT))
        )
        made.save(folder / f"foto-{n}.jpg", quality=90)
    return found


def cpu(act: Callable[[], object], rounds: int) -> float:
    """The median of so many runs, in CPU milliseconds; one run before them warms up."""
    act()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        act()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def plainly(display: dict[str, Any], folder: Path) -> bytes:
    """The same card as Pillow's documentation would draw it: LANCZOS, basic text, default PNG."""
    canvas = Image.new("RGB", tuple(display["size"]), display["ground"])
    pen = ImageDraw.Draw(canvas)
    for op in display["ops"]:
        if op["op"] == "photo":
            x, y, w, h = op["box"]
            picture = Image.open(folder / op["file"]).convert("RGB")
            scale = max(w / picture.width, h / picture.height)
            size = (round(picture.width * scale), round(picture.height * scale))
            picture = picture.resize(size, Image.Resampling.LANCZOS)
            canvas.paste(picture.crop((0, 0, w, h)), (x, y))
        elif op["op"] == "rect":
            x, y, w, h = op["box"]
            pen.rectangle((x, y, x + w, y + h), op["fill"])
        elif op["op"] == "text":
            basic = ImageFont.Layout.BASIC
            font = ImageFont.truetype(str(FONTS / op["font"]), op["size"], layout_engine=basic)
            pen.text((op["x"], op["y"]), op["text"], op["fill"], font, anchor="ls")
    out = io.BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def jpeg(canvas: Image.Image) -> bytes:
    out = io.BytesIO()
    canvas.copy().save(out, "JPEG", quality=ENCODER["quality"], subsampling="4:2:0")
    return out.getvalue()


def chromium(displays: list[dict[str, Any]], folder: Path) -> float | None:
    """CPU milliseconds a card, the browser started for each: it has no other way to be asked."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        return None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for n, display in enumerate(displays[:3]):
        page = folder / f"{n}.svg"
        page.write_text(to_svg(display, FONTS, Album(folder).crop), encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        shot = [f"--screenshot={folder / 'shot.png'}", "--window-size=1080,1350"]
        told = subprocess.DEVNULL
        subprocess.run(
            [browser, *flags, *shot, page.as_uri()], check=True, stdout=told, stderr=told
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used / min(len(displays), 3) * 1000


def satori(displays: list[dict[str, Any]], folder: Path) -> float | None:
    """CPU milliseconds a card, in a process that is warm; photographs as they lie in the folder."""
    node, modules = shutil.which("node"), SITE.parent / "build/npm/node_modules"
    if node is None or not (modules / "satori").is_dir():
        return None
    told = [{**d, "ops": [{**op, **_inside(op, folder)} for op in d["ops"]]} for d in displays[:6]]
    names = {op["font"] for d in displays for op in d["ops"] if op["op"] == "text"}
    (folder / "displays.json").write_text(json.dumps(told))
    (folder / "fonts.json").write_text(json.dumps([[n, str(FONTS / n)] for n in sorted(names)]))
    given = [str(modules), str(folder / "displays.json"), str(folder / "fonts.json")]
    script = str(Path(__file__).with_name("satori.mjs"))
    ran = subprocess.run([node, script, *given], check=True, stdout=subprocess.PIPE)
    return float(ran.stdout)


def _inside(op: dict[str, Any], folder: Path) -> dict[str, str]:
    if op["op"] != "photo":
        return {}
    data = base64.b64encode((folder / op["file"]).read_bytes()).decode()
    return {"data": f"data:image/jpeg;base64,{data}"}


def cold(root: Path) -> tuple[float, float]:
    """`redaksi draw` over two items with photographs, nothing warm: CPU seconds and peak MB.

    The peak is the child's own word: what its parent is told of it begins at the parent's size.
    """
    code = (
        "from pathlib import Path\n"
        "from pipeline.workplace import Desk\n"
        f"Desk.build = property(lambda one: Path({str(root / 'build')!r}))\n"
        "from pipeline.cli import main\n"
        "main(['draw'])\n"
        "told = Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]\n"
        "print(int(told) / 1024)\n"
    )
    for name in ("kanal.yml", "rubrik.yml", "peraturan/uu-14-2008.md"):
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DEMO / "content" / name, root / "content" / name)
    (root / "mkdocs.yml").touch()
    for series in ("berita-kegiatan", "hari-penting"):
        folder = root / "content/konten" / f"2026-11-{series}"
        folder.mkdir(parents=True)
        shutil.copyfile(root.parent / "foto-0.jpg", folder / "a.jpg")
        (folder / "index.md").write_text(ITEM.format(series=series), "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    path = {**os.environ, "PYTHONPATH": str(SITE.parent)}
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, env=path, stdout=subprocess.PIPE)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ran.stdout.count(b": 6 gambar") == 2, ran.stdout
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, float(ran.stdout.split()[-1])


def unchanged(root: Path) -> tuple[float, int]:
    """A second run over twenty items: CPU milliseconds a card, and how many were drawn."""
    items = [item(id=f"2026-11-butir-{n}", title=TITLES[n % 9]) for n in range(20)]
    cards = sum(len(cards) for cards in draw(root, *items).cards.values())
    start = time.process_time()
    again = draw(root, *items)
    return (time.process_time() - start) * 1000 / cards, again.redrawn


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plans = spec(folder)
        displays = [plan.display for _, plan in plans]
        count = len(displays)
        warm = Album(folder, displays)
        canvas = paint(displays[0], FONTS, warm.crop)

        def all_cards(album: Callable[[], Album], most: int = 0) -> int:
            return sum(
                len(encode(paint(display, FONTS, album().crop), most)) for display in displays
            )

        def pictures() -> None:
            for display in displays:
                png(paint(display, FONTS, warm.crop))

        floor = cpu(lambda: jpeg(canvas), rounds * 3)
        default = cpu(lambda: [plainly(display, folder) for display in displays], 1) / count
        cached = cpu(lambda: all_cards(lambda: warm), rounds) / count
        afresh = cpu(lambda: all_cards(lambda: Album(folder, displays)), rounds) / count
        masters = cpu(pictures, rounds) / count
        link = [studio().plan(one, content(one))[0][4].display for one, _ in plans]
        links = cpu(
            lambda: [encode(paint(d, FONTS, warm.crop), 280 * 1024) for d in link], rounds
        ) / len(link)
        fits = cpu(lambda: [studio().plan(one, content(one)) for one, _ in plans], 1)
        keys = cpu(lambda: [digest([display, ENCODER]) for display in displays], rounds) / count
        seconds, peak = cold(folder / "dingin")
        check, drawn = unchanged(folder / "dua")
        browser = chromium(displays, folder)
        peer = satori(displays, folder)
        mean = all_cards(lambda: warm) / count / 1024
        rows: list[tuple[str, float, str]] = [
            ("floor: copy the canvas, encode it", floor, ""),
            ("Pillow with defaults, PNG", default, ""),
            ("JPEG, crop cached", cached, f"{cached / floor:.1f} x the floor"),
            ("JPEG, photograph decoded afresh", afresh, f"{afresh / default:.2f} x plain Pillow"),
            ("PNG, crop cached", masters, f"{masters / default:.2f} x plain Pillow"),
            ("link card 1200 x 630", links, ""),
            ("laying out, a card of each item", fits / count / 6, ""),
            ("key of a display list", keys, ""),
            ("nothing changed, a card", check, f"{drawn} drawn"),
            ("`redaksi draw`: twelve cards, cold", seconds * 1000, f"peak {peak:.0f} MB"),
        ]
        if browser is not None:
            rows.append(("headless Chromium, PNG", browser, f"{browser / cached:.0f} x ours"))
        if peer is not None:
            rows.append(("satori and resvg-js, PNG", peer, f"{peer / masters:.0f} x our PNG"))
        lines = [f"{label:40} {value:8.2f} ms  {note}" for label, value, note in rows]
        lines.append(json.dumps({"KB a card": round(mean), "cores": os.cpu_count()}))
        sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
