"""Edge: OAuth 1.0a (RFC 5849, HMAC-SHA1), as X wants it: four secrets sign each call anew.

Bodies in JSON or of files are not part of the signature; the address and its query are.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from pipeline.core.findings import Blocked
from pipeline.edge.settings import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The app's key and secret, the account's token and secret. Shows itself to nobody."""

    app: Secret
    app_secret: Secret
    token: Secret
    token_secret: Secret


def keys_of(secret: Secret) -> Keys:
    """Read the four parts of one secret, with blanks or line ends between them."""
    parts = secret.reveal().split()
    if len(parts) != 4:
        raise Blocked(
            f"kunci akses X terdiri dari {len(parts)} bagian, seharusnya empat",
            remedy="isi rahasianya dengan API Key, API Key Secret, Access Token, dan Access Token "
            "Secret, berurutan, dipisah spasi",
        )
    app, app_secret, token, token_secret = map(Secret, parts)
    return Keys(app=app, app_secret=app_secret, token=token, token_secret=token_secret)


def header(
    keys: Keys,
    method: str,
    url: str,
    *,
    form: tuple[tuple[str, str], ...] = (),
    nonce: str = "",
    at: int = 0,
) -> str:
    """The Authorization header of one call."""
    parts = urlsplit(url)
    oauth = {
        "oauth_consumer_key": keys.app.reveal(),
        "oauth_nonce": nonce or secrets.token_hex(16),
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(at or int(time.time())),
        "oauth_token": keys.token.reveal(),
        "oauth_version": "1.0",
    }
    query = parse_qsl(parts.query, keep_blank_values=True)
    pairs = sorted((_quoted(k), _quoted(v)) for k, v in [*query, *form, *oauth.items()])
    signed = "&".join(f"{key}={value}" for key, value in pairs)
    address = f"{parts.scheme}://{parts.netloc}{parts.path}"
    base = "&".join(map(_quoted, (method, address, signed)))
    key = f"{_quoted(keys.app_secret.reveal())}&{_quoted(keys.token_secret.reveal())}"
    digest = hmac.new(key.encode(), base.encode(), hashlib.sha1).digest()
    oauth["oauth_signature"] = base64.b64encode(digest).decode()
    told = ", ".join(f'{key}="{_quoted(value)}"' for key, value in sorted(oauth.items()))
    return f"OAuth {told}"


def _quoted(text: str) -> str:
    return quote(text, safe="~-._")
