"""What a vote says of itself, in words: shared by stage, console, booth and report, so that they never disagree."""

from __future__ import annotations

from fractions import Fraction

from labapp.kinds.vote import figure_words, hand_words, motion_words
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.terms import (
    BY_SECTOR,
    ENTITIES,
    ENTITY,
    HANDS,
    OPEN,
    PEOPLE,
    PERSON,
    SECTOR,
    SECTORS,
    STAGE,
    Terms,
)
from labapp.wording import rule_texts, saying
from labapp.wording.translate import Translator


def character(value: str, _: Translator) -> str:
    """Return what the vote is, in a word or two."""
    return {
        "poll": _("Poll"),
        "recommendation": _("Recommendation"),
        "settlement": _("Settlement of the group"),
    }.get(value, value)


def no_decision(_: Translator) -> str:
    """Return the sentence that goes with every character: a workshop decides nothing for a public body."""
    return _("It is not a decision of a public body.")


def brief_character(value: str, _: Translator) -> str:
    """Return what the vote is and is not, in a few words for a screen that is full of options."""
    return _("{character}, not a resolution", character=character(value, _))


def brief_secrecy(terms: Terms, _: Translator) -> str:
    """Return what is kept, in a few words; the whole sentence was on the screen before the vote opened."""
    return {
        OPEN: _("Open vote"),
        BY_SECTOR: _("Only the sector is kept with a vote"),
    }.get(terms.secrecy, _("Secret vote"))


def secrecy_name(value: str, _: Translator) -> str:
    """Return the name of a kind of secrecy, as chosen on the console."""
    names = {"open": _.context("vote", "Open"), "sector": _("By sector"), "secret": _.context("vote", "Secret")}
    return names.get(value, value)


def secrecy(terms: Terms, _: Translator) -> str:
    """Return what is kept and what is not, as a true sentence."""
    if terms.secrecy == OPEN:
        return hand_words.open_vote(terms, _)
    if terms.secrecy == BY_SECTOR:
        return _(
            "We keep apart that a vote was cast and what it says, with its sector only. "
            "Sectors under {n} votes are counted together.",
            n=terms.minimum_cell,
        )
    return _("We keep apart that a vote was cast and what it says. The two cannot be joined.")


def channel(value: str, _: Translator) -> str:
    """Return the name of a channel."""
    names = {
        "paper": _("Paper ballots"),
        "booth": _("Booth"),
        "hands": _("Show of hands"),
        "stage": _("On the room's screen"),
        "poster": _("Dots on a poster"),
    }
    return names.get(value, value)


def where(terms: Terms, _: Translator) -> str:
    """Return where one votes, for the room."""
    said = {
        "paper": _("on a paper ballot"),
        "booth": _("at the booth"),
        HANDS: _("with stickers on the poster") if terms.form_id == "dots" else _("by raising a hand"),
        STAGE: _("at the screen"),
    }
    return ", ".join(said[name] for name in terms.channels)


def how(terms: Terms, _: Translator, count: int = 0) -> str:
    """Return how to fill the ballot in, in one line; `count`: over so many options, where that is known."""
    limits = terms.limits
    if terms.form_id == "answers" and count == 1:
        return _("Answer: for, against or abstain.")
    if terms.form_id == "answers":
        return _("Answer each question: for, against or abstain.")
    if terms.form_id == "choose":
        return _choose(int(limits["min"]), int(limits["max"]), _)
    if terms.form_id == "dots":
        n, cap = int(limits["n"]), int(limits["cap"])
        if cap >= n:
            return _.plural("Give {n} dot as you like.", "Give {n} dots as you like.", n)
        return _.plural("Give {n} dot.", "Give {n} dots, at most {cap} to one option.", n, cap=cap)
    if terms.form_id == "score":
        said = _("Rate each option from {low} to {high}.", low=limits["low"], high=limits["high"])
        return said + legend(terms)
    if terms.form_id == "ranking":
        return _ranking(terms, _)
    if terms.form_id == "budget":
        return _budget(terms, _)
    if limits.get("words"):
        return _("Say how far you agree:") + legend(terms)
    return _("Say how far you agree, from 1 (fully) to {steps} (I block it).", steps=limits["steps"])


def full(terms: Terms, _: Translator) -> str:
    """Return why one more mark is refused, and what to do first."""
    limits = terms.limits
    if terms.form_id in ("choose", "ranking"):
        return _("At most {n} can be chosen. Take one choice back first.", n=int(limits["max"]))
    if terms.form_id == "dots":
        return _("Dots: at most {n}, {cap} to one option. Take one back first.", n=limits["n"],
                 cap=min(int(limits["n"]), int(limits["cap"])))  # fmt: skip
    if limits["way"] == "points":
        return _("Points: at most {n}, {cap} to one option. Take one back first.", n=limits["n"], cap=limits["cap"])
    return _("This does not fit any more. Take a choice back first.")


def legend(terms: Terms) -> str:
    """Return the words of a scale beside their numbers, where it has any."""
    words = terms.limits.get("words") or ()
    first = int(terms.limits.get("low", 1))
    return " " + ", ".join(f"{number} – {word}" for number, word in enumerate(words, first)) + "." if words else ""


def ends(terms: Terms, _: Translator) -> tuple[str, str]:
    """Return the words of the first and the last step of a scale, empty where the numbers speak for themselves."""
    words = [str(word) for word in terms.limits.get("words") or ()]
    if words:
        return words[0], words[-1]
    if terms.form_id != "agreement":
        return "", ""
    return _("fully"), _("I block it")


def titled(title: str, cost: str, terms: Terms, _: Translator) -> str:
    """Return an option's words, followed by its cost where money is voted on; no line begins with the dot between."""
    given = amount(cost) if cost and terms.form_id == "budget" else None
    return title if given is None else f"{title}\N{NO-BREAK SPACE}· {figure_words.money(given, terms, _)}"


def criteria(terms: Terms, _: Translator) -> str:
    """Return by what options are graded and how much each counts, empty where there is one criterion only."""
    names = [str(name) for name in terms.limits.get("criteria") or ()]
    if terms.form_id != "score" or len(names) < 2:
        return ""
    weights = [str(weight) for weight in terms.limits.get("weights") or ()]
    if len(set(weights)) < 2:
        return _("Criteria: {names}.", names=", ".join(names))
    named = [
        _("{name} (weight {weight})", name=n, weight=w).replace(f" {w})", f"\N{NO-BREAK SPACE}{w})")
        for n, w in zip(names, weights, strict=True)
    ]
    return _("Criteria: {names}.", names=", ".join(named))


def _budget(terms: Terms, _: Translator) -> str:
    limits = terms.limits
    if limits["way"] == "points":
        n, cap = int(limits["n"]), int(limits["cap"])
        return _.plural("Give {n} point.", "Give {n} points, at most {cap} to one option.", n, cap=cap)
    whole = amount(limits["sum"])
    said = _("Choose options that fit the sum together.")  # before anybody has said how much there is
    if whole:
        said = _("Choose options costing no more than {sum} together.", sum=figure_words.money(whole, terms, _))
    said += _beyond(terms, _)
    return said + (" " + _choose(0, int(limits["max"]), _) if limits["max"] else "")


def _beyond(terms: Terms, _: Translator) -> str:
    """Return how far above the sum one option may lie by itself, where there is one that does and may be chosen."""
    limits, whole = terms.limits, amount(terms.limits["sum"]) or Fraction(0)
    most = whole * Fraction(5, 4)
    costs = [amount(cost) or Fraction(0) for cost in limits.get("costs") or ()]
    if not limits.get("beyond") or not any(whole < cost <= most for cost in costs):
        return ""
    return " " + _("An option above that sum, up to {most}, may be chosen by itself only.",
                   most=figure_words.money(most, terms, _))  # fmt: skip


def _ranking(terms: Terms, _: Translator) -> str:
    most = int(terms.limits["max"])
    if not most:
        return _("Put the options in order, the best first.")
    if terms.rule == "nominal-group":
        return _.plural(
            "Name the best option: it gets {n} point.",
            "Put up to {n} options in order, the best first: it gets {n} points, each next one a point less.", most,
        )  # fmt: skip
    return _.plural("Name the best option.", "Put up to {n} options in order, the best first.", most)


def _choose(least: int, most: int, _: Translator) -> str:
    if most == 1:
        return _("Choose one option.")
    if least == most:
        return _.plural("Choose exactly {n} option.", "Choose exactly {n} options.", most)
    return _.plural("Choose up to {n} option.", "Choose up to {n} options.", most)


def rule_line(terms: Terms, _: Translator) -> str:
    """Return by which rule it is decided, in one line, and whose votes weigh the same where not every person's do."""
    said = _rule(terms, _)
    return said if terms.weight == PERSON else f"{said} {weight(terms, _)}"


def weight_name(value: str, _: Translator) -> str:
    """Return whose votes weigh the same, as chosen on the console."""
    return {
        PERSON: _.context("weight", "Every vote"), ENTITY: _.context("weight", "Every entity"),
    }.get(value, _.context("weight", "Every sector"))  # fmt: skip


def weight(terms: Terms, _: Translator) -> str:
    """Return whose votes weigh the same, as a sentence for everybody."""
    if terms.weight == ENTITY:
        return _("Every entity weighs the same: its people share one vote; who has no entity has a whole one.")
    if terms.weight == SECTOR:
        said = _("Every sector weighs the same: its people share one vote.")
        joint = _("Sectors counted together weigh as many as they are.")
        return f"{said} {joint}" if terms.sealed else said
    return _("Every vote weighs the same.")


def _rule(terms: Terms, _: Translator) -> str:
    given = terms.counting
    if terms.rule == "motion":
        return motion_words.rule_line(terms, _)
    seats = int(given["seats"]) if given.get("seats", "").isdecimal() else 1
    if terms.rule in ("approval", "plurality"):
        said = _.plural("The option with most votes wins.", "The {n} options with most votes win.", seats)
        if terms.form_id != "dots" or HANDS in terms.channels:  # of stickers nobody knows whose they are
            return said
        return said + " " + _("Several dots of one person on one option count as one vote.")
    if terms.rule == "dots":
        return _.plural("The option with most dots wins.", "The {n} options with most dots win.", seats)
    if terms.rule == "nominal-group":
        said = _.plural("The option with most points wins.", "The {n} options with most points win.", seats)
        return said + " " + _("Of equal sums, the one that more people chose comes first.")
    if terms.form_id == "agreement":
        share = motion_words.part(given.get("level", "1"), _)
        said = _("Agreed when at least {share} of those who marked it support it", share=share)
        if share == motion_words.part("1", _):
            said = _("Agreed when everybody who marked it supports it")
        support = _("support: steps 1 to {n}", n=terms.limits["support"])
        blocks = _("a block stops it") if terms.limits["block"] == "binds" else _("a block counts as no support")
        return f"{said} ({support}; {blocks})."
    pointed = by_points(terms)
    line = rule_texts.rule_line(terms.rule, _, pointed=pointed, weighed=terms.weight != PERSON)
    several = _.plural("{n} option is chosen.", "{n} options are chosen.", seats) if seats > 1 else ""
    said = " ".join(filter(None, (line, several, least_score(terms, _))))
    if "completion" not in given:
        return said
    left = rule_texts.setting_name("completion", _)
    return f"{said} {left}: {completion(given['completion'], terms, _)}."


def least_score(terms: Terms, _: Translator) -> str:
    """Return the least an option needs to take part, as a sentence; empty where there is no minimum."""
    if not terms.least:
        return ""
    given = amount(terms.least)
    least = terms.least if given is None else saying.figure(_, given)
    if by_points(terms):
        return _("Options under {least} points take no part.", least=least)
    return _("Options under {least} votes take no part.", least=least)


def by_points(terms: Terms) -> bool:
    """Tell whether a sum is shared out by points instead of by votes."""
    return terms.form_id == "budget" and terms.limits["way"] == "points"


def completion(value: str, terms: Terms, _: Translator) -> str:
    """Return what becomes of money that is left, as chosen on the console and said to the room."""
    return rule_texts.choice_name("completion", value, _, pointed=by_points(terms))


def entitled(terms: Terms, n: int, _: Translator) -> str:
    """Return who may vote, with the number of votes."""
    if terms.entitled == ENTITIES:
        return _.plural("{n} entity, one vote", "{n} entities, {n} votes", n)
    if terms.entitled == SECTORS:
        return _.plural("{n} person of the chosen sectors", "{n} people of the chosen sectors", n)
    if terms.entitled == PEOPLE:
        return _.plural("{n} chosen person", "{n} chosen people", n)
    return _.plural("{n} person present", "{n} people present", n)
