"""Damage that leaves a file readable and would change who wins: never without a word."""

from pathlib import Path

import pytest

from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading
from labapp.wording.errors import warning_sentence
from labapp.wording.translate import translator

TRACKS = Reading(tracks=True)


def spoken(path: Path) -> list[str]:
    """Return the warnings about a file as a person reads them."""
    return [warning_sentence(note, translator("en")) for note in read_ballots(path, TRACKS)[1]]


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        ("Zo\u00eb", "Zoe\u0308", "U+0065, U+00EB, U+0308"),
        ("Ann", "Ann\u200b", "U+200B"),
        ("Ann", "\u200fAnn", "U+200F"),
        ("Ann Lee", "Ann\u00a0Lee", "U+0020, U+00A0"),
        ("Ann Lee", "Ann  Lee", "U+0020"),
    ],
)
def test_names_that_only_look_the_same_are_said_however_often_they_come(
    tmp_path: Path, one: str, other: str, signs: str
) -> None:
    """Half of the ballots from another computer split a winner in two."""
    path = tmp_path / "x.csv"
    said = f'two options look like "{{}}" but are written with different signs ({signs}); if they are one, the outcome'
    path.write_text(f"rank 1\n{one}\n{one}\n{one}\n{other}\n{other}\nBo\n", encoding="utf-8")
    assert spoken(path) == [f"{said.format(one)} may be wrong."]
    many = "".join(f"n{n}\n" for n in range(100))
    path.write_text(f"rank 1\n{one}\n{one}\n{other}\n{many}", encoding="utf-8")
    assert spoken(path) == [f"{said.format(one)} may be wrong."]


def test_columns_whose_headings_look_the_same_are_said(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,Kale,Kale\u200b,Leek\n1,1,2,3\n2,3,1,2\n", encoding="utf-8")
    assert [note.code for note in read_ballots(path, TRACKS)[1]] == ["ballots.look-same"]
