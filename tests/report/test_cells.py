"""Cells of the PDF's tables: figures and names stay whole where they can, no text is too wide or too high."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from labapp.content import nodes as n
from labapp.report import columns, write
from labapp.wording.saying import NBSP


def lines(table: n.Table, folder: Path) -> list[str]:
    """Return the lines of a report with one table."""
    write(n.Document("Raport", "pl", sections=(n.Section("Część", (table,)),)), folder / "a.pdf")
    return [line for page in PdfReader(folder / "a.pdf").pages for line in page.extract_text().splitlines()]


def test_a_figure_in_a_narrow_column_is_not_parted(tmp_path: Path) -> None:
    header = ("Opcja", *(f"Sektor {number}" for number in range(6)))
    row = ("Utwardzenie dojazdu do świetlicy w Szczebrzeszynie-Błoniu", *["33, średnie miejsce 19,63"] * 6)
    said = lines(n.Table(header, (row,), numeric=tuple(range(1, 7))), tmp_path)
    assert not [line for line in said if line.strip() in ("3", "63", ",63")]
    assert sum("19,63" in line for line in said) >= 1
    assert sum("miejsce" in line for line in said) >= 1


def test_a_long_name_is_parted_at_its_own_hyphen_or_gets_one(tmp_path: Path) -> None:
    names = ("Anna Wiśniewska-Szczepankiewiczówna", "Konstantynopolitańczykowianeczkówna")
    said = lines(n.Table(("Kto", "Co", "Ile"), tuple((name, "x", "y") for name in names), (0.2, 0.4, 0.4)), tmp_path)
    assert [line for line in said if line.endswith(" Wiśniewska-")]
    assert [line for line in said if line.startswith("Konstantyn") and line.endswith("-")]


def test_an_address_gets_no_hyphen_of_ours() -> None:
    address = "https://example.org/bardzo/dluga/sciezka/do/dokumentu"
    assert columns.fitted(address, 60) == address
    assert columns.fitted(f"etap{NBSP}2", 20) == "etap 2"
    assert columns.fitted(f"w{NBSP}Szczebrzeszynie-Błoniu", 90) == f"w{NBSP}Szczebrzeszynie-\nBłoniu"
    assert columns.fitted(f"etap{NBSP}2", 200) == f"etap{NBSP}2"


@pytest.mark.parametrize("text", ["W" * 1_000, "🌳" * 1_000, "W " * 500])
@pytest.mark.parametrize("shares", [(0.45, 0.1, 0.45), (0.95, 0.05), (0.05,) * 20])
def test_the_widest_letters_fit_every_column(tmp_path: Path, text: str, shares: tuple[float, ...]) -> None:
    said = "".join(lines(n.Table(tuple("k" * len(shares)), ((text,) * len(shares),), shares), tmp_path))
    assert said.count(text[0]) == text.count(text[0]) * len(shares)


def test_headings_of_many_columns_are_cut_and_said_whole_above(tmp_path: Path) -> None:
    names = tuple(f"{number} Stowarzyszenia i nieformalne inicjatywy sąsiedzkie w sołectwach" for number in range(20))
    said = lines(n.Table(names, (("1",) * 20,)), tmp_path)
    assert [line for line in said if line == names[19]]
