"""Core: why the gate holds a version, in the office's words. Chooses nothing."""

from collections.abc import Sequence

from pipeline.core.days import plain_day
from pipeline.core.history import Commit

_AGAIN = "Ajukan perubahannya lewat usulan (pull request), lalu sunting dan gabungkan dari sana."
_REASONS = {
    "langsung": "masuk ke main tanpa penggabungan usulan (oleh {author}, {day}). {again}",
    "octopus": "beberapa usulan digabungkan sekaligus ({author}, {day}). "
    "Gabungkan setiap usulan sendiri-sendiri.",
    "susunan-rusak": "content/peran.yml yang sah tidak terbaca ({author}, {day}). "
    "Perbaiki peran.yml lewat usulan.",
    "susunan-kosong": "menurut peran.yml versi ini tidak ada Pemimpin/Wakil Pemimpin Redaksi yang "
    "menjabat pada {day}, jadi tidak ada lagi yang dapat menyetujui. Perbaiki lewat usulan.",
    "tak-dikenal": "digabungkan dengan surel {email} ({day}), yang tidak ada di peran.yml. "
    "Ulangi lewat usulan; bila itu surel Pemimpin Redaksi, daftarkan dulu di peran.yml.",
    "bukan-pemimpin": "digabungkan oleh {author}, yang pada {day} bukan "
    "Pemimpin/Wakil Pemimpin Redaksi. {again}",
    "dikerjakan-lain": "tercatat digabungkan {author}, tetapi dikerjakan {committer} ({day}). "
    "{again}",
    "mundur": "penggabungan bertanggal {day}, sebelum persetujuan yang mendahuluinya. "
    "Periksa jam komputer, lalu ulangi lewat usulan.",
    "masa-depan": "penggabungan bertanggal {day}, padahal hari itu belum tiba. "
    "Periksa jam komputer, lalu ulangi lewat usulan.",
    "selundupan": "isinya bukan isi usulan yang disunting: diubah ketika digabungkan oleh "
    "{author} ({day}). {again}",
    "tak-bertanda-tangan": "penggabungan oleh {author} ({day}) tidak bertanda tangan sah menurut "
    "content/kunci-tanda-tangan.txt. Gabungkan lewat halaman usulan.",
    "berubah": "penggabungan oleh {author} ({day}) memuat perubahan yang tidak ada dalam "
    "usulannya. {again}",
    "kunci-rusak": "kunci-tanda-tangan.txt versi ini tidak terbaca, atau tidak cocok dengan tanda "
    "tangan penggabungan yang membawanya ({day}). Periksa kuncinya, lalu ajukan lagi.",
    "forge-lain-orang": "menurut halaman usulan digabungkan oleh {other}, padahal di Git tertulis "
    "{author} ({day}). Minta admin TI memeriksanya. {again}",
    "forge-lain-versi": "menurut halaman usulan yang digabungkan dari {other} adalah versi lain "
    "({day}). Minta admin TI memeriksanya. {again}",
    "empat-mata": "{author} ikut menulis versi ini dan tidak boleh menyetujuinya sendiri ({day}). "
    "{again}",
    "belum-disunting": "belum disunting Sekretaris Redaksi/Editor ketika digabungkan ({day}). "
    "Ajukan lagi; editor meninjau usulannya, menyunting, atau menulis baris "
    "«Disunting-oleh: Nama».",
    "sebelum-akhir": "diubah lagi setelah disunting, lalu digabungkan ({day}). "
    "Ajukan lagi; editor memeriksa versi terakhir dan menulis baris «Disunting-oleh: Nama».",
    "editor-sendiri": "satu-satunya penulisnya adalah editornya sendiri ({day}). "
    "Ajukan lagi; penyunting dan penulis harus dua orang.",
}


def refusal(rule: str, commit: Commit, *, other: str = "") -> str:
    """Say why a commit approves nothing, and what to do."""
    return _REASONS[rule].format(
        author=_short(commit.author.name or commit.author.email),
        committer=_short(commit.committer.name or commit.committer.email),
        email=_short(commit.author.email),
        day=plain_day(commit.author.at),
        again=_AGAIN,
        other=_short(other),
    )


def _short(text: str) -> str:
    """Names come from whoever committed: a long one must not hide the message."""
    return text if len(text) <= 80 else f"{text[:79]}…"


def ask(who_may: Sequence[str]) -> str:
    """Name the persons who may approve."""
    if not who_may:
        return (
            "Belum ada yang boleh menyetujui: daftarkan Pemimpin/Wakil Pemimpin Redaksi yang "
            "bukan penulisnya di peran.yml. Bila masa jabatan semuanya sudah berakhir: "
            "content/README.md, «Memulihkan susunan redaksi»."
        )
    return f"Yang boleh menyetujui: {' atau '.join(who_may)}."
