"""Core: what a person says was done. Turns a confirmation or a settlement into an act.

SOP step 9 gives its output as "tautan hasil unggah": the address is judged here, never fetched.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from pipeline.core.findings import Finding
from pipeline.core.model import Channel
from pipeline.core.plan_text import moment
from pipeline.core.posting import Act, ActKind, Promise
from pipeline.core.standing import IN_FLIGHT, Stage, standing


class Links(Protocol):
    """What must be known of a network's addresses; every adapter has it."""

    LABEL: str
    LINKED: bool

    def owns(self, url: str) -> bool: ...
    def account_of(self, url: str) -> str | None: ...
    def clean(self, url: str) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Either an act to record, perhaps with a question for the person, or the findings."""

    act: Act | None = None
    question: str = ""
    findings: tuple[Finding, ...] = ()


def confirm(
    acts: Sequence[Act],
    *,
    item: str,
    channel: Channel,
    network: Links,
    url: str,
    person: str,
    at: datetime,
) -> Answer:
    """A person says that what was handed over is done (``redaksi confirm``).

    Also of what a network refused: with a dead token people post from the kit, and the next run
    must not post it again. And with its address of what is in doubt: then it is there.
    """
    where = f"{item}/{channel.id}"
    open_acts = [a for a in acts if a.item == item and a.channel == channel.id]
    candidates = [
        (promise, standing(found))
        for promise, found in _by_promise(open_acts)
        if standing(found).stage in (Stage.WAITING, Stage.OWED)
    ]
    if not candidates and url and _doubted(open_acts):
        return settle(
            acts,
            item=item,
            channel=channel,
            network=network,
            posted=True,
            url=url,
            person=person,
            at=at,
            is_over=lambda run: False,  # asked only before something is called not posted
        )
    if not candidates:
        return _refuse(where, "konfirmasi", _why_nothing_waits(open_acts, item, channel))
    promise, stands = candidates[-1]  # the newest correction is the one people have in hand
    base = Act(
        kind=ActKind.CONFIRMED,
        item=item,
        revision=promise.revision,
        channel=channel.id,
        attempt=stands.attempt,
        at=at,
        actor=person,
        payload=stands.act.payload if stands.act else "",
    )
    if not network.LINKED:
        if url:
            message = f"{network.LABEL} tidak punya alamat unggahan: ketik tanpa ALAMAT"
            return _refuse(where, "alamat", message)
        return Answer(act=replace(base, extra={"group": channel.group} if channel.group else {}))
    return _with_link(base, acts, channel=channel, network=network, url=url, where=where)


def settle(
    acts: Sequence[Act],
    *,
    item: str,
    channel: Channel,
    network: Links,
    posted: bool,
    url: str,
    person: str,
    at: datetime,
    is_over: Callable[[str], bool],
) -> Answer:
    """A person looked at the network: a doubtful post is there (with its address) or is not.

    What waits for a person can be called not posted as well: then it is owed again, and where
    the network refused it before, tried again.
    """
    where = f"{item}/{channel.id}"
    found = [a for a in acts if a.item == item and a.channel == channel.id]
    open_to = {Stage.DOUBTFUL} if posted else {Stage.DOUBTFUL, Stage.WAITING}
    doubtful = [
        (promise, standing(of))
        for promise, of in _by_promise(found)
        if standing(of).stage in open_to
    ]
    if not doubtful:
        message = (
            f"{item} di {channel.label} tidak sedang diragukan: tidak ada yang perlu diputuskan"
        )
        return _refuse(where, "putusan", message)
    promise, stands = doubtful[0]  # oldest first: one decision per call, each about one promise
    if not posted and stands.intent and stands.in_flight(at, is_over):
        message = (
            f"{item} di {channel.label} mungkin sedang diunggah pada saat ini: "
            f"periksa dan ketik lagi sesudah {moment(stands.intent.at + IN_FLIGHT)}"
        )
        return _refuse(where, "putusan", message)
    base = Act(
        kind=ActKind.POSTED if posted else ActKind.NOT_POSTED,
        item=item,
        revision=promise.revision,
        channel=channel.id,
        attempt=stands.answer_as or stands.attempt,
        at=at,
        actor=person,
        note="diputuskan orang setelah melihat jaringannya",
    )
    if not posted:
        if url:
            return _refuse(where, "putusan", "tidak-ada berarti tanpa ALAMAT: hapus alamatnya")
        return Answer(act=base)
    return _with_link(base, acts, channel=channel, network=network, url=url, where=where)


def removed(
    acts: Sequence[Act],
    *,
    item: str,
    channel: Channel,
    person: str,
    at: datetime,
    below: int,
    linked: bool,
) -> Answer | None:
    """A person took a post down, one of a correction below that number. None: none is left.

    What cannot be taken back, a message, is taken down by telling the same group.
    """
    mine = [a for a in acts if a.item == item and a.channel == channel.id]
    for promise, found in _by_promise(mine):
        stands = standing(found)
        if promise.revision >= below:
            break
        if stands.stage is Stage.SETTLED and not any(a.kind is ActKind.REMOVED for a in found):
            act = Act(
                kind=ActKind.REMOVED,
                item=item,
                revision=promise.revision,
                channel=channel.id,
                attempt=stands.attempt,
                at=at,
                actor=person,
                note="unggahannya dihapus" if linked else "pesan penarikan dikirim",
            )
            return Answer(act=act)
    return None


def _with_link(
    act: Act, acts: Iterable[Act], *, channel: Channel, network: Links, url: str, where: str
) -> Answer:
    """Judge the address: this network's, this account's, nobody else's; then put it in the act."""
    if not url:
        message = (
            f"tambahkan alamat unggahannya di belakang perintah (di {network.LABEL}: buka "
            "unggahannya, Bagikan, Salin tautan)"
        )
        return _refuse(where, "alamat", message)
    if not network.owns(url) or not _same_server(url, channel.base_url, network):
        message = (
            f"alamat ini bukan unggahan {network.LABEL}: {url}; "
            "salin tautan dari unggahannya, bukan dari profil atau beranda"
        )
        return _refuse(where, "alamat", message)
    clean = network.clean(url)
    # A correction may have been made in the post itself: then its address stays.
    own = (act.item, act.channel)
    used = next((a for a in acts if a.url == clean and (a.item, a.channel) != own), None)
    if used:
        message = (
            f"alamat ini sudah tercatat untuk {used.item} di {used.channel}: {clean}; "
            "salin tautan unggahan yang benar"
        )
        return _refuse(where, "alamat-terpakai", message)
    ours, account = _plain(channel.account), network.account_of(clean)
    if account and ours and _plain(account) != ours:
        message = f"alamat ini milik akun {account}, bukan {channel.account}: {clean}"
        return _refuse(where, "akun", message)
    if account or not ours:
        return Answer(act=replace(act, url=clean))
    unread = dict(act.extra) | {"account": "belum terbaca"}
    question = (
        f"Alamat ini tidak menyebut akunnya. Pastikan unggahan itu di akun {channel.account}: "
        f"{clean}"
    )
    return Answer(act=replace(act, url=clean, extra=unread), question=question)


def _same_server(url: str, base_url: str, network: Links) -> bool:
    """Where every office has its own server (Mastodon), only the channel's own one counts."""
    anywhere = network.owns(urlunsplit(("https", "server.invalid", urlsplit(url).path, "", "")))
    return not (anywhere and base_url) or urlsplit(url).netloc == urlsplit(base_url).netloc


def _plain(account: str) -> str:
    """ "@JDIH@sosial.go.id" and "jdih" name one account."""
    return account.lower().lstrip("@").partition("@")[0]


def _by_promise(acts: Iterable[Act]) -> list[tuple[Promise, list[Act]]]:
    grouped: dict[Promise, list[Act]] = {}
    for act in acts:
        grouped.setdefault(act.promise, []).append(act)
    return sorted(grouped.items(), key=lambda pair: pair[0].revision)


def _doubted(acts: Sequence[Act]) -> bool:
    return any(standing(found).stage is Stage.DOUBTFUL for _, found in _by_promise(acts))


def _why_nothing_waits(acts: Sequence[Act], item: str, channel: Channel) -> str:
    if not acts:
        return (
            f"{item} belum pernah diserahkan untuk {channel.label}: "
            "periksa nama konten dan kanalnya, atau ketik dahulu: redaksi run"
        )
    stands = standing(_by_promise(acts)[-1][1])
    if stands.stage is Stage.SETTLED and stands.act:
        place = stands.act.url or stands.act.extra.get("group") or channel.label
        return f"{item} di {channel.label} sudah selesai: {place}"
    names = f"{item} {channel.id}"
    return (
        f"{item} di {channel.label} tak pasti: lihat di sana, lalu ketik redaksi confirm {names} "
        f"ALAMAT, atau redaksi settle {names} tidak-ada"
    )


def _refuse(where: str, rule: str, message: str) -> Answer:
    return Answer(findings=(Finding(where=where, rule=rule, message=message),))
