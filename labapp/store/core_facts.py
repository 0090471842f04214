"""What the facts about a whole laboratory may be, and what people call them."""

from __future__ import annotations

from labapp.marking import N_
from labapp.store.catalogue import Words
from labapp.store.holds import (
    JSON_TEXT,
    JSON_ZONE,
    either,
    is_clock,
    is_date,
    is_empty,
    is_moment,
    is_text,
    is_truth,
    is_whole,
    list_of,
    object_of,
    of_json,
    pair_of,
    record,
)

MOST_MINUTES = 100_000
_TIMER = {"until": either(is_empty, is_moment), "left": is_whole, "total": is_whole, "of": is_text}
_TABLES = {
    "round": is_whole, "minutes": is_whole, "report": is_whole, "begun": is_truth, "over": is_truth,
    "speaking": is_text, "apart": list_of(pair_of(is_text)), "together": list_of(pair_of(is_text)),
}  # fmt: skip


def _is_minutes(value: object) -> bool:
    return is_whole(value) and 0 <= int(str(value)) <= MOST_MINUTES


# A fact that is none of its sort is as if it had never been set: `model/facts` puts the default in its place.
_FACTS = {
    "uid": JSON_TEXT,
    "title": JSON_TEXT,
    "subtitle": JSON_TEXT,
    "language": of_json("JSON text: `pl` or `en`", lambda value: value in ("pl", "en")),
    "zone": JSON_ZONE,
    "place": JSON_TEXT,
    "organisers": of_json("JSON list of texts", list_of(is_text)),
    "funder": JSON_TEXT,
    "project": JSON_TEXT,
    "purpose": JSON_TEXT,
    "template": JSON_TEXT,
    "contract": JSON_TEXT,
    "current": JSON_TEXT,
    "pin": JSON_TEXT,
    "contacts_until": of_json("JSON text: a date or empty", either(is_empty, is_date)),
    "timer": of_json("JSON object: `until` (moment or empty), `left` and `total` (seconds), `of`; or empty",
                     record(_TIMER, ("until", "left", "total"))),
    "pause": of_json("JSON object: `began` and `until`, moments; or empty",
                     record({"began": is_moment, "until": is_moment}, ("began", "until"))),
    "ends": of_json("JSON object: by day, a time or empty", object_of(either(is_empty, is_clock))),
    "paper": of_json("JSON object: by activity, its minutes when its day began", object_of(_is_minutes)),
    "tables": of_json("JSON object: by activity, an object of round, wishes and times", object_of(record(_TABLES))),
}  # fmt: skip
FACTS = {name: held.mild() for name, held in _FACTS.items()}

FACTS_NAMED: Words = {
    "title": N_("title"), "subtitle": N_("subtitle"), "place": N_("place"), "organisers": N_("organisers"),
    "funder": N_("funder"), "project": N_("project"), "purpose": N_("purpose"), "contract": N_("contract"),
    "ends": N_("end of the day"), "tables": N_("rounds of tables"), "zone": N_("time zone"),
    "contacts_until": N_("until when contacts are kept"), "language": N_("language"),
}  # fmt: skip
