"""An error in two texts: what the office reads, and what the log keeps."""

import re

from pipeline.core.trouble import Doing
from pipeline.edge.settings import Secret
from pipeline.platforms.base import Failure, Platform, in_words

# Words of programmers and of the networks' own errors; their numbers; names in capitals.
TECHNICAL = re.compile(
    r"(?i:\b(token|api|https?|json|server|error|request|code|scope|bad|unauthorized|forbidden"
    r"|invalid|timeout|exception|url|null|retry|limit|proxy|status|permission|expired?|credits?"
    r"|image|media|caption|photo|chat)\b)|\d{3,}|[{}_]|\b[A-Z]{3,}\b"
)
# What a person can do, or need not do because the system does it.
STEP = re.compile(
    r"; (sistem men\w+|buat|tambahkan|buka|isi|samakan|hubungkan|periksa|kerjakan|hapus|laporkan"
    r"|coba) "
)


def two_texts(failure: Failure, platform: Platform, secret: Secret) -> bool:
    """Both are there, differ, and none holds the credential; the office's names the next step."""
    cause = str(failure)
    for doing in Doing:
        sentence = str(in_words(failure, platform.LABEL, doing))
        assert STEP.search(sentence), sentence
        technical = TECHNICAL.search(sentence.replace("KONTEN KANAL", ""))
        assert not technical or technical[0] in platform.LABEL, (sentence, technical)
        assert cause and cause not in sentence, (cause, sentence)
        for text in (sentence, cause, repr(failure)):
            assert not any(part in text for part in secret.reveal().split())
    return True
