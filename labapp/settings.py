"""The user's settings and recent files: rows of data (key, type, default), one JSON file, no database.

The welcome window reads recents before anything heavy is imported, so this file imports next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labapp import disk, paths

RECENTS = 12


@dataclass(frozen=True)
class Setting:
    """One row: what it is called, its type, and its value when never set."""

    key: str
    type: type
    default: Any
    doc: str


SETTINGS: tuple[Setting, ...] = (
    Setting("language", str, "", "language of the windows, pl or en; empty: the system's"),
    Setting("report_language", str, "", "language of reports; empty: the laboratory's"),
    Setting("theme", str, "", "theme of the console; empty: the system's"),
    Setting("stage_theme", str, "light", "theme of the room's screen"),
    Setting("stage_screen", str, "", "name of the room's screen used last"),
    Setting("scale", int, 100, "size of texts in the console, per cent"),
    Setting("report_notes", bool, False, "reports carry the moderator's notes"),
    Setting("organiser", str, "", "proposed as organiser of a new laboratory"),
    Setting("folder", str, "", "folder used last for laboratories"),
    Setting("sound", bool, True, "a gentle sound for breaks and for times at the tables"),
    Setting("clicker_forward", str, "", "key of a clicker's next button, where it is not PageDown"),
    Setting("clicker_back", str, "", "key of a clicker's back button, where it is not PageUp"),
    Setting("room_height", float, 1.5, "height of the picture in metres, as said in the room check"),
    Setting("room_row", float, 8.0, "metres to the last row, as said in the room check"),
    Setting("room_smallest", float, 0.0, "smallest text of the room's screen, a part of its height; 0: as designed"),
    Setting("window", str, "", "size and place of the console"),
    Setting("rail_width", int, 0, "width of the agenda as somebody put it; 0: by itself"),
    Setting("side_width", int, 0, "width of what the room sees and the notes as somebody put it; 0: by itself"),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Recent:
    """A laboratory opened lately; `opened` is a UTC stamp."""

    path: str
    title: str
    opened: str

    @property
    def exists(self) -> bool:
        """Whether the file is there now (a stick may not be)."""
        return Path(self.path).exists()


class Settings:
    """All settings in memory; `with settings.editing():` writes once, at the end, whole or not at all."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config_folder() / "settings.json"
        stored = disk.read_json(self._path)
        values = stored.get("settings", {})
        # Unknown keys are kept: an older program must not forget a newer one's settings.
        self._values: dict[str, Any] = dict(values) if isinstance(values, dict) else {}
        self._recents = _recents(stored.get("recents"))
        self._places = _places(stored)

    def get(self, key: str) -> Any:  # noqa: ANN401 - the row's type
        """Return a setting; its default when never set or of the wrong type; KeyError for an unknown key."""
        row = _BY_KEY[key]
        value = self._values.get(key, row.default)
        return value if type(value) is row.type else row.default

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - the row's type
        """Set a value and write; KeyError for an unknown key, TypeError for a wrong type."""
        row = _BY_KEY[key]
        if type(value) is not row.type:
            raise TypeError(f"{key} is {row.type.__name__}")
        with self.editing():
            self._values[key] = value

    @property
    def recents(self) -> list[Recent]:
        """Return laboratories opened lately, newest first."""
        return list(self._recents)

    def opened(self, path: Path, title: str, now: str) -> None:
        """Put a laboratory on top of the recent ones."""
        with self.editing():
            others = [item for item in self._recents if item.path != str(path)]
            self._recents = [Recent(str(path), title, now), *others][:RECENTS]

    def forget(self, path: str) -> None:
        """Take a laboratory off the list of recent ones; the file stays."""
        with self.editing():
            self._recents = [item for item in self._recents if item.path != path]

    def second_place(self, uid: str) -> str:
        """Return where else a laboratory is kept on this computer; empty when nowhere."""
        value = self._places.get(uid, "")
        return value if isinstance(value, str) else ""

    def set_second_place(self, uid: str, path: str) -> None:
        """Note where else a laboratory is kept; a path of this computer, so never in the file itself."""
        with self.editing():
            self._places.pop(uid, None)
            if path:
                self._places[uid] = path

    @contextmanager
    def editing(self) -> Iterator[Settings]:
        """Collect changes and write once."""
        # The shell's settings live as long as the program; an open document names its second place through its own.
        self._places = _places(disk.read_json(self._path))
        yield self
        value = {
            "settings": self._values,
            "recents": [{"path": r.path, "title": r.title, "opened": r.opened} for r in self._recents],
            "second_places": self._places,
        }
        disk.write_json(self._path, value)


def _places(stored: dict[str, Any]) -> dict[str, str]:
    places = stored.get("second_places", {})
    return dict(places) if isinstance(places, dict) else {}


def recents() -> list[Recent]:
    """Return laboratories opened lately without building anything else."""
    return _recents(disk.read_json(paths.config_folder() / "settings.json").get("recents"))


def _recents(stored: Any) -> list[Recent]:  # noqa: ANN401 - JSON
    rows = stored if isinstance(stored, list) else []
    return [
        Recent(str(row["path"]), str(row.get("title", "")), str(row.get("opened", "")))
        for row in rows
        if isinstance(row, dict) and row.get("path")
    ]
