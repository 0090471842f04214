"""Settings of a rule as rows of data: forms, validation and documentation all derive from the same rows.

Values arrive as text (command line, files) or as values (a form); either way `read` gives exact ones or a CountError
that names the setting.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

CHOICE, INTEGER, SHARE, NUMBER, LIST, WEIGHTS = "choice", "integer", "share", "number", "list", "weights"
STEP, HEADS = "step", "part-or-number"
_NUMBER = re.compile(r"\d{1,30}(?:[.,]\d{1,30}|/\d{1,30})?")


class CountError(ValueError):
    """The count is refused: a code and parameters that `labapp.wording.reasons` turns into one sentence."""

    def __init__(self, code: str, params: Mapping[str, Any] | None = None) -> None:
        super().__init__(code, dict(params or {}))
        self.code = code
        self.params: Mapping[str, Any] = dict(params or {})


@dataclass(frozen=True)
class Setting:
    """One declared choice of a rule; `choices` are words that are always allowed, `default` is given as text.

    Kinds: choice, integer, share (0 to 1), number (0 or more), list (option ids), weights (name=number),
    step (a number, or a percentage, which stays text: "1%"), part-or-number (of people: 7, or 1/3, 33% of
    all of them; 100% would be read as one person).
    """

    name: str
    kind: str
    default: str
    choices: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 1_000_000_000


SEATS = Setting("seats", INTEGER, "1", minimum=1, maximum=100_000)
ONE_SEAT = Setting("seats", INTEGER, "1", minimum=1, maximum=1)
TIES = Setting("ties", CHOICE, "open", ("open", "run-off", "lowest-cost", "lot"))
LOT = Setting("lot", LIST, "")
RUN_OFF = Setting("run-off-result", LIST, "")
TIE_SETTINGS = (TIES, LOT, RUN_OFF)


def read(declared: Iterable[Setting], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value for every declared setting; an unknown name or a value out of its limits is a CountError."""
    rows = {setting.name: setting for setting in declared}
    for name in given:
        if name not in rows:
            raise CountError("unknown-setting", {"setting": str(name), "known": tuple(rows)})
    return {name: parse(setting, given.get(name, setting.default)) for name, setting in rows.items()}


def parse(setting: Setting, value: object) -> Any:  # noqa: ANN401 - the type depends on the kind of the setting
    """Turn one given value into the exact value of its setting."""
    if isinstance(value, str) and value.strip() in setting.choices:
        return value.strip()
    if setting.kind == LIST:
        return _list(setting, value)
    if setting.kind == WEIGHTS:
        return _weights(setting, value)
    if setting.kind == CHOICE:
        raise _bad(setting, value)
    number = _number(value)
    if setting.kind == STEP and number and isinstance(value, str) and value.strip().endswith("%"):
        return f"{number * 100}%"
    if isinstance(value, str) and value.strip().endswith("%") and not _takes_percent(setting, number):
        raise _bad(setting, value)  # a percentage of what?
    if number is None or number < setting.minimum or number > _top(setting):
        raise _bad(setting, value)
    if setting.kind == STEP and not number:
        raise _bad(setting, value)  # a step of nothing leads nowhere
    if setting.kind == INTEGER:
        if number.denominator != 1:
            raise _bad(setting, value)
        return int(number)
    return number


def _takes_percent(setting: Setting, number: Fraction | None) -> bool:
    return setting.kind == SHARE or (setting.kind == HEADS and number is not None and number < 1)


def _top(setting: Setting) -> int:
    return 1 if setting.kind == SHARE else setting.maximum


def _bad(setting: Setting, value: object) -> CountError:
    shown = str(value)[:60]
    limits = {"minimum": setting.minimum, "maximum": _top(setting), "choices": setting.choices, "kind": setting.kind}
    return CountError("bad-setting", {"setting": setting.name, "value": shown, **limits})


def _number(value: object) -> Fraction | None:
    """Read 3, "3", "2/3", "0.5", "0,5" or "50%" exactly; anything else (exponents, signs, floats) is None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Fraction):
        return Fraction(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = Fraction(text.replace(",", "."))
    except ZeroDivisionError:
        return None
    return number / 100 if percent else number


def _list(setting: Setting, value: object) -> tuple[str, ...]:
    parts: Sequence[object]
    if isinstance(value, str):
        parts = [part.strip() for part in _split(setting, value) if part.strip()]
    elif isinstance(value, Sequence):
        parts = value
    else:
        raise _bad(setting, value)
    items = tuple(str(part) for part in parts)
    if len(set(items)) != len(items):
        raise CountError("setting-doubled", {"setting": setting.name})
    return items


def _split(setting: Setting, text: str) -> list[str]:
    """Split at commas; an id with a comma in it ("Nowak, Jan") is written in quotes, as in a CSV."""
    if '"' not in text:
        return text.split(",")
    try:
        return next(csv.reader([text], skipinitialspace=True, strict=True))
    except csv.Error as error:
        raise _bad(setting, text) from error


def _weights(setting: Setting, value: object) -> dict[str, Fraction]:
    pairs: dict[str, object] = {}
    if isinstance(value, Mapping):
        pairs = {str(key): item for key, item in value.items()}
    elif isinstance(value, str):
        for part in (piece for piece in value.split(",") if piece.strip()):
            name, equals, number = part.rpartition("=")
            if not equals:
                raise _bad(setting, value)
            if name.strip() in pairs:
                raise CountError("setting-doubled", {"setting": setting.name})
            pairs[name.strip()] = number
    else:
        raise _bad(setting, value)
    weights: dict[str, Fraction] = {}
    for name, item in pairs.items():
        weight = _number(item)
        if weight is None:
            raise _bad(setting, value)
        weights[name] = weight
    return weights
