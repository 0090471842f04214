"""The vote's page from the first option to the announced result, by the gestures a moderator makes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from labapp.kinds.vote import box, entitled, hands, options, paper, rounds, second
from labapp.kinds.vote.kind import Vote
from labapp.kinds.vote.stage import VoteResult, scene
from labapp.model import agenda, ideas, people
from tests.ui.vote.hand import answer_box, primary, titles, typed
from ui.kinds.vote.pick_dialog import PickDialog, sources


def _rewords(setup, row, before, words):
    """Press F2 on an option and type: the number stands beside the words and is not typed."""
    setup.list.setCurrentRow(row)
    QTest.keyClick(setup.list, Qt.Key.Key_F2)
    editor = setup.list.findChild(QLineEdit)
    assert editor.text() == before
    editor.setText(words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # Qt commits an editor once the key is over


def test_the_whole_road_of_an_open_vote(room, page):
    here = room(titles="")
    shown = page(here)
    assert not primary(shown).enabled
    assert "nothing to vote on" in shown.setup.terms.ready.text()
    typed(shown, "a bench")
    typed(shown, "a park")
    typed(shown, "a tree")
    assert titles(here) == ["a bench", "a park", "a tree"]
    shown.setup.list.setCurrentRow(2)
    QTest.keyClick(shown.setup.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert titles(here) == ["a bench", "a tree", "a park"]
    _rewords(shown.setup, 0, "a bench", "a long bench")
    assert titles(here)[0] == "a long bench"
    shown.setup.list.setCurrentRow(1)
    QTest.keyClick(shown.setup.list, Qt.Key.Key_Delete)
    assert titles(here) == ["a long bench", "a park"]
    assert primary(shown).enabled  # "up to 3" of 2 comes out as up to 2, and that is said
    assert "only 2 options" in shown.setup.terms.ready.text()
    shown.setup.terms.high.setValue(1)
    assert shown.setup.terms.ready.text() == "Ready to start."
    assert primary(shown).id == "vote.open"
    primary(shown).trigger()
    assert shown.open.progress.text() == "Voted: 0 of 15"
    for person in here.people:
        box.cast(here.lab, here.vote, person, [2])
    assert shown.open.progress.text() == "Voted: 15 of 15"
    primary(shown).trigger()
    assert shown.context.document.taken == [False, False]  # begun at once at each end, waited for at none
    assert "does not see" in shown.outcome.shown.text()
    assert shown.outcome.verdict.text() == "Chosen: a park"
    assert primary(shown).id == "vote.announce"
    assert shown.outcome.room.text() == "Announce from the last place"  # seen, not only in a menu
    primary(shown).trigger()
    assert primary(shown) is None
    shown.outcome.room.click()
    assert rounds.get(here.lab.read, here.vote).why
    assert shown.outcome.room.text() == "Put the reasons away"
    assert isinstance(scene(here.lab.read, agenda.activity(here.lab.read, here.activity)), VoteResult)
    shown.outcome.why.setChecked(True)
    assert "a park" in shown.outcome.reasons.text()


@pytest.mark.parametrize(("channels", "where"), [
    (["booth"], lambda panel: panel.without), (["booth", "hands"], lambda panel: panel.table),
    (["paper"], lambda panel: panel.without),
])  # fmt: skip
def test_once_a_vote_has_started_the_cursor_is_where_it_can_be_seen(room, page, qtbot, channels, where):
    """Of a vote at the booth it went into the table of hands, which was not there."""
    here = room(channels=channels)
    shown = page(here)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.start()
    assert QApplication.focusWidget() is where(shown.open)
    assert where(shown.open).isVisible()


def test_once_a_vote_has_ended_the_cursor_is_on_what_came_out(room, page, qtbot):
    """It went to the first button of the window: a second Enter opened the menu of the room's screen."""
    here = room(channels=["booth"])
    shown = page(here)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.start()
    for voter in entitled.frozen(here.lab.read, here.vote):
        box.cast(here.lab, here.vote, voter.voter, [])
    elsewhere = QLineEdit(shown)  # as the buttons of the console are
    elsewhere.show()
    elsewhere.setFocus()
    shown.end()
    assert QApplication.focusWidget() is shown.outcome


def test_a_vote_that_was_prepared_and_never_held_is_said_as_its_point_ends(room):
    here = room(titles="")
    point = agenda.activity(here.lab.read, here.activity)
    assert Vote().left_undone(here.lab.read, point) is None
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, "a tree")
    said = Vote().left_undone(here.lab.read, point)
    assert said is not None
    assert said.code == "vote.not-held"
    box.open_vote(here.lab, here.vote)
    assert Vote().left_undone(here.lab.read, point) is None


def test_ending_early_asks_and_can_go_on(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    answer_box("Go on voting")
    primary(shown).trigger()
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    answer_box("End all the same (15 missing)")
    primary(shown).trigger()
    assert rounds.get(here.lab.read, here.vote).state == rounds.CLOSED


@pytest.mark.parametrize(("language", "said"), [
    ("pl", "Drugie czytanie nie zostało porównane: odczytano ponownie 1 z 3."),
    ("en", "The second reading has not been compared: read again 1 of 3."),
])  # fmt: skip
def test_a_second_reading_that_was_not_compared_is_said_at_the_end(room, page, monkeypatch, language, said):
    here = room(sectors="SSS", titles="ab", limits={"min": 1, "max": 1}, channels=["paper"], secrecy="secret")
    shown = page(here, language)
    primary(shown).trigger()
    paper.issue(here.lab, here.vote, here.people)
    for text in "112":
        paper.enter(here.lab, here.vote, text)
    second.begin(here.lab, here.vote)
    second.enter(here.lab, here.vote, "1")
    asked = []

    def goes_on(question):
        asked.append(question.text())
        question.escapeButton().click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", goes_on)
    primary(shown).trigger()
    assert asked == [said]
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    second.enter(here.lab, here.vote, "1")
    second.enter(here.lab, here.vote, "2")
    assert second.end(here.lab, here.vote) == []
    primary(shown).trigger()
    assert (asked, rounds.get(here.lab.read, here.vote).state) == ([said], rounds.CLOSED)


@pytest.mark.parametrize(("last", "ended"), [("3", True), ("9", False)])
def test_the_hands_still_being_typed_count_when_the_vote_ends(room, page, last, ended):
    """A menu leaves the cursor where it is: the last number would have been left behind, or a wrong one passed over."""
    here = room(titles="a", form="answers", channels=["hands"])
    shown = page(here)
    primary(shown).trigger()
    table = shown.open.table
    table.item(0, 1).setText("12")
    table.setCurrentCell(1, 1)
    QTest.keyClicks(table, last)
    shown.end()
    assert (rounds.get(here.lab.read, here.vote).state == rounds.CLOSED) is ended
    counted = {item.answer: item.count for item in hands.counts(here.lab.read, here.vote)}
    assert counted.get("no") == (3 if ended else None)


def test_a_paper_ballot_typed_but_not_read_in_holds_the_end_up(room, page, monkeypatch):
    here = room(sectors="SS", titles="ab", limits={"min": 1, "max": 1}, channels=["paper"])
    shown = page(here)
    primary(shown).trigger()
    paper.issue(here.lab, here.vote, here.people)
    paper.enter(here.lab, here.vote, "1")
    shown.refresh()
    QTest.keyClicks(shown.open.paper.line, "2")
    monkeypatch.setattr(QMessageBox, "exec", lambda question: question.buttons()[0].click())  # end all the same
    shown.end()
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    assert "not read in yet" in shown.said[-1][1]
    QTest.keyClick(shown.open.paper.line, Qt.Key.Key_Return)
    shown.end()
    assert rounds.get(here.lab.read, here.vote).state == rounds.CLOSED
    assert paper.papers(here.lab.read, here.vote).returned == 2


def test_hands_are_typed_one_after_another(room, page):
    here = room(titles="a", form="answers", channels=["hands"])
    shown = page(here)
    primary(shown).trigger()
    table = shown.open.table
    assert shown.focusWidget() is table  # nothing has to be clicked before the first count
    for count in ("9", "4", "2"):
        row = table.currentRow()
        QTest.keyClicks(table, count)
        editor = table.viewport().focusWidget() or QApplication.focusWidget()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert table.currentRow() == (row + 1) % 3
    counted = {item.answer: item.count for item in hands.counts(here.lab.read, here.vote)}
    assert counted == {"yes": 9, "no": 4, "abstain": 2}
    table.item(0, 1).setText("12")
    assert shown.said[-1][0] == "danger"
    assert table.item(0, 1).text() == "9"
    table.item(0, 1).setText("many")
    assert shown.said[-1][0] == "warning"
    assert table.item(0, 1).text() == "9"
    primary(shown).trigger()
    assert shown.outcome.verdict.text() == "Carried"
    assert "vote.announce-steps" not in [action.id for action in shown.page_actions()]  # one motion: no last place
    assert shown.outcome.room.isHidden()


def test_secret_leaves_the_booth_only(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1}, channels=["booth", "hands"])
    shown = page(here)
    terms = shown.setup.terms
    terms.secrecy.setCurrentIndex(terms.secrecy.findData("secret"))  # however it changes, it is kept
    assert rounds.get(here.lab.read, here.vote).terms.channels == ("booth",)
    assert not terms.channels["hands"].isEnabled()
    assert "key stays on this computer" in terms.secrecy_text.text()
    primary(shown).trigger()
    assert shown.open.hands_holder.isHidden()
    assert shown.open.take_back.isHidden()


def test_entitled_follow_who_is_present(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    assert shown.setup.terms.count.text() == "15 people present"
    with here.lab.change("person.leave") as tx:
        people.leave(tx, here.people[0])
    assert shown.setup.terms.count.text() == "14 people present"


def test_a_form_keeps_its_own_limits(room, page):
    here = room(titles="abc")
    terms = page(here).setup.terms
    terms.form.setCurrentIndex(terms.form.findData("dots"))
    now = rounds.get(here.lab.read, here.vote).terms
    assert (now.form_id, now.rule, now.limits) == ("dots", "dots", {"n": 5, "cap": 3})
    terms.dots.setValue(2)
    assert rounds.get(here.lab.read, here.vote).terms.limits == {"n": 2, "cap": 2}
    assert terms.seats.isVisibleTo(terms)
    assert not terms.majority.isVisibleTo(terms)


def test_options_from_cards_and_groups(room, page, qtbot):
    here = room(titles="")
    with here.lab.change("test") as tx:
        day = agenda.days(tx)[0].id
        board = agenda.add_activity(tx, day, "board", "Ideas")
        column = ideas.add_cluster(tx, board, "Greenery")
        first = ideas.add(tx, board, "a park", cluster=column)
        ideas.add(tx, board, "a bench", cluster=column)
    shown = page(here)
    dialog = PickDialog(sources(here.lab.read, here.activity), shown._, shown)
    qtbot.addWidget(dialog)
    found = {item.text(0): item for item in dialog._all()}
    found["Group: Greenery"].setCheckState(0, Qt.CheckState.Checked)
    found["a park"].setCheckState(0, Qt.CheckState.Checked)
    assert dialog._ok.text() == "Add 2 options"
    shown.setup.take(dialog.ideas(), dialog.groups())
    assert titles(here) == ["Greenery", "a park"]
    shown.setup.take([first], [])
    assert titles(here) == ["Greenery", "a park"]
    assert shown.said


def test_a_search_among_ideas_leaves_no_empty_groups(room, context, qtbot):
    here = room(titles="")
    with here.lab.change("test") as tx:
        for title, words in (("Greenery", "a park"), ("Money", "a grant")):
            board = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", f"Ideas: {title}")
            ideas.add(tx, board, words, cluster=ideas.add_cluster(tx, board, title))
    dialog = PickDialog(sources(here.lab.read, here.activity), context(here)._)
    qtbot.addWidget(dialog)

    def shown():
        return [item.text(0) for item in dialog._all() if not item.isHidden()]

    dialog._search.setText("par")
    assert shown() == ["Ideas: Greenery", "Group: Greenery", "a park"]
    dialog._search.setText("money")
    assert shown() == ["Ideas: Money", "Group: Money"]
    dialog._search.setText("")
    assert len(shown()) == 6


def test_a_quorum_that_cannot_be_read_is_refused_before_the_start_in_the_words_of_the_form(room, page):
    """It was "Ready to start.", and then 'Setting "quorum": allowed: none, a number of 0 or more'."""
    here = room(form="answers", counting={"quorum": "100%"})  # from a template
    shown = page(here, "pl")
    terms = shown.setup.terms
    assert terms.ready.text() == (
        "Ustawienie „Kworum”: „100%” tu nie pasuje; "
        "dozwolone: brak, część uprawnionych, na przykład 1/3 lub 33%, albo liczba osób (wszyscy: ilu ich jest)."
    )
    start = next(action for action in shown.page_actions() if action.id == "vote.open")
    assert not start.enabled
    terms.counted.quorum.setCurrentIndex(terms.counted.quorum.findData("2/3"))
    assert terms.ready.text() == "Można rozpocząć."
    here.set(counting={"quorum": "33%"})
    assert terms.counted.quorum.currentText() == "33%"
    assert terms.ready.text() == "Można rozpocząć."


def test_what_the_room_may_not_see_yet_is_not_offered(room, context, qtbot):
    here = room(titles="")
    with here.lab.change("test") as tx:
        board = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Ideas")
        column = ideas.add_cluster(tx, board, "Greenery")
        ideas.add(tx, board, "seen", cluster=column)
        ideas.add(tx, board, "still covered", cluster=column, covered=True)
        ideas.retire(tx, ideas.add(tx, board, "set aside"))
        silent = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Written in silence")
        ideas.add(tx, silent, "covered too", covered=True)
    dialog = PickDialog(sources(here.lab.read, here.activity), context(here)._)
    qtbot.addWidget(dialog)
    assert [item.text(0) for item in dialog._all()] == ["Ideas", "Group: Greenery", "seen"]
    with here.lab.change("test") as tx:
        ideas.reveal(tx, silent)
    assert [source.title for source in sources(here.lab.read, here.activity)] == ["Ideas", "Written in silence"]


def test_the_room_is_shown_the_common_ground_by_one_button(room, page, qtbot):
    here = room(sectors="SSSSSOOOOO", titles="ab", limits={"min": 1, "max": 1})
    box.open_vote(here.lab, here.vote)
    for person in here.people:
        box.cast(here.lab, here.vote, person, [1])
    box.close_vote(here.lab, here.vote)
    shown = page(here)
    button = shown.outcome.sectors.room
    assert not button.isVisibleTo(shown)  # not before the result itself
    shown.announce()
    assert button.isVisibleTo(shown)
    button.click()
    assert scene(here.lab.read, agenda.activity(here.lab.read, here.activity)).ground is not None
    button.click()
    assert scene(here.lab.read, agenda.activity(here.lab.read, here.activity)).ground is None
