"""What came of a proposal put to agreement is one sentence: share, steps, reservations, blocks; no word twice."""

from fractions import Fraction

import pytest

from labapp.counting.profile import Agreement, Ballot, Option, Profile
from labapp.counting.rules import count
from labapp.kinds.vote import why
from labapp.wording.translate import translator

SCALE = {"steps": "5", "support": "2", "level": "3/4"}


def told(steps, language="pl", weight=1, **settings):
    cast = tuple(Ballot(Agreement({"a": step}), weight=Fraction(weight)) for step in steps)
    outcome = count("agreement", Profile((Option("a"),), cast), {**SCALE, **settings})
    return [said.replace("\u00a0", " ") for said in why.sentences(outcome, {"a": "Park"}, translator(language))]


@pytest.mark.parametrize(("steps", "settings", "said"), [
    ((1, 1, 1, 3), {}, "Jest zgoda co do „Park”: poparcie 3 z 4, potrzeba było 75%; tyle daje już sam stopień 1 (z 5); "
                       "zastrzeżenia: 1 osoba."),
    ((1, 2, 2, 3), {}, "Jest zgoda co do „Park”: poparcie 3 z 4, potrzeba było 75%; zastrzeżenia: 1 osoba."),
    ((1, 2, 2, 5), {"support": "3"}, "„Park” – sprzeciw (1 osoba), choć poparcie to 3 z 4, a potrzeba było 75%; "
                                     "tyle dają już stopnie 1–2 (z 5)."),
    ((1, 3, 3, 4), {}, "Nie ma zgody co do „Park”: poparcie 1 z 4, potrzeba było 75%; "
                       "tyle dają dopiero stopnie 1–3 (z 5) razem; zastrzeżenia: 3 osoby."),
    ((1, 5, 5, 5), {}, "Nie ma zgody co do „Park”: poparcie 1 z 4, potrzeba było 75%; sprzeciw: 3 osoby."),
    ((1, 1, 2, 5), {"block": "counts"}, "Jest zgoda co do „Park”: poparcie 3 z 4, potrzeba było 75%; "
     "sprzeciw: 1 osoba, co zgodnie z ustaleniem liczy się, ale nie wstrzymuje."),
])  # fmt: skip
def test_one_sentence_says_all_of_a_proposal(steps, settings, said):
    assert told(steps, **settings) == [said]


def test_what_a_block_stops_is_not_said_to_have_enough():
    """Of a proposal that was blocked it was said that step 1 alone is enough."""
    for steps in ((1, 1, 1, 5), (1, 2, 2, 5), (1, 3, 3, 3, 5)):
        for language, words in (("pl", "wystarcz"), ("en", "enough")):
            assert words not in told(steps, language)[0]
    assert told((1, 1, 1, 5), "en")[0].endswith("and 75% was needed; step 1 of 5 alone comes to that.")


def test_weighed_votes_with_reservations_are_no_parts_of_people():
    """Of three people of one entity, each a third of a vote, 0.67 people had reservations."""
    assert told((1, 3, 3), weight=Fraction(1, 3)) == [
        "Nie ma zgody co do „Park”: poparcie około 0,33 z 1, potrzeba było 75%; "
        "tyle dają dopiero stopnie 1–3 (z 5) razem; zastrzeżenia: około 0,67 głosu."
    ]
    assert told((1, 2, 3, 5), "en", weight=2)[0].endswith("reservations: 2 votes; blocks: 2 votes.")
