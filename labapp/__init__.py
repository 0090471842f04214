"""The laboratory itself: runs headless, knows nothing of windows.

Everything the windows can do without a person is done here, so that the command line, the tests and other programs
use the very same doors.
"""

__version__ = "0.1.0"
