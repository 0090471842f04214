"""Invented laboratories: the same seed tells the same story to the byte, and everything a real one has is in them."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labapp import retention
from labapp.checking import check_file
from labapp.demo import MOST_PEOPLE, SCENARIOS, Wish, make_demo
from labapp.demo.chance import Chance
from labapp.demo.ideas import shares, supply
from labapp.demo.texts import Texts, texts
from labapp.demo.votes import hand_counts
from labapp.document import Document, open_document
from labapp.kinds.plan import actions
from labapp.kinds.registry import KINDS
from labapp.kinds.vote import result, rounds
from labapp.model import agenda, facts, ideas, notes, people, timing
from tests.cli.run import done

LANGUAGES = ("pl", "en")


def dump(path: Path) -> str:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def living(document: Document) -> int:
    read = document.lab.read
    return sum(len(ideas.cards(read, item.id)) for item in agenda.activities(read))


def test_both_languages_speak_of_the_same_amounts_in_one_currency():
    """The English example had pounds beside votes in zł."""
    amounts = [
        [re.sub(r"\D", "", found) for found in re.findall(r"\d[\d ,]* (?=zł)", repr(texts(language)))]
        for language in LANGUAGES
    ]
    assert amounts[0] == amounts[1]
    assert len(amounts[0]) == 8
    assert not re.search(r"[£€$]", repr(texts("en")))


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scenario_is_finished_and_sound(tmp_path: Path, scenario: str, language: str):
    path = tmp_path / "demo.lab"
    make_demo(path, Wish(language, participants=14, ideas=30, scenario=scenario))
    assert check_file(path) == []
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["demo.lab"]
    with open_document(path, readonly=True) as document:
        read = document.lab.read
        listed = agenda.activities(read)
        assert {item.state for item in listed} == {agenda.DONE}
        assert all(item.started and item.finished and item.started < item.finished for item in listed)
        assert all(item.question for item in listed if item.kind != "talk")
        about = facts.facts(read)
        assert about.language == language
        assert all((about.title, about.place, about.organisers, about.purpose, about.funder))
        everybody = people.participants(read)
        assert len(everybody) == 14
        assert {(person.email, person.phone, person.needs) for person in everybody} == {("", "", "")}
        assert all(len(person.name.split()) == 2 for person in everybody)
        assert all(person.code.isdigit() and person.sector and person.entity for person in everybody)
        assert people.present(read) == []
        assert living(document) == 30
        for item in (item for item in listed if item.kind == "vote"):
            held = rounds.latest(read, item.id)
            assert held is not None
            assert held.state == rounds.ANNOUNCED
        assert all(KINDS[item.kind].problems(read, item) == [] for item in listed)


def test_the_laboratory_holds_everything_a_real_one_has(tmp_path: Path):
    path = tmp_path / "demo.lab"
    make_demo(path, Wish("pl", participants=24, ideas=72))
    with open_document(path, readonly=True) as document:
        read = document.lab.read
        listed = agenda.activities(read)
        votes = [rounds.latest(read, item.id) for item in listed if item.kind == "vote"]
        terms = [vote.terms for vote in votes if vote is not None]
        assert [(item.form_id, item.secrecy, item.channels) for item in terms] == [
            ("dots", "sector", ("booth",)), ("choose", "secret", ("booth",)), ("choose", "open", ("hands",)),
        ]  # fmt: skip
        found = [result.result(read, vote.id) for vote in votes if vote is not None]
        assert len(found[0].by_sector) > 1
        assert found[1].by_sector == ()
        assert found[2].outcome.ties[0].decided_by is None
        assert all(item.voted > 12 for item in found)
        assert read.value("SELECT count(*) FROM ideas WHERE merged_into IS NOT NULL") >= 3
        assert read.value("SELECT count(DISTINCT sector) FROM ideas") >= 4
        assert {note.kind for note in notes.notes(read)} == set(notes.KINDS)
        assert {note.state for note in notes.notes(read)} >= {"open", "assigned", "done"}
        plan = next(item for item in listed if item.kind == "plan")
        written = actions.actions(read, plan.id)
        assert {item.mandate for item in written} == set(actions.MANDATES)
        assert [item.overdue(date(2026, 10, 15)) for item in written].count(True) == 1
        assert len({item.due_kind for item in written}) >= 4
        second = _nth(listed, "vote", 1)
        won = [bar.choice.source_id for bar in found[1].bars if bar.won]
        assert [item.idea for item in KINDS["vote"].left(read, second) if item.chosen] == won
        assert list(KINDS["vote"].handed_on(read, second))[: len(won)] == won
        assert not any(item.chosen for item in KINDS["board"].left(read, _nth(listed, "board", 0)))
        assert [item.idea for item in written[:3]] == list(KINDS["vote"].handed_on(read, _nth(listed, "vote", 1)))[:3]
        zone = facts.facts(read).timezone
        plan_of_day = timing.schedule(agenda.days(read), listed, zone, read.clock())
        late = [(slot.start - slot.planned).total_seconds() / 60 for slot in plan_of_day.slots]
        assert all(-30 < minutes < 60 for minutes in late)
        assert max(late) > 3


def _nth(listed: list[agenda.Activity], kind: str, place: int) -> agenda.Activity:
    return [item for item in listed if item.kind == kind][place]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_one_seed_tells_one_story(tmp_path: Path, scenario: str, monkeypatch: pytest.MonkeyPatch):
    paths = [tmp_path / name / "demo.lab" for name in ("one", "two", "other")]
    for path, seed in zip(paths, (5, 5, 6), strict=True):
        path.parent.mkdir()
        monkeypatch.setenv("LABAPP_DATA", str(path.parent / "data"))
        make_demo(path, Wish("pl", participants=9, ideas=20, seed=seed, scenario=scenario))
    assert dump(paths[0]) == dump(paths[1])
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert dump(paths[0]) != dump(paths[2])


def test_the_reports_of_one_seed_are_equal_to_the_byte(tmp_path: Path):
    digests = set()
    for name in ("one", "two"):
        done("demo", tmp_path / f"{name}.lab", "--participants", "7", "--ideas", "12", "--seed", "3", "--lang", "pl")
        done("report", tmp_path / f"{name}.lab", "-o", tmp_path / f"{name}.pdf", "--lang", "pl")
        digests.add(hashlib.sha256((tmp_path / f"{name}.pdf").read_bytes()).hexdigest())
    assert len(digests) == 1


def test_nothing_of_the_sealed_ballots_remains(tmp_path: Path, private_data: Path):
    path = tmp_path / "demo.lab"
    make_demo(path, Wish("pl", participants=12, ideas=20))
    assert list((private_data / "keys").iterdir()) == []
    assert list((private_data / "work").iterdir()) == []
    with open_document(path, readonly=True) as document:
        read = document.lab.read
        assert read.value("SELECT count(*) FROM vote_boxes") == 0
        secret = next(
            vote for item in agenda.activities(read) if item.kind == "vote"
            and (vote := rounds.latest(read, item.id)) and vote.terms.secrecy == "secret"
        )  # fmt: skip
        assert read.value("SELECT count(*) FROM vote_ballots WHERE vote = ? AND voter IS NOT NULL", secret.id) == 0


@pytest.mark.parametrize(("count", "number"), [(0, 0), (1, 0), (0, 1), (1, 1), (2, 5), (3, 3), (60, 400)])
def test_any_size_is_a_sound_file(tmp_path: Path, count: int, number: int):
    path = tmp_path / "demo.lab"
    for scenario in SCENARIOS:
        make_demo(path, Wish("en", participants=count, ideas=number, scenario=scenario))
        assert check_file(path) == []
        with open_document(path, readonly=True) as document:
            assert len(people.participants(document.lab.read)) == count
            assert living(document) == number


def test_info_agrees_with_what_was_wished(tmp_path: Path):
    path = tmp_path / "demo.lab"
    done("demo", path, "--participants", "11", "--ideas", "33", "--scenario", "sniadanie", "--seed", "9")
    said = json.loads(done("info", path, "--json").out)
    assert (said["participants"], said["ideas"]) == (11, 33)
    assert sum(sector["participants"] for sector in said["sectors"]) == 11


def test_both_languages_tell_the_same_story():
    polish, english = texts("pl"), texts("en")
    assert {name: len(pool) for name, pool in polish.pools.items()} == {
        name: len(pool) for name, pool in english.pools.items()
    }
    assert {name: [index for index, _ in pairs] for name, pairs in polish.merges.items()} == {
        name: [index for index, _ in pairs] for name, pairs in english.merges.items()
    }
    for name in Texts.__dataclass_fields__:
        one, other = getattr(polish, name), getattr(english, name)
        assert type(one) is type(other)
        if isinstance(one, tuple | dict):
            assert len(one) == len(other), name
    assert [kind for kind, _ in polish.entities] == [kind for kind, _ in english.entities]
    assert sum(len(pool) for pool in polish.pools.values()) >= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_said_twice(language: str):
    said = texts(language)
    every = [text for pool in said.pools.values() for text in pool]
    every += [text for pairs in said.merges.values() for _, text in pairs]
    assert len(set(every)) == len(every)
    assert all(text == text.strip() and len(text) < 140 for text in every)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_people_share_a_name(language: str):
    said = texts(language)
    assert len({said.name(number) for number in range(MOST_PEOPLE)}) == MOST_PEOPLE


def test_the_example_reminds_of_nothing_years_later(tmp_path: Path):
    path = tmp_path / "demo.lab"
    make_demo(path, Wish("pl"))
    with open_document(path, readonly=True) as document:
        assert retention.due(document.lab.read, date(2036, 1, 1)) == []


@given(total=st.integers(0, 5000), scenario=st.sampled_from(SCENARIOS))
def test_ideas_are_shared_out_to_the_last(total: int, scenario: str):
    assert sum(sum(board.values()) for board in shares(scenario, total, texts("pl"))) == total


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(count=st.integers(0, 3000), seed=st.integers(0, 99), pool=st.sampled_from(["planning", "quick", "dreams"]))
def test_a_supply_never_repeats_itself(count: int, seed: int, pool: str):
    said = [text for _, text in supply(pool, count, texts("pl"), Chance(seed))]
    assert len(said) == count
    assert count > 2500 or len(set(said)) == count


@given(
    room=st.integers(1, 500), count=st.integers(1, 12), seats=st.integers(1, 3), each=st.integers(1, 3)
)
def test_hands_never_exceed_the_room(room: int, count: int, seats: int, each: int):
    found = hand_counts(room, count, min(seats, count), min(each, count))
    assert all(0 <= hands <= room for hands in found)
    assert sum(found) <= room * min(each, count)
