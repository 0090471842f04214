"""The vote's windows: its page on the console and its pictures for the room."""
