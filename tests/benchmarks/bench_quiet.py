"""What a run with nothing owed costs: python -m tests.benchmarks.bench_quiet [items].

An office whose items all went the whole way, eight records each, with a page that stands. Its
cards are those of the first item under other names, for drawing is measured by bench_cards. A
server on this machine stands for all networks and counts what is asked of it.
"""

import json
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.edge.disk import read_content
from pipeline.render import cards
from pipeline.render.card import digest
from tests.benchmarks.bench_status import finished, office
from tests.benchmarks.watch import Watch

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def counting() -> Iterator[tuple[str, list[str]]]:
    """A server that has nothing, with what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_POST = do_PUT = do_DELETE = do_HEAD = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()


def tool(home: Path) -> Path:
    """The program in a folder of its own, so that its build/ is nobody else's."""
    for name in ("pipeline", "site"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "mkdocs.yml", home)
    return home


def plant_cards(home: Path, office_root: Path) -> None:
    """The cards of the first item for all of them, each under the key it would be drawn from."""
    content = read_content(office_root)
    out, (first, *others) = home / "build" / "kartu", sorted(content.items)
    told = {"content": content, "root": office_root, "site": home / "site"}
    cards.draw_all([content.items[first]], out=out, **told)  # type: ignore[arg-type]  # the same words twice
    house = digest([cards._house(home / "site"), cards._office(content)])
    note = json.loads((out / first / "manifest.json").read_text("utf-8"))
    for name in others:
        (out / name).mkdir()
        for card in note["cards"]:
            os.link(out / first / card["file"], out / name / card["file"])
        note["key"] = cards._key(house, content.items[name], content, office_root)
        (out / name / "manifest.json").write_text(json.dumps(note), "utf-8")


def run(home: Path, root: Path, what: str, asked: list[str]) -> None:
    before, watch = len(asked), Watch()
    code, words = redaksi(home, root)
    watch.tell(f"{what}: exit {code}, {len(asked) - before} requests, {len(words)} bytes told")


def redaksi(home: Path, root: Path) -> tuple[int, bytes]:
    import subprocess

    environment = {**os.environ, "PYTHONPATH": str(home), "REDAKSI_TOKEN_MASTODON": "rahasia"}
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pipeline", "run"],
        cwd=root,
        env=environment,
        capture_output=True,
    )
    sys.stdout.write(done.stderr.decode()[-600:])
    return done.returncode, done.stdout


def main() -> None:
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as scratch, counting() as (url, asked):
        home = tool(Path(scratch) / "alat")
        world = office(Path(scratch) / "w", items, network=url, stage=finished)
        plant_cards(home, world.root)
        for what in ("first, builds the page", "again", "again", "again"):
            run(home, world.root, f"run, {items} items, {8 * items} records, {what}", asked)


if __name__ == "__main__":
    main()
