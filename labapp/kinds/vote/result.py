"""What came out: ballots of all channels as one profile, counted by the agreed rule; by sector where that is safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from labapp.changes import Reader
from labapp.counting.outcome import Number, Outcome
from labapp.counting.profile import Approvals, Ballot, Marks, Option, Points, Profile, Tally
from labapp.counting.rules import RULES, count, settings_of
from labapp.counting.settings import CountError
from labapp.counting.whatif import Alternative, what_if
from labapp.errors import UserError
from labapp.kinds.vote import cells, entitled, hands, options, rounds, ties
from labapp.kinds.vote.cells import Between, Cell
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.schema import TABLES
from labapp.kinds.vote.terms import ENTITY, ROOM, SECTOR, Terms
from labapp.kinds.vote.ties import Decision
from labapp.wording.saying import scaled

T = TypeVar("T")

_TOLD_BY = (*(table.name for table in TABLES), "ideas", "participants", "entities", "sectors", "activities")
_PLACED = ("irv", "stv", "schulze", "copeland", "condorcet")  # whose winners are not simply the highest scores


@dataclass(frozen=True)
class Bar:
    """One option with its exact score; `answers` are (for, against, abstaining) where it was a motion."""

    choice: Choice
    score: Number
    won: bool
    tied: bool
    answers: tuple[Number, Number, Number] | None = None
    steps: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Result:
    """An outcome with what stands beside it; `exact` is False where hands tell only "at least"."""

    round: Round
    outcome: Outcome
    bars: tuple[Bar, ...]
    voted: int
    exact: bool
    entitled: int
    by_sector: tuple[Cell, ...]
    between: Between | None = None


def outcome(read: Reader, activity: str) -> Outcome:
    """Return the counted outcome of the newest closed round of an activity; UserError when there is none."""
    now = rounds.counted(read, activity)
    if now is None:
        raise UserError("vote.no-result")
    return result(read, now.id).outcome


def result(read: Reader, vote: str) -> Result:
    """Count a closed round; UserError when it is not closed or its ballots cannot be counted by its rule.

    Counted once for all who ask between two changes: console, screen and life of a card ask the same again and again.
    """

    def make() -> Result:
        return _counted(read, vote)

    return read.kept(("vote result", vote), _TOLD_BY, make, lambda _, changed: make())


def _counted(read: Reader, vote: str) -> Result:
    now = rounds.in_state(read, vote, rounds.CLOSED, rounds.ANNOUNCED)
    hands.refuse_mixed(read, vote)
    counted = profile(read, now)
    settled = ties.read(now.decision)
    found = settled_by(now, counted, settled)
    voted, exact = hands.voted(read, vote)
    bars = _bars(options.of_vote(read, vote), found)
    apart = _refusing(lambda: cells.sides(read, now, counted, counting_options(now.terms)), counted)
    return Result(now, found, bars, voted, exact, counted.entitled or 0, apart.cells, apart.between)


def settled_by(now: Round, counted: Profile, settled: Decision | None) -> Outcome:
    """Count what was cast, a tie settled as the room did; UserError when that order does not fit the tie."""
    return ties.worked_in(counted_by(now.terms.rule, counted, counting_options(now.terms, settled)), settled)


def profile(read: Reader, now: Round) -> Profile:
    """Return everything that was cast, equal ballots bundled, as one value for the count."""
    choices = options.of_vote(read, now.id)
    ids = {choice.number: choice.id for choice in choices}
    form, limits = now.terms.form, now.terms.limits
    ballots = tuple(
        Ballot(form.marks(form.decode(body, limits, tuple(ids)), ids), many, cell or None, entity or None, weight)
        for (body, cell, entity, weight), many in sorted(_bundles(read, now).items())
    )
    tallies = tuple(
        Tally(item.option, item.count, item.answer, item.sector)
        for item in hands.counts(read, now.id)
        if item.option is not None
    )
    people = int(read.value("SELECT count(*) FROM vote_entitled WHERE vote = ?", now.id))
    return Profile(
        tuple(Option(c.id, c.title, amount(c.cost) if c.cost else None) for c in choices),
        ballots, tallies, now.invalid, amount(now.terms.limits.get("sum")), _present(read, now), people,
        {"currency": str(now.terms.limits["currency"])} if "currency" in now.terms.limits else {},
    )  # fmt: skip


def _bundles(read: Reader, now: Round) -> Counter[tuple[str, str, str, Fraction]]:
    """Return how many ballots say the same: body, cell, whose vote it is a part of, and the weight of that cell.

    Somebody of no entity weighs like an entity; sectors that are counted together weigh as many as they are.
    """
    weight = now.terms.weight
    rows = read.rows(
        "SELECT b.body, b.cell, coalesce(e.weighs_with, b.voter, '') AS entity FROM vote_ballots b"
        " LEFT JOIN vote_entitled e ON e.vote = b.vote AND e.voter = b.voter WHERE b.vote = ?", now.id,
    )  # fmt: skip
    many = entitled.sectors_voted(read, now.id) if weight == SECTOR else {}
    return Counter(
        (row["body"], row["cell"], row["entity"] if weight == ENTITY else "", Fraction(many.get(row["cell"], 1)))
        for row in rows
    )


def _present(read: Reader, now: Round) -> int | None:
    """Return the base "of those present": whoever has voted was there, also if they had left by the end."""
    return None if now.present is None else max(now.present, hands.voted(read, now.id)[0])


def counting_options(terms: Terms, settled: Decision | None = None) -> dict[str, Any]:
    """Return the rule's settings with how the room settled a tie."""
    declared = {setting.name: setting.default for setting in settings_of(terms.rule)} if terms.rule in RULES else {}
    agreed: dict[str, Any] = {**terms.form.counting(terms.limits), **terms.counting, "per": terms.weight}
    given: dict[str, Any] = {name: value for name, value in agreed.items() if name in declared}
    if "ties" not in declared:
        return given
    way = given.get("ties", declared["ties"]) if RULES[terms.rule].uses_cost else "open"
    return given | ties.settings(settled, way)


def counted_by(rule: str, counted: Profile, given: Mapping[str, Any]) -> Outcome:
    """Count by a rule; what it refuses becomes a UserError."""
    return _refusing(lambda: count(rule, counted, given), counted)


def check_countable(terms: Terms, choices: list[Choice]) -> None:
    """Refuse, before anybody votes, terms by which no ballot could be counted: an empty one is tried."""
    _tried(terms, tuple(choices))


@lru_cache(maxsize=2)  # each look at a vote being prepared asks twice, and hundreds of options have many duels
def _tried(terms: Terms, choices: tuple[Choice, ...]) -> None:
    ids = {choice.number: choice.id for choice in choices}
    blank = terms.form.check(terms.form.blank(), terms.limits, tuple(ids))
    tried = Profile(
        tuple(Option(c.id, c.title, amount(c.cost) if c.cost else None) for c in choices),
        (Ballot(terms.form.marks(blank, ids), 1, "-", "-"),), (), 0, amount(terms.limits.get("sum")), 1, 1,
    )  # fmt: skip
    counted_by(terms.rule, tried, counting_options(terms))


def _refusing(counting: Callable[[], T], counted: Profile) -> T:
    """Count, or refuse with the titles of the options: nobody in the room knows their ids."""
    try:
        return counting()
    except CountError as problem:
        titles = {option.id: option.title for option in counted.options}
        given = {**_plain(problem.params), "titles": titles}
        raise UserError("vote.not-countable", reason=problem.code, **given) from problem


def other_rules(read: Reader, found: Result) -> tuple[Alternative, ...]:
    """Return the same ballots counted by the other rules that fit them; for the console and the annex only."""
    terms = found.round.terms
    places = terms.form.counting(terms.limits).get("picks")  # the ballot had so many, whichever rule counts them
    usual = {**ROOM, "nominal-group": {"picks": places}} if places else ROOM
    return what_if(found.outcome, profile(read, found.round), counting_options(terms), usual)


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in params.items() if name not in ("code", "reason")}


def _bars(choices: list[Choice], found: Outcome) -> tuple[Bar, ...]:
    tied = undecided(found)
    answers = {item["option"]: (item["yes"], item["no"], item["abstain"]) for item in found.rounds if "carried" in item}
    bars = [
        Bar(c, found.scores.get(c.id, 0), c.id in found.winners, c.id in tied, answers.get(c.id),
            cells.steps_of(found, c.id))
        for c in choices
    ]  # fmt: skip
    order = {option: place for place, option in enumerate(found.winners)} if found.rule in _PLACED else {}
    return tuple(sorted(bars, key=lambda bar: (order.get(bar.choice.id, len(order)), -bar.score, bar.choice.number)))


_HANGING = ("depends-on-tie", "unknown-before-lot")
_LOST = ("greedy-too-dear", "greedy-never-fits", "greedy-stopped", "es-too-few")  # level perhaps, chosen in no case
_ALL_LOST = "lost-in-all-ways"


def undecided(found: Outcome) -> frozenset[str]:
    """Return the options of which an open tie decides whether they are chosen, be they tied themselves or not.

    With money some may be level in what comes next and yet all bought: they are chosen, and what comes later is not.
    """
    hanging = {o for reason in found.reasons if reason.code in _HANGING for o in reason.params["options"]}
    lost = {reason.params["option"] for reason in found.reasons if reason.code in _LOST}
    lost |= {option for reason in found.reasons if reason.code == _ALL_LOST for option in reason.params["options"]}
    return frozenset(level(found) | hanging).difference(found.winners, lost)


def level(found: Outcome) -> set[str]:
    """Return the options an open tie is between, whose order is what a lot or a run-off is about."""
    return {option for tie in found.ties if tie.decided_by is None for option in tie.among}


def decimals(found: Result) -> int:
    """Return with how many decimals every figure of a result is written: none where all are whole, else at least two.

    As many as it takes, within reason, until options whose figures look equal are equal.
    """
    scores = {Fraction(bar.score) for bar in found.bars}
    parts = {Fraction(score) for cell in found.by_sector for score in cell.scores.values()}
    if all(score.denominator == 1 for score in scores | parts):
        return 0

    def apart(places: int) -> bool:
        return len({(score < 0, scaled(score, places)) for score in scores}) == len(scores)

    return next(filter(apart, range(2, 6)), 6)


def spent(found: Result) -> tuple[Number, ...]:
    """Return the money voted on, what was spent of it and what is left; nothing where no money was voted on."""
    whole = amount(found.round.terms.limits.get("sum"))
    if found.round.terms.form_id != "budget" or whole is None:
        return ()
    used = sum((amount(bar.choice.cost) or 0 for bar in found.bars if bar.won), Fraction(0))
    return (whole, used, whole - used)


def reasons_given(read: Reader, vote: str) -> dict[int, list[tuple[int, str]]]:
    """Return why people gave low marks, by option number: step and words, sorted so that no order of voting shows."""
    found: dict[int, list[tuple[int, str]]] = {}
    now = rounds.in_state(read, vote, rounds.CLOSED, rounds.ANNOUNCED)
    if now.terms.form_id != "agreement":
        return found
    form, limits, numbers = now.terms.form, now.terms.limits, [c.number for c in options.of_vote(read, vote)]
    for row in read.rows("SELECT body FROM vote_ballots WHERE vote = ?", vote):
        for number, mark in form.decode(row["body"], limits, numbers).items():
            if isinstance(mark, list):
                found.setdefault(int(number), []).append((int(mark[0]), str(mark[1])))
    return {number: sorted(said) for number, said in sorted(found.items())}


def renamed(counted: Profile, names: Mapping[str, str]) -> Profile:
    """Return a budget vote's profile with options under other ids, for files that outlive this one."""
    return replace(
        counted,
        options=tuple(replace(option, id=names[option.id]) for option in counted.options),
        ballots=tuple(replace(ballot, marks=_renamed_marks(ballot.marks, names)) for ballot in counted.ballots),
    )


def renamed_outcome(found: Outcome, names: Mapping[str, str]) -> Outcome:
    """Return an outcome whose winners stand under the same other ids."""
    return replace(found, winners=tuple(names[option] for option in found.winners))


def _renamed_marks(marks: Marks, names: Mapping[str, str]) -> Marks:
    if isinstance(marks, Points):
        return Points({names[option]: count for option, count in marks.points.items()})
    if isinstance(marks, Approvals):
        return Approvals(tuple(names[option] for option in marks.chosen))
    raise UserError("vote.no-result")  # only a budget's ballots are written so
