"""The board's face: columns and capture line on the console, pages of notes on the stage."""
