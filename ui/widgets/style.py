"""The console's and booth's look in one place: a palette and one style sheet, both built from the tokens.

Widgets choose a look by property, never by their own style sheet: buttons `variant` = primary | quiet | danger |
toggle, tool buttons `menu` = true for an arrow, labels `role` = title | section | secondary | warning | danger | good,
frames `role` = card | bar | side.
After changing a property at run time call `restyle(widget)`; a new spin box goes through `ease(box)`.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QStyleFactory, QWidget

from ui import theme as t
from ui.theme import Theme, Token
from ui.widgets.fonts import font, load_fonts
from ui.widgets.icons import SCALE, icon_file, worn_scale

NAME, WORN = "Fusion", "labapp-style"
_LOOK = "labapp-look"
_MENU_ROW = 40  # px at most: the longest menu is one column on the smallest laptop at the largest text
_BOX_MOST = 500  # px of words: Qt lets no box be wider than the screen less 480, and cuts what is


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give the whole application the theme; `scale` is the user's text size for console and booth."""
    look = f"{theme.name} {scale}"
    if app.property(_LOOK) == look and app.styleSheet():
        return  # a sheet set again is worked into every living widget again: seconds, where there are many
    app.setProperty(_LOOK, look)
    app.setProperty(SCALE, scale)
    load_fonts()
    if not app.property(WORN):
        app.setStyle(QStyleFactory.create(NAME))
        app.setProperty(WORN, True)
    app.setFont(font(px(t.CONSOLE_BODY, scale)))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme, scale))


def restyle(widget: QWidget) -> None:
    """Make a changed `variant` or `role` property show."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def ease(box: QAbstractSpinBox) -> None:
    """Keep a spin box's text off its frame: style sheets cannot, Qt ignores their left padding there."""
    box.lineEdit().setTextMargins(t.SPACE_XS + 2, 0, 0, 0)


def text_scale() -> float:
    """Return the user's text size as it is worn now, 1.0 at 100 %."""
    return worn_scale()


def px(size: float, scale: float) -> int:
    """Return a console size at the user's scale."""
    return max(1, round(size * scale))


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette of a theme, for everything the style sheet does not name."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    table = {
        role.Window: Token.PAPER,
        role.WindowText: Token.INK,
        role.Base: Token.SURFACE,
        role.AlternateBase: Token.PAPER,
        role.Text: Token.INK,
        role.PlaceholderText: Token.QUIET,
        role.Button: Token.SURFACE,
        role.ButtonText: Token.INK,
        role.BrightText: Token.DANGER,
        role.Highlight: Token.ACCENT,
        role.HighlightedText: Token.ON_ACCENT,
        role.Link: Token.ACCENT,
        role.LinkVisited: Token.ACCENT,
        role.ToolTipBase: Token.INK,
        role.ToolTipText: Token.PAPER,
        role.Mid: Token.LINE,
        role.Accent: Token.ACCENT,
    }
    for target, token in table.items():
        made.setColor(target, QColor(theme.hex(token)))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, target, QColor(theme.hex(Token.FADED)))
    return made


def stylesheet(theme: Theme, scale: float = 1.0) -> str:
    """Return the one style sheet of console and booth."""
    values: dict[str, str] = {token.value: theme.hex(token) for token in Token}
    values |= {
        "body": f"{px(t.CONSOLE_BODY, scale)}px",
        "secondary": f"{px(t.CONSOLE_SECONDARY, scale)}px",
        "section": f"{px(t.CONSOLE_SECTION, scale)}px",
        "title": f"{px(t.CONSOLE_TITLE, scale)}px",
        "booth_question": f"{px(t.BOOTH_QUESTION, scale)}px",
        "booth_large": f"{px(t.BOOTH_LARGE, scale)}px",
        "booth_title": f"{px(t.BOOTH_TITLE, scale)}px",
        # a control is a row less its frame and padding, so that boxes and buttons share one line
        "control": f"{px(t.ROW, scale) - 2 * (t.SPACE_XS + 1)}px",
        "row": f"{px(t.ROW, scale)}px",
        "menu_row": f"{min(px(t.ROW, scale), _MENU_ROW)}px",
        "asleep": theme.hex(Token.FADED if theme.outlined else Token.LINE),  # the frame of what is disabled
        "calendar": f"{px(280, scale)}px",
        "box": f"{min(px(400, scale), _BOX_MOST)}px",
        "icon": f"{px(t.ICON_BOX, scale)}px",
        "arrow": f"{px(12, scale)}px",
        "arrow_room": f"{px(12, scale) + t.SPACE_M - 2}px",
        "radius": f"{t.CORNER}px",
        "note_radius": f"{t.CORNER_NOTE}px",
        "icon_left": icon_file("chevron-left", theme.hex(Token.QUIET)),
        "icon_down": icon_file("chevron-down", theme.hex(Token.QUIET)),
        "icon_up": icon_file("chevron-up", theme.hex(Token.QUIET)),
        "icon_right": icon_file("chevron-right", theme.hex(Token.QUIET)),
        "icon_check": icon_file("check", theme.hex(Token.ON_ACCENT)),
        "icon_minus": icon_file("minus", theme.hex(Token.ON_ACCENT)),
        "icon_tick": icon_file("check", theme.hex(Token.INK)),
        "icon_ask": icon_file("circle-question-mark", theme.hex(Token.ACCENT)),
        "icon_tell": icon_file("info", theme.hex(Token.ACCENT)),
        "icon_warn": icon_file("triangle-alert", theme.hex(Token.WARNING)),
        "icon_fail": icon_file("circle-alert", theme.hex(Token.DANGER)),
    }
    sheet = _SHEET
    for name in sorted(values, key=len, reverse=True):  # longest first: @on_accent before @on
        sheet = sheet.replace(f"@{name}", values[name])
    return sheet


_SHEET = """
QWidget { color: @ink; font-size: @body; }
QMainWindow, QDialog, QMessageBox { background: @paper; }
QMessageBox {
  messagebox-question-icon: url(@icon_ask); messagebox-information-icon: url(@icon_tell);
  messagebox-warning-icon: url(@icon_warn); messagebox-critical-icon: url(@icon_fail);
}
QLabel { background: transparent; }
QMessageBox QLabel#qt_msgbox_label, QMessageBox QLabel#qt_msgbox_informativelabel { min-width: @box; }
QLabel[role="title"] { font-size: @title; font-weight: 600; }
QLabel[role="section"] { font-size: @section; font-weight: 600; }
QLabel[role="small"] { font-size: @secondary; font-weight: 600; }
QLabel[role="emphasis"] { font-weight: 600; }
QLabel[role="secondary"] { font-size: @secondary; color: @quiet; }
QLabel[role="warning"] { color: @warning; font-weight: 600; }
QLabel[role="danger"] { color: @danger; font-weight: 600; }
QLabel[role="good"] { color: @good; font-weight: 600; }
QFrame[role="card"] { background: @surface; border: 1px solid @line; border-radius: @radius; }
QFrame[role="bar"] { background: @surface; border: none; border-bottom: 1px solid @line; }
QFrame[role="side"] { background: @paper; border: none; }
QToolTip { background: @ink; color: @paper; border: 1px solid @paper; padding: 4px 8px; }

QPushButton, QToolButton {
  background: @surface; color: @ink; border: 1px solid @border; border-radius: @radius;
  padding: 4px 12px; min-height: @control;
}
QPushButton, QToolButton, QMenu { icon-size: @icon; }
QToolButton { padding: 4px 8px; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed { background: @chosen; }
QPushButton:checked, QToolButton:checked { background: @chosen; border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @faded; border-color: @asleep; background: @paper; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 3px 11px; }
QToolButton:focus { padding: 3px 7px; }
QPushButton[variant="primary"] {
  background: @accent; color: @on_accent; border-color: @accent; font-weight: 600; padding: 4px 16px;
}
QPushButton[variant="primary"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[variant="primary"]:pressed { background: @accent_hover; }
QPushButton[variant="primary"]:focus { border: 2px solid @ink; padding: 3px 15px; }
QPushButton[variant="primary"]:disabled { background: @hover; color: @faded; border-color: @asleep; }
QPushButton[variant="quiet"], QToolButton[variant="quiet"] { background: transparent; border-color: transparent; }
QPushButton[variant="quiet"]:hover, QToolButton[variant="quiet"]:hover { background: @hover; }
QPushButton[variant="quiet"]:checked, QToolButton[variant="quiet"]:checked { background: @chosen; }
QPushButton[variant="quiet"]:focus, QToolButton[variant="quiet"]:focus { border: 2px solid @accent; }
QPushButton[variant="heading"] {
  background: transparent; border-color: transparent; color: @quiet; font-size: @secondary; text-align: left;
  padding: 0 4px 0 0; min-height: 24px;
}
QPushButton[variant="heading"]:hover { background: @hover; }
QPushButton[variant="heading"]:focus { border: 2px solid @accent; padding: 0 3px 0 0; }
QPushButton[variant="danger"] { color: @danger; border-color: @danger; }
QPushButton[variant="danger"]:disabled { color: @faded; border-color: @asleep; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[menu="true"], QToolButton[menu="true"]:focus { padding-right: @arrow_room; }
QToolButton[menu="true"]::menu-indicator {
  image: url(@icon_down); width: @arrow; height: @arrow; subcontrol-origin: border; subcontrol-position: center right;
  right: 6px;
}

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: @surface; color: @ink; border: 1px solid @border; border-radius: @radius; padding: 4px 8px;
  selection-background-color: @accent; selection-color: @on_accent; placeholder-text-color: @quiet;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: @control; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid @accent; padding: 3px 7px;
}
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  color: @faded; background: @paper; border-color: @asleep;
}
QLineEdit[problem="true"] { border: 2px solid @danger; padding: 3px 7px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; min-height: 0; background: transparent; padding: 0 0 0 6px;
}
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@icon_down); width: 16px; height: 16px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url(@icon_up); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url(@icon_down); width: 12px; height: 12px; }
QDateTimeEdit::drop-down { border: none; width: 24px; background: transparent; }
QDateTimeEdit::down-arrow { image: url(@icon_down); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @border; outline: none; }

QCheckBox, QRadioButton { background: transparent; spacing: 8px; min-height: @control; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QGroupBox::indicator {
  width: 16px; height: 16px; border: 1px solid @border; border-radius: 3px; background: @surface;
}
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QGroupBox::indicator:checked {
  background: @accent; border-color: @accent; image: url(@icon_check);
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: @accent; border-color: @accent; image: url(@icon_minus);
}
QRadioButton::indicator:checked { border: 5px solid @accent; width: 8px; height: 8px; background: @surface; }
QCheckBox:focus, QRadioButton:focus { outline: none; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid @accent; }
QCheckBox:disabled, QRadioButton:disabled { color: @faded; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: @asleep; background: @paper; }
QCheckBox::indicator:checked:disabled { background: @faded; border-color: @faded; }
QRadioButton::indicator:checked:disabled { border-color: @faded; }

QAbstractItemView {
  background: @surface; alternate-background-color: @paper; border: 1px solid @line; border-radius: @radius;
  outline: none; selection-background-color: @chosen; selection-color: @ink;
}
QAbstractItemView:focus { border: 1px solid @accent; }
QListView[role="rail"], QListView[role="rail"]:focus { border: none; border-radius: 0; background: transparent; }
QListView::item, QTreeView::item { min-height: @row; padding: 0 8px; border: 1px solid transparent; }
QListView::item:selected, QTreeView::item:selected { border-left: 3px solid @accent; padding-left: 6px; }
QTreeView::branch:has-children:closed { image: url(@icon_right); }
QTreeView::branch:has-children:open { image: url(@icon_down); }
QTableView::item { padding: 0 4px; border: 1px solid transparent; }
QAbstractItemView::item:hover { background: @hover; }
QAbstractItemView::item:selected { background: @chosen; color: @ink; }
QAbstractItemView::item:selected:active, QAbstractItemView::item:focus { border: 1px solid @accent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @paper; border-bottom: 1px solid @line; }
QCalendarWidget QToolButton { background: transparent; border-color: transparent; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: @hover; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(@icon_left); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(@icon_right); }
QCalendarWidget QTableView { border-radius: 0; min-width: @calendar; }
QCalendarWidget QTableView::item { padding: 0; }
QTableView[showGrid="false"]::item:selected:active { border-color: @accent transparent; }
QListView::item:selected:active, QTreeView::item:selected:active { padding-left: 8px; }
QTableView { gridline-color: @line; }
QHeaderView, QHeaderView:focus { background: @paper; border: none; border-radius: 0; }
QHeaderView::section {
  background: @paper; color: @quiet; font-size: @secondary; font-weight: 600; padding: 4px 8px; border: none;
  border-bottom: 1px solid @line;
}
QTableView[showGrid="false"] QHeaderView::section:vertical { border: none; }
QTableCornerButton::section { background: @paper; border: none; }

QMenu { background: @surface; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 0 24px 0 12px; min-height: @menu_row; border-radius: @note_radius; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @chosen; color: @ink; }
QMenu::item:disabled { color: @faded; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 8px; }
QMenu::indicator:checked { image: url(@icon_tick); }
QMenu::right-arrow { image: url(@icon_right); width: 14px; height: 14px; }
QMenuBar { background: @paper; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: @note_radius; }
QMenuBar::item:selected { background: @hover; }

QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar::tab {
  background: transparent; color: @quiet; padding: 6px 12px; border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: @ink; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:disabled { color: @faded; }
QTabBar::tab:hover { background: @hover; }
QTabBar::tab:focus { background: @chosen; }

QGroupBox {
  border: 1px solid @line; border-radius: @radius; margin-top: 20px; padding-top: 8px; font-weight: 600;
}
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 0 4px; }
QProgressBar { background: @hover; border: 1px solid @border; border-radius: @note_radius; text-align: center; }
QProgressBar::chunk { background: @accent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: @paper; color: @quiet; }
QStatusBar::item { border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget#qt_scrollarea_viewport > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @border; border: none; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

*[booth="true"] QPushButton, *[booth="true"] QLineEdit, *[booth="true"] QToolButton { min-height: 46px; }
*[booth="true"] QLabel, *[booth="true"] QPushButton, *[booth="true"] QLineEdit, *[booth="true"] QListView {
  font-size: @title;
}
*[booth="true"] QListView::item { min-height: 54px; }
*[booth="true"] QLabel[role="secondary"] { font-size: @section; }
*[booth="true"] QPushButton[small="true"], *[booth="true"] QLineEdit[small="true"] {
  min-height: 22px; font-size: @section;
}
*[drawn="plain"] QLabel[role="title"] { font-size: @booth_question; }
*[drawn="plain"] QPushButton[small="true"] { min-height: 30px; }
*[drawn="large"] QLabel, *[drawn="large"] QPushButton, *[drawn="large"] QLineEdit, *[drawn="large"] QListView {
  font-size: @booth_large;
}
*[drawn="large"] QLabel[role="title"] { font-size: @booth_title; }
*[drawn="large"] QLabel[role="secondary"], *[drawn="large"] QPushButton[small="true"] { font-size: @title; }
*[drawn="large"] QPushButton[small="true"] { min-height: 38px; }
"""
