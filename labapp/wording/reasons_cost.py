"""Sentences about counts that spend a budget: code -> sentence, merged into `labapp.wording.reasons`.

The names of these rules, their lines, settings and choices are merged into `labapp.wording.rule_texts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from labapp.wording.money import money
from labapp.wording.saying import Names, Sentence, decimals, figure, joined, people, points, votes
from labapp.wording.translate import Translator

Params = Mapping[str, Any]


def _amounts(_: Translator, p: Params, *names: str) -> dict[str, str]:
    return {name: money(_, p[name], p.get("currency", "PLN")) for name in names}


def _short(_: Translator, p: Params, lacking: str, needed: str) -> dict[str, str]:
    """Write what did not suffice and what was needed: never rounded until they look the same."""
    shown = _amounts(_, p, lacking, needed)
    if shown[lacking] != shown[needed]:
        return shown
    currency, almost = p.get("currency", "PLN"), Fraction(999_999, 1_000_000)
    return {lacking: money(_, p[lacking], currency, Fraction(0)), needed: money(_, p[needed], currency, almost)}


def score(_: Translator, p: Params, rounded: int = 2) -> str:
    """Count what an option was given: votes, or points where ballots give these."""
    return points(_, p["score"], rounded) if p.get("pointed") else votes(_, p["score"], rounded)


def _es_won(_: Translator, p: Params, t: Names) -> str:
    shown = {"option": t.one(p["option"]), "count": figure(_, p["payers"]), **_amounts(_, p, "cost", "price")}
    if p.get("weighed"):
        shown["votes"] = votes(_, p["payers"])
        said = (
            _("{option} is chosen for {cost}, paid by {votes}: at most {price} for a point of a whole vote.", **shown)
            if p.get("pointed")
            else _("{option} is chosen for {cost}, paid by {votes}: at most {price} for a whole vote.", **shown)
        )
    elif p.get("pointed"):
        said = _.plural(
            "{option} is chosen for {cost}: {count} person paid, at most {price} for each point given.",
            "{option} is chosen for {cost}: {count} people paid, at most {price} for each point given.",
            int(p["payers"]),
            **shown,
        )
    else:
        said = _.plural(
            "{option} is chosen for {cost}: {count} person paid, at most {price}.",
            "{option} is chosen for {cost}: {count} people paid, at most {price} each.",
            int(p["payers"]),
            **shown,
        )
    return said + " " + _("Effective support: {votes}.", votes=figure(_, p["support"]))


def _es_lost(_: Translator, p: Params, t: Names) -> str:
    currency = p.get("currency", "PLN")
    paid = [f"{t.one(option)} ({money(_, amount, currency)})" for option, amount in p["spent_on"]]
    if p["rest"]:
        paid.append(_("others ({amount})", amount=money(_, p["rest"], currency)))
    return _(
        "{option} is not chosen: of {had} its supporters spent their money on {bought}; "
        "{left} is left of the {needed} needed.",
        option=t.one(p["option"]),
        bought=joined(_, paid),
        **_amounts(_, p, "had"),
        **_short(_, p, "left", "needed"),
    )


def _shared(_: Translator, p: Params, t: Names) -> str:
    amounts = _amounts(_, p, "budget", "share")
    if p.get("weighed"):
        return _("The budget of {budget} is shared equally: {share} for each whole vote ({votes}).",
                 votes=votes(_, p["people"]), **amounts)  # fmt: skip
    return _("The budget of {budget} is shared equally: {share} for each of {people}.", people=people(_, p["people"]),
             **amounts)  # fmt: skip


def _grown(_: Translator, p: Params, t: Names) -> str:
    shown = {"people": people(_, p["people"]), **_amounts(_, p, "share", "budget")}
    currency = p.get("currency", "PLN")  # a percentage, for an amount that is rounded would not add up
    shown["step"] = money(_, p["step"], currency) if "step" in p else ""
    if "percent" in p:
        shown["step"] = _("{percent}% of the first share", percent=figure(_, p["percent"]))
    if p.get("weighed"):
        shown["votes"] = votes(_, p["people"])
        return _.plural(
            "So that less of {budget} stays unspent, the share of each whole vote ({votes}) is reckoned higher: "
            "after {n} step of {step} it is {share}.",
            "So that less of {budget} stays unspent, the share of each whole vote ({votes}) is reckoned higher: "
            "after {n} steps of {step} it is {share}.",
            p["steps"],
            **shown,
        )
    return _.plural(
        "So that less of {budget} stays unspent, the share of each person ({people}) is reckoned higher: "
        "after {n} step of {step} it is {share}.",
        "So that less of {budget} stays unspent, the share of each person ({people}) is reckoned higher: "
        "after {n} steps of {step} it is {share}.",
        p["steps"],
        **shown,
    )


def _most(_: Translator, p: Params) -> str:
    """Name what parted equals by "most votes": of points those of whoever gave any, by heads or by weight."""
    if not p.get("pointed"):
        return _("the larger number of votes")
    if p.get("weighed"):
        return _("the larger weight of the votes that gave points")
    return _("the larger number of people who gave points")


def _settled(_: Translator, p: Params, t: Names) -> str:
    ways = {"lowest cost": _("the lowest cost"), "most votes": _most(_, p), "lot": _("the lot")}
    ways["run-off"] = _("the run-off")
    by = ways.get(p["by"]) or _("the decision of {body}", body=p["by"])
    if not p["winners"] and p.get("doubtful"):
        return _("Tie between {options}, parted by {way}.", options=t.all(p["among"]), way=by)  # the rest is open
    if not p["winners"]:
        return _("Tie between {options}, parted by {way}; none of them is chosen.", options=t.all(p["among"]), way=by)
    return _(
        "Tie between {options}, parted by {way}; chosen: {winners}.",
        options=t.all(p["among"]),
        way=by,
        winners=t.all(p["winners"]),
    )


def _below(_: Translator, p: Params, t: Names) -> str:
    rounded = decimals(p["score"], p["least"]) if "least" in p else 2
    shown = {"option": t.one(p["option"]), "votes": score(_, p, rounded)}
    if "least" not in p:
        return _("{option} takes no part: {votes}, fewer than the rule demands.", **shown)
    least = figure(_, p["least"], rounded)
    return _("{option} takes no part: {votes}, and the rule demands {least}.", least=least, **shown)


def _budget_left(_: Translator, p: Params, t: Names) -> str:
    if p["left"] < 0:
        shown = {"over": money(_, -p["left"], p.get("currency", "PLN")), **_amounts(_, p, "spent", "budget")}
        return _("Allotted: {spent}, which is {over} more than {budget}.", **shown)
    return _("Allotted: {spent} of {budget}; left: {left}.", **_amounts(_, p, "spent", "budget", "left"))


def _load_won(_: Translator, p: Params, t: Names) -> str:
    """Say what loads whom: of weighed votes a whole one, for a supporter may have a part of one or several."""
    shown = {"option": t.one(p["option"]), **_amounts(_, p, "load")}
    if p.get("weighed"):
        return _("{option} is chosen: its supporters then carry {load} for each whole vote.", **shown)
    return _("{option} is chosen: each of its supporters then carries {load}.", **shown)


def _load_ended(_: Translator, p: Params, t: Names) -> str:
    shown = {"option": t.one(p["option"]), **_amounts(_, p, "load"), **_short(_, p, "left", "cost")}
    if p.get("weighed"):
        return _(
            "{option} is next (its supporters would carry {load} for each whole vote), but it costs {cost} "
            "and {left} is left. Choosing ends here.",
            **shown,
        )
    return _(
        "{option} is next (each of its supporters would carry {load}), but it costs {cost} and {left} is left. "
        "Choosing ends here.",
        **shown,
    )


_EQUAL_SHARES: dict[str, Sentence] = {
    "es-share": _shared,
    "es-grown": _grown,
    "es-ended-all": lambda _, p, t: (
        _("Everything that takes part is chosen.")
        if p["limited"]
        else _("Everything that anybody supports is chosen.")
    ),
    "es-ended-exhaustive": lambda _, p, t: (
        _("Nothing more that takes part fits into the budget, so the shares are not raised further.")
        if p["limited"]
        else _("Nothing more fits into the budget, so the shares are not raised further.")
    ),
    "es-ended-overspent": lambda _, p, t: _(
        "After one more step what is chosen would cost {cost}, more than the budget, "
        "so the shares are not raised further.",
        **_amounts(_, p, "cost"),
    ),
    "es-won": _es_won,
    "es-added": lambda _, p, t: _(
        "{option} is added for {cost} from what is left: {votes}.",
        option=t.one(p["option"]),
        votes=score(_, p),
        **_amounts(_, p, "cost"),
    ),
    "es-lost": _es_lost,
    "es-too-few": lambda _, p, t: _(
        "{option} is not chosen: all its supporters together had {had} of the {needed} needed.",
        option=t.one(p["option"]),
        **_short(_, p, "had", "needed"),
    ),
    "es-rest-too-small": lambda _, p, t: (
        _("Nothing else that takes part fits into the {left} that are left.", **_amounts(_, p, "left"))
        if p["limited"]
        else _("Nothing else that has support fits into the {left} that are left.", **_amounts(_, p, "left"))
    ),
    "es-free": lambda _, p, t: _(
        "{option} is chosen: {votes}, and it costs nothing.", option=t.one(p["option"]), votes=score(_, p)
    ),
}
_GREEDY: dict[str, Sentence] = {
    "greedy-won": lambda _, p, t: _(
        "{option} is chosen for {cost}: {votes}.",
        option=t.one(p["option"]),
        votes=score(_, p),
        **_amounts(_, p, "cost"),
    ),
    "greedy-won-beyond": lambda _, p, t: _(
        "{option} is chosen for {cost}, though only {left} is left: that is at least 80% of the cost. "
        "Choosing ends here.",
        option=t.one(p["option"]),
        **_short(_, p, "left", "cost"),
    ),
    "greedy-too-dear": lambda _, p, t: _(
        "{option} is not chosen: {votes}, but it costs {cost} and {left} is left.",
        option=t.one(p["option"]),
        votes=score(_, p),
        **_short(_, p, "left", "cost"),
    ),
    "greedy-never-fits": lambda _, p, t: _(
        "{option} is not chosen: {votes}, but it costs {cost}, more than is left however the tie is decided.",
        option=t.one(p["option"]),
        votes=score(_, p),
        **_amounts(_, p, "cost"),
    ),
    "greedy-stopped": lambda _, p, t: _(
        "{option} is not chosen: {votes}, and its turn does not come.",
        option=t.one(p["option"]),
        votes=score(_, p),
    ),
    "below-threshold": _below,
    "budget-left": _budget_left,
    "cost-tie-settled": _settled,
    "cost-tie-open": lambda _, p, t: _(
        "Tie: nothing tells {options} apart, and not all of them can be chosen. The tie is left open.",
        options=t.all(p["among"]),
    ),
    "cost-tie-order": lambda _, p, t: _(
        "Tie: nothing tells {options} apart. All of them are chosen, but their order decides what else is. "
        "The tie is left open.",
        options=t.all(p["among"]),
    ),
    "cost-equals-listed": lambda _, p, t: _(
        "Nothing tells {options} apart, and their order changes nothing in what is chosen. "
        "The amounts are told for one of the orders.",
        options=t.all(p["among"]),
    ),
    "cost-tie-too-large": lambda _, p, t: _(
        "Tie: nothing tells {options} apart, and there are too many orders to follow. A lot has to be drawn.",
        options=t.all(p["among"]),
    ),
    "unknown-before-lot": lambda _, p, t: _(
        "Until then it cannot be told whether these are chosen: {options}.", options=t.all(p["options"])
    ),
    "depends-on-tie": lambda _, p, t: _(
        "Whether {options} can be chosen depends on how the tie is decided.", options=t.all(p["options"])
    ),
}
_PHRAGMEN: dict[str, Sentence] = {
    "phragmen-won": _load_won,
    "phragmen-ended": _load_ended,
    "phragmen-not-reached": lambda _, p, t: _(
        "{option} is not chosen: its turn does not come.", option=t.one(p["option"])
    ),
    "dearer-than-budget": lambda _, p, t: _(
        "{option} takes no part: it costs {cost}, more than the whole budget of {budget}.",
        option=t.one(p["option"]),
        **_short(_, p, "budget", "cost"),
    ),
}
SENTENCES: dict[str, Sentence] = {**_EQUAL_SHARES, **_GREEDY, **_PHRAGMEN}
ERRORS: dict[str, Sentence] = {
    "budget-missing": lambda _, p, t: _("The budget is not known."),
    "budget-negative": lambda _, p, t: _("The budget cannot be below zero."),
    "cost-negative": lambda _, p, t: _("The cost of {option} cannot be below zero.", option=t.one(p["option"])),
    "equal-ranks": lambda _, p, t: _(
        "Ballot {ballot}: options share a rank; this rule needs a strict order.", ballot=p["ballot"]
    ),
}
