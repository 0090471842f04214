"""Every real `.pb` file against pabutools (exact), the equalshares.net tool, and what the cities published."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from labapp.counting.profile import Approvals, Ballot, Marks, Points, Profile, Ranking
from labapp.counting.rules import count
from labapp.exchange.pabulib import read_pabulib
from tests.shared_data import ROOT, shared_data

FILES = sorted(path.name for path in (ROOT / "pb").glob("*.pb")) if (ROOT / "pb").is_dir() else []

ZERO_VOTES = "pabutools also buys project 58, which got no vote at all; we never do"
OTHER_BORDA = "the file has no max_length: its own score column gives r points for the first of r, as we do"
MERCED = "US_Stanford_Dataset_Merced_Peoples_Budget_Ballot_2019_vote_rankings.pb"
PABUTOOLS_DIFFERS = {
    ("Poland_Krakow_2020_Wzgorza_Krzeslawickie.pb", "mes/cost+util"): ZERO_VOTES,
    ("Poland_Krakow_2020_Wzgorza_Krzeslawickie.pb", "mes/cardinality+util"): ZERO_VOTES,
    ("Poland_Krakow_2020_Wzgorza_Krzeslawickie.pb", "mes/rankpoints_x_cost+util"): ZERO_VOTES,
    ("Poland_Krakow_2020_Wzgorza_Krzeslawickie.pb", "mes/rankpoints+util"): ZERO_VOTES,
    (MERCED, "greedy/rankpoints_x_cost"): OTHER_BORDA,
    (MERCED, "mes/rankpoints_x_cost"): OTHER_BORDA,
    (MERCED, "mes/rankpoints_x_cost+util"): OTHER_BORDA,
}
PUBLISHED_DIFFERS = {
    "Hungary_Veszprem_2025.pb": "the city let the maximum prices exceed the budget (comment #2 of the file)",
}


def as_approvals(profile: Profile) -> Profile:
    def marks(given: Marks) -> Marks:
        if isinstance(given, Points):
            return Approvals(tuple(given.points))
        if isinstance(given, Ranking):
            return Approvals(tuple(option for level in given.levels for option in level))
        return given

    ballots = tuple(Ballot(marks(ballot.marks), ballot.count) for ballot in profile.ballots)
    return replace(profile, ballots=ballots)


def pabutools_way(key: str, profile: Profile) -> tuple[str, dict[str, Any]] | None:
    """Translate a key of the oracle; None where it is a rule we do not have (greedy by votes per złoty)."""
    rule, _, rest = key.partition("/")
    utility, _, completion = rest.partition("+")
    lot = {"ties": "lot", "lot": tuple(sorted(option.id for option in profile.options))}
    if rule == "seq_phragmen":
        return "phragmen", lot
    if "pabutools" in key or (rule == "greedy" and not utility.endswith("cost")):
        return None
    if rule == "greedy":
        return "greedy", lot
    unit = "cost" if utility.endswith("cost") else "cardinality"
    added = {"": "none", "util": "utilitarian"}.get(completion, completion)
    return "equal-shares", {"utility": unit, "completion": added, "stop": "exhaustive", **lot}


def results(folder: str, name: str) -> dict[str, Any]:
    path = ROOT / "oracle" / folder / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["results"] if path.exists() else {}


@pytest.mark.parametrize("name", FILES)
def test_pabutools(name: str) -> None:
    profile, _ = read_pabulib(shared_data("pb", name))
    plain = as_approvals(profile)
    for key, found in results("pb", name).items():
        way = pabutools_way(key, profile)
        if way is None or "winners" not in found or found["winners"] is None:
            continue
        listed = key.partition("/")[2].partition("+")[0] in ("cost", "cardinality", "")
        outcome = count(way[0], plain if listed else profile, way[1])
        same = set(outcome.winners) == set(found["winners"])
        assert same != ((name, key) in PABUTOOLS_DIFFERS), key
        if same:
            assert outcome.total_cost == int(float(found["total_cost"])) or "." in str(found["total_cost"]), key


def tool_ways() -> Iterator[tuple[str, dict[str, str]]]:
    yield "none/floats", {}
    yield "utilitarian/floats", {"completion": "utilitarian"}
    yield "add1(exhaustive stop)/floats", {"completion": "add1", "stop": "exhaustive"}
    yield "add1(integral)/floats", {"completion": "add1", "start": "floor"}
    yield "add1u(integral)/floats", {"completion": "add1u", "start": "floor"}


EVERYTHING = "the tool never returns an outcome that buys every project, though all of them fit (pabutools does)"
DOUBLED = "one ballot names project 1481 twice; the tool counts it twice, we (and pabutools) once"
FILLING = "projects 5, 22 and 36 have 9 votes each; the tool fills up with the dearest, we with the cheapest"
KAMIENNA, ZABRZE = "Poland_Gdynia_2022_Kamienna_Gora__small.pb", "Poland_Zabrze_2021_Osiedle_Tadeusza_Kotarbinskiego.pb"
BLONIA, KNAPSACK = "Poland_Warszawa_2026_Blonia_Wilanowskie.pb", "Worldwide_Mechanical_Turk_Knapsack_7.pb"
TOOL_DIFFERS = {
    (KAMIENNA, "add1(exhaustive stop)/floats"): EVERYTHING,
    (KAMIENNA, "add1(integral)/floats"): EVERYTHING,
    (ZABRZE, "add1(exhaustive stop)/floats"): EVERYTHING,
    (ZABRZE, "add1(integral)/floats"): EVERYTHING,
    (BLONIA, "none/floats"): DOUBLED,
    (BLONIA, "utilitarian/floats"): DOUBLED,
    (KNAPSACK, "utilitarian/floats"): FILLING,
    (KNAPSACK, "add1u(integral)/floats"): FILLING,
}


@pytest.mark.parametrize("name", FILES)
def test_the_equalshares_net_tool(name: str) -> None:
    profile, _ = read_pabulib(shared_data("pb", name))
    plain = as_approvals(profile)
    found = results("equalshares_js", name)
    for key, settings in tool_ways():
        if not found.get(key, {}).get("winners"):
            continue
        outcome = count("equal-shares", plain, settings)
        undecided = {option for tie in outcome.ties if tie.decided_by is None for option in tie.among}
        same = set(outcome.winners) - undecided == set(found[key]["winners"]) - undecided
        assert same != ((name, key) in TOOL_DIFFERS), key


PUBLISHED_RULES = {
    "greedy": ("greedy", {}),
    "unknown": ("greedy", {}),
    "greedy-exclusive": ("greedy", {}),
    "greedy-no-skip": ("greedy-no-skip", {}),
    "greedy-threshold": ("greedy-threshold", {}),
    "greedy-custom": ("poznan", {}),
    "equalshares/add1": ("equal-shares", {"completion": "add1", "start": "floor"}),
    "equalshares/add1-comparison": ("equal-shares", {"completion": "add1", "start": "floor"}),
}


@pytest.mark.parametrize("name", FILES)
def test_what_the_city_published(name: str) -> None:
    profile, _ = read_pabulib(shared_data("pb", name))
    if "selected" not in profile.meta:
        return
    rule, settings = PUBLISHED_RULES[profile.meta["rule"]]
    outcome = count(rule, profile, settings)
    same = set(outcome.winners) == set(profile.meta["selected"].split(","))
    assert same != (name in PUBLISHED_DIFFERS)


def test_the_variants_that_swiecie_and_wieliczka_used() -> None:
    swiecie, _ = read_pabulib(shared_data("pb", "Poland_Swiecie_2023.pb"))
    wieliczka, _ = read_pabulib(shared_data("pb", "Poland_Wieliczka_2023_Green_Budget.pb"))
    integral = {"completion": "add1", "start": "floor"}
    exhaustive = {"completion": "add1", "stop": "exhaustive"}
    assert count("equal-shares", swiecie, integral).total_cost == 1_040_337
    assert count("equal-shares", swiecie, exhaustive).total_cost == 1_040_337
    assert count("equal-shares", wieliczka, integral).total_cost == 995_079
    assert count("equal-shares", wieliczka, exhaustive).total_cost == 984_579


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "pb_odd").glob("*.pb")) if FILES else [])
def test_odd_files_are_counted(name: str) -> None:
    profile, _ = read_pabulib(Path(shared_data("pb_odd", name)))
    for rule in ("greedy", "equal-shares", "phragmen"):
        assert count(rule, profile).total_cost <= profile.budget
