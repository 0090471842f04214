"""A kind nobody has thought of yet, with tables of its own: what it declares is all the house may need of it.

A survey has topics (in an order, some under others) and rounds that are answered; a round with its answers is whole.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest

from labapp.changes import Reader
from labapp.content.nodes import Section
from labapp.kinds.base import Kind, ReportOptions
from labapp.kinds.registry import CATALOGUE, KINDS
from labapp.model.agenda import Activity
from labapp.stage.state import Scene
from labapp.store.catalogue import Migration, Owner, Table, private, public, ref, text_id
from labapp.store.holds import COUNT, FLAG, KEY, REAL, one_of
from labapp.store.joins import Joins, Numbered, Same, Unit
from labapp.wording.translate import Translator

TOPICS = Table(
    "survey_topics", "survey", "What is asked about.",
    (
        text_id(), ref("activity", "activities", "where"), public("position", "order", holds=KEY),
        public("words", "the topic"), ref("under", "survey_topics", "part of which", nullable=True),
        ref("keeper", "participants", "who looks after it", nullable=True),
        private("hint", "for the moderator", default="''"), public("tag", "short, nobody else's"),
        public("number", "on the sheet"), public("weight", "how much", "REAL", default="0.0", holds=REAL),
        public("retired", "1 when set aside", "INTEGER", default="0", holds=FLAG),
    ),
    unique=(("activity", "tag"), ("number",)), called=("words",), tells=("survey",), noun="cards",
    joins=Joins(beside=("activity",), next_free=("number", 1), merged="under"),
)  # fmt: skip
ROUNDS = Table(
    "survey_rounds", "survey", "Rounds of asking.",
    (
        text_id(), ref("activity", "activities", "where"), public("turn", "1 for the first", "INTEGER", holds=COUNT),
        public("state", "how it stands", holds=one_of("prepared", "asking", "asked"),
               words={"prepared": "not begun yet", "asking": "going on now", "asked": "finished"}),
    ),
    called=("activity",), tells=("survey",), noun="rounds of voting",
    joins=Joins(unit=Unit("state", "prepared", "asking", ("asked",)), numbered=Numbered("turn", ("activity",))),
)  # fmt: skip
ANSWERS = Table(
    "survey_answers", "survey", "What was answered.",
    (
        text_id(), ref("round", "survey_rounds", "when"), ref("topic", "survey_topics", "about what"),
        ref("person", "participants", "by whom", nullable=True, delete="SET NULL"), public("said", "the words"),
    ),
    called=("said",), noun="options",
)  # fmt: skip
STARS = Table(
    "survey_stars", "survey", "Liked topics.",
    (text_id(), ref("topic", "survey_topics", "what"), public("count", "how often", "INTEGER", holds=COUNT)),
    called=("topic",), noun="marks", joins=Joins(same=(Same(("topic",), first=("-count",)),)),
)  # fmt: skip
TABLES = (TOPICS, ROUNDS, ANSWERS, STARS)
OWNER = Owner("survey", TABLES, (Migration(1, tuple(line for table in TABLES for line in table.sql())),))


@dataclass(frozen=True)
class Asked(Scene):
    """How many topics there are."""

    kind: ClassVar[str] = "survey"
    topics: int = 0


class Survey(Kind):
    """Topics and answers."""

    id: ClassVar[str] = "survey"
    name: ClassVar[str] = "Survey"
    owner: ClassVar[Owner | None] = OWNER
    exports: ClassVar[tuple[str, ...]] = (".csv", ".md")
    milestones: ClassVar[tuple[str, ...]] = ("survey.asked",)

    def defaults(self) -> dict[str, Any]:
        return {"v": 1}

    def scene(self, read: Reader, activity: Activity) -> Scene:
        return Asked(topics=len(_words(read, activity)))

    def section(self, read: Reader, activity: Activity, options: ReportOptions, _: Translator) -> Section:
        return Section(activity.title, ())

    def export(self, read: Reader, activity: Activity, ending: str, _: Translator) -> bytes | None:
        if ending == ".md":
            return "".join(f"- {words}\n" for words in _words(read, activity)).encode()
        stream = io.StringIO()
        csv.writer(stream, delimiter=";").writerows([words] for words in _words(read, activity))
        return stream.getvalue().encode("utf-8-sig")


def _words(read: Reader, activity: Activity) -> list[str]:
    sql = "SELECT words FROM survey_topics WHERE activity = ? AND retired = 0 ORDER BY position, id"
    return [str(row["words"]) for row in read.rows(sql, activity.id)]


@contextmanager
def known() -> Iterator[None]:
    """Let the program know this kind for a while, by its one line in the registry alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, "survey", Survey())
        patch.setattr(CATALOGUE, "owners", (*CATALOGUE.owners, OWNER))
        patch.setattr(CATALOGUE, "tables", {**CATALOGUE.tables, **{table.name: table for table in TABLES}})
        yield
