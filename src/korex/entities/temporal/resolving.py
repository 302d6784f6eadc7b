"""From points to TIMEX3 values: what words leave open comes from the text, the reference date, the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from korex.entities.temporal import calendar
from korex.entities.temporal.expressions import Amount, Point, Range, Shift
from korex.entities.temporal.points import fix_hour

if TYPE_CHECKING:
    from korex.entities.temporal.outlook import Outlook

_DAY = timedelta(days=1)
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MINYEAR, _MAXYEAR = 1, 9998


class Value(NamedTuple):
    """A TIMEX3 value with the day it stands for (the first one of a longer span), as far as it is known."""

    text: str
    day: date | None = None
    year: int | None = None
    month: int | None = None


@dataclass(slots=True)
class Anchors:
    """What the text has named so far, for later expressions to lean on."""

    now: date | None  # the day of writing
    moment: datetime | None = None  # the same with the time of day, where the caller gave one
    day: date | None = None  # the last day named
    happened: date | None = None  # the last day named that is not after the day of writing
    occasion: date | None = None  # the last day named by anything but 오늘, 이날 …: what 당일 speaks of
    year: int | None = None  # the last year named
    month: tuple[int, int] | None = None  # the last month named, with its year
    period: str | None = None  # the last year, half, quarter or month named, as a value: what 전년 동기 compares with
    sentence_year: int | None = None  # named in the sentence at hand
    sentence_month: tuple[int, int] | None = None

    def next_sentence(self) -> None:
        """Forget what holds within one sentence only."""
        self.sentence_year = self.sentence_month = None

    def note(self, point: Point, value: Value) -> None:
        """Remember a resolved point."""
        if value.year is not None:
            self.year = value.year
            explicit = point.year is not None or point.year_shift is not None
            if explicit or point.month is not None or point.month_shift is not None:
                self.sentence_year = value.year if explicit or self.sentence_year is None else self.sentence_year
            if value.month is not None:
                self.month = (value.year, value.month)
                if point.month is not None or point.month_shift is not None or point.holiday is not None:
                    self.sentence_month = self.month
            if value.day is None and point.daypart is None and not point.same_period:
                self.period = value.text
        if value.day is not None:
            self.day = value.day
            if self.now is None or value.day <= self.now:
                self.happened = value.day
            if point.day_shift is None:
                self.occasion = value.day


class Resolver:
    """Resolves the points of one text in order; `preference` overrules the sentence: past, future or context."""

    def __init__(self, anchors: Anchors, preference: str = "context") -> None:
        self.anchors = anchors
        self.preference = preference

    def outlook(self, sentence: Outlook, direction: int) -> int:
        """Return where to look for what the expression leaves open."""
        if direction in (-1, 1):
            return direction
        if direction == 2:
            return 1
        return {"past": -1, "future": 1}.get(self.preference, sentence)

    def point(self, point: Point, sentence: Outlook) -> Value | None:
        """Return the value of a point, None where it has none."""
        if point.now:
            moment = self.anchors.moment
            return _of_moment(moment, "%H:%M") if moment else None
        value = self._date(point, sentence) if point.has_date else None
        if point.has_date and value is None:
            return None
        if not point.has_clock:
            return value
        return Value(self._clock(point, value), *(value[1:] if value else ()))

    def range(self, ranged: Range, sentence: Outlook) -> tuple[Value, Value] | None:
        """Return the values of both ends; the end leans on the beginning."""
        first, last = ranged.first, ranged.last
        begin = self.point(first, sentence)
        if begin is None:
            return None
        lean_range_end(first, last)
        if last.has_clock and not last.has_date and first.has_date:
            return begin, Value(self._clock(last, Value(begin.text.partition("T")[0])), *begin[1:])
        anchors = self.anchors
        saved = replace(anchors)
        anchors.day, anchors.year = begin.day or anchors.day, begin.year or anchors.year
        if begin.day is not None or begin.year is not None:
            self._lean(begin, last)
        end = self.point(last, 1 if begin.year is not None else sentence)
        anchors.now, anchors.sentence_month, anchors.sentence_year = saved.now, saved.sentence_month, saved.sentence_year
        anchors.day, anchors.year = saved.day, saved.year
        return None if end is None else (begin, end)

    def _lean(self, begin: Value, last: Point) -> None:
        """Make a range's beginning what its end counts from, unless the end counts from the day of writing itself."""
        relative = last.year_shift or last.month_shift or last.day_shift
        if relative is None and last.week_shift is None and last.direction == 0 and begin.year is not None:
            begin_day = begin.day or date(begin.year, begin.month or 1, 1)
            self.anchors.now = begin_day
            self.anchors.sentence_month = (begin_day.year, begin_day.month) if begin.day else None

    # the calendar

    def _date(self, point: Point, sentence: Outlook) -> Value | None:
        outlook = self.outlook(sentence, point.direction)
        if point.decade is not None:
            return Value(f"{point.decade:03d}", year=None)
        if point.century is not None:
            century = f"{point.century - 1:02d}"
            return Value(f"BC{point.century - 1:02d}" if point.bce else century)
        if point.bce:
            return Value(f"BC{point.year:04d}")
        if point.back is not None or point.ahead is not None:
            return self._counted(point)
        if point.holiday is not None:
            return self._holiday(point, outlook)
        if point.day_shift is not None:
            return self._relative_day(point, outlook)
        if (
            point.weekend
            or point.week_shift is not None
            or point.week_of_month is not None
            or (point.weekday is not None and point.day is None)
        ):
            return self._week(point, outlook)
        if point.day is not None:
            return self._day(point, outlook)
        if point.month is not None or point.month_shift is not None:
            return self._month(point, outlook)
        return self._year_or_part(point, outlook)

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
            return self._quarter(point.quarter_shift)
        if point.half is not None:
            part, begin, length = f"H{point.half}", 1 + 6 * (point.half - 1), 6
        elif point.quarter is not None:
            part, begin, length = f"Q{point.quarter}", 1 + 3 * (point.quarter - 1), 3
        elif point.season is not None:
            part, begin, length = point.season, _SEASON_MONTHS[point.season], 3
        if part is None:
            return Value(_four(year), year=year)
        if year is None and point.year_shift is None:
            year = anchors.sentence_year
        if year is None and anchors.now is not None:
            year = self._nearest_year(begin, length, outlook, point.direction)
        elif year is None:
            year = anchors.year
        return Value(f"{_four(year)}-{part}", year=year)

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
            return Value(_four(year), year=year)
        years = year - int(parts[0][:4])
        return Value("/".join(f"{int(part[:4]) + years:04d}{part[4:]}" for part in parts), year=year)

    def _quarter(self, steps: int) -> Value:
        now = self.anchors.now
        if now is None:
            return Value("XXXX-QX")
        index = now.year * 4 + (now.month - 1) // 3 + steps
        return Value(f"{index // 4}-Q{index % 4 + 1}", year=index // 4)

    def _shifted_month(self, shift: Shift) -> tuple[int, int] | None:
        anchors = self.anchors
        base = anchors.month if shift.base == "text" else None
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
            if not (outlook > 0 and anchors.now and (candidate, month) < (anchors.now.year, anchors.now.month)):
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
        return Value(f"{_four(year)}-{'XX' if month is None else f'{month:02d}'}", year=year)

    def _day(self, point: Point, outlook: int) -> Value | None:
        number = point.day or 1
        if point.month is None and point.month_shift is None:
            return self._bare_day(point, outlook)
        year, month = self._year_and_month_of_day(point, outlook)
        if year is None or month is None:
            months = "XX" if month is None else f"{month:02d}"
            return Value(f"{_four(year)}-{months}-{'XX' if number < 0 else f'{number:02d}'}", year=year)
        lunar = calendar.lunar_date(year, month, max(number, 0)) if point.lunar else None
        day = lunar or self._in_month(year, month, number)
        if day is None:
            return None
        return _of_day(day)

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
        days = [
            day for y in (now.year - 1, now.year, now.year + 1) if (day := _safe_date(y, month, max(point.day or 1, 1)))
        ]
        chosen = self._choose(days, outlook, point)
        return (chosen.year if chosen else now.year), month

    def _bare_day(self, point: Point, outlook: int) -> Value | None:
        anchors = self.anchors
        number = point.day or 1
        base = anchors.now
        if base is None and anchors.month is None:
            return Value(f"XXXX-XX-{number:02d}" if number > 0 else "XXXX-XX-XX")
        if point.direction == 0 and anchors.sentence_month is not None:
            day = self._in_month(*anchors.sentence_month, number)
            if day is not None and self._agrees(day, point) and not (base and outlook < 0 and day > base):
                return _of_day(day)
        if base is None:
            year, month = anchors.month or (1, 1)
            day = self._in_month(year, month, number)
            return _of_day(day) if day else None
        months = [step_months((base.year, base.month), step) for step in (-2, -1, 0, 1, 2)]
        days = [day for year, month in months if (day := self._in_month(year, month, number))]
        chosen = self._choose(days, outlook, point)
        return _of_day(chosen) if chosen else None

    @staticmethod
    def _in_month(year: int, month: int, number: int) -> date | None:
        return calendar.last_day(year, month) if number < 0 else _safe_date(year, month, number)

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
        elif outlook > 0:
            base = anchors.day or anchors.now
        else:
            base = anchors.happened or anchors.day or anchors.now
        if base is None:
            return Value("XXXX-XX-XX")
        day = _step(base, shift.steps)
        if point.inner is not None:
            day = self._inner(point.inner, day) or day
        return _of_day(day)

    def _inner(self, inner: Point, near: date) -> date | None:
        """Return the day in brackets, which is near the one before them."""
        saved = self.anchors.now
        self.anchors.now = near
        sentence_month, sentence_year = self.anchors.sentence_month, self.anchors.sentence_year
        self.anchors.next_sentence()
        value = self._date(inner, 0) if inner.has_date else None
        self.anchors.now, self.anchors.sentence_month, self.anchors.sentence_year = saved, sentence_month, sentence_year
        return value.day if value else None

    def _counted(self, point: Point) -> Value | None:
        """Resolve `사흘 전`, `2주 뒤`, `20여 년 전`, `두 시간 뒤`."""
        sign, amounts = (-1, point.back) if point.back is not None else (1, point.ahead)
        if not amounts:
            return None
        unit = amounts[-1].unit
        if unit.startswith("T"):
            return self._counted_clock(sign, amounts)
        base = self._counting_base()
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
            return Value(f"BC{1 - year:04d}" if year < 1 else _four(year)) if years else None
        if point.weekday is not None or point.day is not None:
            return _of_day(day)
        if unit == "Y":
            # 3년 전 5월, 2년 전 여름: the year is what was counted.
            finer = Point(
                point.start, point.end, year=day.year, month=point.month, season=point.season, half=point.half
            )
            return self._month(finer, 0) if point.month else self._year_or_part(finer, 0)
        if unit == "M":
            return Value(f"{day.year:04d}-{day.month:02d}", year=day.year, month=day.month)
        return _of_day(day)

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
        return _of_moment(found, form)

    def _holiday(self, point: Point, outlook: int) -> Value | None:
        name, part = point.holiday or "", point.holiday_part
        year = self._year(point)
        if year is None:
            year = self._holiday_year(name, outlook, point)
        if year is None:
            month_day = calendar.fixed_day(name) if part is None else None
            return Value(f"XXXX-{month_day or 'XX-XX'}")
        if not 1900 <= year <= 2100:
            return Value(_four(year), year=year)
        if part == "substitute":
            day = calendar.substitute_date(name, year)
        elif part and part.startswith("run"):
            run = calendar.run_of_days_off(name, year)
            if run is None:
                return None
            if part == "run":
                return Value(f"{run[0].isoformat()}/{run[1].isoformat()}", run[0], run[0].year, run[0].month)
            day = {
                "runeve": run[0] - _DAY, "runnext": run[1] + _DAY, "runfirst": run[0], "runlast": run[1],
                "runsecond": run[0] + _DAY,
            }[part]  # fmt: skip
        else:
            day = calendar.holiday_date(name, year)
            if day is not None and part in ("eve", "next"):
                day += _DAY if part == "next" else -_DAY
        if day is None:
            return Value(_four(year), year=year)
        return _of_day(day)

    def _holiday_year(self, name: str, outlook: int, point: Point) -> int | None:
        anchors = self.anchors
        if point.inner is not None and (inner := self._date(point.inner, 0)) and inner.year:
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
        if point.direction == 0 and outlook < 0 and chosen and nearest:
            # 추석 연휴 대책을 지시했다: a coming holiday that is much nearer is meant, whatever the tense says.
            chosen = nearest if 3 * abs((nearest - now).days) < (now - chosen).days else chosen
        return days[chosen] if chosen else now.year

    def _week(self, point: Point, outlook: int) -> Value | None:
        now = self.anchors.now
        if point.week_of_month is not None or point.ordinal is not None:
            return self._week_of_month(point, outlook)
        if now is None:
            if point.weekday is not None:
                return Value(f"XXXX-WXX-{point.weekday}")
            return Value("XXXX-WXX-WE" if point.weekend else "XXXX-WXX")
        if point.week_shift is not None:
            day = _step(now, 7 * point.week_shift)
            monday = day - (day.isoweekday() - 1) * _DAY
            if point.weekday is not None:
                return _of_day(monday + (point.weekday - 1) * _DAY)
            text = _week_text(monday)
            return Value(f"{text}-WE" if point.weekend else text, None, monday.year)
        monday = now - (now.isoweekday() - 1) * _DAY
        if point.weekend:
            back = outlook < 0 and (point.direction == -1 or now.isoweekday() < 6)
            if point.inner is not None and (inner := self._inner(point.inner, monday)):
                monday = inner - (inner.isoweekday() - 1) * _DAY
                back = False
            return Value(f"{_week_text(monday - 7 * _DAY if back else monday)}-WE", None, monday.year)
        weekday = point.weekday or 1
        if point.direction == 3:
            return _of_day(monday + (weekday - 1) * _DAY)
        if point.direction == 2:
            return _of_day(monday + (weekday + 6) * _DAY)
        days = [monday + (weekday - 1 + step) * _DAY for step in (-7, 0, 7)]
        if point.direction == 1 and now in days:
            return _of_day(now + 7 * _DAY)
        chosen = self._choose(days, outlook or 1, Point(0, 0, direction=point.direction))
        return _of_day(chosen) if chosen else None

    def _week_of_month(self, point: Point, outlook: int) -> Value | None:
        year, month = self._year_and_month(point, outlook)
        if point.month is None and point.month_shift is None:
            return None
        if year is None or month is None:
            return Value(f"{_four(year)}-{'XX' if month is None else f'{month:02d}'}")
        if point.ordinal is not None:
            day = calendar.nth_weekday(year, month, point.weekday or 1, point.ordinal)
            return _of_day(day) if day else None
        monday = calendar.week_of_month(year, month, point.week_of_month or 1)
        if point.weekday is not None:
            return _of_day(monday + (point.weekday - 1) * _DAY)
        text = _week_text(monday)
        return Value(f"{text}-WE" if point.weekend else text, None, year, month)

    # the clock

    def _clock(self, point: Point, value: Value | None) -> str:
        day = value.text if value else ""
        if "/" in day:
            day = day.partition("/")[0]
        if point.midnight:
            closing = point.closing or (value is not None and value.day is not None)
            return f"{day}T24:00" if closing else f"{day}T00:00"
        if point.hour is None:
            return f"{day}{point.daypart}"
        text = f"{day}T{point.hour:02d}:{point.minute or 0:02d}"
        return text if point.second is None else f"{text}:{point.second:02d}"


def lean_range_end(first: Point, last: Point) -> None:
    """Give the end of a range what it takes over from the beginning: 오후 3시부터 5시까지, 2019년 5월부터 8월까지."""
    late = first.daypart_word in ("afternoon", "evening", "night") and first.hour is not None
    if late and last.hour is not None and last.daypart_word is None and (first.hour or 0) - 12 < last.hour < 12:
        last.daypart, last.daypart_word = "TAF", "afternoon"
        fix_hour(last)
    if last.has_clock or last.direction != 0:
        return
    if last.day is None and last.month and first.month and last.year is None and last.year_shift is None:
        if last.month >= first.month:
            last.year, last.year_shift = first.year, first.year_shift
    if last.day is not None and last.month is None and last.month_shift is None and (first.day or 99) < last.day:
        last.year, last.year_shift = first.year, first.year_shift
        last.month, last.month_shift = first.month, first.month_shift


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
            return day + steps * (7 if unit == "W" else 1) * _DAY
        year, month = step_months((day.year, day.month), steps * (12 if unit == "Y" else 1))
        if not _MINYEAR <= year <= _MAXYEAR:
            return None
        return min(calendar.last_day(year, month), date(year, month, 1) + (day.day - 1) * _DAY)
    except OverflowError:
        return None


def _step(day: date, steps: int) -> date:
    return shift_date(day, steps, "D") or day


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _four(year: int | None) -> str:
    return "XXXX" if year is None else f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _of_day(day: date) -> Value:
    return Value(day.isoformat(), day, day.year, day.month)


def _of_moment(moment: datetime, form: str) -> Value:
    return Value(f"{moment.date().isoformat()}T{moment.strftime(form)}", moment.date(), moment.year, moment.month)


def _week_text(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
