"""Every form: what it accepts is within its limits, equal ballots are equal texts, and marks name known options."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.counting.checks import named
from labapp.errors import UserError
from labapp.kinds.vote.forms import FORMS, form
from labapp.kinds.vote.keys import padded_length

NUMBERS = range(1, 6)
IDS = {number: f"id{number}" for number in NUMBERS}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text("12a", max_size=2) | st.sampled_from(["yes", "no"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(["", "1", "2", "5", "6", "x"]), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(FORMS)), ANYTHING)
def test_any_input_is_checked_or_refused_with_a_sentence(form_id, body):
    one = form(form_id)
    limits = one.defaults() if form_id != "choose" else {"min": 1, "max": 3}
    try:
        checked = one.check(body, limits, NUMBERS)
    except UserError:
        return
    text = one.encode(checked)
    assert one.check(json.loads(text), limits, NUMBERS) == checked  # what is kept reads back the same
    assert set(named(one.marks(one.decode(text, limits, NUMBERS), IDS))) <= set(IDS.values())
    left = one.left(checked, limits)
    assert left is None or left >= 0
    assert len(text) + 64 < padded_length(len(NUMBERS))


@pytest.mark.parametrize(
    ("form_id", "one", "other"),
    [
        ("choose", [3, 1], [1, 3]),
        ("choose", [1, 1, 3], [1, 3]),
        ("dots", {"2": 1, "1": 2, "3": 0}, {"1": 2, "2": 1}),
        ("answers", {"2": "no", "1": "yes"}, {"1": "yes", "2": "no"}),
        ("agreement", {2: 5, 1: 1}, {"1": 1, "2": 5}),
    ],
)
def test_equal_ballots_are_equal_texts(form_id, one, other):
    given_form = form(form_id)
    limits = {**given_form.defaults(), "max": 3, "min": 1}
    texts = {given_form.encode(given_form.check(body, limits, NUMBERS)) for body in (one, other)}
    assert len(texts) == 1


@pytest.mark.parametrize(
    ("form_id", "body", "code"),
    [
        ("dots", {"1": 4}, "ballot-value"),
        ("dots", {"1": 3, "2": 3}, "too-many"),
        ("ranking", [1, 1], "doubled"),
        ("score", {"": {"1": 6}}, "ballot-value"),
        ("score", {"x": {"1": 1}}, "shape"),
        ("agreement", {"1": 6}, "ballot-value"),
    ],
)
def test_limits(form_id, body, code):
    with pytest.raises(UserError, match=code):
        form(form_id).check(body, form(form_id).defaults(), NUMBERS)


def test_a_form_of_a_newer_program_is_named():
    with pytest.raises(UserError, match="form-unknown"):
        form("liquid")
