"""What each action of the console does. Dialogs are imported when first asked for: the window opens sooner."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from labapp.errors import UserError
from labapp.lab import Lab
from labapp.stage.scenes import TestCardScene
from labapp.wording.errors import error_sentence
from ui.console.agenda_handlers import AgendaHandlers
from ui.console.room_handlers import RoomHandlers
from ui.safety.handlers import SafetyHandlers
from ui.stage.window import StageMode
from ui.theme import THEMES
from ui.widgets.asking import ask

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

_SCALES = (85, 100, 115, 130, 150, 175, 200)
_TEST_STEPS = len(TestCardScene(0).steps)


class Handlers(AgendaHandlers):
    """The agenda's handlers and all others, with the table that gives each action its own."""

    def __init__(self, window: ConsoleWindow) -> None:
        super().__init__(window)
        self._shell = window.shell

    def table(self) -> dict[str, Callable[[], object]]:
        """Return the handler of every row of `ACTIONS`."""
        quick = self._window.quick
        shell = self._shell
        return {
            "new": lambda: shell.close_meeting(), "open": shell.ask_open, "facts": self.facts,
            "second_place": self.second_place, "report": self.report, "history": self.history,
            "close": lambda: shell.close_meeting(), "undo": self.undo, "redo": self.redo,
            "parking": lambda: quick.open("parking"), "question": lambda: quick.open("question"),
            "declaration": lambda: quick.open("declaration"), "note": lambda: quick.open("note"),
            "next_step": self.next_step, "start": lambda: self.start_id(self._chosen),
            "finish": lambda: self.finish_id(self._chosen), "skip": self.skip, "add_activity": self.add_activity,
            "edit_activity": lambda: self.edit_activity_id(self._chosen), "duplicate_activity": self.duplicate,
            "activity_up": lambda: self._move(-1), "activity_down": lambda: self._move(1),
            "delete_activity": lambda: self.delete_activity_id(self._chosen), "day": lambda: self.edit_day(""),
            "add_day": self.add_day, "previous_activity": lambda: self._neighbour(-1),
            "next_activity": lambda: self._neighbour(1), "presence": lambda: quick.open("presence"),
            "people": self._window.show_people, "add_person": self.add_person, "import_people": self.import_people,
            "stage_screen": lambda: self._stage_mode(StageMode.SCREEN),
            "stage_window": lambda: self._stage_mode(StageMode.WINDOW),
            "freeze": lambda: self._window.stage.freeze(not self._window.stage.window.frozen),
            "blank": lambda: self._window.stage.blank(not self._window.stage.window.blank),
            "stage_light": lambda: self.stage_theme("light"), "stage_dark": lambda: self.stage_theme("dark"),
            "stage_contrast": lambda: self.stage_theme("contrast"),
            "stage_time": self.stage_time, "test_card": self.test_card,
            "fold_side": lambda: self._window.fold_side(not self._window.side_folded),
            "larger": lambda: self._scale(1), "smaller": lambda: self._scale(-1),
            "theme_light": lambda: shell.set_theme("light"), "theme_dark": lambda: shell.set_theme("dark"),
            "theme_contrast": lambda: shell.set_theme("contrast"), "language_pl": lambda: shell.set_language("pl"),
            "language_en": lambda: shell.set_language("en"), "shortcuts": self.shortcuts,
            **SafetyHandlers(self._window).table(),
            **self.around.table(),
            **RoomHandlers(self._window).table(),
        }  # fmt: skip

    # --- undo --------------------------------------------------------------------------------------------------------
    def undo(self) -> None:
        """Take back the newest gesture; what stands in its way becomes a sentence."""
        self._undoing(Lab.undo)

    def redo(self) -> None:
        """Bring back what was undone."""
        self._undoing(Lab.redo)

    def _undoing(self, operation: Callable[[Lab], object]) -> None:
        try:
            done = operation(self._context.lab)
        except UserError as problem:
            self._context.tell(error_sentence(problem, self._), "warning")
            return
        if done is None:
            self._context.tell(self._("There is nothing to undo or redo."))

    # --- people ------------------------------------------------------------------------------------------------------
    def add_person(self) -> None:
        """Ask for a new participant; in the quick line Ctrl+Enter does the same in a breath."""
        self._window.people.add()

    def import_people(self) -> None:
        """Take people over from a file: preview first, nothing until confirmed."""
        from ui.console.import_dialog import import_people

        import_people(self._context, self._window)

    # --- stage -------------------------------------------------------------------------------------------------------
    def _stage_mode(self, mode: StageMode) -> None:
        stage = self._window.stage
        stage.set_mode(StageMode.OFF if stage.mode is mode else mode)
        if stage.mode is StageMode.SCREEN and not stage.window.place.visible:
            self._context.tell(self._("There is no second screen yet. The picture goes there as soon as one is "
                                      "connected."), "warning")  # fmt: skip

    def stage_words(self) -> tuple[str, str]:
        """Return what to say of the room's screen, and how."""
        _ = self._
        stage = self._window.stage
        place = stage.window.place
        if stage.mode is StageMode.OFF:
            return _.context("stage", "off"), ""
        if not place.visible:
            return (_("mirrored display"), "danger") if place.mirrored else (_("no second screen"), "warning")
        if stage.window.blank:
            return _("dark"), "warning"
        return (_("frozen"), "warning") if stage.window.frozen else (_("live"), "good")

    def stage_menu(self) -> None:
        """Offer where the room's screen is shown."""
        menu = QMenu(self._window)
        for ident in ("stage_screen", "stage_window", "freeze", "blank", "stage_time", "test_card"):
            menu.addAction(self._window.actions_by_id[ident])
        menu.popup(QCursor.pos())

    def stage_time(self) -> None:
        """Show or hide the time left of what runs."""
        self._window.stage.show_time = not self._window.stage.show_time
        self._window.stage.changed()
        self._window.refresh_stage()

    def stage_theme(self, name: str) -> None:
        """Change the colours of the room's screen; a dark room wants a dark screen."""
        self._shell.settings.put("stage_theme", name)
        self._window.stage.set_themes(THEMES[name])
        self._window.refresh_stage()

    def test_card(self) -> None:
        """Put the test card on, or take it away."""
        stage = self._window.stage
        stage.test_card = 0 if stage.test_card is None else None
        stage.changed()
        self._window.refresh_stage()
        if stage.test_card is not None:
            self._context.tell(self._("PageDown makes the line larger, PageUp smaller."))

    def step_test_card(self, forward: bool) -> None:
        """Make the line of the test card larger or smaller."""
        stage = self._window.stage
        step = (stage.test_card or 0) + (1 if forward else -1)
        stage.test_card = max(0, min(_TEST_STEPS - 1, step))
        stage.changed()

    # --- the meeting -------------------------------------------------------------------------------------------------
    def facts(self) -> None:
        """Title, place, organisers, funder, logos."""
        from ui.console.facts_dialog import FactsDialog

        ask(FactsDialog(self._context, self._window))

    def second_place(self) -> None:
        """Choose a stick or folder for the same copies."""
        from ui.console.places_dialog import PlacesDialog

        ask(PlacesDialog(self._context, self._window))

    def report(self) -> None:
        """Write the report."""
        from ui.console.report_dialog import ReportDialog

        self._window.side.keep()
        if not self.around.nothing_open(self._("Write the report")):
            return
        ask(ReportDialog(self._context, self._window.shell.settings, self._window))

    def history(self) -> None:
        """Show what happened, in plain sentences."""
        from ui.console.history_dialog import HistoryDialog

        ask(HistoryDialog(self._context, self._window))

    def shortcuts(self) -> None:
        """Show every action with its key."""
        from ui.console.shortcuts_dialog import ShortcutsDialog

        ask(ShortcutsDialog(self._context, self._window.actions_by_id, self._window, self._window.page_menu.actions))

    def _scale(self, step: int) -> None:
        settings = self._shell.settings
        now = min(_SCALES, key=lambda value: abs(value - settings.get("scale")))
        index = max(0, min(len(_SCALES) - 1, _SCALES.index(now) + step))
        self._shell.set_scale(_SCALES[index])
