"""Preparing a vote: options on the left, what is agreed about it on the right; every change is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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

from labapp.changes import Change
from labapp.errors import UserError
from labapp.kinds.vote import entitled, options, result, rounds
from labapp.kinds.vote.forms.budget import ZLOTY, amount, typed
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.terms import check, terms
from labapp.model import agenda
from labapp.model.agenda import Activity
from labapp.wording.money import money
from ui import theme as t
from ui.context import Context
from ui.kinds.vote.option_list import ID, OptionList
from ui.kinds.vote.pick_dialog import PickDialog, sources
from ui.kinds.vote.terms_form import TermsForm
from ui.widgets.asking import ask
from ui.widgets.icons import icon


class SetupPanel(QWidget):
    """The list of options and the form of terms."""

    def __init__(self, context: Context, activity_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.activity_id = activity_id
        self._ = context._
        self._filling = self._refused = False
        self.list = OptionList()
        self.line = QLineEdit()
        self.terms = TermsForm(context, activity_id)
        self._head = QLabel()
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(t.SPACE_L)
        row.addLayout(self._options_side(), 2)
        agreed = QVBoxLayout()
        agreed.setSpacing(t.SPACE_S)
        agreed.addWidget(self.terms.ready)
        agreed.addWidget(self.terms, 1)
        row.addLayout(agreed, 3)

    def _options_side(self) -> QVBoxLayout:
        _ = self._
        side = QVBoxLayout()
        side.setSpacing(t.SPACE_S)
        self._head.setProperty("role", "section")
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        self.from_ideas = QPushButton(icon("log-in", self.context.theme), _("From ideas…"))
        self.from_ideas.setToolTip(_("Take options from cards and groups of earlier points") + " (Ctrl+I)")
        self.from_ideas.clicked.connect(self.pick)
        head.addWidget(self.from_ideas)
        side.addLayout(head)
        self.list.setAccessibleName(_("Options"))
        self.list.reworded.connect(self._reword)
        self.list.carried.connect(self.carry)
        self.list.removed.connect(self.remove)
        self.list.dropped.connect(self.dropped)
        self._stack.addWidget(self._nothing_yet())
        self._stack.addWidget(self.list)
        side.addWidget(self._stack, 1)
        keys = QLabel(_("F2 edits, Ctrl+↑↓ moves, Delete takes out."))
        keys.setProperty("role", "secondary")
        keys.setWordWrap(True)
        side.addWidget(keys)
        self.line.setPlaceholderText(_("Type an option and press Enter"))
        self.line.setAccessibleName(_("New option"))
        self.line.returnPressed.connect(self.add_typed)
        side.addWidget(self.line)
        return side

    def _nothing_yet(self) -> QWidget:
        """Say what to do next; a vote for or against is mostly about its own question."""
        page = QWidget()
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setProperty("role", "secondary")
        self.as_motion = QPushButton(self._("Vote on the question itself"))
        self.as_motion.clicked.connect(self.put_question)
        side = QVBoxLayout(page)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(t.SPACE_S)
        side.addWidget(self._empty)
        side.addWidget(self.as_motion, 0, Qt.AlignmentFlag.AlignLeft)
        side.addStretch(1)
        return page

    def _say_nothing_yet(self, activity: Activity) -> None:
        _ = self._
        said = _("Nothing to vote on yet. Take options from ideas, or type one below and press Enter.")
        question = activity.question.strip() if activity.settings.get("form") == "answers" else ""
        self.as_motion.setVisible(bool(question))
        asked = [_("The question: “{question}”", question=question)] if question else []
        self._empty.setText("\n\n".join([said, *asked]))

    def put_question(self) -> None:
        """Take the question as the one motion; undo takes it back, F2 rewords it."""
        question = agenda.activity(self.context.lab.read, self.activity_id).question
        self._change(lambda tx: options.add(tx, self.activity_id, question))

    def refresh(self) -> None:
        """Show options and terms as they are."""
        read = self.context.lab.read
        now = rounds.latest(read, self.activity_id)
        listed = options.of_vote(read, now.id) if now is not None else []
        kept = self.list.currentRow()
        self._filling = True
        self.list.clear()
        for choice in listed:
            self.list.add(choice.id, choice.number, self._with_amount(choice), choice.title)
        self._filling = False
        self.list.setCurrentRow(min(kept, len(listed) - 1))
        self._head.setText(self._.plural("{n} option", "{n} options", len(listed)))
        self._stack.setCurrentIndex(1 if listed else 0)
        self._say_nothing_yet(agenda.activity(read, self.activity_id))
        spends = self._spends()
        self.line.setPlaceholderText(
            self._("Option and cost: Park = 12000") if spends else self._("Type an option and press Enter")
        )
        self.terms.refresh(len(listed))

    def _with_amount(self, choice: Choice) -> str:
        given = amount(choice.cost) if choice.cost else None
        return choice.title if given is None else f"{choice.title} = {money(self._, given, self._currency())}"

    # --- gestures --------------------------------------------------------------------------------------------------
    def add_typed(self) -> None:
        """Append what was typed; a paste of several lines makes several options."""
        lines = [line for line in self.line.text().replace("\u2028", "\n").splitlines() if line.strip()]
        if not lines:
            return

        def write(tx: Change) -> bool:
            for line in lines:
                title, cost = self._with_cost(line)
                options.add(tx, self.activity_id, title, cost=cost)
            return True

        if self._change(write):
            self.line.clear()

    def settled(self) -> bool:
        """Keep what is still being typed, and tell whether every option is on the list: one left behind is no vote."""
        self._refused = False
        self.list.keep_typed()
        self.terms.keep_typed()
        if self._refused:  # and said why: an option whose words were wiped is not voted on in those it had
            return False
        if not self.isVisible() or not self.line.text().strip():
            return True
        said = self._("An option is typed but not on the list yet: Enter adds it; one that is not wanted is cleared.")
        self.context.tell(said, "danger")
        self.line.setFocus()
        return False

    def pick(self) -> None:
        """Choose cards and groups of other points."""
        found = sources(self.context.lab.read, self.activity_id)
        if not found:
            self.context.tell(self._("There are no ideas yet to choose from."))
            return
        dialog = PickDialog(found, self._, self)
        if ask(dialog):
            self.take(dialog.ideas(), dialog.groups())

    def take(self, ideas: list[str], groups: list[str]) -> None:
        """Append chosen ideas and groups that are not options yet."""

        def write(tx: Change) -> int:
            added = options.add_clusters(tx, self.activity_id, groups)
            return added + options.add_ideas(tx, self.activity_id, ideas)

        added = self._change(write)
        if added is not None and added < len(ideas) + len(groups):
            self.context.tell(self._("What was on the list already was not added again."))

    def carry(self, by: int) -> None:
        """Move the chosen option up or down."""
        row = self.list.currentRow()
        target = row + by
        if row < 0 or not 0 <= target < self.list.count():
            return
        option = self._id(row)
        self._change(lambda tx: options.move(tx, option, target))
        self.list.setCurrentRow(target)

    def dropped(self) -> None:
        """Keep the order an option was dragged into."""
        if self._filling:
            return
        read = self.context.lab.read
        now = rounds.latest(read, self.activity_id)
        before = [choice.id for choice in options.of_vote(read, now.id)] if now is not None else []
        after = [self._id(row) for row in range(self.list.count())]
        if set(before) != set(after) or before == after:
            return
        place = next(i for i, (one, two) in enumerate(zip(before, after, strict=True)) if one != two)
        # either the dragged one landed here, or it left here and everything moved up
        landed = after[place + 1 :] == [option for option in before[place:] if option != after[place]]
        moved = after[place] if landed else before[place]
        self._change(lambda tx: options.move(tx, moved, after.index(moved)))

    def remove(self) -> None:
        """Take the chosen option off the list."""
        row = self.list.currentRow()
        if row >= 0:
            option = self._id(row)
            self._change(lambda tx: options.remove(tx, option))

    def _reword(self, option: str, words: str) -> None:
        title, cost = self._with_cost(words)
        values = {"title": title, "cost": cost} if self._spends() else {"title": title}

        def write(tx: Change) -> bool:
            options.edit(tx, option, **values)
            return True

        self._refused = self._change(write) is None

    def _spends(self) -> bool:
        return str(self._settings().get("form")) == "budget"

    def _currency(self) -> str:
        return str(self._settings().get("limits", {}).get("currency", ZLOTY))

    def _settings(self) -> dict[str, Any]:
        return agenda.activity(self.context.lab.read, self.activity_id).settings

    def _with_cost(self, text: str) -> tuple[str, str]:
        """Take "Park = 12 000" apart where money is spent; everywhere else it is all words."""
        title, equals, cost = text.rpartition("=")
        spends = equals and self._spends()
        found = typed(cost, self._currency()) if spends else None
        return (title.strip(), found) if found is not None else (text, "")

    def _id(self, row: int) -> str:
        return str(self.list.item(row).data(ID))

    def _change(self, operation: Callable[[Change], Any]) -> Any:  # noqa: ANN401 - what the operation returns
        return self.context.run("vote.edit", operation)


def refusal(context: Context, activity_id: str) -> UserError | None:
    """Return why the vote cannot be opened yet, None when it can."""
    read = context.lab.read
    settings = agenda.activity(read, activity_id).settings
    now = rounds.latest(read, activity_id)
    choices = options.of_vote(read, now.id) if now is not None else []
    try:
        agreed = terms(options.fitted(settings, choices) if choices else settings)
        check(agreed, len(choices))
        result.check_countable(agreed, choices)
    except UserError as problem:
        return problem
    return None if entitled.roll(read, settings) else UserError("vote.nobody-entitled")
