"""What a Reader keeps from one question to the next is always what a fresh Reader would read."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from labapp.changes import Change, Reader
from labapp.document import Document
from labapp.errors import UserError
from labapp.model import ideas, people
from tests.lab_files import board, fresh

_STEPS = ("add", "edit", "move", "merge", "aside", "back", "cover", "many", "leave", "fail", "undo", "redo")
_FULL = 300  # a board with more is not filled further: all examples share it, and each step reads every card


class _Stopped(Exception):
    """A gesture that breaks off."""


def kept(document: Document) -> list[ideas.Card]:
    """Return the cards as windows ask for them."""
    return ideas.cards(document.lab.read, board(document))


def anew(document: Document) -> list[ideas.Card]:
    """Return the cards as nobody has asked before."""
    return ideas.cards(Reader(document.lab.store), board(document))


def write(tx: Change, document: Document, what: str, pick: int) -> None:
    """Do one step to a card; a board without cards gets one."""
    activity, cards = board(document), ideas.cards(tx, board(document))
    columns = [column.id for column in ideas.clusters(tx, activity)]
    card = cards[pick % len(cards)] if cards else None
    if what == "many" and len(cards) < _FULL:  # more rows than are mended one by one
        for number in range(110):
            ideas.add(tx, activity, f"wiele {number}", cluster=columns[number % 2])
    elif what == "back":
        for row in tx.rows("SELECT id FROM ideas WHERE retired = 1 ORDER BY id LIMIT 2"):
            tx.update("ideas", row["id"], retired=0)
    elif what == "leave":  # the schema empties the author of their cards
        who = people.add_participant(tx)
        if card is not None:
            ideas.edit(tx, card.idea, author=who)
        for person in people.participants(tx)[:-1]:
            tx.delete("participants", person.id)
    elif card is None or what in ("add", "fail"):
        ideas.add(tx, activity, f"kartka {tx.number}", cluster=columns[pick % 2])
    elif what == "edit":
        ideas.edit(tx, card.idea, text=f"inaczej {tx.number}")
    elif what == "move":
        ideas.move(tx, card.placement, columns[pick % 2], None)
    elif what == "merge":
        ideas.merge(tx, card.idea, [other.idea for other in cards[:3]])
    elif what == "aside":
        ideas.retire(tx, card.idea)
    else:
        tx.update("placements", card.placement, covered=1)


def test_kept_cards_are_what_is_in_the_file(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("cluster.add") as tx:
            for title in ("A", "B"):
                ideas.add_cluster(tx, board(document), title)
        with document.lab.change("activity.start", undoable=False, barrier=True):
            pass  # no undo takes the board itself away

        @given(st.lists(st.tuples(st.sampled_from(_STEPS), st.integers(0, 9)), max_size=12))
        def any_steps(steps: list[tuple[str, int]]) -> None:
            for what, pick in steps:
                try:
                    if what in ("undo", "redo"):
                        getattr(document.lab, what)()
                        continue
                    with document.lab.change("idea.edit") as tx:
                        write(tx, document, what, pick)
                        assert kept(document) == ideas.cards(tx, board(document))  # inside a change nothing is kept
                        if what == "fail":
                            raise _Stopped
                except (UserError, _Stopped):
                    pass
                assert kept(document) == anew(document)

        any_steps()


def test_rows_written_without_a_word_to_anybody_are_seen(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("idea.add") as tx:
            idea = ideas.add(tx, board(document), "raz")
        assert [card.text for card in kept(document)] == ["raz"]
        store = document.lab.store
        for row in store.query("SELECT name FROM sqlite_temp_master WHERE type = 'trigger'"):
            store.execute(f'DROP TRIGGER temp."{row["name"]}"')  # the journal's: they refuse what is not in a change
        store.execute("UPDATE ideas SET text = 'dwa' WHERE id = ?", [idea])
        assert [card.text for card in kept(document)] == ["dwa"]


def test_a_card_that_did_not_change_is_the_same_object(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("idea.paste") as tx:
            for number in range(5):
                ideas.add(tx, board(document), f"kartka {number}")
        before = kept(document)
        with document.lab.change("idea.add") as tx:
            ideas.add(tx, board(document), "nowa")
        after = kept(document)
        assert len(after) == 6
        assert all(card is old for card, old in zip(after, before, strict=False))
