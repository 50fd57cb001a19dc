"""Real titles: `.venv/bin/python -m tests.benchmarks.bench_titles [FAMILY [EVERY]]`.

Reads ../shared/data-hukum/peraturan_meta.jsonl, which is never part of this repository. Every title
is set in every format and painted; or it is refused by so many letters. Each instrument is
the base of its item, so a family that shows its own name and subject has them in full. Prints the
rate of refusals a format, and what broke a bar (nothing should).
"""

import json
import re
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.core.content import Content
from pipeline.core.instruments import Instrument
from pipeline.core.model import Item, Reference
from pipeline.render.album import Album
from pipeline.render.raster import encode, paint
from pipeline.render.sight import DECORATION, Sight
from pipeline.render.studio import LINK_BYTES, SINGLE, Planned
from pipeline.render.text import CAP
from tests.card_desk import ROOT, content, item, studio

REAL = ROOT.parent / "shared/data-hukum/peraturan_meta.jsonl"
REFUSED = re.compile(r"kurangi sekitar (\d+) huruf|kurangi sekitar \d+%|tidak boleh dipenggal")
_MONTH = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
SPLIT = (  # the end of a line and the start of the next one that must not be parted
    (re.compile(r"(?:Nomor|Tahun|Pasal|ayat|huruf|angka|Rp)$"), re.compile(r"[\d(]")),
    (re.compile(r"\d{1,2}$"), re.compile(rf"(?:{_MONTH})\b")),
    (re.compile(rf"(?:{_MONTH})$"), re.compile(r"\d{4}\b")),
    (re.compile(r"-$"), re.compile(r"\w")),
)
TITLES = ("title", "about", "instrument")


def world(entry: dict[str, Any], series: str) -> tuple[Item, Content]:
    """An item about one real instrument, and a register that has it."""
    law = Instrument(
        id=entry["id"],
        where="content/peraturan/uji.md",
        kind=entry["jenis"],
        short_kind=entry["singkatanJenis"],
        number=entry["nomor"],
        year=entry["tahun"],
        about=entry["tentang"],
        in_force=True,
    )
    one = item(title=entry["judul"], series=series, basis=(Reference(instrument=law.id),))
    return one, replace(content(one), instruments={law.id: law})


def lines(plan: Planned, role: str) -> list[tuple[str, float]]:
    """The lines of one part with their widths, from above."""
    words: dict[float, str] = {}
    widths: dict[float, float] = {}
    for op in plan.display["ops"]:
        if op["op"] == "text" and op["role"] == role:
            words[op["y"]] = f"{words.get(op['y'], '')} {op['text']}".strip()
            widths[op["y"]] = widths.get(op["y"], 0.0) + op["width"]
    return [(words[y], widths[y]) for y in sorted(words)]


def broken(plan: Planned, said: dict[str, str]) -> list[str]:
    """The bars that a card breaks."""
    found = []
    width, height = plan.display["size"]
    top, right, bottom, left = plan.sheet.safe
    for op in plan.display["ops"]:
        if op["op"] != "text" or op["role"] in DECORATION or not op.get("width"):
            continue
        inside = left - 1 <= op["x"] and op["x"] + op["width"] <= width - right + 1
        if not (inside and top - 1 <= op["y"] - CAP * op["size"] and op["y"] <= height - bottom):
            found.append(f"outside: {op['role']}")
        if "…" in op["text"]:
            found.append(f"ellipsis: {op['role']}")
    for role in TITLES:
        set_ = lines(plan, role)
        if not set_:
            continue
        if letters("".join(text for text, _ in set_)) != letters(said[role]):
            found.append(f"lost words: {role}")
        for (end, _), (start, _) in zip(set_[:-1], set_[1:], strict=True):
            if any(one.search(end) and other.match(start) for one, other in SPLIT):
                found.append(f"split: {end[-20:]} | {start[:20]}")
        widest = max(wide for _, wide in set_)
        if role == "title" and len(set_) > 1 and set_[-1][1] < 0.35 * widest:
            found.append("orphan")
    return found


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def pale(plan: Planned) -> list[str]:
    """What of a drawn card cannot be read well, or is too heavy to be shown."""
    sight = Sight()
    canvas = paint(plan.display, studio().fonts, Album(Path()).crop, sight)
    heavy = plan.format == "link" and len(encode(canvas, LINK_BYTES)) > LINK_BYTES
    return [*(f"contrast: {warning}" for warning in sight.warnings), *(["heavy"] if heavy else [])]


def main(family: str, every: int) -> None:
    entries = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    refused: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    setting = drawing = 0.0
    sample = entries[::every]
    for entry in sample:
        one, register = world(entry, family)
        start = time.process_time()
        planned, findings = studio().plan(one, register)
        setting += time.process_time() - start
        assert all(REFUSED.search(f.message) for f in findings), (one.title, findings)
        formats = {plan.format for plan in planned}
        refused.update(name for name in SINGLE if name not in formats)
        refused["any"] += bool(findings)
        law = register.instruments[entry["id"]]
        name = law.name.replace(law.kind, law.short_kind or law.kind, 1)
        said = {"title": one.title, "about": law.about, "instrument": name}
        for plan in planned:
            start = time.process_time()
            bars = broken(plan, said) + pale(plan)
            drawing += time.process_time() - start
            for bar in bars:
                wrong[bar.partition(":")[0]] += 1
                sys.stderr.write(f"{bar} | {plan.format} | {one.title}\n")
    rates = {name: f"{refused[name] / len(sample):.2%}" for name in (*SINGLE, "any")}
    told = {"family": family, "titles": len(sample), "refused": rates, "broken": dict(wrong)}
    each = 1000 / len(sample) / len(SINGLE)
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.write(f"{setting * each:.1f} CPU ms to set a card, {drawing * each:.1f} to draw\n")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(words[0] if words else "tahukah", int(words[1]) if len(words) > 1 else 1)
