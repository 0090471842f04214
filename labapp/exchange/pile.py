"""The pile of ballots a reader builds: marks of one paper in, equal papers bundled, a Profile out.

Here, and only here, is decided what a paper with skipped ranks, repeated names and overvotes says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from labapp.counting.profile import Ballot, Marks, Option, Profile, Ranking
from labapp.exchange.source import Notes

OVERVOTED = "\0overvote"  # a rank known to be overvoted while the names are not; no name can contain NUL


@dataclass(frozen=True)
class Reading:
    """How papers are read.

    `overvote`: `keep` leaves the names of one rank equal, `exhaust` ends the paper there, `skip` passes over that rank.
    `approve`: the first N categories of a `.cat` are approvals (None: categories are levels). The other three are rules
    of an election that its own configuration may state.
    """

    overvote: str = "keep"
    approve: int | None = None
    max_skipped: int | None = None
    repeated_exhausts: bool = False
    max_ranks: int | None = None


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

    def profile(self, extra: Mapping[str, str] | None = None) -> Profile:
        """Return what was gathered."""
        ballots = tuple(Ballot(marks, count, weight=weight) for (marks, weight), count in self.papers.items() if count)
        return Profile(tuple(self.options.values()), ballots, meta={**self.meta, **(extra or {})})


Place = Mapping[str, int]  # {"line": 12} in a table, {"record": 12} in JSON


def levels_of(
    ranks: Sequence[Sequence[str]], reading: Reading, notes: Notes, place: Place
) -> list[tuple[str, ...]]:
    """Read one paper: `ranks` holds the names at each rank, () where none is marked; says what it had to decide."""
    levels: list[tuple[str, ...]] = []
    seen: set[str] = set()
    skipped = 0
    for names in ranks[: reading.max_ranks]:
        if not names:
            skipped += 1
            if reading.max_skipped is not None and skipped > reading.max_skipped:
                break
            continue
        skipped = 0
        if OVERVOTED in names or len(set(names)) > 1:
            if reading.overvote == "exhaust":
                break
            if reading.overvote == "skip" or OVERVOTED in names:
                continue
        fresh = tuple(dict.fromkeys(name for name in names if name not in seen))
        if len(fresh) < len(names):
            if reading.repeated_exhausts:
                break
            repeated = next(name for name in names if name in seen or names.count(name) > 1)
            notes.warn("ballots.repeated", option=repeated, **place)
        if fresh:
            levels.append(fresh)
            seen.update(fresh)
    return levels


def told(ranks: Iterable[Sequence[str]], reading: Reading, notes: Notes, place: Place) -> None:
    """Say that a paper is overvoted, and what was made of it."""
    for rank, names in enumerate(ranks, 1):
        if OVERVOTED in names or len(set(names)) > 1:
            unknown = OVERVOTED in names and reading.overvote == "keep"
            notes.warn(f"ballots.overvote-{'skip' if unknown else reading.overvote}", rank=rank, **place)


def with_options(profile: Profile, ids: Iterable[str]) -> Profile:
    """Return the profile with its options in the order of a declared list, the others behind them."""
    known = {option.id: option for option in profile.options}
    order = dict.fromkeys([*ids, *known])
    return replace(profile, options=tuple(known.get(i, Option(i, i)) for i in order))
