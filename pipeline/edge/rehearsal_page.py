"""Edge: the page of the rehearsal network, for looking at what arrived. Text in, HTML out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from pipeline.core.plan_text import moment

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --paper: #f3f1ec;
  --card: #fff; --line: #dcd7cc; --accent: #9c1c1f; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceae4; --soft: #a6adb8; --paper: #14181e;
  --card: #1d232b; --line: #323a45; --accent: #ef8a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 "Plus Jakarta Sans", system-ui, sans-serif; }
header, main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem; }
header { padding-top: 2.5rem; padding-bottom: 0; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; }
header p { color: var(--soft); margin: .5rem 0 0; }
.flag { display: inline-block; background: var(--accent); color: var(--card); font-size: .8rem;
  font-weight: 700; letter-spacing: .06em; padding: .1rem .55rem; border-radius: .3rem;
  margin-bottom: .6rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .9rem;
  margin: 0 0 1.5rem; overflow: hidden; }
.head { display: flex; gap: .75rem; align-items: center; padding: 1rem 1.1rem 0; }
.mark { width: 2.6rem; height: 2.6rem; border-radius: 50%; background: var(--accent);
  color: var(--card); display: grid; place-items: center; font-weight: 800; }
.head b, .head a { display: block; line-height: 1.3; }
.head a { color: var(--soft); font-size: .85rem; text-decoration: none; }
.text { padding: .75rem 1.1rem 1rem; white-space: pre-line; overflow-wrap: anywhere; }
.pictures { display: flex; gap: .5rem; overflow-x: auto; scroll-snap-type: x mandatory;
  padding: 0 1.1rem .5rem; scrollbar-width: thin; }
figure { margin: 0; flex: 0 0 min(19rem, 82%); scroll-snap-align: center; }
img { width: 100%; height: auto; display: block; border-radius: .6rem;
  border: 1px solid var(--line); }
figcaption { font-size: .85rem; color: var(--soft); padding: .4rem .1rem .75rem; }
figcaption b { color: var(--ink); font-weight: 600; }
a { color: var(--accent); }
.none { padding: 3rem 1rem; text-align: center; color: var(--soft); }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture as the page shows it."""

    file: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One post as the network keeps it."""

    id: str
    text: str
    link: str
    at: str  # ISO, WITA
    url: str
    pictures: tuple[Shown, ...]


def page(arrivals: Sequence[Arrival], *, up: str = "") -> str:
    """The whole page, newest first; ``up`` leads from the page to its folder."""
    shown = "\n".join(_article(a, up) for a in reversed(arrivals))
    nothing = '<p class="none">Belum ada kiriman yang sampai.</p>'
    return f"""<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Jaringan gladi: {len(arrivals)} kiriman</title>
<style>{_STYLE}</style>
</head>
<body>
<header>
<span class="flag">GLADI</span>
<h1>Jaringan gladi</h1>
<p>{len(arrivals)} kiriman sampai di sini, dikirim persis seperti ke jaringan sungguhan.
Tidak ada yang keluar dari komputer ini.</p>
</header>
<main>
{shown or nothing}
</main>
</body>
</html>
"""


def _article(arrival: Arrival, up: str) -> str:
    figures = "\n".join(_figure(picture, up) for picture in arrival.pictures)
    pictures = f'<div class="pictures">\n{figures}\n</div>' if figures else ""
    link = escape(arrival.link, quote=True)
    when = escape(moment(datetime.fromisoformat(arrival.at)))
    text = escape(arrival.text).replace(
        escape(arrival.link), f'<a href="{link}" rel="nofollow">{escape(arrival.link)}</a>'
    )
    return f"""<article id="kiriman-{escape(arrival.id)}">
<div class="head"><span class="mark" aria-hidden="true">J</span>
<div><b>Redaksi JDIH</b>
<a href="#kiriman-{escape(arrival.id)}">
<time datetime="{escape(arrival.at)}">{when}</time> · kiriman {escape(arrival.id)}</a></div></div>
<div class="text">{text}</div>
{pictures}
</article>"""


def _figure(picture: Shown, up: str) -> str:
    return (
        f'<figure><img src="{up}gambar/{escape(picture.file, quote=True)}" '
        f'alt="{escape(picture.alt, quote=True)}">'
        f"<figcaption><b>Teks alternatif:</b> {escape(picture.alt)}</figcaption></figure>"
    )
