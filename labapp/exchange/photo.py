"""A photograph on its way in: any picture of a telephone becomes an upright JPEG that holds nothing but its dots.

What the telephone adds (place, time, owner) stays outside, because the picture is painted onto an empty sheet and only
that sheet is written. The head is looked at first: what claims more dots than a camera has is never unpacked.

HEIC goes straight to the C half of pi-heif (its version is pinned for that): the public way reads every note in the
file first, and a damaged file where the kind of a note is no text ends the program there. We want no notes anyway.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from labapp.errors import UserError
from labapp.exchange.source import read_bytes
from labapp.jobs import Progress

if TYPE_CHECKING:
    from PIL.Image import Image

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
MOST_PIXELS = 50_000_000  # a camera's largest; a bomb of a few kilobytes claims thousands of millions
LONGEST = 2400
_LARGEST = 100 * 1024 * 1024  # bytes; a telephone's largest HEIC has ten million, its largest PNG under a hundred
_QUALITY = 85
_THREADS = 2  # of a HEIC's tiles: the window and the room's screen want the processor too
_ORIENTATION = 0x0112
_HEIC = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"))
_DAMAGED = (OSError, SyntaxError, ValueError, RuntimeError, EOFError, LookupError, ArithmeticError, struct.error)


@dataclass(frozen=True)
class Photo:
    """A picture as it is kept: its name with the new ending, its dots as JPEG."""

    name: str
    data: bytes
    size: tuple[int, int]


def read_photo(path: Path, progress: Progress) -> Photo:
    """Read a picture file as a job; UserError names the file and says why it is refused."""
    data = read_bytes(path, _LARGEST)
    progress.check()
    try:
        image = _opened(data, path.name)
        progress.check()
        sheet = _on_white(image)
        progress.check()
        stream = io.BytesIO()
        sheet.save(stream, "JPEG", quality=_QUALITY)
    except MemoryError as error:
        raise UserError("picture.too-many-dots", file=path.name, millions=MOST_PIXELS // 10**6) from error
    return Photo(f"{path.stem}.jpg", stream.getvalue(), sheet.size)


def heic_is_read() -> bool:
    """Say whether this build of the program carries the reader for HEIC."""
    try:
        _heif_reader()
    except ImportError:
        return False
    return True


def _heif_reader() -> ModuleType:
    import pi_heif  # noqa: F401 - on Windows this puts its libraries within reach
    import _pi_heif  # isort: skip

    reader: ModuleType = _pi_heif
    return reader


def _opened(data: bytes, name: str) -> Image:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return _heic(data, name)
    return _turned(data, name)


def _turned(data: bytes, name: str) -> Image:
    """Unpack JPEG, PNG and WebP, no larger than needed where the format can, and turn them upright."""
    from PIL import Image  # late: opening a meeting needs none of it

    try:
        image: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except _DAMAGED as error:
        raise UserError("picture.foreign", file=name) from error
    _within(image.size, name)
    try:
        image.draft("RGB", (LONGEST, LONGEST))
        image.load()
    except _DAMAGED as error:
        raise UserError("picture.damaged", file=name) from error
    turn = Image.Transpose
    turns = {2: turn.FLIP_LEFT_RIGHT, 3: turn.ROTATE_180, 4: turn.FLIP_TOP_BOTTOM, 5: turn.TRANSPOSE,
             6: turn.ROTATE_270, 7: turn.TRANSVERSE, 8: turn.ROTATE_90}  # fmt: skip
    try:
        lies = turns.get(image.getexif().get(_ORIENTATION, 1))
    except _DAMAGED:  # notes that cannot be read say nothing: the dots are whole
        lies = None
    return image if lies is None else image.transpose(lies)


def _heic(data: bytes, name: str) -> Image:
    """Unpack the main picture of a HEIC file; its library turns it upright."""
    from PIL import Image

    try:
        reader = _heif_reader()
    except ImportError as error:
        raise UserError("picture.no-heic", file=name) from error
    try:
        # colours of 8 bits, red before blue, rows without gaps, greys of 16, any decoder, the library's limits kept
        held = reader.load_file(data, _THREADS, True, False, True, True, "", 0)
        main = next(image for image in held if image is not None and image.primary)
        _within(main.size_mode[0], name)
        dots = main.data
        size, mode = main.size_mode  # known for certain only now
        _within(size, name)
        return Image.frombytes(mode, size, dots)
    except (*_DAMAGED, StopIteration) as error:
        raise UserError("picture.damaged", file=name) from error


def _within(size: tuple[int, int], name: str) -> None:
    if not 0 < size[0] * size[1] <= MOST_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> UserError:
    return UserError("picture.too-many-dots", file=name, millions=MOST_PIXELS // 10**6)


def _on_white(image: Image) -> Image:
    """Paint a picture, made small enough, onto a white sheet: what is written knows nothing of the file read."""
    from PIL import Image

    clear = image.has_transparency_data
    if image.mode.startswith("I;16"):  # a scanner's greys: their upper half is what a screen can show
        image = image.point(lambda grey: grey / 256).convert("L")
    wanted = "RGBA" if clear else "RGB"
    image = image if image.mode == wanted else image.convert(wanted)  # a copy of fifty million dots is not small
    image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A") if clear else None)
    return sheet
