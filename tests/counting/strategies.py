"""Small random profiles of every shape, and what the tests ask of an outcome."""

from fractions import Fraction

from hypothesis import strategies as st

from labapp.counting.outcome import Outcome
from labapp.counting.profile import (
    Agreement,
    Answers,
    Approvals,
    Ballot,
    Grades,
    Option,
    Points,
    Profile,
    Ranking,
)

IDS = ("a", "b", "c", "d", "e")
COUNTS = st.integers(1, 4)


@st.composite
def rankings(draw, ties=True, empty=True, ids=IDS):
    """A ranking of some of the options, strict or with equal ranks."""
    order = draw(st.permutations(ids))
    kept = order[: draw(st.integers(0 if empty else 1, len(ids)))]
    levels = []
    for option in kept:
        if ties and levels and draw(st.booleans()):
            levels[-1].append(option)
        else:
            levels.append([option])
    return Ranking(tuple(tuple(level) for level in levels))


@st.composite
def profiles(draw, marks, most=8, ids=IDS, weights=False):
    """A profile of a few bundles of ballots."""
    weight = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(2, 3)]) if weights else st.just(Fraction(1))
    ballots = draw(st.lists(st.builds(Ballot, marks, COUNTS, st.none(), st.none(), weight), max_size=most))
    return Profile(tuple(Option(i, cost=Fraction(len(ids) - n)) for n, i in enumerate(ids)), tuple(ballots))


APPROVALS = st.lists(st.sampled_from(IDS), max_size=4).map(lambda c: Approvals(tuple(c)))
ONE = st.lists(st.sampled_from(IDS), max_size=1).map(lambda c: Approvals(tuple(c)))
POINTS = st.dictionaries(st.sampled_from(IDS), st.integers(0, 5)).map(Points)
ANSWERS = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["yes", "no", "abstain"])).map(Answers)
AGREEMENT = st.dictionaries(st.sampled_from(IDS), st.integers(1, 8)).map(Agreement)
ROW = st.dictionaries(st.sampled_from(IDS), st.none() | st.integers(0, 10))
GRADES = st.dictionaries(st.sampled_from(["cost", "sense"]), ROW).map(Grades)
SHAPES = {
    "plurality": ONE,
    "approval": APPROVALS,
    "dots": POINTS,
    "nominal-group": POINTS | rankings(),
    "score-mean": GRADES,
    "score-median": GRADES,
    "borda": rankings(),
    "copeland": rankings(),
    "condorcet": rankings(),
    "schulze": rankings(),
    "irv": rankings(),
    "stv": rankings(),
    "agreement": AGREEMENT,
    "motion": ANSWERS,
}


def codes(outcome: Outcome) -> list[str]:
    """The codes of the reasons, in order."""
    return [reason.code for reason in outcome.reasons]


def possible(outcome: Outcome) -> set[str]:
    """Everybody who won or is in a tie left open."""
    return set(outcome.winners).union(*(tie.among for tie in outcome.ties if tie.decided_by is None))


def ranking_profile(*ballots: str, ids: str = "") -> Profile:
    """Read "3:abc" as three ballots a > b > c; "(ab)" are equal ranks, "-" is a rank left out."""
    made = []
    for text in ballots:
        number, order = text.split(":")
        levels, group = [], None
        for letter in order:
            if letter == "(":
                group = []
            elif letter == ")":
                levels.append(tuple(group))
                group = None
            elif group is not None:
                group.append(letter)
            else:
                levels.append(() if letter == "-" else (letter,))
        made.append(Ballot(Ranking(tuple(levels)), int(number)))
    named = ids or "".join(sorted({letter for text in ballots for letter in text if letter.isalpha()}))
    return Profile(tuple(Option(i) for i in named), tuple(made))
