"""The first window: start something new, go on with something, or look at a finished example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from labapp.settings import Recent
from labapp.wording.translate import Translator
from ui import theme as t
from ui.recent_rows import PATH, WHEN, RecentRows, when_words
from ui.theme import THEMES, Theme, Token
from ui.widgets.icons import icon, icon_pixmap
from ui.widgets.plain import tip_text
from ui.widgets.rich_button import RichButton
from ui.widgets.screen_room import room_around
from ui.widgets.style import px, text_scale

if TYPE_CHECKING:
    from labapp.templates import Template

_LIST = 100  # of the room in the right column, before the rest gets any
_BESIDE = 700  # px at 100 %: two columns need as much
LANGUAGE_NAMES = (("pl", "Polski"), ("en", "English"))
_THEME_ICONS = {"light": "sun", "dark": "moon", "contrast": "contrast"}
_TEMPLATE_ICONS = {"laboratorium": "users", "sniadanie": "coffee", "burza": "vote", "puste": "file"}


class WelcomeWindow(QWidget):
    """Says what was asked; the shell does it."""

    new_asked = Signal(str)
    open_asked = Signal()
    recent_asked = Signal(str)
    look_asked = Signal(str)  # a path, or empty: ask for one
    forget_asked = Signal(str)
    example_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    closed = Signal()

    def __init__(self, translate: Translator, theme: Theme, recents: Sequence[Recent]) -> None:
        super().__init__()
        self._ = translate
        self._theme = theme
        self.setObjectName("welcome")
        self.setWindowTitle("labapp")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, t.SPACE_XL, 0, t.SPACE_S)
        layout.setSpacing(t.SPACE_M)
        layout.addLayout(self._top())
        layout.addWidget(self._below(), 1)
        self._fit_screen()
        self.show_recents(recents)
        first = self._templates.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus()
        QShortcut(QKeySequence("Ctrl+O"), self, self.open_asked.emit)

    # --- parts -------------------------------------------------------------------------------------------------------
    def _fit_screen(self) -> None:
        """As large as the text asks for and the screen has; what does not fit is scrolled."""
        scale, screen = text_scale(), room_around(self)
        self.setMinimumSize(min(px(480, scale), screen.width()), min(px(360, scale), screen.height()))
        self.resize(min(px(920, scale), screen.width()), min(px(580, scale), screen.height()))

    def _below(self) -> QScrollArea:
        """What can be started beside what can be gone on with; one above the other where there is no room."""
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(t.SPACE_XXL, t.SPACE_M, t.SPACE_XXL, t.SPACE_M)
        self._columns.setSpacing(t.SPACE_XXL)
        self._columns.addLayout(self._new_column(), 1)
        self._columns.addLayout(self._recent_column(), 1)
        inner = QWidget()
        inner.setLayout(self._columns)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns beside or above each other."""
        super().resizeEvent(event)
        beside = self.width() >= px(_BESIDE, text_scale())
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def _top(self) -> QHBoxLayout:
        _ = self._
        row = QHBoxLayout()
        row.setContentsMargins(t.SPACE_XXL, 0, t.SPACE_XXL, 0)
        name = QLabel("labapp")
        name.setProperty("role", "title")
        tell = QLabel(_("Workshops from the agenda to the printed report. Everything stays on this computer."))
        tell.setProperty("role", "secondary")
        tell.setWordWrap(True)
        row.addWidget(name)
        row.addSpacing(t.SPACE_M)
        row.addWidget(tell, 1)
        row.addWidget(self._language_box())
        row.addWidget(self._theme_button())
        return row

    def _language_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self._("Language"))
        box.setToolTip(self._("Language"))
        for code, name in LANGUAGE_NAMES:
            box.addItem(name, code)
        box.setCurrentIndex(box.findData(self._.language))
        box.activated.connect(lambda index: self.language_chosen.emit(box.itemData(index)))
        return box

    def _theme_button(self) -> QPushButton:
        _ = self._
        button = QPushButton(icon(_THEME_ICONS[self._theme.name], self._theme), "")
        button.setToolTip(_("Light, dark, high contrast"))
        button.setAccessibleName(_("Light, dark, high contrast"))
        names = list(THEMES)
        following = names[(names.index(self._theme.name) + 1) % len(names)]
        button.clicked.connect(lambda: self.theme_chosen.emit(following))
        return button

    def _new_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(t.SPACE_S)
        column.addWidget(_section(self._("New meeting")))
        self._templates = QVBoxLayout()
        self._templates.setSpacing(t.SPACE_S)
        column.addLayout(self._templates)
        column.addStretch(1)
        self._fill_templates()
        return column

    def _fill_templates(self) -> None:
        from labapp.template_files import offered

        for template in offered():
            self._templates.addWidget(self._template_button(template))

    def _template_button(self, template: Template) -> RichButton:
        language = self._.language
        name = _TEMPLATE_ICONS.get(template.id, "file-text")
        title, summary = template.title[language], template.summary.get(language, "")
        picture = icon_pixmap(name, self._theme.hex(Token.ACCENT), 24, self.devicePixelRatioF())
        button = RichButton(title, summary, picture)
        button.setObjectName(f"template-{template.id}")
        button.clicked.connect(lambda: self.new_asked.emit(template.id))
        return button

    def _recent_column(self) -> QVBoxLayout:
        _ = self._
        column = self._column = QVBoxLayout()
        column.setSpacing(t.SPACE_S)
        column.addWidget(_section(_("Recent")))
        self._empty = QLabel(_("Nothing yet. Start a meeting on the left, or look at the finished example first."))
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "secondary")
        column.addWidget(self._empty)
        self._recents = QListWidget()
        self._recents.setAccessibleName(_("Recent meetings"))
        self._recents.setProperty("role", "rail")
        self._recents.setItemDelegate(RecentRows(self._recents))
        self._recents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        gone = QShortcut(QKeySequence(Qt.Key.Key_Delete), self._recents)
        gone.setContext(Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self._forget_chosen)
        self._recents.itemActivated.connect(self._activated)
        self._recents.itemClicked.connect(self._activated)
        column.addWidget(self._recents, _LIST)
        open_ = QPushButton(icon("folder-open", self._theme), _("Open a file…"))
        open_.setToolTip(_("Open a file…") + " (Ctrl+O)")
        open_.clicked.connect(self.open_asked)
        example = QPushButton(icon("flag", self._theme), _("See a finished example"))
        look = QPushButton(icon("eye", self._theme), _("Only look at a file…"))
        look.setAccessibleName(_("Look at a meeting without changing it, even if it is open elsewhere"))
        look.setToolTip(_("Look at a meeting without changing it, even if it is open elsewhere"))
        look.clicked.connect(lambda: self.look_asked.emit(""))
        example.clicked.connect(self.example_asked)
        for buttons in ((open_, look), (example,)):
            row = QHBoxLayout()
            row.setSpacing(t.SPACE_S)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        return column

    # --- recents -----------------------------------------------------------------------------------------------------
    def show_recents(self, recents: Sequence[Recent]) -> None:
        """Fill the list; files that are not there now (a stick put away) are shown, but quietly."""
        self._recents.clear()
        for recent in recents:
            when = when_words(recent.opened, datetime.now().astimezone(), self._)
            item = QListWidgetItem(recent.title or recent.path)
            item.setData(PATH, recent.path)
            item.setData(WHEN, when)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {when}")
            item.setToolTip(tip_text(f"{recent.title}\n{recent.path}".strip()))  # a long title is cut in its row
            self._recents.addItem(item)
        self._empty.setVisible(not recents)
        self._recents.setVisible(bool(recents))
        rows = sum(self._recents.sizeHintForRow(row) for row in range(self._recents.count()))
        self._recents.setMaximumHeight(rows + 2 * self._recents.frameWidth())  # what else can be opened stands below it
        QTimer.singleShot(0, self._recents, self._mark_missing)

    def _mark_missing(self) -> None:
        """Look at the disk only after the window is there: a sleeping network drive takes its time."""
        from pathlib import Path

        from labapp import disk

        items = [self._recents.item(row) for row in range(self._recents.count())]
        there = disk.there(Path(str(item.data(PATH))) for item in items)
        for item in items:
            if Path(str(item.data(PATH))) not in there:
                item.setForeground(self._theme.color(Token.QUIET))
                item.setData(WHEN, self._("not there now"))

    def _forget_chosen(self) -> None:
        item = self._recents.currentItem()
        if item is not None:
            self.forget_asked.emit(str(item.data(PATH)))

    def _activated(self, item: QListWidgetItem) -> None:
        self.recent_asked.emit(str(item.data(PATH)))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the person is done."""
        super().closeEvent(event)
        self.closed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take a meeting off the list."""
        item = self._recents.itemAt(self._recents.viewport().mapFromGlobal(event.globalPos()))
        if item is None:
            return
        from PySide6.QtWidgets import QMenu  # each class of Qt is paid for when it is first named: not by every start

        menu = QMenu(self)
        path = str(item.data(PATH))
        look = menu.addAction(self._("Only look at it, without changing it"))
        look.triggered.connect(lambda: self.look_asked.emit(path))
        action = menu.addAction(self._("Take off this list (the file stays)"))
        action.triggered.connect(lambda: self.forget_asked.emit(path))
        menu.popup(event.globalPos())


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
