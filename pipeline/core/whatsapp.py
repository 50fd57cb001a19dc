"""Core: a message as an address that opens WhatsApp with it written; a person picks the group.

https://faq.whatsapp.com/5913398998672934 (click to chat). Nothing here sends anything.
"""

from urllib.parse import quote


def share_link(text: str) -> str:
    """Return the wa.me address that carries the whole text."""
    return f"https://wa.me/?text={quote(text, safe='')}"
