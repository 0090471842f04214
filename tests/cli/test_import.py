"""`lab import`: one change, taken back in one step, each refused row with its place; nothing at all on errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from labapp.document import open_document
from labapp.model import ideas, people
from tests.cli.run import activity, done, lab, untouched
from tests.shared_data import shared_data


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "rooms" / "meeting.lab"
    path.parent.mkdir()
    done("new", path, "--template", "burza")
    return path


def names(path: Path) -> list[str]:
    with open_document(path, readonly=True) as document:
        return [person.name for person in people.participants(document.lab.read)]


def test_people_come_in_and_go_out_in_one_step(meeting: Path, tmp_path: Path):
    source = tmp_path / "people.csv"
    source.write_text(
        "Name,E-mail,Sector,Organisation\nAnna Nowak,a@example.org,Residents,\nJan,jan,,\n,x@example.org,,\n"
        "Ewa Lis,,martians,The Club\n",
        encoding="utf-8",
    )
    answer = lab("import", meeting, "--people", source, "--json")
    assert answer.status == 0
    assert {key: answer.json[key] for key in ("imported", "updated")} == {"imported": 2, "updated": 0}
    assert answer.json["refused"] == [
        {"line": 3, "column": "E-mail", "reason": '"jan" is not an e-mail address.'},
        {"line": 4, "column": "Name", "reason": "the name is missing."},
    ]
    assert answer.json["warnings"] == ['line 5: there is no sector "martians"; left empty.']
    assert 'people.csv, line 3, column "E-mail": "jan" is not an e-mail address.' in answer.err
    assert [item.name for item in meeting.parent.iterdir()] == ["meeting.lab"]
    said = done("info", meeting, "--json").json
    assert said["participants"] == 2
    assert {item["name"]: item["participants"] for item in said["sectors"]}["Residents"] == 1
    with open_document(meeting) as document:
        undone = document.lab.undo()
        assert undone is not None
        assert undone.code == "person.import"
        assert people.participants(document.lab.read) == []
        assert people.entities(document.lab.read) == []


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'"open\n', b"a;b\n1;2\n", b"PK\x03\x04", b"\x00\x01\x02"])
def test_a_bad_list_changes_nothing(meeting: Path, tmp_path: Path, content: bytes):
    source = tmp_path / "people.csv"
    source.write_bytes(content)
    before = untouched(meeting)[0]
    answer = lab("import", meeting, "--people", source)
    assert answer.status == 1
    assert "people.csv" in answer.err
    assert answer.err.count("\n") == 1
    assert meeting.read_bytes() == before


def test_a_damaged_workbook_is_refused(meeting: Path, tmp_path: Path):
    source = tmp_path / "people.xlsx"
    source.write_bytes(b"PK\x03\x04 not really")
    answer = lab("import", meeting, "--people", source)
    assert answer.status == 1
    assert "people.xlsx" in answer.err


def test_a_protected_file_stays_as_it_is(meeting: Path, tmp_path: Path):
    source = tmp_path / "people.csv"
    source.write_text("name\nAnna\n", encoding="utf-8")
    before = meeting.read_bytes()
    meeting.chmod(0o444)
    answer = lab("import", meeting, "--people", source)
    assert answer.status == 3
    assert "nothing was written" in answer.err
    meeting.chmod(0o644)
    assert meeting.read_bytes() == before
    assert names(meeting) == []
    with open_document(meeting) as document:  # nor does the import come back with the working copy
        assert people.participants(document.lab.read) == []


def test_real_ideas_come_in_once(meeting: Path):
    source = shared_data("ideas", "pl_pomysly.csv")
    board = activity(meeting, "board")
    answer = done("import", meeting, "--ideas", source, "--activity", board, "--json")
    assert answer.json == {"imported": 491, "updated": 0, "refused": [], "warnings": []}
    said = done("info", meeting, "--json").json
    assert said["ideas"] == 491
    assert next(item["ideas"] for item in said["activities"] if item["id"] == board) == 491
    again = lab("import", meeting, "--ideas", source, "--activity", board, "--json")
    assert again.status == 0
    assert again.json["imported"] == 0
    assert len(again.json["warnings"]) == 1
    with open_document(meeting) as document:
        document.lab.undo()
        assert ideas.cards(document.lab.read, board) == []


def test_a_text_is_one_idea_a_line(meeting: Path, tmp_path: Path):
    source = tmp_path / "ideas.txt"
    source.write_text("First\n\n  Second; with a semicolon\nŻółw 🐢 \u202eabc\n", encoding="utf-8")
    board = activity(meeting, "board")
    assert done("import", meeting, "--ideas", source, "--activity", board, "--json").json["imported"] == 3
    with open_document(meeting, readonly=True) as document:
        texts = [card.text for card in ideas.cards(document.lab.read, board)]
    assert texts == ["First", "Second; with a semicolon", "Żółw 🐢 \u202eabc"]


def test_ideas_go_to_boards_only(meeting: Path, tmp_path: Path):
    source = tmp_path / "ideas.txt"
    source.write_text("One\n", encoding="utf-8")
    before = untouched(meeting)[0]
    answer = lab("import", meeting, "--ideas", source, "--activity", activity(meeting, "vote"))
    assert answer.status == 1
    assert "no board" in answer.err
    assert lab("import", meeting, "--ideas", source, "--activity", "nobody").status == 1
    assert meeting.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("pkw2018_kandydaci_wbp_first400.csv", 399), ("poslowie_2007_crlf.csv", 460),
        ("sejm2011_kandydaci_first300_decimalcomma.csv", 299), ("wroclaw2018_Jedynki.xlsx", 75),
        ("wroclaw2018_Jedynki_mojibake.csv", 75), ("wroclaw2018_all_candidates_mojibake.csv", 519),
    ],
)  # fmt: skip
def test_real_lists_of_people(meeting: Path, name: str, count: int):
    answer = lab("import", meeting, "--people", shared_data("people", name), "--json")
    assert answer.status == 0
    assert (answer.json["imported"], answer.json["refused"]) == (count, [])
    said = names(meeting)
    assert len(said) == count
    assert not [name for name in said if set(name) & set("ÃÅÄ\ufffd")]


@pytest.mark.parametrize("name", ["GUS_TERC_Urzedowy_2025-05-26_bom_crlf.csv", "sortition_algorithms_features.csv"])
def test_lists_without_people_are_refused(meeting: Path, name: str):
    answer = lab("import", meeting, "--people", shared_data("people", name))
    assert answer.status == 1
    assert "no column holds names" in answer.err
