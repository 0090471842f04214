"""What is sure of all ways of a count without following them: bounds by hand, to the very vote."""

import pytest

from labapp.counting.outlook import AnyOf, Outlook, Span
from labapp.counting.papers import Letters, make_track

NOBODY: frozenset[str] = frozenset()
AS_WRITTEN = {"overvote": "exhaust-if-multiple", "max-skipped": "any", "repeats": "ignore"}


def span(votes, papers, seats, elected=()):
    """Return the bounds where each paper (of several votes) names options in turn."""
    letters = Letters(votes)
    tracks = [(make_track(tuple(map(tuple, paper)), AS_WRITTEN, letters)[0], many) for paper, many in papers.items()]
    outlook = Outlook(letters, tuple(votes), tracks)
    return outlook.span(tuple(votes), votes, elected, seats)


def bounds(least, most):
    return Span(frozenset(least), frozenset(most))


@pytest.mark.parametrize(("gains", "sure"), [(3, True), (4, False)])
def test_who_has_more_than_another_can_come_to_outlasts_him(gains, sure):
    """10 against 3 with 3 and 3 that may come: surely more; against 3 with 4 and 3: perhaps as many."""
    found = span({"a": 10, "b": 3, "c": gains, "d": 3}, {"a": 10, "b": 3, "cb": gains, "db": 3}, 1)
    assert found == (bounds("a", "a") if sure else bounds("", "ab"))


VOTES, PAPERS = {"a": 10, "b": 4, "c": 3, "d": 3}, {"a": 10, "b": 4, "cb": 3, "dcb": 3}


def test_who_outlasts_all_but_as_many_as_there_are_places_is_sure_of_one():
    """b may come to 10 as a has, yet c and d stay behind a; d stays behind a and b, so it has neither place."""
    assert span(VOTES, PAPERS, 2) == bounds("a", "abc")


def test_places_that_are_taken_leave_so_many_fewer():
    assert span(VOTES, PAPERS, 3, elected=("x",)) == bounds("ax", "abcx")
    assert span(VOTES, PAPERS, 1, elected=("x",)) == bounds("x", "x")
    assert span(VOTES, PAPERS, 5, elected=("x",)) == bounds("abcdx", "abcdx")


def test_a_paper_behind_an_option_that_stands_does_not_come():
    """What a holds passes to b only after a, so b stays behind a for good; it may pass c."""
    votes = {"a": 5, "b": 1, "c": 3}
    assert span(votes, {"ab": 5, "b": 1, "c": 3}, 1) == bounds("a", "a")
    assert span(votes, {"ab": 5, "b": 1, "cb": 3}, 2) == bounds("a", "abc")


def test_of_equals_on_a_paper_one_gets_it_when_the_others_are_gone():
    votes = {"a": 4, "b": 1, "c": 4}
    paper = {("c", ("a", "b")): 4, ("a",): 4, ("b",): 1}
    assert span(votes, paper, 1) == bounds("", "ac")  # while a stands, b gets none of them


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("", bounds("s", "sabc")),
        ("s", bounds("s", "sabc")),
        ("a", bounds("sa", "sabc")),
        ("ab", bounds("sab", "sab")),
        ("abc", None),
        ("x", None),
        ("ax", None),
    ],
)
def test_any_two_of_three_beside_one_who_is_sure(chosen, expected):
    assert AnyOf(frozenset("s"), frozenset("abc"), 2).span(frozenset(chosen)) == expected


def test_one_end_is_itself_or_not_what_was_asked_for():
    assert AnyOf(frozenset("s"), NOBODY, 0).span(NOBODY) == bounds("s", "s")
    assert AnyOf(frozenset("s"), NOBODY, 0).span(frozenset("s")) == bounds("s", "s")
    assert AnyOf(frozenset("s"), NOBODY, 0).span(frozenset("a")) is None


def test_papers_that_name_hundreds_tell_progress_sooner():
    """Comparing one takes a thousand times as long as one that names two: a cancel would wait for seconds."""
    ids = [f"option {number}" for number in range(400)]
    letters = Letters(ids)
    turned = [tuple((option,) for option in ids[at:] + ids[:at]) for at in range(100)]
    papers = [(make_track(levels, AS_WRITTEN, letters)[0], 1) for levels in turned]
    told = []
    Outlook(letters, ids, papers, lambda done, total: told.append((done, total)))
    assert len(told) > 2
    assert all(total == 100 for _, total in told)
