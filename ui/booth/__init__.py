"""The booth: a window of its own where one person votes unseen and nothing remains to be seen."""
