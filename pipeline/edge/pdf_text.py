"""Edge: the words of a PDF, page by page, to the standard output. Run as a process of its own.

A hostile PDF may keep its reader busy for ever or fill the memory: whoever starts this stops it.
"""

import sys

MOST_PAGES = 300
MEMORY = 1024**3


def _limit() -> None:
    try:
        import resource  # late: not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main(path: str) -> int:
    """Return 1 where it is no PDF, wants a password or has more pages than are read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _limit()
    try:
        pages = PdfReader(path).pages
        for n in range(min(len(pages), MOST_PAGES)):
            sys.stdout.buffer.write(pages[n].extract_text().encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()
    except (PyPdfError, OSError, ValueError, LookupError, TypeError, AttributeError):
        return 1  # every malformed PDF is malformed in its own way
    except (ArithmeticError, MemoryError, RecursionError):
        return 1
    return 1 if len(pages) > MOST_PAGES else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
