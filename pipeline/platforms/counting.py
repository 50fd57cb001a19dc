"""Speaks: the ways networks count characters. Pure; each adapter picks its own."""

import re
import unicodedata

LINK_LENGTH = 23  # what X and Mastodon count for every link, whatever its length
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?()\[\]'…]")
# X makes a link of a bare address, too; of its thousand endings these are what an office types.
_BARE = re.compile(
    r"(?<![\w@#./-])(?:[a-z0-9-]{1,63}\.){1,6}"
    r"(?:id|com|org|net|info|gov|edu|int|me|io|co|tv|be|ly|gl|app|dev|link|site|online|xyz|biz)"
    r"(?![\w@-]|\.\w)(?:/[^\s<>\"]*[^\s<>\".,;:!?()\[\]'…])?",
    re.IGNORECASE,
)
# "@kpu@mastodon.social": Mastodon counts the name, not the server.
_SERVER = re.compile(r"(?<![\w/])(@\w+)@[\w.-]*\w")
_BYTES_EACH = 10  # Bluesky takes 300 graphemes in 3,000 bytes

_REGIONAL = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x1200)
_JOINER, _EMOJI_STYLE, _KEYCAP = 0x200D, 0xFE0F, 0x20E3
# Unicode 15's Extended_Pictographic is scattered; these ranges hold every emoji an office types.
# The standard library knows no emoji property, and a table of 3,000 lines is not worth it.
_PICTURES = (
    range(0x1F000, 0x1FB00),
    range(0x2600, 0x27C0),
    range(0x2B05, 0x2B56),
    range(0x2190, 0x2200),
    range(0x2300, 0x2400),
    range(0x25AA, 0x2600),
    range(0x3297, 0x329A),
)
_DEFAULT_EMOJI_BELOW_PLANE_1 = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)
_X_LIGHT = (
    range(4352),
    range(8192, 8206),
    range(8208, 8224),
    range(8242, 8248),
)  # twitter-text config v3: these weigh 1, everything else 2


def code_points(text: str) -> int:
    return len(text)


def utf16_units(text: str) -> int:
    """Length as Telegram and TikTok count it: a character outside the base plane counts two."""
    return len(text.encode("utf-16-le")) // 2


def _extends(char: str) -> bool:
    code = ord(char)
    return (
        code == _JOINER
        or code in _SKIN_TONES
        or code in _TAGS
        or code in _HANGUL_VOWELS_AND_FINALS
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
    )


def clusters(text: str) -> list[str]:
    """Split into what a reader sees as one character.

    An approximation of Unicode's rules (UAX 29): marks, joiners, skin tones, flags, Hangul and
    line ends are joined; prepended marks and Indic conjuncts are not, so that it errs towards
    counting more, never less.
    """
    found: list[str] = []
    for char in text:
        last = found[-1] if found else ""
        joined = bool(last) and (
            (char == "\n" and last == "\r")
            or (_extends(char) and last not in ("\n", "\r"))
            or (last[-1] == chr(_JOINER) and _is_picture(char))
            or (ord(char) in _REGIONAL and len(last) == 1 and ord(last) in _REGIONAL)
        )
        if joined:
            found[-1] += char
        else:
            found.append(char)
    return found


def _is_picture(char: str) -> bool:
    return any(ord(char) in pictures for pictures in _PICTURES)


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is shown as a coloured picture."""
    first = cluster[0]
    if ord(first) in _REGIONAL:
        return len(cluster) > 1
    if chr(_EMOJI_STYLE) in cluster:
        return _is_picture(first) or chr(_KEYCAP) in cluster
    return first in _DEFAULT_EMOJI_BELOW_PLANE_1 or (
        ord(first) in _PICTURES[0] and _is_picture(first)
    )


def graphemes(text: str) -> int:
    return len(clusters(text))


def graphemes_and_bytes(text: str) -> int:
    """Bluesky: graphemes, or a tenth of the UTF-8 bytes where that is more (joined emoji)."""
    return max(graphemes(text), -(-len(text.encode("utf-8")) // _BYTES_EACH))


def with_short_links(text: str) -> int:
    """Characters as Mastodon counts them: graphemes, every link as 23, mentions by name alone."""
    return graphemes(_SERVER.sub(r"\1", LINK.sub("x" * LINK_LENGTH, text)))


def weighted(text: str) -> int:
    """X's weighted length: links 23, an emoji 2, Latin 1, most other scripts 2; after NFC."""
    short = "x" * LINK_LENGTH
    normal = unicodedata.normalize("NFC", _BARE.sub(short, LINK.sub(short, text)))
    return sum(
        2
        if is_emoji(cluster)
        else sum(1 if any(ord(c) in light for light in _X_LIGHT) else 2 for c in cluster)
        for cluster in clusters(normal)
    )


def emoji_as_bytes(text: str) -> int:
    """Threads: one per character, but an emoji counts the bytes of its UTF-8 form."""
    return sum(
        len(cluster.encode()) if is_emoji(cluster) else len(cluster) for cluster in clusters(text)
    )
