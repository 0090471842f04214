"""Ideas from files: the column of words found, groups found or made, doubles named, one change for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labapp.document import Document
from labapp.exchange import ideas as exchange
from labapp.exchange.source import Row
from labapp.exchange.table import Sheet
from labapp.model import ideas
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import translator
from tests.lab_files import board, fresh
from tests.shared_data import shared_data


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with fresh(tmp_path / "a.lab") as made:
        yield made


def sheet(header: str, *rows: str) -> Sheet:
    listed = tuple(Row(number, tuple(row.split(";"))) for number, row in enumerate(rows, 2))
    return Sheet("list.csv", tuple(header.split(";")), listed)


def bring(document: Document, table: Sheet, cluster: str | None = None) -> list[str]:
    text, group = exchange.guess(table)
    rows = exchange.preview(table, text, group, exchange.lying(document.lab.read, board(document))).taken
    with document.lab.change("idea.import", n=len(rows)) as tx:
        return exchange.apply(tx, board(document), rows, cluster=cluster)


def texts(document: Document) -> list[str]:
    return [card.text for card in ideas.cards(document.lab.read, board(document))]


@pytest.mark.parametrize(("header", "row", "columns"), [
    ("id;Pomysł;Grupa", "1;Ławka;Park", (1, 2)), ("title;category", "Bench;Park", (0, 1)),
    ("a;b;c", "1;a long text about benches;x", (1, -1)), ("text", "x", (0, -1)), ("kategoria;treść", "x;y", (1, 0)),
])  # fmt: skip
def test_columns_are_found(header: str, row: str, columns: tuple[int, int]):
    assert exchange.guess(sheet(header, row)) == columns


def test_tags_make_no_columns():
    many = sheet("nazwa;kategoria", *(f"pomysł {n};tag {n}" for n in range(13)))
    assert exchange.guess(many) == (0, -1)
    assert exchange.guess(sheet("nazwa;kategoria", *(f"pomysł {n};tag {n % 12}" for n in range(40)))) == (0, 1)


def test_real_polish_ideas(document: Document):
    table = exchange.read(shared_data("ideas", "pl_pomysly.csv"))
    assert exchange.guess(table) == (4, -1)
    assert len(bring(document, table)) == 491
    assert texts(document)[0] == "Wysprzątanie Wawerskich Lasków #CzystyWawer"
    assert bring(document, table) == []  # nothing came, so there is nothing more to take back
    document.lab.undo()
    assert texts(document) == []


def test_groups_are_found_by_name_or_made(document: Document):
    with document.lab.change("cluster.add") as tx:
        park = ideas.add_cluster(tx, board(document), "Park")
    bring(document, sheet("text;group", "Bench;PARK", "Tree;park", "Road;Transport", "Loose;"), cluster=park)
    read = document.lab.read
    assert [cluster.title for cluster in ideas.clusters(read, board(document))] == ["Park", "Transport"]
    by_text = {card.text: card.cluster for card in ideas.cards(read, board(document))}
    assert by_text["Bench"] == by_text["Tree"] == by_text["Loose"] == park


def test_empty_and_endless_rows_are_refused_and_doubles_named():
    long = "x" * (ideas.TEXT_LIMIT + 1)
    found = exchange.preview(sheet("text;n", "One;1", ";2", f"{long};3", "ONE ;4"), 0, -1, frozenset({"one"}))
    assert [(reason.code, reason.params["line"]) for reason in found.refused] == [
        ("import.empty", 3), ("import.too-long", 4),
    ]  # fmt: skip
    assert [item.line for item in found.doubled] == [2, 5]
    assert found.taken == ()


def test_ten_thousand_characters_lose_none(document: Document):
    words = "Żółw " * 2000
    bring(document, sheet("text", words))
    assert texts(document) == [words.strip()]


def test_texts_of_several_lines_keep_them(tmp_path: Path, document: Document):
    path = tmp_path / "a.csv"
    path.write_bytes('text;n\n"First\nsecond";1\n'.encode("utf-16"))
    bring(document, exchange.read(path))
    assert texts(document) == ["First\nsecond"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_plain_texts_are_one_idea_a_line(tmp_path: Path, document: Document, name: str):
    path = tmp_path / name
    path.write_bytes("Ławka, najlepiej dwie\r\n\r\nDrzewo; duże\r\n".encode("cp1250"))
    bring(document, exchange.read(path))
    assert texts(document) == ["Ławka, najlepiej dwie", "Drzewo; duże"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=3), max_size=8))
def test_any_list_is_judged_and_written(document: Document, rows: list[list[str]]):
    table = Sheet("list.csv", ("text", "group", "n"), tuple(Row(n, tuple(row)) for n, row in enumerate(rows, 2)))
    before = len(texts(document))
    assert len(texts(document)) == before
    written = bring(document, table)
    assert len(texts(document)) == before + len(written)
    if written:
        document.lab.undo()
    assert len(texts(document)) == before


def read(tmp_path: Path, text: str) -> Sheet:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return exchange.read(path)


def judged(table: Sheet) -> exchange.IdeaPreview:
    return exchange.preview(table, *exchange.guess(table))


@pytest.mark.parametrize(("text", "words", "said"), [
    ("Ławka\nDrzewo\n", ["Ławka", "Drzewo"], [("import.no-heading", 1)]),
    ("\nŁawka, najlepiej dwie\nDrzewo\n", ["Ławka, najlepiej dwie", "Drzewo"], [("import.no-heading", 2)]),
    ("A;Ławka w parku\nB;Drzewo\n", ["Ławka w parku", "Drzewo"], [("import.no-headings", 1)]),
    ("Pomysły:\nŁawka, najlepiej dwie\nDrzewo\n", ["Ławka, najlepiej dwie", "Drzewo"], []),
    ("Lp.;Wpis\n1;Ławka\n", ["Ławka"], []),
    ("co;ile\nŁawka;3\nDrzewo;4,5\n", ["Ławka", "Drzewo"], []),
    ("Hasła na plakat;Kto to mówił\nŁawka w parku;Ala\nDrzewa;Ola\n", ["Ławka w parku", "Drzewa"],
     [("import.headings-unknown", 1)]),
    ("Foo,Bar\nAn idea of mine,x\n", ["An idea of mine"], [("import.headings-unknown", 1)]),
    ("opis_zadania;kto_zgłasza\nŁawka;Ola\n", ["Ławka"], [("import.headings-unknown", 1)]),
    ("Ławka w parku;Ala\nDrzewa;Ola\nFontanna;Ala\n", ["Ławka w parku", "Drzewa", "Fontanna"],
     [("import.no-headings", 1)]),
    ("Ławka, najlepiej dwie\nDrzewo, byle duże\n", ["Ławka, najlepiej dwie", "Drzewo, byle duże"],
     [("import.no-heading", 1)]),
    ("Problemy\nBrak ławek\n", ["Brak ławek"], []),
    ("treść_pomysłu;kto\nŁawka;Ola\n", ["Ławka"], []),
    ("Treść pomysłu (do 300 znaków);Imię\nŁawka;Ola\n", ["Ławka"], []),
    ("text,group\nBench,Park\nTree\n", ["Bench", "Tree"], []),
    ("Burza mózgów;\nmarzec 2026;\nPomysł;Grupa\nŁawka;Park\n", ["Ławka"], [("table.headings-below", 3)]),
])  # fmt: skip
def test_a_list_without_headings_loses_no_line(
    tmp_path: Path, text: str, words: list[str], said: list[tuple[str, int]]
):
    found = judged(read(tmp_path, text))
    assert [item.text for item in found.taken] == words
    assert [(note.code, note.params.get("line", 1)) for note in found.warnings] == said


def test_a_list_of_ours_comes_back_as_it_was(tmp_path: Path):
    found = judged(read(tmp_path, "Text;Sector\n'=1+1;\n'@home;\n'-5 °C;\n'tis;\n"))
    assert [item.text for item in found.taken] == ["=1+1", "@home", "-5 °C", "'tis"]


def test_it_is_said_which_column_was_taken(tmp_path: Path):
    table = read(tmp_path, "A;Ławka w parku\nB;Drzewo\n")
    for column, number in ((1, "2"), (0, "1")):  # the chosen one, not the guessed one
        note = exchange.preview(table, column).warnings[0]
        assert f"z kolumny {number}" in warning_sentence(note, translator("pl"))
