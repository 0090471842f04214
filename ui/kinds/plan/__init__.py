"""The plan's face: a table of actions on the console, what · who · by when on the stage."""
