"""Cli: parses what was typed and picks the exit code. The only place that knows exit codes.

0 done, 1 something an editor can mend, 2 something the operator can mend, 3 a bug, 130 interrupted.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.core.findings import Blocked
from pipeline.installing import explain

# argparse speaks English; these are its sentences as the office reads them.
_SENTENCES = {
    "usage: ": "cara pakai: ",
    "positional arguments": "isian",
    "options": "pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "the following arguments are required: %s": "isian ini belum diketik: %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r tidak dikenal; pilih salah satu dari %(choices)s"
    ),
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "expected one argument": "perlu satu nilai",
}


KINDS = ("disposisi", "undangan", "rapat", "konten")  # what `new` begins, in the SOP's order
_ALONE = frozenset({"build", "run", "verify", "rehearse", "preview"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; findings, trouble and bugs are told apart here."""
    argparse._ = lambda text: _SENTENCES.get(text, text)  # type: ignore[attr-defined]  # its gettext hook
    typed = _parser().parse_args(argv)
    try:
        return _carry_out(typed, _root())
    except Blocked as trouble:
        told = [f"Terhenti: {trouble.what}"]
        told += [f"  Di mana: {trouble.where}"] if trouble.where else []
        told += [f"  Yang dapat dilakukan: {trouble.remedy}"] if trouble.remedy else []
        print("\n".join(told), file=sys.stderr)
        _show_in_ci(told)
        return 2
    except KeyboardInterrupt:
        print("\nDihentikan. Jalankan lagi perintah yang sama untuk meneruskan.", file=sys.stderr)
        return 130
    except Exception as trouble:  # a bug may be loud: the office sends it to the developers
        if isinstance(trouble, OSError) and (said := explain(trouble)):
            print(f"Terhenti: {said}", file=sys.stderr)
            return 2
        import traceback

        traceback.print_exc()
        print(
            "\nIni kesalahan program, bukan kesalahan Anda; tidak ada yang hilang. "
            "Kirim tulisan di atas kepada pengembang.",
            file=sys.stderr,
        )
        return 3


def _show_in_ci(told: list[str]) -> None:
    """Put what stopped a CI run on the run's own page."""
    from pipeline.edge.files import append
    from pipeline.edge.settings import read_settings

    if page := read_settings().summary:
        append(page, "\n".join(["## Redaksi JDIH", "", *(f"    {line}" for line in told), ""]))


def _carry_out(typed: argparse.Namespace, root: Path) -> int:
    """Go through with a verb; those that write the page and the cards do so alone."""
    if typed.verb not in _ALONE or getattr(typed, "dry_run", False):
        return _call(typed, root)
    from pipeline.desk import HOME
    from pipeline.edge.alone import alone

    with alone(HOME / "build"):
        return _call(typed, root)


def _call(typed: argparse.Namespace, root: Path) -> int:
    """What each verb calls. Imported late: help and typing errors need none of it."""
    from pipeline import commands

    match typed.verb:
        case "check":
            return commands.check(root, typed.item)
        case "draw" if typed.kind:
            from pipeline import drawing

            return drawing.draw_as(root, typed.item, typed.kind)
        case "draw":
            return commands.draw(root, typed.item)
        case "build":
            return commands.build(root)
        case "serve":
            return commands.serve(root, typed.port)
        case "run":
            return commands.run(root, dry_run=typed.dry_run)
        case "confirm":
            return commands.confirm(root, typed.item, typed.channel, typed.url)
        case "settle":
            posted = typed.answer == "ada"
            return commands.settle(root, typed.item, typed.channel, posted, typed.url)
        case "new":
            from pipeline import starting

            return starting.new(root, typed.kind, typed.name)
        case "setup" if typed.part == "office":
            from pipeline import founding

            return founding.setup_office(root)
        case "setup":
            from pipeline import setting_up

            return setting_up.setup_github(root, typed.repository)
        case "preview":
            from pipeline import previewing

            return previewing.preview(root, typed.folder, typed.number)
        case "comment":
            from pipeline import commenting

            return commenting.comment(root, typed.number, typed.folder, typed.page)
        case "doctor":
            from pipeline import doctoring

            return doctoring.doctor(root)
        case "status":
            from pipeline import overview

            return overview.status(root, typed.item)
        case "plan":
            from pipeline import planning

            return planning.plan(root)
        case "remind":
            from pipeline import reminders

            return reminders.remind(root)
        case "stop":
            from pipeline import stops

            return stops.stop(root, typed.channel)
        case "intake":
            from pipeline import intake

            return intake.intake(root, typed.number)
        case "order":
            from pipeline import orders

            return orders.order(root, typed.items)
        case "verify":
            from pipeline import verifying

            return verifying.verify(root)
        case "due":
            from pipeline import scheduling

            return scheduling.due(root)
        case "deploy":
            return commands.deploy(root, typed.artifact)
        case _:  # the parser lets no other word through
            from pipeline import rehearsal

            return rehearsal.rehearse(root)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="redaksi",
        description="Redaksi JDIH: menjalankan SOP 17/2022 dari konsep sampai unggahan.",
    )
    verbs = parser.add_subparsers(title="perintah", metavar="PERINTAH", required=True)

    def verb(name: str, what: str) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=what, description=what)
        sub.set_defaults(verb=name)
        return sub

    new = verb("new", "mulai disposisi, undangan, notula, atau konten: bertanya, lalu membuatnya")
    new.add_argument("kind", choices=KINDS, metavar="JENIS", help=", ".join(KINDS))
    told = "nomor disposisi, tanggal rapat, atau nama konten; tanpa ini ditanyakan"
    new.add_argument("name", nargs="?", default="", metavar="NAMA", help=told)
    check = verb("check", "periksa isi: semua temuan, dengan berkas dan barisnya")
    check.add_argument(
        "item", nargs="?", metavar="KONTEN", help="nama satu konten; tanpa ini: semua"
    )
    draw = verb("draw", "gambar kartu dari naskah yang sedang dikerjakan")
    draw.add_argument(
        "item", nargs="?", metavar="KONTEN", help="nama satu konten; tanpa ini: semua"
    )
    kinds_of_file = draw.add_mutually_exclusive_group()
    for kind, told in (
        ("svg", "sebagai SVG, untuk dibuka di Inkscape atau peramban"),
        ("grid", "dengan garis setiap kotak dan daerah aman, untuk perancang"),
        ("pdf", "sebagai PDF A4 dan A5, untuk dicetak dan ditempel di papan pengumuman"),
    ):
        kinds_of_file.add_argument(
            f"--{kind}", dest="kind", action="store_const", const=kind, default="", help=told
        )
    verb("build", "bangun kartu, halaman, dan paket dari versi yang disetujui")
    serve = verb("serve", "pratinjau halaman yang ikut berubah selama Anda menyunting")
    serve.add_argument(
        "--port", type=int, default=8000, metavar="NOMOR", help="nomor port (bawaan: 8000)"
    )
    run = verb("run", "jalankan semuanya: periksa, gambar, bangun, unggah, catat")
    run.add_argument(
        "--dry-run", action="store_true", help="tampilkan rencananya saja; tidak menyentuh apa pun"
    )
    confirm = verb("confirm", "catat bahwa sebuah unggahan atau pembagian sudah dilakukan")
    confirm.add_argument("item", metavar="KONTEN")
    confirm.add_argument("channel", metavar="KANAL")
    confirm.add_argument("url", nargs="?", default="", metavar="ALAMAT", help="tautan hasil unggah")
    settle = verb("settle", "putuskan unggahan yang tak pasti: ada atau tidak ada")
    settle.add_argument("item", metavar="KONTEN")
    settle.add_argument("channel", metavar="KANAL")
    settle.add_argument("answer", choices=("ada", "tidak-ada"), metavar="ada|tidak-ada")
    settle.add_argument("url", nargs="?", default="", metavar="ALAMAT", help="tautannya, bila ada")
    order = verb("order", "perintahkan unggahan (langkah 8), bila kantor memintanya dari orang")
    order.add_argument(
        "items",
        nargs="*",
        metavar="KONTEN",
        help="yang diperintahkan; tanpa ini: apa yang menunggu",
    )
    stop = verb("stop", "hentikan unggahan sekarang juga: satu kanal, atau semua")
    told = "nama satu kanal; tanpa ini: semua"
    stop.add_argument("channel", nargs="?", default="", metavar="KANAL", help=told)
    verb("verify", "baca kembali yang diunggah sistem: sama dengan yang dikirim atau tidak")
    verb("due", "jalankan Terbit bila ada yang tiba waktunya (dipakai alur kerja Jadwal)")
    deploy = verb(
        "deploy", "pasang halaman sekali lagi, dengan tautan unggahan (dipakai alur kerja Terbit)"
    )
    deploy.add_argument("artifact", type=int, metavar="ARTEFAK")
    status = verb("status", "apa yang berjalan, apa yang terlambat, dan giliran siapa")
    status.add_argument(
        "item", nargs="?", metavar="KONTEN", help="sembilan langkah satu konten; tanpa ini: daftar"
    )
    told = "kalender redaksi: rubrik yang belum terisi, bentrok, hari penting, dan batas waktu"
    verb("plan", told)
    verb("remind", "pengingat pagi: apa yang menunggu siapa, dengan teks WhatsApp")
    intake = verb("intake", "kerjakan formulir yang diisi di GitHub (dipakai alur kerja Formulir)")
    intake.add_argument("number", type=int, metavar="NOMOR", help="nomor isu formulirnya")
    preview = verb("preview", "gambar dan periksa sebuah usulan (dipakai alur kerja Periksa)")
    preview.add_argument("folder", metavar="FOLDER", help="tempat folder content usulan itu")
    preview.add_argument("number", nargs="?", type=int, metavar="NOMOR", help="nomor usulan")
    comment = verb("comment", "tulis hasil pratinjau pada usulannya (dipakai alur kerja Periksa)")
    comment.add_argument("number", type=int, metavar="NOMOR")
    comment.add_argument("folder", metavar="FOLDER", help="tempat hasil pratinjau")
    comment.add_argument("page", nargs="?", default="", metavar="HALAMAN", help="alamat halamannya")
    verb("doctor", "periksa kantor: kunci di GitHub, masa peran, jadwal, notula")
    setup = verb("setup", "siapkan kantor dan tempat kerjanya")
    kinds = setup.add_subparsers(title="bagian", metavar="BAGIAN", required=True, dest="part")
    told = "kunci GitHub sesuai peran.yml: tim, aturan cabang, lingkungan; rencana dahulu"
    github = kinds.add_parser("github", help=told, description=told)
    github.add_argument("repository", metavar="PEMILIK/REPO", type=_repository)
    told = "isi nama kantor, orang, akun, dan warna; bahan contoh diganti, di cabang tersendiri"
    kinds.add_parser("office", help=told, description=told)
    verb("rehearse", "gladi: jalankan seluruh SOP di repositori latihan")
    return parser


def _repository(typed: str) -> str:
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", typed, re.ASCII):
        raise argparse.ArgumentTypeError(f"{typed!r} bukan PEMILIK/REPO, misalnya kantor/jdih")
    return typed


_MARKS = (".git", "mkdocs.yml")  # a proposal laid out as data has only the first


def _root() -> Path:
    """The repository this was typed in, from whichever folder of it."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "content").is_dir() and any((folder / name).exists() for name in _MARKS):
            return folder
    raise Blocked(
        "folder ini bukan bagian dari Redaksi JDIH",
        where=str(here),
        remedy="pindah dahulu ke folder yang berisi folder content",
    )
