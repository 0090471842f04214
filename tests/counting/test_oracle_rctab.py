"""RCTab's published expected reports, met round by round.

Covered: single-winner run-offs with every rule for overvotes, skipped ranks and repeated names; several winners with
Droop and Hare quota at four decimals; run-offs in passes (one seat after the other, winners taken out). Differences
that are no error, each by name below.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from labapp.counting.outcome import Outcome
from labapp.counting.profile import Ballot, Profile, Ranking
from labapp.counting.rules import RULES, count
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.shared_data import ROOT, shared_data

SINGLE = [
    "duplicate_test",
    "exhaust_if_multiple_continuing",
    "generic_csv_test",
    "precinct_example",
    "skip_to_next_test",
    "test_set_1_exhaust_at_overvote",
    "test_set_2_overvote_skip_to_next",
]
SEVERAL = ["2013_minneapolis_park", "2013_minneapolis_park_hare"]
PASSES = ["2013_minneapolis_park_sequential"]
# Our rounds exclude one option at a time; RCTab was told to exclude in batches those that cannot win any more.
BATCHES = {"generic_csv_test", "precinct_example"}
# After the last seat is filled RCTab reports one more round that takes the winner's surplus away; nothing hangs on it.
SURPLUS_AFTER_THE_END = set(SEVERAL)
# Files without a configuration and an expected report of their own: read and counted, but there is nothing to compare.
NO_REPORT = {"simple_ess_cvr.xlsx", "simple_sequential_cvr.xlsx", "tiebreak_cvr.xlsx", "bottoms_up_cvr.xlsx"}
FROM_FILE = ("overvote", "max-skipped", "repeats", "exclude-first")


def read(name: str) -> tuple[Profile, dict]:
    path = shared_data("rctab", name, f"{name}_config.json")
    profile, _ = read_ballots(path, Reading(tracks=True))
    return profile, json.loads(path.read_text(encoding="utf-8"))["rules"]


def settings_of(profile: Profile, rules: dict, rule: str) -> dict[str, str]:
    known = {setting.name for setting in RULES[rule].options}
    said = {name: profile.meta[name] for name in FROM_FILE if name in profile.meta and name in known}
    if rules["tiebreakMode"] == "useCandidateOrder":
        said |= {"exclude-ties": "lot", "lot": ",".join(option.id for option in profile.options)}
    return said


def report(name: str, suffix: str = "") -> list[dict]:
    path = shared_data("rctab", name, f"{name}{suffix}_expected_detailed_report.json")
    return json.loads(path.read_text(encoding="utf-8"))["results"]


def tallies(rounds: list[dict]) -> list[dict[str, Fraction]]:
    return [{option: Fraction(votes) for option, votes in row["tally"].items()} for row in rounds]


def ours(outcome: Outcome) -> list[dict[str, Fraction]]:
    return [{option: Fraction(votes) for option, votes in row["votes"].items()} for row in outcome.rounds]


def elected(rounds: list[dict]) -> list[str]:
    return [result["elected"] for row in rounds for result in row["tallyResults"] if "elected" in result]


def majorities(outcome: Outcome) -> Iterator[int]:
    for row in outcome.rounds:
        yield int(row["active"] // 2) + 1


def same_rounds(outcome: Outcome, rounds: list[dict], batches: bool) -> None:
    """Every reported round is one of ours, with its votes and its majority; without batches there are no others."""
    needed = {frozenset(row.items()): n for row, n in zip(ours(outcome), majorities(outcome), strict=True)}
    for row, said in zip(tallies(rounds), rounds, strict=True):
        assert needed[frozenset(row.items())] == int(said["threshold"]), row
    assert batches or len(rounds) == len(outcome.rounds)


@pytest.mark.parametrize("name", SINGLE)
def test_single_winner_round_by_round(name: str) -> None:
    profile, rules = read(name)
    outcome = count("irv", profile, settings_of(profile, rules, "irv"))
    rounds = report(name)
    assert list(outcome.winners) == elected(rounds)
    same_rounds(outcome, rounds, batches=name in BATCHES)


@pytest.mark.parametrize("name", SEVERAL)
def test_several_winners_round_by_round(name: str) -> None:
    profile, rules = read(name)
    settings = settings_of(profile, rules, "stv") | {
        "seats": profile.meta["seats"],
        "precision": rules["decimalPlacesForVoteArithmetic"],
        "quota": "hare" if rules["hareQuota"] else "droop",
    }
    outcome = count("stv", profile, settings)
    rounds = report(name)
    assert sorted(outcome.winners) == sorted(elected(rounds))
    assert {int(row["threshold"]) for row in rounds} == {outcome.settings["quota-votes"]}
    wanted = tallies(rounds[:-1] if name in SURPLUS_AFTER_THE_END else rounds)
    met = ours(outcome)
    assert [row for row in wanted if row not in met] == []


def without(profile: Profile, out: str) -> Profile:
    """Take an option out as an excluded candidate is: passed over, and a rank with it alone is not a skipped one."""
    ballots = []
    for ballot in profile.ballots:
        assert isinstance(ballot.marks, Ranking)
        levels = [(level, tuple(o for o in level if o != out)) for level in ballot.marks.levels]
        kept = tuple(left for level, left in levels if left or not level)
        ballots.append(Ballot(Ranking(kept), ballot.count))
    return replace(profile, options=tuple(o for o in profile.options if o.id != out), ballots=tuple(ballots))


@pytest.mark.parametrize("name", PASSES)
def test_passes_round_by_round(name: str) -> None:
    profile, rules = read(name)
    for number in range(1, int(rules["numberOfWinners"]) + 1):
        outcome = count("irv", profile, settings_of(profile, rules, "irv"))
        rounds = report(name, f"_{number}")
        assert list(outcome.winners) == elected(rounds)
        same_rounds(outcome, rounds, batches=False)
        profile = without(profile, outcome.winners[0])


def test_nothing_is_left_out_silently() -> None:
    folder = shared_data("rctab")
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {*SINGLE, *SEVERAL, *PASSES, "_shared"}
    alone = {path.name for path in (folder / "_shared").iterdir()} - {"2013_minneapolis_park_cvr.xlsx"}
    assert alone == NO_REPORT


@pytest.mark.parametrize("name", sorted(NO_REPORT))
def test_sheets_without_a_report_are_counted(name: str) -> None:
    profile, _ = read_ballots(Path(ROOT, "rctab", "_shared", name) if ROOT.exists() else shared_data("rctab"))
    outcome = count("irv", profile)
    assert outcome.winners or outcome.ties
    assert outcome.ballots.valid == sum(ballot.count for ballot in profile.ballots)
