"""Two machines, two clones, one origin: whatever each of them knows, every post is made once."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.mastodon_server import TOKEN
from tests.site_server import SITE as PUBLIC
from tests.stories.office.conftest import SITE, Office, item

IDS = [f"2026-11-serentak-{letter}" for letter in "abc"]


@pytest.mark.slow
def test_two_runs_at_once_post_once(office: Office, tmp_path: Path) -> None:
    """Both see the same debts; the origin lets one of them claim each."""
    office.approve({f"{name}/index.md": item(f"Tahukah Kamu: {name}") for name in IDS})
    shutil.copytree(office.home, tmp_path / "alat-lain")
    PUBLIC.show(office.home / "build/site", tmp_path / "alat-lain/build/site")
    other = tmp_path / "laptop-lain"
    subprocess.run(["git", "clone", "-q", str(office.world.origin), str(other)], check=True)
    runs = [
        office.start("run", token=TOKEN),
        office.start("run", token=TOKEN, root=other, home=tmp_path / "alat-lain"),
    ]
    told = [run.communicate()[0] for run in runs]

    assert [run.returncode for run in runs] == [0, 0], told
    for name in IDS:
        assert len(office.mastodon.with_link(f"{SITE}konten/{name}/")) == 1
        folder = f"{name}/0/mastodon/"
        assert [path for path in office.ledger() if path.startswith(folder)] == [
            f"{folder}1-niat.yml",
            f"{folder}1-terunggah.yml",
        ]


@pytest.mark.slow
def test_merge_that_only_this_machine_has_is_not_published(office: Office) -> None:
    """The server's main counts: what was not sent is neither posted nor shown, and it is said."""
    office.approve({f"{IDS[0]}/index.md": item()})
    office.world.approve({f"content/konten/{IDS[1]}/index.md": item("Tahukah Kamu: Lain Lagi")})

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "main memuat 3 perubahan yang belum ada di server" in run.stdout
    assert len(office.mastodon.statuses()) == 1
    assert not (office.home / "build/site/konten" / IDS[1]).exists()


@pytest.mark.slow
def test_main_that_was_rewound_posts_nothing_of_what_came_back(office: Office) -> None:
    """A force push drops an approved version: that item is held, the others go on."""
    first = office.approve({f"{IDS[0]}/index.md": item(more="tayang: 2026-11-23T09:00:00+08:00\n")})
    office.redaksi("run")
    office.approve({f"{IDS[0]}/index.md": item(body="Angka yang benar.")})
    office.redaksi("run")
    office.world.git("reset", "-q", "--hard", first)
    office.approve({f"{IDS[1]}/index.md": item("Tahukah Kamu: Lain Lagi")}, force=True)

    run = office.redaksi("run", token=TOKEN)

    assert run.returncode == 1
    assert f"content/konten/{IDS[0]}/index.md:1: Riwayat main berubah" in run.stdout
    assert [IDS[1] in status["content"] for status in office.mastodon.statuses()] == [True]


@pytest.mark.slow
def test_text_changed_in_the_exported_copy_is_not_published(office: Office) -> None:
    """Somebody opened the wrong file: it is put right before it is read, and nothing leaks in."""
    office.approve({f"{IDS[0]}/index.md": item()})
    office.redaksi("build")
    copy = office.home / "build/disetujui/content/konten" / IDS[0] / "index.md"
    copy.write_text(item(body="Kalimat yang tidak pernah disetujui."), encoding="utf-8")
    (office.home / "build/docs/bocor.md").write_text("Rahasia", encoding="utf-8")

    office.redaksi("build")

    assert "tidak pernah disetujui" not in office.page(f"konten/{IDS[0]}")
    assert not (office.home / "build/site/bocor").exists()
