"""Tables put together of two files, or of one with itself: headings inside are refused, ballots are named."""

from pathlib import Path

import pytest

from labapp.exchange.ballots import read_ballots
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import translator
from tests.exchange.test_bad_files import TRACKS, said

BARE = "Ann,Bo,,1,X40\nBo,Cy,,1,X31\nCy,Ann,Bo,1.5,X29\nCy,Ann,Bo,.5,X400\nAnn,,,2,X7\n"
IDS_LAST = "r1,r2,wt,id_col\nAnn,Bo,1,X40\nBo,Ann,1,X31\nCy,Bo,1.5,X29\n"
RCTAB = (
    "Source Filepath,Tabulator Id,Batch Id,Record Id,Rank 1,Rank 2\n"
    "a,1,1,1,Ann,Bo\na,1,1,2,Bo,Ann\na,1,2,1,Cy,Ann\na,2,1,1,Ann,Bo\n"
)
UNKNOWN = "rank 1,rank 2,seat\nAnn,Bo,k3\nBo,Ann,k9\nCy,Bo,k4\nAnn,Cy,k1\n"
AGAIN = "table.same-ballot-name"


def again(folder: Path, text: str) -> list[tuple[str, object]]:
    return [each for each in said(folder, "x.csv", text, TRACKS) if each[0].endswith(("-again", "-name"))]


@pytest.mark.parametrize("whole", [BARE, IDS_LAST, RCTAB, UNKNOWN])
def test_ballots_of_one_file_twice_are_named(tmp_path: Path, whole: str) -> None:
    rows = whole.splitlines(keepends=True)
    first = 0 if whole == BARE else 1
    assert again(tmp_path, whole) == []
    lines = range(len(rows) + 1, 2 * len(rows) + 1 - first)
    assert again(tmp_path, whole + "".join(rows[first:])) == [(AGAIN, line) for line in lines]
    assert again(tmp_path, whole + "".join(rows[first:-1])) == [(AGAIN, line) for line in lines[:-1]]


def test_ballots_that_only_share_a_seat_a_style_or_a_precinct_are_others(tmp_path: Path) -> None:
    body = "Ann,Bo,k3\nBo,Ann,k9\nCy,Bo,k3\nAnn,Cy,k9\nBo,Cy,k9\nCy,Ann,k9\n"
    for heading in ("seat", "Precinct", "batch"):
        assert again(tmp_path, f"rank 1,rank 2,{heading}\n{body}") == []


@pytest.mark.parametrize(
    "headings", ["Precinct,Ballot ID", "Ballot ID,Precinct", "Obwód,Numer karty", "Nr,Ward", "Precinct,Batch,Record No"]
)
def test_numbers_that_begin_anew_in_each_precinct_name_other_ballots(tmp_path: Path, headings: str) -> None:
    first = headings.split(",")[0] in ("Ballot ID", "Nr")
    for sizes in ((4, 4), (5, 3), (9, 2)):
        wards = [*zip("AB", sizes, strict=True)]
        names = [(str(n), *[ward] * headings.count(",")) for ward, size in wards for n in range(1, size + 1)]
        rows = [",".join(name if first else name[::-1]) + ",Ann,Bo\n" for name in names]
        text = f"{headings},rank 1,rank 2\n" + "".join(rows)
        assert again(tmp_path, text) == []
        assert again(tmp_path, text + rows[1]) == [(AGAIN, len(rows) + 2)]


def test_what_many_ballots_have_in_common_names_none_of_them(tmp_path: Path) -> None:
    for heading in ("Obwód", "Komisja", "Precinct", "Ballot style"):
        assert again(tmp_path, f"{heading},rank 1\n1,Ann\n1,Bo\n2,Ann\n1,Ann\n") == []


@pytest.mark.parametrize(
    "column", [(34, 28, 45, 34), (1, 2, 3, 1, 2, 3), (1, 2, 3, 1, 2, 3, 1, 2, 3), (34, 28, 45, 19, 34, 28)]
)
def test_tables_that_take_turns_and_people_of_one_age_are_no_file_twice(tmp_path: Path, column: list[int]) -> None:
    votes = ("Ann,Bo", "Bo,Ann", "Cy,Bo", "Bo,Cy")
    rows = "".join(f"{votes[i % 4]},{cell}\n" for i, cell in enumerate(column))
    assert again(tmp_path, f"rank 1,rank 2,seat\n{rows}") == []


def test_the_name_of_a_ballot_is_all_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(RCTAB + "a,1,2,1,Cy,Bo\n", encoding="utf-8")
    spoken = [warning_sentence(note, translator("en")) for note in read_ballots(path, TRACKS)[1] if note.code == AGAIN]
    assert spoken == ['line 6: the ballot of "1, 2, 1" comes again (first in line 4); both are counted.']


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Ann,Bo\nBo,Ann\nrank 1,rank 2\nAnn,Bo\n", 3),
        ("rank 1,rank 2\nAnn,Bo\nBo,Ann\nRank_1,Rank_2\nAnn,Bo\n", 4),
        ("rank 1,rank 2,rank 3\nAnn,Bo,Cy\n1st choice,2nd choice\nBo,Cy\n", 3),
    ],
)
def test_headings_of_a_second_file_are_refused_however_it_words_them(tmp_path: Path, text: str, line: int) -> None:
    assert again(tmp_path, text) == [("table.headings-again", line)]


def test_options_that_are_called_like_ranks_are_options(tmp_path: Path) -> None:
    text = "rank 1,rank 2\nChoice 1,Choice 2\nChoice 2,Choice 1\nChoice 1,\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == []


@pytest.mark.parametrize("ballot", ["Miejsce 1,Miejsce 2,Park", "Park,Miejsce 1,Miejsce 2", "Choice 1,Choice 2,Las"])
def test_a_ballot_for_options_called_like_ranks_and_one_more_is_a_ballot(tmp_path: Path, ballot: str) -> None:
    text = f"Wybór 1,Wybór 2,Wybór 3\nPark,Las,\n{ballot}\nLas,Park,\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == []


def test_headings_of_a_second_file_with_one_for_something_else_are_refused(tmp_path: Path) -> None:
    text = "rank 1,rank 2,rank 3\nAnn,Bo,Cy\n1st choice,2nd choice,remarks\nBo,Cy,\n"
    assert again(tmp_path, text) == [("table.headings-again", 3)]
