"""Every failure and problem that the laboratory can name has a sentence: no code reaches a person."""

import re
from pathlib import Path

import labapp
from labapp.wording.errors import SENTENCES, placed
from labapp.wording.translate import translator

_NAMED = re.compile(
    r'\b(?:UserError|WorldError|UsageError|ChoiceNeeded|Problem|refuse|warn)\(\s*"([a-z-]+\.[a-z0-9.-]+)"'
)


def named() -> set[str]:
    """Return the codes as the source names them."""
    sources = Path(labapp.__file__).parent.rglob("*.py")
    return {code for source in sources for code in _NAMED.findall(source.read_text(encoding="utf-8"))}


def test_every_named_failure_has_a_sentence():
    codes = named()
    assert len(codes) > 100
    assert sorted(codes - set(SENTENCES)) == []


def test_what_kinds_find_is_said_with_the_title():
    said = placed("plan.accepted-by-nobody", {"title": "Plan", "n": 5}, translator("pl"))
    assert said == "„Plan”: 5 działań jest przyjętych, ale nikt nie jest wskazany."
    said = placed("board.stray-cards", {"title": "Ideas", "n": 1}, translator("en"))
    assert said == '"Ideas": 1 card lies in a group of another board.'
