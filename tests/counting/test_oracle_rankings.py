"""Rankings counted by us and by programs that know nothing of us: PrefLib, Scottish wards, Burlington, abcvoting."""

import ast
import json
import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest

from labapp.counting.outcome import Outcome
from labapp.counting.profile import Approvals, Ballot, Option, Profile
from labapp.counting.rules import count
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.shared_data import ROOT, shared_data

TRACKS = Reading(tracks=True)
ORACLES = [*sorted(ROOT.glob("oracle/preflib/*.json")), *sorted(ROOT.glob("oracle/scot-elex/*.json"))]
CATEGORIES = [path for path in ORACLES if path.name.endswith(".cat.json")]
RANKINGS = [path for path in ORACLES if path not in CATEGORIES]
WARDS = [path for path in RANKINGS if path.name.endswith(".csv.json")]

# Where the oracle says nothing because a tie for last place makes the winner depend on the order of exclusion. We name
# the tie instead; what must hold is that the winner of every order, hence of the oracle's other IRV programs, is in it.
IRV_LEFT_OPEN = {
    "00014-00000003.toi": "100 sushi types, 5 000 partial rankings of the same 10: many equal last places",
    "00032-00000006.toi": "15 voters: options 1 and 4 end equal",
    "00038-00000001.soi": "61 options, most with one or two first places",
    "00038-00000004.soi": "63 options, most with one or two first places",
}


@lru_cache(maxsize=2)
def case(oracle: Path) -> tuple[dict, Profile]:
    source = shared_data(oracle.parent.name, oracle.name.removesuffix(".json"))
    return json.loads(oracle.read_text(encoding="utf-8")), read_ballots(source)[0]


def found(outcome: Outcome) -> list[int]:
    """Winners, or where the rule leaves it open all that are equal: the oracle lists sets."""
    return sorted(int(option) for option in outcome.winners or outcome.ties[0].among)


def scores(outcome: Outcome) -> dict[str, Fraction]:
    return {option: Fraction(score) for option, score in outcome.scores.items()}


def exact(texts: dict) -> dict[str, Fraction]:
    return {option: Fraction(str(text)) for option, text in texts.items()}


@pytest.mark.parametrize("oracle", RANKINGS, ids=lambda path: path.name)
def test_places_and_duels_agree(oracle: Path) -> None:
    said, profile = case(oracle)
    reference = said["reference"]
    assert sum(ballot.count for ballot in profile.ballots) == said["n_voters_counted"]
    plurality = count("plurality", profile)
    assert scores(plurality) == exact(reference["plurality_scores"])
    assert found(plurality) == sorted(reference["plurality"])
    for unranked, key in (("zero", "borda_unranked0_tiesmin"), ("average", "borda_average")):
        borda = count("borda", profile, {"unranked": unranked})
        assert scores(borda) == exact(reference[f"{key}_scores"])
        assert found(borda) == sorted(reference[key])
    assert found(count("copeland", profile)) == sorted(reference["copeland"])
    for strength, key in (("margins", "schulze_margins"), ("winning-votes", "schulze_winning_votes")):
        assert found(count("schulze", profile, {"strength": strength})) == sorted(reference[key])
    condorcet = count("condorcet", profile)
    assert [int(option) for option in condorcet.winners] == (reference["condorcet_winner"] or [])


@pytest.mark.parametrize("oracle", RANKINGS, ids=lambda path: path.name)
def test_instant_run_off_agrees(oracle: Path) -> None:
    said, profile = case(oracle)
    outcome = count("irv", profile)
    wanted = said["reference"].get("irv_put_overvote_exhausts")
    if oracle.name.removesuffix(".json") in IRV_LEFT_OPEN:
        assert wanted is None
        assert outcome.ties
        assert not outcome.winners
        others = said["pref_voting"].get("irv_truncated", {}).get("result") or []
        assert set(others) <= {int(option) for tie in outcome.ties for option in tie.among}
    else:
        assert found(outcome) == sorted(wanted)


@pytest.mark.parametrize("oracle", WARDS, ids=lambda path: path.name)
@pytest.mark.parametrize("precision", ["exact", "5"])
def test_scottish_wards_elect_the_same(oracle: Path, precision: str) -> None:
    said, profile = case(oracle)
    assert profile.meta["seats"] == str(said["seats"])
    outcome = count("stv", profile, {"seats": said["seats"], "precision": precision})
    wanted = said["pref_voting"][f"stv_scottish_seats{said['seats']}"]["result"]
    assert sorted(int(option) for option in outcome.winners) == sorted(wanted)
    assert not [tie for tie in outcome.ties if tie.decided_by is None]


@pytest.mark.parametrize("oracle", CATEGORIES, ids=lambda path: path.name)
def test_categories_are_counted_as_approvals(oracle: Path) -> None:
    said = json.loads(oracle.read_text(encoding="utf-8"))
    profile, _ = read_ballots(shared_data("preflib", oracle.name.removesuffix(".json")), Reading(approve=1))
    outcome = count("approval", profile)
    first = next(iter(said["categories"].values()))
    assert {key: int(score) for key, score in outcome.scores.items()} == {
        option: totals.get(first, 0) for option, totals in said["category_totals"].items()
    }
    assert found(outcome) == sorted(said["approval_winner"])


def test_burlington_round_by_round() -> None:
    """Published: Kiss 4 313 to Wright 4 060, 607 papers spent; 4 papers overvoted at their first mark never count."""
    said = json.loads(shared_data("oracle", "burlington2009_irv_check.json").read_text())
    source = shared_data("pyrankvote", "us_vt_btv_2009_03_mayor.normalized.csv")
    profile, _ = read_ballots(source, TRACKS)
    outcome = count("irv", profile)
    wanted = [votes for votes, _ in said["own_irv_rounds"]]
    ours = [dict(row["votes"]) for row in outcome.rounds]
    assert [row for row in wanted if row in ours][-3:] == wanted[-3:]
    assert wanted[0] == ours[0]
    assert outcome.winners == ("Bob Kiss",)
    spent = sum(ballot.count for ballot in profile.ballots) - sum(ours[-1].values())
    assert spent == said["own_irv_rounds"][-1][1] == 607
    assert count("condorcet", read_ballots(source)[0]).winners == ("Andy Montroll",)


def committees(path: Path) -> tuple[Profile, int, dict[str, set[frozenset[int]]]]:
    """Read one abcvoting instance: profile, size, and for each irresolute rule its winning committees."""
    text = path.read_text(encoding="utf-8")
    voters = ast.literal_eval(re.search(r"^profile: (\[.*?\]\])", text, re.M | re.S)[1])
    options = tuple(Option(str(n)) for n in range(int(re.search(r"^num_cand: (\d+)", text, re.M)[1])))
    ballots = tuple(Ballot(Approvals(tuple(str(n) for n in voter))) for voter in voters)
    rules = re.findall(r"- rule_id: (\S+)\n  result: ((?:(?!rule_id).)*?)\n  resolute: false", text, re.S)
    found = {rule: {frozenset(one) for one in ast.literal_eval(" ".join(many.split()))} for rule, many in rules}
    return Profile(options, ballots), int(re.search(r"^committeesize: (\d+)", text, re.M)[1]), found


@pytest.mark.parametrize("path", sorted(ROOT.glob("abcvoting/test_instances/*.yaml")), ids=lambda path: path.stem)
def test_approval_committees_agree(path: Path) -> None:
    """Every committee abcvoting finds is ours plus some of those we leave tied, and nothing else is."""
    profile, size, rules = committees(path)
    outcome = count("approval", profile, {"seats": size})
    sure = frozenset(int(option) for option in outcome.winners)
    tied = frozenset(int(option) for tie in outcome.ties for option in tie.among)
    assert all(sure <= committee <= sure | tied for committee in rules["av"])
    assert frozenset.union(*rules["av"]) == sure | tied
    assert frozenset.intersection(*rules["av"]) == sure


@pytest.mark.parametrize("path", sorted(ROOT.glob("abcvoting/test_instances/*.yaml")), ids=lambda path: path.stem)
def test_phragmen_committees_agree(path: Path) -> None:
    """With equal costs and a budget of one per seat the rule for budgets is abcvoting's seqphragmen.

    Its other rules (sav, pav, cc …) are not ours; its equal shares fills the seats left by Phragmén, ours does not.
    """
    profile, size, rules = committees(path)
    if "seqphragmen" not in rules:
        return
    one = tuple(replace(option, cost=Fraction(1)) for option in profile.options)
    outcome = count("phragmen", replace(profile, options=one, budget=Fraction(size)))
    sure = frozenset(int(option) for option in outcome.winners)
    still_open = [tie for tie in outcome.ties if tie.decided_by is None]
    assert any(sure <= committee for committee in rules["seqphragmen"])
    assert still_open or sure in rules["seqphragmen"]
    assert still_open or len(rules["seqphragmen"]) == 1 or outcome.ties
