"""Another order for every voter: truly shuffled, under the numbers of everywhere, and nowhere in what is stored."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from labapp.kinds.vote import box, options
from labapp.kinds.vote.kind import Vote
from labapp.model import agenda
from tests.kinds.vote.room import make
from ui.booth.window import BoothWindow

TITLES = "abcd"
DRAWS = 60  # that one of four options never comes first in so many true draws happens once in ten million runs


@pytest.fixture
def booth(context):
    made = []

    def new(here):
        window = BoothWindow(context(here), here.vote, locked=False)
        made.append(window)
        window.show()
        return window

    yield new
    for window in made:
        window.leave()
        window.deleteLater()


def opened(room, **settings):
    here = room(**{"titles": TITLES, "shuffle": True, "limits": {"min": 1, "max": 2}, **settings})
    box.open_vote(here.lab, here.vote)
    return here


def order(window):
    """The numbers of the rows as the voter sees them, from the top."""
    return tuple(int(row.findChild(QLabel).text()) for row in sorted(window.ballot.rows.values(), key=lambda r: r.y()))


def drawn(window, here, voters):
    orders = []
    for place in range(DRAWS):
        window.choose(here.people[place % voters])
        window.ballot.widget().layout().activate()
        orders.append(order(window))
    return orders


def test_every_voter_gets_a_draw_of_their_own(room, booth):
    here = opened(room)
    window = booth(here)
    orders = drawn(window, here, len(here.people))
    assert {tuple(sorted(found)) for found in orders} == {(1, 2, 3, 4)}
    assert len(set(orders)) > 8
    for place in range(4):  # every option stands in every place, so none is favoured by always being first
        assert set(Counter(found[place] for found in orders)) == {1, 2, 3, 4}


def test_the_same_voter_who_comes_back_gets_another_draw(room, booth):
    here = opened(room)
    assert len(set(drawn(booth(here), here, voters=1))) > 8  # nothing of the person decides the order


def test_without_the_setting_the_order_is_the_one_of_the_numbers(room, booth):
    here = opened(room, shuffle=False)
    assert set(drawn(booth(here), here, len(here.people))) == {(1, 2, 3, 4)}


def test_a_number_names_the_same_option_wherever_it_stands(room, booth):
    here = opened(room)
    window = booth(here)
    titles = {choice.number: choice.title for choice in options.of_vote(here.lab.read, here.vote)}
    scene = Vote().scene(here.lab.read, agenda.activity(here.lab.read, here.activity))
    assert {option.number: option.title for option in scene.options} == titles
    for voter in here.people:
        window.choose(voter)
        shown = {int(row.findChildren(QLabel)[0].text()): row.findChildren(QLabel)[1].text()
                 for row in window.ballot.rows.values()}  # fmt: skip
        assert shown == titles
        first = next(iter(window.ballot.rows.values()))
        QTest.keyClicks(first, "3")
        assert window.focusWidget().choice.number == 3


def press(row, place):
    row.findChildren(QPushButton)[place].click()


FORMS = {
    "choose": ({"min": 1, "max": 2}, lambda rows: (rows[4].click(), rows[2].click()), "[2,4]"),
    "ranking": ({"min": 1, "max": 0}, lambda rows: (rows[4].click(), rows[1].click(), rows[3].click()), "[4,1,3]"),
    "dots": ({"n": 3, "cap": 3}, lambda rows: (rows[3].click(), rows[1].click(), rows[3].click()), '{"1":1,"3":2}'),
    "answers": ({}, lambda rows: (press(rows[4], 1), press(rows[1], 0)), '{"1":"yes","4":"no"}'),
    "score": (
        {"low": 1, "high": 5, "criteria": [""]}, lambda rows: (press(rows[3], 4), press(rows[2], 0)),
        '{"":{"2":1,"3":5}}',
    ),
    "agreement": ({"steps": 5}, lambda rows: (press(rows[4], 4), press(rows[1], 0)), '{"1":1,"4":5}'),
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(FORMS))
def test_what_is_stored_says_nothing_of_the_order(room, booth, form):
    limits, fill, body = FORMS[form]
    here = opened(room, form=form, limits=limits)
    window = booth(here)
    for voter in here.people[:8]:
        window.choose(voter)
        fill(window.ballot.rows)
        QTest.mouseClick(window.cast, Qt.MouseButton.LeftButton)
        assert window.ballot is None
    assert {row["body"] for row in here.lab.read.rows("SELECT body FROM vote_ballots")} == {body}


def test_two_secret_votes_in_other_orders_end_in_the_same_bytes(qapp, context, tmp_path):
    """The draws differ, the marks do not: if any trace of an order were kept, the files would differ."""
    ended = []
    for run in ("one", "two"):
        folder = tmp_path / run
        folder.mkdir()
        here = make(folder / "a.lab", "SSSSSSSS", TITLES, form="ranking", secrecy="secret", shuffle=True,
                    limits={"min": 1, "max": 0})  # fmt: skip
        box.open_vote(here.lab, here.vote)
        window = BoothWindow(context(here), here.vote, locked=False)
        seen = []
        for place, voter in enumerate(here.people):
            window.choose(voter)
            seen.append(tuple(window.ballot.rows))
            for number in (place % 4 + 1, (place + 2) % 4 + 1):
                window.ballot.rows[number].click()
            window.cast_ballot()
        window.leave()
        window.deleteLater()
        box.close_vote(here.lab, here.vote)
        ended.append((seen, here.vacuumed(folder / "copy.lab")))
        here.close()
    assert ended[0][0] != ended[1][0]
    assert ended[0][1] == ended[1][1]
