"""Writes `.pb` files as strictly as the Pabulib checker wants them: what it would refuse is refused here first.

Source: methods.md 3.5. Numbers of projects and votes, and votes and score of each project, are computed from the
ballots, never taken from anywhere else. Rules the format has no word for are written as `unknown` with a comment.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from labapp.counting.outcome import Number, Outcome
from labapp.counting.profile import Approvals, Marks, Option, Points, Profile, Ranking
from labapp.errors import UserError

META_ORDER = (
    "description", "country", "unit", "district", "subunit", "instance", "num_projects", "num_votes", "budget",
    "vote_type", "rule", "date_begin", "date_end", "min_length", "max_length", "min_sum_cost", "max_sum_cost",
    "min_points", "max_points", "min_sum_points", "max_sum_points", "default_score", "min_project_cost",
    "max_project_cost", "min_project_score_threshold", "neighborhoods", "subdistricts", "categories", "edition",
    "language", "currency", "fully_funded", "experimental", "comment", "acknowledgments", "leftover_budget",
    "budget_per_category", "budget_per_neighborhood", "min_length_per_category", "max_length_per_category",
    "min_sum_cost_per_category", "max_sum_cost_per_category",
)  # fmt: skip
OBLIGATORY = ("description", "country", "unit", "instance", "budget", "vote_type", "rule", "date_begin", "date_end")
VOTE_TYPES = ("approval", "ordinal", "cumulative", "scoring", "choose-1")
RULES = (
    "greedy", "greedy-no-skip", "greedy-threshold", "greedy-exclusive", "greedy-custom", "equalshares",
    "equalshares-comparison", "equalshares/add1", "equalshares/add1-comparison", "unknown",
)  # fmt: skip
PROJECT_COLUMNS = (
    "project_id", "cost", "votes", "score", "name", "category", "beneficiaries", "selected", "neighborhood", "subunit",
    "district", "description", "proposer", "public_id", "latitude", "longitude",
)  # fmt: skip
VOTE_COLUMNS = ("age", "sex", "voting_method", "district", "neighborhood", "education")
_DATE = re.compile(r"(\d{2}\.\d{2}\.)?\d{4}")
_DECIMALS = 6
_SHARED = ("equal-shares",)  # whoever votes has a share of the money, also who chose nothing
_POZNAN = "Greedy; the first project that does not fit is funded if 80 % of its cost is left, and none after it."
_EMPTY = "An empty vote is a blank ballot; its voter has a share of the budget too."
_NUMBER = re.compile(r"(?:^|\s)#\d{1,3}: ")  # of a remark in a comment
_OWN = re.compile(
    rf"{re.escape(_POZNAN)}|{re.escape(_EMPTY)}|The rule was \S+ \(\S+\)\.|"
    r"Projects with a score below \S+ could not be chosen\."
)


@dataclass(frozen=True)
class Voter:
    """One ballot to be written: its public id, its marks, and columns such as voting_method."""

    id: str
    marks: Marks
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Paper:
    """Everything one `.pb` file holds; `columns` are further columns of projects by id, `selected` their state 0-3.

    `empty` votes are refused, as the checker does, unless the rule counts them: then without them others would count
    another result.
    """

    meta: Mapping[str, str]
    profile: Profile
    voters: Sequence[Voter]
    selected: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    empty: bool = False


def paper_of(profile: Profile, meta: Mapping[str, str], outcome: Outcome | None = None) -> Paper:
    """Lay out a counted profile: ballots numbered K001 … in the profile's own order, winners selected."""
    width = max(3, len(str(sum(ballot.count for ballot in profile.ballots))))
    everyone = [ballot.marks for ballot in profile.ballots for _ in range(ballot.count)]
    marks = [each for each in everyone if not _is_blank(each)]
    empty = outcome is not None and outcome.rule in _SHARED and len(marks) < len(everyone)
    if empty:
        marks = everyone
    voters = [Voter(f"K{number:0{width}d}", each) for number, each in enumerate(marks, 1)]
    selected: dict[str, int] = {}
    if outcome is not None:
        selected = {option.id: int(option.id in outcome.winners) for option in profile.options}
        words, remarks = rule_words(outcome)
        meta = {**meta, **words, "comment": _comment(meta.get("comment", ""), [*remarks, *[_EMPTY] * empty])}
    return Paper(meta, profile, voters, selected, empty=empty)


def _comment(given: str, remarks: Sequence[str]) -> str:
    """Return the remarks behind a comment that was given, numbered as the checker asks.

    What this program said of another count of the same file is left out: of this one it would be wrong.
    """
    parts = (part.strip() for part in _NUMBER.split(given))
    kept = [part for part in parts if part and not _OWN.fullmatch(part)]
    return " ".join(f"#{n}: {remark}" for n, remark in enumerate([*kept, *remarks], 1))


def rule_words(outcome: Outcome) -> tuple[dict[str, str], list[str]]:
    """Return the format's words for a rule and its minimum, and remarks on what it has no word for.

    Of a minimum the format speaks with `greedy-threshold` alone: beside any other rule it is said twice.
    """
    rule, settings = outcome.rule, outcome.settings
    completion = settings.get("completion", "none")
    least = settings.get("min-score", 0)
    words, remarks = {"rule": "unknown"}, []
    if rule in ("greedy", "greedy-threshold"):
        words["rule"] = "greedy-threshold" if least else rule
    elif rule == "greedy-no-skip":
        words["rule"] = rule
    elif rule == "poznan":
        words["rule"] = "greedy-custom"
        remarks.append(_POZNAN)
    elif rule == "equal-shares" and completion in ("none", "add1") and settings.get("utility") == "cost":
        words["rule"] = "equalshares" if completion == "none" else "equalshares/add1"
    else:
        remarks.append(f"The rule was {rule} ({completion}).")
    if least or rule == "greedy-threshold":
        words["min_project_score_threshold"] = number_text(least, "min-score")
        if words["rule"] != "greedy-threshold":
            remarks.append(f"Projects with a score below {words['min_project_score_threshold']} could not be chosen.")
    return words, remarks


def write_pabulib(paper: Paper) -> str:
    """Return the text of the file, or refuse what the checker would call an error."""
    kind = paper.meta.get("vote_type") or _kind(paper.voters)
    meta = {key: _one_line(value) for key, value in paper.meta.items()} | {"vote_type": kind}
    meta["num_projects"], meta["num_votes"] = str(len(paper.profile.options)), str(len(paper.voters))
    if "budget" not in meta and paper.profile.budget is not None:
        meta["budget"] = number_text(paper.profile.budget, "budget")
    _check_meta(meta)
    _check_ids(paper)
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\n")
    table.writerow(["META"])
    table.writerow(["key", "value"])
    table.writerows([key, meta[key]] for key in META_ORDER if meta.get(key))
    table.writerow(["PROJECTS"])
    table.writerows(_project_rows(paper, kind))
    table.writerow(["VOTES"])
    table.writerows(_vote_rows(paper, kind))
    return out.getvalue()


def number_text(number: Number, what: str) -> str:
    """Write a number as the checker reads it: digits and a point; what has no short decimal form is refused."""
    fraction = Fraction(number)
    if fraction.denominator == 1:
        return str(fraction.numerator)
    shifted = fraction * 10**_DECIMALS
    if shifted.denominator != 1:
        raise UserError("pb-write.no-decimal", what=what, value=str(fraction))
    whole, part = divmod(shifted.numerator, 10**_DECIMALS)
    return f"{whole}.{part:0{_DECIMALS}d}".rstrip("0")


def _one_line(text: str) -> str:
    """Return a text without line ends and without blanks around it, which the checker calls an error."""
    return re.sub(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*", " ", text).strip()


def _is_blank(marks: Marks) -> bool:
    if isinstance(marks, Approvals):
        return not marks.chosen
    return not (marks.points if isinstance(marks, Points) else isinstance(marks, Ranking) and marks.levels)


def _kind(voters: Sequence[Voter]) -> str:
    shapes = {type(voter.marks) for voter in voters}
    words = {Approvals: "approval", Points: "cumulative", Ranking: "ordinal"}
    if not shapes:
        raise UserError("pb-write.no-votes")
    if len(shapes) != 1 or not shapes <= set(words):
        raise UserError("pb-write.mixed-votes")
    return words[shapes.pop()]


def _check_meta(meta: Mapping[str, str]) -> None:
    for key in meta:
        if key not in META_ORDER:
            raise UserError("pb-write.unknown-key", key=key)
    for key in OBLIGATORY:
        if not meta.get(key):
            raise UserError("pb-write.key-missing", key=key)
    known = {"vote_type": VOTE_TYPES, "rule": RULES}
    for key, words in known.items():
        if meta[key] not in words:
            raise UserError("pb-write.bad-word", key=key, value=meta[key], known=words)
    for key in ("date_begin", "date_end"):
        if not _DATE.fullmatch(meta[key]):
            raise UserError("pb-write.bad-date", key=key, value=meta[key])
    if meta.get("comment") and not meta["comment"].startswith("#1: "):
        raise UserError("pb-write.bad-comment")
    if Fraction(meta["budget"]) <= 0:
        raise UserError("pb-write.no-budget")


def _check_ids(paper: Paper) -> None:
    ids = [option.id for option in paper.profile.options]
    voters = [voter.id for voter in paper.voters]
    for kind, names in (("project", ids), ("voter", voters)):
        if len(set(names)) != len(names):
            raise UserError("pb-write.id-twice", kind=kind)
        for name in names:
            if not name or name != name.strip() or any(mark in name for mark in ",\r\n"):
                raise UserError("pb-write.bad-id", kind=kind, id=name)
    for voter in paper.voters:
        for option, _ in _pairs(voter.marks):
            if option not in ids:
                raise UserError("pb-write.unknown-project", voter=voter.id, project=option)


def _pairs(marks: Marks) -> list[tuple[str, Number]]:
    """Return what a ballot says, the strongest mark first."""
    if isinstance(marks, Approvals):
        return [(option, 1) for option in dict.fromkeys(marks.chosen)]
    if isinstance(marks, Points):
        given = [(option, points) for option, points in marks.points.items() if points]
        return sorted(given, key=lambda pair: -pair[1])
    if isinstance(marks, Ranking) and all(len(level) == 1 for level in marks.levels):
        return [(level[0], len(marks.levels) - above) for above, level in enumerate(marks.levels)]
    raise UserError("pb-write.mixed-votes")


def _project_rows(paper: Paper, kind: str) -> Iterator[list[str]]:
    votes = {option.id: 0 for option in paper.profile.options}
    scores: dict[str, Number] = dict.fromkeys(votes, 0)
    for voter in paper.voters:
        for option, given in _pairs(voter.marks):
            votes[option] += 1
            scores[option] += given
    rows: list[dict[str, str]] = []
    for project in paper.profile.options:
        row = {**_project(project), "votes": str(votes[project.id])}
        if kind not in ("approval", "choose-1"):
            row["score"] = number_text(scores[project.id], project.id)
        if paper.selected:
            row["selected"] = str(paper.selected.get(project.id, 0))
        rows.append({**row, **paper.columns.get(project.id, {})})
    used = [column for column in PROJECT_COLUMNS if any(row.get(column) for row in rows)]
    yield used
    for row in rows:
        yield [row.get(column, "") for column in used]


def _project(project: Option) -> dict[str, str]:
    if project.cost is None or project.cost <= 0:
        raise UserError("pb-write.no-cost", project=project.id)
    return {"project_id": project.id, "cost": number_text(project.cost, project.id), "name": _one_line(project.title)}


def _vote_rows(paper: Paper, kind: str) -> Iterator[list[str]]:
    pointed = kind in ("cumulative", "scoring")
    extra = [column for column in VOTE_COLUMNS if any(voter.columns.get(column) for voter in paper.voters)]
    yield ["voter_id", "vote", *(["points"] if pointed else []), *extra]
    for voter in paper.voters:
        pairs = _pairs(voter.marks)
        if not pairs and not paper.empty:
            raise UserError("pb-write.empty-vote", voter=voter.id)
        row = [voter.id, ",".join(option for option, _ in pairs)]
        if pointed:
            row.append(",".join(number_text(given, voter.id) for _, given in pairs))
        yield [*row, *(voter.columns.get(column, "") for column in extra)]
