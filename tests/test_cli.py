"""The outermost layer: exit codes, and Indonesian even where argparse speaks."""

import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import cli, commands, inspecting


def test_help_speaks_indonesian_and_names_only_what_is_built(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every verb in the help has its sentence; no English heading is left."""
    with pytest.raises(SystemExit) as end:
        cli.main(["--help"])

    told = capsys.readouterr().out
    assert end.value.code == 0
    assert told.startswith("cara pakai: redaksi [-h] PERINTAH ...")
    assert "show this help" not in told
    for verb in ("check", "draw", "build", "serve", "run", "confirm", "settle", "rehearse"):
        assert f"\n    {verb} " in told, verb


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ([], "redaksi: isian ini belum diketik: PERINTAH"),
        (["confirm", "x"], "redaksi confirm: isian ini belum diketik: KANAL"),
        (["run", "--cepat"], "redaksi: tidak dikenal: --cepat"),
        (["settle", "x", "y", "mungkin"], "mungkin' tidak dikenal; pilih salah satu dari"),
    ],
)
def test_wrong_typing_is_answered_in_indonesian(
    typed: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was typed wrong, in words; exit code 2."""
    with pytest.raises(SystemExit) as end:
        cli.main(typed)

    assert end.value.code == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "posted"),
    [(["ada", "u"], True), (["tidak-ada"], False), (["--not-posted"], False)],
)
def test_a_doubt_is_settled_in_either_language(
    words: list[str], posted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the office types, and the option that programmers look for."""
    told: list[tuple[object, ...]] = []
    monkeypatch.setattr(commands, "settle", lambda *said: told.append(said[1:]) or 0)
    monkeypatch.chdir(Path(__file__).parents[1])

    assert cli.main(["settle", "2026-11-a", "telegram", *words]) == 0
    assert told == [("2026-11-a", "telegram", posted, "u" if posted else "")]


def test_operators_trouble_is_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What stopped, where, and what to do; no traceback. CI shows the same on the run's page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "page.md"))

    assert cli.main(["check"]) == 2
    told = capsys.readouterr().err
    assert told == (
        "Terhenti: folder ini bukan bagian dari Redaksi JDIH\n"
        f"  Di mana: {tmp_path}\n"
        "  Yang dapat dilakukan: pindah dahulu ke folder yang berisi folder content\n"
    )
    shown = "".join(f"    {line}\n" for line in told.splitlines())
    assert (tmp_path / "page.md").read_text("utf-8") == f"## Redaksi JDIH\n\n{shown}"


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (RuntimeError("x"), 3),
        (KeyboardInterrupt(), 130),
        (PermissionError(errno.EACCES, "Permission denied", "build"), 2),
    ],
)
def test_bug_and_interruption_have_codes_of_their_own(
    trouble: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A bug is loud and says whose it is; an interruption says how to go on; so does the disk."""

    def broken(*_: object, **__: object) -> int:
        raise trouble

    monkeypatch.setattr(inspecting, "check", broken)
    monkeypatch.chdir(Path(__file__).parents[1])

    assert cli.main(["check"]) == code
    told = capsys.readouterr().err
    assert ("Ini kesalahan program, bukan kesalahan Anda" in told) == (code == 3)
    assert ("Jalankan lagi perintah yang sama" in told) == (code == 130)


def test_a_log_shows_each_line_when_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where no terminal reads along: a run that is killed has told how far it came."""
    out, seen = io.BytesIO(), list[bytes]()

    def carry_out(*_: object) -> int:
        print("terunggah: satu")  # noqa: T201  # what a verb does
        seen.append(out.getvalue())
        return 0

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    monkeypatch.setattr(cli, "_carry_out", carry_out)
    monkeypatch.chdir(Path(__file__).parents[1])

    assert (cli.main(["check"]), seen) == (0, [b"terunggah: satu\n"])


def test_nobody_reading_on_is_no_bug(tmp_path: Path) -> None:
    """`redaksi check | head` closes the pipe before the end: nothing to send to developers."""
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "content").mkdir()
    line = "from pipeline.cli import main; import time; time.sleep(0.2); raise SystemExit(main())"
    running = subprocess.Popen(
        [sys.executable, "-c", line, "check"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout and running.stderr
    running.stdout.close()
    said = running.stderr.read()
    running.stderr.close()

    assert (running.wait(), said) == (130, b"")
