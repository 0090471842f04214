"""Makes the fast copies (`.mo`) of the translations: `python -m labapp.wording.compile_po`, called by set-up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from babel.messages.pofile import PoFileError

from labapp import paths
from labapp.wording.translate import compiled


def compile_file(po: Path) -> Path:
    """Write the `.mo` beside a `.po` and return it; a reader at the same moment sees the old copy or the new one."""
    content = compiled(po.read_bytes())
    target = po.with_suffix(".mo")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)
    return target


def main() -> int:
    """Compile every room of every language; a broken file is named and fails the run."""
    broken = 0
    for po in sorted(paths.resource("translations").rglob("*.po")):
        try:
            compile_file(po)
        except (PoFileError, ValueError) as problem:
            broken += 1
            sys.stderr.write(f"{po}: {problem}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
