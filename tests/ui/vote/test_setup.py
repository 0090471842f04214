"""Preparing a vote: what is shown is what is kept, and what one may overlook is said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from labapp.errors import UserError
from labapp.kinds.vote import options, rounds, terms
from labapp.kinds.vote.forms import budget
from labapp.kinds.vote.words import how
from labapp.model import agenda, people
from ui.kinds.vote.entitled_dialog import EntitledDialog


def test_what_is_shown_is_what_is_kept_however_it_was_changed(room, panel):
    here = room()
    terms = panel(here).terms
    terms.secrecy.setCurrentIndex(terms.secrecy.findData("secret"))
    terms.form.setCurrentIndex(terms.form.findData("score"))
    terms.character.setCurrentIndex(terms.character.findData("settlement"))
    terms.counted.rule.setCurrentIndex(terms.counted.rule.findData("score-median"))
    now = rounds.get(here.lab.read, here.vote).terms
    kept = (now.secrecy, now.form_id, now.character, now.rule)
    assert kept == ("secret", "score", "settlement", "score-median")


def test_showing_a_vote_writes_nothing(room, panel):
    here = room(form="agreement", limits={"steps": 7, "block": "counts"}, secrecy="sector", character="settlement")
    told = []
    here.lab.subscribe(told.append)
    panel(here).refresh()
    assert told == []


def test_a_minimum_carries_the_maximum_along(room, panel):
    here = room()
    terms = panel(here).terms
    terms.low.setValue(4)
    assert rounds.get(here.lab.read, here.vote).terms.limits == {"min": 4, "max": 4}
    terms.high.setValue(2)
    assert rounds.get(here.lab.read, here.vote).terms.limits == {"min": 2, "max": 2}
    assert terms.low.value() == 2


@pytest.mark.parametrize(("seats", "warned"), [("3", False), ("4", True), ("5", True)])
def test_as_many_winners_as_options_are_warned_of(room, panel, seats, warned):
    terms = panel(room(counting={"seats": seats}), "pl").terms
    assert ("Wygrają wszystkie opcje. Zmniejsz liczbę zwycięzców." in terms.ready.text()) is warned
    assert terms.ready.property("role") == ("warning" if warned else "good")
    terms.show_ready(UserError("vote.no-options"))
    assert "Wygrają" not in terms.ready.text()


def test_the_weight_is_chosen_only_where_it_can_be_counted_and_said_why(room, panel):
    here = room(limits={"min": 1, "max": 1})
    form = panel(here).terms
    weight, said = form.counted.weight, form.counted.weight_said
    offered = lambda: [weight.itemData(index) for index in range(weight.count())]  # noqa: E731
    assert offered() == ["person", "entity", "sector"]
    weight.setCurrentIndex(weight.findData("entity"))
    assert rounds.get(here.lab.read, here.vote).terms.weight == "entity"
    assert "Every entity weighs the same" in form.counted.said.text()
    form.secrecy.setCurrentIndex(form.secrecy.findData("sector"))
    assert rounds.get(here.lab.read, here.vote).terms.weight == "person"  # nobody's entity is kept any more
    assert offered() == ["person", "sector"]
    assert "open vote only" in said.text()
    weight.setCurrentIndex(weight.findData("sector"))
    form.secrecy.setCurrentIndex(form.secrecy.findData("secret"))
    assert rounds.get(here.lab.read, here.vote).terms.weight == "person"
    assert offered() == ["person"]
    assert not weight.isEnabled()
    assert "neither entity nor sector" in said.text()


def test_what_becomes_of_money_that_is_left_is_chosen_where_shares_are_equal(room, panel):
    here = room(form="budget", limits={"way": "choose"})
    counted = panel(here).terms.counted
    assert not counted.completion.isVisibleTo(counted.completion.parentWidget())
    counted.rule.setCurrentIndex(counted.rule.findData("equal-shares"))
    assert counted.completion.isVisibleTo(counted.completion.parentWidget())
    assert counted.completion.currentData() == "add1u"
    counted.completion.setCurrentIndex(counted.completion.findData("none"))
    assert rounds.get(here.lab.read, here.vote).terms.counting["completion"] == "none"
    assert "stays unspent" in counted.said.text()
    counted.rule.setCurrentIndex(counted.rule.findData("greedy"))
    assert not counted.completion.isVisibleTo(counted.completion.parentWidget())
    assert "stays unspent" not in counted.said.text()


def test_what_becomes_of_money_that_is_left_is_worded_by_what_is_given(room, panel):
    here = room(form="budget", rule="equal-shares", limits={"way": "choose"})
    shown = panel(here)
    combo = shown.terms.counted.completion
    assert combo.currentText() == "shares are raised, the rest goes to the most votes"
    with here.lab.change("vote.settings") as tx:
        rounds.configure(tx, here.activity, limits={"way": "points"})
    shown.refresh()
    assert combo.currentText() == "shares are raised, the rest goes to the most points"


def test_paper_is_grey_with_its_reason_where_sectors_are_counted(room, panel):
    here = room(form="choose", channels=["paper", "booth"])
    shown = panel(here)
    terms = shown.terms
    assert not terms.way.no_paper.isVisible()
    terms.secrecy.setCurrentIndex(terms.secrecy.findData("sector"))
    assert rounds.get(here.lab.read, here.vote).terms.channels == ("booth",)
    assert not terms.channels["paper"].isEnabled()
    assert terms.way.no_paper.text() == "Paper ballots do not say which sector they come from."
    assert terms.way.no_paper.isVisibleTo(shown)
    here.set(channels=["paper", "booth"])  # ticked before: it can be taken off
    assert terms.channels["paper"].isEnabled()


@pytest.mark.parametrize(("sectors", "secrecy", "said"), [
    ("SOM", "secret", "3 votes, and where all agree"), ("S", "secret", "With 1 vote the result itself"),
    ("SOM", "open", ""), ("SSSOOOM", "secret", ""),
])  # fmt: skip
def test_that_few_keep_no_secret_is_said_before_the_start(room, panel, sectors, secrecy, said):
    ready = panel(room(sectors=sectors, secrecy=secrecy)).terms.ready
    assert ("the result itself" in ready.text()) == bool(said)
    assert said in ready.text()


@pytest.mark.parametrize(("words", "kept"), [
    ("20 000", "20000"), ("25.000", "25000"), ("25,000", "25000"), ("1.250,50", "1250.50"),
    ("60 000,50 zł", "60000.50"), ("35000 zł", "35000"), ("12,5", "12.5"), ("0.125", "0.125"), ("dużo", None),
    ("zł", None), ("12 EUR", None), ("12 tys", None),
])  # fmt: skip
def test_amounts_are_read_as_people_write_them(words, kept):
    """25.000 was kept as twenty-five, and an amount with its currency as no amount."""
    assert budget.typed(words) == kept


def test_hands_are_grey_with_their_reason_where_the_ballot_cannot_be_counted_by_them(room, panel):
    here = room(form="choose", channels=["paper"])
    terms = panel(here).terms
    assert terms.channels["hands"].isEnabled()
    assert not terms.way.no_hands.isVisibleTo(terms)
    terms.form.setCurrentIndex(terms.form.findData("ranking"))
    assert not terms.channels["hands"].isEnabled()
    assert terms.way.no_hands.isVisibleTo(terms)
    assert terms.way.no_hands.text() == "This ballot cannot be counted by raised hands."
    here.set(channels=["paper", "hands"])  # ticked before: it can be taken off
    assert terms.channels["hands"].isEnabled()
    terms.secrecy.setCurrentIndex(terms.secrecy.findData("secret"))
    assert not terms.way.no_hands.isVisibleTo(terms)  # there the words on secrecy say why


def test_an_option_is_reworded_without_its_number(room, panel):
    here = room(titles="", form="budget")
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, "Park", cost="12000")
    shown = panel(here).list
    shown.setCurrentRow(0)
    for words, kept in (("2. piętro szkoły = 9 000", ("2. piętro szkoły", "9000")), (" ", None)):
        QTest.keyClick(shown, Qt.Key.Key_F2)
        editor = shown.findChildren(QLineEdit)[-1]
        assert not editor.text().startswith("1.")
        assert "=" in editor.text()
        editor.setText(words)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()  # Qt commits an editor once the key is over
        found = options.of_vote(here.lab.read, here.vote)[0]
        assert (found.title, found.cost) == (kept or ("2. piętro szkoły", "9000"))
    assert shown.item(0).text().startswith("1.  2. piętro szkoły = 9")


def test_a_vote_for_or_against_takes_its_question_as_the_motion(room, panel):
    here = room(titles="", form="choose")
    shown = panel(here)
    assert not shown.as_motion.isVisible()
    here.set(form="answers")
    assert shown.as_motion.isVisible()
    shown.as_motion.click()
    assert [choice.title for choice in options.of_vote(here.lab.read, here.vote)] == ["Which one?"]
    assert shown.list.isVisible()


def test_money_is_said_in_the_currency_of_the_vote(room, panel):
    here = room(titles="", form="budget")
    shown = panel(here)
    line = shown.terms.limits._lines["budget.currency"]
    assert line.text() == "zł"
    for typed, kept, said in (("euros", "EUROS", "EUROS"), (" zl ", "PLN", "zł"), ("€", "EUR", "EUR")):
        line.clear()
        line.insert(typed)
        line.setModified(True)
        line.editingFinished.emit()
        assert rounds.get(here.lab.read, here.vote).terms.limits["currency"] == kept
        assert line.text() == said
    shown.line.setText("Park = 12 000 EUR")
    shown.add_typed()
    assert shown.list.item(0).text() == "1.  Park = 12,000\N{NO-BREAK SPACE}EUR"
    with pytest.raises(UserError, match="currency"):
        terms.check(terms.terms({"form": "budget", "limits": {"sum": "9", "currency": "EUROS"}}), 1)


def chosen(combo, value):
    combo.setCurrentIndex(combo.findData(value))
    QApplication.processEvents()


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a_quorum_of_so_many_people_is_typed_beside_its_list(room, panel, language):
    here = room(form="answers")
    counted = panel(here, language).terms.counted
    assert not counted.heads.isVisibleTo(counted.quorum.parentWidget())
    chosen(counted.quorum, "heads")
    kept = lambda: rounds.get(here.lab.read, here.vote).terms.counting["quorum"]  # noqa: E731
    assert kept() == "8"  # more than half of the fifteen entitled, until another number is typed
    assert counted.heads.isVisibleTo(counted.quorum.parentWidget())
    counted.heads.setValue(12)
    assert kept() == "12"
    assert counted.quorum.currentData() == "heads"
    assert "12" in counted.said.text()
    chosen(counted.quorum, "1/2")
    assert kept() == "1/2"
    assert not counted.heads.isVisibleTo(counted.quorum.parentWidget())


def test_a_quorum_nobody_can_reach_is_said_before_the_start(room, panel):
    terms = panel(room(form="answers", counting={"quorum": "16"}), "pl").terms
    assert "Kworum (16) jest nieosiągalne, bo uprawnionych jest mniej (15)." in terms.ready.text()
    terms = panel(room(form="answers", counting={"quorum": "15"}), "pl").terms
    assert "Kworum" not in terms.ready.text()


def test_three_fifths_are_a_majority_one_may_choose(room, panel):
    here = room(form="answers")
    counted = panel(here).terms.counted
    chosen(counted.majority, "3/5")
    agreed = rounds.get(here.lab.read, here.vote).terms
    assert (agreed.counting["majority"], agreed.counting["share"]) == ("share", "3/5")
    assert counted.majority.currentText() == "Three fifths"
    assert "at least 60% of valid votes" in counted.said.text()
    here.set(counting={"majority": "share", "share": "4/5"})  # from a template
    assert counted.majority.currentText() == "4/5"


def test_the_sheet_of_a_nominal_group_has_a_number_of_places(room, panel):
    here = room(form="ranking", titles="abcdefgh")
    terms = panel(here).terms
    places = terms.limits.spins["ranking.max"]
    assert places.text() == "all"
    chosen(terms.counted.rule, "nominal-group")
    assert places.text() == "5"
    places.setValue(3)
    assert rounds.get(here.lab.read, here.vote).terms.limits["max"] == 3
    places.setValue(0)
    assert places.text() == "1"
    chosen(terms.counted.rule, "irv")
    assert places.text() == "1"
    places.setValue(0)
    assert places.text() == "all"


def test_the_rule_of_poznan_is_offered_where_money_is_shared_out(room, panel):
    here = room(form="budget")
    counted = panel(here, "pl").terms.counted
    chosen(counted.rule, "poznan")
    assert rounds.get(here.lab.read, here.vote).terms.rule == "poznan"
    assert "80% jej kosztu" in counted.said.text()


def test_a_minimum_is_asked_for_where_money_is_spent_and_said(room, panel):
    here = room(form="budget")
    counted = panel(here, "pl").terms.counted
    assert counted.least.text() == "brak"
    assert "nie biorą udziału" not in counted.said.text()
    counted.least.setValue(3)
    assert rounds.get(here.lab.read, here.vote).terms.counting["min-score"] == "3"
    assert "Opcje poniżej 3 głosów nie biorą udziału." in counted.said.text()
    chosen(counted.rule, "phragmen")
    assert not counted.least.isVisibleTo(counted.least.parentWidget())
    assert "nie biorą udziału" not in counted.said.text()


def test_a_minimum_being_typed_outlives_a_change_elsewhere(room, panel):
    here = room(form="budget")
    least = panel(here, "pl").terms.counted.least
    least.setFocus()
    least.selectAll()
    QTest.keyClicks(least, "15")
    with here.lab.change("person.arrive") as tx:
        people.add_participant(tx, name="Late one")
    assert least.text() == "15"
    QTest.keyClick(least, Qt.Key.Key_Return)
    assert rounds.get(here.lab.read, here.vote).terms.counting["min-score"] == "15"


@pytest.mark.parametrize(("language", "least"), [("pl", "1,5"), ("en", "1.5")])
def test_a_minimum_or_quorum_no_hand_would_type_is_shown_as_it_is_kept(room, panel, language, least):
    """A template's 1.5 stood there as "none", its 20 000 as 9 999, while both held."""
    here = room(form="budget", counting={"min-score": "1.5"})
    counted = panel(here, language).terms.counted
    assert counted.least.text() == least
    assert least in counted.said.text()
    counted.least.stepBy(1)
    kept = lambda: rounds.get(here.lab.read, here.vote).terms.counting  # noqa: E731
    assert kept()["min-score"] == "2"
    counted.least.stepBy(-1)
    assert kept()["min-score"] == "none"
    assert counted.least.text() == ("brak" if language == "pl" else "none")
    here.set(counting={"min-score": "20000"})
    assert counted.least.value() == 20_000
    here.set(form="answers", counting={"quorum": "20000"})
    assert (counted.quorum.currentData(), counted.heads.value()) == ("heads", 20_000)
    here.set(counting={"quorum": "1.5"})
    assert counted.heads.value() == 2  # of people there are whole ones
    assert ("co najmniej 2 osoby" if language == "pl" else "at least 2 people") in counted.said.text()


def test_what_is_still_being_typed_counts_when_the_vote_starts(room, page):
    """A menu leaves the cursor where it is: the vote would have been about the sum that stood there before."""
    here = room(form="budget", titles="", limits={"sum": "100000"})
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, "Park", cost="50000")
    shown = page(here)
    money, most = shown.setup.terms.limits._lines["budget.sum"], shown.setup.terms.limits.spins["budget.max"]
    money.selectAll()
    QTest.keyClicks(money, "60 000")
    most.selectAll()
    QTest.keyClicks(most, "3")
    kept = rounds.get(here.lab.read, here.vote).terms.limits
    assert (kept["sum"], kept["max"]) == ("100000", 0)  # not yet: nobody has left the fields
    shown.start()
    now = rounds.get(here.lab.read, here.vote)
    assert (now.state, now.terms.limits["sum"], now.terms.limits["max"]) == (rounds.OPEN, "60000", 3)
    money.editingFinished.emit()  # the cursor leaves the field that is gone: nothing more to keep, nothing refused
    assert shown.said == []


def test_a_sum_nobody_has_said_is_asked_for_before_anything_is_started_or_printed(room, page):
    """A new vote was ready to share out 100 000 zł of nobody's."""
    here = room(form="budget", titles="")
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, "Park", cost="50000")
    shown = page(here, "pl")
    assert "Kwota do podziału" in shown.setup.terms.ready.text()
    shown.print_ballots()
    shown.start()
    assert rounds.get(here.lab.read, here.vote).state == rounds.DRAFT
    assert ["Kwota do podziału" in said for _tone, said in shown.said] == [True, True]
    assert not any(map(str.isdigit, how(rounds.get(here.lab.read, here.vote).terms, shown.context._)))
    QTest.keyClicks(shown.setup.terms.limits._lines["budget.sum"], "60 000")
    shown.start()
    now = rounds.get(here.lab.read, here.vote)
    assert (now.state, now.terms.limits["sum"]) == (rounds.OPEN, "60000")


def test_an_option_that_was_typed_but_not_added_is_not_left_behind(room, page):
    here = room()
    shown = page(here)
    QTest.keyClicks(shown.setup.line, "a tree")
    shown.start()
    assert rounds.get(here.lab.read, here.vote).state == rounds.DRAFT
    assert "not on the list yet" in shown.said[-1][1]
    shown.print_ballots()
    assert len(shown.said) == 2  # no dialog asks how many
    QTest.keyClick(shown.setup.line, Qt.Key.Key_Return)
    shown.start()
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    assert [choice.title for choice in options.of_vote(here.lab.read, here.vote)][-1] == "a tree"


def test_words_of_an_option_still_being_edited_count_when_the_vote_starts(room, page):
    here = room(form="budget", titles="", limits={"sum": "100000"})
    with here.lab.change("vote.edit") as tx:
        options.add(tx, here.activity, "Park", cost="50000")
    shown = page(here)
    shown.setup.list.setCurrentRow(0)
    QTest.keyClick(shown.setup.list, Qt.Key.Key_F2)
    editor = shown.setup.list.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Park = 40000")
    shown.start()
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    assert [choice.cost for choice in options.of_vote(here.lab.read, here.vote)] == ["40000"]
    assert shown.said == []


def test_an_option_whose_words_are_wiped_starts_no_vote_in_those_it_had(room, page):
    here = room()
    shown = page(here)
    before = [choice.title for choice in options.of_vote(here.lab.read, here.vote)]
    shown.setup.list.setCurrentRow(0)
    QTest.keyClick(shown.setup.list, Qt.Key.Key_F2)
    shown.setup.list.findChild(QLineEdit).clear()
    shown.start()
    assert rounds.get(here.lab.read, here.vote).state == rounds.DRAFT
    assert [said for _tone, said in shown.said] == ["An option needs words."]
    QTest.keyClick(shown.setup.list.findChild(QLineEdit), Qt.Key.Key_Escape)
    shown.start()
    assert rounds.get(here.lab.read, here.vote).state == rounds.OPEN
    assert [choice.title for choice in options.of_vote(here.lab.read, here.vote)] == before


def test_people_of_a_sector_set_aside_keep_their_vote_when_another_is_ticked(room, page):
    here = room(entitled="sectors")
    here.set(sectors=here.sectors[:2])
    with here.lab.change("sector.retire") as tx:
        people.edit_sector(tx, here.sectors[0], retired=1)
        people.edit_sector(tx, here.sectors[3], retired=1)
    shown = page(here)
    settings = {**terms.DEFAULTS, **agenda.activity(here.lab.read, here.activity).settings}
    dialog = EntitledDialog(shown.context, settings, shown)
    listed = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert listed == ["sector S", "sector O", "sector M", "sector I"]
    dialog.list.item(2).setCheckState(Qt.CheckState.Checked)
    assert dialog.chosen() == {"sectors": here.sectors[:3]}
