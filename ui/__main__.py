"""`python -m ui`: the window. The command line is `python -m labapp`."""

import sys

from ui.app import main

if __name__ == "__main__":
    sys.exit(main())
