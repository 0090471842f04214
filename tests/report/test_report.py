"""The report: whole or absent, the same bytes twice, private only inside, readable by other programs."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from labapp.content import nodes as n
from labapp.document import Document
from labapp.errors import UserError, WorldError
from labapp.kinds.base import ReportOptions
from labapp.model import agenda, facts, people
from labapp.report import build, write
from labapp.wording.translate import translator
from tests.lab_files import fresh, populate


@pytest.fixture
def document(tmp_path: Path) -> Document:
    with fresh(tmp_path / "a.lab", title="Program współpracy <b>2027</b>") as made:
        populate(made)
        with made.lab.change("facts.edit") as tx:
            facts.put(tx, "organisers", ["Gmina & Federacja"])
        yield made


def _pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _docx_xml(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if ".xml" in name)


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_same_laboratory_gives_the_same_bytes(
    document: Document, tmp_path: Path, ending: str, language: str
) -> None:
    made = [tmp_path / f"{name}{ending}" for name in "ab"]
    for path in made:
        write(build(document.lab.read, ReportOptions(), translator(language)), path)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_pdf_names_its_title_language_and_chapters_and_embeds_its_letters(document: Document, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    write(build(document.lab.read, ReportOptions(), translator("pl")), out)
    read = PdfReader(out)
    assert read.metadata is not None
    assert read.metadata.title == "Program współpracy <b>2027</b>"
    assert read.trailer["/Root"]["/Lang"] == "pl"
    assert [item.title for item in read.outline if not isinstance(item, list)][:2] == ["W skrócie", "Agenda"]
    text = _pdf_text(out)
    assert "Ścieżka rowerowa do szkoły" in text
    assert "<b>2027</b>" in text
    assert b"Helvetica" not in out.read_bytes()


def test_a_docx_has_real_headings_header_rows_and_its_language(document: Document, tmp_path: Path) -> None:
    out = tmp_path / "r.docx"
    write(build(document.lab.read, ReportOptions(), translator("pl")), out)
    made = docx.Document(str(out))
    headings = [p.text for p in made.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[:2] == ["W skrócie", "Agenda"]
    xml = _docx_xml(out)
    assert "w:tblHeader" in xml
    assert 'w:val="pl-PL"' in xml
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', made.styles.element.xml)) == {"pl-PL"}


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
@pytest.mark.parametrize("kind", ["full", "note"])
def test_a_public_report_holds_nothing_private(document: Document, tmp_path: Path, ending: str, kind: str) -> None:
    out = tmp_path / f"r{ending}"
    write(build(document.lab.read, ReportOptions(public=True, notes=True), translator("pl"), kind), out)
    text = _pdf_text(out) if ending == ".pdf" else _docx_xml(out)
    for private in ("Anna Kowalska", "anna@example.org", "202 303", "bez glutenu", "prosić o głos", "Piotr Zieliński"):
        assert private not in text


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_long_texts_odd_letters_and_markup_become_words(tmp_path: Path, ending: str) -> None:
    odd = "x" * 10_000 + " \u05e9\u05dc\u05d5\u05dd 🌳 \x07 <font color=red>&amp; \ufffe"
    table = n.Table(("a", "b"), ((odd, "1"), ("krótko", "2")), numeric=(1,))
    chart = n.Chart(tuple(f"{i} {odd[:80]}" for i in range(40)), (n.Series("s", tuple(map(float, range(40)))),), "alt")
    section = n.Section(odd[:300], (n.Paragraph(odd), n.Items((odd,), ((odd,),)), table, chart))
    out = tmp_path / f"r{ending}"
    warnings = write(n.Document("tytuł", "pl", sections=(section, section)), out)
    assert out.stat().st_size > 1000
    text = _pdf_text(out) if ending == ".pdf" else "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert "<font color=red>&amp;" in text.replace("\n", "")
    assert bool(warnings) is (ending == ".pdf")


def test_cancelling_leaves_nothing_behind(document: Document, tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise Cancelled

    folder = tmp_path / "out"
    folder.mkdir()
    made = build(document.lab.read, ReportOptions(), translator("pl"))
    for ending in (".pdf", ".docx"):
        with pytest.raises(Cancelled):
            write(made, folder / f"r{ending}", stop)
    assert list(folder.iterdir()) == []


def test_refusals_name_what_is_possible(document: Document, tmp_path: Path) -> None:
    made = build(document.lab.read, ReportOptions(), translator("pl"))
    with pytest.raises(UserError, match=r"report\.ending"):
        write(made, tmp_path / "r.odt")
    with pytest.raises(WorldError, match=r"file\.no-folder"):
        write(made, tmp_path / "missing" / "r.pdf")


def test_an_old_report_stays_whole_when_the_new_one_fails(document: Document, tmp_path: Path) -> None:
    out = tmp_path / "r.pdf"
    out.write_bytes(b"old")

    def fail(done: int, total: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write(build(document.lab.read, ReportOptions(), translator("pl")), out, fail)
    assert out.read_bytes() == b"old"


def test_pictures_carry_their_words(tmp_path: Path) -> None:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "#0B6B6B").save(stream, "PNG")
    picture = n.Picture(stream.getvalue(), "image/png", "Flipchart z pomysłami", 0.3)
    out = tmp_path / "r.docx"
    write(n.Document("t", "pl", logos=(picture,), sections=(n.Section("s", (picture,)),)), out)
    assert _docx_xml(out).count('descr="Flipchart z pomysłami"') == 2
    write(n.Document("t", "pl", logos=(picture,), sections=(n.Section("s", (picture,)),)), tmp_path / "r.pdf")
    assert "Flipchart z pomysłami" in _pdf_text(tmp_path / "r.pdf")


@pytest.mark.parametrize(("date", "said"), [("", True), ("2026-11-22", False)])
def test_a_plan_counted_from_another_hour_than_planned_says_so(tmp_path: Path, date: str, said: bool) -> None:
    with fresh(tmp_path / "a.lab") as document:
        day = agenda.days(document.lab.read)[0]
        with document.lab.change("day.edit") as tx:
            agenda.edit_day(tx, day.id, date=date, start="20:00")
        with document.lab.change("activity.start", undoable=False) as tx:
            agenda.start(tx, agenda.activities(tx)[0].id)
        made = repr(build(document.lab.read, ReportOptions(), translator("en")))
    assert ("planned times are counted from its real start" in made) is said


def test_emoji_are_letters_in_paragraphs_and_never_boxes(tmp_path: Path) -> None:
    words = "Więcej drzew 🌳 i ławek 👍🏽"
    chart = n.Chart((words, "👍"), (n.Series("głosy", (3.0, 1.0)),), "alt")
    section = n.Section(words, (n.Paragraph(words), n.Table(("co",), ((words,),)), chart))
    out = tmp_path / "r.pdf"
    assert write(n.Document("tytuł", "pl", sections=(section,)), out) == []
    text = _pdf_text(out)
    assert text.count("🌳") == 3, "heading, paragraph and cell"
    assert text.count("Więcej drzew") == 4, "also in the chart"
    assert text.count("□") == 1, "a label that is nothing but an emoji"


def test_the_list_of_participants_has_no_empty_column(document: Document) -> None:
    def header() -> tuple[str, ...]:
        told = build(document.lab.read, ReportOptions(), translator("pl"))
        people_of = next(part for part in told.sections if part.title == "Uczestnicy")
        table = people_of.sections[-1].nodes[0]
        assert isinstance(table, n.Table)
        assert sum(table.widths) == pytest.approx(1)
        return table.header

    assert header() == ("Kod", "Imię i nazwisko", "Sektor", "Obecność")
    with document.lab.change("person.edit") as tx:
        anna = people.participants(tx)[0].id
        people.edit_participant(tx, anna, entity=people.add_entity(tx, "Rada Sołecka"))
    assert header() == ("Kod", "Imię i nazwisko", "Podmiot", "Sektor", "Obecność")
