"""Widgets, icons and styles shared by console and booth."""
