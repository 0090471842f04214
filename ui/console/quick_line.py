"""One line under the bar for what must not wait: who came or left, and what was said in between.

It opens by one key, takes Enter, and gives the cursor back to where it was. The room sees nothing of it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change
from labapp.model import agenda, arrivals, hasty, notes, people
from labapp.model.groups import Table
from labapp.model.people import Found
from labapp.wording.translate import Translator
from ui import theme as t
from ui.console.note_names import note_names
from ui.context import Context
from ui.widgets.carrying import carry
from ui.widgets.icons import icon

_PERSON = Qt.ItemDataRole.UserRole
_SHOWN = 6
_ROWS = 4
_LONGEST = 80  # letters of a name in the list of what was found


class QuickLine(QFrame):
    """Hidden until asked; one mode at a time: "presence" or a kind of note."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self._mode = ""
        self._before: QWidget | None = None
        self.setProperty("role", "bar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.SPACE_M, t.SPACE_S, t.SPACE_M, t.SPACE_S)
        layout.setSpacing(t.SPACE_XS)
        layout.addLayout(self._line_row())
        self._found = QListWidget(self)
        self._found.setAccessibleName(self._("People found"))
        self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._found.itemClicked.connect(lambda item: self._take(item))
        self._found.hide()
        self.hide()

    def _line_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(t.SPACE_S)
        self._icon = QLabel()
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._line = QLineEdit()
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._search)
        self._line.returnPressed.connect(self._enter)
        self._hint = QLabel()
        self._hint.setProperty("role", "secondary")
        close = QPushButton(icon("x", self._context.theme), "")
        close.setProperty("variant", "quiet")
        close.setToolTip(self._("Put away (Esc)"))
        close.setAccessibleName(self._("Put away (Esc)"))
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.put_away)
        for widget, stretch in ((self._icon, 0), (self._title, 0), (self._line, 1), (self._hint, 0), (close, 0)):
            row.addWidget(widget, stretch)
        return row

    # --- opening and closing -----------------------------------------------------------------------------------------
    @property
    def mode(self) -> str:
        """Return what the line is open for, empty when it is away."""
        return self._mode

    def open(self, mode: str) -> None:
        """Open for "presence" or a kind of note; remembers where the cursor was."""
        _ = self._
        if not self._mode:
            self._before = QApplication.focusWidget()
        self._mode = mode
        if mode == "presence":
            title, invite, name = _("Came or left"), self._invite(), "user-check"
            hint = _("Enter: came / left  ·  Ctrl+Enter: somebody new")
        else:
            title, invite, name = note_names(_)[mode]
            hint = _("Enter: keep  ·  Esc: away")
        self._icon.setPixmap(icon(name, self._context.theme).pixmap(18, 18))
        self._title.setText(title)
        self._line.clear()
        self._line.setPlaceholderText(invite)
        self._line.setAccessibleName(f"{title}: {invite}")
        self._hint.setText(hint)
        self.window().activateWindow()  # asked for by its key in a dialog beside the work
        self.show()
        self._found.setVisible(mode == "presence")
        self._search("")
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_on(self, before: QuickLine, back: QWidget | None) -> None:
        """Stand open as the line of the window before this one did; the cursor goes `back` afterwards."""
        if before.mode:
            self.open(before.mode)
            self._before = back
            carry(before._line, self._line)

    def put_away(self) -> None:
        """Close and give the cursor back."""
        if not self._mode:
            return
        self._mode = ""
        self._found.hide()
        self.hide()
        before, self._before = self._before, None
        if before is not None and _alive(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- people ------------------------------------------------------------------------------------------------------
    def _invite(self) -> str:
        _, sectors = self._, people.sectors(self._context.lab.read)
        if not sectors:
            return _("Two letters of the name, or the code")
        return _("Two letters of the name, or the code; somebody new: name / {letter}", letter=sectors[0].letter)

    def _search(self, text: str) -> None:
        if self._mode != "presence":
            return
        _ = self._
        self._found.clear()
        typed = hasty.typed(self._context.lab.read, text)
        known = people.search(self._context.lab.read, typed.name)[:_SHOWN]
        for found in known:
            item = QListWidgetItem(_line_of(found, _))
            item.setData(_PERSON, found)
            self._found.addItem(item)
        if any(letter.isalpha() for letter in typed.name):
            said = _("+ Add a new person: {name}", name=typed.name[:_LONGEST])
            self._found.addItem(QListWidgetItem(f"{said}  ·  {typed.sector.name}" if typed.sector else said))
        meant = hasty.meant(known, typed.name)  # the row after the last one adds somebody new, where there is one
        self._found.setCurrentRow(-1 if meant is None else min(meant, self._found.count() - 1))
        self._found.setVisible(bool(self._found.count()))
        self._float()

    def _float(self) -> None:
        """Lay the list over the work, below the line: it takes nobody's room."""
        work = self.parentWidget()
        if work is None:
            return
        if self._found.parentWidget() is not work:
            shown = not self._found.isHidden()
            self._found.setParent(work)
            self._found.setVisible(shown)
        rows = min(_ROWS, max(1, self._found.count()))
        height = rows * max(t.ROW, self._found.sizeHintForRow(0)) + 2 * self._found.frameWidth() + 2
        at = self._line.mapTo(work, QPoint(0, 0))
        around = self._found.verticalScrollBar().sizeHint().width() + 2 * self._found.frameWidth()
        wanted = max(self._line.width(), self._found.sizeHintForColumn(0) + around)
        width = min(wanted, max(self._line.width(), work.width() - at.x() - t.SPACE_M))
        self._found.setGeometry(at.x(), self.geometry().bottom() + 1, width, height)
        self._found.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the list below the line."""
        super().resizeEvent(event)
        self._float_later()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the list below the line."""
        super().moveEvent(event)
        self._float_later()

    def _float_later(self) -> None:
        if not self._found.isHidden():
            self._float()

    def _enter(self) -> None:
        if self._mode == "presence":
            item: QListWidgetItem | None = self._found.currentItem()
            if not self._line.text().strip():
                return
            if item is not None:
                self._take(item)
            else:
                self._context.tell(self._("Several people are meant: choose one with the arrows."), "warning")
        elif self._mode:
            self._keep_note()

    def _take(self, item: QListWidgetItem) -> None:
        found = item.data(_PERSON)
        if not isinstance(found, Found):
            self._walk_in(self._line.text())
        else:
            self._toggle(found)

    def _toggle(self, found: Found) -> None:
        _, ident = self._, found.person.id
        if found.present:
            self._context.run("person.leave", lambda tx: people.leave(tx, ident), person=ident)
            said = _("{code} {name} left", code=found.person.code, name=found.person.name)
        else:
            table = self._context.run("person.arrive", lambda tx: arrivals.arrive(tx, ident), person=ident)
            said = _("{code} {name} is here", code=found.person.code, name=found.person.name)
            said = self._with_table(said, table)
        self._context.tell(said, "good")
        self._line.clear()

    def _walk_in(self, text: str) -> None:
        typed = hasty.typed(self._context.lab.read, text)
        name, sector, wanted = typed.name, typed.sector, typed.wanted
        if wanted and sector is None:
            letters = ", ".join(f"{made.letter} {made.name}" for made in people.sectors(self._context.lab.read))
            said = self._("No sector is called “{words}”. There are: {sectors}", words=wanted, sectors=letters)
            self._context.tell(said, "warning")
            return
        if not name:
            return
        if len(name) > people.NAME_LIMIT:
            said = self._("That is too long for a name: {n} letters at most.", n=people.NAME_LIMIT)
            self._context.tell(said, "warning")
            return

        def operation(tx: Change) -> tuple[str, Table | None]:
            ident = people.add_participant(tx, name=name, sector=sector.id if sector is not None else None)
            return ident, arrivals.arrive(tx, ident)

        added = self._context.run("person.add", operation, n=1)
        if added is not None:
            person = people.participant(self._context.lab.read, added[0])
            said = self._("{name} is here, code {code}", name=name, code=person.code)
            said = f"{said}, {sector.name}" if sector is not None else said
            self._context.tell(self._with_table(said, added[1]), "good")
            self._line.clear()

    def _with_table(self, said: str, table: Table | None) -> str:
        """Whoever comes late is told where to sit in the same breath."""
        if table is None:
            return said
        return self._("{said}; sits here: {table}", said=said, table=table.name)

    # --- notes -------------------------------------------------------------------------------------------------------
    def _keep_note(self) -> None:
        text = self._line.text().strip()
        if not text:
            return
        kind = self._mode
        current = agenda.current(self._context.lab.read)
        activity = current.id if current is not None else None

        def operation(tx: Change) -> str:
            who, words = hasty.speaker(text) if kind == "declaration" else ("", text)
            person = people.named(tx, who) if who else None
            return notes.add(tx, kind, words, who="" if person else who, participant=person, activity=activity)

        if self._context.run("note.add", operation, kind=kind) is not None:
            self.put_away()

    # --- keys --------------------------------------------------------------------------------------------------------
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc puts the line away, arrows choose, Ctrl+Enter adds somebody new whoever was found."""
        if watched is not self._line or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        adding = enter and self._mode == "presence" and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.type() == QEvent.Type.ShortcutOverride and adding:
            event.accept()  # here these keys do not mean the agenda's next step
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if adding:
            self._walk_in(self._line.text())
            return True
        return self._moved(event.key()) or super().eventFilter(watched, event)

    def _moved(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.put_away()
            return True
        if self._mode == "presence" and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            row = self._found.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self._found.setCurrentRow(max(0, min(self._found.count() - 1, row)))
            return True
        return False


def _line_of(found: Found, _: Translator) -> str:
    person = found.person
    state = _("is here → leaves") if found.present else _("→ arrives")
    return "  ·  ".join(part for part in (person.code, person.name[:_LONGEST], state, found.entity) if part)


def _alive(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return bool(isValid(widget))
