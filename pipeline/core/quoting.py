"""Core: what a text says in its own words: quotations, code and addresses blanked out."""

import re
from functools import lru_cache

from pipeline.core.wording import prose

# A quotation ends in its paragraph; an unclosed mark quotes nothing. Block quotes are quotations.
_QUOTED = re.compile(
    r"\"[^\"\n]*(?:\n(?!\s*\n)[^\"\n]*)*\""
    r"|“[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*”"
    r"|«[^«»\n]*»"
    r"|^ {0,3}>.*$",
    re.MULTILINE,
)
_CODE = re.compile(r"(?<!`)(?P<tick>`{1,2})(?!`)[^`\n]+(?P=tick)(?!`)")
_ADDRESS = re.compile(
    r"(?<=\]\()[^)\s]*|<[a-z][a-z0-9+.-]{1,9}:[^\s<>]*>|\b(?:https?://|www\.)[^\s<>)\]]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)#\w+|(?<!\w)@\w[\w.]*"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:id|com|org)\b(?:/\S*)?"
)
# What no address is without; most texts have none of it, and looking for all of it takes long.
_HAS_ADDRESS = re.compile(r"\]\(|<[a-z]|http|www\.|@|#\w|\.(?:id|com|org)\b")


@lru_cache(maxsize=4096)  # every rule about language asks the same passages
def own_words(text: str, sign: str = " ") -> str:
    """Return a text of the same length without what others say in it: places stay the same.

    ``sign`` stands for each letter left out.
    """

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", sign, found[0])

    if "```" in text or "~~~" in text:
        lines = (re.sub(".", sign, line) if code else line for _, line, code in prose(text))
        text = "\n".join(lines)
    text = _CODE.sub(blank, text)
    text = _QUOTED.sub(blank, text)
    return _ADDRESS.sub(blank, text) if _HAS_ADDRESS.search(text) else text
