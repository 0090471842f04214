"""A rehearsal changes nothing of the real laboratory and leaves nothing behind, whatever becomes of it."""

from __future__ import annotations

from pathlib import Path

from labapp import paths, rehearsal
from labapp.document import open_document
from labapp.model import facts
from tests.lab_files import fresh


def _files() -> set[str]:
    root = paths.data_folder()
    kept = ("rehearsal", "work", "backups")
    return {str(p) for name in kept if (root / name).is_dir() for p in (root / name).rglob("*.*") if p.is_file()}


def test_nothing_of_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "real.lab"
    with fresh(path) as document:
        uid = document.uid
    real, files = path.read_bytes(), _files()
    copy = rehearsal.begin(path)
    assert copy.is_relative_to(paths.data_folder() / "rehearsal")  # where sweeping finds it after a crash
    assert str(copy) in _files() - files
    tried = open_document(copy)
    assert tried.uid != uid
    with tried.lab.change("facts.edit") as tx:
        facts.put(tx, "title", "Only tried")
    rehearsal.end(tried)
    assert path.read_bytes() == real
    assert _files() == files
    assert not copy.exists()


def test_what_a_crash_left_is_swept_and_never_taken_for_the_real_one(tmp_path: Path) -> None:
    path = tmp_path / "real.lab"
    with fresh(path) as document:
        title = facts.get(document.lab.read, "title")
    tried = open_document(rehearsal.begin(path))
    with tried.lab.change("facts.edit") as tx:
        facts.put(tx, "title", "Only tried")
    assert rehearsal.sweep() == 0  # still going on
    tried.lab.store.close()  # as a crash would: no last snapshot, no tidying, only the system lets go of the lock
    tried._work.lock.release()  # type: ignore[attr-defined]
    with open_document(path) as document:
        assert facts.get(document.lab.read, "title") == title
    assert rehearsal.sweep() == 1
    assert rehearsal.sweep() == 0
