"""Holidays, runs of days off, weeks and weekdays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from korex.entities.temporal import calendar
from korex.entities.temporal.anchors import DAY, Value, four_digits, of_day, step_days, step_months, week_of
from korex.entities.temporal.days import DayResolver
from korex.entities.temporal.expressions import Point

if TYPE_CHECKING:
    pass

# How many days from a holiday its eve and the days after it are.
_STEPS = {"eve": -1, "next": 1, "secondeve": -2, "secondnext": 2}


class WeekResolver(DayResolver):
    """Resolves holidays by their real dates, weeks and weekdays."""

    def _holiday(self, point: Point, outlook: int) -> Value | None:
        name, part = point.holiday or "", point.holiday_part
        year = self._year(point)
        if year is None:
            year = self._holiday_year(name, outlook, point)
        if year is None:
            month_day = calendar.fixed_day(name) if part is None else None
            return Value(f"XXXX-{month_day or 'XX-XX'}")
        if not 1900 <= year <= 2100:
            return Value(four_digits(year), year=year)
        if part == "substitute":
            day = calendar.substitute_date(name, year)
        elif part and part.startswith("run"):
            run = calendar.run_of_days_off(name, year)
            if run is None:
                return None
            if part == "run" and run[0] < run[1]:
                return Value(f"{run[0].isoformat()}/{run[1].isoformat()}", run[0], run[0].year, run[0].month)
            day = {
                "run": run[0], "runeve": run[0] - DAY, "runnext": run[1] + DAY, "runfirst": run[0], "runlast": run[1],
                "runsecond": run[0] + DAY,
            }[part]  # fmt: skip
        else:
            day = calendar.holiday_date(name, year)
            if day is not None:
                day += _STEPS.get(part or "", 0) * DAY
        if day is None:
            return Value(four_digits(year), year=year)
        return of_day(day)

    def _holiday_year(self, name: str, outlook: int, point: Point) -> int | None:
        anchors = self.anchors
        if point.inner is not None and point.inner.day and (inner := self._day(point.inner, 0)) and inner.year:
            return inner.year
        now = anchors.now
        if anchors.sentence_year is not None and point.direction == 0:
            return anchors.sentence_year
        if now is None:
            return anchors.year
        days = {
            day: year
            for year in (now.year - 1, now.year, now.year + 1)
            if 1900 <= year <= 2100 and (day := calendar.holiday_date(name, year))
        }
        if not days:
            return now.year
        chosen = self._choose(sorted(days), outlook, point)
        nearest = self._choose(sorted(days), 0, point)
        told = self.preference == "context" and point.direction == 0 and outlook < 0 and not point.located
        if told and chosen and nearest:
            # 추석 연휴 대책을 지시했다: a coming holiday that is much nearer is meant, whatever the tense says.
            chosen = nearest if 3 * abs((nearest - now).days) < (now - chosen).days else chosen
        return days[chosen] if chosen else now.year

    def _week(self, point: Point, outlook: int) -> Value | None:
        now = self._base_of_week(point, outlook)
        if point.inner is not None and point.weekday is not None and (explained := self._day(point.inner, outlook)):
            return explained
        if point.week_of_month is not None or point.ordinal is not None:
            return self._week_of_month(point, outlook)
        if now is None:
            if point.weekday is not None:
                return Value(f"XXXX-WXX-{point.weekday}")
            return Value("XXXX-WXX-WE" if point.weekend else "XXXX-WXX")
        if point.week_shift is not None:
            day = step_days(now, 7 * point.week_shift)
            monday = day - (day.isoweekday() - 1) * DAY
            if point.weekday is not None:
                return of_day(monday + (point.weekday - 1) * DAY)
            text = week_of(monday)
            return Value(f"{text}-WE" if point.weekend else text, None, monday.year)
        monday = now - (now.isoweekday() - 1) * DAY
        if point.weekend and point.weekday is None:
            back = outlook < 0 and (point.direction == -1 or now.isoweekday() < 6)
            if point.inner is not None and (inner := self._inner(point.inner, monday)):
                monday = inner - (inner.isoweekday() - 1) * DAY
                back = False
            return Value(f"{week_of(monday - 7 * DAY if back else monday)}-WE", None, monday.year)
        weekday = point.weekday or 1
        if point.direction == 3:
            return of_day(monday + (weekday - 1) * DAY)
        if point.direction == 2:
            return of_day(monday + (weekday + 6) * DAY)
        days = [monday + (weekday - 1 + step) * DAY for step in (-7, 0, 7)]
        # Of the day at hand one says 오늘; its weekday is that of the next week.
        if now in days and (point.direction == 1 or (point.direction == 0 and outlook >= 0)):
            return of_day(now + 7 * DAY)
        chosen = self._choose(days, outlook or 1, Point(0, 0, direction=point.direction))
        return of_day(chosen) if chosen else None

    def _base_of_week(self, point: Point, outlook: int) -> date | None:
        """Return the day whose week others are counted from: that of writing, of the text, of a day that is named."""
        if point.origin is not None:
            origin = self._holiday(point.origin, outlook) if point.origin.holiday else self._day(point.origin, outlook)
            return origin.day if origin else None
        anchors = self.anchors
        return {"text": anchors.day, "same": anchors.sentence_week}.get(point.week_base) or anchors.now

    def _week_of_month(self, point: Point, outlook: int) -> Value | None:
        year, month = self._year_and_month(point, outlook)
        if point.month is None and point.month_shift is None:
            now = self.anchors.now
            if point.year is None and point.year_shift is None and now is not None:
                # 셋째 주 금요일: of the month at hand, or the next or last one that fits the sentence.
                months = [step_months((now.year, now.month), step) for step in (-1, 0, 1)]
                days = [day for found in months if (day := self._day_of_week(*found, point))]
                chosen = self._choose(days, outlook or 1, point)
                return of_day(chosen) if chosen else None
            return self._week_of_year(year, point)
        if year is None or month is None:
            return Value(f"{four_digits(year)}-{'XX' if month is None else f'{month:02d}'}")
        if point.weekend and point.weekday is None:
            # the second weekend is that of the second Saturday
            day = calendar.nth_weekday(year, month, 6, point.week_of_month or 1)
            return Value(f"{week_of(day)}-WE", None, year, month) if day else None
        if point.ordinal is not None or point.weekday is not None:
            day = self._day_of_week(year, month, point)
            return of_day(day) if day else None
        monday = calendar.week_of_month(year, month, point.week_of_month or 1)
        return Value(week_of(monday), None, year, month)

    @staticmethod
    def _day_of_week(year: int, month: int, point: Point) -> date | None:
        """Return the weekday of a point in a month by its number: 둘째 주 일요일 is the second Sunday."""
        ordinal = point.ordinal or point.week_of_month or 1
        if day := calendar.nth_weekday(year, month, point.weekday or 1, ordinal):
            return day
        if point.ordinal is not None:
            return None
        # a fifth week without such a day in the month
        return calendar.week_of_month(year, month, point.week_of_month or 1) + ((point.weekday or 1) - 1) * DAY

    @staticmethod
    def _week_of_year(year: int | None, point: Point) -> Value | None:
        """Resolve 올해 마지막 주: the week of the fourth of January is the first one, that of 28 December the last."""
        if year is None or not 1 <= year <= 9998:
            return None
        if point.ordinal is not None:
            # 올해 마지막 금요일
            day = calendar.nth_weekday(year, 12 if point.ordinal < 0 else 1, point.weekday or 1, point.ordinal)
            return of_day(day) if day else None
        if point.week_of_month is None:
            return None
        monday = date.fromisocalendar(
            *(date(year, 12, 28) if point.week_of_month < 0 else date(year, 1, 4)).isocalendar()[:2], 1
        )
        if point.week_of_month > 1:
            monday += (point.week_of_month - 1) * 7 * DAY
        if point.weekday is not None:
            return of_day(monday + (point.weekday - 1) * DAY)
        return Value(week_of(monday), None, year)
