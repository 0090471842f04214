"""Every odd thing about rankings of PrefLib, and of Scottish wards is said at its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from labapp.counting.profile import Approvals, Profile, Ranking
from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading

SOI = (
    "# TITLE: Fruit\n# DATA TYPE: soi\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 6\n# NUMBER UNIQUE ORDERS: 2\n"
    "# ALTERNATIVE NAME 1: Kale\n# ALTERNATIVE NAME 2: Leek\n# ALTERNATIVE NAME 3: Beet\n4: 1,2,3\n2: 2\n"
)
OLD = "3\n1,Kale\n2,Leek\n3,Beet\n6,6,2\n4,1,2,3\n2,2\n"
CATEGORIES = "# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: yes\n# CATEGORY NAME 2: no\n# NUMBER VOTERS"
GRADED = SOI.replace(": soi", ": cat").replace("1,2,3\n2: 2", "1,{2,3}\n2: {},{1,2,3}")
CAT = GRADED.replace("# NUMBER VOTERS", CATEGORIES)
NAMES = "# ALTERNATIVE NAME 1: Kale\n# ALTERNATIVE NAME 2: Leek\n# ALTERNATIVE NAME 3: Beet\n"
WARD = '3,1,\n5,1,2,\n4,2,\n"Candidate 1","Ann","A",\n"Candidate 2","Bo","B",\n"Candidate 3","Cy",,\n"Ward 1",\n'
Places = list[tuple[object, ...]]


def read(folder: Path, name: str, text: str, reading: Reading | None = None) -> tuple[Profile | None, Places]:
    """Return the profile and code, line and column of each warning, or of the refusal alone."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    try:
        profile, warnings = read_ballots(path, reading)
    except UserError as error:
        return None, [(error.code, error.params.get("line"), error.params.get("column"))]
    return profile, [(note.code, note.params.get("line"), note.params.get("column")) for note in warnings]


@pytest.mark.parametrize(
    ("old", "new", "spoken"),
    [
        ("", "", []),
        ("NUMBER VOTERS: 6", "NUMBER VOTERS: six", [("preflib.bad-number", 4)]),
        ("NUMBER VOTERS: 6", "NUMBER VOTERS: 7", [("preflib.voters-differ", 4)]),
        ("# NUMBER VOTERS: 6\n", "", [("preflib.key-missing", 7)]),
        ("# NUMBER ALTERNATIVES: 3\n", "", [("preflib.key-missing", 7)]),
        ("NUMBER UNIQUE ORDERS: 2", "NUMBER UNIQUE ORDERS: 3", [("preflib.orders-differ", 5)]),
        ("NUMBER UNIQUE ORDERS: 2", "NUMBER UNIQUE PREFERENCES: 3", [("preflib.orders-differ", 5)]),
        ("DATA TYPE: soi", "DATA TYPE: toi", [("preflib.other-kind", 2)]),
        ("DATA TYPE: soi", "DATA TYPE: novel", []),
        ("NAME 2: Leek", "NAME 1: Leek", [("preflib.bad-name-number", 7)]),
        ("NAME 2: Leek", "NAME: Leek", [("preflib.bad-name-number", 7)]),
        ("NAME 02", "NAME 2", []),
        ("# ALTERNATIVE NAME 3: Beet\n", "", [("preflib.names-missing", 3)]),
        ("2: 2\n", "2: 4\n", [("preflib.unknown-option", 10)]),
        ("2: 2\n", "two: 2\n", [("preflib.no-count", 10)]),
        ("2: 2\n", "2; 2\n", [("preflib.no-count", 10)]),
        ("4: 1,2,3", "4: 1,,3", [("preflib.bad-order", 9)]),
        ("4: 1,2,3", "4: 1,{2,3}", [("preflib.not-strict", 9)]),
        ("4: 1,2,3", "4: 1,2,2", [("ballots.repeated", 9)]),
        ("4: 1,2,3", "4: 1,2,3,", [("ballots.trailing-comma", 9)]),
        ("4: 1,2,3", "4: {1},{2},3", []),
        ("4: 1,2,3", "4: 1,2,}", [("preflib.bad-order", 9)]),
        ("4: 1,2,3", "4: 1,{{2},3", [("preflib.bad-order", 9)]),
        ("4: 1,2,3", "4: 1,{,2},3", [("preflib.bad-order", 9)]),
        ("4: 1,2,3", "4: 1,{2,3", [("preflib.bad-order", 9)]),
        ("2: 2\n", "2: 1, 2, 3\n", [("preflib.same-order", 10)]),
        ("4: 1", "# NOTE: late\n4: 1", []),
        ("2: 2\n", "# NOTE: late\n2: 2\n", [("preflib.late-header", 10)]),
        ("4: 1,2,3\n2: 2\n", "", [("ballots.none", 8)]),
        ("2: 2\n", "2: 2", [("ballots.no-last-line-end", 10)]),
        (NAMES, "", [("preflib.names-missing", 3)]),
    ],
)  # fmt: skip
def test_preflib_is_odd_at_its_line(tmp_path: Path, old: str, new: str, spoken: Places) -> None:
    assert read(tmp_path, "x.soi", SOI.replace(old, new, 1))[1] == [(*each, None) for each in spoken]


@pytest.mark.parametrize(
    ("name", "text", "spoken"),
    [
        ("x.soc", SOI.replace(": soi", ": soc"), [("preflib.not-complete", 10)]),
        ("x.toc", SOI.replace(": soi", ": toc"), [("preflib.not-complete", 10)]),
        ("x.soi", "# TITLE: x\n1: 1\n", [("preflib.no-names", 1)]),
        ("x.soi", OLD, []),
        ("x.cat", OLD, [("preflib.no-header", 1)]),
        ("x.soi", OLD.replace("3\n", "three\n", 1), [("preflib.no-header", 1)]),
        ("x.soi", OLD.replace("2,Leek", "2,"), [("preflib.bad-old-name", 3)]),
        ("x.soi", OLD.replace("2,Leek", "two,Leek"), [("preflib.bad-old-name", 3)]),
        ("x.soi", OLD.replace("2,Leek", "1,Leek"), [("preflib.bad-old-name", 3)]),
        ("x.soi", OLD.replace("3,Beet", "4,Beet"), [("preflib.unknown-option", 4)]),
        ("x.soi", OLD.replace("6,6,2", "6,6"), [("preflib.bad-old-sums", 5)]),
        ("x.soi", OLD.replace("6,6,2", "six,6,2"), [("preflib.bad-old-sums", 5)]),
        ("x.soi", OLD.replace("6,6,2", "6,6,two"), [("preflib.bad-old-sums", 5)]),
        ("x.soi", OLD.replace("6,6,2", "7,6,2"), [("preflib.voters-differ", 5)]),
        ("x.soi", OLD.replace("6,6,2", "6,6,3"), [("preflib.orders-differ", 5)]),
        ("x.soi", "3\n1,Kale\n2,Leek\n", [("preflib.names-missing", 1)]),
        ("x.soi", "3\n1,Kale\n2,Leek\n3,Beet\n", [("ballots.none", 4)]),
        ("x.soi", OLD[: OLD.index("4,1,2,3")], [("ballots.none", 5)]),
        ("x.cat", CAT, []),
        ("x.cat", CAT.replace("4: 1,{2,3}", "4: 1,{1,2,3}"), [("preflib.two-categories", 12)]),
        ("x.cat", CAT.replace("4: 1,{2,3}", "4: {1,2,3}"), [("preflib.category-count", 12)]),
        (
            "x.cat",
            CAT.replace("4: 1,{2,3}", "4: {1,2,3},"),
            [("ballots.trailing-comma", 12), ("preflib.categories-unwritten", 12)],
        ),
        ("x.cat", CAT.replace("# NUMBER CATEGORIES: 2\n", ""), [("preflib.key-missing", 10)]),
        ("x.cat", CAT.replace("CATEGORIES: 2", "CATEGORIES: 3"), [("preflib.names-missing", 4)]),
    ],
)  # fmt: skip
def test_the_other_kinds_are_odd_at_their_lines(tmp_path: Path, name: str, text: str, spoken: Places) -> None:
    assert read(tmp_path, name, text)[1] == [(*each, None) for each in spoken]


def test_what_files_of_preflib_say_arrives(tmp_path: Path) -> None:
    for text in (SOI, OLD, OLD.replace("\n", "\r"), SOI.replace("NAME 2:", "NAME 02:")):
        profile, _ = read(tmp_path, "x.soi", text)
        assert profile is not None
        assert [option.id for option in profile.options] == ["1", "2", "3"]
        assert [option.title for option in profile.options] == ["Kale", "Leek", "Beet"]
        assert [(ballot.marks.levels, ballot.count) for ballot in profile.ballots] == [
            ((("1",), ("2",), ("3",)), 4), ((("2",),), 2),
        ]  # fmt: skip
    assert read(tmp_path, "x.soi", SOI)[0].meta == {"source": "preflib.soi", "title": "Fruit"}
    assert read(tmp_path, "x.soi", SOI.replace("NAME 2: Leek", "NAME 2:"))[0].options[1].title == "2"
    from_zero = OLD.replace("1,Kale\n2,Leek\n3,Beet", "0,Kale\n1,Leek\n2,Beet").replace("4,1,2,3\n2,2", "4,0,1\n2,2")
    assert [ballot.marks.levels[0] for ballot in read(tmp_path, "x.soi", from_zero)[0].ballots] == [("0",), ("2",)]


@pytest.mark.parametrize(("approve", "chosen"), [(None, None), (1, [("1",), ()]), (2, [("1", "2", "3")])])
def test_categories_are_levels_or_the_first_are_approvals(
    tmp_path: Path, approve: int | None, chosen: list[tuple[str, ...]] | None
) -> None:
    profile, _ = read(tmp_path, "x.cat", CAT, Reading(approve=approve))
    assert profile is not None
    marks = [ballot.marks for ballot in profile.ballots]
    assert marks == (
        [Ranking((("1",), ("2", "3"))), Ranking((("1", "2", "3"),))]
        if chosen is None
        else [Approvals(each) for each in chosen]
    )
    assert read(tmp_path, "x.cat", CAT, Reading(approve=3))[1] == [("preflib.approve-range", 12, None)]


@pytest.mark.parametrize(
    ("old", "new", "spoken"),
    [
        ("", "", []),
        ("3,1,", "3,,", [("scottish.first-line", 1, None)]),
        ("3,1,", "0,1,", [("scottish.first-line", 1, None)]),
        ("3,1,", "3,1,1,", [("scottish.first-line", 1, None)]),
        ("3,1,", "4,1,", [("scottish.names-missing", 7, None)]),
        ("3,1,", "2,1,", [("scottish.names-missing", 6, None)]),
        ("5,1,2,", "5,1,4,", [("scottish.unknown-candidate", 2, 3)]),
        ("5,1,2,", "5,one,2,", [("scottish.unknown-candidate", 2, 2)]),
        ("5,1,2,", "5,1,1,", [("ballots.repeated", 2, None)]),
        ("5,1,2,", "5,,,", [("ballots.blank-line", 2, None)]),
        ("5,1,2,", "5,02,1", []),
        ("5,1,2,\n4,2,\n", "", [("ballots.none", 1, None)]),
        ("Candidate 2", "Candidate 5", [("scottish.bad-name", 5, None)]),
        ('"Candidate 2","Bo","B",', '"Candidate 2",', [("scottish.bad-name", 5, None)]),
        ('"Ward 1",\n', "", [("scottish.no-ward", 6, None)]),
        ('"Ward 1",\n', '"Ward 1",\n"Ward 2",\n', [("scottish.bad-line", 7, None)]),
        ('"Candidate 1"', '"Ward",\n"Candidate 1"', [("scottish.bad-line", 4, None)]),
        ("4,2,\n", '"Ward",\n4,2,\n', [("scottish.order", 3, None)]),
    ],
)
def test_a_ward_is_odd_at_its_line(tmp_path: Path, old: str, new: str, spoken: Places) -> None:
    assert read(tmp_path, "x.csv", WARD.replace(old, new, 1))[1] == spoken


def test_what_a_ward_says_arrives(tmp_path: Path) -> None:
    profile, _ = read(tmp_path, "x.csv", WARD)
    assert profile is not None
    assert [option.id for option in profile.options] == ["1", "2", "3"]
    assert [option.title for option in profile.options] == ["Ann / A", "Bo / B", "Cy"]
    assert profile.meta == {"source": "scot-elex", "seats": "1", "title": "Ward 1"}
    assert [(ballot.marks.levels, ballot.count) for ballot in profile.ballots] == [
        ((("1",), ("2",)), 5), ((("2",),), 4),
    ]  # fmt: skip
