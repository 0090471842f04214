"""Tables with one column per option that hold other things than ranks alone."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from labapp.cli import main
from labapp.counting.profile import Approvals, Grades, Marks, Ranking
from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.exchange.test_bad_files import said

TRACKS = Reading(tracks=True)
AS_CHOICES = ("table.marks-as-choices", 1)


def ballots(tmp_path: Path, text: str, reading: Reading = TRACKS) -> list[tuple[Marks, int]]:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    return [(ballot.marks, ballot.count) for ballot in read_ballots(path, reading)[0].ballots]


@pytest.mark.parametrize(
    ("yes", "no"), [("x", ""), ("X", "-"), ("✓", ""), ("1", "0"), ("1.0", "0.0"), ("TRUE", "FALSE"), ("1", "")]
)
def test_marks_of_choice_are_choices(tmp_path: Path, yes: str, no: str) -> None:
    text = f"id,Park,Pool,Lake\na,{yes},{no},{yes}\nb,{no},{yes},{no}\nc,{no},{no},{no}\n"
    assert [marks for marks, _ in ballots(tmp_path, text)] == [
        Approvals(("Park", "Lake")),
        Approvals(("Pool",)),
        Approvals(()),
    ]
    assert said(tmp_path, "x.csv", text, TRACKS) == [AS_CHOICES]


@pytest.mark.parametrize(
    "text",
    [
        "id,Park,Pool\na,1,\nb,,1\nc,1,\n",
        "id,Park,Pool\na,1,1\nb,,1\nc,1,\nd,1,\ne,1,\n",
        "id,Park,Pool,Lake\na,1,1,2\nb,1,1,2\nc,1,1,\n",
    ],
)
def test_first_ranks_and_ranks_that_are_shared_stay_ranks(tmp_path: Path, text: str) -> None:
    assert all(isinstance(marks, Ranking) for marks, _ in ballots(tmp_path, text))


def test_an_empty_cell_among_marks_for_yes_and_no_is_said(tmp_path: Path) -> None:
    rows = "".join(f"{n},1,0\n" for n in range(2, 9))
    found = said(tmp_path, "x.csv", f"id,Park,Pool\n1,,1\n{rows}", TRACKS)
    assert found == [AS_CHOICES, ("table.empty-choice", 2)]


def test_a_column_of_other_numbers_beside_marks_is_left_out(tmp_path: Path) -> None:
    text = "id,Age,Park,Pool\na,30,x,\nb,2,,x\nc,30,x,\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == [("table.column-ignored", 1), AS_CHOICES]


def test_a_consent_that_all_gave_is_no_option(tmp_path: Path) -> None:
    text = "id,Zgoda na RODO,Park,Pool\na,x,x,\nb,x,,x\n"
    assert ballots(tmp_path, text)[0] == (Approvals(("Park",)), 1)
    assert said(tmp_path, "x.csv", text, TRACKS) == [("table.column-ignored", 1), AS_CHOICES]


@pytest.mark.parametrize("mark", ["1", "x"])
def test_a_sum_beside_marks_is_no_option_and_what_all_mark_is_said(tmp_path: Path, mark: str) -> None:
    """Every ballot chose the sum, so it won."""
    text = f"id,Park,Pool,{{}}\na,{mark},,1\nb,,{mark},1\nc,{mark},,1\n"
    assert said(tmp_path, "x.csv", text.format("Razem"), TRACKS)[-1] == ("table.total-column", 1)
    assert said(tmp_path, "x.csv", text.format("Hall"), TRACKS) == [AS_CHOICES, ("table.chosen-by-all", 1)]
    sizes = "id,Mała,Średnia,Duża\na,x,x,\nb,x,,\nc,x,x,x\n"
    assert said(tmp_path, "x.csv", sizes.replace("a,x", "a,"), TRACKS) == [AS_CHOICES]


@pytest.mark.parametrize(("heading", "count"), [("count", 3), ("Liczba kart", 30), ("waga", 1)])
def test_rows_of_a_grid_weigh_what_their_column_says(tmp_path: Path, heading: str, count: int) -> None:
    """The column was an option, and its weights were ranks."""
    ranked = ballots(tmp_path, f"{heading},Park,Pool\n{count},1,2\n2,2,1\n")
    assert ranked == [(Ranking((("Park",), ("Pool",))), count), (Ranking((("Pool",), ("Park",))), 2)]
    chosen = ballots(tmp_path, f"Park,Pool,{heading}\nx,,{count}\n,x,2\n")
    assert chosen == [(Approvals(("Park",)), count), (Approvals(("Pool",)), 2)]


def test_an_option_called_weight_is_one_where_the_ranks_of_the_others_lack_its_own(tmp_path: Path) -> None:
    text = "Price,Weight,Colour\n1,2,3\n2,1,3\n3,2,1\n"
    assert ballots(tmp_path, text)[1][0] == Ranking((("Weight",), ("Price",), ("Colour",)))


def test_an_option_called_n_is_one(tmp_path: Path) -> None:
    assert ballots(tmp_path, "id,m,n\na,1,2\nb,2,1\n")[0][0] == Ranking((("m",), ("n",)))


@pytest.mark.parametrize(
    ("rows", "spoken"),
    [
        (["1,1,2,3", "2,2,1,3", "3,3,2,1", "3,1,2,3"], [("table.no-option", 2)]),
        (["1,1,2,3", "2,2,1,3", "4,3,2,1", "1,1,2,3"], [("table.no-option", 2)]),
        (["1,1,2,3", "2,2,1,3", "4,3,2,1", "4,1,2,3"], None),
        (["1,1,2,3", "2,2,1,3", "3,3,2,", "1,1,2,3"], [("table.ranks-or-grades", 2)]),
        (["1,1,2,3", "2,1,3,3", "1,1,2,3", "1,3,2,1"], [("table.ranks-or-grades", 2)]),
        (["4,1,1,3", "3,2,2,1", "1,3,4,3"], [("table.ranks-or-grades", 2)]),
    ],
)
def test_a_column_that_doubles_most_ranks_is_asked_about(
    tmp_path: Path, rows: list[str], spoken: list[tuple[str, int]] | None
) -> None:
    """The number of a table was an option, and its doubled ranks made good ballots invalid."""
    found = said(tmp_path, "x.csv", "Table,Park,Pool,Lake\n" + "\n".join(rows) + "\n", Reading())
    found = [each for each in found if each[0].startswith("table.") and each[0] != "table.no-last-line-end"]
    assert found == (spoken or [])


def test_ties_among_few_options_are_no_column_that_should_go(tmp_path: Path) -> None:
    """Pool shares a rank on every ballot, as one of three does in every second room of four."""
    text = "Park,Pool,Lake\n1,1,2\n1,2,2\n2,1,1\n1,1,2\n"
    assert ballots(tmp_path, text, Reading())[0][0] == Ranking((("Park", "Pool"), ("Lake",)))


GRADED = Reading(grades=True)


def grades(tmp_path: Path, text: str) -> list[Mapping[str, int | None]]:
    found = [marks for marks, _ in ballots(tmp_path, text, GRADED)]
    return [marks.grades["grade"] for marks in found if isinstance(marks, Grades)]


def test_numbers_are_grades_where_the_rule_counts_those(tmp_path: Path) -> None:
    text = "id,Park,Pool\na,5,0\nb,3.0,\nc,0,9\n"
    assert grades(tmp_path, text) == [{"Park": 5, "Pool": 0}, {"Park": 3, "Pool": None}, {"Park": 0, "Pool": 9}]
    assert said(tmp_path, "x.csv", text, GRADED) == [("table.numbers-as-grades", 1)]


def test_who_is_graded_above_all_others_may_win(tmp_path: Path) -> None:
    assert len(grades(tmp_path, "id,Park,Pool\na,10,1\nb,9,2\n")) == 2


@pytest.mark.parametrize("reading", [GRADED, Reading(points=True)])
@pytest.mark.parametrize("text", ["id,A,B,Suma\na,5,3,8\nb,0,6,6\n", "A,B,Mean\n2,2,2\n1,3,2\n4,1,2\n"])
def test_a_column_called_the_sum_or_the_mean_of_the_others_is_no_option(
    tmp_path: Path, text: str, reading: Reading
) -> None:
    assert said(tmp_path, "x.csv", text, reading)[-1] == ("table.total-column", 1)
    assert ballots(tmp_path, text.replace("3", "9"), reading)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("Age,Park,Pool\n30,5,1\n40,2,4\n", "table.no-option", 2, 1),
        ("Age,Park,Pool\n9,5,1\n8,2,4\n", "table.no-option", 2, 1),
        ("Years here,Park,Pool\n30,5,1\n40,2,4\n", "table.no-option", 2, 1),
        ("Nth,Park,Pool\n2,5,1\n3,2,4\n4,3,3\n5,1,1\n6,9,4\n7,7,7\n", "table.no-option", 2, 1),
        ("id,Park,Pool\na,5,1\nb,good,4\nc,1,1\n", "table.bad-grade", 3, 2),
        ("id,Park,Pool\na,5,1\nb,4.5,4\nc,1,1\n", "table.bad-grade", 3, 2),
        ("id,Park,Park\na,5,1\nb,4,4\n", "table.same-heading", 1, None),
    ],
)
def test_what_is_no_grade_is_refused(tmp_path: Path, text: str, code: str, line: int, column: int | None) -> None:
    with pytest.raises(UserError) as caught:
        ballots(tmp_path, text, GRADED)
    assert (caught.value.code, caught.value.params["line"], caught.value.params.get("column")) == (code, line, column)


@pytest.mark.parametrize("text", ["id,Park,Pool\na,3,0\nb,,2\n", "id,Park,Pool\na,1,0\nb,0,1\nc,1,1\n"])
def test_numbers_are_points_where_the_rule_counts_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["count", str(path), "--rule", "dots", "--json"]) == 0
    sums = [sum(int(row.split(",")[i] or 0) for row in text.splitlines()[1:]) for i in (1, 2)]
    assert f'"scores": {{"Park": "{sums[0]}", "Pool": "{sums[1]}"}}' in capsys.readouterr().out
    assert said(tmp_path, "x.csv", text, Reading(points=True)) == [("table.numbers-as-points", 1)]
