"""Tables as offices send them: any encoding and separator, cells of several lines, workbooks; broken ones named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from labapp.errors import UserError, WorldError
from labapp.exchange import ideas, table
from labapp.exchange.table import ENCODINGS, SEPARATORS, Sheet, guess_separator, read_lines, read_sheet
from labapp.exchange.workbook import workbook
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator

LIST = "Imię i nazwisko;Miejscowość\nŻaneta Gęś;Łódź\nPaweł Śnieć;Kraków\n"
ROWS = [("Żaneta Gęś", "Łódź"), ("Paweł Śnieć", "Kraków")]


def written(tmp_path: Path, data: bytes | str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def cells(path: Path, **options: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_sheet(path, **options).rows]


@pytest.mark.parametrize(("encoding", "said"), [
    ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1250", "cp1250"), ("utf-16", "utf-16"),
])  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_are_guessed(tmp_path: Path, encoding: str, said: str, end: str):
    path = written(tmp_path, LIST.replace("\n", end).encode(encoding))
    sheet = read_sheet(path)
    assert sheet.header == ("Imię i nazwisko", "Miejscowość")
    assert [row.cells for row in sheet.rows] == ROWS
    assert sheet.encoding == said
    assert ("file.read-as-1250" in {note.code for note in sheet.warnings}) is (encoding == "cp1250")


def test_letters_encoded_twice_are_put_right(tmp_path: Path):
    twice = LIST.encode().decode("cp1252", "replace").encode()
    once_more = LIST.encode().decode("latin-1").encode()
    assert b"\xef\xbf\xbd" in twice  # what Windows has no letter for is lost for good
    sheet = read_sheet(written(tmp_path, once_more))
    assert [row.cells for row in sheet.rows] == ROWS
    assert sheet.encoding == "utf-8 twice"
    assert [note.code for note in sheet.warnings] == ["table.encoded-twice"]


def test_lists_glued_from_two_encodings_are_read(tmp_path: Path):
    data = LIST.encode() + "Łucja Wąs;Gdańsk\n".encode("cp1250")
    sheet = read_sheet(written(tmp_path, data))
    assert [row.cells for row in sheet.rows] == [*ROWS, ("Łucja Wąs", "Gdańsk")]
    assert [note.code for note in sheet.warnings] == ["table.mixed-encodings"]
    assert sheet.warnings[0].params["line"] == 4


def test_a_wrong_encoding_names_the_line(tmp_path: Path):
    path = written(tmp_path, b"a;b\nx;y\n" + "ż;ą\n".encode("cp1250"))
    with pytest.raises(UserError) as caught:
        read_sheet(path, encoding="utf-8")
    assert (caught.value.code, caught.value.params["line"]) == ("table.wrong-encoding", 3)
    assert read_sheet(path, encoding="cp1250").rows[1].cells == ("ż", "ą")


@pytest.mark.parametrize("mark", SEPARATORS)
def test_separators_are_guessed_and_correctable(tmp_path: Path, mark: str):
    path = written(tmp_path, LIST.replace(";", mark))
    sheet = read_sheet(path)
    assert (sheet.separator, [row.cells for row in sheet.rows]) == (mark, ROWS)
    other = next(other for other in SEPARATORS if other != mark)
    assert len(read_sheet(path, separator=other).header) == 1


def test_commas_within_cells_do_not_part_a_semicolon_list():
    assert guess_separator("name;address\nAnna;Long Street 1, flat 2, London\nEwa;Short Street, 3\n") == ";"
    assert guess_separator('name,address\n"Nowak; Anna","A; B"\n"Lis; Ewa","C; D"\n') == ","
    assert guess_separator("just one column\nwithout any mark\n") == ";"


def test_cells_may_hold_several_lines(tmp_path: Path):
    text = 'name;note\nAnna;"first\nsecond; third ""quoted"""\nEwa;plain\n'
    sheet = read_sheet(written(tmp_path, text))
    assert sheet.rows[0].cells == ("Anna", 'first\nsecond; third "quoted"')
    assert [row.line for row in sheet.rows] == [2, 4]


def test_ragged_rows_and_nameless_columns(tmp_path: Path):
    sheet = read_sheet(written(tmp_path, "name;;city\nAnna\n;;;\nEwa;x;Kraków;extra\n"))
    assert sheet.header == ("name", "#2", "city", "#4")
    assert [row.cell(2) for row in sheet.rows] == ["", "Kraków"]


@pytest.mark.parametrize(("data", "code"), [
    (b"", "table.empty"), (b"\n\n;;\n", "table.empty"), (b'name\n"open', "table.bad-quoting"),
    (b"\x00\x01\x02", "file.not-text"), (b"\xff\xfe\x00", "file.bad-character"),
])  # fmt: skip
def test_broken_files_are_refused_by_name(tmp_path: Path, data: bytes, code: str):
    with pytest.raises(UserError) as caught:
        read_sheet(written(tmp_path, data))
    assert caught.value.code == code
    for language in ("pl", "en"):
        assert error_sentence(caught.value, translator(language)).startswith("list.csv")


def test_what_is_no_file_is_the_worlds_fault(tmp_path: Path):
    for path in (tmp_path, tmp_path / "gone.csv"):
        with pytest.raises(WorldError):
            read_sheet(path)


def test_too_long_a_list_is_refused(tmp_path: Path):
    path = written(tmp_path, "name\n" + "x\n" * (table.MOST_ROWS + 1))
    with pytest.raises(UserError) as caught:
        read_sheet(path)
    assert caught.value.code == "table.too-long"
    with pytest.raises(UserError):
        read_lines(path)
    path.write_text("name\n" + "x\n" * table.MOST_ROWS, encoding="utf-8")
    assert len(read_sheet(path).rows) == table.MOST_ROWS


def test_a_very_long_cell_is_read_or_named(tmp_path: Path):
    sheet = read_sheet(written(tmp_path, "name\n" + "a" * 100_000 + "\n"))
    assert len(sheet.rows[0].cells[0]) == 100_000
    with pytest.raises(UserError) as caught:
        read_sheet(written(tmp_path, "name\n" + "a" * 200_000 + "\n"))
    assert caught.value.params["line"] == 2


def made(rows: list[tuple[object, ...]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_workbooks_are_read_as_text(tmp_path: Path):
    data = made([("name", "phone", "n"), ("Żaneta Gęś", 600100200, 1.5), (None, None, None), ("Ewa", "007", True)])
    sheet = read_sheet(written(tmp_path, data, "list.xlsx"))
    assert (sheet.encoding, sheet.separator) == ("", "")
    assert [row.cells[:2] for row in sheet.rows] == [("Żaneta Gęś", "600100200"), ("Ewa", "007")]
    assert [row.line for row in sheet.rows] == [2, 4]


def test_damaged_workbooks_are_refused(tmp_path: Path):
    whole = made([("name",), ("Anna",)])
    for data in (b"", b"PK", whole[: len(whole) // 2], whole[:-30], b"\x00" * 100, b"name\nAnna\n"):
        with pytest.raises(UserError) as caught:
            read_sheet(written(tmp_path, data, "list.xlsx"))
        assert "list.xlsx" in error_sentence(caught.value, translator("en"))


def test_lines_are_read_without_empty_ones(tmp_path: Path):
    sheet = read_lines(written(tmp_path, "one\n\n  two  \nthree; with, marks\n", "a.txt"))
    assert [(row.line, row.cells) for row in sheet.rows] == [(1, ("one",)), (3, ("two",)), (4, ("three; with, marks",))]


def test_a_workbook_runs_no_formula():
    lines = "\r\n".join(["Words;Name", "'=1+1;=cmd|' /C calc'!A0", "\u00a0+2;-3", "@SUM(A1);ok"])
    data = b"\xef\xbb\xbf" + lines.encode()
    sheet = load_workbook(io.BytesIO(workbook(data))).active
    assert sheet is not None
    types = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert types == {"s"}
    assert sheet["A2"].value == "'=1+1"


def test_a_workbook_takes_what_xml_cannot(tmp_path: Path):
    data = "a;b\r\n\x01\x0b;🐢 \u202eabc\r\n".encode()
    sheet = load_workbook(io.BytesIO(workbook(data))).active
    assert sheet is not None
    assert sheet["B2"].value == "🐢 \u202eabc"


@settings(max_examples=150)
@given(
    data=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore"))),
    encoding=st.sampled_from(["", *ENCODINGS]), separator=st.sampled_from(["", *SEPARATORS]),
    ending=st.sampled_from(["csv", "xlsx", "txt"]),
)  # fmt: skip
def test_any_bytes_are_a_sheet_or_a_sentence(tmp_path_factory, data, encoding, separator, ending):
    path = tmp_path_factory.mktemp("fuzz") / f"list.{ending}"
    path.write_bytes(data)
    sheet, said = _sheet_or_sentence(path, encoding, separator)
    assert sheet is not None or said.startswith("list.")
    if sheet is not None:
        assert sheet.header
        assert all(len(row.cells) <= len(sheet.header) for row in sheet.rows)


def _sheet_or_sentence(path: Path, encoding: str, separator: str) -> tuple[Sheet | None, str]:
    try:
        return read_sheet(path, encoding=encoding, separator=separator), ""
    except UserError as problem:
        return None, error_sentence(problem, translator("pl"))


@given(rows=st.lists(st.lists(st.text("abcąęłż \"';,\n", max_size=8), min_size=2, max_size=2), min_size=1, max_size=6))
def test_what_a_spreadsheet_writes_is_read_back(tmp_path_factory, rows):
    import csv

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(["name", "note"])
    writer.writerows(rows)
    path = tmp_path_factory.mktemp("back") / "list.csv"
    path.write_bytes(b"\xef\xbb\xbf" + stream.getvalue().encode())
    found = [row.cells for row in read_sheet(path, separator=";").rows]
    assert found == [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]


def packed(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made_up:
        made_up.writestr(name, "words")
    return stream.getvalue()


@pytest.mark.parametrize("data", [
    b"PK\x03\x04", packed("content.xml"), packed("word/document.xml"), b"\xd0\xcf\x11\xe0" + b"x" * 99, b"%PDF-1.7\n",
    b"{\\rtf1 Bench}",
])  # fmt: skip
@pytest.mark.parametrize("name", ["list.csv", "list.xlsx", "list.ods", "list.txt", "list.docx"])
def test_documents_of_other_programs_are_no_lists(tmp_path: Path, data: bytes, name: str):
    path = written(tmp_path, data, name)
    with pytest.raises(UserError) as refused:
        ideas.read(path)
    torn = data == b"PK\x03\x04" and name != "list.txt"  # it may have been a workbook
    assert refused.value.code == ("table.damaged-workbook" if torn else "file.other-format")


def test_a_workbook_is_known_by_its_content(tmp_path: Path):
    data = made([("Imię i nazwisko", "Miejscowość"), *ROWS])
    assert cells(written(tmp_path, data, "list.csv")) == ROWS
    with pytest.raises(UserError, match=r"file\.other-format"):
        read_sheet(written(tmp_path, LIST, "list.xlsx"))


def test_a_list_of_headings_only_says_so(tmp_path: Path):
    sheet = read_sheet(written(tmp_path, "Imię i nazwisko;E-mail\n"))
    assert sheet.rows == ()
    assert [(note.code, note.params) for note in sheet.warnings] == [("table.only-headings", {"line": 1})]
