"""Who stands in an election and is shown on one network only, is said at once."""

from dataclasses import replace

from pipeline.core.contests import Contest, Participant
from pipeline.core.evenness import uneven
from pipeline.core.model import Item
from pipeline.core.plan import Plan, make_plan
from pipeline.core.posting import Act, ActKind
from pipeline.core.promising import promises
from pipeline.platforms import networks
from tests.stories.posting.desk import MONDAY, channel, channels, item

NAMES = ("Partai Bahari", "Partai Cahaya")
CONTEST = Contest(
    name="Pemilu",
    participants=tuple(Participant(number=n, name=name) for n, name in enumerate(NAMES, 1)),
)
OF = channels(channel("mastodon"), channel("facebook"), channel("whatsapp"))
NAMED = item("2026-11-a", body="Nomor urut 1 Partai Bahari, nomor urut 2 Partai Cahaya.")


def posted(where: str) -> Act:
    return Act(
        kind=ActKind.POSTED,
        item=NAMED.id,
        revision=0,
        channel=where,
        at=MONDAY,
        actor="mesin",
        url=f"https://sosial.example/@jdih/{len(where)}",
        remote_id="1",
    )


def told(one: Item, *acts: Act) -> list[str]:
    known = networks()
    plan: Plan = make_plan(
        promises([one], OF, known),
        acts[:1],
        MONDAY,
        channels=OF,
        networks=known,
        credentials={"mastodon"},
        is_over=lambda run: True,
    )
    return uneven(plan, {one.id: one}, (CONTEST,), OF, acts)


def test_up_on_one_network_and_not_on_the_other() -> None:
    """By name, with what is missing; a message to a group is no network."""
    assert told(NAMED, posted("mastodon")) == [
        "BELUM SETARA: 2026-11-a menyebut peserta pemilu, sudah tayang di mastodon, belum di "
        "facebook. Selesaikan hari ini juga."
    ]


def test_up_everywhere_or_nowhere_or_naming_nobody_is_even() -> None:
    """Nothing to say; also where the second one was posted in this very run."""
    assert told(NAMED) == []
    assert told(NAMED, posted("mastodon"), posted("facebook")) == []
    assert told(replace(NAMED, body="Tahapan pemilu."), posted("mastodon")) == []
