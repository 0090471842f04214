"""Makes the fast copies (`.mo`) of the translations: `python -m labapp.wording.compile_po`, called by set-up and build."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from labapp import paths


def compile_file(po: Path) -> Path:
    """Write the `.mo` beside a `.po` and return it; a reader at the same moment sees the old copy or the new one."""
    with po.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    target = po.with_suffix(".mo")
    handle, name = tempfile.mkstemp(dir=po.parent, suffix=".mo.part")
    with os.fdopen(handle, "wb") as stream:
        write_mo(stream, catalogue)
    Path(name).replace(target)
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
