"""Numbers in digits of another script: refused by every reader, for half of them would read them and half would not."""

from pathlib import Path

import pytest

from labapp.errors import UserError
from labapp.exchange.pabulib import read_pabulib
from tests.exchange.test_bad_files import SOI, TRACKS, WARD, said


@pytest.mark.parametrize(
    ("name", "text", "spoken"),
    [
        ("x.csv", "rank 1,rank 2,weight\nAnn,Bo,\u0663\n", ("ballots.bad-weight", 2)),
        ("x.csv", "Ann,Bo,3\nBo,Ann,\u0663\n", ("ballots.bad-weight", 2)),
        ("x.csv", "Ann,Bo,\u0663\nBo,Ann,\u0664\n", ("ballots.bad-weight", 1)),
        ("x.csv", "id,Ann,Bo\n1,1,2\n2,\u0661,\u0662\n3,1,2\n4,2,1\n", ("table.bad-rank", 3)),
        ("x.csv", "ballot,rank,choice\n1,\u0661,Ann\n", ("table.bad-rank", 2)),
        ("x.soi", SOI.replace("2: 1,2", "\u0662: 1,2"), ("preflib.no-count", 7)),
        ("x.soi", SOI.replace("VOTERS: 3", "VOTERS: \u0663"), ("preflib.bad-number", 3)),
        ("x.csv", WARD.replace("5,1,2,", "\u0665,1,2,"), ("scottish.order", 2)),
    ],
)
def test_numbers_in_digits_of_another_script_are_refused_by_every_reader(
    tmp_path: Path, name: str, text: str, spoken: tuple[str, int]
) -> None:
    assert said(tmp_path, name, text, TRACKS)[-1] == spoken


def test_points_in_digits_of_another_script_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.pb"
    path.write_text(
        "META\nkey;value\nbudget;9\nvote_type;cumulative\nPROJECTS\nproject_id;cost\nP;5\n"
        "VOTES\nvoter_id;vote;points\n1;P;\u0665\n",
        encoding="utf-8",
    )
    with pytest.raises(UserError) as caught:
        read_pabulib(path)
    assert (caught.value.code, caught.value.params["line"]) == ("pb.bad-points", 10)


def test_a_number_of_a_hundred_thousand_digits_that_is_none_ends(tmp_path: Path) -> None:
    """Looked at digit by digit from each digit on it took minutes."""
    text = f"Ann,Bo,{'1' * 130_000}x\nBo,Ann,5\n"
    assert said(tmp_path, "x.csv", text, TRACKS)[-1] == ("ballots.bad-weight", 1)
