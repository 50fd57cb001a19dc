"""Names and files that are none: links, pipes, twins, folders where a file belongs."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stories.hostile.world import FOLDER, accepted, judge, spoil
from tests.stories.office.conftest import item

OTHER = "content/konten/2026-11-lain"


def deed(act: Callable[[Path], object]) -> dict[str, Callable[[Path], object]]:
    return {"": act}


def link(name: str, to: str) -> dict[str, Callable[[Path], object]]:
    return deed(lambda folder: (folder / name).symlink_to(to))


def pipe(name: str) -> dict[str, Callable[[Path], object]]:
    def act(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return deed(act)


def folder_for(name: str) -> dict[str, Callable[[Path], object]]:
    def act(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir()

    return deed(act)


def deep(folder: Path) -> None:
    for _ in range(60):
        folder /= "d"
        folder.mkdir()


def no_unicode(folder: Path) -> None:
    with open(os.fsencode(folder) + b"/\xff\xfe.jpg", "wb"):  # noqa: PTH123  # pathlib has no bytes
        pass


CASES = {
    "link to a file outside": link("a.jpg", "/etc/hostname"),
    "links in a circle": link("a.jpg", "a.jpg"),
    "link to its own folder": link("lingkar", "."),
    "link among the items": link("../2026-11-tautan", "/etc"),
    "link in the register": link("../../peraturan/uu-1-1999.md", "/etc/passwd"),
    "pipe for a picture": pipe("a.jpg"),
    "pipe for the item": pipe("index.md"),
    "folder for the item": folder_for("index.md"),
    "folder for a picture": folder_for("a.jpg"),
    "60 folders deep": deed(deep),
    "name that is no Unicode": deed(no_unicode),
    "name that colours the terminal": {f"{FOLDER}/\x1b[31m\n::error::a.jpg": b"x"},
    "name of 240 letters": {f"{FOLDER}/{'a' * 236}.jpg": b"x"},
    "names that differ in case": {f"{FOLDER}/Index.md": "x"},
    "names that differ in accents": {f"{FOLDER}/e\u0301.jpg": b"x", f"{FOLDER}/\u00e9.jpg": b"x"},
    "name that Windows keeps": {"content/halaman/con.md": "x"},
    "name with a colon": {"content/halaman/a:b.md": "x"},
    "name that ends in a dot": {"content/halaman/a.": "x"},
    "item in capitals": {"content/konten/2026-11-Hak/index.md": item()},
    "item of month 13": {"content/konten/2026-13-hak/index.md": item()},
    "item with a space": {"content/konten/2026-11-hak anda/index.md": item()},
    "item that climbs": {"content/konten/2026-11-..hak/index.md": item()},
    "item of 200 letters": {f"content/konten/2026-11-{'a' * 200}/index.md": item()},
    "folder without item": {f"{OTHER}/catatan.txt": "x"},
    "file among the items": {"content/konten/catatan.docx": b"x"},
    "secrets beside the content": {"content/.env": "TOKEN=1", "content/rahasia.yml": "a: 1"},
    "disposisi by another name": {"content/disposisi/Lembar 1.md": "x"},
    "meeting on 31 February": {"content/rapat/2026-02-31/notula.md": "---\nskema: 1\n---\n"},
    "meeting the other way round": {"content/rapat/24-11-2026/notula.md": "x"},
    "photographs of a meeting": {"content/rapat/2026-11-24/hadir.jpg": b"x"},
}
DRAWN: set[str] = set()
TOLD = accepted("names")


@pytest.mark.parametrize("name", CASES)
def test_name_that_bites(tmp_path: Path, cards: Path, name: str) -> None:
    """One finding or more, with the path; nothing is followed, opened or waited for."""
    spoil(tmp_path, CASES[name])

    assert judge(tmp_path, cards, draw=False).told() == TOLD[name]
