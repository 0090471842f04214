"""The shipped templates are complete, and the check notices an answer that breaks the contract of the command line."""

import pytest

from tests import template_check

GOOD = {"id": "empty", "title": {"pl": "Puste", "en": "Empty"}, "minutes": 0, "activities": 0}


def test_shipped_templates_are_complete():
    assert template_check.check() == []


def test_the_contract_is_met():
    assert list(template_check.answer_problems({"templates": [GOOD]})) == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({}, "there are no templates"),
        ({"templates": []}, "there are no templates"),
        ({"templates": [GOOD, GOOD]}, "the id empty is there twice"),
        ({"templates": [{**GOOD, "minutes": "90"}]}, "empty: minutes is '90'"),
        ({"templates": [{**GOOD, "title": {"pl": "Puste"}}]}, "empty: the title lacks a language"),
        ({"templates": [{**GOOD, "title": {"pl": "Puste", "en": " "}}]}, "empty: the title lacks a language"),
    ],
)
def test_a_breach_is_named(answer, told):
    assert list(template_check.answer_problems(answer)) == [told]
