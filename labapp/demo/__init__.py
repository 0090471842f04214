"""`lab demo`: a finished laboratory with invented content and people, played through the public operations.

Fixed clock, seeded ids and choices: one seed, one story, equal dumps and equal reports. Sealed ballots are encrypted
with real randomness, of which closing leaves nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from labapp import disk, paths, templates
from labapp.clock import seeded_ids, stamp
from labapp.demo.play import START, Player
from labapp.demo.texts import texts
from labapp.errors import UsageError, UserError, WorldError
from labapp.kinds.registry import CATALOGUE
from labapp.lab import Lab
from labapp.model import facts
from labapp.store.connection import Store
from labapp.store.locks import Lock, me
from labapp.store.migrate import migrate
from labapp.store.scratch import scratch
from labapp.store.working import vacuum_into
from labapp.wording.translate import LANGUAGES

SCENARIOS = ("laboratorium", "sniadanie", "burza", "puste")
_PATIENCE = 300.0  # seconds
MOST_PEOPLE, MOST_IDEAS = 2000, 5000


@dataclass(frozen=True)
class Wish:
    """What a demo should hold; `ideas` counts those that lie on boards at the end, merged ones come on top."""

    language: str = "pl"
    participants: int = 24
    ideas: int = 72
    seed: int = 1
    scenario: str = SCENARIOS[0]


def make_demo(target: Path, wish: Wish, progress: Callable[[int, int], None] | None = None) -> None:
    """Write the laboratory at `target`, replacing what is there; whole, or nothing at all.

    UserError `template.unknown` or `cli.range` when the wish cannot be granted.
    """
    _check(wish)
    # Two demos of one seed made at once would share the key of their secret vote.
    turn = Lock(paths.data_folder() / "locks" / f"demo-{wish.seed}.db")
    _wait_for(turn)
    try:
        with scratch() as folder:
            made, clean = folder / "demo.lab", folder / "clean.lab"
            _play(made, wish, progress or (lambda done, total: None))
            vacuum_into(made, clean)
            disk.replace_by_copy(clean, target)
    finally:
        turn.release()


def _wait_for(turn: Lock) -> None:
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            turn.take(me(stamp(START)))
            return
        except WorldError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def _play(path: Path, wish: Wish, progress: Callable[[int, int], None]) -> None:
    store = Store(path, wal=False)
    try:
        store.execute("PRAGMA synchronous = OFF")  # thrown away when anything fails
        migrate(store, CATALOGUE, stamp(START))
        player = Player(wish.seed, texts(wish.language), wish.language, progress)
        ids = seeded_ids(wish.seed)
        lab = Lab(store, CATALOGUE, player.clock, ids)
        with lab.change("lab.create", undoable=False) as tx:
            facts.put(tx, "uid", ids())
        title = player.texts.titles[wish.scenario]
        templates.fill(lab, wish.scenario, language=wish.language, title=title)
        player.play(lab, wish.scenario, wish.participants, wish.ideas)
    finally:
        store.close()


def _check(wish: Wish) -> None:
    if wish.language not in LANGUAGES:
        raise ValueError(wish.language)
    if wish.scenario not in SCENARIOS:
        raise UserError("template.unknown", id=wish.scenario, known=", ".join(SCENARIOS))
    for option, value, most in (
        ("--participants", wish.participants, MOST_PEOPLE), ("--ideas", wish.ideas, MOST_IDEAS),
        ("--seed", wish.seed, 2**63 - 1),
    ):  # fmt: skip
        if not 0 <= value <= most:
            raise UsageError("cli.range", option=option, least=0, most=most)
