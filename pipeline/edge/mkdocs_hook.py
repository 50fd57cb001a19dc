"""Edge: tells MkDocs the office's name and address, which only content/kanal.yml knows.

Loaded by MkDocs itself (``hooks:`` in mkdocs.yml), so that ``mkdocs build`` typed by hand gives
the same page as ``redaksi build``. The file it reads is written together with build/docs.
"""

import html
import json
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take over the settings beside the docs folder; without them the page stays nameless."""
    path = Path(config.docs_dir).parent / "situs.json"
    if path.is_file():
        settings = json.loads(path.read_text(encoding="utf-8"))
        config.site_url = settings["site_url"]
        config.site_name = html.escape(settings["site_name"])  # templates print it as it stands
        config.extra.update(settings)
    return config
