"""What the list said of people before, when a removal comes by joining: of the removed nothing, of others all of it."""

import pytest

from labapp.erase import erase_person
from labapp.model import people
from tests.joining.two import joined
from tests.lab_files import add_idea, words


def test_what_the_removed_were_called_before_goes_from_what_the_other_side_wrote(two):
    here, there, made = two
    with there.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["anna"], name="Anna Borkowska", phone="600 111 222")
    add_idea(there, "Borkowskiej 600-111-222, dawniej Kowalska")
    with there.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["anna"], name="Anna Zawadzka", phone="")
    erase_person(here, made["anna"])
    assert joined(there, here).erased
    assert "[…] […], dawniej […]" in words(there)
    for secret in ("Borkowsk", "600-111", "600 111", "Zawadzk"):
        assert secret.encode() not in there.path.read_bytes(), secret


def test_a_removal_that_came_by_joining_leaves_what_others_were_called_before(two):
    here, there, made = two
    with there.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["jan"], name="Jan Borkowski")
    add_idea(there, "pan Borkowski i pan Zawadzki")
    with there.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["jan"], name="Jan Zawadzki")
    erase_person(here, made["anna"])
    joined(here, there)
    erase_person(here, made["jan"])
    assert "[…] i […]" in [text.replace("pan ", "") for text in words(here)]
    assert b"Borkowsk" not in here.path.read_bytes()


@pytest.mark.parametrize("other_way", [False, True])
def test_the_removed_stand_nowhere_among_what_others_were_called_before(two, other_way):
    """Somebody's name was typed into another row by mistake, before that state heard of the removal."""
    here, there, made = two
    with there.lab.change("person.edit") as tx:
        people.edit_participant(tx, made["anna"], phone="600 111 222")
    for name, phone in (("Anna Kowalska", "600 111 222"), ("Jan Borkowski", ""), ("Jan Zawadzki", "")):
        with there.lab.change("person.edit") as tx:
            people.edit_participant(tx, made["jan"], name=name, phone=phone)
    erase_person(here, made["anna"])
    into, other = (there, here) if other_way else (here, there)
    assert joined(into, other).erased
    for secret in ("Kowalsk", "600 111"):
        assert secret.encode() not in into.path.read_bytes(), secret
    assert b"Borkowsk" in into.path.read_bytes()
