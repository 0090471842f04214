"""Answers of a form of which one cell holds all that a person chose."""

from pathlib import Path

import pytest

from labapp.counting.profile import Approvals, Marks, Ranking
from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.exchange.test_bad_files import said

TRACKS = Reading(tracks=True)
MICROSOFT = "ID,Start time,Completion time,Email,Name,{}\n"
CHOICES = ("table.lists-as-choices", 2)


def answers(tmp_path: Path, text: str) -> list[Marks]:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    return [ballot.marks for ballot in read_ballots(path, TRACKS)[0].ballots for _ in range(ballot.count)]


def from_microsoft(question: str, *cells: str) -> str:
    rows = (f"{n},1/2/26 10:00,1/2/26 10:01,anonymous,,{cell}\n" for n, cell in enumerate(cells, 1))
    return MICROSOFT.format(question) + "".join(rows)


@pytest.mark.parametrize("question", ["Order these", "Your 3 choices", "Choice 1"])
def test_a_ranking_of_microsoft_forms_is_one(tmp_path: Path, question: str) -> None:
    text = from_microsoft(question, "Park;Pool;", "Pool;Park;", "")
    both = [Ranking((("Park",), ("Pool",))), Ranking((("Pool",), ("Park",))), Ranking(())]
    assert answers(tmp_path, text) == both
    assert said(tmp_path, "x.csv", text, TRACKS) == [("table.lists-as-rankings", 2)]


def test_where_not_all_options_are_named_they_are_choices(tmp_path: Path) -> None:
    text = from_microsoft("Which?", "Park;Pool;", "Lake;Park", "Pool;Lake;Pool;")
    assert answers(tmp_path, text)[1:] == [Approvals(("Lake", "Park")), Approvals(("Pool", "Lake"))]
    assert said(tmp_path, "x.csv", text, TRACKS) == [CHOICES, ("ballots.repeated", 4)]


@pytest.mark.parametrize("question", ["Which?", "Twoje 3 wybory"])
def test_ticked_boxes_of_google_forms_are_choices(tmp_path: Path, question: str) -> None:
    text = f'Timestamp;Why?;{question}\n1;;Park, Pool\n2;;Park\n3;so;Park, Pool, Lake\n'
    assert answers(tmp_path, text)[0] == Approvals(("Park", "Pool"))
    assert said(tmp_path, "x.csv", text, TRACKS) == [("table.column-ignored", 1), CHOICES]


def test_rows_that_stand_for_many_ballots_weigh_so(tmp_path: Path) -> None:
    text = "count,Which?\n3,Park;Pool\n2,Park\n2,Lake;Pool\n"
    assert len(answers(tmp_path, text)) == 7


@pytest.mark.parametrize(
    "cells",
    [
        ("Park, new, Pool", "Park, new", "Pool, Lake"),
        ("Smith, John", "Doe, Ann", "Smith, John", "Doe, Ann"),
        ("Smith, John", "Smith, Ann", "Doe, John", "Doe, Ann", ""),
        ("Park (new, big), Pool", "Pool", "Pool, Lake", "Lake, Park (new, big)"),
        ("Park, Pool, Lake", "Park, Pool", "Lake", "Park, Pool"),
    ],
)
def test_what_may_be_one_name_with_a_comma_is_refused(tmp_path: Path, cells: tuple[str, ...]) -> None:
    text = "Timestamp,Which?\n" + "".join(f'{n},"{cell}"\n' for n, cell in enumerate(cells, 1))
    assert said(tmp_path, "x.csv", text, TRACKS)[-1] == ("table.comma-in-name", 2)
    parted = text.replace(", Pool", ";Pool").replace(", Lake", ";Lake").replace(", Park", ";Park")
    if ";" in parted:
        assert ("table.comma-in-name", 2) not in said(tmp_path, "x.csv", parted, TRACKS)


@pytest.mark.parametrize(
    "cells", [("Park;Pool", "Pool;Lake", "Park, Lake", "Lake"), ("Park, Pool", "Pool, Lake", "Park;Lake", "Lake")]
)
def test_an_answer_parted_by_another_mark_is_refused(tmp_path: Path, cells: tuple[str, ...]) -> None:
    text = "Timestamp,Which?\n" + "".join(f'{n},"{cell}"\n' for n, cell in enumerate(cells, 1))
    assert said(tmp_path, "x.csv", text, TRACKS)[-1] == ("table.other-mark", 4)
    kept = text.replace(", ", ";").replace("Park;Lake", "Forest, Hill").replace("Pool;Lake", "Pool;Park")
    assert ("table.other-mark", 4) not in said(tmp_path, "x.csv", kept, TRACKS)


def test_a_slip_among_choices_is_said(tmp_path: Path) -> None:
    text = "id,Which?\n" + "1,Parking;Pool\n" * 3 + "7,Parkng;Pool\n"
    assert said(tmp_path, "x.csv", text, TRACKS)[-1] == ("ballots.alike", None)


@pytest.mark.parametrize(
    "text",
    [
        "Timestamp,Which?\n10:01,Park\n10:02,Pool\n10:03,Park\n10:04,\n",
        'id,"Las, gaj?"\n1,"Las, gaj"\n2,Park\n3,Park\n4,Pool\n5,Park\n6,Pool\n7,Pool\n',
    ],
)
def test_one_answer_each_is_a_choice(tmp_path: Path, text: str) -> None:
    assert all(isinstance(marks, Approvals) and len(marks.chosen) < 2 for marks in answers(tmp_path, text))
    assert said(tmp_path, "x.csv", text, TRACKS) == [CHOICES]


@pytest.mark.parametrize("vote", ["Park;Pool", "Pool"])
def test_a_consent_beside_the_vote_is_no_other_question(tmp_path: Path, vote: str) -> None:
    text = f"Timestamp,Zgoda na RODO,Which?\n10:01,Tak,Park\n10:02,Tak,{vote}\n10:03,Tak,Park\n10:04,Tak,Pool\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == [("table.column-ignored", 1), CHOICES]


@pytest.mark.parametrize(
    "text",
    [
        "Karta,Park\nPark,Karta\nPool,Karta\nLake,Karta\n",
        "Street no,Park\nPark,Pool\nPool,Pool\nStreet no,Pool\n",
    ],
)
def test_ballots_without_headings_keep_their_first_one(tmp_path: Path, text: str) -> None:
    assert len(answers(tmp_path, text)) == 4


@pytest.mark.parametrize(
    "text",
    [
        "id,A?,B?\n1,Park;Pool,Ann;Bo\n2,Park,Bo;Ann\n",
        "id,A?,B?\n1,clubs;schools,Park\n2,clubs,Pool\n3,clubs;schools,Park\n",
    ],
)
def test_answers_to_several_questions_are_refused_by_their_names(tmp_path: Path, text: str) -> None:
    """Of two columns the one of lists was counted: the sectors of people won instead of what they voted for."""
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    assert (caught.value.code, caught.value.params["columns"]) == ("table.several-lists", '"A?", "B?"')


@pytest.mark.parametrize(
    "text",
    [
        'id,rank 1\n1,"Smith, John"\n2,"Doe, Ann"\n3,"Smith, John"\n',
        "id,rank 1,tags\n1,Park,a;b\n2,Pool,b;a\n",
        "id,Park,Pool,tags\n1,1,2,a;b\n2,2,1,b;a\n",
    ],
)
def test_a_table_of_ranks_has_no_such_lists(tmp_path: Path, text: str) -> None:
    assert all(isinstance(marks, Ranking) and len(marks.levels) < 3 for marks in answers(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "Vote\nid;Park;Pool\n1;1;2\n2;2;1\n",
        'Vote\nid,Which?\n1,Park;Pool\n2,Pool;Park\n',
        'id,Remark\n1,"Well, yes"\n2,"No, not I"\n',
        'id,"Park, Pool"\n1,"Pool, Park"\n2,"Park, Lake"\n3,Park\n',
    ],
)
def test_a_table_under_a_title_prose_and_lists_without_a_heading_are_none(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, "x.csv", text, TRACKS)[-1][0] in ("table.title-above", "table.header-or-ballot")
