"""Accept what the cases are told now: ``python -m tests.stories.hostile.bless``. Read the diff."""

from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.stories.hostile.world import TOLD, judge, spoil

TABLES = ("bodies", "front_matter", "pictures", "names", "settings")


def bless(table: str, cards: Path) -> None:
    module = import_module(f"tests.stories.hostile.test_{table}_that_bite")
    blocks = []
    for name, case in module.CASES.items():
        with TemporaryDirectory() as folder:
            spoil(Path(folder), case)
            told = judge(Path(folder), cards, draw=name in module.DRAWN).told()
        blocks.append("\n".join([name, *told]))
    TOLD.mkdir(exist_ok=True)
    (TOLD / f"{table}.txt").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as shared:
        for each in TABLES:
            bless(each, Path(shared))
