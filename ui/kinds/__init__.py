"""The face of each kind: page.py for the console, paint.py for the stage."""
