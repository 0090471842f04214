"""Places that take their time and large files: the window goes on drawing, says what it waits for, and can stop."""

from __future__ import annotations

import io
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPlainTextEdit

from labapp import joining, waiting
from labapp.document import open_document
from labapp.erase import erase_person
from labapp.joining import load_file
from labapp.kinds.vote import box, keys, options, rounds
from labapp.model import agenda, people
from labapp.retention import NEEDS, clear
from labapp.wording.translate import translator
from tests.lab_files import add_idea, fresh, populate, words, words_in
from tests.test_places import FIFOS, Fifo
from ui.safety.anonymise_dialog import AnonymiseDialog
from ui.waiting import Waiting, WaitingDialog

BEATS = 40  # of 10 ms: as long as a place takes its time here


class SlowFolder:
    """A folder in which nothing is opened until it answers, from the moment it is told to."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.answers, self.asked = folder, threading.Event(), False
        self.answers.set()
        folder.mkdir()
        opened = io.open  # what pathlib opens files with

        def slow(path: Any, *rest: Any, **more: Any) -> Any:
            if isinstance(path, str | Path) and Path(path).parent == folder and not self.answers.is_set():
                self.asked = True
                self.answers.wait(20)
            return opened(path, *rest, **more)

        patch.setattr(io, "open", slow)


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowFolder]:
    made = SlowFolder(tmp_path / "share", monkeypatch)
    yield made
    made.answers.set()


@pytest.fixture
def heart(qapp: QApplication) -> Iterator[Callable[[Callable[[], Any]], list[str]]]:
    """Return what lets the window's clock tick, does something after some beats, and notes what is said meanwhile."""
    timer, said = QTimer(), list[str]()
    timer.setInterval(10)

    def start(then: Callable[[], Any]) -> list[str]:
        beats = 0

        def beat() -> None:
            nonlocal beats
            beats += 1
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, WaitingDialog) and dialog.isVisible():
                    said.extend(label.text() for label in dialog.findChildren(QLabel))
            if beats >= BEATS and said:
                timer.stop()
                then()

        timer.timeout.connect(beat)
        timer.start()
        return said

    yield start
    timer.stop()


def changed_elsewhere(shell: Any, tmp_path: Path) -> None:
    """Let another program write another state of this meeting over its file."""
    shell.document.snapshot_now(wait=True)
    path = shell.document.path
    other = tmp_path / "other.lab"
    other.write_bytes(path.read_bytes())
    with open_document(other) as document:
        add_idea(document, "gdzie indziej")
    path.write_bytes(other.read_bytes())
    add_idea(shell.document, "tutaj")
    shell.document.snapshot_now(wait=True)
    assert shell.document.status().choice


@pytest.fixture
def slowly(shell: Any, slow: SlowFolder, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A meeting that is open and whose file lies in the slow folder."""
    with fresh(slow.folder / "a.lab") as document:
        populate(document)
    assert shell.open(slow.folder / "a.lab")
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: pytest.fail(text))
    return shell


WRITING = "Zapisywanie spotkania tam, gdzie jest przechowywane. Miejsce odpowiada powoli…"
GESTURES: dict[str, Callable[[Any, Path], Any]] = {
    "elsewhere": lambda shell, place: shell.document.move_to(place / "b.lab"),
    "working": lambda shell, place: shell.resolve("working"),
    "file": lambda shell, place: shell.document.resolve("file"),
    "anonymous": lambda shell, place: AnonymiseDialog(shell.console.context, shell.console).write_to(
        place.parent / "anonim.lab"
    ),
    "retention": lambda shell, place: clear(shell.document, NEEDS),
}


@pytest.mark.parametrize("gesture", GESTURES)
def test_the_window_goes_on_while_a_place_takes_its_time(
    slowly: Any, slow: SlowFolder, heart: Any, tmp_path: Path, gesture: str
) -> None:
    if gesture in ("working", "file"):
        changed_elsewhere(slowly, tmp_path)
    add_idea(slowly.document, "właśnie")
    slow.answers.clear()
    said = heart(slow.answers.set)
    GESTURES[gesture](slowly, slow.folder)
    assert slow.asked
    assert slow.answers.is_set(), "the window stood still"
    assert WRITING in said
    slowly.console.context.jobs.shut_down()
    if gesture != "file":
        slowly.document.snapshot_now(wait=True)
        assert slowly.document.status().file.failure is None
        assert "właśnie" in words_in(slowly.document.path)


def test_what_was_joined_is_replaced_beside_the_window(
    slowly: Any, slow: SlowFolder, heart: Any, tmp_path: Path
) -> None:
    changed_elsewhere(slowly, tmp_path)
    there = load_file(slowly.document.path)
    joining.join(slowly.document, there)
    slow.answers.clear()
    said = heart(slow.answers.set)
    slowly.document.replaces(slowly.document.path, there.digest, keep=True)
    assert WRITING in said
    slowly.document.snapshot_now(wait=True)
    assert {"gdzie indziej", "tutaj"} <= set(words_in(slowly.document.path))


def test_a_file_on_a_slow_place_is_opened_beside_the_window(slowly: Any, slow: SlowFolder, heart: Any) -> None:
    assert slowly.close_meeting()
    slow.answers.clear()
    said = heart(slow.answers.set)
    assert slowly.open(slow.folder / "a.lab")
    assert said[0] == "Otwieranie spotkania. Miejsce, w którym leży plik, odpowiada powoli…"
    assert words(slowly.document)


def test_a_meeting_is_made_on_a_slow_place_beside_the_window(slowly: Any, slow: SlowFolder, heart: Any) -> None:
    slow.answers.clear()
    said = heart(slow.answers.set)
    assert slowly.make("burza", slow.folder / "nowe.lab", "Nowe", "pl")
    assert WRITING in said
    assert slowly.document.path == slow.folder / "nowe.lab"


@FIFOS
def test_nobody_has_to_wait_for_a_file_that_never_comes(slowly: Any, slow: SlowFolder, heart: Any) -> None:
    assert slowly.close_meeting()
    hung = Fifo(slow.folder / "a.lab")

    def press() -> None:
        (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, WaitingDialog) and w.isVisible())
        assert dialog.stop is not None
        dialog.stop.click()

    heart(press)
    assert not slowly.open(hung.path)
    assert slowly.welcome is not None
    assert slowly.welcome.isVisible()
    hung.lets_go()
    assert slowly.open(hung.path)


def secret_vote(shell: Any) -> str:
    """Put a secret vote on the agenda, cast two ballots and return it."""
    lab = shell.document.lab
    with lab.change("vote.make") as tx:
        day = agenda.days(tx)[0].id
        activity = agenda.add_activity(tx, day, "vote", "Tajne", question="Co?")
        rounds.configure(tx, activity, secrecy="secret", form="choose", limits={"min": 1, "max": 1})
        for title in "ab":
            options.add(tx, activity, title)
        for person in people.participants(tx):
            people.arrive(tx, person.id)
    vote = rounds.latest(lab.read, activity)
    assert vote is not None
    box.open_vote(lab, vote.id)
    for number, person in enumerate(people.participants(lab.read)[:2]):
        box.cast(lab, vote.id, person.id, [number + 1])
    return vote.id


class Reading:
    """Another connection that reads an older state of the working copy, so that its log cannot be emptied yet."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("BEGIN")
        self.connection.execute("SELECT count(*) FROM changes").fetchall()

    def end(self) -> None:
        self.connection.close()


def test_a_secret_vote_is_cleared_away_beside_the_window(slowly: Any, heart: Any) -> None:
    lab = slowly.document.lab
    vote = secret_vote(slowly)
    work = lab.store.path
    reading = Reading(work)
    handed_in: list[str] = []
    lab.post(lambda tx: handed_in.append("one"))
    waits: list[bool] = []

    def end() -> None:
        lab.drain()
        waits.append(not handed_in)  # what phones hand in waits until the file is written anew
        reading.end()

    said = heart(end)
    box.close_vote(lab, vote)
    assert "Usuwanie śladów, które nie mogą zostać. Przy dużym spotkaniu to chwilę trwa…" in said
    assert waits == [True]
    lab.drain()  # unless the console's second has come meanwhile
    assert handed_in == ["one"]
    assert not keys.present(lab.read, vote)
    assert work.with_name("lab.db-wal").stat().st_size < 20_000  # nothing but the batch handed in
    assert not lab.store.query("PRAGMA freelist_count")[0][0]
    add_idea(slowly.document, "po głosowaniu")  # the journal goes on, and so does undo
    assert lab.undo() is not None
    assert "po głosowaniu" not in words(slowly.document)


def test_a_person_is_removed_beside_the_window(slowly: Any, heart: Any) -> None:
    lab = slowly.document.lab
    person = people.participants(lab.read)[0]
    reading = Reading(lab.store.path)
    said = heart(reading.end)
    erase_person(slowly.document, person.id)
    assert said
    for file in (lab.store.path, lab.store.path.with_name("lab.db-wal"), slowly.document.path):
        assert not file.exists() or person.name.encode() not in file.read_bytes()




def test_what_is_typed_while_a_vote_is_cleared_away_is_written_down(slowly: Any, heart: Any) -> None:
    lab, side = slowly.document.lab, slowly.console.side
    vote = secret_vote(slowly)
    reading = Reading(lab.store.path)
    notes = side.findChild(QPlainTextEdit)
    notes.setPlainText("spytać o most")  # the breath after it ends in the middle
    told: list[str] = []
    slowly.console.context.signals.message.connect(lambda text, tone: told.append(text))
    heart(reading.end)
    box.close_vote(lab, vote)
    side.keep()
    assert agenda.activity(lab.read, slowly.console.middle.activity_id).notes == "spytać o most"
    assert not told


def test_what_a_timer_writes_meanwhile_waits_instead_of_being_refused(slowly: Any, heart: Any) -> None:
    lab = slowly.document.lab
    vote = secret_vote(slowly)
    reading = Reading(lab.store.path)

    def write() -> None:
        reading.end()
        add_idea(slowly.document, "w trakcie")

    heart(write)
    box.close_vote(lab, vote)
    assert "w trakcie" in words(slowly.document)
    assert not keys.present(lab.read, vote)


def test_the_system_cannot_close_a_meeting_in_the_middle(slowly: Any, heart: Any) -> None:
    lab, closed = slowly.document.lab, list[bool]()
    vote = secret_vote(slowly)
    reading = Reading(lab.store.path)

    def end() -> None:
        closed.append(slowly.console.close())
        reading.end()

    heart(end)
    box.close_vote(lab, vote)
    assert closed == [False]
    assert not keys.present(lab.read, vote)
    assert slowly.close_meeting()


def test_nobody_goes_on_while_the_work_does(qapp: QApplication) -> None:
    begun, over = threading.Event(), list[bool]()

    def no_window() -> None:
        begun.set()
        raise RuntimeError("a window nobody foresaw")

    def work() -> None:
        over.append(begun.wait(20))

    with pytest.raises(RuntimeError):
        Waiting(no_window, lambda: translator("pl"))(waiting.WRITE, work, None)
    assert over[0]
    assert not [each for each in threading.enumerate() if each.name == "waited for"]
