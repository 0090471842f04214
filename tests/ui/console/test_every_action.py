"""Every action has a name in both languages, stands in the palette, and has its keys to itself, whatever is shown."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

import ui
from labapp.changes import Change
from labapp.kinds.vote import options, rounds
from labapp.model import agenda, people
from ui.console.actions import ACTIONS
from ui.console.palette import Palette, plain
from ui.kinds.vote.page import VotePage

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell

PORTABLE = QKeySequence.SequenceFormat.PortableText
ROWS = {"PageAction", "_Row"}  # what a page offers is made at once, or stands in a table first
SAME_IN_BOTH = {"language_pl", "language_en"}


def shown_points(console: ConsoleWindow) -> list[str]:
    """Return one point of each kind."""
    return list({item.kind: item.id for item in agenda.activities(console.context.lab.read)}.values())


def menu_actions(console: ConsoleWindow) -> list[QAction]:
    """Return what the menus offer: everything with a name that is no menu itself."""
    found = []
    for menu in console.menuBar().findChildren(QMenu):
        found += [action for action in menu.actions() if action.text() and action.menu() is None]
    return found


def test_every_action_of_every_page_stands_in_the_palette(
    opened: Callable[[str], ConsoleWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    console = opened("laboratorium")
    offered: list[set[str]] = []
    monkeypatch.setattr(Palette, "exec", lambda made: offered.append({plain(a) for a in made._actions}))
    for ident in shown_points(console):
        console.show_activity(ident)
        console.actions_by_id["palette"].trigger()
        wanted = {plain(action) for action in menu_actions(console) if action.objectName() != "palette"}
        assert wanted <= offered[-1], wanted - offered[-1]
        assert {plain(action) for action in console.page_menu.actions} <= offered[-1]


def test_who_pastes_options_as_in_other_programs_starts_no_vote(opened: Callable[[str], ConsoleWindow]) -> None:
    """Ctrl+Shift+V is how words are pasted without their looks; no undo takes the start of a vote back."""
    console = opened("laboratorium")
    read = console.context.lab.read
    vote = next(item.id for item in agenda.activities(read) if item.kind == "vote")

    def prepare(tx: Change) -> None:
        people.arrive(tx, people.add_participant(tx, name="Anna"))
        for title in ("Park", "Remiza"):
            options.add(tx, vote, title)

    console.context.run("vote.edit", prepare)
    console.show_activity(vote)
    page = console.middle.page
    assert isinstance(page, VotePage)
    QApplication.processEvents()  # its window is the active one
    states = []
    for key in (Qt.Key.Key_V, Qt.Key.Key_G):
        QTest.keyClick(page.setup.line, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        states.append([item.state for item in rounds.of_activity(read, vote)])
    QTest.keyClick(console, Qt.Key.Key_Shift)  # Qt would believe both keys down in the next test
    assert states == [[rounds.DRAFT], [rounds.OPEN]]


def test_every_action_has_a_name_in_both_languages(shell: Shell, opened: Callable[[str], ConsoleWindow]) -> None:
    opened("laboratorium")
    names: dict[str, dict[str, str]] = {"pl": {}, "en": {}}
    for language, found in names.items():
        shell.set_language(language)
        console = shell.console
        assert console is not None
        for ident in shown_points(console):
            console.show_activity(ident)
            for action in (*console.actions_by_id.values(), *console.page_menu.actions):
                assert action.objectName()
                assert plain(action).strip(), action.objectName()
                found[action.objectName()] = plain(action)
    assert names["pl"].keys() == names["en"].keys()
    same = {ident for ident, name in names["pl"].items() if name == names["en"][ident]}
    assert same - SAME_IN_BOTH <= {"parking"}  # the same word in both


def test_no_key_is_given_twice_whatever_is_shown(opened: Callable[[str], ConsoleWindow]) -> None:
    """Qt does nothing at all for a key that two actions claim."""
    console = opened("laboratorium")
    for ident in shown_points(console):
        console.show_activity(ident)
        page = console.middle.page
        assert page is not None
        keys = Counter(
            key.toString(PORTABLE)
            for action in console.findChildren(QAction) if action in console.actions()
            for key in action.shortcuts()
        )
        keys += Counter(made.key().toString(PORTABLE) for made in page.findChildren(QShortcut))
        assert {key for key, times in keys.items() if key and times > 1} == set(), page


def test_no_page_claims_a_key_of_the_console_in_any_of_its_states() -> None:
    """A vote's page offers other things before, during and after: read off the source, all states at once."""
    claimed = {spec.shortcut for spec in ACTIONS if spec.shortcut}
    found: set[str] = set()
    for source in sorted((Path(ui.__file__).parent / "kinds").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ROWS:
                found |= {str(arg.value) for arg in node.args[3:4] if isinstance(arg, ast.Constant) and arg.value}
    assert "Ctrl+G" in found, "the scan reads what it should"
    assert found & claimed == set()
