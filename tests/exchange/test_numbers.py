"""Numbers of ballots with their thousands set apart are read where they mean one thing."""

from fractions import Fraction
from pathlib import Path

import pytest

from labapp.errors import UserError
from labapp.exchange.ballots import read_ballots
from labapp.exchange.pile import Reading

TRACKS = Reading(tracks=True)


@pytest.mark.parametrize(
    ("weights", "ballots"),
    [
        (("1 200", "900"), 1200),
        (("1\u00a0200", "900"), 1200),
        (("1'200", "900"), 1200),
        (("1.200", "1.000.000"), 1200),
        (("1.200", "0.5"), Fraction("1.2")),
        (("1.200", "1 000,5"), None),
        (("1 2000", "900"), None),
        (("1.200.5", "900"), None),
        (("1" * 16, "900"), None),
    ],
)
def test_thousands_of_ballots_set_apart(tmp_path: Path, weights: tuple[str, str], ballots: Fraction | None) -> None:
    path = tmp_path / "x.csv"
    path.write_text("liczba;rank 1\n{};Ann\n{};Bo\n".format(*weights), encoding="utf-8")
    if ballots is None:
        with pytest.raises(UserError) as caught:
            read_ballots(path, TRACKS)
        assert (caught.value.params["line"], caught.value.params["column"]) == (2, 1)
        return
    first = read_ballots(path, TRACKS)[0].ballots[0]
    assert first.count * first.weight == ballots
