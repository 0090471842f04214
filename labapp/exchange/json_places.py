"""Where in a JSON text something stands: looked up only when it is refused, for reading itself keeps no places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_BLANK = re.compile(r"[ \t\n\r]*")
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]')
_DECODER = json.JSONDecoder()
Step = str | int  # a key of an object, a place in a list
_Members = Iterator[tuple[Step, int, int]]


@dataclass(frozen=True)
class Said:
    """An object of a JSON text, which knows the line of each of its keys."""

    found: Mapping[str, Any]
    text: str
    path: tuple[Step, ...] = ()

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the value of a key, None where it lacks."""
        return self.found.get(key)

    def line(self, key: str) -> int:
        """Return the line of a key; where it lacks, the line where this object begins."""
        return line_of(self.text, (*self.path, key))

    def inner(self, found: Mapping[str, Any], *steps: Step) -> Said:
        """Return an object inside this one."""
        return Said(found, self.text, (*self.path, *steps))


def line_of(text: str, path: tuple[Step, ...]) -> int:
    """Return the line where the end of a path stands, or the last part of it that is there; the text is sound."""
    at = value = _skip(text, 0)
    for step in path:
        found = next(((start, inside) for name, start, inside in _members(text, value) if name == step), None)
        if found is None:
            break
        at, value = found
    return text.count("\n", 0, at) + 1


def line_of_twin(text: str, strict: json.JSONDecoder, key: str) -> int:
    """Return the line where a key stands again in the first object that `strict` refuses because of it."""
    value = _skip(text, 0)
    while True:
        own: list[int] = []
        for name, start, inside in _members(text, value):
            if name == key:
                own.append(start)
            try:
                strict.raw_decode(text, inside)
            except ValueError:
                value = inside
                break
        else:
            return text.count("\n", 0, own[-1] if own else value) + 1


def deepest(text: str) -> int:
    """Return where most brackets are open, for a text that nests beyond what can be read."""
    depth, most, at = 0, 0, 0
    for found in _BRACKET.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth > most:
            most, at = depth, found.start()
    return at


def _members(text: str, at: int) -> _Members:
    """Yield what an object or a list holds: its key or place, where that stands, where the value stands."""
    if text[at] not in "{[":
        return
    keyed, place = text[at] == "{", 0
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        start, name = at, place
        if keyed:
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        yield name, start, at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        at, place = _skip(text, at + 1) if text[at] == "," else at, place + 1


def _skip(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
