"""The plan on the console: a table of actions, one line to write the next, one dialog for all the rest."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from labapp.changes import Change, ChangeSet
from labapp.kinds.plan import actions
from labapp.kinds.plan.actions import Action
from labapp.kinds.plan.owners import Owners
from labapp.kinds.registry import KINDS
from labapp.model import facts, ideas, people
from ui.context import Context
from ui.kinds.base import KindPage, PageAction
from ui.kinds.plan.action_dialog import ActionDialog
from ui.kinds.plan.model import PlanModel
from ui.kinds.plan.source_dialog import SourceDialog
from ui.kinds.plan.sources import sources
from ui.kinds.plan.table import PlanTable
from ui.theme import SPACE_S, SPACE_XL
from ui.widgets.asking import ask
from ui.widgets.carrying import carry
from ui.widgets.icons import icon
from ui.widgets.life_dialog import LifeDialog

_WATCHED = ("plan_actions", "participants", "entities", "sectors", "activities")
_LONGEST = 300  # letters of an action typed in: more fills the whole table with one row


class PlanPage(KindPage):
    """One action plan."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, activity_id, parent)
        self._stage_page = 0
        self.model = PlanModel(context.theme, context._)
        self.table = PlanTable(self, self.model)
        self.line = QLineEdit()
        self._summary = QLabel()
        self._stack = QStackedWidget()
        self._build()
        self.refresh()

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read the plan again when anything it shows has changed."""
        if changes is not None and not changes.touches(*_WATCHED):
            return
        kept = self.chosen()
        read = self.context.lab.read
        listed = actions.actions(read, self.activity_id)
        self.model.show(listed, Owners(read), self._today())
        self._summary.setText(self._sum(listed))
        self._stack.setCurrentIndex(0 if listed else 1)
        self.table.arrange()
        if kept:
            self._select(kept.id)

    def page_actions(self) -> list[PageAction]:
        """Return what can be done in a plan."""
        _ = self._
        chosen = self.chosen() is not None
        return [
            PageAction("plan.ideas", _("Actions from ideas…"), self.add_from_ideas, "Ctrl+I", "log-in"),
            PageAction("plan.edit", _("Edit action…"), self.edit_action, "", "pencil", enabled=chosen),
            PageAction("plan.accept", _("Accepted in the room, or not yet"), self.accept, "Ctrl+Shift+A", "check",
                       enabled=chosen),
            PageAction("plan.life", _("History of the card…"), self.show_life, "", "history",
                       enabled=bool(self.idea_chosen()), reads=True),
            PageAction("plan.retire", _("Take action out"), self.retire, "", "archive", enabled=chosen),
        ]

    def focus_capture(self) -> None:
        """Put the cursor into the line for the next action."""
        self.line.setFocus()

    def half_done(self) -> bool:
        """Tell whether an action is being typed."""
        return bool(self.line.text())

    def go_on(self, before: PlanPage) -> None:
        """Take over the action that is being typed."""
        carry(before.line, self.line)

    def stage_page(self) -> int:
        """Return the page the room sees."""
        return self._stage_page

    def show_stage_page(self, page: int) -> None:
        """Go on from the page that the room sees now."""
        self._stage_page = page

    def step(self, forward: bool) -> bool:
        """Turn the stage's page."""
        self._stage_page += 1 if forward else -1
        self.context.signals.stage_changed.emit()
        return True

    def chosen(self) -> Action | None:
        """Return the selected action."""
        rows = self.table.selectionModel().selectedRows() if self.table.selectionModel() else []
        return self.model.actions[rows[0].row()] if rows and rows[0].row() < len(self.model.actions) else None

    def idea_chosen(self) -> str:
        """Return the idea the selected action grew out of."""
        action = self.chosen()
        return (action.idea or "") if action is not None else ""

    # --- gestures -------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Write the line down as a new action; owner and date come by Enter on its row."""
        words = self.line.text().strip()
        if not words:
            return
        if len(words) > _LONGEST:
            self.context.tell(self._("That is too long for one action: {n} letters at most.", n=_LONGEST), "warning")
            return
        added = self.context.run("plan.add", lambda tx: actions.add(tx, self.activity_id, words))
        if added:
            self.line.clear()
            self._select(added)

    def add_from_ideas(self) -> None:
        """Tick what earlier points have left and make an action of each; the link to an idea stays."""
        found = sources(self.context.lab.read, self.activity_id)
        if not found:
            self.context.tell(self._("There are no ideas yet that are not in this plan."))
            return
        dialog = SourceDialog(found, self.context.theme, self._, self)
        if not ask(dialog):
            return
        chosen = dialog.chosen()

        def write(tx: Change) -> None:
            KINDS["plan"].take_left(tx, self.activity_id, chosen)

        self.context.run("plan.from-ideas", write, n=len(chosen))

    def edit_action(self) -> None:
        """Open the selected action in full."""
        action = self.chosen()
        if action is None:
            return
        read = self.context.lab.read
        persons = people.still(people.participants(read, retired=True), action.person)
        bodies = people.still(people.entities(read, retired=True), action.entity)
        dialog = ActionDialog(action, persons, bodies, self._today(), self._, self)
        if ask(dialog):
            values = dialog.values()
            self.context.run("plan.edit", lambda tx: actions.edit(tx, action.id, **values))

    def accept(self) -> None:
        """The owner of the selected action says yes before the room (or it is taken back); the next row is chosen."""
        action = self.chosen()
        if action is None:
            return
        if not action.has_owner:
            self.context.tell(self._("Nobody is named yet: Enter says who."), "warning")
            return
        mandate = "proposed" if action.confirmed else "accepted"
        self.context.run("plan.accept", lambda tx: actions.edit(tx, action.id, mandate=mandate))
        row = min(self.model.row_of(action.id) + 1, len(self.model.actions) - 1)
        self._select(self.model.actions[row].id)

    def show_life(self) -> None:
        """Tell what became of the idea the selected action grew out of."""
        idea = self.idea_chosen()
        if idea:
            ask(LifeDialog(self.context.lab.read, idea, self._, self))
        else:
            self.context.tell(self._("This action was written here; it grew out of no card."))

    def retire(self) -> None:
        """Take the selected action out; undo brings it back."""
        action = self.chosen()
        if action:
            self.context.run("plan.retire", lambda tx: actions.retire(tx, action.id))

    def carry(self, places: int) -> None:
        """Move the selected action up or down."""
        action = self.chosen()
        if action is None:
            return
        listed = [item.id for item in self.model.actions]
        others = [item for item in listed if item != action.id]
        target = min(max(0, listed.index(action.id) + places), len(others))
        after = others[target - 1] if target else None
        self.context.run("plan.move", lambda tx: actions.move(tx, action.id, after))

    # --- drawing --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        _ = self._
        self._summary.setProperty("role", "secondary")
        self.table.setAccessibleName(_("Actions"))
        self.table.selectionModel().selectionChanged.connect(lambda: self.context.signals.chosen_changed.emit())
        self.table.doubleClicked.connect(lambda index: self.edit_action())
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty())
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE_S)
        body.addWidget(self._summary)
        body.addWidget(self._stack, 1)
        body.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        _ = self._
        self.line.setPlaceholderText(_("Write an action and press Enter"))
        self.line.setToolTip(_("On its row Enter sets who and by when, A accepts"))
        self.line.setMaxLength(ideas.TEXT_LIMIT)
        self.line.setAccessibleName(_("New action"))
        self.line.returnPressed.connect(self.add)
        add = QPushButton(icon("plus", self.context.theme), _("Add"))
        add.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.line, 1)
        foot.addWidget(add)
        return foot

    def _empty(self) -> QWidget:
        _ = self._
        label = QLabel(_("No actions yet.\nTake them over from ideas (Ctrl+I) or write the first one below."))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setProperty("role", "secondary")
        label.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        return label

    def _sum(self, listed: list[Action]) -> str:
        _ = self._
        agreed = sum(item.confirmed for item in listed)
        count = _.plural("{n} action", "{n} actions", len(listed))
        return _("{count}, with an owner who agreed: {agreed}", count=count, agreed=agreed) if listed else ""

    def _today(self) -> date:
        zone = facts.facts(self.context.lab.read).timezone
        return self.context.lab.clock().astimezone(zone).date()

    def _select(self, action_id: str) -> None:
        row = self.model.row_of(action_id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
