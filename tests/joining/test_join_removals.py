"""What one side took away: who was removed for good stays so, cards merged or set aside are not lost."""

import pytest

from labapp.checking import check_file, check_lab
from labapp.erase import erase_person
from labapp.joining import MINE, THEIRS, join
from labapp.model import ideas, people
from labapp.store import backups
from tests.joining.two import compared, content, joined, opened, side
from tests.lab_files import add_idea, board, words


@pytest.fixture
def three(two, tmp_path):
    here, there, made = two
    (tmp_path / "c.lab").write_bytes((tmp_path / "b.lab").read_bytes())
    third = opened(tmp_path / "c.lab", 3, 33)
    yield here, there, third, made
    third.close()


@pytest.mark.parametrize("erased_here", [True, False])
def test_somebody_removed_for_good_stays_removed(two, erased_here, tmp_path):
    here, there, made = two
    eraser, other = (here, there) if erased_here else (there, here)
    with other.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["anna"], phone="600 600 600")
    add_idea(other, "Kowalska pyta o termin")
    other.backup("import")
    erase_person(eraser, made["anna"])
    joined(here, there)
    assert check_lab(here.lab) == []
    assert [p.name for p in people.participants(here.lab.read)] == ["Jan Nowak", "Ewa Wiśniewska"]
    assert "[…] pyta o termin" in words(here)
    assert backups.listed(here.uid) == []
    here.snapshot_now(wait=True)
    assert check_file(here.path) == []
    assert b"Kowalsk" not in here.path.read_bytes()


def test_a_removal_that_came_by_joining_is_known_to_the_next_join(three):
    here, there, third, made = three
    add_idea(there, "praca tam")
    erase_person(here, made["anna"])
    add_idea(here, "praca tu")
    assert joined(there, here).erased
    for number in range(6):
        add_idea(third, f"Anna Kowalska {number}")
    comparison = compared(there, third)
    assert comparison.base is not None
    joined(there, third)
    assert {"praca tam", "praca tu", "[…] 5"} <= set(words(there))
    assert made["anna"] not in {p.id for p in people.participants(there.lab.read)}
    assert b"Kowalsk" not in there.path.read_bytes()
    assert check_lab(there.lab) == []


def test_what_was_done_after_joining_a_removal_survives_joining_back(two):
    here, there, made = two
    erase_person(here, made["anna"])
    add_idea(there, "praca tam")
    joined(there, here)
    add_idea(there, "po złączeniu")
    add_idea(here, "praca tu")
    joined(here, there)  # what both had in common is known by the join
    assert {"praca tam", "po złączeniu", "praca tu"} <= set(words(here))
    assert made["anna"] not in {p.id for p in people.participants(here.lab.read)}
    assert check_lab(here.lab) == []
    joined(there, here)
    assert content(here) == content(there)
    assert compared(here, there).relation == compared(there, here).relation == "same"


def test_somebody_who_came_with_another_state_and_was_removed_stays_away(three):
    here, there, third, _made = three
    with there.lab.change("person.add") as tx:
        zofia = people.add_participant(tx, name="Zofia Nowa")
    add_idea(there, "Zofia Nowa prosi o ławkę")
    add_idea(here, "tu")
    joined(here, there)
    erase_person(here, zofia)
    add_idea(third, "u trzeciego")
    joined(third, here)
    for document in (here, third):
        joined(document, there)
        assert zofia not in {p.id for p in people.participants(document.lab.read)}
        assert not [said for said in words(document) if "Zofia" in said]
        assert check_lab(document.lab) == []


def test_cards_merged_in_opposite_directions_stay_on_the_board(two):
    here, there, made = two
    for document, keep, other in ((here, "path", "mention"), (there, "mention", "path")):
        with document.lab.change("idea.merge") as tx:
            ideas.merge(tx, made[keep], [made[other]])
    theirs = side(here)
    joined(here, there)
    (card,) = ideas.cards(here.lab.read, board(here))
    assert len(ideas.merged(here.lab.read, card.idea)) == 1
    assert check_lab(here.lab) == []
    join(there, theirs)
    assert content(there) == content(here)


def test_a_card_merged_into_one_that_was_set_aside_there_stays_on_the_board(two):
    here, there, made = two
    with here.lab.change("idea.merge") as tx:
        ideas.merge(tx, made["path"], [made["mention"]])
    with there.lab.change("idea.retire") as tx:
        ideas.retire(tx, made["path"])
    theirs = side(here)
    joined(here, there)
    assert [card.idea for card in ideas.cards(here.lab.read, board(here))] == [made["mention"]]
    join(there, theirs)
    assert content(there) == content(here)


def test_a_merged_card_set_aside_stays_aside(two):
    here, there, made = two
    with here.lab.change("idea.merge") as tx:
        ideas.merge(tx, made["path"], [made["mention"]])
        ideas.retire(tx, made["path"])
    add_idea(there, "tam")
    joined(here, there)
    assert words(here) == ["tam"]
    here.lab.undo()
    assert words(here) == []


def test_set_aside_by_both_keeps_the_words_one_of_them_changed(two):
    here, there, made = two
    with here.lab.change("idea.edit") as tx:
        ideas.edit(tx, made["path"], text="Ścieżka tu")
    for document in (here, there):
        with document.lab.change("idea.retire") as tx:
            ideas.retire(tx, made["path"])
    assert compared(here, there).plan().conflicts == ()
    joined(here, there)
    assert ideas.text(here.lab.read, made["path"]) == "Ścieżka tu"


@pytest.mark.parametrize("choice", ["", MINE, THEIRS])
def test_set_aside_here_and_worked_on_there_stays_unless_said_otherwise(two, choice):
    here, there, made = two
    with here.lab.change("idea.retire") as tx:
        ideas.retire(tx, made["path"])
    with there.lab.change("idea.edit") as tx:
        ideas.edit(tx, made["path"], text="Ścieżka, ale inaczej")
    (conflict,) = compared(here, there).plan().conflicts
    assert (conflict.columns, conflict.newer) == ((), THEIRS)
    joined(here, there, {conflict.ident: choice} if choice else None)
    assert ("Ścieżka, ale inaczej" in words(here)) is (choice != MINE)
