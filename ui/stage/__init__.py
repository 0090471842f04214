"""The room's screen: display lists, painters, the window, the miniature, and the machine kept awake."""
