"""Reading `.pb`: what is odd is named by line, what is broken refused by line and column, nothing stays unsaid."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.profile import Approvals, Points, Profile, Ranking
from labapp.counting.rules import count
from labapp.errors import UserError
from labapp.exchange.pabulib import parse_pabulib, read_pabulib
from labapp.exchange.pabulib_amounts import POINT_BEFORE_DECIMALS, amount
from labapp.exchange.source import Notes
from labapp.wording.errors import SENTENCES, error_sentence, warning_sentence
from labapp.wording.translate import translator
from tests.shared_data import ROOT, shared_data

GOOD = """META
key;value
description;Test
num_projects;3
num_votes;4
budget;1000
vote_type;approval
PROJECTS
project_id;cost;votes;name;selected
P1;600;3;Pełnomocnik;1
P2;400;2;Rada;1
P3;500;2;"Lokal; sala";0
VOTES
voter_id;vote
K001;P1,P2
K002;P1
K003;P1,P3
K004;P2,P3
"""


def read(text: str) -> tuple[Profile, list[str]]:
    notes = Notes("x.pb")
    profile = parse_pabulib(text, notes)
    return profile, [reason.code for reason in notes.all()]


def refused(text: str) -> str:
    with pytest.raises(UserError) as caught:
        read(text)
    return error_sentence(caught.value, translator("en"))


def test_a_good_file_has_nothing_to_say() -> None:
    profile, warnings = read(GOOD)
    assert warnings == []
    assert [(o.id, o.cost, o.title) for o in profile.options][2] == ("P3", 500, "Lokal; sala")
    assert profile.budget == 1000
    assert profile.meta["selected"] == "P1,P2"
    chosen = [("P1", "P2"), ("P1",), ("P1", "P3"), ("P2", "P3")]
    assert [(ballot.marks, ballot.count) for ballot in profile.ballots] == [(Approvals(c), 1) for c in chosen]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("PROJECTS\n", "\nPROJECTS\n", "pb.blank-lines"),
        ("name;selected", "target;selected", "pb.old-name"),
        ("budget;1000\n", "budget;1000,50\n", "pb.odd-amount"),
        ("budget;1000\n", "budget;1\u00a0000\n", "pb.odd-amount"),
        ("P1;600", "P1;0", "pb.zero-cost"),
        ("P1;600", "P1;1001", "pb.above-budget"),
        ("P1;600", "P1;999999999", "pb.withdrawn"),
        ("K001;P1,P2", "K001;P1, P2", "pb.spaces"),
        ("K001;P1,P2", "K001;P1,P2,P2", "pb.named-twice"),
        ("K001;P1,P2", "K001;", "pb.empty-vote"),
        ("K001;P1,P2", "K001;P1,PX", "pb.unknown-project"),
        ("K002;P1", "K001;P1", "pb.voter-twice"),
        ("K002;P1\n", "", "pb.votes-differ"),
        ("num_projects;3", "num_projects;4", "pb.projects-differ"),
        ("P1;600;3", "P1;600;4", "pb.sum-differs"),
        ("num_votes;4\n", "", "pb.key-missing"),
        ("vote_type;approval\n", "", "pb.no-vote-type"),
        ("K001;P1,P2", "K001;P1,P2;x", "pb.long-row"),
        ("P1;600;3;Pełnomocnik;1", "P1;600;3", "pb.short-row"),
        ("Pełnomocnik", 'Peł"nomocnik" x', "pb.bad-quoting"),
        ("Pełnomocnik", '"Peł"nomocnik', "pb.bad-quoting"),
        ("budget;1000", "budget;1000\nmax_length;1", "pb.outside-limit"),
        ("budget;1000", "budget;1000\nmax_sum_cost;999.5", "pb.outside-limit"),
        ("budget;1000", "budget;1000\nmin_sum_cost;601", "pb.outside-limit"),
        ("budget;1000", "budget;1e3", "pb.odd-amount"),
        ("budget;1000", "budget;1000\nmax_length;three", "pb.bad-limit"),
        ("budget;1000", "budget;1000\nmin_project_score_threshold;2%", "pb.bad-limit"),
        ("budget;1000", "budget;1000\nmin_project_score_threshold;1,000", "pb.bad-limit"),
        ("vote_type;approval", "vote_type;choose-1", "pb.outside-limit"),
        ("budget;1000", "budget;1000\nmax_lenght;1", "pb.unknown-key"),
        ("budget;1000", "budget;1000\nmax_length_per_category;1", "pb.bad-limit"),  # no categories are listed
        ("budget;1000", "budget;1000\nbudget_per_category;600,400", "pb.not-applied"),
        (GOOD, GOOD.replace(";", "\t").replace('"Lokal\t sala"', "Lokal"), "pb.tabs"),
    ],
)
def test_odd_but_understood(old: str, new: str, code: str) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    if code == "pb.bad-quoting" and '"Peł"n' not in text:
        assert read(text)[0].options[0].title == 'Peł"nomocnik" x'  # quotes inside a cell are no quoting at all
        return
    profile, warnings = read(text)
    assert code in warnings
    assert count("greedy", profile).winners


@pytest.mark.parametrize(
    ("limit", "lines"),
    [("max_points;3", [16]), ("min_points;1", [17]), ("max_sum_points;4", [16]), ("max_sum_cost;900", [16, 17])],
)
def test_limits_of_points_name_the_ballots_outside(limit: str, lines: list[int]) -> None:
    text = GOOD[: GOOD.index("VOTES")].replace("vote_type;approval", "vote_type;cumulative\n" + limit)
    notes = Notes("x.pb")
    parse_pabulib(text + "VOTES\nvoter_id;vote;points\n1;P1,P2;4,1\n2;P1,P3;2,0\n3;P1;3\n", notes)
    assert [note.params["line"] for note in notes.all() if note.code == "pb.outside-limit"] == lines


CATEGORIES = """META
key;value
num_projects;3
num_votes;4
budget;1000
vote_type;approval
categories;Green, Play
{limit}
PROJECTS
project_id;cost;votes;name;category
P1;600;3;A;Green
P2;400;2;B;"Green,Play"
P3;500;2;C;Play
VOTES
voter_id;vote
K001;P1,P2
K002;P1
K003;P1,P3
K004;P2,P3
"""


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        ("max_length_per_category;1", [(16, "Green", 2), (19, "Play", 2)]),
        ("max_length_per_category;2,1", [(19, "Play", 2)]),
        ("min_length_per_category;1,0", []),
        ("min_length_per_category;0,1", [(17, "Play", 0)]),
        ("max_sum_cost_per_category;999,900", [(16, "Green", 1000)]),
        ("max_sum_cost_per_category;[1000,899.5]", [(19, "Play", 900)]),
    ],
)
def test_limits_by_category_name_ballot_and_category(limit: str, found: list[tuple[int, str, int]]) -> None:
    notes = Notes("x.pb")
    parse_pabulib(CATEGORIES.format(limit=limit), notes)
    outside = [note.params for note in notes.all() if note.code == "pb.outside-category"]
    assert [(note["line"], note["category"], note["found"]) for note in outside] == found
    assert [note.code for note in notes.all() if note.code != "pb.outside-category"] == []


def test_a_quoted_cell_after_a_blank_is_one_cell() -> None:
    profile, warnings = read(GOOD.replace(";", "; "))
    assert (profile.options[2].title, warnings) == ("Lokal;  sala", [])


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("META\nkey;value\n", "", "line 1"),
        ("budget;1000\n", "", "line 1: the budget"),
        ("budget;1000", "budget;1,000", 'line 6, column "budget"'),
        ("budget;1000", "budget;-5", 'line 6, column "budget"'),
        ("P2;400", "P2;abc", 'line 11, column "cost"'),
        ("P2;400", "P2;", 'line 11, column "cost"'),
        ("P2;400", "P1;400", "line 11"),
        (";cost;", ";price;", 'line 9, column "cost"'),
        ("voter_id;vote", "voter_id;votes", 'line 14, column "vote"'),
        ("vote_type;approval", "vote_type;magic", "line 7"),
        ("VOTES\n", "", "VOTES"),
        (GOOD[GOOD.index("K001") :], "", "ballot"),
        ("K001;P1,P2", '"K001;P1,P2', "x.pb"),
        ("vote_type;approval", "vote_type;approval\nvote_type;ordinal", "line 8"),
        ("PROJECTS\n", "PROJECTS\nPROJECTS\n", "line 9"),
    ],
)
def test_broken_files_are_refused_at_their_place(old: str, new: str, place: str) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    if new.startswith('"K001'):  # a quote that opens and never closes: read line by line, and said
        assert "pb.bad-quoting" in read(text)[1]
        return
    sentence = refused(text)
    assert sentence.startswith("x.pb")
    assert place in sentence


def test_line_ends_bom_and_order_of_columns_mean_nothing(tmp_path: Path) -> None:
    columns = GOOD.replace("voter_id;vote\n", "vote;voter_id\n")
    for row in ("K001;P1,P2", "K002;P1\n", "K003;P1,P3", "K004;P2,P3"):
        columns = columns.replace(row, ";".join(reversed(row.strip().split(";"))) + "\n" * row.endswith("\n"))
    expected = read(GOOD)[0].ballots
    for text in (GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, columns, GOOD.replace("\n", "\r")):
        path = tmp_path / "x.pb"
        path.write_bytes(text.encode())
        profile, warnings = read_pabulib(path)
        assert profile.ballots == expected
        assert warnings == []


def test_points_and_rankings() -> None:
    points = GOOD.replace("approval", "cumulative").replace("voter_id;vote", "voter_id;vote;points")
    rows = (("K001;P1,P2", "3,2"), ("K002;P1\n", "5"), ("K003;P1,P3", "1,4"), ("K004;P2,P3", "1.5,1"))
    for row, given_points in rows:
        points = points.replace(row, row.strip() + ";" + given_points + "\n" * row.endswith("\n"))
    profile, _ = read(points)
    assert profile.ballots[3].marks == Points({"P2": Fraction(3, 2), "P3": 1})
    assert 'column "points"' in refused(points.replace("3,2", "3"))
    assert 'column "points"' in refused(points.replace("3,2", "3,-2"))
    ranked, _ = read(GOOD.replace("approval", "ordinal").replace("K004;P2,P3", "K004;P3,P2"))
    assert ranked.ballots[3].marks == Ranking((("P3",), ("P2",)))


def test_a_withdrawn_project_takes_no_part_and_stops_nothing() -> None:
    profile, _ = read(GOOD.replace("P1;600", "P1;999999999"))
    assert [option.id for option in profile.options] == ["P2", "P3"]
    assert sum(ballot.count for ballot in profile.ballots) == 4
    assert set(count("greedy-no-skip", profile).winners) == {"P2", "P3"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("12", 12), ("1 000", 1000), ("0.5", Fraction(1, 2)), ("2,50", Fraction(5, 2)), ("1e5", 100_000)),
        *(("1,000", None), ("1e-5", None), ("1e500", None), ("\u0661", None), ("1.000", 1), ("1 2000", None)),
        *(("1.000,50", Fraction(2001, 2)), ("1,000.5", Fraction(2001, 2)), ("1'000", 1000), ("1.000.000", 10**6)),
        *(("1 000 zł", 1000), ("€1,000,000", 10**6), ("1.000.5", None), ("1 mln", None), ("1000 szt.", None)),
    ],
)
def test_amounts(text: str, value: object) -> None:
    assert amount(text, POINT_BEFORE_DECIMALS) == value


@given(st.integers(0, len(GOOD)), st.integers(0, 25), st.text(max_size=6))
def test_cut_or_changed_anywhere_it_is_refused_or_read(at: int, length: int, put: str) -> None:
    changed = GOOD[:at] + put + GOOD[at + length :]
    try:
        profile, _ = read(changed)
    except UserError as error:
        if not error_sentence(error, translator("pl")).startswith("x.pb"):
            raise
        return
    for rule in ("greedy", "equal-shares"):
        count(rule, profile)


@pytest.mark.parametrize("name", ["Poland_Gdansk_2020_Rudniki.pb", "Poland_Gdynia_2022_Kamienna_Gora__small.pb"])
def test_a_real_file_cut_after_any_line_is_never_silent(name: str) -> None:
    text = shared_data("pb", name).read_text(encoding="utf-8").replace("\r\n", "\n")
    kept = text.splitlines(keepends=True)
    for lines in range(len(kept)):
        try:
            _, warnings = read("".join(kept[:lines]))
        except UserError:
            continue
        assert warnings


@pytest.mark.parametrize("folder", ["pb", "pb_odd"])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_real_files_and_their_warnings_in_both_languages(folder: str, language: str) -> None:
    for path in sorted(shared_data(folder).glob("*.pb")):
        profile, warnings = read_pabulib(path)
        assert profile.options
        assert profile.ballots
        for warning in warnings:
            assert warning.code in SENTENCES
            assert warning_sentence(warning, translator(language))


def test_a_fault_on_many_lines_is_summed_up_in_words() -> None:
    many = "".join(f"V{n};P1,P2,P2\n" for n in range(60))
    notes = Notes("x.pb")
    parse_pabulib(GOOD + many, notes)
    last = [warning_sentence(note, translator("en")) for note in notes.all()][-1]
    assert last == 'and 40 more places like this: the project "P2" stands there twice; it is counted once.'


def test_old_files() -> None:
    odd = {path.name: read_pabulib(path) for path in sorted(shared_data("pb_odd").glob("*.pb"))}
    assert [w.code for w in odd["old_poland_gdynia_2020_grabowek-large.pb"][1]] == ["pb.zero-cost"]
    assert [w.code for w in odd["checker_test_empty_lines.pb"][1]] == ["pb.blank-lines"]
    assert sum(b.count for b in odd["old_poland_katowice_2020_bogucice.pb"][0].ballots) == 1485
    assert (ROOT / "pb_odd").is_dir()


def test_a_meta_section_without_a_line_is_refused_for_want_of_a_budget() -> None:
    assert "budget" in refused("META\n" + GOOD[GOOD.index("PROJECTS") :])
