"""Edge: bytes on disk. Reads what is a plain file and nothing else; writes whole files or none."""

import hashlib
import os
import stat
import tempfile
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.core.findings import Finding

LARGEST_TEXT = 1024 * 1024
DEEPEST_FOLDER = 5  # the office's deepest is three: content/konten/<id>
LONGEST_NAME = 120  # a whole path on Windows has 260
_RESERVED = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789"
}
_REFUSED = frozenset('<>:"|?*\\')
_JUNK = frozenset({".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"})


def entries(folder: Path) -> list[Path]:
    """Return what stands in a folder, by name; nothing where there is none or it is a link."""
    if not is_plain_folder(folder):
        return []
    try:
        return sorted((p for p in folder.iterdir() if p.name not in _JUNK), key=lambda p: p.name)
    except OSError:
        return []  # absent or unreadable: whoever needs it says so


def is_plain_file(path: Path) -> bool:
    """Whether this is a regular file itself: no link, no pipe that would never end."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def is_plain_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def relative(path: Path, root: Path) -> str:
    """Return the path as findings write it; what no terminal should get is shown as "?"."""
    name = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
    if name.isprintable():
        return name
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def odd_files(
    folder: Path, root: Path, depth: int = 0, *, but: Collection[Path] = ()
) -> Iterator[Finding]:
    """Links, pipes, unreadable folders and names that other systems refuse, anywhere below.

    None is ever followed or opened, and no folder of ``but``.
    """

    def tell(path: Path, rule: str, message: str) -> Finding:
        return Finding(where=relative(path, root), rule=rule, message=message)

    if depth > DEEPEST_FOLDER:
        yield tell(folder, "folder-bersarang", "Pindahkan isinya ke atas, lalu hapus folder ini.")
        return
    try:
        inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as trouble:
        yield tell(folder, "tak-terbaca", f"Buka izin baca folder ini: {_reason(trouble)}.")
        return
    twins: dict[str, str] = {}
    for entry in inside:
        path = Path(entry.path)
        first = twins.setdefault(unicodedata.normalize("NFC", entry.name).casefold(), entry.name)
        if first != entry.name:
            message = f'Ganti nama: di Windows dan macOS nama ini sama dengan "{first}".'
            yield tell(path, "nama-kembar", message)
        if why := _unfit_name(entry.name):
            yield tell(path, "nama-berkas", f"Ganti nama: {why}.")
        if entry.is_symlink():
            message = "Hapus tautan simbolik ini dan salin berkas aslinya."
            yield tell(path, "tautan-simbolik", message)
        elif entry.is_dir(follow_symlinks=False):
            if path not in but:
                yield from odd_files(path, root, depth + 1, but=but)
        elif not entry.is_file(follow_symlinks=False):
            yield tell(path, "bukan-berkas", "Hapus: ini bukan berkas biasa.")


def _unfit_name(name: str) -> str:
    """Say why a name cannot be checked out on every system; "" where it can."""
    stem = name.partition(".")[0].rstrip().casefold()
    if stem in _RESERVED:
        return f'Windows tidak mengizinkan nama "{stem}"'
    if set(name) & _REFUSED or not name.isprintable():
        return "pakai huruf kecil, angka, dan tanda hubung saja"
    if name[-1] in ". ":
        return "jangan diakhiri titik atau spasi"
    size = len(os.fsencode(name))
    return f"panjangnya {size}, paling banyak {LONGEST_NAME}" if size > LONGEST_NAME else ""


def read_text(path: Path, where: str) -> tuple[str | None, list[Finding]]:
    """Return a UTF-8 text with plain line ends, or why it cannot be read."""

    def refuse(rule: str, message: str, line: int = 1) -> tuple[None, list[Finding]]:
        return None, [Finding(where=where, line=line, rule=rule, message=message)]

    if not is_plain_file(path):
        return refuse("bukan-berkas", "Ganti dengan berkas biasa berisi teks.")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_TEXT + 1)
    except OSError as trouble:
        return refuse("tak-terbaca", f"Buka izin baca berkas ini: {_reason(trouble)}.")
    if len(content) > LARGEST_TEXT:
        return refuse("berkas-besar", "Pendekkan: berkas teks paling banyak 1 MB.")
    return decode(content, where)


def decode(content: bytes, where: str) -> tuple[str | None, list[Finding]]:
    """Return bytes as UTF-8 text with plain line ends; other encodings are told by name."""

    def refuse(message: str, line: int = 1) -> tuple[None, list[Finding]]:
        return None, [Finding(where=where, line=line, rule="pengodean", message=message)]

    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return refuse('Simpan ulang sebagai "UTF-8": berkas ini UTF-16.')
    if content.startswith(b"\xef\xbb\xbf"):
        return refuse('Simpan ulang sebagai "UTF-8" tanpa BOM (bukan "UTF-8 dengan BOM").')
    if b"\0" in content[:64]:
        return refuse('Simpan ulang sebagai "UTF-8": berkas ini bukan teks UTF-8.')
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        line = content.count(b"\n", 0, trouble.start) + 1
        return refuse('Simpan ulang sebagai "UTF-8": ada huruf dengan pengodean lain.', line)
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write a whole file or leave it untouched; True where it was written."""
    try:
        if is_plain_file(path) and path.read_bytes() == content:
            return False
    except OSError:
        pass  # unreadable: replaced below like any other
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)  # mkstemp makes files that a web server may not read
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file of any size; "" where it is none that can be read."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _reason(trouble: OSError) -> str:
    return "izin ditolak" if isinstance(trouble, PermissionError) else "kesalahan sistem berkas"


def append(path: Path, text: str) -> None:
    """Add to a file that somebody else may have begun, as CI's job summary."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
