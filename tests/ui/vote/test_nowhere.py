"""While a sealed vote is open no file anywhere holds a ballot in clear: every form, every channel, every place.

Ballots go in through the booth's window and the console's paper line; meanwhile the program makes snapshots, a second
place, backups, history, undo and a crash report. Then every byte under the test's folders, the logs and the output are
searched. That the search would find them is shown after the end, when they lie in the file.
"""

import json
import logging
import tempfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from labapp.kinds.vote import box, entitled, envelopes, options, paper, result, rounds, typed
from labapp.model import agenda, people
from labapp.wording.translate import translator
from tests.lab_files import add_idea, fresh
from ui import crash
from ui.booth.window import BoothWindow
from ui.context import Context
from ui.kinds.vote.page import VotePage
from ui.theme import LIGHT
from ui.widgets.style import apply

OPTIONS = 9
WHY = "bo ciężarówki qxz"
# form: limits, ballot at the booth, ballot typed from paper, the same mistyped
FORMS = {
    "choose": ({"min": 0, "max": 9}, [2, 5, 7, 9], "1 4 6 8", "1 4 6 9"),
    "ranking": ({"min": 0, "max": 0}, [9, 2, 7, 5], "8 1 6 3", "8 1 3 6"),
    "dots": ({"n": 9, "cap": 9}, {"2": 5, "7": 4}, "3 3 3 8 8 8 8", "3 3 3 8 8 8"),
    "answers": ({}, {"2": "yes", "5": "no", "7": "abstain"}, "1 2 3 1 2 3 - 1 2", "1 2 3 1 2 3 - 2 1"),
    "score": (
        {"low": 1, "high": 9, "criteria": [""]}, {"": {"2": 7, "6": 3}}, "9 8 7 6 5 4 3 2 1", "9 8 7 6 5 4 3 1 2",
    ),
    "agreement": ({"steps": 5}, {"3": [5, WHY], "8": 1}, "1 2 3 4 5 1 2 3 4", "1 2 3 4 5 1 2 4 3"),
    "budget": ({"sum": "100"}, [2, 5, 7, 9], "1 4 6 8", "1 4 6 9"),
    "points": ({"sum": "100", "way": "points", "n": 9, "cap": 9}, {"2": 5, "7": 4}, "3 3 3 8 8 8 8", "3 3 3 8 8 8"),
}  # fmt: skip
CASES = [*((name, "secret") for name in FORMS), *((name, "sector") for name in ("agreement", "ranking", "points"))]


@pytest.fixture
def open_vote(qapp, qtbot, tmp_path, monkeypatch):
    """A document on disk with an open sealed vote, a second place and a temporary folder under the test's own."""
    apply(qapp, LIGHT)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    made = []

    def new(name, secrecy):
        for folder in ("user", "stick"):
            (tmp_path / folder).mkdir()
        document = fresh(tmp_path / "user" / "a.lab")
        document.set_second_place(tmp_path / "stick" / "second.lab")
        form = "budget" if name == "points" else name
        with document.lab.change("people") as tx:
            sector = people.add_sector(tx, "Mieszkańcy", "M", "M")
            for number in range(12):
                people.arrive(tx, people.add_participant(tx, name=f"Osoba {number}", sector=sector))
            activity = agenda.add_activity(tx, agenda.days(tx)[0].id, "vote", "Głosowanie")
            rounds.configure(tx, activity, form=form, limits=FORMS[name][0], secrecy=secrecy, shuffle=True,
                             channels=["booth"] if secrecy == "sector" else ["booth", "paper"])  # fmt: skip
            for number in range(OPTIONS):
                options.add(tx, activity, f"Opcja {number}", cost="10" if form == "budget" else "")
        now = rounds.latest(document.lab.read, activity)
        box.open_vote(document.lab, now.id)
        context = Context(document, translator("pl"), LIGHT, None)
        page = VotePage(context, activity)
        booth = BoothWindow(context, now.id, locked=False)
        qtbot.addWidget(page)
        for window in (page, booth):
            window.show()
        made.append((document, booth))
        return document, page, booth

    yield new
    for document, booth in made:
        booth.leave()
        booth.deleteLater()
        document.close()
    qapp.setStyleSheet("")


def fill(ballot, body):
    """Mark a ballot by clicks, as it would come out."""
    if isinstance(body, list):
        for number in body:
            ballot.rows[number].click()
        return
    for number, mark in (body.get("") or body).items():
        row = ballot.rows[int(number)]
        if ballot.marks.dotted:
            for _again in range(mark):
                row.click()
            continue
        step, why = mark if isinstance(mark, list) else (mark, "")
        values = [value for value, _text in ballot.marks.segments(translator("pl"))]
        row.findChildren(QPushButton)[values.index(step)].click()
        if why:
            ballot._reasons[int(number)].setText(why)


def at_the_booth(document, booth, body, monkeypatch):
    """Cast one, be refused once, break down once in the middle of a cast, leave one half filled; return its report."""
    voters = [voter.voter for voter in entitled.frozen(document.lab.read, booth._vote)]
    booth.choose(voters[0])
    fill(booth.ballot, body)
    booth.cast_ballot()
    assert booth.ballot is None
    booth.choose(voters[0])  # has voted
    booth.choose(voters[1])
    fill(booth.ballot, body)

    def breaks(_tx, _now, _voter, _cell, text, _count):
        raise ValueError(text)  # a bug's own words hold the ballot

    with monkeypatch.context() as broken:
        broken.setattr(envelopes, "put", breaks)
        try:
            booth.cast_ballot()
        except ValueError as error:
            crash.doing("vote.cast")
            crash.keep_report(ValueError, error.__traceback__, "vote.cast")
        else:
            raise AssertionError("nothing broke")
    assert entitled.voted(document.lab.read, booth._vote) == {voters[0]}
    booth.cast_ballot()
    booth.choose(voters[2])
    fill(booth.ballot, body)


def on_paper(document, page, typed_text, mistyped):
    """Type one in, mistype one and take it back, refuse one, spoil one, read again with a mistake."""
    panel = page.open.paper
    vote = panel._vote
    waiting = [voter.voter for voter in paper.waiting(document.lab.read, vote)][-3:]
    paper.issue(document.lab, vote, waiting)
    panel.refresh(vote)

    def types(text):
        panel.line.clear()
        QTest.keyClicks(panel.line, text)
        QTest.keyClick(panel.line, Qt.Key.Key_Return)

    types(mistyped)
    panel.undo.click()
    types(typed_text)
    types("99 98 97")  # refused: it stays in the line
    types("n #3 podarta")
    panel.second.click()
    types(mistyped)
    panel.compare.click()
    assert panel._found, "the readings differ"


def meanwhile(document):
    """All the program writes while a vote is open."""
    add_idea(document, "w trakcie")
    document.lab.undo()
    document.lab.redo()
    document.snapshot_now(wait=True)
    document.backup("import")
    document.lab.history(100)


def traces(now, bodies):
    """Every way in which these ballots could be written down."""
    numbers = list(range(1, OPTIONS + 1))
    found = {WHY}
    for body in bodies:
        found |= {now.terms.form.encode(body), json.dumps(body), repr(body), typed.shown(body, now.terms, numbers)}
    return [text.encode() for text in found if len(text) > 5]


def everything(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("name", "secrecy"), CASES)
def test_a_ballot_is_nowhere_in_clear_before_the_end(open_vote, tmp_path, monkeypatch, caplog, capfd, name, secrecy):
    caplog.set_level(logging.DEBUG)
    document, page, booth = open_vote(name, secrecy)
    _limits, body, typed_text, mistyped = FORMS[name]
    now = rounds.get(document.lab.read, booth._vote)
    at_the_booth(document, booth, body, monkeypatch)
    bodies = [body]
    if secrecy == "secret":
        on_paper(document, page, typed_text, mistyped)
        bodies += [typed.read(text, now.terms, list(range(1, OPTIONS + 1))) for text in (typed_text, mistyped)]
    meanwhile(document)
    files = everything(tmp_path)
    for place in ("user/a.lab", "stick/second.lab", "work/", "backups/", "crashes/", "keys/", "-wal"):
        assert any(place in path for path in files), place
    leaving = {**files, "log": caplog.text.encode(), "output": "".join(capfd.readouterr()).encode()}
    searched = traces(now, bodies)
    assert len(searched) > 2
    assert [(path, text) for path, raw in leaving.items() for text in searched if text in raw] == []
    for entry in document.lab.history(1000):
        assert not any(text.decode() in entry.params + entry.code for text in searched)
    tables = "('vote_ballots', 'vote_boxes', 'vote_turnout', 'vote_second', 'vote_paper')"
    assert document.lab.read.value(f"SELECT count(*) FROM journal WHERE tbl IN {tables}") == 0
    assert document.lab.read.value("SELECT count(*) FROM vote_ballots") == 0
    booth.begin()
    box.close_vote(document.lab, now.id)
    document.snapshot_now(wait=True)
    stored = now.terms.form.encode(now.terms.form.check(body, now.terms.limits, range(1, OPTIONS + 1))).encode()
    assert stored in searched, "what was searched for is what is stored"
    assert stored in everything(tmp_path)["user/a.lab"], "and it would have been found"
    voted = 2 + 2 * (secrecy == "secret")
    assert result.result(document.lab.read, now.id).voted == voted
