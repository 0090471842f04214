"""Refusals of a configuration in JSON name the line and the key, wherever in the file it stands."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.exchange.test_rctab import CONFIG, TRACKS, VOTES, election

Change = Callable[[dict[str, Any]], object]


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    return caught.value


def written(folder: Path, change: Change) -> Path:
    """Write the configuration one key a line, changed in one way, beside its votes."""
    config = copy.deepcopy(CONFIG)
    change(config)
    path = election(folder, {}, VOTES)
    path.write_text(json.dumps(config, indent=2), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        (lambda c: c["rules"].update(overvoteRule="perhaps"), "rctab.unknown-rule", '"overvoteRule"'),
        (lambda c: c["rules"].update(maxRankingsAllowed="3x"), "rctab.bad-number", '"maxRankingsAllowed"'),
        (lambda c: c["rules"].update(maxRankingsAllowed=0), "rctab.bad-number", '"maxRankingsAllowed"'),
        (lambda c: c["rules"].update(decimalPlacesForVoteArithmetic=99), "rctab.bad-number", '"decimalPlaces'),
        (lambda c: c["rules"].update(hareQuota="da"), "rctab.bad-flag", '"hareQuota"'),
        (lambda c: c["rules"].update(treatBlankAsUndeclaredWriteIn="x"), "rctab.bad-flag", '"treatBlank'),
        (lambda c: c["candidates"][2].update(excluded="so"), "rctab.bad-flag", '"excluded"'),
        (lambda c: c["candidates"][1].update(aliases=["A"]), "rctab.same-name", '"name": "Plum"'),
        (lambda c: c["candidates"][1].update(name=None), "json.missing", '"name": null'),
        (lambda c: c["candidates"].append("Fig"), "json.missing", '"Fig"'),
        (lambda c: c.update(candidates=[]), "json.missing", '"candidates"'),
        (lambda c: c.update(rules=[]), "json.missing", '"rules"'),
        (lambda c: c.pop("rules"), "json.missing", "{"),
        (lambda c: c.update(cvrFileSources={}), "json.missing", '"cvrFileSources"'),
        (lambda c: c["cvrFileSources"][0].update(provider="hart"), "rctab.provider", '"provider"'),
        (lambda c: c["cvrFileSources"][0].update(filePath=" "), "rctab.no-file", '"filePath"'),
        (lambda c: c["cvrFileSources"][0].update(firstVoteRowIndex="x"), "rctab.no-start", '"firstVoteRow'),
        (lambda c: c["cvrFileSources"][0].pop("firstVoteColumnIndex"), "rctab.no-start", "    {"),
    ],
)
def test_the_line_of_the_key_is_named(tmp_path: Path, change: Change, code: str, text: str) -> None:
    path = written(tmp_path, change)
    error = refusal(path)
    line = path.read_text(encoding="utf-8").splitlines()[error.params["line"] - 1]
    assert (error.code, error.params["file"]) == (code, path.name)
    assert line.startswith(text) or text in line.strip()


def test_of_a_file_named_twice_the_second_place_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, lambda c: c["cvrFileSources"].append(c["cvrFileSources"][0]))
    error = refusal(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert (error.code, '"filePath"' in lines[error.params["line"] - 1]) == ("rctab.same-file", True)
    assert sum('"filePath"' in line for line in lines[: error.params["line"]]) == 2


def test_a_rule_that_is_not_followed_is_said_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, lambda c: c["rules"].update(winnerElectionMode="bottomsUp"))
    note = next(note for note in read_ballots(path, TRACKS)[1] if note.code == "rctab.not-followed")
    assert '"winnerElectionMode"' in path.read_text(encoding="utf-8").splitlines()[note.params["line"] - 1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"a": 1,\n"b": 2,\n"a": 3}', 3),
        ('{"x": {"a": 1},\n"y": [1, {"a": "a",\n"b": {},\n"a": 2}],\n"a": 3}', 4),
        ('{"a": [\n{"b": "}\\"",\n"a": 1,\n"\\u0061": 2}]}', 4),
    ],
)
def test_a_key_that_comes_twice_is_named_with_the_line_of_the_second(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    error = refusal(path)
    assert (error.code, error.params["key"], error.params["line"]) == ("json.key-twice", "a", line)


@pytest.mark.parametrize("inside", ["[" * 100_000, "9" * 5000])
def test_what_is_beyond_reason_is_named_with_its_line(tmp_path: Path, inside: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(f'{{"a": "[[",\n"b":\n{inside}', encoding="utf-8")
    error = refusal(path)
    assert (error.code, error.params["line"]) == ("json.damaged", 3)


CDF = {
    "Election": [{"Contest": [{"@id": "c", "ContestSelection": [{"@id": "a"}]}], "Candidate": [{"@id": "p"}]}],
    "CVR": [{}],
}


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        (lambda c: c.update(Election={}), "json.missing", '"Election": {}'),
        (lambda c: c["Election"][0].update(Candidate=3), "json.missing", '"Candidate": 3'),
        (lambda c: c["Election"][0]["Contest"][0].pop("ContestSelection"), "json.missing", "{"),
        (lambda c: c.update(CVR=[1]), "json.missing", '"CVR": ['),
        (lambda c: c["Election"][0]["Contest"].append({"@id": "d"}), "json.which-contest", '"Contest": ['),
        (lambda c: c["Election"][0]["Candidate"].append({"@id": "p", "Name": "x"}), "json.id-twice", "{"),
    ],
)
def test_records_in_json_are_refused_by_line(tmp_path: Path, change: Change, code: str, text: str) -> None:
    report = copy.deepcopy(CDF)
    change(report)
    path = tmp_path / "x.json"
    path.write_text(json.dumps(report, indent=2), encoding="utf-8")
    error = refusal(path)
    line = path.read_text(encoding="utf-8").splitlines()[error.params["line"] - 1]
    assert (error.code, line.strip(" ,")) == (code, text)


@pytest.mark.parametrize("key", sorted(key for key, value in CONFIG["rules"].items() if str(value).isdecimal()))
def test_a_number_that_the_rules_do_not_set_is_said_with_the_line_of_the_rules(tmp_path: Path, key: str) -> None:
    """Where its line is lost other papers count, or other people win, without a word."""
    path = written(tmp_path, lambda config: config["rules"].pop(key))
    notes = [note for note in read_ballots(path, TRACKS)[1] if note.code == "rctab.not-set"]
    assert [note.params["key"] for note in notes] == [key]
    assert path.read_text(encoding="utf-8").splitlines()[notes[0].params["line"] - 1].strip() == '"rules": {'


@pytest.mark.parametrize("text", ["{}", "[]", "3", '"votes"', "null", '\ufeff{"CVR": []}'])
def test_json_of_another_kind_is_refused_with_a_place_and_what_is_known(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    error = refusal(tmp_path / "x.json")
    assert (error.code, error.params["line"]) == ("json.unknown", 1)
    assert "Dominion" in error_sentence(error, translator("en"))


def test_a_manifest_without_its_list_is_refused_by_line(tmp_path: Path) -> None:
    (tmp_path / "ContestManifest.json").write_text('\n{"Version": 1,\n"List": 3}', encoding="utf-8")
    (tmp_path / "CvrExport.json").write_text('{"Sessions": []}', encoding="utf-8")
    error = refusal(tmp_path / "CvrExport.json")
    assert (error.code, error.params["file"], error.params["line"]) == ("json.missing", "ContestManifest.json", 3)
