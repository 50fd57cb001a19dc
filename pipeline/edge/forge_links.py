"""Edge: pages of a forge where a person opens a proposal or fills in a form, from its address."""

import re
from urllib.parse import quote, urlencode

_ADDRESS = re.compile(
    r"(?:(?:https|ssh|git)://(?:[^@/]+@)?(?P<host>[\w.-]+)(?::\d+)?/"  # what stands before "@"
    r"|[\w.-]+@(?P<scp>[\w.-]+):)(?P<path>[\w.-]+(?:/[\w.-]+)+)/?",  # may be a secret
    re.ASCII,
)


def proposal_page(remote: str, branch: str, template: str = "") -> str:
    """Where the proposal of a branch is opened, with its template; "" where no forge is known."""
    found = _ADDRESS.fullmatch(remote.strip())
    if found is None:
        return ""
    host, path = (found["host"] or found["scp"]).lower(), found["path"].removesuffix(".git")
    if host == "github.com":
        return github_page(f"https://github.com/{path}", branch, template)
    if host.startswith("gitlab."):
        words = {"merge_request[source_branch]": branch, "merge_request[target_branch]": "main"}
        return f"https://{host}/{path}/-/merge_requests/new?{urlencode(words)}"
    return ""


def github_page(repository: str, branch: str, template: str = "") -> str:
    """The same for a repository on GitHub, by its own address."""
    words = {"quick_pull": "1", **({"template": template} if template else {})}
    return f"{repository}/compare/main...{quote(branch)}?{urlencode(words)}"


def edit_page(repository: str, branch: str, path: str) -> str:
    """Where GitHub lets a person change one file of a branch."""
    return f"{repository}/edit/{quote(branch)}/{quote(path)}"


def github_name(remote: str) -> str:
    """ "owner/name" of a repository on GitHub; "" where the server is another."""
    found = _ADDRESS.fullmatch(remote.strip())
    if found is None or (found["host"] or found["scp"]).lower() != "github.com":
        return ""
    return found["path"].removesuffix(".git")


def commit_page(remote: str, commit: str) -> str:
    """Where a commit is shown; "" where no forge is known."""
    home, between = _home(remote)
    return f"{home}{between}/commit/{commit}" if home else ""


def file_page(remote: str, branch: str, path: str) -> str:
    """Where a file of a branch is shown; "" where no forge is known."""
    home, between = _home(remote)
    return f"{home}{between}/blob/{quote(branch)}/{quote(path)}" if home else ""


def _home(remote: str) -> tuple[str, str]:
    """The repository's address, and what stands between it and its parts."""
    found = _ADDRESS.fullmatch(remote.strip())
    host = (found["host"] or found["scp"]).lower() if found else ""
    if found is None or not (host == "github.com" or host.startswith("gitlab.")):
        return "", ""
    home = f"https://{host}/{found['path'].removesuffix('.git')}"
    return home, "" if host == "github.com" else "/-"


def form_page(remote: str, form: str) -> str:
    """Where a form is filled in; "" where the forge has none. Answers are added with "&id="."""
    path = github_name(remote)
    words = urlencode({"template": f"{form}.yml"})
    return f"https://github.com/{path}/issues/new?{words}" if path else ""
