"""Paper at the console: typed blind, one after another; totals follow, what is wrong stays in the line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from labapp.kinds.vote import box, paper, result
from ui.kinds.vote.page import VotePage
from ui.kinds.vote.paper_panel import write_ballots


@pytest.fixture
def panel(room, context, qtbot):
    def new(**settings):
        here = room(**{"form": "dots", "limits": {"n": 5, "cap": 3}, "channels": ["paper"], **settings})
        box.open_vote(here.lab, here.vote)
        page = VotePage(context(here), here.activity)
        here.lab.subscribe(page.refresh)
        qtbot.addWidget(page)
        page.resize(700, 440)
        page.show()
        qtbot.waitExposed(page)
        page.here = here
        return page.open.paper

    return new


def types(panel, text):
    QTest.keyClicks(panel.line, text)
    QTest.keyClick(panel.line, Qt.Key.Key_Return)


def test_ballots_are_typed_one_after_another(panel):
    shown = panel(secrecy="secret")
    shown.issue_all.click()
    assert shown.window().focusWidget() is shown.line
    assert not shown.issue_all.isEnabled()
    for text in ("3 3 1", "", "n torn"):
        types(shown, text)
        assert shown.line.text() == ""
    assert shown.totals.text() == "Read: 2 of 15 issued · void: 1 · not back yet: 12"
    types(shown, "9")
    assert shown.line.text() == "9"
    assert "no option number 9" in shown.said.text()
    shown.line.clear()
    types(shown, "n")
    assert "why" in shown.said.text()
    shown.line.clear()
    shown.undo.click()
    assert "void: 0" in shown.totals.text()


def test_a_second_reading_flags_and_corrects(panel):
    shown = panel()
    shown.issue_all.click()
    for text in ("1 1", "2"):
        types(shown, text)
    shown.second.click()
    for text in ("2", "1 3"):
        types(shown, text)
    assert shown.totals.text() == "Read again: 2 of 2"
    shown.compare.click()
    assert "first: 1 1 – second: 1 3" in shown.said.text()
    shown.correct(0)
    assert not shown.fix.isVisible()
    lab, vote = shown.context.lab, shown._vote
    assert paper.differences(lab, vote, ["2", "1 3"]) == []
    box.close_vote(lab, vote)
    found = result.result(lab.read, vote)
    assert {bar.choice.number: bar.score for bar in found.bars} == {1: 1, 2: 1, 3: 1, 4: 0}
    assert found.round.second == 1


def test_ballots_are_written_where_they_are_wanted(panel, tmp_path):
    shown = panel()
    said = []
    shown.context.signals.message.connect(lambda text, tone: said.append((tone, text)))
    write_ballots(shown.context, shown._vote, tmp_path / "b.pdf", 5, large=False)
    assert said[0][0] == "good"
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
