"""Score profiles as VoteKit saves them: points, or grades where the rule counts those."""

from fractions import Fraction
from pathlib import Path

import pytest

from labapp.cli import main
from labapp.counting.profile import Grades, Points
from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading

SAVED = (
    "VoteKit ScoreProfile\nCandidates\n(Park: new:P),(Pool:L)\nIncludes Voter Set\nTrue\n=,=,=,=,=,=,=,=,=,=\n"
    "P,L,&,Weight,&,Voter Set\n2.0,4.5,&,1.0,&,Ann,Bo\n2.0,,&,3.0,&\n2.0,,&,1.0,&,Cy\n,0.0,&,0.5,&\n"
)


def saved(tmp_path: Path, text: str = SAVED) -> Path:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_scores_are_points_and_an_empty_one_is_none(tmp_path: Path) -> None:
    profile, warnings = read_ballots(saved(tmp_path))
    assert [(option.id, option.title) for option in profile.options] == [("P", "Park: new"), ("L", "Pool")]
    assert [(ballot.marks, ballot.count, ballot.weight) for ballot in profile.ballots] == [
        (Points({"P": 2, "L": Fraction(9, 2)}), 1, 1),
        (Points({"P": 2}), 4, 1),
        (Points({"L": 0}), 1, Fraction(1, 2)),
    ]
    assert warnings == []


def test_a_rule_of_grades_reads_whole_ones(tmp_path: Path) -> None:
    whole = read_ballots(saved(tmp_path, SAVED.replace("4.5", "4.0")), Reading(grades=True))[0].ballots[0].marks
    assert whole == Grades({"score": {"P": 2, "L": 4}})
    with pytest.raises(UserError) as caught:
        read_ballots(saved(tmp_path), Reading(grades=True))
    assert (caught.value.code, caught.value.params["line"]) == ("votekit.bad-score", 8)


@pytest.mark.parametrize(("rule", "winner"), [("dots", "P"), ("score-mean", "L")])
def test_sums_and_means_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rule: str, winner: str
) -> None:
    path = saved(tmp_path, SAVED.replace("4.5", "4").replace("0.0", "3.0"))
    assert main(["count", str(path), "--rule", rule, "--json"]) == 0
    assert f'"winners": ["{winner}"]' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("Candidates\n", "Names\n", "votekit.bad-head", 7),
        ("P,L,&,W", "P,K,&,W", "votekit.bad-head", 7),
        ("P,L,&,W", "P,&,W", "votekit.bad-head", 7),
        ("P,L,&,Weight,", "P,L,&,Worth,", "votekit.bad-head", 7),
        ("True", "False", "votekit.bad-head", 7),
        ("(Pool:L)", "(Pool:L", "votekit.bad-head", 3),
        ("4.5,&", "four,&", "votekit.bad-score", 8),
        ("4.5,&", "-4.5,&", "votekit.bad-score", 8),
        ("4.5,&", "&", "table.width", 8),
        ("3.0,&", "x,&", "ballots.bad-weight", 9),
        ("3.0,&", "3.0", "table.width", 9),
        (SAVED[SAVED.index("2.0") :], "", "ballots.none", 7),
        (SAVED[SAVED.index("True") :], "", "votekit.bad-head", 4),
    ],
)
def test_what_is_damaged_is_refused_by_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    with pytest.raises(UserError) as caught:
        read_ballots(saved(tmp_path, SAVED.replace(old, new, 1)))
    assert (caught.value.code, caught.value.params["line"]) == (code, line)
