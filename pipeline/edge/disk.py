"""Edge: reads the office's folder. One bad file never stops the others; nothing here raises."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.core import forms, reading
from pipeline.core.content import Content, PictureFile
from pipeline.core.findings import Finding, Severity, blocking
from pipeline.core.history import KEYS, LEDGER_KEYS
from pipeline.core.keys import Doc
from pipeline.core.model import Calendar, Item, Minutes
from pipeline.core.reading_calendar import read_calendar
from pipeline.core.reading_channels import read_channels
from pipeline.core.reading_contests import read_contests
from pipeline.core.reading_reach import read_reach
from pipeline.core.reading_register import read_instrument
from pipeline.core.reading_retention import read_retention
from pipeline.core.reading_words import read_words
from pipeline.core.sop import read_sop
from pipeline.core.spelling import WordList
from pipeline.edge.attachments import SUFFIXES, read_attachments
from pipeline.edge.files import (
    entries,
    is_plain_file,
    is_plain_folder,
    odd_files,
    read_text,
    relative,
    write_if_changed,
)
from pipeline.edge.pictures import beside_minutes, read_picture
from pipeline.edge.yaml_doc import parse_yaml

__all__ = [
    "parse_yaml",
    "read_content",
    "split_front_matter",
    "write_if_changed",
]

N = TypeVar("N")
ReadPage = Callable[[Doc, str, int, str, str], forms.Read[N]]
ReadFile = Callable[[Doc, str], forms.Read[N]]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FOLDERS = frozenset({"konten", "disposisi", "rapat", "peraturan", "halaman"})
_FILES = frozenset(
    {"README.md", "LICENSE", "sop.yml", "peran.yml", "kanal.yml", "rubrik.yml", "kalender.yml"}
    | {"jangkauan.yml", "kata.yml", "peserta.yml", "retensi.yml"}
    | {path.removeprefix("content/") for path in (KEYS, LEDGER_KEYS)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    head: str  # the YAML, without its fences
    body: str
    body_line: int  # of the body's first line, in the file


def split_front_matter(text: str, where: str) -> tuple[FrontMatter | None, list[Finding]]:
    """Part a page at its two "---" lines; the YAML begins on line 2."""
    lines = text.split("\n")

    def refuse(message: str) -> tuple[None, list[Finding]]:
        return None, [Finding(where=where, rule="kepala-berkas", message=message)]

    if lines[0].rstrip() != "---":
        return refuse('Awali berkas dengan baris "---", lalu kunci-kuncinya, lalu "---" lagi.')
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == "---"), None)
    if end is None:
        return refuse('Tutup bagian kunci dengan baris "---" sebelum isi.')
    body = lines[end + 1 :]
    blank = next((i for i, line in enumerate(body) if line.strip()), len(body))
    return FrontMatter(
        head="\n".join(lines[1:end]),
        body="\n".join(body[blank:]).rstrip(),
        body_line=end + 2 + blank,
    ), []


def read_content(root: Path) -> Content:
    """Read ``root/content`` whole: what is sound as values, the rest as findings."""
    return _Reader(root).content()


def read_office(root: Path) -> Content:
    """Read all but the items; what is said of a folder of items as such is said here."""
    return _Reader(root).office()


def read_item(root: Path, name: str, office: Content) -> Content:
    """Read one item into its office, as if there were no other."""
    return _Reader(root).item(name, office)


class _Reader:
    """Walks the folder once and gathers findings on the way."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "content"
        self.findings: list[Finding] = []
        self.body_lines: dict[str, int] = {}

    def content(self) -> Content:
        if not is_plain_folder(self.folder):
            self._say(self.folder, "folder-hilang", "Buat folder content/ berisi naskah redaksi.")
            return Content(findings=tuple(self.findings))
        self.findings += odd_files(self.folder, self.root)
        return self._with_items(self._office(), self._item_folders())

    def office(self) -> Content:
        if not is_plain_folder(self.folder):
            return self.content()
        items = {*self._item_folders()}
        self.findings += odd_files(self.folder, self.root, but=items)
        return self._with_items(self._office(), ())

    def item(self, name: str, office: Content) -> Content:
        folder = self.folder / "konten" / name
        self.findings += office.findings
        self.findings += odd_files(folder, self.root, depth=2)
        return self._with_items(office, [folder])

    def _with_items(self, office: Content, folders: Iterable[Path]) -> Content:
        items: dict[str, Item] = {}
        pictures: dict[str, dict[str, PictureFile]] = {}
        for folder in folders:
            pictures[folder.name] = dict(self._pictures(folder))
            item = self._page(folder / "index.md", folder.name, reading.read_item)
            if item is not None:
                items[folder.name] = item
        held = {name for name, item in items.items() if self._is_held(item)}
        return replace(
            office,
            items={name: item for name, item in items.items() if name not in held},
            unfinished={name: items[name] for name in sorted(held)},
            pictures=pictures,
            body_lines={**office.body_lines, **self.body_lines},
            findings=tuple(sorted(set(self.findings))),
        )

    def _office(self) -> Content:
        self._strangers()
        attachments, unread = read_attachments(self.folder, self.root)
        self.findings += unread
        calendar = self._file("kalender.yml", read_calendar, required=False)
        return Content(
            roster=self._file("peran.yml", reading.read_roster),
            channels=self._file("kanal.yml", read_channels),
            series=self._file("rubrik.yml", reading.read_series) or {},
            calendar=calendar or Calendar(extra_holidays={}, extra_workdays={}),
            sop=self._file("sop.yml", read_sop),
            contests=self._file("peserta.yml", read_contests, required=False) or (),
            words=self._file("kata.yml", read_words, required=False) or WordList(),
            retention=self._file("retensi.yml", read_retention, required=False) or (),
            reach=self._file("jangkauan.yml", read_reach, required=False) or (),
            instruments=self._pages("peraturan", forms.SLUG, "uu-14-2008", read_instrument),
            disposisi=self._pages(
                "disposisi", forms.DISPOSISI_NUMBER, "2026-001", reading.read_disposisi
            ),
            minutes=self._meetings(),
            pages=self._pages("halaman", forms.SLUG, "tentang", reading.read_page),
            attachments=attachments,
            body_lines=self.body_lines,
        )

    # --- the five folders

    def _pages(
        self, name: str, like: re.Pattern[str], example: str, read: ReadPage[N]
    ) -> dict[str, N]:
        """Read ``<name>/<id>.md``, one noun per file."""
        found: dict[str, N] = {}
        for path in entries(self.folder / name):
            if path.suffix != ".md" or not like.fullmatch(path.stem):
                if path.name != "README.md" and not path.is_symlink():
                    message = f'Ganti nama menjadi seperti "{example}.md", atau pindahkan.'
                    self._say(path, "nama-berkas", message)
                continue
            noun = self._page(path, path.stem, read)
            if noun is not None:
                found[path.stem] = noun
        return found

    def _meetings(self) -> dict[str, Minutes]:
        found: dict[str, Minutes] = {}
        for folder in self._subfolders("rapat", _DAY, "2026-11-23"):
            noun = self._page(folder / "notula.md", folder.name, reading.read_minutes)
            if noun is not None:
                found[folder.name] = noun
            for path in entries(folder):
                if path.name != "notula.md" and not path.is_symlink():
                    self._say(path, "berkas-asing", beside_minutes(path), Severity.ADVICE)
        return found

    def _item_folders(self) -> list[Path]:
        return [*self._subfolders("konten", forms.ITEM_ID, "2026-11-tahapan-pemilu")]

    def _is_held(self, item: Item) -> bool:
        """Whether anything in the item's folder, its pictures too, has a blocking finding."""
        folder = item.where.rpartition("/")[0]
        return any(
            f.where == folder or f.where.startswith(folder + "/") for f in blocking(self.findings)
        )

    def _pictures(self, folder: Path) -> Iterator[tuple[str, PictureFile]]:
        for path in entries(folder):
            if path.name == "index.md" or path.is_symlink():
                continue
            if not is_plain_file(path):
                if is_plain_folder(path):
                    message = "Pindahkan isinya ke folder konten ini, lalu hapus foldernya."
                    self._say(path, "folder-bersarang", message)
                continue
            if path.suffix.lower() in SUFFIXES:
                message = "Simpan di arsip kantor: yang terbit dari sini hanya teks dan gambar."
                self._say(path, "lampiran", message)
                continue
            picture, told = read_picture(path, relative(path, self.root))
            self.findings += told
            if picture is not None:
                yield path.name, picture

    # --- one file

    def _file(self, name: str, read: ReadFile[N], *, required: bool = True) -> N | None:
        path = self.folder / name
        if not path.exists() and not path.is_symlink():
            if required:
                self._say(path, "berkas-hilang", f"Buat berkas content/{name}.")
            return None
        text = self._text(path)
        return None if text is None else self._parse(text, path, 1, read)

    def _page(self, path: Path, name: str, read: ReadPage[N]) -> N | None:
        if not path.exists() and not path.is_symlink():
            self._say(path, "berkas-hilang", f"Buat berkas {path.name} di folder ini.")
            return None
        text = self._text(path)
        if text is None:
            return None
        where = relative(path, self.root)
        parts, told = split_front_matter(text, where)
        self.findings += told
        if parts is None:
            return None
        self.body_lines[where] = parts.body_line

        def read_parts(doc: Doc, where: str) -> forms.Read[N]:
            return read(doc, parts.body, parts.body_line, where, name)

        return self._parse(parts.head, path, 2, read_parts)

    def _text(self, path: Path) -> str | None:
        if path.is_symlink():
            return None  # told once, by odd_files
        text, told = read_text(path, relative(path, self.root))
        self.findings += told
        return text

    def _parse(self, text: str, path: Path, first_line: int, read: ReadFile[N]) -> N | None:
        where = relative(path, self.root)
        doc, told = parse_yaml(text, where, first_line=first_line)
        self.findings += told
        if doc is None:
            return None
        noun, complaints = read(doc, where)
        self.findings += complaints
        # A key given twice leaves two meanings: only an item, whose findings hold it, goes on.
        return None if told and not isinstance(noun, Item) else noun

    # --- names

    def _subfolders(self, name: str, like: re.Pattern[str], example: str) -> Iterator[Path]:
        for path in entries(self.folder / name):
            if path.is_symlink() or path.name == "README.md":
                continue
            if not is_plain_folder(path):
                message = f'Pindahkan ke dalam folder seperti "{name}/{example}/".'
                self._say(path, "berkas-asing", message, Severity.ADVICE)
            elif not like.fullmatch(path.name):
                self._say(path, "nama-folder", f'Ganti nama folder menjadi seperti "{example}".')
            else:
                yield path

    def _strangers(self) -> None:
        for path in entries(self.folder):
            if path.name not in _FOLDERS | _FILES and not path.is_symlink():
                known = ", ".join(sorted(_FOLDERS | _FILES))
                message = f"Hapus atau pindahkan: yang dibaca hanya {known}."
                self._say(path, "berkas-asing", message, Severity.ADVICE)

    def _say(self, path: Path, rule: str, message: str, severity: Severity = Severity.HOLD) -> None:
        where = relative(path, self.root)
        self.findings.append(Finding(where=where, rule=rule, message=message, severity=severity))
