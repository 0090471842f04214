"""The only place that knows where things lie: resources (checkout, wheel or frozen) and the user's own folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_APP = "labapp"


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
    if moved:
        folder = Path(moved)
    else:
        import platformdirs

        folder = getattr(platformdirs, kind)(_APP, appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
