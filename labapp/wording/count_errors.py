"""Sentences about counts that are refused: code of a CountError -> sentence that names the setting or the ballot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.wording.reasons_answers import base_name
from labapp.wording.saying import Names, Sentence, figure
from labapp.wording.translate import Translator

Params = Mapping[str, Any]


def _placed(_: Translator, p: Params, said: str) -> str:
    """Put the place in front where one is known."""
    if "ballot" in p:
        return _("Ballot {number}: {sentence}", number=p["ballot"], sentence=said)
    if "setting" in p:
        return _("Setting “{setting}”: {sentence}", setting=p.get("name", p["setting"]), sentence=said)
    return said


def _bad_setting(_: Translator, p: Params, t: Names) -> str:
    wanted = [str(choice) for choice in p["choices"]]
    if p["kind"] == "integer":
        wanted.append(
            _("a whole number from {low} to {high}", low=figure(_, p["minimum"]), high=figure(_, p["maximum"]))
        )
    elif p["kind"] == "share":
        wanted.append(_("a share such as 2/3, 0.6 or 60%"))
    elif p["kind"] == "part-or-number":
        wanted.append(_("a part of those entitled such as 1/3 or 33%, or a number of people (all: how many they are)"))
    elif p["kind"] == "number":
        wanted.append(_("a number of 0 or more"))
    elif p["kind"] == "step":
        wanted.append(_("an amount above 0, or a part of the share such as 1%"))
    elif p["kind"] == "weights":
        wanted.append(_("weights such as name=2,other=1"))
    elif p["kind"] == "list":
        wanted.append(_("a list of options, separated by commas"))
    said = _("“{value}” does not fit; allowed: {wanted}.", value=p["value"], wanted=", ".join(wanted))
    return _placed(_, p, said)


def _shapes(_: Translator) -> dict[str, str]:
    return {
        "approvals": _("choices"),
        "answers": _("for, against or abstaining"),
        "points": _.context("ballot", "points"),
        "ranking": _("a ranking"),
        "grades": _("grades"),
        "agreement": _("steps of agreement"),
        "?": _("something unknown"),
    }


def _wrong_marks(_: Translator, p: Params, t: Names) -> str:
    shapes = _shapes(_)
    needs = ", ".join(shapes[need] for need in p["needs"])
    said = _("this way of counting needs {needs}, the ballot has {found}.", needs=needs, found=shapes[p["found"]])
    return _placed(_, p, said)


ERRORS: dict[str, Sentence] = {
    "unknown-rule": lambda _, p, t: _(
        "There is no rule “{rule}”; there are: {known}.", rule=p["rule"], known=", ".join(p["known"])
    ),
    "unknown-setting": lambda _, p, t: _(
        "This rule has no setting “{setting}”; it has: {known}.", setting=p["setting"], known=", ".join(p["known"])
    ),
    "bad-setting": _bad_setting,
    "setting-doubled": lambda _, p, t: _placed(_, p, _("one name stands there twice.")),
    "doubled-option": lambda _, p, t: _("The option {option} stands there twice.", option=t.one(p["option"])),
    "bad-count": lambda _, p, t: _placed(_, p, _("there cannot be {count} of them.", count=figure(_, p["count"]))),
    "tallies-not-counted": lambda _, p, t: _("Counted hands are not enough for this rule: it needs every ballot."),
    "unknown-option": lambda _, p, t: _placed(_, p, _("there is no option “{id}”.", id=p["id"])),
    "wrong-marks": _wrong_marks,
    "bad-answer": lambda _, p, t: _placed(
        _,
        p,
        _("“{answer}” is no answer that can be counted ({option}).", answer=p["answer"], option=t.one(p["option"])),
    ),
    "negative-points": lambda _, p, t: _placed(_, p, _("points cannot be below zero.")),
    "base-missing": lambda _, p, t: _(
        "It is not known how many there are, and the majority is measured by them: {base}.",
        base=base_name(_, p["base"]),
    ),
    "base-too-small": lambda _, p, t: _(
        "More votes than possible: {votes}; {base}: {people}.",
        votes=figure(_, p["votes"]),
        base=base_name(_, p["base"]),
        people=figure(_, p["people"]),
    ),
    "order-incomplete": lambda _, p, t: _placed(
        _, p, _("the tied {options} must be there too.", options=t.all(p["missing"]))
    ),
    "cost-missing": lambda _, p, t: _("The cost is not known: {options}.", options=t.all(p["options"])),
    "unknown-criterion": lambda _, p, t: _(
        "No ballot has a grade for the criterion “{criterion}”.", criterion=p["criterion"]
    ),
    "weights-zero": lambda _, p, t: _("At least one criterion must weigh more than zero."),
    "tallies-not-weighted": lambda _, p, t: _("Counted hands cannot be weighed: it is not known whose they are."),
    "weighed-base": lambda _, p, t: _(
        "With weights the majority cannot be measured by heads: {base}.", base=base_name(_, p["base"])
    ),
    "group-missing": lambda _, p, t: _placed(
        _,
        p,
        _("the entity is not known, so it cannot be weighed.")
        if p["per"] == "entity"
        else _("the sector is not known, so it cannot be weighed."),
    ),
    "off-scale": lambda _, p, t: _(
        "The grade {grade} is not on the scale of {low} to {high}.", grade=p["grade"], low=p["low"], high=p["high"]
    ),
    "bad-step": lambda _, p, t: _placed(
        _, p, _("step {step} is not on the scale of 1 to {steps}.", step=p["step"], steps=p["steps"])
    ),
    "too-exact": lambda _, p, t: _placed(
        _,
        p,
        _(
            "exact fractions would take more than {digits} digits here; a number such as 20 is needed.",
            digits=figure(_, p["digits"]),
        ),
    ),
}
