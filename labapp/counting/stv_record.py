"""What a transferable vote writes down while it counts: stage after stage, who was elected or excluded with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from labapp.counting.outcome import Reason, Tie
from labapp.counting.stv_state import State, Terms


class Record:
    """The stages, reasons and ties of one count, in the order in which they came."""

    def __init__(self, terms: Terms) -> None:
        """Begin with nothing; `terms` tell how votes are shown."""
        self._terms = terms
        self.rounds: list[Mapping[str, Any]] = []
        self.reasons: list[Reason] = []
        self.ties: list[Tie] = []

    def say(self, code: str, params: Mapping[str, Any]) -> None:
        """Give one more reason."""
        self.reasons.append(Reason(code, params))

    def stage(
        self,
        state: State,
        elected: tuple[str, ...],
        excluded: tuple[str, ...] = (),
        transferred: str | None = None,
        tie: tuple[str, ...] = (),
    ) -> None:
        """Write down a stage: who was elected at it, and what follows from it."""
        shown = self._terms.shown
        row: dict[str, Any] = {
            "round": self._next,
            "votes": {option: shown(state.votes[option]) for option in (*state.elected, *state.standing)},
            "quota": shown(self._terms.quota),
            "elected": elected,
            "exhausted": shown(state.lost),
            "excluded": excluded,
        }
        if transferred is not None:
            row |= {"transferred": transferred, "surplus": shown(state.votes[transferred] - self._terms.quota)}
        self.rounds.append(row | {"tie": tie} if tie else row)

    def elected(self, state: State, fresh: tuple[str, ...]) -> None:
        """Say who is elected at the stage that is written down next, by the quota or as one of the last."""
        quota = self._terms.shown(self._terms.quota)
        for option in fresh:
            votes = self._terms.shown(state.votes[option])
            code = "stv-elected" if votes >= quota else "stv-elected-last"
            self.say(code, {"option": option, "votes": votes, "quota": quota, "round": self._next})

    def excluded(self, state: State, out: tuple[str, ...]) -> None:
        """Say who was excluded at the stage written down last."""
        for option in out:
            votes = self._terms.shown(state.votes[option])
            self.say("stv-excluded", {"option": option, "votes": votes, "round": len(self.rounds)})

    def finished(self, state: State) -> None:
        """Say who is left without a seat, or that seats are."""
        for option in state.standing:
            self.say("stv-not-elected", {"option": option, "votes": self._terms.shown(state.votes[option])})
        if len(state.elected) < self._terms.seats:
            self.say("seats-unfilled", {"seats": self._terms.seats, "winners": len(state.elected)})

    @property
    def _next(self) -> int:
        return len(self.rounds) + 1
