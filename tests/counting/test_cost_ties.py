"""How equals with costs are turned round to see whether their order decided, and what is said to have parted them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from labapp.counting.budget_case import read_case
from labapp.counting.cost_ties import entangled, mattering, other_orders, turned
from labapp.counting.rules import count
from tests.counting.cost_cases import vote


@pytest.mark.parametrize("size", [2, 3])
def test_of_two_or_three_every_other_order_is_tried(size: int) -> None:
    assert sorted(other_orders(range(size))) == sorted(permutations(range(size)))[1:]


def test_of_many_the_order_turned_round_is_tried_and_each_of_the_next_five_first() -> None:
    first, *others = other_orders(range(8))
    assert first == tuple(reversed(range(8)))
    assert others == [(q, *(other for other in range(8) if other != q)) for q in range(1, 6)]


def test_a_group_turned_round_stands_where_its_first_one_stood() -> None:
    assert turned([0, 1, 2, 3, 4], [4, 1]) == [0, 2, 3, 4, 1]


def test_a_group_that_no_count_was_spent_on_is_named_untried() -> None:
    """Of thirty pairs, none of which decides, 24 are tried; the other six are named all the same."""
    pairs = [frozenset((2 * pair, 2 * pair + 1)) for pair in range(30)]
    asked: list[Sequence[int]] = []

    def elect(rank: Sequence[int]) -> list[int]:
        asked.append(rank)
        return [0]

    assert mattering(range(60), [0], pairs, elect) == pairs[24:]
    assert len(asked) == 24


def test_a_group_that_decides_is_named_once_and_asks_for_nothing_more() -> None:
    asked: list[Sequence[int]] = []

    def elect(rank: Sequence[int]) -> list[int]:
        asked.append(rank)
        return [rank.index(0)]

    assert mattering([0, 1, 2, 3], [0], [frozenset((0, 1, 2))], elect) == [frozenset((0, 1, 2))]
    assert len(asked) == 1


def test_equals_are_entangled_along_chains_of_shared_supporters() -> None:
    """a shares somebody with b, and b with c; d and e share one, and f shares nobody."""
    case = read_case(vote(dict.fromkeys("abcdef", 1), ["ab", "a", "bc", "c", "de", "f"], 6), {})
    for order in permutations(range(6)):
        assert set(entangled(case, order)) == {frozenset((0, 1, 2)), frozenset((3, 4))}


def test_many_equals_that_share_nobody_are_bought_in_any_order() -> None:
    """Eight can be bought in 40 320 orders, too many to follow; nothing hangs on them."""
    outcome = count("phragmen", vote(dict.fromkeys("abcdefgh", 1), "abcdefgh", 8), {"ties": "open"})
    assert (sorted(outcome.winners), outcome.ties) == (list("abcdefgh"), ())


@pytest.mark.parametrize(("name", "by"), [("lot", "lot"), ("run-off-result", "run-off")])
@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_what_is_entered_is_named_beside_the_cost_where_that_left_some_equal(rule: str, name: str, by: str) -> None:
    """a is cheapest; b and c cost the same, and only what was entered says which of them is bought."""
    profile = vote({"a": 2, "b": 3, "c": 3}, ["abc", "abc"], 5)
    outcome = count(rule, profile, {name: "c,b,a"})
    assert sorted(outcome.winners) == ["a", "c"]
    named = [(sorted(tie.among), tie.decided_by, sorted(tie.winners)) for tie in outcome.ties]
    assert named == [(["a", "b", "c"], "lowest cost", ["a", "c"]), (["b", "c"], by, ["c"])]


@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
@pytest.mark.parametrize(("budget", "winners"), [(8, "abc"), (4, "a")])
def test_no_lot_is_named_where_both_it_parted_share_one_fate(rule: str, budget: int, winners: str) -> None:
    """Only a lot parts b and c, but both are bought, or neither: that was decided by the cost alone."""
    profile = vote({"a": 2, "b": 3, "c": 3, "d": 4}, ["abcd", "abcd"], budget)
    outcome = count(rule, profile, {"lot": "c,b,a,d"})
    assert "".join(sorted(outcome.winners)) == winners
    assert {tie.decided_by for tie in outcome.ties} == {"lowest cost"}
