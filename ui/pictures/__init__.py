"""Pictures of every screen, drawn without a display, so that each can be looked at after every change.

`album` says in which order; one module shows one part of the program, by the gestures a moderator makes.
"""
