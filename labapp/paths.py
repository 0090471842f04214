"""The only place that knows where things lie: resources (checkout, wheel or frozen) and the user's own folders."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_APP = "labapp"


class NoFolder(OSError):
    """The user's own folders cannot be made: a read-only home, or none at all."""


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource; it is not checked for existence."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base.joinpath("resources", *parts)


def data_folder() -> Path:
    """Return (and make) the folder of working copies, keys and backups; `LABAPP_DATA` moves it."""
    return _made(os.environ.get("LABAPP_DATA"), "user_data_path")


def config_folder() -> Path:
    """Return (and make) the folder of settings and recent files; inside `LABAPP_DATA` when that is set."""
    moved = os.environ.get("LABAPP_DATA")
    return _made(str(Path(moved) / "config") if moved else None, "user_config_path")


def _made(moved: str | None, kind: str) -> Path:
    folder = Path(moved) if moved else _own(kind)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds names
    except OSError as problem:
        raise NoFolder(problem.errno, problem.strerror, str(folder)) from problem
    return folder


def _own(kind: str) -> Path:
    import platformdirs

    try:
        return Path(getattr(platformdirs, kind)(_APP, appauthor=False))
    except RuntimeError as homeless:  # a user without a home and without a name for one
        raise NoFolder(errno.ENOENT, os.strerror(errno.ENOENT), "~") from homeless
