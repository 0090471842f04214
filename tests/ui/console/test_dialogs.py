"""Facts, places, history, shortcuts and the report, through their real dialogs."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit

from labapp.errors import UserError
from labapp.jobs import Progress
from labapp.model import agenda, countdown, facts, files
from ui.console.actions import tip
from ui.console.clock import age_words, left_words
from ui.console.day_dialog import DayDialog
from ui.console.facts_dialog import FactsDialog
from ui.console.history_dialog import HistoryDialog
from ui.console.palette import _ACTION, Palette
from ui.console.person_dialog import PersonDialog
from ui.console.places_dialog import PlacesDialog
from ui.console.report_dialog import ReportDialog
from ui.console.shortcuts_dialog import ShortcutsDialog
from ui.jobs import Jobs
from ui.stage.awake import Power

if TYPE_CHECKING:
    from ui.console.window import ConsoleWindow


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_the_report_is_written_beside_the_window(console: ConsoleWindow, qtbot: Any, ending: str) -> None:
    dialog = ReportDialog(console.context, console.shell.settings, console)
    qtbot.addWidget(dialog)
    dialog._format.setCurrentIndex(dialog._format.findData(ending))
    dialog._language.setCurrentIndex(dialog._language.findData("en"))
    with qtbot.waitSignal(dialog.written, timeout=30_000) as signal:
        dialog.begin()
    path = signal.args[0]
    assert path == console.context.document.path.with_name(f"burza – report{ending}")
    assert path.stat().st_size > 1000
    qtbot.waitUntil(lambda: not console.context.jobs.busy)


def test_a_report_is_proposed_in_the_language_of_its_meeting_and_without_notes(
    opened: Callable[[str], ConsoleWindow], qtbot: Any
) -> None:
    """The next meeting's came as the last one's; its own next one comes in the language chosen for it."""
    assert [_proposed(opened("burza"), qtbot, times=2), _proposed(opened("puste"), qtbot)] == [["pl", "en"], ["pl"]]


def _proposed(console: ConsoleWindow, qtbot: Any, times: int = 1) -> list[str]:
    """Write the report in English, with notes, so many times; return the languages proposed."""
    proposed: list[str] = []
    for _time in range(times):
        dialog = ReportDialog(console.context, console.shell.settings, console)
        qtbot.addWidget(dialog)
        proposed.append(dialog._language.currentData())
        assert not dialog._notes.isChecked()
        dialog._language.setCurrentIndex(dialog._language.findData("en"))
        dialog._notes.setChecked(True)
        with qtbot.waitSignal(dialog.written, timeout=30_000):
            dialog.begin()
        qtbot.waitUntil(lambda: not console.context.jobs.busy)
    return proposed


def test_a_report_that_cannot_be_written_says_why(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    dialog = ReportDialog(console.context, console.shell.settings, console)
    qtbot.addWidget(dialog)
    dialog._place = tmp_path / "nie-ma"
    dialog.begin()
    qtbot.waitUntil(lambda: not console.context.jobs.busy, timeout=30_000)
    assert dialog._said.property("role") == "danger"
    assert dialog.keep.isEnabled()


def test_cancelled_work_delivers_nothing(qtbot: Any) -> None:
    jobs = Jobs()
    done: list[object] = []

    def endless(_: None, progress: Progress) -> None:
        while True:
            progress.check()

    work = jobs.start(endless, None, done.append)
    with qtbot.waitSignal(work.cancelled, timeout=10_000):
        work.cancel()
    assert done == []
    assert not jobs.busy
    jobs.shut_down()


def test_work_that_the_world_refuses_is_told_as_such(qtbot: Any) -> None:
    jobs = Jobs()

    def refused(_: None, progress: Progress) -> None:
        raise UserError("store.full", path="x")

    problems: list[UserError] = []
    work = jobs.start(refused, None, None, problems.append)
    with qtbot.waitSignal(work.ended, timeout=10_000):
        pass
    assert [problem.code for problem in problems] == ["store.full"]
    jobs.shut_down()


def test_facts_are_one_change(console: ConsoleWindow, qtbot: Any) -> None:
    dialog = FactsDialog(console.context, console)
    qtbot.addWidget(dialog)
    dialog._lines["title"].setText("Toruń – program 2027")
    dialog._organisers.setPlainText("Urząd Miasta\n\n Fundacja Ład ")
    dialog.accept()
    read = console.context.lab.read
    assert facts.get(read, "organisers") == ["Urząd Miasta", "Fundacja Ład"]
    assert console.windowTitle().startswith("Toruń – program 2027")
    console.actions_by_id["undo"].trigger()
    assert facts.get(read, "title") == "Próba"
    assert facts.get(read, "organisers") == []


def test_a_logo_must_be_a_picture(console: ConsoleWindow, qtbot: Any, tmp_path: Path) -> None:
    dialog = FactsDialog(console.context, console)
    qtbot.addWidget(dialog)
    (tmp_path / "zly.png").write_bytes(b"not a picture")
    assert not dialog.add_logo(tmp_path / "zly.png")
    assert not dialog.add_logo(tmp_path / "brak.png")
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(tmp_path / "dobry.png"))
    assert dialog.add_logo(tmp_path / "dobry.png")
    assert [link.name for link in files.links(console.context.lab.read, "logo")] == ["dobry.png"]
    dialog._remove_logo()
    assert files.links(console.context.lab.read, "logo") == []


def test_a_second_place_gets_a_whole_copy_and_shows_its_age(
    console: ConsoleWindow, qtbot: Any, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = PlacesDialog(console.context, console)
    qtbot.addWidget(dialog)
    assert "Jeszcze nie wskazano" in dialog._second.text()
    dialog.use(stick)
    qtbot.waitUntil(lambda: "przed chwilą" in dialog._second.text(), timeout=20_000)
    assert (stick / "burza.lab").stat().st_size > 0
    dialog.use(tmp_path)
    # the file itself is no second place
    qtbot.waitUntil(lambda: dialog._second.property("role") == "danger", timeout=20_000)


def test_history_tells_in_sentences_and_can_be_searched(console: ConsoleWindow, qtbot: Any) -> None:
    console.handlers.next_step()
    dialog = HistoryDialog(console.context, console)
    qtbot.addWidget(dialog)
    table = dialog._table
    title = agenda.current(console.context.lab.read).title
    assert table.item(0, 1).text() == f"rozpoczęto punkt agendy: „{title}”"
    for words in ("rozpoczeto", title.lower()):
        dialog._find.setText(words)
        assert [table.isRowHidden(row) for row in range(2)] == [False, True]


def test_an_action_is_found_by_name_and_done(console: ConsoleWindow, qtbot: Any) -> None:
    dialog = ShortcutsDialog(console.context, console.actions_by_id, console)
    qtbot.addWidget(dialog)
    dialog._find.setText("nastepny krok")
    dialog._do_first()
    assert agenda.current(console.context.lab.read) is not None


def test_a_day_gets_its_date(console: ConsoleWindow, qtbot: Any) -> None:
    day = agenda.days(console.context.lab.read)[0]
    dialog = DayDialog(console.context, day.id, console)
    qtbot.addWidget(dialog)
    assert dialog.values()["date"] == ""
    dialog.show()
    assert dialog.focusWidget() is dialog._known
    dialog._known.setChecked(True)
    assert len(dialog.values()["date"]) == 10
    dialog.hide()
    dialog.show()
    assert dialog.focusWidget() is dialog._date


def test_ages_and_times_are_said_as_people_say_them(console: ConsoleWindow) -> None:
    from datetime import timedelta

    _ = console._
    ages = [age_words(age, _) for age in (3, 40, 300, 9000)]
    assert ages == ["przed chwilą", "40 s temu", "5 min temu", "2 h temu"]
    assert left_words(timedelta(minutes=12, seconds=35), _) == "zostało 12:35"
    assert left_words(timedelta(seconds=-130), _) == "przekroczono o 2:10"
    assert left_words(None, _) == ""


def test_a_pulled_plug_is_said_once(console: ConsoleWindow) -> None:
    console.live.judge(Power(plugged=False, percent=80))
    assert "na baterii" in console.message.text
    console.message.clear()
    console.live.judge(Power(plugged=False, percent=79))
    assert console.message.text == ""
    console.live.judge(Power(plugged=False, percent=9))
    assert "9%" in console.message.text
    console.live.judge(Power(plugged=True, percent=9))


def test_saving_without_a_change_is_no_change(console: ConsoleWindow, qtbot: Any) -> None:
    before = console.context.lab.history(1)[0].number
    dialog = FactsDialog(console.context, console)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert console.context.lab.history(1)[0].number == before


def test_a_participant_fits_a_laptop(console: ConsoleWindow, qtbot: Any) -> None:
    dialog = PersonDialog(console.context, None, console)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= 500
    boxes = list(dialog._consents.values())
    for one, two in pairwise(boxes):
        assert not one.geometry().intersects(two.geometry())


def test_qts_own_words_are_polish(console: ConsoleWindow, qtbot: Any) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    menu = line.createStandardContextMenu()
    assert any(action.text().replace("&", "").startswith("Wklej") for action in menu.actions())
    menu.deleteLater()
    assert tip("Dalej", "Ctrl+Return") == "Dalej (Ctrl+Enter)"


def test_two_times_at_once_say_whose_they_are(console: ConsoleWindow) -> None:
    console.handlers.next_step()
    console.tick()
    assert console.bar._left.text().startswith("zostało ")
    console.context.run("timer.start", lambda tx: countdown.start(tx, 111), undoable=False)
    console.tick()
    assert re.fullmatch(r"punkt \d+:\d\d · minutnik 1:5\d", console.bar._left.text())


@pytest.mark.parametrize(
    ("typed", "found"), [("wygasic", "blank"), ("czarny ekran", "blank"), ("duplikaty", "board.twins")]
)
def test_an_action_is_found_by_another_ending_and_by_other_words(
    console: ConsoleWindow, monkeypatch: pytest.MonkeyPatch, typed: str, found: str
) -> None:
    said: list[str] = []

    def look(made: Palette) -> int:
        made.line.setText(typed)
        said.extend(made.found.item(row).data(_ACTION).objectName() for row in range(made.found.count()))
        made.line.setText("odkryj zakryte")
        assert "żadna kartka nie jest zakryta" in made.found.item(0).text()
        made.line.setText("ciemn")
        names = {made.found.item(row).text() for row in range(made.found.count())}
        assert any(name.startswith("To okno: ciemne") for name in names)
        return 0

    monkeypatch.setattr(Palette, "exec", look)
    board = next(item.id for item in agenda.activities(console.context.lab.read) if item.kind == "board")
    console.show_activity(board)
    console.actions_by_id["palette"].trigger()
    assert found in said
