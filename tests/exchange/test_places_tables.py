"""Every odd thing about tables of ballots and the files a configuration names is said at its line and column."""

from __future__ import annotations

import copy
import csv
import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from labapp.counting.profile import Profile
from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import OVERVOTED, Reading
from labapp.exchange.source import Notes
from labapp.exchange.table import read_sheet
from labapp.exchange.xlsx import sheet_rows
from labapp.jobs import Cancelled
from tests.exchange.test_places_preflib import Places, read
from tests.exchange.test_rctab import CONFIG, TRACKS, VOTES, election, refused

RANKS = "id,rank 1,rank 2\n7,Ann,Bo\n8,Bo,Ann\n"
GRID = "id,Kale,Leek,Beet\n7,1,2,3\n8,2,1,\n"
MARKS = "ballot,rank,choice\na,1,Ann\na,2,Bo\nb,1,Bo\n"
BARE = "Ann,Bo,5\nBo,Ann,4\n"


def papers(profile: Profile | None) -> list[tuple[str, Fraction]]:
    assert profile is not None
    return [
        (" ".join("=".join(level) or "-" for level in ballot.marks.levels), ballot.count * ballot.weight)
        for ballot in profile.ballots
    ]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (RANKS, []),
        (RANKS.replace("rank 2", "rank 3"), [("table.rank-headings", 1, None)]),
        (RANKS.replace("8,Bo,Ann", "8,Bo,Ann,Cy"), [("table.width", 3, None)]),
        (RANKS.replace("8,Bo,Ann", "8,Bo,Ann,"), [("table.extra-commas", 3, None)]),
        (RANKS.replace("8,Bo,Ann\n", "8,Bo,Ann\n9,Bo\n"), [("table.short-row", 4, None)]),
        (RANKS.replace("8,Bo", "7,Bo"), [("table.same-ballot-name", 3, None)]),
        (RANKS.replace("8,Bo", ",Bo"), [("table.no-ballot-name", 3, None)]),
        (RANKS.replace("id", "Precinct id").replace("8,", "7,"), []),
        (RANKS.replace("id", "party").replace("8,", "7,"), [("table.column-ignored", 1, 1)]),
        (RANKS.replace("Bo\n", '"B\no"\n', 1), [("table.line-end-in-cell", 2, 3)]),
        (RANKS.replace("Bo\n", '"B\ro"\n', 1), [("table.line-end-in-cell", 2, 3)]),
        (RANKS.replace("Ann,Bo", "Ann|Bo,"), [("ballots.overvote", 2, None)]),
        (RANKS.replace("Ann,Bo", "overvote,Bo"), [("ballots.overvote", 2, None)]),
        (RANKS.replace("Ann,Bo", "$overvote,Bo"), [("ballots.overvote", 2, None)]),
        (RANKS.replace("Ann,Bo", "Ann,Ann"), [("ballots.repeated", 2, None)]),
        (RANKS.replace("Ann,Bo", "Ann|Ann,Bo"), [("ballots.repeated", 2, None)]),
        ("id,rank 1,rank 2\n", [("ballots.none", 1, None)]),
        ("1,2,3\n1,2,3\n2,1,3\n", [("table.header-or-ballot", 1, None)]),
        ("rank 1,rank 2,weight\nAnn,Bo,x\n", [("ballots.bad-weight", 2, 3)]),
        ("rank 1,rank 2,weight\nAnn,Bo,\n", [("ballots.bad-weight", 2, 3)]),
        ("rank 1,rank 2,weight\nAnn,Bo,-5\n", [("ballots.bad-weight", 2, 3)]),
        ('rank 1,rank 2,weight\nAnn,Bo,"1,000"\n', [("ballots.unclear-weight", 2, 3)]),
        ("rank 1,weight\nAnn,0\nBo,0\n", [("ballots.zero-count", 2, None), ("ballots.zero-count", 3, None)]),
        ("rank 1,weight\nAnn,2\nBo,2\n", []),
        (GRID, []),
        (GRID.replace("7,1,2,3", "7,1,2,4"), [("table.bad-rank", 2, 4)]),
        (GRID.replace("7,1,2,3", "7,0,2,3"), [("table.bad-rank", 2, 2)]),
        (GRID.replace("7,1,2,3", "7,1,x,3"), [("table.bad-rank", 2, 3)]),
        (GRID.replace("Beet", "Kale"), [("table.same-heading", 1, None)]),
        (GRID.replace("8,2", "7,2"), [("table.same-ballot-name", 3, None)]),
        (GRID.replace("id,", "party,").replace("7,", "x,").replace("8,", "y,"), [("table.column-ignored", 1, 1)]),
        (MARKS, []),
        (MARKS.replace("choice", "candidate"), []),
        (MARKS.replace("choice", "option"), []),
        (MARKS.replace("a,2", "a,0"), [("table.bad-rank", 3, 2)]),
        (MARKS.replace("a,2", "a,two"), [("table.bad-rank", 3, 2)]),
        (MARKS.replace("a,2", "a,1001"), [("table.bad-rank", 3, 2)]),
        (MARKS.replace("b,1", ",1"), [("table.no-ballot-id", 4, 1)]),
        (MARKS.replace("b,1,Bo", "b,1,Bo,Cy"), [("table.width", 4, None)]),
        ("rank,choice\n1,Ann\n", [("table.no-ballot-column", 1, None)]),
        ("ballot,rank,choice\n", [("ballots.none", 1, None)]),
        (MARKS + "".join(f"c{n},1,Ann Lee\n" for n in range(20)) + "d,1,An Lee\n", [("ballots.alike", None, None)]),
        (BARE, [("table.no-headings", 1, None), ("table.weight-column", 1, 3)]),
        ("Ann,Bo\nBo,Ann\n", [("table.no-headings", 1, None)]),
        ("Name,Other\nBo,Ann\nAnn,Bo\n", [("table.header-or-ballot", 1, None)]),
        (BARE + "Bo,Ann,x\n", [("ballots.bad-weight", 3, 3)]),
    ],
)  # fmt: skip
def test_a_table_is_odd_at_its_cell(tmp_path: Path, text: str, spoken: Places) -> None:
    assert read(tmp_path, "x.csv", text)[1] == spoken


@pytest.mark.parametrize("word", ["weight", "wt", "count", "waga", "liczba", "liczba głosów", "liczba kart", "n", "N"])
def test_a_column_of_weights_is_known_by_its_heading(tmp_path: Path, word: str) -> None:
    profile, spoken = read(tmp_path, "x.csv", f"rank 1,rank 2,{word}\nAnn,Bo,2\nBo,Ann,1.5\n")
    assert papers(profile) == [("Ann Bo", 2), ("Bo Ann", Fraction(3, 2))]
    assert spoken == []


@pytest.mark.parametrize("word", ["undervote", "skipped", "$undervote", "Skipped Rank", ""])
def test_a_rank_that_is_said_to_be_skipped_is_empty(tmp_path: Path, word: str) -> None:
    profile, _ = read(tmp_path, "x.csv", RANKS.replace("Ann,Bo", f"{word},Bo"), TRACKS)
    assert papers(profile) == [("- Bo", 1), ("Bo Ann", 1)]


def test_each_kind_of_table_is_known(tmp_path: Path) -> None:
    kinds = {RANKS: "ranks", GRID: "grid", MARKS: "marks", BARE: "ranks"}
    for text, kind in kinds.items():
        profile, _ = read(tmp_path, "x.csv", text)
        assert profile is not None
        assert profile.meta["source"] == kind
    assert papers(read(tmp_path, "x.csv", MARKS)[0]) == [("Ann Bo", 1), ("Bo", 1)]
    assert papers(read(tmp_path, "x.csv", MARKS.replace("a,2", "a,1000"))[0]) == [("Ann Bo", 1), ("Bo", 1)]
    assert papers(read(tmp_path, "x.csv", BARE)[0]) == [("Ann Bo", 5), ("Bo Ann", 4)]
    for ending in ("tsv", "txt"):
        assert papers(read(tmp_path, f"x.{ending}", RANKS.replace(",", "\t"))[0]) == [("Ann Bo", 1), ("Bo Ann", 1)]


# -- files that a configuration of RCTab names


def sourced(**source: object) -> dict:
    config = copy.deepcopy(CONFIG)
    config["cvrFileSources"][0] |= source
    return config


def ruled(key: str, value: object) -> dict:
    config = copy.deepcopy(CONFIG)
    config["rules"][key] = value
    return config


@pytest.mark.parametrize(
    ("letters", "columns"), [("B", 1), ("b", 1), ("Z", 25), ("AA", 26), ("AB", 27), ("2", 1), (" 27 ", 26)]
)
def test_the_first_column_may_be_named_by_letters(tmp_path: Path, letters: str, columns: int) -> None:
    votes = [["x"] * columns + list(row[1:]) for row in VOTES]
    profile, _ = read_ballots(election(tmp_path, sourced(firstVoteColumnIndex=letters), votes), TRACKS)
    plain, _ = read_ballots(election(tmp_path, CONFIG), TRACKS)
    assert papers(profile) == papers(plain)


@pytest.mark.parametrize("value", ["", "0", "ABCD", "Ł", "A1", "-1", "1.5", "٢"])
@pytest.mark.parametrize("key", ["firstVoteColumnIndex", "firstVoteRowIndex"])
def test_a_beginning_that_says_nothing_is_refused(tmp_path: Path, key: str, value: str) -> None:
    error = refused(election(tmp_path, sourced(**{key: value})))
    assert (error.code, error.params["key"], error.params["value"]) == ("rctab.no-start", key, value.upper())


@pytest.mark.parametrize(
    ("key", "setting", "yes", "no"),
    [("hareQuota", "quota", "hare", "droop"), ("exhaustOnDuplicateCandidate", "repeats", "exhaust", "ignore")],
)
def test_a_flag_may_be_a_word_or_a_number(tmp_path: Path, key: str, setting: str, yes: str, no: str) -> None:
    for value in (True, "true", "True", " TRUE ", 1, "1"):
        assert read_ballots(election(tmp_path, ruled(key, value)), TRACKS)[0].meta[setting] == yes
    for value in (False, "false", "False", 0, "0", "", None):
        assert read_ballots(election(tmp_path, ruled(key, value)), TRACKS)[0].meta[setting] == no
    for value in ("perhaps", 2, "yes", 1.0):
        error = refused(election(tmp_path, ruled(key, value)))
        assert (error.code, error.params["key"]) == ("rctab.bad-flag", key)


def test_damage_to_another_sheet_refuses_nothing(tmp_path: Path) -> None:
    """It is not read; that it may hold something is said."""
    book = Workbook()
    for row in csv.reader(io.StringIO(RANKS)):
        book.active.append(row)
    book.create_sheet("Second").append(["Ann"])
    whole = io.BytesIO()
    book.save(whole)
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(path, "w") as damaged:
        for name in parts.namelist():
            content = parts.read(name)
            damaged.writestr(name, content.partition(b"</row>")[0] if name.endswith("sheet2.xml") else content)
    profile, warnings = read_ballots(path, Reading())
    assert papers(profile) == [("Ann Bo", 1), ("Bo Ann", 1)]
    assert [(note.code, note.params["others"]) for note in warnings] == [("table.other-sheets", "Second")]


@pytest.mark.parametrize("reader", [read_ballots, read_sheet])
def test_an_empty_first_sheet_is_refused_with_the_sheets_that_are_not(
    tmp_path: Path, reader: Callable[[Path], object]
) -> None:
    book = Workbook()
    book.worksheets[0].append([None, " "])
    for row in (["rank 1"], ["Ann"]):
        book.create_sheet("Second").append(row)
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(UserError) as caught:
        reader(tmp_path / "x.xlsx")
    assert (caught.value.code, caught.value.params["others"]) == ("table.first-sheet-empty", "Second, Second1")


_TEXTS = "xl/sharedStrings.xml"
_TEXTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def _with_texts(path: Path, n: int) -> Path:
    """Save a workbook whose texts stand in a part of their own, as spreadsheet programs write them."""
    plain = io.BytesIO()
    Workbook().save(plain)
    texts = "".join(f"<si><t>text {number * 7919}</t></si>" for number in range(n))
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            declared = f'<Override PartName="/{_TEXTS}" ContentType="{_TEXTS_TYPE}"/></Types>'
            packed.writestr(name, parts.read(name).replace(b"</Types>", declared.encode()))
        packed.writestr(_TEXTS, f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>')
    return path


def test_the_texts_of_a_workbook_are_read_with_progress_and_can_be_cancelled(tmp_path: Path) -> None:
    """They are read in one go before the first row: twelve seconds without a word for thirty megabytes."""
    path = _with_texts(tmp_path / "x.xlsx", 20_000)
    with zipfile.ZipFile(path) as packed:
        part = packed.getinfo(_TEXTS)
    inside: set[int] = set()

    def tick(done: int, total: int) -> None:
        if part.header_offset < done < part.header_offset + part.compress_size:
            inside.add(done)
        if len(inside) > 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        sheet_rows(path.read_bytes(), Notes("x.xlsx", tick))


def test_an_overvote_by_unknown_names_is_one_by_all_others(tmp_path: Path) -> None:
    profile, _ = read(tmp_path, "x.csv", "rank 1,rank 2\nAnn,overvote\nBo,Cy\nCy,Bo\n", TRACKS)
    assert papers(profile)[0] == ("Ann Bo=Cy", 1)
    assert OVERVOTED not in {name for ballot in profile.ballots for level in ballot.marks.levels for name in level}
