"""How long one proposal keeps machines busy: python -m tests.benchmarks.bench_proposal [items].

Check + draw + word + comment, as the two jobs of check.yml run them: two commands in processes of
their own, nothing kept from before. Left out is what GitHub does around them: machines, checkouts,
packages. Not in the suite.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.bench_status import office
from tests.demo import DEMO
from tests.forge_office import MACHINE
from tests.forge_server import running
from tests.worlds import PRODUCER

ROOT = Path(__file__).resolve().parents[2]
PROPOSED = (  # a carousel with a photograph, and one without
    "2026-10-berita-kegiatan-latihan-teks-alternatif",
    "2026-10-tahukah-kamu-sepuluh-hari-kerja",
)
RIGHTS = ("metadata", "contents:write", "pull_requests:write", "issues:write", "graphql")
SPARE = shutil.ignore_patterns("__pycache__", "readme")


def tool(folder: Path) -> Path:
    """The tool by itself, with a build folder of its own."""
    for name in ("pipeline", "site"):
        shutil.copytree(ROOT / name, folder / name, ignore=SPARE)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def main() -> None:
    """Propose two items to an office that has many, and run the two jobs."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        world, home = office(folder / "w", items), tool(folder / "alat")
        world.git("reset", "-q", "--hard", "main")
        files = {
            path.relative_to(DEMO).as_posix(): path.read_bytes()
            for name in PROPOSED
            for path in (DEMO / "content/konten" / name).iterdir()
        }
        branch = world.propose(files, by=PRODUCER, branch="konsep/usulan")
        for name in ("main", branch):
            world.send(name)
        proposed = folder / "usulan"
        shutil.copytree(world.root / "content", proposed / "content")
        world.git("checkout", "-q", "main")
        with running(world.origin, lambda: world.now) as server:
            server.office.account("putra", PRODUCER.name, PRODUCER.email)
            number = str(server.office.open_pull("putra", branch).number)
            clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT")}
            env = {
                **clean,
                "PYTHONPATH": str(home),
                "GITHUB_ACTIONS": "true",
                "GITHUB_API_URL": server.url,
                "GITHUB_REPOSITORY": server.office.name,
                "GITHUB_RUN_ID": "7",
                "GITHUB_TOKEN": server.token(MACHINE, *RIGHTS),
            }
            took = [
                _timed(world.root, env, "preview", str(proposed), number),
                _timed(world.root, env, "comment", number, str(home / "build/usulan/kirim"), ""),
            ]
            said = [said.body for said in server.office.said.values()]
            assert len(said) == 1 and said[0].count("<img ") == len(PROPOSED), said
    sys.stdout.write(f"one proposal among {items} items: {sum(took):.1f} s of compute\n")


def _timed(root: Path, env: dict[str, str], *words: str) -> float:
    began, spent = time.perf_counter(), _spent()
    command = [sys.executable, "-P", "-m", "pipeline", *words]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    took, spent = time.perf_counter() - began, _spent() - spent
    sys.stdout.write(f"{words[0]}: {took:.1f} s, of them {spent:.1f} s of compute\n{done.stderr}")
    assert done.returncode in (0, 1), done.stdout
    return spent


def _spent() -> float:
    """What the processes that have ended took of the processors: others' work is not counted."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
