"""Tables of ballots that can be read and mean something else: numbers with marks, sums, rows glued together."""

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pabulib import read_pabulib
from labapp.exchange.pile import Reading
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.exchange.test_bad_files import said

TRACKS = Reading(tracks=True)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ('weight,rank 1\n"1,000",Ann\n900,Bo\n', [("ballots.unclear-weight", 2)]),
        ('weight,rank 1\n900,Bo\n"1,000",Ann\n"2,000",Bo\n', [("ballots.unclear-weight", 3)]),
        ("weight,rank 1\n1.000,Ann\n900,Bo\n", [("ballots.unclear-weight", 2)]),
        ("weight,rank 1\n1.000,Ann\n9.000,Bo\n", []),
        ("weight,rank 1\n1.000,Ann\n900,Bo\n0.333,Cy\n", []),
        ('weight,rank 1\n"1,000",Ann\n900,Bo\n"0,5",Cy\n', []),
        ('Ann,Bo,"1,000"\nBo,Ann,900\n', [("ballots.unclear-weight", 1)]),
        ("weight,rank 1\n3,Ann\n4,Bo\n7,Total\n", [("table.total-row", 4)]),
        ("weight,rank 1\n3,Ann\n4,Bo\n7,\n", [("ballots.sum-row", 4)]),
        ("weight,rank 1\n3,Ann\n3,Bo\n", []),
        ("rank 1,rank 2\nAnn,Bo\nrank 1,rank 2\nBo,Ann\n", [("table.headings-again", 3)]),
        ('id,rank 1,rank 2\n"1,Ann,Bo\n2,Bo,Ann\n3",Ann,Bo\n4,Ann,Bo\n', [("table.rows-in-cell", 2)]),
        ('id,Kale,Leek\n"1,1,2\n2,2,1\n3",2,1\n4,1,2\n', [("table.rows-in-cell", 2)]),
        ('id,rank 1,rank 2\n1,"Ann",Bo\n2,"Bo",Ann\n', []),
        ("rank 1\nAnn B.\nAnn B.\nAnn B\nBo\n", [("ballots.alike", None)]),
        ("rank 1\nParking\nParking\nParking\nParkng\nBo\n", [("ballots.alike", None)]),
        ("rank 1\nParking\nParking\nParkng\nBo\n", []),
        ("rank 1\nParking\nParking\nParking\nParkng\nParkng\n", []),
        ("rank 1\nParking\nParking\nParking\nPlaza\n", []),
        ("rank 1\nŁucja\nŁucja\nLucja\nLucja\n", [("ballots.alike", None)]),
        ("rank 1\nA+\nA-\nC++\nC\n", []),
        ("rank 1,rank 2\nul. Polna,\nul. Polna,\nul. Polna,\nul. Rolna,Park\n", [("ballots.alike", None)]),
        ("rank 1,rank 2\nul. Polna,\nul. Polna,\nul. Polna,\nul. Rolna,ul. Polna\n", []),
        (
            "rank 1,rank 2,rank 3\nPolana,,\nPolana,,\nPolana,Polanna,Polana\n",
            [("ballots.repeated", 4), ("ballots.alike", None)],
        ),
        ("rank 1,rank 2\nŁucja,Lucja\nŁucja,\n", [("ballots.alike", None)]),
        ("id,rank 1\n1,Ann\n\n \n3,Bo\n\n", [("table.blank-lines", 3), ("table.number-missing", 5)]),
        ("\nid,rank 1\n7,Ann\n,\n8,Bo\n", [("table.blank-lines", 4)]),
        (
            "id,rank 1\n" + "".join(f"{n},Ann\n" for n in range(300) if n not in (7, 9)),
            [("table.number-missing", 9), ("table.number-missing", 10)],
        ),
        ("id,rank 1\n1,Ann\n2,Bo\n5,Ann\n6,Bo\n", []),
        ("id,rank 1\n1,Ann\n3,Bo\n2,Ann\n", []),
        ("id,rank 1\n2,Ann\n4,Bo\n", []),
        ("id,rank 1\n1,Ann\nx,Bo\n3,Bo\n", []),
        ("rank 1,rank 2,rank 3\nAnn,,Bo\nBo,Ann,\n", [("ballots.skipped-rank", 2)]),
        ("rank 1,rank 2,rank 3\nAnn,Bo,\n,Bo,Ann\n", [("ballots.skipped-rank", 3)]),
        ("id,Kale,Leek,Beet\n7,1,1,3\n8,1,2,3\n", [("ballots.overvote", 2)]),
        ("id,Kale,Leek,Beet\n7,1,3,3\n8,1,2,3\n", [("ballots.skipped-rank", 2), ("ballots.overvote", 2)]),
        ("ballot,rank,choice\n1,1,Ann\n1,2,\n2,1,Bo\n", [("table.no-choice", 3)]),
        ("Ann,Bo,5\nBo,Ann,4\nAnn,Bo,2\n", [("preflib.same-order", 3)]),
        ("id,rank 1,rank 2\n7,Ann,Bo\n8,rank 2,Bo\n", [("table.heading-as-option", 1)]),
        ("1,2,3\n1,Ann,Bo\n2,Bo,Ann\n", []),
        ("rank 1|rank 2\nAnn|Bo\nBo|Ann\n", []),
        ("A|B\nB\nA|B\nC\nA|B\nC\n", [("ballots.overvote", 1), ("ballots.overvote", 3), ("ballots.overvote", 5)]),
        ("1|2\n2\n1|2\n1\n", [("ballots.overvote", 1), ("ballots.overvote", 3)]),
        ("ballot|rank|choice\n1|1|Ann\n2|1|Bo\n", []),
        ("id|rank 1|rank 2\n7;Ann;Bo\n8;Bo;Ann\n", [("table.never-full", 1)]),
        ("rank 1\nAnn\nB\x14o\n", [("file.control-character", 3)]),
        ("rank 1\nAnn\nB\x0bo\n", [("file.control-character", 3)]),
        ("rank 1\nAnn\nB\x0co\n", [("file.control-character", 3)]),
        ("rank 1\nAnn\nB\x85o\n", [("file.control-character", 3)]),
        ("rank 1\nAnn\nBo\x80\n", [("file.control-character", 3)]),
        ("rank 1,rank 2\x85\nAnn\x0c,Bo\n\x0cBo,Ann\x85\n", []),
        ("rank 1\nAnn\nBo\n\x1a", [("ballots.no-last-line-end", 4)]),
        ("Ann,Bo,5,a\nBo,Ann,4,b\nAnn,Cy,2,c\nCy,Bo,1,a\n", [("table.same-ballot-name", 4)]),
        ("Ann,Bo,5,a\nBo,Ann,4,b\nAnn,Cy,2,a\nCy,Bo,1,b\n", []),
        ("Ann,Bo,5,a\nBo,Ann,4,b\nAnn,Bo,2,c\n", []),
        ("rank 1,rank 2\nAnn,Bo\n# recounted\nBo,Ann\n", [("table.remark", 3)]),
        ("# Poll of May\nrank 1,rank 2\nAnn,Bo\nBo,Ann\n", [("table.remark", 1)]),
        ("id,rank 1,rank 2\n1,Ann,Bo\n# seen, twice\n2,Bo,Ann\n", [("table.short-row", 3)]),
        ("Ann,Bo,Cy\nBo,Ann,Cy\n#end\nCy,Bo,Ann\n", [("table.remark", 3)]),
        ("ballot,rank,choice\n1,1,Ann\n# by hand\n2,1,Bo\n", [("table.remark", 3)]),
        ("rank 1,rank 2\nAnn,Bo\n#Park\nBo,Ann\n#Park\n", []),
        ("rank 1,rank 2\nAnn,Bo\n#Park\nBo\nBo,Ann\n", []),
        ("id,rank 1,rank 2\n#a,Ann,Bo\n#b\n3,Bo,Ann\n", [("table.short-row", 3)]),
        ("#id,rank 1,rank 2\n1,Ann,Bo\n2,Bo,Ann\n", [("table.column-ignored", 1)]),
        ("id,rank 1,rank 2\n#1,Ann,Bo\n#2,Bo,Ann\n", []),
        ("rank 1,rank 2\n#Park,#Lake\n#Lake,\nBus,Pool\nPool,Bus\nBus,\n", []),
        ("rank 1,rank 2\n#Park,\nPool,Bus\nBus,\nBus,#Park\n", []),
        ("rank 1\n#Park\nPool\nBus\n", []),
        ("rank 1,rank 2\nPark,Bus\n#Park\nBus,Park\n", [("table.remark-or-ballot", 3)]),
        ("# park\nrank 1,rank 2\nPark,Bus\nBus,Park\n", [("table.remark-or-ballot", 1)]),
        ("rank 1,rank 2\nPark,Bus\n#Lake\nBus,Park\n", [("table.remark", 3)]),
        ("rank 1,rank 2\nPool,Bus|Park\n#Park\nBus,Pool\n", [("table.remark-or-ballot", 3)]),
        ("# Ward 4\nprecinct,rank 1,rank 2\nWard 4,Ann,Bo\nWard 4,Bo,Ann\n", [("table.remark", 1)]),
    ],
)
def test_what_could_mean_something_else_is_said(
    tmp_path: Path, text: str, spoken: list[tuple[str, int | None]]
) -> None:
    found = [each for each in said(tmp_path, "x.csv", text, TRACKS) if each[0] not in _OF_BARE]
    assert found == spoken


@pytest.mark.parametrize(
    ("weight", "ways"),
    [("1,000", "1000 or 1"), ("12,000", "12000 or 12"), ("1.125", "1125 or 1.1250"), ("2.500", "2500 or 2.5")],
)
def test_a_number_with_two_meanings_is_refused_with_both(tmp_path: Path, weight: str, ways: str) -> None:
    """Each way that is offered is read as what it says."""
    path = tmp_path / "x.csv"
    path.write_text(f'weight,rank 1\n"{weight}",Ann\n900,Bo\n', encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    sentence = error_sentence(caught.value, translator("en"))
    assert sentence == f'x.csv, line 2, column 1: "{weight}" may be {ways}; please write it as one of these.'
    for way in ways.split(" or "):
        path.write_text(f'weight,rank 1\n"{way}",Ann\n900,Bo\n', encoding="utf-8")
        found = read_ballots(path, TRACKS)[0].ballots[0]
        assert found.count * found.weight == Fraction(way)


@pytest.mark.parametrize(("cells", "refused"), [((1.125, 900), 0), ((1.125, "1.250"), 3), (("1.125", 0.5), 2)])
def test_a_number_of_a_workbook_is_what_it_is(
    tmp_path: Path, cells: tuple[float | str, float | str], refused: int
) -> None:
    """Only its text could be thousands; a number says nothing about the texts beside it."""
    book = Workbook()
    for row in (("weight", "rank 1"), (cells[0], "Ann"), (cells[1], "Bo")):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    if refused:
        with pytest.raises(UserError) as caught:
            read_ballots(tmp_path / "x.xlsx", TRACKS)
        assert (caught.value.code, caught.value.params["line"]) == ("ballots.unclear-weight", refused)
    else:
        found = read_ballots(tmp_path / "x.xlsx", TRACKS)[0].ballots
        assert [ballot.count * ballot.weight for ballot in found] == [Fraction("1.125"), 900]


_OF_BARE = ("table.no-headings", "table.weight-column")


def test_ranks_with_an_empty_decimal_part_are_ranks(tmp_path: Path) -> None:
    """So whole numbers are written where a cell beside them is empty."""
    path = tmp_path / "x.csv"
    path.write_text("id,Kale,Leek,Beet\n1,1.0,2.0,\n2,2.0,1.0,3.0\n3,,1.0,\n", encoding="utf-8")
    profile, warnings = read_ballots(path, TRACKS)
    assert warnings == []
    assert [ballot.marks.levels for ballot in profile.ballots] == [
        (("Kale",), ("Leek",)), (("Leek",), ("Kale",), ("Beet",)), (("Leek",),),
    ]  # fmt: skip


def test_lines_in_two_encodings_are_read_each_in_its_own(tmp_path: Path) -> None:
    """One name in two encodings was two options."""
    path = tmp_path / "x.csv"
    path.write_bytes("rank 1\nŻądło\nGłąb\n".encode() + "Żądło\nGłąb\n".encode("cp1250"))
    profile, warnings = read_ballots(path, TRACKS)
    assert [option.id for option in profile.options] == ["Żądło", "Głąb"]
    assert [(note.code, note.params["line"]) for note in warnings] == [("table.mixed-encodings", 4)]
    path.write_bytes("rank 1\nŻądło\nGłąb\n".encode() + b"A\x81\n")
    assert read_refusal(path) == "file.bad-character"


def read_refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_ballots(path, TRACKS)
    return str(caught.value.code)


PB = (
    "META\nkey;value\nnum_projects;2\nnum_votes;1\nbudget;100\nvote_type;{}\n"
    "PROJECTS\nproject_id;cost\nA;60\nB;{}\nVOTES\nvoter_id;vote;points\n1;A,B;{}\n"
)


@pytest.mark.parametrize(
    ("kind", "cost", "points", "spoken"),
    [
        ("approval", "60", "5,1", [("pb.points-ignored", 12)]),
        ("approval", "60", "", []),
        ("ordinal", "60", "1,5", [("pb.points-order", 13)]),
        ("ordinal", "60", "2,many", [("pb.points-order", 13)]),
        ("ordinal", "60", "2,1", []),
        ("ordinal", "60", "", []),
        ("cumulative", "007", "2,1", [("pb.odd-amount", 10)]),
        ("cumulative", "1.0000", "2,1", []),
        ("cumulative", "1.50", "2,1", []),
    ],
)
def test_numbers_of_a_budget_file_that_may_mean_another(
    tmp_path: Path, kind: str, cost: str, points: str, spoken: list[tuple[str, int]]
) -> None:
    path = tmp_path / "x.pb"
    path.write_text(PB.format(kind, cost, points), encoding="utf-8")
    assert [(note.code, note.params["line"]) for note in read_pabulib(path)[1]] == spoken


@pytest.mark.parametrize("option", ["Rowery", "Karta mieszkańca", "Numer alarmowy", "Say no", "Record store"])
def test_an_option_that_begins_like_the_name_of_a_ballot_is_an_option(tmp_path: Path, option: str) -> None:
    """Its column was left out without a word, and another won."""
    path = tmp_path / "x.csv"
    path.write_text(f"id,{option},Park\n7,1,2\n8,1,2\n9,2,1\n", encoding="utf-8")
    profile, warnings = read_ballots(path, TRACKS)
    assert [found.id for found in profile.options] == [option, "Park"]
    assert warnings == []


@pytest.mark.parametrize(
    ("text", "options", "ignored"),
    [
        ("id,Record,Park,Pool\n7,1,2,\n8,1,,2\n9,2,1,\n", ["Record", "Park", "Pool"], []),
        ("id,Group 1,Nr 2,Row 3,Park\n7,1,2,3,4\n8,2,1,4,3\n9,4,3,2,1\n", ["Group 1", "Nr 2", "Row 3", "Park"], []),
        ("id,Box 1,Park,Pool\n7,1,2,\n8,2,1,\n9,,2,1\n", ["Box 1", "Park", "Pool"], []),
        ("Record,Park,Pool\n1,2,\n2,1,\n,1,2\n", ["Record", "Park", "Pool"], []),
        ("Numer ankiety,Kale,Leek\n1,1,2\n2,2,1\n3,1,2\n", ["Kale", "Leek"], [1]),
        ("Voter code,Kale,Leek\n1000,1,2\n1001,2,1\n", ["Kale", "Leek"], []),
        ("Ballot hash,Kale,Leek\nx9,1,2\ny8,2,1\n", ["Kale", "Leek"], []),
        ("Precinct code,Kale,Leek\n2,1,2\n2,2,1\n", ["Kale", "Leek"], [1]),
        ("id,Kale,Leek\n1,2,\n2,1,\n3,1,2\n", ["Kale", "Leek"], []),
    ],
)
def test_what_a_column_headed_like_a_name_holds_tells_whether_it_is_an_option(
    tmp_path: Path, text: str, options: list[str], ignored: list[int]
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    profile, warnings = read_ballots(path, TRACKS)
    assert [option.id for option in profile.options] == options
    assert [note.params["column"] for note in warnings if note.code == "table.column-ignored"] == ignored


def test_bare_numbers_of_ballots_may_be_written_with_a_decimal(tmp_path: Path) -> None:
    """Without headings: a weight and a number of the ballot."""
    path = tmp_path / "x.csv"
    path.write_text("Ann,Bo,2.0,1.0\nBo,Ann,1.0,2.0\n", encoding="utf-8")
    profile, _ = read_ballots(path, TRACKS)
    assert ([option.id for option in profile.options], sum(b.count for b in profile.ballots)) == (["Ann", "Bo"], 3)


@pytest.mark.parametrize(
    "heading",
    ["Cast Vote Record", "RowNumber", "BallotStyleID", "Precinct Portion", "Voter no.", "Sygnatura czasowa", "Lp.",
     "Karta do głosowania nr 5", "Numer głosującego", "Imię i nazwisko", "klient id", "#", ""],
)  # fmt: skip
def test_a_column_that_names_ballots_is_none_of_the_options(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{heading},Kale,Leek\n7,1,2\n8,2,1\n", encoding="utf-8")
    profile, warnings = read_ballots(path, TRACKS)
    assert ([option.id for option in profile.options], warnings) == (["Kale", "Leek"], [])


@pytest.mark.parametrize(
    ("text", "ballots"),
    [
        ("rank 1,rank 2\n#Park,\n#Lake,\nBus,\nBus,Pool\nPool,Bus\n", 5),
        ("rank 1,rank 2\nBus,Pool\n#Park,Bus\nPool,Bus\n", 3),
        ("ID,rank 1,rank 2\n#a1,,\n2,Bus,Pool\n3,Pool,Bus\n", 3),
        ("ID,rank 1,rank 2\n#a1,Bus,Pool\n2,Pool,Bus\n3,Bus,Pool\n", 3),
        ("Bus,5\n#Park,6\nPool,3\nBus,1\n", 15),
        ("rank 1,count\n#Park,5\nPool,4\nBus,3\n", 12),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_row_of_full_width_is_a_ballot_however_it_begins(
    tmp_path: Path, text: str, ballots: int, ending: str
) -> None:
    """#Park is a name that people give; such a ballot was left out, or the file refused."""
    path = tmp_path / f"x.{ending}"
    if ending == "csv":
        path.write_text(text, encoding="utf-8")
    else:
        book = Workbook()
        for line in text.splitlines():
            book.active.append([int(cell) if cell.isdigit() else cell or None for cell in line.split(",")])
        book.save(path)
    profile, notes = read_ballots(path, TRACKS)
    assert sum(ballot.count for ballot in profile.ballots) == ballots
    assert "table.remark" not in {note.code for note in notes}


@pytest.mark.parametrize(
    ("often", "once"),
    [
        ("Projekt A", "Projekt B"), ("Podatek 5", "Podatek 50"), ("Rok 2024", "Rok 2025"),
        ("Scenariusz I", "Scenariusz V"), ("Wariant A", "Wariant A bis"), ("Wariant A bis", "Wariant A"),
        ("Tak dla A", "Tak dla B"), ("Dzień 1 rano", "Dzień 2 rano"), ("Klasa 5a", "Klasa 5b"),
    ],
)  # fmt: skip
def test_names_of_one_series_are_no_slips_in_a_small_vote(tmp_path: Path, often: str, once: str) -> None:
    """In a room of twenty an option with one vote is usual."""
    text = "rank 1\n" + f"{often}\n" * 4 + f"{once}\nInne\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == []
