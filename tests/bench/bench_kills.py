"""Thousands of kills, by turns in every kind of work: `python -m tests.bench.bench_kills [HOW MANY OF EACH]`.

The suite does two hundred; this is for a night. Prints one line for each kind of work and stops at the first loss.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.reliability.kills import trials
from tests.reliability.workers import WORKERS

USUAL = 400


def main(argv: list[str]) -> int:
    """Kill and judge; an AssertionError names what was lost."""
    count = int(argv[0]) if argv else USUAL
    for number, name in enumerate(WORKERS):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["LABAPP_DATA"] = str(Path(folder) / "labapp-data")
            begun = time.perf_counter()
            read = trials(name, Path(folder), count, seed=1000 + number)
        taken = time.perf_counter() - begun
        print(f"kills: {name}: {count}, lost 0, whole at {read} looks ({taken:.0f} s)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
