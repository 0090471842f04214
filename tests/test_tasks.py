"""The one file a stranger runs first: needs nothing but Python, explains ordinary failures, never sets up twice."""

import argparse
import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import tasks
from tests import resolve_check

ROOT = Path(__file__).resolve().parents[1]


def locked(name):
    """Return package -> version of a lock."""
    lines = resolve_check.requirements(tasks.lock_file(name).read_text(encoding="utf-8"))
    return {canonicalize_name(r.split("==")[0]): r.split("==")[1].split(" ")[0] for r, _ in lines}


def test_it_needs_only_the_standard_library():
    tree = ast.parse((ROOT / "tasks.py").read_text(encoding="utf-8"))
    names = {a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_help_names_every_job():
    done = subprocess.run(
        [sys.executable, "-S", "-E", "tasks.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert all(job in done.stdout for job in ("setup", "run", "test", "check", "bench", "build", "pictures"))


@pytest.mark.parametrize("argv", [["nonsense"], [], ["check", "--fast"], ["run", "a.lab", "b.lab"]])
def test_wrong_use_is_status_2(argv, capsys):
    with pytest.raises(SystemExit) as stop:
        tasks.main(argv)
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_one_sentence(tmp_path, capsys):
    assert tasks.main(["run", str(tmp_path / "no.lab")]) == 3
    assert capsys.readouterr().err == f"There is no file {tmp_path / 'no.lab'}.\n"


@pytest.mark.parametrize(
    ("platform", "environ", "seen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
        ("win32", {"QT_QPA_PLATFORM": "offscreen:configfile=x"}, False),
    ],
)
def test_where_a_window_can_be_seen(platform, environ, seen):
    assert tasks.has_display(platform, environ) is seen


def test_missing_system_packages_are_those_dpkg_does_not_have():
    answer = (
        "libgl1\tinstall ok installed\n"
        "libglib2.0-0t64\tinstall ok installed\n"
        "libegl1\tdeinstall ok config-files\n"
        "libdbus-1-3\tunknown ok not-installed\n"
    )
    assert tasks.missing_packages(["libgl1", "libglib2.0-0", "libegl1", "libdbus-1-3", "libxcb-cursor0"], answer) == [
        "libegl1", "libdbus-1-3", "libxcb-cursor0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stderr", "told"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one named in the lock"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: x", "Connect to the internet"),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: something new", "pip could not install"),
    ],
)
def test_what_pip_says_becomes_a_sentence(stderr, told):
    sentence = tasks.explain_pip(stderr)
    assert told in sentence
    assert "ERROR" in sentence


def test_set_up_is_repeated_only_for_another_lock(tmp_path):
    stamp = tmp_path / "stamp.json"
    assert not tasks.is_ready("run", stamp)
    stamp.write_text(json.dumps({"test": tasks.fingerprint("test")}), "utf-8")
    assert tasks.is_ready("test", stamp)
    assert tasks.is_ready("run", stamp)  # the test lock holds all of it
    stamp.write_text(json.dumps({"run": tasks.fingerprint("run")}), "utf-8")
    assert tasks.is_ready("run", stamp)
    assert not tasks.is_ready("test", stamp)
    stamp.write_text(json.dumps({"run": "another lock"}), "utf-8")
    assert not tasks.is_ready("run", stamp)
    stamp.write_text("torn", "utf-8")
    assert not tasks.is_ready("run", stamp)


def test_an_environment_is_kept_only_when_it_is_whole(tmp_path):
    assert not tasks.is_whole(tmp_path)
    assert tasks.is_whole(Path(sys.prefix))
    python = tasks.venv_python(tmp_path)
    python.parent.mkdir(parents=True)
    python.write_text("not a program", "utf-8")
    python.chmod(0o755)
    assert not tasks.is_whole(tmp_path)


def test_children_write_bytecode_and_speak_utf8(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    environment = tasks.child_environment(QT_QPA_PLATFORM="offscreen")
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    assert "PYTHONPATH" not in environment
    assert (environment["PYTHONUTF8"], environment["QT_QPA_PLATFORM"]) == ("1", "offscreen")


def test_a_program_that_is_not_there_is_a_sentence():
    with pytest.raises(tasks.Refused, match="could not be started"):
        tasks.call(ROOT / "no-such-program")


def test_only_benches_that_run_on_their_own_are_benches(tmp_path):
    (tmp_path / "start.py").write_text('if __name__ == "__main__":\n    pass\n', "utf-8")
    (tmp_path / "probes.py").write_text("", "utf-8")
    assert tasks.bench_modules(tmp_path) == ["start"]


def test_a_refused_job_prints_no_traceback(monkeypatch, capsys):
    def refuse(_: argparse.Namespace) -> int:
        """Refuse."""
        raise tasks.Refused("The disk is full.")

    monkeypatch.setitem(tasks.JOBS, "setup", refuse)
    assert tasks.main(["setup"]) == 3
    assert capsys.readouterr().err == "The disk is full.\n"


@pytest.mark.parametrize("name", ["run", "test", "oracle"])
def test_a_lock_pins_everything_by_hash_and_names_no_index(name):
    text = tasks.lock_file(name).read_text(encoding="utf-8")
    assert not re.search(r"https?:|--index|--extra|--find-links|file:", text)
    for requirement, _ in resolve_check.requirements(text):
        assert re.match(r"^[\w.-]+==[\w.!+-]+( --hash=sha256:[0-9a-f]{64})+$", requirement), requirement


def test_the_test_lock_holds_all_of_the_run_lock():
    run, test = locked("run"), locked("test")
    assert {name: test.get(name) for name in run} == run


@pytest.mark.parametrize(("lock", "source"), [("test", "test.in"), ("oracle", "oracle.in")])
def test_a_lock_satisfies_what_it_was_made_from(lock, source):
    wanted = [line for line in (ROOT / "requirements" / source).read_text("utf-8").splitlines() if line[:1] not in "#"]
    wanted += tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"] * (lock == "test")
    pins = locked(lock)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


def test_no_heavy_package_is_needed_at_run_time():
    assert not {"numpy", "pandas", "scipy", "pyside6", "pyside6-addons"} & set(locked("test"))


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_the_lock_of_another_system_follows_its_markers(system):
    text = "both==1 --hash=sha256:a\nwin==1 ; sys_platform == 'win32' --hash=sha256:b\n"
    chosen = resolve_check.for_system(text, system, "3.12").split()
    assert ("win==1" in chosen) is (system == "windows")
    assert "both==1" in chosen


def test_third_party_names_every_runtime_package():
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    assert [name for name in locked("run") if name not in told] == []
