"""What is asked of a seating and what comes out: plain values, so that a job can work on them beside the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from labapp.errors import UserError

Pair = tuple[str, str]
Round = tuple[tuple[str, ...], ...]
"""The tables of one round in order, each with the ids of those who sit there."""


@dataclass(frozen=True)
class Sitter:
    """Somebody to be seated; `sector` may be empty: those without one are a side of their own."""

    id: str
    sector: str = ""


@dataclass(frozen=True)
class Request:
    """Who is to be seated at how many tables in how many rounds.

    `hosts` names one person a table (None: nobody); a host stays in every round. With `topics` it also counts against
    a seating when somebody comes to the same table twice. The same request gives the same seating: `seed` decides.
    """

    people: tuple[Sitter, ...]
    tables: int
    rounds: int = 1
    hosts: tuple[str | None, ...] = ()
    apart: tuple[Pair, ...] = ()
    together: tuple[Pair, ...] = ()
    topics: bool = True
    seed: int = 1

    def checked(self) -> Request:
        """Return the request; UserError when nobody could be seated as asked."""
        if self.tables < 1 or self.rounds < 1:
            raise UserError("seating.tables", tables=self.tables)
        if self.tables > len(self.people):
            raise UserError("seating.people", tables=self.tables, n=len(self.people))
        named = [host for host in self.hosts if host]
        if len(self.hosts) > self.tables or len(named) != len(set(named)):
            raise UserError("seating.hosts")
        if set(named) - {person.id for person in self.people}:
            raise UserError("seating.hosts")
        return self


@dataclass(frozen=True)
class Quality:
    """How good a seating is: pairs that meet more than once, of how many there are, and wishes not kept."""

    repeated: int
    pairs: int
    apart: tuple[Pair, ...] = ()
    together: tuple[Pair, ...] = ()


def quality(rounds: Iterable[Round], apart: Iterable[Pair] = (), together: Iterable[Pair] = ()) -> Quality:
    """Judge a seating. Those wished together meet in every round: their meetings are no repeats."""
    listed = list(rounds)
    met: Counter[frozenset[str]] = Counter()
    for tables in listed:
        for table in tables:
            met.update(frozenset(pair) for pair in combinations(table, 2))
    wished = [frozenset(pair) for pair in together]
    seated = len({person for tables in listed for table in tables for person in table})
    repeated = sum(1 for pair, times in met.items() if times > 1 and pair not in wished)
    return Quality(
        repeated, seated * (seated - 1) // 2,
        tuple(pair for pair in apart if met[frozenset(pair)]),
        tuple(pair for pair in together if met[frozenset(pair)] < len(listed)),
    )  # fmt: skip
