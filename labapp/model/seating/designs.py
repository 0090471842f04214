"""A seating in which nobody meets twice where fields have too few rounds: 32 people, 8 tables of four, ten rounds.

Everybody then meets 30 of the 31 others, so each has one partner they never meet; ten rounds are the most there can
be. Ours was found by a search among seatings with two symmetries: exchanging all partners (person p is 2·c + sign,
the partner p xor 1) leaves every round as it is, so four tables tell the other four; and turning the couples 0–14 by
one place in threes carries each of three rounds into two more. A test counts that it is what it says.
"""

from __future__ import annotations

from itertools import combinations

PEOPLE, TABLES, ROUNDS = 32, 8, 10
Four = tuple[int, int, int, int]

_STILL: tuple[Four, ...] = ((0, 6, 12, 18), (2, 8, 14, 20), (4, 10, 16, 22), (24, 26, 28, 30))
_TURNED: tuple[tuple[Four, ...], ...] = (
    ((9, 20, 1, 18), (13, 15, 6, 2), (22, 17, 30, 27), (24, 10, 5, 29)),
    ((14, 26, 19, 22), (6, 20, 28, 5), (9, 24, 13, 11), (0, 3, 30, 16)),
    ((11, 21, 6, 30), (22, 0, 28, 2), (9, 12, 4, 27), (24, 16, 15, 19)),
)


def week(number: int) -> list[int]:
    """Return the table of each of the 32 people in a round from 0 to 9."""
    fours = _STILL if number == 0 else _TURNED[(number - 1) // 3]
    turns = 0 if number == 0 else (number - 1) % 3
    seat = [0] * PEOPLE
    for table, four in enumerate(fours):
        for person in four:
            for sign in (0, 1):
                seat[_turned(person, turns) ^ sign] = table + sign * len(fours)
    return seat


def designed(people: int, tables: int, rounds: int) -> list[list[int]] | None:
    """Return seats by round and person where the design serves; None where it does not, or fewer rounds need none.

    With one or two people fewer, partners are left out: tables then differ by one person at most.
    """
    if tables != TABLES or not TABLES < rounds <= ROUNDS or not PEOPLE - 2 <= people <= PEOPLE:
        return None
    return _visiting([week(number)[:people] for number in range(rounds)])


def _visiting(seats: list[list[int]]) -> list[list[int]]:
    """Number the tables of each round so that few people come to a table again: who sits together stays."""
    been = [[0] * TABLES for _ in seats[0]]
    found = []
    for seat in seats:
        # what it costs that this round's table `one` is called `two`
        cost = [[sum(been[p][two] for p, table in enumerate(seat) if table == one) for two in range(TABLES)]
                for one in range(TABLES)]  # fmt: skip
        called = _called(cost)
        found.append([called[table] for table in seat])
        for person, table in enumerate(found[-1]):
            been[person][table] += 1
    return found


def _called(cost: list[list[int]]) -> list[int]:
    """Exchange two names as long as that helps."""
    called = list(range(TABLES))
    helped = True
    while helped:
        helped = False
        for one, two in combinations(range(TABLES), 2):
            now = cost[one][called[one]] + cost[two][called[two]]
            if cost[one][called[two]] + cost[two][called[one]] < now:
                called[one], called[two] = called[two], called[one]
                helped = True
    return called


def _turned(person: int, turns: int) -> int:
    couple, sign = divmod(person, 2)
    return person if couple == 15 else 2 * (couple // 3 * 3 + (couple + turns) % 3) + sign
