#!/usr/bin/env python3
"""One command each: set-up, run, test, check, bench, build, pictures. Standard library only, any Python from 3.11 on.

`python3 tasks.py run` on a machine with nothing but Python makes `.venv` beside this file, installs the locked packages
and opens the window. The long work is done by the environment's own Python; this file only prepares, calls, explains.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "labapp-setup.json"
OLDEST = (3, 11)
ALL_CORES = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")  # each process may come to hold 1 GB

# What PySide6 opens at import, and what its xcb plugin opens besides; found one at a time in an empty Debian 12.
SYSTEM_PACKAGES = (
    "libgl1", "libegl1", "libxkbcommon0", "libglib2.0-0", "libfontconfig1", "libdbus-1-3",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0",
)  # fmt: skip

PIP_FAILURES = (
    ("HASHES", "A downloaded package is not the one named in the lock; nothing was installed. Try another network."),
    ("No space left", "The disk is full: the environment needs about 700 MB in this folder."),
    ("Permission denied", "This folder cannot be written to. Move the checkout to a folder of your own."),
    ("No matching distribution", "The packages could not be downloaded: no network, or no package for this computer."),
    ("Connection", "The packages could not be downloaded. Connect to the internet once and repeat the command."),
    ("Temporary failure", "The packages could not be downloaded. Connect to the internet once and repeat the command."),
    ("timed out", "The packages could not be downloaded: the network is too slow. Repeat the command."),
)


class Refused(Exception):
    """An ordinary failure, told in one sentence with a way out; never shown as a traceback."""


def say(text: str = "") -> None:
    """Print at once, so that our lines stand in order with those of the programs we call."""
    print(text, flush=True)


# --- the environment ------------------------------------------------------------------------------------------------


def venv_python(folder: Path = VENV) -> Path:
    """Return where an environment keeps its Python on this system."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_file(name: str) -> Path:
    """Return the lock called `run`, `test` or `oracle`."""
    return ROOT / "requirements" / f"{name}.lock"


def child_environment(**more: str) -> dict[str, str]:
    """Return the environment for what we call: bytecode is written (imports cost 2-4 times more without), UTF-8 too."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return {**kept, "PYTHONUTF8": "1", **more}


def call(*args: str | Path, quiet: bool = False, **more: str) -> int:
    """Run a program in the checkout, its errors and unless `quiet` its output shown; return its exit status."""
    shown = subprocess.DEVNULL if quiet else None
    words = [str(a) for a in args]
    try:
        return subprocess.run(words, cwd=ROOT, env=child_environment(**more), stdout=shown, check=False).returncode
    except OSError as problem:
        raise Refused(f"{args[0]} could not be started: {problem.strerror}.") from problem


def fingerprint(lock: str) -> str:
    """Return what set-up depends on: the lock's content and the Python that made the environment."""
    version = ".".join(map(str, sys.version_info[:3]))
    return hashlib.sha256(lock_file(lock).read_bytes() + version.encode()).hexdigest()


def is_ready(lock: str, stamp: Path = STAMP) -> bool:
    """Say whether the environment already holds this lock; `test` holds all of `run`."""
    try:
        done = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    enough = ("run", "test") if lock == "run" else (lock,)
    return any(done.get(name) == fingerprint(name) for name in enough)


def setup(lock: str) -> None:
    """Make the environment hold a lock; does nothing when it does so already."""
    if sys.version_info < OLDEST:
        raise Refused(f"Python {'.'.join(map(str, OLDEST))} or newer is needed; this one is {sys.version.split()[0]}.")
    if not (is_ready(lock) and venv_python().exists()):
        started = time.monotonic()
        install_system_packages()
        make_venv(VENV)
        install(VENV, lock)
        confirm_qt()
        call(venv_python(), "-m", "compileall", "-q", "labapp", "ui")
        STAMP.write_text(json.dumps({lock: fingerprint(lock)}), encoding="utf-8")
        say(f"The environment is ready ({time.monotonic() - started:.0f} s).")
    compile_translations()


def is_whole(folder: Path) -> bool:
    """Say whether an environment is there, can install packages and belongs to the Python that runs this file."""
    probe = "import importlib.util, sys; print(sys.version_info[:2] if importlib.util.find_spec('pip') else 0)"
    try:
        done = subprocess.run([str(venv_python(folder)), "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False  # it is not there, or made for another machine
    return done.stdout.strip() == str(sys.version_info[:2])


def make_venv(folder: Path) -> None:
    """Make a virtual environment, also in place of a broken one or another Python's."""
    if is_whole(folder):
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        apt_install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "Python's venv module is missing")
    say(f"Making the environment in {folder} …")
    if call(sys.executable, "-m", "venv", "--clear", folder) != 0:
        raise Refused(f"The environment could not be made in {folder}. Is the disk full, or the folder read-only?")


def install(folder: Path, lock: str) -> None:
    """Install a lock into an environment; hashes make sure that we get what was locked."""
    say(f"Installing the {lock} packages (the first time this downloads up to 130 MB) …")
    quiet = [] if sys.stdout.isatty() else ["-q"]
    command = [str(venv_python(folder)), "-m", "pip", "install", *quiet, "--disable-pip-version-check", "--no-input",
               "--compile", "--require-hashes", "-r", str(lock_file(lock))]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, env=child_environment(), stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refused(explain_pip(done.stderr))


def explain_pip(stderr: str) -> str:
    """Turn what pip complained of into a sentence, followed by pip's own last words."""
    sentence = next((told for sign, told in PIP_FAILURES if sign in stderr), "pip could not install the packages.")
    last = [line for line in stderr.splitlines() if line.startswith("ERROR")][-3:]
    return "\n  ".join([sentence, *last])


def confirm_qt() -> None:
    """Say now, and not at the first window, that a system library is missing."""
    command = [str(venv_python()), "-c", "import PySide6.QtWidgets"]
    done = subprocess.run(command, env=child_environment(), stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Refused(f"The window library does not load: {(done.stderr.splitlines() or ['no reason given'])[-1]}\n"
                      f"  On Debian or Ubuntu: sudo apt-get install {' '.join(SYSTEM_PACKAGES)}")  # fmt: skip


def is_compiled(po: Path) -> bool:
    """Say whether the `.mo` beside a translation was made from it: it ends with the digest of its source."""
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.read_bytes().endswith(hashlib.sha256(po.read_bytes()).digest())


def compile_translations() -> None:
    """Make the fast copies of the translations that are missing or out of date."""
    if all(is_compiled(po) for po in (ROOT / "resources" / "translations").rglob("*.po")):
        return
    if call(venv_python(), "-m", "labapp.wording.compile_po") != 0:
        raise Refused("The translations could not be compiled; the lines above name the place.")


# --- what the system must bring -------------------------------------------------------------------------------------


def missing_packages(needed: Iterable[str], dpkg_answer: str) -> list[str]:
    """Return which packages dpkg does not list as installed; 64-bit time brought names ending in `t64`."""
    lines = (line.split("\t") for line in dpkg_answer.splitlines() if "\t" in line)
    there = {name for name, state in lines if state.endswith(" installed")}
    return [name for name in needed if not there & {name, name + "t64"}]


def install_system_packages() -> None:
    """On Debian and Ubuntu, install the libraries Qt needs; elsewhere `confirm_qt` says what lacks."""
    if not sys.platform.startswith("linux") or shutil.which("dpkg-query") is None:
        return
    names = [name + suffix for name in SYSTEM_PACKAGES for suffix in ("", "t64")]
    query = ["dpkg-query", "-W", "-f", "${Package}\t${Status}\n", *names]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)  # unknown names make it fail: fine
    missing = missing_packages(SYSTEM_PACKAGES, answer.stdout)
    if missing:
        try:
            apt_install(missing, "Some system libraries are missing")
        except Refused as problem:
            say(f"{problem}\n  Going on without them: the window may not open.")


def apt_install(packages: Sequence[str], why: str) -> None:
    """Install Debian packages when we are root there; otherwise say which command does it."""
    by_hand = f"sudo apt-get install {' '.join(packages)}"
    if shutil.which("apt-get") is None or getattr(os, "geteuid", lambda: 1)() != 0:
        raise Refused(f"{why}. On Debian or Ubuntu this mends it: {by_hand}")
    say(f"{why}; installing {' '.join(packages)} …")
    wanted = ("install", "-y", "-qq", "--no-install-recommends", *packages)
    apt_get = functools.partial(call, "apt-get", quiet=True, DEBIAN_FRONTEND="noninteractive")
    if apt_get(*wanted) and (apt_get("update", "-qq") or apt_get(*wanted)):
        raise Refused(f"{why}, and apt could not install them. Try by hand: {by_hand}")


def has_display(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> bool:
    """Say whether a window could be seen here."""
    if environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    return not platform.startswith("linux") or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


# --- the jobs -------------------------------------------------------------------------------------------------------


def do_setup(_: argparse.Namespace) -> int:
    """Make everything ready for work on the program and do no more."""
    setup("test")
    return 0


def do_run(args: argparse.Namespace) -> int:
    """Open the window; without a display, make the finished example instead."""
    file = Path(args.file).resolve() if args.file else None
    if file and not file.exists():
        raise Refused(f"There is no file {file}.")
    setup("run")
    if has_display():
        return call(venv_python(), "-m", "ui", *([file] if file else []))
    say("There is no display here, so no window can open.")
    return headless(ROOT / "out" / "example", file)


def headless(out: Path, file: Path | None) -> int:
    """Make what a window would show: a laboratory, its report in two formats and pictures of the windows."""
    out.mkdir(parents=True, exist_ok=True)
    lab: list[str | Path] = [venv_python(), "-m", "labapp"]
    source = file or out / "example.lab"
    steps: list[list[str | Path]] = [] if file else [[*lab, "demo", source, "--force"]]
    steps += [[*lab, "report", source, "-o", out / f"{source.stem}{ending}", "--force"] for ending in (".pdf", ".docx")]
    main_screens = ("--quick", "--only", "welcome", "console", "stage")  # all 900 would take many silent minutes
    steps += [[venv_python(), "-m", "ui.pictures", out / "pictures", *main_screens]]
    say(f"Making the {'report' if file else 'finished example'} and pictures of the main windows in {out} …")
    with tempfile.TemporaryDirectory(prefix="labapp-") as data:
        for step in steps:
            status = call(*step, LABAPP_DATA=data, QT_QPA_PLATFORM="offscreen")
            if status:
                say(f"This step failed: {' '.join(map(str, step[1:]))}")
                return status
    pictures = len(list((out / "pictures").rglob("*.png")))
    for path in sorted(p for p in out.iterdir() if p.is_file()):
        say(f"  {path}")
    say(f"  {out / 'pictures'} ({pictures} pictures; the job pictures draws every screen)")
    return 0


def do_test(args: argparse.Namespace) -> int:
    """Run the whole suite on all cores, or what the arguments name on one, without needing a screen."""
    setup("test")
    return call(venv_python(), "-m", "pytest", "-ra", *(args.rest or ALL_CORES), QT_QPA_PLATFORM="offscreen")


def check_steps() -> list[tuple[str, list[str | Path]]]:
    """Return what `check` runs, by name."""
    python = venv_python()
    contracts = python.with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
    return [
        ("style (ruff)", [python, "-m", "ruff", "check", "."]),
        ("types (mypy)", [python, "-m", "mypy"]),
        ("types of the tools", [python, "-m", "mypy", "tasks.py", *sorted((ROOT / "tests").glob("*_check.py"))]),
        ("import contracts", [contracts, "--no-logo"]),
        ("other systems", [python, "-m", "tests.portability_check"]),
        ("templates", [python, "-m", "tests.template_check"]),
        ("translations", [python, "-m", "tests.translation_check"]),
    ]


def do_check(_: argparse.Namespace) -> int:
    """Run every check that is not a test; all of them, whatever the first says."""
    setup("test")
    results: list[tuple[str, bool]] = []
    for name, command in check_steps():
        say(f"--- {name}")
        results.append((name, call(*command, QT_QPA_PLATFORM="offscreen") == 0))
    say("--- summary")
    for name, fine in results:
        say(f"{'ok    ' if fine else 'FAILED'}  {name}")
    return 0 if all(fine for _, fine in results) else 1


def bench_modules(folder: Path = ROOT / "tests" / "bench") -> list[str]:
    """Return the names of the benches that can be run on their own."""
    runnable = (p for p in sorted(folder.glob("*.py")) if '__name__ == "__main__"' in p.read_text(encoding="utf-8"))
    return [path.stem for path in runnable]


def do_bench(args: argparse.Namespace) -> int:
    """Measure against probes of the same run; each bench prints its ratios and its bars."""
    setup("test")
    known = bench_modules()
    unknown = set(args.rest) - set(known)
    if unknown:
        raise Refused(f"There is no bench {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    worst = 0
    for name in args.rest or known:
        say(f"--- bench {name}")
        worst = max(worst, abs(call(venv_python(), "-m", f"tests.bench.{name}", QT_QPA_PLATFORM="offscreen")))
    return worst


def do_build(_: argparse.Namespace) -> int:
    """Freeze both programs into one folder and let each prove itself: the exit status decides."""
    setup("test")
    if sys.platform.startswith("linux") and not shutil.which("objdump"):
        apt_install(["binutils"], "PyInstaller needs the tools that read programs")
    dist, work = ROOT / "dist", ROOT / "build" / "pyinstaller"
    status = call(venv_python(), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
                  "--distpath", dist, "--workpath", work, "build_installer.spec")  # fmt: skip
    if status:
        raise Refused("The program could not be frozen; the lines above tell why.")
    ending = ".exe" if os.name == "nt" else ""
    size = sum(p.stat().st_size for p in (dist / "labapp").rglob("*") if p.is_file() and not p.is_symlink())
    say(f"Built {dist / 'labapp'}: {size / 1e6:.0f} MB.")
    display = os.environ.get("QT_QPA_PLATFORM", "") if has_display() else "offscreen"
    worst = 0
    with tempfile.TemporaryDirectory(prefix="labapp-") as data:
        for program in ("lab", "labapp"):
            frozen = dist / "labapp" / f"{program}{ending}"
            status = call(frozen, "--self-test", LABAPP_DATA=data, QT_QPA_PLATFORM=display)
            say(f"{'ok    ' if status == 0 else 'FAILED'}  {program} --self-test")
            worst = max(worst, abs(status))
    return worst


def sweep() -> None:
    """Remove what setuptools leaves in the checkout: it would pack modules that are long gone."""
    for left in (ROOT / "build" / "lib", *ROOT.glob("*.egg-info"), *(ROOT / "build").glob("bdist*")):
        shutil.rmtree(left, ignore_errors=True)


def do_wheel(_: argparse.Namespace) -> int:
    """Build a wheel and use it the way a stranger would: a new environment, an empty folder."""
    setup("test")
    sweep()
    with tempfile.TemporaryDirectory(prefix="labapp-") as scratch:
        there = Path(scratch)
        options = ("-q", "--no-deps", "--no-build-isolation", "-w", there / "wheel")
        if call(venv_python(), "-m", "pip", "wheel", ".", *options):
            raise Refused("The wheel could not be built; the lines above tell why.")
        sweep()
        wheel = next((there / "wheel").glob("*.whl"))
        make_venv(there / "venv")
        install(there / "venv", "run")
        python = venv_python(there / "venv")
        if call(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel):
            raise Refused("The wheel could not be installed.")
        (there / "empty").mkdir()
        say(f"{wheel.name}: lab templates, from an empty folder")
        program = python.with_name("lab.exe" if os.name == "nt" else "lab")
        environment = child_environment(LABAPP_DATA=str(there / "data"))
        return subprocess.run([program, "templates"], cwd=there / "empty", env=environment, check=False).returncode


def do_resolve(_: argparse.Namespace) -> int:
    """Ask the package index whether the locks can be installed on the systems that we cannot run here."""
    setup("test")
    return call(venv_python(), "-m", "tests.resolve_check")


def do_pictures(args: argparse.Namespace) -> int:
    """Paint a contact sheet of every screen: both languages, three sizes, three themes."""
    out = Path(args.out).resolve()
    setup("test")
    with tempfile.TemporaryDirectory(prefix="labapp-") as data:
        return call(venv_python(), "-m", "ui.pictures", out, LABAPP_DATA=data, QT_QPA_PLATFORM="offscreen")


JOBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "setup": do_setup, "run": do_run, "test": do_test, "check": do_check, "bench": do_bench,
    "build": do_build, "pictures": do_pictures, "wheel": do_wheel, "resolve": do_resolve,
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """Return the command line: one word per job."""
    made = argparse.ArgumentParser(prog="tasks.py", description="One command each; each sets up what it needs.")
    jobs = made.add_subparsers(dest="job", required=True, metavar="JOB")
    for name, job in JOBS.items():
        line = (job.__doc__ or "").splitlines()[0]
        sub = jobs.add_parser(name, help=line, description=line)
        if name == "run":
            sub.add_argument("file", nargs="?", metavar="FILE", help="a laboratory to open")
        elif name == "pictures":
            sub.add_argument("out", nargs="?", metavar="OUT", default=str(ROOT / "out" / "pictures"), help="a folder")
        elif name == "bench":
            sub.add_argument("rest", nargs="*", metavar="NAME", help="only these benches")
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Do one job; ordinary failures are sentences on standard error."""
    known, rest = parser().parse_known_args(argv)
    if known.job == "test":
        known.rest = rest  # pytest has its own options
    elif rest:
        parser().error(f"unknown: {' '.join(rest)}")
    try:
        return JOBS[known.job](known)
    except Refused as problem:
        print(problem, file=sys.stderr)
        return 3
    except OSError as problem:
        print(f"{problem.filename or 'This computer'}: {problem.strerror}.", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
