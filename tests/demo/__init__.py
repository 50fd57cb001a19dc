"""The demonstration as the repository ships it, kept for the tests.

``content/`` belongs to the office from the day of `redaksi setup office`; the program's tests must
not turn red because somebody wrote an item. Until that day both folders are the same, byte for byte
(`tests/content/test_demonstration.py`); whoever changes ``content/`` then: python -m tests.demo
"""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
DEMO = Path(__file__).resolve().parent  # what `read_content` is given
CONTENT = DEMO / "content"
