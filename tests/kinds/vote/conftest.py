"""Rooms with a vote for all tests of the kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kinds.vote.room import Room, make


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Callable[..., Room]]:
    """Return a maker of rooms; they are closed afterwards."""
    made: list[Room] = []

    def new(**settings: Any) -> Room:
        made.append(make(tmp_path / f"room{len(made)}.lab", **settings))
        return made[-1]

    yield new
    for each in made:
        each.close()
