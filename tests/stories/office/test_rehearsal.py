"""The main job: the whole SOP is played once, a lost answer is found again, and nothing is owed."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo import DEMO
from tests.stories.office.conftest import REPOSITORY

ITEMS = ("2026-11-kuis-asas-pemilu", "2026-11-pengumuman-pekan-layanan-ruang-baca")
POSTED = ITEMS[0]  # the other one is a demonstration: the practice network only


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository with one disposisi, its meeting, and two of its items."""
    home = tmp_path_factory.mktemp("gladi")
    ignored = shutil.ignore_patterns("konten", "disposisi", "rapat", "readme")
    for whose, name in ((REPOSITORY, "pipeline"), (REPOSITORY, "site"), (DEMO, "content")):
        shutil.copytree(whose / name, home / name, ignore=ignored)
    shutil.copy(REPOSITORY / "mkdocs.yml", home)
    for item in ITEMS:
        shutil.copytree(DEMO / "content/konten" / item, home / "content/konten" / item)
    (home / "content/disposisi").mkdir()
    shutil.copy(DEMO / "content/disposisi/2026-003.md", home / "content/disposisi")
    notula = (DEMO / "content/rapat/2026-11-10/notula.md").read_text(encoding="utf-8")
    tasks = [line for line in notula.splitlines() if not _of_another_item(line)]
    (home / "content/rapat/2026-11-10").mkdir(parents=True)
    (home / "content/rapat/2026-11-10/notula.md").write_text("\n".join(tasks), encoding="utf-8")
    return home


def _of_another_item(line: str) -> bool:
    named = re.match(r"\s+- \{konten: ([^,]+),", line)
    return named is not None and named[1] not in ITEMS


def _rehearse(home: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pipeline", "rehearse"]
    return subprocess.run(
        command, cwd=home, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_rehearsal_plays_the_sop_and_the_second_run_owes_nothing(home: Path) -> None:
    """Both runs end well; the network holds each post once; the lost answer was found."""
    first = _rehearse(home)
    network = home / "build/gladi/jaringan/kiriman.json"
    before = network.read_bytes() if network.exists() else b""
    second = _rehearse(home)

    assert first.returncode == 0, first.stdout + first.stderr
    assert second.returncode == 0, second.stdout + second.stderr
    assert network.read_bytes() == before
    links = sorted(post["link"] for post in json.loads(before)["posts"])
    assert links == [f"https://jdih-pinrang.example/konten/{item}/" for item in ITEMS]
    assert "tidak ada yang baru untuk diunggah" in second.stdout
    assert "ternyata terunggah" in first.stdout
    assert "ternyata terunggah" not in second.stdout
    for step in ("1  Disposisi", "7  Persetujuan", "9b Bagikan tautan"):
        assert step in first.stdout
    _the_ledger_tells_all(home / "build/gladi/kerja")
    _the_page_is_there(home / "build/site")


def _the_ledger_tells_all(repository: Path) -> None:
    command = ["git", "-C", str(repository), "ls-tree", "-r", "--name-only", "origin/ledger"]
    done = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    unknown = [path for path in done if path.endswith("-tak-pasti.yml")]
    confirmed = [path for path in done if path.endswith("-dikonfirmasi.yml")]

    assert len(unknown) == 1
    assert unknown[0].replace("tak-pasti", "terunggah") in done
    assert confirmed == [
        f"{POSTED}/0/{channel}/1-dikonfirmasi.yml"
        for channel in ("facebook", "instagram", "mastodon", "whatsapp")
    ]


def _the_page_is_there(site: Path) -> None:
    page = (site / "konten" / POSTED / "index.html").read_text(encoding="utf-8")

    assert "/kiriman/" in page
    assert "facebook.com/contoh.jdihpinrang/posts/" in page
    assert "GLADI" in page
