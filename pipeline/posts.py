"""Posts: turns promises into what goes out: words, pictures and link, for each channel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.checks.alike import unequal_caption
from pipeline.core.content import Content
from pipeline.core.findings import Finding
from pipeline.core.model import Channel, Item
from pipeline.core.plan import Plan
from pipeline.core.posting import Act, ActKind, Post, PostPicture, Promise, by_item
from pipeline.core.promising import Promised
from pipeline.core.public import PublicFile
from pipeline.edge.forge_links import form_page
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Platform
from pipeline.platforms.fitting import misshapen, posted, too_heavy
from pipeline.render.captions import caption, whatsapp_text
from pipeline.render.card import Card
from pipeline.render.cards import Drawn

if TYPE_CHECKING:
    from pipeline.edge.git import Repository


def word(
    promised: Iterable[Promised],
    content: Content,
    acts: Sequence[Act],
    drawn: Drawn,
    site: Path,
    look_again: str = "",
) -> tuple[dict[str, Post], list[Finding]]:
    """Turn promises into posts; a text or a set of pictures that does not fit is a finding.

    ``look_again`` is the form of the second look, where the forge has one.
    """
    posts: dict[str, Post] = {}
    findings: list[Finding] = []
    recorded = by_item(acts)
    for promise in (p.promise for p in promised):
        item = content.items[promise.item]
        channel = content.channels.get(promise.channel) if content.channels else None
        if channel is None:
            continue
        text = _text(item, channel, content, recorded.get(item.id, ()), site, look_again)
        if isinstance(text, Finding):
            findings.append(text)
            continue
        if unequal := list(unequal_caption(item, channel.id, text, content)):
            findings += unequal
            continue
        link, cards = link_of(content, item.id), drawn.cards.get(item.id, ())
        if refused := _refused(item, channel, cards):
            findings.append(refused)
            continue
        pictures = pictures_for(cards, PLATFORMS[channel.network], page=link)
        posts[promise.key] = Post(
            promise=promise,
            network=channel.network,
            account=channel.account,
            text=text,
            link=link,
            pictures=pictures,
            public=public_files(cards, pictures, page=link),
        )
    return posts, findings


def second_look(repo: "Repository") -> str:
    """Where the office says whether what is up is right; "" where the forge has no forms."""
    from pipeline.edge.branches import address  # late: brings Git

    return form_page(address(repo), "cermat-ulang")


def link_of(content: Content, item: str) -> str:
    """The canonical address of an item's page: the marker that look-ups search for."""
    base = content.channels.site_url if content.channels else ""
    return f"{base}konten/{item}/"


def _text(
    item: Item,
    channel: Channel,
    content: Content,
    acts: Sequence[Act],
    site: Path,
    look_again: str,
) -> str | Finding:
    platform, link = PLATFORMS[channel.network], link_of(content, item.id)
    if platform.STORY:
        return _no_words(item, channel) if channel.id in item.texts else ""
    if not platform.LINKED:
        return whatsapp_text(
            item,
            permalinks(item, acts, content),
            link=link,
            site_dir=site,
            channel=channel,
            look_again=f"{look_again}&konten={item.id}" if look_again else "",
        )
    return caption(
        item,
        channel,
        content=content,
        link=link if channel.links else "",
        count=platform.count,
        limit=platform.LIMITS.text,
        hashtags=platform.LIMITS.hashtags,
        mentions=platform.LIMITS.mentions,
        site_dir=site,
    )


def _no_words(item: Item, channel: Channel) -> Finding:
    return Finding(
        where=item.where,
        line=item.line(f"texts.{channel.id}"),
        rule="teks-cerita",
        message=f"{channel.label} hanya memuat kartu tegak, tanpa teks. Hapus "
        f"`teks: {{{channel.id}: ...}}`, atau tulis di judul dan ringkasannya.",
    )


def lasting(acts: Iterable[Act], content: Content) -> list[Act]:
    """The acts without the receipts of stories: what leads to one leads nowhere after a day."""
    channels = content.channels.channels if content.channels else ()
    stories = {c.id for c in channels if c.network in PLATFORMS and PLATFORMS[c.network].STORY}
    return [act for act in acts if act.channel not in stories]


def permalinks(item: Item, acts: Sequence[Act], content: Content) -> list[tuple[str, str]]:
    """Where this revision of the item can be seen, as (channel's label, address)."""
    found = {
        act.channel: act.url
        for act in lasting(acts, content)
        if act.item == item.id and act.revision == item.revision and act.url
    }
    channels = content.channels.channels if content.channels else ()
    return [(channel.label, found[channel.id]) for channel in channels if channel.id in found]


def pictures_for(
    cards: Sequence[Card], platform: Platform, *, page: str
) -> tuple[PostPicture, ...]:
    """The cards of one post, as its network gets them."""
    return tuple(
        PostPicture(
            path=str(card.path),
            name=f"{n:02d}{card.path.suffix}",
            alt=card.alt,
            mime="image/jpeg",
            sha256=card.sha256,
            width=card.width,
            height=card.height,
            url=page + card.path.name,
        )
        for n, card in enumerate(_chosen(cards, platform), 1)
    )


def _chosen(cards: Sequence[Card], platform: Platform) -> list[Card]:
    """The whole carousel, or the single card: never a part of a set. A story is its own card."""
    first, *whole = posted(platform) or ("",)
    slides = [card for card in cards if card.format in whole]
    most = platform.LIMITS.pictures
    if slides and (not most or len(slides) <= most):
        return slides
    return [card for card in cards if card.format == first]


def _refused(item: Item, channel: Channel, cards: Sequence[Card]) -> Finding | None:
    """The first card that its network would refuse for its shape or its weight."""
    platform = PLATFORMS[channel.network]
    for card in _chosen(cards, platform):
        wrong = misshapen(card.width, card.height, platform.LIMITS)
        wrong = wrong or too_heavy(card.bytes, platform.LIMITS)
        if wrong:
            return Finding(
                where=item.where,
                line=item.lines.get("pictures", item.lines.get("title", 1)),
                rule="kartu-ditolak",
                message=f"Ganti gambarnya, atau lepas kanal {channel.id} dari konten ini: "
                f"{channel.label} menolak kartu {card.path.name}: {wrong}.",
            )
    return None


def public_files(
    cards: Sequence[Card], pictures: Sequence[PostPicture], *, page: str
) -> tuple[PublicFile, ...]:
    """What a post points at: its page, the card that networks show of a link, its pictures."""
    card = next((card for card in cards if card.format == "link"), None)
    address = page + card.path.name if card else ""
    found = [PublicFile(url=page, mime="text/html", holds=address)]
    if card:
        mime = "image/png" if card.path.suffix == ".png" else "image/jpeg"
        found.append(PublicFile(url=address, mime=mime, sha256=card.sha256))
    found += [PublicFile(url=p.url, mime=p.mime, sha256=p.sha256) for p in pictures]
    return tuple(dict.fromkeys(found))


def kit_posts(
    plan: Plan,
    posts: Mapping[str, Post],
    content: Content,
    acts: Sequence[Act],
    site: Path,
    look_again: str = "",
) -> list[Post]:
    """What people post or share by hand, worded with the permalinks that are known by now."""
    found = []
    by_hand = {o.promise.key for o in plan.owed if not o.direct}
    # What a network did not take can be posted by hand at once, and confirmed.
    kinds = (ActKind.HANDED_OVER, ActKind.CONFIRMED, ActKind.REFUSED)
    by_hand |= {act.promise.key for act in acts if act.kind in kinds}
    recorded = by_item(acts)
    for key, post in posts.items():
        if key not in by_hand:
            continue
        item = content.items[post.promise.item]
        channel = content.channels.get(post.promise.channel) if content.channels else None
        mine = recorded.get(item.id, ())
        text = _text(item, channel, content, mine, site, look_again) if channel else post.text
        found.append(post if isinstance(text, Finding) else replace(post, text=text))
    told = {one.promise.item: one for one in plan.takedowns if one.message and not one.replaced}
    for name, one in told.items():
        if (gone := content.items.get(name)) and one.channel:
            found.append(_withdrawal(gone, one.channel, one.promise, content, site))
    return found


def _withdrawal(
    item: Item, channel: Channel, promise: Promise, content: Content, site: Path
) -> Post:
    """What the group is told that got the item's message before."""
    link = link_of(content, item.id)
    text = whatsapp_text(item, link=link, site_dir=site, channel=channel)
    return Post(
        promise=promise,
        network=channel.network,
        account=channel.account,
        text=f"PENARIKAN: {item.card_title}\n\n{link}" if isinstance(text, Finding) else text,
        link=link,
        pictures=(),
    )
