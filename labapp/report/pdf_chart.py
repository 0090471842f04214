"""A chart as a reportlab flowable: vector bars, selectable figures, labels wrapped beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.flowables import Flowable

from labapp.content.nodes import Chart
from labapp.report import charts, style
from labapp.wording.tied import tied

_SIZE, _LEADING = 9.0, 11.5
_LABEL_LINES = 3
_HIGH = 340.0  # points: half of what a page holds


class ChartFlowable(Flowable):  # type: ignore[misc] # reportlab has no types
    """Draws horizontal bars; splits between rows when it meets the end of a page."""

    def __init__(self, chart: Chart, width: float, safe: Callable[[str], str]) -> None:
        super().__init__()
        self._chart = chart
        self._safe = safe
        room = charts.label_width(width)
        self._lines = [charts.wrapped(safe(tied(label)), _wide, room, _LABEL_LINES) for label in chart.labels]
        heights = tuple(len(lines) * _LEADING for lines in self._lines)
        named = replace(chart, series=tuple(replace(item, name=safe(item.name)) for item in chart.series))
        self._drawing = charts.lay_out(named, width, heights, _wide)
        self.width, self.height = width, self._drawing.height + 4
        self.whole = self.height < _HIGH  # lower ones go to the next page in one piece

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the size the chart takes."""
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Break a tall chart between rows."""
        if self.whole:
            return []
        rows = len(self._chart.labels)
        fit = sum(1 for label in self._drawing.labels if label.y + _LEADING * 3 + 14 < available_height)
        if rows < 2 or fit < 2 or fit >= rows:
            return []
        return [self._part(0, fit), self._part(fit, rows)]

    def draw(self) -> None:
        """Draw legend, labels, bars and figures."""
        canvas, top = self.canv, self.height
        canvas.setFont("Inter", _SIZE)
        for (color, name), (x, y) in zip(self._drawing.legend, self._drawing.places, strict=True):
            canvas.setFillColor(color)
            canvas.rect(x, top - y - 9, 8, 8, stroke=0, fill=1)
            canvas.setFillColor(style.INK)
            canvas.drawString(x + 12, top - y - 8.5, name)
        for label, lines in zip(self._drawing.labels, self._lines, strict=True):
            for index, line in enumerate(lines):
                canvas.drawString(label.x, top - label.y - 9 - index * _LEADING, line)
        for bar in self._drawing.bars:
            self._bar(bar, top)
        if self._drawing.middle:
            first = self._drawing.labels[0].y if self._drawing.labels else 0.0
            canvas.setStrokeColor(style.INK)
            canvas.line(self._drawing.middle, top - first, self._drawing.middle, 0)

    def _bar(self, bar: charts.Bar, top: float) -> None:
        canvas = self.canv
        canvas.setFillColor(bar.color)
        if bar.width:
            canvas.rect(bar.x, top - bar.y - bar.height, bar.width, bar.height, stroke=0, fill=1)
        if not bar.value:
            return
        canvas.setFont("Inter-SemiBold", _SIZE)
        wide = stringWidth(bar.value, "Inter-SemiBold", _SIZE)
        inside = self._chart.stacked
        if inside and wide + 4 > bar.width:
            return  # the figure stands in the table below
        canvas.setFillColor(style.on(bar.color) if inside else style.INK)
        x = bar.x + bar.width - wide - 3 if inside else bar.x + bar.width + 4
        canvas.drawString(x, top - bar.y - bar.height + 2, bar.value)

    def _part(self, start: int, stop: int) -> ChartFlowable:
        series = tuple(item.rows(start, stop) for item in self._chart.series)
        top = charts.longest(self._chart)
        part = replace(self._chart, labels=self._chart.labels[start:stop], series=series, top=top)
        return ChartFlowable(part, self.width, self._safe)


def _wide(text: str) -> float:
    return float(stringWidth(text, "Inter", _SIZE))
