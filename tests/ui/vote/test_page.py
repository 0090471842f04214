"""The vote's page from the first option to the announced result, by the gestures a moderator makes."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from labapp.errors import UserError
from labapp.kinds.vote import box, entitled, hands, options, paper, rounds, second
from labapp.kinds.vote.stage import VoteResult, scene
from labapp.model import agenda, ideas, people
from ui.booth import pin
from ui.booth.pin_dialog import PinDialog
from ui.booth.window import BoothWindow
from ui.console import agenda_gestures as gestures
from ui.kinds.vote.page import VotePage
from ui.kinds.vote.pick_dialog import PickDialog, sources
from ui.kinds.vote.small_dialogs import ReasonDialog
from ui.kinds.vote.tie_dialog import TieDialog
from ui.stage.fitting import clean


@pytest.fixture
def page(qtbot, context):
    def new(here, language="en"):
        made = VotePage(context(here, language), here.activity)
        here.lab.subscribe(made.refresh)
        made.said = []
        made.context.signals.message.connect(lambda text, tone: made.said.append((tone, text)))
        qtbot.addWidget(made)
        made.resize(600, 440)
        made.show()
        qtbot.waitExposed(made)
        return made

    return new


def primary(page):
    return next((action for action in page.page_actions() if action.primary), None)


def titles(here):
    return [choice.title for choice in options.of_vote(here.lab.read, here.vote)]


def typed(page, text):
    QTest.keyClicks(page.setup.line, text)
    QTest.keyClick(page.setup.line, Qt.Key.Key_Return)


def answer_box(role_text):
    """Press a button of the message box that is about to open."""

    def press():
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        assert question.defaultButton().text() == "Go on voting"  # Enter alone ends no vote
        next(button for button in question.buttons() if button.text() == role_text).click()

    QTimer.singleShot(0, press)


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


def test_a_tie_is_settled_by_what_the_room_drew(room, page, qtbot):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    for person, number in zip(here.people, [1, 2] * 7, strict=False):
        box.cast(here.lab, here.vote, person, [number])
    answer_box("End all the same (1 missing)")
    primary(shown).trigger()
    assert shown.outcome.verdict.text().split("\n") == ["Tie:", "1.  option a", "2.  option b"]
    assert any("tie" in text for _tone, text in shown.said)
    assert shown.outcome.tie.isVisibleTo(shown.outcome)

    def draw():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TieDialog)
        dialog.list.setCurrentRow(1)
        QTest.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        dialog.witnesses.setText("Anna")
        dialog.accept()

    QTimer.singleShot(0, draw)
    shown.outcome.tie.click()
    assert shown.outcome.verdict.text() == "Chosen: option b"
    shown.repeat_because("to be sure")
    assert primary(shown).id == "vote.open"
    assert rounds.get(here.lab.read, here.vote).number == 2


def test_a_tie_goes_into_a_round_of_the_tied_options(room, page, qtbot):
    here = room(titles="abc", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    for person, number in zip(here.people, (1, 2), strict=False):
        box.cast(here.lab, here.vote, person, [number])
    box.close_vote(here.lab, here.vote)

    def ask_round():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TieDialog)
        dialog.choose_way("run-off")
        QTimer.singleShot(0, give_reason)
        dialog.new_round.click()

    def give_reason():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        assert (dialog.tied.text(), dialog.only_tied()) == ("Only the 2 tied options", True)
        dialog.accept()

    QTimer.singleShot(0, ask_round)
    shown.outcome.tie.click()
    assert titles(here) == ["option a", "option b"]
    assert rounds.get(here.lab.read, here.vote).reason == "run-off between tied options"


def test_another_delegate_in_the_next_round_is_said(room, page):
    here = room(titles="ab", sectors="SSSS", entitled="entities", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    first = entitled.frozen(here.lab.read, here.vote)[0]
    busy = {voter.participant for voter in entitled.frozen(here.lab.read, here.vote)}
    other = next(person for person in here.people if person not in busy)
    shown.open.refresh(here.vote)
    shown.open.change_delegate(first.voter, other)
    box.close_vote(here.lab, here.vote)
    shown.repeat_because("once more")
    assert "Another delegate than in the round before: entity" in shown.setup.terms.count.text()


def test_taking_a_ballot_back(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()
    box.cast(here.lab, here.vote, here.people[0], [1])
    assert shown.open.take_back.isVisibleTo(shown.open)
    shown.open.take_back_of(here.people[0])
    assert entitled.voted(here.lab.read, here.vote) == set()


def test_a_lost_key_is_said_and_ends_in_a_repeat(room, page):
    from labapp.kinds.vote import keys

    here = room(titles="ab", limits={"min": 1, "max": 1}, secrecy="secret")
    shown = page(here)
    primary(shown).trigger()
    keys.destroy(here.lab, here.vote)
    shown.refresh()
    assert shown.open.lost.isVisibleTo(shown.open)
    shown.open.give_up.click()
    assert rounds.get(here.lab.read, here.vote).state == rounds.VOID
    shown.repeat_because("the key was lost")
    assert primary(shown).enabled


def test_the_booth_hides_the_console_behind_a_pin(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1}, secrecy="secret")
    shown = page(here)
    primary(shown).trigger()

    def set_pin():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PinDialog)
        dialog.first.setText("123")
        dialog.second.setText("123")
        assert not dialog.keep.isEnabled()
        dialog.first.setText("1234")
        dialog.second.setText("1234")
        dialog.keep.click()

    QTimer.singleShot(0, set_pin)
    shown.open_booth()
    booth = shown.door.booth
    assert isinstance(booth, BoothWindow)
    assert booth.locked
    assert not shown.isVisible()
    assert pin.check(shown.context, "1234")
    booth.close()
    booth.pin.line.setText("1234")
    QTest.keyClick(booth.pin.line, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert shown.door.booth is None
    shown.open_booth()  # the PIN is known now
    assert shown.door.booth is not None
    shown.door.shut()
    assert shown.isVisible()


def test_a_secret_vote_refuses_the_screen_the_room_sees(room, page, qtbot):
    from labapp.stage.scenes import TitleScene
    from labapp.stage.state import StageState
    from ui.stage.window import StageMode, StageWindow

    here = room(titles="ab", limits={"min": 1, "max": 1}, secrecy="secret")
    shown = page(here)
    primary(shown).trigger()
    stage = StageWindow(shown.context.theme, shown)
    qtbot.addWidget(stage)
    stage.show_state(StageState("T", "en", TitleScene("T")))
    stage.set_mode(StageMode.WINDOW)
    qtbot.waitUntil(stage.isVisible)
    shown.open_booth()
    assert shown.door.booth is None
    assert "secret vote needs a screen" in shown.said[-1][1]
    stage.set_mode(StageMode.OFF)


def test_a_clicker_only_turns_pages(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    assert shown.step(forward=True)
    assert shown.stage_page() == 1
    shown.step(forward=False)
    shown.step(forward=False)
    assert shown.stage_page() == 0
    assert rounds.get(here.lab.read, here.vote).state == rounds.DRAFT


def test_voting_on_the_rooms_screen_needs_that_screen(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1}, channels=["booth", "stage"])
    shown = page(here)
    primary(shown).trigger()
    assert shown.open.stage.isVisibleTo(shown.open)
    shown.open.stage.click()
    assert shown.door.booth is None
    assert "show the stage first" in shown.said[-1][1]
    with pytest.raises(UserError, match=r"vote\.state"):
        box.announce(here.lab, here.vote)
    box.cast(here.lab, here.vote, here.people[0], [1], "stage")
    assert shown.open.progress.text() == "Voted: 1 of 15"


def test_a_point_is_not_finished_behind_an_open_vote(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    gestures.start(shown.context, here.activity)
    primary(shown).trigger()
    gestures.finish(shown.context, here.activity)
    assert shown.said[-1][0] == "warning"
    assert "End it before" in shown.said[-1][1]
    assert agenda.activity(here.lab.read, here.activity).state == agenda.RUNNING
    box.close_vote(here.lab, here.vote)
    gestures.finish(shown.context, here.activity)
    assert agenda.activity(here.lab.read, here.activity).state == agenda.DONE
    assert shown.said[-1] == ("warning", "The result has not been announced: the room has not seen it.")


def test_the_next_point_does_not_hide_that_a_result_was_not_announced(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    with here.lab.change("activity.add") as tx:
        coming = agenda.add_activity(tx, agenda.days(tx)[0].id, "talk", "A break")
    gestures.start(shown.context, here.activity)
    box.open_vote(here.lab, here.vote)
    box.close_vote(here.lab, here.vote)
    gestures.start(shown.context, coming)
    assert "has not been announced" in shown.said[-1][1]
    gestures.start(shown.context, here.activity)
    box.announce(here.lab, here.vote)
    shown.said.clear()
    gestures.start(shown.context, coming)
    assert not any("has not been announced" in text for _tone, text in shown.said)


def test_a_point_with_an_open_vote_is_neither_removed_nor_left_out(room, page):
    here = room(titles="ab", limits={"min": 1, "max": 1})
    shown = page(here)
    primary(shown).trigger()  # opened on a point that was never started
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    assert not gestures.remove(shown.context, here.activity)
    gestures.skip(shown.context, here.activity)
    assert agenda.activity(here.lab.read, here.activity).state == agenda.PLANNED
    assert [said for said in shown.said if "A vote is open here" in said[1]] != []
    assert [item.id for item in agenda.activities(here.lab.read)] == [here.activity]
    box.close_vote(here.lab, here.vote)
    assert gestures.remove(shown.context, here.activity)


def test_a_duplicate_brings_its_options(room, page):
    here = room(titles="ab")
    copy = gestures.duplicate(page(here).context, here.activity)
    assert [c.title for c in options.of_vote(here.lab.read, rounds.latest(here.lab.read, copy).id)] == [
        "option a", "option b",
    ]  # fmt: skip


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
