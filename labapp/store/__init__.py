"""The file of a laboratory: SQLite and everything that knows of it; no other room does."""
