"""What the dialog of tables says above them."""

from __future__ import annotations

from labapp.changes import Reader
from labapp.model import agenda, cafe, groups
from ui.context import Context


def told(context: Context, activity: str, plan: groups.Plan, here: int) -> tuple[str, str]:
    """Return the line above the tables and its role: what lacks, how good the seating is, whether time is enough."""
    _, read = context._, context.lab.read
    if not here:
        return _("Nobody is in the room yet. Mark who has come (F3), then divide."), "secondary"
    if not plan.rounds:
        return _("Every table gets equal parts of each sector; hosts stay, the others change tables."), "secondary"
    quality = plan.quality
    said = _.plural("{n} pair meets more than once", "{n} pairs meet more than once", quality.repeated)
    said = _("{said}, of {pairs}.", said=said, pairs=quality.pairs)
    broken = len(quality.apart) + len(quality.together)
    if broken:
        wishes = _.plural("{n} wish could not be kept", "{n} wishes could not be kept", broken)
        return _("{said} {wishes}: see “Apart and together”.", said=said, wishes=wishes), "warning"
    point, needed = agenda.activity(read, activity).minutes, _minutes(read, activity, plan)
    if needed > point:
        longer = _("Rounds and reports take {n} min, the point has {m} min.", n=needed, m=point)
        return f"{said} {longer}", "warning"
    return said, "secondary"


def _minutes(read: Reader, activity: str, plan: groups.Plan) -> int:
    course = cafe.course(read, activity)
    return len(plan.rounds) * course.round_minutes + len(cafe.reporting(plan)) * course.report_minutes
