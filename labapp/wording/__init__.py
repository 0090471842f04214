"""Codes and values into Polish and English sentences; translators are passed in, never global."""
