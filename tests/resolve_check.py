"""Asks the package index whether the locks fit the systems we cannot run: `python -m tests.resolve_check`.

pip judges markers by the machine it runs on, so they are evaluated here for the other machine first; then pip looks,
without installing anything, for a wheel with a locked hash for each package.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("run", "test")
PYTHONS = ("3.11", "3.12", "3.13")
# Without the index there is nothing to learn, and nothing wrong with the locks.
NO_ANSWER = ("NewConnectionError", "Temporary failure in name resolution", "ReadTimeout", "ProxyError")
# System -> the markers that differ there, and the wheels it takes.
SYSTEMS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "windows": ({"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"}, ("win_amd64",)),
    "macos": (
        {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
        tuple(f"macosx_{v}_{arch}" for v in ("13_0", "12_0", "11_0") for arch in ("arm64", "universal2"))
        + tuple(f"macosx_10_{v}_universal2" for v in range(9, 17)),
    ),
}


def requirements(lock: str) -> list[tuple[str, str]]:
    """Return each locked package with its hashes, and its marker or an empty text."""
    joined = re.sub(r"\\\n\s*", " ", lock)
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found: list[tuple[str, str]] = []
    for line in lines:
        head, *hashes = line.split(" --hash=")
        package, _, marker = head.partition(";")
        found.append((" --hash=".join([package.strip(), *(h.strip() for h in hashes)]), marker.strip()))
    return found


def for_system(lock: str, system: str, python: str) -> str:
    """Return the part of a lock that a system would install."""
    environment = {**SYSTEMS[system][0], "python_version": python, "python_full_version": f"{python}.0"}
    return "\n".join(r for r, marker in requirements(lock) if not marker or Marker(marker).evaluate(environment)) + "\n"


def resolve(lock: str, system: str, python: str) -> str:
    """Return an empty text when every package has a wheel there, else what pip says."""
    abi = [part for tag in (f"cp{python.replace('.', '')}", "abi3", "none") for part in ("--abi", tag)]
    wheels = [part for tag in SYSTEMS[system][1] for part in ("--platform", tag)]
    with tempfile.TemporaryDirectory() as folder:
        chosen = Path(folder) / "chosen.txt"
        text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
        chosen.write_text(for_system(text, system, python), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed", "--no-deps",
                   "--target", folder, "--only-binary=:all:", *wheels, *abi, "--implementation", "cp",
                   "--python-version", python, "--require-hashes", "-r", str(chosen)]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


def main() -> int:
    """Try every lock on every system with every Python."""
    failed = 0
    for lock in LOCKS:
        for system in SYSTEMS:
            for python in PYTHONS:
                problem = resolve(lock, system, python)
                unasked = any(sign in problem for sign in NO_ANSWER)
                failed += bool(problem) and not unasked
                result = "no answer" if unasked else "FAILED" if problem else "ok"
                print(f"{result:9}  {lock}.lock on {system}, Python {python}", "" if unasked else problem)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
