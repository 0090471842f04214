"""A report of 500 ideas beside bare reportlab of the same pages: `python -m tests.bench.bench_report`.

The bare document has as many pages of the same kind of paragraphs, with the same fonts, contents and page numbers left
out; both are built in this process, alternated, the median of five. The bar is three times.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from labapp.document import open_document
from labapp.kinds.base import ReportOptions
from labapp.report import build, write
from labapp.wording.translate import translator

ROUNDS, BAR = 5, 3.0


def bare(target: Path, pages: int) -> None:
    """Write as many full pages of plain paragraphs."""
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    from labapp.report.pdf_styles import TONES

    words = "Bezpieczne przejście i oświetlenie ścieżki do przystanku przy szkole podstawowej numer trzy"
    story: list[object] = []
    for page in range(pages):
        story += [Paragraph(f"{line} {words}", TONES["item"], bulletText="–") for line in range(36)]
        if page < pages - 1:
            story.append(PageBreak())
    SimpleDocTemplate(str(target)).build(story)


def main() -> int:
    """Print the ratio; 1 when the bar is broken."""
    from pypdf import PdfReader

    from tests.bench.bench_capture import prepared

    with tempfile.TemporaryDirectory() as name:
        os.environ["LABAPP_DATA"] = str(Path(name) / "data")
        path, out, plain = (Path(name) / part for part in ("a.lab", "a.pdf", "b.pdf"))
        prepared(path)
        with open_document(path, readonly=True) as document:
            write(build(document.lab.read, ReportOptions(), translator("pl")), out)  # fonts once, for both
            pages = len(PdfReader(out).pages)
            ratios, times = [], []
            for _round in range(ROUNDS):
                begun = time.perf_counter()
                bare(plain, pages)
                probe = time.perf_counter() - begun
                begun = time.perf_counter()
                write(build(document.lab.read, ReportOptions(), translator("pl")), out)
                times.append(time.perf_counter() - begun)
                ratios.append(times[-1] / probe)
    ratio = statistics.median(ratios)
    print(f"report: {pages} pages in {statistics.median(times):.2f} s, x {ratio:.2f} of bare reportlab (bar {BAR})")
    return int(ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
