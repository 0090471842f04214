"""Voting: options from ideas, one ballot box over all channels, an outcome that says by which rule and why.

`setup` before opening, `box` while open (sealed where the vote is secret), `hands` for raised hands, `result` after
closing; `forms/` holds one file per form of ballot. Qt-free.
"""
