"""The agenda's order, whatever keys a file brings along."""

from pathlib import Path

import pytest

from labapp.document import Document
from labapp.model import agenda
from tests.lab_files import fresh


@pytest.fixture
def document(tmp_path: Path) -> Document:
    with fresh(tmp_path / "a.lab") as made:
        yield made


@pytest.mark.parametrize("key", ["V", "ä", "V0"])
def test_points_with_one_place_among_them_can_be_moved(document: Document, key: str) -> None:
    lab = document.lab
    day = agenda.days(lab.read)[0].id
    with lab.change("activity.add") as tx:
        for title in "abc":
            tx.insert("activities", day=day, position=key, kind="talk", title=title)
    before = [item.id for item in agenda.activities(lab.read, day)]
    for after in (before[2], before[1], None):
        with lab.change("activity.move") as tx:
            agenda.move_activity(tx, before[3], day, after)
            agenda.duplicate_activity(tx, before[1])
    now = agenda.activities(lab.read, day)
    assert now[0].id == before[3]
    assert len(now) == 7


def test_points_are_moved_and_added_where_they_are_asked_for(document: Document) -> None:
    lab = document.lab
    day = agenda.days(lab.read)[0].id
    with lab.change("activity.add") as tx:
        a, b = (agenda.add_activity(tx, day, "talk", title) for title in "ab")
        agenda.add_activity(tx, day, "talk", "behind a", after=a)
        agenda.move_activity(tx, b, day, None)
    assert [item.title for item in agenda.activities(lab.read)] == ["b", "Pomysły", "a", "behind a"]
