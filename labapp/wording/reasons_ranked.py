"""Sentences about rankings: places, duels, chains of duels, run-offs and transfers: code -> sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.wording.saying import Names, Sentence, decimals, figure, joined, points, short_of, votes
from labapp.wording.translate import Translator

Params = Mapping[str, Any]


def _duels(_: Translator, p: Params, t: Names) -> dict[str, str]:
    return {"option": t.one(p["option"]), "won": str(p["won"]), "lost": str(p["lost"]), "even": str(p["even"])}


def _duel(_: Translator, p: Params) -> dict[str, str]:
    rounded = decimals(p["votes"], p["against"])
    return {"votes": figure(_, p["votes"], rounded), "against": figure(_, p["against"], rounded)}


def _circle(_: Translator, p: Params, t: Names) -> str:
    around = [*p["circle"], p["circle"][0]]
    wins = [
        _("{one} beats {other} ({votes})", one=t.one(one), other=t.one(other), votes=votes(_, number))
        for one, other, number in zip(around, around[1:], p["votes"], strict=False)
    ]
    return _("The duels go round in a circle: {wins}.", wins=joined(_, wins))


def _schulze_lost(_: Translator, p: Params, t: Names) -> str:
    shown = {"option": t.one(p["option"]), "other": t.one(p["other"])}
    rounded = decimals(p["there"], p["back"])
    strength = {"there": figure(_, p["there"], rounded), "back": figure(_, p["back"], rounded)}
    if "votes" not in p:
        said = _(
            "{option} is not chosen: the chain of won duels from {other} has strength {there}, the one back {back}.",
            **shown,
            **strength,
        )
        return said + " " + _("A chain is as strong as its narrowest duel.")
    duel = _duel(_, p)
    said = _("{option} is not chosen: it loses its duel with {other}, {votes} against {against}.", **shown, **duel)
    if not p["back"]:
        return said
    return said + " " + _("A chain of won duels leads back, but a weaker one: {back} against {there}.", **strength)


_PLACES: dict[str, Sentence] = {
    "borda-won": lambda _, p, t: _(
        "{option} is chosen: {points} for places in the rankings.",
        option=t.one(p["option"]),
        points=points(_, p["score"]),
    ),
    "borda-lost": lambda _, p, t: _(
        "{option} is not chosen: {points} for places in the rankings, and a place took {needed}.",
        **short_of(_, p, t, "points", points),
    ),
    "copeland-won": lambda _, p, t: _(
        "{option} is chosen: duels won {won}, lost {lost}, even {even}.", **_duels(_, p, t)
    ),
    "copeland-lost": lambda _, p, t: _(
        "{option} is not chosen: duels won {won}, lost {lost}, even {even}.", **_duels(_, p, t)
    ),
    "copeland-tied": lambda _, p, t: _("{option}: duels won {won}, lost {lost}, even {even}.", **_duels(_, p, t)),
    "condorcet-won": lambda _, p, t: _(
        "{option} beats every other option in a duel; none was closer than that with {closest}: "
        "{votes} against {against}.",
        option=t.one(p["option"]),
        closest=t.one(p["closest"]),
        **_duel(_, p),
    ),
    "condorcet-lost": lambda _, p, t: _(
        "{option} loses its duel with {other}: {votes} against {against}.",
        option=t.one(p["option"]),
        other=t.one(p["other"]),
        **_duel(_, p),
    ),
    "condorcet-none": lambda _, p, t: _(
        "No option beats every other one in a duel. It lies between {options}.", options=t.all(p["group"])
    ),
    "condorcet-circle": _circle,
    "condorcet-even": lambda _, p, t: _(
        "The duel of {options} is even: {votes} against {votes}.", options=t.all(p["pair"]), votes=figure(_, p["votes"])
    ),
    "duels-left-out": lambda _, p, t: _(
        "With so many options ({options}) the record gives for each only its duels with the first {first} and with the "
        "{beside} nearest above and below; the outcome was counted from all duels.",
        options=figure(_, p["options"]),
        first=figure(_, p["first"]),
        beside=figure(_, p["beside"]),
    ),
    "schulze-won-duels": lambda _, p, t: _(
        "{option} is chosen: it beats every other option in a duel.", option=t.one(p["option"])
    ),
    "schulze-won": lambda _, p, t: _(
        "{option} is chosen: no chain of won duels from another option to it is stronger than the chain back.",
        option=t.one(p["option"]),
    ),
    "schulze-won-later": lambda _, p, t: _(
        "{option} is chosen: none of the options not chosen before it is better.", option=t.one(p["option"])
    ),
    "schulze-lost": _schulze_lost,
}


def _stage(_: Translator, p: Params, t: Names, beside: str = "") -> dict[str, str]:
    """Return option, votes and round, and the figure the votes are compared with, which never reads the same."""
    rounded = decimals(p["votes"], p[beside]) if beside else 2
    parts = {"option": t.one(p["option"]), "votes": votes(_, p["votes"], rounded)}
    if "round" in p:
        parts["round"] = str(p["round"])
    return parts | ({beside: figure(_, p[beside], rounded)} if beside else {})


_ROUNDS: dict[str, Sentence] = {
    "irv-won": lambda _, p, t: _(
        "Stage {round}: {option} is chosen with {votes} of {active}, more than half.",
        **_stage(_, p, t, "active"),
    ),
    "irv-last-left": lambda _, p, t: _(
        "Stage {round}: {option} is chosen as the last one left, with {votes}.", **_stage(_, p, t)
    ),
    "irv-excluded": lambda _, p, t: _(
        "Stage {round}: {option} is excluded with {votes}; the next one had {next}.",
        **_stage(_, p, t, "next"),
    ),
    "excluded-first": lambda _, p, t: _.plural(
        "{options} may be marked but not elected, and is excluded before any other.",
        "{options} may be marked but not elected, and are excluded before any other.",
        len(p["options"]),
        options=t.all(p["options"]),
    ),
    "excluded-together": lambda _, p, t: _(
        "{options} are excluded together: their votes taken together are fewer than the next one's.",
        options=t.all(p["options"]),
    ),
    "excluded-alike": lambda _, p, t: _(
        "{options} are excluded together: they have equally many votes, "
        "and none of these names anybody else who is left.",
        options=t.all(p["options"]),
    ),
    "stv-elected": lambda _, p, t: _(
        "Stage {round}: {option} is chosen with {votes}; the quota is {quota}.",
        **_stage(_, p, t, "quota"),
    ),
    "stv-elected-last": lambda _, p, t: _(
        "Stage {round}: {option} is chosen with {votes}, below the quota of {quota}: "
        "as many places as options were left.",
        **_stage(_, p, t, "quota"),
    ),
    "stv-excluded": lambda _, p, t: _(
        "Stage {round}: {option} is excluded with {votes}, the fewest; the papers pass on.", **_stage(_, p, t)
    ),
    "stv-not-elected": lambda _, p, t: _(
        "{option} is not chosen: all places were filled; at the end {votes}.", **_stage(_, p, t)
    ),
}
_STAGE_TIES: dict[str, Sentence] = {
    "stage-tie-by-lot": lambda _, p, t: _(
        "Tie for last place between {options}; the lot decided that {option} is excluded.",
        options=t.all(p["among"]),
        option=t.one(p["option"]),
    ),
    "stage-tie-by-earlier": lambda _, p, t: _(
        "Tie for last place between {options}; {option} had the fewest votes at an earlier stage and is excluded.",
        options=t.all(p["among"]),
        option=t.one(p["option"]),
    ),
    "surplus-tie-by-lot": lambda _, p, t: _(
        "Equal surpluses of {options}; the lot decided that the one of {option} passes on first.",
        options=t.all(p["among"]),
        option=t.one(p["option"]),
    ),
    "surplus-tie-by-earlier": lambda _, p, t: _(
        "Equal surpluses of {options}; {option} had the most votes at an earlier stage and passes on first.",
        options=t.all(p["among"]),
        option=t.one(p["option"]),
    ),
    "stage-tie-harmless": lambda _, p, t: _(
        "Tie between {options} on the way: whichever goes first, the same are chosen in the end. "
        "The stages show {shown} going first.",
        options=t.all(p["among"]),
        shown=t.one(p["shown"]),
    ),
    "stage-tie-matters": lambda _, p, t: _(
        "Tie for last place between {options}: who is chosen depends on which of them is excluded.",
        options=t.all(p["among"]),
    ),
    "surplus-tie-matters": lambda _, p, t: _(
        "Equal surpluses of {options}: who is chosen depends on which passes on first.", options=t.all(p["among"])
    ),
    "ends-differ": lambda _, p, t: _(
        "It stays open between {options}; places left: {places}.", options=t.all(p["among"]), places=p["places"]
    ),
    "too-many-ways": lambda _, p, t: _(
        "Tie between {options}: there are too many ways it could fall to follow them all. A lot has to decide; "
        "it stays open between {standing}.",
        options=t.all(p["among"]),
        standing=t.all(p["standing"]),
    ),
    "lost-in-all-ways": lambda _, p, t: _(
        "{options}: not chosen whichever way the tie falls.", options=t.all(p["options"])
    ),
    "elected-in-all-ways": lambda _, p, t: _(
        "{options}: chosen whichever way the tie falls.", options=t.all(p["options"])
    ),
}
SENTENCES: dict[str, Sentence] = {**_PLACES, **_ROUNDS, **_STAGE_TIES}
