"""RCTab: sheets, grids and JSON records, alone and through a configuration, which is followed in what it decides."""

import copy
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from labapp.errors import UserError, WorldError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.shared_data import shared_data

TRACKS = Reading(tracks=True)
CONFIG = {
    "outputSettings": {"contestName": "Fruit"},
    "cvrFileSources": [
        {
            "filePath": "votes.xlsx",
            "provider": "ess",
            "firstVoteColumnIndex": "2",
            "firstVoteRowIndex": "2",
            "overvoteDelimiter": "|",
            "overvoteLabel": "too many",
            "skippedRankLabel": "nothing",
            "undeclaredWriteInLabel": "other",
        }
    ],
    "candidates": [
        {"name": "Apple", "aliases": ["A", "Apfel"]},
        {"name": "Plum", "aliases": []},
        {"name": "Pear", "excluded": True},
    ],
    "rules": {
        "overvoteRule": "alwaysSkipToNextRank",
        "numberOfWinners": "2",
        "maxRankingsAllowed": "3",
        "maxSkippedRanksAllowed": "1",
        "exhaustOnDuplicateCandidate": True,
        "decimalPlacesForVoteArithmetic": "4",
    },
}
VOTES = [
    ["Ballot", "1st", "2nd", "3rd", "4th"],
    [1, "A", "Plum", None, None],
    [2, "Apfel", "nothing", "Plum", "Plum"],
    [3, "too many", "Pear", "Plum", None],
    [4, "Apple|Plum", "other", None, None],
    [5, "Pear", "Apple", None, None],
]


def election(folder: Path, config: dict, votes: list | None = None) -> Path:
    book = Workbook()
    for row in VOTES if votes is None else votes:
        book.active.append(row)
    book.save(folder / "votes.xlsx")
    path = folder / "config.json"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


def changed(**changes) -> dict:
    config = copy.deepcopy(CONFIG)
    for place, value in changes.items():
        config["rules" if place in config["rules"] else place][place] = value
    return config


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    return caught.value


def test_a_configuration_tells_what_the_cells_mean(tmp_path: Path) -> None:
    profile, warnings = read_ballots(election(tmp_path, CONFIG), TRACKS)
    assert [option.id for option in profile.options] == ["Apple", "Plum", "Undeclared Write-ins"]
    assert [b.marks.levels for b in profile.ballots] == [
        (("Apple",), ("Plum",)),
        (("Apple",), (), ("Plum",)),
        (("Apple", "Undeclared Write-ins"), ("Plum",)),
        (("Apple", "Plum"), ("Undeclared Write-ins",)),
        (("Apple",),),
    ]
    meta = {"overvote": "skip", "repeats": "exhaust", "max-skipped": "1", "seats": "2", "title": "Fruit"}
    assert {key: profile.meta[key] for key in meta} == meta
    assert profile.meta["exclude-first"] == "Undeclared Write-ins"
    assert {(w.code, w.params["line"], w.params["file"]) for w in warnings} == {
        ("ballots.skipped-rank", 3, "votes.xlsx"),
        ("ballots.overvote", 4, "votes.xlsx"),
        ("ballots.overvote", 5, "votes.xlsx"),
    }


def test_a_name_that_nobody_declared_is_refused_by_cell(tmp_path: Path) -> None:
    error = refused(election(tmp_path, CONFIG, [*VOTES, [6, "Apple", "Banana", None, None]]))
    assert (error.code, error.params["file"]) == ("ballots.unknown-option", "votes.xlsx")
    assert (error.params["line"], error.params["column"]) == (7, 3)


def test_what_a_configuration_lacks_is_refused(tmp_path: Path) -> None:
    assert refused(election(tmp_path, changed(overvoteRule="perhaps"))).code == "rctab.unknown-rule"
    for key in ("cvrFileSources", "candidates", "rules"):
        config = {name: value for name, value in CONFIG.items() if name != key}
        assert refused(election(tmp_path, config)).code in ("json.missing", "json.unknown")
    for field, value, code in (
        ("provider", "hart", "rctab.provider"),
        ("firstVoteColumnIndex", "", "rctab.no-start"),
        ("firstVoteRowIndex", "first", "rctab.no-start"),
    ):
        config = copy.deepcopy(CONFIG)
        config["cvrFileSources"][0][field] = value
        assert refused(election(tmp_path, config)).code == code
    config = copy.deepcopy(CONFIG)
    config["cvrFileSources"][0]["filePath"] = "elsewhere.xlsx"
    assert isinstance(refused(election(tmp_path, config)), WorldError)


def test_without_a_limit_of_ranks_every_filled_column_is_one(tmp_path: Path) -> None:
    votes = [[1, "A", "A", "nothing", "too many", "Plum"], [2, "Plum", None, None, None, None]]
    profile, _ = read_ballots(election(tmp_path, changed(maxRankingsAllowed="max"), [VOTES[0], *votes]), TRACKS)
    assert profile.ballots[0].marks.levels == (("Apple",), ("Apple",), (), ("Apple", "Plum"), ("Plum",))
    assert profile.ballots[1].marks.levels == (("Plum",),)


def test_two_candidates_with_one_alias_are_refused(tmp_path: Path) -> None:
    config = copy.deepcopy(CONFIG)
    config["candidates"][1]["aliases"] = ["A"]
    assert refused(election(tmp_path, config)).code == "rctab.same-name"


def test_a_sheet_alone_and_its_configuration_say_the_same() -> None:
    folder = shared_data("rctab", "skip_to_next_test")
    alone, _ = read_ballots(folder / "skip_to_next_test_cvr.xlsx", TRACKS)
    told, _ = read_ballots(folder / "skip_to_next_test_config.json", TRACKS)

    def firsts(profile):
        return sorted((b.marks.levels[0], b.count) for b in profile.ballots if len(b.marks.levels[0]) == 1)

    assert firsts(alone) == firsts(told)
    assert sum(b.count for b in alone.ballots) == sum(b.count for b in told.ballots) == 15


def test_the_same_election_as_sheet_and_as_json() -> None:
    folder = shared_data("rctab", "test_set_1_exhaust_at_overvote")
    sheet, _ = read_ballots(folder / "test_set_1_exhaust_at_overvote_cvr.xlsx")
    record, _ = read_ballots(folder / "test_set_1_exhaust_at_overvote_cvr.json")
    short = {f"Candidate {letter} Name": letter for letter in "ABCD"}
    strict = sorted(b.marks.levels for b in sheet.ballots if all(len(level) == 1 for level in b.marks.levels))
    named = [tuple(tuple(short[name] for name in level) for level in b.marks.levels) for b in record.ballots]
    assert {option.id for option in record.options} == set(short)
    assert set(named) & set(strict)
    assert sum(b.count for b in record.ballots) == 15


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_refused(share: float, tmp_path: Path) -> None:
    folder = shared_data("rctab", "test_set_1_exhaust_at_overvote")
    for ending in ("xlsx", "json"):
        whole = (folder / f"test_set_1_exhaust_at_overvote_cvr.{ending}").read_bytes()
        path = tmp_path / f"cut.{ending}"
        path.write_bytes(whole[: int(len(whole) * share)])
        error = refused(path)
        assert error.exit_code == 1
        assert error.params["file"] == path.name


def test_a_sheet_damaged_inside_is_refused(tmp_path: Path) -> None:
    whole = bytearray(shared_data("rctab", "_shared", "simple_ess_cvr.xlsx").read_bytes())
    path = tmp_path / "x.xlsx"
    counted = 0
    for at in range(100, len(whole), 331):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            profile, _ = read_ballots(path)
        except UserError:
            continue
        counted += sum(ballot.count for ballot in profile.ballots) == 10
    assert counted < len(range(100, len(whole), 331))


def test_records_that_do_not_fit_their_contest_are_refused_by_record(tmp_path: Path) -> None:
    whole = json.loads(shared_data("rctab", "test_set_2_overvote_skip_to_next").joinpath(
        "test_set_2_overvote_skip_to_next_cvr.json").read_text())
    path = tmp_path / "x.json"

    def spoil(change) -> UserError:
        report = copy.deepcopy(whole)
        change(report, report["CVR"][4]["CVRSnapshot"][0]["CVRContest"][0]["CVRContestSelection"][0])
        path.write_text(json.dumps(report))
        return refused(path)

    for change in (
        lambda report, selection: selection.update(ContestSelectionId="cs-z"),
        lambda report, selection: selection["SelectionPosition"][0].update(Rank=0),
        lambda report, selection: selection["SelectionPosition"][0].update(Rank="first"),
        lambda report, selection: report["CVR"][4].update(CurrentSnapshotId="none"),
        lambda report, selection: report["CVR"][4].update(CVRSnapshot=None),
    ):
        error = spoil(change)
        assert (error.code, error.params.get("record")) == ("json.bad-record", 5)
    assert spoil(lambda report, _: report.update(Election=[])).code == "json.missing"
    assert spoil(lambda report, _: report.update(CVR={})).code == "json.missing"
    two = spoil(lambda report, _: report["Election"][0]["Contest"].append({"@id": "other", "Name": "Other"}))
    assert two.code == "json.which-contest"


def test_a_sheet_under_a_wrong_name_is_still_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    shutil.copy(shared_data("rctab", "_shared", "tiebreak_cvr.xlsx"), path)
    profile, _ = read_ballots(path)
    assert (profile.ballots[0].marks.levels, profile.ballots[0].count) == ((("Mookie Blaylock",),), 3)
