"""Speaks: recognise a network's permalinks, as people copy them from a phone. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Permalinks:
    """How one network writes the addresses of posts.

    Each path pattern may name a group ``account``; a pattern without it is an address that does
    not say whose post it is. ``identifying`` are query keys without which the address is
    another one (``?v=``); every other query key is a tracker and is dropped.
    """

    hosts: frozenset[str] | None  # None: any host (every Mastodon server has its own)
    paths: tuple[str, ...]
    identifying: tuple[str, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)  # host -> the one it is recorded under

    def _match(self, url: str) -> re.Match[str] | None:
        try:
            parts = urlsplit(url.strip())
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return None
        local = host in LOOPBACK
        if parts.scheme != "https" and not (parts.scheme == "http" and (local or self.hosts)):
            return None
        if parts.username is not None or (port not in (None, 443) and not local):
            return None
        if self.hosts is not None and host not in self.hosts:
            return None
        target = parts.path.rstrip("/") + self._query(parts.query)
        return next((m for path in self.paths if (m := re.fullmatch(path, target, re.I))), None)

    def _query(self, query: str) -> str:
        kept = [(key, value) for key, value in parse_qsl(query) if key in self.identifying]
        return "?" + urlencode(sorted(kept)) if kept else ""

    def owns(self, url: str) -> bool:
        """Whether this address is a post's permalink on this network (any account)."""
        return self._match(url) is not None

    def account_of(self, url: str) -> str | None:
        """The account named in a permalink, lower case; None where it names none."""
        match = self._match(url)
        account = match.groupdict().get("account") if match else None
        return account.lower().lstrip("@") if account else None

    def clean(self, url: str) -> str:
        """The permalink without trackers, fragment and trailing slash; https except on loopback.

        One post, one address: a phone's copy is not taken for another post than the desktop's.
        """
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
        scheme, where = "https", self.same.get(host, host)
        if host in LOOPBACK:
            scheme, where = parts.scheme, parts.netloc
        return f"{scheme}://{where}{parts.path.rstrip('/')}{self._query(parts.query)}"
