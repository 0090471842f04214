"""The style sheet of console and booth, with `@names` where `ui.widgets.style` puts colours and sizes."""

from __future__ import annotations

SHEET = """
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
QScrollArea[role="read"] { border: 1px solid transparent; border-radius: @radius; }
QScrollArea[role="read"]:focus { border: 1px solid @accent; }
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
