"""Whatever two computers did apart: joining here and joining there give one sound laboratory, and nothing is lost."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.checking import check_lab
from labapp.erase import erase_person
from labapp.joining import MINE, THEIRS, join, load
from labapp.kinds.plan import actions
from labapp.kinds.vote import options, rounds
from labapp.model import agenda, ideas, people
from tests.joining.hands import STEP, Hands
from tests.joining.two import compared, content, parted, side
from tests.lab_files import board


def added(lab, base, table):
    return {key for key in load(lab).rows[table] if key not in base[table]}


@contextmanager
def apart():
    """Lend a folder, and a data folder of its own: a fixture would be shared by all examples."""
    folder = Path(tempfile.mkdtemp())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABAPP_DATA", str(folder / "data"))
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


def prepared(before):
    """Return what is there before both part: a vote, a plan, people in the room, and some gestures."""

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

    return prepare


@settings(max_examples=20, deadline=None)
@given(st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.data())
def test_joined_here_or_there_it_is_one_laboratory(before, mine, theirs, data):
    with apart() as folder:
        here, there, _made = parted(folder, prepare=prepared(before))
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



@settings(max_examples=10, deadline=None)
@given(st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.lists(STEP, max_size=8), st.booleans(), st.data())
def test_somebody_removed_on_one_is_removed_from_both(before, mine, theirs, removed_here, data):
    # A name changed before is nobody's name any more, and whoever removes a person looks for the present one alone.
    before, mine, theirs = ([step for step in steps if step[0] != "rename"] for steps in (before, mine, theirs))
    with apart() as folder:
        here, there, made = parted(folder, prepare=prepared(before))
        with here, there:
            for document, steps in ((here, mine), (there, theirs)):
                for step in steps:
                    Hands(document).do(step)
            erase_person(here if removed_here else there, made["anna"])
            if removed_here:
                with there.lab.change("idea.add") as tx:
                    ideas.add(tx, board(there), "Kowalska jest za")
            of_mine, of_theirs = side(here), side(there)
            conflicts = compared(here, there).plan().conflicts
            picks = {item.ident: data.draw(st.sampled_from((MINE, THEIRS))) for item in conflicts}
            join(here, of_theirs, picks)
            join(there, of_mine, {ident: THEIRS if pick == MINE else MINE for ident, pick in picks.items()})
            assert content(here) == content(there)
            # Who had accepted an action is gone: that much the check says after any removal.
            odd = {problem.code for document in (here, there) for problem in check_lab(document.lab)}
            assert odd <= {"plan.accepted-by-nobody"}
            for document in (here, there):
                assert made["anna"] not in {row["id"] for row in load(document.lab).rows["participants"].values()}
                document.snapshot_now(wait=True)
                assert b"Kowalsk" not in document.path.read_bytes()
