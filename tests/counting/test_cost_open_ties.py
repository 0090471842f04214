"""What is said of ties that nothing parts while money is spent: who is chosen all the same, and what hangs on them."""

from itertools import permutations

import pytest

from labapp.counting.outcome import Outcome
from labapp.counting.rules import count
from labapp.wording.reasons import explanation
from labapp.wording.translate import translator
from tests.counting.cost_cases import vote


def said(outcome: Outcome, language: str = "en") -> str:
    return "\n".join(explanation(outcome, translator(language)))


def test_equals_that_are_all_bought_are_not_said_to_be_too_many() -> None:
    """Whichever of a and c comes first, both are bought; only after a can the third voter pay for b."""
    outcome = count("equal-shares", vote({"a": 4, "b": 1, "c": 3}, ["ac", "c", "ab"], 9), {"ties": "open"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == (("a", "c"), [("a", "c")])
    assert "nothing tells “a” and “c” apart. All of them are chosen, but their order decides" in said(outcome)
    assert outcome.rounds == (), "what they cost whom hangs on the tie"


def test_equals_whose_order_decides_nothing_are_no_tie_beside_one_that_does() -> None:
    """Both a and c are bought, and b or d, whichever of these is drawn first."""
    profile = vote({"a": 1, "b": 2, "c": 2, "d": 2}, [["b", "c", "d"], ["a", "c"]], 6)
    outcome = count("phragmen", profile, {"ties": "open"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == (("a", "c"), [("b", "d")])
    assert "nothing tells “b” and “d” apart, and not all of them can be chosen" in said(outcome)
    for lot in permutations("abcd"):
        drawn = count("phragmen", profile, {"ties": "lot", "lot": lot})
        assert set(drawn.winners) == {"a", "c", min("bd", key=lot.index)}
    assert set(count("phragmen", profile, {"ties": "lot", "lot": "d,b"}).winners) == {"a", "c", "d"}


def test_beside_an_open_tie_it_is_said_who_is_chosen_and_who_is_not_all_the_same() -> None:
    """Nothing was said of those whom no tie names: neither that they are chosen nor that they are not."""
    tied = vote({"a": 3, "b": 4, "c": 3, "d": 4, "e": 9, "f": 1}, ["d", "abc", "e"], 7)
    told = said(count("phragmen", tied, {"ties": "open"}), "pl")  # a or c, then d with all that is left
    assert "Remis: „a” i „c”." in told
    assert "Bez względu na rozstrzygnięcie remisu przechodzi: „d”." in told
    assert "Bez względu na rozstrzygnięcie remisu nie przechodzi: „b”." in told
    assert "„e” nie bierze udziału: koszt" in told
    assert "Nikt nie poparł: „f”." in told

    tied = vote({"a": 1, "b": 2, "c": 1, "d": 1, "e": 9, "f": 1}, ["bd", "a", "bcd", "e"], 5)
    told = said(count("equal-shares", tied, {"ties": "open"}), "pl")  # b or d, and nothing is left for c then
    assert "Remis: „b” i „d”." in told
    assert "Bez względu na rozstrzygnięcie remisu przechodzi: „a”." in told
    assert "Bez względu na rozstrzygnięcie remisu nie przechodzi: „c”." in told
    assert "Nie przechodzi „e”: wszyscy zwolennicy razem mieli 1,25" in told
    assert "Nikt nie poparł: „f”." in told


def test_what_costs_nothing_is_told_to_be_chosen() -> None:
    outcome = count("equal-shares", vote({"a": 0, "b": 2}, ["ab", "a", "b"], 2))
    assert [reason.code for reason in outcome.reasons] == ["es-share", "es-free", "es-too-few", "budget-left"]
    assert "Przechodzi „a”: 2 głosy, a nic nie kosztuje." in said(outcome, "pl")
    assert [(row["option"], row["cost"]) for row in outcome.rounds] == [("a", 0)]


def test_whom_the_minimum_keeps_out_is_told_so_and_is_not_all_there_is() -> None:
    """Of c it was said that everything anybody supports is chosen; of d that its supporters were too poor."""
    profile = vote({"a": 2, "b": 2, "c": 1, "d": 9}, ["ab", "ab", "abc", "d"], 9)
    least = {"min-score": "2", "completion": "add1u", "stop": "exhaustive"}
    outcome = count("equal-shares", profile, least)
    assert set(outcome.winners) == {"a", "b"}
    told = said(outcome)
    assert "Everything that takes part is chosen." in told
    assert "“c” takes no part: 1 vote, and the rule demands 2." in told
    assert "“d” takes no part: 1 vote, and the rule demands 2." in told
    filled = count("equal-shares", vote({"a": 2, "b": 9, "c": 1}, ["ab", "ab", "ab", "c"], 5), least)
    assert "Nothing more that takes part fits into the budget" in said(filled)
    assert "Za pozostałe 3\xa0zł nie zmieści się już nic z tego, co bierze udział." in said(filled, "pl")


def test_no_price_is_told_that_depends_on_who_comes_first() -> None:
    """What each supporter carries of a and b depends on which of them is bought first."""
    profile = vote({"a": 1, "b": 2, "c": 3, "d": 2}, ["abc", "bcd"], 6)
    outcome = count("phragmen", profile, {"ties": "open"})
    assert outcome.rounds == ()
    assert "carries" not in said(outcome)


def test_a_lot_is_asked_for_where_it_is_the_declared_way_though_all_are_chosen() -> None:
    """c and d are both bought; which of them comes first decides between a and b."""
    outcome = count("phragmen", vote(dict.fromkeys("abcd", 6), ["acd", "c", "bd"], 18), {"ties": "lot"})
    assert (outcome.winners, outcome.rounds) == (("c", "d"), ())
    assert [r.params["among"] for r in outcome.reasons if r.code == "tie-needs-lot"] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize("ties", ["open", "lowest-cost", "most-votes"])
def test_an_order_that_nobody_declared_is_not_told_in_silence(ties: str) -> None:
    """Both are bought in either order, but it was said of the first in the list that half as much is carried for it."""
    equal = vote({"a": 6, "b": 6}, ["ab"], 12)
    outcome = count("phragmen", equal, {"ties": ties})
    assert (outcome.winners, outcome.ties) == (("a", "b"), ())
    assert "Nothing tells “a” and “b” apart, and their order changes nothing in what is chosen." in said(outcome)
    drawn = count("phragmen", equal, {"ties": "lot", "lot": "b,a"})
    assert "Nothing tells" not in said(drawn)


def test_of_what_a_lot_may_still_fill_up_with_it_is_not_said_that_supporters_were_too_poor() -> None:
    profile = vote({"a": 3, "b": 3}, ["a", "b", "", "", ""], 5)
    outcome = count("equal-shares", profile, {"ties": "open", "completion": "utilitarian"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == ((), [("a", "b")])
    assert "es-too-few" not in [reason.code for reason in outcome.reasons]


def test_of_equals_that_only_smaller_shares_met_nothing_is_said() -> None:
    """One of b and c could be bought at first; in the end both are, and no amount hangs on who was."""
    growing = {"completion": "add1", "step": "10%"}
    outcome = count("equal-shares", vote({"a": 6, "b": 2, "c": 2}, ["a", "bc"], 4), growing)
    assert (outcome.winners, outcome.ties, outcome.settings["steps-taken"]) == (("b", "c"), (), 19)
    assert "Nothing tells" not in said(outcome)


def test_equals_that_are_both_too_dear_end_phragmen_together() -> None:
    """Of c it was said that it is next, of d that its turn does not come."""
    outcome = count("phragmen", vote({"a": 5, "c": 6, "d": 6}, ["acd"], 6))
    codes = {reason.params.get("option"): reason.code for reason in outcome.reasons}
    assert (codes["c"], codes["d"]) == ("phragmen-ended", "phragmen-ended")


def test_what_hangs_on_a_tie_is_named_and_nothing_else() -> None:
    """With a the last share is 1.25 each and all is spent; with b there is a further step, which also buys d."""
    profile = vote({"a": 2, "b": 2, "c": 1, "d": 1}, ["abc", "abcd", "acd", "bc"], 5)
    growing = {"completion": "add1", "stop": "exhaustive", "step": "50%"}
    outcome = count("equal-shares", profile, {"ties": "open", **growing})
    drawn = {lot: set(count("equal-shares", profile, {"ties": "lot", "lot": lot, **growing}).winners) for lot in "ab"}
    assert drawn == {"a": set("ac"), "b": set("bcd")}
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == (("c",), [("a", "b")])
    assert [r.params["options"] for r in outcome.reasons if r.code == "depends-on-tie"] == [("d",)]
    assert "unknown-before-lot" not in [reason.code for reason in outcome.reasons]


def test_what_a_lot_may_still_choose_is_not_said_to_be_lost() -> None:
    """The lowest cost puts b and c before a; one of these two is bought, by lot."""
    outcome = count("greedy", vote({"a": 3, "b": 2, "c": 2}, [["a", "b", "c"]], 3), {})
    assert outcome.winners == ()
    assert "parted by the lowest cost" in said(outcome)
    assert "none of them is chosen" not in said(outcome)
    assert "Żadna z tych opcji nie przechodzi" not in said(outcome, "pl")
    drawn = count("greedy", vote({"a": 3, "b": 2, "c": 2}, [["a", "b", "c"]], 3), {"lot": "c,b"})
    assert drawn.winners == ("c",)
    assert "parted by the lowest cost; chosen: “c”." in said(drawn)


def test_before_a_lot_between_too_many_it_is_not_known_what_else_is_chosen() -> None:
    costs = {**dict.fromkeys("abcdefg", 2), "y": 4, "z": 50}
    outcome = count("phragmen", vote(costs, ["aefgyz", "bcdfgyz", "abcdefyz"], 10), {"ties": "open"})
    assert outcome.winners == ()
    assert "cost-tie-too-large" in [reason.code for reason in outcome.reasons]
    unknown = [reason.params["options"] for reason in outcome.reasons if reason.code == "unknown-before-lot"]
    assert unknown == [("f", "y")], "z costs more than there is, that is known"
    assert "cannot be told whether these are chosen: “f” and “y”." in said(outcome)


def test_what_fits_in_no_order_is_not_said_to_have_had_no_turn() -> None:
    """Of a and b one is bought; whichever it is, what is left does not do for c."""
    outcome = count("greedy", vote({"a": 3, "b": 4, "c": 3}, ["abc", "ab"], 5), {"ties": "open"})
    assert [tie.among for tie in outcome.ties] == [("a", "b")]
    assert "“c” is not chosen: 1 vote, but it costs 3\xa0zł, more than is left however the tie" in said(outcome)
    assert "its turn does not come" not in said(outcome)


def test_one_option_that_hangs_on_a_tie_is_no_tie_of_its_own() -> None:
    """After a there is enough for c, after d there is not, and 2.40 is left in the end both times."""
    profile = vote({"a": 3, "b": 6, "c": 3, "d": 6}, ["badc", "bad", "b"], "14.4")
    outcome = count("greedy", profile, {"ties": "open"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == (("b",), [("a", "d")])
    assert "Whether “c” can be chosen depends on how the tie is decided." in said(outcome)


def test_a_tie_that_only_one_end_of_another_leads_to_is_named_too() -> None:
    """With a 5 are left, for c or d; with b only c fits. It was said that both hang on a and b alone."""
    profile = vote({"a": 3, "b": 6, "c": 2, "d": 4}, ["abcd", "ab"], 8)
    outcome = count("greedy", profile, {"ties": "open"})
    assert (outcome.winners, [tie.among for tie in outcome.ties]) == ((), [("a", "b"), ("c", "d")])


@pytest.mark.parametrize(
    ("rule", "ballots"), [("greedy", ["abc"]), ("poznan", ["abc"]), ("phragmen", ["abc"]), ("equal-shares", ["abc"])]
)
def test_a_lot_between_the_cheapest_of_a_tie_is_named_beside_the_cost(rule: str, ballots: list[str]) -> None:
    outcome = count(rule, vote({"a": 4, "b": 2, "c": 2}, ballots, 3), {"lot": "c,b"})
    assert outcome.winners == ("c",)
    assert ("b", "c") in [tuple(sorted(tie.among)) for tie in outcome.ties if tie.decided_by == "lot"]
    assert "parted by the lot; chosen: “c”." in said(outcome)


def test_raised_shares_that_hang_on_an_open_tie_are_open_in_the_settings_too() -> None:
    """The steps of one course stood there as if they were those of all."""
    given, growing = vote({"a": 2, "b": 3, "c": 4, "d": 1}, ["c", "abcd"], 7), {"completion": "add1", "step": "10%"}
    raised = count("equal-shares", given, {"ties": "open", **growing})
    assert [tie.among for tie in raised.ties] == [("a", "b", "d")]
    assert (raised.settings["steps-taken"], raised.settings["final-share"]) == ("open", "open")
    assert raised.settings["first-share"] * 2 == 7
    drawn = [count("equal-shares", given, {"ties": "lot", "lot": lot, **growing}) for lot in ("a,b,d", "d,b,a")]
    assert len({outcome.settings["steps-taken"] for outcome in drawn}) > 1


def test_raised_shares_that_are_the_same_in_every_order_are_told_beside_an_open_tie() -> None:
    given = vote({"a": 50, "b": 50, "c": 40}, ["a", "ab", "b", "c"], 60)
    raised = count("equal-shares", given, {"completion": "add1", "step": "1%"})
    drawn = [count("equal-shares", given, {"completion": "add1", "step": "1%", "lot": lot}) for lot in ("a,b", "b,a")]
    assert [tie.among for tie in raised.ties if tie.decided_by is None] == [("a", "b")]
    assert {o.settings["final-share"] for o in drawn} == {raised.settings["final-share"]}
