"""Paper at the console: typed blind, one after another; totals follow, what is wrong stays in the line."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labapp.kinds.vote import box, paper, reconcile, result, second
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
        assert not shown.line.isUndoAvailable()  # Ctrl+Z brings no ballot back, and none is read in twice
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
    assert second.differences(lab, vote) == []
    box.close_vote(lab, vote)
    found = result.result(lab.read, vote)
    assert {bar.choice.number: bar.score for bar in found.bars} == {1: 1, 2: 1, 3: 1, 4: 0}
    assert found.round.second == 1


@pytest.mark.parametrize("secrecy", ["open", "secret"])
def test_a_second_reading_goes_on_in_a_new_window(panel, context, qtbot, secrecy):
    shown = panel(secrecy=secrecy)
    shown.issue_all.click()
    for text in ("1 1", "2"):
        types(shown, text)
    shown.second.click()
    types(shown, "2")
    types(shown, "4")
    shown.undo.click()
    assert shown.totals.text() == "Read again: 1 of 2"
    here = shown.window().here
    kept = []  # a page nobody holds goes with the next sweep of Python's memory

    def window_again():
        page = VotePage(context(here), here.activity)
        kept.append(page)
        qtbot.addWidget(page)
        page.show()
        return page.open.paper

    again = window_again()
    assert again.totals.text() == "Read again: 1 of 2"
    assert "goes on where it stopped" in again.said.text()
    types(again, "1 3")
    again.compare.click()
    assert "first: 1 1 – second: 1 3" in again.said.text()
    last = window_again()
    assert last.fix.isVisibleTo(last)
    last.correct(0)
    box.close_vote(here.lab, here.vote)
    bars = result.result(here.lab.read, here.vote).bars
    assert {bar.choice.number: bar.score for bar in bars} == {1: 1, 2: 1, 3: 1, 4: 0}


def test_a_void_sheet_and_a_missing_one_are_told_by_number(panel, qtbot):
    shown = panel(secrecy="secret")
    here, page = shown.window().here, shown.window()
    paper.issue(here.lab, here.vote, here.people[:3])
    shown.refresh(here.vote)
    types(shown, "1 1")
    types(shown, "n #12 coffee on it")
    box.close_vote(here.lab, here.vote)

    def explain():
        dialog = QApplication.activeModalWidget()
        dialog.line.setText("carried out of the room")
        dialog.sheets.setText("7")
        dialog.accept()

    QTimer.singleShot(0, explain)
    assert page.explain()
    assert "of these void: 1 (no. 12: coffee on it)" in page.outcome.checked.text()
    assert "Ballots not returned: 1 (no. 7)" in page.outcome.checked.text()
    assert reconcile.reconcile(here.lab.read, here.vote).settled


def test_ballots_are_written_where_they_are_wanted(panel, tmp_path):
    shown = panel()
    said = []
    shown.context.signals.message.connect(lambda text, tone: said.append((tone, text)))
    write_ballots(shown.context, shown._vote, tmp_path / "b.pdf", 5, large=False)
    assert said[0][0] == "good"
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("form", "limits", "example"),
    [
        ("dots", {"n": 5, "cap": 3}, "3 3 4"), ("dots", {"n": 1, "cap": 1}, "3"),
        ("choose", {"min": 1, "max": 3}, "2 4"), ("choose", {"min": 1, "max": 1}, "2"),
        ("choose", {"min": 3, "max": 4}, "1 2 4"), ("ranking", {}, "3 1 2"),
        ("ranking", {"min": 1, "max": 2}, "3 1"), ("answers", {}, "1 2 1 1"), ("agreement", {"steps": 4}, "1 2 4 1"),
        ("score", {"low": 0, "high": 5}, "5 3 4 5"),
    ],
)
def test_the_example_in_the_line_is_a_ballot_of_this_form(panel, form, limits, example):
    shown = panel(form=form, limits=limits)
    assert shown.line.placeholderText().startswith(f"{example} Enter")
    assert "void" in shown.line.placeholderText()
    shown.issue_all.click()
    types(shown, example)
    assert shown.totals.text().startswith("Read: 1 of"), "the example is a ballot"


def test_a_second_reading_does_not_ask_for_void_ballots_and_passes_them_over(panel):
    shown = panel()
    shown.issue_all.click()
    for text in ("1 1", "n torn"):
        types(shown, text)
    shown.second.click()
    assert "void" not in shown.line.placeholderText()
    types(shown, "n torn")
    assert shown.said.text() == "Void ballots are passed over in the second reading."
    assert shown.line.text() == ""
    assert shown.totals.text() == "Read again: 0 of 1"
