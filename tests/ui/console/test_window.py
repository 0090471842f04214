"""The console as a whole: sizes, folding, language and theme on the fly, shortcuts, the room's screen, the clicker."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget

from labapp.clock import SteppingClock
from labapp.model import agenda, countdown, ideas, people
from labapp.stage.scenes import BlankScene, TestCardScene, TitleScene
from labapp.stage.state import TimerFace
from tests.pseudo import PseudoTranslator
from ui.console.actions import ACTIONS
from ui.console.window import ConsoleWindow
from ui.context import Context
from ui.stage.window import StageMode
from ui.theme import LIGHT

if TYPE_CHECKING:
    from ui.shell import Shell


def ids(console: ConsoleWindow) -> list[str]:
    return [item.id for item in agenda.activities(console.context.lab.read)]


def board_of(console: ConsoleWindow) -> str:
    return next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")


def inside(window: QWidget) -> list[str]:
    """Return buttons and lines that stick out of the window."""
    area = window.rect()
    found = []
    for child in [*window.findChildren(QAbstractButton), *window.findChildren(QLineEdit)]:
        if child.isVisible() and child.window() is window and not _scrolled(child):
            place = child.rect().translated(child.mapTo(window, child.rect().topLeft()))
            if not area.contains(place):
                found.append(f"{type(child).__name__} {child.accessibleName() or child.objectName()} {place}")
    return found


def _scrolled(child: QWidget) -> bool:
    parent = child.parentWidget()
    while parent is not None:
        if parent.inherits("QAbstractScrollArea"):
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("template", ["laboratorium", "burza"])
def test_everything_fits(opened: Any, qapp: QApplication, size: tuple[int, int], template: str) -> None:
    console = opened(template)
    console.resize(*size)
    for ident in ids(console):
        console.show_activity(ident)
        qapp.processEvents()
        assert (console.width(), console.height()) == size
        assert inside(console) == []


def test_a_language_with_long_words_still_fits(console: ConsoleWindow, shell: Shell, qapp: QApplication) -> None:
    context = Context(console.context.document, PseudoTranslator(), LIGHT, console.context.jobs)
    window = ConsoleWindow(context, shell)
    window.resize(1093, 614)
    window.show()
    qapp.processEvents()
    fits = (window.width(), window.height()) == (1093, 614)
    problems = inside(window)
    window.let_go()
    shell_console, shell.console = shell.console, None  # so that closing this one closes no meeting
    window.close()
    shell.console = shell_console
    window.deleteLater()
    assert fits
    assert problems == []


def test_no_two_actions_share_a_key(console: ConsoleWindow) -> None:
    for ident in ids(console):
        console.show_activity(ident)
        keys = [a.shortcut().toString() for a in console.actions() if not a.shortcut().isEmpty()]
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_action_is_in_a_menu_and_its_key_is_readable(console: ConsoleWindow) -> None:
    listed = {action.objectName() for menu in console.menus.values() for action in menu.actions()}
    assert {spec.id for spec in ACTIONS} <= listed
    assert all(QKeySequence(spec.shortcut).toString() for spec in ACTIONS if spec.shortcut)


def test_every_control_has_a_name(console: ConsoleWindow, qapp: QApplication) -> None:
    with console.context.lab.change("person.add") as tx:
        people.add_participant(tx, name="Anna")
    console.show_people()
    qapp.processEvents()
    for child in console.findChildren(QWidget):
        if isinstance(child, QAbstractButton | QLineEdit | QComboBox) and child.isVisible() and child.focusPolicy():
            named = child.accessibleName() or getattr(child, "text", lambda: "")() or child.toolTip()
            inner = child.objectName().startswith("qt_") or child.parent().inherits("QAbstractSpinBox")
            assert named or inner, (child, child.parent())


def test_the_side_folds_away_when_narrow_and_by_hand(console: ConsoleWindow, qapp: QApplication) -> None:
    console.resize(1093, 614)
    qapp.processEvents()
    assert not console.side_folded
    console.resize(920, 600)
    qapp.processEvents()
    assert console.side_folded
    console.actions_by_id["fold_side"].trigger()
    assert not console.side_folded


def test_language_and_theme_change_in_place_and_are_remembered(console: ConsoleWindow, shell: Shell) -> None:
    console.handlers.next_step()
    shown, room = console.middle.activity_id, console.stage.window
    console.stage.set_mode(StageMode.WINDOW)
    console.stage.freeze(True)
    console.actions_by_id["language_en"].trigger()
    english = shell.console
    assert english is not None
    assert english is not console
    assert english.actions_by_id["undo"].text().startswith("Undo")
    english.actions_by_id["theme_dark"].trigger()
    dark = shell.console
    assert dark is not None
    assert dark.context.theme.name == "dark"
    assert dark.middle.activity_id == shown
    assert dark.stage.window is room  # the room's screen did not so much as flicker
    assert room.isVisible()
    assert room.frozen
    assert (shell.settings.get("language"), shell.settings.get("theme")) == ("en", "dark")
    dark.stage.freeze(False)
    dark.handlers.next_step()
    assert room.state is not None
    assert isinstance(room.state.scene, TitleScene)


def test_the_room_sees_only_states_and_freeze_and_blank_hold_it(console: ConsoleWindow) -> None:
    board = board_of(console)
    console.handlers.start_id(board)
    room = console.stage.window
    before = room.state
    console.actions_by_id["freeze"].trigger()
    console.context.run("idea.add", lambda tx: ideas.add(tx, board, "nowa myśl"))
    assert room.state == before
    console.actions_by_id["blank"].trigger()
    assert room.state is not None
    assert isinstance(room.state.scene, BlankScene)
    console.actions_by_id["blank"].trigger()
    console.actions_by_id["freeze"].trigger()
    assert "nowa myśl" in repr(room.state)


def test_a_clicker_turns_pages_and_never_starts_or_ends(console: ConsoleWindow, qtbot: Any) -> None:
    page = console.middle.page
    assert page is not None
    page.focus_capture()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_F5, Qt.Key.Key_Escape):
        qtbot.keyClick(QApplication.focusWidget() or console, key)
    assert agenda.current(console.context.lab.read) is None
    console.handlers.test_card()
    qtbot.keyClick(QApplication.focusWidget() or console, Qt.Key.Key_PageDown)
    scene = console.stage.state().scene
    assert isinstance(scene, TestCardScene)
    assert scene.step == 1


def test_the_timer_shows_to_the_room_and_ticks(console: ConsoleWindow) -> None:
    clock = SteppingClock(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))  # late in the afternoon the point would be shorter
    console.context.lab.clock = console.context.lab.read.clock = clock
    console.handlers.next_step()
    assert console.stage.state().timer == TimerFace(600, 600)
    clock.forward(seconds=7)
    assert console.stage.state().timer == TimerFace(593, 600)
    console.actions_by_id["stage_time"].trigger()
    assert console.stage.state().timer is None
    console.context.run("timer.start", lambda tx: countdown.start(tx, 120), undoable=False)
    own = console.stage.state().timer
    assert own is not None
    assert own.total_seconds == 120


def test_the_bar_says_what_the_room_sees(console: ConsoleWindow) -> None:
    assert console.handlers.stage_words()[0] == "brak obrazu"
    console.stage.set_mode(StageMode.WINDOW)
    assert console.handlers.stage_words() == ("na żywo", "good")
    console.stage.freeze(True)
    assert console.handlers.stage_words()[0] == "obraz zamrożony"
    console.stage.set_mode(StageMode.OFF)


def test_a_point_dropped_with_the_mouse_lies_where_it_was_dropped(console: ConsoleWindow, qapp: QApplication) -> None:
    first = ids(console)[0]
    console.show_activity(first)
    qapp.processEvents()
    rail = console.rail
    place = rail.visualItemRect(rail.item(3)).center()
    event = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, QMimeData(), Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)  # fmt: skip
    rail.dropEvent(event)
    assert ids(console).index(first) == 1
    assert rail.current_id() == first


def test_closing_keeps_everything_and_comes_back_where_it_was(
    console: ConsoleWindow, shell: Shell, tmp_path: Path, qapp: QApplication
) -> None:
    board = board_of(console)
    console.handlers.start_id(board)
    console.context.run("idea.add", lambda tx: ideas.add(tx, board, "łąka"))
    assert shell.close_meeting()
    assert shell.welcome is not None
    assert shell.open(tmp_path / "burza.lab")
    assert shell.console is not None
    assert shell.console.middle.activity_id == board
    assert "łąka" in repr(shell.console.stage.state())


def test_the_rooms_screen_has_colours_of_its_own(console: ConsoleWindow, shell: Shell) -> None:
    console.actions_by_id["stage_dark"].trigger()
    assert shell.settings.get("stage_theme") == "dark"
    assert console.context.theme.name == "light"
    checked = [name for name, action in console.actions_by_id.items() if action.isCheckable() and action.isChecked()]
    assert {"stage_dark", "theme_light", "language_pl"} <= set(checked)
    assert not {"stage_light", "theme_dark", "language_en"} & set(checked)
