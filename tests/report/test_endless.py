"""Endless texts in the PDF: complete, and twice the text is about twice the work, not four times."""

import cProfile
import pstats
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from labapp.content import nodes as n
from labapp.content.endless import headed, tamed
from labapp.report import write
from labapp.report.chart_picture import png
from labapp.report.charts import lay_out, wrapped
from labapp.report.pdf_text import pieces
from tests.report.pages import outside


def report(text: str) -> n.Document:
    said = (n.Paragraph(text), n.Items((text,), tails=("its tail",)), n.Table(("words",), ((text,),)))
    return n.Document("Title", "en", sections=(n.Section("Section", said),))


def work(text: str, out: Path) -> int:
    """Return how many functions were called: the same on a busy machine."""
    counting = cProfile.Profile()
    counting.runcall(write, report(text), out)
    calls: int = pstats.Stats(counting).total_calls  # type: ignore[attr-defined] # typeshed lacks it
    return calls


@pytest.mark.parametrize("text", ["ż" * 10_000, "słowo. " * 1_500, "słowo " * 1_700])
def test_twice_the_text_is_twice_the_work(tmp_path: Path, text: str) -> None:
    work("warm", tmp_path / "a.pdf")  # reads the faces
    once, twice = work(text, tmp_path / "a.pdf"), work(text * 2, tmp_path / "a.pdf")
    assert twice < 2.5 * once


@pytest.mark.parametrize(("text", "letter"), [
    ("ż" * 10_001, "ż"), ("Słowo. " * 1_500, "ł"), ("ą\n" * 500, "ą"), ("ą\n\n" * 300, "ą"),
])  # fmt: skip
def test_no_letter_is_lost(tmp_path: Path, text: str, letter: str) -> None:
    write(report(text), tmp_path / "a.pdf")
    said = "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert said.count(letter) == 3 * text.count(letter)
    assert said.count("–") == 1  # one bullet, however many parts
    assert " ".join(said.split()).count("its tail") == 1


@pytest.mark.parametrize("text", ["Wół " * 400, "W" * 1_500, "wół\n" * 200])
def test_a_narrow_column_takes_any_text(tmp_path: Path, text: str) -> None:
    table = n.Table(("a", "b", "c"), (("x", text, "y"),), (0.45, 0.1, 0.45))
    write(n.Document("Title", "en", sections=(n.Section("Section", (table,)),)), tmp_path / "a.pdf")
    said = "".join(page.extract_text() for page in PdfReader(tmp_path / "a.pdf").pages)
    assert (said.count("W"), said.count("ł")) == (text.count("W"), text.count("ł"))


def test_a_text_is_cut_where_it_ends_something() -> None:
    assert pieces("", 10) == [""]
    assert pieces("ten letter", 10) == ["ten letter"]
    assert pieces("one two three four", 10) == ["one two", "three four"]
    assert pieces("One two. Three", 10) == ["One two.", "Three"]
    assert pieces("one two\nthree four", 10) == ["one two", "three four"]
    assert pieces("a\nb\nc\nd\ne", 10, lines=2) == ["a\nb", "c\nd", "e"]
    assert pieces("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


ENDLESS = "Żółćgęślą" * 1_200
WORDS = "Zażółć gęślą jaźń " * 600


def everywhere(text: str) -> n.Document:
    """Return a report with one text wherever a report has one."""
    chart = n.Chart((text, "b"), tuple(n.Series(f"{i} {text}", (1.0, 2.0)) for i in range(3)), text)
    nodes = (
        n.Heading(2, text), n.Paragraph(text, "strong"), n.Items((text,), ((text,),), (text,)), chart,
        n.Table((text, "b"), ((text, "2"),), (0.2, 0.8), caption=text),
        n.Picture(png(chart_of("a")), "image/png", text),
    )  # fmt: skip
    part = n.Section(text, nodes, (n.Section(text),))
    return n.Document(text, "pl", text, (("a", text), ("b", text)), (), (part, part), text, text)


def chart_of(label: str) -> n.Chart:
    return n.Chart((label,), (n.Series("s", (1.0,)),), "alt")


@pytest.mark.parametrize("text", [ENDLESS, WORDS])
def test_a_text_without_end_in_every_field_stays_on_the_page_and_whole(tmp_path: Path, text: str) -> None:
    write(everywhere(text), tmp_path / "a.pdf")
    assert outside(tmp_path / "a.pdf") == []
    reader = PdfReader(tmp_path / "a.pdf")
    said = "".join(page.extract_text() for page in reader.pages)
    assert said.count("ż") + said.count("Ż") >= 20 * (text.count("ż") + text.count("Ż"))
    entries = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert all(len(entry.title) <= 250 for entry in entries)  # type: ignore[union-attr]


@pytest.mark.parametrize("text", [ENDLESS, WORDS])
def test_headings_of_a_docx_are_short_too(tmp_path: Path, text: str) -> None:
    write(everywhere(text), tmp_path / "a.docx")
    made = docx.Document(str(tmp_path / "a.docx"))
    headings = [item.text for item in made.paragraphs if item.style and item.style.name.startswith("Heading")]
    assert len(headings) == 6
    assert all(len(heading) <= 250 for heading in headings)
    assert sum(item.text.strip("…") in text for item in made.paragraphs if len(item.text) > 9_000) >= 6


def test_what_is_cut_goes_on_where_it_ended() -> None:
    assert headed("short", 10) == ("short", "")
    assert headed("one two three four", 10) == ("one two…", "…three four")
    begun, rest = headed("x" * 25, 10)
    assert (begun, rest) == ("x" * 9 + "…", "…" + "x" * 16)
    short = everywhere("Tekst")
    assert tamed(short) == short


def test_labels_and_names_of_a_chart_keep_their_room() -> None:
    assert wrapped("", len, 10, 3) == [""]
    assert wrapped("one two three", len, 7, 3) == ["one two", "three"]
    assert wrapped("x" * 12, len, 5, 3) == ["x" * 5, "x" * 5, "xx"]
    assert wrapped("x" * 30, len, 5, 2) == ["x" * 5, "xxxx…"]
    assert wrapped("one two three four", len, 5, 2) == ["one", "two…"]
    drawing = lay_out(n.Chart(("a",), tuple(n.Series("x" * 30, (1.0,)) for _ in range(4)), "alt"), 120, (12.0,))
    assert drawing.places == ((0, 0), (56, 0), (0, 13), (56, 13))
    assert drawing.labels[0].y > 13
