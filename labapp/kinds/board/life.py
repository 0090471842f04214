"""The life of an idea as boards know it: where it was born, merged, carried over and marked."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.kinds.board.voices import at_table
from labapp.model import ideas, marks
from labapp.wording.translate import Translator


def life(read: Reader, idea: str, _: Translator) -> list[str]:
    """Return sentences in the order of the agenda; words only of what was merged, never who said it."""
    row = read.row(
        "SELECT i.*, a.title FROM ideas i LEFT JOIN activities a ON a.id = i.born WHERE i.id = ?", idea
    )
    if row is None:
        return []
    lines = [_("Written down at: {title}", title=row["title"])] if row["title"] else []
    table = read.value("SELECT name FROM groups WHERE id = ?", row["group_id"])
    if table:
        lines.append(_("Said at: {table}", table=at_table(table, row["round"], _)))
    if row["merged_into"]:
        lines.append(_("Merged into: {text}", text=ideas.text(read, row["merged_into"])))
    lines += [_("Merged with it: {text}", text=ideas.text(read, other)) for other in ideas.merged(read, idea)]
    for board in _boards(read, idea):
        if board["activity"] != row["born"]:
            lines.append(_("Carried over to: {title}", title=board["title"]))
        groups = _groups(read, idea, board["activity"])
        if groups:
            lines.append(_("At {title} it lies in: {groups}", title=board["title"], groups=", ".join(groups)))
        lines += _marked(read, idea, board["activity"], board["title"], _)
    if row["retired"]:
        lines.append(_("Set aside"))
    return lines


def _boards(read: Reader, idea: str) -> list[dict[str, str]]:
    sql = (
        "SELECT DISTINCT p.activity, a.title, d.position AS day, a.position FROM placements p"
        " JOIN activities a ON a.id = p.activity JOIN days d ON d.id = a.day"
        " WHERE p.idea = ? ORDER BY d.position, a.position"
    )
    return [dict(row) for row in read.rows(sql, idea)]


def _groups(read: Reader, idea: str, activity: str) -> list[str]:
    sql = (
        "SELECT c.title FROM placements p JOIN clusters c ON c.id = p.cluster"
        " WHERE p.idea = ? AND p.activity = ? AND c.title <> '' ORDER BY c.position"
    )
    return [row["title"] for row in read.rows(sql, idea, activity)]


def _marked(read: Reader, idea: str, activity: str, title: str, _: Translator) -> list[str]:
    lines = []
    sql = "SELECT kind, sum(value) AS n FROM marks WHERE idea = ? AND activity = ? GROUP BY kind ORDER BY n DESC, kind"
    for row in read.rows(sql, idea, activity):
        if row["kind"] == marks.STAR:
            lines.append(_("Marked with a star at: {title}", title=title))
        elif row["kind"] == marks.VISIONARY:
            lines.append(_("Marked as visionary at: {title}", title=title))
        elif row["kind"].startswith(marks.DOT):
            meaning = row["kind"][len(marks.DOT) :]
            dots = _.plural("{n} dot", "{n} dots", row["n"])
            lines.append(f"{title}: {meaning} – {dots}" if meaning else f"{title}: {dots}")
    return lines
