"""What stands in a table of ballots and is none: titles, sums, words for nothing, faults where nothing is decided."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from tests.exchange.test_bad_files import said, said_of

TRACKS = Reading(tracks=True)
RANKS = "id;rank 1;rank 2\n1;Park;Pool\n2;Pool;Park\n3;Park;\n"
GRID = "id;Park;Pool;Lake\n1;1;2;3\n2;2;1;\n3;1;;2\n"
MARKS = "ballot\trank\tchoice\n1\t1\tPark\n2\t1\tPool\n"
TITLE = "table.title-above"


@pytest.mark.parametrize(
    "title", ["Vote 2024\n", "Vote 2024;;\n", "Vote, 2024\n\n", "Ranking 1/2024;;\n", "Ranking 1/2024\n", "Choice 2\n"]
)
@pytest.mark.parametrize("table", [RANKS, RANKS.replace(";", ","), GRID, MARKS])
def test_a_title_above_the_headings_is_refused_as_one(tmp_path: Path, title: str, table: str) -> None:
    """A title that named a rank was read as the headings, and the names of the ballots won."""
    unclear = table == GRID and "," in title
    found = said(tmp_path, "x.csv", title + table, TRACKS)
    assert found == [("table.header-or-ballot" if unclear else TITLE, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "rank 1\nPark|Pool\nPark\n",
        'rank 1\n"Park, new"\n"Pool, old"\n',
        "rank 1;\nPark;\nPool;by hand\n",
        ",rank 1\n0,Park\n1,Pool\n",  # as pandas numbers rows
    ],
)
def test_the_only_rank_of_a_table_is_no_title(tmp_path: Path, text: str) -> None:
    assert (TITLE, 1) not in said(tmp_path, "x.csv", text, TRACKS)


@pytest.mark.parametrize(
    "text",
    [
        "Good morning, here is what we want.\nA park matters, a bus does not.\nYours, Ann\n",
        "Minutes\n\nAnn opened the meeting, all said yes.\nThe park won 12 votes, the bus 7.\n",
        "No;What\n1;We want a park here.\n2;Is there a bus?\n",
        "<html><body>Log in, please</body></html>\n",
    ],
)
def test_a_running_text_is_refused_as_one(tmp_path: Path, text: str) -> None:
    """It was told to delete the title above its table."""
    assert said(tmp_path, "x.txt", text, TRACKS)[-1] == ("table.prose", 1)


@pytest.mark.parametrize("title", ["Vote 2024", "Ranking 1/2024"])
def test_a_title_in_a_workbook_is_refused_as_one(tmp_path: Path, title: str) -> None:
    assert said_of_sheet(tmp_path, [[title], [], *(line.split(";") for line in RANKS.splitlines())]) == [(TITLE, 1)]


def test_numbered_ballots_for_one_option_in_a_workbook_have_no_title(tmp_path: Path) -> None:
    """Such a row ends where nothing is marked, and another one may have an empty cell behind it."""
    assert said_of_sheet(tmp_path, [["", "rank 1", ""], ["0", "Park"], ["1"], ["2", "Pool", ""]]) == []


def test_a_ballot_for_one_option_above_ballots_for_several_is_no_title(tmp_path: Path) -> None:
    assert (TITLE, 1) not in said(tmp_path, "x.csv", "Park;;\nPool;Park;\nLake;Park;\n", TRACKS)


@pytest.mark.parametrize("hint", ["sep=;\n", '"sep=;"\r\n', "SEP=;;;\n"])
def test_a_line_that_tells_spreadsheets_the_separator_is_no_row(tmp_path: Path, hint: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(hint + "id;rank 1;rank 2\n1;Park, new;Pool\n2;Pool;Park, new\n", encoding="utf-8", newline="")
    profile, warnings = read_ballots(path, TRACKS)
    assert ([option.id for option in profile.options], warnings) == (["Park, new", "Pool"], [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (RANKS + "Razem;3;2\n", 5),
        (RANKS + "Razem: 3 głosy\n", 5),
        (GRID + "Suma;4;3;5\n", 5),
        (GRID + "Average;1,33;1.5;2,5\n", 5),
        ("id;Park;Pool\n1;1;\n2;;1\nTotal;1;1\n", 4),
        ("id;Park;Pool\n1;1;\n2;1;2\nRazem oddano;2;1\n", 4),
        ("id;Park;Pool\n1;1;2\n2;1;2\n3;2;1\nAverage place;1,3;1,7\n", 5),
        (RANKS + "Razem u nas;9;9\n", 5),
        (RANKS + "Razem kart;3;2\nŚrednia;1;1\n", 5),
        ("time;voter;Park;Pool\n;Ala;1;2\n;Ola;1;2\n;Razem;2;4\n", 4),
        ("rank 1;rank 2;count\nPark;Pool;10\nPool;Park;7\nSuma;;17\n", 4),
        ("Park;Pool;10\nPool;Park;7\nTotal;;17\n", 3),
    ],
)
def test_a_last_row_of_sums_is_refused(tmp_path: Path, text: str, line: int) -> None:
    """The sum of all ballots stood beside the winner as an option called Razem."""
    assert said(tmp_path, "x.csv", text, TRACKS)[-1] == ("table.total-row", line)


@pytest.mark.parametrize(
    "text",
    [
        RANKS + "4;Razem;\n",
        RANKS + "Sumak;Park;\n",
        "rank 1;rank 2;count\nPark;Razem;10\nPool;Park;7\nRazem;;16\n",
        "voter;rank 1\nSuma;Park\nTotal;Pool\n",
        GRID + "Average Joe;2;1;3\n",
        GRID + "Suma Anna;1;2;3\n",
        "id;Park;Pool\n1;1;2\nTotal Joe;2;1\nTotal Ann;1;2\n",
        "count;rank 1;rank 2\n3;Park;Total ban\n4;Pool;Park\n7;Total ban;\n",
        "count;rank 1;rank 2\n3;Park;Pool\n4;Pool;Park\n7;Total ban;Park\n",
    ],
)
def test_an_option_or_a_person_called_like_a_sum_is_counted(tmp_path: Path, text: str) -> None:
    codes = [code for code, _ in said(tmp_path, "x.csv", text, TRACKS)]
    assert "table.total-row" not in codes


@pytest.mark.parametrize("word", ["NA", "nan", "NaN", "None", "NULL", "-", "–", "brak"])
def test_a_word_for_nothing_that_comes_twice_on_a_ballot_is_refused(tmp_path: Path, word: str) -> None:
    """So statistics programs fill empty cells; the word won as an option."""
    text = f"id,rank 1,rank 2,rank 3\n1,Park,Pool,{word}\n2,Pool,{word},{word}\n3,{word},{word},{word}\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == [("table.filler", 3)]


def test_a_word_for_nothing_that_may_be_an_option_is_counted_and_said_once(tmp_path: Path) -> None:
    text = "id,rank 1,rank 2\n1,Park,None\n2,None,Park\n3,Park,None\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == [("table.filler-as-option", 2)]


def test_words_for_nothing_are_said_in_the_order_of_the_ballot(tmp_path: Path) -> None:
    """In that of a set they stood otherwise in every run."""
    words = ["-", "NA", "brak", "NULL", "None", "."]
    text = f"id,{','.join(f'rank {n}' for n in range(1, 7))}\n1,{','.join(words)}\n"
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    assert [note.params["name"] for note in read_ballots(path, TRACKS)[1]] == words


def _with_faults(table: str, heading: str, *cells: str) -> str:
    return "".join(f"{line};{cell}\n" for line, cell in zip(table.splitlines(), (heading, *cells), strict=True))


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (_with_faults(RANKS, "age", "#N/A", "30", "#ARG!"), [("table.column-ignored", 1)]),
        (RANKS.replace("\n2;", "\n#N/A;"), []),
        (_with_faults(GRID, "remarks", "late", "#N/A", ""), [("table.column-ignored", 1)]),
        (_with_faults(RANKS, "#N/A", "30", "", ""), [("table.fault-in-cell", 1)]),
        (RANKS.replace("Pool;Park", "Pool;#N/A"), [("table.fault-in-cell", 3)]),
        (_with_faults(GRID, "Bay", "#N/A", "#N/A", "3"), [("table.column-ignored", 1), ("table.fault-in-cell", 2)]),
        (_with_faults(GRID, "Bay", "#N/A", "#N/A", ""), [("table.fault-in-cell", 2)]),
        (GRID.replace("1;1;2;3", "1;1;2;#N/A"), [("table.fault-in-cell", 2)]),
        ("rank 1;rank 2\nPark;Pool\n#N/A\nPool;Park\n", [("table.fault-in-cell", 3)]),  # it passed for a remark
        ("ballot,rank,choice,age\n1,1,Park,#N/A\n2,1,Pool,30\n", []),
        ("ballot,rank,choice,age\n1,1,#N/A,30\n2,1,Pool,30\n", [("table.fault-in-cell", 2)]),
        ("ballot,rank,choice,age\n#N/A,1,Park,30\n2,1,Pool,30\n", [("table.fault-in-cell", 2)]),
    ],
)
def test_a_fault_of_a_formula_refuses_where_it_can_hide_a_mark(
    tmp_path: Path, text: str, spoken: list[tuple[str, int]]
) -> None:
    found = said(tmp_path, "x.csv", text, TRACKS)
    assert found[-1:] == spoken[-1:]


def test_a_fault_in_a_workbook_refuses_where_it_can_hide_a_mark(tmp_path: Path) -> None:
    rows = [["id", "rank 1", "rank 2", "age"], ["1", "Park", "Pool", "#N/A"], ["2", "Pool", "Park", "30"]]
    assert said_of_sheet(tmp_path, rows) == [("table.column-ignored", 1)]
    rows[2][2] = "#N/A"
    assert said_of_sheet(tmp_path, rows) == [("table.fault-in-cell", 3)]


def test_one_ballot_for_options_called_like_ranks_is_a_ballot_where_a_number_names_it(tmp_path: Path) -> None:
    text = "id;Wybór 1;Wybór 2\n1;Miejsce 1;Miejsce 2\n2;Park;Las\n3;Las;Park\n"
    assert said(tmp_path, "x.csv", text, TRACKS) == []
    assert said(tmp_path, "x.csv", text.replace("\n1;", "\nkarta;"), TRACKS) == [("table.headings-again", 2)]


def said_of_sheet(folder: Path, rows: list[list[str]]) -> list[tuple[str, object]]:
    """Return what is said of these rows in a workbook."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(folder / "x.xlsx")
    return said_of(folder / "x.xlsx", TRACKS)
