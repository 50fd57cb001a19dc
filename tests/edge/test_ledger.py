"""The ledger: one file per act, written once, by many writers, readable by a person."""

import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.findings import Blocked
from pipeline.core.model import WITA
from pipeline.core.posting import Act, ActKind
from pipeline.edge.git import Repository
from pipeline.edge.ledger import HEADER, act_from, file_of, plain_lines
from pipeline.edge.ledger_branch import Ledger
from pipeline.edge.ledger_paths import path_of
from tests.stories.posting.desk import git, repository

AT = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)
INTENT = Act(
    kind=ActKind.INTENT,
    item="2026-11-tahapan",
    revision=0,
    channel="mastodon",
    at=AT,
    actor="mesin",
    payload="ab" * 32,
)
POSTED = replace(
    INTENT,
    kind=ActKind.POSTED,
    at=AT + timedelta(seconds=5),
    url="https://sosial.example/@jdih/7",
    remote_id="7",
    note="Jawaban: “ya” — baik",
)


def ledger(folder: Path, run: str = "lokal:uji/1", spare: Path | None = None) -> Ledger:
    return Ledger(Repository(folder), run=run, tool="redaksi-jdih 0.1.0", spare=spare)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    return tmp_path / "origin.git"


@pytest.fixture
def clone(tmp_path: Path, origin: Path) -> Path:
    return repository(tmp_path / "satu", origin=origin)


def test_a_file_is_readable_by_a_person() -> None:
    """Indonesian keys, one act; what is empty is left out."""
    text = file_of(replace(POSTED, extra={"run": "lokal:uji/1", "tool": "redaksi-jdih 0.1.0"}))

    assert text.decode() == (
        "# Buku catatan Redaksi JDIH: satu berkas, satu perbuatan. Jangan diubah;\n"
        "# bila keliru, dibuat berkas baru.\n"
        "skema: 1\n"
        "perbuatan: terunggah\n"
        "konten: 2026-11-tahapan\n"
        "ralat: 0\n"
        "kanal: mastodon\n"
        "percobaan: 1\n"
        "waktu: '2026-11-23T08:00:05+08:00'\n"
        "oleh: mesin\n"
        "tautan: https://sosial.example/@jdih/7\n"
        "nomor_di_jaringan: '7'\n"
        f"sidik_muatan: {'ab' * 32}\n"
        "keterangan: 'Jawaban: “ya” — baik'\n"
        "jalan: lokal:uji/1\n"
        "alat: redaksi-jdih 0.1.0\n"
    )


APPROVAL = Act(
    kind=ActKind.APPROVAL,
    item="2026-11-tahapan",
    revision=1,
    channel="",
    at=AT,
    actor="Kartini Ketua",
    extra={"version": "0123456789abcdef" * 2, "merge_commit": "ff" * 20, "editor": "Sari"},
)


@pytest.mark.parametrize("act", [INTENT, POSTED, APPROVAL])
def test_what_is_written_is_read_back(act: Act) -> None:
    """No act loses anything on its way through its file."""
    assert act_from(file_of(act)) == act


@pytest.mark.parametrize("act", [INTENT, POSTED, APPROVAL])
def test_most_lines_need_no_yaml(act: Act) -> None:
    """The quick way reads what YAML reads, for whatever is written plainly."""
    text = file_of(replace(act, note="dibaca, lalu dicocokkan")).decode()

    assert plain_lines(text) == yaml.safe_load(text)


@given(st.sampled_from(["konten", "on"]), st.text("aynof016:-'# ._,é\t[", max_size=9))
def test_the_quick_way_never_reads_otherwise(key: str, value: str) -> None:
    """Where a line could mean something else, YAML is asked."""
    text = f"{HEADER}{key}: {value}\n"

    if (found := plain_lines(text)) is not None:
        assert found == yaml.safe_load(text)


def test_the_path_names_the_promise_and_the_act() -> None:
    """One folder per item and correction; an approval is named by the version it approves."""
    order = replace(APPROVAL, kind=ActKind.ORDER, extra={})

    assert path_of(INTENT) == "2026-11-tahapan/0/mastodon/1-niat.yml"
    assert path_of(APPROVAL) == "2026-11-tahapan/1/persetujuan-0123456789ab.yml"
    assert path_of(order) == "2026-11-tahapan/1/perintah-unggah.yml"
    with pytest.raises(ValueError, match="cannot name a ledger file after '../x'"):
        path_of(replace(INTENT, item="../x"))


DAMAGED = [
    (b"", "bukan pasangan kunci dan isi"),
    (b"\xff\xfe", "bukan UTF-8"),
    (b"a: [", "bukan YAML yang benar"),
    (b"- a", "bukan pasangan kunci dan isi"),
    (b"a: b", "tanpa skema"),
    (b"skema: 2", "skema 2 tidak dikenal versi ini"),
    (b"skema: 1", "tanpa perbuatan, konten, ralat, waktu, oleh"),
    (b"x" * 70_000, "terlalu besar"),
    (file_of(POSTED).replace(b"terunggah", b"terkirim"), "perbuatan tak dikenal: terkirim"),
    (file_of(POSTED).replace(b"ralat: 0", b"ralat: nol"), "ralat bukan bilangan"),
    (file_of(POSTED).replace(b"+08:00", b""), "waktu tanpa selisih jam"),
    (file_of(POSTED) + b"lain: 1\n", "kunci tak dikenal: lain"),
    (file_of(POSTED).replace(b"oleh: mesin", b"oleh: [mesin]"), "oleh bukan teks"),
    (
        file_of(POSTED).replace(b"2026-11-tahapan", b"2026-11-lain"),
        "isinya milik 2026-11-lain/0/mastodon/1-terunggah.yml",
    ),
]


@pytest.mark.parametrize(("content", "trouble"), DAMAGED)
def test_a_damaged_file_is_a_finding_and_a_doubt(clone: Path, content: bytes, trouble: str) -> None:
    """The finding names the file and what to type; the path still says whose doubt it is."""
    path = path_of(POSTED)
    repo = Repository(clone)
    repo.push("ledger", repo.commit_files("ledger", {path: content}, "x", AT, parent=None), None)
    acts, findings = ledger(clone).read()

    assert [(act.kind, act.promise, act.extra) for act in acts] == [
        (ActKind.UNKNOWN, POSTED.promise, {"damaged": path})
    ]
    assert [str(finding) for finding in findings] == [
        f"ledger:{path}:1: berkas tidak terbaca ({trouble}); 2026-11-tahapan di mastodon menjadi "
        "tak pasti: periksa jaringannya, lalu ketik redaksi settle 2026-11-tahapan mastodon ada "
        "ALAMAT, atau tidak-ada [buku-catatan]"
    ]


def test_one_commit_by_the_machine_names_run_and_tool(clone: Path, origin: Path) -> None:
    """The machine commits; run and tool stand in the message and the file, the actor apart."""
    written = ledger(clone).write([INTENT, replace(POSTED, actor="Ayu Admin")])
    log = git(origin, "log", "--format=%an <%ae> %aI%n%B", "ledger")

    assert [act.extra for act in written] == [
        {"run": "lokal:uji/1", "tool": "redaksi-jdih 0.1.0"}
    ] * 2
    assert log.strip() == (
        "Redaksi JDIH (mesin) <mesin@redaksi-jdih.invalid> 2026-11-23T08:00:05+08:00\n"
        "Catat 2 perbuatan\n\n"
        "2026-11-tahapan/0/mastodon/1-niat.yml\n"
        "2026-11-tahapan/0/mastodon/1-terunggah.yml\n\n"
        "Jalan: lokal:uji/1\nAlat: redaksi-jdih 0.1.0"
    )


def test_nothing_is_written_over(clone: Path, origin: Path) -> None:
    """An act whose path is taken by other bytes is left out, the others go in."""
    ledger(clone).write([INTENT])
    late = ledger(clone, run="lokal:uji/2").write([INTENT, POSTED])

    assert [act.kind for act in late] == [ActKind.POSTED]
    assert "jalan: lokal:uji/1" in git(origin, "show", f"ledger:{path_of(INTENT)}")


def test_what_landed_without_our_knowing_counts_as_ours(clone: Path) -> None:
    """The same bytes again are the same act: a push whose answer got lost is not lost."""
    first = ledger(clone).write([INTENT])

    assert ledger(clone).write([INTENT]) == first


def test_a_lost_race_is_fetched_and_tried_again(tmp_path: Path, clone: Path, origin: Path) -> None:
    """Two clones that know nothing of each other: both end up in, no act is lost."""
    other = repository(tmp_path / "dua", origin=origin)
    ledger(clone).write([INTENT])
    elsewhere = replace(INTENT, channel="facebook")
    won = ledger(other, run="lokal:uji/2").write([INTENT, elsewhere])
    ledger(clone).refresh()

    assert [act.channel for act in won] == ["facebook"]
    assert [act.channel for act in ledger(clone).read()[0]] == ["facebook", "mastodon"]


def test_without_a_remote_the_ledger_is_local(tmp_path: Path) -> None:
    """A laptop without a forge keeps its own record."""
    alone = repository(tmp_path / "laptop")
    ledger(alone).refresh()

    assert ledger(alone).read() == ([], [])
    assert len(ledger(alone).write([INTENT, POSTED])) == 2
    assert [act.kind for act in ledger(alone).read()[0]] == [ActKind.INTENT, ActKind.POSTED]


def test_an_intent_that_could_not_be_pushed_leaves_no_trace(clone: Path, origin: Path) -> None:
    """The server is away: no intent is claimed, and none is seen as doubtful afterwards."""
    away = origin.rename(origin.with_name("away.git"))

    with pytest.raises(Blocked, match="Server Git tidak dapat dihubungi"):
        ledger(clone).write([INTENT])
    away.rename(origin)
    assert ledger(clone).read() == ([], [])


def _refuse_pushes(origin: Path) -> Path:
    hook = origin / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho ditolak; exit 1\n")
    hook.chmod(0o755)
    return hook


def test_a_refused_push_of_intents_leaves_no_trace(clone: Path, origin: Path) -> None:
    """The server answers but takes nothing: again no intent is claimed."""
    ledger(clone).write([replace(INTENT, channel="x")])
    hook = _refuse_pushes(origin)

    with pytest.raises(Blocked, match="Cabang ledger tidak dapat dikirim"):
        ledger(clone).write([INTENT])
    hook.unlink()
    assert [act.channel for act in ledger(clone).read()[0]] == ["x"]


def test_results_that_could_not_be_pushed_are_known_here_and_sent_next_time(
    clone: Path, origin: Path
) -> None:
    """What was done stays recorded on this machine and travels with the next act."""
    ledger(clone).write([INTENT])
    hook = _refuse_pushes(origin)
    with pytest.raises(Blocked):
        ledger(clone).write([POSTED])
    hook.unlink()

    assert [act.kind for act in ledger(clone).read()[0]] == [ActKind.INTENT, ActKind.POSTED]
    ledger(clone, run="lokal:uji/2").write([replace(INTENT, channel="x")])
    sent = git(origin, "ls-tree", "-r", "--name-only", "ledger").split()
    assert sent == [path_of(INTENT), path_of(POSTED), path_of(replace(INTENT, channel="x"))]


def test_results_that_could_not_be_sent_wait_for_the_next_run(
    tmp_path: Path, clone: Path, origin: Path
) -> None:
    """Kept as the files they will be; known at once, sent with the next write, then gone here."""
    folder = tmp_path / "simpan"
    ledger(clone).write([INTENT])
    (kept,) = ledger(clone, spare=folder).keep([POSTED])
    (folder / "catatan.yml").write_text("bukan perbuatan")

    book = ledger(clone, run="lokal:uji/2", spare=folder)
    assert kept == folder / path_of(POSTED)
    assert [act.kind for act in book.read()[0]] == [ActKind.INTENT, ActKind.POSTED]
    assert book.unsent() == [path_of(POSTED)]
    assert book.write([]) == []
    sent = git(origin, "ls-tree", "-r", "--name-only", "ledger").split()
    assert sent == [path_of(INTENT), path_of(POSTED)]
    assert "jalan: lokal:uji/1" in git(origin, "show", f"ledger:{path_of(POSTED)}")
    assert not kept.exists() and book.unsent() == []


def test_a_kept_result_gives_way_to_what_the_server_has(tmp_path: Path, clone: Path) -> None:
    """Meanwhile somebody else recorded the same act: theirs counts, ours goes."""
    (kept,) = ledger(clone, spare=tmp_path / "simpan").keep([POSTED])
    ledger(clone, run="lokal:uji/2").write([POSTED])
    book = ledger(clone, spare=tmp_path / "simpan")
    acts, findings = book.read()
    book.write([replace(INTENT, channel="x")])

    assert [act.extra["run"] for act in acts] == ["lokal:uji/2"] and findings == []
    assert not kept.exists()


def test_an_intent_is_lost_when_anything_happened_to_its_promise(
    tmp_path: Path, clone: Path, origin: Path
) -> None:
    """Between plan and claim a person confirmed: what she posted is not posted again."""
    book = ledger(clone)
    book.write([INTENT, replace(INTENT, kind=ActKind.REFUSED)])
    book.read()
    other = ledger(repository(tmp_path / "dua", origin=origin), run="lokal:uji/2")
    other.write([replace(POSTED, kind=ActKind.CONFIRMED, actor="Ayu Admin")])
    second = replace(INTENT, attempt=2)

    assert book.write([second]) == []
    assert [act.channel for act in book.write([replace(second, channel="facebook")])] == [
        "facebook"
    ]


def test_a_push_whose_answer_got_lost_is_looked_up(clone: Path, origin: Path) -> None:
    """The server took it and the line broke: the claim stands, it is not made twice."""
    ledger(clone).write([replace(INTENT, channel="x")])
    hook = origin / "hooks" / "post-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n")  # the receiving Git dies after it has moved
    hook.chmod(0o755)
    before = git(origin, "rev-list", "--count", "ledger").strip()

    assert [act.kind for act in ledger(clone).write([INTENT])] == [ActKind.INTENT]
    assert (before, git(origin, "rev-list", "--count", "ledger").strip()) == ("1", "2")


def test_a_run_that_died_before_its_push_claimed_nothing(clone: Path) -> None:
    """The local branch moves first; an intent that is only here was never acted on."""
    repo = Repository(clone)
    files = {path_of(INTENT): file_of(INTENT), path_of(POSTED): file_of(POSTED)}
    sha = repo.commit_files("ledger", files, "x", AT, parent=None)
    repo.run("update-ref", "refs/heads/ledger", sha)

    assert [act.kind for act in ledger(clone).read()[0]] == [ActKind.POSTED]


@pytest.mark.parametrize("how", ["deleted", "rewound"])
def test_a_ledger_that_lost_its_records_stops_everything(
    clone: Path, origin: Path, how: str
) -> None:
    """Somebody tidied up the branch: nothing is read on, or all of it would be posted again."""
    ledger(clone).write([INTENT])
    first = git(origin, "rev-parse", "ledger").strip()
    ledger(clone).write([POSTED])
    last = git(origin, "rev-parse", "ledger").strip()
    words = ("-d", "refs/heads/ledger") if how == "deleted" else ("refs/heads/ledger", first)
    git(origin, "update-ref", *words)

    with pytest.raises(Blocked, match="tidak lagi memuat catatan") as caught:
        ledger(clone).refresh()
    assert caught.value.remedy == (
        f"Minta admin TI mengembalikannya: git push --force origin {last}:refs/heads/ledger"
    )


def test_the_work_tree_is_never_touched(clone: Path) -> None:
    """Writing needs no checkout and leaves index, files and main alone."""
    (clone / "catatan.txt").write_text("punya saya\n")
    ledger(clone).write([INTENT])
    state = subprocess.run(
        ["git", "-C", clone, "status", "--porcelain", "--branch"], capture_output=True, check=True
    ).stdout.decode()

    assert state.splitlines() == ["## No commits yet on main", "?? catatan.txt"]
