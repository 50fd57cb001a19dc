"""Edge: a process of its own in which MkDocs draws the frames: `... CONFIG DOCS SITE`.

The command line of MkDocs cannot be given another docs folder; its functions can.
"""

import logging
import sys

from click import ClickException
from mkdocs.commands.build import build
from mkdocs.config import load_config


def main(config: str, docs: str, site: str) -> int:
    logging.basicConfig(format="%(levelname)s - %(message)s")
    try:
        build(load_config(config, docs_dir=docs, site_dir=site, strict=True))
    except ClickException as trouble:
        trouble.show()
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
