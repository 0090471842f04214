"""An erased person is in no byte of the files any more; what was said stays, by nobody in particular."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from labapp import paths, retention
from labapp.anonymise import anonymise
from labapp.checking import check_lab
from labapp.clock import SteppingClock
from labapp.document import open_document
from labapp.erase import erase_person
from labapp.errors import WorldError
from labapp.model import facts, files, former, ideas, people
from labapp.store import backups
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator
from tests.lab_files import START, Ticker, add_idea, again, board, crash, fresh, populate, words


def test_erasing_reaches_rows_texts_journal_backups_and_both_places(tmp_path):
    ticker = Ticker()
    stick = tmp_path / "stick"
    stick.mkdir()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    made = populate(document)
    document.set_second_place(stick)
    document.backup("import")
    before = [card.text for card in ideas.cards(document.lab.read, board(document))]
    assert len(backups.listed(document.uid)) == 1
    done = erase_person(document, made["anna"])
    assert (done.mentions >= 1, done.journal >= 1, done.backups) == (True, True, 1)
    assert [person.name for person in people.participants(document.lab.read)] == ["Jan Nowak", "Ewa Wiśniewska"]
    cards = ideas.cards(document.lab.read, board(document))
    assert [card.author for card in cards] == [None, None]
    assert cards[0].text == before[0]
    assert cards[1].text == "Pani […] zależy na ławkach, tel. […]"
    assert document.lab.next_undo() is None
    assert len(document.lab.history()) > 4  # sentences stay
    assert check_lab(document.lab) == []
    files = [item for item in (*tmp_path.rglob("*"), *paths.data_folder().rglob("*")) if item.is_file()]
    assert len(files) >= 4
    for secret in ("Kowalsk", "anna@", "202 303", "gluten", "sołtys"):
        assert [file.name for file in files if secret.encode() in file.read_bytes()] == [], secret
    document.close()


def holding(folder, word="Kowalsk"):
    files = [item for item in (*folder.rglob("*"), *paths.data_folder().rglob("*")) if item.is_file()]
    return sorted({file.name for file in files if word.encode() in file.read_bytes()})


@pytest.mark.parametrize("what", ["person", "needs"])
def test_what_stands_in_one_step_holds_no_other_up_and_is_finished_at_the_next_opening(tmp_path, what):
    document = fresh(tmp_path / "a.lab")
    made = populate(document)
    document.snapshot_now(wait=True)
    document.backup("import")
    word = "Kowalska" if what == "person" else "bez glutenu"
    with closing(sqlite3.connect(document.lab.store.path)) as reader:  # a virus scanner, say
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM participants").fetchall()
        remove, whom = (erase_person, made["anna"]) if what == "person" else (retention.clear, "needs")
        with pytest.raises(WorldError) as told:
            remove(document, whom)
        reader.rollback()
    assert told.value.code == "document.traces-left"
    assert all("document." not in error_sentence(told.value, translator(language)) for language in ("pl", "en"))
    assert backups.listed(document.uid) == []
    assert word.encode() not in (tmp_path / "a.lab").read_bytes()
    last = document.lab.history()[0].code
    document.close()
    document = again(tmp_path / "a.lab")
    assert [entry.code for entry in document.lab.history()[:2]] == ["traces.removed", last]
    assert document.notices == []
    document.close()
    assert holding(tmp_path, word) == []
    with again(tmp_path / "a.lab") as document:  # once is enough: the backup of this opening stays
        assert document.lab.history()[0].code == "traces.removed"
        assert len(backups.listed(document.uid)) == 1


def test_a_file_that_could_not_be_written_anew_is_not_kept_as_a_backup_when_it_can(tmp_path):
    document = fresh(tmp_path / "a.lab")
    made = populate(document)
    document.snapshot_now(wait=True)
    (tmp_path / "a.lab").chmod(0o444)
    erase_person(document, made["anna"])
    assert document.status().file.failure is not None
    crash(document)
    (tmp_path / "a.lab").chmod(0o644)
    again(tmp_path / "a.lab").close()
    assert holding(tmp_path) == []


def test_a_second_place_that_comes_back_is_not_kept_as_a_backup(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    document = fresh(tmp_path / "a.lab")
    made = populate(document)
    document.set_second_place(stick)
    document.snapshot_now(wait=True)
    stick.rename(tmp_path / "drawer")
    erase_person(document, made["anna"])
    document.close()
    (tmp_path / "drawer").rename(stick)
    again(tmp_path / "a.lab").close()
    assert holding(tmp_path) == []


def test_a_name_that_begins_a_line_of_the_contract_or_the_name_of_a_picture_goes_too(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        made = populate(document)
        with document.lab.change("contract.edit") as tx:
            facts.put(tx, "contract", "Słuchamy się\nKowalska pilnuje czasu")
            files.link(tx, files.add(tx, "Kowalska_2.png", "image/png", b"png"), "evidence")
        document.snapshot_now(wait=True)
        anonymise(document.path, tmp_path / "anonymous.lab")
        erase_person(document, made["anna"])
        assert facts.get(document.lab.read, "contract") == "Słuchamy się\n[…] pilnuje czasu"
        assert holding(tmp_path) == []


def test_what_was_put_aside_as_damaged_goes_too(tmp_path):
    document = fresh(tmp_path / "a.lab")
    made = populate(document)
    document.snapshot_now(wait=True)
    hurt(document)
    document = again(tmp_path / "a.lab")
    (notice,) = document.notices
    assert notice.code == "document.working-damaged"
    assert b"Kowalsk" in Path(notice.params["kept"]).read_bytes()
    assert erase_person(document, made["anna"]).backups == 2
    assert holding(tmp_path) == []
    document.close()


def hurt(document):
    """Let the disk damage the working copy of a program that is killed."""
    database = document.lab.store.path
    document.lab.store.query("PRAGMA wal_checkpoint(TRUNCATE)")
    crash(document)
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + os.urandom(8192) + whole[12288:])


def test_what_was_put_aside_as_damaged_waits_three_months_for_being_salvaged(tmp_path):
    document = fresh(tmp_path / "a.lab")
    populate(document)
    document.snapshot_now(wait=True)
    hurt(document)
    again(tmp_path / "a.lab").close()
    (put_aside,) = (paths.data_folder() / "damaged").iterdir()
    aside = put_aside.rename(put_aside.with_name(put_aside.name.replace("20261122T", "20260901T")))
    again(tmp_path / "a.lab").close()
    assert aside.exists()
    aside = aside.rename(aside.with_name(aside.name.replace("20260901T", "20260801T")))
    again(tmp_path / "a.lab").close()
    assert not aside.exists()


def test_others_on_the_list_keep_their_names_and_addresses(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("person.add") as tx:
            jan = people.add_participant(tx, name="Jan Kowalski", email="jan@k.pl", phone="600 123 456")
            people.add_participant(tx, name="Anna Kowalska", email="biuro@k.pl", phone="600 123 457",
                                   note="zna Jana Kowalskiego")  # fmt: skip
            people.add_participant(tx, name="Jan Nowak", email="jan.nowak@n.pl")
            ideas.add(tx, board(document), "Anna Kowalska i Jan Nowak piszą na biuro@k.pl, Jan Kowalski na jan@k.pl")
        erase_person(document, jan)
        left = people.participants(document.lab.read)
        assert [(person.name, person.email, person.phone, person.note) for person in left] == [
            ("Anna Kowalska", "biuro@k.pl", "600 123 457", "zna […]"), ("Jan Nowak", "jan.nowak@n.pl", "", ""),
        ]  # fmt: skip
        (card,) = ideas.cards(document.lab.read, board(document))
        assert card.text == "Anna Kowalska i Jan Nowak piszą na biuro@k.pl, […] na […]"


def test_what_somebody_was_called_before_goes_too(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    with fresh(tmp_path / "a.lab") as document:
        document.set_second_place(stick)
        with document.lab.change("person.add") as tx:
            zofia = people.add_participant(tx, name="Zofia Brzezińska", email="zofia@brzezina.pl", phone="600 111 222")
            people.add_participant(tx, name="Jan Brzeziński", phone="600 333 444")
        with document.lab.change("idea.add") as tx:
            ideas.add(tx, board(document), "Zofii Brzezińskiej: zofia@brzezina.pl, 600111222; Jan Brzeziński 600333444")
        with document.lab.change("person.edit") as tx:
            people.edit_participant(tx, zofia, name="Zofia Jasińska", email="z@jasna.pl", phone="600 555 666")
        document.snapshot_now(wait=True)
        document.backup("import")
        erase_person(document, zofia)
        assert words(document) == ["[…]: […], […]; Jan Brzeziński 600333444"]
        for secret in ("Brzezińska", "Brzezińskiej", "brzezina", "600111222", "600 111 222", "jasna", "Zofi"):
            assert holding(tmp_path, secret) == [], secret
        assert holding(tmp_path, "Jan Brzeziński")


def test_the_next_one_to_be_removed_was_called_something_before_too(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("person.add") as tx:
            ewa = people.add_participant(tx, name="Ewa Sokół")
            zofia = people.add_participant(tx, name="Ewa Sokół", email="zofia@brzezina.pl")  # a slip, mended below
            ideas.add(tx, board(document), "Zofii Brzezińskiej: zofia@brzezina.pl; Ewa Sokół")
        for name, email in (("Zofia Brzezińska", "zofia@brzezina.pl"), ("Zofia Jasińska", "")):
            with document.lab.change("person.edit") as tx:
                people.edit_participant(tx, zofia, name=name, email=email)
        erase_person(document, ewa)
        assert words(document) == ["Zofii Brzezińskiej: zofia@brzezina.pl; […]"]
        assert holding(tmp_path, "Sokół") == []
        assert check_lab(document.lab) == []
    with again(tmp_path / "a.lab") as document:
        erase_person(document, zofia)
        assert words(document) == ["[…]: […]; […]"]
        for secret in ("Brzezińsk", "brzezina", "Jasińsk", "Zofi"):
            assert holding(tmp_path, secret) == [], secret


def test_contacts_that_were_cleared_are_kept_nowhere_but_earlier_names_are(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("person.add") as tx:
            zofia = people.add_participant(tx, name="Zofia Brzezińska", email="zofia@brzezina.pl", phone="600 111 222")
            anna = people.add_participant(tx, name="Anna Lis")
            ideas.add(tx, board(document), "Brzezińska")
        with document.lab.change("person.edit") as tx:
            people.edit_participant(tx, zofia, name="Zofia Jasińska", email="z@jasna.pl")
        erase_person(document, anna)  # what the list said before is kept from here on
        assert holding(tmp_path, "brzezina")
        retention.clear(document, retention.CONTACTS)
        for secret in ("brzezina", "jasna", "600 111 222"):
            assert holding(tmp_path, secret) == [], secret
        erase_person(document, zofia)
        assert words(document) == ["[…]"]


def test_a_history_folded_away_still_tells_what_somebody_was_called(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("person.add") as tx:
            zofia = people.add_participant(tx, name="Zofia Brzezińska")
            ideas.add(tx, board(document), "Brzezińska")
        with document.lab.change("person.edit") as tx:
            people.edit_participant(tx, zofia, name="Zofia Jasińska")
        document.lab.compact(0, former.keep)
        erase_person(document, zofia)
        assert words(document) == ["[…]"]


def test_what_was_once_typed_into_the_wrong_row_stays_with_whom_it_belongs_to(tmp_path):
    with fresh(tmp_path / "a.lab") as document:
        with document.lab.change("person.add") as tx:
            ewa = people.add_participant(tx, name="Piotr Malinowski", email="biuro@gmina.pl", phone="600-111-222")
            ideas.add(tx, board(document), "Malinowski pisze z biuro@gmina.pl, dzwoni z 600 111 222; Ewa Sokół nie")
        with document.lab.change("person.edit") as tx:
            people.edit_participant(tx, ewa, name="Ewa Sokół", email="", phone="")
            people.add_participant(tx, name="Piotr Malinowski", email="biuro@gmina.pl", phone="+48 600 111 222")
        erase_person(document, ewa)
        assert words(document) == ["Malinowski pisze z biuro@gmina.pl, dzwoni z 600 111 222; […] nie"]


def test_another_computer_forgets_its_earlier_states_when_the_meeting_is_opened_there(tmp_path, monkeypatch):
    at = {name: tmp_path / name for name in ("here", "there")}

    def sit_down(name):
        monkeypatch.setenv("LABAPP_DATA", str(at[name]))

    (tmp_path / "stick").mkdir()
    file = tmp_path / "stick" / "a.lab"
    sit_down("here")
    with fresh(file) as document:
        made = populate(document)
    sit_down("there")
    with again(file) as document:
        document.backup("import")
        assert len(document.backups()) == 1  # the same as the one made on opening
        assert document.backups()[0].reason == "opening"
    sit_down("here")
    with again(file) as document:
        erase_person(document, made["anna"])
    sit_down("there")
    assert holding(tmp_path / "stick", "Kowalska")
    with again(file) as document:
        assert not holding(tmp_path / "stick", "Kowalska")
        assert [item.reason for item in document.backups()] == ["opening"]
    with again(file) as document:
        assert len(document.backups()) == 1  # what came after the removal stays


def test_what_was_worked_on_apart_is_kept_and_named_until_somebody_deletes_it(tmp_path, monkeypatch):
    def sit_down(name):
        monkeypatch.setenv("LABAPP_DATA", str(tmp_path / name))

    def opened(at):
        return open_document(tmp_path / at, clock=SteppingClock(START + timedelta(hours=hours[at])), ticker=Ticker())

    hours = {"here.lab": 1, "there.lab": 2}
    sit_down("here")
    with fresh(tmp_path / "here.lab") as document:
        made = populate(document)
    (tmp_path / "there.lab").write_bytes((tmp_path / "here.lab").read_bytes())
    sit_down("there")
    with opened("there.lab") as document:
        assert document.notices == []
        add_idea(document, "praca tam, Kowalska obecna")
        document.backup("import")
    sit_down("here")
    with opened("here.lab") as document:
        for number in range(5):
            add_idea(document, f"praca tu {number}")
        erase_person(document, made["anna"])
    sit_down("there")
    (tmp_path / "there.lab").write_bytes((tmp_path / "here.lab").read_bytes())  # copied over what was done there
    for _time in range(2):  # said at every opening, not only once
        with opened("there.lab") as document:
            (notice,) = document.notices
            assert (notice.code, notice.params["n"]) == ("document.traces-apart", 1)
            assert "Wcześniejsze stany" in error_sentence(notice, translator("pl"))
            (apart,) = document.holding()
            assert apart.reason == "import"
            assert apart.path in {backup.path for backup in document.backups()}
            with open_document(apart.path, readonly=True) as state:
                assert "praca tam, Kowalska obecna" in words(state)
    with opened("there.lab") as document:
        document.drop_backup(document.holding()[0])
        assert document.holding() == []
    with opened("there.lab") as document:
        assert document.notices == []
    assert [name for name in holding(tmp_path / "there", "Kowalska") if name.endswith(".lab")] == []


def test_a_backup_under_way_is_waited_for_and_goes_too(tmp_path):
    ticker, goes_on, clock = Ticker(), threading.Event(), SteppingClock(START)

    def slow_clock():
        if threading.current_thread().name == "snapshot":
            goes_on.wait(20)
        return clock()

    def waiter(what, work, _give_up):
        goes_on.set()  # the backup of how it was before is kept only now
        work()

    with fresh(tmp_path / "a.lab", ticker=ticker) as document:
        made = populate(document)
        document.lab.clock, document.waiter = slow_clock, waiter
        ticker.now += backups.EVERY
        document.tick()
        erase_person(document, made["anna"])
        assert not holding(tmp_path, "Kowalska")
