"""Every code that the readers of ballots and the command line can raise has a sentence, in both languages."""

import re
from pathlib import Path

import pytest

from labapp.counting.outcome import Reason
from labapp.errors import UserError
from labapp.wording.errors import SENTENCES, error_sentence, warning_sentence
from labapp.wording.translate import translator

ROOT = Path(__file__).resolve().parents[2]
READERS = ["ballots", "cdf", "clear_ballot", "dominion", "likeness", "pile", "preflib", "ranking_csv", "rctab",
           "rctab_rules", "scot_elex", "source", "votekit_profile", "xlsx"]  # fmt: skip
RAISED = re.compile(r"(?:refuse|warn|UserError|UsageError|WorldError|Reason|kind)\(\s*\"([a-z0-9.-]+\.[a-z0-9.-]+)\"")


def codes() -> set[str]:
    files = [ROOT / "labapp/exchange" / f"{name}.py" for name in READERS] + [ROOT / "labapp/cli/count.py"]
    return {code for path in files for code in RAISED.findall(path.read_text(encoding="utf-8"))}


def test_every_code_has_a_sentence() -> None:
    found = codes()
    assert len(found) > 60
    assert found - set(SENTENCES) == set()


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_place_stands_in_front(language: str) -> None:
    _ = translator(language)
    error = UserError("ballots.bad-weight", file="x.csv", line=14, column=3, value="many")
    place = {"en": "x.csv, line 14, column 3: ", "pl": "x.csv, wiersz 14, kolumna 3: "}[language]
    assert error_sentence(error, _).startswith(place)
    named = UserError("ballots.unknown-option", file="x.csv", line=14, column="e-mail", option="A")
    assert {"en": 'column "e-mail"', "pl": "kolumna „e-mail”"}[language] in error_sentence(named, _)
    assert warning_sentence(Reason("ballots.overvote", {"line": 2, "rank": 1}), _).startswith(
        {"en": "line 2: ", "pl": "wiersz 2: "}[language]
    )


def test_repeated_faults_are_summed_with_an_example() -> None:
    more = Reason("ballots.more-of-these", {"of": "ballots.overvote", "n": 5, "like": {"rank": 3}})
    said = "and 5 more places like this: more than one option is marked at rank 3."
    assert warning_sentence(more, translator("en")) == said
    said = "i jeszcze 5 takich miejsc: na miejscu 3 zaznaczono więcej niż jedną opcję."
    assert warning_sentence(more, translator("pl")) == said


def test_a_code_without_a_sentence_hides_nothing() -> None:
    assert "strange.code" in error_sentence(UserError("strange.code", file="x", value=7), translator("en"))
    assert "value=7" in error_sentence(UserError("strange.code", file="x", value=7), translator("en"))
