"""What resolving leans on: the anchors a text has named so far, values, and steps through the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from korex.entities.temporal import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from korex.entities.temporal.expressions import Amount, Point

DAY = timedelta(days=1)
_MINYEAR, _MAXYEAR = 1, 9998


class Value(NamedTuple):
    """A TIMEX3 value with the day it stands for (the first one of a longer span), as far as it is known."""

    text: str
    day: date | None = None
    year: int | None = None
    month: int | None = None


_WEEK = re.compile(r"(\d{4})-W(\d\d)")


@dataclass(slots=True)
class Anchors:
    """What the text has named so far, for later expressions to lean on."""

    now: date | None  # the day of writing
    moment: datetime | None = None  # the same with the time of day, where the caller gave one
    day: date | None = None  # the last day named
    happened: date | None = None  # the last day named that is not after the day of writing
    ahead: date | None = None  # the last day named that is after it, alone and not in a range
    run: tuple[date, date] | None = None  # the last range of days named
    # the day and the day that happened before a day that is told in passing, and that day
    before_aside: tuple[date, date | None, date] | None = None
    occasion: date | None = None  # the last day named by anything but 오늘, 이날 …: what 당일 speaks of
    year: int | None = None  # the last year named
    month: tuple[int, int] | None = None  # the last month named, with its year
    period: str | None = None  # the last year, half, quarter or month named, as a value: what 전년 동기 compares with
    sentence_year: int | None = None  # named in the sentence at hand
    sentence_month: tuple[int, int] | None = None
    sentence_day: date | None = None
    sentence_week: date | None = None  # a day of the week named without a day of it

    def aside(self, day: date | None, happened: date | None) -> None:
        """Remember where the text was before a day that only explains something: 지난 4일 난 불을 언급하며."""
        if day is not None and self.day is not None and day != self.day:
            self.before_aside = day, happened, self.day

    def next_sentence(self) -> None:
        """Forget what holds within one sentence only."""
        if self.before_aside is not None and self.before_aside[2] == self.day:
            self.day, self.happened = self.before_aside[:2]
        self.before_aside = None
        self.sentence_year = self.sentence_month = self.sentence_day = self.sentence_week = None

    def note(self, point: Point, value: Value) -> None:
        """Remember a resolved point."""
        if (point.week_of_month or point.week_shift is not None) and (week := _WEEK.fullmatch(value.text)):
            self.sentence_week = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        if value.year is not None:
            self.year = value.year
            # 상반기는 전년 동기보다 늘었고 2분기는 …: what is compared with says nothing of the rest.
            explicit = (point.year is not None or point.year_shift is not None) and not point.same_period
            if point.of_term and point.month is None and not point.located:
                # 2025학년도 수능은 11월 14일 치러졌다: the year before.
                return
            if explicit or point.month is not None or point.month_shift is not None:
                self.sentence_year = value.year if explicit or self.sentence_year is None else self.sentence_year
                if explicit and value.month is None and self.sentence_month is not None:
                    # 작년 5월에는 10일, 올해는 12일 열린다.
                    self.sentence_month = value.year, self.sentence_month[1]
            if value.month is not None:
                self.month = (value.year, value.month)
                if point.month is not None or point.month_shift is not None or point.holiday is not None:
                    self.sentence_month = self.month
            if value.day is None and point.daypart is None and not point.same_period:
                self.period = value.text
        # What comes before another day does not move the story: 전날 시작해 이날 끝났다.
        if value.day is not None and not (
            point.day_shift and point.day_shift.base == "text" and point.day_shift.steps < 0
        ):
            self.day = self.sentence_day = value.day
            if self.now is None or value.day <= self.now:
                self.happened = value.day
            else:
                self.ahead = value.day
            if point.day_shift is None:
                self.occasion = value.day


def step_months(month: tuple[int, int], steps: int) -> tuple[int, int]:
    """Return the month `steps` months on.

    >>> step_months((2025, 11), 3)
    (2026, 2)
    """
    index = month[0] * 12 + month[1] - 1 + steps
    return index // 12, index % 12 + 1


def shift_date(day: date, steps: int, unit: str) -> date | None:
    """Return the day `steps` units on; a month that is too short gives its last day, None is out of the calendar."""
    try:
        if unit in ("D", "W"):
            return day + steps * (7 if unit == "W" else 1) * DAY
        year, month = step_months((day.year, day.month), steps * (12 if unit == "Y" else 1))
        if not _MINYEAR <= year <= _MAXYEAR:
            return None
        return min(calendar.last_day(year, month), date(year, month, 1) + (day.day - 1) * DAY)
    except OverflowError:
        return None


def step_days(day: date, steps: int) -> date:
    """Return the day `steps` days on, the same day where the calendar ends."""
    return shift_date(day, steps, "D") or day


def shift_moment(moment: datetime, sign: int, amounts: Sequence[Amount]) -> datetime | None:
    """Return the moment some amounts on (or back), None out of the calendar."""
    seconds = {"TH": 3600, "TM": 60, "TS": 1}
    day: date | None = moment.date()
    rest = timedelta()
    for number, unit in amounts:
        if unit in seconds:
            rest += timedelta(seconds=seconds[unit] * min(number, 1e10))
        elif day is not None:
            day = shift_date(day, sign * int(number), unit)
    try:
        return datetime.combine(day, moment.time(), moment.tzinfo) + sign * rest if day else None
    except OverflowError:
        return None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return a date, None for a day that does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def four_digits(year: int | None) -> str:
    """Return a year as TIMEX3 writes it: X for what is unknown, BC before year 1."""
    return "XXXX" if year is None else f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def of_day(day: date) -> Value:
    """Return the value of a day."""
    return Value(day.isoformat(), day, day.year, day.month)


def of_moment(moment: datetime, form: str) -> Value:
    """Return the value of a moment."""
    return Value(f"{moment.date().isoformat()}T{moment.strftime(form)}", moment.date(), moment.year, moment.month)


def week_of(day: date) -> str:
    """Return the value of the week that holds a day."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
