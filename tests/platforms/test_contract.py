"""Every registered adapter keeps the same promises; a new one without its tables fails here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.core.likeness import difference
from pipeline.core.model import WITA
from pipeline.core.posting import Post
from pipeline.core.wire import NoAnswer, NotSent
from pipeline.edge.settings import Secret
from pipeline.platforms import PLATFORMS
from pipeline.platforms.base import Platform, Refused, Sent
from tests.fault_proxy import Fault, FaultProxy
from tests.platforms.cases import CASES, KINDS, Case, Refusal, Server
from tests.platforms.posts import picture, post
from tests.platforms.tables import COUNTS, NOBODYS, OWNED
from tests.platforms.two_texts import two_texts


@pytest.mark.parametrize("name", PLATFORMS)
def test_limits_have_source_and_date(name: str) -> None:
    """Every limit says who states it and when that was checked."""
    limits = PLATFORMS[name].LIMITS

    assert name == PLATFORMS[name].NAME and PLATFORMS[name].LABEL
    assert (limits.text > 0) != PLATFORMS[name].STORY
    assert limits.source and date.fromisoformat(limits.checked)


@pytest.mark.parametrize("name", PLATFORMS)
def test_text_is_counted_as_the_network_counts(name: str) -> None:
    """Each network counts in its own way, from its own table."""
    counted = [(text, PLATFORMS[name].count(text)) for text, _ in COUNTS[name]]

    assert counted == COUNTS[name]


@pytest.mark.parametrize("name", PLATFORMS)
def test_own_addresses_are_recognised_and_cleaned(name: str) -> None:
    """A permalink is known whatever phone copied it; trackers are dropped, the post stays."""
    platform = PLATFORMS[name]
    read = [
        (url, platform.account_of(url), platform.clean(url))
        for url, *_ in OWNED[name]
        if platform.owns(url)
    ]

    assert read == OWNED[name]
    assert all(platform.owns(clean) and platform.clean(clean) == clean for *_, clean in read)


@pytest.mark.parametrize("name", PLATFORMS)
def test_other_addresses_are_not_owned(name: str) -> None:
    """Profiles, look-alike hosts, other networks' posts and tricks are no permalinks."""
    others = [url for other, urls in OWNED.items() if other != name for url, *_ in urls]
    owned = [url for url in [*NOBODYS, *others] if PLATFORMS[name].owns(url)]

    assert owned == []


@pytest.mark.parametrize("name", [n for n, p in PLATFORMS.items() if not p.AUTOMATIC])
def test_networks_posted_to_by_hand_refuse_to_be_called(name: str) -> None:
    """No machine posts there: calling it is a clean refusal and touches no network."""
    platform = PLATFORMS[name]

    def send(_: object) -> None:
        raise AssertionError("called the network")

    asked = post("2026-11-a", network=name)
    now = datetime(2026, 11, 23, tzinfo=WITA)
    assert platform.prepare(asked, send) == ()
    assert platform.find(asked, send, since=now, known=()) is None
    with pytest.raises(Refused, match="dihapus oleh orang"):
        platform.remove(Sent(url="https://x.example/1", remote_id="1"), "a", send)
    with pytest.raises(Refused, match="diunggah oleh orang dari paket unggah") as refused:
        platform.publish(asked, (), send, idempotency_key="k")
    assert two_texts(refused.value, platform, Secret("kunci-yang-tidak-ada"))


AUTOMATIC = sorted(name for name, platform in PLATFORMS.items() if platform.AUTOMATIC)
REFUSALS = [
    pytest.param(name, refusal, id=f"{name}-{refusal.kind}-{refusal.status}-{number}")
    for name, case in CASES.items()
    for number, refusal in enumerate(case.refusals)
]


def test_every_automatic_network_has_its_cases() -> None:
    """An adapter that posts by itself is tried with a server and with every kind of refusal."""
    told = {name: {refusal.kind for refusal in case.refusals} for name, case in CASES.items()}

    assert told == dict.fromkeys(AUTOMATIC, KINDS)


@dataclass(frozen=True)
class Network:
    """One automatic network behind a proxy that can spoil an answer."""

    name: str
    server: Server
    proxy: FaultProxy
    folder: Path

    @property
    def case(self) -> Case:
        return CASES[self.name]

    @property
    def platform(self) -> Platform:
        return PLATFORMS[self.name]

    def spoil(self, **fault: object) -> None:
        """Spoil the next single act."""
        method, path = self.case.act
        self.proxy.fault = Fault(method=method, path=path, **fault)  # type: ignore[arg-type]

    def post_of(self, item: str) -> Post:
        name, account = f"2026-11-{self.name}-{item}", self.server.account
        one = post(name, network=self.name, account=account)
        shown = picture(self.folder)
        pictures = (replace(shown, url=one.link + shown.name),)
        return replace(one, pictures=pictures, text="" if self.platform.STORY else one.text)

    def publish(self, item: str, seconds: float = 20) -> Sent:
        one, send = self.post_of(item), self.server.connect(self.proxy.url, seconds)
        media = self.platform.prepare(one, send)
        return self.platform.publish(one, media, send, idempotency_key=item * 8)

    def find(self, item: str, since: datetime) -> Sent | None:
        send = self.server.connect(self.proxy.url, 20)
        return self.platform.find(self.post_of(item), send, since=since, known=())

    def held(self, item: str) -> int:
        return self.server.held(self.post_of(item).link)


def _open(name: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Network]:
    with CASES[name].open(request, folder) as server, FaultProxy(server.url) as proxy:
        yield Network(name, server, proxy, folder)


@pytest.fixture(params=AUTOMATIC)
def network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Network]:
    yield from _open(request.param, request, tmp_path)


def test_success_gives_a_permalink_of_its_own(network: Network) -> None:
    """A post has an address the adapter recognises, and is found again by its link."""
    began = datetime.now(WITA)
    sent = network.publish("sukses")

    assert network.platform.owns(sent.url) and network.held("sukses") == 1
    assert network.find("sukses", began) == (sent if network.platform.ASKABLE else None)
    assert network.find("lain", began) is None


def test_a_post_is_read_back_as_it_was_sent(network: Network) -> None:
    """Words and pictures are the same; what is not there is told from what differs."""
    if not (network.platform.ASKABLE or network.platform.STORY):
        pytest.skip("shows nobody what was posted")
    sent, account = network.publish("baca"), network.server.account
    send, wanted = network.server.connect(network.proxy.url, 20), network.post_of("baca")
    seen = network.platform.read(account, sent.remote_id, send)
    near, first, rest = re.fullmatch(r"(.*?)([0-9a-z])([0-9a-z]*)", sent.remote_id).groups()
    missing = near + ("6" if first == "7" else "7") + rest  # far from every number given out

    assert difference(wanted, seen) == ""
    assert difference(replace(wanted, text="Lain.", pictures=()), seen) == (
        "teksnya berbeda; gambarnya 1, seharusnya 0"
    )
    gone = network.platform.read(account, missing, send)
    assert difference(wanted, gone) == "unggahannya tidak ada lagi"


@pytest.mark.parametrize(("name", "refusal"), REFUSALS)
def test_refusals_are_clean(
    name: str, refusal: Refusal, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """A documented refusal says what to do, whether the whole channel is meant, and how long."""
    for network in _open(name, request, tmp_path):
        network.spoil(
            kind="answer", status=refusal.status, headers=refusal.headers, body=refusal.content
        )
        item = f"tolak-{refusal.status}-{refusal.wait}"

        with pytest.raises(Refused, match=refusal.says) as refused:
            network.publish(item)
        assert (refused.value.trouble, refused.value.wait_seconds) == (
            refusal.trouble,
            refusal.wait,
        )
        assert network.held(item) == 0
        assert two_texts(refused.value, network.platform, network.server.secret)


def test_the_credential_says_whose_it_is(network: Network) -> None:
    """A cheap read tells the account that posts, and a wrong key is refused, not crashed on."""
    send, account = network.server.connect(network.proxy.url, 20), network.server.account

    access = network.platform.whoami(account, send)
    assert (access.account.lower(), access.may_post, access.missing) == (account, True, ())
    assert ("POST", network.case.act[1]) not in network.proxy.seen


def test_a_post_is_taken_down_and_stays_so(network: Network) -> None:
    """That very post is gone; others stay. A second time it is gone, or a person has to look."""
    send, account = network.server.connect(network.proxy.url, 20), network.server.account
    sent, _ = network.publish("ditarik"), network.publish("tetap")
    if not network.platform.REMOVES:
        with pytest.raises(Refused, match="dihapus oleh orang"):
            network.platform.remove(sent, account, send)
        return
    network.platform.remove(sent, account, send)
    assert (network.held("ditarik"), network.held("tetap")) == (0, 1)

    try:
        network.platform.remove(sent, account, send)
    except Refused as refused:
        assert network.name in META, refused
    assert network.held("tetap") == 1


def test_the_words_of_a_post_are_written_anew(network: Network) -> None:
    """Twice is once; the pictures stay; other posts stay; where it is gone that is a refusal."""
    platform, send = network.platform, network.server.connect(network.proxy.url, 20)
    sent, other = network.publish("salah"), network.post_of("tetap")
    network.publish("tetap")
    new = replace(network.post_of("salah"), text=f"RALAT-1 {network.post_of('salah').link}")
    if not platform.REWRITES:
        with pytest.raises(Refused, match="disunting oleh orang"):
            platform.rewrite(sent, new, send)
        return
    platform.rewrite(sent, new, send)
    platform.rewrite(sent, new, send)

    assert [network.server.held(word) for word in ("RALAT-1", new.link, other.link)] == [1, 1, 1]
    if platform.ASKABLE:
        account = network.server.account
        assert difference(new, platform.read(account, sent.remote_id, send)) == ""
    platform.remove(sent, network.server.account, send)
    with pytest.raises(Refused):
        platform.rewrite(sent, new, send)
    assert network.server.held("RALAT-1") == 0


META = ("facebook", "instagram", "instagram-cerita", "threads")  # "not found or no rights"
DOUBTS = [
    ("lost", 200, 0.0),
    ("garbled", 200, 0.0),
    ("slow", 200, 1.5),
    ("answer", 500, 0.0),
    ("answer", 502, 0.0),
    ("answer", 408, 0.0),
    ("answer", 302, 0.0),
    ("answer", 200, 0.0),  # JSON, but not a post
    ("dropped", 0, 0.0),  # whether it arrived cannot be known from here
]


@pytest.mark.parametrize(("kind", "status", "seconds"), DOUBTS)
def test_everything_unclear_is_no_answer(
    network: Network, kind: str, status: int, seconds: float
) -> None:
    """Lost, slow, broken, unknown: never taken for a refusal, because the post may be there."""
    item = f"ragu-{kind}-{status}"
    began = datetime.now(WITA)
    network.spoil(kind=kind, status=status, seconds=seconds)

    with pytest.raises(NoAnswer) as doubt:
        network.publish(item, seconds=0.5 if kind == "slow" else 20)
    assert two_texts(doubt.value, network.platform, network.server.secret)
    there = kind in ("lost", "garbled", "slow")
    assert network.held(item) == there
    assert (network.find(item, began) is not None) == (there and network.platform.ASKABLE)


def test_nobody_listening_is_not_sent(network: Network) -> None:
    """A refused connection certainly reached nobody."""
    send = network.server.connect("http://127.0.0.1:9", 5)
    media = ("1", "2") if network.platform.STAGED else ("1",)

    with pytest.raises(NotSent, match=re.escape("127.0.0.1:9 tidak terhubung")) as silence:
        network.platform.publish(network.post_of("sunyi"), media, send, idempotency_key="k")
    assert two_texts(silence.value, network.platform, network.server.secret)
