"""Writes `docs/file-format.md` from the catalogue: `python -m tests.file_format`; the suite finds it out of date."""

from __future__ import annotations

import sys
from pathlib import Path

from labapp.kinds.registry import CATALOGUE
from labapp.store.describe import describe

TARGET = Path(__file__).resolve().parents[1] / "docs" / "file-format.md"


def main() -> int:
    """Write the page."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(describe(CATALOGUE), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
