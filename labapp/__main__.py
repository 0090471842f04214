"""`python -m labapp` is the command line `lab`."""

from __future__ import annotations

import sys

from labapp.cli import main

if __name__ == "__main__":
    sys.exit(main())
