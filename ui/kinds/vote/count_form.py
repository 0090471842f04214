"""Rows of how votes are counted: how many win, by which rule, majority, base, quorum; and what that comes to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout

from labapp.counting.rules import RULES
from labapp.kinds.vote import motion_words, tie_words, words
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.terms import BY_SECTOR, SECRET, Terms, weights
from labapp.wording import rule_texts, saying
from labapp.wording.translate import Translator
from ui.kinds.vote import fields

_SHARES = ("3/5", "3/4")
_MAJORITIES = ("simple", "absolute", "two-thirds", *_SHARES)
_BASES = ("valid", "cast", "present", "entitled")
_COMPLETIONS = ("add1u", "add1", "utilitarian", "none")
_HEADS = "heads"
_QUORUMS = ("none", "1/2", "1/3", "2/3", _HEADS)
_MOST_HEADS = 9_999


class CountRows(QObject):
    """Adds its rows to a form in two goes: how many win belongs beside the ballot, the rule further down."""

    counting_changed = Signal(dict)
    rule_changed = Signal(str)
    weight_changed = Signal(str)

    def __init__(self, _: Translator, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._ = _
        self._form = form
        self.seats = fields.number(_("How many are chosen"), 1, 99, lambda n: self._count("seats", str(n)))
        self.rule = fields.choice(_("Rule"), [], self.rule_changed.emit)
        self.majority = fields.choice(_("Majority"), _majorities(_), self._majority_chosen)
        self.base = self._choice("base", _("Counted from"), _bases(_))
        self.quorum = fields.choice(_("Quorum"), _quorums(_), self._quorum_chosen)
        self.heads = fields.number(_("People for a quorum"), 1, _MOST_HEADS, lambda n: self._count("quorum", str(n)))
        self._quorum_row = fields.pair(self.quorum, "", self.heads)
        self._people = 0
        self.completion = self._choice("completion", rule_texts.setting_name("completion", _), [])
        self.least = fields.number(_("Needed at least"), 1, _MOST_HEADS, self._least_chosen)
        self.least.setSpecialValueText(_.context("minimum", "none"))
        self.least.setToolTip(_("Votes or points an option needs to take part at all"))
        self.weight = fields.choice(_("Weight of votes"), [], self.weight_changed.emit)
        self.weight.setToolTip(_("Whose votes weigh the same; agreed before the start and said to the room"))
        self.weight_said = fields.words()
        self.said = fields.words()

    def add_seats(self) -> None:
        """Add the row of how many win."""
        self._form.addRow(self._.context("vote", "Chosen"), self.seats)

    def add_rest(self) -> None:
        """Add the other rows."""
        for field in (self.rule, self.least, self.completion, self.majority, self.base):
            self._form.addRow(field.accessibleName(), field)
        self._form.addRow(self.quorum.accessibleName(), self._quorum_row)
        self._form.addRow(self.weight.accessibleName(), self.weight)
        self._form.addRow(self.weight_said)
        self._form.addRow(self.said)

    def show_terms(self, agreed: Terms, people: int) -> None:
        """Show the values, and only what this rule asks for; a quorum is proposed of so many entitled `people`."""
        counting = agreed.counting
        self._people = people
        fields.put_number(self.seats, int(counting.get("seats", "1")))
        majority = counting.get("majority", "simple")
        majority = counting.get("share", "1/2") if majority == "share" else majority
        fields.offer(self.majority, _with(_majorities(self._), majority))
        fields.put(self.majority, majority)
        fields.put(self.base, counting.get("base", "valid"))
        self._show_least(agreed.least)
        self._show_quorum(counting.get("quorum", "none"))
        ends = [(value, words.completion(value, agreed, self._)) for value in _COMPLETIONS]
        fields.offer(self.completion, ends)
        fields.put(self.completion, counting.get("completion", "none"))
        self._show_rules(agreed)
        self._show_weights(agreed)
        motion = agreed.rule == "motion"
        shown = {
            self.seats: has_seats(agreed),
            self.rule: len(agreed.form.rules) > 1,
            self.least: _has_least(agreed),
            self.completion: "completion" in counting,
            self.majority: motion,
            self.base: motion and counting.get("majority", "simple") != "simple",
            self._quorum_row: motion,
        }
        for widget, visible in shown.items():
            self._form.setRowVisible(widget, visible)
        said = (words.how(agreed, self._), words.rule_line(agreed, self._), tie_words.agreed(agreed, self._))
        self.said.setText(" ".join(filter(None, said)))

    def _show_least(self, value: str) -> None:
        """Show the minimum; one that no whole number of this field says, as its words, until another is chosen."""
        whole = value.isdecimal() and int(value) <= fields.MOST_NUMBER
        given = None if whole or not value else amount(value)
        said = self._.context("minimum", "none") if given is None else saying.figure(self._, given)
        if self.least.specialValueText() != said:  # Qt writes the field anew, over what is being typed
            self.least.setSpecialValueText(said)
        fields.put_number(self.least, int(value) if whole else 1)

    def _show_quorum(self, value: str) -> None:
        heads = motion_words.heads(value)
        fields.offer(self.quorum, _with(_quorums(self._), _HEADS if heads else value))
        fields.put(self.quorum, _HEADS if heads else value)
        self.heads.setVisible(bool(heads))
        if heads:
            fields.put_number(self.heads, heads)

    def _majority_chosen(self, value: str) -> None:
        shared = value not in ("simple", "absolute", "two-thirds")
        self.counting_changed.emit({"majority": "share", "share": value} if shared else {"majority": value})

    def _quorum_chosen(self, value: str) -> None:
        """Keep a part of the entitled, or propose more than half of them in figures, to be changed beside it."""
        self._count("quorum", str(self._people // 2 + 1) if value == _HEADS else value)

    def _least_chosen(self, n: int) -> None:
        self._count("min-score", str(n) if n > 1 else "none")

    def _show_rules(self, agreed: Terms) -> None:
        pointed = words.by_points(agreed)
        names = [(rule, rule_texts.rule_name(rule, self._, pointed=pointed)) for rule in agreed.form.rules]
        fields.offer(self.rule, names)
        fields.put(self.rule, agreed.rule)

    def _show_weights(self, agreed: Terms) -> None:
        """Offer what the vote keeps whose a ballot is, and say why there is no more to choose."""
        _ = self._
        offered = weights(agreed.secrecy)
        shown = (*offered, *(() if agreed.weight in offered else (agreed.weight,)))  # what is set is seen, also refused
        fields.offer(self.weight, [(value, words.weight_name(value, _)) for value in shown])
        fields.put(self.weight, agreed.weight)
        self.weight.setEnabled(len(shown) > 1)
        why = {
            BY_SECTOR: _("By entity votes can be weighed in an open vote only."),
            SECRET: _("A secret vote keeps neither entity nor sector, so every vote weighs the same."),
        }.get(agreed.secrecy, "")
        self.weight_said.setText(why)
        self._form.setRowVisible(self.weight_said, bool(why))

    def _choice(self, key: str, name: str, values: list[tuple[str, str]]) -> QComboBox:
        return fields.choice(name, values, lambda value: self._count(key, value))

    def _count(self, name: str, value: str) -> None:
        self.counting_changed.emit({name: value})


def has_seats(agreed: Terms) -> bool:
    """Tell whether one may say how many win under this rule."""
    return agreed.rule in RULES and any(
        each.name == "seats" and each.maximum > 1 for each in RULES[agreed.rule].options
    )


def _has_least(agreed: Terms) -> bool:
    """Tell whether an option may be asked for a minimum before money is spent on it."""
    return agreed.rule in RULES and any(each.name == "min-score" for each in RULES[agreed.rule].options)


def _majorities(_: Translator) -> list[tuple[str, str]]:
    names = {"simple": _("More for than against"), "absolute": _("More than half"), "two-thirds": _("Two thirds"),
             "3/5": _("Three fifths"), "3/4": _("Three quarters")}  # fmt: skip
    return [(value, names[value]) for value in _MAJORITIES]


def _with(offered: list[tuple[str, str]], value: str) -> list[tuple[str, str]]:
    """Return what is offered and, where something else was set (by a template), that too: what is kept is shown."""
    return offered if value in dict(offered) else [*offered, (value, value)]


def _bases(_: Translator) -> list[tuple[str, str]]:
    names = {"valid": _.context("vote", "valid votes"), "cast": _("all ballots cast"),
             "present": _("those present"), "entitled": _("those entitled")}  # fmt: skip
    return [(value, names[value]) for value in _BASES]


def _quorums(_: Translator) -> list[tuple[str, str]]:
    names = {"none": _.context("quorum", "none"), "1/2": _("half of those entitled"),
             "1/3": _("a third of those entitled"), "2/3": _("two thirds of those entitled"),
             _HEADS: _("a number of people")}  # fmt: skip
    return [(value, names[value]) for value in _QUORUMS]
