"""Hints of near-duplicates over 2 000 ideas beside a plain loop: `python -m tests.bench.bench_hints`.

The bar: one second of processor time on the quiet reference machine; where the plain loop of `bench_canvas` runs
slower than there, longer by as much. The texts are made here: families of like words, as a room brings them.
"""

from __future__ import annotations

import random
import statistics
import sys

from labapp.jobs import Progress
from labapp.kinds.board import hints
from tests.bench.bench_canvas import CLOCK, told
from tests.bench.probe import slowness

TEXTS, ROUNDS, BAR_MS = 2_000, 5, 1_000.0
_THINGS = ("ławka", "ścieżka rowerowa", "przejście dla pieszych", "świetlica", "park kieszonkowy",
           "spotkanie z urzędem", "konkurs dla organizacji", "ogród społeczny", "oświetlenie", "plac zabaw",
           "biblioteka", "boisko")  # fmt: skip
_PLACES = ("przy szkole", "na osiedlu", "w parku", "obok biblioteki", "przy dworcu", "nad rzeką", "w centrum")
_WHYS = ("dla seniorów", "bo jest ciemno", "czynne wieczorem", "bez barier", "z prostym wnioskiem", "na cały rok")


def texts() -> hints.Texts:
    """Return as many different texts, many of them alike."""
    chance = random.Random(7)
    return hints.Texts(tuple(
        (str(n), f"{chance.choice(_THINGS)} {chance.choice(_PLACES)} {chance.choice(_WHYS)} {n % 97}")
        for n in range(TEXTS)
    ))  # fmt: skip


def main() -> int:
    """Print the figure; 1 when the bar is broken."""
    asked, times = texts(), []
    for _round in range(ROUNDS):
        begun = CLOCK()
        hints.find(asked, Progress())
        times.append((CLOCK() - begun) * 1000)
    return int(not told(f"hints over {TEXTS} ideas", statistics.median(times), BAR_MS, slowness()))


if __name__ == "__main__":
    sys.exit(main())
