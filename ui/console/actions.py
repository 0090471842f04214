"""Every action of the console as a row of data: name, shortcut, icon, menu. Menus, tooltips and help come from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from labapp.wording.translate import N_, Translator
from ui.theme import Theme
from ui.widgets.icons import icon
from ui.widgets.keys import PRINTED


@dataclass(frozen=True)
class Spec:
    """One action; `menu` is where it stands, `checkable` one that stays on."""

    id: str
    text: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    checkable: bool = False
    separator: bool = False  # a line before it


MENUS: tuple[tuple[str, str], ...] = (
    ("meeting", N_("&Meeting")),
    ("edit", N_("&Edit")),
    ("agenda", N_("&Agenda")),
    ("activity", N_("A&ctivity")),
    ("people", N_("&People")),
    ("stage", N_("&Stage")),
    ("view", N_("&View")),
)

ACTIONS: tuple[Spec, ...] = (
    Spec("new", N_("New meeting…"), "meeting", "Ctrl+N", "file-plus"),
    Spec("open", N_("Open…"), "meeting", "Ctrl+O", "folder-open"),
    Spec("open_read", N_("Look at a meeting, without changing it…"), "meeting", "", "eye"),
    Spec("facts", N_("About the meeting: title, place, organisers…"), "meeting", "", "info", separator=True),
    Spec("second_place", N_("Second place for copies…"), "meeting", "", "hard-drive"),
    Spec("backups", N_("Earlier states…"), "meeting", "", "archive"),
    Spec("compare", N_("Another state of this meeting: compare, join…"), "meeting", "", "merge"),
    Spec("anonymise", N_("Anonymous copy…"), "meeting", "", "eye-off"),
    Spec("retention", N_("Personal data…"), "meeting", "", "shield-check"),
    Spec("report", N_("Report…"), "meeting", "Ctrl+R", "file-text", separator=True),
    Spec("history", N_("History of changes…"), "meeting", "Ctrl+H", "history"),
    Spec("rehearsal", N_("Rehearsal: try everything, keep nothing"), "meeting", "", "shuffle", checkable=True),
    Spec("close", N_("Close the meeting"), "meeting", "Ctrl+W", "log-out", separator=True),
    Spec("undo", N_("Undo"), "edit", "Ctrl+Z", "undo-2"),
    Spec("redo", N_("Redo"), "edit", "Ctrl+Shift+Z", "redo-2"),
    Spec("parking", N_("Parking…"), "edit", "F6", "box", separator=True),
    Spec("question", N_("Question…"), "edit", "F7", "circle-question-mark"),
    Spec("declaration", N_("Declaration…"), "edit", "F8", "hand"),
    Spec("note", N_("Note…"), "edit", "F9", "sticky-note"),
    Spec("photo", N_("Type over from a picture…"), "edit", "Ctrl+Shift+O", "camera"),
    Spec("photos", N_("Pictures kept with this point"), "edit", "Ctrl+Shift+I", "image"),
    Spec("between", N_("Said in between: what is still open…"), "edit", "Ctrl+J", "list-checks"),
    Spec("contract", N_("The group's contract…"), "edit", "", "clipboard-check", separator=True),
    Spec("next_step", N_("Next step"), "agenda", "Ctrl+Return", "skip-forward"),
    Spec("start", N_("Start this point"), "agenda", "Ctrl+Shift+Return", "play"),
    Spec("finish", N_("Finish this point"), "agenda", "", "check"),
    Spec("skip", N_("Leave this point out"), "agenda", "", "circle-x"),
    Spec("add_activity", N_("Add a point…"), "agenda", "Ctrl+Shift+N", "plus", separator=True),
    Spec("edit_activity", N_("Edit the point…"), "agenda", "Ctrl+E", "pencil"),
    Spec("duplicate_activity", N_("Duplicate the point"), "agenda", "Ctrl+Shift+D", "copy"),
    Spec("activity_up", N_("Move the point up"), "agenda", "Alt+Up", "arrow-up"),
    Spec("activity_down", N_("Move the point down"), "agenda", "Alt+Down", "arrow-down"),
    Spec("delete_activity", N_("Remove the point"), "agenda", "", "trash-2"),
    Spec("day", N_("Date and hour of the day…"), "agenda", "", "calendar", separator=True),
    Spec("add_day", N_("Add a day"), "agenda", "", "plus"),
    Spec("accept_pace", N_("Accept the proposed change of the agenda"), "agenda", "Alt+Return", "clock"),
    Spec("check_agenda", N_("Check the agenda…"), "agenda", "", "list-checks"),
    Spec("previous_activity", N_("Show the point before"), "agenda", "Alt+PgUp", "chevron-up", separator=True),
    Spec("next_activity", N_("Show the point after"), "agenda", "Alt+PgDown", "chevron-down"),
    Spec("presence", N_("Somebody came or left…"), "people", "F3", "user-check"),
    Spec("people", N_("List of participants"), "people", "Ctrl+L", "users"),
    Spec("add_person", N_("Add a participant…"), "people", "", "user-plus"),
    Spec("tables", N_("Tables: who sits where…"), "people", "Ctrl+T", "layout-grid", separator=True),
    Spec("tables_next", N_("Tables: next round, then the reports"), "people", "Ctrl+Shift+T", "skip-forward"),
    Spec("import_people", N_("Import participants…"), "people", "", "upload", separator=True),
    Spec("erase", N_("Remove a person for good…"), "people", "", "trash-2", separator=True),
    Spec("stage_screen", N_("On the second screen"), "stage", "Ctrl+Shift+S", "projector", checkable=True),
    Spec("stage_window", N_("In a window"), "stage", "", "monitor", checkable=True),
    Spec("contract_stage", N_("Recall the contract, or take it away"), "stage", "F10", checkable=True),
    Spec("recall", N_("This point again, or what runs"), "stage", "Ctrl+F10", checkable=True),
    Spec("tables_stage", N_("Who sits where, or what runs again"), "stage", "Ctrl+Shift+L", checkable=True),
    Spec("freeze", N_("Freeze the picture"), "stage", "F12", "snowflake", checkable=True, separator=True),
    Spec("blank", N_("Blank the screen"), "stage", "F11", "monitor-off", checkable=True),
    Spec("break", N_("Break, or five minutes more of it"), "stage", "F4", "coffee", separator=True),
    Spec("end_break", N_("End the break"), "stage", "Shift+F4"),
    Spec("timer_one", N_("One more minute"), "stage", "Shift+F2", "timer"),
    Spec("timer_five", N_("Five more minutes"), "stage", "Shift+F3", "timer"),
    Spec("sound", N_("Gentle sound for breaks and tables"), "stage", "", "volume-2", checkable=True),
    Spec("room_check", N_("Room check before people come…"), "stage", "", "clipboard-check", separator=True),
    Spec("stage_time", N_("Show the time left to the room"), "stage", "", "timer", checkable=True, separator=True),
    Spec("test_card", N_("Test card: can the last row read it?"), "stage", "", "eye", checkable=True),
    Spec("stage_light", N_("Room's screen: light"), "stage", "", "sun", checkable=True, separator=True),
    Spec("stage_dark", N_("Room's screen: dark"), "stage", "", "moon", checkable=True),
    Spec("stage_contrast", N_("Room's screen: high contrast"), "stage", "", "contrast", checkable=True),
    Spec("fold_side", N_("Right-hand column"), "view", "Ctrl+0", "columns-3", checkable=True),
    Spec("larger", N_("Larger text"), "view", "Ctrl++", "zoom-in", separator=True),
    Spec("smaller", N_("Smaller text"), "view", "Ctrl+-", "zoom-out"),
    Spec("theme_light", N_("This window: light"), "view", "", "sun", checkable=True, separator=True),
    Spec("theme_dark", N_("This window: dark"), "view", "", "moon", checkable=True),
    Spec("theme_contrast", N_("This window: high contrast"), "view", "", "contrast", checkable=True),
    Spec("language_pl", "Polski", "view", "", "", checkable=True, separator=True),
    Spec("language_en", "English", "view", "", "", checkable=True),
    Spec("palette", N_("All actions…"), "view", "Ctrl+K", "search", separator=True),
    Spec("shortcuts", N_("Keyboard shortcuts…"), "view", "F1", "keyboard"),
)


def build(
    window: QMainWindow, handlers: Mapping[str, Callable[[], object]], _: Translator, theme: Theme
) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Make the actions and menus of a window; every row needs its handler (KeyError: a dead button)."""
    menus = {name: window.menuBar().addMenu(_(title)) for name, title in MENUS}
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(_(spec.text), window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        if spec.icon and not spec.checkable:  # an icon would stand where the tick belongs
            action.setIcon(icon(spec.icon, theme))
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        action.triggered.connect(lambda _checked=False, handler=handlers[spec.id]: handler())
        if spec.separator:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(action)
        window.addAction(action)
        made[spec.id] = action
    return made, menus


def keys_text(sequence: QKeySequence) -> str:
    """Return keys as they are printed on a keyboard, the same on every system."""
    parts = sequence.toString(QKeySequence.SequenceFormat.PortableText).split("+")
    return "+".join(PRINTED.get(part, part) for part in parts)


def tip(text: str, shortcut: str) -> str:
    """Return a tooltip: what it does and by which key."""
    keys = keys_text(QKeySequence(shortcut)) if shortcut else ""
    return f"{text} ({keys})" if keys else text
