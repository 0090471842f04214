"""The rules that spend a budget: the second literal table of the registry."""

from __future__ import annotations

from labapp.counting import equal_shares, greedy, greedy_no_skip, greedy_threshold, phragmen, poznan
from labapp.counting.rule import Rule

COST_RULES: dict[str, Rule] = {
    "greedy": greedy.RULE,
    "greedy-no-skip": greedy_no_skip.RULE,
    "greedy-threshold": greedy_threshold.RULE,
    "poznan": poznan.RULE,
    "equal-shares": equal_shares.RULE,
    "phragmen": phragmen.RULE,
}
