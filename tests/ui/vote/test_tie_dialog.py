"""Entering how a tie was settled: only what belongs to the way is asked, and nothing half told is taken."""

from PySide6.QtCore import Qt

from labapp.kinds.vote.ties import BODY, EQUAL, LOT, RUN_OFF, Decision
from labapp.wording.translate import translator
from ui.kinds.vote.tie_dialog import TieDialog


def dialog(qtbot, language="en", **more):
    made = TieDialog([("1.  Park", "a"), ("2.  Pool", "b")], translator(language), **more)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_lot_is_not_taken_without_witnesses(qtbot):
    made = dialog(qtbot)
    assert (made.witnesses.isVisible(), made.body.isVisible()) == (True, False)
    assert not made.keep.isEnabled()
    assert made.missing.text() == "Still needed: the order of the options, witnesses of the lot"
    made.carry(1)  # whoever carries has put them in order
    made.witnesses.setText("Anna")
    assert made.keep.isEnabled()
    assert not made.missing.isVisible()
    assert made.decision() == Decision(LOT, ("b", "a"), witnesses="Anna")


def test_a_body_is_named_with_whoever_wrote_it_down(qtbot):
    made = dialog(qtbot)
    made.witnesses.setText("Anna")
    made.choose_way(BODY)
    assert (made.witnesses.isVisible(), made.body.isVisible(), made.recorded.isVisible()) == (False, True, True)
    made.body.setText("The board")
    assert not made.keep.isEnabled()
    made.recorded.setText("Ewa")
    assert not made.keep.isEnabled()  # nobody has said yet that the list is in that order
    made.ordered.click()
    assert made.keep.isEnabled()
    made.words.setText("no. 3")
    assert made.decision() == Decision(BODY, ("a", "b"), body="The board", words="no. 3", recorded="Ewa")


def test_equal_places_have_no_order_and_are_offered_only_where_they_mean_something(qtbot):
    made = dialog(qtbot)
    made.choose_way(EQUAL)
    assert not made.list.isEnabled()
    assert made.decision() == Decision(EQUAL)
    assert dialog(qtbot, equal=False).way.findData(EQUAL) == -1


def test_a_run_off_needs_its_votes_and_a_stray_enter_settles_nothing(qtbot):
    made = dialog(qtbot, "pl", places=1)
    made.choose_way(RUN_OFF)
    assert not made.keep.isEnabled()
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert made.isVisible()
    made.run_off.votes["a"].setValue(4)
    assert not made.keep.isEnabled()
    made.run_off.votes["b"].setValue(4)
    assert made.missing.text() == "Potrzebne jeszcze: dogrywka, która rozstrzygnęła: tu znów jest remis"
    made.run_off.votes["b"].setValue(7)
    assert made.keep.isEnabled()
    assert made.decision() == Decision(RUN_OFF, ("b", "a"), votes=(7, 4))


def test_a_run_off_may_be_a_round_of_its_own(qtbot):
    made = dialog(qtbot, again=True)
    made.choose_way(RUN_OFF)
    made.new_round.click()
    assert made.round_asked
    assert not dialog(qtbot).new_round.isVisible()


def test_every_way_says_what_it_asks(qtbot):
    made = dialog(qtbot, "pl")
    made.choose_way(EQUAL)
    assert "kolejności" not in made.said.text()
    made.choose_way(LOT)
    assert "kolejności" in made.said.text()


def test_long_titles_are_shown_whole(qtbot):
    long = "1.  Uporządkowanie terenu wokół dworca, nasadzenia drzew i naprawa chodnika przed głównym wejściem od ulicy"
    made = TieDialog([(long, "a"), ("2.  Pool", "b")], translator("pl"))
    qtbot.addWidget(made)
    made.show()
    assert not made.list.horizontalScrollBar().isVisible()
    assert made.list.visualItemRect(made.list.item(0)).height() > made.list.visualItemRect(made.list.item(1)).height()


def test_it_is_said_what_the_order_decides(qtbot):
    assert "The first one has the place." in dialog(qtbot, places=1).said.text()
    assert "Miejsca mają pierwsze 2 opcje z listy." in dialog(qtbot, "pl", places=2).said.text()
    for made in (dialog(qtbot), dialog(qtbot, places=2, sure=False)):
        assert "Of options that are level the higher one comes first." in made.said.text()
    made.choose_way(RUN_OFF)
    assert "higher one" not in made.said.text()


def test_a_body_is_not_asked_in_which_order_it_was_drawn(qtbot):
    made = dialog(qtbot, "pl", places=1)
    assert "w kolejności losowania" in made.said.text()
    made.choose_way(BODY)
    assert "w kolejności wskazanej przez gremium" in made.said.text()
    assert "losowania" not in made.said.text()
    assert made.said.text().endswith("Miejsce ma pierwsza opcja z listy.")
