"""Records of vendors where one more or one less would matter: last ranks, numbers that are names, files half right."""

import json
from pathlib import Path

import pytest

from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import WRITE_INS
from tests.exchange.test_rctab import CONFIG, election
from tests.exchange.test_rctab import changed as config
from tests.exchange.test_vendor_records import (
    ADA,
    CLEAR,
    DOMINION,
    SESSIONS,
    TABLE,
    TRACKS,
    configured,
    export,
    mark,
    papers,
    position,
    refused,
    report,
    session,
    table,
)

# -- Dominion


def test_an_export_names_its_contest_and_everybody_who_stands(tmp_path: Path) -> None:
    inner = export(tmp_path, CvrExport=[session(mark(2, 1))])
    (inner / "ContestManifest.json").write_text('{"List": [{"Id": 5, "Description": "Mayor"}]}', encoding="utf-8")
    profile, _ = read_ballots(inner / "CvrExport.json", TRACKS)
    assert profile.meta["title"] == "Mayor"
    assert [option.id for option in profile.options] == ["Ada", "Bela"]


@pytest.mark.parametrize(("rank", "most"), [(1000, ""), (1001, "json.bad-record")])
def test_a_rank_beyond_all_papers_is_refused(tmp_path: Path, rank: int, most: str) -> None:
    export(tmp_path, CvrExport=[session(mark(1, rank))])
    path = configured(tmp_path, DOMINION, ADA)
    if most:
        assert refused(path).code == most
    else:
        assert papers(read_ballots(path, TRACKS)[0]) == [("", 1)]  # the contest has two ranks


@pytest.mark.parametrize("sessions", [{}, "one", [SESSIONS[0], 7]])
def test_what_is_no_list_of_papers_is_refused(tmp_path: Path, sessions: object) -> None:
    inner = export(tmp_path)
    (inner / "CvrExport.json").write_text(json.dumps({"Sessions": sessions}), encoding="utf-8")
    error = refused(configured(tmp_path, DOMINION, ADA))
    assert (error.code, error.params["key"]) == ("json.missing", "Sessions")


def test_a_mark_that_is_no_mark_is_refused_among_others(tmp_path: Path) -> None:
    export(tmp_path, CvrExport=[SESSIONS[0], session(mark(1, 1), 7)])  # type: ignore[arg-type]
    error = refused(configured(tmp_path, DOMINION, ADA))
    assert (error.code, error.params["record"]) == ("json.bad-record", 2)


@pytest.mark.parametrize(("allowed", "read"), [("1", "Ada"), ("max", "Ada Bela"), ("9", "Ada Bela")])
def test_the_lower_of_two_limits_of_ranks_holds(tmp_path: Path, allowed: str, read: str) -> None:
    export(tmp_path, CvrExport=[session(mark(1, 1), mark(2, 2), mark(3, 3))])
    path = configured(tmp_path, DOMINION, ADA, maxRankingsAllowed=allowed)
    assert papers(read_ballots(path, TRACKS)[0]) == [(read, 1)]


def test_a_number_that_the_configuration_gives_goes_before_the_name_of_the_manifest(tmp_path: Path) -> None:
    export(tmp_path, CvrExport=[session(mark(1, 1), mark(2, 2))])
    swapped = [{"name": "Ada", "aliases": ["2"]}, {"name": "Bela", "aliases": ["1"]}]
    assert papers(read_ballots(configured(tmp_path, DOMINION, swapped), TRACKS)[0]) == [("Bela Ada", 1)]


def test_the_number_for_names_written_in_is_nobodys_even_if_the_manifest_has_a_name_for_it(tmp_path: Path) -> None:
    export(tmp_path, CvrExport=[session(mark(3, 1), mark(1, 2))])
    declared = [*ADA, {"name": "Write-in"}]
    assert papers(read_ballots(configured(tmp_path, DOMINION, declared), TRACKS)[0]) == [(f"{WRITE_INS} Ada", 1)]


# -- Clear Ballot


@pytest.mark.parametrize(
    ("rank", "code"), [("1000", ""), ("1001", "clear-ballot.heading"), ("0", "clear-ballot.heading")]
)
def test_a_heading_beyond_all_ranks_is_refused(tmp_path: Path, rank: str, code: str) -> None:
    rows = [[cell.replace(":2:", f":{rank}:") if isinstance(cell, str) else cell for cell in row] for row in TABLE]
    table(tmp_path, rows)
    path = configured(tmp_path, {**CLEAR, "undeclaredWriteInLabel": "Write-in"}, ADA, maxRankingsAllowed="max")
    if code:
        assert refused(path).code == code
    else:
        assert len(read_ballots(path, TRACKS)[0].ballots[0].marks.levels) == 1000


@pytest.mark.parametrize("headings", ["Choice_1,Choice_2", "a:b:rank 1:c:d,a:b:rank 2:c:d"])
def test_other_headings_of_choices_or_with_colons_are_columns_of_ranks(tmp_path: Path, headings: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{headings}\nAda,Bela\nBela,Ada\n", encoding="utf-8")
    assert papers(read_ballots(path, TRACKS)[0]) == [("Ada Bela", 1), ("Bela Ada", 1)]


# -- Common Data Format


def rewritten(path: Path, **changes: object) -> Path:
    found = json.loads(path.read_text(encoding="utf-8"))
    found["Election"][0].update({key: value for key, value in changes.items() if key != "CVR"})
    found["CVR"] += changes.get("CVR", [])
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def test_two_of_one_name_stay_two_and_names_written_in_stay_together(tmp_path: Path) -> None:
    given = [(letter, {"SelectionPosition": [position(rank)]}) for rank, letter in enumerate("ABW", 1)]
    same = [{"@id": letter, "Name": "Ada"} for letter in "AB"]
    path = rewritten(report(tmp_path, *given), Candidate=same)
    profile, _ = read_ballots(path, TRACKS)
    assert papers(profile) == [(f"sA sB {WRITE_INS}", 1)]
    assert profile.meta["exclude-first"] == WRITE_INS


def test_records_that_lack_the_contest_are_counted_aloud_and_others_not(tmp_path: Path) -> None:
    path = report(tmp_path, ("A", {"Rank": 1}))
    assert read_ballots(path, TRACKS)[1] == []
    other = {"CVRSnapshot": [{"@id": "q", "CVRContest": []}], "CurrentSnapshotId": "q"}
    warnings = read_ballots(rewritten(path, CVR=[other]), TRACKS)[1]
    assert [(w.code, w.params["record"], w.params["n"]) for w in warnings] == [("json.other-records", 2, 1)]


def test_a_selection_without_a_single_position_is_refused(tmp_path: Path) -> None:
    assert refused(report(tmp_path, ("A", {"SelectionPosition": []}))).code == "json.bad-record"


def test_a_selection_is_known_to_a_configuration_by_its_id(tmp_path: Path) -> None:
    report(tmp_path, ("B", {"Rank": 1}), ("A", {"Rank": 2}), ("W", {"Rank": 3}))
    named = [{"name": "First", "aliases": ["sA"]}, {"name": "Bela"}]
    source = {"provider": "cdf", "filePath": "report.json"}
    path = configured(tmp_path, source, named, maxRankingsAllowed="max")
    assert papers(read_ballots(path, TRACKS)[0]) == [(f"Bela First {WRITE_INS}", 1)]


# -- sheets and rules of a configuration


def test_ballots_are_named_by_the_column_that_is_said(tmp_path: Path) -> None:
    source = {**CONFIG["cvrFileSources"][0], "firstVoteColumnIndex": "3", "idColumnIndex": "2"}
    votes = [["Box", "Ballot", "1st"], [1, 7, "A"], [1, 8, "Plum"], [2, 8, "A"]]
    warnings = read_ballots(election(tmp_path, {**CONFIG, "cvrFileSources": [source]}, votes), TRACKS)[1]
    assert [(w.code, w.params["line"], w.params["first"]) for w in warnings] == [("table.same-ballot-name", 4, 3)]


def test_a_paper_may_leave_its_first_rank_out(tmp_path: Path) -> None:
    votes = [["Ballot", "1st", "2nd"], [1, None, "Plum"], [2, "A", None]]
    assert papers(read_ballots(election(tmp_path, CONFIG, votes), TRACKS)[0]) == [("- Plum", 1), ("Apple", 1)]


def test_where_nothing_means_a_name_written_in_it_does_so_to_the_last_rank(tmp_path: Path) -> None:
    source = {**CONFIG["cvrFileSources"][0], "treatBlankAsUndeclaredWriteIn": True}
    votes = [["Ballot", "1st", "2nd", "3rd"], [1, "A", None, None]]
    profile, _ = read_ballots(election(tmp_path, {**CONFIG, "cvrFileSources": [source]}, votes), TRACKS)
    assert papers(profile) == [(f"Apple {WRITE_INS} {WRITE_INS}", 1)]


def test_the_least_numbers_of_the_rules_are_followed(tmp_path: Path) -> None:
    least = config(maxSkippedRanksAllowed="0", numberOfWinners="1")
    least["rules"]["decimalPlacesForVoteArithmetic"] = "1"
    said = read_ballots(election(tmp_path, least), TRACKS)[0].meta
    assert (said["max-skipped"], said["seats"], said["precision"]) == ("0", "1", "1")


@pytest.mark.parametrize("decimals", [20, 21])
def test_more_decimals_than_can_be_kept_are_refused(tmp_path: Path, decimals: int) -> None:
    rules = config()
    rules["rules"]["decimalPlacesForVoteArithmetic"] = decimals
    path = election(tmp_path, rules)
    if decimals == 20:
        assert read_ballots(path, TRACKS)[0].meta["precision"] == "20"
    else:
        error = refused(path)
        assert (error.code, error.params["value"]) == ("rctab.bad-number", "21")
