"""Around the work: the palette, the printed sheet, a look without changing anything, a rehearsal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton

from labapp import paths
from labapp.document import open_document
from labapp.model import agenda, facts, ideas, people
from ui.console.actions import ACTIONS
from ui.console.history_dialog import HistoryDialog
from ui.console.palette import Palette, plain, rank
from ui.console.shortcuts_dialog import ShortcutsDialog
from ui.kinds.board.page import BoardPage

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow
    from ui.shell import Shell


def board_of(console: ConsoleWindow) -> str:
    return next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")


def palette(console: ConsoleWindow, qtbot: Any) -> Palette:
    made = Palette(console.context, [*console.page_menu.actions, *console.actions_by_id.values()], console)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_palette_knows_every_action_and_folds_letters(console: ConsoleWindow, qtbot: Any) -> None:
    console.show_activity(board_of(console))
    made = palette(console, qtbot)
    assert made.found.count() == len(ACTIONS) + len(console.page_menu.actions)
    qtbot.keyClicks(made.line, "nastepny krok")
    assert made.found.item(0).text().startswith("Następny krok")
    assert made.found.item(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("Ctrl+Enter")
    qtbot.keyClick(made.line, Qt.Key.Key_Return)
    assert agenda.current(console.context.lab.read) is not None
    assert not made.isVisible()


def test_the_palette_offers_what_the_page_can_do(console: ConsoleWindow, qtbot: Any) -> None:
    console.show_activity(board_of(console))
    made = palette(console, qtbot)
    for action in console.page_menu.actions:
        made.line.setText(plain(action))
        assert made.found.count() >= 1
        assert made.found.item(0).text().startswith(plain(action))
    made.line.setText("zzz nie ma")
    assert made.found.count() == 0
    qtbot.keyClick(made.line, Qt.Key.Key_Return)
    assert made.isVisible()


def test_words_that_begin_words_come_first() -> None:
    assert rank(["rap"], "Raport…") == 0
    assert rank(["sal"], "Ekran dla sali: jasny") == 1
    assert rank(["kran"], "Ekran dla sali: jasny") == 2
    assert rank(["x"], "Ekran") is None
    assert rank([], "Ekran") == 0


def test_all_keys_stand_on_one_sheet(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    console.show_activity(board_of(console))
    dialog = ShortcutsDialog(console.context, console.actions_by_id, console, console.page_menu.actions)
    qtbot.addWidget(dialog)
    dialog.write(tmp_path / "skroty.pdf")
    pages = PdfReader(tmp_path / "skroty.pdf").pages
    assert len(pages) == 1
    words = "".join(pages[0].extract_text().split())
    for spec in ACTIONS:
        if spec.shortcut:
            assert "".join(plain(console.actions_by_id[spec.id]).split())[:12] in words
    for words_of in ("Sortujkartkapokartce", "Donowejgrupy", "Przyjętenasali"):
        assert words_of in words
    dialog.write(tmp_path / "nie-ma" / "skroty.pdf")
    assert console.message.text.startswith("Arkusza nie można")


def test_a_look_changes_nothing(shell: Shell, console: ConsoleWindow, tmp_path: Path) -> None:
    board, path = board_of(console), console.context.document.path
    console.context.run("idea.add", lambda tx: ideas.add(tx, board, "Park"))
    shell.close_meeting()
    before = path.read_bytes()
    assert shell.open(path, readonly=True)
    looked = shell.console
    assert looked is not None
    assert looked.banner.isVisible()
    assert "nie można" in looked.banner.text
    looked.show_activity(board)
    for ident in ("next_step", "start", "parking", "presence", "add_activity", "facts", "undo"):
        assert not looked.actions_by_id[ident].isEnabled(), ident
    assert looked.actions_by_id["report"].isEnabled()
    page = looked.middle.page
    assert page is not None
    assert not any(line.isEnabled() for line in page.findChildren(QLineEdit) if not line.property("reads"))
    buttons = looked.middle.findChildren(QPushButton)
    pressed = [button for button in buttons if button.isVisible() and button.isEnabled()]
    assert all(button.property("reads") for button in pressed)
    assert looked.context.run("idea.add", lambda tx: ideas.add(tx, board, "Nie")) is None
    assert "niczego" in looked.message.text
    assert [card.text for card in ideas.cards(looked.context.lab.read, board)] == ["Park"]
    shell.close_meeting()
    assert path.read_bytes() == before


def test_what_is_open_elsewhere_may_be_looked_at(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell.make("puste", tmp_path / "a.lab", "A", "pl")
    shell.close_meeting()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    monkeypatch.setattr(QMessageBox, "buttons", _accepting(QMessageBox.buttons))
    with open_document(tmp_path / "a.lab"):
        assert shell.open(tmp_path / "a.lab")
        assert shell.console is not None
        assert shell.console.context.readonly
        shell.close_meeting()


def _accepting(buttons: Any) -> Any:
    """Buttons of a box with the accepting ones first, wherever the style puts them."""
    role = QMessageBox.ButtonRole.AcceptRole
    return lambda box: sorted(buttons(box), key=lambda button: box.buttonRole(button) is not role)


def test_a_rehearsal_keeps_nothing(shell: Shell, console: ConsoleWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    board, path = board_of(console), console.context.document.path
    recents = [recent.path for recent in shell.settings.recents]
    console.actions_by_id["rehearsal"].trigger()
    tried = shell.console
    assert tried is not None
    assert shell.rehearsal.on
    assert tried.banner.isVisible()
    assert tried.actions_by_id["rehearsal"].isChecked()
    assert tried.stage.state().notice == "Próba"
    copy = tried.context.document.path
    assert copy.is_relative_to(paths.data_folder() / "rehearsal")  # not the real one, nor beside it
    tried.context.run("idea.add", lambda tx: ideas.add(tx, board, "Na próbę"))
    tried.context.run("facts.edit", lambda tx: facts.put(tx, "title", "Inny"))
    shell.set_theme("dark")  # the window is made anew, the mark stays
    assert shell.console is not None
    assert shell.console.banner.isVisible()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: 0)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.defaultButton())
    out = shell.console.banner.findChild(QPushButton, "banner-out")
    assert out is not None
    out.click()
    assert not shell.rehearsal.on
    assert shell.console is not None
    assert shell.console.context.document.path == path
    assert ideas.cards(shell.console.context.lab.read, board) == []
    assert facts.get(shell.console.context.lab.read, "title") == "Próba"
    assert not copy.exists()
    assert [recent.path for recent in shell.settings.recents] == recents


def test_closing_ends_a_rehearsal_too(shell: Shell, console: ConsoleWindow) -> None:
    assert shell.rehearsal.begin()
    assert shell.document is not None
    copy = shell.document.path
    shell.close_meeting()
    assert not copy.exists()
    assert not shell.rehearsal.on


def seen(page: BoardPage) -> list[ideas.Card]:
    columns = page._row.columns.values()
    return [face.card for column in columns for face in column.model.faces()]


def test_a_look_can_search_filter_and_walk(shell: Shell, console: ConsoleWindow, qtbot: Any) -> None:
    board, path = board_of(console), console.context.document.path

    def write(tx: Any) -> None:
        people.add_participant(tx, name="Anna Próbna")
        people.add_participant(tx, name="Jan Kowal")
        for words in ("Park", "Ławka"):
            ideas.add(tx, board, words)

    console.context.run("idea.paste", write)
    shell.close_meeting()
    assert shell.open(path, readonly=True)
    looked = shell.console
    assert looked is not None
    looked.show_activity(board)
    page = looked.middle.page
    assert isinstance(page, BoardPage)
    assert page.bar.search.isEnabled()
    page.bar.search.setText("lawk")
    assert [card.text for card in seen(page)] == ["Ławka"]
    assert page.bar._filter.isEnabled()
    offered = {action.objectName(): action.isEnabled() for action in looked.page_menu.actions}
    assert offered["board.find"]
    assert not offered["board.column"]
    looked.show_people()
    assert looked.people._filter.isEnabled()
    looked.people._filter.setText("kowal")
    assert looked.people._table.rowCount() == 1
    looked.show_between()
    assert looked.between.panel.all.isEnabled()
    assert not looked.between.panel.done_.isEnabled()
    for ident in ("history", "check_agenda", "between", "palette"):
        assert looked.actions_by_id[ident].isEnabled(), ident
    dialog = HistoryDialog(looked.context, looked)
    qtbot.addWidget(dialog)
    dialog._table.selectRow(1)
    assert not dialog._back.isEnabled()
