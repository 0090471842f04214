"""What is done to cards on a board: second groups, splitting, covering, the matrix, carrying over, layouts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from labapp.document import Document
from labapp.kinds.base import ReportOptions
from labapp.kinds.board import layouts
from labapp.kinds.board.kind import Board
from labapp.kinds.board.stage import BoardScene, MatrixScene
from labapp.model import agenda, ideas, marks, people
from labapp.wording.translate import translator
from tests.lab_files import board, fresh


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "a.lab") as made:
        with made.lab.change("idea.add") as tx:
            sector = people.add_sector(tx, "Samorząd", "S", "S")
            one = ideas.add_cluster(tx, board(made), "Park")
            ideas.add_cluster(tx, board(made), "Drogi")
            for words in ("raz", "dwa", "trzy"):
                ideas.add(tx, board(made), words, cluster=one, sector=sector)
        yield made


def _cards(document: Document, title: str | None = None) -> list[str]:
    read = document.lab.read
    titles = {c.id: c.title for c in ideas.clusters(read, board(document))}
    cards = ideas.cards(read, board(document))
    return [card.text for card in cards if title is None or titles.get(card.cluster or "") == title]


def _placement(document: Document, text: str) -> str:
    return next(c.placement for c in ideas.cards(document.lab.read, board(document)) if c.text == text)


def _set(document: Document, **values: object) -> None:
    with document.lab.change("activity.settings") as tx:
        agenda.edit_activity(tx, board(document), settings=Board().defaults() | values)


def _scene(document: Document) -> object:
    return Board().scene(document.lab.read, agenda.activity(document.lab.read, board(document)))


def _group(document: Document, title: str) -> str:
    return next(c.id for c in ideas.clusters(document.lab.read, board(document)) if c.title == title)


def test_a_card_in_two_groups_is_one_idea_and_handed_on_once(document: Document) -> None:
    with document.lab.change("idea.also") as tx:
        assert ideas.also(tx, _placement(document, "raz"), _group(document, "Drogi"))
        assert not ideas.also(tx, _placement(document, "raz"), _group(document, "Drogi"))
    assert _cards(document, "Drogi") == ["raz"]
    read = document.lab.read
    assert len(Board().handed_on(read, agenda.activity(read, board(document)))) == 3
    with document.lab.change("cluster.retire") as tx:
        ideas.retire_cluster(tx, _group(document, "Drogi"))
    assert _cards(document) == ["raz", "dwa", "trzy"]


def test_moving_a_card_onto_itself_in_another_group_leaves_one(document: Document) -> None:
    park = _placement(document, "raz")
    with document.lab.change("idea.also") as tx:
        ideas.also(tx, park, _group(document, "Drogi"))
        assert ideas.move(tx, park, _group(document, "Drogi"), None) != park
    assert _cards(document, "Park") == ["dwa", "trzy"]
    assert _cards(document, "Drogi") == ["raz"]


def test_a_split_card_keeps_its_life_and_its_parts_its_voice(document: Document) -> None:
    card = ideas.cards(document.lab.read, board(document))[1]
    with document.lab.change("idea.divide") as tx:
        made = ideas.divide(tx, card.placement, ["ławki", "kosze", "lampy"])
    assert _cards(document) == ["raz", "ławki", "kosze", "lampy", "trzy"]
    assert made[0] == card.idea
    assert {c.sector for c in ideas.cards(document.lab.read, board(document))} == {card.sector}
    document.lab.undo()
    assert _cards(document) == ["raz", "dwa", "trzy"]


def test_revealing_shows_all_at_once_and_can_be_undone(document: Document) -> None:
    with document.lab.change("idea.add") as tx:
        for words in ("sekret", "tajne"):
            ideas.add(tx, board(document), words, covered=True)
    scene = _scene(document)
    assert isinstance(scene, BoardScene)
    assert scene.covered == 2
    assert "sekret" not in repr(scene)
    assert "sekret" not in {
        ideas.text(document.lab.read, i)
        for i in Board().handed_on(document.lab.read, agenda.activity(document.lab.read, board(document)))
    }
    with document.lab.change("idea.reveal") as tx:
        assert ideas.reveal(tx, board(document)) == 2
    assert "sekret" in repr(_scene(document))
    document.lab.undo()
    assert "sekret" not in repr(_scene(document))


def test_the_matrix_shows_points_and_counts_the_rest(document: Document) -> None:
    with document.lab.change("idea.at") as tx:
        ideas.put_at(tx, _placement(document, "raz"), 0.25, 1.7)
    _set(document, layout="matrix")
    scene = _scene(document)
    assert isinstance(scene, MatrixScene)
    assert [(p.card.text, p.x, p.y) for p in scene.points] == [("raz", 0.25, 1.0)]
    assert scene.aside == 2
    assert scene.axes == layouts.PRESETS["impact"]
    _set(document, layout="columns")
    columns = _scene(document)
    assert isinstance(columns, BoardScene)
    assert [card.text for card in columns.columns[0].cards] == ["raz", "dwa", "trzy"]


def test_the_report_says_where_cards_lie_on_the_matrix(document: Document) -> None:
    with document.lab.change("idea.at") as tx:
        ideas.put_at(tx, _placement(document, "raz"), 0.25, 0.1)
        ideas.put_at(tx, _placement(document, "dwa"), 0.75, 0.8)
    own = {"across": "Koszt", "down": "Zysk", "corners": ["tak"]}

    def parts() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        read = document.lab.read
        made = Board().section(read, agenda.activity(read, board(document)), ReportOptions(), translator("pl"))
        return [(part.title, part.nodes[0].items, part.nodes[0].tails) for part in made.sections]

    _set(document, layout="matrix")
    assert parts() == [
        ("zrobić od razu", ("raz",), ("Samorząd, Park, Nakład: 25 %, Efekt: 90 %",)),
        ("odpuścić", ("dwa",), ("Samorząd, Park, Nakład: 75 %, Efekt: 20 %",)),
        ("Jeszcze nieumieszczone", ("trzy",), ("Samorząd, Park",)),
    ]
    _set(document, layout="matrix", axes="own", own_axes=own)
    assert [title for title, _items, _tails in parts()] == ["tak", "prawy dolny róg", "Jeszcze nieumieszczone"]
    _set(document, layout="columns")
    assert parts() == [("Park", ("raz", "dwa", "trzy"), ("Samorząd",) * 3)]


def test_own_words_for_the_axes_stand_as_written(document: Document) -> None:
    own = layouts.axes({"axes": "own", "own_axes": {"across": "Koszt", "down": "Zysk", "corners": ["tak"]}})
    assert own == layouts.Axes("Koszt", "Zysk", ("tak", "", "", ""))


def test_settings_of_an_older_or_newer_file_are_understood() -> None:
    old = Board().upgrade({"v": 1, "noun": "problem", "attribution": "person", "future": 7})
    assert (old["noun"], old["layout"], old["covered"], old["future"]) == ("problem", "columns", False, 7)
    assert Board().upgrade({"layout": "hologram"})["layout"] == "columns"


def test_marks_reach_the_room_only_when_asked_and_merged_marks_count(document: Document) -> None:
    cards = ideas.cards(document.lab.read, board(document))
    with document.lab.change("idea.mark") as tx:
        assert marks.toggle(tx, [cards[0].idea, cards[1].idea], board(document), marks.STAR)
        marks.dot(tx, cards[0].idea, board(document), "ważne", 2)
        marks.dot(tx, cards[1].idea, board(document), "ważne", 3)
        ideas.merge(tx, cards[0].idea, [cards[1].idea])
    assert "ważne" not in repr(_scene(document))
    _set(document, marks_on_stage=True)
    scene = _scene(document)
    assert isinstance(scene, BoardScene)
    first = scene.columns[0].cards[0]
    assert (first.star, first.visionary, first.dots) == (True, False, (("ważne", 5),))


def test_stars_are_given_to_all_then_taken_from_all(document: Document) -> None:
    chosen = [card.idea for card in ideas.cards(document.lab.read, board(document))]
    with document.lab.change("idea.mark") as tx:
        assert marks.toggle(tx, chosen[:1], board(document), marks.VISIONARY)
        assert marks.toggle(tx, chosen, board(document), marks.VISIONARY)
        assert len(marks.of_board(tx, board(document))) == 3
        assert not marks.toggle(tx, chosen, board(document), marks.VISIONARY)
        assert marks.of_board(tx, board(document)) == {}


def test_dots_never_go_below_none_and_belong_to_their_board(document: Document) -> None:
    idea = ideas.cards(document.lab.read, board(document))[0].idea
    with document.lab.change("idea.mark") as tx:
        assert marks.dot(tx, idea, board(document), "", -1) == 0
        assert marks.dot(tx, idea, board(document), "", 2) == 2
        marks.toggle(tx, [idea], board(document), marks.STAR)
        day = agenda.days(tx)[0].id
        second = agenda.add_activity(tx, day, "board", "Druga")
        assert Board().take(tx, second, [idea, idea]) == 1
        assert Board().take(tx, second, [idea]) == 0
    assert marks.of_board(document.lab.read, second)[idea] == marks.Marks(star=True)
    assert marks.of_board(document.lab.read, board(document))[idea].total == 2


def test_the_life_of_a_card_is_told_in_order(document: Document) -> None:
    cards = ideas.cards(document.lab.read, board(document))
    with document.lab.change("idea.merge") as tx:
        second = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Druga")
        Board().take(tx, second, [cards[0].idea])
        ideas.merge(tx, cards[0].idea, [cards[1].idea])
        marks.toggle(tx, [cards[0].idea], second, marks.STAR)
    said = list(Board().life(document.lab.read, cards[0].idea, translator("en")))
    assert said == [
        "Written down at: Pomysły", "Merged with it: dwa", "At Pomysły it lies in: Park", "Carried over to: Druga",
        "Marked with a star at: Druga",
    ]
    assert Board().life(document.lab.read, cards[1].idea, translator("en"))[1] == "Merged into: raz"


@pytest.mark.parametrize("public", [True, False])
def test_a_public_report_leaves_out_what_was_never_revealed(document: Document, public: bool) -> None:
    with document.lab.change("idea.add") as tx:
        ideas.add(tx, board(document), "nieodkryte", covered=True)
    read = document.lab.read
    made = Board().section(
        read, agenda.activity(read, board(document)), ReportOptions(public=public), translator("pl")
    )
    assert ("nieodkryte" in repr(made)) is not public
