"""Tables of the PDF: a header on every page, words whole where they can be, rows never higher than a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Spacer, TableStyle
from reportlab.platypus.flowables import Flowable

from labapp.content import nodes as n
from labapp.content.endless import headed
from labapp.report import columns, style
from labapp.report.pdf_flow import Rows, begun, leads
from labapp.report.pdf_pages import WIDTH
from labapp.report.pdf_styles import TONES, cell_style, head_style
from labapp.report.pdf_text import paragraphs, pieces
from labapp.wording.tied import tied

Markup = Callable[[str], str]
FACE = ("FONTNAME", (0, 0), (-1, -1), "Inter")  # cells hold paragraphs, but reportlab would name Helvetica for them
# A taller row than a page cannot be split; the rest of a long cell follows in rows of its own.
LONGEST_CELL, CELL_LINES = 1_500, 20
_CELL_LETTERS = 5  # for each point of a column's width: some fifty lines of the widest letters
_HIGHEST_CELL, _HIGHEST_HEAD = 330.0, 250.0  # points: together less than a page
_SURE = 40  # letters that are never too high, however narrow their column: they are not measured
_HEADS = (10_000, 40, 20, 10, 5)  # letters of a heading, until the row of them is low enough
_FEW_ROWS = 6  # a table of no more rows, its heading included, is kept in one piece
_MEASURED = 1e6
_LOOK = TableStyle([
    FACE, ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, 0), 0.8, style.INK),
    ("LINEBELOW", (0, 1), (-1, -1), 0.4, style.LINE),
    ("LEFTPADDING", (0, 0), (-1, -1), columns.PADDING / 2), ("RIGHTPADDING", (0, 0), (-1, -1), columns.PADDING / 2),
    ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
])  # fmt: skip


def flowables(table: n.Table, markup: Markup) -> Iterator[Flowable]:
    """Yield a table's caption, its rows and the space behind them; `markup` ties no words: some are untied."""
    if table.caption:
        yield leads(Paragraph(markup(tied(table.caption)), TONES["strong"]))
    # As the cells will be set: columns are as wide as what no line may part.
    table = replace(table, header=_tied(table.header), rows=tuple(map(_tied, table.rows)))
    widths = [WIDTH * share for share in columns.shares(table, WIDTH)]
    head, cut = _head(table, widths, markup)
    for text in (*table.above, *cut):
        *first, last = paragraphs(text, TONES["quiet"], markup)
        yield from first
        yield leads(last)
    rows = [head]
    for row in table.rows:
        rows += _cells(row, widths, table.numeric, markup)
    made = Rows(rows, colWidths=widths, repeatRows=1, hAlign="LEFT", style=_LOOK, spaceBefore=5)
    made.begun = begun(rows, widths, _LOOK)
    made.whole = len(rows) <= _FEW_ROWS
    yield made
    yield Spacer(1, 4 * 72 / 25.4)


def _tied(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(tied, cells))


def _head(table: n.Table, widths: Sequence[float], markup: Markup) -> tuple[list[Paragraph], list[str]]:
    """Return the row of headings, and those that had to be cut for it, whole."""
    row: list[Paragraph] = []
    texts: list[str] = []
    for most in _HEADS:
        texts = [headed(text, most)[0] for text in table.header]
        heads, size = columns.header(texts, widths)
        row = [Paragraph(markup(text), head_style(size, i in table.numeric)) for i, text in enumerate(heads)]
        if max((_height(cell, width) for cell, width in zip(row, widths, strict=True)), default=0) <= _HIGHEST_HEAD:
            break
    return row, [whole for whole, text in zip(table.header, texts, strict=True) if whole != text]


def _cells(
    row: Sequence[str], widths: Sequence[float], numeric: Sequence[int], markup: Markup
) -> list[list[Paragraph]]:
    """Return a row, or several of them where a cell is higher than a page can take."""
    parts = [
        list(_filled(text, width, cell_style(index in numeric), markup))
        for index, (text, width) in enumerate(zip(row, widths, strict=False))
    ]
    depth = max((len(part) for part in parts), default=1)
    return [
        [part[line] if line < len(part) else Paragraph("", cell_style(False)) for part in parts]
        for line in range(depth)
    ]


def _filled(text: str, width: float, look: ParagraphStyle, markup: Markup) -> Iterator[Paragraph]:
    """Yield a cell's words in parts that are low enough: emoji are wider than letters, a column may hold one only."""
    room = width - columns.PADDING
    most = min(LONGEST_CELL, max(20, int(_CELL_LETTERS * room)))
    waiting = pieces(columns.fitted(text, room), most, CELL_LINES)
    while waiting:
        part = waiting.pop(0)
        made = Paragraph(markup(part), look)
        if len(part) > _SURE // 2 and _height(made, width) > _HIGHEST_CELL:
            waiting = [*pieces(part, len(part) // 2), *waiting]
            continue
        yield made


def _height(cell: Paragraph, width: float) -> float:
    return float(cell.wrap(width - columns.PADDING, _MEASURED)[1])
