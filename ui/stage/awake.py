"""The machine kept awake while the room looks at it, and what its power supply says. All system-only code is here.

Where a system offers no way, `Awake` reports so and nothing breaks. On Linux and macOS a helper process holds the
inhibition and ends with us, even when we are killed: it waits on a pipe from us, or on our process id.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

LOW_PERCENT = 20
_WHY = "A room is looking at the screen"


class PowerWarning(StrEnum):
    """What the moderator should be told."""

    UNPLUGGED = "unplugged"
    LOW_BATTERY = "low-battery"


@dataclass(frozen=True, slots=True)
class Power:
    """What the system says: plugged in or not, percent left; None where it says nothing (a desktop)."""

    plugged: bool | None = None
    percent: int | None = None

    @property
    def warnings(self) -> tuple[PowerWarning, ...]:
        """Return what is worth a warning, the gravest last."""
        if self.plugged is not False:
            return ()
        low = self.percent is not None and self.percent <= LOW_PERCENT
        return (PowerWarning.UNPLUGGED, PowerWarning.LOW_BATTERY) if low else (PowerWarning.UNPLUGGED,)


class Awake:
    """Keeps screen and machine awake between `start` and `stop`."""

    def __init__(self, commands: Sequence[Sequence[str]] | None = None) -> None:
        """`commands` replaces the system's own helpers (for tests)."""
        self._commands = commands if commands is not None else helper_commands()
        self._helpers: list[subprocess.Popen[bytes]] = []
        self._asked_windows = False

    @property
    def active(self) -> bool:
        """Tell whether anything really keeps the machine awake now."""
        return self._asked_windows or any(helper.poll() is None for helper in self._helpers)

    def start(self) -> None:
        """Ask the system to stay awake; harmless when repeated."""
        if self.active:
            return
        self._asked_windows = _stay_awake_windows(True)
        for command in self._commands:
            helper = _spawn(command)
            if helper is not None:
                self._helpers.append(helper)

    def stop(self) -> None:
        """Let the machine sleep again."""
        if self._asked_windows:
            _stay_awake_windows(False)
            self._asked_windows = False
        for helper in self._helpers:
            _end(helper)
        self._helpers.clear()


def helper_commands() -> list[list[str]]:
    """Return the commands that hold off sleep here, those that exist; each ends when we do."""
    wanted: list[list[str]]
    if sys.platform == "darwin":
        wanted = [["caffeinate", "-dis", "-w", str(os.getpid())]]
    elif sys.platform.startswith("linux"):
        wanted = [
            ["systemd-inhibit", "--what=idle:sleep", "--who=labapp", f"--why={_WHY}", "cat"],
            ["gnome-session-inhibit", "--inhibit", "idle:suspend", "--reason", _WHY, "cat"],
        ]
    else:
        wanted = []
    return [command for command in wanted if shutil.which(command[0])]


def _spawn(command: Sequence[str]) -> subprocess.Popen[bytes] | None:
    try:
        return subprocess.Popen(
            list(command), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:  # there, but not to be run: the same to us as not there
        return None


def _end(helper: subprocess.Popen[bytes]) -> None:
    if helper.stdin is not None:
        helper.stdin.close()
    helper.terminate()
    try:
        helper.wait(timeout=1)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()


def _stay_awake_windows(on: bool) -> bool:
    if sys.platform == "win32":
        continuous, system, display = 0x80000000, 0x00000001, 0x00000002
        flags = continuous | system | display if on else continuous
        return bool(ctypes.windll.kernel32.SetThreadExecutionState(flags))
    else:
        return False


def read_power() -> Power:
    """Ask the system about its power; on macOS this runs a program, so ask from a job."""
    return _READERS.get(sys.platform, Power)()


def power_from_sys(folder: Path = Path("/sys/class/power_supply")) -> Power:
    """Read Linux' files: mains on or off, and the emptiest battery of the machine itself."""
    mains: list[bool] = []
    percents: list[int] = []
    discharging = False
    for supply in sorted(folder.iterdir()) if folder.is_dir() else []:
        kind, scope = _word(supply / "type"), _word(supply / "scope")
        if scope == "Device":  # a mouse or a headset
            continue
        if kind in ("Mains", "USB") and _word(supply / "online"):
            mains.append(_word(supply / "online") != "0")
        elif kind == "Battery":
            discharging = discharging or _word(supply / "status") == "Discharging"
            if _word(supply / "capacity").isdigit():
                percents.append(int(_word(supply / "capacity")))
    if not percents and not discharging:
        return Power(True if any(mains) else None, None)
    plugged = any(mains) if mains else not discharging
    return Power(plugged, min(percents, default=None))


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


def power_from_pmset(output: str) -> Power:
    """Read what `pmset -g batt` prints on macOS."""
    source = re.search(r"drawing from '([^']+)'", output)
    percent = re.search(r"(\d+)%", output)
    plugged = None if source is None else source.group(1) == "AC Power"
    return Power(plugged, int(percent.group(1)) if percent else None)


def _power_mac() -> Power:
    try:
        done = subprocess.run(["pmset", "-g", "batt"], capture_output=True, text=True, timeout=3, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return Power()
    return power_from_pmset(done.stdout)


class _SystemPowerStatus(ctypes.Structure):
    _fields_ = [
        ("ac_line", ctypes.c_ubyte),
        ("battery_flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("life", ctypes.c_ulong),
        ("full_life", ctypes.c_ulong),
    ]


def power_from_windows(ac_line: int, battery_flag: int, percent: int) -> Power:
    """Read the numbers of GetSystemPowerStatus; 255 means unknown, flag 128 no battery."""
    plugged = {0: False, 1: True}.get(ac_line)
    has_battery = battery_flag != 255 and not battery_flag & 128
    return Power(plugged, percent if has_battery and percent <= 100 else None)


def _power_windows() -> Power:
    if sys.platform == "win32":
        status = _SystemPowerStatus()
        if ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(status)):
            return power_from_windows(status.ac_line, status.battery_flag, status.percent)
    return Power()


_READERS: dict[str, Callable[[], Power]] = {
    "linux": power_from_sys,
    "darwin": _power_mac,
    "win32": _power_windows,
}
