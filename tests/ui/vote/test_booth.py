"""The booth driven as a person does: keys and clicks on the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPushButton

from labapp.kinds.vote import box, entitled, options, paper, rounds, words
from labapp.model import agenda, people
from labapp.wording.translate import translator
from ui.booth import pin
from ui.booth.ballot import BallotForm
from ui.booth.window import BoothWindow
from ui.theme import LIGHT


def opened(room, **settings):
    here = room(**{"titles": "abcd", "limits": {"min": 1, "max": 2}, **settings})
    box.open_vote(here.lab, here.vote)
    return here


@pytest.fixture
def booth(qtbot, context):
    made = []

    def new(here, **more):
        window = BoothWindow(context(here), here.vote, **more)
        made.append(window)
        window.resize(1093, 614)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield new
    for window in made:
        window.leave()
        window.deleteLater()


def code_of(here, number):
    return people.participant(here.lab.read, here.people[number]).code


def keys(widget, text):
    QTest.keyClicks(widget, text)


def enter(widget):
    QTest.keyClick(widget, Qt.Key.Key_Return)


def everything_seen(window):
    texts = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    texts += [w.text() for w in window.findChildren(QLineEdit)]
    return "\n".join(texts)


def bodies(here):
    return sorted(row["body"] for row in here.lab.read.rows("SELECT body FROM vote_ballots"))


def test_a_person_votes_by_keys_alone_and_nothing_remains(room, booth, qtbot):
    here = opened(room, secrecy="secret")
    window = booth(here)
    keys(window.who.line, code_of(here, 3))
    enter(window.who.line)
    assert window.pages.currentWidget() is window.filling
    ballot = window.ballot
    keys(ballot.rows[1], "3")
    assert ballot.rows[3].hasFocus() or window.focusWidget() is ballot.rows[3]
    QTest.keyClick(ballot.rows[3], Qt.Key.Key_Space)
    QTest.keyClick(ballot.rows[3], Qt.Key.Key_Down)
    QTest.keyClick(ballot.rows[4], Qt.Key.Key_Space)
    assert ballot.body() == [3, 4]
    assert window.filling.remains.text() == "Choices left: 0"
    enter(ballot.rows[4])
    assert window.focusWidget() is window.cast
    QTest.keyClick(window.cast, Qt.Key.Key_Space)
    assert window.pages.currentWidget() is window.thanks
    assert here.people[3] in entitled.voted(here.lab.read, here.vote)
    assert window.ballot is None
    QTest.keyClick(window.thanks.button, Qt.Key.Key_Space)
    assert window.pages.currentWidget() is window.who
    assert window.who.line.text() == ""
    assert not window.who.line.isUndoAvailable()
    assert "option" not in everything_seen(window)
    box.close_vote(here.lab, here.vote)
    assert bodies(here) == ["[3,4]"]


def test_a_person_votes_by_touch_and_name(room, booth):
    here = opened(room)
    window = booth(here)
    item = window.who.list.findItems("Person 5", Qt.MatchFlag.MatchStartsWith)[0]
    window.who.list.itemClicked.emit(item)
    for number in (1, 2, 3):  # the third is one too many: it is not marked, and the limit is said
        QTest.mouseClick(window.ballot.rows[number], Qt.MouseButton.LeftButton)
    assert window.ballot.body() == [1, 2]
    assert not window.ballot.rows[3].isChecked()
    assert "At most 2" in window.filling.message.text()
    QTest.mouseClick(window.ballot.rows[1], Qt.MouseButton.LeftButton)
    assert window.filling.message.text() == ""
    QTest.mouseClick(window.cast, Qt.MouseButton.LeftButton)
    assert bodies(here) == ["[2]"]


@pytest.mark.parametrize(
    ("form", "limits", "said"),
    [("ranking", {"min": 1, "max": 1}, "At most 1 can be"), ("dots", {"n": 1, "cap": 1}, "Dots: at most 1, 1 to one")],
)
def test_what_is_one_too_many_is_said_in_every_form(room, booth, form, limits, said):
    here = opened(room, form=form, limits=limits)
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    assert window.filling.message.text() == ""
    window.ballot.rows[2].click()
    assert said in window.filling.message.text()


def test_the_ballot_says_whose_it_is_until_it_is_cast(room, booth):
    here = opened(room, secrecy="secret")
    window = booth(here)
    window.choose(here.people[3])
    assert window.filling.whose.text() == f"Voting: {code_of(here, 3)} Person 3"
    window.ballot.rows[1].click()
    QTest.mouseClick(window.filling.not_me, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.who
    assert window.filling.whose.text() == ""
    assert entitled.voted(here.lab.read, here.vote) == set()
    window.choose(here.people[4])
    window.cast_ballot()
    assert window.pages.currentWidget() is window.thanks
    assert window.filling.whose.text() == ""


def test_dots_by_keys_and_buttons(room, booth):
    here = opened(room, form="dots", limits={"n": 3, "cap": 2})
    window = booth(here)
    window.choose(here.people[0])
    row = window.ballot.rows[2]
    for _ in range(4):
        QTest.keyClick(row, Qt.Key.Key_Plus)
    assert window.ballot.body() == {"2": 2}
    QTest.keyClick(row, Qt.Key.Key_Minus)
    QTest.mouseClick(window.ballot.rows[4], Qt.MouseButton.LeftButton)
    assert window.ballot.body() == {"2": 1, "4": 1}
    assert window.filling.remains.text() == "Dots left: 1"


@pytest.mark.parametrize(
    ("form", "limits", "presses", "body"),
    [
        ("answers", {}, [Qt.Key.Key_Right, Qt.Key.Key_Right], {"1": "no"}),
        ("agreement", {"steps": 5}, [Qt.Key.Key_Left], {"1": 5}),
        ("score", {"low": 1, "high": 3, "criteria": [""]}, [Qt.Key.Key_Left], {"": {"1": None}}),
        ("ranking", {"min": 1, "max": 0}, [Qt.Key.Key_Space], [1]),
    ],
)
def test_other_forms_by_keys(room, booth, form, limits, presses, body):
    here = opened(room, form=form, limits=limits)
    window = booth(here)
    window.choose(here.people[0])
    for key in presses:
        QTest.keyClick(window.ballot.rows[1], key)
    assert window.ballot.body() == body
    window.cast_ballot()
    assert window.pages.currentWidget() is window.thanks


def test_a_ranking_closes_up_when_one_is_taken_out(room, booth):
    here = opened(room, form="ranking", limits={"min": 1, "max": 0})
    window = booth(here)
    window.choose(here.people[0])
    for number in (3, 1, 4):
        window.ballot.rows[number].click()
    window.ballot.rows[3].click()
    assert window.ballot.body() == [1, 4]
    assert window.ballot.rows[1].mark.text() == "1."


def test_wrong_code_used_vote_and_uninvited_get_a_friendly_sentence(room, booth):
    here = opened(room)
    with here.lab.change("test") as tx:
        people.add_participant(tx, name="Late", code="999")
    window = booth(here)
    for typed, said in (("000", "Nobody has this code"), ("999", "not on the list")):
        keys(window.who.line, typed)
        enter(window.who.line)
        assert said in window.who.message.text()
        assert window.who.line.text() == ""
    box.cast(here.lab, here.vote, here.people[0], [1])
    keys(window.who.line, code_of(here, 0))
    enter(window.who.line)
    assert "cast already" in window.who.message.text()
    assert window.pages.currentWidget() is window.who


@pytest.mark.parametrize(
    ("secrecy", "listed", "said"),
    [("open", "has a paper ballot", "votes on paper"), ("secret", "vote cast or on paper", "or a paper ballot")],
)
def test_whoever_holds_a_paper_ballot_is_not_said_to_have_voted(room, booth, secrecy, listed, said):
    here = opened(room, secrecy=secrecy, channels=["booth", "paper"])
    paper.issue(here.lab, here.vote, here.people[:1])
    window = booth(here)
    rows = [window.who.list.item(index).text() for index in range(window.who.list.count())]
    assert [row.partition("  ·  ")[2] for row in rows] == [""] * (len(rows) - 1) + [listed]
    keys(window.who.line, code_of(here, 0))
    enter(window.who.line)
    assert said in window.who.message.text()
    assert window.pages.currentWidget() is window.who


def test_too_few_is_said_and_what_was_marked_stays(room, booth):
    here = opened(room, limits={"min": 2, "max": 3})
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    window.cast_ballot()
    assert "at least 2" in window.filling.message.text()
    assert window.ballot.body() == [1]
    window.ballot.rows[2].click()
    assert window.filling.message.text() == ""


def test_an_empty_ballot_is_said_to_be_empty(room, booth):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    assert window.cast.text() == "Cast an empty vote"
    assert window.cast.property("variant") == ""
    window.ballot.rows[1].click()
    assert window.cast.text() == "Cast the vote"
    assert window.cast.property("variant") == "primary"


def test_an_empty_ballot_is_cast_only_when_asked_for_twice(room, booth):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window.cast.click()
    assert "once more" in window.filling.message.text()
    window.ballot.rows[1].click()  # whoever marks something and takes it back is asked anew
    window.ballot.rows[1].click()
    window.cast.click()
    assert entitled.voted(here.lab.read, here.vote) == set()
    window.cast.click()
    assert entitled.voted(here.lab.read, here.vote) == {here.people[0]}


def test_after_a_pause_the_booth_forgets_without_casting(room, booth, qtbot):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    window._pause.setInterval(1)
    window._pause.start()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.who)
    assert "Nothing was cast" in window.who.message.text()
    assert entitled.voted(here.lab.read, here.vote) == set()
    window.choose(here.people[0])
    assert window.ballot.is_blank()


def test_thanks_give_way_to_the_next_person(room, booth, qtbot):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window._thanked.setInterval(1)
    window.cast_ballot()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.who)


def test_only_the_pin_leads_out_of_a_locked_booth(room, booth):
    here = opened(room)
    window = booth(here)
    pin.keep(window.context, "2468")
    window.close()
    assert window.isVisible()
    assert window.pages.currentWidget() is window.pin
    keys(window.pin.line, "1111")
    enter(window.pin.line)
    assert window.isVisible()
    assert window.pin.message.text() == "This is not the PIN."
    keys(window.pin.line, "2468")
    enter(window.pin.line)
    assert not window.isVisible()
    assert "2468" not in str([tuple(row) for row in here.lab.read.rows("SELECT * FROM lab")])


def test_an_unlocked_booth_closes_at_once(room, booth):
    window = booth(opened(room), locked=False)
    window.close()
    assert not window.isVisible()


def test_when_the_vote_ends_so_does_the_booth(room, booth):
    here = opened(room)
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    box.close_vote(here.lab, here.vote)
    assert window.pages.currentWidget() is window.ended
    assert window.ballot is None
    assert rounds.get(here.lab.read, here.vote).state == rounds.CLOSED


def test_rows_are_56_high_and_wrap_whole(room, booth):
    here = room(titles="", limits={"min": 1, "max": 1})
    from labapp.kinds.vote import options

    with here.lab.change("test") as tx:
        options.add(tx, here.activity, "short")
        options.add(tx, here.activity, "a long option that goes on " * 14)
    box.open_vote(here.lab, here.vote)
    window = booth(here)
    window.choose(here.people[0])
    QApplication.processEvents()
    short, long = window.ballot.rows[1], window.ballot.rows[2]
    assert short.height() >= 56
    assert long.height() > short.height()
    title = long.findChildren(QLabel)[1]
    assert title.height() >= title.heightForWidth(title.width())


QUESTION = "Which of the measures in the programme for the year 2027 matter most to those who live here, all told?"


@pytest.mark.parametrize(("width", "height", "drawn"), [
    (1093, 614, "compact"), (1366, 768, "plain"), (1920, 1080, "large"),
])  # fmt: skip
def test_seven_options_are_seen_at_once_and_the_question_grows_with_the_screen(room, booth, width, height, drawn):
    here = room(titles="abcdefg", limits={"min": 1, "max": 3})
    with here.lab.change("test") as tx:
        agenda.edit_activity(tx, here.activity, question=QUESTION)
    box.open_vote(here.lab, here.vote)
    window = booth(here)
    window.resize(width, height)
    window.choose(here.people[0])
    QApplication.processEvents()
    ballot = window.ballot
    assert window.property("drawn") == drawn
    assert (ballot.hidden_below(), window.filling.more.isVisible()) == (0, False)
    assert ballot.verticalScrollBar().maximum() == 0
    assert min(row.height() for row in ballot.rows.values()) >= 56
    sizes = {"compact": 20, "plain": 24, "large": 32}
    assert window.filling.question.fontInfo().pixelSize() == sizes[drawn]
    question = window.filling.question
    assert question.height() >= question.heightForWidth(question.width())
    for label in (window.filling.how, window.filling.secrecy):
        assert label.height() >= label.heightForWidth(label.width())


def test_what_is_below_the_edge_is_counted_and_reached_by_the_strip(room, booth, qtbot):
    here = opened(room, titles="abcdefghijkl", limits={"min": 1, "max": 1})
    window = booth(here)
    window.choose(here.people[0])
    qtbot.waitUntil(window.filling.more.isVisible)
    assert window.filling.more.text() == f"↓ {window.ballot.hidden_below()} more options below"
    edge = window.ballot.viewport().height()
    below = sum(row.y() + row.height() > edge for row in window.ballot.rows.values())
    assert window.ballot.hidden_below() == below > 1
    places = [row.geometry() for row in window.ballot.rows.values()]
    for _again in range(3):
        window.filling.more.click()
    qtbot.waitUntil(lambda: window.filling.more.text().startswith("↑"))
    assert window.ballot.hidden_below() == 0
    assert [row.geometry() for row in window.ballot.rows.values()] == places, "nothing moved but the view"
    window.filling.more.click()
    assert window.ballot.verticalScrollBar().value() == 0


def test_a_name_that_fits_several_leads_to_nobody_before_the_arrows_say_who(room, booth):
    here = opened(room)
    window = booth(here)
    keys(window.who.line, "person 1")
    enter(window.who.line)
    enter(window.who.line)
    assert window.pages.currentWidget() is window.who
    assert "6 people fit. Choose with the arrows" in window.who.message.text()
    QTest.keyClick(window.who.line, Qt.Key.Key_Down)
    QTest.keyClick(window.who.list, Qt.Key.Key_Down)
    wanted = window.who.list.item(1).text()
    enter(window.who.list)
    assert wanted in window.filling.whose.text()


def test_names_are_as_easy_to_touch_as_options(room, booth):
    window = booth(opened(room))
    assert window.who.list.visualItemRect(window.who.list.item(0)).height() >= 56


def test_an_entity_is_named_and_its_delegate_listed(room, booth):
    here = opened(room, sectors="SSSS", entitled="entities")
    window = booth(here)
    listed = [window.who.list.item(row).text() for row in range(window.who.list.count())]
    assert listed == ["entity 0 – Person 0", "entity 1 – Person 2"]
    keys(window.who.line, code_of(here, 2))
    enter(window.who.line)
    assert "On behalf of: entity 1" in window.filling.whose.text()
    assert isinstance(window.who.list, QListWidget)


def test_a_chosen_answer_is_ticked_and_nothing_moves(room, booth):
    here = opened(room, form="answers")
    window = booth(here)
    window.choose(here.people[0])
    QApplication.processEvents()
    buttons = window.ballot.rows[1].findChildren(QPushButton)
    before = [button.geometry() for button in buttons]
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert [button.text() for button in buttons] == ["For", "✓ Against", "Abstain"]
    assert [button.geometry() for button in buttons] == before
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert window.ballot.body() == {}


def filled(qtbot, here):
    form = BallotForm(
        rounds.get(here.lab.read, here.vote).terms, options.of_vote(here.lab.read, here.vote), LIGHT, translator("en")
    )
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def test_a_low_mark_may_say_why_and_nothing_moves(room, qtbot):
    here = opened(room, form="agreement", limits={"steps": 5, "support": 2})
    form = filled(qtbot, here)
    places = [row.y() for row in form.rows.values()]
    reason = form._reasons[2]
    assert not reason.isVisible()
    buttons = form.rows[2].findChildren(QPushButton)
    buttons[3].click()
    assert reason.isVisible()
    reason.setText("too dear")
    form.rows[1].findChildren(QPushButton)[0].click()
    assert form.body() == {"1": 1, "2": [4, "too dear"]}
    assert [row.y() for row in form.rows.values()] == places
    buttons[0].click()
    assert form.body() == {"1": 1, "2": 1}, "who changed to support gives no reason"
    box.cast(here.lab, here.vote, here.people[0], form.body())


def test_each_criterion_has_rows_of_its_own(room, qtbot):
    here = opened(room, form="score", limits={"low": 1, "high": 3, "criteria": ["impact", "cost"]})
    form = filled(qtbot, here)
    assert len(form.rows) == 8
    next(iter(form.rows.values())).findChildren(QPushButton)[2].click()
    list(form.rows.values())[4].findChildren(QPushButton)[3].click()
    assert form.body() == {"impact": {"1": 3}, "cost": {"1": None}}
    box.cast(here.lab, here.vote, here.people[0], form.body())


def test_what_no_longer_fits_the_sum_is_not_marked(room, qtbot):
    here = room(titles="abc", form="budget", limits={"sum": "100"})
    with here.lab.change("vote.edit") as tx:
        for choice, cost in zip(options.of_vote(tx, here.vote), ("60", "50", "40"), strict=True):
            options.edit(tx, choice.id, cost=cost)
    box.open_vote(here.lab, here.vote)
    form = filled(qtbot, here)
    for row in form.rows.values():
        row.click()
    assert (form.body(), form.left()) == ([1, 3], 0)
    form.rows[1].click()
    form.rows[2].click()
    assert (form.body(), form.left()) == ([2, 3], 10)
    with qtbot.waitSignal(form.full):
        form.rows[1].click()
    assert words.full(rounds.get(here.lab.read, here.vote).terms, translator("en")).startswith("This does not fit")
    box.cast(here.lab, here.vote, here.people[0], form.body())


def test_points_are_given_by_keys(room, qtbot):
    here = room(titles="ab", form="budget", limits={"sum": "100", "way": "points", "n": 3, "cap": 2})
    with here.lab.change("vote.edit") as tx:
        for choice in options.of_vote(tx, here.vote):
            options.edit(tx, choice.id, cost="60")
    box.open_vote(here.lab, here.vote)
    form = filled(qtbot, here)
    for _again in range(4):
        QTest.keyClick(form.rows[1], Qt.Key.Key_Plus)
    assert (form.body(), form.left()) == ({"1": 2}, 1)


def test_below_the_edge_grades_are_counted_as_grades(room, booth, qtbot):
    here = opened(room, form="score", limits={"criteria": ["impact", "cost"]}, titles="abcdefg")
    window = booth(here)
    window.choose(here.people[0])
    qtbot.waitUntil(window.filling.more.isVisible)
    assert window.filling.more.text() == f"↓ {window.ballot.hidden_below()} more grades below"


def test_a_bug_in_another_window_leaves_no_ballot_on_the_screen(room, booth):
    here = opened(room)
    bugs = []

    def bug(_changes):
        raise ZeroDivisionError

    here.lab.subscribe(bug)
    here.lab.listeners.failed = bugs.append  # the program hands it to the crash report
    window = booth(here)
    window.choose(here.people[0])
    window.ballot.rows[1].click()
    window.cast_ballot()
    assert (len(bugs), entitled.voted(here.lab.read, here.vote)) == (1, {here.people[0]})
    assert window.pages.currentWidget() is window.thanks
    assert window.ballot is None
