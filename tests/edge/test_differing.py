"""What differs between two copies of the office's folder, as Git would name it."""

import os
from pathlib import Path

from pipeline.edge.differing import changed_paths


def copy(folder: Path, **files: str) -> Path:
    (folder / "content").mkdir(parents=True)
    for name, text in files.items():
        path = folder / "content" / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_added_changed_and_removed(tmp_path: Path) -> None:
    """Files alone count: a folder is not a change."""
    old = copy(tmp_path / "a", konten__x__index="satu", konten__y__index="sama", peran="p")
    new = copy(tmp_path / "b", konten__x__index="dua", konten__y__index="sama", rapat__n="n")
    (new / "content/kosong").mkdir()

    assert changed_paths(old, new) == {
        "content/konten/x/index",
        "content/peran",
        "content/rapat/n",
    }
    assert changed_paths(old, old) == frozenset()


def test_links_are_compared_and_never_followed(tmp_path: Path) -> None:
    """A link to a secret, to a folder or to itself is a changed name and nothing more."""
    old = copy(tmp_path / "a", peran="p", sama="s")
    new = copy(tmp_path / "b", sama="s")
    (tmp_path / "rahasia").mkdir()
    (tmp_path / "rahasia/kunci").write_text("p")
    (new / "content/peran").symlink_to(tmp_path / "rahasia/kunci")
    (new / "content/luar").symlink_to(tmp_path / "rahasia")
    (new / "content/putar").symlink_to(new / "content")

    found = {"content/peran", "content/luar", "content/putar"}
    assert changed_paths(old, new) == found
    (old / "content/putar").symlink_to(new / "content")
    assert changed_paths(old, new) == found - {"content/putar"}


def test_a_whole_folder_as_link_is_empty(tmp_path: Path) -> None:
    """The proposal's content/ itself may be one."""
    old, new = copy(tmp_path / "a", peran="p"), tmp_path / "b"
    new.mkdir()
    (new / "content").symlink_to(old / "content")

    assert changed_paths(old, new) == {"content/peran"}


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    """Whatever is no plain file is never opened."""
    old, new = copy(tmp_path / "a", peran="p"), copy(tmp_path / "b")
    os.mkfifo(new / "content/peran")

    assert changed_paths(old, new) == {"content/peran"}


def test_a_name_that_is_no_text_is_left_out(tmp_path: Path) -> None:
    """No workflow command and no terminal code comes in by a name; reading complains of it."""
    old, new = copy(tmp_path / "a"), copy(tmp_path / "b")
    for name in (b"\n::error::x", b"a\x1b[31m"):
        Path(os.fsdecode(os.fsencode(new / "content") + b"/" + name)).write_text("x")

    assert changed_paths(old, new) == frozenset()
