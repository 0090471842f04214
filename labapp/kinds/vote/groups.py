"""What belongs together in a result: chosen, tied, not chosen; the same on stage, console and in the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from labapp.kinds.vote.result import Result
from labapp.kinds.vote.terms import Terms
from labapp.wording.translate import Translator

WON, TIED, LOST = "won", "tied", "lost"
BY_PLACES = ("plurality", "approval", "dots", "nominal-group", "score-mean", "score-median", "borda")
"""Rules under which the first places of one order win, so that a tie is about known places."""


class _Bar(Protocol):
    @property
    def won(self) -> bool: ...

    @property
    def tied(self) -> bool: ...


B = TypeVar("B", bound=_Bar)


def grouped(bars: Sequence[B]) -> list[tuple[str, list[B]]]:
    """Return the bars by what became of them, in their order; groups without bars are left out."""
    found: dict[str, list[B]] = {WON: [], TIED: [], LOST: []}
    for bar in bars:
        found[TIED if bar.tied else WON if bar.won else LOST].append(bar)
    return [(code, inside) for code, inside in found.items() if inside]


def tied_places(found: Result) -> tuple[int, ...]:
    """Return the first and the last place a tie is about; nothing where only one option wins or no place is known."""
    terms = found.round.terms
    seats = int(terms.counting.get("seats", "1"))
    opened = [tie for tie in found.outcome.ties if tie.decided_by is None]
    first = 1 + sum(bar.won and not bar.tied for bar in found.bars)
    if len(opened) != 1 or terms.rule not in BY_PLACES or seats < 2 or first > seats:
        return ()
    return (first, seats)


def tied_out(found: Result) -> tuple[int, ...]:
    """Return, of a ranking, the numbers of the options level for going out where that decides between others.

    The bars that are undecided then need not be level themselves: who of them wins hangs on who goes out.
    """
    opened = [set(tie.among) for tie in found.outcome.ties if tie.decided_by is None]
    level = {
        option for reason in found.outcome.reasons if reason.code == "stage-tie-matters"
        for option in reason.params["among"]
    }  # fmt: skip
    if not opened or not level or level in opened:
        return ()
    return tuple(sorted(bar.choice.number for bar in found.bars if bar.choice.id in level))


def head(code: str, terms: Terms, places: Sequence[int], _: Translator, out: Sequence[int] = ()) -> str:
    """Return the word over a group."""
    if code == TIED:
        return tie_word(terms, _) if terms.form_id == "budget" else tie_head(places, _, out)
    won = code == WON
    if terms.form_id == "agreement":
        return _.context("result", "Agreed") if won else _("No agreement yet")
    if terms.rule == "motion":
        return _("Carried") if won else _("Not carried")
    if terms.within_sum and won:
        return _("Within the sum")  # what lost need not lie beyond: it may lack votes, or its supporters money
    return _.context("result", "Chosen") if won else _("Not chosen")


def head_of(code: str, found: Result, _: Translator) -> str:
    """Return the word over a group of a result."""
    return head(code, found.round.terms, tied_places(found), _, tied_out(found))


def tie_word(terms: Terms, _: Translator) -> str:
    """Return the word for what is not decided where no place is known; of money also what is not level itself."""
    return _("Undecided") if terms.form_id == "budget" else _("Tie")


def tie_head(places: Sequence[int], _: Translator, out: Sequence[int] = ()) -> str:
    """Return what is tied about, where that is known: places, or who goes out and with that who may win."""
    if out:
        return _("Tie for going out ({numbers}); may win", numbers=", ".join(map(str, out)))
    if not places:
        return _("Tie")
    if places[0] == places[-1]:
        return _("Tie for place {n}", n=places[0])
    return _("Tie for places {first} to {last}", first=places[0], last=places[-1])
