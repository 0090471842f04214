"""Announcing: what the room sees of a vote from its options to its last reason, with real titles, at every size.

Every page of every scene is looked at: nothing clipped, overlapping or private, in three themes.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from labapp.kinds.vote import box, options, rounds
from labapp.kinds.vote.stage import VoteResult
from labapp.model import agenda, people
from tests.shared_data import shared_data
from tests.stories import vote_room as room
from tests.ui.rooms import type_words
from ui.stage.checking import check
from ui.stage.display import DisplayList, draw
from ui.stage.painters import compose
from ui.theme import THEMES, contrast

SIZES = ((1024, 768), (1280, 800), (1920, 1080))
MOST_BARS = 12


def titles(count: int) -> list[str]:
    with shared_data("ideas", "pl_pomysly.csv").open(encoding="utf-8") as lines:
        found = [" ".join(row["nazwa"].split()) for row in csv.DictReader(lines, delimiter=";")]
    longest = sorted(found, key=len, reverse=True)
    return [*islice(longest, count // 3), *found[: count - count // 3]]  # a third of them as long as they come


def pages(who: room.Moderator, size: tuple[int, int]) -> list[DisplayList]:
    state = who.console.stage.state()
    count = compose(state, size).pages
    return [compose(replace(state, page=page), size) for page in range(count)]


def looked_at(who: room.Moderator) -> str:
    """Look at every page at every size in every theme and return all words of the middle one."""
    private = [person.name for person in people.participants(who.lab.read)]
    for size in SIZES:
        for display in pages(who, size):
            assert check(display) == [], size
            assert not [item.text for item in display.texts if item.cut], size
            said = "\n".join(item.words for item in display.texts)
            assert not [name for name in private if name in said]
            for theme in THEMES.values():
                assert all(_readable(item.pair, theme) for item in display.texts)
        _painted(pages(who, size)[-1])
    return solid("\n".join(item.words for display in pages(who, SIZES[1]) for item in display.texts))


def solid(text: str) -> str:
    """Return a text without its spaces: a line may end inside "61-35"."""
    return "".join(text.split())


def _readable(pair: Any, theme: Any) -> bool:
    return contrast(theme.hex(pair.ink), theme.hex(pair.ground)) >= pair.use.minimum


def _painted(display: DisplayList) -> None:
    """Paint it in every theme: the ground is each theme's own, and something stands on it."""
    for theme in THEMES.values():
        image = QImage(*display.size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        draw(painter, display, theme)
        painter.end()
        step = display.size[0] // 40
        seen = {image.pixel(x, y) for x in range(0, display.size[0], step) for y in range(0, display.size[1], step)}
        assert len(seen) > 1


def bars_of(who: room.Moderator, size: tuple[int, int]) -> list[list[str]]:
    return [[item.words for item in display.texts if item.role == "option"] for display in pages(who, size)]


def prepared(who: room.Moderator, named: Sequence[str], form: str, **settings: Any) -> None:
    """Type the options and choose the form on the form; what is more than two clicks is set as a template would."""
    room.prepare(who, named, form, ["booth"])
    with who.lab.change("vote.edit") as tx:
        rounds.configure(tx, who.page.activity_id, **settings)
        agenda.edit_activity(tx, who.page.activity_id, question="Które rozwiązania rekomendujemy na rok 2027?")
    who.settle()


def everybody(who: room.Moderator, ballot: Callable[[int], Any]) -> None:
    vote = room.now(who).id
    for place, person in enumerate(people.present(who.lab.read)):
        box.cast(who.lab, vote, person.id, ballot(place))
    who.settle()


@pytest.mark.parametrize("count", [2, 7, 12, 13, 30])
def test_from_the_options_to_the_last_reason(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    language = "en" if count in (7, 13) else "pl"
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 12)
    named = titles(count)
    prepared(who, named, "choose", limits={"min": 1, "max": min(3, count)}, counting={"seats": str(min(3, count - 1))})
    before = looked_at(who)
    assert all(solid(title) in before for title in named)
    who.does("vote.open")
    everybody(who, lambda place: sorted({1, 1 + (1 + place % 2) % count, 1 + place % count})[: min(3, count)])
    assert f"12{'z' if language == 'pl' else 'of'}12" in looked_at(who)
    who.does("vote.close")
    looked_at(who)
    who.does("vote.announce-steps")
    _revealed(who, count)
    said = looked_at(who)
    assert all(solid(title) in said for title in named)
    for size in SIZES:
        shown = bars_of(who, size)
        assert max(map(len, shown)) <= MOST_BARS
        assert sum(map(len, shown)) == count
        assert "…" not in "".join(text for page in shown for text in page)
    who.does("vote.why")
    assert room.now(who).why
    assert looked_at(who) != said
    room.leave(who)


def _revealed(who: room.Moderator, count: int) -> None:
    """Press the one key as often as there are places; nothing still hidden is anywhere on the screen."""
    vote = room.now(who).id
    every = [choice.title for choice in options.of_vote(who.lab.read, vote)]
    for left in range(count, 0, -1):
        scene = who.console.stage.state().scene
        assert isinstance(scene, VoteResult)
        assert (scene.hidden, len(scene.bars)) == (left, count - left)
        if left in (count, 2, 1):
            _nothing_hidden_is_seen(who, every, {bar.title for bar in scene.bars})
        if left == 1:
            looked_at(who)
        key = next(action.shortcut for action in who.page.page_actions() if action.id == "vote.reveal")
        assert key  # one key each, whatever it is
        who.does("vote.reveal")


def _nothing_hidden_is_seen(who: room.Moderator, every: Sequence[str], seen: set[str]) -> None:
    words = solid("".join(item.words for display in pages(who, SIZES[0]) for item in display.texts))
    assert not [title for title in every if solid(title) in words and not _within(title, seen)]


def _within(title: str, seen: set[str]) -> bool:
    return any(title in other for other in seen)


def _agreement(place: int) -> dict[str, int]:
    return {str(n): 1 + (place * n) % 5 if n > 2 else 1 + place % 2 for n in range(1, 8)}


FORMS: dict[str, tuple[str, dict[str, Any], Callable[[int], Any]]] = {
    "agreement": ("agreement", {"counting": {"level": "2/3"}, "show_sectors": True}, _agreement),
    "ranking": ("ranking", {"rule": "irv"}, lambda place: [*range(1 + place % 3, 8), *range(1, 1 + place % 3)]),
    "dots": ("dots", {"counting": {"seats": "3"}}, lambda place: {"1": 3, str(2 + place % 6): 2}),
    "score": ("score", {}, lambda place: {"": {str(n): 1 + (place + n) % 5 for n in range(1, 8)}}),
    "answers": ("answers", {}, lambda place: {str(n): ("yes", "no", "abstain")[(place + n) % 3] for n in range(1, 8)}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "language"), [("agreement", "pl"), ("ranking", "en"), ("dots", "pl"), ("score", "en"), ("answers", "pl")]
)
def test_every_form_is_announced_so_that_it_can_be_read(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, language: str
) -> None:
    form, settings, ballot = FORMS[name]
    who = room.begin(tmp_path, qtbot, monkeypatch, language, 0)
    sectors = [sector.id for sector in people.sectors(who.lab.read)][:3]
    with who.lab.change("person.import", n=18) as tx:
        for number in range(18):
            person = people.add_participant(tx, name=f"Osoba {number:02}", sector=sectors[number % 3])
            people.arrive(tx, person)
    prepared(who, titles(7), form, **settings)
    looked_at(who)
    who.does("vote.open")
    everybody(who, ballot)
    looked_at(who)
    who.does("vote.close")
    who.does("vote.announce")
    said = looked_at(who)
    assert all(solid(title) in said for title in titles(7))
    scene = who.console.stage.state().scene
    assert isinstance(scene, VoteResult)
    if name == "agreement":
        assert all(len(bar.sectors) == 3 for bar in scene.bars)
    if name == "ranking":
        assert len(scene.stages) > 1
        _stepped(who, len(scene.stages))
    assert max(map(len, bars_of(who, SIZES[2]))) <= MOST_BARS
    room.leave(who)


def _stepped(who: room.Moderator, stages: int) -> None:
    """Turn the pages by the clicker's key: every stage of the count comes by in its table."""
    state = who.console.stage.state()
    seen: set[str] = set()
    for _press in range(compose(state, SIZES[1]).pages):
        seen |= {item.words for item in compose(who.console.stage.state(), SIZES[1]).texts if item.role == "stage"}
        who.key(who.page, Qt.Key.Key_PageDown)
    assert {str(number) for number in range(1, stages + 1)} <= seen


def test_a_budget_is_announced_as_what_was_bought_and_what_is_left(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = room.begin(tmp_path, qtbot, monkeypatch, "pl", 10)
    page = room.vote_page(who)
    room.pick(who, page.setup.terms.form, "budget")
    for n, title in enumerate(titles(13), 1):
        type_words(page.setup.line, f"{title} = {n * 1000}")
        who.key(page.setup.line, Qt.Key.Key_Return)
    with who.lab.change("vote.edit") as tx:
        rounds.configure(tx, who.page.activity_id, limits={"sum": "20000"})
    who.settle()
    looked_at(who)
    who.does("vote.open")
    everybody(who, lambda place: [1, 2, 3 + place % 3])
    who.does("vote.close")
    who.does("vote.announce")
    said = looked_at(who)
    assert "Rozdzielono15000złz20000zł,zostało5000zł" in said
    assert "Wramachkwoty:5,razem15000zł" in said
    assert "Niewybrano:8," in said
    assert page.outcome.verdict.text().startswith("Rozdzielono")
    assert "W ramach kwoty: " in page.outcome.bars.accessibleName()
    assert "Rozdzielono" in room.report(who)
    room.leave(who)
