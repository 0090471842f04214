"""Reads `.pb` files (Pabulib: participatory budgets), leniently: what can be understood is, and odd lines are named.

Source: pabulib.org/format and the checker's rules. Choices made here: old column names are accepted; a project that
costs 999999999 was withdrawn and takes part in nothing; a project named twice in one ballot counts once; empty ballots
stay, as people who voted; what a file declares (numbers of projects and votes, votes and score of each project) is
held against its ballots, so that a cut or changed file is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

from labapp.counting.outcome import Reason
from labapp.counting.profile import Option, Profile
from labapp.exchange.pabulib_amounts import POINT_BEFORE_DECIMALS, Amounts, amount
from labapp.exchange.pabulib_limits import Limits
from labapp.exchange.pabulib_table import Section, sections
from labapp.exchange.pabulib_votes import POINTED, Votes
from labapp.exchange.pabulib_write import META_ORDER
from labapp.exchange.pile import check_size
from labapp.exchange.source import Notes, Tick, decode, read_bytes, warn_of_cut, whole

VOTE_TYPES = ("approval", "choose-1", "cumulative", "scoring", "ordinal")
OLD_NAMES = {"target": "beneficiaries", "comments": "comment"}
OLD_COLUMNS = {**OLD_NAMES, "categories": "category"}  # in META, `categories` is the list of all of them
WITHDRAWN = 999_999_999
_DECIDING = ("points",)  # beside the columns a section cannot do without
THRESHOLD = "min_project_score_threshold"
_BUDGET = re.compile(r"\W*(?:total[ _])?(?:budget|budżet)", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")


@dataclass
class Ballotbox:
    """What one file says, before it becomes a Profile."""

    meta: dict[str, str] = field(default_factory=dict)
    meta_lines: dict[str, int] = field(default_factory=dict)
    budget: Fraction = Fraction(0)
    options: dict[str, Option] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    declared: dict[str, tuple[str, str]] = field(default_factory=dict)
    selected: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    categories: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_pabulib(path: Path, tick: Tick | None = None) -> tuple[Profile, list[Reason]]:
    """Read one `.pb` file into a profile with its budget; returns it with warnings by line."""
    notes = Notes(path.name, tick)
    profile = parse_pabulib(decode(read_bytes(path), notes), notes)
    return profile, notes.all()


def parse_pabulib(text: str, notes: Notes) -> Profile:
    """Read the text of a `.pb` file; what cannot be counted without guessing is refused by line and column."""
    parts = sections(text, notes)
    box = Ballotbox()
    amounts = Amounts(parts["META"], parts["PROJECTS"], notes)
    _meta(parts["META"], box, amounts, notes)
    _projects(parts["PROJECTS"], box, amounts, notes)
    kind = _vote_type(parts["VOTES"], box, notes)
    costs = {option.id: option.cost or Fraction(0) for option in box.options.values()}
    limits = Limits(box.meta, box.meta_lines, costs, box.categories, notes)
    votes = Votes(kind, box.options, box.withdrawn, box.meta.get("default_score", ""), limits, notes)
    votes.read(parts["VOTES"])
    if not _compare(box, votes, kind, len(parts["VOTES"].rows), notes):
        warn_of_cut(text, notes)
    _check_threshold(box, notes)
    if not box.options:
        notes.refuse("pb.all-withdrawn", line=parts["PROJECTS"].title_line)
    profile = Profile(tuple(box.options.values()), votes.ballots(), budget=box.budget, meta=_about(box, kind))
    check_size(profile.options, notes)
    return profile


def _meta(section: Section, box: Ballotbox, amounts: Amounts, notes: Notes) -> None:
    rows = [(line.number, line.cells) for line in section.rows]
    if section.header[:1] != ["key"]:
        notes.warn("pb.no-meta-header", line=section.header_line or section.title_line)
        rows[:0] = [(section.header_line, section.header)] if section.header else []
    for number, cells in rows:
        key = OLD_NAMES.get(cells[0].lower(), cells[0].lower())
        if key in box.meta:
            notes.refuse("pb.key-twice", line=number, key=key[:40])
        if key not in META_ORDER:
            notes.warn("pb.unknown-key", line=number, key=key[:40])
        box.meta[key] = cells[1] if len(cells) > 1 else ""
        box.meta_lines[key] = number
    if "budget" not in box.meta:
        _refuse_without_budget(rows, section.title_line, notes)
    box.budget = amounts.read(box.meta["budget"], box.meta_lines["budget"], "budget")
    if not box.budget:
        notes.warn("pb.zero-budget", line=box.meta_lines["budget"])


def _refuse_without_budget(rows: list[tuple[int, list[str]]], title_line: int, notes: Notes) -> NoReturn:
    """Name the line that may hold the budget written otherwise, as `budget 1000` or `budget,1000`."""
    for number, cells in rows:
        if _BUDGET.match(cells[0]) and cells[0].lower() not in META_ORDER:
            notes.refuse("pb.budget-otherwise", line=number, value="; ".join(filter(None, cells))[:60])
    notes.refuse("pb.no-budget", line=title_line)


def _header(section: Section, name: str, needed: tuple[str, ...], notes: Notes) -> None:
    if not section.header:
        notes.refuse("pb.no-header", line=section.title_line, section=name)
    for place, column in enumerate(section.header):
        if column in OLD_COLUMNS:
            notes.warn("pb.old-name", line=section.header_line, column=column, now=OLD_COLUMNS[column])
            section.header[place] = OLD_COLUMNS[column]
    for column in needed:
        if section.header.count(column) != 1:
            code = "pb.column-twice" if column in section.header else "pb.no-column"
            notes.refuse(code, line=section.header_line, column=column, section=name)
    for column in sorted({column for column in section.header if column and section.header.count(column) > 1}):
        speak = notes.refuse if column in _DECIDING else notes.warn
        speak("pb.column-twice", line=section.header_line, column=column, section=name)


def _cells(section: Section, *columns: str) -> Iterator[tuple[int, list[str]]]:
    places = [section.column(column) for column in columns]
    for line in section.rows:
        cells = line.cells
        yield line.number, [cells[at] if at is not None and at < len(cells) else "" for at in places]


def _projects(section: Section, box: Ballotbox, amounts: Amounts, notes: Notes) -> None:
    _header(section, "PROJECTS", ("project_id", "cost"), notes)
    _widths(section, notes)
    columns = ("project_id", "cost", "name", "votes", "score", "selected", "category")
    for line, (project, cost_text, name, votes, score, selected, category) in _cells(section, *columns):
        if not project:
            notes.refuse("pb.no-id", line=line, column="project_id")
        if project in box.lines:
            notes.refuse("pb.project-twice", line=line, project=project[:60], first=box.lines[project])
        if "," in project:
            notes.refuse("pb.comma-in-id", line=line, column="project_id", project=project[:60])
        cost = amounts.read(cost_text, line, "cost")
        box.lines[project] = line
        box.declared[project] = (votes, score)
        box.selected[project] = selected
        box.categories[project] = tuple(part.strip() for part in category.split(","))
        if cost == WITHDRAWN:
            box.withdrawn.add(project)
            notes.warn("pb.withdrawn", line=line, project=project)
            continue
        box.options[project] = Option(project, _LINE_ENDS.sub(" ", name) or project, cost)
        if not cost:
            notes.warn("pb.zero-cost", line=line, project=project)
        elif cost > box.budget:
            notes.warn("pb.above-budget", line=line, project=project, cost=cost)
    if not box.lines:
        notes.refuse("pb.no-projects", line=section.title_line)
    _declared_number("num_projects", len(box.lines), "pb.projects-differ", box, notes)


def _widths(section: Section, notes: Notes) -> None:
    wanted = len(section.header)
    for line in section.rows:
        if len(line.cells) < wanted:
            notes.warn("pb.short-row", line=line.number, found=len(line.cells), wanted=wanted)
        elif any(line.cells[wanted:]):
            notes.warn("pb.long-row", line=line.number, found=len(line.cells), wanted=wanted)


def _vote_type(section: Section, box: Ballotbox, notes: Notes) -> str:
    _header(section, "VOTES", ("vote",), notes)
    if section.column("voter_id") is None:
        notes.warn("pb.no-voter-id", line=section.header_line)
    kind = box.meta.get("vote_type", "").lower()
    if not kind:
        kind = "cumulative" if section.column("points") is not None else "approval"
        notes.warn("pb.no-vote-type", line=section.header_line, kind=kind)
    if kind not in VOTE_TYPES:
        notes.refuse("pb.bad-vote-type", line=box.meta_lines["vote_type"], value=kind[:40], known=VOTE_TYPES)
    if kind in POINTED and section.column("points") is None:
        notes.refuse("pb.no-column", line=section.header_line, column="points", section="VOTES")
    if not section.rows:
        notes.refuse("ballots.none", line=section.header_line)
    if kind in ("approval", "choose-1") and any(given for _, (given,) in _cells(section, "points")):
        notes.warn("pb.points-ignored", line=section.header_line, column="points", kind=kind)
    _widths(section, notes)
    return kind


def _declared_number(key: str, found: int, code: str, box: Ballotbox, notes: Notes) -> bool:
    """Compare a number that META declares; return whether it says the same."""
    text = box.meta.get(key)
    if text is None:
        notes.warn("pb.key-missing", line=1, key=key)
    elif whole(text) != found:
        notes.warn(code, line=box.meta_lines[key], declared=text[:40], found=found)
    return text is not None and whole(text) == found


def _compare(box: Ballotbox, votes: Votes, kind: str, found: int, notes: Notes) -> bool:
    """Compare what is declared with the ballots; return whether it proves that nothing of the last one is cut off."""
    whole_file = _declared_number("num_votes", found, "pb.votes-differ", box, notes)
    supporters, scores = votes.totals()
    for project, (declared_votes, declared_score) in box.declared.items():
        if project in box.withdrawn:
            continue
        same = bool(declared_votes) and _same(project, "votes", declared_votes, supporters.get(project, 0), box, notes)
        if declared_score and kind not in ("approval", "choose-1"):
            same &= _same(project, "score", declared_score, scores.get(project, 0), box, notes)
        whole_file = whole_file and same and bool(declared_score or kind not in POINTED)
    return whole_file


def _same(project: str, column: str, declared: str, found: int | Fraction, box: Ballotbox, notes: Notes) -> bool:
    same = amount(declared, POINT_BEFORE_DECIMALS) == found
    if not same:
        params = {"line": box.lines[project], "column": column, "project": project}
        notes.warn("pb.sum-differs", **params, declared=declared[:40], found=found)
    return same


def _check_threshold(box: Ballotbox, notes: Notes) -> None:
    text = box.meta.get(THRESHOLD, "")
    if text and amount(text, {}) is None:
        notes.warn("pb.bad-limit", line=box.meta_lines[THRESHOLD], key=THRESHOLD, value=text[:60])


def _about(box: Ballotbox, kind: str) -> dict[str, str]:
    kept = {"vote_type": kind, "source": "pabulib"}
    for key in ("rule", "currency", "description", "unit", "instance", "subunit", "district", "language"):
        if box.meta.get(key):
            kept[key] = box.meta[key]
    threshold = amount(box.meta.get(THRESHOLD, ""), {})
    if threshold is not None:
        kept["min-score"] = str(threshold)
    if any(box.selected.values()):
        kept["selected"] = ",".join(project for project, state in box.selected.items() if state == "1")
    if box.withdrawn:
        kept["withdrawn"] = ",".join(sorted(box.withdrawn))
    return kept
