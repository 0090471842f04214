"""Pictures of telephones come in upright and small, as JPEG without place, time or owner; what is none is refused.

`wall.heic` is our own drawing of three cards, lying on its side: x265 made it once, because what reads HEIC here does
not write it. Its notes name an owner, a telephone, a moment and a place.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from labapp.errors import UserError
from labapp.exchange.photo import LONGEST, Photo, heic_is_read, read_photo
from labapp.jobs import Cancelled, Progress
from labapp.wording.errors import error_sentence
from labapp.wording.translate import translator

WALL = Path(__file__).with_name("wall.heic")
GPS, ORIENTATION, OWNER = 0x8825, 0x0112, 0x010F
RED = (230, 60, 60)


def read(path: Path) -> Photo:
    return read_photo(path, Progress())


def seen(photo: Photo) -> Image.Image:
    with Image.open(io.BytesIO(photo.data)) as image:
        image.load()
    assert image.format == "JPEG"
    assert image.mode == "RGB"
    assert image.size == photo.size
    return image


def close(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) < 30 for one, other in zip(found, wanted, strict=True))


def corner(image: Image.Image) -> str:
    """Say in which corner the red card lies."""
    right, low = image.width - 4, image.height - 4
    places = {"top left": (3, 3), "top right": (right, 3), "bottom left": (3, low), "bottom right": (right, low)}
    found = [name for name, place in places.items() if close(image.getpixel(place), RED)]
    assert len(found) == 1
    return found[0]


def notes(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[OWNER], exif[ORIENTATION] = "Anna Nowak", orientation
    place = exif.get_ifd(GPS)
    place[1], place[2], place[3], place[4] = "N", (53.0, 1.0, 30.0), "E", (18.0, 36.0, 0.0)
    return exif


@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
@pytest.mark.parametrize(
    ("orientation", "where"),
    [(1, "top left"), (2, "top right"), (3, "bottom right"), (4, "bottom left"), (5, "top left"), (6, "top right"),
     (7, "bottom right"), (8, "bottom left")],
)  # fmt: skip
def test_a_picture_is_turned_upright_and_forgets_where_it_was_taken(
    tmp_path: Path, ending: str, orientation: int, where: str
) -> None:
    stored = Image.new("RGB", (60, 40), "grey")
    ImageDraw.Draw(stored).rectangle((0, 0, 19, 19), fill=RED)
    path = tmp_path / f"ściana.{ending}"
    stored.save(path, exif=notes(orientation), dpi=(72, 72), comment=b"Anna Nowak")
    assert b"Nowak" in path.read_bytes()
    photo = read(path)
    image = seen(photo)
    assert photo.name == "ściana.jpg"
    assert image.size == ((60, 40) if orientation < 5 else (40, 60))
    assert corner(image) == where
    assert dict(image.getexif()) == {}
    assert b"Nowak" not in photo.data
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_heic_of_a_telephone_is_read_upright_without_its_notes() -> None:
    raw = WALL.read_bytes()
    assert b"Anna Nowak" in raw
    assert b"2026:03:14" in raw
    photo = read(WALL)
    image = seen(photo)
    assert photo.name == "wall.jpg"
    assert image.size == (64, 96)
    assert close(image.getpixel((64 - 16, 16)), RED)  # lay top left, on its side
    assert close(image.getpixel((16, 96 - 16)), (60, 60, 230))
    assert dict(image.getexif()) == {}
    assert b"Nowak" not in photo.data
    assert b"2026" not in photo.data


def test_what_stands_in_the_file_counts_not_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "IMG_0001.JPG"  # telephones that send HEIC under another name
    path.write_bytes(WALL.read_bytes())
    assert read(path).size == (64, 96)


def test_where_heic_cannot_be_read_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heic_is_read()
    monkeypatch.setitem(sys.modules, "_pi_heif", None)
    assert not heic_is_read()
    with pytest.raises(UserError, match=r"picture\.no-heic") as refused:
        read(WALL)
    assert error_sentence(refused.value, translator("en")).endswith("save it as JPEG.")
    assert error_sentence(refused.value, translator("pl")).startswith("wall.heic: ")


@pytest.mark.parametrize("size", [(5000, 3000), (3000, 5000), (9000, 10)])
def test_a_large_picture_is_made_small(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("RGB", size, "teal").save(tmp_path / "a.jpg")
    found = read(tmp_path / "a.jpg").size
    assert max(found) == LONGEST
    assert abs(found[0] * size[1] - found[1] * size[0]) <= max(size)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shines_through_is_white(tmp_path: Path, mode: str) -> None:
    clear = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    ImageDraw.Draw(clear).rectangle((0, 0, 19, 19), fill=(*RED, 255))
    clear.convert(mode).save(tmp_path / "a.png", **({"transparency": 0} if mode == "P" else {}))
    image = seen(read(tmp_path / "a.png"))
    assert close(image.getpixel((35, 10)), (255, 255, 255))


@pytest.mark.parametrize(
    ("mode", "white", "grey"),
    [("1", 255, 255), ("L", 255, 128), ("I;16", 0xFFFF, 0x8000), ("CMYK", (0, 0, 0, 0), (0, 0, 0, 127))],
)
def test_greys_and_printers_colours(tmp_path: Path, mode: str, white: Any, grey: Any) -> None:
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    image = Image.new(mode, (40, 20), white)
    image.paste(Image.new(mode, (20, 20), grey), (0, 0))
    image.save(path)
    found = seen(read(path))
    assert close(found.getpixel((30, 10)), (255, 255, 255))
    assert mode == "1" or close(found.getpixel((10, 10)), (128, 128, 128))


def test_the_first_of_several_pictures_in_one_file(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (40, 20), RED), Image.new("RGB", (40, 20), "blue")
    first.save(tmp_path / "a.jpg", format="MPO", save_all=True, append_images=[second])
    assert close(seen(read(tmp_path / "a.jpg")).getpixel((20, 10)), RED)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "heic"])
def test_a_picture_cut_on_its_way_is_refused(tmp_path: Path, ending: str, cut: float) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "heic":
        path.write_bytes(WALL.read_bytes())
    else:
        Image.effect_noise((300, 200), 90).convert("RGB").save(path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(UserError, match=r"picture\.(damaged|foreign)"):
        read(path)


@pytest.mark.parametrize("data", [b"", b"nic", b"%PDF-1.7", b"GIF89a", b"\0\0\0\x18ftypavif", b"\0\0\0\x18ftypheic"])
def test_what_is_no_picture_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"picture\.(foreign|damaged)") as refused:
        read(path)
    for language in ("pl", "en"):
        assert error_sentence(refused.value, translator(language)).startswith("a.jpg: ")


def test_what_is_not_there_too_large_or_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"file\.missing"):
        read(tmp_path / "a.jpg")
    with pytest.raises(UserError, match=r"file\.is-a-folder"):
        read(tmp_path)
    with (tmp_path / "b.heic").open("wb") as sparse:
        sparse.truncate(101 << 20)
    with pytest.raises(UserError, match=r"file\.too-large"):
        read(tmp_path / "b.heic")


def test_reading_that_nobody_waits_for_ends() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_photo(WALL, progress)
