"""`lab export` of votes: a counted one as a table, a budget as `.pb`, everything else refused by name."""

import io
from pathlib import Path

import pytest

from labapp.cli import main
from labapp.demo import Wish, make_demo
from labapp.document import open_document
from labapp.model import agenda


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("export")
        patch.setenv("LABAPP_DATA", str(folder / "data"))
        path = folder / "demo.lab"
        make_demo(path, Wish(language="en"))
        with open_document(path, readonly=True) as document:
            vote = next(item for item in agenda.activities(document.lab.read) if item.kind == "vote")
        return path, vote.id


def _export(path: Path, activity: str, out: Path) -> tuple[int, str]:
    errors = io.StringIO()
    status = main(["export", str(path), "--activity", activity, "-o", str(out), "--lang", "en"], io.StringIO(), errors)
    return status, errors.getvalue()


def test_a_counted_vote_is_a_table(demo: tuple[Path, str], tmp_path: Path) -> None:
    out = tmp_path / "vote.csv"
    assert _export(*demo, out) == (0, "")
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0] == "No.;Option;Dots;Result"
    scores = [int(line.split(";")[-2]) for line in lines[1:]]
    assert scores == sorted(scores, reverse=True)
    assert lines[1].endswith(";chosen")


@pytest.mark.parametrize("ending", [".pb", ".txt"])
def test_what_a_vote_cannot_be_is_refused(demo: tuple[Path, str], tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"vote{ending}"
    status, said = _export(*demo, out)
    assert status == 1
    assert said.count("\n") == 1
    assert not out.exists()
