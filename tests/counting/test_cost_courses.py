"""Choices between equals that nothing parts: every way they can fall is counted once, and no order in vain."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.cost_courses import Certain, Choice, Course, in_every_course
from labapp.counting.cost_ties import Way
from labapp.counting.rules import count
from tests.counting.cost_cases import vote


def open_way(size: int) -> Way:
    return Way([()] * size, None, "cost-tie-open")


class Machine:
    """A made-up count: which equals are met next, and who wins in the end, hangs on the choices so far."""

    def __init__(self, seed: int, size: int) -> None:
        self.seed, self.size, self.counted = seed, size, 0

    def elect(self, rank: Sequence[int]) -> Course:
        self.counted += 1
        choices: list[Choice] = []
        while True:
            chance = random.Random(f"{self.seed} {[chosen for _, chosen in choices]}")
            if len(choices) >= chance.randint(0, 3):
                return Course(sorted(chance.sample(range(self.size), 2)), choices)
            group = frozenset(chance.sample(range(self.size), chance.randint(2, self.size)))
            choices.append((group, min(group, key=rank.__getitem__)))


@given(st.integers(0, 10**6), st.integers(2, 5))
def test_every_order_is_heard_and_none_in_vain(seed: int, size: int) -> None:
    machine = Machine(seed, size)
    ends = {tuple(machine.elect(rank).choices): set(machine.elect(rank).winners) for rank in permutations(range(size))}
    machine.counted = 0
    certain = in_every_course(open_way(size), machine.elect(range(size)), machine.elect)
    assert not certain.too_many
    assert machine.counted == len(ends)
    assert set(certain.winners) == set.intersection(*ends.values())
    assert set(certain.winners) | certain.maybe == set.union(*ends.values())
    assert bool(certain.ties) == bool(certain.maybe)
    known: dict[tuple[tuple[int, ...], ...], set[int]] = {}
    for rank in permutations(range(size)):
        parted = tuple(tuple(sorted(tie, key=rank.__getitem__)) for tie in certain.ties)
        won = set(machine.elect(rank).winners)
        assert known.setdefault(parted, won) == won, "whoever draws the ties knows who wins"


def test_where_only_the_first_matters_six_equals_are_six_courses() -> None:
    """Their orders are 720, which was too many to follow."""
    group = frozenset(range(6))
    seen: list[int] = []

    def elect(rank: Sequence[int]) -> Course:
        seen.append(min(group, key=rank.__getitem__))
        return Course([6, seen[-1]], [(group, seen[-1])])

    certain = in_every_course(open_way(7), elect(range(7)), elect)
    assert sorted(seen) == list(range(6))
    assert (certain.winners, certain.maybe, certain.ties) == ((6,), group, (group,))


@pytest.mark.parametrize(("equals", "all_counted"), [(120, True), (121, False)])
def test_what_is_not_known_of_every_course_is_said_of_none(equals: int, all_counted: bool) -> None:
    group = frozenset(range(equals))

    def elect(rank: Sequence[int]) -> Course:
        first = min(group, key=rank.__getitem__)
        return Course([equals, first], [(group, first)])

    certain = in_every_course(open_way(equals + 1), elect(range(equals + 1)), elect)
    assert certain.too_many is not all_counted
    assert certain.winners == ((equals,) if all_counted else ())
    assert certain.ties == (group,)


@pytest.mark.parametrize("lost", [1, 2])
def test_a_later_course_that_cannot_be_followed_leaves_all_open(lost: int) -> None:
    group = frozenset({0, 1, 2})
    seen: list[int] = []

    def elect(rank: Sequence[int]) -> Course:
        seen.append(min(group, key=rank.__getitem__))
        return Course([seen[-1], 3], [(group, seen[-1])], too_many=len(seen) > lost)

    certain = in_every_course(open_way(4), elect(range(4)), elect)
    assert (certain.winners, certain.ties, certain.too_many) == ((), (group,), True)
    assert len(seen) == lost + 1


def test_choices_that_lead_to_the_same_loose_end_are_no_tie() -> None:
    """Whichever of 0 and 1 comes first both are bought; only 2 and 3, which fill up what is left, are open."""
    group, loose = frozenset({0, 1}), frozenset({2, 3})

    def elect(rank: Sequence[int]) -> Course:
        return Course([0, 1], [(group, min(group, key=rank.__getitem__))], maybe=loose, loose=[loose])

    certain = in_every_course(open_way(4), elect(range(4)), elect)
    assert (certain.winners, certain.maybe, certain.ties) == ((0, 1), loose, (loose,))


def test_what_may_still_be_chosen_is_in_doubt() -> None:
    """Of a settled tie it is not said that nobody is chosen while that is so."""
    certain = Certain((0,), maybe=frozenset({1}))
    assert certain.in_doubt([1, 2])
    assert not certain.in_doubt([0, 2])
    assert Certain((), too_many=True).in_doubt([2])


def test_a_tier_is_never_turned_round_with_another() -> None:
    """What the declared way parts stays parted, whatever else is turned."""
    ranks: list[list[int]] = []

    def elect(rank: Sequence[int]) -> Course:
        ranks.append(list(rank))
        return Course([], [(frozenset({1, 3}), min((1, 3), key=rank.__getitem__))])

    way = Way([(0,), (1,), (2,), (1,)], "lowest cost", "cost-tie-open")
    in_every_course(way, elect(way.order()), elect)
    assert ranks == [[0, 1, 3, 2], [0, 2, 3, 1]]


def test_two_groups_that_decide_nothing_need_no_lot() -> None:
    """Three equals and four: 144 orders, which were too many, so that nothing had won at all."""
    costs = {"a": 120, "b": 6000, "c": 10, "d": 60, "e": 3000, "f": 6000, "g": 1000}
    ballots = ["fg", "fbdc", "g", "gfecdba", "fgecd", "adcfbe", "bc", "dcbaef", "bad", "gdabfce"]
    profile = vote(costs, ballots, 4991, [1, 1, 1, 5, 1, 1, 1, 1, 1, 5])
    growing = {"completion": "add1", "start": "floor"}
    outcome = count("equal-shares", profile, {"ties": "open", **growing})
    assert (set(outcome.winners), outcome.ties) == (set("acdeg"), ())
    for lot in ("abcdefg", "gfedcba", "dbfcaeg"):
        drawn = count("equal-shares", profile, {"ties": "lot", "lot": tuple(lot), **growing})
        assert set(drawn.winners) == set("acdeg")
