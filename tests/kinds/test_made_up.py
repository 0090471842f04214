"""A kind the house has never heard of: joined, told in words, removed from, anonymised, exported, undone, described.

Nothing outside `made_up.py` knows it; what fails here names a room that knows kinds by heart.
"""

import io

import pytest

from labapp.anonymise import anonymise
from labapp.checking import check_file, check_lab
from labapp.cli import main
from labapp.document import open_document
from labapp.erase import erase_person
from labapp.errors import UserError
from labapp.joining import MINE, THEIRS, join
from labapp.kinds.registry import CATALOGUE
from labapp.model import agenda
from labapp.store.describe import describe
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.joining.two import compared, content, joined, parted, side
from tests.kinds import made_up
from tests.lab_files import Ticker, fresh
from ui.safety.compare_words import conflict_words, difference_words, number_words, side_words


@pytest.fixture(autouse=True)
def known():
    with made_up.known():
        yield


def survey(document, made):
    with document.lab.change("activity.add") as tx:
        made["survey"] = agenda.add_activity(tx, agenda.days(tx)[0].id, "survey", "Ankieta")
    made["first"] = topic(document, made, "Woda", number="1")
    made["second"] = topic(document, made, "Prąd", number="2", position="k")
    made["round"] = asking(document, made, "prepared")


@pytest.fixture
def two(tmp_path):
    here, there, made = parted(tmp_path, prepare=survey)
    yield here, there, made
    here.close()
    there.close()


def topic(document, made, words, position="V", number="3", **more):
    with document.lab.change("survey.topic") as tx:
        return tx.insert("survey_topics", activity=made["survey"], words=words, position=position, number=number,
                         **{"tag": words[:3], **more})  # fmt: skip


def edit(document, table, key, **values):
    with document.lab.change("survey.edit") as tx:
        tx.update(table, key, **values)


def asking(document, made, state, turn=1):
    with document.lab.change("survey.round") as tx:
        return tx.insert("survey_rounds", activity=made["survey"], turn=turn, state=state)


def answer(document, made, said, person=None):
    with document.lab.change("survey.answer") as tx:
        return tx.insert("survey_answers", round=made["round"], topic=made["first"], person=person, said=said)


def topics(document):
    rows = document.lab.read.rows("SELECT words, number FROM survey_topics ORDER BY position, id")
    return [tuple(row) for row in rows]


def both_ways(here, there, choices=None):
    flipped = {ident: THEIRS if side == MINE else MINE for ident, side in (choices or {}).items()}
    of_here = side(here)
    joined(here, there, choices)
    done = join(there, of_here, flipped)
    assert content(here) == content(there)
    assert check_lab(here.lab) == check_lab(there.lab) == []
    return done


def test_rows_written_apart_get_a_place_and_a_number_of_their_own(two):
    here, there, made = two
    topic(here, made, "Gaz", position="p")
    topic(there, made, "Las", position="p")
    done = both_ways(here, there)
    assert [words for words, _number in topics(here)] in (
        ["Woda", "Prąd", "Gaz", "Las"], ["Woda", "Prąd", "Las", "Gaz"],
    )  # fmt: skip
    assert sorted(number for _words, number in topics(here)) == ["1", "2", "3", "4"]
    places = [row["position"] for row in here.lab.read.rows("SELECT position FROM survey_topics")]
    assert len(set(places)) == 4
    ((table, title, old, new),) = done.numbers
    assert number_words(table, title, old, new, translator("pl")) == (
        f"kartki, {title}: numer był 3, teraz 4; dwa były takie same"
    )


def test_what_must_be_unique_stays_so_and_exchanged_values_find_their_rows(two):
    here, there, made = two
    one, other = topic(here, made, "Gaz", tag="x"), topic(there, made, "Gaz i coś", number="4", tag="x")
    edit(there, "survey_topics", made["first"], under=other)
    edit(here, "survey_topics", made["second"], under=one)
    with there.lab.change("survey.edit") as tx:
        tx.update("survey_topics", made["first"], number="9")
        tx.update("survey_topics", made["second"], number="1")
        tx.update("survey_topics", made["first"], number="2")
    both_ways(here, there)
    assert [number for words, number in topics(here) if words in ("Woda", "Prąd")] == ["2", "1"]
    kept = here.lab.read.value("SELECT id FROM survey_topics WHERE tag = 'x'")
    assert here.lab.read.value("SELECT count(*) FROM survey_topics WHERE under = ?", kept) == 2


def test_rows_put_under_each_other_on_both_sides_form_no_ring(two):
    here, there, made = two
    edit(here, "survey_topics", made["first"], under=made["second"])
    edit(there, "survey_topics", made["second"], under=made["first"])
    both_ways(here, there)
    assert here.lab.read.value("SELECT count(*) FROM survey_topics WHERE under IS NULL") == 1


def test_nothing_disappears_behind_what_was_set_aside_elsewhere(two):
    here, there, made = two
    edit(here, "survey_topics", made["first"], under=made["second"])
    edit(there, "survey_topics", made["second"], retired=1)
    both_ways(here, there)
    assert here.lab.read.value("SELECT under FROM survey_topics WHERE id = ?", made["first"]) is None


@pytest.mark.parametrize("choice", [MINE, THEIRS])
def test_a_round_and_its_answers_are_never_mixed(two, choice):
    here, there, made = two
    for document, said in ((here, ["a", "b"]), (there, ["c"])):
        edit(document, "survey_rounds", made["round"], state="asked")
        for words in said:
            answer(document, made, words)
    comparison = compared(here, there)
    (conflict,) = comparison.plan().conflicts
    for language, words in (("pl", "zakończony"), ("en", "finished")):
        assert side_words(conflict, MINE, comparison, translator(language)) == words
    assert conflict_words(conflict, comparison, translator("en")) == "rounds of voting: Ankieta"
    both_ways(here, there, {conflict.ident: choice})
    said = sorted(row["said"] for row in here.lab.read.rows("SELECT said FROM survey_answers"))
    assert said == (["a", "b"] if choice == MINE else ["c"])


@pytest.mark.parametrize(("open_here", "words"), [(True, "tutaj trwa"), (False, "trwa w drugim stanie")])
def test_while_a_round_goes_on_nothing_is_joined(two, open_here, words):
    here, there, made = two
    edit(here if open_here else there, "survey_rounds", made["round"], state="asking")
    topic(there if open_here else here, made, "Gaz")
    with pytest.raises(UserError) as told:
        joined(here, there)
    assert words in error_sentence(told.value, translator("pl"))


def test_rounds_begun_apart_are_counted_anew(two):
    here, there, made = two
    asking(here, made, "asked", 2)
    asking(there, made, "asked", 2)
    both_ways(here, there)
    assert [row["turn"] for row in here.lab.read.rows("SELECT turn FROM survey_rounds ORDER BY turn")] == [1, 2, 3]


def test_one_thing_written_on_both_sides_is_there_once(two):
    here, there, made = two
    for document, count in ((here, 2), (there, 5)):
        with document.lab.change("survey.star") as tx:
            tx.insert("survey_stars", topic=made["first"], count=count)
    both_ways(here, there)
    assert [row["count"] for row in here.lab.read.rows("SELECT count FROM survey_stars")] == [5]


def test_differences_are_told_in_words_and_the_joining_is_taken_back(two):
    here, there, made = two
    topic(there, made, "Gaz")
    edit(there, "survey_topics", made["first"], words="Woda i ścieki")
    answer(there, made, "tak")  # told through its round
    comparison = compared(here, there)
    told = [(difference_words(d, translator("pl")), d.titles) for d in comparison.differences() if d.side == THEIRS]
    assert told == [("kartki · nowe: 1", ("Gaz",)), ("kartki · zmienione: 1", ("Woda i ścieki",))]
    before = content(here)
    joined(here, there)
    assert content(here) != before
    here.lab.undo()
    assert content(here) == before


def test_somebody_removed_is_gone_from_its_rows_and_words(two):
    here, there, made = two
    edit(here, "survey_topics", made["first"], keeper=made["anna"], words="Kowalska o wodzie", hint="pytać Kowalską")
    given = answer(here, made, "Kowalskiej się podoba", made["anna"])
    erase_person(here, made["anna"])
    row = here.lab.read.row("SELECT * FROM survey_topics WHERE id = ?", made["first"])
    assert (row["keeper"], row["words"], row["hint"]) == (None, "[…] o wodzie", "pytać […]")
    assert here.lab.read.row("SELECT person, said FROM survey_answers WHERE id = ?", given)["person"] is None
    here.snapshot_now(wait=True)
    assert b"Kowalsk" not in here.path.read_bytes()
    joined(here, there)
    assert check_lab(here.lab) == []


def test_its_private_words_are_not_in_an_anonymous_copy(two, tmp_path):
    here, _there, made = two
    edit(here, "survey_topics", made["first"], hint="nie dla ludzi", words="Woda, mówi Anna Kowalska")
    here.snapshot_now(wait=True)
    anonymise(here.path, tmp_path / "bez.lab")
    assert b"nie dla ludzi" not in (tmp_path / "bez.lab").read_bytes()
    with open_document(tmp_path / "bez.lab", readonly=True) as copy:
        assert topics(copy)[0][0] == "Woda, mówi 101"
    assert check_file(tmp_path / "bez.lab") == []


def test_it_is_exported_in_the_formats_it_names(two, tmp_path):
    here, _there, made = two
    here.close()

    def export(ending):
        errors = io.StringIO()
        out = tmp_path / f"a{ending}"
        call = ["export", str(here.path), "--activity", made["survey"], "-o", str(out), "--lang", "en"]
        return main(call, io.StringIO(), errors), out.read_bytes() if out.exists() else b"", errors.getvalue()

    assert export(".md")[:2] == (0, "- Woda\n- Prąd\n".encode())
    assert export(".csv")[0] == export(".xlsx")[0] == 0
    status, _data, said = export(".txt")
    assert status == 1
    assert ".csv, .md, .xlsx" in said


def test_its_gestures_are_taken_back_and_told_by_their_words(two):
    here, _there, made = two
    edit(here, "survey_topics", made["first"], words="Ścieki", weight=0.1)
    entry = here.lab.history()[0]
    assert here.lab.told([entry])[entry.number].things == (("survey_topics", "Ścieki"),)
    here.lab.undo()
    assert topics(here)[0][0] == "Woda"
    here.lab.redo()
    assert topics(here)[0][0] == "Ścieki"


def test_its_milestones_are_in_the_users_file_at_once(tmp_path):
    ticker = Ticker()
    with fresh(tmp_path / "a.lab", ticker=ticker) as document:
        made = {}
        survey(document, made)
        document.snapshot_now(wait=True)
        with document.lab.change("survey.asked") as tx:
            tx.update("survey_rounds", made["round"], state="asked")
        document.tick()
        document.ready_to_close(10.0)
        document._keeper.settle()
        with open_document(tmp_path / "a.lab", readonly=True, ticker=Ticker()) as copy:
            assert copy.lab.read.value("SELECT state FROM survey_rounds") == "asked"


def test_its_tables_are_described():
    page = describe(CATALOGUE)
    for table in made_up.TABLES:
        assert f"### {table.name}\n\n{table.doc}" in page
