"""Small votes whose reasons can be worked out by hand, read as the room reads them: true, whole, and good Polish."""

from fractions import Fraction

import pytest

from labapp.counting.profile import Agreement, Answers, Approvals, Ballot, Grades, Option, Points, Profile, Ranking
from labapp.counting.rules import count
from labapp.counting.sectors import by_sector
from labapp.counting.settings import CountError
from labapp.wording.money import money
from labapp.wording.reasons import error_sentence, explanation, sentence
from labapp.wording.reasons_sectors import support
from labapp.wording.translate import translator

PL, EN = translator("pl"), translator("en")


def options(**costs: object) -> tuple[Option, ...]:
    return tuple(Option(name, name, Fraction(str(cost))) for name, cost in costs.items())


def approvals(offered: tuple[Option, ...], budget: object, *rows: tuple[str, int], **more: object) -> Profile:
    ballots = tuple(Ballot(Approvals(tuple(chosen.split())), number) for chosen, number in rows)
    return Profile(offered, ballots, budget=Fraction(str(budget)), **more)


def rankings(*rows: tuple[str, int]) -> Profile:
    names = sorted({name for row, _ in rows for name in row.split()})
    ballots = tuple(Ballot(Ranking(tuple((name,) for name in row.split())), number) for row, number in rows)
    return Profile(tuple(Option(name, name) for name in names), ballots)


def read(rule: str, profile: Profile, language: str = "pl", **settings: object) -> str:
    outcome = count(rule, profile, {name.replace("_", "-"): value for name, value in settings.items()})
    titles = {option.id: option.title for option in profile.options}
    said = "\n".join(explanation(outcome, translator(language), titles))
    return said.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("payers", "polish", "english"),
    [
        (1, "płaci 1 osoba, najwyżej 100 zł.", "1 person paid, at most 100 zł."),
        (2, "płacą 2 osoby, każda najwyżej 50 zł.", "2 people paid, at most 50 zł each."),
        (5, "płaci 5 osób, każda najwyżej 20 zł.", "5 people paid, at most 20 zł each."),
        (20, "płaci 20 osób, każda najwyżej 5 zł.", "20 people paid, at most 5 zł each."),
        (25, "płaci 25 osób, każda najwyżej 4 zł.", "25 people paid, at most 4 zł each."),
    ],
)
def test_who_paid_is_said_in_the_right_number(payers: int, polish: str, english: str) -> None:
    profile = approvals(options(Park=100), 1000, ("Park", payers))
    assert polish in read("equal-shares", profile)
    assert english in read("equal-shares", profile, "en")


def test_payers_by_points_and_by_weight() -> None:
    given = Profile(options(Park=100), (Ballot(Points({"Park": 5}), 2),), budget=Fraction(1000))
    assert "płacą 2 osoby, najwyżej 10 zł za każdy przyznany punkt." in read("equal-shares", given)
    members = (Ballot(Approvals(("Park",)), 1, entity="x"), Ballot(Approvals(()), 1, entity="x"))
    weighed = Profile(options(Park=100), members, budget=Fraction(1000))
    said = read("equal-shares", weighed, per="entity")
    assert "Po stronie płacących: 0,5 głosu, najwyżej 200 zł za cały głos." in said
    pointed = (Ballot(Points({"Park": 5}), 1, entity="x"), Ballot(Points({}), 1, entity="x"))
    said = read("equal-shares", Profile(options(Park=100), pointed, budget=Fraction(1000)), per="entity")
    assert "Po stronie płacących: 0,5 głosu, najwyżej 40 zł za każdy punkt całego głosu." in said  # 0.5 × 5 × 40 = 100


def test_what_lacks_less_than_a_cent_does_not_look_like_enough() -> None:
    """133.33 for four people: the three for A hold 99.9975, and the one for B 33.3325 of 33.334."""
    profile = approvals(options(A=100, B="33.334"), "133.33", ("A", 3), ("B", 1))
    said = read("equal-shares", profile, "en")
    assert "“A” is not chosen: all its supporters together had 99.99 zł of the 100 zł needed." in said
    assert "“B” is not chosen: all its supporters together had 33.33 zł of the 33.34 zł needed." in said
    assert "it costs 33.34 zł and 33.33 zł is left" in read("greedy", profile, "en")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "0 zł"), ("0.004", "0,004 zł"), ("0.00014285", "0,00014 zł"), ("0.0099", "0,0099 zł"),
        ("0.01", "0,01 zł"), ("0.015", "0,02 zł"), ("1000.5", "1000,50 zł"), ("-2.5", "−2,50 zł"),
        ("10000", "10 000 zł"),
    ],
)  # fmt: skip
def test_amounts_below_a_cent_are_not_nothing(amount: str, said: str) -> None:
    assert money(PL, Fraction(amount)).replace("\N{NO-BREAK SPACE}", " ") == said


def test_loads_of_a_thousand_people_are_not_nothing() -> None:
    said = read("phragmen", approvals(options(A=1, B=1), 2, ("A", 700), ("B", 300)))
    assert "Przechodzi „A”: obciążenie każdego ze zwolenników wynosi teraz 0,0014 zł." in said


def test_completion_says_why_the_rest_is_left() -> None:
    """Park is paid for; 500 are left, Bench fits, Road does not."""
    profile = approvals(options(Park=500, Bench=300, Road=400), 1000, ("Park", 12), ("Bench", 5), ("Road", 4))
    said = read("equal-shares", profile, completion="utilitarian")
    assert "Za pozostałe 200 zł nie zmieści się już nic z tego, co poparto." in said
    assert "Za pozostałe" not in read("equal-shares", profile)
    assert "Za pozostałe" not in read("equal-shares", approvals(options(A=1), 9, ("A", 1)), completion="utilitarian")


def test_losers_of_a_budget_come_in_the_order_of_their_turn() -> None:
    profile = approvals(options(A=90, B=20, C=30), 100, ("A", 9), ("B", 2), ("C", 5))
    said = read("greedy", profile)
    assert said.index("„C”: 5 głosów") < said.index("„B”: 2 głosy")


def test_the_minimum_is_named_where_somebody_misses_it() -> None:
    profile = approvals(options(A=90, B=20), 100, ("A", 9), ("B", 2))
    assert "„B” odpada: 2 głosy, a próg to 8." in read("greedy-threshold", profile, min_score=8)


def test_the_last_one_by_the_poznan_rule_goes_beyond_the_budget() -> None:
    profile = approvals(options(A=60, B=50), 100, ("A", 9), ("B", 2))
    said = read("poznan", profile)
    assert "„B” za 50 zł, choć zostało tylko 40 zł" in said
    assert "Rozdzielono 110 zł: o 10 zł więcej niż kwota 100 zł." in said


def test_currencies_other_than_zloty_are_named() -> None:
    profile = approvals(options(A=60), 100, ("A", 2), meta={"currency": "EUR"})
    assert "zł" not in read("equal-shares", profile)
    assert "płacą 2 osoby, każda najwyżej 30 EUR" in read("equal-shares", profile)


def test_several_that_cannot_be_elected_are_several() -> None:
    profile = rankings(("A B", 3), ("C A", 1), ("D A", 1))
    assert "Opcję „C” można zaznaczyć, ale nie może wygrać" in read("irv", profile, exclude_first="C")
    assert "Opcje „C” i „D” można zaznaczyć, ale nie mogą wygrać" in read("irv", profile, exclude_first="C,D")


def test_schulze_names_the_duel_that_was_lost() -> None:
    """A beats B 6:3, B beats C 7:2, C beats A 5:4: C's narrow win leads back to A weaker than A leads to C."""
    said = read("schulze", rankings(("A B C", 4), ("B C A", 3), ("C A B", 2)))
    assert "Nie wybrano „B”: przegrywa pojedynek z „A”, 3 do 6." in said
    assert "Łańcuch wygranych pojedynków prowadzi też w drugą stronę, ale słabszy: 1 wobec 3." in said
    assert "Nie wybrano „C”: łańcuch wygranych pojedynków od „A” ma siłę 3, a w drugą stronę 1." in said
    plain = read("schulze", rankings(("A B C", 4), ("B A C", 1)))
    assert "Nie wybrano „C”: przegrywa pojedynek z „A”, 0 do 5." in plain
    assert "Łańcuch" not in plain


def test_condorcet_says_which_duel_nobody_won() -> None:
    said = read("condorcet", rankings(("A B C", 5), ("B A C", 5)))
    assert "Pojedynek nierozstrzygnięty: „A” i „B”, 5 do 5." in said
    assert "nierozstrzygnięty" not in read("condorcet", rankings(("A B C", 4), ("B C A", 3), ("C A B", 2)))


@pytest.mark.parametrize("step", ["0", "0%", 0, Fraction(0)])
def test_a_step_of_nothing_is_refused_with_what_a_step_is(step: object) -> None:
    with pytest.raises(CountError) as caught:
        count("equal-shares", approvals(options(A=1), 9, ("A", 1)), {"completion": "add1", "step": step})
    assert "1%" in error_sentence(caught.value, EN)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("0", "0%"), ("1/300", "<1%"), ("1/200", "1%"), ("199/300", "66%"), ("198/200", "99%"), ("199/200", ">99%"),
        ("1", "100%"),
    ],
)
def test_nearly_nobody_is_not_nobody_and_nearly_all_are_not_all(share: str, said: str) -> None:
    assert support(PL, "people", Fraction(share) * 100) == said


def test_the_lowest_support_is_not_rounded_up_to_a_promise() -> None:
    """Two of three in one sector and all in the other: two thirds are not "at least 67%"."""
    rows = [(("A",), 2, "s"), (("B",), 1, "s"), (("A",), 4, "o")]
    ballots = tuple(Ballot(Approvals(chosen), number, sector=sector) for chosen, number, sector in rows)
    found = by_sector("approval", Profile((Option("A"), Option("B")), ballots))
    assert [sentence(reason, PL) for reason in found.reasons()][-1] == (
        "Wspólny grunt: „A”; najniższe poparcie wśród sektorów to 67%."
    )


@pytest.mark.parametrize(
    ("rule", "marks", "said"),
    [
        ("approval", (Approvals(("A",)), Approvals(("B",))), "„A” i „B” – 3 głosy."),
        ("dots", (Points({"A": 2}), Points({"B": 2})), "„A” i „B” – 6 kropek."),
        ("borda", (Ranking((("A",), ("B",))), Ranking((("B",), ("A",)))), "„A” i „B” – 3 punkty."),
        ("nominal-group", (Points({"A": 5}), Points({"B": 5})), "„A” i „B” – 15 punktów."),
        ("score-mean", (Grades({"": {"A": 2, "B": 3}}), Grades({"": {"A": 3, "B": 2}})), "„A” i „B” – średnia 2,5."),
    ],
)
def test_a_tie_says_what_the_tied_have(rule: str, marks: tuple[object, object], said: str) -> None:
    profile = Profile((Option("A"), Option("B")), tuple(Ballot(each, 3) for each in marks))
    assert f"Tyle samo mają: {said}" in read(rule, profile)


@pytest.mark.parametrize(("majority", "needed"), [("two-thirds", "co najmniej 2/3"), ("absolute", "ponad połowa")])
def test_what_weighed_votes_need_is_no_whole_number(majority: str, needed: str) -> None:
    """Five thirds of two carry either majority; "at least 2 for" would deny it."""
    cast = (("yes", 1, "x"), ("yes", 2, "y"), ("no", 1, "y"))
    ballots = tuple(Ballot(Answers({"A": answer}), number, entity=entity) for answer, number, entity in cast)
    profile = Profile((Option("A"),), ballots)
    weighed = read("motion", profile, majority=majority, per="entity")
    assert weighed.startswith("Przyjęto „A”: za około 1,67")
    assert weighed.endswith(f"{needed} (ważne głosy: 2).")
    assert read("motion", profile, majority=majority).endswith("(ważne głosy: 4), czyli co najmniej 3 za.")


def test_loads_of_weighed_votes_are_told_of_whole_votes() -> None:
    """Three people of weight 2 carry 20 each of 60; by the count it is 10 for a vote."""
    cast = [Ballot(Approvals((name,)), weight=Fraction(2)) for name in "AAAB"]
    profile = Profile(options(A=60, B=50), tuple(cast), budget=Fraction(100))
    said = read("phragmen", profile)
    assert "Przechodzi „A”: obciążenie zwolenników wynosi teraz 10 zł na każdy cały głos." in said
    assert "Kolejna opcja to „B” (obciążenie zwolenników wyniosłoby 25 zł na każdy cały głos), ale" in said
    english = read("phragmen", profile, "en")
    assert "“A” is chosen: its supporters then carry 10 zł for each whole vote." in english
    assert "“B” is next (its supporters would carry 25 zł for each whole vote), but it costs 50 zł" in english


@pytest.mark.parametrize(
    ("steps", "polish", "english"),
    [
        ((1, 1, 1), "daje już stopień 1 (z 8;", "is reached at step 1 (of 8;"),
        ((1, 1, 5), "dają dopiero stopnie 1–5 razem (z 8;", "is reached only by steps 1 to 5 together (of 8;"),
    ],
)
def test_where_there_is_no_agreement_no_share_is_called_agreed_on(
    steps: tuple[int, ...], polish: str, english: str
) -> None:
    profile = Profile((Option("A"),), tuple(Ballot(Agreement({"A": step})) for step in steps))
    assert f"„A”: potrzebną część głosów {polish} 1 to pełne poparcie)." in read("agreement", profile)
    assert f"“A”: the needed share of the votes {english} 1 is full support)." in read("agreement", profile, "en")


def test_blocks_and_reservations_are_named_before_their_number() -> None:
    profile = Profile((Option("A"),), tuple(Ballot(Agreement({"A": step})) for step in (1, 5, 8, 8)))
    said = read("agreement", profile).splitlines()
    assert {"„A” – zastrzeżenia: 1 osoba.", "„A” – sprzeciw: 2 osoby."} <= set(said)


@pytest.mark.parametrize(
    ("weight", "parted"),
    [(1, "liczba osób, które dały punkty"), (2, "łączna waga głosów, które dały punkty")],
)
def test_of_points_no_votes_are_said_to_part_equals(weight: int, parted: str) -> None:
    cast = [Ballot(Points(given), weight=Fraction(weight)) for given in ({"A": 2}, {"B": 1}, {"B": 1})]
    profile = Profile(options(A=60, B=60), tuple(cast), budget=Fraction(100))
    assert f" – rozstrzygnęła większa {parted}. Przechodzi: „B”." in read("greedy", profile)
