"""A voter's hand at the booth: a vote that is open, codes, keys, and what the booth shows and keeps."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from labapp.kinds.vote import box
from labapp.model import people


def opened(room, **settings):
    here = room(**{"titles": "abcd", "limits": {"min": 1, "max": 2}, **settings})
    box.open_vote(here.lab, here.vote)
    return here


def code_of(here, number):
    return people.participant(here.lab.read, here.people[number]).code


def keys(widget, text):
    QTest.keyClicks(widget, text)


def enter(widget):
    QTest.keyClick(widget, Qt.Key.Key_Return)


def everything_seen(window):
    texts = [w.text() for w in window.findChildren(QLabel) if w.isVisible()]
    texts += [w.text() for w in window.findChildren(QLineEdit)]
    return "\n".join(texts)


def bodies(here):
    return sorted(row["body"] for row in here.lab.read.rows("SELECT body FROM vote_ballots"))
