"""The board most tests work on; who needs another makes a `page` of his own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labapp.model import agenda, ideas, people
from tests.ui.board.boards import shown
from tests.ui.rooms import context
from ui.kinds.board.page import BoardPage


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[BoardPage]:
    """Three groups without cards, two sectors, one person."""
    with context(tmp_path / "a.lab") as made:
        lab = made.lab
        activity = agenda.activities(lab.read)[0].id
        with lab.change("cluster.add") as tx:
            for title in ("Działa", "Nie działa", "Marzenia"):
                ideas.add_cluster(tx, activity, title)
            sector = people.add_sector(tx, "Samorząd", "S", "S")
            people.add_sector(tx, "Organizacje", "O", "O")
            people.add_participant(tx, name="Anna Próbna", sector=sector)
        with shown(qtbot, made) as board:
            board.activateWindow()
            yield board
