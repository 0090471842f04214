"""Two computers that go on from one file: each with ids and a clock of its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from labapp.clock import SteppingClock, seeded_ids
from labapp.document import Document, open_document
from labapp.joining import Comparison, Joined, Side, join, load, load_file
from labapp.model import agenda
from tests.lab_files import START, Ticker, fresh, populate

HISTORY = ("changes", "journal", "migrations")


def parted(folder: Path, *, prepare: Any = None) -> tuple[Document, Document, dict[str, str]]:
    """Make a meeting, copy its file, and open both copies; the second one's clock is an hour ahead."""
    with fresh(folder / "a.lab") as document:
        made = populate(document)
        with document.lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, agenda.activities(tx)[0].id)
        if prepare is not None:
            prepare(document, made)
    (folder / "b.lab").write_bytes((folder / "a.lab").read_bytes())
    return opened(folder / "a.lab", 1, 11), opened(folder / "b.lab", 2, 22), made


def opened(path: Path, hours: float, seed: int, **more: Any) -> Document:
    """Open with a clock so many hours after the start."""
    clock = SteppingClock(START + timedelta(hours=hours))
    return open_document(path, clock=clock, ids=seeded_ids(seed), ticker=Ticker(), take_over=True, **more)


def side(document: Document) -> Side:
    """Return the other state as it is read from its file."""
    document.snapshot_now(wait=True)
    return load_file(document.path)


def compared(here: Document, there: Document) -> Comparison:
    """Hold two open states against each other."""
    return Comparison(load(here.lab), side(there))


def joined(here: Document, there: Document, choices: Any = None, same: Any = ()) -> Joined:
    """Join the second into the first."""
    return join(here, side(there), choices, same)


def content(document: Document) -> dict[str, list[Any]]:
    """Return all rows but the history: what two laboratories must agree on."""
    rows = load(document.lab).rows
    return {table: sorted(map(repr, found.values())) for table, found in rows.items() if table not in HISTORY}
