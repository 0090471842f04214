"""Records of vendors that a configuration of RCTab names: Clear Ballot, Dominion, marks in the Common Data Format."""

import copy
import csv
import json
from pathlib import Path

import pytest

from labapp.counting.profile import Profile
from labapp.counting.rules import count
from labapp.errors import UserError, WorldError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import WRITE_INS, Reading

TRACKS = Reading(tracks=True)
RULES = {
    "overvoteRule": "alwaysSkipToNextRank",
    "numberOfWinners": "1",
    "decimalPlacesForVoteArithmetic": "4",
    "maxRankingsAllowed": "2",
    "maxSkippedRanksAllowed": "1",
}


def configured(folder: Path, source: dict, candidates: list[dict], **rules: str) -> Path:
    config = {"cvrFileSources": [source], "candidates": candidates, "rules": {**RULES, **rules}}
    path = folder / "config.json"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


def papers(profile: Profile) -> list[tuple[str, int]]:
    return [(" ".join("=".join(level) or "-" for level in b.marks.levels), b.count) for b in profile.ballots]


def refused(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    return caught.value


# -- Clear Ballot: a column for every candidate at every rank

CHOICES = [f"Choice_{n}_1:Town, Mayor:{rank}:Vote For 1:{name}:Own" for rank in (1, 2) for n, name in
           enumerate(("Ada", "Bela", "Write-in"), 1)]  # fmt: skip
TABLE = [
    ["RowNumber", "BoxID", *CHOICES, "Choice_9_1:Judge:1:Vote For 1:Cyd:Own"],
    [1, "B1", 1, 0, 0, 0, 1, 0, 1],
    [2, "B1", 1, 1, 0, 0, 0, 1, 0],
    [3, "B2", 0, 0, 1, 1, 0, 0, 0],
    [4, "B2", 0, 0, 0, 0, 0, 0, 1],
]
CLEAR = {"provider": "clearBallot", "filePath": "votes.csv", "contestId": "Town, Mayor"}
ADA = [{"name": "Ada"}, {"name": "Bela", "aliases": ["B."]}]


def table(folder: Path, rows: list[list]) -> Path:
    path = folder / "votes.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_marks_in_columns_of_candidate_and_rank(tmp_path: Path) -> None:
    table(tmp_path, TABLE)
    profile, warnings = read_ballots(configured(tmp_path, {**CLEAR, "undeclaredWriteInLabel": "Write-in"}, ADA), TRACKS)
    assert papers(profile) == [("Ada Bela", 1), (f"Ada=Bela {WRITE_INS}", 1), (f"{WRITE_INS} Ada", 1), ("", 1)]
    assert profile.meta["exclude-first"] == WRITE_INS
    assert [(w.code, w.params["file"], w.params["line"]) for w in warnings] == [("ballots.overvote", "votes.csv", 3)]


def test_marks_in_columns_are_told_by_their_headings_alone(tmp_path: Path) -> None:
    one_contest = table(tmp_path, [row[:8] for row in TABLE])
    profile, _ = read_ballots(one_contest, TRACKS)
    assert [option.id for option in profile.options] == ["Ada", "Bela", WRITE_INS]
    assert papers(profile)[0] == ("Ada Bela", 1)
    two = refused(table(tmp_path, TABLE))
    assert (two.code, two.params["known"], two.params["line"]) == ("json.which-contest", "Town, Mayor, Judge", 1)


def test_what_is_no_mark_or_no_heading_is_refused_by_cell(tmp_path: Path) -> None:
    spoilt = copy.deepcopy(TABLE)
    spoilt[2][3] = "x"
    table(tmp_path, spoilt)
    error = refused(configured(tmp_path, CLEAR, [*ADA, {"name": "Write-in"}]))
    assert (error.code, error.params["line"], error.params["column"]) == ("clear-ballot.mark", 3, 4)
    table(tmp_path, [TABLE[0], TABLE[3]])
    assert refused(configured(tmp_path, CLEAR, ADA)).code == "ballots.unknown-option"  # nobody declared the write-in
    spoilt = copy.deepcopy(TABLE)
    spoilt[0][2] = "Choice_1_1:Town, Mayor:first:Vote For 1:Ada:Own"
    table(tmp_path, spoilt)
    error = refused(configured(tmp_path, CLEAR, ADA))
    assert (error.code, error.params["line"], error.params["column"]) == ("clear-ballot.heading", 1, 3)


# -- Dominion: sessions in one file or several, and manifests that name their numbers


def mark(candidate: int, rank: int, ambiguous: bool = False) -> dict:
    return {"CandidateId": candidate, "Rank": rank, "IsAmbiguous": ambiguous}


def session(*marks: dict, current: bool = True, aside: bool = False) -> dict:
    contest = {"Id": 5, "OutstackConditionIds": [7] if aside else [], "Marks": list(marks)}
    other = {"Id": 6, "OutstackConditionIds": [], "Marks": [mark(9, 1)]}
    return {"Original": {"IsCurrent": current, "Cards": [{"Contests": [other]}, {"Contests": [contest]}]}}


def changed(before: dict, *marks: dict) -> dict:
    return {**before, "Modified": session(*marks)["Original"]["Cards"][1]}


SESSIONS = [
    session(mark(1, 1), mark(2, 2)),
    session(mark(2, 1), mark(1, 1, ambiguous=True), mark(3, 2)),
    changed(session(mark(1, 1), current=False), mark(2, 1), mark(1, 2)),
    session(mark(1, 1), current=False),
    session(mark(1, 1), aside=True),
]
DOMINION = {"provider": "dominion", "filePath": "export", "contestId": "5", "undeclaredWriteInLabel": "3"}


def export(folder: Path, **files: list[dict]) -> Path:
    inner = folder / "export"
    inner.mkdir(exist_ok=True)
    contests = [{"Id": 5, "Description": "Mayor", "NumOfRanks": 2}, {"Id": 6, "Description": "Judge", "NumOfRanks": 1}]
    people = [(1, "Ada", 5), (2, "Bela", 5), (3, "Write-in", 5), (9, "Cyd", 6)]
    candidates = [{"Id": n, "Description": name, "ContestId": contest} for n, name, contest in people]
    for name, items in (("ContestManifest", contests), ("CandidateManifest", candidates)):
        (inner / f"{name}.json").write_text(json.dumps({"List": items}), encoding="utf-8")
    for name, sessions in files.items():
        (inner / f"{name}.json").write_text(json.dumps({"Sessions": sessions}), encoding="utf-8")
    return inner


@pytest.mark.parametrize("candidates", [
    [{"name": "Ada", "aliases": ["1"]}, {"name": "Bela", "code": "2"}],
    [{"name": "Ada"}, {"name": "Bela"}],
], ids=["by number", "by name"])  # fmt: skip
def test_scanned_papers_as_people_left_them(tmp_path: Path, candidates: list[dict]) -> None:
    export(tmp_path, CvrExport=SESSIONS)
    profile, warnings = read_ballots(configured(tmp_path, DOMINION, candidates), TRACKS)
    assert papers(profile) == [("Ada Bela", 1), (f"Bela {WRITE_INS}", 1), ("Bela Ada", 1)]
    said = [(w.code, w.params["file"], w.params["record"]) for w in warnings]
    assert said == [("dominion.left-out", "CvrExport.json", 4), ("dominion.left-out", "CvrExport.json", 5)]
    assert count("irv", profile, {"exclude-first": WRITE_INS}).winners == ("Bela",)


def test_an_export_in_parts(tmp_path: Path) -> None:
    export(tmp_path, CvrExport_1=SESSIONS[:1], CvrExport_20=SESSIONS[1:3])
    path = configured(tmp_path, DOMINION, ADA)
    assert sum(ballot.count for ballot in read_ballots(path, TRACKS)[0].ballots) == 3
    (tmp_path / "export" / "CvrExport_20.json").write_text('{"Sessions": [', encoding="utf-8")
    error = refused(path)
    assert (error.code, error.params["file"]) == ("json.damaged", "CvrExport_20.json")


def test_an_export_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    inner = export(tmp_path)
    path = configured(tmp_path, DOMINION, ADA)
    assert refused(path).code == "dominion.no-export"
    for sessions, code in (
        ([session({"CandidateId": 1, "Rank": 0})], "json.bad-record"),
        ([session({"Rank": 1})], "json.bad-record"),
        ([{"Original": None}], "json.bad-record"),
        ([session(mark(8, 1))], "ballots.unknown-option"),
    ):
        export(tmp_path, CvrExport=sessions)
        error = refused(path)
        assert (error.code, error.params["file"], error.params["record"]) == (code, "CvrExport.json", 1)
    assert refused(inner / "CvrExport.json").code == "json.which-contest"  # alone it holds two
    another = configured(tmp_path, {**DOMINION, "contestId": "7"}, ADA)
    error = refused(another)
    assert (error.code, error.params["file"], error.params["line"]) == ("json.which-contest", "ContestManifest.json", 1)
    configured(tmp_path, DOMINION, ADA)
    (inner / "CandidateManifest.json").unlink()
    with pytest.raises(WorldError):
        read_ballots(path, TRACKS)


def test_a_single_export_with_its_manifests_beside(tmp_path: Path) -> None:
    inner = export(tmp_path, CvrExport=SESSIONS[:3])
    (inner / "ContestManifest.json").write_text('{"List": [{"Id": 5, "Description": "Mayor", "NumOfRanks": 2}]}')
    profile, _ = read_ballots(inner / "CvrExport.json", TRACKS)
    assert papers(profile) == [("Ada Bela", 1), (f"Bela {WRITE_INS}", 1), ("Bela Ada", 1)]
    assert profile.meta["exclude-first"] == WRITE_INS


# -- Common Data Format: which marks count


def position(rank: int, **said: object) -> dict:
    return {"HasIndication": "yes", "NumberVotes": 1, "Rank": rank, **said}


def report(folder: Path, *chosen: tuple[str, dict], snapshots: list[dict] | None = None) -> Path:
    """Write one paper: selections by letter with their marks; W is a selection for whoever is written in."""
    people = [{"@id": letter, "Name": name} for letter, name in (("A", "Ada"), ("B", "Bela"))]
    selections = [{"@id": f"s{letter}", "CandidateIds": [letter]} for letter in "AB"]
    contest = {"@id": "c", "Name": "Mayor", "ContestSelection": [*selections, {"@id": "sW", "IsWriteIn": "yes"}]}
    marks = [{"ContestSelectionId": f"s{letter}", **said} for letter, said in chosen]
    own = {"@id": "p", "Type": "original", "CVRContest": [{"ContestId": "c", "CVRContestSelection": marks}]}
    record = {"CVRSnapshot": snapshots or [own], "CurrentSnapshotId": (snapshots or [own])[-1]["@id"]}
    path = folder / "report.json"
    path.write_text(json.dumps({"Election": [{"Candidate": people, "Contest": [contest]}], "CVR": [record]}))
    return path


def only(path: Path) -> str:
    return papers(read_ballots(path, TRACKS)[0])[0][0]


def test_a_mark_worth_part_of_a_vote_is_a_mark(tmp_path: Path) -> None:
    part = position(1, NumberVotes=0, FractionalVotes=".9063")
    given = ("B", {"SelectionPosition": [position(2)]})
    assert only(report(tmp_path, ("A", {"SelectionPosition": [part]}), given)) == "Ada Bela"
    none = position(1, NumberVotes=0)
    assert only(report(tmp_path, ("A", {"SelectionPosition": [none]}), given)) == "- Bela"


def test_a_mark_that_is_not_to_be_counted_is_none(tmp_path: Path) -> None:
    out = position(1, IsAllocable="no")
    given = ("B", {"SelectionPosition": [position(2, IsAllocable="unknown")]})
    assert only(report(tmp_path, ("A", {"SelectionPosition": [out]}), given)) == "- Bela"


def test_records_as_xml_are_called_so(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text('<?xml version="1.0"?>\n<CastVoteRecordReport/>', encoding="utf-8")
    error = refused(configured(tmp_path, {"provider": "cdf", "filePath": "report.xml"}, ADA))
    assert (error.code, error.params["file"]) == ("rctab.xml", "report.xml")


def test_a_rank_may_stand_with_the_selection(tmp_path: Path) -> None:
    assert only(report(tmp_path, ("B", {"Rank": 1}), ("A", {"Rank": 2}))) == "Bela Ada"
    assert refused(report(tmp_path, ("B", {"Rank": "first"}))).code == "json.bad-record"


def test_names_written_in_are_taken_together_and_cannot_win(tmp_path: Path) -> None:
    written = ("A", {"SelectionPosition": [position(2, CVRWriteIn={"Text": "Me"})]})
    path = report(tmp_path, ("W", {"SelectionPosition": [position(1)]}), written)
    profile, _ = read_ballots(path, TRACKS)
    assert papers(profile) == [(f"{WRITE_INS} {WRITE_INS}", 1)]
    assert profile.meta["exclude-first"] == WRITE_INS
    assert [option.id for option in profile.options] == ["Ada", "Bela", WRITE_INS]


def test_of_a_round_of_a_count_the_paper_before_it_is_read(tmp_path: Path) -> None:
    def snapshot(name: str, kind: str, allocable: str) -> dict:
        marks = [
            {"ContestSelectionId": "sA", "SelectionPosition": [position(1, IsAllocable=allocable)]},
            {"ContestSelectionId": "sB", "SelectionPosition": [position(2)]},
        ]
        return {"@id": name, "Type": kind, "CVRContest": [{"ContestId": "c", "CVRContestSelection": marks}]}

    both = [snapshot("p", "original", "unknown"), snapshot("p-round-3", "interpreted", "no")]
    assert only(report(tmp_path, snapshots=both)) == "Ada Bela"
    judged = [snapshot("p", "original", "unknown"), snapshot("q", "interpreted", "no")]
    assert only(report(tmp_path, snapshots=judged)) == "- Bela"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("OutstackConditionIds", 7),
        ("OutstackConditionIds", "7"),
        ("Marks", None),
        ("Id", None),
        ("Id", "five"),
    ],
)
def test_a_scanned_paper_that_makes_no_sense_is_refused_by_record(tmp_path: Path, place: str, value: object) -> None:
    broken = session(mark(1, 1))
    broken["Original"]["Cards"][1]["Contests"][0][place] = value
    export(tmp_path, CvrExport=[SESSIONS[0], broken])
    error = refused(configured(tmp_path, DOMINION, ADA))
    assert (error.code, error.params["file"], error.params["record"]) == ("json.bad-record", "CvrExport.json", 2)


def test_papers_without_the_contest_are_counted_aloud(tmp_path: Path) -> None:
    bare = {"Original": {"IsCurrent": True, "Cards": [{"Contests": [{"Id": 6, "Marks": []}]}]}}
    export(tmp_path, CvrExport=[SESSIONS[0], bare, bare])
    warnings = read_ballots(configured(tmp_path, DOMINION, ADA), TRACKS)[1]
    assert [(w.code, w.params["record"], w.params["n"]) for w in warnings] == [("json.other-records", 2, 2)]


@pytest.mark.parametrize(
    "paper",
    [
        {"CVRContest": None},
        {"CVRContest": ["c"]},
        {"CVRContest": [{"ContestId": "C"}]},
        {"CVRContest": [{}]},
        {"CVRContest": [{"ContestId": "c", "CVRContestSelection": None}]},
        {"CVRContest": [{"ContestId": "c", "CVRContestSelection": [{"ContestSelectionId": "sA"}]}]},
        {"CVRContest": [{"ContestId": "c", "CVRContestSelection": [
            {"ContestSelectionId": "sA", "SelectionPosition": [position(1, HasIndication="es")]}
        ]}]},
    ],
)  # fmt: skip
def test_a_record_that_would_have_passed_for_a_blank_one_is_refused(tmp_path: Path, paper: dict) -> None:
    error = refused(report(tmp_path, snapshots=[{"@id": "p", **paper}]))
    assert (error.code, error.params["record"]) == ("json.bad-record", 1)


def test_candidates_whose_ids_are_no_names_make_no_fault(tmp_path: Path) -> None:
    path = report(tmp_path, ("A", {"SelectionPosition": [position(1)]}))
    found = json.loads(path.read_text(encoding="utf-8"))
    found["Election"][0]["Candidate"][1]["@id"] = ["B"]
    path.write_text(json.dumps(found), encoding="utf-8")
    assert papers(read_ballots(path, TRACKS)[0]) == [("Ada", 1)]
