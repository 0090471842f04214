"""Two letters and Enter: people are found by code, by any part of the name, without Polish marks, by initials."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labapp.document import Document
from labapp.model import people
from tests.lab_files import fresh

NAMES = ("Łucja Nowak", "Anna Świątek-Zielińska", "Zenon Nowicki", "Ewa Ląd")


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "a.lab") as made:
        with made.lab.change("person.add") as tx:
            town = people.add_entity(tx, "Gmina Łubianka")
            for name in NAMES:
                people.add_participant(tx, name=name, entity=town if name == "Ewa Ląd" else None)
        yield made


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lu", "Łucja Nowak"),
        ("zi", "Anna Świątek-Zielińska"),
        ("SWIA", "Anna Świątek-Zielińska"),
        ("zn", "Zenon Nowicki"),
        ("nowi", "Zenon Nowicki"),
        ("no lu", "Łucja Nowak"),
        ("103", "Zenon Nowicki"),
        ("łub", "Ewa Ląd"),
    ],
)
def test_the_first_found_is_who_was_meant(document: Document, typed: str, first: str) -> None:
    assert people.search(document.lab.read, typed)[0].person.name == first


def test_nobody_is_found_by_letters_nobody_has(document: Document) -> None:
    assert people.search(document.lab.read, "qx") == []


def test_nothing_typed_finds_everybody_by_name(document: Document) -> None:
    assert len(people.search(document.lab.read, "")) == len(NAMES)


def test_found_people_say_whether_they_are_here(document: Document) -> None:
    ident = people.search(document.lab.read, "łucja")[0].person.id
    with document.lab.change("person.arrive") as tx:
        people.arrive(tx, ident)
    assert people.search(document.lab.read, "łucja")[0].present
    with document.lab.change("person.retire") as tx:
        people.retire_participant(tx, ident)
    assert people.search(document.lab.read, "łucja") == []
    assert people.present(document.lab.read) == []


def test_a_name_that_two_people_share_names_nobody(document: Document) -> None:
    assert people.named(document.lab.read, "ewa lad") is not None
    with document.lab.change("person.add") as tx:
        people.add_participant(tx, name="Ewa Ląd")
    assert people.named(document.lab.read, "Ewa Ląd") is None


def test_an_organisation_typed_twice_is_one(document: Document) -> None:
    with document.lab.change("person.edit") as tx:
        first = people.entity_named(tx, "Fundacja  Ład")
        assert people.entity_named(tx, "fundacja ład") == first
        assert people.entity_named(tx, " ") is None
