"""One writer per format, chosen by the file's ending; a file is whole or it is not there."""

from __future__ import annotations

import glob
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from labapp import disk
from labapp.content.endless import tamed
from labapp.content.nodes import Document
from labapp.errors import UserError, WorldError
from labapp.wording.translate import translator

Progress = Callable[[int, int], None]


def _pdf(document: Document, target: Path, progress: Progress) -> list[str]:
    from labapp.report import pdf

    return pdf.write(document, target, translator(document.language), progress)


def _docx(document: Document, target: Path, progress: Progress) -> list[str]:
    from labapp.report import word

    return word.write(document, target, translator(document.language), progress)


# Loaded when asked for: reportlab and python-docx cost more than the window itself.
_WRITERS: dict[str, Callable[[Document, Path, Progress], list[str]]] = {".pdf": _pdf, ".docx": _docx}
ENDINGS = tuple(_WRITERS)


def write(document: Document, out: Path, progress: Progress | None = None) -> list[str]:
    """Write a document in the format of the ending and return warnings as sentences.

    `progress(done, total)` may raise to cancel: nothing half-written is left. UserError names the known endings,
    WorldError what the world refused.
    """
    writer = _WRITERS.get(out.suffix.lower())
    if writer is None:
        raise UserError("report.ending", ending=out.suffix, known=", ".join(ENDINGS))
    with suppress(OSError):  # what a killed writer left of this report: it holds names
        for left in out.parent.glob(f".{glob.escape(out.stem[:40])}-????????.part"):
            left.unlink(missing_ok=True)
    part = out.with_name(f".{out.stem[:40]}-{secrets.token_hex(4)}.part")
    if not out.parent.is_dir():
        raise WorldError("file.no-folder", file=str(out), folder=str(out.parent))
    with disk.told(out):
        part.touch(exist_ok=False)  # for those whom the system, or the report that is replaced, lets read it
        try:
            with suppress(FileNotFoundError):
                part.chmod(out.stat().st_mode & 0o777)
            warnings = writer(tamed(document), part, progress or (lambda done, total: None))
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    return warnings
