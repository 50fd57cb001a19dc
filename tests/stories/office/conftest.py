"""An office: the tool in a folder of its own, a Git world with settings, and a Mastodon server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.demo import DEMO
from tests.mastodon_server import MastodonServer, running
from tests.site_server import SITE as PUBLIC
from tests.worlds import TEAM, Someone, World

REPOSITORY = Path(__file__).resolve().parents[3]
SITE = PUBLIC.url  # what is built is public at once: posts wait for their page

CHANNELS = """skema: 1
alamat_situs: {site}
nama_kantor: KPU Kabupaten Pinrang
kanal:
  - {{id: mastodon, jaringan: mastodon, cara: otomatis, nama: Mastodon, alamat: "{mastodon}"}}
  - {{id: facebook, jaringan: facebook, cara: paket, nama: Facebook, akun: jdihpinrang}}
  - {{id: whatsapp, jaringan: whatsapp, cara: paket, nama: WhatsApp, grup: Grup JDIH}}
"""

DISPOSISI = """---
skema: 1
nomor: 2026-001
tanggal: 2026-11-23T08:05:00+08:00
dari: Kartini Ketua
kepada: [sekretaris-redaksi]
perihal: Konten tentang hak atas informasi
---

Mohon dibuatkan konten.
"""

ITEM = """---
skema: 1
judul: "{title}"
rubrik: tahukah-kamu
disposisi: 2026-001
ringkasan: Setiap orang berhak mengetahui informasi publik.
dasar_hukum:
  - {{peraturan: uu-14-2008, bagian: Pasal 4 ayat (1)}}
tagar: [JDIHKPUPinrang]
{more}---

{body}
"""


def item(
    title: str = "Tahukah Kamu: Setiap Orang Berhak Memperoleh Informasi Publik",
    *,
    body: str = "Setiap orang berhak memperoleh informasi publik.",
    more: str = "",
) -> str:
    """An item's ``index.md``; ``more`` adds front matter."""
    return ITEM.format(title=title, body=body, more=more)


class Office:
    """One office with its clone, its tool and its network."""

    def __init__(
        self,
        folder: Path,
        mastodon: MastodonServer,
        archive: dict[str, str] | None = None,
        *,
        people: Sequence[Someone] = TEAM,
    ) -> None:
        """``archive`` is on main before the system is: files by path below content/konten/."""
        self.home, self.mastodon = folder / "alat", mastodon
        PUBLIC.show(self.home / "build/site")
        for name in ("pipeline", "site"):
            # with the compiled files: else each office compiles the whole tool anew
            ignored = shutil.ignore_patterns("readme")
            shutil.copytree(REPOSITORY / name, self.home / name, ignore=ignored)
        shutil.copy(REPOSITORY / "mkdocs.yml", self.home)
        settings = {
            f"content/{name}": (DEMO / "content" / name).read_bytes()
            for name in ("sop.yml", "rubrik.yml", "kalender.yml")
        }
        cited = "peraturan/uu-14-2008.md"  # all of them would be built twice in each run
        settings[f"content/{cited}"] = (DEMO / "content" / cited).read_bytes()
        settings["content/kanal.yml"] = CHANNELS.format(site=SITE, mastodon=mastodon.url).encode()
        old = {f"content/konten/{name}": text.encode() for name, text in (archive or {}).items()}
        self.world = World(folder / "git", settings | old, people=people)
        self.world.approve({"content/disposisi/2026-001.md": DISPOSISI})

    def approve(self, files: dict[str, str | bytes | None], *, force: bool = False) -> str:
        """Take items through the SOP, by their ids; None withdraws nothing, it removes."""
        named = {f"content/konten/{name}": content for name, content in files.items()}
        sha = self.world.approve(named)
        self.world.git("push", "-q", *(["--force"] if force else []), "origin", "main")
        return sha

    def redaksi(
        self,
        *words: str,
        token: str | None = None,
        email: str = "admin@kpu.example",
        env: Mapping[str, str] | None = None,
    ) -> "subprocess.CompletedProcess[str]":
        """Type ``redaksi …`` in the clone, as the Admin Medsos by default."""
        running = self.start(*words, token=token, email=email, env=env)
        out, err = running.communicate()
        return subprocess.CompletedProcess(words, running.returncode, out, err)

    def start(
        self,
        *words: str,
        token: str | None = None,
        email: str = "admin@kpu.example",
        root: Path | None = None,
        home: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> "subprocess.Popen[str]":
        """Begin a command, perhaps in another clone with another copy of the tool."""
        env = {**os.environ, **(env or {}), "PYTHONPATH": str(home or self.home)}
        env |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.email"}
        env["GIT_CONFIG_VALUE_0"] = email
        if token is not None:
            env["REDAKSI_TOKEN_MASTODON"] = token
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *words],
            cwd=root or self.world.root,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def page(self, address: str) -> str:
        return (self.home / "build/site" / address / "index.html").read_text(encoding="utf-8")

    def ledger(self) -> list[str]:
        """The paths of the ledger's files at the origin."""
        command = ["git", "-C", str(self.world.origin), "ls-tree", "-r", "--name-only", "ledger"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout.splitlines()


@pytest.fixture
def mastodon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MastodonServer]:
    with running(tmp_path_factory.mktemp("mastodon")) as server:
        yield server


@pytest.fixture
def office(tmp_path: Path, mastodon: MastodonServer) -> Office:
    return Office(tmp_path, mastodon)


Redaksi = Callable[..., "subprocess.CompletedProcess[str]"]
