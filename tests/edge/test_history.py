"""Main's history read in one pass, in two halves, or from where the last reader ended: the same."""

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.core.history import Commit
from pipeline.edge import history, history_cache
from pipeline.edge.git import Repository
from tests.worlds import CHIEF, World

NAMES = [
    "content/peran.yml",
    "content/kanal.yml",
    *(f"content/konten/2026-11-{name}" for name in "abc"),
    "content/disposisi/2026-001.md",
    "lain.txt",
]
Tree = dict[str, tuple[str, str]]  # path: mode, text


class Chance:
    """A history such as no office has, the same for the same number."""

    def __init__(self, seed: int) -> None:
        self.dice, self.stream, self.trees = random.Random(seed), [], []
        self.parents: list[list[int]] = []

    def change(self, tree: Tree) -> Tree:
        """Something is written, taken away, made executable, or a file becomes a folder."""
        made = dict(tree)
        for _ in range(self.dice.randint(0, 3)):
            name = self.dice.choice(NAMES)
            kept = {path: entry for path, entry in made.items() if not path.startswith(name)}
            inside = "/index.md" if "/konten/" in name and self.dice.random() < 0.9 else ""
            mode = self.dice.choice(["100644", "100644", "100755", "120000"])
            text = str(self.dice.randint(1, 2))
            made = kept if self.dice.random() < 0.2 else {**kept, f"{name}{inside}": (mode, text)}
        return made

    def commit(self, branch: str, tree: Tree, *parents: int) -> int:
        number = len(self.trees) + 1
        who = f"P{number % 3} <p{number % 3}@kpu.example> {1_795_400_000 + number * 60} +0800"
        lines = [f"commit refs/heads/{branch}", f"mark :{number}", f"committer {who}"]
        lines += ["data 1", "x"]
        lines += [f"{'merge' if n else 'from'} :{mark}" for n, mark in enumerate(parents)]
        lines.append("deleteall")
        for path, (mode, text) in sorted(tree.items()):
            lines += [f"M {mode} inline {path}", f"data {len(text)}", text]
        self.stream += [*lines, ""]
        self.trees.append(tree)
        return number

    def tree(self, number: int) -> Tree:
        made: Tree = self.trees[number - 1]
        return made

    def written(self, steps: int) -> bytes:
        main = [self.commit("main", {"content/peran.yml": ("100644", "1")})]
        for number in range(steps):
            head = start = self.dice.choice([main[-1], main[-1], *main[-4:]])
            for _ in range(self.dice.randint(0, 3)):
                head = self.commit(f"k/{number}", self.change(self.tree(head)), head)
                if self.dice.random() < 0.15:
                    mixed = {**self.tree(head), **self.tree(main[-1])}
                    head = self.commit(f"k/{number}", mixed, head, main[-1])
            if self.dice.random() < 0.1:
                main.append(self.commit("main", self.change(self.tree(main[-1])), main[-1]))
            if head == start:
                continue
            brought = self.tree(head)
            if self.dice.random() < 0.5:
                brought = {**self.tree(main[-1]), **brought}
            if self.dice.random() < 0.2:
                brought = self.change(brought)
            several = [main[-2]] if len(main) > 1 and self.dice.random() < 0.05 else []
            main.append(self.commit("main", brought, main[-1], head, *several))
        return "\n".join(self.stream).encode()


@pytest.fixture(params=range(3))
def repository(tmp_path: Path, request: pytest.FixtureRequest) -> Repository:
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path)], check=True)
    feed = Chance(request.param).written(60)
    command = ["git", "-C", str(tmp_path), "fast-import", "--quiet", "--force"]
    subprocess.run(command, input=feed, check=True)
    return Repository(tmp_path)


def asked(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> list[Commit]:
    """What Git says where it is asked about every merge."""
    with monkeypatch.context() as patched:
        patched.setattr(history, "_straight", lambda *_: None)
        return repo.history()


def test_what_follows_from_a_proposal_is_what_git_says(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Merges of a proposal that stood on main are not asked about; halves are read side by side."""
    expected = asked(repository, monkeypatch)
    answers: list[bool] = []
    straight = history._straight

    def noted(*words: object) -> object:
        made = straight(*words)  # type: ignore[arg-type]  # handed on as it came
        answers.append(made is not None)
        return made

    monkeypatch.setattr(history, "_straight", noted)
    monkeypatch.setattr(history, "_LONG", 4)

    assert repository.history() == expected
    assert any(answers) and not all(answers)
    assert any(commit.smuggled for commit in expected)
    assert any(commit.altered and not commit.smuggled for commit in expected)


def test_history_goes_on_where_it_ended(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept at every sixth step of main, and read on from there, it is the same to the last."""
    whole = repository.history()
    tips = [commit.sha for commit in whole]
    monkeypatch.setattr(history_cache, "WORTH", 1)
    for number in [*range(5, len(tips), 6), len(tips) - 1]:
        repository.run("update-ref", "refs/heads/main", tips[number])
        assert repository.history() == whole[: number + 1]
        kept = history_cache.recall(repository)
        assert kept and kept[0] == tips[number]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An office whose history was kept."""
    monkeypatch.setattr(history_cache, "WORTH", 1)
    world = World(tmp_path)
    world.git("remote", "remove", "origin")
    world.approve({f"{NAMES[2]}/index.md": "satu"})
    world.repository().history()
    yield world


def test_another_main_is_read_anew(kept: World) -> None:
    """Rewritten, or turned so that a proposal is the first parent: what was kept is no prefix."""
    tip = kept.git("rev-parse", "main")
    kept.git("checkout", "-q", "-b", "lain", "main~1")
    turned = kept.commit({"lain.txt": "x"}, by=CHIEF)
    kept.git("merge", "-q", "--no-ff", "-m", "terbalik", tip)
    kept.git("branch", "-f", "main", "lain")
    read = [commit.sha for commit in kept.repository().history()]

    assert turned in read and tip not in read


@pytest.mark.parametrize("spoilt", [b"", b"x\n{}", b"\xff\xfe"])
def test_what_does_not_read_as_written_is_read_from_git(kept: World, spoilt: bytes) -> None:
    """Cut off, or written by somebody else."""
    place = kept.root / ".git/redaksi/riwayat.json"
    before = kept.repository().history()
    seal, _, text = place.read_bytes().partition(b"\n")
    for broken in (spoilt, seal + b"\n" + text.replace(b"ketua@", b"orang@")):
        place.write_bytes(broken)

        assert history_cache.recall(kept.repository()) is None
        assert kept.repository().history() == before


def test_nothing_a_proposal_brings_is_taken_for_it(kept: World) -> None:
    """It lies where Git itself puts no file; a folder of that name in a proposal is only that."""
    before = kept.repository().history()
    kept.commit({"redaksi/riwayat.json": "{}", "build/riwayat.json": "{}"}, by=CHIEF)

    assert kept.repository().history()[:-1] == before
    assert (kept.root / ".git/redaksi/riwayat.json").is_file()
