"""Core: what a credential is good for, as a network tells it, and what the doctor says of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.core.health import Sign, bad, good, unseen
from pipeline.core.model import Channel

WARNING = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Whose credential it is, whether it may post, and until when. Never the credential."""

    account: str
    may_post: bool = True
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
    if access.lives:
        return unseen(
            f"{name}: akun {access.account} boleh mengunggah, tetapi sampai kapan kunci aksesnya "
            "berlaku tidak terlihat dari sini",
            f"kunci jejaring ini hidup {access.lives} hari sejak dibuat; catat tanggalnya dan buat "
            "kunci baru sebelum itu",
        )
    until = f"sampai {access.expires:%d-%m-%Y}" if access.expires else "tanpa batas waktu"
    if access.expires and access.expires <= today + WARNING:
        what = "tidak berlaku lagi sejak" if access.expires < today else "berakhir"
        return bad(
            f"{name}: kunci akses {what} {access.expires:%d-%m-%Y}",
            "buat kunci baru, lalu ganti yang lama",
        )
    return good(f"{name}: akun {access.account} boleh mengunggah, kunci akses berlaku {until}")
