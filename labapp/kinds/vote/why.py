"""The reasons of an outcome as sentences, with option titles in place of ids; what many share is said once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from labapp.counting.outcome import Number, Outcome, Reason
from labapp.kinds.vote import why_agreement, why_stages
from labapp.wording import reasons, saying
from labapp.wording.reasons_cost import score
from labapp.wording.saying import Names
from labapp.wording.translate import Translator

_UNITS: dict[str, Callable[[Translator, Number, int], str]] = {
    "plurality-lost": saying.votes,
    "approval-lost": saying.votes,
    "dots-lost": saying.dots,
    "nominal-group-lost": saying.points,
    "borda-lost": saying.points,
    "score-mean-lost": saying.figure,
    "score-median-lost": saying.figure,
}
"""Reasons of which there is one for every option that was not chosen, and what their figures count."""

Told = tuple[str | int, ...]
"""A sentence in which options stand as their numbers, between words."""
_MARK = "\N{INFORMATION SEPARATOR TWO}"
_MARKED = re.compile(rf"[„“]{_MARK}(\d+){_MARK}[”“]")


def sentences(outcome: Outcome, titles: Mapping[str, str], _: Translator) -> list[str]:
    """Return why it came out so, and what was odd about the ballots, one sentence each."""
    names = Names(titles, _)
    said: list[str] = []
    for together in _together(outcome.reasons):
        if together[0].code in why_agreement.HEADS:
            said.append(why_agreement.told(together, names, _))
        elif len(together) == 1 and "joint" not in together[0].params:
            said.append(reasons.sentence(together[0], _, titles))
        elif together[0].code in _SHARED:
            said.append(_SHARED[together[0].code](together, names, _))
        else:
            said.append(_not_chosen(together, names, _))
    return [*said, *reasons.warnings(outcome, _, titles)]


def told(outcome: Outcome, numbers: Mapping[str, int], _: Translator) -> tuple[Told, ...]:
    """Return the same sentences with every quoted title as the number of its option."""
    marked = {option: f"{_MARK}{number}{_MARK}" for option, number in numbers.items()}
    return tuple(
        tuple(int(part) if place % 2 else part for place, part in enumerate(_MARKED.split(said)) if place % 2 or part)
        for said in sentences(outcome, marked, _)
    )


def _together(given: Sequence[Reason]) -> list[list[Reason]]:
    """Put reasons together that differ in nothing but the option and its figure; the others stay alone."""
    found: list[list[Reason]] = []
    open_lists: dict[tuple[object, ...], list[Reason]] = {}
    for reason in why_stages.joint_inside(given):
        if found and why_agreement.goes_on(found[-1], reason):
            found[-1].append(reason)
            continue
        if reason.code in why_stages.OUT:  # in turn: what else happened between two of them stands between them
            if found and why_stages.goes_on(found[-1], reason):
                found[-1].append(reason)
            else:
                found.append([reason])
            continue
        key = (reason.code, *(reason.params.get(name) for name in _COMMON))
        if reason.code not in _SHARED and (reason.code not in _UNITS or not _short_of(reason)):
            found.append([reason])
        elif key in open_lists:
            open_lists[key].append(reason)
        else:
            open_lists[key] = [reason]
            found.append(open_lists[key])
    return found


def _unsupported(together: Sequence[Reason], names: Names, _: Translator) -> str:
    return _("Nobody supported any of these: {options}.", options=names.all([r.params["option"] for r in together]))


def _never_reached(together: Sequence[Reason], names: Names, _: Translator) -> str:
    """Say of all at once that choosing ended before their turn, each with what it was given, where that is counted."""
    options = [
        names.one(r.params["option"]) + (f" ({score(_, r.params)})" if "score" in r.params else "") for r in together
    ]
    return _("Not chosen, for choosing ended before their turn: {options}.", options=saying.joined(_, options))


def _below(together: Sequence[Reason], names: Names, _: Translator) -> str:
    least = together[0].params.get("least")
    beside = [least] if least is not None else []
    rounded = saying.decimals(*beside, *(r.params["score"] for r in together))
    options = [f"{names.one(r.params['option'])} ({score(_, r.params, rounded)})" for r in together]
    if least is None:
        return _("Below what the rule demands: {options}.", options=saying.joined(_, options))
    return _("Below the {least} that the rule demands: {options}.", least=saying.figure(_, least, rounded),
             options=saying.joined(_, options))  # fmt: skip


_COMMON = ("needed", "least")
"""Parameters in which reasons that are said together are the same."""
_SHARED: dict[str, Callable[[Sequence[Reason], Names, Translator], str]] = {
    "no-support": _unsupported,
    "greedy-stopped": _never_reached,
    "phragmen-not-reached": _never_reached,
    "below-threshold": _below,
    "irv-excluded": why_stages.went_out,
    "stv-excluded": why_stages.went_out,
}
"""Reasons that many options share and that are said of all of them in one sentence."""


def _short_of(reason: Reason) -> bool:
    """Whether the figure alone explains it: where it is level with what a place took, something else decided."""
    return Fraction(reason.params["score"]) < Fraction(reason.params["needed"])


def _not_chosen(together: Sequence[Reason], names: Names, _: Translator) -> str:
    place = together[0].params["needed"]
    rounded = saying.decimals(place, *(r.params["score"] for r in together))
    options = saying.joined(
        _, [f"{names.one(r.params['option'])} ({saying.figure(_, r.params['score'], rounded)})" for r in together]
    )
    needed = _UNITS[together[0].code](_, place, rounded)
    return _("Not chosen: {options}. A place took {needed}.", options=options, needed=needed)
