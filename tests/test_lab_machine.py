"""Any order of gestures, undo, redo, closing and crashes: the file always equals a plain Python model."""

import copy
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from labapp.checking import check_lab
from labapp.model import ideas, people
from tests.lab_files import again, board, fresh, journalled

TEXTS = st.text("aąż 😀\u202ex'\"%", min_size=1, max_size=6).map(lambda text: f"x{text}".strip())


class Workshop(RuleBasedStateMachine):
    """The model: cards by id (text, colour), people by id; a list of earlier states for undo, one for redo."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.patch = pytest.MonkeyPatch()
        self.patch.setenv("LABAPP_DATA", str(self.folder / "data"))
        self.path = self.folder / "a.lab"
        self.document = fresh(self.path)
        self.board = board(self.document)
        self.document.lab.subscribe(self.hear)
        self.cards, self.people, self.heard = {}, {}, []
        self.undos, self.redos, self.moments = [], [], []
        # Making the day was a gesture as well; what stands before it is not the model's business.
        self.barrier()
        self.seed = 100

    def teardown(self):
        if hasattr(self, "document"):
            self.document.close()
            shutil.rmtree(self.folder)
            self.patch.undo()

    def hear(self, changes):
        self.heard.append(changes)

    def gesture(self):
        self.undos.append((copy.deepcopy(self.cards), copy.deepcopy(self.people)))
        self.redos = []

    @rule(text=TEXTS)
    def write(self, text):
        self.gesture()
        with self.document.lab.change("idea.add") as tx:
            idea = ideas.add(tx, self.board, text)
        self.cards[idea] = (text, "")

    @rule(texts=st.lists(TEXTS, min_size=1, max_size=4))
    def paste(self, texts):
        self.gesture()
        with self.document.lab.change("idea.paste") as tx:
            for text in texts:
                self.cards[ideas.add(tx, self.board, text)] = (text, "")

    @precondition(lambda self: self.cards)
    @rule(data=st.data(), text=TEXTS, color=st.sampled_from(["", "yellow", "blue"]))
    def edit(self, data, text, color):
        idea = data.draw(st.sampled_from(sorted(self.cards)))
        self.gesture()
        with self.document.lab.change("idea.edit") as tx:
            ideas.edit(tx, idea, text=text, color=color)
        self.cards[idea] = (text, color)

    @precondition(lambda self: self.cards)
    @rule(data=st.data())
    def set_aside(self, data):
        idea = data.draw(st.sampled_from(sorted(self.cards)))
        self.gesture()
        with self.document.lab.change("idea.retire") as tx:
            ideas.retire(tx, idea)
        del self.cards[idea]

    @rule(name=TEXTS)
    def person(self, name):
        self.gesture()
        with self.document.lab.change("person.add") as tx:
            who = people.add_participant(tx, name=name)
            people.arrive(tx, who)
        self.people[who] = name

    @precondition(lambda self: self.people)
    @rule(data=st.data())
    def delete_person(self, data):
        who = data.draw(st.sampled_from(sorted(self.people)))
        self.gesture()
        with self.document.lab.change("person.retire") as tx:
            tx.delete("participants", who)
        del self.people[who]

    @rule()
    def refused(self):
        with pytest.raises(ValueError, match="characters"), self.document.lab.change("idea.add") as tx:
            tx.insert("sectors", name="half", letter="H", look="S", position="a") and ideas.add(tx, self.board, " ")

    @rule()
    def undo(self):
        assert (self.document.lab.undo() is not None) == bool(self.undos)
        if self.undos:
            self.redos.append((self.cards, self.people))
            self.cards, self.people = self.undos.pop()

    @rule()
    def redo(self):
        assert (self.document.lab.redo() is not None) == bool(self.redos)
        if self.redos:
            self.undos.append((self.cards, self.people))
            self.cards, self.people = self.redos.pop()

    @rule(steps=st.integers(0, 4))
    def back_in_time(self, steps):
        number, cards, persons = self.moments[max(0, len(self.moments) - 1 - steps)]
        before = (self.cards, self.people)
        way = self.document.lab.restore_to(number)
        assert way.barrier is None
        if way.changes:
            self.undos.append(before)
            self.redos = []
            self.cards, self.people = copy.deepcopy(cards), copy.deepcopy(persons)

    @rule()
    def barrier(self):
        with self.document.lab.change("vote.open", undoable=False, barrier=True):
            pass
        self.undos, self.redos, self.moments = [], [], []

    @rule()
    def close_and_open(self):
        self.document.close()
        self.open()

    @rule()
    def crash_and_open(self):
        self.document._keeper.settle()
        self.document.lab.store.connection.close()
        self.document._work.lock._connection.close()
        self.open()

    def open(self):
        self.seed += 1
        self.document = again(self.path, seed=self.seed)
        self.document.lab.subscribe(self.hear)

    @invariant()
    def equals_the_model(self):
        if not hasattr(self, "document"):
            return
        read = self.document.lab.read
        assert {card.idea: (card.text, card.color) for card in ideas.cards(read, self.board)} == self.cards
        assert {person.id: person.name for person in people.participants(read)} == self.people
        assert {person.id for person in people.present(read)} == set(self.people)
        assert read.value("SELECT count(*) FROM sectors") == 0
        assert check_lab(self.document.lab) == []
        for changes in self.heard:
            assert changes.rows == journalled(read, changes.number)
        self.heard.clear()
        number = self.document.lab.history(1)[0].number
        if not self.moments or self.moments[-1][0] != number:
            self.moments.append((number, copy.deepcopy(self.cards), copy.deepcopy(self.people)))


TestWorkshop = Workshop.TestCase
TestWorkshop.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
