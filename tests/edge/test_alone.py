"""One command at a time: the second is told, a killed one leaves nothing shut."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.core.findings import Blocked
from pipeline.edge.alone import alone

HOLD = (
    "import sys\nfrom pathlib import Path\nfrom pipeline.edge.alone import alone\n"
    "with alone(Path(sys.argv[1])):\n    print('in', flush=True)\n    sys.stdin.read()\n"
)


def test_the_second_command_is_told_to_wait(tmp_path: Path) -> None:
    """It touches nothing, and afterwards the folder is free again."""
    with alone(tmp_path), pytest.raises(Blocked) as told, alone(tmp_path):
        pass
    with alone(tmp_path):
        pass

    assert (told.value.what, told.value.where) == (
        "perintah lain sedang bekerja di sini",
        str(tmp_path),
    )
    assert told.value.remedy == "tunggu sampai perintah itu selesai, lalu jalankan lagi"


def test_a_killed_command_leaves_the_folder_free(tmp_path: Path) -> None:
    """No lock outlives its command."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"in\n"
        with pytest.raises(Blocked), alone(tmp_path):
            pass
        holder.kill()

    with alone(tmp_path):
        pass
