"""A marker in every private text of a finished laboratory turns up in nothing that is made for others' eyes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document as WordDocument

from labapp.anonymise import anonymise
from labapp.changes import Change
from labapp.demo import Wish, make_demo
from labapp.kinds.base import ReportOptions
from labapp.kinds.registry import CATALOGUE, KINDS
from labapp.model import agenda, people
from labapp.report import build, write
from labapp.store.catalogue import Column, Privacy, Table
from labapp.wording.translate import translator
from tests.lab_files import again

# Their own tests: consents and a tie's decision are JSON of known keys, a sealed box is no text, times are blurred,
# pictures are bytes (tests/test_anonymise.py), the journal repeats the other tables and is not written by hand.
_NOT_PLAIN = {("participants", "consents"), ("vote_votes", "decision")}
_SILENT = {"journal", "vote_boxes", "files", "presence"}


def marker(table: str, column: str) -> str:
    return f"Znacznik{table.title().replace('_', '')}{column.title()}"


def private_texts() -> list[tuple[Table, Column]]:
    return [
        (table, column) for table in CATALOGUE.tables.values() for column in table.columns
        if column.privacy is Privacy.PRIVATE and column.type == "TEXT" and table.name not in _SILENT
        and (table.name, column.name) not in _NOT_PLAIN
    ]  # fmt: skip


def plant(tx: Change) -> set[str]:
    """Write a marker into every row's private texts; returns the markers of tables that have rows."""
    vote = tx.value("SELECT id FROM vote_votes LIMIT 1")  # the demo votes without paper
    tx.insert("vote_paper", vote=vote, serial=1, state="issued", sheet=9)
    somebody = tx.value("SELECT id FROM participants LIMIT 1")  # nobody of the demo was ever called something else
    tx.insert("former_names", participant=somebody, what="name", text="-")
    planted: set[str] = set()
    for table, column in private_texts():
        keys = ", ".join(f'"{name}"' for name in table.pk)
        for row in tx.rows(f'SELECT {keys} FROM "{table.name}"'):
            key: Any = row[0] if len(table.pk) == 1 else tuple(row)
            tx.update(table.name, key, **{column.name: marker(table.name, column.name)})
            planted.add(marker(table.name, column.name))
    return planted


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    path = tmp_path_factory.mktemp("marked") / "a.lab"
    make_demo(path, Wish(participants=16, ideas=30))
    with again(path) as document, document.lab.change("person.edit", undoable=False) as tx:
        planted = plant(tx)
    return path, planted


def test_every_private_text_is_planted_somewhere(marked: tuple[Path, set[str]]) -> None:
    missing = {marker(table.name, column.name) for table, column in private_texts()} - marked[1]
    assert missing == set()  # a table the demo leaves empty proves nothing: let the demo use it


def test_no_scene_of_any_point_shows_one(marked: tuple[Path, set[str]]) -> None:
    with again(marked[0], readonly=True) as document:
        read = document.lab.read
        scenes = [repr(KINDS[item.kind].scene(read, item)) for item in agenda.activities(read)]
    assert len(scenes) > 5
    assert [text for text in marked[1] for scene in scenes if text in scene] == []


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_public_report_has_one(marked: tuple[Path, set[str]], tmp_path: Path, language: str) -> None:
    leaving: list[str] = []
    with again(marked[0], readonly=True) as document, document.lab.reading() as read:
        for kind in ("full", "note"):
            content = build(read, ReportOptions(public=True, notes=False), translator(language), kind)
            write(content, tmp_path / f"{kind}.docx")
            write(content, tmp_path / f"{kind}.pdf")
            word = WordDocument(str(tmp_path / f"{kind}.docx"))
            cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
            pages = pypdf.PdfReader(tmp_path / f"{kind}.pdf").pages
            leaving += [repr(content), "\n".join(part.text for part in word.paragraphs), "\n".join(cells)]
            leaving += ["".join(page.extract_text().split()) for page in pages]
    assert [text for text in marked[1] for made in leaving if text in made] == []


def test_the_anonymised_file_has_none_in_any_byte(marked: tuple[Path, set[str]], tmp_path: Path) -> None:
    anonymise(marked[0], tmp_path / "anon.lab")
    raw = (tmp_path / "anon.lab").read_bytes()
    assert [text for text in marked[1] if text.encode() in raw] == []
    with again(tmp_path / "anon.lab", readonly=True) as document:
        assert people.participants(document.lab.read)
