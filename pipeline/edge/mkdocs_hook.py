"""Edge: what MkDocs does for us beyond building: the office's name, each page's policy, the search.

The policy is what lets a browser run nothing that is not ours; the search is Pagefind's index.

Loaded by MkDocs itself (``hooks:`` in mkdocs.yml), so that ``mkdocs build`` typed by hand gives
the same page as ``redaksi build``. The file it reads is written together with build/docs.
"""

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the search is indexed without MkDocs, too
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page as Built

# The theme's two hidden boxes for its menus; HTML knows no autocomplete there.
_BOX = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Pages hosts send no headers of ours, so the policy stands in the page. The theme's own three
# scripts are named by their hashes; one of them differs by the depth of the page's folder.
_POLICY = (
    "default-src 'self'; script-src 'self'{scripts}{more}; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)


def on_config(config: "MkDocsConfig") -> "MkDocsConfig":
    """Take over the settings beside the docs folder; without them the page stays nameless."""
    path = Path(config.docs_dir).parent / "situs.json"
    if path.is_file():
        settings = json.loads(path.read_text(encoding="utf-8"))
        config.site_url = settings["site_url"]
        config.site_name = html.escape(settings["site_name"])  # templates print it as it stands
        config.extra.update(settings)
    return config


def on_post_page(output: str, page: "Built", **_: object) -> str:
    """Put the policy before everything that it rules."""
    # Pagefind is compiled to WebAssembly, which only the page that searches may run.
    return _with_policy(output, " 'wasm-unsafe-eval'" if page.meta.get("searches") else "")


def on_post_build(config: "MkDocsConfig") -> None:
    """Index the search. A preview of one changed page keeps the old index."""
    if config.extra.get("partial"):
        return
    from mkdocs.exceptions import PluginError

    try:
        index_search(Path(config.site_dir))
    except RuntimeError as trouble:
        raise PluginError(str(trouble)) from trouble


def index_search(site: Path) -> None:
    """Index the pages that say they may be found; the old index goes when the new one is whole."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped]  # it has no types

    fresh, index = site / "pagefind.baru", site / "pagefind"
    command = [str(get_executable()), "--site", str(site), "--output-path", str(fresh)]
    command += ["--exclude-selectors", "[data-search-exclude]"]
    shutil.rmtree(fresh, ignore_errors=True)
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise RuntimeError(f"Pagefind: {done.stderr.strip() or done.stdout.strip()}")
    for path in fresh.glob("pagefind-*ui.*"):
        path.unlink()  # its own boxes: ours is part of the page
    shutil.rmtree(index, ignore_errors=True)
    fresh.rename(index)


def on_post_template(output: str, template_name: str, **_: object) -> str:
    """The page of what is not found is a template to MkDocs."""
    return _with_policy(output, "") if template_name.endswith(".html") else output


def _with_policy(page: str, more: str) -> str:
    page = _BOX.sub(r"\1", page)
    hashes = dict.fromkeys(
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        for script in _SCRIPT.findall(page)
    )
    policy = _POLICY.format(scripts="".join(f" 'sha256-{digest}'" for digest in hashes), more=more)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace("<head>", f"<head>{meta}", 1)
