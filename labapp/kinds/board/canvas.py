"""The canvas in the document: where cards lie, and the gestures that change it. Places are kept apart from groups."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from labapp.changes import Change, Reader
from labapp.kinds.board import canvas_area, canvas_plan
from labapp.kinds.board.canvas_area import Area, Point
from labapp.kinds.board.canvas_plan import Plan
from labapp.model import agenda, ideas
from labapp.model.ideas import Card

_TOLD_BY = ("ideas", "placements", "clusters", "board_spots", "board_areas")


def plan(read: Reader, activity: str) -> Plan:
    """Return where every card and group of a board lies now."""
    return plan_of(read, activity, ideas.cards(read, activity))


def plan_of(read: Reader, activity: str, cards: Sequence[Card]) -> Plan:
    """Return the plan of all cards of a board, already read; console and room ask for the same one at every change."""

    def make() -> Plan:
        return _settled(read, activity, cards)

    def mend(kept: Plan, changed: Mapping[str, frozenset[str]]) -> Plan:
        return _grown(kept, cards, spots(read, activity), anchors(read, activity), changed) or make()

    return read.kept(("canvas plan", activity), _TOLD_BY, make, mend)


def _settled(read: Reader, activity: str, cards: Sequence[Card]) -> Plan:
    groups = [group.id for group in ideas.clusters(read, activity)]
    known = spots(read, activity)
    if not all(card.placement in known for card in cards):  # the order counts only for those that look for a place
        written = ideas.written(read, cards)
        cards = sorted(cards, key=lambda card: written[card.idea])
    return canvas_plan.settle(
        [(card.placement, card.cluster) for card in cards], groups, known, anchors(read, activity)
    )


def _grown(
    now: Plan, cards: Sequence[Card], known: Mapping[str, Point], begun: Mapping[str, Point],
    changed: Mapping[str, frozenset[str]],
) -> Plan | None:  # fmt: skip
    """Return the plan with the cards that came in with places of their own; None when anything else changed.

    None, too, while any place is only worked out: one that comes in may lie where such a card or empty group went.
    """
    written = now.spots.keys() <= known.keys()
    begins = now.areas.keys() <= begun.keys() or now.areas.keys() <= begun.keys() | {card.cluster for card in cards}
    if not written or not begins:
        return None
    fresh = {card.placement: card for card in cards if card.placement not in now.spots}
    told = changed.get("placements", frozenset()) | changed.get("board_spots", frozenset())
    others = changed.keys() - {"ideas", "placements", "board_spots"}
    if others or not told <= fresh.keys() <= known.keys() or len(cards) != len(now.spots) + len(fresh):
        return None
    areas = dict(now.areas)
    for card in fresh.values():
        if card.cluster in areas:
            spot = known[card.placement]
            empty = all(other.cluster != card.cluster for other in cards if other.placement not in fresh)
            own = canvas_area.group_area([spot], spot)
            areas[card.cluster] = own if empty else canvas_area.around([areas[card.cluster], own])
    return Plan({**now.spots, **{card: known[card] for card in fresh}}, areas)


def spots(read: Reader, activity: str) -> dict[str, Point]:
    """Return the places that are written down, by placement."""
    sql = "SELECT s.placement, s.x, s.y FROM board_spots s JOIN placements p ON p.id = s.placement WHERE {} = ?"

    def make() -> dict[str, Point]:
        return {row[0]: canvas_area.near(row[1], row[2]) for row in read.rows(sql.format("p.activity"), activity)}

    def mend(kept: dict[str, Point], changed: Mapping[str, frozenset[str]]) -> dict[str, Point]:
        # Places of cards that went by a cascade linger here; nobody asks for them.
        fresh = changed.get("board_spots", frozenset())
        some = sql.format("+p.activity") + " AND s.placement IN (SELECT value FROM json_each(?))"  # plus: from few rows
        rows = read.rows(some, activity, json.dumps([*fresh]))
        now = dict(kept)
        for card in fresh:
            now.pop(card, None)
        now.update((row[0], canvas_area.near(row[1], row[2])) for row in rows)
        return now

    return read.kept(("canvas", activity), ("board_spots",), make, mend)


def anchors(read: Reader, activity: str) -> dict[str, Point]:
    """Return where groups begin, by group."""
    sql = "SELECT a.cluster, a.x, a.y FROM board_areas a JOIN clusters c ON c.id = a.cluster WHERE c.activity = ?"
    return {row[0]: canvas_area.near(row[1], row[2]) for row in read.rows(sql, activity)}


def pin(tx: Change, activity: str) -> Plan:
    """Write down every place that was only worked out so far, so that nothing shown moves by what follows."""
    now = plan(tx, activity)
    put(tx, now.spots, spots(tx, activity))
    begin(tx, {group: canvas_area.inside(area) for group, area in now.areas.items()}, anchors(tx, activity), fresh=True)
    return now


def put(tx: Change, places: Mapping[str, Point], known: Mapping[str, Point]) -> None:
    """Write places of cards; those that lie there already are left alone."""
    for card, (x, y) in places.items():
        if card not in known:
            tx.insert("board_spots", placement=card, x=x, y=y)
        elif known[card] != (x, y):
            tx.update("board_spots", card, x=x, y=y)


def begin(tx: Change, places: Mapping[str, Point], known: Mapping[str, Point], *, fresh: bool = False) -> None:
    """Write where groups begin; with `fresh` only for those that had no place."""
    for group, (x, y) in places.items():
        if group not in known:
            tx.insert("board_areas", cluster=group, x=x, y=y)
        elif not fresh and known[group] != (x, y):
            tx.update("board_areas", group, x=x, y=y)


def switch(tx: Change, activity: str, layout: str) -> None:
    """Show the board as a canvas from now on: what has no place yet gets one for good."""
    settings = agenda.activity(tx, activity).settings
    agenda.edit_activity(tx, activity, settings={**settings, "layout": layout})
    pin(tx, activity)


def move(tx: Change, activity: str, places: Mapping[str, Point]) -> list[str]:
    """Lay cards down, into the groups they fall into, and return where they lie now.

    An idea that lies in its new group already is taken in there, as in every layout.
    """
    cards = ideas.cards(tx, activity)
    before = pin(tx, activity)
    put(tx, places, before.spots)
    changed = homes(before, cards, places)
    left = {card.cluster for card in cards if card.placement in changed}
    begin(tx, {g: canvas_area.inside(before.areas[g]) for g in left if g in before.areas}, anchors(tx, activity))
    return [ideas.append(tx, card, changed[card]) if card in changed else card for card in places]


def shift_group(tx: Change, activity: str, group: str, by: Point) -> int:
    """Move a group with all its cards and return how many there were."""
    now = pin(tx, activity)
    members = [card.placement for card in ideas.cards(tx, activity) if card.cluster == group]
    put(tx, {card: _plus(now.spots[card], by) for card in members}, now.spots)
    begin(tx, {group: _plus(canvas_area.inside(now.areas[group]), by)}, anchors(tx, activity))
    return len(members)


def arrange(tx: Change, activity: str) -> int:
    """Put all cards in order, group by group, and return how many there were; one change, one undo."""
    cards = ideas.cards(tx, activity)
    groups = [group.id for group in ideas.clusters(tx, activity)]
    made = canvas_plan.arrange([(card.placement, card.cluster) for card in cards], groups)
    put(tx, made.spots, spots(tx, activity))
    begin(tx, {group: canvas_area.inside(area) for group, area in made.areas.items()}, anchors(tx, activity))
    return len(cards)


def group(tx: Change, activity: str, chosen: Sequence[str], title: str) -> str:
    """Name a group of cards and return it; they are gathered nearby unless they already lie by themselves."""
    now = pin(tx, activity)
    cluster = ideas.add_cluster(tx, activity, title)
    kept = [ideas.append(tx, card, cluster) for card in chosen]
    rest = {card: spot for card, spot in now.spots.items() if card not in set(chosen)}
    places = [now.spots[card] for card in kept]
    area = canvas_area.group_area(places, places[0])
    others = list(_without(now, chosen, tx, activity).values())
    if _crowded(area, rest.values(), others):
        near = min(places, key=lambda spot: (spot[1], spot[0]))
        places = canvas_plan.block(len(kept), near, rest.values(), others)
        put(tx, dict(zip(kept, places, strict=True)), now.spots)
        area = canvas_area.group_area(places, places[0])
    begin(tx, {cluster: canvas_area.inside(area)}, {})
    return cluster


def homes(now: Plan, cards: Sequence[Card], places: Mapping[str, Point]) -> dict[str, str | None]:
    """Return which of the cards laid down change their group: into the area they fall into, out of the one they left.

    A group moved as a whole stays together; one card of several leaves when it lies a card's size away from the rest.
    """
    held = {card.placement: card.cluster for card in cards}
    left: dict[str, list[Point]] = {}
    for card, home in held.items():
        if home is not None and card not in places:
            left.setdefault(home, []).append(now.spots[card])
    areas = {g: canvas_area.group_area(left[g], left[g][0]) for g in left}
    areas |= {g: area for g, area in now.areas.items() if g not in left and g not in set(held.values())}
    changed: dict[str, str | None] = {}
    for card, spot in places.items():
        home, into = held.get(card), canvas_area.heirs(spot, areas)
        if into is None and home is not None:
            rest = areas.get(home)
            reach = rest.grown(canvas_area.WIDTH / 2) if rest is not None else None
            into = home if reach is None or reach.meets(canvas_area.card_area(spot)) else None
        if into != home:
            changed[card] = into
    return changed


def _without(now: Plan, chosen: Iterable[str], read: Reader, activity: str) -> dict[str, Area]:
    """Return the areas of the groups as they are once the chosen cards are out of them."""
    gone = set(chosen)
    left: dict[str, list[Point]] = {}
    for card in ideas.cards(read, activity):
        if card.cluster in now.areas and card.placement not in gone:
            left.setdefault(card.cluster, []).append(now.spots[card.placement])
    return {g: canvas_area.group_area(left.get(g, []), canvas_area.inside(area)) for g, area in now.areas.items()}


def _crowded(area: Area, rest: Iterable[Point], others: Iterable[Area]) -> bool:
    large = area.w * area.h > 40 * canvas_area.WIDTH * canvas_area.HEIGHT
    return large or any(area.meets(canvas_area.card_area(spot)) for spot in rest) or any(map(area.meets, others))


def _plus(one: Point, other: Point) -> Point:
    return (one[0] + other[0], one[1] + other[1])
