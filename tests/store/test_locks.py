"""The lock of an open laboratory: held by one, told of who has it, and no victim of the disk."""

import pytest

from labapp import paths
from labapp.errors import WorldError
from tests.lab_files import again, fresh


@pytest.mark.parametrize("rubbish", [b"no database" * 500, b"SQLite format 3\0" + b"\xff" * 4080, b"\0"])
def test_a_damaged_lock_keeps_nobody_out_and_still_locks(tmp_path, rubbish):
    document = fresh(tmp_path / "a.lab")
    document.close()
    (lock,) = (paths.data_folder() / "locks").glob("*.db")
    lock.write_bytes(rubbish)
    document = again(tmp_path / "a.lab")
    with pytest.raises(WorldError, match=r"document\.open-here"):
        again(tmp_path / "a.lab")
    document.close()


def test_a_lock_that_cannot_be_had_is_not_told_as_somebody_elses(tmp_path):
    document = fresh(tmp_path / "a.lab")
    document.close()
    (lock,) = (paths.data_folder() / "locks").glob("*.db")
    lock.unlink()
    lock.mkdir()
    with pytest.raises(WorldError, match=r"store\.cannot-open"):
        again(tmp_path / "a.lab")
    lock.rmdir()
    again(tmp_path / "a.lab").close()
