"""The files of templates: read alone, so that the welcome window can offer them before a laboratory is imported."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labapp import paths
from labapp.errors import UserError

_LARGEST = 1 << 20  # bytes; ours have a hundredth of that


class _Texts(dict[str, str]):
    """Words by language; a language somebody's own template lacks is answered by another one."""

    def __missing__(self, language: str) -> str:
        return next(iter(self.values()), "")


@dataclass(frozen=True)
class Template:
    """One template as read; `minutes` and `activities` sum up its agenda."""

    id: str
    order: int
    title: Mapping[str, str]
    summary: Mapping[str, str]
    days: tuple[Mapping[str, Any], ...]
    path: Path

    @property
    def activities(self) -> int:
        """Return the number of points on the agenda."""
        return sum(len(day.get("activity", ())) for day in self.days)

    @property
    def minutes(self) -> int:
        """Return the planned minutes of all days."""
        given = [item.get("minutes") for day in self.days for item in day.get("activity", ())]
        return sum(minutes for minutes in given if isinstance(minutes, int))


def templates() -> list[Template]:
    """Return our templates and the user's own, in the order they are offered; broken files of the user are left out."""
    return _all()


def _all(*, said_only: bool = False) -> list[Template]:
    ours = [_read(path, said_only=said_only) for path in sorted(paths.resource("templates").glob("*.toml"))]
    own: list[Template] = []
    for path in sorted((paths.data_folder() / "templates").glob("*.toml")):
        try:
            template = _read(path)
        except UserError:
            continue  # `lab templates` names it: see `broken`
        own.append(template)
    known = {template.id for template in ours}
    return sorted(ours, key=lambda item: item.order) + [item for item in own if item.id not in known]


def offered() -> list[Template]:
    """Return the same as `templates`, of ours only what is said of them: the first window waits for no agenda."""
    return _all(said_only=True)


def broken() -> list[UserError]:
    """Return why templates in the user's folder are left out."""
    problems: list[UserError] = []
    for path in sorted((paths.data_folder() / "templates").glob("*.toml")):
        try:
            _read(path)
        except UserError as problem:
            problems.append(problem)
    return problems


def template(template_id: str) -> Template:
    """Return a template by id; UserError `template.unknown` when there is none."""
    for item in templates():
        if item.id == template_id:
            return item
    raise UserError("template.unknown", id=template_id, known=", ".join(item.id for item in templates()))


def _read(path: Path, *, said_only: bool = False) -> Template:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text.partition("\n[[day]]")[0] if said_only else text)
        _check_shape(raw)
        return Template(
            raw["id"], raw.get("order", 100), _Texts(raw["title"]), raw.get("summary", {}),
            tuple(raw.get("day", ())), path,
        )  # fmt: skip
    except (ValueError, KeyError, OSError, RecursionError) as problem:  # ValueError: no TOML, no UTF-8, another shape
        raise UserError("template.broken", path=str(path), detail=str(problem)) from problem


def _check_shape(raw: Mapping[str, Any]) -> None:
    # Only what every screen that offers templates relies on; `labapp.templates.check` knows the rest.
    texts = [raw["title"], raw.get("summary", {})]
    if not (
        isinstance(raw["id"], str)
        and isinstance(raw.get("order", 100), int)
        and all(isinstance(text, dict) and all(isinstance(word, str) for word in text.values()) for text in texts)
        and _tables(raw.get("day", []))
    ):
        raise ValueError("not the shape of a template")


def _tables(days: Any) -> bool:  # noqa: ANN401 - as TOML has it
    return isinstance(days, list) and all(
        isinstance(day, dict)
        and isinstance(day.get("activity", []), list)
        and all(isinstance(point, dict) for point in day.get("activity", []))
        for day in days
    )
