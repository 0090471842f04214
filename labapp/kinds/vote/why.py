"""The reasons of an outcome as sentences, with option titles in place of ids; what many share is said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from labapp.counting.outcome import Number, Outcome, Reason
from labapp.wording import reasons, saying
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


def sentences(outcome: Outcome, titles: Mapping[str, str], _: Translator) -> list[str]:
    """Return why it came out so, and what was odd about the ballots, one sentence each."""
    names = Names(titles, _)
    said: list[str] = []
    for together in _together(outcome.reasons):
        if len(together) == 1:
            said.append(reasons.sentence(together[0], _, titles))
        elif together[0].code == "no-support":
            said.append(_("Nobody supported {options}.", options=names.all([r.params["option"] for r in together])))
        else:
            said.append(_not_chosen(together, names, _))
    return [*said, *reasons.warnings(outcome, _, titles)]


def _together(given: Sequence[Reason]) -> list[list[Reason]]:
    """Put reasons together that differ in nothing but the option and its figure; the others stay alone."""
    found: list[list[Reason]] = []
    open_lists: dict[tuple[str, object], list[Reason]] = {}
    for reason in given:
        key = (reason.code, reason.params.get("needed"))
        if reason.code != "no-support" and (reason.code not in _UNITS or not _short_of(reason)):
            found.append([reason])
        elif key in open_lists:
            open_lists[key].append(reason)
        else:
            open_lists[key] = [reason]
            found.append(open_lists[key])
    return found


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
