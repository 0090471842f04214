"""Two laptops joined more than once: what was removed or cleared meanwhile stays so, whichever clock is ahead."""

import pytest

from labapp import retention
from labapp.checking import check_lab
from labapp.erase import erase_person
from labapp.model import ideas, people
from tests.joining.two import compared, content, joined, opened, parted
from tests.lab_files import add_idea, board, words


@pytest.mark.parametrize("ahead", [-3, 0, 3])
def test_a_removal_after_joining_to_and_fro_is_one_whichever_clock_is_ahead(tmp_path, ahead):
    one, there, _made = parted(tmp_path)
    one.close()
    here = opened(one.path, 4 + ahead, 44)
    add_idea(here, "stąd")
    add_idea(there, "stamtąd")
    joined(here, there)
    joined(there, here)
    with there.lab.change("test.remove") as tx:
        card = next(card for card in ideas.cards(tx, board(there)) if card.text == "stąd")
        tx.delete("placements", card.placement)
        ideas.retire(tx, card.idea)
    joined(here, there)
    assert "stąd" not in words(here)
    assert here.lab.read.row("SELECT 1 FROM placements WHERE id = ?", card.placement) is None
    for document in (here, there):
        document.close()


@pytest.fixture
def cleared(two, tmp_path, monkeypatch):
    """Contacts and needs are cleared here; the other laptop, with a data folder of its own, still has them."""
    here, before, made = two
    before.close()
    with here.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["anna"], phone="600 MARKER", needs="wózek MARKER")
    here.snapshot_now(wait=True)
    (tmp_path / "b.lab").write_bytes(here.path.read_bytes())
    retention.clear(here, retention.NEEDS, retention.CONTACTS)
    monkeypatch.setenv("LABAPP_DATA", str(tmp_path / "elsewhere"))
    there = opened(tmp_path / "b.lab", 4, 44)
    yield here, there, made, tmp_path / "elsewhere"
    there.close()


def test_what_was_cleared_there_is_in_no_corner_here(cleared):
    here, there, made, folder = cleared
    there.backup("import")
    with there.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["jan"], phone="700 NEWER")
    add_idea(there, "po rozejściu")
    done = joined(there, here)
    assert done.erased
    assert not done.undoable
    there.snapshot_now(wait=True)
    kept = [path for path in folder.rglob("*") if path.is_file()]
    for path in (there.path, *kept):
        assert b"MARKER" not in path.read_bytes(), path
    assert people.participant(there.lab.read, made["jan"]).phone == "700 NEWER"
    assert words(there)[-1] == "po rozejściu"
    assert check_lab(there.lab) == []


def test_a_clearing_that_came_by_joining_goes_on_to_the_next(cleared, tmp_path, monkeypatch):
    here, there, made, _folder = cleared
    third_path = tmp_path / "c.lab"
    there.snapshot_now(wait=True)
    third_path.write_bytes(there.path.read_bytes())
    joined(there, here)
    monkeypatch.setenv("LABAPP_DATA", str(tmp_path / "third"))
    with opened(third_path, 5, 55) as third:
        add_idea(third, "u trzeciego")
        assert joined(third, there).erased
        third.snapshot_now(wait=True)
        for path in (third_path, *(each for each in (tmp_path / "third").rglob("*") if each.is_file())):
            assert b"MARKER" not in path.read_bytes(), path
        assert people.participant(third.lab.read, made["anna"]).phone == ""


@pytest.fixture
def undone(tmp_path):
    """Somebody was on the list when both parted; on the first laptop that was taken back."""
    ids = []

    def prepare(document, _made):
        with document.lab.change("person.add") as tx:
            ids.append(people.add_participant(tx, name="Zofia Wrona"))

    one, other, _made = parted(tmp_path, prepare=prepare)
    assert one.lab.undo().code == "person.add"
    yield one, other, ids[0]
    one.close()
    other.close()


@pytest.mark.parametrize("turned", [True, False])
def test_somebody_taken_back_on_one_and_worked_on_at_the_other_is_asked_about(undone, turned):
    one, other, who = undone
    with other.lab.change("person.edit") as tx:
        people.edit_participant(tx, who, phone="600 100 200")
    here, there = (other, one) if turned else (one, other)
    assert [item.key for item in compared(here, there).plan().conflicts] == [(who,)]
    joined(here, there)
    joined(there, here)
    assert content(here) == content(there)
    assert people.participant(here.lab.read, who).phone == "600 100 200"


@pytest.mark.parametrize("turned", [True, False])
def test_somebody_taken_back_on_one_and_present_on_the_other_comes_back(undone, turned):
    one, other, who = undone
    with other.lab.change("person.arrive") as tx:
        people.arrive(tx, who)
    here, there = (other, one) if turned else (one, other)
    joined(here, there)
    joined(there, here)
    assert content(here) == content(there)
    assert who in [person.id for person in people.present(here.lab.read)]


@pytest.mark.parametrize("turned", [True, False])
def test_somebody_taken_back_is_not_taken_for_whoever_was_removed_for_good(undone, turned):
    one, other, who = undone
    removed = people.participants(one.lab.read)[0].id
    erase_person(one, removed)
    with other.lab.change("person.edit") as tx:
        people.edit_participant(tx, who, phone="600 100 200")
    here, there = (other, one) if turned else (one, other)
    joined(here, there)
    joined(there, here)
    assert content(here) == content(there)
    assert people.participant(here.lab.read, who).name == "Zofia Wrona"
    assert removed not in [person.id for person in people.participants(here.lab.read, retired=True)]


def test_a_removal_that_does_not_say_whose_it_was_holds_too(two):
    here, there, made = two
    erase_person(there, made["anna"])
    told = "json_remove(params, '$.erased')"  # as the first ones were written
    assert there.lab.store.execute(f"UPDATE changes SET params = {told} WHERE code = 'person.erase'") == 1
    add_idea(here, "tutaj")
    assert joined(here, there).erased
    assert made["anna"] not in [person.id for person in people.participants(here.lab.read, retired=True)]
