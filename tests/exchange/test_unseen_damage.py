"""Damage that leaves a file readable and would change who wins: never without a word."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pabulib import read_pabulib
from labapp.exchange.pile import Reading
from labapp.exchange.sheet_marks import marks_of
from labapp.exchange.table import read_sheet
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import translator

TRACKS = Reading(tracks=True)


def spoken(path: Path) -> list[str]:
    """Return the warnings about a file as a person reads them."""
    return [warning_sentence(note, translator("en")) for note in read_ballots(path, TRACKS)[1]]


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        ("Zo\u00eb", "Zoe\u0308", "U+0065, U+00EB, U+0308"),
        ("Ann", "Ann\u200b", "U+200B"),
        ("Ann", "\u200fAnn", "U+200F"),
        ("Ann Lee", "Ann\u00a0Lee", "U+0020, U+00A0"),
        ("Ann Lee", "Ann  Lee", "U+0020"),
    ],
)
def test_names_that_only_look_the_same_are_said_however_often_they_come(
    tmp_path: Path, one: str, other: str, signs: str
) -> None:
    """Half of the ballots from another computer split a winner in two."""
    path = tmp_path / "x.csv"
    said = f'two options look like "{{}}" but are written with different signs ({signs}); if they are one, the outcome'
    path.write_text(f"rank 1\n{one}\n{one}\n{one}\n{other}\n{other}\nBo\n", encoding="utf-8")
    assert spoken(path) == [f"{said.format(one)} may be wrong."]
    many = "".join(f"n{n}\n" for n in range(100))
    path.write_text(f"rank 1\n{one}\n{one}\n{other}\n{many}", encoding="utf-8")
    assert spoken(path) == [f"{said.format(one)} may be wrong."]


@pytest.mark.parametrize(("one", "other"), [("H\u2082O", "H2O"), ("\u2460", "1"), ("\uff21nn", "Ann")])
def test_names_of_other_forms_of_a_sign_are_alike_and_do_not_look_the_same(
    tmp_path: Path, one: str, other: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"rank 1\n{one}\n{one}\n{other}\nBo\nBo\n", encoding="utf-8")
    said = f'the options "{other}" and "{one}" are much alike; if one is a slip, the outcome may be wrong.'
    assert spoken(path) == [said]


def test_columns_whose_headings_look_the_same_are_said(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,Kale,Kale\u200b,Leek\n1,1,2,3\n2,3,1,2\n", encoding="utf-8")
    assert [note.code for note in read_ballots(path, TRACKS)[1]] == ["ballots.look-same"]


def test_a_lone_quotation_mark_in_a_name_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('rank 1\nCy\nD"\nD"\nCy "Jack" Bo\n', encoding="utf-8")
    assert spoken(path) == ['line 3: a single quotation mark stands in the cell D"; it may not belong there.']


@pytest.mark.parametrize("heading", ["rank 1,rank 2,count\n", ""])
def test_a_slip_in_one_of_few_rows_that_weigh_much_is_said(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "x.csv"
    rows = "Parking,Pool,900\nPool,Parking,800\nLake,Parking,30\nParkng,Lake,700\n"
    path.write_text(heading + rows, encoding="utf-8")
    assert any('"Parkng" and "Parking" are much alike' in sentence for sentence in spoken(path))


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (["Ann,Bo,1,a", "Bo,Cy,2,b", "Cy,Ann,3,cAnn,Bo,4,d", "Bo,,1,e"], 3),
        (["Ann,Bo,1,a", "Bo,Cy,2,b", "Cy,Ann,3,c,", "Bo,,1,e"], None),
        (["Ann,Bo,1,a", "Bo,Cy,2,b,x", "Cy,Ann,3,c,y", "Bo,,1,e"], None),
    ],
)
def test_a_row_that_another_one_was_added_to_is_refused(tmp_path: Path, rows: list[str], line: int | None) -> None:
    """The second ballot stood behind the column that ends the first, and was not counted."""
    path = tmp_path / "x.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    if line is None:
        assert len(read_ballots(path, TRACKS)[0].ballots) == len(rows)
        return
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    assert (caught.value.code, caught.value.params["line"]) == ("table.wider", line)


# -- what a sheet shows to nobody who reads its values only

PAPERS = [["rank 1", "rank 2"], ["Ann", "Bo"], ["Ann", "Bo"], ["Bo", "Ann"]]


def sheet(folder: Path, change: Callable[[Worksheet], object], rows: list[list[str]] = PAPERS) -> Path:
    """Save a workbook of papers, changed in one way."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    path = folder / "votes.xlsx"
    book.save(path)
    return path


def test_a_formula_beside_the_headings_is_said_and_refuses_nothing(tmp_path: Path) -> None:
    profile, warnings = read_ballots(sheet(tmp_path, lambda rows: rows.cell(2, 4, "=A2")), TRACKS)
    assert sum(ballot.count for ballot in profile.ballots) == 3
    assert ("table.formula-unsaved", 4) in [(note.code, note.params.get("column")) for note in warnings]


def test_a_formula_whose_result_was_not_saved_is_refused(tmp_path: Path) -> None:
    """It reads as a rank that is skipped."""
    path = sheet(tmp_path, lambda rows: rows.cell(3, 1, "=A2"))
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    assert (caught.value.code, caught.value.params["line"], caught.value.params["column"]) == (
        "table.formula-unsaved", 3, 1,
    )  # fmt: skip


def test_a_formula_is_found_however_the_sheet_is_written(tmp_path: Path) -> None:
    cells = {
        b'<c r="A3"><f>A2</f></c>': (3, 1),
        b'<x:c r="AB7"><x:f t="shared" si="0"/><x:v/></x:c>': (7, 28),
        b'<c r="A3"><f>A2</f><v>5</v></c>': None,
        b'<c r="A3" t="str"><f>""</f><v></v></c>': None,
        b'<c r="A3"/><c r="B3"><v>5</v></c>': None,
    }
    for cell, place in cells.items():
        for before in (0, (1 << 20) - 20, 3 << 20):  # also where one piece of reading ends
            row = b'<row r="1"><c r="A1"><v>1</v></c></row>'
            filler = row * (before // len(row)) + b" " * (before % len(row))
            assert marks_of(io.BytesIO(filler + cell + b"</row>")).unsaved == place, cell


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda rows: rows.merge_cells("A2:A3"),
            "merged cells (A2:A3) count where they begin, the rest of them is read as empty.",
        ),
        (
            lambda rows: (rows.merge_cells("A2:B2"), rows.merge_cells("B1:C1"), rows.merge_cells("B3:B4")),
            "merged cells in 2 places (B3:B4, A2:B2) count where they begin, the rest of them is read as empty.",
        ),
        (
            lambda rows: setattr(rows.row_dimensions[3], "hidden", True),
            "1 row is hidden in the sheet; it is read like the others.",
        ),
        (
            lambda rows: setattr(rows.column_dimensions["B"], "hidden", True),
            "1 column is hidden in the sheet (B); it is read like the others.",
        ),
        (
            lambda rows: rows.column_dimensions.group("A", "D", hidden=True),
            "2 columns are hidden in the sheet (A, B); they are read like the others.",
        ),
        (
            lambda rows: rows.parent.create_sheet("Ward 2").append(["Bo"]),
            'only the sheet "Sheet" is read, though there are others that are not empty: Ward 2.',
        ),
        (lambda rows: rows.parent.create_sheet("Empty"), None),
        (lambda rows: setattr(rows.row_dimensions[9], "hidden", True), None),
    ],
)
def test_what_a_sheet_leaves_out_is_said(
    tmp_path: Path, change: Callable[[Worksheet], object], said: str | None
) -> None:
    rows = [["rank 1", "rank 2"], *[["Ann", "Bo"]] * 3]
    found = [warning for warning in spoken(sheet(tmp_path, change, rows)) if "headings name" not in warning]
    found = [warning for warning in found if "is empty though" not in warning]  # of merged cells the rest is
    assert found == ([said] if said else [])


@pytest.mark.parametrize(("number", "at"), [(b"2", 2), (b"1", 1), (b"9" * 30, int("9" * 20)), (b"1048577", 1048577)])
def test_rows_out_of_order_are_refused(tmp_path: Path, number: bytes, at: int) -> None:
    """They were left out, or empty rows filled up without end."""
    path = sheet(tmp_path, lambda rows: None)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    rows = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = rows.replace(b'<row r="4"', b'<row r="' + number + b'"')
    with zipfile.ZipFile(path, "w") as damaged:
        for name, content in parts.items():
            damaged.writestr(name, content)
    for read in (read_sheet, read_ballots):
        with pytest.raises(UserError) as caught:
            read(path)
        assert (caught.value.code, caught.value.params["line"]) == ("table.row-astray", at)


def test_a_list_says_what_is_missing_and_takes_the_rest(tmp_path: Path) -> None:
    people = [["Name", "E-mail"], ["A", "B"], ["A", "B"], ["A", "B"]]
    path = sheet(tmp_path, lambda rows: (rows.merge_cells("A2:B2"), rows.cell(4, 1, "=A2")), people)
    assert [note.code for note in read_sheet(path).warnings] == ["table.formula-unsaved"]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", None, b""),
        ("xl/worksheets/sheet1.xml", b"<worksheet", b'<?xml version="1.0" encoding="none"?><worksheet'),
    ],
)
def test_a_workbook_that_no_parser_takes_is_refused(tmp_path: Path, part: str, old: bytes | None, new: bytes) -> None:
    """One parser has errors of its own where another is at hand, an unknown encoding is a third kind."""
    path = sheet(tmp_path, lambda rows: None)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts[part] = parts[part].replace(old, new) if old else new
    with zipfile.ZipFile(path, "w") as damaged:
        for name, content in parts.items():
            damaged.writestr(name, content)
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    assert caught.value.code == "table.damaged-workbook"


def test_a_workbook_that_claims_to_be_locked_is_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path, lambda rows: None)
    data = bytearray(path.read_bytes())
    for start in re.finditer(rb"PK\x01\x02", bytes(data)):  # the flag of a password, in the list of parts
        data[start.start() + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    assert caught.value.code == "table.damaged-workbook"


def test_a_column_of_something_else_is_refused(tmp_path: Path) -> None:
    """Counted by IRV it took gigabytes."""
    names = [f"n{n}" for n in range(6001)]
    head = "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\n"
    texts = {
        "x.csv": "rank 1\n" + "\n".join(names),
        "x.pb": head + "".join(f"{name};1\n" for name in names) + "VOTES\nvoter_id;vote\n1;n1\n",
        "x.soi": "# NUMBER VOTERS: 1\n" + "".join(f"# ALTERNATIVE NAME {n}: n\n" for n in range(6001)) + "1: 1\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        with pytest.raises(UserError) as caught:
            read_pabulib(tmp_path / name) if name == "x.pb" else read_ballots(tmp_path / name, TRACKS)
        assert (caught.value.code, caught.value.params["found"]) == ("ballots.too-many-options", 6001)
        assert caught.value.params.get("line") == (6002 if name == "x.csv" else None)


def test_limits_by_very_many_categories_are_not_checked_and_said(tmp_path: Path) -> None:
    path = tmp_path / "x.pb"
    names = ",".join(f"c{n}" for n in range(1001))
    limits = f"categories;{names}\nmax_length_per_category;{','.join(['1'] * 1001)}\n"
    head = f"META\nkey;value\nnum_projects;1\nnum_votes;1\nbudget;9\nvote_type;approval\n{limits}"
    path.write_text(head + "PROJECTS\nproject_id;cost\n1;1\nVOTES\nvoter_id;vote\n1;1\n", encoding="utf-8")
    assert [note.code for note in read_pabulib(path)[1]] == ["pb.bad-limit"]


@pytest.mark.parametrize("fault", ["#REF!", "#N/A", "#SPILL!", "#ADR!", "#DZIEL/0!", "Err:502"])
@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_a_fault_of_a_formula_is_no_option_in_any_table(tmp_path: Path, name: str, fault: str) -> None:
    """Programs save it as it is shown, in their own language; three of them won an election."""
    rows = [["rank 1", "rank 2"], ["Ann", fault], [fault, "Ann"], [fault, ""]]
    path = tmp_path / name
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    if name == "x.xlsx":
        path = sheet(tmp_path, lambda page: None, rows)
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    params = caught.value.params
    assert (caught.value.code, params["line"], params["column"]) == ("table.fault-in-cell", 2, 2)


def test_a_workbook_of_the_strict_kind_is_not_called_empty(tmp_path: Path) -> None:
    path, strict = sheet(tmp_path, lambda page: None), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(tmp_path / "strict.xlsx", "w") as changed:
        for part in whole.namelist():
            usual = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            changed.writestr(part, whole.read(part).replace(usual, strict))
    with pytest.raises(UserError) as caught:
        read_ballots(tmp_path / "strict.xlsx", TRACKS)
    assert caught.value.code == "table.strict-workbook"
