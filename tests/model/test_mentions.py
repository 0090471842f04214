"""People found in free text by the names on the list, with Polish endings, and other words left alone."""

import pytest

from labapp.model.mentions import Mentions, Person, looks_like_a_name

PEOPLE = [
    Person("Anna Kowalska", "101", ("anna@example.org", "+48 601 202 303")),
    Person("Jan Nowak", "102"),
    Person("MARIA WÓJCIK", "103"),
    Person("Anna Zielińska-Dudek", "104"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Kowalska prosi o ławki", "101 prosi o ławki"),
        ("rozmowa z Anną Kowalską i Janem Nowakiem", "rozmowa z 101 i 102"),
        ("według Nowaka", "według 102"),
        ("Pani Wójcik", "Pani 103"),
        ("WÓJCIK: tak", "103: tak"),
        ("Zielińskiej-Dudek zależy", "104 zależy"),
        ("Anna mówi", "[…] mówi"),  # two people are called so
        ("tel. 601 202 303, anna@example.org", "tel. […], […]"),
        ("pisz na inny@adres.pl", "pisz na […]"),
        ("nowak drukowany małą literą", "nowak drukowany małą literą"),
        ("Nowa ścieżka i nowe ławki", "Nowa ścieżka i nowe ławki"),
        ("Kowal i kowalstwo", "Kowal i kowalstwo"),
        ("Janowo to wieś", "Janowo to wieś"),
        ("koszt 601202 zł, 100 000 000 zł", "koszt 601202 zł, 100 000 000 zł"),
        ("", ""),
    ],
)
def test_mentions(text, expected):
    assert Mentions(PEOPLE).replace(text) == expected


def test_a_typed_name_is_looked_for_as_it_stands():
    mentions = Mentions([Person("Piotr Lis", "", whole=True)])
    assert mentions.replace("Piotrowi Lisowi, a lis i Lis osobno") == "[…], a lis i Lis osobno"
    assert mentions.count == 1


def test_nobody_on_the_list_changes_nothing():
    text = "Wszystko zostaje, jak jest"
    assert Mentions([]).replace(text) == text


@pytest.mark.parametrize(("text", "expected"), [
    ("Piotr Lis", True), ("Anna Maria Wójcik-Lis", True), ("Urząd Miasta", False), ("Ewa", False),
    ("ktoś z urzędu", False), ("Wydział Promocji", False), ("", False), ("2026-01-02 10:00", False),
])  # fmt: skip
def test_what_looks_like_a_name(text, expected):
    assert looks_like_a_name(text) is expected


CHANGING = [
    Person(name, str(number)) for number, name in enumerate((
        "Paweł Gołąb", "Ewa Stępień", "Małgorzata Mróz", "Olek Kozioł", "Wąż", "Monika Kwiecień", "Róg", "Orzeł",
    ), 101)
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pawła Gołębia, Pawłowi Gołębiowi, o Pawle Gołębiu", "101, 101, o 101"),
        ("Ewie Stępień, Ewą, Ewo, Stępnia, PANI EWY", "102, 102, 102, 102, PANI 102"),
        ("Małgorzacie Mróz, Mroza, Mrozem", "103, 103, 103"),
        ("Olka Kozła, Olkowi Kozłowi, o Koźle", "104, 104, o 104"),
        ("Węża, Wężowi, Monice, Kwietnia, KWIETNIOWI", "105, 105, 106, 106, 106"),
        ("Rogiem, Roga, Orła, ORŁEM", "107, 107, 108, 108"),
        ("Pawilon, Ewolucja, Małgosia, Rogatki, Mrozoodporny", "Pawilon, Ewolucja, Małgosia, Rogatki, Mrozoodporny"),
        ("idzie mróz, orła cień, na rogu", "idzie mróz, orła cień, na rogu"),
    ],
)
def test_names_whose_letters_change(text, expected):
    assert Mentions(CHANGING).replace(text) == expected


def test_a_typed_name_whose_letters_change():
    assert Mentions([Person("Paweł Gołąb", "", whole=True)]).replace("Pawłowi Gołębiowi i Pawłowi") == "[…] i Pawłowi"


def test_a_word_without_an_end_does_not_hold_it_up():
    long = "x" * 1_000_000
    assert Mentions(PEOPLE).replace(f"{long} a@b.pl, .@a@b.pl") == f"{long} […], .@[…]"
