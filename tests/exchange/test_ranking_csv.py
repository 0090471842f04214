"""Tables of rankings: which dialect, what a paper says, what is refused and where."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labapp.counting.checks import named
from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.shared_data import shared_data


def read(folder: Path, text: str | bytes, reading: Reading | None = None):
    path = folder / "x.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_ballots(path, reading)


def papers(profile):
    return [(" ".join("=".join(level) or "-" for level in b.marks.levels), b.count * b.weight) for b in profile.ballots]


def refused(folder: Path, text: str | bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        read(folder, text)
    return caught.value


@pytest.mark.parametrize(
    "header",
    [
        "rank 1,rank 2,rank 3",
        "rank1,rank2,rank3",
        "r1,r2,r3",
        "1,2,3",
        "1st,2nd,3rd",
        "1st Choice,2nd Choice,3rd Choice",
        "For Mayor Choice 1 (45),For Mayor Choice 2 (50),For Mayor Choice 3 (55)",
        "Ranking_1,Ranking_2,Ranking_3",
        "1. wybór,2. wybór,3. wybór",
        "Miejsce 1,Miejsce 2,Miejsce 3",
    ],
)
def test_one_column_per_rank(tmp_path: Path, header: str) -> None:
    profile, warnings = read(tmp_path, f"{header}\nA,B,C\nB,,A\nA,B,C\n")
    assert papers(profile) == [("A B C", 2), ("B A", 1)]
    assert [(w.code, w.params) for w in warnings] == [("ballots.skipped-rank", {"line": 3, "rank": 2, "marked": 3})]


def test_columns_of_ids_and_weights_stand_aside(tmp_path: Path) -> None:
    profile, warnings = read(tmp_path, "Ballot #,Precinct,1st Choice,2nd Choice,Count\n7,p1,A,B,2\n8,p1,B,A,1.5\n")
    assert papers(profile) == [("A B", 2), ("B A", Fraction(3, 2))]
    assert warnings == []


def test_rules_that_read_papers_themselves_get_them_as_written(tmp_path: Path) -> None:
    text = "rank 1,rank 2,rank 3,rank 4\nA,undervote,A,B\novervote,C,,\nA|B,C,,\n"
    profile, warnings = read(tmp_path, text, Reading(tracks=True))
    assert [b.marks.levels for b in profile.ballots] == [
        (("A",), (), ("A",), ("B",)),
        (("A", "B"), ("C",)),
        (("A", "B"), ("C",)),
    ]
    assert [(w.code, w.params["line"]) for w in warnings] == [
        ("ballots.skipped-rank", 2),
        ("ballots.repeated", 2),
        ("ballots.overvote", 3),
        ("ballots.overvote", 4),
    ]
    twice, warnings = read(tmp_path, "rank 1,rank 2,rank 3\novervote,overvote,A\nB,C,\n", Reading(tracks=True))
    assert twice.ballots[0].marks.levels == (("B", "C"), ("B", "C"), ("A",))
    assert [w.code for w in warnings] == ["ballots.overvote", "ballots.overvote"]
    plain, _ = read(tmp_path, text)
    assert papers(plain) == [("A B", 1), ("C", 1), ("A=B C", 1)]


def test_rctabs_own_list_of_ballots_has_overvotes_on_lines_of_a_cell(tmp_path: Path) -> None:
    text = 'RCTab CVR Id,Precinct,Rank 1,Rank 2\n1,p,A,"B\nC"\n2,p,C,\n'
    profile, warnings = read(tmp_path, text, Reading(tracks=True))
    assert papers(profile) == [("A B=C", 1), ("C", 1)]
    assert [w.code for w in warnings] == ["ballots.overvote"]
    assert refused(tmp_path, text.replace("RCTab CVR Id", "Paper no.")).code == "table.line-end-in-cell"


def test_one_column_per_option(tmp_path: Path) -> None:
    profile, warnings = read(tmp_path, "Response ID,Lettuce,Broccoli,Kale\nR_1,2,1,\nR_2,1,1,3\nR_3,,,\n")
    assert [option.id for option in profile.options] == ["Lettuce", "Broccoli", "Kale"]
    assert papers(profile) == [("Broccoli Lettuce", 1), ("Lettuce=Broccoli Kale", 1), ("", 1)]
    assert [w.code for w in warnings] == ["ballots.overvote"]


def test_one_line_per_mark(tmp_path: Path) -> None:
    text = "ballot_id,rank,choice\n1,1,A\n1,2,B\n2,2,B\n2,1,C\n1,3,C\n3,1,A\n3,1,B\n"
    profile, _ = read(tmp_path, text)
    assert papers(profile) == [("A B C", 1), ("C B", 1), ("A=B", 1)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_separators_line_ends_and_encodings(tmp_path: Path, separator: str, end: str, encoding: str) -> None:
    text = end.join(separator.join(row) for row in [["rank 1", "rank 2"], ["Łąka", "Żuk"], ["Żuk", ""]]) + end
    profile, warnings = read(tmp_path, text.encode(encoding))
    assert papers(profile) == [("Łąka Żuk", 1), ("Żuk", 1)]
    assert [w.code for w in warnings] == (["file.read-as-1250"] if encoding == "cp1250" else [])


WARD = '3,2,\n126,1,\n9,1,2,\n1,3,2,1,\n"Candidate 1","Paul","Orange (O)",\n"Candidate 2","George",\n' + (
    '"Candidate 3","Ringo","Red (R)",\n'
)


def test_a_scottish_ward_brings_its_seats_and_names(tmp_path: Path) -> None:
    profile, warnings = read(tmp_path, WARD + '"Wardy Ward",\n')
    assert papers(profile) == [("1", 126), ("1 2", 9), ("3 2 1", 1)]
    assert [option.title for option in profile.options] == ["Paul / Orange (O)", "George", "Ringo / Red (R)"]
    assert (profile.meta["seats"], profile.meta["title"], warnings) == ("2", "Wardy Ward", [])


@pytest.mark.parametrize("quoted", ['""{}""', '""""{}""""', '""""{}"" "",'])
def test_a_ward_name_quoted_twice_over_is_read_and_said(tmp_path: Path, quoted: str) -> None:
    profile, warnings = read(tmp_path, WARD + quoted.format("Ward 22 - Buckhaven, Methil"))
    assert profile.meta["title"] == "Ward 22 - Buckhaven, Methil"
    assert [(w.code, w.params["line"]) for w in warnings] == [("table.quoted-twice", 8)]


SAVED = """VoteKit RankProfile
Candidates
(Ann Aa:A),(Bo Bb:B),(Cy Cc:C)
Max Ranking Length
3
Includes Voter Set
False
=,=,=
Ranking_1,Ranking_2,Ranking_3,&,Weight,&
{'A'},{'B', 'C'},,&,2.0,&
{'C'},,,&,1/2,&
"""


def test_a_profile_saved_by_votekit(tmp_path: Path) -> None:
    profile, warnings = read(tmp_path, SAVED)
    assert papers(profile) == [("A B=C", 2), ("C", Fraction(1, 2))]
    assert [(o.id, o.title) for o in profile.options] == [("A", "Ann Aa"), ("B", "Bo Bb"), ("C", "Cy Cc")]
    assert warnings == []


def test_a_profile_saved_by_votekit_with_its_voters_and_types(tmp_path: Path) -> None:
    text = SAVED.replace("False", "True").replace("Weight,&", "Weight,&,Voter Set").replace("2.0,&", "2.0,&,Eve ,Dan")
    assert read(tmp_path, text) == read(tmp_path, SAVED)
    typed = text.replace("Profile", "Profile,v2").replace("Aa:A", "Aa:str:A").replace("(Cy Cc:", "(7:int:")
    profile, _ = read(tmp_path, typed)
    assert [(o.id, o.title) for o in profile.options] == [("A", "Ann Aa"), ("B", "Bo Bb"), ("C", "7")]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "ballots.empty-file", 1),
        ("\n\n", "ballots.empty-file", 1),
        ("rank 1,rank 2\n", "ballots.none", 1),
        ("rank 1,rank 3\nA,B\n", "table.rank-headings", 1),
        ("rank 1,rank 1\nA,B\n", "table.rank-headings", 1),
        ("1,2,3\n2,1,3\n", "table.header-or-ballot", 1),
        ("first,second\nA,B\nB,A\n", "table.header-or-ballot", 1),
        ("rank 1,rank 2\nA,B,C\n", "table.width", 2),
        ('rank 1,rank 2\nA,"B\nB,A\n', "table.bad-quoting", 2),
        ('rank 1,rank 2\nA,"B\nB",A\n', "table.width", 2),
        ('rank 1,rank 2\n"A\nB",B\n', "table.line-end-in-cell", 2),
        ("rank 1,rank 2,weight\nA,B,x\n", "ballots.bad-weight", 2),
        ("rank 1,rank 2,weight\nA,B,-1\n", "ballots.bad-weight", 2),
        ("rank 1,rank 2,weight\nA,B,\n", "ballots.bad-weight", 2),
        ("id,Kale,Leek\n1,1,2\n2,3,1\n", "table.bad-rank", 3),
        ("id,Kale,Leek\n1,1,2\n2,0,1\n", "table.bad-rank", 3),
        ("id,Kale,Leek\n1,1,2\n2,2,1\n3,x,1\n", "table.bad-rank", 4),
        ("id,Kale,Kale\n1,1,2\n", "table.same-heading", 1),
        ("ballot_id,rank,choice\n1,one,A\n", "table.bad-rank", 2),
        ("ballot_id,rank,choice\n,1,A\n", "table.no-ballot-id", 2),
        (WARD.replace("3,2,\n", "4,2,\n"), "scottish.names-missing", 7),
        (WARD.replace("3,2,\n", "2,2,\n"), "scottish.names-missing", 7),
        (WARD.replace("3,2,\n", "3,0,\n"), "scottish.first-line", 1),
        (WARD.replace("9,1,2", "9,1,4"), "scottish.unknown-candidate", 3),
        (WARD.replace("9,1,2", "9,1,x"), "scottish.unknown-candidate", 3),
        (WARD.replace("Candidate 2", "Candidate 4"), "scottish.bad-name", 6),
        (WARD + "1,2,\n", "scottish.order", 5),
        (SAVED.replace("{'C'},,,&,1/2", "{'D'},,,&,1/2"), "ballots.unknown-option", 11),
        (SAVED.replace("1/2", "1/0"), "ballots.bad-weight", 11),
        (SAVED.replace("{'C'},,,", "C,,,"), "votekit.bad-cell", 11),
        (SAVED.replace("Rank", "Pref", 1), "votekit.other-profile", 1),
        (SAVED.replace("(Cy Cc:C)", "(Cy Cc:C"), "votekit.bad-head", 3),
        (SAVED.replace("False", "True"), "votekit.bad-head", 9),
        (SAVED.replace("1/2,&", "1/2,&,Eve"), "table.width", 11),
        (b"rank 1\nA\0\n", "file.not-text", 2),
        (b"rank 1\nA\x81\n", "file.bad-character", 2),
    ],
)
def test_refuses_by_line(tmp_path: Path, text: str | bytes, code: str, line: int) -> None:
    error = refused(tmp_path, text)
    assert (error.code, error.params["line"]) == (code, line)


def test_a_slip_that_makes_a_new_option_is_said(tmp_path: Path) -> None:
    _, warnings = read(tmp_path, "rank 1\n" + "Banana\n" * 40 + "Bananna\n" + "Kumquat\n" * 3)
    assert [(w.code, w.params["option"], w.params["other"]) for w in warnings] == [
        ("ballots.alike", "Bananna", "Banana")
    ]


GOOD = {
    "diff_cands.csv": (9, 3),
    "diff_undervote.csv": (4, 3),
    "load_ranking_csv__valid_cvr.csv": (6, 6),
    "load_ranking_csv__valid_cvr_w_header.csv": (6, 6),
    "mult_undervote.csv": (2, 4),
    "same_cands.csv": (3, 3),
    "scot_blank_rows.csv": (3, 146),
    "scot_wardy_mc_ward.csv": (3, 146),
    "single_row.csv": (3, 1),
    "test_election_A.csv": (9, 10),
    "test_election_B.csv": (9, 15),
    "test_election_C.csv": (5, 15),
    "undervote.csv": (1, 1),
    "albany_profile.csv": (5, 7159),
}
ODD = {
    "combo.csv": "ballots.repeated",
    "dup_ballots.csv": "ballots.repeated",
    "dup_cands.csv": "ballots.repeated",
    "malformed.csv": "table.extra-commas",
    "same_name.csv": "table.same-ballot-name",
    "special_char.csv": "ballots.repeated",
    "unnamed.csv": "table.no-ballot-name",
}
BAD = {
    "load_ranking_csv__empty.csv": "ballots.empty-file",
    "load_ranking_csv__extra_candidate_error.csv": "table.header-or-ballot",
    "load_ranking_csv__missing_candidate_error.csv": "table.header-or-ballot",
    "load_ranking_csv__no_weight_provided.csv": "ballots.bad-weight",
    "load_ranking_csv__non_numeric_weight.csv": "ballots.bad-weight",
    "only_cols.csv": "ballots.none",
    "scot_bad_metadata.csv": "ballots.none",
    "scot_candidate_overcount.csv": "scottish.names-missing",
    "scot_candidate_undercount.csv": "scottish.names-missing",
    "scot_empty.csv": "ballots.empty-file",
}


def test_every_table_of_votekit_is_counted_said_or_refused() -> None:
    """VoteKit refuses repeated names of voters and repeated marks; we count them once and say so, as the house does."""
    folder = shared_data("votekit")
    assert {path.name for path in folder.glob("*.csv")} == {*GOOD, *ODD, *BAD}
    for name, (options, ballots) in GOOD.items():
        profile, _ = read_ballots(folder / name)
        assert (len(profile.options), sum(b.count * b.weight for b in profile.ballots)) == (options, ballots), name
    for name, code in ODD.items():
        assert code in [w.code for w in read_ballots(folder / name)[1]], name
    for name, code in BAD.items():
        with pytest.raises(UserError) as caught:
            read_ballots(folder / name)
        assert caught.value.code == code, name


def test_a_ward_cut_before_its_last_candidate_is_refused(tmp_path: Path) -> None:
    """Without names the ballots alone could be another election; the ward's name is the only line that may lack."""
    whole = shared_data("scot-elex", "orkney_2022_ward5.csv").read_bytes().splitlines(keepends=True)
    for kept in range(len(whole) - 1):
        assert refused(tmp_path, b"".join(whole[:kept])).params["line"] >= 1
    _, warnings = read(tmp_path, b"".join(whole[:-1]))
    assert [w.code for w in warnings] == ["scottish.no-ward"]


CELLS = st.text(alphabet="AB1,;\t\"|\n\r {}'é\0", max_size=6)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    base=st.sampled_from([WARD, SAVED, "rank 1,rank 2\nA,B\nB,A\n", "id,Kale,Leek\n1,1,2\n2,2,1\n"]),
    at=st.floats(0, 1),
    patch=CELLS,
    drop=st.integers(0, 8),
    tracks=st.booleans(),
)
def test_any_change_is_counted_or_refused_by_line(
    tmp_path: Path, base: str, at: float, patch: str, drop: int, tracks: bool
) -> None:
    start = int(at * len(base))
    try:
        profile, warnings = read(tmp_path, base[:start] + patch + base[start + drop :], Reading(tracks=tracks))
    except UserError as error:
        place = error.params.get("line", 0)
    else:
        place = 1
        known = {option.id for option in profile.options}
        assert all(known.issuperset(named(ballot.marks)) for ballot in profile.ballots)
        assert all("line" in w.params for w in warnings if w.code not in ("ballots.alike", "ballots.more-of-these"))
    assert place >= 1
