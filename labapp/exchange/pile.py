"""The pile of ballots a reader builds: marks of one paper in, equal papers bundled, a Profile out.

IRV and STV read papers themselves (skipped ranks, repeated names, overvotes are settings of theirs); for the other
rules a paper is reduced here to what it says for sure: each name once, where it stands first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass, field
from fractions import Fraction

from labapp.counting.profile import Ballot, Marks, Option, Profile, Ranking
from labapp.exchange.source import Notes, told

WRITE_INS = "Undeclared Write-ins"  # votes for a name that nobody declared, taken together; it may not win
OVERVOTED = "\0overvote"  # a rank known to be overvoted while the names are not; no name can contain NUL
MOST_OPTIONS = 6_000  # the longest real ranking that is known has 5 904
Place = Mapping[str, int]  # {"line": 12} in a table, {"record": 12} in JSON


@dataclass(frozen=True)
class Reading:
    """How papers are read, which depends on the rule that will count them.

    `tracks`: the rule reads skipped ranks, repeated names and overvotes itself. `approve`: the first N categories of a
    `.cat` are approvals (None: categories are levels). `max_ranks`: ranks beyond it do not count. `grades`: the rule
    counts grades, so scores are read as such and not as points. `points`: it counts points alone, no choices or ranks.
    """

    tracks: bool = False
    approve: int | None = None
    max_ranks: int | None = None
    grades: bool = False
    points: bool = False


@dataclass
class Pile:
    """Options in order of appearance, ballots bundled by what they say."""

    options: dict[str, Option] = field(default_factory=dict)
    papers: dict[tuple[Marks, Fraction], int] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)

    def name(self, option: str, title: str = "") -> None:
        """Make an option known; the first mention decides its place."""
        if option not in self.options:
            self.options[option] = Option(option, title or option)

    def add(self, marks: Marks, count: int = 1, weight: Fraction = Fraction(1)) -> None:
        """Put `count` equal papers on the pile."""
        key = (marks, weight)
        self.papers[key] = self.papers.get(key, 0) + count

    def rank(self, levels: Sequence[Sequence[str]], count: int = 1, weight: Fraction = Fraction(1)) -> None:
        """Put ranked papers on the pile."""
        self.add(Ranking(tuple(tuple(level) for level in levels)), count, weight)

    def profile(self, notes: Notes, extra: Mapping[str, str] | None = None) -> Profile:
        """Return what was gathered; a rank overvoted by unknown names stands for all the others."""
        everyone = tuple(self.options)
        ballots = []
        for (marks, weight), count in told(self.papers.items(), notes):
            if count:
                ballots.append(Ballot(_known(marks, everyone), count, weight=weight))
        return Profile(tuple(self.options.values()), tuple(ballots), meta={**self.meta, **(extra or {})})


def _known(marks: Marks, everyone: tuple[str, ...]) -> Marks:
    if not isinstance(marks, Ranking) or not any(OVERVOTED in level for level in marks.levels):
        return marks
    named = {name for level in marks.levels for name in level}
    others = tuple(option for option in everyone if option not in named)
    unknown = others if len(others) > 1 else everyone  # at least two, or it would be no overvote
    return Ranking(tuple(unknown if OVERVOTED in level else level for level in marks.levels))


def levels_of(
    ranks: Sequence[Sequence[str]], reading: Reading, notes: Notes, place: Place
) -> list[tuple[str, ...]]:
    """Read one paper: `ranks` holds the names at each rank, () where none is marked; says what is odd about it."""
    seen: set[str] = set()
    levels: list[tuple[str, ...]] = []
    most = reading.max_ranks
    if most is not None and any(ranks[most:]):
        rank = next(rank for rank in range(most, len(ranks)) if ranks[rank]) + 1
        notes.warn("ballots.beyond-ranks", rank=rank, most=most, **place)
    gap, above = 0, 0  # the first empty rank, unless as many names stand above it (two first, then a third)
    for rank, names in enumerate(ranks[:most], 1):
        if not names:  # most ranks of a long paper are empty
            gap = gap or (rank if above < rank else 0)
            if reading.tracks:
                levels.append(())
            continue
        if gap > 0:
            notes.warn("ballots.skipped-rank", rank=gap, marked=rank, **place)
            gap = -1
        above += len(names)
        level = tuple(dict.fromkeys(names))
        if OVERVOTED in level or len(level) > 1:
            notes.warn("ballots.overvote", rank=rank, **place)
        repeated = next((name for name in level if name in seen and name != OVERVOTED), None)
        if repeated is not None or len(level) < len(names):
            notes.warn("ballots.repeated", option=repeated or level[0], **place)
        if not reading.tracks:
            level = tuple(name for name in level if name not in seen and name != OVERVOTED)
        seen.update(level)
        if level or reading.tracks:
            levels.append(level)
    while levels and not levels[-1]:
        levels.pop()
    return levels


def in_order(ranks: Mapping[int, Sequence[str]]) -> list[tuple[str, ...]]:
    """Return what stands at rank 1, 2 …, () where nothing does."""
    ordered: list[tuple[str, ...]] = [()] * max(ranks, default=0)
    for rank, names in ranks.items():
        ordered[rank - 1] = tuple(names)
    return ordered


def put(pile: Pile, ranks: Mapping[int, Sequence[str]], reading: Reading, notes: Notes, place: Place) -> None:
    """Read one paper, given by rank, onto the pile; votes for nobody declared become an option once there are any."""
    if any(WRITE_INS in names for names in ranks.values()):
        pile.name(WRITE_INS)
    pile.rank(levels_of(in_order(ranks), reading, notes, place))


def closed(pile: Pile, notes: Notes) -> Profile:
    """Return what was gathered, refusing an empty pile; undeclared write-ins are excluded before all others."""
    if not pile.papers:
        notes.refuse("ballots.none", line=1)
    if WRITE_INS in pile.options:
        pile.meta["exclude-first"] = WRITE_INS
    return pile.profile(notes)


def check_size(options: Sized, notes: Notes, place: Place | None = None) -> None:
    """Refuse a column of something else: counting compares options with each other, which takes their square."""
    if len(options) > MOST_OPTIONS:
        notes.refuse("ballots.too-many-options", found=len(options), most=MOST_OPTIONS, **(place or {}))
