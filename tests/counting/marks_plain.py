"""Rules that add up, ballot by ballot in plain fractions: a second way, written from the docstrings alone."""

from collections import Counter
from fractions import Fraction
from math import ceil


def each(profile):
    """Yield the marks and the weight of every single ballot."""
    for ballot in profile.ballots:
        for _ in range(ballot.count):
            yield ballot.marks, ballot.weight


def filled(keys, seats):
    """Return who surely has a place by the highest keys, and who is tied for the rest."""
    sure = set()
    for key in sorted(set(keys.values()), reverse=True):
        level = {option for option, own in keys.items() if own == key}
        if len(sure) + len(level) > seats:
            return sure, level if len(sure) < seats else set()
        sure |= level
    return sure, set()


def levels_once(levels):
    """Return the levels of a ranking where every option stands once, where it stands first."""
    seen, found = set(), []
    for level in levels:
        fresh = [option for option in dict.fromkeys(level) if option not in seen]
        seen.update(fresh)
        found += [fresh] if fresh else []
    return found


def borda(profile, unranked, equal):
    """Return the points of every option."""
    points = {option.id: Fraction(0) for option in profile.options}
    shares = equal == "average" or (equal == "follow" and unranked == "average")
    for marks, weight in each(profile):
        levels = levels_once(marks.levels)
        ranked = [option for level in levels for option in level]
        if not ranked:
            continue
        worth = list(range(len(ranked), 0, -1)) if unranked == "count-down" else list(range(len(points) - 1, -1, -1))
        for level in levels:
            own, worth = worth[: len(level)], worth[len(level) :]
            for option in level:
                points[option] += weight * (Fraction(sum(own), len(own)) if shares else own[-1])
        left = [option for option in points if option not in ranked]
        for option in left if unranked == "average" else ():
            points[option] += weight * Fraction(sum(worth), len(left))
    return points


def group_points(profile, picks):
    """Return points and number of people of every option, rankings counted down from `picks`."""
    points = {option.id: Fraction(0) for option in profile.options}
    people = Counter()
    for marks, weight in each(profile):
        given, place = {}, picks
        if hasattr(marks, "points"):
            given = marks.points
        for level in [] if given or hasattr(marks, "points") else levels_once(marks.levels):
            worth = sum(max(0, place - step) for step in range(len(level)))
            given |= dict.fromkeys(level, Fraction(worth, len(level)))
            place -= len(level)
        for option, amount in given.items():
            points[option] += amount * weight
            people[option] += amount > 0
    return points, people


def middle(given, median):
    """Return the mean of (grade, weight) pairs, or their median, where half the weight on each side means both."""
    total = sum(weight for _, weight in given)
    if not median:
        return sum(grade * weight for grade, weight in given) / total
    in_order = sorted(given)
    low = next(g for n, (g, _) in enumerate(in_order) if 2 * sum(w for _, w in in_order[: n + 1]) >= total)
    high = next(g for n, (g, _) in enumerate(in_order) if 2 * sum(w for _, w in in_order[: n + 1]) > total)
    return Fraction(low + high, 2)


def scores(profile, weights, least, median):
    """Return the score of every option that at least `least` people judged under criteria with a weight."""
    found = {}
    for option in (option.id for option in profile.options):
        by_criterion, people = {}, 0
        for marks, weight in each(profile):
            given = {name: row.get(option) for name, row in marks.grades.items() if weights.get(name, 1)}
            people += any(grade is not None for grade in given.values())
            for name, grade in given.items():
                if grade is not None:
                    by_criterion.setdefault(name, []).append((Fraction(grade), weight))
        if people >= least and by_criterion:
            total = sum(Fraction(weights.get(name, 1)) for name in by_criterion)
            parts = (weights.get(name, 1) * middle(given, median) for name, given in by_criterion.items())
            found[option] = sum(parts) / total
    return found


def motion(profile, settings):
    """Return which motions are carried, and attendance with what a quorum needs (None where none is asked for)."""
    ballots = list(each(profile))
    handed_in = len(ballots) + profile.invalid
    answers = {option.id: Counter() for option in profile.options}
    hands = Counter()
    for marks, weight in ballots:
        for option, answer in marks.answers.items():
            answers[option][answer] += weight
    for tally in profile.tallies:
        answers[tally.option][tally.answer] += tally.count
        hands[tally.option] += tally.count
    quorum = None
    if settings["quorum"] != "none":
        part = Fraction(settings["quorum"])
        there = handed_in + max(hands.values(), default=0) if profile.present is None else profile.present
        quorum = there, ceil(part * profile.entitled if part < 1 else part)
    base = {"present": profile.present, "entitled": profile.entitled}
    carried = set()
    for option, given in answers.items():
        size = base | {"valid": sum(given.values()), "cast": handed_in + hands[option]}
        share = {"two-thirds": Fraction(2, 3)}.get(settings["majority"], Fraction(settings["share"]))
        enough = {
            "simple": given["yes"] > given["no"],
            "absolute": 2 * given["yes"] > size[settings["base"]],
        }.get(settings["majority"], given["yes"] > 0 and given["yes"] >= share * size[settings["base"]])
        if enough and (quorum is None or quorum[0] >= quorum[1]):
            carried.add(option)
    return carried, quorum
