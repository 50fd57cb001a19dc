"""Git at the edge: plumbing without checkout, races, exports, and what is said when it cannot."""

import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.edge.git import Repository
from tests.worlds import CHIEF, EDITOR, ITEM, PAGE, PRODUCER, START, World


def commit(repo: Repository, files: dict[str, bytes], parent: str | None) -> str:
    return repo.commit_files("ledger", files, "catatan\n", START, parent=parent)


def local(folder: Path) -> World:
    """A world that has no remote."""
    world = World(folder)
    world.git("remote", "remove", "origin")
    return world


def test_commit_touches_neither_work_tree_nor_index(tmp_path: Path) -> None:
    """Acts are written while an editor has files open and half a commit staged."""
    world = World(tmp_path)
    world.write({PAGE: "belum selesai"})
    before = world.git("status", "--porcelain")
    repo = world.repository()
    sha = commit(repo, {"a/b c.yml": b"x\r\n", "é\n.yml": b""}, None)
    assert repo.push("ledger", sha, None)

    assert repo.read_branch("ledger") == {"a/b c.yml": b"x\r\n", "é\n.yml": b""}
    assert world.git("status", "--porcelain") == before
    assert world.git("symbolic-ref", "HEAD") == "refs/heads/main"


def test_commit_is_the_machines_and_reproducible(tmp_path: Path) -> None:
    """Identity and date are fixed: the same act makes the same commit."""
    repo = local(tmp_path).repository()
    sha = commit(repo, {"a": b"x"}, None)
    shown = repo.run("log", "-1", "--format=%an|%ae|%cn|%ce|%aI|%B", sha).decode().strip()

    assert commit(repo, {"a": b"x"}, None) == sha
    assert shown == (
        "Redaksi JDIH (mesin)|mesin@redaksi-jdih.invalid|"
        "Redaksi JDIH (mesin)|mesin@redaksi-jdih.invalid|2026-11-23T08:00:00+08:00|catatan"
    )


def test_commit_keeps_what_was_there(tmp_path: Path) -> None:
    """A commit is its parent's tree plus the new files."""
    repo = local(tmp_path).repository()
    first = commit(repo, {"a": b"1", "b/c": b"2"}, None)
    second = commit(repo, {"b/d": b"3"}, first)

    assert repo.read_branch(second) == {"a": b"1", "b/c": b"2", "b/d": b"3"}
    assert repo.read_branch("tidak-ada") == {}


@pytest.mark.parametrize("branch", ["main", "Main", "refs/heads/main", "-x", "a b", ""])
def test_machines_never_write_to_main(tmp_path: Path, branch: str) -> None:
    """Invariant 1, at the only door."""
    repo = local(tmp_path).repository()

    with pytest.raises(Blocked, match="Mesin tidak pernah menulis ke cabang"):
        repo.commit_files(branch, {"a": b"x"}, "x", START, parent=None)
    with pytest.raises(Blocked, match="Mesin tidak pernah menulis ke cabang"):
        repo.push(branch, repo.head("main") or "", None)


def test_what_is_missing_is_fetched_only_where_there_is_a_server(tmp_path: Path) -> None:
    """In a folder of one's own nothing can be fetched: the first commit is named instead."""
    for folder, remote in (("sendiri", False), ("tersambung", True)):
        root = tmp_path / folder
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        if remote:
            subprocess.run(["git", "-C", str(root), "remote", "add", "origin", "x"], check=True)
        with pytest.raises(Blocked) as told:
            Repository(root).history()

        assert ("git fetch origin main:main" in told.value.remedy) is remote
        assert ("git checkout -b main; git add -A" in told.value.remedy) is not remote


def test_race_is_won_by_one_without_a_remote(tmp_path: Path) -> None:
    """The branch moves only from where the writer saw it."""
    repo = local(tmp_path).repository()
    first = commit(repo, {"a": b"1"}, None)

    assert repo.push("ledger", first, None)
    assert not repo.push("ledger", commit(repo, {"b": b"1"}, None), None)
    second, other = commit(repo, {"b": b"2"}, first), commit(repo, {"c": b"3"}, first)
    assert repo.push("ledger", second, first)
    assert not repo.push("ledger", other, first)
    assert repo.fetch("ledger") == second


def test_race_is_won_by_one_of_two_clones(tmp_path: Path) -> None:
    """Creation, too, is a race: "must not exist"."""
    world = World(tmp_path)
    subprocess.run(["git", "clone", "-q", str(world.origin), str(tmp_path / "two")], check=True)
    one, two = world.repository(), Repository(tmp_path / "two")
    first, other = commit(one, {"a": b"1"}, None), commit(two, {"b": b"1"}, None)

    assert one.push("ledger", first, one.fetch("ledger"))
    assert not two.push("ledger", other, None)
    assert two.fetch("ledger") == first
    assert two.head("ledger") == other  # what could not be sent is not lost
    assert two.push("ledger", commit(two, {"b": b"1"}, first), first)
    assert one.fetch("ledger") == two.head("ledger")


def test_servers_main_counts(tmp_path: Path) -> None:
    """Neither an old clone nor a merge that only this machine has decides what is approved."""
    world = World(tmp_path)
    world.send()
    old = tmp_path / "lama"
    subprocess.run(["git", "clone", "-q", str(world.origin), str(old)], check=True)
    sent = world.approve({PAGE: "satu"})
    world.send()
    world.approve({PAGE: "belum dikirim"})
    behind, ahead = Repository(old), world.repository()
    behind.fetch("main", "ledger")

    assert [repo.history()[-1].sha for repo in (behind, ahead)] == [sent, sent]
    assert [repo.unsent("main") for repo in (behind, ahead)] == [0, 3]


def test_unreachable_remote_is_said_without_secrets(tmp_path: Path) -> None:
    """An address may carry a password."""
    world = World(tmp_path)
    world.git("remote", "set-url", "origin", "http://u:rahasia@127.0.0.1:9/x")
    repo = world.repository()
    sha = commit(repo, {"a": b"1"}, None)

    with pytest.raises(Blocked) as fetched:
        repo.fetch("ledger")
    with pytest.raises(Blocked) as pushed:
        repo.push("ledger", sha, None)
    assert "rahasia" not in f"{fetched.value} {pushed.value}"
    assert fetched.value.what.startswith("Server Git tidak dapat dihubungi")
    assert repo.head("ledger") == sha


def test_folder_that_is_no_repository(tmp_path: Path) -> None:
    """A folder inside a repository, or an unpacked ZIP, is not one."""
    world = World(tmp_path)
    (world.root / "build").mkdir()

    for folder in (tmp_path, world.root / "build", world.root / ".git"):
        with pytest.raises(Blocked, match="Folder ini bukan repositori Git"):
            Repository(folder)


def test_missing_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Git the remedy is where to get it."""
    world = World(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Blocked, match="Program git tidak ditemukan"):
        Repository(world.root)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")
def test_old_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older Git could not tell an evil merge from a clean one."""
    world = World(tmp_path)
    old = tmp_path / "bin" / "git"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho git version 2.34.1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent))

    with pytest.raises(Blocked, match=r"Git terlalu lama: 2\.34"):
        Repository(world.root)


def test_shallow_clone_and_missing_main(tmp_path: Path) -> None:
    """Half a history proves nothing."""
    world = World(tmp_path / "a")
    world.approve({PAGE: "satu"})
    world.send()
    shallow = tmp_path / "dangkal"
    source = f"file://{world.origin}"
    subprocess.run(["git", "clone", "-q", "--depth=1", source, str(shallow)], check=True)
    other = local(tmp_path / "b")
    other.git("branch", "-m", "main", "utama")

    with pytest.raises(Blocked, match="fetch-depth: 0"):
        Repository(shallow).history()
    with pytest.raises(Blocked, match="Cabang main tidak ada"):
        other.repository().history()


def test_environment_of_a_hook_does_not_lead_astray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git sets GIT_DIR and GIT_INDEX_FILE for its hooks; the root we were given counts."""
    world = World(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(world.origin))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))

    assert [c.sha for c in Repository(world.root).history()] == [world.base]


def test_settings_of_the_user_do_not_change_the_history(tmp_path: Path) -> None:
    """Whatever a person set for her own eyes, the gate reads the same."""
    world = World(tmp_path)
    world.approve({PAGE: "satu"})
    plain = world.repository().history()
    settings = {
        "log.showSignature": "true",
        "log.diffMerges": "combined",
        "log.follow": "true",
        "log.date": "relative",
        "format.pretty": "oneline",
        "diff.renames": "copies",
        "diff.noprefix": "true",
        "diff.external": "/bin/false",
        "core.quotePath": "true",
        "core.abbrev": "4",
        "core.attributesFile": "/etc/hostname",
        "color.ui": "always",
        "i18n.logOutputEncoding": "UTF-16",
        "merge.renames": "false",
    }
    for key, value in settings.items():
        world.git("config", key, value)

    assert world.repository().history() == plain


def test_replaced_objects_are_not_believed(tmp_path: Path) -> None:
    """``git replace`` could show the gate another commit in place of the real one."""
    world = World(tmp_path)
    direct = world.push_to_main({PAGE: "satu"}, by=PRODUCER)
    world.git("replace", direct, world.base)

    assert [c.sha for c in world.repository().history()] == [world.base, direct]


@pytest.mark.parametrize("stamp", ["@0 +0000", "@99999999999 +0000"])
def test_impossible_dates_are_brought_to_the_ends(tmp_path: Path, stamp: str) -> None:
    """Git takes any number; the calendar does not."""
    world = World(tmp_path)
    env = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@x"), ("DATE", stamp))
    }
    tree = world.git("rev-parse", "main^{tree}")
    repo = world.repository()
    words = ("commit-tree", tree, "-p", "main", "-m", "x")
    sha = repo.run(*words, env=env).decode().strip()
    world.git("update-ref", "refs/heads/main", sha)

    assert world.repository().history()[-1].author.at.year in {1970, 5138}


def test_history_of_a_proposal(tmp_path: Path) -> None:
    """A merge carries its proposal's commits, parents first, and nothing of main."""
    world = World(tmp_path)
    one = world.propose({PAGE: "satu"})
    two = world.propose({"content/konten/2026-11-lain/index.md": "x"})
    world.merge(two)
    world.edit(one, {PAGE: "dua"}, trailers=["Disunting-oleh: Sari Sekretaris"])
    world.merge(one)

    first, second, third = world.repository().history()
    assert [first.sha, second.units.keys()] == [world.base, {"content/konten/2026-11-lain"}]
    assert [step.subject for step in third.side] == ["konsep", "suntingan"]
    assert [step.units for step in third.side] == [{ITEM}, {ITEM}]
    assert third.side[1].trailers == (("disunting-oleh", "Sari Sekretaris"),)
    assert third.units == {ITEM: world.oid(ITEM)}
    assert third.author.at == world.now
    assert third.side[0].author.at == START + timedelta(minutes=20)


def test_attributes_of_the_work_tree_do_not_move_the_gate(tmp_path: Path) -> None:
    """A draft of .gitattributes could declare two texts merged that are not."""
    world = World(tmp_path)
    world.approve({PAGE: "satu\n"})
    branch = world.propose({PAGE: "usul\n"})
    world.approve({PAGE: "lain\n"})
    world.edit(branch, {}, trailers=["Disunting-oleh: Sari Sekretaris"])
    world.merge(branch, options=["-X", "ours"], smuggle={PAGE: "lain\nusul\n"})
    plain = world.repository().history()
    (world.root / ".gitattributes").write_text("*.md merge=union\n")

    assert plain[-1].smuggled == {ITEM}
    assert world.repository().history() == plain


def exported(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_export_holds_exactly_the_approved_versions(tmp_path: Path) -> None:
    """What vanished is removed, what changed is replaced, the rest is not touched."""
    world = World(tmp_path / "w", {"content/kanal.yml": "a"})
    world.approve({PAGE: "satu", f"{ITEM}/dua kata é.jpg": b"x", f"{ITEM}/d/e": b"y"})
    to = tmp_path / "out"
    repo = world.repository()
    assert repo.export(world.judge().approved, to) == []
    kept = (to / "content/kanal.yml").stat().st_mtime_ns
    world.approve({PAGE: "dua", f"{ITEM}/d/e": None})
    world.approve({"content/halaman/a.md": "h"})
    world.push_to_main({"content/halaman/a.md": "h2", "content/halaman/b.md": "b"}, by=PRODUCER)
    assert repo.export(world.judge().approved, to) == []

    files = exported(to)
    assert files.pop("content/peran.yml")
    assert files == {
        "content/kanal.yml": b"a",
        "content/halaman/a.md": b"h",
        PAGE: b"dua",
        f"{ITEM}/dua kata é.jpg": b"x",
    }
    assert (to / "content/kanal.yml").stat().st_mtime_ns == kept


def test_unchanged_export_writes_nothing(tmp_path: Path) -> None:
    """What is right already is not touched."""
    world = World(tmp_path / "w")
    to = tmp_path / "out"
    units = world.judge().approved
    world.repository().export(units, to)
    before = {path: path.stat().st_mtime_ns for path in to.rglob("*")}
    world.repository().export(units, to)

    assert {path: path.stat().st_mtime_ns for path in to.rglob("*")} == before


def test_nothing_in_the_folder_is_believed(tmp_path: Path) -> None:
    """Files edited there, added there, made links or cut short by a crash are all put right."""
    world = World(tmp_path / "w", {"content/kanal.yml": "kanal", "content/sop.yml": "sop"})
    world.approve({PAGE: "disetujui", f"{ITEM}/a.jpg": b"x"})
    to = tmp_path / "out"
    units = world.judge().approved
    world.repository().export(units, to)
    right = exported(to)
    (to / PAGE).write_text("diubahnya")  # as long as what was approved
    (to / ITEM / "b.jpg").write_bytes(b"y")
    (to / "content/kanal.yml").write_bytes(b"")
    (to / "content/sop.yml").unlink()
    (to / "content/sop.yml").symlink_to(tmp_path / "rahasia")
    (to / ITEM / "a.jpg").unlink()
    (to / ITEM / "a.jpg").mkdir()
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "milik-orang.txt").write_text("tetap")
    (to / "content/halaman").symlink_to(outside)
    world.repository().export(units, to)

    assert exported(to) == right
    assert (outside / "milik-orang.txt").read_text() == "tetap"


def test_export_leaves_links_and_modules_out(tmp_path: Path) -> None:
    """A symbolic link could lead to a secret: it is left out, every time, with a finding."""
    world = World(tmp_path / "w")
    branch = world.propose({PAGE: "satu"})
    (world.root / ITEM / "foto.jpg").symlink_to("/etc/passwd")
    world.git("add", "-A")
    module = f"160000,{world.base},{ITEM}/modul"
    world.git("update-index", "--add", "--cacheinfo", module)
    world.git("commit", "-q", "-m", "x", by=PRODUCER)
    world.git("checkout", "-qf", branch)
    words = ("commit", "-q", "--allow-empty", "-m", "x\n\nDisunting-oleh: Sari Sekretaris")
    world.git(*words, by=EDITOR)
    world.merge(branch, by=CHIEF)
    to = tmp_path / "out"
    repo, units = world.repository(), world.judge().approved
    first = repo.export(units, to)

    assert [str(finding) for finding in first] == [
        f"{ITEM}/foto.jpg:1: Ini tautan simbolik, bukan berkas. "
        "Ganti dengan berkasnya sendiri. [berkas-biasa]",
        f"{ITEM}/modul:1: Ini submodul Git, bukan berkas. "
        "Ganti dengan berkasnya sendiri. [berkas-biasa]",
    ]
    assert repo.export(units, to) == first
    assert sorted(exported(to)) == [PAGE, "content/peran.yml"]


@pytest.mark.parametrize(
    "name", [b"..", b".git", b"a\\b", b"C:x", b"\xff", b"x\ny", b"x.", b"x" * 300]
)
def test_export_never_leaves_its_folder(tmp_path: Path, name: bytes) -> None:
    """A tree made by hand may hold names that Git's own commands refuse."""
    world = World(tmp_path / "w")
    repo = world.repository()
    blob = repo.run("hash-object", "-w", "--stdin", stdin=b"x").decode().strip()
    raw = b"100644 " + name + b"\0" + bytes.fromhex(blob)
    words = ("hash-object", "-w", "-t", "tree", "--literally", "--stdin")
    tree = repo.run(*words, stdin=raw).decode().strip()
    to = tmp_path / "out"
    found = repo.export({ITEM: tree}, to)

    assert [finding.where for finding in found] == [ITEM]
    assert exported(to) == {}


def _tree(repo: Repository, rows: bytes) -> str:
    words = ("hash-object", "-w", "-t", "tree", "--stdin")
    return repo.run(*words, stdin=rows).decode().strip()


def test_export_of_a_tree_bomb_ends(tmp_path: Path) -> None:
    """Six small trees that hold millions of files, or folders twelve deep: left out, and said."""
    repo = World(tmp_path / "w").repository()
    blob = repo.run("hash-object", "-w", "--stdin", stdin=b"x").decode().strip()
    wide = deep = _tree(repo, b"100644 a\0" + bytes.fromhex(blob))
    for _ in range(6):
        wide = _tree(repo, b"".join(b"40000 %d\0" % n + bytes.fromhex(wide) for n in range(10, 30)))
    for _ in range(12):
        deep = _tree(repo, b"40000 d\0" + bytes.fromhex(deep))
    to = tmp_path / "out"
    found = repo.export({ITEM: wide, "content/konten/2026-11-dalam": deep}, to)

    assert [str(finding) for finding in found] == [
        f"{ITEM}:1: Lebih dari 500 berkas dalam satu folder. Sisakan yang dipakai, lalu ajukan "
        "lagi. [berkas-biasa]",
        "content/konten/2026-11-dalam/d/d/d/d:1: Folder di dalam folder di dalam folder. Letakkan "
        "berkasnya di folder konten itu sendiri. [berkas-biasa]",
    ]
    assert exported(to) == {}


def test_export_refuses_a_work_tree(tmp_path: Path) -> None:
    """The office's own files are never cleaned away."""
    world = World(tmp_path)

    with pytest.raises(ValueError, match="refusing to export over a work tree"):
        world.repository().export({}, world.root)
