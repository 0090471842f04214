"""The table of docs/reliability.md, tried anew: `python -m tests.reliability.table [KILLS OF EACH] [--write]`.

Kills in every kind of work, then the replay of a power cut where strace is there. Stops at the first loss: a table with
anything but nothing lost is never written.
"""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from tests.reliability import power
from tests.reliability.kills import trials
from tests.reliability.workers import WORKERS

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
USUAL = 40


def rows(count: int) -> list[tuple[str, str, str, str]]:
    """Try everything and return: what, how often, lost, beside it."""
    made: list[tuple[str, str, str, str]] = []
    for number, name in enumerate(WORKERS):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["LABAPP_DATA"] = str(Path(folder) / "labapp-data")
            begun = time.perf_counter()
            looks = trials(name, Path(folder), count, seed=2000 + number)
            taken = time.perf_counter() - begun
        made.append((f"kill −9: {name}", f"{count}", "nothing", f"{looks} whole copies read beside it, {taken:.0f} s"))
    if shutil.which("strace"):
        counts = power.run(6, 3)
        states = ", ".join(f"{sort}: {n}" for sort, n in counts.items())
        made.append(("power loss, replayed", f"{sum(counts.values())} states", "nothing", states))
    return made


def table(found: list[tuple[str, str, str, str]]) -> str:
    """Return the table with the system it was made on."""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    lines = ["| what | how often | lost | beside it |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in found]
    return "\n".join([*lines, "", f"On {system}, SQLite {sqlite3.sqlite_version}."])


def main(argv: list[str]) -> int:
    """Print the table; with `--write` put it into the page."""
    numbers = [int(text) for text in argv if text.isdigit()]
    made = table(rows(numbers[0] if numbers else USUAL))
    sys.stdout.write(made + "\n")
    if "--write" in argv:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        page = f"{before}{BEGIN}\n{made}\n{END}{rest.partition(END)[2]}"
        PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
