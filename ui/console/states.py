"""Which actions can be done now, which are on, and what undo would take back: menus, palette and keys follow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from labapp.model import agenda
from labapp.model.agenda import Activity
from labapp.wording.history import history_sentence
from labapp.wording.translate import LANGUAGES
from ui.console.readonly import still
from ui.stage.window import StageMode
from ui.theme import THEMES

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow

_OF_A_POINT = ("edit_activity", "duplicate_activity", "activity_up", "activity_down", "delete_activity")


class ActionStates:
    """Reads the document and the stage; writes only on the actions."""

    def __init__(self, window: ConsoleWindow) -> None:
        self._window = window

    def refresh(self) -> None:
        """After a change, and whenever another page is shown."""
        window = self._window
        self._name_undo()
        chosen = window.middle.activity_id
        self._enable_for(agenda.activity(window.context.lab.read, chosen) if chosen else None)
        window.page_menu.fill(window.middle.page if window.centre.currentWidget() is window.middle else None)
        if window.context.readonly:
            still(window)

    def _name_undo(self) -> None:
        window, lab, _ = self._window, self._window.context.lab, self._window._
        for ident, entry in (("undo", lab.next_undo()), ("redo", lab.next_redo())):
            text = _("Undo") if ident == "undo" else _("Redo")
            if entry is not None:
                what = history_sentence(entry.code, json.loads(entry.params), _)
                text = _("Undo: {what}", what=what) if ident == "undo" else _("Redo: {what}", what=what)
            window.actions_by_id[ident].setEnabled(entry is not None)
            window.actions_by_id[ident].setText(text)

    def _enable_for(self, activity: Activity | None) -> None:
        made = self._window.actions_by_id
        state = activity.state if activity is not None else ""
        for ident in _OF_A_POINT:
            made[ident].setEnabled(activity is not None)
        made["start"].setEnabled(activity is not None and state != agenda.RUNNING)
        made["finish"].setEnabled(state == agenda.RUNNING)
        made["skip"].setEnabled(state == agenda.PLANNED)
        made["recall"].setEnabled(state == agenda.DONE or bool(self._window.stage.recalled))

    def tick_boxes(self) -> None:
        """Show which of the actions that stay on are on."""
        window = self._window
        stage, room, settings = window.stage, window.stage.window, window.shell.settings
        on = {
            "freeze": room.frozen,
            "blank": room.blank,
            "stage_screen": stage.mode is StageMode.SCREEN,
            "stage_window": stage.mode is StageMode.WINDOW,
            "stage_time": stage.show_time,
            "contract_stage": stage.contract is not None,
            "tables_stage": bool(stage.tables),
            "recall": bool(stage.recalled),
            "rehearsal": window.shell.rehearsal.on,
            "test_card": stage.test_card is not None,
            "sound": settings.get("sound"),
            **{f"stage_{name}": name == settings.get("stage_theme") for name in THEMES},
            **{f"theme_{name}": name == window.context.theme.name for name in THEMES},
            **{f"language_{language}": language == window._.language for language in LANGUAGES},
        }
        for ident, checked in on.items():
            window.actions_by_id[ident].setChecked(checked)
