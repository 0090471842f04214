"""The rules that spend a budget: the second literal table of the registry."""

from __future__ import annotations

from labapp.counting.rule import Rule

COST_RULES: dict[str, Rule] = {}
