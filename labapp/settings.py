"""The user's settings and recent files: rows of data (key, type, default), one JSON file, no database.

The welcome window reads recents before anything heavy is imported, so this file imports next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from labapp import disk, paths
from labapp.errors import WorldError

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
    Setting("theme", str, "", "theme of the console; empty: the system's"),
    Setting("stage_theme", str, "light", "theme of the room's screen"),
    Setting("stage_screen", str, "", "name of the room's screen used last"),
    Setting("scale", int, 100, "size of texts in the console, per cent"),
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
    Setting("life_folded", bool, False, "the history of a card shows only its heading"),
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


_Edit = Callable[[dict[str, Any]], None]


class Settings:
    """All settings in memory. A choice holds at once; it is written into the file as that is now, whole or not at all.

    Another window, another program or an open document may have written there meanwhile: each change is made to what
    lies there. What could not be written is written with the next change.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.config_folder() / "settings.json"
        # Unknown keys are kept: an older program must not forget a newer one's settings.
        self._stored: dict[str, Any] = {}
        self._known = False  # whether what lies there was ever read
        self._damaged = False  # whether nobody can read it
        self._waiting: list[_Edit] = []
        # Who is asked what becomes of a failure to write: a program with a window says it, and work goes on.
        self.unwritten: Callable[[WorldError], None] = _raised
        self._read()

    def get(self, key: str) -> Any:  # noqa: ANN401 - the row's type
        """Return a setting; its default when never set or of the wrong type; KeyError for an unknown key."""
        row = _BY_KEY[key]
        value = _part(self._stored, "settings").get(key, row.default)
        return value if type(value) is row.type else row.default

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - the row's type
        """Choose a value, for this run and the next; KeyError for an unknown key, TypeError for a wrong type."""
        row = _BY_KEY[key]
        if type(value) is not row.type:
            raise TypeError(f"{key} is {row.type.__name__}")

        def edit(stored: dict[str, Any]) -> None:
            stored["settings"] = {**_part(stored, "settings"), key: value}

        self._edit(edit)

    @property
    def recents(self) -> list[Recent]:
        """Return laboratories opened lately, newest first."""
        return _recents(self._stored)

    def opened(self, path: Path, title: str, now: str) -> None:
        """Put a laboratory on top of the recent ones."""
        newest = Recent(str(path), title, now)

        def edit(stored: dict[str, Any]) -> None:
            others = [item for item in _recents(stored) if item.path != newest.path]
            stored["recents"] = [asdict(item) for item in (newest, *others)][:RECENTS]

        self._edit(edit)

    def forget(self, path: str) -> None:
        """Take a laboratory off the list of recent ones; the file stays."""

        def edit(stored: dict[str, Any]) -> None:
            stored["recents"] = [asdict(item) for item in _recents(stored) if item.path != path]

        self._edit(edit)

    def second_place(self, uid: str) -> str:
        """Return where else a laboratory is kept on this computer; empty when nowhere."""
        value = _part(self._stored, "second_places").get(uid, "")
        return value if isinstance(value, str) else ""

    def set_second_place(self, uid: str, path: str) -> None:
        """Note where else a laboratory is kept; a path of this computer, so never in the file itself."""

        def edit(stored: dict[str, Any]) -> None:
            others = {key: place for key, place in _part(stored, "second_places").items() if key != uid}
            stored["second_places"] = {**others, uid: path} if path else others

        self._edit(edit)

    def report_language(self, uid: str) -> str:
        """Return the language a laboratory's report was last written in; empty when none was."""
        value = _part(self._stored, "report_languages").get(uid, "")
        return value if isinstance(value, str) else ""

    def set_report_language(self, uid: str, language: str) -> None:
        """Note in which language a laboratory's report is written, for its next one."""

        def edit(stored: dict[str, Any]) -> None:
            stored["report_languages"] = {**_part(stored, "report_languages"), uid: language}

        if language != self.report_language(uid):
            self._edit(edit)

    def _edit(self, edit: _Edit) -> None:
        self._waiting.append(edit)
        try:
            self._write()
        except WorldError as problem:
            edit(self._stored)
            self.unwritten(problem)

    def _write(self) -> None:
        refused = self._read()
        if refused is not None and not self._known:
            raise refused  # written over now, what nobody has read would be lost
        for edit in self._waiting:
            edit(self._stored)
        if self._damaged:
            with suppress(OSError):  # beside, for whoever wants to look
                self._path.replace(self._path.with_suffix(".damaged"))
        disk.write_json(self._path, self._stored)
        self._known, self._damaged = True, False
        self._waiting.clear()

    def _read(self) -> WorldError | None:
        """Read what lies there now; what cannot be read leaves what is known as it is, and is returned."""
        try:
            with disk.told(self._path):
                stored = json.loads(self._path.read_text(encoding="utf-8")) if self._path.exists() else {}
        except WorldError as problem:
            return problem
        except ValueError:
            stored = None
        self._damaged = not isinstance(stored, dict)
        if isinstance(stored, dict):
            self._stored = stored
        self._known = True
        return None


def _raised(problem: WorldError) -> None:
    raise problem


def _part(stored: dict[str, Any], name: str) -> dict[str, Any]:
    part = stored.get(name)
    return part if isinstance(part, dict) else {}


def _recents(stored: dict[str, Any]) -> list[Recent]:
    rows = stored.get("recents")
    return [
        Recent(str(row["path"]), str(row.get("title", "")), str(row.get("opened", "")))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("path")
    ]
