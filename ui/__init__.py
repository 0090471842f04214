"""The windows: Qt asks labapp for everything and keeps nothing of its own.

`app.py` starts; `console/` is the moderator's, `stage/` the room's, `booth/` the voter's window; `kinds/x/` holds the
page and the painter of each kind; `widgets/` what they share; `theme.py` every colour, size and space there is.
Never imports labapp.store, sqlite3 or reportlab.
"""
