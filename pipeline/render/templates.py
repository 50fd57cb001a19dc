"""Draws: opens the designer's templates. Sandboxed; a value that is missing is an error."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from types import BuiltinMethodType, MethodType
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from pipeline.render import wording
from pipeline.render.markdown import hold_together, to_html, to_line
from pipeline.render.smaller import copies

Render = Callable[..., str]


def _markdown(
    text: str, heading_from: int = 2, pictures: Mapping[str, str] | None = None
) -> Markup:
    html = to_html(text, heading_from=heading_from, pictures=pictures)  # cleaned by nh3
    return Markup(hold_together(html))


@lru_cache(maxsize=4096)  # the same laws on hundreds of pages
def _held(text: str) -> Markup:
    """Escaped text in which citations do not break across lines."""
    return Markup(hold_together(str(escape(text))))


def _iso(day: date) -> str:
    return day.isoformat(timespec="seconds") if isinstance(day, datetime) else day.isoformat()


def _web(address: str) -> str:
    """An address that may stand in a link; anything but http and https leads nowhere."""
    return address if address.startswith(("https://", "http://")) else ""


class _Sandbox(SandboxedEnvironment):
    """The sandbox, which judges each attribute of a type once: the judgement asks the type alone.

    Methods go the long way every time, for a text's own ``format`` has to be wrapped.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._safe: set[tuple[type, str]] = set()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if (type(obj), attribute) in self._safe:
            value = getattr(obj, attribute, self)
            if value is not self and not isinstance(value, (MethodType, BuiltinMethodType)):
                return value
        elif hasattr(obj, attribute) and self.is_safe_attribute(obj, attribute, None):
            self._safe.add((type(obj), attribute))
        return super().getattr(obj, attribute)


@lru_cache(maxsize=32)
def _environment(folder: Path, autoescape: bool, seen: object) -> SandboxedEnvironment:
    """One environment for these templates as they are seen now."""
    environment = _Sandbox(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "markdown": _markdown,
        "line": to_line,
        "held": _held,
        "day": wording.day_text,
        "month": wording.month_text,
        "iso": _iso,
        "web": _web,
        "short": wording.short_name,
        "copies": copies,
        "force": wording.force_text,
    }
    return environment


def open_templates(folder: Path, *, html: bool) -> Render:
    """Return ``render(name, **values)`` for the templates of this folder as they are now."""
    states = [(path.name, path.stat()) for path in sorted(folder.glob("*.j2"))]
    seen = tuple((name, state.st_mtime_ns, state.st_size, state.st_ino) for name, state in states)
    environment = _environment(folder, html, seen)

    def render(name: str, **values: object) -> str:
        return environment.get_template(name).render(values)

    return render
