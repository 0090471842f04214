"""The canvas in the document: places are kept, groups follow the cards, one gesture is one undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labapp.changes import Reader
from labapp.document import Document
from labapp.kinds.board import canvas, canvas_area
from labapp.kinds.board.layouts import CANVAS, COLUMNS
from labapp.model import agenda, ideas
from tests.lab_files import add_idea, board, fresh


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "a.lab") as made:
        with made.lab.change("idea.add") as tx:
            board = agenda.activities(tx)[0].id
            groups = [ideas.add_cluster(tx, board, title) for title in ("Drogi", "Zieleń")]
            for number in range(12):
                ideas.add(tx, board, f"kartka {number}", cluster=groups[number % 2] if number < 8 else None)
        with made.lab.change("activity.settings") as tx:
            canvas.switch(tx, board, CANVAS)
        yield made


def _board(document: Document) -> str:
    return agenda.activities(document.lab.read)[0].id


def _named(document: Document) -> dict[str, ideas.Card]:
    return {card.text: card for card in ideas.cards(document.lab.read, _board(document))}


def _groups(document: Document) -> dict[str, str]:
    return {group.title: group.id for group in ideas.clusters(document.lab.read, _board(document))}


def test_switching_layouts_loses_neither_places_nor_points(document: Document) -> None:
    lab, board = document.lab, _board(document)
    card = _named(document)["kartka 0"]
    with lab.change("idea.at") as tx:
        ideas.put_at(tx, card.placement, 0.25, 0.75)
    with lab.change("canvas.move") as tx:
        canvas.move(tx, board, {card.placement: (40.0, 44.0)})
    before = canvas.plan(lab.read, board)
    for layout in (COLUMNS, CANVAS):
        with lab.change("activity.settings") as tx:
            canvas.switch(tx, board, layout)
    assert canvas.plan(lab.read, board) == before
    assert (_named(document)["kartka 0"].x, _named(document)["kartka 0"].y) == (0.25, 0.75)


def test_a_new_card_gets_a_free_spot_and_pushes_none(document: Document) -> None:
    lab, board = document.lab, _board(document)
    before = canvas.plan(lab.read, board).spots
    with lab.change("idea.add") as tx:
        ideas.add(tx, board, "nowa", cluster=_groups(document)["Drogi"])
    after = canvas.plan(lab.read, board)
    assert {card: after.spots[card] for card in before} == before
    assert canvas_area.heirs(after.spots[_named(document)["nowa"].placement], after.areas) == _groups(document)["Drogi"]


def test_a_card_dropped_into_an_area_joins_its_group_and_one_undo_takes_it_back(document: Document) -> None:
    lab, board, groups = document.lab, _board(document), _groups(document)
    before, card = canvas.plan(lab.read, board), _named(document)["kartka 0"]
    area = before.areas[groups["Zieleń"]]
    with lab.change("canvas.move") as tx:
        canvas.move(tx, board, {card.placement: (area.x + 20, area.y + 50)})
    assert _named(document)["kartka 0"].cluster == groups["Zieleń"]
    lab.undo()
    assert canvas.plan(lab.read, board) == before
    assert _named(document)["kartka 0"].cluster == groups["Drogi"]


def test_a_card_dragged_far_out_leaves_and_one_pushed_a_little_stays(document: Document) -> None:
    lab, board, groups = document.lab, _board(document), _groups(document)
    card = _named(document)["kartka 0"].placement
    x, y = canvas.plan(lab.read, board).spots[card]
    for spot, home in (((x - 60, y - 30), groups["Drogi"]), ((x - 4000, y), None)):
        with lab.change("canvas.move") as tx:
            canvas.move(tx, board, {card: spot})
        assert _named(document)["kartka 0"].cluster == home


def test_a_group_dragged_as_a_whole_stays_one_and_an_emptied_one_keeps_its_place(document: Document) -> None:
    lab, board, groups = document.lab, _board(document), _groups(document)
    before = canvas.plan(lab.read, board)
    members = [card.placement for card in _named(document).values() if card.cluster == groups["Drogi"]]
    with lab.change("canvas.shift") as tx:
        assert canvas.shift_group(tx, board, groups["Drogi"], (0.0, 5000.0)) == len(members)
    after = canvas.plan(lab.read, board)
    assert after.areas[groups["Drogi"]].y == before.areas[groups["Drogi"]].y + 5000
    assert {card.placement for card in _named(document).values() if card.cluster == groups["Drogi"]} == set(members)
    into = after.areas[groups["Zieleń"]]
    with lab.change("canvas.move") as tx:
        canvas.move(tx, board, dict.fromkeys(members, (into.x + 20, into.y + 44)))
    emptied = canvas.plan(lab.read, board).areas[groups["Drogi"]]
    assert (emptied.x, emptied.y) == after.areas[groups["Drogi"]][:2]


def test_cards_far_apart_are_gathered_into_the_group_made_of_them(document: Document) -> None:
    lab, board = document.lab, _board(document)
    chosen = [_named(document)[f"kartka {n}"].placement for n in (0, 1, 9)]
    before = canvas.plan(lab.read, board)
    with lab.change("idea.group") as tx:
        made = canvas.group(tx, board, chosen, "Razem")
    after = canvas.plan(lab.read, board)
    others = {card: spot for card, spot in after.spots.items() if card not in chosen}
    assert others == {card: before.spots[card] for card in others}
    assert not any(after.areas[made].meets(canvas_area.card_area(spot)) for spot in others.values())
    assert {card.placement for card in _named(document).values() if card.cluster == made} == set(chosen)
    lab.undo()
    assert canvas.plan(lab.read, board) == before


def test_order_by_group_is_one_change_that_undo_takes_back(document: Document) -> None:
    lab, board = document.lab, _board(document)
    with lab.change("canvas.move") as tx:
        canvas.move(tx, board, {_named(document)["kartka 11"].placement: (-900.0, -900.0)})
    before = canvas.plan(lab.read, board)
    with lab.change("canvas.arrange") as tx:
        assert canvas.arrange(tx, board) == 12
    after = canvas.plan(lab.read, board)
    assert after != before
    assert len(set(after.spots.values())) == 12
    lab.undo()
    assert canvas.plan(lab.read, board) == before
    lab.redo()
    assert canvas.plan(lab.read, board) == after


def test_undoing_a_card_takes_its_place_along_and_redo_brings_both(document: Document) -> None:
    lab, board = document.lab, _board(document)
    with lab.change("idea.add") as tx:
        ideas.add(tx, board, "nowa")
        canvas.pin(tx, board)
    before = canvas.plan(lab.read, board)
    lab.undo()
    assert len(canvas.spots(lab.read, board)) == 12
    lab.redo()
    assert canvas.plan(lab.read, board) == before


def test_a_card_brought_back_lies_on_no_other_in_what_is_kept(tmp_path: Path) -> None:
    with fresh(tmp_path / "a.lab") as document:
        lab, activity = document.lab, board(document)
        cards = [add_idea(document, words) for words in "abc"]
        with lab.change("board.layout") as tx:
            canvas.switch(tx, activity, "canvas")
        with lab.change("idea.retire") as tx:
            ideas.retire(tx, cards[2])
        canvas.plan(lab.read, activity)  # from here on the plan is kept
        with lab.change("idea.take") as tx:
            other = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Inna")
            ideas.take(tx, activity, [ideas.add(tx, other, "x")])
        canvas.plan(lab.read, activity)
        with lab.change("idea.restore") as tx:
            ideas.restore(tx, cards[2])
        kept = canvas.plan(lab.read, activity).spots
        assert len(set(kept.values())) == 4
        assert kept == canvas.plan(Reader(lab.store, lab.clock), activity).spots
