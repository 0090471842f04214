"""How fast this machine is now, beside the quiet one the bars were set on: a bar in milliseconds is as much longer."""

from __future__ import annotations

import statistics
import time

QUIET_MS = 2.7  # the loop of `slowness` on the quiet reference machine (2 cores, FACTS)


def slowness() -> float:
    """Return how many times slower than the quiet reference a plain loop runs now; at least 1."""
    times = []
    for _ in range(60):
        begun = time.process_time()
        held = {}
        for i in range(20_000):
            held[(i * 7919) % 10_007] = (i, str(i))
        times.append((time.process_time() - begun) * 1000)
    return max(1.0, statistics.median(times) / QUIET_MS)
