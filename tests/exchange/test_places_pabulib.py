"""Every odd thing about a `.pb` file is said at its line and column, and what the file holds arrives as it is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from labapp.counting.profile import Approvals, Points, Ranking
from labapp.errors import UserError
from labapp.exchange.pabulib import parse_pabulib
from labapp.exchange.source import Notes

HEAD = "META\nkey;value\nnum_projects;2\nnum_votes;2\nbudget;100\nvote_type;approval\n"  # lines 1-6
PROJECTS = "PROJECTS\nproject_id;cost;name\nA;60;Park\nB;50;Bus\n"  # lines 7-10
VOTES = "VOTES\nvoter_id;vote\n1;A,B\n2;A\n"  # lines 11-14
PB = HEAD + PROJECTS + VOTES
POINTS = "VOTES\nvoter_id;vote;points\n1;A,B;3,2\n2;A;4\n"
CUMULATIVE = HEAD.replace("approval", "cumulative") + PROJECTS + POINTS


def places(text: str) -> list[tuple[object, ...]]:
    """Return code, line and column of each warning, or of the refusal alone."""
    notes = Notes("x")
    try:
        parse_pabulib(text, notes)
    except UserError as error:
        return [(error.code, error.params.get("line"), error.params.get("column"))]
    return [(note.code, note.params.get("line"), note.params.get("column")) for note in notes.all()]


@pytest.mark.parametrize(
    ("old", "new", "spoken"),
    [
        ("", "", []),
        ("A;60;Park\nB;50;Bus", "A;999999999;Park\nB;999999999;Bus", [("pb.all-withdrawn", 7, None)]),
        (
            "A;60;Park",
            "A;999999999;Park",
            [("pb.withdrawn", 9, None), ("pb.vote-withdrawn", 13, "vote"), ("pb.vote-withdrawn", 14, "vote")],
        ),
        ("key;value\n", "", [("pb.no-meta-header", 2, None)]),
        (
            "budget;100",
            "budget;0",
            [("pb.zero-budget", 5, None), ("pb.above-budget", 9, None), ("pb.above-budget", 10, None)],
        ),
        ("budget;100", "budget;1O0", [("pb.bad-amount", 5, "budget")]),
        ("budget;100\n", "", [("pb.no-budget", 1, None)]),
        ("num_votes;2\n", "num_votes;2\nnum_votes;2\n", [("pb.key-twice", 5, None)]),
        ("num_votes;2\n", "num_votes;2\ncolour;red\n", [("pb.unknown-key", 5, None)]),
        ("num_votes;2\n", "num_votes;2\ncomments;#1: x\n", []),
        ("budget;100\n", "budget 1000,50\n", [("pb.budget-otherwise", 5, None)]),
        ("budget;100\n", "budget_per_category;100\n", [("pb.no-budget", 1, None)]),
        ("key;value\n", "key,value\n", [("pb.commas", 2, None)]),
        ("META\n", "META,,\n", [("pb.commas", 1, None)]),
        ("A;60;", "A;60,000;", [("ballots.unclear-weight", 9, "cost")]),
        ("A;60;", "A;60.000;", [("ballots.unclear-weight", 9, "cost")]),
        ("A;60;Park\nB;50;", "A;60.000;Park\nB;50.5;", [("pb.odd-amount", 9, "cost")]),
        (
            "budget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\nA;60;Park\nB;50;",
            "budget;100.000,50\nvote_type;approval\nPROJECTS\nproject_id;cost;name\nA;60.000;Park\nB;50.000 zł;",
            [("pb.odd-amount", 5, "budget"), ("pb.odd-amount", 9, "cost"), ("pb.odd-amount", 10, "cost")],
        ),
        ("A;60;", "A;060;", [("pb.odd-amount", 9, "cost")]),
        ("A;60;", ";60;", [("pb.no-id", 9, "project_id")]),
        ("B;50;", "A;50;", [("pb.project-twice", 10, None)]),
        ("A;60;", '"A,B";60;', [("pb.comma-in-id", 9, "project_id")]),
        ("A;60;Park\nB;50;Bus\n", "", [("pb.no-projects", 7, None)]),
        ("project_id;cost;name\nA;60;Park\nB;50;Bus\n", "", [("pb.no-header", 7, None)]),
        ("project_id;cost;name", "project_id;price;name", [("pb.no-column", 8, "cost")]),
        ("project_id;cost;name", "project_id;cost;cost", [("pb.column-twice", 8, "cost")]),
        ("project_id;cost;name", "name;cost;name", [("pb.no-column", 8, "project_id")]),
        ("project_id;cost;name", "project_id;cost;target", [("pb.old-name", 8, "target")]),
        ("project_id;cost;name", "project_id;cost;comments", [("pb.old-name", 8, "comments")]),
        ("project_id;cost;name", "project_id;cost;categories", [("pb.old-name", 8, "categories")]),
        ("cost;name\nA;60;Park\nB;50;Bus", "cost;score\nA;60;7\nB;50;1", []),
        ("cost;name\nA;60;Park\nB;50;Bus", "cost;votes\nA;60;7\nB;50;1", [("pb.sum-differs", 9, "votes")]),
        ("cost;name\nA;60;Park\nB;50;Bus", "cost;votes\nA;60;two\nB;50;1", [("pb.sum-differs", 9, "votes")]),
        ("voter_id;vote", "voter;vote", [("pb.no-voter-id", 12, None)]),
        ("voter_id;vote", "voter_id;marks", [("pb.no-column", 12, "vote")]),
        ("vote_type;approval", "vote_type;shouting", [("pb.bad-vote-type", 6, None)]),
        ("vote_type;approval", "vote_type;cumulative", [("pb.no-column", 12, "points")]),
        ("vote_type;approval", "vote_type;choose-1", [("pb.outside-limit", 13, "vote")]),
        ("vote_type;approval", "vote_type;choose-1\nmax_length;2", []),
        ("vote_type;approval", "vote_type;approval\nmin_project_score_threshold;many", [("pb.bad-limit", 7, None)]),
        ("1;A,B\n2;A\n", "", [("ballots.none", 12, None)]),
        ("1;A,B", "1;A,,B", [("pb.empty-name", 13, "vote")]),
        ("1;A,B", "1;A,C", [("pb.unknown-project", 13, "vote")]),
        ("2;A\n", "2;A", [("ballots.no-last-line-end", 14, None)]),
        ("A;60;Park", 'A;60;"Town\nhall"', [("pb.line-break", 9, None)]),
        ("A;60;Park", 'A;60;"Town\rhall"', [("pb.line-break", 9, None)]),
        ("A;60;Park", 'A;60;"Park', [("pb.bad-quoting", 9, None)]),
        ("A;60;Park\nB;50;Bus\n" + VOTES, 'A;60;"Park\nB;50;Bus\n' + VOTES + '3;"', [("pb.open-quote", 9, None)]),
        ("META\n", "TITLE\n", [("pb.not-pabulib", 1, None)]),
        ("META\nkey;value\n", "PROJECTS\nkey;value\n", [("pb.section-twice", 7, None)]),
        ("VOTES\n", "", [("pb.section-missing", 13, None)]),
        ("num_votes;2\n", "\n\nnum_votes;2\n", [("pb.blank-lines", 4, None)]),
        ("2;A\n", "2;A\n\n\n", []),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_at_its_place(old: str, new: str, spoken: list[tuple[object, ...]]) -> None:
    assert places(PB.replace(old, new, 1)) == spoken


@pytest.mark.parametrize(
    ("old", "new", "spoken"),
    [
        ("", "", []),
        ("3,2", "3", [("pb.points-differ", 13, "points")]),
        ("2;A;4", "2;A;", [("pb.bad-points", 14, "points")]),
        ("3,2", "3,two", [("pb.bad-points", 13, "points")]),
        ("3,2", "3,-2", [("pb.bad-points", 13, "points")]),
        ("budget;100", "budget;100\nmax_sum_points;4", [("pb.outside-limit", 14, "vote")]),
        ("budget;100", "budget;100\nmax_points;3", [("pb.outside-limit", 15, "vote")]),
        ("budget;100", "budget;100\nmin_points;3", [("pb.outside-limit", 14, "vote")]),
        ("budget;100", "budget;100\nleftover_budget;1", [("pb.not-applied", 6, None)]),
        ("budget;100", "budget;100\nbudget_per_category;1", [("pb.not-applied", 6, None)]),
        ("budget;100", "budget;100\nbudget_per_neighborhood;1", [("pb.not-applied", 6, None)]),
        ("cost;name\nA;60;Park\nB;50;Bus", "cost;score\nA;60;7\nB;50;1", [("pb.sum-differs", 10, "score")]),
        ("voter_id;vote;points", "voter_id;vote;points;points", [("pb.column-twice", 12, "points")]),
        ("vote_type;cumulative\n", "", [("pb.no-vote-type", 11, None)]),
    ],
)
def test_points_are_held_against_what_is_said_of_them(old: str, new: str, spoken: list[tuple[object, ...]]) -> None:
    assert places(CUMULATIVE.replace(old, new, 1)) == spoken


def test_what_a_file_says_arrives() -> None:
    about = "description;d\nunit;u\ninstance;i\nsubunit;s\ndistrict;e\nlanguage;pl\ncurrency;PLN\nrule;greedy\n"
    text = PB.replace("budget;100\n", f"budget;100\n{about}min_project_score_threshold;2,5\n")
    text = text.replace("A;60;Park\nB;50;Bus", "A;60;\nB;50;Bus\nC;999999999;Lost\nD;999999999;Gone")
    profile = parse_pabulib(text, Notes("x"))
    assert dict(profile.meta) == {
        "vote_type": "approval", "source": "pabulib", "rule": "greedy", "currency": "PLN", "description": "d",
        "unit": "u", "instance": "i", "subunit": "s", "district": "e", "language": "pl", "min-score": "5/2",
        "withdrawn": "C,D",
    }  # fmt: skip
    assert [(option.id, option.title, option.cost) for option in profile.options] == [("A", "A", 60), ("B", "Bus", 50)]
    assert [ballot.marks for ballot in profile.ballots] == [Approvals(("A", "B")), Approvals(("A",))]


def test_scores_that_are_not_named_are_what_the_file_says_they_are() -> None:
    text = CUMULATIVE.replace("cumulative", "scoring\ndefault_score;1.5")
    marks = [ballot.marks for ballot in parse_pabulib(text, Notes("x")).ballots]
    assert marks == [Points({"A": 3, "B": 2}), Points({"A": 4, "B": Fraction(3, 2)})]
    marks = [ballot.marks for ballot in parse_pabulib(text.replace("scoring", "cumulative"), Notes("x")).ballots]
    assert marks == [Points({"A": 3, "B": 2}), Points({"A": 4})]


def test_a_ranking_scores_from_its_length_down_to_one() -> None:
    text = PB.replace("approval", "ordinal").replace("cost;name\nA;60;Park\nB;50;Bus", "cost;score\nA;60;3\nB;50;1")
    notes = Notes("x")
    marks = [ballot.marks for ballot in parse_pabulib(text, notes).ballots]
    assert marks == [Ranking((("A",), ("B",))), Ranking((("A",),))]
    assert notes.all() == []


def test_tabs_of_a_spreadsheet_are_read_and_said() -> None:
    assert places(PB.replace(";", "\t")) == [("pb.tabs", 2, None)]


DECLARED = PB.replace("cost;name\nA;60;Park\nB;50;Bus", "cost;votes\nA;60;2\nB;50;1")
DECLARED_POINTS = CUMULATIVE.replace("cost;name\nA;60;Park\nB;50;Bus", "cost;votes;score\nA;60;2;7\nB;50;1;2")


@pytest.mark.parametrize("text", [DECLARED, DECLARED_POINTS, DECLARED.replace("approval", "ordinal")])
def test_a_last_line_that_does_not_end_is_whole_where_all_sums_say_so(text: str) -> None:
    """Every fifth real file ends so; a warning about each hides the one that is cut."""
    assert places(text[:-1]) == []


@pytest.mark.parametrize(
    "text",
    [
        DECLARED.replace("num_votes;2\n", ""),
        DECLARED.replace("A;60;2", "A;60;"),
        DECLARED_POINTS.replace("A;60;2;7", "A;60;2;"),
        DECLARED_POINTS.replace("2;A;4", "2;A;40"),
        DECLARED.replace("1;A,B\n2;A\n", "2;A\n1;A,\n"),
    ],
)
def test_a_last_line_that_may_be_cut_is_said_where_a_sum_lacks_or_differs(text: str) -> None:
    assert "ballots.no-last-line-end" in {code for code, *_ in places(text[:-1])}


@pytest.mark.parametrize(
    ("listed", "said"),
    [("01", "1"), ("1", "001"), ("7", "7.0"), ("A1", "a 1"), ("DZL/0006", "dzl/6"), ("P01", "P1"), ("1", "\uff11")],
)
def test_a_vote_for_an_id_of_another_form_is_for_the_only_project_written_alike(listed: str, said: str) -> None:
    """A spreadsheet takes zeros away in one section and not in the other; all such votes were dropped."""
    text = PB.replace("A;60;Park", f"{listed};60;Park").replace("1;A,B\n2;A", f"1;{said},B\n2;{listed}")
    notes = Notes("x")
    marks = [ballot.marks for ballot in parse_pabulib(text, notes).ballots]
    assert marks == [Approvals((listed, "B")), Approvals((listed,))]
    assert [(note.code, note.params["line"], note.params["known"]) for note in notes.all()] == [
        ("pb.id-form", 13, listed)
    ]


def test_of_two_projects_written_alike_each_is_its_own() -> None:
    text = PB.replace("A;60;Park\nB;", "1;60;Park\n01;").replace("1;A,B\n2;A", "1;01\n2;001")
    notes = Notes("x")
    marks = [ballot.marks for ballot in parse_pabulib(text, notes).ballots]
    assert marks == [Approvals(("01",)), Approvals(())]
    assert [(note.code, note.params.get("line")) for note in notes.all()] == [("pb.unknown-project", 14)]


@pytest.mark.parametrize(
    ("votes", "spoken"),
    [
        (["A,B"] * 3 + ["C"] * 3, [("pb.project-lost", 16, "vote")]),
        (["A,B"] * 3 + ["C"] * 2, [("pb.unknown-project", 16, "vote"), ("pb.unknown-project", 17, "vote")]),
        (["A"] * 3 + ["C"] * 3, [("pb.project-lost", 16, "vote")]),
        (["A,B"] * 3 + ["C", "D", "E"], [("pb.projects-lost", 16, "vote")]),
        (["A,B", "A|B"], [("pb.other-mark", 14, "vote")]),
        (["A,B", '"A;B"'], [("pb.other-mark", 14, "vote")]),
        (["A,B", "A B"], [("pb.other-mark", 14, "vote")]),
        (["A,B", "A.b"], [("pb.other-mark", 14, "vote")]),
        (["A,B", "[A]"], [("pb.other-mark", 14, "vote")]),
        (["A,B", "A/C"], [("pb.unknown-project", 14, "vote")]),
        (["A,B", "C,C"] * 2, [("pb.unknown-project", line, "vote") for line in (14, 14, 16, 16)]),
        (["A,B"] * 57 + ["C"] * 3, [("pb.unknown-project", line, "vote") for line in (70, 71, 72)]),
    ],
)
def test_a_project_that_many_name_and_that_is_not_there_refuses_the_file(
    votes: list[str], spoken: list[tuple[object, ...]]
) -> None:
    """The project whose line was lost might have won."""
    rows = "".join(f"{number};{vote}\n" for number, vote in enumerate(votes))
    assert places(PB[: PB.index("1;A,B")].replace("votes;2", f"votes;{len(votes)}") + rows) == spoken
