"""The middle: title and question of the chosen activity, its one primary button, and the page of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from labapp.changes import ChangeSet
from labapp.kinds.registry import KINDS
from labapp.model import agenda
from labapp.model.agenda import DONE, PLANNED, RUNNING, Activity
from ui import theme as t
from ui.console.actions import tip
from ui.context import Context
from ui.kinds.base import KindPage, PageAction, looks
from ui.kinds.registry import PAGES
from ui.widgets.folding import Folding
from ui.widgets.icons import icon
from ui.widgets.layouts import clear
from ui.widgets.lines import Title
from ui.widgets.plain import shortened

_TITLE_LETTERS = 12  # with fewer left of a title, the buttons go below it


@dataclass(frozen=True)
class _Offer:
    """A button of the header; two are alike when they look alike."""

    text: str
    icon: str
    handler: Callable[[], object] = field(compare=False)
    primary: bool
    shortcut: str = ""
    enabled: bool = True
    name: str = ""
    reads: bool = False  # possible where the meeting is only looked at


class UnknownPage(KindPage):
    """A point of a kind this program does not know: kept whole, shown read-only."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, activity_id, parent)
        layout = QVBoxLayout(self)
        text = QLabel(self._("This point was made by a newer version of the program. It is kept whole, but cannot be "
                             "shown or changed here."))  # fmt: skip
        text.setWordWrap(True)
        layout.addWidget(text)
        layout.addStretch(1)


class Middle(QWidget):
    """Makes pages as they are needed and keeps them; only the shown one is redrawn."""

    start_asked = Signal(str)
    finish_asked = Signal(str)
    show_asked = Signal(str)
    add_asked = Signal()
    report_asked = Signal()
    recall_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._ = context._
        self._pages: dict[str, KindPage] = {}
        self._stale: set[str] = set()
        self._activity = ""
        self.recalled: Callable[[], str] = lambda: ""  # the point the room is shown again
        self._offers: list[_Offer] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(t.SPACE_L, t.SPACE_M, t.SPACE_L, t.SPACE_M)
        layout.setSpacing(t.SPACE_S)
        layout.addWidget(self._header())
        self._question = QLabel()
        self._question.setWordWrap(True)
        self._question.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self._question)
        self._stack = QStackedWidget()
        self._empty = self._empty_page()
        self._stack.addWidget(self._empty)
        layout.addWidget(self._stack, 1)

    def _header(self) -> QWidget:
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_S)
        self._title = Title(letters=_TITLE_LETTERS)
        self._state = QLabel()
        self._state.setProperty("role", "secondary")
        row.addWidget(self._state)
        self._buttons = QHBoxLayout()
        row.addLayout(self._buttons)
        return Folding(self._title, beside)

    def _empty_page(self) -> QWidget:
        _ = self._
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        title = QLabel(_("The agenda is empty"))
        title.setProperty("role", "title")
        text = QLabel(_("Add the first point: a welcome, a board for ideas, a vote, an action plan or a break."))
        add = QPushButton(icon("plus", self._context.theme, t.Token.ON_ACCENT), _("Add a point…"))
        add.setProperty("variant", "primary")
        add.clicked.connect(self.add_asked)
        for widget in (title, text):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            widget.setWordWrap(True)
            layout.addWidget(widget)
        layout.addWidget(add, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        return page

    # --- what is shown -----------------------------------------------------------------------------------------------
    @property
    def activity_id(self) -> str:
        """Return the activity shown, empty when none is."""
        return self._activity

    @property
    def page(self) -> KindPage | None:
        """Return the page shown."""
        return self._pages.get(self._activity)

    def page_of(self, activity_id: str) -> KindPage | None:
        """Return an activity's page if it was ever shown."""
        return self._pages.get(activity_id)

    def show_activity(self, activity_id: str) -> None:
        """Show an activity; its page is made at the first time."""
        self._activity = activity_id
        if activity_id and activity_id not in self._pages:
            self.made(activity_id)
        elif activity_id in self._stale:
            self._pages[activity_id].refresh(None)
        self._stale.discard(activity_id)
        self._stack.setCurrentWidget(self._pages.get(activity_id, self._empty))
        self.refresh_header()

    def made(self, activity_id: str) -> KindPage:
        """Return an activity's page, made when it was never shown."""
        if (known := self._pages.get(activity_id)) is not None:
            return known
        kind = agenda.activity(self._context.lab.read, activity_id).kind
        page = self._pages[activity_id] = PAGES.get(kind, UnknownPage)(self._context, activity_id)
        self._stack.addWidget(page)
        return page

    def take_over(self, before: Middle) -> None:
        """Go on with what the pages of another language or theme have half done, or standing outside the console."""
        for ident, page in before._pages.items():
            if not agenda.known(self._context.lab.read, ident):  # made by what was undone
                continue
            if page.half_done():
                self.made(ident).go_on(page)
            if page.outside is not None and page.outside.stands:
                mine = self.made(ident).outside
                if mine is not None:
                    mine.take_over(page.outside)

    def part(self) -> None:
        """Close what stands outside the console."""
        for page in self._pages.values():
            if page.outside is not None:
                page.outside.shut()

    def refresh(self, changes: ChangeSet) -> None:
        """Redraw the shown page from a change; the others when they are next shown."""
        for ident, page in self._pages.items():
            if ident == self._activity:
                page.refresh(changes)
            else:
                self._stale.add(ident)
        self.refresh_header()

    def refresh_header(self) -> None:
        """Show title, question, state and the buttons that fit now."""
        if not self._activity:
            self._show_offers([])
            self._title.set_full("")
            self._question.hide()
            self._state.setText("")
            return
        activity = agenda.activity(self._context.lab.read, self._activity)
        self._title.set_full(activity.title or self._("Untitled"))
        self._question.setText(activity.question)
        self._question.setVisible(bool(activity.question))
        kind = KINDS.get(activity.kind)
        self._state.setText(self._(kind.named(activity)) if kind is not None else activity.kind)
        self._show_offers(self._offers_of(activity))

    def _show_offers(self, offers: list[_Offer]) -> None:
        same, self._offers = offers == self._offers, offers
        if same and self._buttons.count() == len(offers):  # the usual case at every key: nothing to draw
            return
        clear(self._buttons)
        for place in range(len(offers)):
            button = self._button(place)
            self._buttons.addWidget(button)
            button.show()  # at once: the next click may come before Qt gets to it

    def _offers_of(self, activity: Activity) -> list[_Offer]:
        page = self.page
        offered = page.page_actions() if page is not None else []
        primary = next((a for a in offered if a.primary), None) if activity.state in (RUNNING, DONE) else None
        flow = self._flow(activity, primary is None)
        return [*flow, *([_of_page(primary)] if primary is not None else [])]

    def _flow(self, activity: Activity, primary: bool) -> list[_Offer]:
        """Return the step of the agenda: start, finish and go on, or back to what runs."""
        _ = self._
        read = self._context.lab.read
        current = agenda.current(read)
        if activity.state == RUNNING:
            text = _("Finish this point")
            return [_Offer(text, "check", lambda: self.finish_asked.emit(activity.id), primary, "Ctrl+Return")]
        if current is not None and activity.state != PLANNED:
            text = _("Back to: {title}", title=shortened(current.title, 24))
            back = _Offer(text, "play", lambda: self.show_asked.emit(current.id), primary, reads=True)
            return [*self._again(activity), back]
        offers = self._again(activity)
        if current is not None:
            text = _("Back to: {title}", title=shortened(current.title, 24))
            offers.append(_Offer(text, "arrow-left", lambda: self.show_asked.emit(current.id), False, reads=True))
        text = _("Start this point") if activity.state == PLANNED else _("Start again")
        start = _Offer(text, "play", lambda: self.start_asked.emit(activity.id),
                       primary and activity.state == PLANNED, "Ctrl+Shift+Return")  # fmt: skip
        if current is None and agenda.following(read) is None:  # everything is done: what is left is the report
            report = _Offer(_("Report…"), "file-text", self.report_asked.emit, primary, "Ctrl+R", reads=True)
            return [*offers, start, report]
        return [*offers, start]

    def _again(self, activity: Activity) -> list[_Offer]:
        """Offer to show the room a point that is over, yesterday's result for instance, without starting it anew."""
        if activity.state != DONE:
            return []
        text = self._("Show what runs") if self.recalled() == activity.id else self._("Show the room")
        return [_Offer(text, "projector", self.recall_asked.emit, False, "Ctrl+F10", reads=True)]

    def _button(self, place: int) -> QPushButton:
        offer = self._offers[place]
        token = t.Token.ON_ACCENT if offer.primary else t.Token.INK
        button = QPushButton(icon(offer.icon, self._context.theme, token), offer.text)
        button.setObjectName(offer.name)
        button.setProperty("variant", "primary" if offer.primary else "")
        button.setToolTip(tip(offer.text, offer.shortcut))
        button.setEnabled(offer.enabled)
        if offer.reads:
            looks(button)
        button.clicked.connect(lambda: self._offers[place].handler())  # today's: the buttons stay while they look alike
        return button


def _of_page(action: PageAction) -> _Offer:
    return _Offer(action.text, action.icon or "play", action.trigger, True, action.shortcut, action.enabled, action.id,
                  action.reads)  # fmt: skip
