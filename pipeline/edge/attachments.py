"""Edge: the words of PDF and Office files that lie in the office's folder, for the checks.

None of them is ever published; but whoever reads the repository reads them. No XML is parsed and
nothing in a file is run: tags are taken out, so that no entity can unfold.
"""

import os
import re
import sys
from pathlib import Path

from pipeline.core.findings import Finding, Severity
from pipeline.edge.files import is_plain_file, relative

ZIPPED = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
CLOSED = frozenset({".doc", ".xls", ".ppt", ".rtf"})  # formats that nothing here can read
SUFFIXES = ZIPPED | CLOSED | {".pdf"}
_ENDINGS = tuple(SUFFIXES)
LARGEST = 20 * 1024 * 1024  # of a file, and of what one unfolds into
MOST = 200  # files
MOST_PARTS = 2000
SECONDS = 2.0  # for one PDF
_BREAK = re.compile(r"</(?:\w+:)?(?:p|c|si|t[rdc]|row|table-cell|h)>|<(?:\w+:)?(?:br|tab)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_POWER = re.compile(r"<v>(\d(?:\.\d+)?E\+?1\d)</v>")  # a long number as a spreadsheet keeps it
_RULE, _ADVICE = "lampiran-tak-terbaca", Severity.ADVICE
_UNREAD = "Periksa sendiri data pribadi di berkas ini: isinya tidak terbaca seluruhnya."
_READER = Path(__file__).with_name("pdf_text.py")


def read_attachments(folder: Path, root: Path) -> tuple[dict[str, str], list[Finding]]:
    """Return the words of each such file below by its path, and what a person must look at."""
    found = sorted(
        path
        for parent, folders, files in os.walk(folder)
        for name in (*folders, *files)
        if name.lower().endswith(_ENDINGS) and (path := Path(parent, name)).suffix
    )
    words: dict[str, str] = {}
    unread: list[Finding] = []
    for path in filter(is_plain_file, found):
        where = relative(path, root)
        words[where], whole = _read(path) if len(words) < MOST else ("", False)
        if not whole:
            unread.append(Finding(where=where, rule=_RULE, message=_UNREAD, severity=_ADVICE))
    return words, unread


def _read(path: Path) -> tuple[str, bool]:
    suffix = path.suffix.lower()
    try:
        if suffix in CLOSED or path.stat().st_size > LARGEST:
            return "", False
        return _pdf(path) if suffix == ".pdf" else _zipped(path)
    except OSError:
        return "", False


def _pdf(path: Path) -> tuple[str, bool]:
    import subprocess  # late, as what `_zipped` needs: few offices have such files

    command = [sys.executable, "-P", str(_READER), str(path)]
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS
        )
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode("utf-8", "replace"), False
    return done.stdout.decode("utf-8", "replace"), done.returncode == 0


def _zipped(path: Path) -> tuple[str, bool]:
    import zipfile
    import zlib

    left = LARGEST
    texts: list[str] = []
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [p for p in archive.infolist() if p.filename.endswith(".xml")]
            for part in parts[:MOST_PARTS]:
                with archive.open(part) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    return "\n".join(texts), False
                texts.append(_words(content.decode("utf-8", "replace")))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, LookupError):
        return "\n".join(texts), False  # RuntimeError: a password, a method nobody knows
    return "\n".join(texts), 0 < len(parts) <= MOST_PARTS


def _words(xml: str) -> str:
    """The text between the tags; runs of one paragraph stay one word where they are one."""
    import html

    xml = _POWER.sub(lambda found: f"<v>{int(float(found[1]))}</v>", xml)
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", xml)))
