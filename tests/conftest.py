"""What every test gets: no screen needed, a data folder of its own, and a failure for whatever goes wrong unseen.

Qt warnings fail a test through pytest-qt (`qt_log_level_fail` in pyproject); Python's warnings, unraisable exceptions
and those of threads through `filterwarnings = error`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import pytest
from hypothesis import settings

from tests import leaks

settings.register_profile("ci", deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True)
def private_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep working copies, keys and settings of each test apart, and all of them out of the user's folders."""
    folder = tmp_path / "labapp-data"
    monkeypatch.setenv("LABAPP_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_connection_left() -> Iterator[None]:
    """Report database connections and transactions that a test, or what it tests, leaves open."""
    with leaks.watched() as left:
        yield
    if left:
        pytest.fail(f"left open: {'; '.join(left)}")


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Close and report windows that a test leaves open; costs nothing while no test has started Qt."""
    before = set(_open_windows())
    yield
    left = [window for window in _open_windows() if window not in before]
    names = [f"{type(window).__name__} {window.windowTitle()!r}".strip() for window in left]
    for window in left:
        window.close()
        window.deleteLater()
    if names:
        pytest.fail(f"left open: {', '.join(names)} (give windows to qtbot.addWidget or close them)")


def _open_windows() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    return [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
