"""Shipped data, no code: fonts, icons, translations, templates, licences."""
