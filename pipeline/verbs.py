"""Verbs: what can be typed: every verb with its fields, and the help, in Indonesian."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.core.periods import Period, period_of

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
    "one of the arguments %s is required": "ketik salah satu dari %s",
    "not allowed with argument %s": "tidak dapat bersama %s",
    "expected one argument": "perlu satu nilai",
}

FORMS = ("teks", "json")  # in which `check` says what it found
KINDS = ("disposisi", "undangan", "rapat", "konten")  # what `new` begins, in the SOP's order


def parser() -> argparse.ArgumentParser:
    """Every verb; `cli._call` says what each one calls."""
    argparse._ = lambda text: _SENTENCES.get(text, text)  # type: ignore[attr-defined]  # its gettext hook
    typed = argparse.ArgumentParser(
        prog="redaksi",
        description="Redaksi JDIH: menjalankan SOP 17/2022 dari konsep sampai unggahan.",
    )
    verbs = typed.add_subparsers(title="perintah", metavar="PERINTAH", required=True)

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
    check.add_argument(
        "--since",
        dest="revision",
        default="",
        metavar="VERSI",
        help="hanya yang berubah sejak versi ini (cabang atau commit), dan yang bergantung padanya",
    )
    told = "tanyakan juga semua tautan ke luar; jawabannya diingat tujuh hari"
    check.add_argument("--links", action="store_true", help=told)
    told = "bentuk keluarannya: teks (bawaan), atau json untuk program lain"
    check.add_argument(
        "--format", dest="form", choices=FORMS, default=FORMS[0], metavar="BENTUK", help=told
    )
    draw = verb("draw", "gambar kartu dari naskah yang sedang dikerjakan")
    draw.add_argument(
        "item", nargs="?", metavar="KONTEN", help="nama satu konten; tanpa ini: semua"
    )
    kinds_of_file = draw.add_mutually_exclusive_group()
    for kind, told in (
        ("svg", "sebagai SVG, untuk dibuka di Inkscape atau peramban"),
        ("png", "sebagai PNG tanpa kehilangan mutu, untuk diolah atau dicetak lagi"),
        ("video", "carousel sebagai video tegak dengan teks, untuk TikTok, Reels, dan Shorts"),
        ("grid", "dengan garis setiap kotak dan daerah aman, untuk perancang"),
        ("pdf", "sebagai PDF A4 dan A5, untuk dicetak dan ditempel di papan pengumuman"),
    ):
        kinds_of_file.add_argument(
            f"--{kind}", dest="kind", action="store_const", const=kind, default="", help=told
        )
    parts = draw.add_mutually_exclusive_group()
    parts.add_argument(
        "--shard", default="", metavar="I/N", help="hanya bagian ke-I dari N, untuk banyak mesin"
    )
    parts.add_argument("--join", action="store_true", help="gabungkan semua bagian itu")
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
    said = settle.add_mutually_exclusive_group(required=True)
    said.add_argument("answer", nargs="?", choices=("ada", "tidak-ada"), metavar="ada|tidak-ada")
    said.add_argument("--not-posted", action="store_true", help="sama dengan tidak-ada")
    settle.add_argument("url", nargs="?", default="", metavar="ALAMAT", help="tautannya, bila ada")
    reread = verb("reread", "cermat ulang: catat bahwa yang tayang sesuai, atau apa yang keliru")
    reread.add_argument("item", metavar="KONTEN")
    reread.add_argument("answer", choices=("sesuai", "keliru"), metavar="sesuai|keliru")
    told = "apa yang keliru, dalam tanda kutip; ralatnya lalu dimulai di cabang tersendiri"
    reread.add_argument("fault", nargs="?", default="", metavar="CATATAN", help=told)
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
    verb("verify", "baca kembali yang diunggah, dan cocokkan setiap catatan dengan Git")
    archive = verb("archive", "segel arsip konten: naskah, gambar, persetujuan, unggahan, catatan")
    archive.add_argument("item", nargs="?", metavar="KONTEN", help="nama satu konten")
    told = "semua konten yang tercatat sejak hari itu, misalnya 2026-11-01"
    archive.add_argument("--since", type=_day, metavar="TANGGAL", help=told)
    archive.add_argument("--all", dest="everything", action="store_true", help="semua konten")
    told = "periksa arsip yang sudah ada: satu KONTEN, yang --since, atau semuanya"
    archive.add_argument("--verify", action="store_true", help=told)
    report = verb("report", "laporan satu masa: jumlah, waktu setiap langkah, ralat, semua tautan")
    spans = report.add_mutually_exclusive_group(required=True)
    for option, kind, example in (
        ("month", "bulan", "2026-11"),
        ("quarter", "triwulan", "2026-4"),
        ("semester", "semester", "2026-2"),
        ("year", "tahun", "2026"),
    ):
        told = f"{kind}, misalnya {example}"
        spans.add_argument(
            f"--{option}", dest="period", type=_period(kind), metavar="MASA", help=told
        )
    figures = verb("reach", "ambil angka jangkauan dari ekspor CSV jejaring, sebagai usulan")
    figures.add_argument("files", nargs="+", type=Path, metavar="BERKAS.csv")
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
    told = "kartu kendali, lembar, notula, dan berita acara setiap konten, sebagai PDF"
    documents = verb("documents", told)
    documents.add_argument("items", nargs="*", metavar="KONTEN", help="nama folder konten")
    documents.add_argument("--all", action="store_true", help="semua konten yang disetujui")
    verb("remind", "pengingat pagi: apa yang menunggu siapa, dengan teks WhatsApp")
    told = "perlu ditinjau: dasar hukum yang berubah, unggahan yang belum dicermati, alamat putus"
    verb("review", told)
    intake = verb("intake", "kerjakan formulir yang diisi di GitHub (dipakai alur kerja Formulir)")
    intake.add_argument("number", type=int, metavar="NOMOR", help="nomor isu formulirnya")
    intake.add_argument(
        "--record", action="store_true", help="catat juga isinya; di GitHub hanya pekerjaan Catat"
    )
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
    return typed


def _period(kind: str) -> Callable[[str], Period]:
    def read(typed: str) -> Period:
        try:
            return period_of(kind, typed)
        except ValueError as trouble:
            raise argparse.ArgumentTypeError(str(trouble)) from None

    return read


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed!r} bukan tanggal, misalnya 2026-11-01") from None


def _repository(typed: str) -> str:
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", typed, re.ASCII):
        raise argparse.ArgumentTypeError(f"{typed!r} bukan PEMILIK/REPO, misalnya kantor/jdih")
    return typed
