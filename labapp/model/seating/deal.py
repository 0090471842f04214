"""Dealing people out to tables so that sectors and sizes come out exactly even, whoever hosts.

A table gets ⌊n/G⌋ or ⌈n/G⌉ of each sector, and tables differ by one person at most. That both can always be had, one
host a table, is shown by `_even_out`: while two tables differ by two, the larger one has at least two sectors ahead
of the other, and of these its host can hold only one.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

Ahead = list[set[int]]  # by sector: the tables that get one more of it than the others


def deal(sectors: Sequence[int], tables: int, hosts: Sequence[int | None], rng: random.Random) -> list[int]:
    """Return the table of each person; `sectors` numbers each person's side, `hosts` the person who stays there."""
    seat = [-1] * len(sectors)
    for table, host in enumerate(hosts):
        if host is not None:
            seat[host] = table
    count = max(sectors, default=-1) + 1
    ahead, held = _ahead(sectors, tables, hosts, count, rng)
    _even_out(ahead, held, tables)
    for sector in range(count):
        members = [person for person, side in enumerate(sectors) if side == sector]
        free = [person for person in members if seat[person] < 0]
        rng.shuffle(free)
        for table in range(tables):
            wanted = len(members) // tables + (table in ahead[sector])
            taken = sum(1 for person in members if seat[person] == table)
            for _ in range(wanted - taken):
                seat[free.pop()] = table
    return seat


def _ahead(
    sectors: Sequence[int], tables: int, hosts: Sequence[int | None], count: int, rng: random.Random
) -> tuple[Ahead, Ahead]:
    """Choose who gets one more; a host of a sector too small for every table holds that one."""
    held: Ahead = [set() for _ in range(count)]
    ahead: Ahead = []
    for sector in range(count):
        size = sum(1 for side in sectors if side == sector)
        if size < tables:
            held[sector] = {t for t, host in enumerate(hosts) if host is not None and sectors[host] == sector}
        others = [table for table in range(tables) if table not in held[sector]]
        rng.shuffle(others)
        ahead.append(held[sector] | set(others[: size % tables - len(held[sector])]))
    return ahead, held


def _even_out(ahead: Ahead, held: Ahead, tables: int) -> None:
    while True:
        sizes = [sum(table in chosen for chosen in ahead) for table in range(tables)]
        low, high = sizes.index(min(sizes)), sizes.index(max(sizes))
        if sizes[high] - sizes[low] < 2:
            return
        for chosen, fixed in zip(ahead, held, strict=True):
            if high in chosen and high not in fixed and low not in chosen:
                chosen.remove(high)
                chosen.add(low)
                break
