"""`python -m ui.pictures OUT [--quick] [--only PART …]`: every screen, both languages, three sizes, three themes."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ui.pictures.looks import looks

PARTS = (
    "welcome", "console", "dialogs", "stage", "board", "vote", "rounds", "long", "room", "safety", "menus", "boxes",
    "empty", "running",
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Draw all pictures and one sheet per look."""
    parser = argparse.ArgumentParser(prog="python -m ui.pictures", description="Pictures of every screen.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--quick", action="store_true", help="three looks instead of eighteen")
    parser.add_argument("--readme", action="store_true", help="only the two pictures of the README")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts of the program, all by default")
    wanted = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["LABAPP_DATA"] = str(Path(folder) / "data")
        from ui.app import make_app
        from ui.pictures.album import draw, hush
        from ui.pictures.readme import for_readme

        app = make_app()
        hush()
        if wanted.readme:
            for_readme(app, Path(folder), wanted.out)
            return 0
        for look in looks(wanted.quick):
            count = draw(app, look, Path(folder), wanted.out, wanted.only)
            sys.stderr.write(f"{look.name}: {count} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
