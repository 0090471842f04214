"""Endless texts in the PDF: complete, and twice the text is about twice the work, not four times."""

import cProfile
import pstats
from pathlib import Path

import pytest
from pypdf import PdfReader

from labapp.content import nodes as n
from labapp.report import write
from labapp.report.pdf_text import pieces


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
