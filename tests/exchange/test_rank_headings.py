"""Headings and cells that say a rank in words, as people and forms write them."""

from pathlib import Path

import pytest

from labapp.counting.profile import Ranking
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.exchange.test_bad_files import said

TRACKS = Reading(tracks=True)


def first_ballot(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    marks = read_ballots(path, TRACKS)[0].ballots[0].marks
    assert isinstance(marks, Ranking)
    return [name for level in marks.levels for name in level]


@pytest.mark.parametrize(
    "headings",
    [
        "First choice,Second choice", "Your first choice,Your second choice", "Q2 [First Choice],Q2 [Second Choice]",
        "Pierwszy wybór,Drugi wybór", "Pierwsze miejsce:,Drugie miejsce:", "I wybór,II wybór", "Miejsce I,Miejsce II",
        "Ranga 1,Ranga 2", "Pozycja nr 1,Pozycja nr 2", "Priorytet 1,Priorytet 2", "1. wybór,2. wybór",
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", [1, -1])
def test_headings_that_spell_a_rank_out(tmp_path: Path, headings: str, order: int) -> None:
    rows = [headings.split(","), ["Park", "Pool"], ["Pool", "Lake"]]
    text = "".join("v," + ",".join(row[::order]) + "\n" for row in rows)
    assert first_ballot(tmp_path, text) == ["Park", "Pool"]


@pytest.mark.parametrize(
    ("one", "two"), [("1.", "2."), ("1st", "2nd"), ("1. miejsce", "2. miejsce"), ("First choice", "Second choice")]
)
def test_ranks_in_words_under_options(tmp_path: Path, one: str, two: str) -> None:
    text = f"id,Order [Park],Order [Pool]\n7,{two},{one}\n8,{one},{two}\n"
    assert first_ballot(tmp_path, text) == ["Pool", "Park"]


def test_a_name_in_brackets_is_no_answer_to_a_question_unless_all_are(tmp_path: Path) -> None:
    assert first_ballot(tmp_path, "id,Park [new],Pool\n7,2,1\n8,1,2\n") == ["Pool", "Park [new]"]


@pytest.mark.parametrize(
    "text",
    [
        "id,Miejsce 1,Miejsce 2\n1,2,1\n2,1,2\n",
        "id,Place 1,Place 2,Place 3\n1,2,1,3\n2,1,2,3\n",
        "id,Park,Miejsce 1 przy stole,Pool\n1,2,1,3\n2,1,2,3\n",
    ],
)
def test_what_may_be_a_rank_or_an_option_is_refused(tmp_path: Path, text: str) -> None:
    """Read as ranks, the numbers below were options, and one of them won."""
    assert said(tmp_path, "x.csv", text, TRACKS)[-1] == ("table.ranks-or-options", 1)


@pytest.mark.parametrize(
    "text",
    [
        "id,rank 1,rank 2\n1,2,1\n2,1,2\n",
        "id,Place 1,Place 2\n1,Park,Pool\n2,Pool,\n",
        "count,choice 1\n2,1\n1,2\n",
        "id,First choice bakery,Park\n1,1,2\n2,2,1\n",
        "id,2 place zabaw,Park\n1,1,2\n2,2,1\n",
        "id,1st place,2nd place\n1,Park,Pool\n2,Pool,Park\n",
    ],
)
def test_what_is_surely_a_rank_or_an_option_is_read(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, "x.csv", text, TRACKS) == []
