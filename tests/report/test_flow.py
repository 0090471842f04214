"""What is alone at the foot of a page in the PDF, and what stands where in the DOCX."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdf
import pytest

from labapp.content import nodes as n
from labapp.report import write

_LINE = "Zdanie, które zajmuje na stronie dokładnie jedną linię i nic więcej."


def _pages(path: Path) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


@pytest.mark.parametrize("lines", range(24, 46))
def test_no_heading_and_no_caption_ends_a_page(tmp_path: Path, lines: int) -> None:
    rows = tuple((f"wiersz {number}", "1") for number in range(6))
    below = (n.Paragraph("Pytanie do sali?", "strong"), n.Table(("Co", "Ile"), rows, caption="Nagłówek tabeli"))
    filler = n.Section("Pierwsza", tuple(n.Paragraph(_LINE) for _number in range(lines)))
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(filler, n.Section("Plan działań", below))), out)
    pages = [page for page in _pages(out) if "wiersz 0" in page]
    assert len(pages) == 1
    assert "Pytanie do sali?" in pages[0]
    assert "Nagłówek tabeli" in pages[0]


@pytest.mark.parametrize("lines", [20, 30, 34, 38])
def test_a_chart_of_ordinary_height_stays_in_one_piece(tmp_path: Path, lines: int) -> None:
    labels = tuple(f"opcja-{number}" for number in range(8))
    chart = n.Chart(labels, (n.Series("głosy", tuple(map(float, range(8)))),), "alt")
    filler = n.Section("Pierwsza", tuple(n.Paragraph(_LINE) for _number in range(lines)))
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(filler, n.Section("Wynik", (chart,)))), out)
    found = [page for page in _pages(out) if "opcja-" in page]
    assert len(found) == 1
    assert "Wynik" in found[0]


def test_a_docx_begins_with_the_summary_and_its_contents_lead_somewhere(tmp_path: Path) -> None:
    table = n.Table(("Nr", "Co"), (("1", "działanie"),), (0.1, 0.9))
    sections = (n.Section("W skrócie", (n.Paragraph("ustalono"),)), n.Section("Plan", (table,)))
    out = tmp_path / "r.docx"
    write(n.Document("t", "pl", sections=sections), out)
    made = docx.Document(str(out))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts.index("ustalono") < texts.index("Spis treści" if "Spis treści" in texts else "Contents")
    xml = made.element.xml
    assert xml.count('w:anchor="_Toc000002"') == xml.count('w:name="_Toc000002"') == 1
    grid = [column.width for column in made.tables[0].columns]
    assert grid[1] == pytest.approx(grid[0] * 9, rel=0.01)


@pytest.mark.parametrize("lines", range(30, 46, 3))
def test_a_table_of_a_few_rows_is_not_parted(tmp_path: Path, lines: int) -> None:
    table = n.Table(("Uzgodnienie", "Liczba"), tuple((f"wiersz {number}", "24") for number in range(4)))
    nodes = (*(n.Paragraph(_LINE) for _number in range(lines)), table)
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Pierwsza", nodes),)), out)
    assert len([page for page in _pages(out) if "wiersz" in page]) == 1


@pytest.mark.parametrize("lines", [33, 34])
def test_what_hangs_over_one_page_by_some_lines_is_printed_smaller(tmp_path: Path, lines: int) -> None:
    nodes = tuple(n.Paragraph(f"{number} {_LINE}") for number in range(lines))
    pages = {}
    for one_page in (False, True):
        out = tmp_path / f"{one_page}.pdf"
        write(n.Document("t", "pl", sections=(n.Section("W skrócie", nodes),), one_page=one_page), out)
        pages[one_page] = _pages(out)
    assert (len(pages[False]), len(pages[True])) == (2, 1)
    assert f"{lines - 1} Zdanie" in pages[True][-1]


def test_a_note_too_long_for_a_page_keeps_its_size(tmp_path: Path) -> None:
    nodes = tuple(n.Paragraph(_LINE) for _number in range(90))
    made = []
    for one_page in (False, True):
        out = tmp_path / f"{one_page}.pdf"
        write(n.Document("t", "pl", sections=(n.Section("W skrócie", nodes),), one_page=one_page), out)
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_the_speaker_of_a_card_is_not_parted_from_the_dot_before_it(tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    words = tuple("kartka " * number + "koniec" for number in range(1, 16))
    items = n.Items(words, tails=("Samorząd",) * len(words))
    write(n.Document("t", "pl", sections=(n.Section("Kartki", (items,)),)), out)
    assert not [line for page in _pages(out) for line in page.splitlines() if line.rstrip().endswith("·")]


_SECTORS = ("Samorząd", "Organizacje pozarządowe", "Mieszkańcy", "Eksperci", "Inni")


@pytest.mark.parametrize("many", [1, 2])
def test_the_heading_of_a_column_never_loses_one_letter(tmp_path: Path, many: int) -> None:
    out = tmp_path / "r.pdf"
    header = ("Opcja", *(_SECTORS * many), "Różnica")
    beside = len(header) - 1
    rows = tuple((f"{number}. Park kieszonkowy przy bibliotece", *["12 (100%)"] * beside) for number in range(3))
    table = n.Table(header, rows, (0.28, *[0.72 / beside] * beside), numeric=tuple(range(1, len(header))))
    write(n.Document("Raport", "pl", sections=(n.Section("Sektory", (table,)),)), out)
    words = [word for page in _pages(out) for word in page.split()]
    whole = {word for text in header for word in text.split()}
    if many == 1:  # the column is as wide as its word
        assert whole <= set(words)
    else:
        assert "Organizacje" not in words
        assert "Organi-" in words or "Orga-" in words  # where a syllable ends
    assert not [word for word in words if word.isalpha() and len(word) < 3]


@pytest.mark.parametrize("lines", range(2, 14))
def test_the_last_row_of_a_table_is_not_alone_on_a_page(tmp_path: Path, lines: int) -> None:
    table = n.Table(("Nr", "Opcja"), tuple((str(number), f"wiersz {number}") for number in range(30)))
    nodes = (*(n.Paragraph(_LINE) for _number in range(lines)), table)
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Pierwsza", nodes),)), out)
    assert {page.count("Opcja") for page in _pages(out) if "wiersz" in page} == {1}
    pages = [page.count("wiersz ") for page in _pages(out)]
    assert sum(pages) == 30
    assert pages[-1] != 1


@pytest.mark.parametrize("lines", range(24, 40))
def test_a_warning_stands_above_the_whole_first_row_it_is_about(tmp_path: Path, lines: int) -> None:
    row = ("\n".join(f"Zasoby {number}" for number in range(8)), "do potwierdzenia")
    warned = n.Paragraph("Jeszcze się nie zgodziły.", "warning")
    part = n.Section("Do potwierdzenia", (warned, n.Table(("Co", "Kto"), (row,))))
    nodes = tuple(n.Paragraph(_LINE) for _number in range(lines))
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Plan", nodes, (part,)),)), out)
    page = next(page for page in _pages(out) if "Zasoby 0" in page)
    assert "Jeszcze się nie zgodziły." in page
    assert page.count("Do potwierdzenia") == 1


@pytest.mark.parametrize("lines", range(28, 36))
@pytest.mark.parametrize("lower", range(4))
def test_one_item_of_many_is_not_left_alone_below_a_heading(tmp_path: Path, lines: int, lower: int) -> None:
    items = n.Items(tuple(f"pozycja {number}" for number in range(5)))
    nodes = tuple(n.Paragraph(_LINE, "quiet" if number < lower else "body") for number in range(lines))
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Pierwsza", nodes, (n.Section("Organizacje", (items,)),)),)), out)
    page = next(page for page in _pages(out) if "pozycja 0" in page)
    assert "pozycja 1" in page


@pytest.mark.parametrize("words", ["Bezpłatne sale w szkołach dla organizacji z gminy", "poniżej 10 000 zł"])
@pytest.mark.parametrize("padding", range(0, 60, 2))
def test_no_line_ends_in_a_word_of_one_letter_or_within_an_amount(tmp_path: Path, words: str, padding: int) -> None:
    text = "x" * padding + " " + words
    chart = n.Chart((text,), (n.Series("głosy", (3.0,)),), "alt")
    nodes = (n.Items((text,)), n.Table(("Nr", "Opcja", "Uwagi"), (("1", text, ""),), (0.1, 0.5, 0.4)), chart)
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Wynik", nodes),)), out)
    lines = "".join(_pages(out)).splitlines()
    assert not [line for line in lines if line.split(" ")[-1] in ("w", "z", "10", "000")]


def test_a_title_does_not_leave_its_last_word_alone(tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    write(n.Document("Jak współpracujemy w Brzezinach nad Strugą", "pl"), out)
    assert "\nnad Strugą\n" in _pages(out)[0]


@pytest.mark.parametrize("many", [9, 12, 13, 16])
def test_many_stages_part_their_number_from_its_word_rather_than_the_word(tmp_path: Path, many: int) -> None:
    """Above the columns of a count in thirteen stages stood "Eta-" and below it "p 10"."""
    out = tmp_path / "r.pdf"
    header = ("Opcja", *(f"Etap {number}" for number in range(1, many + 1)))
    rows = tuple((f"{number}. Park kieszonkowy", *["12"] * many) for number in range(many))
    table = n.Table(header, rows, numeric=tuple(range(1, many + 1)))
    write(n.Document("Raport", "pl", sections=(n.Section("Wynik", (table,)),)), out)
    page = _pages(out)[0]
    assert page.split().count("Etap") == many
    assert ("Etap 1" in page) == (many < 13)


@pytest.mark.parametrize("lines", range(28, 38))
def test_what_was_merged_into_a_card_stays_below_it(tmp_path: Path, lines: int) -> None:
    items = n.Items(tuple(f"kartka {number}" for number in range(6)), beneath=((), *[("scalono: to samo",)] * 5))
    nodes = (*(n.Paragraph(_LINE) for _number in range(lines)), items)
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Pierwsza", nodes),)), out)
    for page in _pages(out):
        cards = [line for line in page.splitlines() if "kartka" in line or "scalono" in line]
        assert not cards or ("kartka" in cards[0] and (len(cards) == 1 or "scalono" in cards[-1])), cards


def test_whose_card_it_is_stands_in_one_line(tmp_path: Path) -> None:
    words = tuple("kartka " * number + "koniec" for number in range(6, 16))
    items = n.Items(words, tails=("Organizacje pozarządowe",) * len(words))
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Kartki", (items,)),)), out)
    said = "\n".join(_pages(out)).replace("\N{NO-BREAK SPACE}", " ")
    assert said.count("· Organizacje pozarządowe") == len(words)


@pytest.mark.parametrize("lines", range(30, 38))
def test_a_heading_cut_in_its_column_is_said_whole_right_above_the_table(tmp_path: Path, lines: int) -> None:
    name = "Stowarzyszenia, fundacje i inicjatywy nieformalne działające w sołectwach, na osiedlach i w gminie"
    table = n.Table(("Opcja", name), (("Park", "3"),), caption="Według sektorów", numeric=(1,))
    nodes = (*(n.Paragraph(_LINE) for _number in range(lines)), table)
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Pierwsza", nodes),)), out)
    page = next(page for page in _pages(out) if "Park" in page).replace("\N{NO-BREAK SPACE}", " ")
    assert 0 <= page.find("Według sektorów") < page.find("w gminie") < page.find("Park")


@pytest.mark.parametrize("lines", range(28, 38))
def test_what_is_said_of_a_list_does_not_begin_a_page(tmp_path: Path, lines: int) -> None:
    said = (n.Items(("wybrany A", "wybrany B", "wybrany C")), n.Paragraph("Głosowało: 24 z 24.", "quiet"), n.Items(()))
    nodes = (*(n.Paragraph(_LINE) for _number in range(lines)), *said, n.Paragraph("Koniec.", "quiet"))
    out = tmp_path / "r.pdf"
    write(n.Document("t", "pl", sections=(n.Section("Pierwsza", nodes),)), out)
    assert "wybrany C" in next(page for page in _pages(out) if "Głosowało" in page)


def test_a_docx_keeps_a_card_with_what_was_merged_into_it_and_ties_words_as_the_pdf_does(tmp_path: Path) -> None:
    items = n.Items(("Park w Borkach", "Targ"), (("scalono: ławki", "notatka: w maju"), ()), ("Samorząd", ""))
    long = n.Table(("Co", "Ile"), (("W" * 2_000, "1"), ("krótko", "2")))
    out = tmp_path / "r.docx"
    write(n.Document("t", "pl", sections=(n.Section("Kartki", (items, long)),)), out)
    made = docx.Document(str(out))
    kept = {item.text.replace("\N{NO-BREAK SPACE}", "~"): item.paragraph_format.keep_with_next
            for item in made.paragraphs if item.text[:4] in ("Park", "Targ", "scal", "nota")}  # fmt: skip
    assert kept == {"Park w~Borkach ·~Samorząd": True, "scalono: ławki": True, "notatka: w~maju": None, "Targ": None}
    assert ["cantSplit" in row._tr.xml for row in made.tables[0].rows] == [True, False, True]
