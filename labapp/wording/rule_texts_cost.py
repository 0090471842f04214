"""What rules that spend money are called and how each counts, in one line; `rule_texts` joins them to the others."""

from __future__ import annotations

from collections.abc import Callable

from labapp.wording.translate import Translator

Text = Callable[[Translator], str]

RULE_NAMES: dict[str, Text] = {
    "greedy": lambda _: _("Most votes within the budget"),
    "greedy-no-skip": lambda _: _("Most votes, in order without skipping"),
    "greedy-threshold": lambda _: _("Most votes with a minimum"),
    "poznan": lambda _: _("Poznań rule (80%)"),
    "equal-shares": lambda _: _("Equal shares"),
    "phragmen": lambda _: _("Even loads (Phragmén)"),
}
POINT_NAMES: dict[str, Text] = {
    "greedy": lambda _: _("Most points within the budget"),
    "greedy-no-skip": lambda _: _("Most points, in order without skipping"),
    "greedy-threshold": lambda _: _("Most points with a minimum"),
}
"""What rules are called where ballots give points instead of votes."""
RULE_LINES: dict[str, Text] = {
    "greedy": lambda _: _("From the most votes down, what still fits into the budget is chosen."),
    "greedy-no-skip": lambda _: _("From the most votes down, until the first option that does not fit."),
    "greedy-threshold": lambda _: _("From the most votes down, only options with the required minimum."),
    "poznan": lambda _: _(
        "From the most votes down; the first that does not fit is chosen if at least 80% of its cost is left, "
        "and that ends it."
    ),
    "equal-shares": lambda _: _("Everybody has the same share of the budget; supporters pay for options together."),
    "phragmen": lambda _: _(
        "Costs are spread evenly over supporters; the option that loads its own least comes next, "
        "until the first that does not fit."
    ),
}
POINT_LINES: dict[str, Text] = {
    "greedy": lambda _: _("From the most points down, what still fits into the budget is chosen."),
    "greedy-no-skip": lambda _: _("From the most points down, until the first option that does not fit."),
    "poznan": lambda _: _(
        "From the most points down; the first that does not fit is chosen if at least 80% of its cost is left, "
        "and that ends it."
    ),
    "phragmen": lambda _: _(
        "Costs are spread evenly over supporters, everybody who gave points, however many; the option that loads "
        "its own least comes next, until the first that does not fit."
    ),
}
"""What the rules say where ballots give points instead of votes."""
WEIGHED_LINES: dict[str, Text] = {
    "equal-shares": lambda _: _(
        "Every whole vote has the same share of the budget; supporters pay for options together."
    ),
}
"""What the rules say where not every person's vote weighs the same."""
POINT_CHOICES: dict[tuple[str, str], Text] = {
    ("completion", "utilitarian"): lambda _: _("goes to the most points"),
    ("completion", "add1u"): lambda _: _("shares are raised, the rest goes to the most points"),
}
"""The same of choices."""
SETTING_NAMES: dict[str, Text] = {
    "utility": lambda _: _("Support measured in"),
    "completion": lambda _: _("Money that is left"),
    "start": lambda _: _("First share is"),
    "stop": lambda _: _("Raising shares ends"),
    "step": lambda _: _("Step of raising shares"),
    "budget": lambda _: _("Budget"),
    "min-score": lambda _: _("Minimum of votes or points"),
    "first-share": lambda _: _("First share"),
    "steps-taken": lambda _: _("Steps taken"),
    "step-size": lambda _: _("One step"),
    "final-share": lambda _: _("Last share"),
}
CHOICE_NAMES: dict[tuple[str, str], Text] = {
    ("ties", "most-votes"): lambda _: _("most votes"),
    ("utility", "cost"): lambda _: _("money"),
    ("utility", "cardinality"): lambda _: _.context("utility", "votes"),
    ("completion", "none"): lambda _: _("stays unspent"),
    ("completion", "utilitarian"): lambda _: _("goes to the most votes"),
    ("completion", "add1"): lambda _: _("shares are raised step by step"),
    ("completion", "add1u"): lambda _: _("shares are raised, the rest goes to the most votes"),
    ("start", "exact"): lambda _: _("exact"),
    ("start", "floor"): lambda _: _("whole currency units"),
    ("stop", "overspend"): lambda _: _("before the budget is exceeded"),
    ("stop", "exhaustive"): lambda _: _("also when nothing more fits"),
    ("budget", "profile"): lambda _: _("as given with the options"),
    ("min-score", "none"): lambda _: _.context("minimum", "none"),
    ("min-score", "profile"): lambda _: _("as given with the options"),
}
