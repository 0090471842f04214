"""The nets below every test hold: what goes wrong unseen makes a test fail, and nothing touches the user's folders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]

CASES = '''
import sqlite3
import threading
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QWidget

def test_qt_warning(qtbot):
    qWarning("something is off")

def test_window_left_open(qtbot):
    test_window_left_open.window = QWidget()
    test_window_left_open.window.show()

def test_window_left_alive(qtbot):
    test_window_left_alive.window = QWidget()  # never shown, and kept

def test_connection_left_open(tmp_path):
    sqlite3.connect(tmp_path / "a.db")

def test_transaction_left_open(tmp_path):
    test_transaction_left_open.connection = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    test_transaction_left_open.connection.execute("BEGIN")

def test_thread_exception():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_unraisable():
    class Loud:
        def __del__(self):
            raise ValueError("in __del__")
    Loud()

def test_exception_in_a_slot(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.waitUntil(lambda: True)
    qtbot.wait(1)

def test_known_noise(qtbot):
    qWarning("This plugin does not support propagateSizeHints()")

def test_clean(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
'''


def test_what_goes_wrong_unseen_fails(tmp_path):
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_cases.py").write_text(CASES, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path),
               "-p", "no:cacheprovider", "-rA", "--color=no", str(tmp_path)]  # fmt: skip
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip
    outcome = {
        line.split("::")[1].split()[0]: line.split()[0]
        for line in done.stdout.splitlines()
        if "::" in line and line.split()[0] in ("PASSED", "FAILED", "ERROR")
    }
    assert outcome == {
        "test_qt_warning": "FAILED",
        "test_window_left_open": "ERROR",
        "test_window_left_alive": "ERROR",
        "test_connection_left_open": "ERROR",
        "test_transaction_left_open": "ERROR",
        "test_thread_exception": "FAILED",
        "test_unraisable": "FAILED",
        "test_exception_in_a_slot": "FAILED",
        "test_known_noise": "PASSED",
        "test_clean": "PASSED",
    }, done.stdout


def test_the_data_folder_is_private(tmp_path, private_data):
    from labapp import paths

    assert paths.data_folder() == private_data == tmp_path / "labapp-data"
    assert paths.config_folder().is_relative_to(tmp_path)


def test_no_screen_is_needed():
    assert os.environ["QT_QPA_PLATFORM"]


@given(st.integers())
def test_drawn_examples_have_no_deadline(number):
    assert settings().deadline is None, number
