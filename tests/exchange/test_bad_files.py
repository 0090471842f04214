"""Files made to be long, shifted, cut or senseless: read with a word about it or refused at their place, and soon."""

import copy
import json
import time
from pathlib import Path

import pytest

from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pabulib import read_pabulib
from labapp.exchange.pile import Reading
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import translator
from tests.exchange.test_ranking_csv import SAVED
from tests.exchange.test_rctab import CONFIG, election

TRACKS = Reading(tracks=True)
SOI = """# TITLE: Fruit
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 3
# ALTERNATIVE NAME 1: Kale
# ALTERNATIVE NAME 2: Leek
# ALTERNATIVE NAME 3: Beet
2: 1,2
1: 2
"""
CHOICES = "RowNumber,Choice_1_1:Mayor:1:Vote For 1:Ann:NON,Choice_2_1:Mayor:1:Vote For 1:Bo:NON\n1,1,0\n2,0,1\n"
WARD = '3,1,\n5,1,2,\n4,2,\n"Candidate 1","Ann","A",\n"Candidate 2","Bo","B",\n"Candidate 3","Cy","C",\n"Ward 1",\n'


def said(folder: Path, name: str, text: str, reading: Reading | None = None) -> list[tuple[str, object]]:
    """Write a file and return what is said of it."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return said_of(path, reading)


def said_of(path: Path, reading: Reading | None = None) -> list[tuple[str, object]]:
    """Return what a file's warnings or its refusal speak of, each with its line."""
    try:
        _, warnings = read_ballots(path, reading)
    except UserError as error:
        return [(error.code, error.params.get("line"))]
    return [(note.code, note.params.get("line")) for note in warnings]


def _soi_of(options: int, order: str) -> str:
    names = "".join(f"# ALTERNATIVE NAME {n}: n{n}\n" for n in range(1, options + 1))
    return f"# NUMBER ALTERNATIVES: {options}\n# NUMBER VOTERS: 1\n{names}1: {order}\n"


def _ward_of(candidates: int) -> str:
    names = "".join(f'"Candidate {n}","n{n}","p",\n' for n in range(1, candidates + 1))
    return f"{candidates},1,\n1,{','.join(map(str, range(1, candidates + 1)))},\n{names}Ward,\n"


@pytest.mark.parametrize(
    ("name", "text", "spoken"),
    [
        ("x.soi", SOI.replace("TITLE:", "TITLE" + " " * 200_000 + "x"), []),
        ("x.soi", _soi_of(30_000, ",".join(map(str, range(1, 30_001))) + ",30000"), ["ballots.too-many-options"]),
        ("x.csv", _ward_of(15_000), ["ballots.too-many-options"]),
        ("x.csv", "\n" * 100_000, ["ballots.empty-file"]),
        ("x.csv", "rank 1" + "," * 3_000_000 + "\nAnn\n", ["table.too-many-cells"]),
        ("x.csv", "Ann,Bo\nAnn" + "," * 3_000_000 + "\n", ["table.too-many-cells"]),
    ],
    ids=["spaces", "last name doubled", "candidates", "nothing", "headings", "ballot"],
)
def test_long_files_are_read_or_refused_soon(tmp_path: Path, name: str, text: str, spoken: list[str]) -> None:
    """Each took minutes where something was looked for anew from every place on."""
    start = time.process_time()
    assert [code for code, _ in said(tmp_path, name, text)] == spoken
    assert time.process_time() - start < 10


LONG = {
    "ranks.csv": "rank 1,rank 2\n" + "A,B\n" * 2500,
    "grid.csv": "id,Kale,Leek\n" + "".join(f"{n},1,2\n" for n in range(2500)),
    "marks.csv": "ballot,rank,choice\n" + "".join(f"{n},1,Ann\n" for n in range(2500)),
    "bare.csv": "A,B\n" * 2500,
    "choices.csv": CHOICES + "".join(f"{n},1,0\n" for n in range(3, 2500)),
    "ward.csv": WARD.replace("5,1,2,\n", "5,1,2,\n" * 2500),
    "saved.csv": SAVED + SAVED.splitlines(keepends=True)[-1] * 2500,
    "orders.soi": SOI.replace("VOTERS: 3", "VOTERS: 2501").replace("2: 1,2\n", "1: 1,2\n" * 2500),
    "votes.pb": "META\nkey;value\nbudget;9\nPROJECTS\nproject_id;cost\nP;5\nVOTES\nvoter_id;vote\n" + "1;P\n" * 2500,
}


@pytest.mark.parametrize("name", LONG)
def test_long_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path, name: str) -> None:
    """Each look through the rows starts anew: taking them apart, understanding them."""
    path = tmp_path / name
    path.write_text(LONG[name], encoding="utf-8", newline="")
    told: list[tuple[int, int]] = []

    def tick(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) > 1 and stop:
            raise KeyboardInterrupt

    read = read_pabulib if name.endswith(".pb") else lambda path, tick: read_ballots(path, TRACKS, tick)
    stop = False
    read(path, tick=tick)
    assert all(0 <= done <= total for done, total in told)
    understood = [total for _, total in told if 2499 <= total <= 2520]
    assert len(understood) >= 3
    stop = True
    with pytest.raises(KeyboardInterrupt):
        read(path, tick=tick)


def test_a_sheet_is_not_read_beyond_its_cells(tmp_path: Path) -> None:
    config = copy.deepcopy(CONFIG)
    config["rules"]["maxRankingsAllowed"] = "9" * 12
    votes = [["Ballot", "1st", "2nd"], [1, "Apple", "Plum"], [2, "Plum", None]]
    profile, _ = read_ballots(election(tmp_path, config, votes))
    assert sum(ballot.count for ballot in profile.ballots) == 2


def test_a_cell_beyond_all_measure_is_named_as_such(tmp_path: Path) -> None:
    assert said(tmp_path, "x.csv", "rank 1\nA\n" + "B" * 200_000 + "\n") == [("table.long-cell", 3)]


@pytest.mark.parametrize(
    ("name", "text", "spoken"),
    [
        ("x.csv", "rank 1,rank 2\nA,B\nB,A", [("ballots.no-last-line-end", 3)]),
        ("x.csv", "id,rank 1,,rank 2\n1,A,B\n2,B,A\n", [("table.never-full", 1), ("table.column-ignored", 1)]),
        ("x.csv", "rank 1,rank 2,comment\nA,B,why\nB,A,\n", [("table.column-ignored", 1)]),
        ("x.csv", "id,rank 1,rank 2\n1,A,B\n2,B,A\n", []),
        ("x.csv", ",rank 1,rank 2\n1,A,B\n2,B,A\n", []),
        ("x.csv", "wheight,rank 1,rank 2\n5,A,B\n2,B,A\n", [("table.column-ignored", 1)]),
        ("x.csv", "weight,rank 1,rank 2\n5,A,B\n2,B,A\n3,A,B\n", [("preflib.same-order", 4)]),
        ("x.csv", "id,Kale,Leek,Beet\n1,1,2\n2,2,1\n", [("table.never-full", 1)]),
        ("x.csv", "id,Kale,Leek\n1,,1,2\n2,1,2\n", [("table.width", 2)]),
        ("x.csv", "id,Kale,Leek\n1,1,2\n1,2,1\n", [("table.same-ballot-name", 3)]),
        ("x.csv", WARD.replace("4,2,", "4,1,2,"), [("preflib.same-order", 3)]),
        ("x.csv", WARD.replace("4,2,", "4,"), [("ballots.blank-line", 3)]),
        ("x.csv", WARD.replace("4,2,", "0,2,"), [("ballots.zero-count", 3)]),
        ("x.csv", WARD.rstrip("\n"), []),
        ("x.csv", "3,1,\n" + WARD, [("scottish.first-line-again", 2)]),
        ("x.csv", "RowNumber" + CHOICES[CHOICES.index(",Choice_2") :], [("table.width", 2)]),
        ("x.csv", CHOICES.replace(CHOICES[9 : CHOICES.index(",Choice_2")], ","), [("clear-ballot.heading", 1)]),
        ("x.csv", CHOICES.replace("NON\n1", "NON1"), [("table.never-full", 1)]),
        ("x.soi", SOI.replace("1: 2\n", "1: \n"), [("ballots.blank-line", 8)]),
        ("x.soi", SOI.replace("2: 1,2\n", "2: {},{}\n"), [("ballots.blank-line", 7)]),
        ("x.toi", SOI.replace("2: 1,2\n", "2: 1,{2,}\n"), [("preflib.bad-order", 7)]),
        ("x.csv", "weight,rank 1,rank 2\n0,A,B\n2,B,A\n", [("ballots.zero-count", 2)]),
        ("x.csv", SAVED.replace("2.0", "0"), [("ballots.zero-count", 10)]),
        ("x.csv", SAVED.replace("Ranking_1", "{'C'},,,&,4,&\nRanking_1"), [("votekit.bad-head", 9)]),
        ("x.csv", SAVED.replace("False\n=,=,=\n", ""), []),
        ("x.csv", CHOICES, []),
        ("x.csv", CHOICES.replace("Choice_2", "Coice_2"), [("clear-ballot.heading", 1)]),
        ("x.json", "", [("ballots.empty-file", 1)]),
        ("x.json", '{"CVR": [],\n"Election": [{"Candidate": [{"Name": "\\u0000overvote"}]}]}', [("file.not-text", 2)]),
        ("x.json", " \n", [("ballots.empty-file", 1)]),
    ],
)
def test_what_may_be_wrong_is_said(tmp_path: Path, name: str, text: str, spoken: list[tuple[str, int]]) -> None:
    assert said(tmp_path, name, text, Reading(tracks=True)) == spoken


def test_a_title_of_two_lines_becomes_one(tmp_path: Path) -> None:
    path = tmp_path / "x.pb"
    head = "META\nkey;value\nnum_projects;1\nnum_votes;1\nbudget;9\nvote_type;approval\n"
    path.write_text(head + 'PROJECTS\nproject_id;cost;name\nP;5;"Town \n hall"\nVOTES\nvoter_id;vote\n1;P\n')
    assert read_pabulib(path)[0].options[0].title == "Town hall"


def test_a_zero_in_marked_text_is_refused(tmp_path: Path) -> None:
    """Our own mark of an unknown overvote begins with one: nobody may write it into a file."""
    path = tmp_path / "x.csv"
    path.write_bytes("rank 1\nA\n\0overvote\n".encode("utf-16"))
    with pytest.raises(UserError) as caught:
        read_ballots(path)
    assert (caught.value.code, caught.value.params["line"]) == ("file.not-text", 3)


def grid(folder: Path, votes: str, **source: object) -> Path:
    """Write a configuration of a generic CSV and its votes; a changed key of the source is given by name."""
    (folder / "votes.csv").write_text(votes, encoding="utf-8")
    config = copy.deepcopy(CONFIG)
    config["candidates"] = [{"name": "Apple"}, {"name": "Plum"}]
    config["cvrFileSources"][0] |= {"filePath": "votes.csv", "provider": "genericCsv", "idColumnIndex": "1", **source}
    path = folder / "config.json"
    path.write_text(json.dumps(config), encoding="utf-8")
    return path


VOTES = "id,Apple,Plum\n1,1,2\n2,2,1\n3,1,\n"


@pytest.mark.parametrize(
    ("votes", "source", "code", "file"),
    [
        ("xx\n1,1,2\n", {}, "rctab.empty-column", "votes.csv"),
        (VOTES, {"firstVoteColumnIndex": "NaN"}, "rctab.empty-column", "votes.csv"),
        (VOTES, {"firstVoteColumnIndex": "9" * 17}, "rctab.empty-column", "votes.csv"),
        (VOTES, {"firstVoteColumnIndex": "-1"}, "rctab.no-start", "config.json"),
        (VOTES, {"firstVoteRowIndex": None}, "rctab.no-start", "config.json"),
        (VOTES, {"firstVoteRowIndex": "9"}, "rctab.no-ballots", "config.json"),
        (VOTES, {"filePath": ""}, "rctab.no-file", "config.json"),
        (VOTES, {"filePath": 7}, "rctab.no-file", "config.json"),
        (VOTES, {"filePath": "\ud800"}, "file.missing", ""),
        (VOTES.replace("2,2,1", "2,,2,1"), {}, "table.width", "votes.csv"),
    ],
)
def test_records_that_do_not_lie_where_they_should_are_refused(
    tmp_path: Path, votes: str, source: dict[str, object], code: str, file: str
) -> None:
    with pytest.raises(UserError) as caught:
        read_ballots(grid(tmp_path, votes, **source))
    assert (caught.value.code, caught.value.params["file"].endswith(file)) == (code, True)


def test_doubled_and_cut_records_are_said(tmp_path: Path) -> None:
    _, warnings = read_ballots(grid(tmp_path, VOTES + "3,2,1\n4,1"))
    spoken = [(note.code, note.params["line"]) for note in warnings]
    assert spoken == [("ballots.no-last-line-end", 6), ("table.same-ballot-name", 5), ("table.short-row", 6)]


def test_marks_beyond_the_ranks_that_count_are_said(tmp_path: Path) -> None:
    """RCTab refuses such records; a mark that is left out without a word could decide."""
    path = grid(tmp_path, VOTES)
    config = json.loads(path.read_text(encoding="utf-8"))
    config["rules"]["maxRankingsAllowed"] = 1
    path.write_text(json.dumps(config), encoding="utf-8")
    spoken = [(note.code, note.params["line"], note.params["rank"]) for note in read_ballots(path)[1]]
    assert spoken == [("ballots.beyond-ranks", 2, 2), ("ballots.beyond-ranks", 3, 2)]


def test_odd_places_of_many_files_are_summed_once(tmp_path: Path) -> None:
    """Sums of sums had no sentence, and telling them never ended."""
    path = grid(tmp_path, "id,Apple,Plum\n" + "".join(f"{n},1,1\n" for n in range(25)))
    config = json.loads(path.read_text(encoding="utf-8"))
    said = {}
    source, votes = config["cvrFileSources"][0], (tmp_path / "votes.csv").read_bytes()
    for files in (1, 22):
        names = ["votes.csv", *(f"votes{n}.csv" for n in range(1, files))]
        for name in names:
            (tmp_path / name).write_bytes(votes)
        config["cvrFileSources"] = [{**source, "filePath": name} for name in names]
        path.write_text(json.dumps(config), encoding="utf-8")
        said[files] = [warning_sentence(note, translator("en")) for note in read_ballots(path)[1]]
        assert len(said[files]) == 21
    more = "more places like this: more than one option is marked at rank 1."
    assert said[1][-1] == f"votes.csv: and 5 {more}"
    assert said[22][-1] == f"and 530 {more}"


def test_the_example_of_many_places_keeps_its_own_number(tmp_path: Path) -> None:
    path = tmp_path / "x.cat"
    names = "".join(f"# CATEGORY NAME {n}: c{n}\n" for n in (1, 2, 3))
    head = f"# NUMBER ALTERNATIVES: 1\n# NUMBER VOTERS: 30\n# NUMBER CATEGORIES: 3\n# ALTERNATIVE NAME 1: Kale\n{names}"
    path.write_text(head + "1: 1,\n" * 30, encoding="utf-8")
    notes = [note for note in read_ballots(path)[1] if note.params.get("of") == "preflib.categories-unwritten"]
    said = "and 10 more places like this: 2 categories at the end are not written; they are read as empty."
    assert [warning_sentence(note, translator("en")) for note in notes] == [said]


def test_a_file_of_records_without_a_ballot_is_said(tmp_path: Path) -> None:
    path = grid(tmp_path, VOTES)
    config = json.loads(path.read_text(encoding="utf-8"))
    (tmp_path / "more.csv").write_text("id,Apple,Plum\n", encoding="utf-8")
    config["cvrFileSources"].append({**config["cvrFileSources"][0], "filePath": "more.csv"})
    path.write_text(json.dumps(config), encoding="utf-8")
    assert [(note.code, note.params["file"]) for note in read_ballots(path)[1]] == [("ballots.none", "more.csv")]


@pytest.mark.parametrize("key", ["maxRankingsAllowed", "maxSkippedRanksAllowed", "numberOfWinners"])
@pytest.mark.parametrize("value", ["-1", "many", "1.5", True, [3]])
def test_a_number_of_the_rules_that_is_none_is_refused(tmp_path: Path, key: str, value: object) -> None:
    config = copy.deepcopy(CONFIG)
    config["rules"][key] = value
    with pytest.raises(UserError) as caught:
        read_ballots(election(tmp_path, config))
    assert (caught.value.code, caught.value.params["key"]) == ("rctab.bad-number", key)


def test_papers_without_ranks_are_no_papers(tmp_path: Path) -> None:
    config = copy.deepcopy(CONFIG)
    config["rules"]["maxRankingsAllowed"] = 0
    with pytest.raises(UserError) as caught:
        read_ballots(election(tmp_path, config))
    assert caught.value.code == "rctab.bad-number"
