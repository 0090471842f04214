"""Sentences about what a vote refuses: at opening, at the booth, when hands are counted, when it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from labapp.counting.settings import CountError
from labapp.wording import reasons, rule_texts
from labapp.wording.money import money
from labapp.wording.saying import Names
from labapp.wording.translate import Translator

Sentence = Callable[[Translator, Mapping[str, Any]], str]


def _state(_: Translator, p: Mapping[str, Any]) -> str:
    return {
        "draft": _("The vote has not been opened yet."),
        "open": _("The vote is open."),
        "closed": _("The vote has ended."),
        "announced": _("The outcome has been announced already."),
    }.get(p["state"], _("This round counts for nothing."))


def _not_countable(_: Translator, p: Mapping[str, Any]) -> str:
    titles = p["titles"]
    if p["reason"] == "order-incomplete":  # in the room it was entered in a dialog, not as a setting of a command
        missing = Names(titles, _).all(p["missing"])
        return _("The order that was entered lacks what is level too: {options}.", options=missing)
    return reasons.error_sentence(CountError(p["reason"], _in_words(p, _)), _, titles)


def _in_words(p: Mapping[str, Any], _: Translator) -> Mapping[str, Any]:
    """Call a setting and its choices what the window calls them; a command's names say nothing there."""
    if p["reason"] != "bad-setting":
        return p
    choices = tuple(rule_texts.choice_name(p["setting"], choice, _) for choice in p["choices"])
    return {**p, "name": rule_texts.setting_name(p["setting"], _), "choices": choices}


def _limit(_: Translator, p: Mapping[str, Any]) -> str:
    names = {
        "min": _("the least number of choices"),
        "max": _("the greatest number of choices"),
        "n": _("the number of dots"),
        "cap": _("the number of dots on one option"),
        "low": _("the lowest score"),
        "high": _("the highest score"),
        "steps": _("the number of steps"),
    }
    name = names.get(p["name"], p["name"])
    if p["low"] > p["high"]:
        return _("There are too few options for these settings.")
    return _("Out of range: {name} must be between {low} and {high}.", name=name, low=p["low"], high=p["high"])


def _hands_above(_: Translator, p: Mapping[str, Any]) -> str:
    n = int(p["people"])
    if p["room"] != n:
        said = _.plural(
            "Together that would be {count}, and {n} person without a vote has at most {room}.",
            "Together that would be {count}, and {n} people without a vote have at most {room}.",
            n, count=p["count"], room=p["room"],
        )  # fmt: skip
    else:
        said = _.plural(
            "Together that would be {count}, and only {n} person is without a vote.",
            "Together that would be {count}, and only {n} people are without a vote.", n, count=p["count"],
        )  # fmt: skip
    if away := int(p.get("absent", 0)):
        said += " " + _.plural(
            "{n} entitled person is not marked as present.", "{n} entitled people are not marked as present.", away
        )
    sector = _("no sector") if p["sector"] == "-" else p["sector"]
    return f"{sector}: {said}" if sector else said


_OPENING: dict[str, Sentence] = {
    "vote.no-options": lambda _, p: _("There is nothing to vote on yet: add at least one option."),
    "vote.nobody-entitled": lambda _, p: _("Nobody is entitled to vote: mark who is present, or choose other voters."),
    "vote.no-channel": lambda _, p: _("Choose how people vote: at the booth, by hands or on the screen."),
    "vote.channel-not-secret": lambda _, p: _(
        "Hands and the room's screen show how people vote; a secret vote is held at the booth or on paper."
    ),
    "vote.no-sectors": lambda _, p: _("This result cannot be shown by sector."),
    "vote.pb-weighed": lambda _, p: _(
        "The .pb format has no weights of votes; this result cannot be counted from such a file."
    ),
    "vote.weight-unknown": lambda _, p: _(
        'The weight of votes "{weight}" comes from a newer version of the program.', weight=p["weight"]
    ),
    "vote.weight-not-kept": lambda _, p: (
        _("Only an open vote keeps whose entity a vote is; without it entities cannot weigh the same.")
        if p["weight"] == "entity"
        else _("A secret vote does not keep the sector; without it sectors cannot weigh the same.")
    ),
    "vote.weight-channel": lambda _, p: _(
        "Paper ballots and raised hands do not say whose they are. Where entities or sectors are to weigh the same, "
        "people vote at the booth or on the room's screen."
    ),
    "vote.weight-base": lambda _, p: _(
        "Where entities or sectors weigh the same, a majority is counted from valid votes: the others are counted by "
        "heads."
    ),
    "vote.paper-no-sector": lambda _, p: _(
        "A paper ballot does not say which sector it comes from; a vote by sector is held at the booth."
    ),
    "vote.form-not-by-hands": lambda _, p: _("This ballot cannot be counted by raised hands."),
    "vote.ballot-altered": lambda _, p: _(
        "Some ballot of this vote is none: the file was altered past the program, and what it holds is not counted."
    ),
    "vote.form-unknown": lambda _, p: _("This vote was prepared in a newer version of the program."),
    "vote.limit": _limit,
    "vote.step-words": lambda _, p: _(
        "There are {n} steps but {given} words for them; give one word for each step, or none.",
        n=p["n"],
        given=p["given"],
    ),
    "vote.currency": lambda _, p: _("The currency is a code of three letters, such as EUR, or zł."),
    "vote.sum": lambda _, p: _("Type how much money there is to spend, under “Sum to share out”."),
    "vote.cost-missing": lambda _, p: _(
        "Option {number} has no cost: add “= 12000” behind its words.", number=p["number"]
    ),
    "vote.option-empty": lambda _, p: _("An option needs words."),
    "vote.frozen": lambda _, p: _("The vote has been opened; its options and rules no longer change."),
    "vote.key-not-kept": lambda _, p: _(
        "The key of a secret vote cannot be kept on this computer ({detail}); the vote was not opened.",
        detail=p["detail"],
    ),
}
_VOTING: dict[str, Sentence] = {
    "vote.state": _state,
    "vote.code-unknown": lambda _, p: _("Nobody has this code. Please check the badge."),
    "vote.off-list": lambda _, p: _(
        "Whoever has this badge was taken off the list of participants and has no vote in this round. Please tell the "
        "moderator: added to the list anew, this person can vote in a new round."
    ),
    "vote.not-entitled": lambda _, p: _("This person is not on the list of this vote. The moderator will help."),
    "vote.no-tie": lambda _, p: _("There is no tie to settle: the votes have decided."),
    "vote.has-paper": lambda _, p: _(
        "This person votes on paper: a ballot has been handed out. The moderator will help."
    ),
    "vote.cast-or-paper": lambda _, p: _(
        "This vote has been cast already, or a paper ballot was handed out for it. The moderator will help."
    ),
    "vote.already-voted": lambda _, p: _("This vote has been cast already. The moderator will help."),
    "vote.channel-closed": lambda _, p: _("This vote is not held in this way."),
    "vote.ballot-shape": lambda _, p: _("The ballot cannot be read; please fill it in again."),
    "vote.ballot-unknown": lambda _, p: _("There is no option number {number}.", number=p["number"]),
    "vote.ballot-doubled": lambda _, p: _("An option stands twice on the ballot."),
    "vote.ballot-too-many": lambda _, p: _("That is too much: the limit is {limit}.", limit=p["limit"]),
    "vote.ballot-too-few": lambda _, p: _("Too few are chosen: at least {limit}, or none.", limit=p["limit"]),
    "vote.ballot-too-long": lambda _, p: _("The ballot is too long to be sealed."),
    "vote.ballot-value": lambda _, p: _(
        "Option {number}: {value} is not between {low} and {high}.",
        number=p["number"], value=p["value"], low=p["low"], high=p["high"],
    ),
    "vote.ballot-over-sum": lambda _, p: _(
        "That costs more than there is: {limit}.", limit=money(_, p["limit"], p["currency"])
    ),
    "vote.sealed": lambda _, p: _("A sealed ballot cannot be taken back: nobody knows which one it is."),
    "vote.not-voted": lambda _, p: _("No ballot was cast here."),
    "vote.cast-since": lambda _, p: _("This vote has been cast since: who casts it stays as it was then."),
    "vote.delegate-twice": lambda _, p: _("This person already casts a vote."),
}  # fmt: skip
_HANDS: dict[str, Sentence] = {
    "vote.hands-negative": lambda _, p: _("A count cannot be below zero."),
    "vote.hands-above": lambda _, p: _hands_above(_, p),
    "vote.hands-told": lambda _, p: _.plural(
        "At least {n} person has taken part by these counts, and {people} were said to have.",
        "At least {n} people have taken part by these counts, and {people} were said to have.",
        int(p["least"]), people=p["people"],
    ),
    "vote.hands-other-way": lambda _, p: _(
        "This vote is counted in the other way: the room as a whole, or by sector. Both at once would mix the counts."
    ),
    "vote.hands-mixed": lambda _, p: _(
        "The room was counted as a whole and by sector at once: these counts do not add up. Count again."
    ),
    "vote.hands-full": lambda _, p: _("Everybody else has been counted in the room already. The moderator will help."),
}  # fmt: skip
_PAPER: dict[str, Sentence] = {
    "vote.typed": lambda _, p: _("This cannot be read: “{text}”. Type numbers with spaces between.", text=p["text"]),
    "vote.typed-count": lambda _, p: _(
        "{n} values are needed, one for each option in order (- leaves one out); {given} were typed.",
        n=p["n"], given=p["given"],
    ),
    "vote.void-reason": lambda _, p: _("Say why the ballot is void."),
    "vote.paper-all-back": lambda _, p: _("All ballots that were issued have been read. Issue one first."),
    "vote.second-count": lambda _, p: _("The readings differ in number; take the ballot back or read it in first."),
}  # fmt: skip
_ENDING: dict[str, Sentence] = {
    "vote.key-lost": lambda _, p: _(
        "The key that opens the sealed ballots is not on this computer. The vote has to be repeated."
    ),
    "vote.held-elsewhere": lambda _, p: _(
        "This is a copy: the vote is held in {path}. Here it can only be declared void.", path=p["path"]
    ),
    "vote.still-open": lambda _, p: _("A vote is open here. End it before finishing this point."),
    "vote.not-held": lambda _, p: _("The vote is prepared but was not held; “Start again” leads back to it."),
    "vote.unannounced": lambda _, p: _("The result has not been announced: the room has not seen it."),
    "vote.key-present": lambda _, p: _("The ballots can still be opened: end the vote instead."),
    "vote.key-not-destroyed": lambda _, p: _("The key of the vote could not be destroyed: {path}", path=p["path"]),
    "vote.no-result": lambda _, p: _("There is no outcome yet."),
    "vote.not-countable": lambda _, p: _not_countable(_, p),
    "vote.repeat-reason": lambda _, p: _("Say why the vote is repeated; the reason is shown to the room."),
    "vote.repeated-already": lambda _, p: _("This round has been repeated already."),
    "vote.unexplained": lambda _, p: _.plural(
        "{n} issued ballot did not come back. Say what happened before announcing the result.",
        "{n} issued ballots did not come back. Say what happened before announcing the result.",
        p["n"],
    ),
    "vote.second-all": lambda _, p: _("All ballots have been read again. Compare the readings now."),
    "vote.sheets-too-many": lambda _, p: _.plural(
        "Only {n} sheet is missing; enter no more numbers than that.",
        "Only {n} sheets are missing; enter no more numbers than that.",
        p["n"],
    ),
    "vote.sheet-known": lambda _, p: _("Sheet no. {n} is written down already, or there is no such number.", n=p["n"]),
    "vote.explanation-empty": lambda _, p: _("Say in a few words what happened."),
    "vote.decision-empty": lambda _, p: _("Enter the order in which the options were drawn."),
    "vote.decision-votes": lambda _, p: _("The votes of the run-off do not fit its order."),
    "vote.decision-witnesses": lambda _, p: _("Name at least one witness of the lot."),
    "vote.decision-body": lambda _, p: _("Name the body that decided, such as a committee or a board."),
    "vote.decision-recorded": lambda _, p: _("Say who wrote the body's decision down."),
    "vote.decision-moderator": lambda _, p: _(
        "The moderator never decides a tie. Name the body that did, or draw a lot before witnesses."
    ),
    "vote.decision-equal": lambda _, p: _("Equal places are not possible under this way of counting."),
}
_AUDIT: dict[str, Sentence] = {
    "vote.hands-both-ways": lambda _, p: _(
        "Round {round}: hands were counted as a whole and by sector at once; the counts do not add up.",
        round=p["round"],
    ),
    "vote.more-than-entitled": lambda _, p: _(
        "Round {round}: {voted} voted, but only {entitled} were entitled.",
        round=p["round"], voted=p["voted"], entitled=p["entitled"],
    ),
    "vote.not-entitled-voted": lambda _, p: _(
        "Round {round}: votes of people who were not entitled: {n}.", round=p["round"], n=p["n"]
    ),
    "vote.terms-altered": lambda _, p: _(
        "Round {round}: the settings it was opened with were altered past the program; it counts for nothing.",
        round=p["round"],
    ),
    "vote.ballots-altered": lambda _, p: _(
        "Round {round}: some ballots are none of this vote: the file was altered past the program.", round=p["round"],
    ),
    "vote.ballots-differ": lambda _, p: _(
        "Round {round}: there are {ballots} ballots, but {turnout} are noted as having voted.",
        round=p["round"], ballots=p["ballots"], turnout=p["turnout"],
    ),
    "vote.secret-named": lambda _, p: _(
        "Round {round}: ballots of a secret vote carry names: {n}.", round=p["round"], n=p["n"]
    ),
    "vote.secret-in-clear": lambda _, p: _(
        "Round {round}: ballots of a secret vote lie open before its end: {n}.", round=p["round"], n=p["n"]
    ),
    "vote.boxes-left": lambda _, p: _(
        "Round {round}: sealed ballots are left after the end: {n}.", round=p["round"], n=p["n"]
    ),
    "vote.key-missing": lambda _, p: _(
        "Round {round}: the key of the open secret vote is not on this computer.", round=p["round"]
    ),
}  # fmt: skip
SENTENCES: dict[str, Sentence] = {**_OPENING, **_VOTING, **_HANDS, **_PAPER, **_ENDING, **_AUDIT}
