"""Polish forms after a number: verb and noun go with 1, with 2 to 4 (22 too), with 5 and more, and with fractions."""

from fractions import Fraction

import pytest

from labapp.counting.outcome import Reason
from labapp.wording.reasons import sentence
from labapp.wording.translate import translator


def said(code: str, **params: object) -> str:
    return sentence(Reason(code, {"option": "a", **params}), translator("pl"), {"a": "A"}).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("n", "chose", "judged", "given"),
    [
        (1, "wskazała 1 osoba", "zdanie wyraziła 1 osoba", "od 1 osoby"),
        (2, "wskazały 2 osoby", "zdanie wyraziły 2 osoby", "od 2 osób"),
        (5, "wskazało 5 osób", "zdanie wyraziło 5 osób", "od 5 osób"),
        (12, "wskazało 12 osób", "zdanie wyraziło 12 osób", "od 12 osób"),
        (22, "wskazały 22 osoby", "zdanie wyraziły 22 osoby", "od 22 osób"),
    ],
)
def test_people_do_something_in_their_number(n: int, chose: str, judged: str, given: str) -> None:
    assert said("nominal-group-won", score=9, voters=n) == f"Wybrano „A”: 9 punktów ({chose})."
    assert said("score-mean-won", score=4, people=n) == f"Wybrano „A”: średnia 4 ({judged})."
    split = said("nominal-split", high=n, low=n)
    assert split == f"Warto porozmawiać: „A” – najwięcej punktów {given}, najmniej {given}."


@pytest.mark.parametrize(
    ("n", "votes", "points", "dots", "people"),
    [
        (1, "1 głos", "1 punkt", "1 kropka", "1 osoba"),
        (2, "2 głosy", "2 punkty", "2 kropki", "2 osoby"),
        (5, "5 głosów", "5 punktów", "5 kropek", "5 osób"),
        (22, "22 głosy", "22 punkty", "22 kropki", "22 osoby"),
        (Fraction(5, 2), "2,5 głosu", "2,5 punktu", "2,5 kropki", "2,5 osoby"),
        (Fraction(1, 3), "około 0,33 głosu", "około 0,33 punktu", "około 0,33 kropki", "około 0,33 osoby"),
    ],
)
def test_what_is_counted_stands_in_its_number(n: object, votes: str, points: str, dots: str, people: str) -> None:
    assert said("approval-won", score=n) == f"Wybrano „A”: {votes}."
    assert said("borda-won", score=n) == f"Wybrano „A”: {points} za miejsca w uszeregowaniach."
    assert said("dots-won", score=n) == f"Wybrano „A”: {dots}."
    assert said("agreement-reservations", reservations=n) == f"„A” – zastrzeżenia: {people}."
    assert said("agreement-blocks", blocks=n, weighed=True) == f"„A” – sprzeciw: {votes}."


@pytest.mark.parametrize("n", [1, 2, 5, 22])
def test_support_of_so_many_needs_no_verb_that_would_have_to_agree(n: int) -> None:
    missed = said("agreement-missed", support=n, people=30, level=Fraction(1))
    assert missed == f"Nie ma zgody co do „A”: poparcie {n} z 30, potrzeba było 100%."
