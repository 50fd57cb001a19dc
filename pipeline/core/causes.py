"""Core: why an item is corrected or withdrawn, as codes that can be counted. Labels for readers."""

from collections.abc import Mapping
from enum import StrEnum


class CorrectionCause(StrEnum):
    """What was wrong. The public note says it in words; the code says of which kind it was."""

    CITATION = "salah-rujukan"
    QUOTATION = "salah-kutip"
    FACT = "salah-fakta"
    SPELLING = "salah-tulis"
    PICTURE = "salah-gambar"
    INCOMPLETE = "kurang-lengkap"
    LAW_CHANGED = "aturan-berubah"


class WithdrawalCause(StrEnum):
    """Why it may not stay up."""

    MISLEADING = "isi-menyesatkan"
    LAW_REPEALED = "aturan-dicabut"
    PERSONAL = "data-pribadi"
    RIGHTS = "hak-cipta"
    NOT_NEUTRAL = "tidak-netral"
    NOT_OURS = "bukan-kewenangan"


LABELS: Mapping[CorrectionCause | WithdrawalCause, str] = {
    CorrectionCause.CITATION: "rujukan peraturannya keliru",
    CorrectionCause.QUOTATION: "kutipannya tidak sesuai naskah",
    CorrectionCause.FACT: "angka, tanggal, nama, atau tempatnya keliru",
    CorrectionCause.SPELLING: "salah tulis",
    CorrectionCause.PICTURE: "gambarnya keliru",
    CorrectionCause.INCOMPLETE: "kurang lengkap sehingga dapat menyesatkan",
    CorrectionCause.LAW_CHANGED: "peraturannya berubah",
    WithdrawalCause.MISLEADING: "isinya menyesatkan",
    WithdrawalCause.LAW_REPEALED: "peraturannya sudah tidak berlaku",
    WithdrawalCause.PERSONAL: "memuat data pribadi",
    WithdrawalCause.RIGHTS: "melanggar hak cipta",
    WithdrawalCause.NOT_NEUTRAL: "tidak netral terhadap peserta pemilu",
    WithdrawalCause.NOT_OURS: "bukan kewenangan kantor",
}
