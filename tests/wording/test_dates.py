"""Days and moments as people say them, in both languages, and no figure of a chart with the other language's point."""

from __future__ import annotations

from datetime import date, datetime

from labapp.content.nodes import Chart, Series
from labapp.report import charts
from labapp.wording import dates
from labapp.wording.translate import translator


def test_days_and_moments_in_both_languages() -> None:
    polish, english = translator("pl"), translator("en")
    when = datetime(2026, 11, 22, 14, 5, 9)  # noqa: DTZ001 - local already
    assert (dates.day(when, polish), dates.day(when, english)) == ("22 listopada 2026", "22 November 2026")
    assert dates.short_day(date(2027, 1, 2), english) == "2 Jan 2027"
    assert dates.moment(when, polish) == "22 lis 2026, 14:05"
    assert dates.moment(when, english, seconds=True) == "22 Nov 2026, 14:05:09"
    assert dates.day_of_year(when, polish) == "22 lis"


def test_the_days_of_a_meeting_stand_as_from_when_to_when() -> None:
    polish, english = translator("pl"), translator("en")
    two = [date(2026, 10, 15), date(2026, 10, 14)]
    assert (dates.days(two, polish), dates.days(two, english)) == ("14–15 października 2026", "14–15 October 2026")
    assert dates.days([date(2026, 9, 30), date(2026, 10, 1)], polish) == "30 września 2026 – 1 października 2026"
    assert dates.days([date(2026, 10, 14), date(2026, 10, 21)], polish) == "14 października 2026, 21 października 2026"
    assert dates.days([], polish) == ""


def test_a_chart_writes_fractions_as_its_text_does() -> None:
    for point, said in ((",", "3,5"), (".", "3.5")):
        chart = Chart(("A",), (Series("", (3.5,)),), "A: 3,50", point=point)
        assert [bar.value for bar in charts.lay_out(chart, 400, (12.0,)).bars] == [said]
