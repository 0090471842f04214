"""The terms of a vote: form, rule, majority, character, secrecy, channels, who is entitled.

Kept as the activity's settings until opening, frozen into the round then. Frozen and hashable, so that a scene may
carry them and say them in the room's own language.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from labapp.counting.rules import RULES, WEIGHED_BASES, settings_of
from labapp.errors import UserError
from labapp.kinds.base import alike
from labapp.kinds.vote.forms import FORMS
from labapp.kinds.vote.forms import form as form_by_id
from labapp.kinds.vote.forms.base import Form

CHARACTERS = ("poll", "recommendation", "settlement")
OPEN, BY_SECTOR, SECRET = "open", "sector", "secret"
SECRECIES = (OPEN, BY_SECTOR, SECRET)
BOOTH, HANDS, STAGE, PAPER = "booth", "hands", "stage", "paper"
CHANNELS = (PAPER, BOOTH, HANDS, STAGE)
UNSEEN = (PAPER, BOOTH)
"""Channels nobody looks into: the only ones of a secret vote."""
PRESENT, SECTORS, PEOPLE, ENTITIES = "present", "sectors", "people", "entities"
ENTITLED = (PRESENT, SECTORS, PEOPLE, ENTITIES)

PERSON, ENTITY, SECTOR = "person", "entity", "sector"
WEIGHTS = (PERSON, ENTITY, SECTOR)
"""Whose votes weigh the same: every person's, every entity's, every sector's."""

ROOM: Mapping[str, Mapping[str, str]] = {"equal-shares": {"completion": "add1u", "step": "1%"}}
"""What a rule goes by in a room unless agreed otherwise: without completion a third of the money would stay unspent,
and steps of one currency unit would be many thousand counts for the same winners."""

PLACES = 5
"""How many places the sheet of a nominal group has unless agreed otherwise."""

_MOST = 10_000

Limit = str | int | bool | None | tuple[str | int, ...]
"""One limit of a form, as plain as whatever goes to the stage has to be."""

DEFAULTS: dict[str, Any] = {
    "v": 1,
    "form": "choose",
    "limits": {},
    "rule": "",
    "counting": {},
    "character": "poll",
    "secrecy": OPEN,
    "channels": [BOOTH],
    "entitled": PRESENT,
    "sectors": [],
    "people": [],
    "delegates": {},
    "minimum_cell": 5,
    "show_sectors": False,
    "weight": PERSON,
    "shuffle": False,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """Settings of one vote with every gap filled; `limits` and `counting` are pairs, so that the value is hashable."""

    form_id: str
    limits_: tuple[tuple[str, Limit], ...]
    rule: str
    counting_: tuple[tuple[str, str], ...]
    character: str
    secrecy: str
    channels: tuple[str, ...]
    entitled: str
    minimum_cell: int
    show_sectors: bool
    shuffle: bool = False
    weight: str = PERSON

    @property
    def form(self) -> Form:
        """Return the form of ballot."""
        return form_by_id(self.form_id)

    @property
    def limits(self) -> dict[str, Any]:
        """Return the form's limits."""
        return dict(self.limits_)

    @property
    def counting(self) -> dict[str, str]:
        """Return the rule's settings."""
        return dict(self.counting_)

    @property
    def least(self) -> str:
        """Return how many votes or points an option needs to take part where money is spent, empty for no minimum."""
        given = self.counting.get("min-score", "none")
        return "" if given in ("none", "profile", "0", "1") else given

    @property
    def within_sum(self) -> bool:
        """Whether what is chosen lies within a sum of money and the rest beyond it.

        By the rule of Poznań the last option may lie partly beyond; with a minimum what would fit is left out.
        """
        return self.form_id == "budget" and self.rule != "poznan" and not self.least

    @property
    def sealed(self) -> bool:
        """Whether ballots are sealed while the vote is open."""
        return self.secrecy != OPEN


def weights(secrecy: str) -> tuple[str, ...]:
    """Return the weights that can be counted: what a vote does not keep, it cannot be weighed by."""
    return {OPEN: WEIGHTS, BY_SECTOR: (PERSON, SECTOR)}.get(secrecy, (PERSON,))


def terms(settings: Mapping[str, Any], *, agreed: bool = False) -> Terms:
    """Read settings of an activity or of a round; UserError when they name a form we do not know.

    A setting of another sort than ours is none: what stands by default is offered anew. What is `agreed` is the count
    the room was told of: what a room goes by today is not read into it, or a closed vote would come out otherwise.
    """
    given = alike(DEFAULTS, settings)
    form = form_by_id(given["form"])
    limits = alike(form.defaults(), _plain(given["limits"]))
    rule = given["rule"] or form.rules[0]
    if rule == "nominal-group" and not agreed and "max" in limits:
        limits["max"] = limits["max"] or PLACES  # with places for all it would be another rule: points for places
    counting = _counting(rule, given["counting"] if agreed else {**ROOM.get(rule, {}), **given["counting"]})
    if given["weight"] not in WEIGHTS:
        raise UserError("vote.weight-unknown", weight=str(given["weight"])[:20])
    return Terms(
        form.id,
        tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in sorted(limits.items())),
        rule,
        tuple(sorted((str(name), str(value)) for name, value in counting.items())),
        given["character"],
        given["secrecy"],
        tuple(channel for channel in CHANNELS if channel in given["channels"]),
        given["entitled"],
        int(given["minimum_cell"]),
        bool(given["show_sectors"]),
        bool(given["shuffle"]),
        given["weight"],
    )  # fmt: skip


def _counting(rule: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return how the rule is told to count; what was set for another rule is void, as places for one winner."""
    if rule not in RULES:
        return given
    asked = {each.name for each in settings_of(rule) if each.name != "seats" or each.maximum != 1}
    return {name: value for name, value in given.items() if name in asked}


def altered(settings: Mapping[str, Any]) -> bool:
    """Whether the frozen settings of a round are not those it was opened with, as far as that can be seen."""
    if not isinstance(settings.get("form"), str) or alike(DEFAULTS, settings) != {**DEFAULTS, **settings}:
        return True
    known = FORMS.get(settings["form"])
    limits = settings.get("limits", {})
    return known is not None and alike(known.defaults(), _plain(limits)) != {**known.defaults(), **limits}


def _plain(limits: Mapping[str, Any]) -> dict[str, Any]:
    """Return limits as plain as the stage takes them; nobody's scale has ten thousand steps."""

    def plain(value: Any) -> bool:  # noqa: ANN401 - JSON
        return value is None or isinstance(value, str) or (isinstance(value, int | float) and abs(value) <= _MOST)

    return {
        name: value for name, value in limits.items()
        if (all(map(plain, value)) if isinstance(value, list | tuple) else plain(value))
    }  # fmt: skip


def check(agreed: Terms, count: int) -> None:
    """Refuse terms under which nobody could vote properly; called at opening, shown before."""
    if count == 0:
        raise UserError("vote.no-options")
    agreed.form.check_limits(agreed.limits, count)
    if not agreed.channels:
        raise UserError("vote.no-channel")
    if agreed.sealed and not set(agreed.channels) <= set(UNSEEN):
        raise UserError("vote.channel-not-secret")
    if agreed.secrecy == BY_SECTOR and PAPER in agreed.channels:
        raise UserError("vote.paper-no-sector")
    if HANDS in agreed.channels and not agreed.form.hand_answers:
        raise UserError("vote.form-not-by-hands")
    if agreed.weight != PERSON:
        _check_weight(agreed)


def _check_weight(agreed: Terms) -> None:
    """Refuse a weight that could not be counted at the end, while it can still be changed."""
    if agreed.weight not in weights(agreed.secrecy):
        raise UserError("vote.weight-not-kept", weight=agreed.weight)
    if {PAPER, HANDS} & set(agreed.channels):
        raise UserError("vote.weight-channel")
    majority, base = agreed.counting.get("majority", "simple"), agreed.counting.get("base", "valid")
    if agreed.rule == "motion" and majority != "simple" and base in WEIGHED_BASES:
        raise UserError("vote.weight-base")


def frozen(settings: Mapping[str, Any]) -> str:
    """Return settings as the text kept with a round, with all that its rule goes by."""
    agreed = {**DEFAULTS, **settings, "counting": terms(settings).counting}
    return json.dumps(agreed, ensure_ascii=False, sort_keys=True)
