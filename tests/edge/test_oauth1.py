"""OAuth 1.0a: signed as X's own documentation signs its example."""

import pytest

from pipeline.core.findings import Blocked
from pipeline.edge.oauth1 import header, keys_of
from pipeline.edge.settings import Secret

# docs.x.com, "Creating a signature": the example's keys belong to nobody.
EXAMPLE = (
    "xvz1evFS4wEEPTGEFPHBog kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw\n"
    "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"
)


def test_the_documented_example_has_the_documented_signature() -> None:
    """Query and form sorted and quoted together, blanks as %20, an exclamation mark as %21."""
    signed = header(
        keys_of(Secret(EXAMPLE)),
        "POST",
        "https://api.twitter.com/1/statuses/update.json?include_entities=true",
        form=(("status", "Hello Ladies + Gentlemen, a signed OAuth request!"),),
        nonce="kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg",
        at=1318622958,
    )

    assert 'oauth_signature="tnnArxj06cWHq44gCs1OSKk%2FjLY%3D"' in signed
    assert signed.startswith('OAuth oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", oauth_nonce="kY')


def test_every_call_has_a_nonce_of_its_own() -> None:
    """Otherwise the second of two calls in one second is refused."""
    keys = keys_of(Secret(EXAMPLE))

    assert header(keys, "GET", "https://x.example/") != header(keys, "GET", "https://x.example/")
    assert "kAcSOqF21" not in repr(keys)


@pytest.mark.parametrize("broken", ["satu", "a b c", "a b c d e"])
def test_a_key_with_a_part_missing_says_what_belongs_there(broken: str) -> None:
    """The four parts by name, in their order; none of them is shown."""
    with pytest.raises(Blocked, match="seharusnya empat") as blocked:
        keys_of(Secret(broken))
    assert "API Key, API Key Secret, Access Token, dan Access Token Secret" in str(blocked.value)
