"""Small rooms of sectors, and short ways to write their ballots down."""


from labapp.counting.profile import Approvals, Ballot, Grades, Option, Profile

OPTIONS = (Option("a"), Option("b"))


def mixed(*ballots: tuple[str, str, int]) -> Profile:
    """One bundle for each (marked options, sector, how many)."""
    return Profile(OPTIONS, tuple(Ballot(Approvals(tuple(m)), n, sector=s) for m, s, n in ballots))


ROOM = mixed(("a", "jst", 8), ("ab", "jst", 2), ("b", "ngo", 3), ("ab", "ngo", 1))


def grades(*values: int) -> Profile:
    return Profile(OPTIONS[:1], tuple(Ballot(Grades({"x": {"a": v}}), sector="ngo") for v in values))
