"""What rules and their settings are called, and in one line how each counts: for the stage, forms and the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from labapp.wording import rule_texts_cost
from labapp.wording.translate import Translator

Text = Callable[[Translator], str]

_NAMES: dict[str, Text] = {
    "plurality": lambda _: _("Most votes"),
    "approval": lambda _: _("Support"),
    "dots": lambda _: _("Dots"),
    "nominal-group": lambda _: _("Nominal group (points)"),
    "score-mean": lambda _: _("Mean grade"),
    "score-median": lambda _: _("Middle grade"),
    "borda": lambda _: _("Points for places"),
    "copeland": lambda _: _("Most duels won"),
    "condorcet": lambda _: _("Wins every duel"),
    "schulze": lambda _: _("Chains of duels"),
    "irv": lambda _: _("Instant run-off"),
    "stv": lambda _: _("Transferable vote"),
    "agreement": lambda _: _("Level of agreement"),
    "motion": lambda _: _("For or against"),
}
_LINES: dict[str, Text] = {
    "plurality": lambda _: _("Everybody chooses one option; the one chosen most often wins."),
    "approval": lambda _: _("Everybody marks the options they support; the one marked most often wins."),
    "dots": lambda _: _("Everybody spreads dots over the options; the highest sum wins."),
    "nominal-group": lambda _: _("Everybody ranks a few options; the first gets most points, the highest sum wins."),
    "score-mean": lambda _: _("Everybody grades the options; the highest mean wins, “no opinion” is left out."),
    "score-median": lambda _: _("Everybody grades the options; the highest middle grade wins."),
    "borda": lambda _: _("Everybody ranks the options; each place is worth points, the highest sum wins."),
    "copeland": lambda _: _("Everybody ranks the options; the one that wins the most duels wins."),
    "condorcet": lambda _: _("Everybody ranks the options; only an option that beats every other one wins."),
    "schulze": lambda _: _("Everybody ranks the options; duels decide, and a circle is cut at its weakest duel."),
    "irv": lambda _: _("Everybody ranks the options; the last is excluded, its votes pass on until one has over half."),
    "stv": lambda _: _("Everybody ranks the options; the quota gives a place, and votes to spare pass on."),
    "agreement": lambda _: _(
        "Everybody marks a step from full support to a block; what suffices is agreed beforehand."
    ),
    "motion": lambda _: _("For, against or abstaining, on each motion by itself."),
}
_SETTINGS: dict[str, Text] = {
    "seats": lambda _: _("How many are chosen"),
    "per": lambda _: _("Whose votes weigh the same"),
    "ties": lambda _: _("Ties"),
    "lot": lambda _: _("Result of the lot"),
    "run-off-result": lambda _: _("Result of the run-off"),
    "picks": lambda _: _("How many each person picks"),
    "weights": lambda _: _("Weights of criteria"),
    "min-opinions": lambda _: _("Least number of opinions"),
    "unranked": lambda _: _("Options left out of a ranking"),
    "equal": lambda _: _("Options ranked equal"),
    "strength": lambda _: _("Strength of a won duel"),
    "exclude-ties": lambda _: _("Ties for last place"),
    "ways": lambda _: _("Stages followed at a tie"),
    "overvote": lambda _: _("Several options on one rank"),
    "max-skipped": lambda _: _("Ranks that may be left out in a row"),
    "exclude-first": lambda _: _("May be marked but not elected"),
    "repeats": lambda _: _("An option ranked again"),
    "quota": lambda _: _("Quota"),
    "quota-votes": lambda _: _("Votes that give a place"),
    "transfer": lambda _: _("Transfer of surpluses"),
    "precision": lambda _: _("Decimals"),
    "steps": lambda _: _("Steps of the scale"),
    "support": lambda _: _("Last step that is support"),
    "level": lambda _: _("Support needed"),
    "block": lambda _: _("A block"),
    "majority": lambda _: _("Majority"),
    "share": lambda _: _("Share needed"),
    "base": lambda _: _("Measured by"),
    "quorum": lambda _: _("Quorum"),
}
_CHOICES: dict[tuple[str, str], Text] = {
    ("ties", "open"): lambda _: _("left open"),
    ("ties", "run-off"): lambda _: _("run-off"),
    ("ties", "lowest-cost"): lambda _: _("lowest cost"),
    ("ties", "lot"): lambda _: _("lot"),
    ("per", "person"): lambda _: _("every person’s"),
    ("per", "entity"): lambda _: _("every entity’s"),
    ("per", "sector"): lambda _: _("every sector’s"),
    ("unranked", "last"): lambda _: _("equal, below all ranked ones"),
    ("unranked", "no-opinion"): lambda _: _("not compared"),
    ("unranked", "zero"): lambda _: _("no points"),
    ("unranked", "average"): lambda _: _("share the points left over"),
    ("unranked", "count-down"): lambda _: _("no points, and fewer ranks are worth less"),
    ("equal", "follow"): lambda _: _("as for options left out"),
    ("equal", "lowest"): lambda _: _("the points of the lowest of their places"),
    ("equal", "average"): lambda _: _("share the points of their places"),
    ("strength", "margins"): lambda _: _("votes for minus votes against"),
    ("strength", "winning-votes"): lambda _: _.context("duel", "votes for"),
    ("exclude-ties", "open"): lambda _: _("every way is followed"),
    ("exclude-ties", "backwards"): lambda _: _("earlier stages decide"),
    ("exclude-ties", "lot"): lambda _: _("lot"),
    ("overvote", "exhaust"): lambda _: _("the ballot ends there"),
    ("overvote", "skip"): lambda _: _("the rank is skipped"),
    ("overvote", "exhaust-if-multiple"): lambda _: _("the ballot ends there if several are still in the count"),
    ("max-skipped", "any"): lambda _: _("any number"),
    ("repeats", "ignore"): lambda _: _("counts once"),
    ("repeats", "exhaust"): lambda _: _("the ballot ends there"),
    ("quota", "droop"): lambda _: _("Droop: whole part of ballots/(places + 1), plus 1"),
    ("quota", "hare"): lambda _: _("Hare: ballots/places, rounded up"),
    ("transfer", "wig"): lambda _: _("all ballots, at a reduced value"),
    ("transfer", "gregory"): lambda _: _("the ballots received last, at a reduced value"),
    ("precision", "exact"): lambda _: _("exact fractions"),
    ("block", "binds"): lambda _: _("stops the proposal"),
    ("block", "counts"): lambda _: _("counts as no support"),
    ("majority", "simple"): lambda _: _("simple: more for than against"),
    ("majority", "absolute"): lambda _: _("absolute: more than half"),
    ("majority", "two-thirds"): lambda _: _("two thirds"),
    ("majority", "share"): lambda _: _("another share"),
    ("base", "cast"): lambda _: _("ballots cast"),
    ("base", "valid"): lambda _: _("valid votes"),
    ("base", "present"): lambda _: _("people present"),
    ("base", "entitled"): lambda _: _("people entitled to vote"),
    ("quorum", "none"): lambda _: _.context("quorum", "none"),
}


def rule_name(rule: str, _: Translator, *, pointed: bool = False) -> str:
    """Return what a rule is called; `pointed` as in `rule_line`."""
    points = rule_texts_cost.POINT_NAMES if pointed else {}
    return {**_NAMES, **rule_texts_cost.RULE_NAMES, **points}[rule](_)


def rule_line(rule: str, _: Translator, *, pointed: bool = False, weighed: bool = False) -> str:
    """Return in one line how a rule counts; `pointed` where ballots of a budget give points, not votes.

    `weighed` where not every person's vote weighs the same.
    """
    points = rule_texts_cost.POINT_LINES if pointed else {}
    shares = rule_texts_cost.WEIGHED_LINES if weighed else {}
    return {**_LINES, **rule_texts_cost.RULE_LINES, **points, **shares}[rule](_)


def setting_name(setting: str, _: Translator) -> str:
    """Return what a setting is called."""
    names: Mapping[str, Text] = {**_SETTINGS, **rule_texts_cost.SETTING_NAMES}
    return names[setting](_)


def choice_name(setting: str, choice: str, _: Translator, *, pointed: bool = False) -> str:
    """Return what one choice of a setting is called; `pointed` as in `rule_line`."""
    points = rule_texts_cost.POINT_CHOICES if pointed else {}
    names: Mapping[tuple[str, str], Text] = {**_CHOICES, **rule_texts_cost.CHOICE_NAMES, **points}
    return names[setting, choice](_)
