"""Sentences about motions and agreement, where each option is answered by itself: code -> sentence."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.wording.saying import Names, Sentence, decimals, figure, people, percent, votes
from labapp.wording.translate import Translator

Params = Mapping[str, Any]


def _answers(_: Translator, p: Params) -> str:
    return answers(_, p["yes"], p["no"], p["abstain"])


def answers(_: Translator, yes: int | Fraction, no: int | Fraction, abstain: int | Fraction) -> str:
    """Say what was answered to a motion."""
    rounded = decimals(yes, no)
    said = {"yes": figure(_, yes, rounded), "no": figure(_, no, rounded), "abstain": figure(_, abstain)}
    return _("for {yes}, against {no}, abstaining {abstain}", **said)


def base_name(_: Translator, base: str) -> str:
    """Name what a majority is measured by."""
    names = {
        "cast": _("ballots cast"),
        "valid": _("valid votes"),
        "present": _("people present"),
        "entitled": _("people entitled to vote"),
    }
    return names[base]


def _motion(_: Translator, p: Params, t: Names) -> dict[str, str]:
    parts = {"option": t.one(p["option"]), "answers": _answers(_, p)}
    if "base" in p:
        parts |= {"base": base_name(_, p["base"]), "count": figure(_, p["base_count"])}
        parts["needed"] = _(", so at least {needed} for", needed=figure(_, p["needed"])) if "needed" in p else ""
    if "share" in p:
        parts["share"] = percent(_, p["share"])
    return parts


_MOTIONS: dict[str, Sentence] = {
    "quorum-met": lambda _, p, t: _(
        "There is a quorum: {present} present, {needed} needed.",
        present=figure(_, p["present"]),
        needed=figure(_, p["needed"]),
    ),
    "quorum-missed": lambda _, p, t: _(
        "There is no quorum, so nothing is carried: {present} present, {needed} needed.",
        present=figure(_, p["present"]),
        needed=figure(_, p["needed"]),
    ),
    "motion-simple-carried": lambda _, p, t: _(
        "{option} is carried: {answers}. More votes for than against were needed.", **_motion(_, p, t)
    ),
    "motion-simple-failed": lambda _, p, t: _(
        "{option} is not carried: {answers}. More votes for than against were needed.", **_motion(_, p, t)
    ),
    "motion-absolute-carried": lambda _, p, t: _(
        "{option} is carried: {answers}. More than half was needed ({base}: {count}){needed}.",
        **_motion(_, p, t),
    ),
    "motion-absolute-failed": lambda _, p, t: _(
        "{option} is not carried: {answers}. More than half was needed ({base}: {count}){needed}.",
        **_motion(_, p, t),
    ),
    "motion-share-carried": lambda _, p, t: _(
        "{option} is carried: {answers}. At least {share} was needed ({base}: {count}){needed}.",
        **_motion(_, p, t),
    ),
    "motion-share-failed": lambda _, p, t: _(
        "{option} is not carried: {answers}. At least {share} was needed ({base}: {count}){needed}.",
        **_motion(_, p, t),
    ),
}


def _agreement(_: Translator, p: Params, t: Names) -> dict[str, str]:
    return {
        "option": t.one(p["option"]),
        "support": figure(_, p["support"]),
        "people": figure(_, p["people"]),
        "level": percent(_, p["level"]),
    }


def heads(_: Translator, p: Params, name: str) -> str:
    """Count people; of weighed votes what they weigh, of which a part is no part of a person."""
    return votes(_, p[name]) if p.get("weighed") else people(_, p[name])


def _reservations(_: Translator, p: Params, t: Names) -> str:
    named = heads(_, p, "reservations")
    return _("{option}: {people} with reservations.", option=t.one(p["option"]), people=named)


def _step(_: Translator, p: Params, t: Names) -> str:
    """Say how far down the needed share is reached: not that it is agreed on, which these steps need not be."""
    shown = {**p, "option": t.one(p["option"])}
    if p["step"] == 1:
        return _(
            "{option}: the needed share of the votes is reached at step 1 (of {steps}; 1 is full support).", **shown
        )
    return _(
        "{option}: the needed share of the votes is reached only by steps 1 to {step} together "
        "(of {steps}; 1 is full support).",
        **shown,
    )


_AGREEMENT: dict[str, Sentence] = {
    "agreement-unmarked": lambda _, p, t: _("Nobody marked {option}.", option=t.one(p["option"])),
    "agreement-reached": lambda _, p, t: _(
        "There is agreement on {option}: {support} of {people} support it, {level} was needed.", **_agreement(_, p, t)
    ),
    "agreement-missed": lambda _, p, t: _(
        "There is no agreement on {option}: {support} of {people} support it, {level} was needed.",
        **_agreement(_, p, t),
    ),
    "agreement-blocked": lambda _, p, t: _(
        "{option} is blocked ({blocks}), though {support} of {people} support it and {level} was needed.",
        blocks=heads(_, p, "blocks"),
        **_agreement(_, p, t),
    ),
    "agreement-step": _step,
    "agreement-reservations": _reservations,
    "agreement-blocks-counted": lambda _, p, t: _(
        "{option}: blocked by {people}; by the rule agreed beforehand a block counts but does not stop.",
        option=t.one(p["option"]),
        people=heads(_, p, "blocks"),
    ),
    "agreement-blocks": lambda _, p, t: _(
        "{option}: blocked by {people}.", option=t.one(p["option"]), people=heads(_, p, "blocks")
    ),
}
SENTENCES: dict[str, Sentence] = {**_MOTIONS, **_AGREEMENT}
