"""What every test gets: no screen needed, a data folder of its own, and a failure for whatever goes wrong unseen.

Qt warnings fail a test through pytest-qt (`qt_log_level_fail` in pyproject); Python's warnings, unraisable exceptions
and those of threads through `filterwarnings = error`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import pytest
from hypothesis import settings

from tests import leaks, windows

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
    """Report windows that a test leaves open or alive; costs nothing while no test has started Qt."""
    with windows.watched() as left:
        yield
    if left:
        pytest.fail(f"left: {', '.join(left)} (give windows to qtbot.addWidget, or close and delete them)")
