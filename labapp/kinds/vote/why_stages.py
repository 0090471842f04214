"""Who went out of a ranking, told in turn: a few stages in one sentence, what several share said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from labapp.counting.outcome import Reason
from labapp.wording import saying
from labapp.wording.saying import Names
from labapp.wording.translate import Translator

OUT = ("irv-excluded", "stv-excluded")
MOST = 6
"""So many stages at most in one sentence: a longer one nobody follows."""
_JOINT = ("excluded-together", "excluded-alike")


def joint_inside(given: Iterable[Reason]) -> list[Reason]:
    """Return reasons where why several went out together stands with each of them, not in a sentence before."""
    found: list[Reason] = []
    why: Reason | None = None
    for reason in given:
        if why is not None and reason.code in OUT and reason.params["option"] in why.params["options"]:
            found.append(Reason(reason.code, {**reason.params, "joint": why.code}))
            continue
        why = reason if reason.code in _JOINT else None
        if why is None:
            found.append(reason)
    return found


def goes_on(run: Sequence[Reason], reason: Reason) -> bool:
    """Whether a reason belongs into the sentence of those who went out just before."""
    if run[0].code != reason.code:
        return False
    return len({each.params["round"] for each in (*run, reason)}) <= MOST


def went_out(run: Sequence[Reason], names: Names, _: Translator) -> str:
    """Say of those who went out one after the other with how many votes, and how many the next one had."""
    stages = [list(stage) for _round, stage in groupby(run, key=lambda reason: reason.params["round"])]
    figures = [reason.params["votes"] for reason in run] + [r.params["next"] for r in run if "next" in r.params]
    rounded = saying.decimals(*figures)
    if len(stages) == 1:
        return _one_stage(stages[0], names, rounded, _)
    listed = "; ".join(_in_turn(stage, names, rounded, _) for stage in stages)
    if run[0].code == "stv-excluded":
        return _("Excluded in turn with the fewest votes, the papers passing on – {stages}.", stages=listed)
    return _("Excluded in turn with the fewest votes – {stages}.", stages=listed)


def _in_turn(stage: Sequence[Reason], names: Names, rounded: int, _: Translator) -> str:
    """Say who went out at one of several stages, and beside it what the next one had: at the end nobody pairs them."""
    p = stage[0].params
    options = _options(stage, names, rounded, _)
    if "next" not in p:
        return _("stage {round}: {options}", round=p["round"], options=options)
    nearest = saying.figure(_, p["next"], rounded)
    if p.get("joint") == "excluded-together":
        return _("stage {round}: {options} ({next})", round=p["round"], options=options, next=nearest)
    return _("stage {round}: {options}, the next one had {next}", round=p["round"], options=options, next=nearest)


def _one_stage(stage: Sequence[Reason], names: Names, rounded: int, _: Translator) -> str:
    p = stage[0].params
    options = _options(stage, names, rounded, _)
    if "next" not in p:
        return _("Stage {round}: excluded with the fewest votes are {options}; the papers pass on.",
                 round=p["round"], options=options)  # fmt: skip
    nearest = saying.figure(_, p["next"], rounded)
    if p.get("joint") == "excluded-together":
        return _("Stage {round}: excluded are {options} ({next}).", round=p["round"], options=options, next=nearest)
    return _("Stage {round}: excluded are {options}; the next one had {next}.", round=p["round"], options=options,
             next=nearest)  # fmt: skip


def _options(stage: Sequence[Reason], names: Names, rounded: int, _: Translator) -> str:
    options = saying.joined(
        _, [f"{names.one(r.params['option'])} ({saying.votes(_, r.params['votes'], rounded)})" for r in stage]
    )
    joint = stage[0].params.get("joint")
    if joint == "excluded-together":
        return _("{options}, together fewer than the next one", options=options)
    if joint == "excluded-alike":
        return _("{options}, whose votes name nobody else who is left", options=options)
    return options
