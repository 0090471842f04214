"""Figures of a vote in words: money, scores, turnout, and what came out; the same wherever a result stands."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from labapp.counting.outcome import Number
from labapp.kinds.vote.forms.budget import ZLOTY, amount
from labapp.kinds.vote.terms import PERSON, Terms
from labapp.wording import money as amounts
from labapp.wording import reasons_answers, rule_texts, saying
from labapp.wording.translate import Translator

if TYPE_CHECKING:
    from labapp.kinds.vote.result import Bar


def money(value: Number, terms: Terms, _: Translator) -> str:
    """Return an amount in the currency of its vote, as the reasons of a count write it."""
    return amounts.money(_, value, str(terms.limits.get("currency", ZLOTY)))


def spent(amounts: Sequence[Number], terms: Terms, _: Translator, *, tied: bool = False) -> str:
    """Return what of a budget was spent and what is left; while something is `tied`, what is certain of it."""
    budget, used, left = (money(value, terms, _) for value in amounts)
    if tied:
        return _("Allotted so far {used} of {budget}; the tie decides the rest", used=used, budget=budget)
    if amounts[2] < 0:
        over = money(-amounts[2], terms, _)
        return _("Allotted {used}, which is {over} more than {budget}", used=used, over=over, budget=budget)
    return _("Allotted {used} of {budget}, left {left}", used=used, budget=budget, left=left)


def bought(word: str, costs: Sequence[str], terms: Terms, _: Translator) -> str:
    """Return the word over a group of what money was voted on, with how many they are and what they cost together."""
    together = sum((amount(cost) or Fraction(0) for cost in costs), Fraction(0))
    return _("{word}: {n}, together {sum}", word=word, n=len(costs), sum=money(together, terms, _))


def unit(terms: Terms, _: Translator) -> str:
    """Return what the figures of a result count: one name for one quantity, in tables as in sentences."""
    if terms.form_id == "agreement":
        return _("Support : reservations : blocks")
    if terms.rule == "dots":
        return _("Dots")
    if terms.rule in ("plurality", "approval", "irv", "stv") or terms.rule == "motion":
        return _("Votes")
    if by_givers(terms):
        return _.context("count", "People") if terms.weight == PERSON else _("Votes")
    if terms.form_id == "budget":
        return _("Points") if terms.limits.get("way") == "points" else _("Votes")
    if terms.rule in ("nominal-group", "borda"):
        return _("Points")
    return rule_texts.rule_name(terms.rule, _) if terms.form_id == "score" else _("Score")


def counted(bar: Bar, terms: Terms, _: Translator, places: int = 0) -> str:
    """Return the figure of an option with what it counts, for where no heading says it."""
    value = bar.score
    if terms.form_id == "agreement" and bar.steps:
        support, reservations, blocks = (number(part, _) for part in agreement(bar.steps, terms))
        return _("support {support}, reservations {reservations}, blocks {blocks}",
                 support=support, reservations=reservations, blocks=blocks)  # fmt: skip
    if bar.answers is not None:
        return reasons_answers.answers(_, *bar.answers)
    if terms.rule == "dots":
        return saying.dots(_, value)
    if by_givers(terms) and terms.weight == PERSON:
        return _.plural("{n} person gave points", "{n} people gave points", int(value))
    if terms.rule in ("nominal-group", "borda") or (terms.limits.get("way") == "points" and not by_givers(terms)):
        return saying.points(_, value)
    if terms.rule in ("plurality", "approval", "irv", "stv", "motion") or terms.form_id == "budget":
        return saying.votes(_, value)
    return _named(value, terms, _, number(value, _, places))


def _named(value: Number, terms: Terms, _: Translator, shown: str) -> str:
    """Say what a figure of grades or duels is, which by itself says nothing: (4) beside what was chosen."""
    if terms.form_id == "score":
        several = len(terms.limits.get("criteria") or ()) > 1
        if terms.rule == "score-mean":
            return _("mean {score}", score=shown)
        return _("mean of medians {score}", score=shown) if several else _("median {score}", score=shown)
    if terms.rule == "schulze":
        return _.plural("ahead of {n} option", "ahead of {n} options", int(value))
    if terms.rule == "copeland":
        return _("duels won minus lost: {n}", n=shown)
    return _("duels won: {n}", n=shown) if terms.rule == "condorcet" else shown


def by_givers(terms: Terms) -> bool:
    """Tell whether figures count those who gave points, with however many, for loads are spread over supporters."""
    return terms.rule == "phragmen" and terms.limits.get("way") == "points"


def figures(terms: Terms, count: int, _: Translator) -> str:
    """Return what the figures beside the bars of so many options stand for, where there is more than one each."""
    if terms.form_id == "agreement":
        return _("Figures: support : reservations : blocks.")
    if terms.rule == "copeland":
        return _("Figures: duels won minus duels lost.")
    if terms.rule == "condorcet":
        return _("Figures: duels won.")
    if terms.rule == "schulze":
        return _("Figures: over how many options each one prevails, chains of duels counted.")
    if terms.rule == "irv":
        return _("Figures: votes at the last stage each option was in.")
    if terms.rule == "stv":
        return _("Figures: votes at the last stage each option was in, less what passed on above the quota.")
    if by_givers(terms) and terms.weight == PERSON:
        return _("Figures: how many people gave points.")
    if by_givers(terms):
        return _("Figures: what the votes that gave points weigh.")
    return _("Figures: for : against : abstaining.") if terms.rule == "motion" and count > 1 else ""


def score(bar_steps: Sequence[Number], value: Number, terms: Terms, _: Translator, places: int = 0) -> str:
    """Return the figure of an option: for agreement support, reservations and blocks, for the rest its score."""
    if terms.form_id != "agreement" or not bar_steps:
        return number(value, _, places)
    return " : ".join(number(part, _) for part in agreement(bar_steps, terms))


def agreement(bar_steps: Sequence[Number], terms: Terms) -> tuple[Number, Number, Number]:
    """Return how many support, have reservations, and block."""
    support = int(terms.limits["support"])
    return sum(bar_steps[:support]), sum(bar_steps[support:-1]), bar_steps[-1]


def progress(voted: int, of: int, exact: bool, _: Translator) -> str:
    """Return how many have voted: "17 of 24"."""
    if exact:
        return _("{voted} of {of}", voted=voted, of=of)
    return _("at least {voted} of {of}", voted=voted, of=of)


def turnout(voted: int, of: int, exact: bool, _: Translator) -> str:
    """Return the turnout with its share, to the nearest per cent; 100% only when all have voted."""
    nearest = (voted * 200 + of) // (2 * of) if of else 0
    share = f"{nearest if voted >= of else min(nearest, 99)}%"
    return _("Voted: {progress} ({share})", progress=progress(voted, of, exact, _), share=share)


def number(value: Number, _: Translator, places: int = 0) -> str:
    """Return a score, with so many decimals; without them whole numbers as they are, others with two."""
    if not places and Fraction(value).denominator == 1:
        return str(int(value))
    digits = str(saying.scaled(value, places or 2)).zfill((places or 2) + 1)
    whole, part = digits[: -(places or 2)], digits[-(places or 2) :]
    return f"{'-' if value < 0 else ''}{whole}{point(_)}{part}"


def point(_: Translator) -> str:
    """Return what stands before the fraction of a figure."""
    return "," if _.language == "pl" else "."


def minutes(seconds: int, _: Translator) -> str:
    """Return an estimate in whole minutes."""
    if seconds < 60:
        return _("under a minute")
    said = _("about {n} min", n=-(-seconds // 60))
    return said.replace(" min", "\N{NO-BREAK SPACE}min")  # a number is never parted from what it counts


def listed(titles: Sequence[str], _: Translator) -> str:
    """Return titles in a row."""
    return "; ".join(titles)


def answer(value: str, _: Translator) -> str:
    """Return the word of an answer to a motion."""
    return {
        "yes": _.context("vote", "For"),
        "no": _.context("vote", "Against"),
        "abstain": _.context("vote", "Abstain"),
    }.get(value, value)


def verdict(winners: Sequence[str], tied: Sequence[str], *, terms: Terms, single: bool, tie: str, _: Translator) -> str:
    """Return what came out, by a word: titles of those who won, of those between whom nothing is decided.

    `single`: there was one option only, which need not be named; `tie`: the words that say what is tied about.
    """
    titles = listed(winners, _)
    if terms.form_id == "agreement":
        return _("Agreed: {titles}", titles=titles) if winners else _("No agreement yet")
    motion, budget = terms.rule == "motion", terms.within_sum
    if motion and single:
        return _("Carried") if winners else _("Not carried")
    parts: list[str] = []
    if winners and budget:
        parts.append(_("Within the sum: {titles}", titles=titles))
    elif winners:
        parts.append(_("Carried: {titles}", titles=titles) if motion else _("Chosen: {titles}", titles=titles))
    if tied:
        parts.append(f"{tie}: {listed(tied, _)}")
    if parts:
        return ". ".join(parts)
    if budget:
        return _("Nothing was chosen within the sum")
    return _("Nothing was carried") if motion else _("Nothing was chosen")
