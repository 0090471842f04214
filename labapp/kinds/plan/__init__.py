"""The action plan: what, who, by when, and who has really agreed to it."""
