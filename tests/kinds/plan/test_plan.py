"""A plan: mandates, periods, owners the room may see, actions that keep their idea."""

from datetime import date
from pathlib import Path

import pytest

from labapp.document import Document
from labapp.errors import UserError
from labapp.kinds.base import Handed, ReportOptions
from labapp.kinds.plan import actions
from labapp.kinds.plan.kind import Plan
from labapp.kinds.plan.stage import PlanScene
from labapp.model import agenda, ideas, notes, people
from labapp.wording import due
from labapp.wording.translate import translator
from tests.lab_files import add_idea, fresh


@pytest.fixture
def document(tmp_path: Path) -> Document:
    with fresh(tmp_path / "a.lab") as made:
        day = agenda.days(made.lab.read)[0].id
        with made.lab.change("activity.add") as tx:
            agenda.add_activity(tx, day, "plan", "Plan")
        yield made


def _plan(document: Document) -> str:
    return agenda.activities(document.lab.read)[1].id


def _add(document: Document, what: str, **values: str | None) -> str:
    with document.lab.change("plan.add") as tx:
        return actions.add(tx, _plan(document), what, **values)


def _scene(document: Document) -> PlanScene:
    scene = Plan().scene(document.lab.read, agenda.activity(document.lab.read, _plan(document)))
    assert isinstance(scene, PlanScene)
    return scene


def test_an_action_from_an_idea_keeps_its_link(document: Document) -> None:
    idea = add_idea(document, "Park przy bibliotece")
    with document.lab.change("plan.add") as tx:
        made = actions.add_from_idea(tx, _plan(document), idea)
        actions.edit(tx, made, what="Założyć park kieszonkowy")
    found = actions.action(document.lab.read, made)
    assert (found.idea, found.what) == (idea, "Założyć park kieszonkowy")
    assert ideas.text(document.lab.read, idea) == "Park przy bibliotece"


def test_what_a_vote_has_left_is_drawn_once_and_in_its_words(document: Document) -> None:
    idea = add_idea(document, "Zieleń w gminie")
    left = [Handed("Zieleń przy szkołach", idea, True), Handed("Zespół do maja"), Handed("Zespół do maja")]
    with document.lab.change("plan.add") as tx:
        assert Plan().take_left(tx, _plan(document), left) == 2
        assert Plan().take_left(tx, _plan(document), left) == 0
        assert Plan().take(tx, _plan(document), [idea]) == 0
    found = actions.actions(document.lab.read, _plan(document))
    assert [(item.what, item.idea) for item in found] == [("Zieleń przy szkołach", idea), ("Zespół do maja", None)]


@pytest.mark.parametrize("mandate", ["proposed", "pending"])
def test_nobody_who_has_not_agreed_is_shown_as_responsible(document: Document, mandate: str) -> None:
    with document.lab.change("person.add") as tx:
        office = people.add_entity(tx, "Urząd Miasta")
    _add(document, "Dyżury", entity=office, mandate=mandate)
    row = _scene(document).actions[0]
    assert (row.owner, row.unconfirmed) == ("", True)


def test_the_room_sees_the_body_or_the_badge_never_a_name(document: Document) -> None:
    with document.lab.change("person.add") as tx:
        office = people.add_entity(tx, "Urząd Miasta")
        anna = people.add_participant(tx, name="Anna Sekretna", entity=office)
        jan = people.add_participant(tx, name="Jan Sekretny")
    for person in (anna, jan):
        _add(document, "Zrobić", person=person, mandate="accepted")
    _add(document, "Inni", who="Piotr Sekretny", mandate="accepted")
    scene = _scene(document)
    assert [row.owner for row in scene.actions] == ["Urząd Miasta", "102", ""]
    assert "Sekretn" not in repr(scene)
    public = Plan().section(
        document.lab.read, agenda.activity(document.lab.read, _plan(document)), ReportOptions(public=True),
        translator("pl"),
    )  # fmt: skip
    assert "Sekretn" not in repr(public)


@pytest.mark.parametrize(("kind", "text", "last"), [
    ("day", "2027-03-31", date(2027, 3, 31)), ("month", "2028-02", date(2028, 2, 29)),
    ("month", "2027-12", date(2027, 12, 31)), ("quarter", "2027-Q1", date(2027, 3, 31)),
    ("quarter", "2027-Q4", date(2027, 12, 31)), ("half", "2027-H1", date(2027, 6, 30)),
    ("half", "2027-H2", date(2027, 12, 31)), ("event", "uchwalenie budżetu", None), ("none", "", None),
])  # fmt: skip
def test_a_period_ends_on_its_last_day(kind: str, text: str, last: date | None) -> None:
    assert due.valid(kind, text)
    assert due.last_day(kind, text) == last


@pytest.mark.parametrize(("kind", "text"), [
    ("day", "2027-02-30"), ("day", "31.03.2027"), ("month", "2027-13"), ("quarter", "2027-Q5"), ("half", "2027-H3"),
    ("event", " "), ("none", "kiedyś"), ("week", "2027-W1"),
])  # fmt: skip
def test_no_other_text_is_a_period(document: Document, kind: str, text: str) -> None:
    assert not due.valid(kind, text)
    with pytest.raises(UserError), document.lab.change("plan.add") as tx:
        actions.add(tx, _plan(document), "coś", due_kind=kind, due=text)
    assert actions.actions(document.lab.read, _plan(document)) == []


@pytest.mark.parametrize(("kind", "text", "polish", "english"), [
    ("day", "2027-03-31", "31 marca 2027", "31 March 2027"), ("month", "2027-03", "marzec 2027", "March 2027"),
    ("quarter", "2027-Q1", "I kw. 2027", "Q1 2027"),
    ("half", "2027-H2", "II półrocze 2027", "second half of 2027"),
])  # fmt: skip
def test_periods_are_said_as_people_say_them(kind: str, text: str, polish: str, english: str) -> None:
    assert (due.spoken(kind, text, translator("pl")), due.spoken(kind, text, translator("en"))) == (polish, english)


def test_overdue_the_day_after_and_never_once_done(document: Document) -> None:
    late = actions.action(document.lab.read, _add(document, "a", due_kind="month", due="2026-10"))
    assert not late.overdue(date(2026, 10, 31))
    assert late.overdue(date(2026, 11, 1))
    done = actions.action(document.lab.read, _add(document, "b", due_kind="month", due="2026-10", status="done"))
    assert not done.overdue(date(2027, 1, 1))


def test_an_acceptance_without_anybody_is_a_problem(document: Document) -> None:
    _add(document, "czyje?", mandate="accepted")
    found = Plan().problems(document.lab.read, agenda.activity(document.lab.read, _plan(document)))
    assert [problem.code for problem in found] == ["plan.accepted-by-nobody"]


def test_actions_are_carried_up_and_down(document: Document) -> None:
    made = [_add(document, text) for text in "abc"]
    with document.lab.change("plan.move") as tx:
        actions.move(tx, made[2], None)
        actions.move(tx, made[0], made[1])
    assert [item.what for item in actions.actions(document.lab.read, _plan(document))] == ["c", "b", "a"]


@pytest.mark.parametrize("gone", ["action", "plan"])
def test_a_declaration_is_open_again_once_no_action_stands_for_it(document: Document, gone: str) -> None:
    """It stayed assigned to an action that was not there any more, and nobody was asked what becomes of it."""
    lab, plan = document.lab, _plan(document)
    with lab.change("note.add") as tx:
        said = notes.add(tx, "declaration", "Przygotuję wzór wniosku", who="Anna")
        notes.settle(tx, notes.add(tx, "question", "Kto odśnieża?"), "done")
        other = agenda.add_activity(tx, agenda.days(tx)[0].id, "plan", "Drugi plan")
        for target in (plan, other):
            Plan().take_note(tx, target, notes.notes(tx)[0])
    lost = actions.actions(lab.read, other)[0].id
    with lab.change("plan.retire") as tx:
        actions.retire(tx, lost)
    states = lambda: [note.state for note in notes.notes(lab.read)]  # noqa: E731
    assert states() == ["assigned", "done"], "an action of the first plan still stands for it"
    with lab.change("plan.retire") as tx:
        if gone == "action":
            actions.retire(tx, actions.actions(tx, plan)[0].id)
        else:
            Plan().on_removed(tx, agenda.activity(tx, plan))
            agenda.retire_activity(tx, plan)
    assert states() == ["open", "done"]
    with lab.change("activity.start") as tx:
        Plan().on_start(tx, agenda.activity(tx, other))
    assert actions.actions(lab.read, other) == [], "what was taken out of a plan does not come back by itself"
    with lab.change("activity.add") as tx:
        third = agenda.add_activity(tx, agenda.days(tx)[0].id, "plan", "Trzeci plan")
        Plan().on_start(tx, agenda.activity(tx, third))
    assert [item.note for item in actions.actions(lab.read, third)] == [said]
    assert states() == ["assigned", "done"]
