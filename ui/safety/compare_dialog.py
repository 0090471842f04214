"""Two states of one meeting: what each did, what both changed, and whether they are joined or stay apart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from labapp import joining
from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.joining import MINE, THEIRS, Comparison, Conflict, Joined, Side, Twin
from labapp.wording.errors import error_sentence
from labapp.wording.translate import N_
from ui.context import Context
from ui.safety.compare_words import (
    conflict_words,
    difference_words,
    number_words,
    relation_words,
    side_words,
    title_words,
    when_words,
)
from ui.safety.frame import SafetyDialog, dress_table, plain
from ui.safety.same_table import SameTable
from ui.widgets.plain import shortened

_WHAT, _HERE, _THERE, _CHOICE = range(4)
_FEW, _LETTERS = 3, 120  # titles that stand in the line itself, and the letters they share


Compared = tuple[Comparison, tuple[Conflict, ...], list[Twin]]


def compare_job(job: tuple[Side, Path], progress: Progress) -> Compared:
    """Read the other state and hold both against each other, in the pool."""
    mine, path = job
    progress.check()
    comparison = Comparison(mine, joining.load_file(path, lacking=mine.files))
    progress.check()
    return comparison, comparison.plan().conflicts, comparison.twins()


class CompareDialog(SafetyDialog):
    """Accepted or not, `joined` says whether both are one now."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None) -> None:
        _ = context._
        super().__init__(
            _("Two states of one meeting"),
            _("Joining adds to this meeting what only the other state has. What both changed is listed: one of the two "
              "is chosen. Votes are taken whole, never mixed. The other file stays as it is."), _, parent,
        )  # fmt: skip
        self._context, self._path = context, path
        self.comparison: Comparison | None = None
        self._conflicts: tuple[Conflict, ...] = ()
        self.joined: Joined | None = None
        self.resize(760, 520)
        self.body.addWidget(plain(_("The other state: {path}", path=path)))
        self._how = plain("")
        self._how.setProperty("role", "section")
        self.body.addWidget(self._how)
        self.tree = self._make_tree()
        self._asked = QLabel(_("Both changed this; which one goes on?"))
        self.table = self._make_table()
        self._alike = plain(_("Written down on both: who is ticked becomes one, with all cards, actions and votes."))
        self.same = SameTable(_)
        parts = ((self.tree, 3), (self._asked, 0), (self.table, 2), (self._alike, 0), (self.same, 2))
        for widget, stretch in parts:
            self.body.addWidget(widget, stretch)
            widget.hide()
        self.join_button = self.add_button(_("Join both"), QDialogButtonBox.ButtonRole.ActionRole, "primary")
        self.join_button.setEnabled(False)
        self.join_button.clicked.connect(self.join)
        self.close_button.setText(_("Keep apart"))
        self.say(_("Comparing…"))
        mine = joining.load(context.lab)
        context.jobs.start(compare_job, (mine, path), self._show, self._failed)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setHeaderHidden(True)
        tree.setAccessibleName(self._("What each side did"))
        tree.setMinimumHeight(120)
        return tree

    def _make_table(self) -> QTableWidget:
        _ = self._
        table = QTableWidget(0, 4)
        headings = [_("What"), _("This meeting"), _("Other state"), _("Goes on")]
        dress_table(table, _("What both changed"), headings, 110)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.horizontalHeader().setSectionResizeMode(_CHOICE, QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _show(self, found: Compared) -> None:
        comparison, conflicts, twins = found
        self.comparison, self._conflicts = comparison, conflicts
        self.said.hide()
        self._how.setText(relation_words(comparison, self._))
        self._fill_tree(comparison)
        self._fill_table(comparison)
        obstacle = comparison.obstacle
        useful = comparison.relation in ("apart", "behind")
        if useful and obstacle is not None:
            self.say(error_sentence(obstacle, self._), "warning")
        self.same.show_twins(comparison, twins if useful else [])
        for widget in (self._alike, self.same):
            widget.setVisible(bool(useful and twins))
        self.join_button.setEnabled(useful and obstacle is None)
        self.join_button.setDefault(self.join_button.isEnabled())
        if not useful:
            self.close_button.setText(self._("Close"))

    def _fill_tree(self, comparison: Comparison) -> None:
        _ = self._
        found = comparison.differences()
        for side, words, state in (
            (MINE, N_("Only here, last changed {when}"), comparison.mine),
            (THEIRS, N_("Only there, last changed {when}"), comparison.theirs),
        ):
            top = QTreeWidgetItem([_(words, when=when_words(state.touched_last, comparison, _))])
            for difference in (item for item in found if item.side == side):
                titles = [title_words(difference.table, title, _) for title in difference.titles]
                each = _LETTERS // max(1, min(len(titles), _FEW))
                first = ", ".join(shortened(" ".join(title.split()), each) for title in titles[:_FEW])
                more = " …" if len(titles) > _FEW else ""
                row = QTreeWidgetItem([f"{difference_words(difference, _)} – {first}{more}"])
                row.addChildren([QTreeWidgetItem([title]) for title in titles])
                top.addChild(row)
            if not top.childCount():
                top.addChild(QTreeWidgetItem([_("nothing")]))
            self.tree.addTopLevelItem(top)
            top.setExpanded(True)
        self.tree.setVisible(bool(found))

    def _fill_table(self, comparison: Comparison) -> None:
        _ = self._
        self.table.setRowCount(len(self._conflicts))
        for row, conflict in enumerate(self._conflicts):
            words = (
                conflict_words(conflict, comparison, _), side_words(conflict, MINE, comparison, _),
                side_words(conflict, THEIRS, comparison, _),
            )  # fmt: skip
            for column, text in enumerate(words):
                self.table.setItem(row, column, QTableWidgetItem(text))
            self.table.setCellWidget(row, _CHOICE, self._choice(conflict, comparison))
        for widget in (self._asked, self.table):
            widget.setVisible(bool(self._conflicts))

    def _choice(self, conflict: Conflict, comparison: Comparison) -> QComboBox:
        _ = self._
        box = QComboBox()
        box.setAccessibleName(conflict_words(conflict, comparison, _))
        for side, words in ((MINE, N_("here, {when}")), (THEIRS, N_("there, {when}"))):
            box.addItem(_(words, when=when_words(comparison.changed(conflict, side), comparison, _)), side)
        box.setCurrentIndex(box.findData(conflict.newer))
        return box

    def choose(self, row: int, side: str) -> None:
        """Choose a side for something both changed."""
        box = self.table.cellWidget(row, _CHOICE)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(side))

    def join(self) -> None:
        """Join the other state into this meeting, and say what was done."""
        assert self.comparison is not None
        choices = {}
        for row, conflict in enumerate(self._conflicts):
            box = self.table.cellWidget(row, _CHOICE)
            assert isinstance(box, QComboBox)
            choices[conflict.ident] = str(box.currentData())
        document = self._context.document
        try:
            self.joined = joining.join(document, self.comparison.there, choices, self.same.accepted)
            document.replaces(self._path, self.comparison.theirs.digest, keep=not self.joined.erased)
        except UserError as problem:
            self._failed(problem)
            return
        self._done(self.joined)

    def _done(self, joined: Joined) -> None:
        _ = self._
        for widget in (self.tree, self._asked, self.table, self._alike, self.same, self.join_button):
            widget.hide()
        self._how.hide()
        self.body.addStretch(1)
        self.close_button.setText(_("Close"))
        self.close_button.setDefault(True)
        back = _("Undo takes it back.") if joined.undoable else _("The state before lies among the earlier states.")
        if joined.erased:
            back = _("Personal data was removed in the other state: it is removed here too, with every earlier state.")
        self.say(_("Both are one meeting now.") + " " + back, "good")
        if joined.numbers:
            self.list_lines([number_words(*given, _) for given in joined.numbers])

    def _failed(self, problem: UserError) -> None:
        self.say(error_sentence(problem, self._), "danger")
