"""Bars in the report as geometry: what is for and against stands to both sides of one line, in groups of any size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.content.nodes import Chart, Series
from labapp.report import charts, style

_VALUES = st.lists(st.tuples(*[st.integers(0, 400)] * 3).filter(any), min_size=1, max_size=6)


def _chart(rows: list[tuple[int, ...]]) -> Chart:
    series = tuple(Series(name, tuple(float(row[n]) for row in rows)) for n, name in enumerate("abc"))
    return Chart(tuple(str(n) for n in range(len(rows))), series, "alt", stacked=True, before=1)


@given(_VALUES)
def test_parts_for_and_against_meet_at_one_line(rows: list[tuple[int, ...]]) -> None:
    drawing = charts.lay_out(_chart(rows), 400, (12.0,) * len(rows))
    for row, bars in enumerate(zip(*[iter(drawing.bars)] * 3, strict=True)):
        assert abs(bars[0].x + bars[0].width - drawing.middle) < 1e-6, row
        assert abs(bars[1].x - drawing.middle) < 1e-6
        assert abs(bars[2].x - bars[1].x - bars[1].width) < 1e-6
        assert bars[0].x > 0
        assert bars[2].x + bars[2].width <= 400


def test_bars_are_shares_of_their_row_and_figures_are_counts() -> None:
    drawing = charts.lay_out(_chart([(30, 6, 4), (3, 1, 0)]), 400, (12.0, 12.0))
    large, small = drawing.bars[0], drawing.bars[3]
    assert abs(large.width - small.width) < 1e-6, "three quarters each"
    assert [bar.value for bar in drawing.bars] == ["30", "6", "4", "3", "1", ""]


@pytest.mark.parametrize("color", [*style.SERIES, *style.SECTORS.values()])
def test_figures_inside_bars_can_be_read(color: str) -> None:
    dark, light = sorted((style.luminance(color), style.luminance(style.on(color))))
    assert (light + 0.05) / (dark + 0.05) >= 4.5, color


def test_a_grey_print_keeps_the_parts_of_a_bar_apart() -> None:
    """Against and abstaining were the same grey, one beside the other."""
    light = [style.luminance(color) + 0.05 for color in style.SERIES]
    assert all(1.05 / each >= 3 for each in light), "on white paper"
    parts = sorted(light)
    assert all(above / below >= 1.8 for below, above in pairwise(parts)), parts


def test_a_bar_says_its_figure_as_the_table_beside_it_does() -> None:
    chart = Chart(("a", "b"), (Series("średnia", (2.125, 2.0), figures=("2,13", "2,00")),), "alt")
    assert [bar.value for bar in charts.lay_out(chart, 400, (12.0, 12.0)).bars] == ["2,13", "2,00"]
    assert charts.lay_out(chart, 400, (12.0, 12.0)).bars[0].width > 0
    assert chart.series[0].rows(1, 2).figures == ("2,00",)
