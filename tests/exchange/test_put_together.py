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
