"""By sector, the moderator sees before the start which sectors will be counted together, and may ask for more."""

import pytest

from labapp.kinds.vote import box, entitled, rounds
from ui.kinds.vote.page import VotePage


@pytest.fixture
def form(room, context, qtbot):
    def new(sectors, language="en", **settings):
        here = room(sectors=sectors, **{"secrecy": "sector", "channels": ["booth"], **settings})
        page = VotePage(context(here, language), here.activity)
        here.lab.subscribe(page.refresh)
        qtbot.addWidget(page)
        page.resize(700, 560)
        page.show()
        page.here = here
        return page.setup.terms

    return new


def frozen(here):
    """How many people each cell has once the vote is open."""
    cells = [voter.cell for voter in entitled.frozen(here.lab.read, here.vote)]
    return sorted(cells.count(cell) for cell in set(cells))


def test_what_will_be_counted_together_is_said_and_comes_true(form):
    shown = form("SSSSSSSOOOOOOMME")
    assert shown.cells.together.isVisible()
    assert shown.cells.together.text() == "Counted separately: sector E + sector M + sector O (9), sector S (7)."
    here = shown.window().here
    shown.cells.least.setValue(3)
    assert rounds.get(here.lab.read, here.vote).terms.minimum_cell == 3
    assert "sector E + sector M (3)" in shown.cells.together.text()
    box.open_vote(here.lab, here.vote)
    assert frozen(here) == [3, 6, 7]


def test_too_few_people_have_no_sectors(form):
    shown = form("SSOM", "pl")
    assert "wszyscy liczeni są razem" in shown.cells.together.text()
    box.open_vote(shown.window().here.lab, shown.window().here.vote)
    assert frozen(shown.window().here) == [4]


def test_it_is_asked_only_by_sector(form):
    shown = form("SSSSSOOOOO", secrecy="secret")
    assert not shown.cells.least.isVisible()
    assert not shown.cells.together.isVisible()
