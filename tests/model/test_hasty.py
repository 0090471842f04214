"""A few letters find whom they mean, and nobody is sent home or swallowed by a guess."""

import pytest

from labapp.model import hasty, people
from tests.lab_files import fresh


@pytest.fixture
def room(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("person.add") as tx:
            people.add_sector(tx, "Organizacje", "O", "O")
            people.add_sector(tx, "Urząd", "S", "S")
            for name in ("Anna Nowak", "Anna Lis", "Jan Żak"):
                people.add_participant(tx, name=name)
        yield document.lab


def meant(lab, text):
    known = people.search(lab.read, text)
    found = hasty.meant(known, text)
    return "?" if found is None else "new" if found == len(known) else known[found].person.name


def arrive(lab, *names):
    with lab.change("person.arrive") as tx:
        for person in people.participants(tx):
            if person.name in names:
                people.arrive(tx, person.id)


def test_letters_bring_in_the_first_who_is_not_here(room):
    assert meant(room, "an") == "Anna Lis"
    arrive(room, "Anna Lis")
    assert meant(room, "an") == "Anna Nowak"
    assert meant(room, "zak") == "Jan Żak"


def test_of_several_who_are_here_nobody_is_sent_home(room):
    arrive(room, "Anna Lis", "Anna Nowak")
    assert meant(room, "an") == "?"
    assert meant(room, "Anna Lis") == "Anna Lis"


def test_a_whole_name_nobody_has_is_somebody_new(room):
    assert meant(room, "Anna Nowakowska") == "new"
    assert meant(room, "Piotr") == "new"


@pytest.mark.parametrize(("text", "name", "sector", "wanted"), [
    ("Jan  Żak", "Jan Żak", None, ""), ("Ewa Kot / o", "Ewa Kot", "Organizacje", "o"),
    ("Ewa / urz", "Ewa", "Urząd", "urz"), ("Ewa / x", "Ewa", None, "x"), ("Ewa /", "Ewa", None, ""),
])  # fmt: skip
def test_a_sector_stands_behind_a_slash(room, text, name, sector, wanted):
    found = hasty.typed(room.read, text)
    assert (found.name, found.sector and found.sector.name, found.wanted) == (name, sector, wanted)


@pytest.mark.parametrize(("text", "said"), [
    ("Anna Nowak: sala za darmo", ("Anna Nowak", "sala za darmo")), ("sala za darmo", ("", "sala za darmo")),
    ("Anna:", ("", "Anna:")), ("To jest bardzo długie zdanie, które dopiero zapowiada wyliczenie: a, b", None),
])  # fmt: skip
def test_who_declares_stands_before_a_colon(text, said):
    assert hasty.speaker(text) == (said or ("", text))
