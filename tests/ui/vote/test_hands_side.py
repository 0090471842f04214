"""Counting in the room on the console: one way of counting a vote, figures that agree, words of what is counted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from labapp.kinds.vote import box, hands, reconcile, reconcile_words, result, rounds
from labapp.model import people
from labapp.wording.translate import translator
from ui.kinds.vote.page import VotePage


@pytest.fixture
def opened(room, context, qtbot):
    """Return a maker of a room with an open vote and its page."""

    def make(language="en", **settings):
        here = room(**settings)
        box.open_vote(here.lab, here.vote)
        shown = VotePage(context(here, language), here.activity)
        qtbot.addWidget(shown)
        shown.resize(1000, 560)
        shown.show()
        return here, shown

    return make


def answer(monkeypatch, place, said):
    def pressed(question):
        said.append(question.text())
        question.buttons()[place].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", pressed)


def test_switching_asks_clears_all_and_is_undone_with_its_way(opened, monkeypatch):
    here, shown = opened("pl", titles="a", form="answers", channels=["hands"])
    side, said = shown.open.hands_holder, []
    for row, count in enumerate(("3", "8", "1")):
        side.table.item(row, 1).setText(count)
    answer(monkeypatch, 1, said)  # keep
    side.by_sector.click()
    assert said == ["Policzono już całą salę. Liczyć od nowa według sektorów?"]
    assert (side.by_sector.isChecked(), side.table.columnCount()) == (False, 2)
    answer(monkeypatch, 0, said)  # count anew
    side.by_sector.click()
    assert hands.counts(here.lab.read, here.vote) == []
    assert (side.by_sector.isChecked(), side.table.columnCount()) == (True, 6)
    side.table.item(1, 1).setText("1")
    assert [item.count for item in hands.counts(here.lab.read, here.vote)] == [1]
    answer(monkeypatch, 0, said)
    side.by_sector.click()  # and back, asked again
    assert said[-1] == "Policzono już według sektorów. Liczyć od nowa całą salę?"
    assert (side.by_sector.isChecked(), side.table.columnCount()) == (False, 2)
    for _again in range(3):
        here.lab.undo()
    shown.refresh()
    assert [side.table.item(row, 1).text() for row in range(3)] == ["3", "8", "1"]
    assert not side.by_sector.isChecked()


def test_before_the_first_count_the_way_is_free(opened, monkeypatch):
    _here, shown = opened(titles="a", form="answers", channels=["hands"])
    said: list[str] = []
    answer(monkeypatch, 0, said)
    side = shown.open.hands_holder
    for ways in (6, 2, 6):
        side.by_sector.click()
        assert side.table.columnCount() == ways
    assert said == []


def test_figures_of_an_open_vote_agree(opened):
    _here, shown = opened(titles="ab", form="answers", channels=["booth", "hands"])
    side = shown.open.hands_holder
    for row, count in enumerate(("9", "4", "1", "2")):
        side.table.item(row, 1).setText(count)
    shown.refresh()
    assert shown.open.progress.text() == "Voted: at least 14 of 15"
    assert shown.open.without_title.text() == "Not voted yet: at most 1"
    assert "at least 14 of 15" in side.counted.text()
    assert shown.open.without.count() == 15
    assert shown.open.without_note.text() == "Raised hands are put down to nobody."
    assert shown.open.without_note.isVisible()
    alone = opened(titles="a", form="answers", channels=["hands"])[1]
    assert not alone.open.without.isVisible()  # no name would ever leave it


def test_a_poster_speaks_of_stickers(opened):
    here, shown = opened("pl", titles="ab", form="dots", limits={"n": 3, "cap": 3}, channels=["hands"])
    table = shown.open.table
    assert table.item(table.rowCount() - 1, 0).text() == "Osoby, które nakleiły kropki"
    assert table.horizontalHeaderItem(1).text() == "Naklejki"
    assert shown.open.secrecy.text() == "Głosowanie jawne – liczymy naklejki, nazwisk nie zapisujemy."
    table.item(0, 1).setText("9")
    shown.refresh()
    box.close_vote(here.lab, here.vote)
    rows = reconcile_words.reconciliation(reconcile.reconcile(here.lab.read, here.vote), translator("pl"))
    assert ("w tym naklejkami", "3") in rows


def test_who_has_left_after_voting_is_not_counted_as_present(opened):
    here, _shown = opened(titles="ab", limits={"min": 1, "max": 1})
    for person in here.people:
        box.cast(here.lab, here.vote, person, [1])
    with here.lab.change("person.leave") as tx:
        people.leave(tx, here.people[0])
    box.close_vote(here.lab, here.vote)
    rows = reconcile_words.reconciliation(reconcile.reconcile(here.lab.read, here.vote), translator("pl"))
    assert result.profile(here.lab.read, rounds.get(here.lab.read, here.vote)).present == 15  # the base of a majority
    assert rows[1:4] == [("Obecni na końcu", "14"), ("Głosowało", "15 z 15"), ("w tym przy stanowisku", "15")]


def test_by_sector_nothing_scrolls_sideways_beside_the_booth(opened):
    here, shown = opened("pl", titles="abc", channels=["booth", "hands"])
    side = shown.open.hands_holder
    side.by_sector.click()
    table, head = side.table, side.table.horizontalHeader()
    letters = [sector.letter for sector in people.sectors(here.lab.read)]
    for width, named in ((530, False), (1500, True), (530, False)):
        shown.resize(width, 420)
        assert sum(map(table.columnWidth, range(table.columnCount()))) <= table.viewport().width()
        said = [head.model().headerData(column, Qt.Orientation.Horizontal) for column in range(1, table.columnCount())]
        assert (said == letters) is not named
        assert table.horizontalHeaderItem(1).toolTip() == people.sectors(here.lab.read)[0].name


def test_the_heading_of_the_options_stands_over_their_words(opened):
    _here, shown = opened(titles="ab", form="choose", channels=["hands"])
    assert shown.open.hands_holder.table.horizontalHeaderItem(0).textAlignment() & Qt.AlignmentFlag.AlignLeft


@pytest.mark.parametrize("language", ["pl", "en"])
def test_people_of_no_sector_have_a_column(opened, language):
    here, shown = opened(language, sectors="SSSSS---", titles="a", form="answers", channels=["hands"])
    side = shown.open.hands_holder
    side.by_sector.click()
    last = side.table.columnCount() - 1
    assert side.table.horizontalHeaderItem(last).toolTip() == {"pl": "bez sektora", "en": "no sector"}[language]
    side.table.item(0, 1).setText("5")
    side.table.item(0, last).setText("4")  # one too many
    side.table.item(1, last).setText("3")
    assert [side.table.item(row, last).text() for row in range(2)] == ["", "3"]
    assert ("-", 3) in [(item.sector, item.count) for item in hands.counts(here.lab.read, here.vote)]
    assert hands.people(here.lab.read, here.vote) == (8, True)


def test_entities_and_their_delegates_are_read_line_by_line(opened):
    _here, shown = opened("pl", titles="ab", entitled="entities", channels=["booth"])
    said = [shown.open.without.item(row).text() for row in range(shown.open.without.count())]
    assert said
    assert all(len(text.split("\n")) == 2 for text in said)
    shown.resize(530, 420)
    rows = shown.open.without
    assert rows.visualItemRect(rows.item(0)).width() <= rows.viewport().width()
    assert rows.visualItemRect(rows.item(0)).height() >= 2 * rows.fontMetrics().lineSpacing()


def test_a_sector_set_aside_while_the_vote_is_open_keeps_its_column_and_its_hands(opened):
    here, shown = opened(titles="a", form="answers", channels=["hands"])
    side = shown.open.hands_holder
    side.by_sector.click()
    side.table.item(0, 1).setText("4")
    with here.lab.change("sector.retire") as tx:
        people.edit_sector(tx, here.sectors[0], retired=1)
    shown.refresh()
    assert side.table.item(0, 1).text() == "4"
    side.table.item(0, 1).setText("3")
    assert [(item.sector, item.count) for item in hands.counts(here.lab.read, here.vote)] == [(here.sectors[0], 3)]
