"""The plan at the end of an invented laboratory: mandates of every sort, dates of every sort, one promise overdue."""

from __future__ import annotations

from typing import Any

from labapp.clock import SteppingClock
from labapp.demo.texts import Texts
from labapp.kinds.plan import actions
from labapp.lab import Lab
from labapp.model import people
from labapp.model.agenda import Activity
from labapp.model.people import Participant

_DUES = (
    ("day", "2026-12-11"), ("month", "2027-02"), ("quarter", "2027-Q1"), ("half", "2027-H1"), ("event", ""),
    ("quarter", "2027-Q2"),
)  # fmt: skip
_CONFIRM_BY = "2026-10-30"
_OVERDUE = "2026-09-30"


def write_plan(lab: Lab, item: Activity, ideas: list[str], texts: Texts, clock: SteppingClock) -> None:
    """Write one action for each idea and one that an earlier meeting left undone."""
    here = people.present(lab.read)
    for place, idea in enumerate(ideas):
        clock.forward(minutes=2)
        values = _details(place, texts) | _owner(lab, place, here, texts)
        with lab.change("plan.add") as tx:
            made = actions.add_from_idea(tx, item.id, idea)
            actions.edit(tx, made, **values)
    clock.forward(minutes=1)
    what, measure = texts.carried_over
    owner: dict[str, Any] = {"mandate": "proposed"}
    if here:
        owner = {"mandate": "accepted", "person": here[0].id, "mandate_by": here[0].code}
    with lab.change("plan.add") as tx:
        actions.add(tx, item.id, what, due_kind="day", due=_OVERDUE, measure=measure, status="underway", **owner)


def _details(place: int, texts: Texts) -> dict[str, Any]:
    kind, due = _DUES[place % len(_DUES)]
    return {
        "due_kind": kind, "due": due or texts.event, "partners": texts.partners[place % len(texts.partners)],
        "resources": texts.resources[place % len(texts.resources)],
        "measure": texts.measures[place % len(texts.measures)],
        "status": "underway" if place == 1 else "planned",
    }  # fmt: skip


def _owner(lab: Lab, place: int, here: list[Participant], texts: Texts) -> dict[str, Any]:
    """Accepted by somebody present, waiting for somebody absent, or only proposed: two, one, one, and again."""
    turn = place % 4
    if turn == 2:
        bodies = [entity.id for entity in people.entities(lab.read)]
        waiting = texts.to_confirm[place // 4 % len(texts.to_confirm)]
        return {
            "mandate": "pending", "entity": bodies[place % len(bodies)], "mandate_by": waiting,
            "mandate_until": _CONFIRM_BY,
        }  # fmt: skip
    if not here or turn == 3:
        return {"mandate": "proposed"}
    person = here[place * 5 % len(here)]
    return {"mandate": "accepted", "person": person.id, "mandate_by": person.code}
