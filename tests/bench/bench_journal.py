"""What history costs, with the journal and without, alternated: `python -m tests.bench.bench_journal`.

Without means the same change, the same rows, the same commit, on a connection whose triggers were dropped. The bars
are those of the project: one gesture at most 1.2 times, an import of 1 000 rows at most 2.2 times.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from labapp.document import Document
from labapp.model import ideas, people
from tests.lab_files import board, fresh

ROUNDS = 5
BARS = {"gesture": 1.2, "import": 2.2}


def without_history(document: Document) -> None:
    """Drop the journal's triggers of this connection."""
    store = document.lab.store
    for row in store.query("SELECT name FROM sqlite_temp_master WHERE type = 'trigger'"):
        store.execute(f'DROP TRIGGER temp."{row["name"]}"')


def gestures(document: Document, run: int) -> float:
    """Return seconds of one card at the median of 120."""
    times = []
    for number in range(120):
        start = time.perf_counter()
        with document.lab.change("idea.add") as tx:
            ideas.add(tx, board(document), f"Pomysł {run} {number}: ławka w cieniu przy szkole")
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bring_in(document: Document, run: int) -> float:
    """Return seconds of an import of a thousand people."""
    start = time.perf_counter()
    with document.lab.change("person.import", n=1000) as tx:
        for number in range(1000):
            people.add_participant(tx, code=f"{run}-{number}", name=f"Osoba {number}", email=f"{number}@example.org")
    return time.perf_counter() - start


def compare(measure: Callable[[Document, int], float], plain: Document, kept: Document) -> float:
    """Return how many times longer it takes with the journal, at the median of alternated runs."""
    return statistics.median(measure(kept, run) / measure(plain, run) for run in range(ROUNDS))


def main() -> int:
    """Print both ratios; 1 when a bar is broken."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["LABAPP_DATA"] = str(Path(name) / "data")
        plain, kept = fresh(Path(name) / "plain.lab"), fresh(Path(name) / "kept.lab", seed=2)
        without_history(plain)
        found = {"gesture": compare(gestures, plain, kept), "import": compare(bring_in, plain, kept)}
        plain.close()
        kept.close()
    for what, ratio in found.items():
        print(f"journal: {what} x {ratio:.2f} (bar {BARS[what]})")
    return int(any(ratio > BARS[what] for what, ratio in found.items()))


if __name__ == "__main__":
    sys.exit(main())
