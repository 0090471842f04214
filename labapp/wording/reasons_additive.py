"""Sentences about ties, sums and scores: code -> sentence. Facts only, the same for every rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from labapp.wording.saying import (
    Names,
    Sentence,
    ballots,
    dots,
    figure,
    points,
    short_of,
    votes,
)
from labapp.wording.translate import Translator

Params = Mapping[str, Any]


def _split(_: Translator, p: Params, t: Names) -> str:
    return _(
        "Worth talking about: {option} got the highest points {high} and the lowest {low}.",
        option=t.one(p["option"]),
        high=_given_by(_, p["high"]),
        low=_given_by(_, p["low"]),
    )


def _given_by(_: Translator, n: int) -> str:
    shown = figure(_, n)
    return _.plural("from {count} person", "from {count} people", n, count=shown)


def _chosen_by(_: Translator, n: int) -> str:
    shown = figure(_, n)
    return _.plural("{count} person chose it", "{count} people chose it", n, count=shown)


def _judged_by(_: Translator, n: int) -> str:
    shown = figure(_, n)
    return _.plural("{count} person with an opinion", "{count} people with an opinion", n, count=shown)


def _unfilled(_: Translator, p: Params, t: Names) -> str:
    return _("Places to fill: {seats}; filled: {winners}. No other option can be chosen.", **p)


_SHARED: dict[str, Sentence] = {
    "no-options": lambda _, p, t: _("There is nothing to choose from."),
    "no-ballots": lambda _, p, t: _("No valid ballot was cast, so nothing is chosen."),
    "no-support": lambda _, p, t: _("Nobody supported {option}.", option=t.one(p["option"])),
    "only-option": lambda _, p, t: _("{option} is the only option.", option=t.one(p["option"])),
    "seats-unfilled": _unfilled,
    "level-winners": lambda _, p, t: _(
        "{options} did equally well; all of them are chosen, the order between them means nothing.",
        options=t.all(p["options"]),
    ),
    "tie-open": lambda _, p, t: _(
        "Tie: {options} did equally well; places left: {places}. The tie is left open.",
        options=t.all(p["among"]),
        places=p["places"],
    ),
    "tie-needs-lot": lambda _, p, t: _(
        "Tie between {options}: a lot has to be drawn and its result entered.", options=t.all(p["among"])
    ),
    "tie-needs-run-off": lambda _, p, t: _(
        "Tie between {options}: a run-off has to be held and its result entered.", options=t.all(p["among"])
    ),
    "tie-by-lot": lambda _, p, t: _(
        "Tie between {options}; the lot decided for {winners}.", options=t.all(p["among"]), winners=t.all(p["winners"])
    ),
    "tie-by-run-off": lambda _, p, t: _(
        "Tie between {options}; the run-off decided for {winners}.",
        options=t.all(p["among"]),
        winners=t.all(p["winners"]),
    ),
    "tie-by-body": lambda _, p, t: _(
        "Tie between {options}; {body} decided for {winners}.",
        options=t.all(p["among"]),
        winners=t.all(p["winners"]),
        body=p["body"],
    ),
    "tie-equal-places": lambda _, p, t: _(
        "Tie between {options}; the room left them equal places, all of them are chosen.", options=t.all(p["options"])
    ),
    "tie-by-cost": lambda _, p, t: _(
        "Tie between {options}; the lowest cost decided for {winners}.",
        options=t.all(p["among"]),
        winners=t.all(p["winners"]),
    ),
    "tie-narrowed": lambda _, p, t: _(
        "Tie between {options}; the lowest cost leaves {left}.", options=t.all(p["among"]), left=t.all(p["left"])
    ),
    "tie-costs-equal": lambda _, p, t: _(
        "Tie: {options} cost the same too; places left: {places}. The tie is left open.",
        options=t.all(p["among"]),
        places=p["places"],
    ),
    "doubled-marks": lambda _, p, t: _(
        "Options marked more than once on one ballot were counted once ({ballots}).", ballots=ballots(_, p["ballots"])
    ),
    "overmarked": lambda _, p, t: _(
        "Ballots with more than one choice are invalid ({ballots}).", ballots=ballots(_, p["ballots"])
    ),
    "no-first-choice": lambda _, p, t: _(
        "Ballots without a clear first choice are invalid ({ballots}).", ballots=ballots(_, p["ballots"])
    ),
}
_SUMS: dict[str, Sentence] = {
    "plurality-won": lambda _, p, t: _(
        "{option} is chosen: {votes}.", option=t.one(p["option"]), votes=votes(_, p["score"])
    ),
    "plurality-lost": lambda _, p, t: _(
        "{option} is not chosen: {votes}, and a place took {needed}.", **short_of(_, p, t, "votes", votes)
    ),
    "approval-won": lambda _, p, t: _(
        "{option} is chosen: {votes}.", option=t.one(p["option"]), votes=votes(_, p["score"])
    ),
    "approval-lost": lambda _, p, t: _(
        "{option} is not chosen: {votes}, and a place took {needed}.", **short_of(_, p, t, "votes", votes)
    ),
    "dots-won": lambda _, p, t: _("{option} is chosen: {dots}.", option=t.one(p["option"]), dots=dots(_, p["score"])),
    "dots-lost": lambda _, p, t: _(
        "{option} is not chosen: {dots}, and a place took {needed}.", **short_of(_, p, t, "dots", dots)
    ),
    "nominal-group-won": lambda _, p, t: _(
        "{option} is chosen: {points} ({people}).",
        option=t.one(p["option"]),
        points=points(_, p["score"]),
        people=_chosen_by(_, p["voters"]),
    ),
    "nominal-group-lost": lambda _, p, t: _(
        "{option} is not chosen: {points}, and a place took {needed}.", **short_of(_, p, t, "points", points)
    ),
    "tie-by-voters": lambda _, p, t: _(
        "{option} has as many points as {other}, but fewer people chose it: {people} against {more}.",
        option=t.one(p["option"]),
        other=t.one(p["other"]),
        people=figure(_, p["voters"]),
        more=figure(_, p["other_voters"]),
    ),
    "nominal-split": _split,
}


def _mean(_: Translator, score: int | Fraction, rounded: int) -> str:
    return _("mean {score}", score=figure(_, score, rounded))


def _median(_: Translator, score: int | Fraction, rounded: int) -> str:
    return _("median {score}", score=figure(_, score, rounded))


def _medians(_: Translator, score: int | Fraction, rounded: int) -> str:
    return _("mean of medians {score}", score=figure(_, score, rounded))


Count = Callable[[Translator, int | Fraction, int], str]
"""Says a figure with what it counts, rounded to so many decimals."""
_SAME: dict[str, Count] = {
    "plurality": votes,
    "approval": votes,
    "dots": dots,
    "nominal-group": points,
    "borda": points,
    "score-mean": _mean,
    "score-median": _median,
}


def _same_score(_: Translator, p: Params, t: Names) -> str:
    count = _middle(p) if p["rule"] == "score-median" else _SAME[p["rule"]]
    return _("{options} have the same: {score}.", options=t.all(p["options"]), score=count(_, p["score"], 2))


def _grade_won(_: Translator, p: Params, t: Names, count: Count) -> str:
    shown = {"option": t.one(p["option"]), "grade": count(_, p["score"], 2), "people": _judged_by(_, p["people"])}
    return _("{option} is chosen: {grade} ({people}).", **shown)


def _grade_lost(_: Translator, p: Params, t: Names, count: Count) -> str:
    return _("{option} is not chosen: {grade}, and a place took {needed}.", **short_of(_, p, t, "grade", count))


def _middle(p: Params) -> Count:
    """Name the figure of middle grades: of several criteria it is a mean of them, which no sheet need hold."""
    return _medians if p.get("criteria", 1) > 1 else _median


_SCORES: dict[str, Sentence] = {
    "score-mean-won": lambda _, p, t: _grade_won(_, p, t, _mean),
    "score-mean-lost": lambda _, p, t: _grade_lost(_, p, t, _mean),
    "score-median-won": lambda _, p, t: _grade_won(_, p, t, _middle(p)),
    "score-median-lost": lambda _, p, t: _grade_lost(_, p, t, _middle(p)),
    "too-few-opinions": lambda _, p, t: _(
        "{option} gets no score: opinions {people}, needed {needed}.",
        option=t.one(p["option"]),
        people=figure(_, p["people"]),
        needed=figure(_, p["needed"]),
    ),
}


_TIED: dict[str, Sentence] = {"tie-same-score": _same_score}
SENTENCES: dict[str, Sentence] = {**_SHARED, **_SUMS, **_TIED, **_SCORES}
