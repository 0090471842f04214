"""What a rule is to the rest of the program: an id, what it can count, its settings and one function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from labapp.counting.outcome import Outcome
from labapp.counting.profile import Agreement, Answers, Approvals, Grades, Points, Profile, Ranking
from labapp.counting.settings import Setting

Shape = type[Approvals] | type[Answers] | type[Points] | type[Ranking] | type[Grades] | type[Agreement]
Progress = Callable[[int, int], None]  # progress(done, total); raises to cancel
CountFunction = Callable[[Profile, Mapping[str, Any], Progress | None], Outcome]


@dataclass(frozen=True)
class Rule:
    """One way of counting; `count` gets settings that are already read and complete."""

    id: str
    needs: tuple[Shape, ...]
    count: CountFunction
    options: tuple[Setting, ...] = ()
    takes_tallies: bool = False
    uses_cost: bool = False
