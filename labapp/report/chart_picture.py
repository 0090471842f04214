"""A chart as a PNG by Pillow, for formats without drawing of their own; the figures stand in its alternative text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFont

from labapp.content.nodes import Chart
from labapp.report import charts, glyphs, style
from labapp.wording.tied import tied

_SCALE = 3.0
_WIDTH = 468.0
_SIZE, _LEADING = 9.0, 11.5
_ROWS, _LABEL_LINES = 12, 3


def parts(chart: Chart) -> Iterator[Chart]:
    """Yield the chart in pieces of at most twelve rows, all drawn to the same scale."""
    top = charts.longest(chart)
    for start in range(0, len(chart.labels), _ROWS):
        series = tuple(item.rows(start, start + _ROWS) for item in chart.series)
        yield replace(chart, labels=chart.labels[start : start + _ROWS], series=series, top=top)


def png(chart: Chart) -> bytes:
    """Return the chart as PNG bytes, three pixels a point."""
    plain = ImageFont.truetype(style.face("Inter"), int(_SIZE * _SCALE))
    bold = ImageFont.truetype(style.face("Inter-SemiBold"), int(_SIZE * _SCALE))
    safe = glyphs.Glyphs().safe

    def measure(text: str) -> float:
        return plain.getlength(text) / _SCALE

    room = charts.label_width(_WIDTH)
    lines = [charts.wrapped(safe(tied(label)), measure, room, _LABEL_LINES) for label in chart.labels]
    named = replace(chart, series=tuple(replace(item, name=safe(item.name)) for item in chart.series))
    drawing = charts.lay_out(named, _WIDTH, tuple(len(item) * _LEADING for item in lines), measure)
    image = Image.new("RGB", (int(_WIDTH * _SCALE), int((drawing.height + 6) * _SCALE)), "#FFFFFF")
    pen = ImageDraw.Draw(image)
    for (color, name), (x, y) in zip(drawing.legend, drawing.places, strict=True):
        pen.rectangle([x * _SCALE, y * _SCALE, (x + 8) * _SCALE, (y + 8) * _SCALE], fill=color)
        pen.text(((x + 12) * _SCALE, (y - 1.5) * _SCALE), name, font=plain, fill=style.INK)
    for label, said in zip(drawing.labels, lines, strict=True):
        for index, line in enumerate(said):
            pen.text((0, (label.y + index * _LEADING) * _SCALE), line, font=plain, fill=style.INK)
    for bar in drawing.bars:
        _bar(pen, bar, bold, inside=chart.stacked)
    if drawing.middle:
        x, first = drawing.middle * _SCALE, drawing.labels[0].y * _SCALE if drawing.labels else 0.0
        pen.line([x, first, x, drawing.height * _SCALE], fill=style.INK, width=int(_SCALE))
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=False)
    return stream.getvalue()


def _bar(pen: ImageDraw.ImageDraw, bar: charts.Bar, font: ImageFont.FreeTypeFont, *, inside: bool) -> None:
    box = [bar.x * _SCALE, bar.y * _SCALE, (bar.x + bar.width) * _SCALE, (bar.y + bar.height) * _SCALE]
    if bar.width:
        pen.rectangle(box, fill=bar.color)
    wide = pen.textlength(bar.value, font=font)
    if inside and wide + 4 * _SCALE > bar.width * _SCALE:
        return
    x = box[2] - wide - 3 * _SCALE if inside else box[2] + 4 * _SCALE
    pen.text((x, box[1] - 0.5 * _SCALE), bar.value, font=font, fill=style.on(bar.color) if inside else style.INK)
