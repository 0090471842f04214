"""Conflict copies of synchronised folders are found by name and proven by what is in them."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from labapp.jobs import Cancelled
from labapp.opened import conflict_copies
from labapp.store import patience
from tests.lab_files import add_idea, again, fresh

NAMES = [
    "a-LAPTOP.lab", "a-LAPTOP-2.lab", "a-DESKTOP-8K3J2L1.lab",  # OneDrive
    "a (Ewa's conflicted copy 2026-11-22).lab", "a (LAPTOP conflicted copy 2026-11-22).lab",  # Dropbox
    "a (skonfliktowana kopia użytkownika Ewa 2026-11-22).lab", "a (kopia powodująca konflikt 2026-11-22).lab",
    "a (1).lab", "a (12).lab",  # Google Drive
    "a.sync-conflict-20261122-101112-ABCDEFG.lab", "a.sync-conflict-20261122-101112.lab",  # Syncthing
    "a (conflicted copy 2026-11-22 101112).lab",  # Nextcloud
    "a_conflict-20261122-101112.lab", "a 2.lab",
]  # fmt: skip
OTHERS = ["b.lab", "ab.lab", "a.lab.bak", "a (2026-11-22 2055).lab", "a – anonimowo.lab", "a – wcześniejszy stan.lab"]


def beside(document):
    return list(conflict_copies(document.path, document.uid))


@pytest.fixture
def document(tmp_path):
    made = fresh(tmp_path / "a.lab")
    add_idea(made, "raz")
    made.snapshot_now(wait=True)
    yield made
    made.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_conflict_copy_is_recognised(document, name):
    document.path.with_name(name).write_bytes(document.path.read_bytes())
    assert beside(document) == [document.path.with_name(name)]


@pytest.mark.parametrize("name", OTHERS)
def test_other_neighbours_are_left_alone(document, name):
    document.path.with_name(name).write_bytes(document.path.read_bytes())
    assert beside(document) == []


def test_only_states_of_this_meeting_count(document, tmp_path):
    fresh(tmp_path / "a (1).lab", seed=9).close()
    (tmp_path / "a (2).lab").write_bytes(b"broken")
    (tmp_path / "a (3).lab").mkdir()
    (tmp_path / "a (4).lab").write_bytes(document.path.read_bytes())
    with closing(sqlite3.connect(tmp_path / "a (4).lab")) as stranger, stranger:
        stranger.execute("DROP TABLE lab")
        stranger.execute("CREATE VIEW lab AS SELECT 'uid' AS key, '\"x\"' AS value")
    assert beside(document) == []
    with again(document.path, readonly=True) as looking:
        assert beside(looking) == []


def test_a_share_that_hangs_holds_up_nobody(document, monkeypatch):
    answers = threading.Event()
    monkeypatch.setattr(Path, "iterdir", lambda _path: answers.wait(60) and iter(()))
    monkeypatch.setattr(patience, "PATIENCE", 0.2)
    assert conflict_copies(document.path, document.uid) == {}
    monkeypatch.setattr(patience, "PATIENCE", 60.0)

    def not_wanted():
        raise Cancelled

    with pytest.raises(Cancelled):
        conflict_copies(document.path, document.uid, not_wanted)
    answers.set()
