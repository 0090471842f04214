"""What of a vote's setup is seen on a small laptop: nothing is cut, what stands in the way stays in sight."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionComboBox

from labapp.errors import UserError
from labapp.kinds.vote import options
from labapp.kinds.vote.forms import OFFERED

TITLE = "Koszykówka i siatkówka dla dużych i małych – rewitalizacja boiska przy szkole podstawowej nr 109"


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("form", OFFERED)
def test_where_to_vote_is_seen_without_scrolling_and_nothing_is_cut(room, panel, language, form):
    terms = panel(room(form=form), language).terms
    assert terms.widget().width() <= terms.viewport().width()
    for box in terms.channels.values():
        below = box.mapTo(terms.viewport(), QPoint(0, box.height()))
        assert below.y() <= terms.viewport().height()


def test_long_options_keep_all_their_words(room, panel):
    here = room(titles="")
    with here.lab.change("vote.edit") as tx:
        for n in range(3):
            options.add(tx, here.activity, f"{TITLE} {n}")
    shown = panel(here, "pl").list
    row = shown.visualItemRect(shown.item(0))
    letters = shown.fontMetrics().horizontalAdvance(shown.item(0).text()) / (row.width() - 40)
    assert row.height() >= shown.fontMetrics().lineSpacing() * letters


def test_what_stands_in_the_way_stays_in_sight_however_far_one_scrolls(room, panel):
    here = room(form="choose", channels=[])
    shown = panel(here)
    shown.terms.show_ready(UserError("vote.no-channel"))
    bar = shown.terms.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert bar.value() > 0
    place = shown.terms.ready.mapTo(shown, QPoint(0, 0))
    assert 0 <= place.y() < shown.terms.mapTo(shown, QPoint(0, 0)).y()
    assert shown.terms.ready.isVisible()


def test_a_long_list_of_criteria_shows_its_beginning(room, panel):
    names = [f"a criterion with a rather long name, number {n}".replace(",", "") for n in range(1, 6)]
    terms = panel(room(form="score", limits={"criteria": names})).terms
    line = terms.limits._lines["score.criteria"]
    assert line.cursorPosition() == 0
    assert line.text().startswith("a criterion")


@pytest.mark.parametrize("form", OFFERED)
def test_words_below_a_field_are_whole_after_the_form_was_changed(room, panel, form):
    """What stands below a field may take two lines; changed while it is shown, the form squeezed them into one."""
    here = room()
    shown = panel(here, "pl")
    terms = shown.terms
    for combo, value in ((terms.form, form), (terms.secrecy, "sector")):
        combo.setCurrentIndex(combo.findData(value))
    for width in (591, 700):
        shown.resize(width, 411)
        QApplication.processEvents()
        for label in terms.widget().findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("form", OFFERED)
def test_the_name_of_a_ballot_is_whole_in_its_list(room, panel, language, form):
    """“Za, przeciw, wstrzymuję się” was longer by some letters than what the arrow leaves, and lost its end."""
    shown = panel(room(form=form), language)
    combo = shown.terms.form
    for width in (591, 575, 560, 545):
        shown.resize(width, 411)
        QApplication.processEvents()
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        words = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo)
        assert words.width() >= combo.fontMetrics().horizontalAdvance(combo.currentText()), width


@pytest.mark.parametrize("language", ["pl", "en"])
def test_names_of_where_to_vote_are_whole_beside_a_wide_agenda(room, panel, language):
    shown = panel(room(form="dots", secrecy="sector", channels=["booth"]), language)
    terms = shown.terms
    for width in (591, 575, 560, 545):  # with forty people in the room the column of the agenda is wider
        shown.resize(width, 411)
        QApplication.processEvents()
        for box in terms.channels.values():
            assert box.width() >= box.sizeHint().width(), (width, box.text())
            assert box.mapTo(terms.viewport(), QPoint(box.sizeHint().width(), 0)).x() <= terms.viewport().width()


@pytest.mark.parametrize(("channels", "said"), [
    (("paper",), "paper ballots are counted, names"), (("hands",), "hands are counted, names"),
    (("paper", "hands"), "paper ballots and hands are counted"),
    (("paper", "booth"), "paper ballots are not put down to anybody"),
    (("booth", "hands"), "hands are not put down to anybody"),
])  # fmt: skip
def test_only_what_is_counted_is_named(room, panel, channels, said):
    text = panel(room(channels=list(channels))).terms.secrecy_text.text()
    assert said in text
    for channel, word in (("paper", "paper"), ("hands", "hands")):
        assert (word in text) == (channel in channels)
