"""Dividing people among tables and rounds: what must hold exactly, what is wished, and what is few."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.errors import UserError
from labapp.jobs import Cancelled, Progress
from labapp.model.seating.designs import designed, week
from labapp.model.seating.divide import divide
from labapp.model.seating.fields import line
from labapp.model.seating.late import close_table, open_table, place
from labapp.model.seating.values import Request, Sitter, quality


def room(text, **more):
    """A room from one letter a person: `room("SSO", tables=2)`."""
    return Request(tuple(Sitter(f"{i:03}", letter) for i, letter in enumerate(text)), **more)


def seated(request, effort=60_000):
    return divide(request, Progress(), effort)


def evenly(request, rounds, tables=None):
    """Everybody sits once a round; sectors and sizes are as even as whole people can be."""
    sectors = {p.id: p.sector for p in request.people}
    count = tables or request.tables
    whole = Counter(sectors.values())
    for round_ in rounds:
        assert sorted(person for table in round_ for person in table) == sorted(sectors)
        sizes = [len(table) for table in round_]
        assert max(sizes) - min(sizes) <= 1
        for table in round_:
            here = Counter(sectors[p] for p in table)
            for sector, people in whole.items():
                assert people // count <= here[sector] <= -(-people // count)


@st.composite
def requests(draw):
    letters = draw(st.lists(st.sampled_from("SSSOMMEI"), min_size=1, max_size=40))
    tables = draw(st.integers(1, min(9, len(letters))))
    people = [f"{i:03}" for i in range(len(letters))]
    hosts = draw(st.lists(st.sampled_from([None, *people]), max_size=tables).filter(
        lambda named: len([h for h in named if h]) == len({h for h in named if h})))  # fmt: skip
    pairs = list(combinations(people, 2))
    wished = st.lists(st.sampled_from(pairs), max_size=3, unique=True) if pairs else st.just([])
    return room(
        "".join(letters), tables=tables, rounds=draw(st.integers(1, 4)), hosts=tuple(hosts),
        apart=tuple(draw(wished)), together=tuple(draw(wished)), seed=draw(st.integers(0, 9)),
    )  # fmt: skip


@given(requests())
def test_sectors_sizes_and_hosts_always_hold(request):
    made = seated(request, 3_000)
    evenly(request, made.rounds)
    assert len(made.rounds) == request.rounds
    for round_ in made.rounds:
        for table, host in enumerate(request.hosts):
            assert host is None or host in round_[table]
    assert made.quality == quality(made.rounds, request.apart, request.together)


@given(requests())
def test_the_same_request_gives_the_same_seating(request):
    assert seated(request, 3_000) == seated(request, 3_000)


def test_wishes_are_kept_where_they_can_be():
    request = room(
        "SOM" * 8, tables=4, rounds=4, apart=(("000", "001"), ("002", "004")), together=(("006", "007"),)
    )
    made = seated(request, 400_000)
    assert (made.quality.apart, made.quality.together) == ((), ())
    evenly(request, made.rounds)
    assert all(any({"006", "007"} <= set(table) for table in round_) for round_ in made.rounds)


def test_wishes_that_cannot_be_kept_are_told():
    both = seated(room("SSSS", tables=2, apart=(("000", "001"),), together=(("000", "001"),)))
    assert both.quality.apart or both.quality.together
    crowded = seated(room("SSSS", tables=2, apart=tuple(combinations(("000", "001", "002"), 2))))
    assert len(crowded.quality.apart) == 1
    same_side = seated(room("SSOOOO", tables=2, together=(("000", "001"),)))
    assert same_side.quality.together == (("000", "001"),)  # evenness of sectors comes first


@pytest.mark.parametrize(("tables", "seats", "rounds"), [(5, 5, 5), (7, 4, 7), (8, 4, 9), (9, 5, 8), (4, 4, 4)])
def test_nobody_meets_twice_where_arithmetic_says_how(tables, seats, rounds):
    made = seated(room("S" * tables * seats, tables=tables, rounds=rounds, topics=False), 2_000_000)
    assert made.quality.repeated == 0


def test_a_cafe_of_forty_in_four_rounds():
    request = room("SOM" * 13 + "S", tables=8, rounds=4, hosts=tuple(f"{i:03}" for i in range(8)))
    made = seated(request, 1_500_000)
    evenly(request, made.rounds)
    assert made.quality.repeated == 0
    for person in range(8, 40):  # and every guest sees four tables
        been = {t for round_ in made.rounds for t, table in enumerate(round_) if f"{person:03}" in table}
        assert len(been) == 4


@pytest.mark.parametrize("tables", [2, 3, 4, 5, 7, 8, 9, 11, 13, 16])
def test_lines_of_a_field_meet_in_one_round(tables):
    where = line(tables)
    for turn in range(tables):
        for column in range(tables):
            assert {where(row, column, turn) for row in range(tables)} == set(range(tables))
    for one, two in combinations(range(tables), 2):
        for row in range(tables):
            meetings = [turn for turn in range(tables) if where(0, one, turn) == where(row, two, turn)]
            assert len(meetings) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"tables": 0}, {"tables": 5}, {"tables": 2, "rounds": 0}, {"tables": 2, "hosts": ("000", "000")},
        {"tables": 2, "hosts": ("nobody",)}, {"tables": 1, "hosts": ("000", "001")},
    ],
)  # fmt: skip
def test_what_nobody_can_seat_is_refused(wrong):
    with pytest.raises(UserError):
        seated(room("SSOO", **wrong))


def test_a_seating_can_be_cancelled_and_tells_how_far_it_is():
    told = []
    seated_ = divide(room("SOOM" * 10, tables=7, rounds=5), Progress(lambda p: told.append((p.done, p.total))), 100_000)
    assert seated_.rounds
    assert told
    assert all(done <= total * 2 for done, total in told)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        divide(room("SOOM" * 10, tables=7, rounds=5), stopped)


@given(requests(), st.data())
def test_latecomers_move_nobody(request, data):
    before = seated(request, 1_000).rounds
    sectors = {p.id: p.sector for p in request.people} | {"late": data.draw(st.sampled_from("SOMX"))}
    first = data.draw(st.integers(0, request.rounds - 1))
    after = place(before, "late", sectors, first)
    for turn, (old, new) in enumerate(zip(before, after, strict=True)):
        assert tuple(tuple(p for p in table if p != "late") for table in new) == old
        taken = [index for index, table in enumerate(new) if "late" in table]
        assert len(taken) == (turn >= first)
        for index in taken:
            assert len(old[index]) == min(map(len, old))
    assert place(after, "late", sectors, first) == after


def test_a_latecomer_evens_out_sectors_and_keeps_away():
    before = ((("a", "b"), ("c", "d")),)
    sectors = {"a": "S", "b": "O", "c": "O", "d": "O", "x": "S"}
    assert place(before, "x", sectors, 0) == ((("a", "b"), ("c", "d", "x")),)
    assert place(before, "x", sectors, 0, apart=[("c", "x")]) == ((("a", "b", "x"), ("c", "d")),)
    assert place(before, "x", sectors, 0, closed={1}) == ((("a", "b", "x"), ("c", "d")),)
    assert place(before, "x", sectors, 0, here={"b", "c", "d"}) == ((("a", "b", "x"), ("c", "d")),)


@given(requests(), st.data())
def test_tables_open_and_close_without_losing_anybody(request, data):
    before = seated(request, 1_000).rounds
    sectors = {p.id: p.sector for p in request.people}
    first = data.draw(st.integers(0, request.rounds - 1))
    hosts = {host for host in request.hosts if host}
    opened = open_table(before, sectors, first, hosts=hosts)
    for turn, (old, new) in enumerate(zip(before, opened, strict=True)):
        assert sorted(p for table in new for p in table) == sorted(sectors)
        assert all(set(now) <= set(was) for was, now in zip(old, new[:-1], strict=True))
        assert not hosts & set(new[-1])
        assert turn >= first or new[-1] == ()
    closed = close_table(opened, request.tables, sectors, first)
    for turn, (old, new) in enumerate(zip(opened, closed, strict=True)):
        assert sorted(p for table in new for p in table) == sorted(sectors)
        assert turn < first or new[-1] == ()
        assert all(set(was) <= set(now) for was, now in zip(old[:-1], new[:-1], strict=True))


def test_an_opened_table_fills_up_evenly():
    before = ((tuple("abcd"), tuple("efgh")),)
    sectors = dict(zip("abcdefgh", "SSOOSSOO", strict=True))
    after = open_table(before, sectors, 0, hosts={"a", "e"})
    assert sorted(map(len, after[0])) == [2, 3, 3]
    assert {sectors[p] for p in after[0][2]} == {"S", "O"}


def test_the_design_seats_everybody_once_a_round_and_no_two_twice():
    met = Counter()
    for number in range(10):
        seat = week(number)
        for table in range(8):
            here = [person for person in range(32) if seat[person] == table]
            assert len(here) == 4
            met.update(combinations(here, 2))
    assert set(met.values()) == {1}
    never = [pair for pair in combinations(range(32), 2) if pair not in met]
    assert never == [(person, person + 1) for person in range(0, 32, 2)]


@pytest.mark.parametrize("count", [32, 31, 30])
@pytest.mark.parametrize("rounds", [9, 10])
def test_eight_tables_of_four_reach_the_known_optimum_in_ten_rounds(count, rounds):
    request = room("S" * count, tables=8, rounds=rounds, topics=False)
    made = seated(request)
    evenly(request, made.rounds)
    assert made.quality.repeated == 0


def test_with_topics_few_come_to_a_table_again():
    seats = designed(32, 8, 10)
    again = sum(
        times - 1 for person in range(32) for times in Counter(seat[person] for seat in seats).values()
    )
    assert again < 32 * 10 * 0.3, "ten visits to eight tables repeat two at least; by lot it would be three or more"
    made = seated(room("S" * 32, tables=8, rounds=10))
    assert made.quality.repeated <= 4


@pytest.mark.parametrize(("count", "tables", "rounds"), [
    (32, 8, 11), (29, 8, 10), (33, 8, 10), (32, 4, 10), (32, 8, 8),
])  # fmt: skip
def test_where_no_design_serves_the_search_does(count, tables, rounds):
    assert designed(count, tables, rounds) is None
