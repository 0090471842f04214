"""What is due by which day, and that removing leaves no byte of it anywhere on this computer."""

from datetime import date

import pytest

from labapp import paths, retention
from labapp.checking import check_lab
from labapp.model import people
from labapp.retention import CONTACTS, NEEDS
from tests.lab_files import fresh, populate, words


@pytest.fixture
def document(tmp_path):
    with fresh(tmp_path / "a.lab") as made:
        populate(made)
        yield made


@pytest.mark.parametrize(
    ("today", "names"),
    [("2026-11-22", []), ("2026-11-23", [NEEDS]), ("2027-02-20", [NEEDS]), ("2027-02-21", [NEEDS, CONTACTS])],
)
def test_needs_are_due_after_the_event_contacts_three_months_later(document, today, names):
    assert [item.name for item in retention.due(document.lab.read, date.fromisoformat(today))] == names


def test_a_stated_day_counts_instead(document):
    with document.lab.change("facts.edit") as tx:
        retention.state_contacts_until(tx, date(2026, 12, 1))
    names = [item.name for item in retention.due(document.lab.read, date(2026, 12, 2))]
    assert names == [NEEDS, CONTACTS]
    with document.lab.change("facts.edit") as tx:
        retention.state_contacts_until(tx, None)
    assert retention.contacts_until(document.lab.read) == date(2027, 2, 20)


def test_without_dates_nothing_is_due(document):
    day = document.lab.read.value("SELECT id FROM days")
    with document.lab.change("day.edit") as tx:
        tx.update("days", day, date="")
    assert retention.due(document.lab.read, date(2099, 1, 1)) == []


def test_what_was_removed_is_in_no_file_of_this_computer(document, tmp_path):
    document.backup("import")
    document.snapshot_now(wait=True)
    assert retention.clear(document, NEEDS, CONTACTS) == 2
    assert retention.due(document.lab.read, date(2099, 1, 1)) == []
    assert {person.name for person in people.participants(document.lab.read)} >= {"Anna Kowalska", "Jan Nowak"}
    assert len(words(document)) == 2
    assert document.lab.next_undo() is None
    assert check_lab(document.lab) == []
    files = [item for folder in (tmp_path, paths.data_folder()) for item in folder.rglob("*") if item.is_file()]
    held = b"".join(item.read_bytes() for item in files)
    for secret in ("bez glutenu", "anna@example.org", "601 202 303", "jan.nowak@"):
        assert secret.encode() not in held, secret
