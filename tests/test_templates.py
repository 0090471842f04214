"""Templates become laboratories in both languages; the user's own are found, broken ones named."""

from __future__ import annotations

from pathlib import Path

import pytest

from labapp import template_files, templates
from labapp.document import new_document
from labapp.errors import UserError
from labapp.kinds.board.kind import Board
from labapp.kinds.vote import rounds
from labapp.model import agenda, facts, ideas, people
from labapp.wording.nouns import NOUNS
from tests.cli.run import lab

IDS = [item.id for item in templates.templates()]
OWN = """
id = "own"
[title]
pl = "Moje"
en = "Mine"
[[day]]
start = "10:30"
[[day.activity]]
kind = "talk"
minutes = 20
minimum = 5
title = { pl = "Start", en = "Start" }
"""


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("template", IDS)
def test_a_template_is_laid_out_as_written(tmp_path: Path, template: str, language: str):
    written = templates.template(template)
    with new_document(tmp_path / "a.lab", language=language) as document:
        templates.fill(document.lab, template, language=language)
        read = document.lab.read
        listed = agenda.activities(read)
        assert facts.get(read, "title") == written.title[language]
        assert facts.get(read, "template") == template
        assert len(listed) == written.activities
        assert sum(item.minutes for item in listed) == written.minutes
        assert all(item.title and 0 < item.minimum <= item.minutes for item in listed)
        assert [sector.look for sector in people.sectors(read)] == list(people.LOOKS)
        assert len({sector.letter for sector in people.sectors(read)}) == 5
        for item in listed:
            if item.kind == "board":
                assert ideas.clusters(read, item.id)
                assert Board().upgrade(item.settings)["noun"] in NOUNS
            if item.kind == "vote":
                held = rounds.latest(read, item.id)
                assert held is not None
                assert held.state == rounds.DRAFT
        assert document.lab.next_undo() is None


@pytest.mark.parametrize("template", IDS)
def test_texts_differ_between_languages_and_notes_are_worth_reading(template: str):
    written = templates.template(template)
    assert templates.check(written) == []
    points = [item for day in written.days for item in day.get("activity", ())]
    for item in points:
        assert item["notes"]["pl"] != item["notes"]["en"]
        assert len(item["notes"]["pl"]) > 30
    assert written.title["pl"] != written.title["en"]


def test_the_titles_say_how_long_it_takes():
    minutes = {item.id: item.minutes for item in templates.templates()}
    assert minutes["sniadanie"] == 120
    assert minutes["burza"] == 90
    assert 8 * 60 < minutes["laboratorium"] < 2 * 8 * 60


def test_a_title_of_ones_own_wins(tmp_path: Path):
    with new_document(tmp_path / "a.lab") as document:
        templates.fill(document.lab, "puste", language="pl", title="Nasza sprawa")
        assert facts.get(document.lab.read, "title") == "Nasza sprawa"


def test_the_users_own_templates_are_offered_and_broken_ones_named(private_data: Path):
    folder = private_data / "templates"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    (folder / "torn.toml").write_text('id = "torn', encoding="utf-8")
    (folder / "hidden.toml").write_text(OWN.replace('"own"', '"burza"'), encoding="utf-8")
    assert [item.id for item in templates.templates()] == [*IDS, "own"]
    answer = lab("templates", "--json")
    assert answer.status == 0
    assert answer.json["templates"][-1] == {
        "id": "own", "title": {"pl": "Moje", "en": "Mine"}, "minutes": 20, "activities": 1,
    }  # fmt: skip
    assert "torn.toml" in answer.err
    assert lab("new", private_data / "a.lab", "--template", "own").status == 0


def test_what_is_offered_is_what_the_templates_say(private_data: Path):
    """The first window reads only the beginning of ours: nothing it shows may stand further down."""

    def said(found: list[template_files.Template]) -> list[tuple[object, ...]]:
        return [(item.id, item.order, dict(item.title), dict(item.summary)) for item in found]

    assert said(template_files.offered()) == said(templates.templates())


def test_an_unknown_template_names_the_known_ones():
    with pytest.raises(UserError) as caught:
        templates.template("nope")
    assert caught.value.code == "template.unknown"
    assert "burza" in caught.value.params["known"]


def test_what_is_missing_is_said_and_refused(private_data: Path, tmp_path: Path):
    folder = private_data / "templates"
    folder.mkdir(parents=True)
    torn = OWN.replace('pl = "Moje"\n', "").replace('kind = "talk"', 'kind = "dance"')
    (folder / "own.toml").write_text(torn, encoding="utf-8")
    found = templates.check(templates.template("own"))
    assert "title.pl is missing" in found
    assert any("dance" in problem for problem in found)
    listed = lab("templates", "--json")
    assert [item["id"] for item in listed.json["templates"]] == IDS
    assert "dance" in listed.err
    answer = lab("new", tmp_path / "a.lab", "--template", "own")
    assert answer.status == 1
    assert "own.toml" in answer.err
    assert not (tmp_path / "a.lab").exists()


@pytest.mark.parametrize(
    "fault",
    [
        ("minutes = 20", 'minutes = "20"'), ("minutes = 20", "minutes = 20\nsettings = 3"),
        ("minutes = 20", "minutes = 20\ncolumns = 3"), ("minutes = 20", "minutes = 20\noptions = [1]"),
        ("minutes = 20", 'minutes = 20\nquestion = "?"'), ("minutes = 20", "minutes = 20\nfixed = 9"),
        ('kind = "talk"', "kind = []"),
    ],
)  # fmt: skip
def test_a_template_of_other_types_is_refused_before_anything_is_written(
    private_data: Path, tmp_path: Path, fault: tuple[str, str]
):
    folder = private_data / "templates"
    folder.mkdir(parents=True)
    assert fault[0] in OWN
    (folder / "own.toml").write_text(OWN.replace(*fault), encoding="utf-8")
    with new_document(tmp_path / "a.lab", title="A") as document:
        before = document.lab.history()
        with pytest.raises(UserError, match=r"template\.broken"):
            templates.fill(document.lab, "own", language="pl")
        assert document.lab.history() == before
