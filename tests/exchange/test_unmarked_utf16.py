"""A text in UTF-16 without the mark that says so, as some programs save it."""

from pathlib import Path

import pytest

from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.table import read_sheet

TEXT = "rank 1,rank 2\nŻółw,Bus\nBus,Żółw\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_ballots_and_lists_are_read_and_the_encoding_said(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(TEXT.encode(encoding))
    profile, warnings = read_ballots(path)
    assert ([option.id for option in profile.options], [note.code for note in warnings]) == (
        ["Żółw", "Bus"],
        ["file.read-as-utf-16"],
    )
    sheet = read_sheet(path)
    assert (sheet.encoding, sheet.rows) == ("utf-16", read_sheet(path, encoding="utf-16").rows)


@pytest.mark.parametrize("data", [TEXT.encode("utf-16-le") + b" ", b"a\0\x01\0b\0\n\0", b"a\0\0b", b"ab\0d"])
def test_other_zeros_are_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        read_ballots(path)
    assert caught.value.code == "file.not-text"


def test_an_encoding_with_its_mark_is_not_said(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(TEXT.encode("utf-16"))
    assert read_ballots(path)[1] == []
