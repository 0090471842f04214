"""`lab check`: everything that can be verified of a laboratory without changing a byte of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from labapp.document import Document, open_document
from labapp.errors import UserError, WorldError
from labapp.kinds.base import Problem
from labapp.kinds.registry import KINDS
from labapp.lab import Lab
from labapp.model import agenda
from labapp.store import consistency
from labapp.store.consistency import Progress
from labapp.store.journal import Journal
from labapp.wording.errors import placed
from labapp.wording.translate import Translator


def check_file(path: Path | str, progress: Progress | None = None) -> list[Problem]:
    """Return what is wrong with a file; an empty list for a sound one; WorldError when it cannot be read at all."""
    try:
        document: Document = open_document(path, readonly=True)
    except WorldError:
        raise
    except UserError as refused:
        odd = [Problem(*consistency.odd_value(item)) for item in refused.params.get("odd", ())]
        return [Problem(refused.code, refused.params), *odd]
    with document:
        return check_lab(document.lab, progress)


def check_lab(lab: Lab, progress: Progress | None = None) -> list[Problem]:
    """Return what is wrong in an open laboratory: references, values, history, and what each kind knows of its own."""
    found = list(_structure(lab, progress or (lambda done, total: None)))
    # A kind is asked only where its activity can be read: its settings may be what is broken.
    return found or list(_kinds(lab))


def problem_sentence(problem: Problem, _: Translator) -> str:
    """Return a problem in words."""
    return placed(problem.code, problem.params, _)


def _structure(lab: Lab, progress: Progress) -> Iterator[Problem]:
    store = lab.store
    journal = Journal(store, lab.catalogue, watch=False)
    for code, params in (
        *consistency.references(store),
        *consistency.merges(store),
        *consistency.odd_values(store, lab.catalogue),
        *consistency.history(store, journal, progress),
    ):
        yield Problem(code, params)
    running = int(lab.read.value("SELECT count(*) FROM activities WHERE state = 'running' AND retired = 0"))
    if running > 1:
        yield Problem("check.running", {"n": running})


def _kinds(lab: Lab) -> Iterator[Problem]:
    for activity in agenda.activities(lab.read):
        kind = KINDS.get(activity.kind)
        if kind is not None:
            yield from kind.problems(lab.read, activity)
