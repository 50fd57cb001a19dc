"""Core: what a credential is good for, as a network tells it, and what the doctor says of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.core.health import Sign, bad, good, unseen
from pipeline.core.model import Channel

WARNING = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whose credential it is, what it may, and until when. Never the credential."""

    account: str
    may_post: bool = True
    rights: tuple[str, ...] | None = ()  # in the network's own words; None: it tells none
    missing: tuple[str, ...] = ()  # which of those that are needed it has not
    expires: date | None = None  # None: it has no end, or the network tells none:
    lives: int = 0  # then for how many days such a credential lives from its making


def access_sign(channel: Channel, access: Access, today: date) -> Sign:
    """In order only if the right account's credential may post for another two weeks."""
    name, ours = f"kanal {channel.id}", channel.account.lower().removeprefix("@")
    if access.account.lower().removeprefix("@") != ours:
        return bad(
            f"{name}: kunci aksesnya milik akun {access.account}, bukan {channel.account}",
            "samakan `akun:` di content/kanal.yml, atau buat kunci dari akun yang benar",
        )
    if not access.may_post:
        return bad(
            f"{name}: kunci akses akun {access.account} tidak boleh mengunggah",
            "beri hak mengunggah pada akun itu, atau buat kunci baru dengan hak itu",
        )
    if access.missing:
        return bad(
            f"{name}: izin kunci akses akun {access.account} kurang: {', '.join(access.missing)}",
            "tambahkan izin itu menurut halaman «Menyambungkan akun», lalu buat kunci baru",
        )
    until = f"sampai {access.expires:%d-%m-%Y}" if access.expires else "tanpa batas waktu"
    if access.expires and access.expires <= today + WARNING:
        what = "tidak berlaku lagi sejak" if access.expires < today else "berakhir"
        return bad(
            f"{name}: kunci akses {what} {access.expires:%d-%m-%Y}",
            "buat kunci baru, lalu ganti yang lama",
        )
    if access.rights is None:
        limit = (
            f"kuncinya hidup {access.lives} hari sejak dibuat: catat tanggalnya, dan buat kunci "
            "baru sebelum itu"
        )
        return unseen(
            f"{name}: kunci akses milik akun {access.account}, tetapi izinnya tidak diperlihatkan "
            "jaringannya",
            limit if access.lives else "cocokkan izinnya dengan halaman «Menyambungkan akun»",
        )
    rights = f" (izin: {', '.join(access.rights)})" if access.rights else ""
    return good(
        f"{name}: akun {access.account} boleh mengunggah{rights}, kunci akses berlaku {until}"
    )
