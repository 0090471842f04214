"""How long voting would take is said before the start, and paper is proposed where the booth would take too long."""

import re

import pytest

from labapp.kinds.vote import pace, rounds
from labapp.kinds.vote.terms import terms
from ui.kinds.vote.page import VotePage


@pytest.fixture
def form(room, context, qtbot):
    def new(people, language="en", **settings):
        here = room(**{"sectors": "S" * people, "titles": "abcdefgh", "secrecy": "secret", "form": "dots",
                       "limits": {"n": 5, "cap": 3}, **settings})  # fmt: skip
        page = VotePage(context(here, language), here.activity)
        here.lab.subscribe(page.refresh)
        qtbot.addWidget(page)
        page.resize(700, 560)
        page.show()
        page.here = here
        return page.setup.terms

    return new


def channels(shown):
    here = shown.window().here
    return rounds.get(here.lab.read, here.vote).terms.channels


def minutes(shown, name):
    """The minutes said for one channel."""
    return int(re.search(name + r" – about (\d+)\smin", shown.pace.text())[1])


def test_forty_people_are_sent_to_paper_with_one_click(form):
    shown = form(40)
    assert shown.pace.isVisible()
    assert minutes(shown, "booth") > 10 > minutes(shown, "paper ballots")
    assert "over ten minutes" in shown.pace.text()
    assert shown.take_quickest.text() == "Use the quickest: paper ballots"
    shown.take_quickest.click()
    assert channels(shown) == ("paper",)
    assert not shown.take_quickest.isVisible()


def test_in_polish_too(form):
    assert "ponad dziesięć minut" in form(40, "pl").pace.text()


def test_eight_people_stay_at_the_booth(form):
    shown = form(8)
    assert minutes(shown, "booth") <= 10
    assert "over ten minutes" not in shown.pace.text()
    assert not shown.take_quickest.isVisible()


def test_it_is_those_present_who_count(form):
    shown = form(40)
    here = shown.window().here
    from labapp.model import people

    with here.lab.change("presence.leave") as tx:
        for person in here.people[8:]:
            people.leave(tx, person)
    shown.window().refresh(None)
    assert shown.pace.text().startswith("For 8 people")
    assert not shown.take_quickest.isVisible()


def test_by_sector_there_is_nothing_quicker_than_the_booth(form):
    shown = form(40, secrecy="sector")
    assert "paper" not in shown.pace.text()
    assert "over ten minutes" not in shown.pace.text()
    assert not shown.take_quickest.isVisible()


@pytest.mark.parametrize("people", range(1, 80, 3))
@pytest.mark.parametrize("secrecy", ["open", "secret"])
@pytest.mark.parametrize("kind", ["dots", "choose", "ranking", "answers"])
def test_the_booth_gives_way_exactly_after_ten_minutes(kind, secrecy, people):
    agreed = terms({"form": kind, "secrecy": secrecy, "channels": ["booth"]})
    found = pace.seconds(agreed, 6, people)
    proposed = pace.quickest(agreed, 6, people)
    if proposed == "hands":
        assert found["hands"] == min(found.values())
    elif found["booth"] > 600:
        assert found[proposed] == min(found.values())
    else:
        assert proposed == "booth"
    assert pace.booth_too_long(agreed, 6, people) is (found["booth"] > 600 and proposed != "booth")
