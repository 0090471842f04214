"""Every code of a failure or of a problem in a file has its sentence; no sentence waits for what nobody raises."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from labapp.checking import problem_sentence
from labapp.kinds.base import Problem
from labapp.wording.errors import SENTENCES
from labapp.wording.translate import translator

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"[a-z][a-z-]*(\.[a-z0-9-]+)+")
# What takes a code as its first word: failures by their names, and the short ways some rooms have to raise them.
TAKERS = re.compile(r"([A-Z]\w*Error|ChoiceNeeded|Problem|_?refuse|_?warn|_fail)")


@cache
def modules() -> list[ast.Module]:
    files = [path for package in ("labapp", "ui") for path in sorted((ROOT / package).rglob("*.py"))]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in files if "wording" not in path.parts]


def words(node: ast.AST) -> set[str]:
    """Codes written out anywhere in an expression."""
    found = {item.value for item in ast.walk(node) if isinstance(item, ast.Constant) and isinstance(item.value, str)}
    return {word for word in found if CODE.fullmatch(word)}


def raised() -> set[str]:
    """Codes handed to what takes one, through a table of the same module too, and those a check yields."""
    found: set[str] = set()
    for module in modules():
        tables = {
            target.id: words(node.value)
            for node in module.body if isinstance(node, ast.Assign)
            for target in node.targets if isinstance(target, ast.Name)
        }  # fmt: skip
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if TAKERS.fullmatch(name):
                    found |= words(node.args[0])
                    for item in ast.walk(node.args[0]):
                        found |= tables.get(item.id, set()) if isinstance(item, ast.Name) else set()
            elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                found |= words(node.value.elts[0])
    return found


def test_every_code_has_a_sentence() -> None:
    found = raised()
    assert len(found) > 200
    assert sorted(found - set(SENTENCES)) == []


def test_no_sentence_is_without_a_door() -> None:
    written = set().union(*(words(module) for module in modules()))
    parts = {part for module in modules() for node in ast.walk(module) if isinstance(node, ast.JoinedStr)
             for part in _beginnings(node)}  # fmt: skip
    ends = {end for module in modules() for node in ast.walk(module) if isinstance(node, ast.JoinedStr)
            for end in _endings(node)}  # fmt: skip
    waiting = {
        code for code in set(SENTENCES) - written
        if not any(code.startswith(part) for part in parts)
        and not any(code.endswith(end) and code.removesuffix(end) in written for end in ends)
    }  # fmt: skip
    assert sorted(waiting) == []


def _beginnings(text: ast.JoinedStr) -> set[str]:
    """What a code put together at run time begins with: `f"match.{found}"`."""
    first = text.values[0]
    known = isinstance(first, ast.Constant) and re.fullmatch(r"[a-z][a-z-]*\.[a-z-]*", str(first.value))
    return {str(first.value)} if known and isinstance(first, ast.Constant) else set()


def _endings(text: ast.JoinedStr) -> set[str]:
    """What a code that is handed on gets at its end: `f"{code}-there"`."""
    if len(text.values) == 2 and ast.unparse(text).startswith("f'{code}-"):
        return {ast.literal_eval(text.values[1])}
    return set()


@pytest.mark.parametrize("problem", [
    Problem("board.stray-cards", {"n": 2}), Problem("plan.accepted-by-nobody", {"n": 2}),
    Problem("talk.unknown-form", {}),
], ids=lambda problem: problem.code)  # fmt: skip
def test_what_a_check_finds_in_a_point_is_said_in_both_languages(problem: Problem) -> None:
    polish, english = (problem_sentence(problem, translator(language)) for language in ("pl", "en"))
    assert polish != english
    assert problem.code not in polish + english
