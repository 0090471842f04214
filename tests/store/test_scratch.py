"""Private copies for a moment: nothing of them is left, whoever was killed and whenever."""

from __future__ import annotations

import os
from pathlib import Path

from labapp import paths
from labapp.store.scratch import Scratch, scratch, sweep


def _left() -> list[Path]:
    return [item for item in (paths.data_folder() / "work").iterdir() if item.name.startswith(".")]


def _killed_folder(*names: str) -> Path:
    # What a killed process leaves: the folder and its lock file, held by nobody.
    folder = paths.data_folder() / "work" / ".killed"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_bytes(b"")
    return folder


def test_nothing_is_left_after_a_block() -> None:
    with scratch() as folder:
        (folder / "copy.lab").write_bytes(b"Jan Kowalski")
        (folder / "inner").mkdir()
        (folder / "inner" / "more.txt").write_text("Kowalski")
    assert _left() == []


def test_a_killed_process_is_swept_up_after() -> None:
    folder = _killed_folder("lock.db", "copy.lab")
    assert sweep() == 1
    assert not folder.exists()


def test_a_folder_of_somebody_else_stays_until_it_is_old() -> None:
    folder = _killed_folder("copy.lab")
    assert sweep() == 0
    assert folder.exists()
    os.utime(folder, (0, 0))
    assert sweep() == 1
    assert not folder.exists()


def test_a_folder_at_work_stays() -> None:
    made = Scratch()
    (made.path / "copy.lab").write_bytes(b"Jan Kowalski")
    assert sweep() == 0
    assert (made.path / "copy.lab").exists()
    made.close()


def test_a_folder_just_being_made_stays_until_it_is_old() -> None:
    folder = _killed_folder("lock.db")
    assert sweep() == 0
    assert folder.exists()
    os.utime(folder, (0, 0))
    assert sweep() == 1
    assert not folder.exists()
