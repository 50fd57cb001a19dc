"""Core: what a look at the office's house finds: each sign is in order, to be mended, or unseen."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pipeline.core.house import TECHNICAL, Area, House, differences
from pipeline.core.model import APPROVERS, Minutes, Role, Roster

LOCK = "jalankan `redaksi setup github {}` dengan kunci milik pemilik organisasi"
_STORE = "simpan di arsip kantor, sebut di `bukti:` dengan nama dan sha256, lalu hapus dari sini"


class State(StrEnum):
    GOOD = "ok"
    BAD = "perlu diperbaiki"
    UNSEEN = "tidak terlihat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One line of the report: what was found and, if it is not in order, what to do."""

    state: State
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.state}: {self.what}" + (f" → {self.remedy}" if self.remedy else "")


def good(what: str) -> Sign:
    return Sign(state=State.GOOD, what=what)


def bad(what: str, remedy: str) -> Sign:
    return Sign(state=State.BAD, what=what, remedy=remedy)


def unseen(what: str, remedy: str = "") -> Sign:
    return Sign(state=State.UNSEEN, what=what, remedy=remedy)


def house_signs(found: House, wanted: House, repository: str) -> Iterator[Sign]:
    """The locks of the repository, area by area."""
    lock = LOCK.format(repository)
    if found.public:
        yield good("repositori terbuka, jadi aturan cabang dan batas lingkungan berlaku")
    else:
        yield bad(
            "repositori tertutup: pada paket gratis aturan cabang dan batas lingkungan tidak "
            "berlaku lagi",
            "buka kembali (Settings → General → Change visibility), atau pakai paket berbayar",
        )
    changes = differences(found, wanted)
    for area in Area:
        if area in found.unseen:
            yield unseen(str(area), "periksa dengan kunci milik pemilik organisasi")
            continue
        wrong = [change for change in changes if change.area is area]
        yield from (bad(f"berbeda dari seharusnya, {change}", lock) for change in wrong)
        if not wrong:
            yield good(f"{area} sesuai")
    if Area.RULES not in found.unseen and not found.bypass_seen:
        yield unseen(
            "daftar pengecualian aturan cabang", "periksa dengan kunci milik pemilik organisasi"
        )
    technical = found.teams.get(TECHNICAL)
    if technical is not None and not technical.members:
        yield bad(
            f"tim {TECHNICAL} belum beranggota: tidak ada yang dapat menyetujui perubahan program",
            "masukkan sedikitnya dua orang di GitHub (Organization → Teams)",
        )
    if found.secrets is None:
        yield unseen("rahasia repositori", "periksa dengan kunci milik pemilik organisasi")
    elif found.secrets:
        yield bad(
            f"rahasia repositori: {', '.join(found.secrets)}; alur kerja cabang mana pun dapat "
            "membacanya",
            "pindahkan ke lingkungan unggah, hapus dari repositori, lalu ganti kuncinya",
        )
    else:
        yield good("tidak ada rahasia repositori")


def order_signs(found: House, *, by_person: bool) -> Iterator[Sign]:
    """Who must let a publication go on: a person only where the office wants one, never two."""
    if Area.ENVIRONMENT in found.unseen:
        return
    if by_person and not found.waits_for.get("medsos"):
        yield bad(
            "perintah unggah menunggu orang, tetapi lingkungan medsos tidak menunggu siapa pun",
            "tambahkan Required reviewers (Settings → Environments → medsos), atau tulis "
            "perintah_unggah: tetap di content/sop.yml",
        )
    elif by_person:
        yield good("perintah unggah menunggu orang di lingkungan medsos")
    if found.waits_for.get("unggah"):
        yield bad(
            "lingkungan unggah menunggu orang, sehingga semua unggahan berikutnya tertahan",
            "hapus Required reviewers di sana (Settings → Environments → unggah); yang menunggu "
            "orang hanya lingkungan medsos",
        )


def owners_signs(text: str, expected: str, errors: Sequence[str]) -> Iterator[Sign]:
    """CODEOWNERS as it must be, and as the forge understands it."""
    if text != expected:
        yield bad(
            ".github/CODEOWNERS bukan yang seharusnya",
            "tulis ulang dengan `redaksi setup github`, lalu ajukan sebagai usulan",
        )
    for error in errors:
        yield bad(f".github/CODEOWNERS: {error}", "pastikan tim itu terlihat dan berhak menulis")
    if text == expected and not errors:
        yield good("CODEOWNERS sesuai")


def roster_signs(roster: Roster | None, today: date) -> Iterator[Sign]:
    """Who holds a role today; whose term has ended; what nobody holds."""
    where = "content/peran.yml"
    if roster is None or roster.demo:
        yield bad(f"{where} masih contoh atau belum berlaku", "isi dengan `redaksi setup office`")
        return
    told = []
    for person in roster.people:
        ends = [tenure.until for tenure in person.tenures if tenure.until]
        if person.tenures and len(ends) == len(person.tenures) and max(ends) < today:
            last = f"{max(ends):%d-%m-%Y}"
            told.append(
                bad(
                    f"masa peran {person.name} berakhir {last}",
                    f"perpanjang dengan nomor keputusan baru, atau hapus dari {where}",
                )
            )
    held = {role for person in roster.people for role in person.roles(today)}
    if not held & APPROVERS:
        told.append(
            bad(
                "tidak ada Pemimpin atau Wakil Pemimpin Redaksi yang menjabat: tidak ada yang "
                "dapat menyetujui",
                f"isi masa jabatan baru dengan nomor keputusannya di {where}",
            )
        )
    for role in Role:
        if role not in held and role not in APPROVERS:
            told.append(bad(f"tidak ada yang memegang peran {role}", f"isi di {where}"))
    yield from told
    if not told:
        coming = sorted(
            (tenure.until, person.name)
            for person in roster.people
            for tenure in person.tenures
            if tenure.until and tenure.until >= today
        )
        day, name = coming[0] if coming else (today, "")
        next_end = f"; berikutnya berakhir {day:%d-%m-%Y} ({name})" if coming else ""
        yield good(f"semua peran terisi{next_end}")


_LIST_OF_NAMES = re.compile(
    r"^\W*(daftar hadir|daftar nama|yang hadir|hadir|peserta( rapat)?)\W*$", re.I
)
_ENTRY = re.compile(r"^\s*([-*+]|\d+[.)]|\|)\s*\S")


def _names_people(body: str) -> bool:
    """Whether minutes hold a list of those who came: a heading of that kind, and entries below."""
    lines = [line for line in body.split("\n") if line.strip()]
    return any(
        _LIST_OF_NAMES.match(line) and below and _ENTRY.match(below[0])
        for line, below in ((line, lines[at + 1 :]) for at, line in enumerate(lines))
    )


def minutes_signs(
    minutes: Iterable[Minutes], beside: Sequence[str], public: bool | None
) -> Iterator[Sign]:
    """Photographs, signed sheets and lists of names stay in the office where anybody may read."""
    if public is False:
        yield good("notula: repositori tertutup, foto dan daftar nama boleh disimpan")
        return
    lists = [one.where for one in minutes if _names_people(one.body)]
    pictured = [one.where for one in minutes if "![" in one.body]
    reader = "" if public else " (bila repositori ini terbuka)"
    for where in sorted({*beside}):
        yield bad(f"{where}: berkas rapat terbaca siapa pun{reader}", _STORE)
    for where in lists:
        yield bad(
            f"{where}: daftar nama terbaca siapa pun{reader}",
            "ganti dengan `kehadiran:` menurut peran; daftarnya disimpan di arsip kantor",
        )
    for where in pictured:
        yield bad(f"{where}: gambar di dalam notula terbaca siapa pun{reader}", _STORE)
    if not (beside or lists or pictured):
        yield good("notula tanpa foto dan tanpa daftar nama")


def longest_wait(crons: Sequence[str]) -> timedelta:
    """How long a workflow may be silent: its longest pause in days, and one day more."""
    days: set[int] = set()
    for cron in crons:
        fields = cron.split()
        if len(fields) != 5 or fields[2] != "*" or fields[3] != "*":
            return timedelta(days=32)  # by days of the month
        days |= _weekdays(fields[4])
    ordered = sorted(days) or [0]
    pauses = [b - a for a, b in zip(ordered, [*ordered[1:], ordered[0] + 7], strict=True)]
    return timedelta(days=max(pauses) + 1)


def _weekdays(field: str) -> set[int]:
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        low, high = ("0", "6") if span == "*" else (first, last or first)
        if low.isdigit() and high.isdigit():
            found |= {day % 7 for day in range(int(low), int(high) + 1, int(step or 1))}
        else:
            found |= set(range(7))  # names of days: the strictest guess
    return found


def clock_signs(
    clocks: Mapping[str, Sequence[str]],
    runs: Mapping[str, datetime | None],
    now: datetime,
    since: date | None,
) -> Iterator[Sign]:
    """Each workflow that starts by the clock has run within its time. A forge stops clocks of
    quiet repositories after sixty days, without a word."""
    for name, crons in sorted(clocks.items()):
        last, wait = runs.get(name), longest_wait(crons)
        if last is not None and now - last <= wait:
            yield good(f"{name} berjalan menurut jadwal, terakhir {last:%d-%m-%Y %H.%M}")
        elif last is None and (since is None or now.date() - since <= wait):
            yield good(f"{name} belum waktunya berjalan")
        else:
            told = f"terakhir {last:%d-%m-%Y %H.%M}" if last else "belum pernah"
            yield bad(
                f"{name} tidak berjalan menurut jadwal ({told})",
                "buka tab Actions, hidupkan lagi alur kerja itu (Enable workflow), lalu tekan Run "
                "workflow",
            )
