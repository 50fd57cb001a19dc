"""Take the demonstration over from ``content/``: python -m tests.demo"""

import shutil

from tests.demo import CONTENT, REPOSITORY

shutil.rmtree(CONTENT, ignore_errors=True)
shutil.copytree(REPOSITORY / "content", CONTENT)
