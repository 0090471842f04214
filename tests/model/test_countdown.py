"""The room's timer: runs by a deadline, so neither pauses nor restarts of the program lose a second."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labapp.document import Document
from labapp.model import countdown
from tests.lab_files import fresh


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "a.lab") as made:
        yield made


def shown(document: Document) -> tuple[int, int, bool] | None:
    face = countdown.face(document.lab.read, document.lab.clock())
    return None if face is None else (face.remaining_seconds, face.total_seconds, face.running)


def test_there_is_no_timer_until_one_is_started(document: Document) -> None:
    assert shown(document) is None
    with document.lab.change("timer.start", undoable=False) as tx:
        countdown.start(tx, 300)
    assert shown(document) == (300, 300, True)


def test_pausing_holds_the_seconds_and_resuming_goes_on(document: Document) -> None:
    for operation in (lambda tx: countdown.start(tx, 120), countdown.pause):
        with document.lab.change("timer", undoable=False) as tx:
            operation(tx)
    left = shown(document)
    assert left is not None
    assert left[2] is False
    with document.lab.change("timer", undoable=False) as tx:
        countdown.pause(tx)
    again = shown(document)
    assert again is not None
    assert again[2] is True
    assert abs(again[0] - left[0]) <= 1


def test_more_time_makes_the_whole_longer(document: Document) -> None:
    with document.lab.change("timer", undoable=False) as tx:
        countdown.start(tx, 60)
        countdown.add(tx, 60)
    assert shown(document) == (120, 120, True)
    with document.lab.change("timer", undoable=False) as tx:
        countdown.clear(tx)
    assert shown(document) is None
