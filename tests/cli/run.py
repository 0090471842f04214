"""Runs `lab` in this process, as another program would: words in, status and both streams out."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labapp.cli import main


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output; anything else there is a breach."""
        return json.loads(self.out)


def lab(*words: object) -> Answer:
    """Run one command, English unless the words say otherwise."""
    said = [str(word) for word in words]
    if said and "--lang" not in said and not said[0].startswith("-"):
        said[1:1] = ["--lang", "en"]
    out, err = io.StringIO(), io.StringIO()
    status = main(said, out, err)
    return Answer(status, out.getvalue(), err.getvalue())


def done(*words: object) -> Answer:
    """Run one command that must succeed without a word of complaint."""
    answer = lab(*words)
    assert (answer.status, answer.err) == (0, "")
    return answer


def activity(path: Path, kind: str) -> str:
    """Return the id of the first activity of a kind."""
    listed = done("info", path, "--json").json["activities"]
    return str(next(item["id"] for item in listed if item["kind"] == kind))


def untouched(path: Path) -> tuple[bytes, int, list[str]]:
    """Return what must not change: bytes, time, and what lies beside the file."""
    return path.read_bytes(), path.stat().st_mtime_ns, sorted(item.name for item in path.parent.iterdir())
