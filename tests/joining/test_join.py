"""Two states meet again: differences are named, nothing is lost, what both changed is asked, votes stay whole."""

import pytest

from labapp.anonymise import anonymise
from labapp.checking import check_lab
from labapp.errors import UserError
from labapp.joining import MINE, THEIRS, Comparison, join, load, load_file
from labapp.kinds.plan import actions
from labapp.model import agenda, facts, files, ideas, notes, people
from tests.joining.two import compared, content, joined, parted, side
from tests.lab_files import add_idea, board, fresh, words


def said(comparison):
    return {(d.side, d.table, d.what): d.titles for d in comparison.differences()}


def test_what_each_did_is_named_and_joined(two):
    here, there, made = two
    add_idea(here, "tu napisane")
    with there.lab.change("person.add") as tx:
        people.arrive(tx, people.add_participant(tx, name="Zofia Nowa"))
    with there.lab.change("idea.edit") as tx:
        ideas.edit(tx, made["path"], text="Ścieżka do szkoły i do przedszkola")
    with there.lab.change("note.add") as tx:
        notes.add(tx, "parking", "A parking przy szkole?")
    comparison = compared(here, there)
    assert comparison.relation == "apart"
    assert comparison.parted == "2026-11-22T09:00:00.000Z"
    found = said(comparison)
    assert found[MINE, "ideas", "added"] == ("tu napisane",)
    assert found[THEIRS, "ideas", "changed"] == ("Ścieżka do szkoły i do przedszkola",)
    assert found[THEIRS, "participants", "added"] == ("104 Zofia Nowa",)
    assert found[THEIRS, "notes", "added"] == ("A parking przy szkole?",)
    done = joined(here, there)
    assert done.undoable
    assert comparison.plan().conflicts == ()
    assert words(here) == ["Ścieżka do szkoły i do przedszkola", *words(here)[1:2], "tu napisane"]
    assert [p.name for p in people.present(here.lab.read)] == ["Anna Kowalska", "Zofia Nowa"]
    assert check_lab(here.lab) == []
    assert here.lab.history()[0].code == "lab.join"
    assert next(item.reason for item in here.backups()) == "join"


def test_joining_is_taken_back_as_a_whole(two):
    here, there, made = two
    add_idea(here, "tu")
    with there.lab.change("idea.retire") as tx:
        ideas.retire(tx, made["mention"])
    add_idea(there, "tam")
    before = content(here)
    joined(here, there)
    assert content(here) != before
    here.lab.undo()
    assert content(here) == before
    here.lab.redo()
    assert words(here)[-2:] in (["tu", "tam"], ["tam", "tu"])
    assert check_lab(here.lab) == []


def test_both_ways_lead_to_the_same_laboratory(two, tmp_path):
    here, there, made = two
    for document, word in ((here, "tu"), (there, "tam")):
        with document.lab.change("mixed") as tx:
            people.arrive(tx, people.add_participant(tx, name=f"Nowa {word}"))
            day = agenda.days(tx)[0].id
            agenda.start(tx, agenda.add_activity(tx, day, "talk", f"Rozmowa {word}"))
            ideas.add(tx, board(document), f"kartka {word}")
            ideas.edit(tx, made["path"], text=f"Ścieżka {word}")
            people.arrive(tx, made["jan"])
    other = side(here)
    joined(here, there)
    join(there, other)
    assert content(here) == content(there)
    assert check_lab(here.lab) == check_lab(there.lab) == []
    assert agenda.current(here.lab.read).title == "Rozmowa tam"  # it was started later
    assert facts.get(here.lab.read, "current") == agenda.current(here.lab.read).id
    codes = {p.code: p.name for p in people.participants(here.lab.read)}
    assert sorted(codes) == ["101", "102", "103", "104", "105"]
    assert len(people.present(here.lab.read)) == 4


def test_badges_of_two_people_are_told_apart_and_named(two):
    here, there, _made = two
    for document, name in ((here, "Ola"), (there, "Ula")):
        with document.lab.change("person.add") as tx:
            people.add_participant(tx, name=name)
    ((table, name, old, new),) = joined(here, there).numbers
    assert table == "participants"
    assert (old, new) == ("104", "105")
    assert {p.name: p.code for p in people.participants(here.lab.read)}[name] == "105"


@pytest.mark.parametrize("choice", ["", MINE, THEIRS])
def test_what_both_changed_is_asked_and_the_newer_is_proposed(two, choice):
    here, there, made = two
    for document, word in ((there, "tam"), (here, "tu")):
        with document.lab.change("idea.edit") as tx:
            ideas.edit(tx, made["path"], text=f"Ścieżka {word}")
    with here.lab.change("idea.color") as tx:
        ideas.edit(tx, made["path"], color="yellow")
    (conflict,) = compared(here, there).plan().conflicts
    assert (conflict.table, conflict.columns, conflict.newer) == ("ideas", ("text",), THEIRS)
    assert (conflict.mine["text"], conflict.theirs["text"]) == ("Ścieżka tu", "Ścieżka tam")
    joined(here, there, {conflict.ident: choice} if choice else None)
    card = ideas.cards(here.lab.read, board(here))[0]
    assert (card.text, card.color) == ("Ścieżka tu" if choice == MINE else "Ścieżka tam", "yellow")


def test_settings_are_joined_key_by_key(two):
    here, there, _made = two
    for document, key in ((here, "one"), (there, "other")):
        with document.lab.change("activity.edit") as tx:
            now = agenda.activities(tx)[0]
            agenda.edit_activity(tx, now.id, settings={**now.settings, key: {"a": 1}})
    assert compared(here, there).plan().conflicts == ()
    joined(here, there)
    settings = agenda.activities(here.lab.read)[0].settings
    assert settings["one"] == settings["other"] == {"a": 1}


def test_cards_carried_on_by_both_lie_there_once(two):
    here, there, made = two
    with here.lab.change("board.add") as tx:
        target = agenda.add_activity(tx, agenda.days(tx)[0].id, "board", "Dalej")
    joined(there, here)
    for document in (here, there):
        with document.lab.change("idea.carry") as tx:
            ideas.take(tx, target, [made["path"], made["mention"]])
    with there.lab.change("cluster.add") as tx:
        group = ideas.add_cluster(tx, target, "Drogi")
        card = ideas.cards(tx, target)[0]
        ideas.append(tx, card.placement, group)
    joined(here, there)
    assert sorted(card.idea for card in ideas.cards(here.lab.read, target)) == sorted([made["path"], made["mention"]])
    assert check_lab(here.lab) == []


def test_a_card_in_no_group_and_in_one_too_stays_in_both(two):
    here, there, _made = two
    card = next(card for card in ideas.cards(there.lab.read, board(there)) if card.cluster is None)
    with there.lab.change("idea.also") as tx:
        ideas.also(tx, card.placement, ideas.add_cluster(tx, board(there), "Drogi"))
    mine = side(here)
    joined(here, there)
    join(there, mine)
    assert content(here) == content(there)
    lie = [item.cluster for item in ideas.cards(here.lab.read, board(there)) if item.idea == card.idea]
    assert len(lie) == 2
    assert None in lie


def test_what_something_new_rests_on_comes_back(two):
    here, there, _made = two
    with here.lab.change("day.add") as tx:
        day = agenda.add_day(tx, date="2026-11-23")
    joined(there, here)
    with here.lab.change("day.remove") as tx:
        tx.delete("days", day)
    with there.lab.change("activity.add") as tx:
        agenda.add_activity(tx, day, "talk", "Drugi dzień")
    joined(here, there)
    assert check_lab(here.lab) == []
    assert [item.title for item in agenda.activities(here.lab.read, day)] == ["Drugi dzień"]


def test_pictures_come_along(two):
    here, there, _made = two
    with there.lab.change("file.add") as tx:
        files.link(tx, files.add(tx, "mapa.png", "image/png", b"mapa"), "flipchart", activity=board(there))
    joined(here, there)
    (link,) = files.links(here.lab.read, "flipchart", board(here))
    assert files.content(here.lab.read, link.file) == b"mapa"


def test_the_same_ahead_and_behind(two):
    here, there, _made = two
    assert compared(here, there).relation == "same"
    add_idea(here, "tu")
    assert compared(here, there).relation == "ahead"
    number = here.lab.history()[0].number
    assert joined(here, there).rows == 0
    assert here.lab.history()[0].number == number
    assert compared(there, here).relation == "behind"
    joined(there, here)
    assert content(here) == content(there)


def test_what_was_taken_back_there_brings_nothing(two):
    here, there, _made = two
    add_idea(there, "tam")
    assert compared(here, there).brings
    there.lab.undo()
    assert not compared(here, there).brings
    add_idea(here, "tu")
    assert not compared(here, there).brings
    joined(here, there)
    assert words(here)[-1] == "tu"
    assert check_lab(here.lab) == []


def test_another_meeting_is_refused(two, tmp_path):
    here, _there, _made = two
    fresh(tmp_path / "c.lab", seed=9).close()
    with pytest.raises(UserError, match=r"join\.other"):
        Comparison(load(here.lab), load_file(tmp_path / "c.lab"))
    anonymise(here.path, tmp_path / "d.lab")
    with pytest.raises(UserError, match=r"join\.other"):
        Comparison(load(here.lab), load_file(tmp_path / "d.lab"))


def test_folded_histories_are_joined_by_what_the_other_remembers(two):
    here, there, made = two
    add_idea(here, "tu")
    here.lab.compact(0)
    with there.lab.change("idea.retire") as tx:
        ideas.retire(tx, made["mention"])
    add_idea(there, "tam")
    assert compared(here, there).base is not None
    joined(here, there)
    assert sorted(words(here)) == sorted(["Ścieżka rowerowa do szkoły", "tu", "tam"])
    assert check_lab(here.lab) == []


def test_where_nobody_remembers_everything_is_kept(two):
    here, there, made = two
    for document, word in ((here, "tu"), (there, "tam")):
        add_idea(document, word)
        with document.lab.change("idea.edit") as tx:
            ideas.edit(tx, made["path"], text=f"Ścieżka {word}")
        document.lab.compact(0)
    comparison = compared(here, there)
    assert comparison.base is None
    assert [c.key for c in comparison.plan().conflicts] == [(made["path"],)]
    joined(here, there)
    assert {"tu", "tam", "Ścieżka tam"} <= set(words(here))
    assert check_lab(here.lab) == []


def test_actions_and_their_terms_are_joined(tmp_path):
    def plan(document, made):
        with document.lab.change("activity.add") as tx:
            made["plan"] = agenda.add_activity(tx, agenda.days(tx)[0].id, "plan", "Plan")
            made["action"] = actions.add(tx, made["plan"], "Zmierzyć ścieżkę")

    here, there, made = parted(tmp_path, prepare=plan)
    with here.lab.change("action.edit") as tx:
        tx.update("plan_actions", made["action"], person=made["jan"])
    with there.lab.change("action.edit") as tx:
        tx.update("plan_actions", made["action"], due_kind="day", due="2026-12-01")
    joined(here, there)
    row = here.lab.read.row("SELECT * FROM plan_actions")
    assert (row["person"], row["due_kind"], row["due"]) == (made["jan"], "day", "2026-12-01")
    here.close()
    there.close()


def test_places_and_seats_passed_round_are_joined_and_taken_back(tmp_path):
    ids = {}

    def prepare(document, made):
        with document.lab.change("group.add") as tx:
            ids["groups"] = [ideas.add_cluster(tx, board(document), title) for title in "ABC"]
            ids["card"] = ideas.add(tx, board(document), "w dwóch grupach", cluster=ids["groups"][0])
            (placement,) = tx.rows("SELECT id FROM placements WHERE idea = ?", ids["card"])
            ideas.also(tx, placement["id"], ids["groups"][1])
            table = tx.insert("groups", activity=board(document), name="Stolik", position="a")
            ids["seats"] = [tx.insert("seats", group_id=table, participant=made["jan"], round=n) for n in (1, 2)]

    here, there, _made = parted(tmp_path, prepare=prepare)
    free, taken = ids["groups"][2], {row["id"]: row["cluster"] for row in here.lab.read.rows(
        "SELECT id, cluster FROM placements WHERE idea = ?", ids["card"])}
    first, second = sorted(taken)
    with there.lab.change("idea.move") as tx:
        ideas.append(tx, second, free)
        ideas.append(tx, first, taken[second])
        early, late = sorted(ids["seats"])
        rounds_of = {row["id"]: row["round"] for row in tx.rows("SELECT id, round FROM seats")}
        for seat, number in ((early, 9), (late, rounds_of[early]), (early, rounds_of[late])):
            tx.update("seats", seat, round=number)
    add_idea(here, "tu")
    before = content(here)
    joined(here, there)
    lying = {row["id"]: row["cluster"] for row in here.lab.read.rows("SELECT id, cluster FROM placements")}
    assert (lying[first], lying[second]) == (taken[second], free)
    assert {row["id"]: row["round"] for row in here.lab.read.rows("SELECT id, round FROM seats")} == {
        early: rounds_of[late], late: rounds_of[early]}
    assert check_lab(here.lab) == []
    here.lab.undo()
    assert content(here) == before
    here.close()
    there.close()


def test_what_nobody_changed_keeps_its_place(tmp_path):
    def plan(document, made):
        with document.lab.change("activity.add") as tx:
            made["plan"] = agenda.add_activity(tx, agenda.days(tx)[0].id, "plan", "Plan")
        for _time in range(2):  # the second takes the place the first has left
            with document.lab.change("action.add") as tx:
                action = actions.add(tx, made["plan"], "Zmierzyć")
            with document.lab.change("action.retire") as tx:
                actions.retire(tx, action)

    here, there, _made = parted(tmp_path, prepare=plan)
    add_idea(there, "tam")
    places = [row["position"] for row in here.lab.read.rows("SELECT position FROM plan_actions ORDER BY id")]
    assert len(set(places)) == 1
    joined(here, there)
    assert [r["position"] for r in here.lab.read.rows("SELECT position FROM plan_actions ORDER BY id")] == places
    here.close()
    there.close()
