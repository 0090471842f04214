"""The VOTES section of a `.pb` file: cells to marks, equal ballots bundled while reading, odd ballots named by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from labapp.counting.outcome import Number
from labapp.counting.profile import Approvals, Ballot, Marks, Option, Points, Ranking
from labapp.exchange.pabulib_limits import Finding, Limits
from labapp.exchange.pabulib_table import Section
from labapp.exchange.source import Notes, told

POINTED = ("cumulative", "scoring")
_POINTS = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,9})?")
_BLANKS = "\u00a0\u200b \t\r\n"
_Key = tuple[str, ...] | tuple[tuple[str, Number], ...]


class Votes:
    """Reads ballots of one vote type; equal cells are understood once and then only counted."""

    def __init__(
        self, kind: str, options: Mapping[str, Option], withdrawn: set[str], default: str, limits: Limits, notes: Notes
    ) -> None:
        self._kind = kind
        self._options = options
        self._place = {option: place for place, option in enumerate(options)}
        self._withdrawn = withdrawn
        self._notes = notes
        self._understood: dict[tuple[str, str], tuple[_Key, tuple[Finding, ...]]] = {}
        self._bundles: Counter[_Key] = Counter()
        self._limits = limits
        self._default = _points_of(default) or 0

    def read(self, section: Section) -> None:
        """Read every ballot of the section."""
        vote_at, points_at, id_at = section.column("vote"), section.column("points"), section.column("voter_id")
        seen: dict[str, int] = {}
        for line in told(section.rows, self._notes):
            cells = line.cells
            width = len(cells)
            vote = cells[vote_at] if vote_at is not None and vote_at < width else ""
            points = cells[points_at] if points_at is not None and points_at < width else ""
            if id_at is not None and id_at < width:
                first = seen.setdefault(cells[id_at], line.number)
                if first != line.number:
                    self._notes.warn("pb.voter-twice", line=line.number, voter=cells[id_at][:40], first=first)
            self._ballot(line.number, vote, points if self._kind in (*POINTED, "ordinal") else "")

    def _ballot(self, line: int, vote: str, points: str) -> None:
        known = self._understood.get((vote, points))
        if known is None:
            known = self._understood[vote, points] = self._understand(line, vote, points)
        self._bundles[known[0]] += 1
        for code, params in known[1]:
            self._notes.warn(code, line=line, column="vote", **params)

    def _understand(self, line: int, vote: str, points: str) -> tuple[_Key, tuple[Finding, ...]]:
        if not vote.strip(_BLANKS):
            return (), (("pb.empty-vote", {}),)
        findings: list[Finding] = []
        raw = vote.split(",")
        named = [part.strip(_BLANKS) for part in raw]
        if named != raw:
            findings.append(("pb.spaces", {}))
        amounts = self._points(line, points, len(named)) if self._kind in POINTED else [1] * len(named)
        marks: dict[str, Number] = {}
        for project, given in zip(named, amounts, strict=True):
            if project in marks:
                findings.append(("pb.named-twice", {"project": project[:60]}))
            elif project in self._place:
                marks[project] = given
            elif project in self._withdrawn:
                findings.append(("pb.vote-withdrawn", {"project": project[:60]}))
            elif project:
                findings.append(("pb.unknown-project", {"project": project[:60]}))
            else:
                findings.append(("pb.empty-name", {}))
        if self._kind == "ordinal" and points and not _falling(points.split(",")):
            findings.append(("pb.points-order", {}))
        findings.extend(self._limits.outside(marks, self._kind in POINTED))
        return self._key(marks), tuple(findings)

    def _points(self, line: int, text: str, wanted: int) -> list[Number]:
        parts = [part.strip(_BLANKS) for part in text.split(",")]
        if len(parts) != wanted:
            found = len(parts) if text else 0
            self._notes.refuse("pb.points-differ", line=line, column="points", found=found, wanted=wanted)
        amounts = [_points_of(part) for part in parts]
        for part, given in zip(parts, amounts, strict=True):
            if given is None:
                self._notes.refuse("pb.bad-points", line=line, column="points", value=part[:40])
        return [given for given in amounts if given is not None]

    def _key(self, marks: Mapping[str, Number]) -> _Key:
        if self._kind == "ordinal":
            return tuple(marks)
        if self._kind in POINTED:
            given = dict(marks)
            if self._default and self._kind == "scoring":
                given = {project: marks.get(project, self._default) for project in self._place}
            return tuple(sorted(given.items(), key=lambda item: self._place[item[0]]))
        return tuple(sorted(marks, key=self._place.__getitem__))

    def ballots(self) -> tuple[Ballot, ...]:
        """Return the ballots, equal ones bundled, in the order of their first appearance."""
        return tuple(Ballot(self._marks(key), count) for key, count in self._bundles.items())

    def _marks(self, key: _Key) -> Marks:
        if self._kind == "ordinal":
            return Ranking(tuple((str(project),) for project in key))
        if self._kind in POINTED:
            return Points({pair[0]: pair[1] for pair in key if isinstance(pair, tuple)})
        return Approvals(tuple(str(project) for project in key))

    def totals(self) -> tuple[dict[str, int], dict[str, Number]]:
        """Return how many ballots name each project, and its points (of a ranking of r: r for the first, 1 last)."""
        supporters: Counter[str] = Counter()
        scores: dict[str, Number] = {}
        for key, count in self._bundles.items():
            for place, item in enumerate(key):
                project, given = item if isinstance(item, tuple) else (item, len(key) - place)
                supporters[project] += count
                scores[project] = scores.get(project, 0) + given * count
        return dict(supporters), scores


def _falling(texts: list[str]) -> bool:
    """Tell whether points beside a ranking say the same as its order."""
    amounts = [_points_of(text.strip(_BLANKS)) for text in texts]
    given = [amount for amount in amounts if amount is not None]
    return len(given) == len(amounts) and all(one >= next_ for one, next_ in pairwise(given))


def _points_of(text: str) -> Number | None:
    if not _POINTS.fullmatch(text):
        return None
    read = Fraction(text)
    return int(read) if read.denominator == 1 else read
