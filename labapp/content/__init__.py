"""The tree of a report; a leaf of the house: imports nothing of ours."""
