"""What the page costs: `.venv/bin/python -m tests.benchmarks.bench_page [ITEMS] [STOCK_PYTHON]`.

Items of 150 to 400 words with tags, law and cards; the cards and their light copies are there
already (bench_cards draws them), and the search index is measured apart. Prints CPU seconds and
peak memory of each build in a process of its own, its children included. With the Python of an
environment that has mkdocs-material and mkdocs-rss-plugin, the same items are built by stock
Material with blog, tags and RSS, too.
"""

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.demo import CONTENT

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"feed": (1080, 1350), "story": (1080, 1920), "link": (1200, 630), "wide": (1600, 900)}
TAGS = ("JDIHKPUPinrang", "BelajarHukum", "Pemilu", "Pilkada", "Keterbukaan", "Arsip", "Logistik")
MONTHS = 95  # from January 2019 to November 2026
BUILD = """
import resource, sys
from pathlib import Path
from tests.benchmarks.bench_page import page
page(Path(sys.argv[1]), search=sys.argv[2] == "search")
"""
STOCK = """site_name: JDIH
site_url: https://jdih.example/
theme: {name: material, font: false, language: id}
plugins: [blog, tags, {rss: {use_git: false, match_path: "blog/posts/.*"}}]
"""


def page(root: Path, *, search: bool) -> None:
    """From the office's folder and its drawn cards to build/site, as a run does it."""
    from pipeline import pouring
    from pipeline.edge.disk import read_content
    from pipeline.render.edition import Edition
    from pipeline.render.pages import write_site

    if not search:
        pouring.index_search = lambda site: (site / pouring.SEARCH).mkdir(exist_ok=True)
    content = read_content(root)
    cards = {name: _cards(root / "kartu" / name) for name in content.items}
    shown = Edition(content=content, cards=cards)
    write_site(shown, docs=root / "build" / "docs", site_dir=ROOT / "site")
    pouring.build_site(root)


def _cards(folder: Path) -> list[object]:
    from tests.editions import Picture

    return [
        Picture(format=kind, page=0, path=folder / f"{kind}.jpg", width=w, height=h, alt="Kartu")
        for kind, (w, h) in SIZES.items()
    ]


def fill(root: Path, count: int) -> Path:
    """An office's folder with so many items, their cards drawn; returns the page of the newest."""
    root.mkdir()
    for name in ("mkdocs.yml", "site", "pipeline"):
        (root / name).symlink_to(ROOT / name)
    skip = shutil.ignore_patterns("2026-*")
    shutil.copytree(CONTENT, root / "content", ignore=skip)
    texts = [path.read_text("utf-8") for path in CONTENT.glob("k*/*/index.md")]
    words = [word for text in texts for word in text.split("---", 2)[2].split() if word.isalpha()]
    chance, page = random.Random(7), root
    series = re.findall(r"^ +- id: ([a-z-]+)", (CONTENT / "rubrik.yml").read_text("utf-8"), re.M)
    laws = sorted(path.stem for path in (CONTENT / "peraturan").glob("*.md"))
    drawn = _drawn(root)
    for n in range(count):
        month = n * MONTHS // count
        name = f"{2019 + month // 12}-{month % 12 + 1:02}-uji-{n:05}"
        page = root / "content" / "konten" / name / "index.md"
        page.parent.mkdir(parents=True)
        page.write_text(_item(name[:7], n, words, series, laws, chance), "utf-8")
        folder = root / "kartu" / name
        folder.mkdir(parents=True)
        for kind, path in drawn.items():
            os.link(path, folder / f"{kind}.jpg")
    return page


def _drawn(root: Path) -> Mapping[str, Path]:
    found = {kind: root / f"{kind}.jpg" for kind in SIZES}
    for kind, path in found.items():
        Image.linear_gradient("L").resize(SIZES[kind]).convert("RGB").save(path, quality=90)
    return found


def _item(
    month: str,
    n: int,
    words: list[str],
    series: list[str],
    laws: list[str],
    chance: random.Random,
) -> str:
    def some(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    length = chance.randint(150, 400)
    parts = [f"## {some(4).capitalize()}\n\n{some(length // 6).capitalize()}." for _ in range(3)]
    parts.insert(
        0, f"{some(length // 4).capitalize()} **{some(3)}** [KPU](https://www.kpu.go.id/)."
    )
    parts.insert(2, "\n".join(f"- {some(length // 24).capitalize()}" for _ in range(4)))
    return (
        f'---\nskema: 1\njudul: "{some(8).capitalize()} ke-{n}"\nrubrik: {chance.choice(series)}\n'
        f'disposisi: "2026-001"\nringkasan: "{some(18).capitalize()}."\n'
        f"dasar_hukum:\n  - {{peraturan: {chance.choice(laws)}, "
        f"bagian: Pasal {chance.randint(1, 60)}}}\n"
        f"tagar: [{', '.join(chance.sample(TAGS, 2))}]\n"
        f"tayang: {month}-{chance.randint(1, 28):02}T09:00:00+08:00\n---\n\n"
        + "\n\n".join(parts)
        + "\n"
    )


def spent(*command: str | Path, where: Path = ROOT) -> str:
    """CPU seconds of one command and its children, and the largest one's peak of memory."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    running = subprocess.Popen(
        command, cwd=where, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    told = running.stderr.read() if running.stderr else b""
    _, code, used = os.wait4(running.pid, 0)
    running.returncode = code  # waited for already
    cpu = used.ru_utime + used.ru_stime
    return f"{cpu:8.2f} s CPU {used.ru_maxrss // 1024:6} MB" + ("" if not code else f" {told!r}")


def stock(root: Path, python: str, folder: Path) -> str:
    """The same items as posts of stock Material's blog, with tags and RSS."""
    posts = folder / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(STOCK, "utf-8")
    (folder / "docs" / "index.md").write_text("# JDIH\n", "utf-8")
    (folder / "docs" / "blog" / "index.md").write_text("# Konten\n", "utf-8")
    for path in sorted((root / "content" / "konten").glob("*/index.md")):
        head, body = path.read_text("utf-8").split("---\n", 2)[1:]
        told = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        name, title = path.parent.name, told["judul"].strip('"')
        os.link(root / "kartu" / name / "feed.jpg", posts / f"{name}.jpg")
        (posts / f"{name}.md").write_text(
            f"---\ndate: {told['tayang'][:10]}\ntags: {told['tagar']}\n"
            f"description: {told['ringkasan']}\n---\n\n# {title}\n\n![Kartu]({name}.jpg)\n\n"
            f"{told['ringkasan']}\n\n<!-- more -->\n\n{body}",
            "utf-8",
        )
    return spent(python, "-m", "mkdocs", "build", "-q", where=folder)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with TemporaryDirectory() as scratch:
        root = Path(scratch) / "kantor"
        newest = fill(root, count)
        said = newest.read_text("utf-8")

        def say(what: str, told: str) -> None:
            sys.stdout.write(f"{what:28}{told}\n")
            sys.stdout.flush()

        def build(search: str = "page") -> str:
            return spent(sys.executable, "-c", BUILD, root, search)

        build()  # draws the light copies: measured by bench_cards
        for name in ("docs", "site", "bingkai"):
            shutil.rmtree(root / "build" / name)
        say("cold", build())
        say("nothing changed", build())
        newest.write_text(f"{said}\nSatu kalimat lagi.\n", "utf-8")
        say("one text edited", build())
        newest.write_text(said.replace('judul: "', 'judul: "Baru ', 1), "utf-8")
        before = {path: path.stat().st_ino for path in (root / "build/site").rglob("*.*")}
        say("one title edited", build())
        touched = sum(path.stat().st_ino != number for path, number in before.items())
        say("  files touched by it", f"{touched:8}")
        (root / "build" / "situs.catatan.json").unlink()
        say("with the search, uncounted", build("search"))
        if len(sys.argv) > 2:
            say("stock Material", stock(root, sys.argv[2], Path(scratch) / "biasa"))


if __name__ == "__main__":
    main()
