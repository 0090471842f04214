"""The walls of the house: who imports whom, a laboratory without a window, files a reader can hold in the head."""

import ast
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import labapp
from tests import portability_check

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE, LONGEST_FUNCTION = 600, 60

# Every module of the laboratory is imported in one fresh interpreter; then nothing of the window may be there.
IMPORT_ALL = """
import importlib, pkgutil, sys
import labapp
names = [m.name for m in pkgutil.walk_packages(labapp.__path__, "labapp.") if not m.name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
print(sorted(m for m in sys.modules if m.split(".")[0] in ("PySide6", "shiboken6", "ui")), len(names))
"""


def sources(*folders):
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def contracts(folder):
    """Run the import contracts over a copy or the checkout itself; return exit status and words."""
    program = Path(sys.executable).with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
    done = subprocess.run(
        [program, "--no-logo", "--no-cache"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_import_contracts_are_kept():
    status, words = contracts(ROOT)
    assert status == 0, words


def test_import_contracts_notice_a_breach(tmp_path):
    for name in ("labapp", "ui"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    kinds = sorted(p.name for p in (tmp_path / "labapp" / "kinds").iterdir() if (p / "__init__.py").exists())
    (tmp_path / "labapp" / "model" / "breach.py").write_text("def late():\n    import sqlite3, PySide6\n", "utf-8")
    (tmp_path / "ui" / "breach.py").write_text("import labapp.store\nimport reportlab\n", "utf-8")
    (tmp_path / "labapp" / "kinds" / kinds[0] / "breach.py").write_text(f"import labapp.kinds.{kinds[1]}\n", "utf-8")
    (tmp_path / "labapp" / "counting" / "breach.py").write_text("import labapp.lab\n", "utf-8")
    status, words = contracts(tmp_path)
    assert status == 1
    told = " ".join(words.split())
    for breach in (
        "labapp.model.breach -> PySide6",
        "labapp.model.breach -> sqlite3",
        "ui.breach -> labapp.store",
        "ui.breach -> reportlab",
        f"labapp.kinds.{kinds[0]}.breach -> labapp.kinds.{kinds[1]}",
        "labapp.counting.breach -> labapp.lab",
    ):
        assert breach in told


LEAVES = {"errors", "clock", "paths", "disk", "jobs", "marking", "waiting"}


def rooms():
    """Return what the table of rooms says: by modules of labapp, what they may use."""
    told = {}
    for line in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 3 and cells[0].startswith("`labapp/"):
            names = re.findall(r"`(?:labapp/)?(\w+)(?:\.py|/[x/]*)`", cells[0])
            told[tuple(names)] = set() if cells[2] == "nothing of ours" else set(re.split(", ", cells[2]))
    return told


def used(module):
    """Return which other rooms of the laboratory a module or package of it imports."""
    place = ROOT / "labapp" / module
    found = set()
    for path in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            whole = isinstance(node, ast.ImportFrom) and node.module == "labapp"
            if whole:
                found |= {name.name for name in node.names if name.name != "__version__"}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("labapp."):
                found.add(node.module.split(".")[1])
    return found - LEAVES - {module}


def test_the_table_of_rooms_is_true():
    told = rooms()
    room_of = {module: modules[0] for modules in told for module in modules}
    modules = {item.stem for item in (ROOT / "labapp").iterdir() if not item.name.startswith("__")}
    assert modules - room_of.keys() == LEAVES
    for modules, may in told.items():
        uses = {room_of.get(name, name) for module in modules for name in used(module)} - {modules[0]}
        if may != {"all of labapp"}:
            assert may == uses, modules


def test_the_laboratory_runs_without_a_window():
    done = subprocess.run([sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found, _, count = done.stdout.strip().rpartition(" ")
    assert found == "[]"
    assert int(count) > 30


def test_kinds_stand_in_both_registries():
    from labapp.kinds.registry import KINDS

    for side in ("labapp", "ui"):
        packages = {m.name for m in pkgutil.iter_modules([str(ROOT / side / "kinds")]) if m.ispkg}
        assert packages == set(KINDS), side


# What is done to a laboratory as a whole goes by the catalogue: a new kind must need no new walls.
WHOLE = ("joining", "opened", "store", "anonymise.py", "checking.py", "erase.py", "rehearsal.py", "retention.py",
         "salvage.py", "document.py", "lab.py", "inbox.py", "cli/export.py", "../ui/safety")  # fmt: skip


def kinds_named(path, tables):
    """Return what a file knows by heart of kinds: their tables in its texts, their packages in its imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {name for name in tables if re.search(rf"\b{name}\b", node.value)}
        if isinstance(node, ast.ImportFrom) and re.match(r"(labapp|ui)\.kinds\.(?!base|registry)", node.module or ""):
            found.add(node.module)
    return found


@pytest.mark.parametrize("room", WHOLE)
def test_whoever_has_the_whole_laboratory_in_hand_knows_no_kind_by_heart(room):
    from labapp.kinds.registry import KINDS

    tables = {table.name for kind in KINDS.values() if kind.owner is not None for table in kind.owner.tables}
    place = ROOT / "labapp" / room
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
        assert kinds_named(path, tables) == set(), path


def test_nothing_only_one_system_knows():
    assert portability_check.check(ROOT) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import fcntl", ["fcntl"]),
        ("import os\nos.fork()", ["os.fork"]),
        ("from signal import SIGKILL", ["signal.SIGKILL"]),
        ("import sys\nif sys.platform != 'win32':\n    import fcntl", []),
        ("import os\ndef f():\n    if os.name == 'nt':\n        return\n    os.getuid()", []),
        ("import os\ndef f():\n    os.getuid()\n    if os.name == 'nt':\n        return", ["os.getuid"]),
        ("p.read_text()", ["read_text() without encoding"]),
        ("p.read_text('utf-8')", []),
        ("p.write_text(s)", ["write_text() without encoding"]),
        ("open(p, 'rb')", []),
        ("open(p)", ["open() without encoding"]),
    ],
)
def test_calls_of_one_system_are_seen(source, expected):
    assert [name for _, name in portability_check.complaints(ast.parse(source))] == expected


def test_files_can_be_read_in_one_sitting():
    too_long = []
    for path in sources("labapp", "ui", "tests"):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        if text.count("\n") > LONGEST_FILE:
            too_long.append(name)
        functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
        too_long += [f"{name}: {n.name}" for n in functions if n.end_lineno - n.lineno >= LONGEST_FUNCTION]
    assert too_long == []


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert labapp.__version__ == project["version"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
