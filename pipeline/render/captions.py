"""Draws: the words of a post. Shorter blocks are chosen to fit; no sentence is ever cut."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Channel, Item
from pipeline.core.wording import hashtags_in, mentions_in, sections
from pipeline.render import wording
from pipeline.render.markdown import to_line, to_text
from pipeline.render.templates import Render, open_templates

WHATSAPP = 1500  # characters that still make a wa.me address every phone can open

_LOOK_AGAIN = "Tim redaksi, mohon cermat ulang: "

Values = Mapping[str, object]


def caption(
    item: Item,
    channel: Channel,
    *,
    content: Content,
    link: str,
    count: Callable[[str], int],
    limit: int,
    hashtags: int = 0,
    mentions: int = 0,
    site_dir: Path,
) -> str | Finding:
    """The caption of one item on one channel, or by how much even the shortest is too long.

    ``limit``, ``hashtags`` and ``mentions`` are the network's; 0 means that it states none.
    A caption written by hand (``teks:``) is taken as it is, or refused.
    """
    if channel.id in item.texts and item.withdrawal is None:
        by_hand = _by_hand(item, channel, link)
        if limit and (over := count(by_hand) - limit) > 0:
            return _too_long_by_hand(item, channel, over, limit)
        return _too_many(item, channel, by_hand, hashtags, mentions) or by_hand
    render = open_templates(site_dir / "captions", html=False)
    name = _template(item, channel, site_dir)
    shortest, many = "", None
    for values in _choices(item, content, link, hashtags):
        shortest = _write(render, name, values)
        if limit and count(shortest) > limit:
            continue
        if (many := _too_many(item, channel, shortest, hashtags, mentions)) is None:
            return shortest
    return many or _too_long(item, channel, count(shortest) - limit, limit)


def whatsapp_text(
    item: Item,
    permalinks: Sequence[tuple[str, str]] = (),
    *,
    link: str,
    site_dir: Path,
    channel: Channel | None = None,
    look_again: str = "",
) -> str | Finding:
    """The message for the group (step 9b): title, one line, the page, (label, address) of posts.

    ``look_again`` is where the office says whether what is up is right; it comes where it fits.
    """
    if channel and channel.id in item.texts and item.withdrawal is None:
        by_hand = _by_hand(item, channel, link, permalinks)
        if look_again and len(f"{by_hand}\n\n{_LOOK_AGAIN}{look_again}") <= WHATSAPP:
            by_hand += f"\n\n{_LOOK_AGAIN}{look_again}"
        over = len(by_hand) - WHATSAPP
        return _too_long_by_hand(item, channel, over, WHATSAPP) if over > 0 else by_hand
    render = open_templates(site_dir / "captions", html=False)
    name = "withdrawn.j2" if item.withdrawal else "whatsapp.j2"
    titles = dict.fromkeys((item.title, item.card_title))
    choices = [
        (title, summary, form)
        for form in dict.fromkeys((look_again, ""))
        for title in titles
        for summary in (to_line(item.summary), "")
    ]
    text = ""
    for title, summary, form in choices:
        values = {**_fixed(item, link), "summary": summary, "permalinks": list(permalinks)}
        values["look_again"] = f"{_LOOK_AGAIN}{form}" if form else ""
        values["hook"] = " ".join(title.replace("*", "").split())  # an asterisk would end the bold
        text = _write(render, name, values)
        if len(text) <= WHATSAPP:
            return text
    over = len(text) - WHATSAPP
    return Finding(
        where=item.where,
        line=item.lines.get("title", 1),
        rule="teks-terlalu-panjang",
        message=f"Pesan WhatsApp kelebihan {over} karakter dari {WHATSAPP}. "
        "Tulis `judul_kartu:` yang lebih pendek.",
    )


def _by_hand(
    item: Item, channel: Channel, link: str, permalinks: Sequence[tuple[str, str]] = ()
) -> str:
    """The editor's own words, and what no post may lack: its marks and the address of its page.

    The address is what a look-up searches for when a network's answer was lost.
    """
    text = item.texts[channel.id].strip()
    said = text.lower()
    before, after = [], []
    if item.demo and "contoh" not in said:
        before.append("[CONTOH]")
    if item.correction and "ralat" not in said:
        before.append(f"RALAT ke-{item.correction.number}: {item.correction.note}")
    if link not in text:  # "" is in every text: a channel without links
        after.append(f"Selengkapnya: {link}")
    posts = [f"- {label}: {url}" for label, url in permalinks if url not in text]
    after += ["\n".join(["Unggahan resmi:", *posts])] if posts else []
    return "\n\n".join([*before, text, *after])


def _template(item: Item, channel: Channel, site_dir: Path) -> str:
    """A network may have its own template; the rest share one."""
    if item.withdrawal:
        return "withdrawn.j2"
    own = f"{channel.network}.j2"
    return own if (site_dir / "captions" / own).is_file() else "default.j2"


def _write(render: Render, name: str, values: Values) -> str:
    """Fill the template and leave at most one empty line between paragraphs."""
    lines = [line.rstrip() for line in render(name, **values).strip().splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept)


def _fixed(item: Item, link: str) -> dict[str, object]:
    return {
        "demo": item.demo,
        "correction": item.correction,
        "withdrawal": item.withdrawal,
        "link": link,
        "hook": item.title,
        "summary": "",
        "lead": "",
        "basis": "",
        "hashtags": "",
        "permalinks": [],
    }


def _choices(item: Item, content: Content, link: str, most: int) -> Iterator[Values]:
    """Every choice of blocks, from the fullest to the barest, in the order they are given up.

    Given up first is what the page says anyway (lead), then hashtags, then the summary, then the
    long title; the law itself goes last, and its places before its names.
    """
    lead, summary = to_text(sections(item.body)[0]), to_line(item.summary)
    if " ".join(lead.split()) == summary:
        lead = ""
    tags = _hashtags(item, content, most)
    few = min(most, 2) if most else 2
    basis = wording.cite_all(item.basis, content.instruments)
    laws = wording.name_all(item.basis, content.instruments)
    full = {**_fixed(item, link), "summary": summary, "lead": lead, "basis": basis}
    full["hashtags"] = tags
    yield full
    yield full | {"lead": ""}
    yield full | {"lead": "", "hashtags": _hashtags(item, content, few)}
    bare = full | {"lead": "", "hashtags": ""}
    yield bare
    for title in dict.fromkeys((item.title, item.card_title)):
        if title != item.title:
            yield bare | {"hook": title}
        yield bare | {"hook": title, "summary": "", "hashtags": _hashtags(item, content, few)}
        yield bare | {"hook": title, "summary": ""}
    yield bare | {"hook": item.card_title, "summary": "", "basis": laws}
    yield bare | {"hook": item.card_title, "summary": "", "basis": ""}


def _hashtags(item: Item, content: Content, most: int) -> str:
    """The item's own hashtags, then its series'; each once, whatever its case."""
    series = content.series.get(item.series)
    named = [*item.hashtags, *(series.hashtags if series else ())]
    once = {tag.lower(): f"#{tag}" for tag in reversed(named)}
    tags = [once[key] for key in dict.fromkeys(tag.lower() for tag in named)]
    return " ".join(tags[:most] if most else tags)


def _too_long(item: Item, channel: Channel, over: int, limit: int) -> Finding:
    return Finding(
        where=item.where,
        line=item.lines.get("title", 1),
        rule="teks-terlalu-panjang",
        message=f"Teks terpendek untuk {channel.label} masih kelebihan {over} karakter dari batas "
        f"{limit}. Tulis `judul_kartu:` yang lebih pendek, atau tulis sendiri teksnya pada "
        f"`teks: {{{channel.id}: ...}}`.",
    )


def _too_long_by_hand(item: Item, channel: Channel, over: int, limit: int) -> Finding:
    return Finding(
        where=item.where,
        line=item.line(f"texts.{channel.id}"),
        rule="teks-terlalu-panjang",
        message=f"Teks untuk {channel.label} kelebihan {over} karakter dari batas {limit}, tautan "
        f"halamannya ikut dihitung. Pendekkan `teks: {{{channel.id}: ...}}`.",
    )


def _too_many(
    item: Item, channel: Channel, text: str, hashtags: int, mentions: int
) -> Finding | None:
    """Whether a caption has more hashtags or accounts than the network takes."""
    by_hand = channel.id in item.texts and item.withdrawal is None
    place = f"`teks: {{{channel.id}: ...}}`" if by_hand else "judul, ringkasan, atau isi"
    for found, most, what in (
        (hashtags_in(text), hashtags, "tagar"),
        (mentions_in(text), mentions, "sebutan akun"),
    ):
        if most and len(found) > most:
            return Finding(
                where=item.where,
                line=item.line(f"texts.{channel.id}" if by_hand else "title"),
                rule="tagar-banyak",
                message=f"Teks untuk {channel.label} memuat {len(found)} {what}, paling banyak "
                f"{most}. Hapus {len(found) - most} dari {place}, misalnya {found[-1]}.",
            )
    return None
