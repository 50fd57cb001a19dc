"""What drawing costs, per format: `.venv/bin/python -m tests.benchmarks.bench_costs`.

Draws every item of the demonstration twice and prints, in CPU milliseconds, the median card of each
format and of a photograph with all its crops: the table that `core/shards.py` records. Beside it,
how far the worst item is from what the table says of it, once both are brought to the same sum.
"""

import json
import sys
import time
from collections import defaultdict
from statistics import median

from pipeline.core.shards import cost
from pipeline.edge import disk
from pipeline.render.album import Album
from pipeline.render.raster import encode, paint
from pipeline.render.sight import Sight
from pipeline.render.studio import LINK_BYTES
from tests.card_desk import studio
from tests.demo import DEMO


def main() -> None:
    content, fonts = disk.read_content(DEMO), studio().fonts
    took: dict[str, list[float]] = defaultdict(list)
    whole: dict[str, float] = {}
    for _ in range(2):  # the second round is what an office has: words and shapes are known
        for item in content.items.values():
            start = time.process_time()
            planned, _ = studio().plan(item, content)
            album = Album(DEMO / "content/konten" / item.id, [p.display for p in planned])
            ops = [op for p in planned for op in p.display["ops"] if op["op"] == "photo"]
            before = time.process_time()
            for op in ops:
                album.crop(op["file"], (op["box"][2], op["box"][3]), tuple(op["focus"]))
            if ops:
                took["photo"].append(time.process_time() - before)
            for plan in planned:
                before = time.process_time()
                canvas = paint(plan.display, fonts, album.crop, Sight())
                encode(canvas, LINK_BYTES if plan.format == "link" else 0)
                took[plan.format].append(time.process_time() - before)
            whole[item.id] = time.process_time() - start
    share = sum(whole.values()) / sum(cost(content.items[name]) for name in whole)
    off = {n: whole[n] / share / cost(content.items[n]) - 1 for n in whole}
    worst = max(off, key=lambda name: abs(off[name]))
    told = {name: round(median(times) * 1000) for name, times in took.items()}
    sys.stdout.write(f"{json.dumps(told)}\n{worst} is {off[worst]:+.0%} from the table\n")


if __name__ == "__main__":
    main()
