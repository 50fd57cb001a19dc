"""What the doctor says of a channel's credential."""

from datetime import date, timedelta

import pytest

from pipeline.core.access import Access, access_sign
from pipeline.core.model import Channel, Mode

TODAY = date(2026, 11, 23)
CHANNEL = Channel(
    id="threads", network="threads", mode=Mode.AUTOMATIC, label="Threads", account="JDIHPinrang"
)


@pytest.mark.parametrize(
    ("access", "says"),
    [
        (
            Access(account="@jdihpinrang"),
            "ok: kanal threads: akun @jdihpinrang boleh mengunggah, kunci akses berlaku tanpa "
            "batas waktu",
        ),
        (
            Access(account="jdihpinrang", expires=TODAY + timedelta(days=15)),
            "ok: kanal threads: akun jdihpinrang boleh mengunggah, kunci akses berlaku sampai "
            "08-12-2026",
        ),
        (
            Access(account="jdihpinrang", expires=TODAY + timedelta(days=14)),
            "perlu diperbaiki: kanal threads: kunci akses berakhir 07-12-2026 → buat kunci baru, "
            "lalu ganti yang lama",
        ),
        (
            Access(account="jdihpinrang", expires=TODAY - timedelta(days=1)),
            "perlu diperbaiki: kanal threads: kunci akses tidak berlaku lagi sejak 22-11-2026 → "
            "buat kunci baru, lalu ganti yang lama",
        ),
        (
            Access(account="jdihpinrang", may_post=False),
            "perlu diperbaiki: kanal threads: kunci akses akun jdihpinrang tidak boleh mengunggah "
            "→ beri hak mengunggah pada akun itu, atau buat kunci baru dengan hak itu",
        ),
        (
            Access(account="jdihpinrang", rights=None, lives=60),
            "tidak terlihat: kanal threads: kunci akses milik akun jdihpinrang, tetapi izinnya "
            "tidak diperlihatkan jaringannya → kuncinya hidup 60 hari sejak dibuat: catat "
            "tanggalnya, dan buat kunci baru sebelum itu",
        ),
        (
            Access(account="jdihpinrang", rights=None),
            "tidak terlihat: kanal threads: kunci akses milik akun jdihpinrang, tetapi izinnya "
            "tidak diperlihatkan jaringannya → cocokkan izinnya dengan halaman «Menyambungkan "
            "akun»",
        ),
        (
            Access(account="jdihpinrang", rights=("threads_basic", "threads_delete")),
            "ok: kanal threads: akun jdihpinrang boleh mengunggah (izin: threads_basic, "
            "threads_delete), kunci akses berlaku tanpa batas waktu",
        ),
        (
            Access(account="jdihpinrang", rights=("a",), missing=("threads_delete", "b")),
            "perlu diperbaiki: kanal threads: izin kunci akses akun jdihpinrang kurang: "
            "threads_delete, b → tambahkan izin itu menurut halaman «Menyambungkan akun», lalu "
            "buat kunci baru",
        ),
        (
            Access(account="orang_lain"),
            "perlu diperbaiki: kanal threads: kunci aksesnya milik akun orang_lain, bukan "
            "JDIHPinrang → samakan `akun:` di content/kanal.yml, atau buat kunci dari akun yang "
            "benar",
        ),
    ],
)
def test_a_credential_is_in_order_for_two_weeks_or_not_at_all(access: Access, says: str) -> None:
    """The right account, the right to post, and fourteen days to spare."""
    assert str(access_sign(CHANNEL, access, TODAY)) == says
