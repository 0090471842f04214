"""Real elections nobody here made, against what independent programs say (shared/data/oracle).

Where an oracle has None for IRV, its search over all ways to break ties did not finish; the others are met in full.
"""

import json
from fractions import Fraction

import pytest

from labapp.counting.rules import count
from tests.counting.loaders import burlington, preflib, scot
from tests.counting.strategies import possible
from tests.shared_data import ROOT, shared_data

RULES = (
    ("plurality", {}, "plurality", "plurality_scores"),
    ("borda", {"unranked": "zero"}, "borda_unranked0_tiesmin", "borda_unranked0_tiesmin_scores"),
    ("borda", {"unranked": "average"}, "borda_average", "borda_average_scores"),
    ("copeland", {}, "copeland", "copeland_scores(+1/-1)"),
    ("schulze", {"strength": "margins"}, "schulze_margins", ""),
    ("schulze", {"strength": "winning-votes"}, "schulze_winning_votes", ""),
    ("irv", {}, "irv_put_overvote_exhausts", ""),
)
# The oracle gave up on these; ours leaves the tie open and says that there are too many ways, or who can win.
IRV_UNKNOWN = {"00014-00000003.toi", "00032-00000006.toi", "00038-00000001.soi", "00038-00000004.soi"}


def names(folder, wanted):
    place = ROOT / "oracle" / folder
    return sorted(p.name for p in place.iterdir() if wanted(p.name)) if place.is_dir() else ["absent"]


def read(folder, name):
    oracle = json.loads(shared_data("oracle", folder, name).read_text(encoding="utf-8"))
    path = shared_data(folder, oracle["file"])
    return oracle, scot(path)[0] if folder == "scot-elex" else preflib(path)


def as_numbers(options):
    return sorted(int(option) for option in options)


@pytest.mark.parametrize("name", names("preflib", lambda n: ".cat." not in n))
def test_preflib_rankings(name):
    check(*read("preflib", name))


@pytest.mark.parametrize("name", names("scot-elex", bool))
def test_scottish_wards_by_single_winner_rules(name):
    check(*read("scot-elex", name))


def check(oracle, profile):
    known = oracle["reference"]
    for rule, options, winners, scores in RULES:
        outcome = count(rule, profile, options)
        if known[winners] is None:
            assert oracle["file"] in IRV_UNKNOWN
            assert outcome.ties
            continue
        assert as_numbers(possible(outcome)) == known[winners], rule
        assert len(outcome.winners) == (1 if len(known[winners]) == 1 else 0)
        if scores:
            assert outcome.scores == {option: Fraction(score) for option, score in known[scores].items()}
    assert as_numbers(count("condorcet", profile).winners) == known["condorcet_winner"]
    for row in count("copeland", profile).rounds:
        assert row["over"] == oracle["pairwise_wins(unranked below ranked)"][row["option"]]


@pytest.mark.parametrize("name", names("preflib", lambda n: ".cat." in n))
def test_preflib_categories_as_support(name):
    oracle, profile = read("preflib", name)
    outcome = count("approval", profile)
    assert as_numbers(possible(outcome)) == oracle["approval_winner"]
    first = oracle["categories"]["1"]
    assert outcome.scores == {option: totals.get(first, 0) for option, totals in oracle["category_totals"].items()}


@pytest.mark.parametrize("options", [{"precision": 5}, {"precision": "exact"}])
@pytest.mark.parametrize("name", names("scot-elex", bool))
def test_scottish_wards_by_stv(name, options):
    oracle, profile = read("scot-elex", name)
    seats = oracle["seats"]
    outcome = count("stv", profile, {"seats": seats, **options})
    assert as_numbers(outcome.winners) == oracle["pref_voting"][f"stv_scottish_seats{seats}"]["result"]
    assert not outcome.ties
    in_order = oracle["votekit"][f"STV_droop_fractional_seats{seats}"].get("result")
    if in_order and options["precision"] == "exact":
        assert [[int(winner)] for winner in outcome.winners] == in_order


def test_burlington_2009_round_by_round():
    path = shared_data("pyrankvote", "us_vt_btv_2009_03_mayor.normalized.csv")
    rounds = json.loads(shared_data("oracle", "burlington2009_irv_check.json").read_text(encoding="utf-8"))
    profile = burlington(path)
    outcome = count("irv", profile)
    assert [dict(row["votes"]) for row in outcome.rounds] == [votes for votes, _ in rounds["own_irv_rounds"]]
    assert [row["exhausted"] + outcome.ballots.blank for row in outcome.rounds] == [
        exhausted for _, exhausted in rounds["own_irv_rounds"]
    ]
    assert outcome.winners == ("Bob Kiss",)
    assert count("condorcet", profile).winners == ("Andy Montroll",)
