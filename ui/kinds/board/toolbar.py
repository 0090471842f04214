"""The line above the board: how many, how many covered, sorting, filter, layout, search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from labapp.kinds.board import layouts
from labapp.model.people import Sector
from labapp.wording.translate import Translator
from ui.kinds.base import looks
from ui.kinds.board.faces import ASIDE, BY_MARKS, BY_PLACE, DOTTED, NEWEST, STARRED, VISIONARY, Wanted
from ui.theme import SPACE_S, SPACE_XS, Theme
from ui.widgets.icons import icon
from ui.widgets.plain import shortened

_MOST = 24  # letters of what is filtered
_SEARCH, _SEARCH_LEAST = 180, 84


class BoardBar(QWidget):
    """Holds what this window wants to see; the layout is the board's and is only announced."""

    wanted_changed = Signal()
    layout_chosen = Signal(str)
    fields_chosen = Signal(str)
    sort_asked = Signal()
    reveal_asked = Signal()
    restore_asked = Signal()

    def __init__(self, theme: Theme, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._rest = Wanted()  # all but the words of the search
        self._sectors: list[Sector] = []
        self._aside = 0
        self._layout_shown = ""
        self._pictures: dict[QAbstractButton, QIcon] = {}
        self.count = QLabel()
        self.reveal = QPushButton(icon("eye", theme), "")
        self.restore = QPushButton(icon("undo-2", theme), _("Bring back"))
        self.sort = QPushButton(icon("layout-grid", theme), "")
        self._words: dict[QAbstractButton, tuple[str, ...]] = {}  # what each button says, shorter and shorter
        self._filter = QToolButton()
        self._layout = QToolButton()
        self.search = QLineEdit()
        self._build(theme)

    @property
    def wanted(self) -> Wanted:
        """Return what is to be shown."""
        return replace(self._rest, search=self.search.text())

    def show_counts(self, count: str, covered: str) -> None:
        """Say how many cards there are; `covered` is empty when none is."""
        self.count.setText(count)
        self.reveal.setVisible(bool(covered))
        self.reveal.setText(covered)
        self._fit()

    def show_layout(self, code: str) -> None:
        """Say which layout is on."""
        if code != self._layout_shown:
            self._layout_shown = code
            self._layout.setMenu(self._layout_menu(code))

    @property
    def shows_aside(self) -> bool:
        """Tell whether the cards that were set aside are shown instead of the living ones."""
        return self._rest.mark == ASIDE

    def offer_aside(self, count: int) -> bool:
        """Take how many cards were set aside; True when none is left to show and their filter went off by itself."""
        ends = self.shows_aside and not count
        if ends:
            self._rest = replace(self._rest, mark="")
        if count != self._aside:
            self._aside = count
            self._say_filter()
        return ends

    def offer(self, sectors: Sequence[Sector]) -> None:
        """Take today's sectors for the filter."""
        if list(sectors) != self._sectors or self._filter.menu() is None:
            self._sectors = list(sectors)
            if self._rest.sector not in {sector.id for sector in sectors}:
                self._rest = replace(self._rest, sector=None)
            self._say_filter()

    def everything(self) -> None:
        """Leave nothing out any more: neither words nor filter; the order stays."""
        self._rest = replace(self._rest, sector=None, mark="")
        self._say_filter()
        self.search.clear()
        self.wanted_changed.emit()

    def said(self) -> str:
        """Return in a sentence what is looked for."""
        words = self.search.text().strip()
        if words:
            return self._("Nothing fits “{words}”", words=words)
        return self._("Nothing fits the filter: {words}", words=self._filter.toolTip().partition(", ")[2])

    def want(self, **values: str | None) -> None:
        """Change the filter or the order."""
        self._rest = replace(self._rest, **values)  # type: ignore[arg-type]
        self._say_filter()
        self.wanted_changed.emit()

    def _say_filter(self) -> None:
        _, rest = self._, self._rest
        words = [sector.name for sector in self._sectors if sector.id == rest.sector]
        marks = {STARRED: _("with a star"), VISIONARY: _("visionary"), DOTTED: _("with dots")}
        marks[ASIDE] = self._aside_text()
        words += [marks[rest.mark]] if rest.mark else []
        self.restore.setVisible(self.shows_aside)
        words += {BY_MARKS: [_("by marks")], NEWEST: [_("newest first")]}.get(rest.order, [])
        text = ", ".join(words)
        short = shortened(text, _MOST)
        self._words[self._filter] = (short,) if words else (_("Filter and order"), _("Filter"))
        self._fit()
        self._filter.setAccessibleName(", ".join([_("Filter and order"), *words]))
        self._filter.setToolTip(", ".join([_("Filter and order"), *words]))
        self._filter.setMenu(self._filter_menu())

    def _aside_text(self) -> str:
        return self._("Set aside ({n})", n=self._aside)

    def _filter_menu(self) -> QMenu:
        _, rest = self._, self._rest
        menu = QMenu(self)
        everything = menu.addAction(_("Show everything, as it lies"))
        everything.triggered.connect(lambda: self.want(sector=None, mark="", order=BY_PLACE))
        menu.addSeparator()
        rows: list[tuple[str, str, str]] = [("mark", STARRED, _("with a star")), ("mark", VISIONARY, _("visionary"))]
        rows += [("mark", DOTTED, _("with dots"))]
        rows += [("mark", ASIDE, self._aside_text())] if self._aside else []
        rows += [("sector", sector.id, sector.name) for sector in self._sectors]
        rows += [("order", BY_MARKS, _("by marks")), ("order", NEWEST, _("newest first"))]
        before = "mark"
        for name, value, text in rows:
            if name != before:
                menu.addSeparator()
            before = name
            action = menu.addAction(text[:1].upper() + text[1:])
            action.setCheckable(True)
            on = getattr(rest, name) == value
            action.setChecked(on)
            off = {"mark": "", "sector": None, "order": BY_PLACE}[name]
            action.triggered.connect(
                lambda checked=False, name=name, to=off if on else value: self.want(**{name: to})
            )
        return menu

    def _layout_menu(self, now: str) -> QMenu:
        _ = self._
        menu = QMenu(self)
        group = QActionGroup(menu)
        names = {layouts.LIST: _("List"), layouts.COLUMNS: _("Columns"), layouts.FIELDS: _("Fields"),
                 layouts.MATRIX: _("Matrix"), layouts.CANVAS: _("Canvas")}  # fmt: skip
        for code, text in names.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(code == now)
            action.triggered.connect(lambda checked=False, code=code: self.layout_chosen.emit(code))
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(_("Add the four fields of SWOT"), lambda: self.fields_chosen.emit("swot"))
        menu.addAction(_("Add the four questions of metaplan"), lambda: self.fields_chosen.emit("metaplan"))
        name = names.get(now, "")
        self._words[self._layout] = (_("Layout: {name}", name=name[:1].lower() + name[1:]), name)
        self._fit()
        self._layout.setAccessibleName(_("Layout: {name}", name=names.get(now, "")))
        return menu

    def _build(self, theme: Theme) -> None:
        _ = self._
        self.count.setProperty("role", "secondary")
        self.reveal.hide()
        self.reveal.setToolTip(_("Show the covered cards to the room, all at once (Ctrl+Shift+R)"))
        self._words[self.sort] = (_("Sorting with the room…"), _("Sorting…"))
        self.sort.setAccessibleName(_("Sorting with the room…"))
        self.sort.setToolTip(_("Sort card by card (Ctrl+Shift+G)"))
        self.restore.hide()
        self.restore.setToolTip(_("Bring the selected cards back to where they lay (R)"))
        self.restore.clicked.connect(self.restore_asked)
        self.reveal.clicked.connect(self.reveal_asked)
        self.sort.clicked.connect(self.sort_asked)
        for button, name in ((self._filter, "funnel"), (self._layout, "columns-3")):
            button.setIcon(icon(name, theme))
            button.setProperty("menu", "true")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._layout.setToolTip(_("How the cards are arranged; changing it moves none"))
        self.search.setPlaceholderText(_("Find a card"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(_SEARCH)
        self.search.setMinimumWidth(_SEARCH_LEAST)
        looks(self.search, self._filter)
        self.search.setAccessibleName(_("Find a card"))
        self.search.textChanged.connect(lambda text: self.wanted_changed.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.count)
        row.addWidget(self.reveal)
        row.addWidget(self.restore)
        row.addStretch(1)
        for widget in (self.sort, self._filter, self._layout, self.search):
            row.addWidget(widget)
        self._pictures = {button: button.icon() for button in (self.sort, self._filter, self._layout)}
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the shortest words allow, without pictures."""
        wide = self._beside() + sum(self._wide(button, -1, pictures=False) for button in self._words)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _beside(self) -> int:
        """Return what all but the three buttons take."""
        shown = [part for part in (self.count, self.reveal, self.restore, self.search) if not part.isHidden()]
        wide = sum(part.minimumSizeHint().expandedTo(part.minimumSize()).width() for part in shown)
        return wide + (len(shown) + len(self._words) - 1) * SPACE_S

    def _fit(self) -> None:
        """Let all buttons say all they mean, or all of them less; in the narrowest bar without pictures."""
        room = self.width() - self._beside()
        full = room >= sum(self._wide(button, 0) for button in self._words)
        pictures = room >= sum(self._wide(button, -1) for button in self._words)
        for button, words in self._words.items():
            text = words[0 if full else -1]
            if button.text() != text:
                button.setText(text)
            if pictures is button.icon().isNull():
                button.setIcon(self._pictures[button] if pictures else QIcon())

    def _wide(self, button: QAbstractButton, which: int, *, pictures: bool = True) -> int:
        """Return how wide a button is with its long or its short words, with its picture or without."""
        metrics, words = button.fontMetrics(), self._words[button][which]
        picture = button.iconSize().width() + SPACE_XS
        more = picture * (int(pictures) - int(not button.icon().isNull()))
        longer = metrics.horizontalAdvance(words) - metrics.horizontalAdvance(button.text())
        return button.sizeHint().width() + longer + more
