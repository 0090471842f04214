"""The user's settings: typed rows, one whole file, recents without a database."""

import subprocess
import sys
from pathlib import Path

import pytest

from labapp import paths, settings
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
    listed = settings.recents()
    assert [item.title for item in listed[:3]] == ["Znów", "Nr 14", "Nr 13"]
    assert len(listed) == 12
    assert not listed[0].exists
    chosen.forget(listed[0].path)
    assert settings.recents()[0].title == "Nr 14"


def test_recents_need_nothing_heavy():
    heavy = ("sqlite3", "sqlite_utils", "labapp.lab")
    code = f"import sys, labapp.settings as s; s.recents(); print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_second_place_named_meanwhile_is_not_forgotten(tmp_path):
    old = Settings(tmp_path / "settings.json")
    Settings(tmp_path / "settings.json").set_second_place("uid", "/stick")
    old.put("language", "en")
    again = Settings(tmp_path / "settings.json")
    assert (again.second_place("uid"), again.get("language")) == ("/stick", "en")
