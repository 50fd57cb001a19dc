"""Core: what must be public before a post may point at it, and whether an answer shows it."""

import hashlib
from dataclasses import dataclass

from pipeline.core.wire import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """A file of the public page: its address, its kind, and how to tell that it is this one."""

    url: str
    mime: str
    sha256: str = ""  # of its bytes; "": a page, which changes with every new link
    holds: str = ""  # what must stand in it


def unseen(file: PublicFile, response: Response) -> str:
    """Why this answer is not the file; "" when it is."""
    if response.status != 200:
        return f"dijawab {response.status}"
    headers = {key.lower(): value for key, value in response.headers.items()}
    mime = headers.get("content-type", "").partition(";")[0].strip().lower()
    if mime != file.mime:
        return f"jenisnya {mime or 'tidak disebut'}, bukan {file.mime}"
    if file.sha256 and hashlib.sha256(response.body).hexdigest() != file.sha256:
        return "isinya masih yang lama"
    if file.holds and file.holds.encode() not in response.body:
        return "isinya bukan halaman konten ini"
    return ""
