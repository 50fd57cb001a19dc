"""Edge: what other people's addresses answered, and when; kept so that nobody is asked daily."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pipeline.core.outer_links import Answered
from pipeline.core.wire import Response
from pipeline.edge.files import write_if_changed


def recall(file: Path) -> dict[str, Answered]:
    """What is known by now; a damaged file is worth nothing."""
    try:
        kept = json.loads(file.read_bytes())
        return {str(url): _answered(at, answer) for url, (at, answer) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def _answered(at: str, answer: object) -> Answered:
    when = datetime.fromisoformat(at)
    if when.tzinfo is None:
        raise ValueError("no offset")
    said = Response(status=answer, body=b"") if isinstance(answer, int) else str(answer)
    return Answered(at=when, answer=said)


def _said(one: Answered) -> int | str:
    return one.answer.status if isinstance(one.answer, Response) else one.answer


def keep(file: Path, known: Mapping[str, Answered]) -> None:
    kept = {url: (one.at.isoformat(), _said(one)) for url, one in sorted(known.items())}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_if_changed(file, json.dumps(kept, ensure_ascii=False, indent=1).encode())
