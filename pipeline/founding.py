"""Founding: the verb `setup office`: the demonstration's settings become this office's own.

Asks, then leaves a branch with one commit, to be looked at and merged by people. Never main.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from pipeline.core import drafting_office as office
from pipeline.core.content import Content
from pipeline.core.drafting_asking import Written
from pipeline.core.drafting_office import Demonstration, Net, OfficeAnswers, draft_office
from pipeline.core.findings import Blocked
from pipeline.core.forms import Read
from pipeline.core.model import Mode
from pipeline.core.practice import NETWORK
from pipeline.desk import Desk, open_desk
from pipeline.edge import branches
from pipeline.edge.forge_links import proposal_page
from pipeline.edge.terminal import ask
from pipeline.interviews import Ask, Interview, Question
from pipeline.platforms import PLATFORMS
from pipeline.render.brand import Brand
from pipeline.render.house import LEAST_CONTRAST, read_brand
from pipeline.render.repaint import ACCENT, MAIN, repainted, unreadable
from pipeline.starting import newest_main

_PAGES = "content/halaman/"
_PAINTED = (
    "site/brand.yml",
    "site/assets/logo.svg",
    "site/kit/kit.css",
    "site/theme/assets/redaksi.css",
)
_PUBLIC = "tampil di halaman Cara bertanya dan kop surat; boleh kosong"
_MEMBER = "nama; surel; akun GitHub"


def setup_office(root: Path) -> int:
    """Make this copy of the tool the tool of an office."""
    return found(open_desk(root), ask)


def found(desk: Desk, ask: Ask) -> int:
    """Ask, draft, then write the branch; or say what is wrong with the answers."""
    repo = desk.repository()
    email = branches.author(repo)
    base = newest_main(desk, repo)
    content, files = branches.read_whole(repo, base, "content/", "site/")
    if content.roster is not None and not content.roster.demo:
        raise Blocked(
            "kantor ini sudah disiapkan",
            where="content/peran.yml",
            remedy='ubah lewat usulan biasa (content/README.md, "Mengganti susunan redaksi")',
        )
    brand, slips = read_brand(desk.site)
    if slips:
        raise Blocked(slips[0].message, where=slips[0].where, remedy="perbaiki berkas itu dahulu")
    texts = {
        path: data.decode("utf-8")
        for path, data in files.items()
        if path in _PAINTED or path.startswith(_PAGES)
    }
    inside = tuple(path for path in files if path.startswith("content/"))
    there = Demonstration(content=content, files=inside, texts=texts)
    talk = Interview(desk, ask, content, branches.taken(repo), email)
    made, findings = _ask(talk, there, brand)
    if made is None:
        for finding in findings:
            desk.say(finding.message)
        desk.say("Belum ada yang dibuat. Jalankan lagi dengan jawaban yang diperbaiki.")
        return 1
    branches.begin(repo, made.branch, made.files, made.subject, base, made.gone)
    moved = branches.move_to(repo, made.branch)
    after, _ = branches.read_whole(repo, f"refs/heads/{made.branch}", "content/")
    desk.say("\n".join(_told(made, after, branches.address(repo), moved=moved)))
    return 0


def _ask(talk: Interview, there: Demonstration, brand: Brand) -> Read[Written]:
    before = there.content.channels
    nets = {
        name: Net(
            label=platform.LABEL,
            automatic=platform.AUTOMATIC,
            own_server=platform.AUTOMATIC and not platform.BASE_URL,
            grouped=not platform.LINKED,
        )
        for name, platform in PLATFORMS.items()
        if name != NETWORK
    }
    named = f"{_MEMBER}; yang sudah disebut cukup namanya"
    questions = [
        Question(field="office", name=office.OFFICE, usual=before.office if before else ""),
        Question(field="site", name=office.SITE, hint="alamat laman JDIH kantor"),
        Question(field="email", name=office.CONTACT_EMAIL, hint=_PUBLIC),
        Question(field="phone", name=office.PHONE, hint=_PUBLIC),
        Question(field="address", name=office.ADDRESS, hint=_PUBLIC),
        Question(field="hours", name=office.HOURS, hint=f"Senin–Jumat 08.00–16.00 WITA; {_PUBLIC}"),
        Question(field="adopted", name=office.ADOPTED, usual=f"{talk.at:%Y-%m-%d}"),
        Question(field="decree", name=office.DECREE, hint="yang mengangkat susunan redaksi"),
        Question(field="since", name=office.SINCE, usual=f"{talk.at:%Y-%m-%d}"),
        Question(field="chief", name=office.CHIEF, hint=_MEMBER),
        Question(field="deputies", name=office.DEPUTIES, hint=_MEMBER, many=True),
        Question(field="editors", name=office.EDITORS, hint=named, many=True),
        Question(field="producers", name=office.PRODUCERS, hint=named, many=True),
        Question(field="publishers", name=office.PUBLISHERS, hint=named, many=True),
        Question(
            field="accounts",
            name=office.ACCOUNTS,
            hint='jejaring; akun, misalnya "instagram; jdihkpupinrang"; tambahkan "; otomatis" '
            "bila sistem yang mengunggah",
            many=True,
        ),
        Question(field="main", name=office.MAIN, usual=brand.palette[MAIN]),
        Question(field="accent", name=office.ACCENT, usual=brand.palette[ACCENT]),
    ]
    blank = OfficeAnswers(main=brand.palette[MAIN], accent=brand.palette[ACCENT])
    return talk.interview(
        lambda answers: draft_office(answers, there, nets, partial(_repaint, brand)),
        questions,
        blank,
    )


def _repaint(
    brand: Brand, main: str, accent: str
) -> tuple[Mapping[str, str], Sequence[tuple[str, str]]]:
    """Old colour to new, and which of the two makes words unreadable."""
    palette = repainted(brand.palette, main, accent)
    slips = []
    for text, under, ratio in unreadable(palette, brand.pairs):
        lighter = {text, under} & {ACCENT, "bronze"}
        advice = (
            f"pilih yang lebih {'terang' if lighter else 'gelap'}; {palette[text]} di atas "
            f"{palette[under]} sulit dibaca (kontras {ratio:.1f}, paling sedikit {LEAST_CONTRAST})."
        )
        slips.append((office.ACCENT if lighter else office.MAIN, advice))
    changed = {old: palette[name] for name, old in brand.palette.items() if palette[name] != old}
    return changed, list(dict(slips).items())


def _told(made: Written, after: Content, server: str, *, moved: bool) -> list[str]:
    """What was made, and what people do now."""
    pages = [path for path in made.files if path.startswith(_PAGES)] or [_PAGES]
    keys = [
        f"REDAKSI_TOKEN_{channel.id.upper().replace('-', '_')}"
        for channel in (after.channels.channels if after.channels else ())
        if channel.mode is Mode.AUTOMATIC
    ]
    page = proposal_page(server, made.branch) or "di halaman server Git kantor"
    steps = [
        *([] if moved else [f"Simpan pekerjaan Anda yang lain, lalu: git switch {made.branch}"]),
        f"Periksa: redaksi check. Baca juga {', '.join(pages)}",
        *([f"Kirim: git push -u origin {made.branch}"] if server else []),
        f"Ajukan: {page}",
        "Gabungkan bersama Pemimpin Redaksi. Sekali ini belum ada yang menyetujui; sesudahnya "
        "hanya Pemimpin Redaksi atau Wakilnya yang dapat.",
        "Kunci tempat kerjanya: redaksi setup github PEMILIK/REPO, lalu redaksi doctor",
        *([f"Simpan kunci akses di lingkungan unggah: {', '.join(keys)}"] if keys else []),
    ]
    return [
        f"Dibuat pada cabang {made.branch}:",
        *(f"  {path}" for path in made.files),
        *([f"  {len(made.gone)} berkas contoh dihapus"] if made.gone else []),
        "Berikutnya:",
        *(f"  {number}. {step}" for number, step in enumerate(steps, 1)),
    ]
