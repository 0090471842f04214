"""Dialogs about keeping, restoring and removing: backups, damaged files, personal data."""
