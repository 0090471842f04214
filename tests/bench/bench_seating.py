"""Seating: seconds and repeated pairs: `python -m tests.bench.bench_seating`.

The bar: 60 people in 6 rounds within 2 s. Repeated pairs of 8 tables of 4 over 10 rounds stand beside the optimum
that is known (0: the social golfer problem). A figure without an optimum stands beside a seating drawn by lot with
the same evenness, so that a reader knows what the search is worth.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from dataclasses import dataclass

from labapp.jobs import Progress
from labapp.model.seating.deal import deal
from labapp.model.seating.divide import divide
from labapp.model.seating.values import Request, Sitter, quality

RUNS = 5
BAR = 2.0


@dataclass(frozen=True)
class Case:
    """One room; `known` is what is known about its best seating."""

    name: str
    request: Request
    known: str = ""


def room(sectors: str, count: int, tables: int, rounds: int, hosted: bool = False, topics: bool = True) -> Request:
    """Return a room of `count` people whose sectors go round."""
    people = tuple(Sitter(f"{i:03}", sectors[i % len(sectors)]) for i in range(count))
    hosts = tuple(f"{i:03}" for i in range(tables)) if hosted else ()
    return Request(people, tables, rounds, hosts, topics=topics)


CASES = (
    Case("60 people, 10 tables, 6 rounds", room("SOOMM", 60, 10, 6)),
    Case("60 people, 8 tables, 6 rounds", room("SOOMMME", 60, 8, 6)),
    Case("60 people, 8 tables with hosts, 6 rounds", room("SOOMMME", 60, 8, 6, hosted=True)),
    Case("café of 40, 8 tables with hosts, 4 rounds", room("SOM", 40, 8, 4, hosted=True), "optimum 0"),
    Case("8 tables of 4, 9 rounds, one sector", room("S", 32, 8, 9, topics=False), "optimum 0"),
    Case("8 tables of 4, 10 rounds, one sector", room("S", 32, 8, 10, topics=False), "optimum 0"),
    Case("300 people, 30 tables, 6 rounds", room("SOOM", 300, 30, 6)),
)


def by_lot(request: Request) -> int:
    """Return the repeated pairs of an even seating drawn by lot."""
    names = sorted({person.sector for person in request.people})
    sectors = [names.index(person.sector) for person in request.people]
    hosts = [int(host) if host else None for host in request.hosts] or [None] * request.tables
    rounds = []
    rng = random.Random(1)
    for _ in range(request.rounds):
        seat = deal(sectors, request.tables, hosts, rng)
        rounds.append(tuple(
            tuple(str(p) for p, at in enumerate(seat) if at == table) for table in range(request.tables)
        ))  # fmt: skip
    return quality(rounds).repeated


def main() -> int:
    """Seat every case a few times and print a line each; 1 when the bar is missed."""
    slow = 0.0
    for case in CASES:
        seconds = []
        for _ in range(RUNS):
            start = time.perf_counter()
            made = divide(case.request, Progress())
            seconds.append(time.perf_counter() - start)
        median = statistics.median(seconds)
        if case.name.startswith("60"):
            slow = max(slow, median)
        sys.stdout.write(
            f"{case.name:44} {median:5.2f} s   repeated pairs {made.quality.repeated:4} of {made.quality.pairs:5}"
            f"   by lot {by_lot(case.request):4}   {case.known}\n"
        )
    sys.stdout.write(f"60 people in 6 rounds: {slow:.2f} s, bar {BAR:.0f} s: {'kept' if slow <= BAR else 'MISSED'}\n")
    return 0 if slow <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
