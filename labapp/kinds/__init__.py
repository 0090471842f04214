"""Kinds of activities, one package each; they never import each other and meet only through ideas.

The registry is a literal table, which installers and readers can follow.
"""
