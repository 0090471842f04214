"""Counting with costs beside pabutools (exact), alternately in one run: `python -m tests.bench.bench_counting`.

A room's vote by every rule is timed too, with costs and without (`rooms`).

pabutools lives in an environment of its own (LABAPP_ORACLE, else /tmp/oracle-venv, made from requirements/oracle.lock)
and is called as a process that reads the file once and then times each count, so that only counting is compared.
Times are processor times: other work on the machine must not decide. A room's bar is as much longer as the machine is
slower now than the quiet one (`probe`); the factor stands beside it.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path

from labapp.counting.profile import Approvals, Ballot, Option, Points, Profile, Ranking
from labapp.counting.rules import count
from labapp.exchange.pabulib import read_pabulib
from tests.bench.probe import slowness
from tests.bench.rooms import ROOMS, rooms
from tests.shared_data import ROOT

ORACLE = Path(os.environ.get("LABAPP_ORACLE", "/tmp/oracle-venv"))
WIELICZKA, SWIECIE = "Poland_Wieliczka_2023_Green_Budget.pb", "Poland_Swiecie_2023.pb"
PRAGA = "Poland_Warszawa_2020_Praga-Poludnie.pb"
GROWN = {"completion": "add1", "stop": "exhaustive"}
ROUNDS = 5
ROOM = 0.05  # seconds on the quiet machine

THEIRS = """
import sys, time
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
files = {}
for line in sys.stdin:
    what, path = line.split()
    if path not in files:
        files[path] = parse_pabulib(path)
    instance, profile = files[path]
    start = time.process_time()
    if what == "greedy":
        greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)
    else:
        more = {"voter_budget_increment": 1} if what == "add1" else {}
        method_of_equal_shares(instance, profile, sat_class=Cost_Sat, **more)
    print(time.process_time() - start, flush=True)
"""


class Theirs:
    """pabutools in its own process, counting when asked."""

    def __init__(self) -> None:
        python = next((p for p in (ORACLE / "bin" / "python", ORACLE / "Scripts" / "python.exe") if p.exists()), None)
        if python is None:
            raise SystemExit(f"no pabutools in {ORACLE}: python -m venv, then pip install -r requirements/oracle.lock")
        self._process = subprocess.Popen(
            [str(python), "-c", THEIRS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def seconds(self, what: str, name: str) -> float:
        """Let it count once and return its own time."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(what, ROOT / "pb" / name, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """End the process by closing its input."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def clock(work: Callable[[], object], times: int = 1) -> float:
    """Return the mean time of a work done so many times."""
    gc.collect()
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times


def compare(
    theirs: Theirs,
    what: str,
    ours: tuple[str, str, Mapping[str, str]],
    bar: float,
    beside: str = "",
    rounds: int = ROUNDS,
) -> None:
    """Print median times and their ratio, measured alternately."""
    rule, name, settings = ours
    profile, _ = read_pabulib(ROOT / "pb" / name)
    mine, other = [], []
    for _ in range(rounds):
        other.append(theirs.seconds(what, beside or name))
        mine.append(clock(lambda: count(rule, profile, settings), 3))
    us, them = statistics.median(mine), statistics.median(other)
    word = "ok" if them / us >= bar else "BELOW THE BAR"
    times = f"{us * 1000:9.2f} ms  pabutools {them * 1000:9.1f} ms"
    print(f"{rule:13} {name[:38]:39} {times}  x {them / us:6.1f}  bar {bar:g}  {word}")


def room() -> None:
    """A room's vote: 30 options, 300 ballots, any rule at a room's settings; bar 50 ms."""
    chance = random.Random(7)
    ids = [f"option {n}" for n in range(30)]
    options = tuple(Option(i, cost=Fraction(chance.randint(5, 200) * 100)) for i in ids)
    choices = tuple(Ballot(Approvals(tuple(chance.sample(ids, chance.randint(1, 8))))) for _ in range(300))
    dots = tuple(Ballot(Points({i: chance.randint(1, 5) for i in chance.sample(ids, 6)})) for _ in range(300))
    wide = tuple(Ballot(Approvals(tuple(chance.sample(ids, chance.randint(1, 25))))) for _ in range(300))
    short = tuple(
        Ballot(Ranking(tuple((i,) for i in chance.sample(ids, chance.randint(1, 5))))) for _ in range(300)
    )
    rooms = {"step": "1%", "completion": "add1u", "stop": "overspend"}
    for rule in ("greedy", "greedy-no-skip", "greedy-threshold", "poznan", "equal-shares", "phragmen"):
        for what, ballots in (("choices", choices), ("wide", wide), ("points", dots), ("rankings", short)):
            settings = rooms if rule == "equal-shares" else {}
            fresh = [Profile(options, ballots, budget=Fraction(100_000)) for _ in range(5)]
            slow = slowness()
            took = min(clock(lambda p=profile, r=rule, s=settings: count(r, p, s)) for profile in fresh)
            word = "ok" if took <= ROOM * slow else "BELOW THE BAR"
            print(f"room, {what:8} {rule:17} {took * 1000:7.2f} ms  bar 50 ms x {slow:.1f}  {word}")


def rooms_without_costs() -> None:
    """A room's vote by every rule without costs: the worst of all kinds of ballots and settings; bar 50 ms."""
    for rule in ROOMS:
        took, slow = [], slowness()
        for what, make, settings in rooms(rule):
            fresh = [make() for _ in range(3)]
            best = min(clock(lambda p=profile, r=rule, s=settings: count(r, p, s)) for profile in fresh)
            took.append((best, f"{what}, {', '.join(f'{name}={value}' for name, value in settings.items())}"))
        worst, where = max(took)
        slow = (slow + slowness()) / 2
        late = sum(1 for each, _ in took if each > ROOM * slow)
        word = "ok" if not late else f"BELOW THE BAR {late} times"
        print(f"room, {rule:13} worst {worst * 1000:6.2f} ms of {len(took)} ({where})  bar 50 ms x {slow:.1f}  {word}")


def rooms_of_equals() -> None:
    """Rooms where costs are few and votes often equal, so that Equal Shares counts in several orders of equals."""
    ids = [f"option {n}" for n in range(30)]
    choices = ("cost", "cardinality"), ("open", "lowest-cost", "most-votes"), ("overspend", "exhaustive")
    for what, most in (("choices", 8), ("wide", 25)):
        took, slow = [], slowness()
        for seed in range(1, 6):
            chance = random.Random(seed)
            ballots = tuple(Ballot(Approvals(tuple(chance.sample(ids, chance.randint(1, most))))) for _ in range(300))
            options = tuple(Option(i, cost=Fraction(chance.choice((2, 4, 6, 10, 20)) * 1000)) for i in ids)
            budget = sum((option.cost or Fraction(0) for option in options), Fraction(0)) / 3
            for utility, ties, stop in product(*choices):
                settings = {"step": "1%", "completion": "add1u", "utility": utility, "ties": ties, "stop": stop}
                fresh = [Profile(options, ballots, budget=budget) for _ in range(3)]
                best = min(clock(lambda p=profile, s=settings: count("equal-shares", p, s)) for profile in fresh)
                took.append((best, f"seed {seed}, {utility}, {ties}, {stop}"))
        worst, where = max(took)
        middle = statistics.median(each for each, _ in took)
        slow = (slow + slowness()) / 2
        late = sum(1 for each, _ in took if each > ROOM * slow)
        print(f"equals, {what:8} median {middle * 1000:6.1f} ms, worst {worst * 1000:6.1f} ms ({where}), "
              f"above 50 ms x {slow:.1f} {late} of {len(took)}")  # fmt: skip


def million() -> None:
    """A million different approval ballots over 100 options: time and memory of counting, ballots not included."""
    chance = random.Random(1)
    ids = [str(n) for n in range(100)]
    options = tuple(Option(i, cost=Fraction(chance.randint(1, 100) * 1000)) for i in ids)
    ballots = tuple(Ballot(Approvals(tuple(chance.sample(ids, 8)))) for _ in range(1_000_000))
    profile = Profile(options, ballots, budget=Fraction(1_000_000))
    for rule in ("greedy", "equal-shares", "phragmen"):
        took = clock(lambda r=rule: count(r, profile))
        print(f"a million ballots x 100 options: {rule:13} {took:7.1f} s")
    tracemalloc.start()
    count("equal-shares", profile)
    print(f"memory of the count (equal-shares), ballots apart: {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MB")


def main() -> int:
    """Print every ratio; bars are told, not enforced."""
    if not (ROOT / "pb").is_dir():
        print("shared data absent: nothing to compare")
        return 0
    room()
    rooms_without_costs()
    rooms_of_equals()
    theirs = Theirs()
    compare(theirs, "greedy", ("greedy", WIELICZKA, {}), 50)
    compare(theirs, "mes", ("equal-shares", WIELICZKA, {}), 100)
    compare(theirs, "add1", ("equal-shares", SWIECIE, GROWN), 200, rounds=3)
    compare(theirs, "add1", ("equal-shares", PRAGA, {}), 10, WIELICZKA, rounds=1)
    theirs.close()
    if "--million" in sys.argv:
        million()
    return 0


if __name__ == "__main__":
    sys.exit(main())
