"""Lines told from the widths of words are those the text is broken into."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_data
from ui.stage.fitting import wrap
from ui.stage.measuring import line_count

pytestmark = pytest.mark.usefixtures("qapp")

_WORDS = st.sampled_from(["Ławka", "w", "„Dom", "Łodzi”", "(park", "szkole)", "a", "234/240", "e-booki", "–", "ul.",
                          "i", '"Most"', "ławki,", "czy?", "3,5", "pół-ławka", "Śniadanie", "…", "co..."])  # fmt: skip
_SIZES, _WIDTHS = st.sampled_from([30, 45, 53]), st.integers(120, 900)


@given(st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=60), _SIZES, _WIDTHS)
def test_as_many_lines_as_the_text_is_broken_into(text: str, size: int, width: int) -> None:
    assert line_count(text, size, width) == len(wrap(text, size, width).lines)
    assert line_count(text, size, width, max_lines=2) == len(wrap(text, size, width, max_lines=2).lines)


@pytest.mark.parametrize("width", [260, 417, 811])
def test_ideas_that_people_wrote(width: int) -> None:
    with shared_data("ideas", "pl_pomysly.csv").open(encoding="utf-8") as file:
        texts = [row["nazwa"] for row in csv.DictReader(file, delimiter=";")]
    counted = {text: line_count(text, 45, width) for text in texts}
    assert counted == {text: len(wrap(text, 45, width).lines) for text in texts}


def test_most_texts_need_not_be_laid_out() -> None:
    texts = [f"Ławka w cieniu przy szkole numer {number}, także dla starszych" for number in range(1_000)]
    before = wrap.cache_info().misses
    for text in texts:
        line_count(text, 41, 620)
    assert wrap.cache_info().misses - before < 100
