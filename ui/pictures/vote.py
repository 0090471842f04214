"""A vote by every form of ballot: set-up, before the room, in the booth, open, ended, announced; and its dialogs.

The ballots are drawn by lot from a fixed seed: what is shown is how a screen looks, not what a room thinks.
"""

from __future__ import annotations

from random import Random
from typing import Any

from labapp.kinds.vote import box, entitled, options, rounds
from labapp.kinds.vote.forms import FORMS, OFFERED
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import BOOTH, HANDS, PAPER
from labapp.model import agenda, people
from ui.booth.pin_dialog import PinDialog
from ui.booth.window import BoothWindow
from ui.console.window import ConsoleWindow
from ui.kinds.base import PageAction
from ui.kinds.vote.tie_dialog import TieDialog
from ui.pictures.camera import Camera

_COSTS = (12_000, 7_500, 30_000, 4_200, 18_000, 9_900, 25_000)
_LIMITS: dict[str, dict[str, Any]] = {
    "choose": {"max": 3, "min": 1}, "dots": {"n": 5, "cap": 2}, "budget": {"sum": "60000"},
}  # fmt: skip
_SETTINGS: dict[str, dict[str, Any]] = {"choose": {"channels": [PAPER, BOOTH]}, "answers": {"channels": [HANDS, BOOTH]}}


def every(window: ConsoleWindow, camera: Camera) -> None:
    """One vote of each form after another, the dialogs along the way."""
    context = window.context
    window.resize(*camera.look.size)
    window.show()
    with context.lab.change("person.arrive") as tx:
        for person in people.participants(tx):
            people.arrive(tx, person.id)
    for form in OFFERED:
        _shoot(window, camera, form)
    pin = PinDialog(context._, window)
    tied = options.of_vote(context.lab.read, _example(window).id)[:3]
    tie = TieDialog([(item.title, item.id) for item in tied], context._, window)
    for name, dialog in (("pin", pin), ("tie", tie)):
        camera.take(dialog, f"vote-dialog-{name}", resize=False)
        dialog.close()
        dialog.deleteLater()


def _shoot(window: ConsoleWindow, camera: Camera, form: str) -> None:
    vote = prepare(window, form, **_SETTINGS.get(form, {}))
    lab = window.context.lab
    camera.take(window, f"vote-{form}-set-up")
    if form == OFFERED[0]:
        for name in ("vote.ideas", "vote.print"):
            camera.asked(f"{name.replace('.', '-dialog-')}", _page_action(window, name).trigger)
    camera.stage(window, f"stage-vote-{form}-before")
    box.open_vote(lab, vote)
    camera.take(window, f"vote-{form}-open")
    camera.stage(window, f"stage-vote-{form}-open")
    _booth(window, camera, form, vote)
    cast_by_lot(window, vote)
    box.close_vote(lab, vote)
    camera.take(window, f"vote-{form}-ended")
    if form == OFFERED[0]:
        camera.stage(window, "stage-vote-ended")
        camera.asked("vote-dialog-repeat", _page_action(window, "vote.repeat").trigger)
    box.announce(lab, vote)
    camera.take(window, f"vote-{form}-announced")
    camera.stage(window, f"stage-vote-{form}-announced")
    box.show_why(lab, vote, True)
    camera.stage(window, f"stage-vote-{form}-why")


def prepare(window: ConsoleWindow, form: str, count: int = len(_COSTS), **settings: Any) -> str:  # noqa: ANN401 - JSON
    """Add a vote of this form to the last day, with options from the room's ideas, start it, and return its round."""
    lab, _ = window.context.lab, window.context._
    example = _example(window)
    typed = [choice.title for choice in options.of_vote(lab.read, example.id)][:count]
    with lab.change("activity.add") as tx:
        day = agenda.days(tx)[-1].id
        activity = agenda.add_activity(tx, day, "vote", _(FORMS[form].name), question=example.question)
        rounds.configure(tx, activity, form=form, **settings)
        rounds.configure(tx, activity, limits={**_LIMITS.get(form, {}), **settings.get("limits", {})})
        for title, cost in zip(typed, _COSTS, strict=False):
            options.add(tx, activity, title, cost=str(cost) if form == "budget" else "")
        agenda.start(tx, activity)
        vote = rounds.draft(tx, activity)
    window.show_activity(activity)
    return vote


def _booth(window: ConsoleWindow, camera: Camera, form: str, vote: str) -> None:
    voter = entitled.frozen(window.context.lab.read, vote)[0].voter
    booth = BoothWindow(window.context, vote, locked=False)
    if form == OFFERED[0]:
        camera.take(booth, "booth-who")
    booth.choose(voter)
    camera.take(booth, f"booth-{form}")
    if form == OFFERED[0]:
        booth.cast_ballot()
        booth.cast_ballot()
        camera.take(booth, "booth-thanks")
    booth.leave()
    booth.deleteLater()


def cast_by_lot(window: ConsoleWindow, vote: str) -> None:
    """Let everybody vote who has not, each near a taste the room shares."""
    lab, chance = window.context.lab, Random(7)
    now = rounds.get(lab.read, vote)
    numbers = [choice.number for choice in options.of_vote(lab.read, vote)]
    done = entitled.voted(lab.read, vote)
    for voter in entitled.frozen(lab.read, vote):
        if voter.voter not in done:
            box.cast(lab, vote, voter.voter, _body(now, numbers, chance))


def _body(now: Round, numbers: list[int], chance: Random) -> Any:  # noqa: ANN401 - JSON of the form
    limits = now.terms.limits
    taste = sorted(numbers, key=lambda number: chance.gauss(number, 3))
    match now.terms.form_id:
        case "answers":
            return {str(number): chance.choice(("yes", "yes", "no", "abstain")) for number in numbers}
        case "choose":
            return taste[: int(limits["max"])]
        case "dots":
            return {str(taste[0]): 2, str(taste[1]): 2, str(taste[2]): 1}
        case "score":
            low, high = limits["low"], limits["high"]
            return {name: {str(number): chance.randint(low, high) for number in numbers} for name in limits["criteria"]}
        case "agreement":
            return {str(number): min(limits["steps"], max(1, round(chance.gauss(2, 1.2)))) for number in numbers}
        case "budget":
            return taste[:2]
        case _:
            return taste[: int(limits["max"]) or None]


def _example(window: ConsoleWindow) -> Round:
    """Return the first vote of the example."""
    read = window.context.lab.read
    found = rounds.latest(read, next(item.id for item in agenda.activities(read) if item.kind == "vote"))
    assert found is not None
    return found


def _page_action(window: ConsoleWindow, ident: str) -> PageAction:
    assert window.middle.page is not None
    return next(action for action in window.middle.page.page_actions() if action.id == ident)
