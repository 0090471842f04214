"""What one person does at one computer, gesture by gesture, as a property draws it; what is refused never happened."""

from contextlib import suppress

from hypothesis import strategies as st

from labapp.errors import UserError
from labapp.kinds.board import canvas
from labapp.kinds.plan import actions
from labapp.kinds.vote import box, entitled, options, rounds
from labapp.model import agenda, facts, groups, ideas, marks, notes, people
from tests.lab_files import board

_WORDS = st.text("aąż 😀'\"%", min_size=1, max_size=5).map(lambda text: f"x{text}".strip())
_PICK = st.integers(0, 7)
STEP = st.tuples(
    st.sampled_from(["write", "edit", "colour", "retire", "restore", "group", "ungroup", "sort", "also", "merge",
                     "divide", "place", "spot", "arrange", "mark", "person", "rename", "come", "go", "part", "note",
                     "settle", "start", "finish", "activity", "move", "option", "unoption", "vote", "again", "action",
                     "reaction", "inaction", "tables", "seat", "closed", "divided", "fact", "undo"]),
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
        with suppress(UserError):  # what the program refuses anybody is told, and nothing has happened
            if name == "undo":
                if len(self.lab.history()) > 12:
                    self.lab.undo()
            elif name in ("vote", "again"):
                getattr(self, name)(pick)
            else:
                with self.lab.change(f"test.{name}") as tx:
                    getattr(self, name)(tx, pick, words)
        self.lab.clock.forward(seconds=pick)

    def point(self, tx, kind, pick=0):
        return some([item.id for item in agenda.activities(tx) if item.kind == kind], pick)

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

    def also(self, tx, pick, words):
        groups, card = ideas.clusters(tx, board(self.document)), some(self.cards(tx), pick)
        if card and groups:
            ideas.also(tx, card.placement, some(groups, pick + 1).id)

    def restore(self, tx, pick, words):
        if card := some(ideas.set_aside(tx, board(self.document)), pick):
            ideas.restore(tx, card.idea)

    def ungroup(self, tx, pick, words):
        if group := some(ideas.clusters(tx, board(self.document)), pick):
            ideas.retire_cluster(tx, group.id)

    def merge(self, tx, pick, words):
        listed = list(dict.fromkeys(card.idea for card in self.cards(tx)))
        if len(listed) > 1:
            ideas.merge(tx, some(listed, pick), [some(listed, pick + 1)])

    def divide(self, tx, pick, words):
        if card := some(self.cards(tx), pick):
            ideas.divide(tx, card.placement, [words, f"{words} 2"])

    def place(self, tx, pick, words):
        boards = [item.id for item in agenda.activities(tx) if item.kind == "board"]
        ideas.take(tx, boards[-1], [card.idea for card in self.cards(tx)[pick:]])

    def arrange(self, tx, pick, words):
        canvas.arrange(tx, board(self.document))

    def part(self, tx, pick, words):
        if who := some(people.participants(tx), pick):
            people.retire_participant(tx, who.id)

    def settle(self, tx, pick, words):
        if note := some(notes.notes(tx), pick):
            notes.settle(tx, note.id, ("done", "dropped", "open")[pick % 3], words)

    def finish(self, tx, pick, words):
        if now := agenda.current(tx):
            agenda.finish(tx, now.id)

    def fact(self, tx, pick, words):
        facts.put(tx, ("title", "place", "ends")[pick % 3], {"2026-11-22": f"1{pick}:30"} if pick % 3 == 2 else words)

    def action(self, tx, pick, words):
        if plan := self.point(tx, "plan", pick):
            actions.add(tx, plan, words)

    def reaction(self, tx, pick, words):
        if (plan := self.point(tx, "plan", pick)) and (item := some(actions.actions(tx, plan), pick)):
            who = some(people.participants(tx), pick)
            taken = {"person": who.id, "mandate": "accepted"} if who else {}
            actions.edit(tx, item.id, **({"what": words} if pick % 2 else taken))

    def inaction(self, tx, pick, words):
        if (plan := self.point(tx, "plan", pick)) and (item := some(actions.actions(tx, plan), pick)):
            actions.retire(tx, item.id)

    def tables(self, tx, pick, words):
        groups.set_count(tx, board(self.document), 1 + pick % 4, f"{words} {{n}}")

    def divided(self, tx, pick, words):
        now = groups.tables(tx, board(self.document))
        if listed := [table for table in now if not table.closed]:
            seated = [person.id for person in people.present(tx)]
            turn = tuple(tuple(seated[n::len(listed)]) for n in range(len(listed)))
            groups.keep(tx, board(self.document), [turn, tuple(reversed(turn))])

    def seat(self, tx, pick, words):
        groups.seat_latecomers(tx, board(self.document))

    def closed(self, tx, pick, words):
        if table := some([t for t in groups.tables(tx, board(self.document)) if not t.closed], pick):
            groups.close_table(tx, table.id)

    def vote(self, pick):
        vote = self.point(self.lab.read, "vote", pick)
        now = rounds.latest(self.lab.read, vote) if vote else None
        if now is None:
            return
        if now.state == rounds.CLOSED:
            box.announce(self.lab, now.id)
            return
        box.open_vote(self.lab, now.id)
        numbers = [choice.number for choice in options.of_vote(self.lab.read, now.id)]
        for item in entitled.frozen(self.lab.read, now.id)[pick % 2:]:
            box.cast(self.lab, now.id, item.voter, [some(numbers, pick)])
        box.close_vote(self.lab, now.id)

    def again(self, pick):
        vote = self.point(self.lab.read, "vote", pick)
        if vote and (now := rounds.latest(self.lab.read, vote)):
            box.repeat(self.lab, now.id, "jeszcze raz")

    def unoption(self, tx, pick, words):
        vote = self.point(tx, "vote", pick)
        now = rounds.latest(tx, vote) if vote else None
        if now and (choice := some(options.of_vote(tx, now.id), pick)):
            options.remove(tx, choice.id)

    def person(self, tx, pick, words):
        people.arrive(tx, people.add_participant(tx, name=words))

    def rename(self, tx, pick, words):
        if who := some(people.participants(tx), pick):
            people.edit_participant(tx, who.id, name=words)

    def come(self, tx, pick, words):
        if who := some(people.participants(tx), pick):
            people.arrive(tx, who.id)

    def go(self, tx, pick, words):
        if who := some(people.participants(tx), pick):
            people.leave(tx, who.id)

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
