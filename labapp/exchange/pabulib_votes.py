"""The VOTES section of a `.pb` file: cells to marks, equal ballots bundled while reading, odd ballots named by line."""

from __future__ import annotations

import re
import unicodedata
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
_OTHER_MARKS = re.compile(r"[;|/.\s\[\](){}'\"]+")
_MANY_LOST = 3  # ballots
_LOST_SHARE = 20  # one in so many
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
        self._by_form: dict[str, set[str]] = {}
        for project in (*options, *withdrawn):
            self._by_form.setdefault(_form(project), set()).add(project)
        self._lost: dict[str, tuple[int, int]] = {}  # how many ballots name it, the first line
        self._astray = 0  # ballots that name such a project
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
        self._refuse_lost(len(section.rows))

    def _refuse_lost(self, ballots: int) -> None:
        """Refuse a file that lacks a project which as many ballots name as one that is there, or one in twenty.

        A slip is said; but the project whose line was lost might have won.
        """
        if not self._lost:
            return
        supporters, _ = self.totals()
        fewest = min((supporters.get(project, 0) for project in self._place), default=0)
        for project, (named, line) in self._lost.items():
            if named >= _MANY_LOST and (named >= fewest or named * _LOST_SHARE > ballots):
                self._notes.refuse("pb.project-lost", line=line, column="vote", project=project[:60], n=named)
        if self._astray >= _MANY_LOST and self._astray * _LOST_SHARE > ballots:
            project, (_, line) = next(iter(self._lost.items()))
            self._notes.refuse("pb.projects-lost", line=line, column="vote", project=project[:60], n=self._astray)

    def _ballot(self, line: int, vote: str, points: str) -> None:
        known = self._understood.get((vote, points))
        if known is None:
            known = self._understood[vote, points] = self._understand(line, vote, points)
        self._bundles[known[0]] += 1
        for code, params in known[1]:
            self._notes.warn(code, line=line, column="vote", **params)
        lost = {str(params["project"]) for code, params in known[1] if code == "pb.unknown-project"}
        self._astray += bool(lost)
        for project in sorted(lost):
            named, first = self._lost.get(project, (0, line))
            self._lost[project] = named + 1, first

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
        for said, given in zip(named, amounts, strict=True):
            project = self._written_so(said)
            if project != said:
                findings.append(("pb.id-form", {"project": said[:60], "known": project[:60]}))
            if project in marks:
                findings.append(("pb.named-twice", {"project": project[:60]}))
            elif project in self._place:
                marks[project] = given
            elif project in self._withdrawn:
                findings.append(("pb.vote-withdrawn", {"project": project[:60]}))
            elif project:
                self._refuse_other_mark(project, line)
                findings.append(("pb.unknown-project", {"project": project[:60]}))
            else:
                findings.append(("pb.empty-name", {}))
        if self._kind == "ordinal" and points and not _falling(points.split(",")):
            findings.append(("pb.points-order", {}))
        findings.extend(self._limits.outside(marks, self._kind in POINTED))
        return self._key(marks), tuple(findings)

    def _written_so(self, said: str) -> str:
        """Return the one project whose id differs in form alone (1 for 01 of a spreadsheet), else what is said."""
        if said in self._place or said in self._withdrawn:
            return said
        alike = self._by_form.get(_form(said), set())
        return next(iter(alike)) if said and len(alike) == 1 else said

    def _refuse_other_mark(self, said: str, line: int) -> None:
        """Refuse projects that anything but a comma parts (1;2, [1], or the 1.2 a spreadsheet makes of 1,2)."""
        parts = [self._written_so(part) for part in _OTHER_MARKS.split(said) if part]
        if all(part in self._place or part in self._withdrawn for part in parts):
            self._notes.refuse("pb.other-mark", line=line, column="vote", value=said[:60])

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


def _form(project: str) -> str:
    """Return an id without what spreadsheets and hands change in it: blanks, case, zeros before, decimals behind."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", project)).casefold()
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", re.sub(r"^([0-9]+)\.0+$", r"\1", bare))


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
