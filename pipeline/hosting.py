"""Hosting: the verb `deploy`, the page's second way up in one run (DECISIONS.md 9)."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.core.findings import Blocked
from pipeline.edge.http import sender
from pipeline.edge.pages_host import deploy_again
from pipeline.edge.settings import read_pages_access

BRANCHES = ("main", "ledger")  # a page is made from these two


def deploy(root: Path, artifact: int, *, wait: Callable[[float], None] = time.sleep) -> str:
    """Put up the uploaded page under the first of our commits that Pages has not seen.

    Returns that commit; "" when every state of both branches is up already.
    """
    access = read_pages_access()
    if access is None:
        raise Blocked(
            "di sini tidak ada hak memasang halaman",
            remedy="perintah ini dipakai alur kerja Terbit di GitHub; "
            "di komputer Anda cukup `redaksi build`",
        )
    from pipeline.edge.git import Repository  # heavy: only here

    repository, issuer = Repository(root), urlsplit(access.issuer)
    return deploy_again(
        artifact,
        [commit for branch in BRANCHES if (commit := repository.head(branch))],
        repository=access.repository,
        forge=sender(access.api, access.token),
        issuer=sender(f"{issuer.scheme}://{issuer.netloc}", access.issuer_token),
        issuer_path=f"{issuer.path}?{issuer.query}",
        wait=wait,
    )
