"""Draws: opens the designer's templates. Sandboxed; a value that is missing is an error."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

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


def _held(text: str) -> Markup:
    """Escaped text in which citations do not break across lines."""
    return Markup(hold_together(str(escape(text))))


def _iso(day: date) -> str:
    return day.isoformat(timespec="seconds") if isinstance(day, datetime) else day.isoformat()


def _web(address: str) -> str:
    """An address that may stand in a link; anything but http and https leads nowhere."""
    return address if address.startswith(("https://", "http://")) else ""


@cache
def _environment(folder: Path, autoescape: bool) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
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
    """Return ``render(name, **values)`` for the templates of this folder."""
    # FileSystemLoader reloads a changed file by itself: a designer sees the change at once.
    environment = _environment(folder, html)

    def render(name: str, **values: object) -> str:
        return environment.get_template(name).render(values)

    return render
