"""The same shell and console as the console's own tests."""

from tests.ui.console.conftest import console, opened, shell

__all__ = ["console", "opened", "shell"]
