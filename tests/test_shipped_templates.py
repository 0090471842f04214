"""The shipped templates are complete, and the check notices an answer that breaks the contract of the command line."""

import pytest

from labapp import templates
from labapp.document import new_document
from labapp.kinds.vote.rounds import of_activity
from labapp.model import agenda
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


def test_a_vote_that_asks_for_several_ideas_chooses_several(tmp_path):
    """Every shipped vote asks "which ideas …": a single winner would answer another question."""
    asked = []
    for template in templates.templates():
        with new_document(tmp_path / f"{template.id}.lab", language="pl") as document:
            templates.fill(document.lab, template.id, language="pl")
            for vote in [item for item in agenda.activities(document.lab.read) if item.kind == "vote"]:
                rounds = of_activity(document.lab.read, vote.id)
                asked += [(template.id, held.terms.counting.get("seats")) for held in rounds]
    assert asked
    assert [each for each in asked if each[1] in (None, "1")] == []
