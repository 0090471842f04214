"""Keys, ids, records, columns and files that come twice: said, or refused where it cannot be told which one counts."""

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pabulib import read_pabulib
from labapp.exchange.pile import Reading
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import translator
from tests.exchange.test_bad_files import CHOICES, VOTES, grid
from tests.exchange.test_vendor_records import ADA, CLEAR, DOMINION, configured, export, mark, refused, report, session

TRACKS = Reading(tracks=True)


@pytest.mark.parametrize(
    ("once", "twice", "key"),
    [
        ('"CVR": ', '"CVR": [], "CVR": ', "CVR"),
        ('"Rank": 1', '"Rank": 2, "Rank": 1', "Rank"),
        ('"Rank": 1', '"Rank": 1, "Rank": 1', ""),
        ('"Rank": 1', '"_comment": "a", "Rank": 1, "_comment": "b"', ""),
    ],
)
def test_a_key_that_stands_twice_is_refused_unless_it_says_the_same(
    tmp_path: Path, once: str, twice: str, key: str
) -> None:
    path = report(tmp_path, ("A", {"Rank": 1}))
    path.write_text(path.read_text(encoding="utf-8").replace(once, twice), encoding="utf-8")
    if key:
        error = refused(path)
        assert (error.code, error.params["key"]) == ("json.key-twice", key)
    else:
        assert read_ballots(path, TRACKS)[1] == []


def _contest(found: dict) -> dict:
    return found["Election"][0]["Contest"][0]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda found: _contest(found)["ContestSelection"][1].update({"@id": "sA"}), "ContestSelection"),
        (lambda found: found["Election"][0]["Candidate"][1].update({"@id": "A"}), "Candidate"),
        (lambda found: found["Election"][0]["Contest"].append({**_contest(found), "Name": "Judge"}), "Contest"),
        (lambda found: _contest(found)["ContestSelection"].append(_contest(found)["ContestSelection"][0]), ""),
    ],
)
def test_two_of_one_id_are_refused(tmp_path: Path, change: Callable[[dict], object], key: str) -> None:
    """The votes of the first went to the second."""
    path = report(tmp_path, ("A", {"Rank": 1}))
    found = json.loads(path.read_text(encoding="utf-8"))
    change(found)
    path.write_text(json.dumps(found), encoding="utf-8")
    source = {"provider": "cdf", "filePath": "report.json", "contestId": "Mayor"}
    path = configured(tmp_path, source, ADA)
    if key:
        error = refused(path)
        assert (error.code, error.params["key"]) == ("json.id-twice", key)
    else:
        assert read_ballots(path, TRACKS)[1] == []


@pytest.mark.parametrize("name", ["ContestManifest", "CandidateManifest"])
def test_two_of_one_number_in_a_manifest_are_refused(tmp_path: Path, name: str) -> None:
    path = export(tmp_path, CvrExport=[session(mark(1, 1))]) / f"{name}.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["List"].append({**found["List"][0], "Description": "Dan"})
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")
    error = refused(configured(tmp_path, DOMINION, ADA))
    last = max(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if line == "  {")
    assert (error.code, error.params["file"], error.params["line"]) == ("json.id-twice", path.name, last)


@pytest.mark.parametrize(
    ("names", "again"),
    [
        ([{"UniqueId": "7"}, {"UniqueId": "8"}, {"UniqueId": "7"}], True),
        ([{"BallotPrePrintedId": 7}, {"BallotPrePrintedId": 8}, {"BallotPrePrintedId": 7}], True),
        ([{"BallotPrePrintedId": "style 1"}] * 3, False),
        ([{}, {}, {}], False),
    ],
)
def test_a_record_that_comes_again_is_said(tmp_path: Path, names: list[dict], again: bool) -> None:
    path = report(tmp_path, ("A", {"Rank": 1}))
    found = json.loads(path.read_text(encoding="utf-8"))
    found["CVR"] = [{**copy.deepcopy(found["CVR"][0]), **name} for name in names]
    path.write_text(json.dumps(found), encoding="utf-8")
    said = [warning_sentence(note, translator("en")) for note in read_ballots(path, TRACKS)[1]]
    sentence = "record 3: the same record came before (record 1 of report.json); both are counted."
    assert said == ([sentence] if again else [])


def test_a_scanned_paper_that_comes_again_in_another_file_is_said(tmp_path: Path) -> None:
    papers = [{**session(mark(n, 1)), "TabulatorId": 1, "BatchId": 2, "RecordId": n} for n in (1, 2)]
    hidden = [{**session(mark(1, 1)), "TabulatorId": 1, "BatchId": 2, "RecordId": "X"}] * 2
    export(tmp_path, CvrExport_1=[*papers, *hidden], CvrExport_2=papers[1:])
    warnings = read_ballots(configured(tmp_path, DOMINION, ADA), TRACKS)[1]
    said = [warning_sentence(note, translator("en")) for note in warnings]
    sentence = "the same record came before (record 2 of CvrExport_1.json); both are counted."
    assert said == [f"CvrExport_2.json, record 1: {sentence}"]


def test_a_row_of_marks_that_comes_again_is_said(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    path.write_text(CHOICES + "2,0,1\n", encoding="utf-8")
    people = [{"name": "Ann"}, {"name": "Bo"}]
    for read in (path, configured(tmp_path, {**CLEAR, "contestId": "Mayor"}, people)):
        notes = [(note.code, note.params["line"]) for note in read_ballots(read, TRACKS)[1]]
        assert notes == [("table.same-ballot-name", 4)]


def test_a_file_named_twice_is_refused(tmp_path: Path) -> None:
    path = grid(tmp_path, VOTES)
    config = json.loads(path.read_text(encoding="utf-8"))
    source = config["cvrFileSources"][0]
    config["cvrFileSources"].append({**source, "filePath": f"x/../{source['filePath']}"})
    path.write_text(json.dumps(config), encoding="utf-8")
    assert refused(path).code == "rctab.same-file"


PB = (
    "META\nkey;value\nnum_projects;2\nnum_votes;1\nbudget;100\nvote_type;cumulative\n"
    "PROJECTS\nproject_id;cost;{}\nA;60;{}\nB;60;{}\nVOTES\nvoter_id;vote;{}\n1;A,B;{}\n"
)


@pytest.mark.parametrize(
    ("cells", "refusal", "column"),
    [
        (("name", "Park", "Bench", "points;points", "5,1;1,5"), True, "points"),
        (("name;name", "Park;P", "Bench;B", "points", "5,1"), False, "name"),
        (("score;score", "5;6", "1;1", "points", "5,1"), False, "score"),
        (("name;;", "Park;;", "Bench;;", "points;;", "5,1;;"), False, ""),
    ],
)
def test_a_column_of_a_budget_file_that_comes_twice(
    tmp_path: Path, cells: tuple[str, ...], refusal: bool, column: str
) -> None:
    path = tmp_path / "x.pb"
    path.write_text(PB.format(*cells), encoding="utf-8")
    if refusal:
        with pytest.raises(UserError) as caught:
            read_pabulib(path)
        assert (caught.value.code, caught.value.params["column"]) == ("pb.column-twice", column)
    else:
        said = [(note.code, note.params["column"]) for note in read_pabulib(path)[1]]
        assert said == ([("pb.column-twice", column)] if column else [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda config: config["candidates"].append({"name": "Apple", "excluded": True}), "rctab.same-name"),
        (lambda config: config["candidates"][0].update(excluded="perhaps"), "rctab.bad-flag"),
        (lambda config: config["rules"].update(hareQuota=2), "rctab.bad-flag"),
    ],
)
def test_a_configuration_that_says_two_things_is_refused(
    tmp_path: Path, change: Callable[[dict], object], code: str
) -> None:
    path = grid(tmp_path, VOTES)
    config = json.loads(path.read_text(encoding="utf-8"))
    change(config)
    path.write_text(json.dumps(config), encoding="utf-8")
    assert refused(path).code == code


def test_yes_may_be_written_as_a_text(tmp_path: Path) -> None:
    """So RCTab reads it too."""
    path = grid(tmp_path, VOTES)
    config = json.loads(path.read_text(encoding="utf-8"))
    config["candidates"][0]["excluded"] = "true"
    config["rules"] |= {"hareQuota": "true", "exhaustOnDuplicateCandidate": "false"}
    path.write_text(json.dumps(config), encoding="utf-8")
    profile, _ = read_ballots(path, TRACKS)
    assert [option.id for option in profile.options] == ["Plum"]
    assert (profile.meta["quota"], profile.meta["repeats"]) == ("hare", "ignore")


@pytest.mark.parametrize(
    ("start", "places"),
    [
        ({"firstVoteColumnIndex": "3"}, [(1, 2)]),
        ({"firstVoteRowIndex": "3"}, [(2, 2)]),
        ({"firstVoteRowIndex": "1"}, []),
    ],
)
def test_votes_before_the_place_where_they_begin_are_said(
    tmp_path: Path, start: dict[str, str], places: list[tuple[int, int]]
) -> None:
    """A slip by one in the configuration loses the first rank, or the first paper."""
    warnings = read_ballots(grid(tmp_path, VOTES, **start), TRACKS)[1]
    said = [(note.params["line"], note.params["column"]) for note in warnings if note.code == "rctab.votes-outside"]
    assert said == places


def test_ranks_before_the_column_where_they_begin_are_said(tmp_path: Path) -> None:
    rows = "id,1st,2nd\n1,Apple,Plum\n2,Plum,\n"
    path = grid(tmp_path, rows, provider="ess", firstVoteColumnIndex="3")
    warnings = read_ballots(path, TRACKS)[1]
    assert [(note.code, note.params["line"], note.params["column"]) for note in warnings] == [
        ("rctab.votes-outside", 2, 2), ("rctab.votes-outside", 3, 2),
    ]  # fmt: skip
    assert read_ballots(grid(tmp_path, rows, provider="ess"), TRACKS)[1] == []
