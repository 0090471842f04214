"""One column of the console's board: number, title, count, and its cards as an accessible list."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from labapp.wording.translate import Translator
from ui.kinds.board.delegate import CardDelegate
from ui.kinds.board.model import ColumnModel, Face
from ui.kinds.board.spoken import spoken
from ui.theme import SPACE_S, SPACE_XS, Theme
from ui.widgets.emptiness import paint_empty
from ui.widgets.icons import icon

KEYS = {
    Qt.Key.Key_Return: "edit", Qt.Key.Key_Enter: "edit", Qt.Key.Key_F2: "edit", Qt.Key.Key_Delete: "retire",
    Qt.Key.Key_M: "merge", Qt.Key.Key_N: "note", Qt.Key.Key_S: "star", Qt.Key.Key_W: "visionary",
    Qt.Key.Key_Plus: "dot", Qt.Key.Key_Minus: "undot", Qt.Key.Key_D: "split", Qt.Key.Key_A: "also",
    Qt.Key.Key_H: "life", Qt.Key.Key_R: "restore",
}  # fmt: skip
"""Plain letters on a selected card, in every layout; what they do is the page's."""

_LEAST, _MOST = 170, 320  # px a column has at least, and at most for one long word of its title
_KEYED = 9  # columns that have a key
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class CardList(QListView):
    """The list itself: Ctrl+arrows carry cards, plain arrows walk; everything else is the page's."""

    carried = Signal(int, int)  # columns to the right, rows down
    wanted = Signal(str)  # a word of KEYS

    _CARRY = {
        Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    }  # fmt: skip

    def __init__(self, delegate: CardDelegate, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setItemDelegate(delegate)
        delegate.stand_in(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = ""  # said where nothing lies

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say how cards come here where the board has none yet."""
        super().paintEvent(event)
        paint_empty(self, self.empty, self._theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry with Ctrl+arrow, act with a plain letter, let the rest walk."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in self._CARRY:
            self.carried.emit(*self._CARRY[key])
        elif event.modifiers() in _PLAIN and key in KEYS:
            self.wanted.emit(KEYS[key])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return little: the board shares out what room there is, and only fields that find too little are scrolled."""
        return QSize(_LEAST, 70)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class Column(QFrame):
    """A column: says which number the moderator presses for it."""

    renamed = Signal(str)  # cluster
    moved = Signal(str, int)  # cluster, places to the right
    retired = Signal(str)  # cluster
    aimed = Signal(str)  # cluster: Enter should put cards here

    def __init__(self, cluster: str | None, theme: Theme, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._theme = theme
        self.cluster = cluster
        self.model = ColumnModel(cluster, lambda face, title: spoken(face, _, title))
        self.delegate = CardDelegate(theme, self.model)
        self.list = CardList(self.delegate, theme)
        self.list.setModel(self.model)
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._more = QToolButton()
        self._count = QLabel()
        self._count.setProperty("role", "secondary")
        self._count.setWordWrap(True)  # at larger text where Enter goes takes a line of its own
        self.setProperty("role", "card")
        self.setMinimumWidth(_LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._build()

    def show_column(
        self, number: int, title: str, faces: list[Face], count: str, *, aimed: bool, alone: bool = False,
        begun: bool = True,
    ) -> None:  # fmt: skip
        """Show a column's number, title and cards; `aimed` marks where Enter puts the next card.

        One that stands alone needs no number to be told apart, and without a name no heading. Until the board has
        `begun` each says how its first card comes.
        """
        _ = self._
        name = title or (_("Untitled column") if number else _("Not in a column"))
        self._title.setText(f"{number}  {name}" if number and not alone else name)
        self._title.setVisible(bool(title) or not alone)
        self.setMinimumWidth(max(_LEAST, min(_MOST, self._heading())))
        self._count.setText(f"{count}  ◂ Enter" if aimed else count)
        said = _("Column {number}: {title}", number=number, title=name) if number else name
        self.list.setAccessibleName(said)
        self._more.setAccessibleName(_("Column menu: {title}", title=name))
        self.model.title = name
        self.setProperty("aimed", aimed)
        self._say_empty(number, here=aimed or alone, begun=begun)
        self.model.show(faces)

    def _heading(self) -> int:
        """Return the width of the longest word of the title, which a label would cut without a sign, and its menu."""
        self._title.ensurePolished()
        metrics = self._title.fontMetrics()
        word = max(map(metrics.horizontalAdvance, self._title.text().split()), default=0)
        beside = self._more.sizeHint().width() + 2 * SPACE_S if self.cluster is not None else 0
        return word + beside + SPACE_S + SPACE_XS + 2 * self.frameWidth()

    def _say_empty(self, number: int, *, here: bool, begun: bool) -> None:
        _ = self._
        others = _("Ctrl+{n}: new cards go here", n=number) if number <= _KEYED else ""
        said = "" if begun or not number else _("Enter puts the first card here") if here else others
        if said != self.list.empty:
            self.list.empty = said
            self.list.setAccessibleDescription(said)
            self.list.viewport().update()

    def chosen(self) -> list[Face]:
        """Return the selected cards from top to bottom."""
        rows = sorted({index.row() for index in self.list.selectedIndexes()})
        return [self.model.faces()[row] for row in rows]

    def select(self, placement: str, *, focus: bool = True) -> bool:
        """Select one card; False when it is not in this column."""
        row = self.model.row_of(placement)
        if row < 0:
            return False
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.model.index(row))
        if focus:
            self.list.setFocus()
        return True

    def show_last(self) -> None:
        """Scroll to the newest card without taking the focus from the capture line."""
        last = self.model.rowCount(QModelIndex()) - 1
        if last >= 0:
            self.list.scrollTo(self.model.index(last), QAbstractItemView.ScrollHint.PositionAtBottom)

    def _build(self) -> None:
        _ = self._
        more = self._more
        more.setProperty("variant", "quiet")
        more.setIcon(icon("ellipsis", self._theme))
        more.setToolTip(_("Column menu"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        if self.cluster is None:
            more.hide()
        more.setMenu(self._menu())
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout(self)
        body.setContentsMargins(SPACE_S, SPACE_S, SPACE_XS, SPACE_XS)
        body.setSpacing(SPACE_XS)
        body.addLayout(head)
        body.addWidget(self._count)
        body.addWidget(self.list, 1)

    def _menu(self) -> QMenu:
        _ = self._
        menu = QMenu(self)
        cluster = self.cluster or ""
        menu.addAction(_("Rename…"), lambda: self.renamed.emit(cluster))
        menu.addAction(_("Put new cards here"), lambda: self.aimed.emit(cluster))
        menu.addAction(_("Move left"), lambda: self.moved.emit(cluster, -1))
        menu.addAction(_("Move right"), lambda: self.moved.emit(cluster, 1))
        menu.addSeparator()
        menu.addAction(_("Remove column"), lambda: self.retired.emit(cluster))
        return menu
