"""The figures of a vote in the report: chart and table, in the units of its rule; a budget by what was bought."""

from __future__ import annotations

from collections.abc import Sequence

from labapp.content.endless import headed
from labapp.content.nodes import Chart, Node, Paragraph, Series, Table
from labapp.counting.outcome import Number
from labapp.kinds.vote import figure_words, groups
from labapp.kinds.vote.forms.budget import amount
from labapp.kinds.vote.result import Bar, Result, decimals, spent
from labapp.wording.translate import Translator

_NAME = 40  # letters of a sector's before an option: of a long title only the end is cut, and rows stay apart
_ANSWERS = ("yes", "no", "abstain")


def figures(found: Result, _: Translator) -> list[Node]:
    """Return the chart and the table of a counted round."""
    terms = found.round.terms
    if terms.rule == "motion":
        return [_chart(found, _), _motion_table(found, _)]
    if terms.form_id == "budget":
        return [_chart(found, _), *_bought(found, _)]
    if terms.rule == "nominal-group":
        return [_chart(found, _), _group_table(found, _)]
    return [_chart(found, _), _score_table(found, _)]


def _chart(found: Result, _: Translator) -> Chart:
    labels = tuple(f"{bar.choice.number}. {bar.choice.title}" for bar in found.bars)
    parts = [_parts(bar, found) for bar in found.bars]
    if parts and all(parts):
        return _parted(labels, parts, found, _)
    places = decimals(found)
    said = tuple(figure_words.number(bar.score, _, places) for bar in found.bars)
    alt = "; ".join(f"{bar.choice.title}: {figure}" for bar, figure in zip(found.bars, said, strict=True))
    values = tuple(float(bar.score) for bar in found.bars)
    series = Series(figure_words.unit(found.round.terms, _), values, figures=said)
    return Chart(labels, (series,), _("Result: {figures}", figures=alt), point=figure_words.point(_))


def agreement_by_sector(found: Result, names: Sequence[str], _: Translator) -> Chart | None:
    """Return a row for each option and cell of sectors (`names`, as in `found.by_sector`); None for other forms."""
    terms = found.round.terms
    if terms.form_id != "agreement":
        return None
    rows = [
        (f"{headed(name, _NAME)[0]}: {bar.choice.number}. {bar.choice.title}", figure_words.agreement(steps, terms))
        for bar in found.bars
        for name, cell in zip(names, found.by_sector, strict=True)
        if any(steps := cell.steps.get(bar.choice.id, ()))
    ]
    return _parted([label for label, _parts in rows], [parts for _label, parts in rows], found, _) if rows else None


def _parted(labels: Sequence[str], parts: Sequence[Sequence[Number]], found: Result, _: Translator) -> Chart:
    names = _part_names(found, _)
    said = [[figure_words.number(part, _) for part in each] for each in parts]
    series = tuple(
        Series(name, tuple(float(each[n]) for each in parts), figures=tuple(each[n] for each in said))
        for n, name in enumerate(names)
    )
    alt = "; ".join(
        f"{label}: " + ", ".join(f"{name} {figure}" for name, figure in zip(names, each, strict=True))
        for label, each in zip(labels, said, strict=True)
    )
    before = 1 if found.round.terms.form_id == "agreement" else 0
    return Chart(tuple(labels), series, _("Result: {figures}", figures=alt), stacked=True, before=before,
                 point=figure_words.point(_))  # fmt: skip


def _parts(bar: Bar, found: Result) -> tuple[Number, ...]:
    """Return what one bar is made of: answers to a motion, or support, reservations and blocks."""
    if bar.answers is not None:
        return bar.answers
    if found.round.terms.form_id != "agreement" or not bar.steps:
        return ()
    return figure_words.agreement(bar.steps, found.round.terms)


def _part_names(found: Result, _: Translator) -> tuple[str, ...]:
    if found.round.terms.form_id == "agreement":
        return (_("support"), _("reservations"), _("blocks"))
    return tuple(figure_words.answer(name, _) for name in _ANSWERS)


def _score_table(found: Result, _: Translator) -> Table:
    terms = found.round.terms
    places = decimals(found)
    rows = tuple(
        (str(bar.choice.number), bar.choice.title,
         figure_words.score(bar.steps, bar.score, terms, _, places), _mark(bar, _))
        for bar in found.bars
    )
    widths = (0.08, 0.5, 0.24, 0.18) if terms.form_id == "agreement" else (0.08, 0.57, 0.15, 0.2)
    return Table((_("No."), _("Option"), figure_words.unit(terms, _), _("Result")), rows, widths, numeric=(0, 2))


def _group_table(found: Result, _: Translator) -> Table:
    """The list a nominal group ends with: points, how many people chose an idea, and what they gave it on average."""
    rows = {row["option"]: row for row in found.outcome.rounds}
    lines: list[tuple[str, ...]] = []
    for bar in found.bars:
        row = rows.get(bar.choice.id)
        mean = row["mean"] if row is not None else None
        lines.append((
            str(bar.choice.number), bar.choice.title, figure_words.number(bar.score, _, decimals(found)),
            str(row["voters"]) if row is not None else "–", "–" if mean is None else figure_words.number(mean, _, 2),
            _mark(bar, _),
        ))  # fmt: skip
    header = (_("No."), _("Option"), _("Points"), _.context("count", "People"), _("Mean"), _("Result"))
    return Table(header, tuple(lines), (0.07, 0.43, 0.12, 0.11, 0.12, 0.15), numeric=(0, 2, 3, 4))


def _bought(found: Result, _: Translator) -> list[Node]:
    """What was bought and what was not, each with its cost; what was spent and what is left."""
    terms = found.round.terms
    nodes: list[Node] = []
    if money := spent(found):
        nodes.append(Paragraph(figure_words.spent(money, terms, _, tied=any(bar.tied for bar in found.bars)) + "."))
    header = (_("No."), _("Option"), figure_words.unit(terms, _), _("Cost"))
    for code, bars in groups.grouped(found.bars):
        rows = tuple(
            (str(bar.choice.number), bar.choice.title, figure_words.number(bar.score, _, decimals(found)),
             figure_words.money(amount(bar.choice.cost) or 0, terms, _))
            for bar in bars
        )  # fmt: skip
        word = groups.head_of(code, found, _)
        caption = figure_words.bought(word, [bar.choice.cost for bar in bars], terms, _)
        nodes.append(Table(header, rows, (0.08, 0.57, 0.15, 0.2), caption=caption, numeric=(0, 2, 3)))
    return nodes


def _mark(bar: Bar, _: Translator) -> str:
    if bar.tied:
        return _.context("vote", "tie")
    return _.context("vote", "chosen") if bar.won else ""


def _motion_table(found: Result, _: Translator) -> Table:
    rows = tuple(
        (str(bar.choice.number), bar.choice.title, *(figure_words.number(n, _) for n in bar.answers or (0, 0, 0)),
         _("Carried") if bar.won else _("Not carried"))
        for bar in found.bars
    )  # fmt: skip
    names = tuple(figure_words.answer(name, _) for name in _ANSWERS)
    header = (_("No."), _("Option"), *names, _("Result"))
    return Table(header, rows, (0.08, 0.44, 0.1, 0.1, 0.13, 0.15), numeric=(0, 2, 3, 4))
