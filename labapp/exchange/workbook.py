"""A table as a workbook for other programs' spreadsheets; every cell is text, none is ever a formula."""

from __future__ import annotations

import csv
import io


def workbook(table: bytes) -> bytes:
    """Return an XLSX with the rows of a CSV as our kinds write it (UTF-8 with a mark, semicolons)."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    rows = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";")
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", text)[:_LONGEST])
            cell.data_type = "s"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


_LONGEST = 32_767  # letters in a cell, a limit of the format
