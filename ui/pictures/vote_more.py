"""What a vote may come to besides its plain course: hands and paper counted, sectors, ties and run-offs, a lost key."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QScrollArea

from labapp.kinds.vote import box, entitled, hands, keys, options, paper, ties
from labapp.kinds.vote.terms import BOOTH, BY_SECTOR, ENTITIES, HANDS, PAPER, SECRET, STAGE
from labapp.model import agenda, people
from ui.booth.window import BoothWindow
from ui.console.window import ConsoleWindow
from ui.kinds.plan.page import PlanPage
from ui.kinds.vote.page import VotePage
from ui.kinds.vote.small_dialogs import ReasonDialog
from ui.kinds.vote.tie_dialog import TieDialog
from ui.pictures.camera import Camera
from ui.pictures.vote import cast_by_lot, prepare

_CRITERIA = {"pl": ["wpływ", "koszt"], "en": ["impact", "cost"]}
_TORN = {"pl": "podarta", "en": "torn"}
_WITNESSES = "Alina Jarzębina, Bogdan Modrzew"


def every(window: ConsoleWindow, camera: Camera) -> None:
    """One vote after another, each driven to what is to be seen."""
    window.resize(*camera.look.size)
    window.show()
    with window.context.lab.change("person.arrive") as tx:
        for person in people.participants(tx):
            people.arrive(tx, person.id)
    for shoot in (_set_up, _hands, _paper, _sectors, _tie, _in_steps, _one_motion, _criteria, _marked, _lost_key):
        shoot(window, camera)


def _set_up(window: ConsoleWindow, camera: Camera) -> None:
    """Nothing to vote on; then the lower half of the terms, and who is entitled in every way."""
    prepare(window, "choose", 0)
    camera.take(window, "rounds-no-options")
    camera.stage(window, "stage-rounds-no-options")
    for way in (ENTITIES, "sectors", "people"):
        settings = {"secrecy": BY_SECTOR, "channels": [BOOTH], "entitled": way, "character": "recommendation"}
        prepare(window, "answers", 3, **settings)
        page = _page(window)
        if way == ENTITIES:
            _scroll_down(camera, page.setup.terms)
            camera.take(window, "rounds-terms")
            camera.stage(window, "stage-rounds-terms", 1)
        camera.asked(f"rounds-dialog-{way}", page.setup.terms.choose_entitled)


def _hands(window: ConsoleWindow, camera: Camera) -> None:
    """Hands counted by sector; and what stops the end of a vote."""
    vote = prepare(window, "choose", 4, channels=[HANDS], limits={"max": 1, "min": 1})
    lab = window.context.lab
    box.open_vote(lab, vote)
    sectors = [sector.id for sector in people.sectors(lab.read)][:3]
    with lab.change("vote.hands") as tx:
        for place, choice in enumerate(options.of_vote(tx, vote)):
            for more, sector in enumerate(sectors):
                hands.enter(tx, vote, choice.id, (place + more) % 2 + (place == 0), sector=sector)
    camera.take(window, "rounds-hands")
    camera.stage(window, "stage-rounds-hands")
    page = _page(window)
    camera.asked("rounds-dialog-count-anew", page.open.hands_holder.by_sector.click)
    camera.asked("rounds-dialog-end", page.end)
    box.close_vote(lab, vote)


def _paper(window: ConsoleWindow, camera: Camera) -> None:
    """Paper issued, typed in, refused, read again and compared; ballots that never came back."""
    vote = prepare(window, "choose", channels=[PAPER, BOOTH, STAGE])
    lab = window.context.lab
    box.open_vote(lab, vote)
    page = _page(window)
    panel = page.open.paper
    camera.asked("rounds-dialog-issue", panel._ask_issue)
    waiting = [voter.voter for voter in paper.waiting(lab.read, vote)]
    paper.issue(lab, vote, waiting[:9])
    for voter in waiting[9:12]:
        box.cast(lab, vote, voter, [1, 2])
    for typed in ("1 3", "2", "", "4 5 6", f"n #12 {_TORN[window.context._.language]}", "1 9"):
        panel.line.setText(typed)
        panel.enter()
    camera.take(window, "rounds-paper-refused")
    panel.line.setText("")
    camera.asked("rounds-dialog-take-back", page.open.take_back.click)
    panel.begin_second()
    for typed in ("1 3", "2 7", ""):
        panel.line.setText(typed)
        panel.enter()
    camera.take(window, "rounds-paper-second")
    panel.end_second()
    camera.take(window, "rounds-paper-differences")
    camera.asked("rounds-dialog-correct", panel.fix.click)
    box.close_vote(lab, vote)
    page.outcome.checks.click()
    camera.take(window, "rounds-missing")
    camera.asked("rounds-dialog-explain", page.outcome.explain.click)


def _sectors(window: ConsoleWindow, camera: Camera) -> None:
    """Sectors side by side in three orders, the reasons, the other rules; and what the room is shown of them."""
    for form, settings in (("dots", {"show_sectors": True}), ("answers", {"show_sectors": True, "channels": [BOOTH]})):
        vote = prepare(window, form, 5, **settings)
        lab = window.context.lab
        box.open_vote(lab, vote)
        cast_by_lot(window, vote)
        box.close_vote(lab, vote)
        box.announce(lab, vote)
        camera.stage(window, f"stage-rounds-sectors-{form}")
        box.show_ground(lab, vote, True)
        camera.stage(window, f"stage-rounds-ground-{form}")
        page = _page(window)
        for order, button in page.outcome.sectors.orders.items():
            button.click()
            _scroll_to(camera, page.outcome, page.outcome.sectors)
            camera.take(window, f"rounds-sectors-{form}-{order}")
        for name, toggle in (("why", page.outcome.why), ("others", page.outcome.others)):
            toggle.click()
            camera.take(window, f"rounds-{name}-{form}")


def _tie(window: ConsoleWindow, camera: Camera) -> None:
    """A tie: announced as one, every way of settling it, a lot entered, and a run-off held as a round of its own."""
    lab, _ = window.context.lab, window.context._
    vote = _tied(window)
    camera.take(window, "rounds-tie")
    camera.asked("rounds-dialog-tie-asked", _page(window).outcome.tie.click)
    tied = [(f"{choice.number}.  {choice.title}", choice.id) for choice in options.of_vote(lab.read, vote)][:2]
    for way in ties.WAYS:
        dialog = TieDialog(tied, _, window, places=1, again=True)
        dialog.choose_way(way)
        camera.take(dialog, f"rounds-dialog-tie-{way}", resize=False)
        dialog.close()
        dialog.deleteLater()
    box.announce(lab, vote)
    camera.stage(window, "stage-rounds-tie")
    asked = ReasonDialog(_, window, tied=2, run_off=True)
    camera.take(asked, "rounds-dialog-run-off", resize=False)
    asked.close()
    asked.deleteLater()
    _run_off(window, camera, vote)
    settled = _tied(window)
    order = tuple(choice.id for choice in options.of_vote(lab.read, settled)[: len(tied)])
    box.decide_tie(lab, settled, ties.Decision(ties.LOT, order, witnesses=_WITNESSES))
    box.announce(lab, settled)
    box.show_why(lab, settled, True)
    camera.take(window, "rounds-settled")
    camera.stage(window, "stage-rounds-settled")
    camera.stage(window, "stage-rounds-settled-result", 1)


def _run_off(window: ConsoleWindow, camera: Camera, vote: str) -> None:
    lab = window.context.lab
    again = box.repeat(lab, vote, window.context._("run-off between tied options"), only_tied=True)
    camera.take(window, "rounds-run-off-set-up")
    camera.stage(window, "stage-rounds-run-off")
    box.open_vote(lab, again)
    for place, voter in enumerate(entitled.frozen(lab.read, again)):
        box.cast(lab, again, voter.voter, [1 if place % 3 else 2])
    box.close_vote(lab, again)
    box.announce(lab, again)
    camera.take(window, "rounds-run-off-announced")
    camera.stage(window, "stage-rounds-run-off-announced")


def _in_steps(window: ConsoleWindow, camera: Camera) -> None:
    """A result announced from the last place."""
    vote = prepare(window, "ranking", 5)
    lab = window.context.lab
    box.open_vote(lab, vote)
    cast_by_lot(window, vote)
    box.close_vote(lab, vote)
    box.announce(lab, vote, stepwise=True)
    camera.take(window, "rounds-in-steps")
    camera.stage(window, "stage-rounds-in-steps-none")
    for _place in range(2):
        box.reveal(lab, vote)
    camera.stage(window, "stage-rounds-in-steps")


def _one_motion(window: ConsoleWindow, camera: Camera) -> None:
    """A single motion, the vote's own question: for, against, abstaining; then it may become an action."""
    vote = prepare(window, "answers", 0, show_sectors=True, character="settlement")
    camera.take(window, "rounds-motion-offered")
    _page(window).setup.as_motion.click()
    camera.take(window, "rounds-motion-set-up")
    lab = window.context.lab
    camera.stage(window, "stage-rounds-motion-before")
    box.open_vote(lab, vote)
    _booth(window, camera, vote, "booth-motion")
    cast_by_lot(window, vote)
    box.close_vote(lab, vote)
    box.announce(lab, vote)
    camera.take(window, "rounds-motion")
    camera.stage(window, "stage-rounds-motion")
    window.show_activity(next(item.id for item in agenda.activities(lab.read) if item.kind == "plan"))
    plan = window.middle.page
    assert isinstance(plan, PlanPage)
    camera.asked("rounds-dialog-to-plan", plan.add_from_ideas)


def _criteria(window: ConsoleWindow, camera: Camera) -> None:
    """Grades by several criteria, in secret."""
    limits = {"criteria": _CRITERIA[window.context._.language], "weights": ["2", "1"]}
    vote = prepare(window, "score", 4, limits=limits, secrecy=SECRET, channels=[BOOTH, PAPER])
    lab = window.context.lab
    camera.take(window, "rounds-criteria-set-up")
    camera.stage(window, "stage-rounds-criteria-before")
    box.open_vote(lab, vote)
    _booth(window, camera, vote, "booth-criteria")
    cast_by_lot(window, vote)
    box.close_vote(lab, vote)
    box.announce(lab, vote)
    camera.take(window, "rounds-criteria")
    camera.stage(window, "stage-rounds-criteria")


def _marked(window: ConsoleWindow, camera: Camera) -> None:
    """The booth with a ballot filled in, refused and ended, with its PIN, and with somebody who has voted."""
    marks: dict[str, dict[int, Any]] = {
        "answers": {1: "yes", 2: "no", 3: "abstain"}, "choose": dict.fromkeys((1, 3, 4, 5)),
        "dots": dict.fromkeys((1, 2, 4), 2), "ranking": dict.fromkeys((3, 1, 2)), "agreement": {1: 1, 2: 4, 3: 5},
        "budget": dict.fromkeys((3, 1, 5)),
    }  # fmt: skip
    for form, given in marks.items():
        limits = {"choose": {"max": 3}, "dots": {"n": 5, "cap": 2}, "budget": {"sum": "60000"}}.get(form, {})
        vote = prepare(window, form, 5, limits=limits)
        box.open_vote(window.context.lab, vote)
        _booth(window, camera, vote, f"booth-marked-{form}", given)
    lab = window.context.lab
    booth = BoothWindow(window.context, vote, locked=True)
    voter = entitled.frozen(lab.read, vote)[0].voter
    booth.choose(voter)
    booth.cast.click()
    camera.take(booth, "booth-asks-twice")
    booth.cast.click()
    booth.begin()
    booth.choose(voter)
    camera.take(booth, "booth-has-voted")
    booth.ask_leave()
    camera.take(booth, "booth-pin")
    box.close_vote(lab, vote)
    booth.begin()
    camera.take(booth, "booth-ended")
    booth.leave()
    booth.deleteLater()


def _lost_key(window: ConsoleWindow, camera: Camera) -> None:
    """A secret vote whose key is gone, and the vote given up."""
    vote = prepare(window, "choose", 4, secrecy=SECRET, channels=[BOOTH, PAPER])
    lab = window.context.lab
    box.open_vote(lab, vote)
    camera.take(window, "rounds-secret-open")
    keys.file_of(lab.read, vote).unlink()
    _page(window).open.refresh(vote)
    camera.take(window, "rounds-key-lost")
    _page(window).give_up()
    camera.take(window, "rounds-void")
    camera.stage(window, "stage-rounds-void")


# --- helpers ---------------------------------------------------------------------------------------------------------
def _tied(window: ConsoleWindow) -> str:
    """Hold a vote in which the first two options come out level."""
    vote = prepare(window, "choose", 4, limits={"max": 1, "min": 1})
    lab = window.context.lab
    box.open_vote(lab, vote)
    for place, voter in enumerate(entitled.frozen(lab.read, vote)[:18]):
        box.cast(lab, vote, voter.voter, [1 + place % 2] if place < 16 else [3])
    _page(window).door.shut()
    box.close_vote(lab, vote)
    return vote


def _booth(
    window: ConsoleWindow, camera: Camera, vote: str, name: str, marks: dict[int, Any] | None = None
) -> None:
    """Show the booth with a ballot on which these marks were made, one after another."""
    booth = BoothWindow(window.context, vote, locked=False)
    booth.resize(*camera.look.size)
    booth.show()
    booth.choose(entitled.frozen(window.context.lab.read, vote)[0].voter)
    ballot = booth.ballot
    assert ballot is not None
    for key, mark in (marks or {}).items():
        for _again in range(mark if ballot.marks.dotted else 1):
            if ballot.marks.dotted or ballot.marks.simple:
                ballot.rows[key].click()
            else:
                ballot._answer(key, mark)
    camera.take(booth, name)
    booth.leave()
    booth.deleteLater()


def _page(window: ConsoleWindow) -> VotePage:
    page = window.middle.page
    assert isinstance(page, VotePage)
    return page


def _scroll_down(camera: Camera, area: QScrollArea) -> None:
    camera.settle()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def _scroll_to(camera: Camera, area: QScrollArea, part: Any) -> None:  # noqa: ANN401 - a widget inside
    camera.settle()
    area.verticalScrollBar().setValue(part.y())
