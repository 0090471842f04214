"""What a column holds beyond its SQL type: declared in the catalogue, asked at every door.

The program reads its own tables without looking twice. So what would make it fail there (JSON that is none, a 45th of
a month, a zone nobody knows) is refused where it would come in: when a file is opened, and when it is written.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

Tells = Callable[[Any], bool]
_YEARS = range(1900, 3000)  # beyond, adding minutes or a zone runs out of the calendar
_PLAIN = 900  # letters up to which no JSON can be nested deeper than Python follows


@dataclass(frozen=True)
class Holds:
    """What values are: in words, and told from others.

    `surely` is SQL over `$`, true of values that need not be looked at one by one. What is not `grave` the program can
    live with: it is named by `lab check` and refused nowhere. `instead` is what salvage puts in place of a value that
    has no default, given how many it has placed before.
    """

    said: str
    good: Tells
    surely: str = "0"
    grave: bool = True
    json: bool = False
    choice: tuple[str, ...] = ()  # of which words of ours, where it is one of some
    instead: Callable[[int], Any] | None = None

    @property
    def judges(self) -> bool:
        """Whether something of the column's type is refused, or mended by salvage."""
        return (self.grave or self.instead is not None) and self.surely != "1"

    def or_empty(self) -> Holds:
        """Return the same where an empty text may stand for nothing."""
        good = self.good
        return replace(
            self, said=f"{self.said}, or empty", good=lambda value: value == "" or good(value),
            surely=f"$ = '' OR {self.surely}",
        )  # fmt: skip

    def mild(self) -> Holds:
        """Return the same where anything else does no harm, not even after salvage."""
        return replace(self, grave=False, instead=None)


def parsed(text: Any) -> Any:  # noqa: ANN401 - JSON
    """Return what a JSON text says; ValueError for what is none, not a number (NaN) or nested without measure."""
    try:
        return json.loads(text, parse_constant=_no_constant)
    except (TypeError, RecursionError) as problem:
        raise ValueError(str(problem)) from problem


def _no_constant(name: str) -> None:
    raise ValueError(name)


# --- what JSON says -------------------------------------------------------------------------------------------------


def is_text(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is a text."""
    return isinstance(value, str)


def is_whole(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is a whole number of a sensible size."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9


def is_truth(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is true or false."""
    return isinstance(value, bool)


def is_object(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is an object."""
    return isinstance(value, dict)


def list_of(each: Tells) -> Tells:
    """Return what tells lists."""
    return lambda value: isinstance(value, list) and all(map(each, value))


def pair_of(each: Tells) -> Tells:
    """Return what tells pairs."""
    return lambda value: isinstance(value, list) and len(value) == 2 and all(map(each, value))


def object_of(each: Tells) -> Tells:
    """Return what tells objects whose values are all of one sort."""
    return lambda value: isinstance(value, dict) and all(map(each, value.values()))


def record(fields: Mapping[str, Tells], needed: Collection[str] = ()) -> Tells:
    """Return what tells objects with these fields; others are kept, and none at all is fine."""

    def tells(value: Any) -> bool:  # noqa: ANN401 - JSON
        if not isinstance(value, dict):
            return False
        whole = not value or all(name in value for name in needed)
        return whole and all(is_good(value[name]) for name, is_good in fields.items() if name in value)

    return tells


def either(*sorts: Tells) -> Tells:
    """Return what tells values of any of these sorts."""
    return lambda value: any(is_good(value) for is_good in sorts)


# --- texts that say something ---------------------------------------------------------------------------------------


def is_empty(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is the empty text."""
    return isinstance(value, str) and not value


def is_date(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is a day of our calendar."""
    return _read(date.fromisoformat, value, lambda found: found.year in _YEARS)


def is_clock(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is a time of day."""
    return _read(time.fromisoformat, value, lambda found: found.tzinfo is None)


def is_moment(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is a moment of which the zone is known."""
    return _read(datetime.fromisoformat, value, lambda found: found.tzinfo is not None and found.year in _YEARS)


def is_zone(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether this computer knows the time zone."""
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (OSError, ValueError):  # "not found" is a KeyError by way of ZoneInfoNotFoundError
        return False
    except KeyError:
        return False


def _read(read: Callable[[str], Any], value: Any, fits: Tells) -> bool:  # noqa: ANN401 - JSON
    try:
        return fits(read(value)) if isinstance(value, str) else False
    except ValueError:
        return False


# --- what columns hold ----------------------------------------------------------------------------------------------


def of_json(said: str, tells: Tells, *, surely: str = "0", instead: str | None = None) -> Holds:
    """Declare a JSON text."""

    def good(value: Any) -> bool:  # noqa: ANN401 - JSON
        try:
            return tells(parsed(value))
        except ValueError:
            return False

    return Holds(said, good, surely, json=True, instead=None if instead is None else lambda _placed: instead)


def whole(low: int, high: int) -> Holds:
    """Declare whole numbers within bounds."""
    return Holds(
        f"{low} to {high}", lambda value: isinstance(value, int) and low <= value <= high,
        f"$ BETWEEN {low} AND {high}", instead=lambda _placed: low,
    )  # fmt: skip


def one_of(*words: str) -> Holds:
    """Declare a choice of words; a file of another age may have others, and the program has to live with them."""
    listed = ", ".join(f"'{word}'" for word in words)
    said = ", ".join(f"`{word}`" if word else "empty" for word in words)
    return Holds(f"one of {said}", lambda value: value in words, f"$ IN ({listed})", grave=False, choice=words)


TEXT = Holds("text", is_text, "1")
ID = Holds("id", is_text, "1")
BYTES = Holds("bytes", lambda value: isinstance(value, bytes), "1")
NUMBER = Holds("whole number", lambda value: isinstance(value, int), "1")
COUNT = whole(0, 1_000_000).mild()
FLAG = replace(whole(0, 1), said="0 or 1").mild()
REAL = Holds(
    "number", lambda value: isinstance(value, float) and math.isfinite(value) and abs(value) <= 1e7,
    "$ BETWEEN -1e7 AND 1e7", instead=lambda _placed: 0.0,
)  # fmt: skip
DATE = Holds("date, `YYYY-MM-DD`", is_date)
CLOCK = Holds("time of day, `HH:MM`", is_clock, instead=lambda _placed: "09:00")
MOMENT = Holds(
    "moment, UTC", is_moment,
    "$ GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-2][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'"
    " AND $ BETWEEN '1900' AND '3000' AND substr($, 6, 2) BETWEEN '01' AND '12'"
    " AND substr($, 9, 2) BETWEEN '01' AND '28' AND substr($, 12, 2) < '24'",
    instead=lambda _placed: "2000-01-01T00:00:00.000Z",
)  # fmt: skip
# As `model/order` makes them. A row with another lies anywhere, and the program can live with that; salvage puts it
# behind everything else, each apart.
KEY = Holds(
    "fractional key",
    lambda value: isinstance(value, str) and re.fullmatch(r"[0-9A-Za-z]*[1-9A-Za-z]", value) is not None,
    "$ NOT GLOB '*[^0-9A-Za-z]*' AND $ NOT GLOB '*0' AND length($) = length(CAST($ AS BLOB)) AND $ <> ''",
    grave=False, instead=lambda placed: f"zz{placed:06d}V",
)  # fmt: skip
JSON_OBJECT = of_json(
    "JSON object", is_object, instead="{}",
    surely=f"length($) <= {_PLAIN} AND CASE WHEN json_valid($) THEN json_type($) = 'object' ELSE 0 END",
)  # fmt: skip
# Ballots and rows of history are many, and looked at one by one when they are read: no opening waits for that.
JSON_BODY = of_json("JSON object or list", either(is_object, lambda value: isinstance(value, list))).mild()
JSON_ANY = of_json("JSON", lambda _value: True).mild()
JSON_TEXT = of_json("JSON text", is_text)
JSON_ZONE = of_json("JSON text: a time zone's name, as `Europe/Warsaw`", is_zone)
