"""Every code of a change anywhere in the sources has its sentence in both languages."""

import ast
from pathlib import Path

from labapp.wording.history import HISTORY, first_words, history_line, history_sentence
from labapp.wording.translate import translator

ROOT = Path(__file__).resolve().parents[2]
DOORS = ("change", "silent", "run", "drain", "_take_back", "gesture", "entry")


def codes():
    """Return every literal code given to a door for writes, with its place."""
    for package in ("labapp", "ui"):
        for file in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in DOORS:
                    for value in [*node.args[:3], *(word.value for word in node.keywords if word.arg == "code")]:
                        if isinstance(value, ast.Constant) and isinstance(value.value, str) and "." in value.value:
                            yield value.value, f"{file.relative_to(ROOT)}:{node.lineno}"


def test_every_code_has_a_sentence():
    found = dict(codes())
    assert len(found) > 15
    assert {code: place for code, place in found.items() if code not in HISTORY} == {}


def test_sentences_count_and_differ_by_language():
    pl, en = translator("pl"), translator("en")
    assert history_sentence("idea.merge", {"n": 2}, pl) == "połączono 2 kartki"
    assert history_sentence("idea.merge", {"n": 5}, pl) == "połączono 5 kartek"
    assert history_sentence("idea.merge", {"n": 2}, en) == "2 cards merged"
    assert history_sentence("idea.add", {}, pl) == "dodano kartkę"
    assert history_sentence("history.undo", {"code": "idea.merge", "n": 2}, pl) == "cofnięto: połączono 2 kartki"
    for code in HISTORY:
        for n in (1, 2, 5):
            said = [history_sentence(code, {"n": n, "code": "idea.add"}, _) for _ in (pl, en)]
            assert all(code not in text and "{" not in text for text in said)


def test_a_code_from_a_newer_version_shows_itself():
    assert history_sentence("future.thing", {"n": 1}, translator("pl")) == "future.thing"
    assert history_sentence("history.undo", {"code": "history.undo"}, translator("pl"))


def test_a_line_names_the_things_it_is_about():
    pl, en = translator("pl"), translator("en")
    plan = [("plan_actions", "Posadzić łąkę")]
    assert history_line("plan.add", {}, plan, False, pl) == "dodano działanie: „Posadzić łąkę”"
    assert history_line("plan.add", {}, plan, False, en) == "action added: “Posadzić łąkę”"
    people = [("participants", "101"), ("participants", "102")]
    assert history_line("person.leave", {"n": 5}, people, True, pl) == "odnotowano 5 wyjść: kod 101, kod 102, …"
    assert history_line("plan.add", {}, [], False, pl) == history_sentence("plan.add", {}, pl)


def test_long_words_are_cut_between_words_and_lines_are_joined():
    assert first_words("krótko\ni  jasno") == "krótko i jasno"
    cut = first_words("Bezpłatne sale w szkołach po lekcjach dla organizacji z gminy, także w soboty")
    assert cut == "Bezpłatne sale w szkołach po lekcjach dla…"
    assert len(first_words("a" * 10_000)) <= 48
