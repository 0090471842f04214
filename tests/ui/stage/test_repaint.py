"""Painting only what differs leaves the same pixels as painting everything."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labapp.kinds.board.layouts import COLUMNS, FIELDS, LIST, PRESETS
from labapp.kinds.board.stage import BoardScene, MatrixScene, StageCard, StageColumn, StagePoint
from labapp.stage.scenes import BreakScene, TitleScene
from labapp.stage.state import StageState, TimerFace
from ui.stage.display import DisplayList, changed, draw
from ui.stage.painters import compose
from ui.stage.window import StageMode, StageWindow
from ui.theme import LIGHT, THEMES, Theme
from ui.widgets.fonts import load_fonts

SIZE = (1024, 768)
_WORDS = ("Ławka w cieniu, źdźbło, gżegżółka", "🌳 drzewa przy szkole 🚲", "مقعد في الظل", "Więcej koszy", "Q̣̇̂ i j")


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    load_fonts()


def _board(cards: int, layout: str = COLUMNS) -> StageState:
    marks = ("S", "O", "", "M")
    columns = tuple(
        StageColumn(number, f"Kolumna {number}", tuple(
            StageCard(f"{_WORDS[i % 5]} {i}", marks[i % 4], merged=i % 3) for i in range(number, cards, 3)
        ))
        for number in (1, 2, 3)
    )  # fmt: skip
    return StageState("Próba", "pl", BoardScene("Co zmienić?", "idea", columns, layout=layout), TimerFace(300, 600))


def _matrix(points: int) -> StageState:
    listed = tuple(StagePoint(StageCard(_WORDS[i % 5]), i / 9, 1 - i / 9) for i in range(points))
    return StageState("Próba", "pl", MatrixScene("Co zmienić?", "idea", PRESETS["impact"], listed, 2))


def _steps() -> Iterator[tuple[StageState, StageState]]:
    for layout in (COLUMNS, FIELDS, LIST):
        yield _board(8, layout), _board(9, layout)
    yield _board(60), replace(_board(60), page=1)
    yield _board(9), replace(_board(9), timer=TimerFace(59, 600))
    yield _board(9), replace(_board(9), notice="Zaraz kończymy")
    yield _matrix(4), _matrix(5)
    yield _board(3), StageState("Próba", "pl", TitleScene("Próba", "w Toruniu"))
    yield StageState("P", "pl", BreakScene("11:20"), TimerFace(90, 600)), _board(2)


def _whole(picture: DisplayList, theme: Theme) -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw(painter, picture, theme)
    painter.end()
    return image


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_the_parts_that_differ_are_all_that_differs(theme: Theme) -> None:
    for old, new in _steps():
        before, after = compose(old, SIZE), compose(new, SIZE)
        parts = changed(before, after)
        image = _whole(before, theme)
        if parts is not None:
            painter = QPainter(image)
            region = QRegion()
            for part in parts:
                region += part.q.toAlignedRect()
            painter.setClipRegion(region)
            draw(painter, after, theme, parts)
            painter.end()
            assert image == _whole(after, theme), new
        assert changed(after, after) == []


def test_another_size_or_ground_is_painted_whole() -> None:
    small, large = compose(_board(5), SIZE), compose(_board(5), (1280, 800))
    assert changed(small, large) is None
    assert changed(None, small) is None


class _Areas(QObject):
    """Notes how much of a widget each paint event covers."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.regions: list[QRegion] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(QRegion(event.region()))
        return False


def test_the_window_paints_one_new_note_and_not_the_whole_screen(qtbot: QtBot, tmp_path: Path) -> None:
    console = QWidget()
    qtbot.addWidget(console)
    window = StageWindow(LIGHT, console)
    qtbot.addWidget(window)
    window.show_state(replace(_board(40), page=-1))
    window.set_mode(StageMode.WINDOW)
    window.resize(*SIZE)
    seen = _Areas(window)
    window.update()
    qtbot.waitUntil(lambda: any(region.boundingRect() == window.rect() for region in seen.regions))
    seen.regions.clear()
    window.show_state(replace(_board(41), page=-1))
    qtbot.waitUntil(lambda: bool(seen.regions))
    touched = seen.regions[0].boundingRect()
    assert touched.height() < SIZE[1] / 3
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    window.render(image)
    picture = window.picture()
    assert picture is not None
    assert image == _whole(picture, LIGHT)
    window.set_mode(StageMode.OFF)
