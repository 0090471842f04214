"""Every rule with costs beside a plain second way, with every setting: who wins, and which ties are open in truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.outcome import Outcome
from labapp.counting.profile import Profile
from labapp.counting.rules import count
from labapp.counting.rules_cost import COST_RULES
from tests.counting import cost_plain
from tests.counting.cost_cases import any_votes, costs_of, plain_ballots, settings_of

RULES = sorted(COST_RULES)
STEPS = ["10%", "40%", "5/2"]


def ranking(profile: Profile, ties: str, order: Sequence[str]) -> cost_plain.Rank:
    """Return the declared order of equals, at last an order that was drawn."""
    costs, ballots = costs_of(profile), plain_ballots(profile)
    votes = {option: sum(1 for ballot in ballots if ballot.get(option)) for option in costs}
    place = order.index
    if ties == "lowest-cost":
        return lambda option: (costs[option], -votes[option], place(option))
    if ties == "most-votes":
        return lambda option: (-votes[option], place(option))
    return place


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_with_every_lot_drawn_the_plain_way_wins(rule: str, data: st.DataObject) -> None:
    profile, settings = data.draw(any_votes()), data.draw(settings_of(rule))
    if rule == "equal-shares":
        settings["step"] = data.draw(st.sampled_from(STEPS))
    settings["ties"] = settings["ties"].replace("open", "lot")
    order = data.draw(st.permutations([option.id for option in profile.options]))
    outcome = count(rule, profile, {**settings, "lot": tuple(order)})
    rank = ranking(profile, settings["ties"], order)
    assert set(outcome.winners) == set(cost_plain.winners_of(rule, profile, settings, rank))
    assert all(tie.decided_by for tie in outcome.ties)
    if rule == "equal-shares":
        check_growing(outcome, profile, cost_plain.whole_equal_shares(profile, settings, rank))


def check_growing(outcome: Outcome, profile: Profile, plainly: tuple[list[str], int, str]) -> None:
    """Check what is said of shares and steps, and why growing ended, by the plain count."""
    people = sum(ballot.count * ballot.weight for ballot in profile.ballots)
    limited = any(reason.code == "below-threshold" for reason in outcome.reasons)
    _, steps, ended = plainly
    assert outcome.settings["steps-taken"] == steps
    told = {reason.code: reason.params for reason in outcome.reasons if "option" not in reason.params}
    if not outcome.ballots.valid:
        assert list(told) == ["no-ballots", "budget-left"]
        return
    shared = told["es-grown" if steps else "es-share"]
    assert ("es-share" if steps else "es-grown") not in told
    assert (shared["people"], shared["budget"]) == (people, profile.budget)
    assert shared["share"] == outcome.settings["first-share"] + steps * outcome.settings["step-size"]
    assert [code for code in told if code.startswith("es-ended")] == ([f"es-ended-{ended}"] if ended else [])
    if ended == "overspent":
        assert told["es-ended-overspent"]["cost"] > profile.budget
    assert all(params["limited"] == limited for params in told.values() if "limited" in params)


def ends_of(rule: str, profile: Profile, settings: Mapping[str, str]) -> dict[tuple[str, ...], frozenset[str]]:
    """Return the winners by every order in which equals that the declared way leaves equal can be drawn."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for drawn in permutations([option.id for option in profile.options]):
        order = tuple(sorted(drawn, key=ranking(profile, settings["ties"], drawn)))
        if order not in found:
            found[order] = frozenset(cost_plain.winners_of(rule, profile, settings, order.index))
    return found


def decide(ends: Mapping[tuple[str, ...], frozenset[str]], ties: Sequence[Sequence[str]]) -> bool:
    """Tell whether it is known who wins once it is known in which order the options of each tie are drawn."""
    known: dict[tuple[tuple[str, ...], ...], frozenset[str]] = {}
    parts = ((tuple(tuple(sorted(tie, key=order.index)) for tie in ties), won) for order, won in ends.items())
    return all(known.setdefault(part, won) == won for part, won in parts)


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_a_tie_is_open_where_its_order_decides_and_nowhere_else(rule: str, data: st.DataObject) -> None:
    profile, settings = data.draw(any_votes(most=4)), data.draw(settings_of(rule))
    if rule == "equal-shares":
        settings["step"] = data.draw(st.sampled_from(STEPS))
    outcome, ends = count(rule, profile, settings), ends_of(rule, profile, settings)
    ties = [tie.among for tie in outcome.ties if tie.decided_by is None]
    assert set(outcome.winners) == frozenset.intersection(*ends.values())
    assert decide(ends, ties)
    for place in range(len(ties)):
        assert not decide(ends, [*ties[:place], *ties[place + 1 :]])
