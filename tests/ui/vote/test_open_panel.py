"""What the page says while a vote is open: who has not voted, what stays secret, rows of hands."""

import pytest

from labapp.kinds.vote import options, paper
from tests.ui.vote.hand import primary
from ui.stage.fitting import clean


@pytest.mark.parametrize(
    ("channels", "left", "kept"),
    [(["booth"], "Not voted yet: 15", False), (["booth", "hands"], "Not voted yet: 15", True)],
)
def test_hands_are_never_said_to_be_put_down_by_name(room, page, channels, left, kept):
    shown = page(room(titles="a", form="answers", channels=channels))
    primary(shown).trigger()
    assert shown.open.without_title.text() == left
    assert ("hands are not put down" in shown.open.secrecy.text()) is kept


@pytest.mark.parametrize(
    ("channels", "said"),
    [(["paper"], "names are not written down"), (["booth", "paper"], "paper ballots are not")],
)
def test_to_hold_a_paper_ballot_is_not_to_have_voted(room, page, channels, said):
    here = room(titles="ab", channels=channels)
    shown = page(here)
    primary(shown).trigger()
    assert said in shown.open.secrecy.text()  # an open vote, yet nobody's name is on a paper
    paper.issue(here.lab, here.vote, here.people)
    shown.refresh()
    assert shown.open.without_title.text() == "Neither voted nor given a paper ballot: 0"


def test_a_row_of_hands_shows_all_its_words_and_repeats_none(room, page):
    here = room(titles="", form="answers", channels=["booth", "hands", "stage"])
    title = "Uporządkowanie terenu wokół dworca, nasadzenia drzew i naprawa chodnika przed głównym wejściem"
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, title)
    shown = page(here)
    primary(shown).trigger()
    table = shown.open.table
    words = [table.item(row, 0).text() for row in range(3)]
    assert words == [f"1.  {clean(title)}\n1.  For", "1.  Against", "1.  Abstain"]
    needed = table.fontMetrics().horizontalAdvance(title) / (table.columnWidth(0) - 28) + 1
    assert table.rowHeight(0) >= table.fontMetrics().lineSpacing() * needed
    for door in (shown.open.booth, shown.open.stage):
        assert door.width() >= door.sizeHint().width()
