"""The plane: nothing lies on anything else by itself, and what lies there is never pushed by what comes in."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.kinds.board.canvas_area import FAR, HEIGHT, WIDTH, Area, Point, around, card_area, group_area, heirs, near
from labapp.kinds.board.canvas_plan import arrange, block, settle

GROUPS = ["a", "b", "c"]
homes = st.sampled_from([*GROUPS, None])
coordinates = st.integers(-3000, 3000).map(float)
points = st.tuples(coordinates, coordinates)


@st.composite
def boards(draw: st.DrawFn) -> tuple[list[tuple[str, str | None]], dict[str, Point], dict[str, Point]]:
    """Draw cards of which some have places, and groups of which some begin somewhere."""
    cards = [(f"k{i}", draw(homes)) for i in range(draw(st.integers(0, 25)))]
    spots = {card: draw(points) for card, _ in cards if draw(st.booleans())}
    return cards, spots, {g: draw(points) for g in GROUPS if draw(st.booleans())}


def _apart(areas: list[Area]) -> bool:
    return not any(one.meets(two) for i, one in enumerate(areas) for two in areas[:i])


@settings(max_examples=150, deadline=None)
@given(boards())
def test_what_has_a_place_keeps_it_and_the_rest_gets_a_free_one(board: tuple) -> None:  # type: ignore[type-arg]
    cards, spots, anchors = board
    plan = settle(cards, GROUPS, spots, anchors)
    assert set(plan.spots) == {card for card, _ in cards}
    assert {card: plan.spots[card] for card in spots} == spots
    fresh = [card_area(plan.spots[card]) for card, _ in cards if card not in spots]
    assert _apart(fresh)
    assert not any(area.meets(card_area(spot)) for area in fresh for spot in spots.values())
    for card, home in cards:
        if home is not None:
            assert around([plan.areas[home], card_area(plan.spots[card])]) == plan.areas[home]


@settings(max_examples=150, deadline=None)
@given(boards(), homes)
def test_a_card_that_comes_in_moves_no_other(board: tuple, home: str | None) -> None:  # type: ignore[type-arg]
    cards, spots, anchors = board
    if not spots and not anchors:
        spots = {card: (i * 500.0, 0.0) for i, (card, _) in enumerate(cards)}
    before = settle(cards, GROUPS, spots, anchors)
    after = settle([*cards, ("new", home)], GROUPS, spots, anchors)
    if spots or anchors:
        assert {card: after.spots[card] for card, _ in cards} == before.spots


@settings(max_examples=100, deadline=None)
@given(st.lists(homes, max_size=80))
def test_order_puts_every_group_apart_and_every_card_in_its_own(listed: list[str | None]) -> None:
    cards = [(f"k{i}", home) for i, home in enumerate(listed)]
    plan = arrange(cards, GROUPS)
    assert _apart(list(plan.areas.values()))
    assert _apart([card_area(spot) for spot in plan.spots.values()])
    for card, home in cards:
        over = {g for g, area in plan.areas.items() if area.meets(card_area(plan.spots[card]))}
        assert over == ({home} if home else set())


def test_a_large_board_is_put_in_order_in_the_shape_of_a_screen() -> None:
    plan = arrange([(f"k{i}", GROUPS[i % 3]) for i in range(300)], GROUPS)
    bounds = plan.bounds()
    assert 0.8 < bounds.w / bounds.h < 4
    many = arrange([(f"k{i}", f"g{i % 12}") for i in range(500)], [f"g{i}" for i in range(12)])
    assert 1 < many.bounds().w / many.bounds().h < 3


def test_a_card_falls_into_the_smallest_area_under_its_middle() -> None:
    areas = {"large": Area(0, 0, 2000, 2000), "small": Area(100, 100, 400, 400)}
    assert heirs((150, 150), areas) == "small"
    assert heirs((900, 900), areas) == "large"
    assert heirs((-400, 0), areas) is None


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), points, st.lists(points, max_size=20))
def test_a_block_finds_room_for_itself_and_its_title(count: int, near: Point, taken: list[Point]) -> None:
    others = [Area(near[0], near[1], 700, 700)]
    made = block(count, near, taken, others)
    area = group_area(made, made[0])
    assert len(made) == count
    assert _apart([card_area(spot) for spot in made])
    assert not any(area.meets(other) for other in [*others, *map(card_area, taken)])


def test_places_from_a_damaged_file_are_brought_into_reach() -> None:
    assert near(math.inf, -math.inf) == (FAR, -FAR)
    assert near(math.nan, 5.0) == (0.0, 5.0)
    assert near(-3.5, 7.0) == (-3.5, 7.0)


def test_an_empty_group_has_an_area_to_drop_into_and_the_next_one_lies_beside_it() -> None:
    plan = settle([("k", None)], ["a", "b"], {"k": (0.0, 0.0)}, {"a": (600.0, 0.0)})
    assert heirs((620.0, 20.0), plan.areas) == "a"
    assert plan.areas["b"].x > plan.areas["a"].right
    assert plan.areas["b"].w >= WIDTH
    assert plan.areas["b"].h >= HEIGHT


def test_a_group_in_order_grows_downwards_and_never_reaches_over_its_neighbours() -> None:
    cards = [(f"k{i}", GROUPS[i % 3]) for i in range(27)]
    known = arrange(cards, GROUPS).spots
    for home in GROUPS:
        grown = settle([*cards, *((f"n{i}", home) for i in range(3))], GROUPS, known, {})
        assert _apart(list(grown.areas.values()))


def test_a_group_shut_in_on_all_sides_still_finds_room_for_a_card() -> None:
    cards = [("a", "a"), ("b", "b"), ("c", "c")]
    spots = {"a": (0.0, 0.0), "b": (300.0, 0.0), "c": (0.0, 200.0)}
    plan = settle([*cards, *((f"n{i}", "a") for i in range(5))], GROUPS, spots, {})
    assert _apart([card_area(spot) for spot in plan.spots.values()])
    assert {card: plan.spots[card] for card in spots} == spots


@pytest.mark.parametrize("counts", [(25, 25, 25, 25), (9, 4, 1, 16), (7, 9, 8, 6), (12, 12)])
def test_groups_in_order_lie_close_together(counts: tuple[int, ...]) -> None:
    plan = arrange([(f"{g}-{i}", str(g)) for g, count in enumerate(counts) for i in range(count)],
                   [str(g) for g in range(len(counts))])  # fmt: skip
    whole = plan.bounds()
    assert sum(area.w * area.h for area in plan.areas.values()) > 0.75 * whole.w * whole.h
