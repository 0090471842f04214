"""`lab count`: the JSON others rely on, sentences for people, refusals with their place."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.test_frame import lab
from tests.shared_data import shared_data

RANKS = "rank 1,rank 2,rank 3\nPark,Bench,Stage\nBench,Park,\nStage,Bench,Park\nPark,,\n"
KEYS = {"rule", "settings", "ballots", "winners", "ties", "scores", "rounds", "explanation", "warnings"}


@pytest.fixture
def ballots(tmp_path: Path) -> Path:
    path = tmp_path / "ballots.csv"
    path.write_text(RANKS, encoding="utf-8")
    return path


def counted(*words: object) -> dict:
    status, out, err = lab("count", *map(str, words), "--json", "--lang", "en")
    assert status == 0, err
    assert out.count("\n") == 1
    return json.loads(out)


def test_the_json_has_its_shape(ballots: Path) -> None:
    found = counted(ballots, "--rule", "irv")
    assert set(found) == KEYS
    assert found["rule"] == "irv"
    assert found["ballots"] == {"valid": 4, "invalid": 0, "blank": 0}
    assert found["scores"]["Park"] == "2"
    assert found["rounds"][0] == {
        "round": 1,
        "votes": {"Park": "2", "Bench": "1", "Stage": "1"},
        "active": "4",
        "exhausted": "0",
        "excluded": found["rounds"][0]["excluded"],
        "elected": [],
        **({"tie": found["rounds"][0]["tie"]} if "tie" in found["rounds"][0] else {}),
    }
    assert found["settings"]["overvote"] == "exhaust"
    assert all(isinstance(sentence, str) and sentence for sentence in found["explanation"])


def test_quantities_are_exact_text(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("rank 1,rank 2,weight\nPark,Bench,0.5\nBench,Park,0.25\n", encoding="utf-8")
    assert counted(path, "--rule", "plurality")["scores"] == {"Park": "1/2", "Bench": "1/4"}


def test_quantities_of_thousands_of_digits_are_exact_text_too(tmp_path: Path) -> None:
    """Every surplus passed on about doubles the digits of exact STV; Python writes no more than 4 300 unless asked."""
    chance = random.Random(5)
    names = [f"option {number}" for number in range(40)]
    papers = [sorted(names, key=lambda name: chance.expovariate(1 / (int(name[7:]) + 1)))[:12] for _ in range(3000)]
    path = tmp_path / "many-seats.csv"
    rows = [[f"rank {number}" for number in range(1, 13)], *papers]
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    votes = counted(path, "--rule", "stv", "--seats", "20")["rounds"][-1]["votes"]
    assert max(map(len, votes.values())) > 2 * 4300
    assert all(re.fullmatch(r"\d+(/\d+)?", text) for text in votes.values())
    below = max((text.partition("/")[2] for text in votes.values()), key=len)
    assert len(below) > 4300


def test_a_tie_left_open_is_an_honest_answer(tmp_path: Path) -> None:
    path = tmp_path / "tie.csv"
    path.write_text("rank 1,rank 2\nA,B\nB,A\n", encoding="utf-8")
    found = counted(path, "--rule", "plurality")
    assert found["winners"] == []
    assert [(tie["among"], tie["decided_by"]) for tie in found["ties"]] == [(["A", "B"], None)]


def test_options_reach_the_rule_and_its_settings(ballots: Path) -> None:
    found = counted(ballots, "--rule", "borda", "--option", "unranked=average", "--seats", 2)
    assert (found["settings"]["unranked"], found["settings"]["seats"]) == ("average", 2)
    assert len(found["winners"]) == 2


def test_a_ward_brings_its_seats_only_to_rules_that_fill_several() -> None:
    ward = shared_data("scot-elex", "orkney_2022_ward5.csv")
    assert counted(ward, "--rule", "stv")["winners"] == ["3", "5", "1"]
    assert counted(ward, "--rule", "stv", "--seats", 1)["winners"] == ["3"]
    assert counted(ward, "--rule", "schulze")["winners"] == ["3"]


def test_categories_approve_the_first_unless_told() -> None:
    source = shared_data("preflib", "00026-00000002.cat")
    found = counted(source, "--rule", "approval")
    assert (found["winners"], found["scores"]["5"], found["settings"]["approve"]) == (["5"], "175", 1)
    assert counted(source, "--rule", "approval", "--option", "approve=2")["scores"]["5"] == "409"
    assert "approve" not in counted(source, "--rule", "schulze")["settings"]


def test_a_configuration_says_how_papers_are_read() -> None:
    source = shared_data("rctab", "generic_csv_test", "generic_csv_test_config.json")
    found = counted(source, "--rule", "irv")
    assert found["settings"]["exclude-first"] == ["Undeclared Write-ins"]
    assert found["winners"] == ["Cucumber"]
    other = counted(source, "--rule", "irv", "--option", "overvote=skip", "--option", "exclude-first=")
    assert (other["settings"]["overvote"], other["settings"]["exclude-first"]) == ("skip", [])


def elections(folder: Path, *papers: str, **rules: object) -> Path:
    """Write an RCTab configuration and its papers, a rank a cell; names of candidates hold commas and quotes."""
    rows = "".join(f"{number},{paper}\n" for number, paper in enumerate(papers, 1))
    (folder / "votes.csv").write_text("id,1,2,3\n" + rows, encoding="utf-8")
    source = {"provider": "ess", "filePath": "votes.csv", "firstVoteColumnIndex": "2", "firstVoteRowIndex": "2"}
    candidates = [{"name": name, "aliases": [name[0]]} for name in ('Ada "A", dr', "Bela, mgr", "Cyd")]
    config = {"cvrFileSources": [source], "candidates": candidates}
    path = folder / "config.json"
    path.write_text(json.dumps({**config, "rules": {"overvoteRule": "exhaustImmediately", **rules}}), encoding="utf-8")
    return path


def test_a_configuration_says_how_ties_fall_unless_told_otherwise(tmp_path: Path) -> None:
    path = elections(tmp_path, "A,C", "B,C", "C", "C", "A", "B", tiebreakMode="useCandidateOrder")
    found = counted(path, "--rule", "irv")
    assert (found["settings"]["exclude-ties"], found["settings"]["lot"]) == ("lot", ['Ada "A", dr', "Bela, mgr", "Cyd"])
    assert [row["excluded"] for row in found["rounds"]] == [["Cyd"], ["Bela, mgr"], []]
    assert found["winners"] == ['Ada "A", dr']
    told = counted(path, "--rule", "irv", "--option", "exclude-ties=open")
    assert told["winners"] == []
    path = elections(tmp_path, "A", "B", "C", tiebreakMode="previousRoundCountsThenRandom")
    assert counted(path, "--rule", "irv")["settings"]["exclude-ties"] == "backwards"


def test_a_configuration_says_quota_and_decimals(tmp_path: Path) -> None:
    rules = {"hareQuota": True, "decimalPlacesForVoteArithmetic": "3", "numberOfWinners": "2"}
    path = elections(tmp_path, "A", "A", "A,B", "B", "C", **rules, nonIntegerWinningThreshold=True)
    found = counted(path, "--rule", "stv")
    assert [found["settings"][name] for name in ("quota", "precision", "seats", "quota-votes")] == ["hare", 3, 2, 3]
    assert any("nonIntegerWinningThreshold" in warning for warning in found["warnings"])
    assert counted(path, "--rule", "stv", "--option", "quota=droop")["settings"]["quota-votes"] == 2
    assert "quota" not in counted(path, "--rule", "borda")["settings"]


def test_warnings_are_in_the_json_and_on_standard_error(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("rank 1,rank 2\nA,A\nB,A\nA,B\n", encoding="utf-8")
    status, out, err = lab("count", str(path), "--rule", "irv", "--json", "--lang", "en")
    assert status == 0
    assert json.loads(out)["warnings"][0].startswith("line 2: ")
    assert err.startswith("x.csv, line 2: ")


def test_people_read_rule_ballots_winners_and_reasons(ballots: Path) -> None:
    status, out, err = lab("count", str(ballots), "--rule", "schulze", "--lang", "pl")
    assert (status, err) == (0, "")
    assert "Głosy: ważne 4, nieważne 0, puste 0" in out
    assert "Remis: „Park” i „Bench”" in out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--option", "ties"), 2, "name=value"),
        (("--option", "=1"), 2, "name=value"),
        (("--option", "ties=open", "--option", "ties=lot"), 2, "twice"),
        (("--seats", "2", "--option", "seats=3"), 2, "twice"),
        (("--option", "colour=red"), 2, "colour"),
        (("--option", "ties=maybe"), 2, "ties"),
        (("--seats", "0"), 2, "seats"),
        (("--option", "approve=1"), 2, ".cat"),
        (("--option", "lot=Nobody", "--option", "exclude-ties=lot"), 1, "Nobody"),
    ],
)
def test_refusals_are_one_sentence(ballots: Path, words: tuple[str, ...], status: int, said: str) -> None:
    got, out, err = lab("count", str(ballots), "--rule", "irv", "--lang", "en", *words)
    assert (got, out, err.count("\n")) == (status, "", 1)
    assert said in err


def test_marks_that_a_rule_cannot_count_are_refused(ballots: Path) -> None:
    status, out, err = lab("count", str(ballots), "--rule", "score-mean", "--lang", "en")
    assert (status, out) == (1, "")
    assert "grades" in err


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.dat"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("1,2")
    assert lab("count", str(tmp_path / name), "--rule", "irv")[0] == 1


SAMPLES = ["preflib/00023-00000001.toi", "scot-elex/orkney_2022_ward5.csv", "votekit/test_election_C.csv",
           "rctab/generic_csv_test/generic_csv_test_cvr.csv", "pb/Poland_Gdansk_2020.pb"]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sample=st.sampled_from(SAMPLES), line=st.integers(0, 400), change=st.sampled_from(["cut", "drop", "twice", "x"]))
def test_a_file_changed_at_any_line_gives_an_outcome_or_one_sentence(
    tmp_path: Path, sample: str, line: int, change: str
) -> None:
    whole = shared_data(*sample.split("/")).read_bytes().splitlines(keepends=True)
    at = line % len(whole)
    middle = {"cut": [], "drop": whole[at + 1 :], "twice": [whole[at], *whole[at:]], "x": [b"x", *whole[at:]]}[change]
    path = tmp_path / Path(sample).name
    path.write_bytes(b"".join([*whole[:at], *middle]))
    rule = "greedy" if path.suffix == ".pb" else "irv"
    status, out, err = lab("count", str(path), "--rule", rule, "--json", "--lang", "en")
    if status == 0:
        assert set(json.loads(out)) >= KEYS
    else:
        assert (status, out) == (1, "")
        assert err.splitlines()[-1].startswith(f"lab count: {path.name}, line ")


@pytest.mark.parametrize(("rule", "ways"), [("irv", 100_000), ("stv", 30_000)])
def test_more_ways_are_followed_than_in_a_room_unless_told(tmp_path: Path, rule: str, ways: int) -> None:
    ids = [f"o{n}" for n in range(12)]
    path = tmp_path / "circle.csv"
    rows = [",".join(f"rank {n + 1}" for n in range(12)), *(",".join(ids[n:] + ids[:n]) for n in range(12))]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    words = (path, "--rule", rule, "--option", "exclude-ties=open")
    patient, hasty = counted(*words), counted(*words, "--option", "ways=50")
    assert (patient["settings"]["ways"], hasty["settings"]["ways"]) == (ways, 50)
    assert patient["winners"] == hasty["winners"] == []
    assert patient["ties"][0]["among"] == ids
    assert "too many ways" in " ".join(hasty["explanation"])
    assert "too many ways" not in " ".join(patient["explanation"])


def test_a_first_rank_overvoted_by_unknown_names_is_no_vote_for_the_second(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("rank 1,rank 2,rank 3\novervote,B,C\nB,A,\nA,C,\nA,B,\n", encoding="utf-8")
    found = counted(path, "--rule", "plurality")
    assert (found["winners"], found["scores"]["B"], found["ballots"]["invalid"]) == (["A"], "1", 1)


def test_options_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "x.soc"
    head = "# NUMBER ALTERNATIVES: 2\n# NUMBER VOTERS: 3\n# ALTERNATIVE NAME 1: Jan\n# ALTERNATIVE NAME 2: Jan\n"
    path.write_text(head + "2: 1,2\n1: 2,1\n", encoding="utf-8")
    sentences = counted(path, "--rule", "plurality")["explanation"]
    assert "Jan (1)" in sentences[0]
    assert "Jan (2)" in sentences[1]


def test_how_many_categories_are_approved_is_a_whole_number_from_1(tmp_path: Path) -> None:
    path = tmp_path / "x.cat"
    path.write_text("", encoding="utf-8")
    for value in ("0", "x", "1.5", "-1"):
        status, _, err = lab("count", str(path), "--rule", "approval", "--lang", "en", "--option", f"approve={value}")
        assert status == 2
        assert "a whole number from 1" in err


def test_what_would_command_a_terminal_is_shown_instead(tmp_path: Path) -> None:
    """A title comes out of somebody's file: it stays on its line and moves no cursor."""
    path = tmp_path / "x.csv"
    path.write_text("rank 1,rank 2\n\x1b[31mRed,B\n\x1b[31mRed,\x1b[31mRed\n", encoding="utf-8")
    status, out, err = lab("count", str(path), "--rule", "borda", "--lang", "en")
    assert (status, "\x1b" in out + err) == (0, False)
    assert "\\x1b[31mRed" in out


def test_a_name_without_an_ending_and_an_empty_one_are_named(tmp_path: Path) -> None:
    (tmp_path / "votes").write_text("1,2", encoding="utf-8")
    assert "has no ending" in lab("count", str(tmp_path / "votes"), "--rule", "irv", "--lang", "en")[2]
    status, _, err = lab("count", "", "--rule", "irv", "--lang", "en")
    assert (status, err) == (3, "lab count: .: this is a folder, not a file.\n")
