"""Money on which a tie is still open: what is certain, what hangs on the tie, and what the lot makes of it."""

from fractions import Fraction

from labapp.counting.profile import Approvals, Ballot, Option, Profile
from labapp.counting.rules import count
from labapp.kinds.vote import box, groups, result
from labapp.kinds.vote.section import verdict
from labapp.kinds.vote.ties import LOT, Decision
from labapp.model import agenda
from tests.kinds.vote.test_complete import EN, KIND, held, report


def test_while_a_tie_is_open_the_money_is_not_said_to_be_left(room):
    """After 1 there is nothing for 3, after 2 there is: so 3 is undecided too, though not tied itself."""
    limits = {"sum": "95", "way": "choose"}
    here = held(room, [[1], [1], [2], [2], [3]], form="budget", limits=limits, counting={"ties": "open"})
    found = result.result(here.lab.read, here.vote)
    assert [bar.choice.number for bar in found.bars if bar.tied] == [1, 2, 3]
    ids = {bar.choice.number: bar.choice.id for bar in found.bars}
    assert result.level(found.outcome) == {ids[1], ids[2]}, "what a lot is entered for"
    assert verdict(found, EN).startswith("Undecided: ")
    told = repr(report(here)).replace("\\xa0", " ")
    assert "Allotted so far 0 zł of 95 zł; the tie decides the rest" in told
    box.announce(here.lab, here.vote)
    shown = KIND.scene(here.lab.read, agenda.activity(here.lab.read, here.activity))
    assert groups.grouped(shown.bars)[0][0] == groups.TIED
    box.decide_tie(here.lab, here.vote, Decision(LOT, (ids[2], ids[1]), witnesses="Anna"))
    after = result.result(here.lab.read, here.vote)
    assert [bar.choice.number for bar in after.bars if bar.won] == [2, 3]
    assert not any(bar.tied for bar in after.bars)


def test_who_lacks_money_in_every_order_is_not_undecided_though_level():
    """All three have two votes; the first costs more than there is."""
    counting = {"ties": "open", "completion": "utilitarian"}
    ballots = [Approvals(("a", "c")), Approvals(("c",)), Approvals(("a", "b")), Approvals(("b",))]
    options = tuple(Option(name, cost=Fraction(cost)) for name, cost in (("a", 80), ("b", 40), ("c", 40)))
    outcome = count("equal-shares", Profile(options, tuple(map(Ballot, ballots)), budget=Fraction(60)), counting)
    assert outcome.winners == ()
    assert result.undecided(outcome) == {"b", "c"}
