"""Whatever two computers did apart: joining here and joining there give one sound laboratory, and nothing is lost."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.checking import check_lab
from labapp.joining import MINE, THEIRS, join, load
from labapp.kinds.plan import actions
from labapp.kinds.vote import options, rounds
from labapp.model import agenda, people
from tests.joining.hands import STEP, Hands
from tests.joining.two import compared, content, parted, side


def added(lab, base, table):
    return {key for key in load(lab).rows[table] if key not in base[table]}


@settings(max_examples=20, deadline=None)
@given(st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.data())
def test_joined_here_or_there_it_is_one_laboratory(before, mine, theirs, data):
    folder = Path(tempfile.mkdtemp())
    with pytest.MonkeyPatch.context() as patch:  # a fixture would be shared by all examples
        patch.setenv("LABAPP_DATA", str(folder / "data"))
        try:
            _meet(folder, before, mine, theirs, data)
        finally:
            shutil.rmtree(folder)


def _meet(folder, before, mine, theirs, data):
    def prepare(document, made):
        with document.lab.change("activity.add") as tx:
            day = agenda.days(tx)[0].id
            vote = agenda.add_activity(tx, day, "vote", "Wybór")
            rounds.configure(tx, vote, form="choose", limits={"n": 1}, secrecy="open", channels=["booth"])
            for title in "ab":
                options.add(tx, vote, title)
            actions.add(tx, agenda.add_activity(tx, day, "plan", "Plan"), "Zmierzyć")
            for name in ("jan", "ewa"):
                people.arrive(tx, made[name])
        for step in before:
            Hands(document).do(step)

    here, there, _made = parted(folder, prepare=prepare)
    with here, there:  # a draw may end an example before its time
        _join_both(here, there, mine, theirs, data)


def _join_both(here, there, mine, theirs, data):
    base = load(here.lab).rows
    for document, steps in ((here, mine), (there, theirs)):
        for step in steps:
            Hands(document).do(step)
    comparison = compared(here, there)
    conflicts = comparison.plan().conflicts
    picks = {item.ident: data.draw(st.sampled_from((MINE, THEIRS)), label="choice") for item in conflicts}
    flipped = {ident: THEIRS if pick == MINE else MINE for ident, pick in picks.items()}
    held = {table: added(here.lab, base, table) | added(there.lab, base, table)
            for table in ("ideas", "participants", "notes", "clusters", "activities")}  # fmt: skip
    of_mine, of_theirs = side(here), side(there)
    join(here, of_theirs, picks)
    join(there, of_mine, flipped)
    assert content(here) == content(there)
    assert check_lab(here.lab) == check_lab(there.lab) == []
    rows = load(here.lab).rows
    for table, keys in held.items():
        assert keys <= set(rows[table]), table
    _nothing_lost(rows, base, of_mine.rows, of_theirs.rows, {item.ident for item in conflicts})
    assert compared(here, there).plan().conflicts == ()


def _nothing_lost(rows, base, mine, theirs, asked):
    for table in ("ideas", "participants", "notes"):
        for key, was in base[table].items():
            if (table, key) in asked:
                continue
            for column in ("text", "color", "name", "retired"):
                now = [state[table][key] for state in (mine, theirs) if column in was and key in state[table]]
                changed = {row[column] for row in now if row[column] != was[column]}
                assert not changed or changed == {rows[table][key][column]}, (table, key, column)

