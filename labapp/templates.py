"""What a new laboratory can start from: TOML files in `resources/templates`, and the user's own in the data folder.

Templates are data: every text stands in Polish and English, and a laboratory is written in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from labapp.changes import Change
from labapp.errors import UserError
from labapp.kinds.registry import KINDS
from labapp.lab import Lab
from labapp.model import agenda, facts, people
from labapp.template_files import Template, broken, template, templates
from labapp.wording.translate import LANGUAGES, N_, Translator, translator

__all__ = ["Template", "broken", "check", "fill", "refuse_faulty", "template", "templates"]

_TEXTS = ("title", "question", "notes")
_TOLD = 3  # problems of a template that are named; the first ones usually explain the others
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
# Names of the five sides as they are first written into a laboratory; editable there.
_SECTORS = (
    (N_("Local government"), N_("sector letter|G"), "S"),
    (N_("Civic organisations"), N_("sector letter|O"), "O"),
    (N_("Residents"), N_("sector letter|R"), "M"),
    (N_("Experts"), N_("sector letter|E"), "E"),
    (N_("Others"), N_("sector letter|X"), "I"),
)


def fill(lab: Lab, template_id: str, *, language: str, title: str = "") -> None:
    """Write a template into a new laboratory as its first change: sectors, days, activities, columns.

    UserError `template.broken` for a template of the user's own that cannot be laid out.
    """
    chosen = template(template_id)
    refuse_faulty(chosen)
    with lab.change("lab.new", undoable=False) as tx:
        facts.put(tx, "template", chosen.id)
        facts.put(tx, "language", language)
        facts.put(tx, "title", title or chosen.title[language])
        _add_sectors(tx, translator(language))
        for day in chosen.days:
            _add_day(tx, day, language)


def refuse_faulty(item: Template) -> None:
    """Raise UserError `template.broken` for a template that cannot be laid out; only a summary may be missing."""
    problems = [problem for problem in check(item) if not problem.startswith("summary.")]
    if problems:
        raise UserError("template.broken", path=str(item.path), detail="; ".join(problems[:_TOLD]))


def check(item: Template) -> list[str]:
    """Return what is missing or wrong in a template, as English sentences for developers and authors of templates."""
    problems = [f"{name}.{lang} is missing" for name in ("title", "summary") for lang in LANGUAGES
                if not getattr(item, name).get(lang)]  # fmt: skip
    for day_number, day in enumerate(item.days, 1):
        if not _is_clock(day.get("start", "09:00")):
            problems.append(f"day {day_number}: start is no time of day (HH:MM)")
        if not isinstance(day.get("title", {}), dict):
            problems.append(f"day {day_number}: title is no table of languages")
        for number, activity in enumerate(day.get("activity", ()), 1):
            place = f"day {day_number}, activity {number}"
            problems += [f"{place}: {text}" for text in _activity_problems(activity)]
    return problems


def _activity_problems(activity: Mapping[str, Any]) -> list[str]:
    problems: list[str] = []
    kind = activity.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        problems.append(f"unknown kind {kind!r}")
    minutes, minimum = activity.get("minutes"), activity.get("minimum")
    if not isinstance(minutes, int) or not isinstance(minimum, int) or not 0 < minimum <= minutes:
        problems.append("minutes and minimum must be whole numbers, 0 < minimum <= minutes")
    problems += [
        f"{name} is not in every language" for name in _TEXTS
        if activity.get(name) and not _in_every_language(activity[name])
    ]  # fmt: skip
    if not activity.get("title"):
        problems.append("title is missing")
    if activity.get("fixed") and not _is_clock(activity["fixed"]):
        problems.append("fixed is no time of day (HH:MM)")
    if not isinstance(activity.get("settings", {}), dict):
        problems.append("settings is no table")
    return problems + _list_problems(activity)


def _list_problems(activity: Mapping[str, Any]) -> list[str]:
    columns, options = activity.get("columns", []), activity.get("options", [])
    problems: list[str] = []
    if not isinstance(columns, list) or not all(_in_every_language(column) for column in columns):
        problems.append("a column is not in every language")
    if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
        problems.append("options is no list of texts")
    return problems


def _in_every_language(texts: Any) -> bool:  # noqa: ANN401 - as TOML has it
    if not isinstance(texts, dict):
        return False
    return all(isinstance(texts.get(lang), str) and texts[lang].strip() for lang in LANGUAGES)


def _is_clock(text: Any) -> bool:  # noqa: ANN401 - as TOML has it
    return isinstance(text, str) and _CLOCK.fullmatch(text) is not None


def _add_sectors(tx: Change, _: Translator) -> None:
    for name, letter, look in _SECTORS:
        people.add_sector(tx, _(name), _(letter).rpartition("|")[2], look)


def _add_day(tx: Change, day: Mapping[str, Any], language: str) -> None:
    day_id = agenda.add_day(tx, start=day.get("start", "09:00"), title=day.get("title", {}).get(language, ""))
    for item in day.get("activity", ()):
        kind = KINDS[item["kind"]]
        words = {name: item.get(name, {}).get(language, "").strip() for name in _TEXTS}
        settings = {**kind.defaults(), **item.get("settings", {})}
        activity = agenda.add_activity(
            tx, day_id, kind.id, words.pop("title"), settings=settings, minutes=item["minutes"],
            minimum=item["minimum"], skippable=int(item.get("skippable", False)),
            fixed=item.get("fixed", ""), **words,
        )  # fmt: skip
        columns = [column[language] for column in item.get("columns", ())]
        kind.set_up(tx, activity, {**item, "columns": columns})
