"""One laboratory in two states: changed behind our back, opened elsewhere, a second place that went its own way."""

import os
import threading

import pytest

from labapp.document import ChoiceNeeded
from labapp.errors import WorldError
from labapp.opened import second
from labapp.store.locks import Marker
from tests.lab_files import Ticker, add_idea, again, crash, fresh, words, words_in


def edited_elsewhere(path, text):
    """Somebody opens the file on another computer and writes a card; here nothing is known of it."""
    here = os.environ["LABAPP_DATA"]
    os.environ["LABAPP_DATA"] = here + "-elsewhere"
    try:
        document = again(path, seed=99, take_over=True)
        add_idea(document, text)
        document.close()
    finally:
        os.environ["LABAPP_DATA"] = here


@pytest.mark.parametrize("choice", ["working", "file"])
def test_both_changed_both_are_kept_and_the_user_is_asked(tmp_path, choice):
    path = tmp_path / "a.lab"
    document = fresh(path)
    document.snapshot_now(wait=True)
    add_idea(document, "tu")
    crash(document)
    edited_elsewhere(path, "tam")
    with pytest.raises(ChoiceNeeded) as asked:
        again(path)
    assert asked.value.choices == ("working", "file")
    assert words_in(path) == ["tam"]
    document = again(path, choice=choice)
    assert words(document) == (["tu"] if choice == "working" else ["tam"])
    document.close()
    assert sorted((words_in(path), words_in(next(tmp_path.glob("a (*).lab"))))) == [["tam"], ["tu"]]


@pytest.mark.parametrize("written", [True, False])
def test_only_the_file_changed_nobody_is_asked(tmp_path, written):
    path = tmp_path / "a.lab"
    fresh(path).close()
    document = again(path)
    if written:
        add_idea(document, "raz")
        document.lab.undo()
        document.snapshot_now(wait=True)
    crash(document)
    edited_elsewhere(path, "tam")
    document = again(path)
    assert words(document) == ["tam"]
    document.close()


@pytest.mark.parametrize("choice", ["working", "file"])
def test_changed_behind_our_back_while_open(tmp_path, choice):
    path = tmp_path / "a.lab"
    document = fresh(path)
    document.snapshot_now(wait=True)
    edited_elsewhere(path, "tam")
    add_idea(document, "tu")
    document.snapshot_now(wait=True)
    assert document.status().choice
    assert document.status().file.failure.code == "document.changed-elsewhere"
    assert words_in(path) == ["tam"]  # nothing overwritten
    document.resolve(choice)
    if choice == "file":
        document.close()
        document = again(path)
    assert words(document) == (["tu"] if choice == "working" else ["tam"])
    assert not document.status().choice
    document.close()
    assert sorted((words_in(path), words_in(next(tmp_path.glob("a (*).lab"))))) == [["tam"], ["tu"]]


def test_copies_of_one_laboratory_are_two_documents(tmp_path):
    fresh(tmp_path / "a.lab").close()
    (tmp_path / "b.lab").write_bytes((tmp_path / "a.lab").read_bytes())
    one, other = again(tmp_path / "a.lab"), again(tmp_path / "b.lab", seed=5)
    add_idea(one, "raz")
    add_idea(other, "dwa")
    one.close()
    other.close()
    assert (words_in(tmp_path / "a.lab"), words_in(tmp_path / "b.lab")) == (["raz"], ["dwa"])


def test_the_second_opener_is_told_who_and_may_look(tmp_path):
    document = fresh(tmp_path / "a.lab")
    with pytest.raises(WorldError) as told:
        again(tmp_path / "a.lab")
    assert told.value.code == "document.open-here"
    assert told.value.params["host"]
    assert told.value.params["since"] == "2026-11-22T09:00:00.000Z"
    looking = again(tmp_path / "a.lab", readonly=True)
    with pytest.raises(WorldError, match=r"store\.readonly"):
        add_idea(looking, "nie")
    looking.close()
    document.close()
    again(tmp_path / "a.lab").close()


def test_another_computer_is_seen_by_its_mark(tmp_path):
    fresh(tmp_path / "a.lab").close()
    mark = Marker(tmp_path / "a.lab")
    mark.put({"host": "druga", "user": "ewa", "since": "2026-11-22T08:00:00.000Z"})
    with pytest.raises(WorldError) as told:
        again(tmp_path / "a.lab")
    assert (told.value.code, told.value.params["host"]) == ("document.open-elsewhere", "druga")
    again(tmp_path / "a.lab", take_over=True).close()
    assert not mark.path.exists()
    mark.put({"host": "druga", "user": "ewa", "since": ""})
    os.utime(mark.path, (1, 1))  # left over from a crash of the other one
    again(tmp_path / "a.lab").close()


def test_other_computers_see_signs_of_life(tmp_path):
    ticker = Ticker()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    document.snapshot_now(wait=True)
    mark = Marker(tmp_path / "a.lab").path
    os.utime(mark, (1, 1))
    ticker.now += 121
    document.tick()
    document._keeper.rest()
    assert mark.stat().st_mtime > 1
    document.close()


def test_a_second_place_is_kept_and_its_age_known(tmp_path):
    ticker = Ticker()
    stick = tmp_path / "stick"
    stick.mkdir()
    document = fresh(tmp_path / "a.lab", ticker=ticker)
    document.set_second_place(stick)
    document._keeper.settle()
    add_idea(document, "raz")
    document.close()
    assert (stick / "a.lab").read_bytes() == (tmp_path / "a.lab").read_bytes()
    document = again(tmp_path / "a.lab", ticker=ticker)
    add_idea(document, "dwa")
    document.snapshot_now(wait=True)
    assert document.second_place == stick / "a.lab"
    ticker.now += 3
    assert document.status().second.age == 3
    stick.rename(tmp_path / "pulled")
    add_idea(document, "trzy")
    document.snapshot_now(wait=True)
    assert document.status().second.failure.code == "store.missing"
    assert document.status().file.failure is None
    (tmp_path / "pulled").rename(stick)
    ticker.now += 20
    document.tick()
    document._keeper.settle()
    assert words_in(stick / "a.lab") == ["raz", "dwa", "trzy"]
    document.set_second_place(None)
    document.close()
    with again(tmp_path / "a.lab", readonly=True) as looking:
        assert looking.second_place is None


def test_a_second_place_never_takes_another_laboratory(tmp_path):
    fresh(tmp_path / "other.lab", seed=2).close()
    document = fresh(tmp_path / "a.lab")
    for name, code in (("other.lab", "document.second-taken"), ("a.lab", "document.second-same")):
        before = (tmp_path / name).read_bytes()
        document.set_second_place(tmp_path / name)
        document.snapshot_now(wait=True)
        assert document.status().second.failure.code == code
        assert (tmp_path / name).read_bytes() == before
        assert document.status().file.failure is None
    document.close()


def test_naming_a_second_place_never_waits_for_it(tmp_path, monkeypatch):
    looked, stuck = threading.Event(), threading.Event()
    seen = second.resolved

    def slow(path):
        if path.name.startswith("share"):
            looked.set()
            assert stuck.wait(20)
        return seen(path)

    document = fresh(tmp_path / "a.lab")
    monkeypatch.setattr(second, "resolved", slow)
    document.set_second_place(tmp_path / "share.lab")  # returns although nobody has let go of the share yet
    assert looked.wait(20)
    add_idea(document, "raz")
    assert words(document) == ["raz"]
    assert not (tmp_path / "share.lab").exists()
    stuck.set()
    document.close()
    assert words_in(tmp_path / "share.lab") == ["raz"]


def test_a_second_place_worked_on_elsewhere_is_not_replaced_unasked(tmp_path):
    stick = tmp_path / "stick.lab"
    document = fresh(tmp_path / "a.lab")
    document.set_second_place(stick)
    add_idea(document, "raz")
    document.close()
    document = again(tmp_path / "a.lab")
    document.snapshot_now(wait=True)
    assert document.status().second.failure is None
    document.close()
    edited_elsewhere(stick, "na drugim laptopie")
    document = again(tmp_path / "a.lab", seed=78)
    add_idea(document, "tu")
    document.snapshot_now(wait=True)
    assert document.status().second.failure.code == "document.changed-elsewhere"
    assert words_in(stick) == ["raz", "na drugim laptopie"]
    document.set_second_place(stick)  # asked and answered: ours goes on, theirs is in the backups
    document.snapshot_now(wait=True)
    assert words_in(stick) == ["raz", "tu"]
    assert ["raz", "na drugim laptopie"] in [words_in(item.path) for item in document.backups()]
    document.close()


def test_a_damaged_second_place_does_not_keep_the_laboratory_from_opening(tmp_path):
    stick = tmp_path / "stick.lab"
    document = fresh(tmp_path / "a.lab")
    document.set_second_place(stick)
    document.close()
    stick.write_bytes(b"broken")
    document = again(tmp_path / "a.lab")
    document.snapshot_now(wait=True)
    assert document.status().second.failure.code == "store.not-a-database"
    assert document.status().file.failure is None
    assert stick.read_bytes() == b"broken"
    document.close()
