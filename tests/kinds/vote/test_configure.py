"""Settings of a vote being prepared: each form has figures of its own, and keeps them while others are looked at."""

from labapp.kinds.vote import rounds


def agreed(here):
    return rounds.get(here.lab.read, here.vote).terms


def test_a_form_looked_at_and_left_again_costs_no_figures(room):
    here = room(form="dots", limits={"n": 5, "cap": 2})
    here.set(form="choose")
    assert "cap" not in agreed(here).limits
    here.set(limits={"min": 0, "max": 3})
    here.set(form="dots")
    assert (agreed(here).limits["n"], agreed(here).limits["cap"]) == (5, 2)
    here.set(form="choose")
    assert agreed(here).limits["max"] == 3


def test_a_form_never_used_starts_from_its_own_figures(room):
    here = room(form="choose", limits={"min": 2, "max": 2}, rule="approval")
    here.set(form="dots")
    assert set(agreed(here).limits) == {"n", "cap"}
    assert agreed(here).rule == "dots"


def test_figures_given_with_the_form_win(room):
    here = room(form="dots", limits={"n": 5, "cap": 2})
    here.set(form="choose")
    here.set(form="dots", limits={"n": 7, "cap": 7})
    assert agreed(here).limits["cap"] == 7
