"""Whatever two computers did apart: joining here and joining there give one sound laboratory, and nothing is lost."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.checking import check_lab
from labapp.joining import MINE, THEIRS, join, load
from labapp.kinds.vote import options, rounds
from labapp.model import agenda, ideas, marks, notes, people
from tests.joining.two import compared, content, parted, side
from tests.lab_files import board

_WORDS = st.text("aąż 😀'\"%", min_size=1, max_size=5).map(lambda text: f"x{text}".strip())
_PICK = st.integers(0, 7)
STEP = st.tuples(
    st.sampled_from(["write", "edit", "colour", "retire", "group", "sort", "person", "rename", "come", "go", "note",
                     "start", "mark", "activity", "move", "option", "undo", "place", "spot"]),
    _PICK, _WORDS,
)  # fmt: skip


def some(listed, pick):
    return listed[pick % len(listed)] if listed else None


class Hands:
    """One computer's gestures; remembers what it wrote and still holds."""

    def __init__(self, document):
        self.document, self.lab = document, document.lab

    def do(self, step):
        name, pick, words = step
        if name == "undo":
            if len(self.lab.history()) > 9:
                self.lab.undo()
            return
        with self.lab.change(f"test.{name}") as tx:
            getattr(self, name)(tx, pick, words)
        self.lab.clock.forward(seconds=pick)

    def cards(self, tx):
        return ideas.cards(tx, board(self.document))

    def write(self, tx, pick, words):
        ideas.add(tx, board(self.document), words)

    def edit(self, tx, pick, words):
        if card := some(self.cards(tx), pick):
            ideas.edit(tx, card.idea, text=words)

    def colour(self, tx, pick, words):
        if card := some(self.cards(tx), pick):
            ideas.edit(tx, card.idea, color=("yellow", "blue")[pick % 2])

    def retire(self, tx, pick, words):
        if card := some(self.cards(tx), pick):
            ideas.retire(tx, card.idea)

    def group(self, tx, pick, words):
        ideas.add_cluster(tx, board(self.document), words)

    def sort(self, tx, pick, words):
        groups, card = ideas.clusters(tx, board(self.document)), some(self.cards(tx), pick)
        if card:
            ideas.append(tx, card.placement, some([None, *(item.id for item in groups)], pick))

    def place(self, tx, pick, words):
        boards = [item.id for item in agenda.activities(tx) if item.kind == "board"]
        ideas.take(tx, boards[-1], [card.idea for card in self.cards(tx)[pick:]])

    def person(self, tx, pick, words):
        people.arrive(tx, people.add_participant(tx, name=words))

    def rename(self, tx, pick, words):
        people.edit_participant(tx, some(people.participants(tx), pick).id, name=words)

    def come(self, tx, pick, words):
        people.arrive(tx, some(people.participants(tx), pick).id)

    def go(self, tx, pick, words):
        people.leave(tx, some(people.participants(tx), pick).id)

    def note(self, tx, pick, words):
        notes.add(tx, "question", words)

    def start(self, tx, pick, words):
        agenda.start(tx, some(agenda.activities(tx), pick).id)

    def mark(self, tx, pick, words):
        if card := some(self.cards(tx), pick):
            marks.toggle(tx, [card.idea], board(self.document), marks.STAR)

    def activity(self, tx, pick, words):
        kind = ("board", "talk", "vote", "plan")[pick % 4]
        agenda.add_activity(tx, agenda.days(tx)[0].id, kind, words)

    def move(self, tx, pick, words):
        listed = agenda.activities(tx)
        behind = some([None, *(item.id for item in listed)], pick)
        agenda.move_activity(tx, some(listed, pick).id, agenda.days(tx)[0].id, behind)

    def spot(self, tx, pick, words):
        boards = [item.id for item in agenda.activities(tx) if item.kind == "board"]
        if card := some(ideas.cards(tx, boards[-1]), pick):
            if tx.row("SELECT 1 FROM board_spots WHERE placement = ?", card.placement):
                tx.update("board_spots", card.placement, x=pick / 3)
            else:
                tx.insert("board_spots", placement=card.placement, x=pick / 7, y=0.0)

    def option(self, tx, pick, words):
        votes = [item.id for item in agenda.activities(tx) if item.kind == "vote"]
        if votes:
            options.add(tx, some(votes, pick), words)
            assert rounds.latest(tx, some(votes, pick)).state == rounds.DRAFT


def added(lab, base, table):
    return {key for key in load(lab).rows[table] if key not in base[table]}


@settings(max_examples=20, deadline=None)
@given(st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.data())
def test_joined_here_or_there_it_is_one_laboratory(before, mine, theirs, data):
    folder = Path(tempfile.mkdtemp())
    with pytest.MonkeyPatch.context() as patch:  # a fixture would be shared by all examples
        patch.setenv("LABAPP_DATA", str(folder / "data"))
        try:
            _meet(folder, before, mine, theirs, data)
        finally:
            shutil.rmtree(folder)


def _meet(folder, before, mine, theirs, data):
    def prepare(document, _made):
        with document.lab.change("activity.add") as tx:
            agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", "Wybór")
        for step in before:
            Hands(document).do(step)

    here, there, _made = parted(folder, prepare=prepare)
    with here, there:  # a draw may end an example before its time
        _join_both(here, there, mine, theirs, data)


def _join_both(here, there, mine, theirs, data):
    base = load(here.lab).rows
    for document, steps in ((here, mine), (there, theirs)):
        for step in steps:
            Hands(document).do(step)
    comparison = compared(here, there)
    conflicts = comparison.plan().conflicts
    picks = {item.ident: data.draw(st.sampled_from((MINE, THEIRS)), label="choice") for item in conflicts}
    flipped = {ident: THEIRS if pick == MINE else MINE for ident, pick in picks.items()}
    held = {table: added(here.lab, base, table) | added(there.lab, base, table)
            for table in ("ideas", "participants", "notes", "clusters", "activities")}  # fmt: skip
    of_mine, of_theirs = side(here), side(there)
    join(here, of_theirs, picks)
    join(there, of_mine, flipped)
    assert content(here) == content(there)
    assert check_lab(here.lab) == check_lab(there.lab) == []
    rows = load(here.lab).rows
    for table, keys in held.items():
        assert keys <= set(rows[table]), table
    _nothing_lost(rows, base, of_mine.rows, of_theirs.rows, {item.ident for item in conflicts})
    assert compared(here, there).plan().conflicts == ()


def _nothing_lost(rows, base, mine, theirs, asked):
    for table in ("ideas", "participants", "notes"):
        for key, was in base[table].items():
            if (table, key) in asked:
                continue
            for column in ("text", "color", "name", "retired"):
                now = [state[table][key] for state in (mine, theirs) if column in was and key in state[table]]
                changed = {row[column] for row in now if row[column] != was[column]}
                assert not changed or changed == {rows[table][key][column]}, (table, key, column)

