"""Rooms with a vote, contexts and pages for them, for all tests of the vote's windows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from labapp.lab import Lab
from labapp.wording.translate import translator
from tests.kinds.vote.room import Room, make
from ui.booth.window import BoothWindow
from ui.context import Context
from ui.kinds.vote.page import VotePage
from ui.kinds.vote.setup import SetupPanel
from ui.theme import LIGHT
from ui.widgets.style import apply

SMALL = (591, 411)
"""What a console of 1093 × 614 leaves to the page."""


@dataclass
class Snapshots:
    """Stands where the document is: a page asks it for the laboratory and for a snapshot at a vote's end."""

    lab: Lab
    taken: list[bool] = field(default_factory=list)

    def snapshot(self, now: bool = False) -> None:
        self.taken.append(now)


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication) -> Iterator[Callable[..., Room]]:
    """Return a maker of rooms; they are closed afterwards."""
    apply(qapp, LIGHT)
    made: list[Room] = []

    def new(**settings: Any) -> Room:
        made.append(make(tmp_path / f"room{len(made)}.lab", **settings))
        return made[-1]

    yield new
    for each in made:
        each.close()
    qapp.setStyleSheet("")


@pytest.fixture
def context() -> Callable[..., Context]:
    """Return a maker of contexts for a room."""

    def new(room: Room, language: str = "en") -> Context:
        return Context(cast(Any, Snapshots(room.lab)), translator(language), LIGHT, cast(Any, None))

    return new


@pytest.fixture
def page(qtbot: Any, context: Callable[..., Context]) -> Callable[..., VotePage]:
    """Return a maker of a room's vote page, shown; what it tells is kept in its `said`."""

    def new(here: Room, language: str = "en") -> Any:
        made: Any = VotePage(context(here, language), here.activity)
        here.lab.subscribe(made.refresh)
        made.said = []
        made.context.signals.message.connect(lambda text, tone: made.said.append((tone, text)))
        qtbot.addWidget(made)
        made.resize(600, 440)
        made.show()
        qtbot.waitExposed(made)
        return made

    return new


@pytest.fixture
def booth(qtbot: Any, context: Callable[..., Context]) -> Iterator[Callable[..., BoothWindow]]:
    """Return a maker of a room's booth, shown; it is left afterwards."""
    made: list[BoothWindow] = []

    def new(here: Room, **more: Any) -> BoothWindow:
        window = BoothWindow(context(here), here.vote, **more)
        made.append(window)
        window.resize(1093, 614)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield new
    for window in made:
        window.leave()
        window.deleteLater()


@pytest.fixture
def panel(qtbot: Any, context: Callable[..., Context]) -> Callable[..., SetupPanel]:
    """Return a maker of a room's setup, shown as large as a small laptop has it."""

    def new(here: Room, language: str = "en") -> SetupPanel:
        made = SetupPanel(context(here, language), here.activity)
        here.lab.subscribe(lambda _changes: made.refresh())
        qtbot.addWidget(made)
        made.resize(*SMALL)
        made.refresh()
        made.terms.show_ready(None)
        made.show()
        qtbot.waitExposed(made)
        QApplication.processEvents()
        return made

    return new
