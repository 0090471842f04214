"""Hints of near-duplicates: forms of Polish words meet, different things do not."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.jobs import Cancelled, Progress
from labapp.kinds.board import hints
from tests.shared_data import shared_data


def _found(*texts: str, refused: tuple[tuple[str, str], ...] = ()) -> set[tuple[str, str]]:
    told_apart = frozenset(frozenset(pair) for pair in refused)
    values = hints.Texts(tuple((text, text) for text in texts), told_apart)
    return {(hint.one, hint.other) for hint in hints.find(values, Progress())}


@pytest.mark.parametrize(("one", "other"), [
    ("Ścieżka rowerowa przy szkole", "Ścieżki rowerowe obok szkoły"),
    ("Ławki w parku", "Więcej ławek w parkach"),
    ("Konsultacje z mieszkańcami", "Konsultować z mieszkańcami"),
    ("Oświetlenie przystanków", "Lepsze oświetlenie na przystanku autobusowym"),
    ("Wspólne szkolenia urzędników i organizacji", "Szkolenia wspólne dla urzędników i organizacji"),
    ("remont chodnika, ul. Długa", "REMONT CHODNIKÓW NA UL. DŁUGIEJ"),
])  # fmt: skip
def test_forms_of_the_same_words_meet(one: str, other: str) -> None:
    noise = ("Mural na szkole muzycznej", "Bezpłatne badania wzroku", "Festyn sąsiedzki", "Zajęcia z robotyki")
    assert _found(one, *noise, other) == {(one, other)}


@pytest.mark.parametrize(("one", "other"), [
    ("Mural na szkole", "Murawa na boisku"), ("Park", "Park kieszonkowy dla psów i ich opiekunów"),
    ("Plac zabaw na Rubinkowie", "Zajęcia sportowe dla seniorów"), ("Budowa 12 miejsc", "Budowa 15 miejsc postojowych"),
])  # fmt: skip
def test_different_things_do_not(one: str, other: str) -> None:
    assert _found(one, other) == set()


def test_pairs_told_apart_do_not_come_back() -> None:
    assert _found("Ławki w parku", "Ławka w parku", refused=(("Ławka w parku", "Ławki w parku"),)) == set()


@given(st.lists(st.text(max_size=60), max_size=15))
def test_any_texts_are_compared_without_harm(texts: list[str]) -> None:
    values = hints.Texts(tuple((str(place), text) for place, text in enumerate(texts)))
    for hint in hints.find(values, Progress()):
        assert hint.one != hint.other
        assert hints.LEAST <= hint.score <= 100


def test_the_search_can_be_stopped() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        hints.find(hints.Texts((("a", "Ławka"), ("b", "Ławki"))), progress)


def test_the_same_words_with_another_number_are_hinted_at_among_two_thousand() -> None:
    with shared_data("ideas", "pl_pomysly.csv").open(encoding="utf-8-sig") as source:
        names = [row["nazwa"] for row in csv.DictReader(source, delimiter=";")]
    texts = tuple((str(n), f"{names[n % len(names)]} {n // len(names)}") for n in range(2000))
    assert hints.find(hints.Texts(texts), Progress())
