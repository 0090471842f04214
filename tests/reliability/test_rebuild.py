"""Killed while the end of a secret vote rebuilds the file: opened again, it has no sealed ballot and no key left."""

from __future__ import annotations

import os
import signal
import sqlite3
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from labapp import paths
from labapp.checking import check_lab
from labapp.kinds.vote import box, keys, result, rounds
from tests.lab_files import again
from tests.reliability import kills, workers

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills itself by a signal")
VOTE = "ballots, secret"
NEVER = 10**9


def end_and_die(path: str, data: str, steps: int, pipe: Connection) -> None:
    """Vote, hand over the sealed ballots, end the vote, and die after so many steps of the rebuild's connection."""
    os.environ["LABAPP_DATA"] = data
    document = workers.opened(Path(path))
    now = workers.the_vote(document)
    for place, voter in enumerate(workers.still_to_vote(document, now)):
        box.cast(document.lab, now.id, voter, [1 + place % 3])
    document.snapshot_now(wait=True)
    pipe.send([bytes(row["box"]) for row in document.lab.read.rows("SELECT box FROM vote_boxes")])
    plain, left = sqlite3.connect, [steps]

    def step() -> int:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def watched(*given: Any, **more: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = plain(*given, **more)
        made.set_progress_handler(step, 20)
        return made

    sqlite3.connect = watched  # type: ignore[assignment]
    box.close_vote(document.lab, now.id)
    pipe.send("ended")
    os._exit(0)


def holding(folder: Path, sealed: list[bytes]) -> set[Path]:
    """Return the files in which a sealed ballot lies."""
    found = set()
    for file in folder.rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            found |= {file} if any(each[:40] in raw for each in sealed) else set()
    return found


@pytest.mark.parametrize("steps", [1, 30, 150, 400, NEVER])
def test_killed_in_the_middle_of_rebuilding(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "a.lab"
    workers.prepare_vote(path, VOTE)
    ours, theirs = kills.context().Pipe(duplex=False)
    process = kills.context().Process(  # type: ignore[attr-defined]
        target=end_and_die, args=(str(path), str(paths.data_folder()), steps, theirs)
    )
    process.start()
    theirs.close()
    sealed = ours.recv()
    try:
        ended = ours.recv() == "ended"
    except EOFError:
        ended = False
    process.join()
    ours.close()
    assert len(sealed) == workers.VOTERS
    assert ended is (steps == NEVER)
    if not ended:
        assert list(keys.folder().iterdir())  # cut short: what is left can be finished
    document = again(path)
    now = workers.the_vote(document)
    assert now.state == rounds.CLOSED
    assert result.result(document.lab.read, now.id).voted == workers.VOTERS
    assert check_lab(document.lab) == []
    document.snapshot_now(wait=True)
    assert not list(keys.folder().iterdir())
    document.close()
    backups = paths.data_folder() / "backups"  # made while the vote was open: nobody has their key any more
    assert {file for file in holding(tmp_path, sealed) if backups not in file.parents} == set()
