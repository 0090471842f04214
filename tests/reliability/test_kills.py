"""Killed at any instant: every acknowledged change is there, the check is clean, the user's files were always whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from labapp import disk
from labapp.store.scratch import Scratch, sweep
from tests.lab_files import again, board, fresh
from tests.reliability.kills import trials
from tests.reliability.workers import WORKERS

KILLS = {"captures": 24, "ballots, secret": 26, "ballots, open": 20, "paper, secret": 20, "paper, open": 18}
USUAL = 14


@pytest.mark.parametrize("name", sorted(WORKERS))
def test_killed_in_the_middle_of(name: str, tmp_path: Path) -> None:
    assert trials(name, tmp_path, KILLS.get(name, USUAL), seed=7) > 0


def test_half_a_file_left_by_a_killed_process_is_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "a.lab"
    fresh(path).close()
    disk._beside(path).write_bytes(b"half")
    mine = tmp_path / ".labapp-of-another-computer.part"
    mine.write_bytes(b"half")
    document = again(path)
    assert board(document)
    document.close()
    assert {item.name for item in tmp_path.glob(".labapp-*")} == {mine.name}


def test_private_copies_of_the_living_are_not_swept_away(tmp_path: Path) -> None:
    living, dead = Scratch(), Scratch()
    for folder in (living, dead):
        (folder.path / "copy.lab").write_bytes(b"Kowalska")
    dead._lock.close()  # what remains when a process dies
    assert sweep() == 1
    assert living.path.exists()
    assert not dead.path.exists()
    living.close()
    assert not living.path.exists()
