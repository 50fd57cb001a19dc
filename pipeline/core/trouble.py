"""Core: what can go wrong with a network, as a sentence with the next step for the office.

The technical cause is another text: it travels as the exception's message, for the log.
"""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Every class of error an adapter can meet. Values are for programmers only."""

    KEY = "key"  # the credential is good for nothing
    RIGHTS = "rights"  # it is good, but not for this
    BLOCKED = "blocked"  # the network has shut the account out for a while
    MONEY = "money"  # what was paid in is used up
    PLACE = "place"  # the channel is not where kanal.yml says
    UNLINKED = "unlinked"  # Instagram's account belongs to no Page
    HURRY = "hurry"  # too many calls: wait
    REFUSED = "refused"  # this very request, whatever the reason
    TWICE = "twice"  # the network has this text already
    PICTURE = "picture"  # it cannot use a picture
    BUSY = "busy"  # it is still at work on a picture
    LINE = "line"  # the request certainly never reached it
    SILENCE = "silence"  # it may have been carried out
    HAND = "hand"  # no machine may do this
    PAGE = "page"  # our own page does not show yet what the post points at
    TIME = "time"  # the round is over, or was broken off
    NOWHERE = "nowhere"  # asked after a lost answer, the network does not have it
    OUTDATED = "outdated"  # asked after a lost answer, its version is no longer in force
    BUG = "bug"  # ours


class Doing(StrEnum):
    """In the course of what; the same trouble leaves other things to do."""

    POSTING = "posting"  # the single act
    BLIND = "blind"  # the single act, on a network that tells nobody afterwards what was posted
    READYING = "readying"  # the looks and uploads before it: nothing is public yet
    REMOVING = "removing"
    READING = "reading"  # what is up, or whose the credential is


# The next post on the channel would meet the same.
WHOLE_CHANNEL = frozenset(
    {
        Trouble.KEY,
        Trouble.RIGHTS,
        Trouble.BLOCKED,
        Trouble.MONEY,
        Trouble.PLACE,
        Trouble.UNLINKED,
        Trouble.HURRY,
    }
)
KEY_REFUSED = "menolak kunci akses"  # what the office reads of a key that must be replaced
_GUIDE = "menurut halaman «Menyambungkan akun»"
_MEANWHILE = "sampai itu selesai, unggah dari paket"
_AGAIN = "sistem mencobanya lagi pada jalan berikutnya"
_THRICE = "sistem mencobanya lagi; sesudah tiga kali ditolak, unggah dari paket"
_UNSURE = "belum pasti terunggah"
_SETTLE = "periksa akun kantor, lalu catat tautannya, atau «tidak ada», dengan Catat unggahan"

_SENTENCES: dict[Trouble, tuple[str, str]] = {
    Trouble.KEY: (
        f"{{label}} {KEY_REFUSED} kantor",
        f"buat kunci baru {_GUIDE}; {_MEANWHILE}",
    ),
    Trouble.RIGHTS: (
        f"{{label}} {KEY_REFUSED} kantor karena izinnya kurang",
        f"tambahkan izinnya {_GUIDE}; {_MEANWHILE}",
    ),
    Trouble.BLOCKED: (
        "{label} sedang membatasi akun kantor",
        f"buka akun itu dan ikuti petunjuk yang tampil di sana; {_MEANWHILE}",
    ),
    Trouble.MONEY: ("saldo kantor di {label} habis", f"isi saldonya; {_MEANWHILE}"),
    Trouble.PLACE: (
        "{label} tidak menemukan akun atau saluran kantor",
        f"samakan `akun:` di content/kanal.yml dengan namanya di sana; {_MEANWHILE}",
    ),
    Trouble.UNLINKED: (
        "{label} belum dihubungkan dengan Halaman Facebook kantor",
        f"hubungkan keduanya {_GUIDE}; {_MEANWHILE}",
    ),
    Trouble.HURRY: ("{label} meminta menunggu{wait}", "sistem mencobanya lagi sesudah itu"),
    Trouble.REFUSED: ("{label} menolak unggahan ini", _THRICE),
    Trouble.TWICE: (
        "{label} berkata bahwa teks ini sudah pernah diunggah",
        "sistem mencarinya di sana pada jalan berikutnya; bila tetap ditolak, periksa akun kantor",
    ),
    Trouble.PICTURE: ("{label} tidak dapat memakai gambarnya", _THRICE),
    Trouble.BUSY: ("{label} belum selesai mengolah gambarnya", _AGAIN),
    Trouble.LINE: ("{label} tidak dapat dihubungi, jadi tidak ada yang terkirim", _AGAIN),
    Trouble.SILENCE: (
        f"jawaban {{label}} tidak sampai, jadi {_UNSURE}",
        f"sistem menanyakannya lagi; bila tetap tak pasti, {_SETTLE}",
    ),
    Trouble.NOWHERE: (f"tidak ditemukan di {{label}}, jadi {_UNSURE}", _SETTLE),
    Trouble.OUTDATED: (f"versinya tidak berlaku lagi, jadi {_UNSURE} di {{label}}", _SETTLE),
    Trouble.HAND: ("{label} tidak menerima ini dari sistem", "kerjakan sendiri di sana"),
    Trouble.PAGE: ("halaman kontennya belum tampil untuk umum", _AGAIN),
    Trouble.TIME: ("waktu untuk mengunggah habis sebelum gilirannya", _AGAIN),
    Trouble.BUG: (
        "sistem ini keliru ketika berbicara dengan {label}",
        "laporkan kepada pengelola teknis; periksa akun kantor sebelum mengunggah dari paket",
    ),
}
_LOOK_LATER = "coba lagi nanti; bila tetap begitu, lihat sendiri di akun kantor"
_BY_HAND = "hapus sendiri di sana, lalu ketik `redaksi confirm KONTEN KANAL`"
_OTHERWISE: dict[tuple[Trouble, Doing], tuple[str, str]] = {
    (Trouble.SILENCE, Doing.BLIND): (f"jawaban {{label}} tidak sampai, jadi {_UNSURE}", _SETTLE),
    (Trouble.SILENCE, Doing.READYING): (
        "jawaban {label} tidak sampai, dan belum ada yang terunggah",
        _AGAIN,
    ),
    (Trouble.REFUSED, Doing.REMOVING): ("{label} menolak menghapus unggahan ini", _BY_HAND),
    (Trouble.HAND, Doing.REMOVING): ("{label} tidak menerima penghapusan dari sistem", _BY_HAND),
    (Trouble.SILENCE, Doing.REMOVING): (
        "jawaban {label} tidak sampai, jadi belum pasti terhapus",
        _AGAIN,
    ),
    (Trouble.REFUSED, Doing.READING): ("{label} tidak memperlihatkannya", _LOOK_LATER),
    (Trouble.HAND, Doing.READING): ("{label} tidak memperlihatkannya kepada sistem", _LOOK_LATER),
    (Trouble.LINE, Doing.READING): ("{label} tidak dapat dihubungi", _LOOK_LATER),
    (Trouble.SILENCE, Doing.READING): ("jawaban {label} tidak sampai", _LOOK_LATER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What happened, and what to do next, as the office reads it."""

    what: str
    step: str

    def __str__(self) -> str:
        return f"{self.what}; {self.step}"


def what_of(note: str) -> str:
    """What happened, of a recorded sentence: who is at work on it needs no next step."""
    return note.partition("; ")[0]


def told(trouble: Trouble, label: str, doing: Doing = Doing.POSTING, *, seconds: int = 0) -> Told:
    """The sentence for one trouble with one network; ``seconds``: for how long it wants rest."""
    what, step = _OTHERWISE.get((trouble, doing)) or _SENTENCES[trouble]
    return Told(what=what.format(label=label, wait=_wait(seconds)), step=step)


def _wait(seconds: int) -> str:
    """How long, as one says it: 37 detik, 19 menit, 24 jam."""
    if not seconds:
        return ""
    if seconds < 120:
        return f" {seconds} detik"
    return f" {-(-seconds // 60)} menit" if seconds < 7200 else f" {-(-seconds // 3600)} jam"
