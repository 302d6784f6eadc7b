"""Years, their parts and months: which year a month or a half belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from korex.entities.temporal.anchors import Value, four_digits, step_months

if TYPE_CHECKING:
    from korex.entities.temporal.anchors import Anchors
    from korex.entities.temporal.expressions import Point, Shift

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTH = re.compile(r"\d{4}-\d\d")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


class MonthResolver:
    """Resolves points of a month or longer. `outlook` is -1 to look back, 1 to look ahead, 0 for the nearest.

    `preference` overrules the sentence: past, future or context.
    """

    def __init__(self, anchors: Anchors, preference: str = "context") -> None:
        self.anchors = anchors
        self.preference = preference

    def _year(self, point: Point) -> int | None:
        """Return the year the words say."""
        if point.year is not None:
            return point.year
        if point.year_shift is None:
            return None
        steps, base = point.year_shift
        anchors = self.anchors
        if base == "text" and anchors.year is not None:
            return anchors.year + steps
        if anchors.now is None:
            return anchors.year + steps if anchors.year is not None else None
        if base == "new" and anchors.now.month <= 2:
            return anchors.now.year
        return anchors.now.year + steps

    def _year_or_part(self, point: Point, outlook: int) -> Value | None:
        anchors, year = self.anchors, self._year(point)
        part = None
        if point.same_period:
            return self._same_period(year)
        if point.quarter_shift is not None:
            told = _QUARTER.fullmatch(self.anchors.period or "") if point.quarter_before else None
            return self._quarter(point.quarter_shift, told)
        if point.term_shift is not None:
            return self._term(point.term_shift)
        if point.half is not None:
            part, begin, length = f"H{point.half}", 1 + 6 * (point.half - 1), 6
        elif point.quarter is not None:
            part, begin, length = f"Q{point.quarter}", 1 + 3 * (point.quarter - 1), 3
        elif point.season is not None:
            part, begin, length = point.season, _SEASON_MONTHS[point.season], 3
        if part is None:
            return Value(four_digits(year), year=year)
        if year is None and point.year_shift is None:
            year = anchors.sentence_year
        if year is None and anchors.now is not None:
            year = self._nearest_year(begin, length, outlook, point.direction)
        elif year is None:
            year = anchors.year
        return Value(f"{four_digits(year)}-{part}", year=year)

    def _nearest_year(self, begin: int, length: int, outlook: int, direction: int = 0) -> int | None:
        """Return the year whose months `begin` and on are the nearest that fit."""
        now = self.anchors.now
        if now is None:
            return None
        index = now.year * 12 + now.month - 1
        years = [now.year - 1, now.year, now.year + 1]
        starts = {year: year * 12 + begin - 1 for year in years}
        if outlook < 0:
            latest = [year for year in years if starts[year] <= index - (length if direction else 0)]
            return max(latest, default=now.year - 1)
        if outlook > 0:
            return min(year for year in years if starts[year] + length > index + (1 if direction else 0))
        # A half, a quarter or a season without more is that of the year at hand.
        if length > 1 and begin != 12:
            return now.year
        return min(years, key=lambda year: abs(starts[year] + (length - 1) / 2 - index))

    def _same_period(self, year: int | None) -> Value | None:
        parts = (self.anchors.period or "").split("/")
        if year is None or not all(part[:4].isdecimal() for part in parts):
            return Value(four_digits(year), year=year)
        years = year - int(parts[0][:4])
        return Value("/".join(f"{int(part[:4]) + years:04d}{part[4:]}" for part in parts), year=year)

    def _quarter(self, steps: int, told: re.Match[str] | None) -> Value:
        now = self.anchors.now
        if told is not None:
            index = int(told[1]) * 4 + int(told[2]) - 1 + steps
        elif now is not None:
            index = now.year * 4 + (now.month - 1) // 3 + steps
        else:
            return Value("XXXX-QX")
        return Value(f"{index // 4}-Q{index % 4 + 1}", year=index // 4)

    def _term(self, steps: int) -> Value:
        """Return a term of school: the first one begins in March, the second in September."""
        now = self.anchors.now
        if now is None:
            return Value("XXXX-HX")
        year, month = step_months((now.year, now.month), -2)
        index = year * 2 + (month - 1) // 6 + steps
        return Value(f"{index // 2}-H{index % 2 + 1}", year=index // 2)

    def _shifted_month(self, shift: Shift) -> tuple[int, int] | None:
        anchors = self.anchors
        base = {"text": anchors.month, "same": anchors.sentence_month}.get(shift.base)
        if base is None and shift.base == "same" and anchors.month and _MONTH.fullmatch(anchors.period or ""):
            base = anchors.month  # 10월 물가는 올랐다. 전월에는 …
        if base is None and anchors.now is not None:
            base = anchors.now.year, anchors.now.month
        return step_months(base, shift.steps) if base else None

    def _year_and_month(self, point: Point, outlook: int) -> tuple[int | None, int | None]:
        if point.month_shift is not None:
            found = self._shifted_month(point.month_shift)
            if point.month_shift.base == "now" and self.anchors.now is None and self.anchors.month:
                found = step_months(self.anchors.month, point.month_shift.steps)
            if found and (year := self._year(point)) is not None:
                return year, found[1]
            return found if found else (None, None)
        year, month = self._year(point), point.month
        if month is None or year is not None or point.year_shift is not None:
            return year, month
        anchors = self.anchors
        if anchors.sentence_year is not None and point.direction == 0:
            candidate = anchors.sentence_year
            now = anchors.now
            passed = now is not None and outlook > 0 and (candidate, month) < (now.year, now.month)
            # 1심은 2월, 2심은 6월 선고했다: in April that is last June.
            to_come = now is not None and outlook < 0 and candidate == now.year and month > now.month
            if not passed and not to_come:
                return candidate, month
        if anchors.now is None:
            return anchors.year, month
        return self._nearest_year(month, 1, outlook, 0), month

    def _month(self, point: Point, outlook: int) -> Value:
        if point.same_period:
            return self._same_period(self._year(point)) or Value("XXXX")
        year, month = self._year_and_month(point, outlook)
        if year is not None and month is not None:
            return Value(f"{year:04d}-{month:02d}", year=year, month=month)
        return Value(f"{four_digits(year)}-{'XX' if month is None else f'{month:02d}'}", year=year)
