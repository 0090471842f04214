"""How a board is arranged: list, columns, fields, matrix, canvas. A layout is a view: changing it moves no card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from labapp.wording.translate import N_, Translator

LIST, COLUMNS, FIELDS, MATRIX, CANVAS = "list", "columns", "fields", "matrix", "canvas"
LAYOUTS = (LIST, COLUMNS, FIELDS, MATRIX, CANVAS)


@dataclass(frozen=True, slots=True)
class Axes:
    """Two axes and the four fields between them: N_() texts of ours, or the moderator's own words.

    `corners` go top left, top right, bottom left, bottom right.
    """

    across: str
    down: str
    corners: tuple[str, str, str, str]


PRESETS: dict[str, Axes] = {
    "impact": Axes(
        N_("Effort"),
        N_("Impact"),
        (N_("do it now"), N_("plan it"), N_("in passing"), N_("let it go")),
    ),
    "visionary": Axes(
        N_("Realistic"),
        N_("Visionary"),
        (N_("dreams to bring down to earth"), N_("goals for years"), N_("for later"), N_("to be done")),
    ),
}
"""Small numbers across are on the left; "down" grows upwards, as a chart does."""

FIELD_SETS: dict[str, tuple[str, ...]] = {
    "swot": (N_("Strengths"), N_("Weaknesses"), N_("Opportunities"), N_("Threats")),
    "metaplan": (
        N_("How is it?"), N_("How should it be?"), N_("Why is it not as it should be?"), N_("What follows from that?"),
    ),
}  # fmt: skip


def axes(settings: dict[str, Any]) -> Axes:
    """Return the axes of a board: its preset, or its own words where it has some."""
    own = settings.get("own_axes") or {}
    base = PRESETS.get(str(settings.get("axes")), PRESETS["impact"])
    if settings.get("axes") != "own":
        return base
    corners = [str(text) for text in own.get("corners", ())][:4]
    corners += [""] * (4 - len(corners))
    return Axes(
        str(own.get("across", "")), str(own.get("down", "")), (corners[0], corners[1], corners[2], corners[3])
    )


def quarter(x: float, y: float) -> int:
    """Return in which field a point lies, counted as `Axes.corners` are; the middle belongs to the right and below."""
    return (2 if y >= 0.5 else 0) + (1 if x >= 0.5 else 0)


def shares(x: float | None, y: float | None, axes: Axes, _: Translator) -> list[str]:
    """Return how far along each axis a point lies, as words."""
    return [
        _("{axis}: {n} %", axis=_(axis), n=round(100 * value))
        for axis, value in ((axes.across, x or 0.0), (axes.down, 1 - (y or 0.0)))
        if axis
    ]
