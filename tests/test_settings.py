"""The user's settings: typed rows, one whole file, recents without a database."""

import subprocess
import sys
from pathlib import Path

import pytest

from labapp import paths
from labapp.errors import WorldError
from labapp.settings import SETTINGS, Settings


def test_defaults_then_what_was_set_also_after_reading_again():
    chosen = Settings()
    for row in SETTINGS:
        assert chosen.get(row.key) == row.default
        assert type(row.default) is row.type
    chosen.put("theme", "dark")
    chosen.put("scale", 125)
    assert (Settings().get("theme"), Settings().get("scale")) == ("dark", 125)
    with pytest.raises(KeyError):
        chosen.put("nonsense", 1)
    with pytest.raises(TypeError):
        chosen.put("scale", "big")


@pytest.mark.parametrize("content", [
    b"", b"[]", b"{", b"\xff\xfe", b'{"settings": 3, "recents": {"a": 1}, "second_places": []}',
    b'{"settings": {"scale": "x"}, "recents": [1, {"path": ""}]}',
])  # fmt: skip
def test_a_broken_file_costs_the_settings_not_the_program(content):
    (paths.config_folder() / "settings.json").write_bytes(content)
    assert Settings().get("scale") == 100
    assert Settings().recents == []
    assert Settings().second_place("x") == ""


def test_settings_of_a_newer_program_are_kept():
    file = paths.config_folder() / "settings.json"
    file.write_text('{"settings": {"future": 1}}', encoding="utf-8")
    Settings().put("theme", "dark")
    assert '"future": 1' in file.read_text(encoding="utf-8")


def test_recents_newest_first_each_once_twelve_at_most():
    chosen = Settings()
    for number in range(15):
        chosen.opened(Path(f"/x/{number}.lab"), f"Nr {number}", "2026-11-22T09:00:00.000Z")
    chosen.opened(Path("/x/9.lab"), "Znów", "2026-11-22T10:00:00.000Z")
    listed = Settings().recents
    assert [item.title for item in listed[:3]] == ["Znów", "Nr 14", "Nr 13"]
    assert len(listed) == 12
    assert not listed[0].exists
    chosen.forget(listed[0].path)
    assert Settings().recents[0].title == "Nr 14"


def test_recents_need_nothing_heavy():
    heavy = ("sqlite3", "sqlite_utils", "labapp.lab")
    code = f"import sys, labapp.settings as s; s.Settings().recents; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_second_place_named_meanwhile_is_not_forgotten(tmp_path):
    old = Settings(tmp_path / "settings.json")
    Settings(tmp_path / "settings.json").set_second_place("uid", "/stick")
    old.put("language", "en")
    again = Settings(tmp_path / "settings.json")
    assert (again.second_place("uid"), again.get("language")) == ("/stick", "en")


def test_what_cannot_be_written_holds_and_is_written_with_the_next_change(tmp_path):
    file = tmp_path / "settings.json"
    chosen = Settings(file)
    chosen.set_second_place("uid", "/stick")
    said = []
    chosen.unwritten = said.append
    kept = file.read_text(encoding="utf-8")
    file.unlink()
    file.mkdir()
    (file / "x").write_text("x", encoding="utf-8")
    chosen.put("theme", "dark")
    chosen.opened(Path("/x/a.lab"), "A", "2026-11-22T09:00:00.000Z")
    assert [problem.code for problem in said] == ["store.folder", "store.folder"]
    assert (chosen.get("theme"), chosen.recents[0].title, chosen.second_place("uid")) == ("dark", "A", "/stick")
    (file / "x").unlink()
    file.rmdir()
    file.write_text(kept, encoding="utf-8")
    chosen.put("scale", 115)
    again = Settings(file)
    assert (again.get("theme"), again.get("scale"), again.recents[0].title) == ("dark", 115, "A")
    assert again.second_place("uid") == "/stick"


def test_what_nobody_could_read_is_not_written_over(tmp_path):
    file = tmp_path / "settings.json"
    Settings(file).set_second_place("uid", "/stick")
    kept = file.with_name("kept.json")
    file.replace(kept)
    file.mkdir()
    late = Settings(file)  # its owner may not read it now
    with pytest.raises(WorldError):
        late.set_second_place("other", "/share")
    file.rmdir()
    kept.replace(file)
    late.put("theme", "dark")
    again = Settings(file)
    assert (again.second_place("uid"), again.second_place("other")) == ("/stick", "/share")


def test_a_damaged_file_costs_nothing_that_is_known_and_stays_beside(tmp_path):
    file = tmp_path / "settings.json"
    chosen = Settings(file)
    chosen.set_second_place("uid", "/stick")
    file.write_bytes(b"\xff{")
    assert Settings(file).second_place("uid") == ""
    assert file.read_bytes() == b"\xff{"  # only looked at
    chosen.put("theme", "dark")
    assert Settings(file).second_place("uid") == "/stick"
    assert file.with_suffix(".damaged").read_bytes() == b"\xff{"
