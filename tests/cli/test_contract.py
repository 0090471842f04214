"""The command line as the contract says it: statuses, shapes, one sentence that names the place, nothing half done."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest

from labapp.document import open_document
from labapp.model import people
from tests.cli.run import activity, done, lab, untouched


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "rooms" / "meeting.lab"
    path.parent.mkdir()
    done("new", path, "--template", "burza", "--title", "Park")
    return path


@pytest.fixture
def held(tmp_path: Path) -> Path:
    path = tmp_path / "held" / "held.lab"
    path.parent.mkdir()
    done("demo", path, "--participants", "6", "--ideas", "12")
    return path


def test_templates_say_what_they_hold():
    listed = done("templates", "--json").json["templates"]
    assert [item["id"] for item in listed] == ["laboratorium", "sniadanie", "burza", "puste"]
    brainstorm = listed[2]
    assert brainstorm["minutes"] == 90
    assert brainstorm["activities"] == 6
    assert set(brainstorm["title"]) == {"pl", "en"}
    assert "burza" in done("templates").out


def test_a_new_laboratory_is_one_complete_file(meeting: Path):
    assert [item.name for item in meeting.parent.iterdir()] == ["meeting.lab"]
    said = done("info", meeting, "--json").json
    assert (said["title"], said["language"], said["days"], said["participants"]) == ("Park", "en", 1, 0)
    assert [item["kind"] for item in said["activities"]] == ["talk", "board", "talk", "vote", "plan", "talk"]
    assert set(said["activities"][0]) >= {"id", "day", "kind", "title", "state", "ideas"}
    assert set(said["sectors"][0]) >= {"id", "name", "participants"}
    assert isinstance(said["format"], int)
    assert said["warnings"] == []


def test_the_language_of_a_new_laboratory_is_the_one_said(tmp_path: Path):
    path = tmp_path / "a.lab"
    done("new", path, "--template", "sniadanie", "--lang", "pl")
    said = done("info", path, "--json").json
    assert said["language"] == "pl"
    assert said["title"] == "Śniadanie obywatelskie (2 h)"


def test_what_exists_is_refused_without_force(meeting: Path):
    before = untouched(meeting)
    for words in (["new", meeting, "--template", "puste"], ["demo", meeting]):
        answer = lab(*words)
        assert answer.status == 1
        assert answer.err == f"lab {words[0]}: {meeting}: the file exists already; --force replaces it.\n"
    assert untouched(meeting) == before
    done("new", meeting, "--template", "puste", "--force")
    assert done("info", meeting, "--json").json["activities"] == []


def test_a_laboratory_that_is_open_is_not_replaced(meeting: Path):
    with open_document(meeting):
        answer = lab("new", meeting, "--template", "puste", "--force")
        assert answer.status == 3
        assert "open already" in answer.err
        assert lab("import", meeting, "--people", __file__).status != 0
    assert done("info", meeting, "--json").json["title"] == "Park"


@pytest.mark.parametrize("words", [
    ["new", "x.lab", "--template", "nope"], ["new", "x.lab"], ["nope"], [], ["info"], ["report", "x.lab"],
    ["import", "x.lab"], ["import", "x.lab", "--people", "a", "--ideas", "b"], ["import", "x.lab", "--ideas", "b"],
    ["import", "x.lab", "--people", "a", "--activity", "b"], ["demo", "x.lab", "--ideas", "many"],
    ["demo", "x.lab", "--ideas", "-1"], ["demo", "x.lab", "--participants", "100000"],
    ["info", "x.lab", "--lang", "de"],
])  # fmt: skip
def test_wrong_use_is_status_2_and_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]):
    monkeypatch.chdir(tmp_path)
    answer = lab(*words)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err
    assert list(tmp_path.glob("*.lab")) == []


def test_what_is_not_there_is_status_3_and_named(tmp_path: Path):
    gone = tmp_path / "gone.lab"
    for words in (
        ["info", gone], ["check", gone], ["report", gone, "-o", tmp_path / "a.pdf"],
        ["export", gone, "--activity", "x", "-o", tmp_path / "a.csv"], ["salvage", gone, "-o", tmp_path / "b.lab"],
        ["anonymise", gone, "-o", tmp_path / "b.lab"], ["import", gone, "--people", gone],
    ):  # fmt: skip
        answer = lab(*words)
        assert (answer.status, answer.out) == (3, "")
        assert "gone.lab" in answer.err
        assert answer.err.count("\n") == 1
    answer = lab("new", tmp_path / "no" / "a.lab", "--template", "puste")
    assert (answer.status, answer.err.count("\n")) == (3, 1)
    assert [item.name for item in tmp_path.iterdir() if item.suffix] == []


def test_what_is_no_laboratory_is_refused(tmp_path: Path, held: Path):
    text = tmp_path / "text.lab"
    text.write_text("not a database", encoding="utf-8")
    cut = tmp_path / "cut.lab"
    cut.write_bytes(held.read_bytes()[:100_000])
    foreign = tmp_path / "foreign.lab"
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    for path in (text, cut, foreign):
        before = untouched(path)
        report = ["report", path, "-o", tmp_path / "r.pdf"]
        for words in (["info", path], report, ["import", path, "--people", __file__]):
            assert lab(*words).status == 1, words
        answer = lab("check", path, "--json")
        assert answer.status == 1
        assert answer.json["ok"] is False
        assert path.name in answer.json["problems"][0]
        assert untouched(path) == before


def test_looking_changes_no_byte_and_leaves_nothing_beside(held: Path, tmp_path: Path):
    before = untouched(held)
    done("info", held)
    done("info", held, "--json")
    done("check", held)
    done("report", held, "-o", tmp_path / "r.pdf")
    done("report", held, "-o", tmp_path / "r.docx", "--public", "--kind", "note")
    done("export", held, "--activity", activity(held, "board"), "-o", tmp_path / "b.csv")
    done("salvage", held, "-o", tmp_path / "s.lab")
    lab("anonymise", held, "-o", tmp_path / "a.lab")
    assert untouched(held) == before


def test_a_sound_file_checks_out(held: Path):
    assert done("check", held, "--json").json == {"ok": True, "problems": [], "codes": []}


def test_the_report_is_public_when_asked(held: Path, tmp_path: Path):
    people_csv = tmp_path / "people.csv"
    people_csv.write_text("name;e-mail\nZdzisława Brzęczyszczykiewicz;zb@example.org\n", encoding="utf-8")
    done("import", held, "--people", people_csv)
    from docx import Document

    for public in (False, True):
        out = tmp_path / f"{public}.docx"
        done("report", held, "-o", out, *(["--public"] if public else []))
        document = Document(str(out))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
        assert ("Brzęczyszczykiewicz" in said) is not public
        assert "zb@example.org" not in said or not public


def test_the_report_speaks_the_laboratorys_language_unless_told(tmp_path: Path):
    path = tmp_path / "pl.lab"
    done("demo", path, "--lang", "pl", "--ideas", "5", "--participants", "5")
    from docx import Document

    from labapp.cli import main

    out, err = io.StringIO(), io.StringIO()
    assert main(["report", str(path), "-o", str(tmp_path / "own.docx")], out, err) == 0
    done("report", path, "-o", tmp_path / "en.docx", "--lang", "en")
    assert Document(str(tmp_path / "own.docx")).core_properties.language.startswith("pl")
    assert Document(str(tmp_path / "en.docx")).core_properties.language.startswith("en")


def test_an_ending_nobody_can_write_is_refused(held: Path, tmp_path: Path):
    answer = lab("report", held, "-o", tmp_path / "r.odt")
    assert answer.status == 1
    assert ".docx" in answer.err
    answer = lab("export", held, "--activity", activity(held, "board"), "-o", tmp_path / "b.pb")
    assert answer.status == 1
    assert ".csv" in answer.err
    assert lab("export", held, "--activity", "nobody", "-o", tmp_path / "b.csv").status == 1
    assert sorted(item.name for item in tmp_path.iterdir() if item.is_file()) == []


def test_a_result_never_replaces_its_source(held: Path):
    before = untouched(held)
    assert lab("anonymise", held, "-o", held, "--force").status == 2
    assert lab("salvage", held, "-o", held, "--force").status == 2
    assert untouched(held) == before


def test_results_replace_only_with_force(held: Path, tmp_path: Path):
    out = tmp_path / "r.pdf"
    out.write_bytes(b"mine")
    assert lab("report", held, "-o", out).status == 1
    assert out.read_bytes() == b"mine"
    done("report", held, "-o", out, "--force")
    assert out.read_bytes().startswith(b"%PDF")


def test_salvage_reads_what_a_cut_file_still_holds(held: Path, tmp_path: Path):
    cut = tmp_path / "cut.lab"
    cut.write_bytes(held.read_bytes()[:-60_000])
    answer = lab("salvage", cut, "-o", tmp_path / "whole.lab")
    assert answer.status == 0
    assert "table" in answer.err
    assert done("info", tmp_path / "whole.lab", "--json").json["participants"] == 6


def test_the_anonymous_copy_knows_nobody(meeting: Path, tmp_path: Path):
    people_csv = tmp_path / "people.csv"
    people_csv.write_text("name;e-mail\nAnna Ość;anna@example.org\n", encoding="utf-8")
    done("import", meeting, "--people", people_csv)
    answer = lab("anonymise", meeting, "-o", tmp_path / "anon.lab")
    assert answer.status == 0
    assert "participants.name" in answer.out
    copy = (tmp_path / "anon.lab").read_bytes()
    assert b"anna@example.org" not in copy
    assert "Ość".encode() not in copy
    assert done("info", tmp_path / "anon.lab", "--json").json["participants"] == 1


def test_sentences_are_polish_when_asked(meeting: Path):
    answer = lab("info", meeting.with_name("nie.lab"), "--lang", "pl")
    assert answer.err.startswith("lab info: ")
    assert "nie ma" in answer.err or "nie jest" in answer.err
    assert "uczestników" in lab("info", meeting, "--lang", "pl").out


def test_the_self_test_passes_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path / "mine"
    monkeypatch.setenv("LABAPP_DATA", str(home))
    answer = lab("--self-test")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.count("\n") == 1
    assert not home.exists()


def test_help_and_version_need_no_command():
    assert "import" in lab("--help").out
    assert lab("--version").out.startswith("lab ")
    assert "--people" in lab("import", "--help").out


def test_a_list_twice_adds_nobody_twice(meeting: Path, tmp_path: Path):
    people_csv = tmp_path / "people.csv"
    people_csv.write_text("imię i nazwisko;telefon\nEwa Lis;1\nJan Żak;2\n", encoding="cp1250")
    first = lab("import", meeting, "--people", people_csv, "--json")
    assert (first.status, first.json["imported"], first.json["updated"]) == (0, 2, 0)
    assert first.json["warnings"]
    second = lab("import", meeting, "--people", people_csv, "--json")
    assert (second.status, second.json["imported"], second.json["updated"]) == (0, 0, 2)
    with open_document(meeting, readonly=True) as document:
        assert [person.name for person in people.participants(document.lab.read)] == ["Ewa Lis", "Jan Żak"]
