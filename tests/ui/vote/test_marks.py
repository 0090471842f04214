"""What a ballot of the booth lets be marked: no more than can be handed in, and no less."""

from labapp.kinds.vote.terms import terms
from ui.booth.marks import Marks


def test_by_the_rule_of_poznan_one_option_may_go_beyond_the_sum_beside_what_costs_nothing():
    limits = {"sum": "100", "way": "choose", "max": 0, "costs": ["120", "0", "10"], "beyond": True}
    agreed = terms({"form": "budget", "rule": "poznan", "limits": limits}, agreed=True)
    ballot = Marks(agreed)
    assert [ballot.toggle(number) for number in (2, 1, 3)] == [True, True, False]
    ballot = Marks(agreed)
    assert [ballot.toggle(number) for number in (3, 1)] == [True, False]
