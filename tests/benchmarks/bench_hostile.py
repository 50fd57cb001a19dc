"""What one hostile file costs a check: python -m tests.benchmarks.bench_hostile. Not in the suite.

Seconds of work, of this process and those it starts, for the whole check of an office of two items
(read, every rule, language, cards laid out) with one file made to hurt, nothing remembered. The
dictionary is in memory: loading it costs 0.3 s once, whatever is read. The bar is 2 s for one file.

25-11-2026, two busy cores: 246 cases, none over 2 s, the dearest 1.24 s (a block of code that never
ends), the sound office 0.56 s.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory

from pipeline import checking, desk
from pipeline.edge.dictionary import Dictionary
from tests.core.checks.test_item_rules import HEAVY
from tests.stories.hostile import (
    test_bodies_that_bite,
    test_front_matter_that_bite,
    test_names_that_bite,
    test_pictures_that_bite,
    test_settings_that_bite,
)
from tests.stories.hostile.world import FOLDER, Case, spoil
from tests.stories.office.conftest import item

TABLES = {
    "bodies": test_bodies_that_bite.CASES,
    "front matter": test_front_matter_that_bite.CASES,
    "names": test_names_that_bite.CASES,
    "pictures": test_pictures_that_bite.CASES,
    "settings": test_settings_that_bite.CASES,
}
BAR = 2.0


def cases() -> Iterator[tuple[str, Case]]:
    yield "nothing", {}
    for table, found in TABLES.items():
        yield from ((f"{table}: {name}", case) for name, case in found.items())
    for shard in HEAVY:
        body = (shard * 60_000)[:60_000]
        yield f"heavy: {shard!r}", {f"{FOLDER}/index.md": item(body=f"{body}!x")}
    words = " ".join(f"kata{'abcdefghij'[n % 10] * (n % 30)}zq" for n in range(6000))
    yield "heavy: 6,000 words of no language", {f"{FOLDER}/index.md": item(body=words[:60_000])}


def work() -> float:
    used = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def cost(case: Case) -> float:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "kantor"
        desk.Desk.build = property(lambda one: Path(folder) / "build")  # type: ignore[method-assign,assignment]
        spoil(root, case)
        here = desk.open_desk(root)
        start = work()
        checking.checked(here)
        return work() - start


def main() -> None:
    Dictionary().accepts("pemilu")
    cost({})
    costs = sorted(((cost(case), name) for name, case in cases()), reverse=True)
    sound = next(seconds for seconds, name in costs if name == "nothing")
    over = [name for seconds, name in costs if seconds > BAR]
    lines = [f"{len(costs)} cases, the sound office {sound:.2f} s, over {BAR:.0f} s: {len(over)}"]
    lines += [f"  {seconds:5.2f} s  {name}" for seconds, name in costs[:15]]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
