"""The shape of the code, kept by tests: rooms, borders, and where each library lives."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.demo import DEMO

ROOT = Path(__file__).resolve().parents[1]
PIPELINE = ROOT / "pipeline"
SOURCES = sorted(PIPELINE.rglob("*.py"))
ROOMS = {"core": "Core:", "render": "Draws:", "edge": "Edge:", "platforms": "Speaks:"}

# Where each library may be imported: one or two files, so that it can be replaced.
HOMES = {
    "git": {"edge/git.py", "edge/history.py"},
    "gitdb": {"edge/git.py", "edge/history.py"},
    "requests": {"edge/http.py"},
    "holidays": {"edge/holidays.py"},
    "mkdocs": {"edge/mkdocs_frames.py", "edge/mkdocs_hook.py"},
    "material": set[str](),
    "bagit": {"edge/bags.py"},
    "PIL": {"render/", "edge/pictures.py"},
    "jinja2": {"render/"},
    "pyromark": {"render/markdown.py"},
    "nh3": {"render/"},
    "pypdf": {"edge/pdf_text.py"},
    "fpdf": {"render/printing.py"},
    "av": {"render/film.py"},
    "typst": {"render/typesetting.py"},
    "segno": {"render/"},
    "pyphen": {"render/hyphens.py"},
    "xlsxwriter": {"render/report_sheet.py"},
    "leather": {"render/chart.py"},
    "spylls": {"edge/dictionary.py"},
    "yaml": {"edge/", "render/"},
}

EARLY = ("bootstrap.py", "installing.py")  # run before anything is installed

IMPURE = re.compile(
    r"^(os|sys|io|pathlib|shutil|tempfile|glob|subprocess|socket|ssl|http|urllib\.request|select"
    r"|asyncio|threading|multiprocessing|concurrent|time|random|secrets|uuid|logging|locale|getpass"
    r"|signal|sqlite3|importlib|runpy|platform)(\.|$)"
)
PURE_PATHS = {"PurePath", "PurePosixPath"}  # names of files are values; only touching is banned
CLOCKS = {"now", "utcnow", "today", "fromtimestamp"}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Every node of a file; walked once for all tests."""
    return list(ast.walk(tree(path)))


def name(path: Path) -> str:
    return path.relative_to(PIPELINE).as_posix()


def room(path: Path) -> str:
    """The folder below pipeline/, or "" for the files beside the rooms."""
    parts = path.relative_to(PIPELINE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Every imported module with the name taken from it, wherever in the file it stands."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)}: relative import"
            yield from ((node.module or "", alias.name) for alias in node.names)


def test_imports_point_one_way() -> None:
    """cli → commands → rooms; render, edge, platforms → core; core → itself."""
    wrong = []
    for path in SOURCES:
        here = room(path)
        for module, taken in imports(path):
            if not module.startswith("pipeline"):
                continue
            parts = [*module.split("."), taken][1:]
            there = parts[0] if parts[0] in ROOMS else ""
            top = not there
            if here and (top or (there != here and there != "core")):
                wrong.append(f"{name(path)} imports {module}")
            if not here and top and parts[0] == "cli" and path.name not in {"__main__.py"}:
                wrong.append(f"{name(path)} imports {module}")
            if name(path) in EARLY and f"{parts[0]}.py" not in EARLY:
                wrong.append(f"{name(path)} imports {module}: it runs before anything is installed")

    assert wrong == []


def test_core_is_pure() -> None:
    """Core touches no disk, process, network, clock, chance or environment."""
    wrong = []
    for path in (source for source in SOURCES if room(source) == "core"):
        for module, taken in imports(path):
            if IMPURE.match(module) and not (module == "pathlib" and taken in PURE_PATHS):
                wrong.append(f"{name(path)}: import {module}")
            if module.split(".")[0] in HOMES:
                wrong.append(f"{name(path)}: import {module}")
        for node in nodes(path):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Name) and called.id in {"open", "print", "input", "exec"}:
                wrong.append(f"{name(path)}:{node.lineno}: {called.id}()")
            if isinstance(called, ast.Attribute) and called.attr in CLOCKS:
                wrong.append(f"{name(path)}:{node.lineno}: .{called.attr}()")

    assert wrong == []


def test_libraries_live_in_their_homes() -> None:
    """Each library is imported in one or two files of one room."""
    wrong = [
        f"{name(path)} imports {module}"
        for path in SOURCES
        for module, _ in imports(path)
        if (homes := HOMES.get(module.split(".")[0])) is not None
        and not any(
            name(path) == home or home[-1] == "/" and name(path).startswith(home) for home in homes
        )
    ]

    assert wrong == []


def test_files_stay_small() -> None:
    """A file that grows past 300 lines is two files."""
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}

    assert {file: count for file, count in lines.items() if count > 300} == {}


def test_docstring_names_the_room() -> None:
    """The first words of a module say which room it belongs to."""
    wrong = []
    for path in SOURCES:
        first = (ast.get_docstring(tree(path)) or "").split("\n")[0]
        empty = path.name == "__init__.py" and not path.read_text(encoding="utf-8").strip()
        if not empty and not (first.startswith(ROOMS.get(room(path), "")) and ":" in first):
            wrong.append(name(path))

    assert wrong == []


def test_only_the_outermost_layer_prints() -> None:
    """print stands in cli, commands and what runs before them alone."""
    printing = {
        name(path)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }

    assert printing <= {"cli.py", "commands.py", "installing.py"}


def reads_environment(path: Path) -> bool:
    """Whether a file takes anything out of the environment.

    Three acts are not reading: handing it whole to a child process ({**os.environ, …}), setting a
    name for a library, and taking one away that would lead a child astray (pop as a statement).
    """
    if not re.search("environ|getenv", path.read_text(encoding="utf-8")):
        return False
    passing = {
        id(value)
        for node in nodes(path)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if key is None
    }
    passing |= {
        id(node.value.func.value)
        for node in nodes(path)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr == "pop"
    }
    passing |= {
        id(node.value)
        for node in nodes(path)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del)
    }
    return any(
        (isinstance(node, ast.alias) and node.name in {"environ", "getenv"})
        or (
            isinstance(node, ast.Attribute)
            and node.attr in {"environ", "getenv", "environb"}
            and id(node) not in passing
        )
        for node in nodes(path)
    )


def test_environment_is_read_in_one_file() -> None:
    """os.environ is read in edge/settings.py alone."""
    readers = {name(path) for path in SOURCES if reads_environment(path)}

    assert readers == {"edge/settings.py"}


@pytest.mark.parametrize("early", EARLY)
def test_setup_can_be_read_by_old_pythons(early: str) -> None:
    """A Python too old for the program gets far enough to say so (the Makefile: still older)."""
    text = (PIPELINE / early).read_text(encoding="utf-8")

    assert ast.parse(text, feature_version=(3, 7))


def front_matter(path: Path) -> str:
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    return parts[1] if len(parts) == 3 and not parts[0] else ""


def pairs_of(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key), inner
            yield from pairs_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from pairs_of(inner)


def office_keys() -> set[str]:
    """Every key that the office types, gathered from what it has typed.

    Left out: names of folders and files under content/ (paths are not keys), ids of channels and
    networks (keys of data), and the values of enums, which every room may use.
    """
    documents = [path.read_text(encoding="utf-8") for path in (DEMO / "content").glob("*.yml")]
    documents += [front_matter(path) for path in (DEMO / "content").rglob("*.md")]
    typed = [pair for text in documents for pair in pairs_of(yaml.safe_load(text))]
    keys = {key for key, _ in typed if key.islower()}
    ids = {value for key, value in typed if key in {"id", "jaringan"} and isinstance(value, str)}
    places = {path.stem for path in (DEMO / "content").rglob("*")}
    values = {
        node.value.value
        for path in (PIPELINE / "core").glob("*.py")
        for enum in nodes(path)
        if isinstance(enum, ast.ClassDef) and any("Enum" in ast.unparse(b) for b in enum.bases)
        for node in enum.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }
    return keys - ids - places - values - {"id", "status"}  # words of other people's replies, too


def looked_up(path: Path) -> Iterator[tuple[str, int]]:
    """Literals that a value is read by: x["k"], x.get("k"), x.text("k").

    Not `item.lines[…]`: that is where a finding points, and a finding names the office's key.
    """
    for node in nodes(path):
        if isinstance(node, ast.Subscript):
            source, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            source, key = node.func.value, node.args[0]
        else:
            continue
        if isinstance(source, ast.Attribute) and source.attr == "lines":
            continue
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value, key.lineno


def test_indonesian_keys_are_known_at_the_border_alone() -> None:
    """The border between the office's keys and English fields is reading*, sop and ledger."""
    keys = office_keys()
    border = {"core/sop.py", "edge/ledger.py"} | {
        name(path) for path in SOURCES if re.fullmatch(r"reading(_\w+)?", path.stem)
    }
    wrong = [
        f"{name(path)}:{line}: {literal}"
        for path in SOURCES
        if name(path) not in border
        for literal, line in looked_up(path)
        if literal in keys
    ]

    assert wrong == []


def test_every_file_is_on_the_map() -> None:
    """pipeline/README.md names each module under its room, and none that is gone."""
    text = (PIPELINE / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"^\*\*(.+?)\*\*: .*$", text.partition("## Every file")[2], flags=re.M)
    shown = {
        (heading.strip("`/").replace("beside the rooms", ""), named)
        for heading, table in zip(parts[1::2], parts[2::2], strict=True)
        for row in re.findall(r"^\| (`.*?) \|", table, re.M)
        for named in re.findall(r"`(\w+)`", row)
    }
    there = {(room(path), path.stem) for path in SOURCES if path.name != "__init__.py"}

    assert shown == there
