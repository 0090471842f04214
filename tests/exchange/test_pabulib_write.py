"""Writing `.pb`: the golden file byte for byte, and everything written is read back without a warning."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.profile import Approvals, Ballot, Marks, Option, Points, Profile, Ranking
from labapp.counting.rules import count
from labapp.errors import UserError
from labapp.exchange.pabulib import parse_pabulib
from labapp.exchange.pabulib_write import Paper, Voter, number_text, paper_of, write_pabulib
from labapp.exchange.source import Notes
from labapp.wording.errors import SENTENCES, error_sentence
from labapp.wording.translate import translator

GOLDEN = """META
key;value
description;Laboratorium pomysłów – głosowanie próbne
country;Poland
unit;Toruń
instance;2026
num_projects;3
num_votes;4
budget;1000
vote_type;approval
rule;equalshares/add1
date_begin;22.11.2026
date_end;22.11.2026
min_length;1
max_length;3
language;pl
currency;PLN
PROJECTS
project_id;cost;votes;name;selected
P1;600;3;Pełnomocnik;1
P2;400;2;Rada;1
P3;500;2;"Lokal; sala";0
VOTES
voter_id;vote;voting_method
K001;P1,P2;paper
K002;P1;paper
K003;P1,P3;paper
K004;P2,P3;paper
"""
META = {
    "currency": "PLN", "language": "pl", "description": "Laboratorium pomysłów – głosowanie próbne",
    "country": "Poland", "unit": "Toruń", "instance": "2026", "date_begin": "22.11.2026", "date_end": "22.11.2026",
    "min_length": "1", "max_length": "3", "rule": "equalshares/add1",
}  # fmt: skip
PROFILE = Profile(
    (
        Option("P1", "Pełnomocnik", Fraction(600)),
        Option("P2", "Rada", Fraction(400)),
        Option("P3", "Lokal; sala", Fraction(500)),
    ),
    budget=Fraction(1000),
)
MARKS = (Approvals(("P1", "P2")), Approvals(("P1",)), Approvals(("P1", "P3")), Approvals(("P2", "P3")))
VOTERS = tuple(Voter(f"K{n:03d}", marks, {"voting_method": "paper"}) for n, marks in enumerate(MARKS, 1))


def test_the_golden_file() -> None:
    paper = Paper(META, PROFILE, VOTERS, {"P1": 1, "P2": 1, "P3": 0})
    assert write_pabulib(paper).encode() == GOLDEN.encode()


def test_a_counted_profile_is_laid_out_with_its_winners() -> None:
    profile = parse_pabulib(GOLDEN, Notes("x"))
    outcome = count("equal-shares", profile, {"completion": "add1"})
    assert set(outcome.winners) == {"P1", "P2"}
    text = write_pabulib(paper_of(profile, META, outcome))
    assert text == GOLDEN.replace(";voting_method", "").replace(";paper", "")
    poznan = write_pabulib(paper_of(profile, META, count("poznan", profile)))
    assert "rule;greedy-custom\n" in poznan
    assert "comment;#1: Greedy; the first" in poznan.replace('"', "")
    bar = write_pabulib(paper_of(profile, META, count("greedy-threshold", profile, {"min-score": "5/2"})))
    assert "rule;greedy-threshold\n" in bar
    assert "min_project_score_threshold;2.5\n" in bar
    loads = write_pabulib(paper_of(profile, META, count("phragmen", profile)))
    assert "rule;unknown\n" in loads
    assert "comment;#1: The rule was phragmen" in loads


@pytest.mark.parametrize(
    ("rule", "word", "comment"),
    [
        ("greedy", "greedy-threshold", ""),
        ("greedy-threshold", "greedy-threshold", ""),
        ("greedy-no-skip", "greedy-no-skip", "#1: Projects with a score below 3 could not be chosen."),
        ("equal-shares", "equalshares", "#1: Projects with a score below 3 could not be chosen."),
        ("poznan", "greedy-custom", "#2: Projects with a score below 3 could not be chosen."),
    ],
)
def test_a_minimum_is_named_beside_every_rule(rule: str, word: str, comment: str) -> None:
    """P2 and P3 have two votes each: without the minimum others would count another winner."""
    profile = parse_pabulib(GOLDEN, Notes("x"))
    outcome = count(rule, profile, {"min-score": "3"})
    text = write_pabulib(paper_of(profile, META, outcome))
    assert outcome.winners == ("P1",)
    assert f"rule;{word}\n" in text
    assert "min_project_score_threshold;3\n" in text
    assert comment in text
    assert ("comment;" in text) is bool(comment)
    again = parse_pabulib(text, Notes("x"))
    assert count(rule, again, {"min-score": "profile"}).winners == ("P1",)


def test_remarks_on_a_count_are_numbered() -> None:
    """The checker asks for it."""
    profile = replace(parse_pabulib(GOLDEN, Notes("x")), ballots=(Ballot(MARKS[0]), Ballot(Approvals(()))))
    text = write_pabulib(paper_of(profile, META, count("equal-shares", profile, {"min-score": "1"})))
    assert "#1: Projects with a score below 1 could not be chosen. #2: An empty vote is a blank ballot;" in text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("#1: Two wards vote as one. #2: No costs below 5.", "#1: Two wards vote as one. #2: No costs below 5. #3: "),
        ("Two wards vote as one.", "#1: Two wards vote as one. #2: "),
        ("#1: The rule was phragmen (none). #2: Two wards vote as one.", "#1: Two wards vote as one. #2: "),
        ("#1: Projects with a score below 3 could not be chosen.", "#1: "),
    ],
)
def test_a_comment_that_was_given_is_kept_before_the_remarks_on_a_count(given: str, kept: str) -> None:
    """Remarks took its place; those on an earlier count of the file are not true of this one."""
    profile = parse_pabulib(GOLDEN, Notes("x"))
    outcome = count("phragmen", profile, {})
    text = write_pabulib(paper_of(profile, {**META, "comment": given}, outcome)).replace('"', "")
    assert f"comment;{kept}The rule was phragmen" in text


def test_texts_of_several_lines_become_one() -> None:
    """A question of two lines, of which one reads VOTES, could not be read back."""
    titled = (replace(PROFILE.options[0], title="\u00a0Town\r\n hall "), *PROFILE.options[1:])
    meta = {**META, "description": "Which ones?\nVOTES", "unit": " Toru\u0144\u2028Rynek"}
    text = write_pabulib(Paper(meta, replace(PROFILE, options=titled), VOTERS))
    assert "description;Which ones? VOTES\n" in text
    assert "unit;Toru\u0144 Rynek\n" in text
    notes = Notes("x")
    assert parse_pabulib(text, notes).options[0].title == "Town hall"
    assert notes.all() == []


IDS = [option.id for option in PROFILE.options]
APPROVALS = st.sets(st.sampled_from(IDS), min_size=1).map(lambda s: Approvals(tuple(sorted(s))))
POINTS = st.dictionaries(st.sampled_from(IDS), st.integers(1, 9), min_size=1).map(Points)
RANKINGS = st.permutations(IDS).map(lambda order: Ranking(tuple((option,) for option in order)))


@given(st.one_of(st.lists(APPROVALS, min_size=1), st.lists(POINTS, min_size=1), st.lists(RANKINGS, min_size=1)))
def test_what_is_written_is_read_back(marks: list[Marks]) -> None:
    voters = [Voter(f"K{n}", each) for n, each in enumerate(marks)]
    text = write_pabulib(Paper({**META, "min_length": "", "max_length": ""}, PROFILE, voters))
    notes = Notes("x")
    again = parse_pabulib(text, notes)
    assert [note for note in notes.all() if note.code != "pb.outside-limit"] == []
    assert again.budget == PROFILE.budget
    assert [(o.id, o.title, o.cost) for o in again.options] == [(o.id, o.title, o.cost) for o in PROFILE.options]
    found = [ballot.marks for ballot in again.ballots for _ in range(ballot.count)]
    assert sorted(map(str, map(_plain, found))) == sorted(map(str, map(_plain, marks)))


def _plain(marks: Marks) -> object:
    return sorted(marks.points.items()) if isinstance(marks, Points) else marks


@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (Paper({**META, "colour": "red"}, PROFILE, VOTERS), "pb-write.unknown-key"),
        (Paper({**META, "unit": ""}, PROFILE, VOTERS), "pb-write.key-missing"),
        (Paper({**META, "rule": "phragmen"}, PROFILE, VOTERS), "pb-write.bad-word"),
        (Paper({**META, "date_begin": "2026-11-22"}, PROFILE, VOTERS), "pb-write.bad-date"),
        (Paper({**META, "comment": "hello"}, PROFILE, VOTERS), "pb-write.bad-comment"),
        (Paper(META, PROFILE, (*VOTERS, VOTERS[0])), "pb-write.id-twice"),
        (Paper(META, PROFILE, (Voter("K,1", MARKS[0]),)), "pb-write.bad-id"),
        (Paper(META, PROFILE, (Voter("K1", Approvals(("P9",))),)), "pb-write.unknown-project"),
        (Paper(META, PROFILE, (Voter("K1", Approvals(())),)), "pb-write.empty-vote"),
        (Paper(META, PROFILE, (Voter("K1", MARKS[0]), Voter("K2", Points({"P1": 1})))), "pb-write.mixed-votes"),
        (Paper(META, Profile((Option("P1"),), budget=Fraction(5)), (Voter("K", MARKS[1]),)), "pb-write.no-cost"),
        (Paper({**META, "budget": "0"}, PROFILE, VOTERS), "pb-write.no-budget"),
    ],
)
def test_what_the_checker_would_refuse_is_refused_here(paper: Paper, code: str) -> None:
    with pytest.raises(UserError) as caught:
        write_pabulib(paper)
    assert caught.value.code == code
    assert code in SENTENCES
    assert error_sentence(caught.value, translator("pl")) != error_sentence(caught.value, translator("en"))


def test_numbers_have_a_point_and_no_third_of_a_grosz() -> None:
    assert number_text(Fraction(5, 2), "x") == "2.5"
    assert number_text(1_000_000, "x") == "1000000"
    with pytest.raises(UserError):
        number_text(Fraction(1, 3), "x")
