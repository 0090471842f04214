"""A marker in every private text of the console turns up in nothing that leaves it."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument

from labapp import paths
from labapp.anonymise import anonymise
from labapp.kinds.base import ReportOptions
from labapp.kinds.registry import CATALOGUE
from labapp.model import agenda, ideas, people
from labapp.report import build, write
from labapp.store.catalogue import Privacy
from labapp.wording.translate import translator
from tests.lab_files import board, fresh
from ui import crash


def marker(table: str, column: str) -> str:
    return f"Znacznik{table.title().replace('_', '')}{column.title()}"


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    path = tmp_path / "a.lab"
    with fresh(path) as document:
        with document.lab.change("person.add") as tx:
            sector = people.add_sector(tx, "Mieszkańcy", "M", "M")
            entity = people.add_entity(tx, "Gmina")
            who = people.add_participant(tx, name="x", sector=sector, entity=entity)
            people.arrive(tx, who)
            card = ideas.add(tx, board(document), "Ławka w cieniu", author=who)
            rows = {"participants": who, "entities": entity, "activities": board(document), "ideas": card}
            for table, key in rows.items():
                tx.update(table, key, **{
                    column.name: marker(table, column.name) for column in CATALOGUE.tables[table].columns
                    if column.privacy is Privacy.PRIVATE and not column.holds.judges
                })  # fmt: skip
        with document.lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, board(document))
    return path


def markers() -> list[str]:
    return [
        marker(table, column) for table, column in CATALOGUE.private_columns()
        if table in ("participants", "entities", "activities", "ideas") and column != "consents"
    ]  # fmt: skip


def test_every_table_with_private_texts_is_thought_of() -> None:
    tables = {table for table, _column in CATALOGUE.private_columns()}
    assert {"participants", "entities", "activities", "ideas"} <= tables
    assert len(markers()) >= 8


def test_public_reports_stage_logs_crashes_and_temporary_files_have_none(
    shell: Any, marked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    caplog.set_level(logging.DEBUG)
    raw = marked.read_bytes()
    assert [text for text in markers() if text.encode() not in raw] == []
    assert shell.open(marked)
    console = shell.console
    console.show_activity(agenda.activities(console.context.lab.read)[0].id)
    leaving = [repr(console.stage.state())]
    with console.context.lab.reading() as read:
        for kind in ("full", "note"):
            content = build(read, ReportOptions(public=True, notes=True), translator("pl"), kind)
            leaving.append(repr(content))
            write(content, tmp_path / f"{kind}.docx")
            write(content, tmp_path / f"{kind}.pdf")
            seen = WordDocument(str(tmp_path / f"{kind}.docx"))
            leaving.append("\n".join(paragraph.text for paragraph in seen.paragraphs))
    crash.doing("idea.add")
    try:
        raise ValueError(people.participants(console.context.lab.read)[0].name)
    except ValueError as error:
        leaving.append(crash.keep_report(ValueError, error.__traceback__, "idea.add").read_text(encoding="utf-8"))
    anonymise(marked, tmp_path / "anon.lab")
    leaving.append((tmp_path / "anon.lab").read_bytes().decode("latin-1"))
    leaving += [caplog.text, *capfd.readouterr()]
    leaving += [item.read_bytes().decode("latin-1") for item in temporary.rglob("*") if item.is_file()]
    left = [item for item in (paths.data_folder() / "work").iterdir() if item.name.startswith(".")]
    assert left == []
    for text in leaving:
        assert [found for found in markers() if found in text] == []
