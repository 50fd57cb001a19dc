"""Setting up: the verb `setup github`: what the forge must hold, shown, confirmed, then set."""

from collections.abc import Callable
from pathlib import Path

from pipeline.core.findings import Blocked
from pipeline.core.house import House, code_owners, differences, wanted_house, without_login
from pipeline.core.house_floor import weaknesses
from pipeline.core.model import Roster
from pipeline.desk import Desk, open_desk
from pipeline.edge.forge_client import Client
from pipeline.edge.forge_files import (
    OWNERS,
    read_labels,
    read_owners,
    read_rules,
    write_owners,
)
from pipeline.edge.forge_house import carry_out, read_house
from pipeline.edge.settings import read_forge_access
from pipeline.edge.terminal import ask

Ask = Callable[[str], str]
_PRIVATE = (
    "Perhatian: repositori ini tertutup. Pada paket gratis aturan cabang dan batas lingkungan "
    "tidak berlaku di repositori tertutup."
)


def setup_github(root: Path, repository: str) -> int:
    """Lock the house on GitHub as the files and `peran.yml` say."""
    access = read_forge_access(repository=repository)
    if access is None:
        raise Blocked(
            "kunci akses GitHub belum ada",
            where="GITHUB_TOKEN",
            remedy="buat kunci milik pemilik organisasi (hak repo dan admin:org), lalu isi "
            "GITHUB_TOKEN di terminal ini; jangan disimpan di berkas",
        )
    return lock(open_desk(root), Client(access), repository, ask)


def lock(desk: Desk, client: Client, repository: str, ask: Ask) -> int:
    """Gather, decide, say, and after the repository's name is typed, act."""
    roster = roster_in_force(desk)
    wanted = wanted_of(desk, roster)
    if open_ways := weaknesses(wanted.rules):
        raise Blocked(
            f"berkas aturan cabang membuka jalan memutar: {'; '.join(open_ways)}",
            where=".github/rulesets",
            remedy="kembalikan folder itu: git checkout main -- .github/rulesets",
        )
    found = read_house(client, repository)
    if not found.organisation:
        raise Blocked(
            f"{repository} milik perorangan; tim hanya ada pada organisasi",
            where=repository,
            remedy="buat organisasi di GitHub (gratis), lalu pindahkan repositori ini ke sana",
        )
    if found.unseen or not found.bypass_seen:
        hidden = ", ".join(sorted(found.unseen)) or "daftar pengecualian aturan"
        raise Blocked(
            f"kunci akses ini tidak boleh melihat: {hidden}",
            where=repository,
            remedy="pakai kunci milik pemilik organisasi (hak repo dan admin:org)",
        )
    changes = differences(found, wanted)
    owners = code_owners(repository.partition("/")[0])
    proposes = read_owners(desk.root) != owners
    desk.say(f"Rencana untuk {repository}:")
    for change in changes:
        desk.say(f"  {change}")
    if proposes:
        desk.say(f"  berkas {OWNERS}: ditulis di salinan kerja ini, untuk diajukan sebagai usulan")
    for name in without_login(roster, desk.clock().date()):
        desk.say(f"Perhatian: {name} memegang peran tetapi belum punya `akun` di peran.yml.")
    for secret in found.secrets or ():
        desk.say(
            f"Perhatian: hapus rahasia repositori {secret}; simpan di lingkungan unggah, sebab "
            "di sini alur kerja cabang mana pun dapat membacanya."
        )
    if not found.public:
        desk.say(_PRIVATE)
    if not changes and not proposes:
        desk.say("  tidak ada: semuanya sudah seperti seharusnya.")
        return 0
    if ask(f"Ketik {repository} untuk menjalankannya (yang lain: batal): ") != repository:
        desk.say("Dibatalkan; tidak ada yang diubah.")
        return 1
    for change in changes:
        carry_out(client, repository, change, wanted)
        desk.say(f"Selesai: {change}")
    if proposes:
        write_owners(desk.root, owners)
        desk.say(f"Selesai: {OWNERS} ditulis. Ajukan sebagai usulan; mesin tidak menulis ke main.")
    left = differences(read_house(client, repository), wanted)
    for change in left:
        desk.say(f"Masih berbeda: {change}")
    return 1 if left else 0


def roster_in_force(desk: Desk) -> Roster:
    """`peran.yml` as the gate knows it; a demonstration's people get no rights."""
    from pipeline.edge.gate import read_approvals  # late: brings Git

    roster = read_approvals(desk.repository(), now=desk.clock())[1].roster
    if roster is None or roster.demo:
        raise Blocked(
            "susunan redaksi yang berlaku belum ada"
            if roster is None
            else "susunan redaksi masih contoh",
            where="content/peran.yml",
            remedy="isi dengan `redaksi setup office`, lalu simpan di main",
        )
    return roster


def wanted_of(desk: Desk, roster: Roster) -> House:
    return wanted_house(roster, desk.clock().date(), read_rules(desk.root), read_labels(desk.root))
