"""People from lists: columns found, rows refused by reason, nobody taken for somebody else, all in one change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from labapp import templates
from labapp.document import Document, new_document
from labapp.exchange import people as exchange
from labapp.exchange.people import PeoplePreview
from labapp.exchange.source import Row
from labapp.exchange.table import Sheet, read_sheet
from labapp.model import people
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import translator
from tests.shared_data import shared_data


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with new_document(tmp_path / "a.lab", language="pl") as made:
        templates.fill(made.lab, "puste", language="pl")
        yield made


def sheet(header: str, *rows: str) -> Sheet:
    listed = tuple(Row(number, tuple(row.split(";"))) for number, row in enumerate(rows, 2))
    return Sheet("list.csv", tuple(header.split(";")), listed)


def preview(document: Document, table: Sheet) -> PeoplePreview:
    return exchange.preview(document.lab.read, table, exchange.guess(table))


def bring(document: Document, table: Sheet, **options: bool) -> tuple[int, int]:
    rows = preview(document, table).taken
    with document.lab.change("person.import", n=len(rows)) as tx:
        return exchange.apply(tx, rows, **options)


def everybody(document: Document) -> list[people.Participant]:
    return people.participants(document.lab.read)


@pytest.mark.parametrize(("header", "fields"), [
    ("Imię i nazwisko;Organizacja;E-mail;Telefon", {"name": 0, "entity": 1, "email": 2, "phone": 3}),
    ("Nazwisko;Imię;Sektor;Rola", {"last_name": 0, "first_name": 1, "sector": 2, "role": 3}),
    ("IMIĘ;Partia", {"name": 0}),
    ("Name;Organisation;Diet;Notes", {"name": 0, "entity": 1, "needs": 2, "note": 3}),
    ("full name;first name;last name", {"name": 0, "first_name": 1, "last_name": 2}),
    ("x;y", {}),
])  # fmt: skip
def test_columns_are_found_by_their_names(header: str, fields: dict[str, int]):
    assert exchange.guess(sheet(header)) == fields


def test_numbers_of_rows_are_no_badges():
    assert "code" not in exchange.guess(sheet("nr;name", "1;A", "1;B"))
    assert exchange.guess(sheet("kod;name", "101;A", "102;B"))["code"] == 0


def test_rows_are_refused_by_reason_with_their_place(document: Document):
    found = preview(
        document,
        sheet("name;e-mail", "Anna;a@example.org", ";b@example.org", "Jan;jan", "Ewa;", "Anna;a@example.org",
              f"{'x' * 301};"),
    )  # fmt: skip
    assert [row.values["name"] for row in found.taken] == ["Anna", "Ewa"]
    assert [(reason.code, reason.params["line"]) for reason in found.refused] == [
        ("import.no-name", 3), ("import.bad-email", 4), ("import.twice", 6), ("import.too-long", 7),
    ]  # fmt: skip
    said = [warning_sentence(reason, translator("pl")) for reason in found.refused]
    assert said[1] == "wiersz 4, kolumna „e-mail”: „jan” nie jest adresem e-mail."


def test_without_a_column_of_names_nobody_comes_in(document: Document):
    found = exchange.preview(document.lab.read, sheet("a;b", "1;2"), {})
    assert found.taken == ()
    assert found.refused[0].code == "import.no-name-column"


def test_names_in_two_columns_become_one(document: Document):
    bring(document, sheet("Imię;Nazwisko", "Anna;Nowak", ";Lis"))
    assert [person.name for person in everybody(document)] == ["Anna Nowak", "Lis"]


def test_sectors_are_found_by_name_letter_or_common_word(document: Document):
    said = ("A;Samorząd", "B;NGO", "C;mieszkaniec", "D;EKSPERCI", "E;kosmici", "F;", "G;Non-governmental organisations")
    table = sheet("name;sector", *said)
    found = preview(document, table)
    assert [(note.code, note.params["sector"]) for note in found.warnings] == [("import.unknown-sector", "kosmici")]
    bring(document, table)
    looks = {sector.id: sector.look for sector in people.sectors(document.lab.read)}
    assert [looks.get(person.sector or "", "") for person in everybody(document)] == ["S", "O", "M", "E", "", "", "O"]


def test_organisations_are_made_once_and_bring_their_sector(document: Document):
    sides = {sector.look: sector.id for sector in people.sectors(document.lab.read)}
    with document.lab.change("entity.add") as tx:
        known = people.add_entity(tx, "Fundacja Ład", sector=sides["O"])
    table = sheet("name;entity", "A;fundacja ład", "B;Nowa", "C;NOWA", "D;")
    assert preview(document, table).entities == ("Nowa",)
    bring(document, table)
    assert len(people.entities(document.lab.read)) == 2
    first = everybody(document)[0]
    assert (first.entity, first.sector) == (known, sides["O"])


def test_roles_are_understood_in_both_languages(document: Document):
    bring(document, sheet("name;rola", "A;Moderator", "B;protokolant", "C;gospodarz stolika", "D;uczestniczka", "E;?"))
    assert [person.role for person in everybody(document)] == [
        "moderator", "recorder", "host", "participant", "participant",
    ]  # fmt: skip


def test_a_twin_is_completed_and_never_overwritten(document: Document):
    with document.lab.change("person.add") as tx:
        people.add_participant(tx, name="Anna Nowak", phone="1")
    table = sheet("name;e-mail;phone", "nowak anna;a@example.org;2", "Jan Żak;;3")
    assert [row.line for row in preview(document, table).twins] == [2]
    assert bring(document, table) == (1, 1)
    anna = everybody(document)[0]
    assert (anna.name, anna.email, anna.phone) == ("Anna Nowak", "a@example.org", "1")


def test_a_twin_can_be_called_another_person(document: Document):
    with document.lab.change("person.add") as tx:
        people.add_participant(tx, name="Anna Nowak")
    rows = exchange.parted(preview(document, sheet("name", "Anna Nowak")).taken, frozenset({2}))
    with document.lab.change("person.import") as tx:
        assert exchange.apply(tx, rows) == (1, 0)
    assert len(everybody(document)) == 2
    assert bring(document, sheet("name", "Anna Nowak"), merge_twins=False) == (1, 0)


@pytest.mark.parametrize(("there", "row", "same"), [
    ({"name": "Anna Nowak", "email": "a@x.pl"}, "Anna Nowak;a@x.pl;", True),
    ({"name": "Anna Nowak", "email": "a@x.pl"}, "A. Nowak;A@X.pl;", True),
    ({"name": "Anna Nowak", "email": "a@x.pl"}, "Anna Nowak;other@x.pl;", False),
    ({"name": "Anna Nowak", "email": "biuro@x.pl"}, "Jan Lis;biuro@x.pl;", False),
    ({"name": "Anna Nowak"}, "ANNA NOWAK;;", True),
    ({"name": "Anna Nowak"}, "Anna Lis;;", False),
    ({"name": "", "code": "107"}, "Anna Lis;;107", True),
    ({"name": "Jan Żak", "code": "107"}, "Anna Lis;;107", False),
])  # fmt: skip
def test_who_is_taken_for_the_same(document: Document, there: dict[str, str], row: str, same: bool):
    with document.lab.change("person.add") as tx:
        people.add_participant(tx, **there)
    assert bool(preview(document, sheet("name;e-mail;kod", row)).twins) is same


def test_namesakes_of_other_organisations_stay_two_people(document: Document):
    bring(document, sheet("name;entity", "Jan Lis;Straż"))
    assert preview(document, sheet("name;entity", "Jan Lis;Szkoła")).twins == ()
    assert preview(document, sheet("name;entity", "Jan Lis;straż")).twins != ()


def test_badges_are_never_given_twice(document: Document):
    with document.lab.change("person.add") as tx:
        people.add_participant(tx, name="Jan", code="7")
    bring(document, sheet("kod;name", "7;Anna", "8;Ewa", ";Ola", "101;Ula"))
    codes = [person.code for person in everybody(document)]
    assert len(set(codes)) == len(codes)
    assert {person.name: person.code for person in everybody(document)}["Ewa"] == "8"


def test_a_badge_that_a_later_row_has_is_given_to_nobody_before_it(document: Document):
    """Anna took 101, and Jan, whose badge said so, got another one."""
    bring(document, sheet("name;code", "Anna;", "Jan;101", "Ewa;", "Piotr;103"))
    assert {person.name: person.code for person in everybody(document)} == {
        "Anna": "102", "Jan": "101", "Ewa": "104", "Piotr": "103",
    }  # fmt: skip


def test_control_characters_and_line_ends_leave_names(document: Document):
    bring(document, sheet("name", "Anna\x00\x07 \n Nowak\u00a0 Lis"))
    assert everybody(document)[0].name == "Anna Nowak Lis"


def test_the_whole_import_is_one_step(document: Document):
    bring(document, sheet("name;entity", *(f"Osoba {n};Firma {n % 3}" for n in range(40))))
    assert len(everybody(document)) == 40
    document.lab.undo()
    assert everybody(document) == []
    assert people.entities(document.lab.read) == []


@pytest.mark.parametrize(("name", "count"), [
    ("pkw2018_kandydaci_wbp_first400.csv", 399), ("poslowie_2007_crlf.csv", 460), ("wroclaw2018_Jedynki.xlsx", 75),
    ("sortition_algorithms_candidates.csv", 0),
])  # fmt: skip
def test_real_lists(document: Document, name: str, count: int):
    table = read_sheet(shared_data("people", name))
    found = preview(document, table)
    assert len(found.taken) == count
    assert len(found.taken) + len(found.refused) == len(table.rows)


_USUAL = ["Anna Nowak", "a@b.pl", "NGO", "101", "=1+1"]
CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(_USUAL)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    header=st.lists(st.sampled_from(["name", "nazwisko", "imię", "e-mail", "kod", "sektor", "organizacja", "x"]),
                    min_size=1, max_size=6),
    rows=st.lists(st.lists(CELLS, max_size=7), max_size=8),
)  # fmt: skip
def test_any_list_is_judged_and_written(document: Document, header: list[str], rows: list[list[str]]):
    listed = tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 2))
    table = Sheet("list.csv", tuple(header), listed)
    found = preview(document, table)
    for reason in (*found.refused, *found.warnings):
        assert warning_sentence(reason, translator("pl"))
    before = len(everybody(document))
    added, updated = bring(document, table)
    assert added + updated == len(found.taken)
    assert len(everybody(document)) == before + added
    if found.taken:
        document.lab.undo()
        assert len(everybody(document)) == before


@pytest.mark.parametrize("above", [
    "Lista uczestników warsztatu\n", "Lista obecności;;\nGmina Łąka, 12 marca;;\n\nSala 3;;\n",
    "Osoby:;uczestnik;Jan Kos\n",
])  # fmt: skip
def test_titles_above_the_headings_are_passed_over(tmp_path: Path, document: Document, above: str):
    path = tmp_path / "list.csv"
    path.write_text(f"{above}Imię i nazwisko;Rola;E-mail\nAnna Nowak;uczestnik;\nJan Lis;;jan\n", encoding="utf-8")
    found = preview(document, exchange.read(path))
    top = above.count("\n") + 1
    assert [(row.line, row.values["name"]) for row in found.taken] == [(top + 1, "Anna Nowak")]
    assert [(note.code, note.params["line"]) for note in found.warnings] == [("table.headings-below", top)]
    assert [(reason.code, reason.params["line"]) for reason in found.refused] == [("import.bad-email", top + 2)]


def test_a_role_is_not_taken_for_headings(tmp_path: Path, document: Document):
    path = tmp_path / "list.csv"
    path.write_text("Goście;Rola\nAnna Nowak;uczestnik\nJan Lis;ekspert\n", encoding="utf-8")
    table = exchange.read(path)
    assert table.header == ("Goście", "Rola")
    assert preview(document, table).refused[0].code == "import.no-name-column"


def test_a_fault_of_a_formula_spoils_its_row_only(tmp_path: Path, document: Document):
    book = Workbook()
    assert book.active is not None
    for row in (("Lista",), ("Imię i nazwisko", "E-mail", "Ile"), ("Anna", "#N/A", 1), ("Jan", "j@x.pl", "#REF!")):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    found = preview(document, exchange.read(tmp_path / "list.xlsx"))
    assert [row.values["name"] for row in found.taken] == ["Jan"]  # nobody asked for the column "Ile"
    assert [(reason.code, reason.params["line"]) for reason in found.refused] == [("table.fault-in-cell", 3)]
    said = warning_sentence(found.refused[0], translator("en"))
    assert said == 'line 3, column "E-mail": the cell holds a fault of its formula (#N/A).'
