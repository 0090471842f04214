"""What came out: ballots of all channels as one profile, counted by the agreed rule; by sector where that is safe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from labapp.changes import Reader
from labapp.counting.outcome import Number, Outcome
from labapp.counting.profile import Approvals, Ballot, Marks, Option, Points, Profile, Tally
from labapp.counting.rules import RULES, count
from labapp.counting.settings import CountError
from labapp.errors import UserError
from labapp.kinds.vote import entitled, hands, options, paper, rounds, ties
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.options import Choice
from labapp.kinds.vote.rounds import Round
from labapp.kinds.vote.terms import OPEN, SECRET, Terms
from labapp.kinds.vote.ties import Decision

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
class Cell:
    """A sector, or several counted together because one alone would show how somebody voted."""

    sectors: tuple[str, ...]
    voted: int
    entitled: int
    scores: Mapping[str, Number]
    steps: Mapping[str, tuple[Number, ...]] = field(default_factory=dict)


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


def outcome(read: Reader, activity: str) -> Outcome:
    """Return the counted outcome of the newest closed round of an activity; UserError when there is none."""
    closed = [item for item in rounds.of_activity(read, activity) if item.state in (rounds.CLOSED, rounds.ANNOUNCED)]
    if not closed:
        raise UserError("vote.no-result")
    return result(read, closed[-1].id).outcome


def result(read: Reader, vote: str) -> Result:
    """Count a closed round; UserError when it is not closed or its ballots cannot be counted by its rule."""
    now = rounds.in_state(read, vote, rounds.CLOSED, rounds.ANNOUNCED)
    counted = profile(read, now)
    settled = ties.read(now.decision)
    found = settled_by(now, counted, settled)
    voted, exact = hands.voted(read, vote)
    bars = _bars(options.of_vote(read, vote), found)
    cells = _cells(read, now, counted)
    return Result(now, found, bars, voted, exact, counted.entitled or 0, cells)


def settled_by(now: Round, counted: Profile, settled: Decision | None) -> Outcome:
    """Count what was cast, a tie settled as the room did; UserError when that order does not fit the tie."""
    return ties.worked_in(counted_by(now.terms.rule, counted, counting_options(now.terms, settled)), settled)


def profile(read: Reader, now: Round) -> Profile:
    """Return everything that was cast, equal ballots bundled, as one value for the count."""
    choices = options.of_vote(read, now.id)
    ids = {choice.number: choice.id for choice in choices}
    form = now.terms.form
    rows = read.rows("SELECT body, cell FROM vote_ballots WHERE vote = ?", now.id)
    bundles = Counter((row["body"], row["cell"]) for row in rows)
    ballots = tuple(
        Ballot(form.marks(form.decode(body), ids), count=many, sector=cell or None)
        for (body, cell), many in sorted(bundles.items())
    )
    tallies = tuple(
        Tally(item.option, item.count, item.answer, item.sector)
        for item in hands.counts(read, now.id)
        if item.option is not None
    )
    people = int(read.value("SELECT count(*) FROM vote_entitled WHERE vote = ?", now.id))
    return Profile(
        tuple(Option(c.id, c.title, amount(c.cost) if c.cost else None) for c in choices),
        ballots, tallies, now.invalid, amount(now.terms.limits.get("sum")), now.present, people,
    )  # fmt: skip


def counting_options(terms: Terms, settled: Decision | None = None) -> dict[str, Any]:
    """Return the rule's settings with how the room settled a tie."""
    declared = {setting.name for setting in RULES[terms.rule].options} if terms.rule in RULES else set()
    agreed: dict[str, Any] = {**terms.form.counting(terms.limits), **terms.counting}
    given: dict[str, Any] = {name: value for name, value in agreed.items() if name in declared}
    return given | ties.settings(settled) if "ties" in declared else given


def counted_by(rule: str, counted: Profile, given: Mapping[str, Any]) -> Outcome:
    """Count by a rule; what it refuses becomes a UserError."""
    try:
        return count(rule, counted, given)
    except CountError as problem:
        raise UserError("vote.not-countable", reason=problem.code, **_plain(problem.params)) from problem


def other_rules(read: Reader, vote: str) -> list[Outcome]:
    """Return the same ballots counted by the other rules that fit them; for the console and the annex only."""
    now = rounds.in_state(read, vote, rounds.CLOSED, rounds.ANNOUNCED)
    counted = profile(read, now)
    shapes = {type(ballot.marks) for ballot in counted.ballots}
    found: list[Outcome] = []
    for rule in RULES.values():
        fits = not rule.uses_cost and shapes and shapes <= set(rule.needs)
        if not fits or rule.id == now.terms.rule or (counted.tallies and not rule.takes_tallies):
            continue
        given = counting_options(replace(now.terms, rule=rule.id))
        try:
            found.append(count(rule.id, counted, given))
        except CountError:
            continue  # this rule asks for something this vote does not have; it has nothing to say here
    return found


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in params.items() if name not in ("code", "reason")}


def _bars(choices: list[Choice], found: Outcome) -> tuple[Bar, ...]:
    tied = {option for tie in found.ties if tie.decided_by is None for option in tie.among}
    answers = {
        item["option"]: (item["yes"], item["no"], item["abstain"]) for item in found.rounds if "carried" in item
    }
    bars = [
        Bar(c, found.scores.get(c.id, 0), c.id in found.winners, c.id in tied, answers.get(c.id),
            tuple(_counts(found, c.id)))
        for c in choices
    ]  # fmt: skip
    order = {option: place for place, option in enumerate(found.winners)} if found.rule in _PLACED else {}
    return tuple(sorted(bars, key=lambda bar: (order.get(bar.choice.id, len(order)), -bar.score, bar.choice.number)))


def _counts(found: Outcome, option: str) -> list[Number]:
    rows = [row for row in found.rounds if row.get("option") == option and "counts" in row]
    return list(rows[0]["counts"].values()) if rows else []


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
    for row in read.rows("SELECT body FROM vote_ballots WHERE vote = ?", vote):
        for number, mark in now.terms.form.decode(row["body"]).items():
            if isinstance(mark, list):
                found.setdefault(int(number), []).append((int(mark[0]), str(mark[1])))
    return {number: sorted(said) for number, said in sorted(found.items())}


def _cells(read: Reader, now: Round, counted: Profile) -> tuple[Cell, ...]:
    """Count sector by sector; where the vote is not open, cells too small are merged by turnout, never dropped."""
    if now.terms.secrecy == SECRET:
        return ()
    people = Counter(voter.cell for voter in entitled.frozen(read, now.id))
    voted = _voted_by_cell(read, now, counted)
    if None in {tally.sector for tally in counted.tallies} or paper.papers(read, now.id).issued:
        return ()  # hands counted as a whole, and paper, say nothing about sectors
    merged = entitled.merged_cells({cell: voted[cell] for cell in people}, 0 if _is_open(now) else _minimum(now))
    cells: list[Cell] = []
    for name in sorted(set(merged.values())):
        parts = {cell for cell, into in merged.items() if into == name}
        part = replace(
            counted,
            ballots=tuple(ballot for ballot in counted.ballots if (ballot.sector or "") in parts),
            tallies=tuple(tally for tally in counted.tallies if tally.sector in parts),
            present=None, entitled=sum(people[cell] for cell in parts),
        )  # fmt: skip
        found = _part(now, part)
        steps = {option.id: tuple(_counts(found, option.id)) for option in counted.options}
        turnout = sum(voted[cell] for cell in parts)
        cells.append(Cell(tuple(name.split("+")), turnout, part.entitled or 0, found.scores, steps))
    return tuple(cells) if len(cells) > 1 else ()


def _is_open(now: Round) -> bool:
    return now.terms.secrecy == OPEN


def _minimum(now: Round) -> int:
    return now.terms.minimum_cell


def _voted_by_cell(read: Reader, now: Round, counted: Profile) -> Counter[str]:
    rows = read.rows(
        "SELECT e.cell FROM vote_turnout t JOIN vote_entitled e ON e.vote = t.vote AND e.voter = t.voter"
        " WHERE t.vote = ?", now.id,
    )  # fmt: skip
    voted = Counter(str(row["cell"]) for row in rows)
    raised: dict[tuple[str, str], int] = {}
    for tally in counted.tallies:
        key = (tally.sector or "", tally.option)
        raised[key] = raised.get(key, 0) + tally.count
    for cell in {cell for cell, _ in raised}:
        voted[cell] += max(number for (side, _), number in raised.items() if side == cell)
    return voted


def _part(now: Round, part: Profile) -> Outcome:
    given = {name: value for name, value in counting_options(now.terms).items() if name not in ("base", "quorum")}
    return counted_by(now.terms.rule, part, given)


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
