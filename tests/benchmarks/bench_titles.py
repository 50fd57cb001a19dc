"""Real titles: `.venv/bin/python -m tests.benchmarks.bench_titles [FAMILY [EVERY]]`.

Reads ../shared/data-hukum/peraturan_meta.jsonl, which is never part of this repository. Every title
is set without a line outside its safe area, a split unit or an orphan, or refused by so many
letters. Prints the rate of refusals a format, and what broke a bar (nothing should).
"""

import json
import re
import sys
import time
from collections import Counter

from pipeline.render.studio import SINGLE, Planned
from tests.card_desk import ROOT, content, item, studio

REAL = ROOT.parent / "shared/data-hukum/peraturan_meta.jsonl"
SPLIT = re.compile(r"(?:Nomor|Tahun|Pasal|ayat|huruf)$")
REFUSED = re.compile(r"kurangi sekitar \d+ huruf|tidak boleh dipenggal")


def broken(plan: Planned) -> str:
    """The first bar that a card breaks, or nothing."""
    width, _ = plan.display["size"]
    _, right, _, left = plan.sheet.safe
    lines: dict[float, list[str]] = {}
    widths: dict[float, float] = {}
    for op in plan.display["ops"]:
        if op["op"] != "text" or op["role"] != "title":
            continue
        if op["x"] < left - 1 or op["x"] + op["width"] > width - right + 1:
            return "outside"
        lines.setdefault(op["y"], []).append(op["text"])
        widths[op["y"]] = widths.get(op["y"], 0.0) + op["width"]
    said = [" ".join(lines[y]) for y in sorted(lines)]
    ends_and_starts = zip(said[:-1], said[1:], strict=True)
    if any(SPLIT.search(end) and re.match(r"[\d(]", start) for end, start in ends_and_starts):
        return "split"
    ends = [widths[y] for y in sorted(widths)]
    return "orphan" if len(ends) > 1 and ends[-1] < 0.35 * max(ends) else ""


def main(family: str, every: int) -> None:
    titles = [json.loads(line)["judul"] for line in REAL.read_text(encoding="utf-8").splitlines()]
    refused: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    start = time.process_time()
    sample = titles[::every]
    for title in sample:
        one = item(title=title, series=family)
        planned, findings = studio().plan(one, content(one))
        assert all(REFUSED.search(f.message) for f in findings), (title, findings)
        drawn = {plan.format for plan in planned}
        refused.update(name for name in SINGLE if name not in drawn)
        refused["any"] += bool(findings)
        for plan in planned:
            if bar := broken(plan):
                wrong[bar] += 1
                sys.stderr.write(f"{bar} {plan.format}: {title}\n")
    used = (time.process_time() - start) / len(sample) / len(SINGLE) * 1000
    rates = {name: f"{refused[name] / len(sample):.1%}" for name in (*SINGLE, "any")}
    told = {"titles": len(sample), "refused": rates, "broken": dict(wrong)}
    sys.stdout.write(f"{json.dumps(told)}\n{used:.1f} CPU ms a card\n")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(words[0] if words else "tahukah", int(words[1]) if len(words) > 1 else 1)
