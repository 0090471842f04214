"""What came of one proposal put to agreement, in one sentence: share, steps, reservations, blocks."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.counting.outcome import Reason
from labapp.wording import reasons
from labapp.wording.reasons_answers import heads
from labapp.wording.saying import Names
from labapp.wording.translate import Translator

HEADS = ("agreement-reached", "agreement-missed", "agreement-blocked")
_MORE = ("agreement-step", "agreement-reservations", "agreement-blocks", "agreement-blocks-counted")


def goes_on(run: Sequence[Reason], reason: Reason) -> bool:
    """Whether a reason says more of the proposal whose sentence is open."""
    same = run[0].params.get("option") == reason.params.get("option")
    return run[0].code in HEADS and reason.code in _MORE and same


def told(run: Sequence[Reason], names: Names, _: Translator) -> str:
    """Say of a proposal whether there is agreement, and what stands beside it."""
    first = reasons.sentence(run[0], _, names.titles).removesuffix(".")
    more = [_more(reason, run[0].code == "agreement-missed", _) for reason in run[1:]]
    return "; ".join([first, *filter(None, more)]) + "."


def _more(reason: Reason, missed: bool, _: Translator) -> str:
    p = reason.params
    if reason.code == "agreement-step":
        return _step(p["step"], p["steps"], p["support_to"], missed, _)
    if reason.code == "agreement-reservations":
        return _("reservations: {people}", people=heads(_, p, "reservations"))
    people = heads(_, p, "blocks")
    if reason.code == "agreement-blocks":
        return _("blocks: {people}", people=people)
    return _("blocks: {people}, which count by what was agreed but do not stop it", people=people)


def _step(step: int, steps: int, support: int, missed: bool, _: Translator) -> str:
    """Say how far down the needed share is reached, nothing where the agreed steps or blocks too make it up.

    Not that it is enough: a block may stop it all the same.
    """
    if step in (support, steps):
        return ""
    if missed:
        return _("only steps 1 to {step} of {steps} together come to that", step=step, steps=steps)
    if step == 1:
        return _("step 1 of {steps} alone comes to that", steps=steps)
    return _("steps 1 to {step} of {steps} alone come to that", step=step, steps=steps)
