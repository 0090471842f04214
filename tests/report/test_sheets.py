"""Sheets for the tables: each table on a page of its own, its name above its people."""

from pathlib import Path

from pypdf import PdfReader

from labapp.document import Document
from labapp.model import groups, people
from labapp.report import sheets, write
from labapp.wording.translate import translator
from tests.lab_files import board, fresh


def seated(path: Path) -> Document:
    """Return a laboratory whose six people sit at two tables for one round."""
    made = fresh(path)
    with made.lab.change("tables") as tx:
        groups.set_count(tx, board(made), 2, "Stolik {n}")
        who = [people.add_participant(tx, name=f"Osoba {n}", code=str(n)) for n in range(101, 107)]
        groups.keep(tx, board(made), [(tuple(who[:3]), tuple(who[3:]))])
    return made


def test_every_table_has_its_page_with_its_name_above_its_people_and_no_contents(tmp_path: Path) -> None:
    with seated(tmp_path / "a.lab") as made:
        write(sheets.build(made.lab.read, board(made), translator("pl")), tmp_path / "a.pdf")
    wall, first, second = (page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert "Kto gdzie siedzi" in wall
    assert "Spis" not in wall
    assert "Runda" in wall
    assert first.index("Stolik 1") < first.index("101, 102, 103")
    assert second.index("Stolik 2") < second.index("104, 105, 106")
    assert "Stolik 2" not in first
