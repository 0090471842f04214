"""Failures that are not bugs: a code and parameters that `labapp.wording.errors` turns into one sentence.

Anything else that is raised is a bug of ours and ends in a crash report, never in a friendly sentence.
"""

from __future__ import annotations

from typing import Any


class UserError(Exception):
    """The input is refused (damaged, wrong format, against a rule); nothing was changed."""

    exit_code = 1

    def __init__(self, code: str, **params: Any) -> None:  # noqa: ANN401 - whatever the sentence shows
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Name the code and parameters for logs of tests; people read `wording.errors` instead."""
        return f"{self.code} {self.params}"


class UsageError(UserError):
    """The command line was used wrongly."""

    exit_code = 2


class WorldError(UserError):
    """The world failed: no such file, no permission, disk full, open elsewhere."""

    exit_code = 3
