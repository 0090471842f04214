"""People found in free text by the names on the list, with Polish endings, and other words left alone."""

import json

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
        ("Anna_Kowalska.jpg, IMG_Nowak2.png, @Wójcik_", "101.jpg, IMG_1022.png, @103_"),
        ("", ""),
    ],
)
def test_mentions(text, expected):
    assert Mentions(PEOPLE).replace(text) == expected


def test_a_typed_name_is_looked_for_as_it_stands():
    mentions = Mentions([Person("Piotr Lis", "", whole=True)])
    assert mentions.replace("Piotrowi Lisowi, a lis i Lis osobno") == "[…], a lis i Lis osobno"
    assert mentions.count == 1
    assert mentions.replace("Piotr_Lis_2.jpg") == "[…]_2.jpg"


def test_nobody_on_the_list_changes_nothing():
    text = "Wszystko zostaje, jak jest"
    assert Mentions([]).replace(text) == text


@pytest.mark.parametrize(("text", "expected"), [
    ("Piotr Lis", True), ("Anna Maria Wójcik-Lis", True), ("Urząd Miasta", False), ("Ewa", False),
    ("ktoś z urzędu", False), ("Wydział Promocji", False), ("", False), ("2026-01-02 10:00", False),
])  # fmt: skip
def test_what_looks_like_a_name(text, expected):
    assert looks_like_a_name(text) is expected


@pytest.mark.parametrize("text", [
    "601202303", "601-202-303", "601 20 23 03", "601.202.303", "(601) 202 303", "+48 601 202 303", "0048601202303",
    "+48 (601) 202-303", "0601202303", "anna@example.org", "ANNA@EXAMPLE.ORG", "anna (at) example.org",
    "anna[małpa]example.org", "+48 511 222 333", "+49 30 1234 5678", "obca@x.pl",
])  # fmt: skip
def test_contacts_are_found_however_they_are_written(text):
    assert Mentions(PEOPLE).replace(f"To {text}, proszę") == "To […], proszę"


@pytest.mark.parametrize(("text", "expected"), [
    ("tel. 511 222 333", "tel. […]"), ("Telefon: (12) 345-67-89.", "Telefon: […]."), ("kom. 511222333", "kom. […]"),
])  # fmt: skip
def test_a_telephone_of_nobody_on_the_list_is_known_by_the_word_before_it(text, expected):
    assert Mentions(PEOPLE).replace(text) == expected
    assert Mentions(PEOPLE, strangers=False).replace(text) == text


@pytest.mark.parametrize("text", [
    "1601202303 zł", "6012023031", "511 222 333 zł", "telefonicznie 12 osób", "kom. 5", "2026-11-22T09:00:00.000Z",
    "komisja 600 100 200", "12 345 678 mieszkańców",
])  # fmt: skip
def test_figures_that_are_no_telephone_stay(text):
    assert Mentions(PEOPLE).replace(text) == text


def test_a_namesake_who_stays_keeps_the_name():
    others = [Person("Anna Kowalska", "", stays=True), Person("Jan Nowak", "", stays=True)]
    mentions = Mentions([Person("Jan Kowalski", "[…]"), *others], strangers=False)
    assert mentions.replace("Anna Kowalska i Jan Nowak, pisz: a@b.pl") == "Anna Kowalska i Jan Nowak, pisz: a@b.pl"
    assert mentions.count == 0
    assert mentions.replace("Janowi Kowalskiemu, Kowalska, Annie, Nowakowi") == "[…], […], Annie, Nowakowi"
    assert mentions.count == 2


CHANGING = [
    Person(name, str(number)) for number, name in enumerate((
        "Paweł Gołąb", "Ewa Stępień", "Małgorzata Mróz", "Olek Kozioł", "Wąż", "Monika Kwiecień", "Róg", "Orzeł",
        "Maria Jabłońska", "Olga Ziobro", "Zofia Gołaś", "Józef Kość", "Adam Wysocki",
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
        ("Marii Jabłońskiej, Jabłońscy, Mario", "109, 109, 109"),
        ("Oldze, Ziobrze, Ziobry, Zofii, Gołasia, Gołasiowi", "110, 110, 110, 111, 111, 111"),
        ("Kościa, Kościowi, Wysoccy, Wysockich", "112, 112, 113, 113"),
        ("Goła prawda, Kościół, Wysoko, Marian, Olgierd", "Goła prawda, Kościół, Wysoko, Marian, Olgierd"),
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


def test_a_name_that_begins_a_line_is_found_in_json_too():
    said = {"rules": ["Słuchamy\nNowak pilnuje czasu\n\tWójcik notuje"], "Kowalska": 'tak "Nowak"', "n": 601202303}
    found = {"rules": ["Słuchamy\n102 pilnuje czasu\n\t103 notuje"], "101": 'tak "102"', "n": 601202303}
    assert json.loads(Mentions(PEOPLE).replace_in_json(json.dumps(said, ensure_ascii=False))) == found
    assert json.loads(Mentions(PEOPLE).replace_in_json(json.dumps(said))) == found  # letters escaped
    assert Mentions(PEOPLE).replace_in_json('{"a":  "nikt"}') == '{"a":  "nikt"}'  # left as it was, spaces and all
    assert Mentions(PEOPLE).replace_in_json('{"Nowak') == '{"102'
