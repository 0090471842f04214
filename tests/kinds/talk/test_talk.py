"""The talk: what the room sees of it, when a break ends, and what goes into the report."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labapp.content.nodes import Items, Paragraph
from labapp.document import Document
from labapp.kinds.base import ReportOptions
from labapp.kinds.talk.kind import FORMS, Talk, set_form, set_resume
from labapp.kinds.talk.stage import TalkScene
from labapp.model import agenda, notes
from labapp.stage.scenes import BreakScene
from labapp.stage.state import StageState, TimerFace
from labapp.wording.translate import translator
from tests.lab_files import fresh
from ui.stage.checking import check
from ui.stage.painters import compose

SIZES = ((1024, 768), (1280, 800), (1920, 1080))


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "a.lab") as made:
        with made.lab.change("activity.add") as tx:
            day = agenda.add_day(tx, date="2026-11-20", start="11:00")
            talk = agenda.add_activity(tx, day, "talk", "Rozmowa", question="Co dalej?", notes="tajne", minutes=20)
            agenda.add_activity(tx, day, "talk", "Obiad", minutes=30, after=talk)
        yield made


def talk(document: Document, title: str = "Rozmowa") -> agenda.Activity:
    return next(item for item in agenda.activities(document.lab.read) if item.title == title)


def test_the_room_sees_title_and_question_and_nothing_of_the_notes(document: Document) -> None:
    scene = Talk().scene(document.lab.read, talk(document))
    assert scene == TalkScene("Rozmowa", "Co dalej?")


def test_a_break_ends_when_its_minutes_are_over_or_when_said(document: Document) -> None:
    with document.lab.change("talk.form") as tx:
        set_form(tx, talk(document), "break")
    scene = Talk().scene(document.lab.read, talk(document))
    assert scene == BreakScene("11:20", "Rozmowa", "Obiad")
    with document.lab.change("talk.resume") as tx:
        set_resume(tx, talk(document), "11:35")
    assert Talk().scene(document.lab.read, talk(document)) == BreakScene("11:35", "Rozmowa", "Obiad")
    document.lab.undo()
    assert Talk().scene(document.lab.read, talk(document)) == BreakScene("11:20", "Rozmowa", "Obiad")


def test_an_unknown_form_is_refused_and_found(document: Document) -> None:
    with pytest.raises(ValueError), document.lab.change("talk.form") as tx:
        set_form(tx, talk(document), "party")
    odd = agenda.Activity(**{**talk(document).__dict__, "settings": {"v": 1, "form": "party"}})
    assert [problem.code for problem in Talk().problems(document.lab.read, odd)] == ["talk.unknown-form"]
    assert Talk().problems(document.lab.read, talk(document)) == []


def test_the_report_tells_the_question_and_what_was_written_down_there(document: Document) -> None:
    with document.lab.change("note.add") as tx:
        notes.add(tx, "note", "umówiono się na maj", activity=talk(document).id)
        notes.add(tx, "note", "gdzie indziej")
        notes.add(tx, "parking", "na później", activity=talk(document).id)
    section = Talk().section(document.lab.read, talk(document), ReportOptions(), translator("pl"))
    assert section.nodes == (Paragraph("Co dalej?", "strong"), Items(("umówiono się na maj",)))


def test_unknown_settings_are_kept(document: Document) -> None:
    assert Talk().upgrade({"v": 1, "form": "break", "later": 7})["later"] == 7
    assert Talk().defaults()["form"] in FORMS


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("words", ["", "Co?", "Jak zbudować stały zespół do spraw programu współpracy? " * 6])
@pytest.mark.parametrize("timer", [None, TimerFace(754, 1200), TimerFace(-130, 600)])
def test_everybody_can_read_a_talk(qapp: object, size: tuple[int, int], words: str, timer: TimerFace | None) -> None:
    scene = TalkScene("Rozmowa o wątkach i o tym, co z nich wynika", words)
    for language in ("pl", "en"):
        picture = compose(StageState("Toruń", language, scene, timer), size)
        assert check(picture) == []
