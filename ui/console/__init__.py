"""The console: the moderator's window. What to do next left, the work in the middle, what the room sees right."""
