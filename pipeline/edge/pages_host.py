"""Edge: put a built page up at GitHub Pages a second time. Nothing else knows that interface.

Pages names a deployment after a commit, and silently goes on serving the first one when a second
comes under the same commit (actions/deploy-pages, issue 383: reported as successful, never
served). It also refuses names that are not commits. A page is made from two branches, so the page
with the new permalinks goes up under the newest commit of `ledger`.
"""

import json
from collections.abc import Callable, Sequence

from pipeline.core.findings import Blocked
from pipeline.core.wire import Request, Response, Send

_FAILED = frozenset(
    {
        "deployment_failed",
        "deployment_content_failed",
        "deployment_cancelled",
        "deployment_lost",
    }
)
_WAIT = 5.0  # seconds between two looks
_LOOKS = 120  # ten minutes, Pages' own limit


def deploy_again(
    artifact: int,
    commits: Sequence[str],
    *,
    repository: str,
    forge: Send,
    issuer: Send,
    issuer_path: str,
    wait: Callable[[float], None],
) -> str:
    """Deploy under the first commit that Pages has not seen; return it, "" when all are up.

    Nothing is lost when all are: the page is made from these commits alone. `issuer` gives the
    run's identity token; its path carries a query.
    """
    base = f"/repos/{repository}/pages/deployments"
    fresh = next((commit for commit in commits if not _is_up(forge, f"{base}/{commit}")), "")
    if not fresh:
        return ""
    token = _read(issuer(Request(method="GET", path=issuer_path)), "tanda pengenal run")["value"]
    body = {"artifact_id": artifact, "pages_build_version": fresh, "oidc_token": token}
    _read(forge(Request(method="POST", path=base, json=body)), "pemasangan halaman")
    for _ in range(_LOOKS):
        status = _read(forge(Request(method="GET", path=f"{base}/{fresh}")), "keadaan halaman")
        if status.get("status") == "succeed":
            return fresh
        if status.get("status") in _FAILED:
            break
        wait(_WAIT)
    raise Blocked(
        f"GitHub Pages tidak memasang halaman ({status.get('status')})",
        where=f"versi {fresh[:12]}",
        remedy="jalankan ulang alur kerja Terbit; yang sudah terunggah tidak diunggah lagi",
    )


def _is_up(forge: Send, path: str) -> bool:
    """Whether Pages has a deployment of that name which did not fail."""
    reply = forge(Request(method="GET", path=path))
    if reply.status == 404:
        return False
    return _read(reply, "keadaan halaman").get("status") not in _FAILED


def _read(reply: Response, what: str) -> dict[str, object]:
    """The reply as a mapping; anything else is the operator's trouble, without the reply's text."""
    if reply.status in {200, 201}:
        found = json.loads(reply.body)
        if isinstance(found, dict):
            return found
    raise Blocked(
        f"GitHub menolak permintaan {what} (HTTP {reply.status})",
        where="GitHub Pages",
        remedy="pastikan Pages memakai sumber GitHub Actions dan izin pages: write ada",
    )
