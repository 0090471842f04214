"""What page tests share: a small laboratory in a Context, as the console would hand it to a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from labapp.wording.translate import translator
from tests.lab_files import fresh
from ui.context import Context
from ui.jobs import Jobs
from ui.theme import LIGHT
from ui.widgets import style


@contextmanager
def context(path: Path, language: str = "pl") -> Iterator[Context]:
    """Open a fresh laboratory and hand out its Context; pages are told of changes as in the console."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    style.apply(app, LIGHT)
    with fresh(path) as document:
        jobs = Jobs()
        try:
            yield Context(document, translator(language), LIGHT, jobs)
        finally:
            jobs.shut_down()


def type_words(line: QLineEdit, words: str) -> None:
    """Put words at the cursor: QTest aborts the process on letters beyond Latin-1."""
    line.insert(words)
