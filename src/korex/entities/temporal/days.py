"""Days: of a month, relative ones, counted ones, holidays and weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from korex.entities.temporal import calendar
from korex.entities.temporal.anchors import (
    Value,
    four_digits,
    of_day,
    of_moment,
    safe_date,
    shift_date,
    step_days,
    step_months,
)
from korex.entities.temporal.months import MonthResolver

if TYPE_CHECKING:
    from korex.entities.temporal.expressions import Amount, Point


class DayResolver(MonthResolver):
    """Resolves points of a day or a week; what is open is filled by the text, then by the nearest day that fits."""

    def _day(self, point: Point, outlook: int) -> Value | None:
        number = point.day or 1
        if point.month is None and point.month_shift is None:
            return self._bare_day(point, outlook)
        year, month = self._year_and_month_of_day(point, outlook)
        if year is None or month is None:
            months = "XX" if month is None else f"{month:02d}"
            return Value(f"{four_digits(year)}-{months}-{'XX' if number < 0 else f'{number:02d}'}", year=year)
        lunar = calendar.lunar_date(year, month, max(number, 0)) if point.lunar else None
        day = lunar or self._in_month(year, month, number)
        if day is None:
            return None
        return of_day(day)

    def _year_and_month_of_day(self, point: Point, outlook: int) -> tuple[int | None, int | None]:
        """Return the year of a month and day: of several that fit, the nearest."""
        if point.month is None or point.year is not None or point.year_shift is not None or point.direction == 0:
            year, month = self._year_and_month(point, outlook)
        else:
            year, month = None, point.month
        now = self.anchors.now
        if point.year is not None or point.year_shift is not None or month is None or now is None:
            return year, month
        if point.month_shift is not None or (self.anchors.sentence_year and point.direction == 0 and year):
            return year, month
        years = (now.year - 1, now.year, now.year + 1)
        if point.lunar:
            lunar = {day: y for y in years if (day := calendar.lunar_date(y, month, max(point.day or 1, 0)))}
            near = self._choose(list(lunar), outlook, point)
            return (lunar[near] if near else now.year), month
        days = [day for y in years if (day := self._in_month(y, month, point.day or 1))]
        chosen = self._choose(days, outlook, point)
        return (chosen.year if chosen else now.year), month

    def _bare_day(self, point: Point, outlook: int) -> Value | None:
        anchors = self.anchors
        number = point.day or 1
        base = anchors.now
        reported = point.reports and outlook <= 0 and base is not None
        if not reported and point.direction == 0 and (told := self._day_of_story(number, outlook, point)) is not None:
            return of_day(told)
        if base is None and anchors.month is None:
            return Value(f"XXXX-XX-{number:02d}" if number > 0 else "XXXX-XX-XX")
        if not reported and point.direction == 0 and anchors.sentence_month is not None:
            day = self._in_month(*anchors.sentence_month, number)
            if day is not None and self._agrees(day, point) and not (base and outlook < 0 and day > base):
                return of_day(day)
        if base is None:
            year, month = anchors.month or (1, 1)
            day = self._in_month(year, month, number)
            return of_day(day) if day else None
        # 13일 금요일 may be far, a mere 13일 is near.
        reach = 2 if point.weekday is None else 12
        months = [step_months((base.year, base.month), step) for step in range(-reach, reach + 1)]
        days = [day for year, month in months if (day := self._in_month(year, month, number))]
        chosen = self._choose(days, outlook, point)
        return of_day(chosen) if chosen else None

    def _day_of_story(self, number: int, outlook: int, point: Point) -> date | None:
        """Return the day the text is at: 이틀 뒤인 `3일`, one of the last range, the next one told (`11일에는`)."""
        anchors = self.anchors
        day, now = anchors.day, anchors.now
        if day is None:
            return None
        if point.apposed:
            months = (step_months((day.year, day.month), step) for step in (-1, 0, 1))
            days = [found for month in months if (found := self._in_month(*month, number))]
            return min(days, key=lambda found: abs((found - day).days), default=None)
        if now is None or anchors.sentence_month is not None:
            return None

        def fits(found: date | None) -> bool:
            if found is None or not self._agrees(found, point):
                return False
            return not (outlook < 0 and found > now) and not (outlook > 0 and found < now)

        if anchors.run is not None:
            first, last = anchors.run
            for found in (self._in_month(edge.year, edge.month, number) for edge in anchors.run):
                if found is not None and first <= found <= last and fits(found):
                    return found
        found = self._in_month(day.year, day.month, number)
        if point.goes_on and found is not None and found > day and fits(found):
            return found
        return None

    def _day_of_run(self, number: int) -> Value | None:
        """Return a day of the range that the text has named last: 5일부터 7일까지 열린다. `둘째 날`에는 …"""
        if self.anchors.run is None:
            return None
        first, last = self.anchors.run
        day = last if number < 0 else step_days(first, number - 1)
        return of_day(day) if first <= day <= last else None

    @staticmethod
    def _in_month(year: int, month: int, number: int) -> date | None:
        return calendar.last_day(year, month) if number < 0 else safe_date(year, month, number)

    @staticmethod
    def _agrees(day: date, point: Point) -> bool:
        return point.weekday is None or day.isoweekday() == point.weekday

    def _choose(self, days: list[date], outlook: int, point: Point) -> date | None:
        """Return the day that fits the sentence and is nearest to the day of writing."""
        now = self.anchors.now
        if now is None or not days:
            return None
        if matching := [day for day in days if self._agrees(day, point)]:
            days = matching
        if outlook < 0:
            fitting = [
                day for day in days if day <= now and not (point.direction == -1 and day == now and len(days) > 1)
            ]
        elif outlook > 0:
            fitting = [day for day in days if day >= now]
        else:
            fitting = days
        return min(fitting or days, key=lambda day: abs((day - now).days))

    def _relative_day(self, point: Point, outlook: int) -> Value | None:
        anchors = self.anchors
        shift = point.day_shift
        if shift is None:
            return None
        if shift.base == "now":
            base = anchors.now
        elif shift.base == "that":
            base = anchors.occasion or anchors.day or anchors.now
        elif outlook > 0 or (shift.base == "same" and not self._is_ahead(anchors.day, outlook)):
            base = anchors.day or anchors.now
        else:
            base = anchors.happened or anchors.day or anchors.now
        if base is None:
            return Value("XXXX-XX-XX")
        day = step_days(base, shift.steps)
        if point.inner is not None:
            day = self._inner(point.inner, day) or day
        if (year := self._year(point)) is not None:
            # 작년 오늘
            day = safe_date(year, day.month, day.day) or day
        if point.month_shift is not None:
            # 다음 달 오늘
            day = shift_date(day, point.month_shift.steps, "M") or day
        if point.week_shift is not None:
            day = step_days(day, 7 * point.week_shift)
        return of_day(day)

    def _is_ahead(self, day: date | None, outlook: int) -> bool:
        """Say whether a day is to come where a sentence tells what happened: 25일 떠난다. 같은 날 시는 …했다."""
        return outlook < 0 and day is not None and self.anchors.now is not None and day > self.anchors.now

    def _counted(self, point: Point, origin: date | None = None) -> Value | None:
        """Resolve `사흘 전`, `2주 뒤`, `두 시간 뒤`; `origin` is the day they count from, if one is said."""
        sign, amounts = (-1, point.back) if point.back is not None else (1, point.ahead)
        if not amounts:
            return None
        unit = amounts[-1].unit
        if unit.startswith("T"):
            return self._counted_clock(sign, amounts) if origin is None else None
        base = origin or self._counting_base()
        if base is None:
            return Value({"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}[unit])
        if amounts[0].number != int(amounts[0].number) or any(amount.unit.startswith("T") for amount in amounts):
            return None
        day: date | None = base
        for number, step in amounts:
            day = shift_date(day, sign * int(number), step) if day else None
        if day is None:
            years = int(amounts[0].number) if amounts[0].unit == "Y" else 0
            year = base.year + sign * years
            return Value(f"BC{1 - year:04d}" if year < 1 else four_digits(year)) if years else None
        if point.weekday is not None:
            # 3주 전 금요일: the Friday of that week.
            return of_day(step_days(day, point.weekday - day.isoweekday()))
        if point.day is not None:
            found = self._in_month(day.year, day.month, point.day)
            return of_day(found) if found else None
        if point.day_shift is not None:
            # 3년 전 오늘
            return of_day(day)
        if unit == "Y":
            # 3년 전 5월, 2년 전 여름: the year is what was counted.
            finer = replace(point, back=None, ahead=None, year=day.year)
            return self._month(finer, 0) if point.month else self._year_or_part(finer, 0)
        if unit == "M":
            return Value(f"{day.year:04d}-{day.month:02d}", year=day.year, month=day.month)
        return of_day(day)

    def _told_later(self, point: Point) -> Value | None:
        """Resolve a length in a story that went on: 그는 1999년 입사했다. `2년 뒤` 떠났다."""
        anchors, amounts = self.anchors, point.ahead
        now, day = anchors.now, anchors.happened
        if now is None or not amounts or amounts[-1].unit.startswith("T"):
            return None
        years = amounts[0].unit == "Y"
        if years and anchors.year is not None and 0 < anchors.year <= now.year and (not day or day.year < anchors.year):
            day = date(anchors.year, 1, 1)
        elif amounts[0].unit == "M" and anchors.month is not None:
            begin = date(*anchors.month, 1)
            day = begin if begin <= now and (day is None or day < begin) else day
        value = self._counted(point, day) if day is not None else None
        if value is None or value.year is None or (value.day or date(value.year, value.month or 1, 1)) > now:
            return None
        return value

    def _counting_base(self) -> date | None:
        """Counting back or ahead starts from the day the text is at, else from the day of writing."""
        anchors = self.anchors
        return (
            anchors.happened
            if anchors.happened
            and anchors.now
            and anchors.happened <= anchors.now
            and ((anchors.now - anchors.happened).days <= 7)
            else anchors.now or anchors.day
        )

    def _counted_clock(self, sign: int, amounts: tuple[Amount, ...]) -> Value | None:
        moment = self.anchors.moment
        if moment is None:
            return None
        seconds = {"TH": 3600, "TM": 60, "TS": 1, "D": 86400}
        if any(amount.unit not in seconds for amount in amounts):
            return None
        try:
            found = moment + sign * timedelta(seconds=sum(number * seconds[unit] for number, unit in amounts))
        except OverflowError:
            return None
        form = "%H:%M:%S" if amounts[-1].unit == "TS" else "%H:%M"
        return of_moment(found, form)

    def _inner(self, inner: Point, near: date) -> date | None:
        """Return the day in brackets, which is near the one before them."""
        saved = self.anchors.now
        self.anchors.now = near
        sentence_month, sentence_year = self.anchors.sentence_month, self.anchors.sentence_year
        self.anchors.next_sentence()
        value = self._day(inner, 0) if inner.day is not None else None
        self.anchors.now, self.anchors.sentence_month, self.anchors.sentence_year = saved, sentence_month, sentence_year
        return value.day if value else None
