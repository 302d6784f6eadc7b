"""From points to TIMEX3 values: what words leave open comes from the text, the reference date, the sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from korex.entities.temporal.anchors import Value, of_day, of_moment, step_days
from korex.entities.temporal.expressions import Point, Range
from korex.entities.temporal.ranges import lean_range_end
from korex.entities.temporal.weeks import WeekResolver

if TYPE_CHECKING:
    from korex.entities.temporal.outlook import Outlook


class Resolver(WeekResolver):
    """Resolves the points of one text in order."""

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
            return of_moment(moment, "%H:%M") if moment else None
        try:
            value = self._date(point, sentence) if point.has_date else None
        except (OverflowError, ValueError):
            # Outside the years 1 to 9999 there are no dates to resolve to.
            return None
        if point.has_date and value is None and point.day_of_run is None:
            return None
        if not point.has_clock or (point.same_time and self.anchors.moment is None):
            return value
        return Value(self._clock(point, value), *(value[1:] if value else ()))

    def range(self, ranged: Range, sentence: Outlook) -> tuple[Value, Value] | None:
        """Return the values of both ends.

        On the seventh, `4일부터 22일까지` is the range that is under way, whatever the sentence says.
        """
        both = self._range(ranged, sentence)
        open_end = ranged.last.year is None and ranged.last.year_shift is None
        if both is not None and open_end and self._may_be_under_way(ranged.first, both[0]):
            earlier = self._range(ranged, -1)
            now = self.anchors.now
            if earlier is not None and now is not None and _is_within(now, *earlier):
                return earlier
        return both

    def _may_be_under_way(self, first: Point, begin: Value) -> bool:
        """Whether the beginning of a range is a mere day or month that was taken for one to come."""
        anchors = self.anchors
        if anchors.now is None or anchors.sentence_month or anchors.sentence_year or first.direction:
            return False
        if (anchors.day is not None and anchors.day > anchors.now) or first.year or first.year_shift or first.lunar:
            return False
        bare = first.month is not None or (first.day is not None and first.month_shift is None)
        return (
            bare
            and begin.month is not None
            and _first_day(begin) > (anchors.now.year, anchors.now.month, anchors.now.day)
        )

    def _range(self, ranged: Range, sentence: Outlook) -> tuple[Value, Value] | None:
        """Return the values of both ends; the end leans on the beginning."""
        first, last = ranged.first, ranged.last
        begin = self.point(first, sentence)
        if begin is None:
            return None
        if first.now:
            return self._from_now(begin, last)
        if last.now:
            return (begin, self._now_like(begin)) if self.anchors.moment else None
        lean_range_end(first, last)
        if last.has_clock and not last.has_date and first.has_date:
            return begin, Value(self._clock(last, Value(begin.text.partition("T")[0])), *begin[1:])
        anchors = self.anchors
        saved = replace(anchors)
        shifts = first.day_shift, last.day_shift
        if not all(shift is not None and shift.base == "text" for shift in shifts):  # 전날부터 이날까지
            anchors.day = begin.day or anchors.day
        anchors.year = begin.year or anchors.year
        if begin.day is not None or begin.year is not None:
            self._lean(begin, last)
        end = self.point(last, 1 if begin.year is not None else sentence)
        anchors.now, anchors.sentence_month, anchors.sentence_year = (
            saved.now,
            saved.sentence_month,
            saved.sentence_year,
        )
        anchors.day, anchors.year = saved.day, saved.year
        return None if end is None else (begin, end)

    def _from_now(self, begin: Value, last: Point) -> tuple[Value, Value] | None:
        """Return the values of 지금부터 5시까지: the end is the next such time."""
        if last.has_date:
            end = self.point(last, 1)
            fine = end is not None and "T" in end.text
            return (begin if fine else begin._replace(text=begin.text.partition("T")[0]), end) if end else None
        start = self.start_of_clock(last, 1)
        if start is None:
            return None
        hours = start.hour
        day = f"{start.date()}"
        clock = last if not hours else replace(last, hour=(last.hour or 0) + hours)
        return begin, Value(day + self._clock(clock, None), *begin[1:])

    def _now_like(self, begin: Value) -> Value:
        """Return the time of the reference, as fine as the beginning of the range: 2015년부터 지금까지."""
        moment = self.anchors.moment or datetime.min
        day, _, clock = begin.text.partition("T")
        form = "" if clock and not day else {4: "%Y", 7: "%Y-%m"}.get(len(day), "%Y-%m-%d")
        return Value(moment.strftime(f"{form}T%H:%M" if clock else form), moment.date(), moment.year, moment.month)

    def _lean(self, begin: Value, last: Point) -> None:
        """Make a range's beginning what its end counts from, unless the end counts from the day of writing itself."""
        relative = last.year_shift or last.month_shift or last.day_shift
        if (
            relative is None
            and last.week_shift is None
            and last.direction == 0
            and begin.year is not None
            and 0 < begin.year < 9999
        ):
            begin_day = begin.day or date(begin.year, begin.month or 1, 1)
            self.anchors.now = begin_day
            self.anchors.sentence_month = (begin_day.year, begin_day.month) if begin.day else None

    def start_of_clock(self, point: Point, sentence: Outlook) -> datetime | None:
        """Return the midnight that a clock time without a day counts from.

        It is that of the day the sentence names, else the text, else the reference. With a time of day as reference
        the clock time is the next one in a plan and the last one in a report; an hour that may be in either half of
        the day (5시) then counts from noon if that is what makes it the next or last one.
        """
        anchors = self.anchors
        if anchors.sentence_day is not None or anchors.moment is None:
            day = anchors.sentence_day or anchors.day or anchors.now
            return datetime.combine(day, time()) if day is not None else None
        moment = anchors.moment.replace(tzinfo=None)
        today = datetime.combine(moment.date(), time())
        if point.midnight and not point.closing:
            point_of_day = timedelta()
        elif point.hour is None or point.hour > 23:
            return today
        else:
            point_of_day = timedelta(hours=point.hour, minutes=point.minute or 0)
        halves = [timedelta()]
        if point.hour is not None and 1 <= point.hour <= 12 and point.daypart_word is None and not point.exact:
            halves = [timedelta(hours=-12), timedelta(), timedelta(hours=12)]
        try:
            starts = sorted(today + half + day * timedelta(days=1) for half in halves for day in (-1, 0, 1))
        except OverflowError:
            return today
        if self.outlook(sentence, 0) < 0:
            return max(start for start in starts if start + point_of_day <= moment)
        return min(start for start in starts if start + point_of_day >= moment.replace(second=0, microsecond=0))

    def _date(self, point: Point, sentence: Outlook) -> Value | None:
        outlook = self.outlook(sentence, point.direction)
        if point.decade is not None:
            return Value(f"{point.decade:03d}", year=None)
        if point.century is not None:
            century = f"{point.century - 1:02d}"
            return Value(f"BC{point.century - 1:02d}" if point.bce else century)
        if point.century_shift is not None:
            now = self.anchors.now
            return Value(f"{(now.year - 1) // 100 + point.century_shift:02d}" if now else "XX")
        if point.bce:
            return Value(f"BC{point.year:04d}")
        if point.same_as is not None and (told := self._same(point, point.same_as, sentence)) is not None:
            return told
        if point.back is not None or point.ahead is not None:
            if point.origin is not None:
                origin = self._date(point.origin, sentence)
                return self._counted(point, origin.day) if origin and origin.day else None
            if point.ahead is not None and outlook < 0 and point.ahead[-1].unit.startswith("T"):
                return None  # 불이 났고 한 시간 뒤 꺼졌다
            if point.after_event:
                return self._counted(point, self.anchors.day) if self.anchors.day else None
            if point.ahead is not None and outlook < 0 and (told := self._told_later(point)) is not None:
                return told
            return self._counted(point)
        if point.holiday is not None:
            return self._holiday(point, outlook)
        if point.day_of_run is not None:
            return self._day_of_run(point.day_of_run)
        if point.day_shift is not None:
            return self._relative_day(point, outlook)
        if point.same_time and point.week_shift is not None and point.weekday is None:
            # 다음 주 이 시간
            return of_day(step_days(self.anchors.now, 7 * point.week_shift)) if self.anchors.now else None
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

    def _same(self, point: Point, day: Point, sentence: Outlook) -> Value | None:
        """Return the day told right behind a length, as fine as its unit: 접수 이틀 전인 `5월 3일`, 하루 전인 `2일`."""
        if day.month is None and day.month_shift is None:
            bases = self._counting_base(), self.anchors.day
            counted = (self._counted(point, base) for base in bases if base is not None)
            if same := next((value for value in counted if value and value.day and value.day.day == day.day), None):
                return same
            if not point.after_event:
                return None
        told, unit = self._date(day, sentence), (point.back or point.ahead or ())[-1].unit
        return told and told._replace(text=told.text[: {"Y": 4, "M": 7}.get(unit, 10)])

    def _clock(self, point: Point, value: Value | None) -> str:
        day = value.text if value else ""
        if "/" in day:
            day = day.partition("/")[0]
        if point.same_time and self.anchors.moment is not None:
            return f"{day}T{self.anchors.moment:%H:%M}"
        if point.midnight:
            closing = point.closing or (value is not None and value.day is not None)
            return f"{day}T24:00" if closing else f"{day}T00:00"
        if point.hour is None:
            return f"{day}{point.daypart}"
        text = f"{day}T{point.hour:02d}:{point.minute or 0:02d}"
        return text if point.second is None else f"{text}:{point.second:02d}"


def _first_day(value: Value) -> tuple[int, int, int]:
    return value.year or 0, value.month or 0, value.day.day if value.day else 1


def _is_within(now: date, begin: Value, end: Value) -> bool:
    """Whether a day is in a range of days or months."""
    last = end.year or 0, end.month or 12, end.day.day if end.day else 31
    return _first_day(begin) <= (now.year, now.month, now.day) <= last
