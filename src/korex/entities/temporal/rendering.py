"""Turns what was found and resolved into the schema's `TemporalExpression` items."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from korex.entities.temporal.anchors import shift_moment, step_days
from korex.entities.temporal.calendar import fixed_day
from korex.entities.temporal.counts import period_of
from korex.entities.temporal.expressions import Duration, Name, Point, Range, Recurrence
from korex.entities.temporal.intervals import interval_of
from korex.schema import TemporalExpression

if TYPE_CHECKING:
    from korex.entities.temporal.anchors import Anchors
    from korex.entities.temporal.expressions import Content
    from korex.entities.temporal.outlook import Outlook
    from korex.entities.temporal.resolving import Resolver
    from korex.schema import TemporalMod, TemporalType


def expression_of(
    content: Content, text: str, resolver: Resolver, outlook: Outlook, mod: TemporalMod | None = None
) -> TemporalExpression | None:
    """Return the item for one expression, None where it has no value; `mod` is what stands beside it (께, 이후)."""
    start, end = content.start, content.end
    surface = text[start:end]
    if isinstance(content, Name):
        return None
    if isinstance(content, Duration):
        value = period_of(content.amounts)
        if content.most:
            value = f"{value}/{period_of(content.most)}"
        covered = _stretch(content, resolver.anchors) if content.side else None
        return TemporalExpression(surface, start, end, "DURATION", value, content.mod or mod, None, covered)
    if isinstance(content, Recurrence):
        value = recurrence_value(content)
        part = next((point.mod for point in content.points if point.mod), None)
        return TemporalExpression(surface, start, end, "SET", value, part, content.frequency)
    if isinstance(content, Range) and (content.first.now or content.last.now) and resolver.anchors.moment is None:
        # Without a time of day as reference 지금 has no value.
        content = content.last if content.first.now else content.first
        surface = text[content.start : content.end]
    if isinstance(content, Range):
        both = resolver.range(content, outlook)
        if both is None:
            return None
        ahead, was_at = resolver.anchors.ahead, resolver.anchors.happened
        for point, found in zip((content.first, content.last), both, strict=True):
            resolver.anchors.note(point, found)
        resolver.anchors.ahead = ahead
        if ahead is not None and both[0].day is not None:
            resolver.anchors.day = ahead  # 잔치는 28일 열린다. 신청은 3일부터 13일까지 받는다. 이날 …
        elif was_at is not None and both[0].day is not None and both[1].day is not None and both[1].day < was_at:
            # 20일 시에 따르면 15일부터 19일까지 비가 왔다. 이날 …
            resolver.anchors.day = resolver.anchors.happened = was_at
        if both[0].day is not None and both[1].day is not None:
            resolver.anchors.run = both[0].day, both[1].day
        first, last = (found.text.partition("/") for found in both)
        value = f"{first[0]}/{last[2] or last[0]}"
        if both[0].day is None and both[0].year is not None:
            resolver.anchors.period = value
        kind: TemporalType = "TIME" if content.first.has_clock or content.last.has_clock else "DATE"
        return TemporalExpression(
            surface, start, end, kind, value, mod, None, _covered(content.first, value, resolver, outlook)
        )
    return _point(content, surface, resolver, outlook, mod)


def _point(
    point: Point, surface: str, resolver: Resolver, outlook: Outlook, mod: TemporalMod | None
) -> TemporalExpression | None:
    amounts = point.back or point.ahead
    if point.day_of_run is not None and resolver.anchors.run is None:
        # 첫날 오후 2시 of what nobody has told of is two o'clock.
        if not point.pieces:
            return None
        surface = surface[point.pieces[0].start - point.start :]
        point.start, point.day_of_run = point.pieces[0].start, None
    found = resolver.point(point, outlook)
    if found is None:
        if amounts and (amounts[-1].unit.startswith("T") or point.after_event):
            # Without a time to count from, the length is all there is.
            return TemporalExpression(surface, point.start, point.end, "DURATION", period_of(amounts), point.mod or mod)
        return None
    resolver.anchors.note(point, found)
    kind: TemporalType = "TIME" if "T" in found.text else "DATE"
    value, mod = found.text, point.mod or mod
    return TemporalExpression(
        surface, point.start, point.end, kind, value, mod, None, _covered(point, value, resolver, outlook)
    )


def _covered(point: Point, value: str, resolver: Resolver, outlook: Outlook) -> tuple[str, str] | None:
    """Return the time a value covers; a clock time without a day is on the day that the sentence means."""
    if not value.startswith("T"):
        return interval_of(value, point.mod)
    start = resolver.start_of_clock(point, outlook)
    if start is None:
        return None
    day = start.date()
    first, slash, last = value.partition("/")
    next_day = step_days(day, 1) if last.startswith("T") and last < first else day
    covered = interval_of(f"{day}{first}" + (f"/{next_day}{last}" if slash else ""))
    if covered is None or start.hour == 0:
        return covered
    begin, end = (datetime.fromisoformat(edge) + timedelta(hours=start.hour) for edge in covered)
    return begin.isoformat(), end.isoformat()


def _stretch(duration: Duration, anchors: Anchors) -> tuple[str, str] | None:
    """Return the time that 최근 3년 and 앞으로 두 시간 cover: up to the time of writing, or from it on."""
    whole_days = not any(amount.unit.startswith("T") for amount in duration.amounts)
    now = anchors.moment
    if whole_days and anchors.now is not None:
        now = datetime.combine(anchors.now, time())
    if now is None or duration.most or any(amount.number < 0 for amount in duration.amounts):
        return None
    edge = shift_moment(now, duration.side, duration.amounts)
    if edge is None:
        return None
    begin, end = sorted((now, edge))
    return begin.isoformat(timespec="seconds"), end.isoformat(timespec="seconds")


def recurrence_value(content: Recurrence) -> str:
    """Return the value of a recurrence: its period, or the pattern that its points make (XXXX-WXX-3T19:00)."""
    if content.workdays or content.weekend:
        day = "XXXX-WXX-WD" if content.workdays else "XXXX-WXX-WE"
        clocks = [_clock(point) for point in content.points if point.has_clock]
        return "/".join(day + clock for clock in clocks) if clocks else day
    if not content.points:
        return content.period
    points = [point for point in content.points if point.has_date] or list(content.points[:1])
    clocks = [_clock(point) for point in content.points if point.has_clock]
    if points[0].second_week is not None:
        second = points[0].second_week
        points.append(
            replace(points[0], ordinal=second) if points[0].ordinal else replace(points[0], week_of_month=second)
        )
    dates = [date for point in points if (date := _pattern(point, content.period)) is not None]
    if not dates:
        return content.period
    if len(clocks) > 1:
        return "/".join(
            date + clock for date, clock in zip((dates[0], dates[-1]), (clocks[0], clocks[-1]), strict=True)
        )
    link = "/" if content.ranged else ","
    return link.join(date + (clocks[0] if clocks else "") for date in dates)


def _pattern(point: Point, period: str) -> str | None:
    if point.lunar:
        # 매년 음력 1월 15일 is another day each year.
        return None
    if point.week_of_month is not None or point.ordinal is not None:
        month = "XX" if point.month is None else f"{point.month:02d}"
        ordinal = point.week_of_month or point.ordinal or 1
        week = "L" if ordinal < 0 else str(ordinal)
        return f"XXXX-{month}-W{week}" + (f"-{point.weekday}" if point.weekday else "-WE" if point.weekend else "")
    if point.holiday is not None:
        month_day = fixed_day(point.holiday)
        return f"XXXX-{month_day}" if month_day else None
    if point.weekday is not None:
        return f"XXXX-WXX-{point.weekday}"
    if point.weekend:
        return "XXXX-WXX-WE"
    if point.season is not None:
        return f"XXXX-{point.season}"
    if point.half is not None or point.quarter is not None:
        return f"XXXX-H{point.half}" if point.half is not None else f"XXXX-Q{point.quarter}"
    day = "" if point.day is None else "-XX" if point.day < 0 else f"-{point.day:02d}"
    if point.month is not None:
        return f"XXXX-{point.month:02d}{day}"
    if point.day is not None:
        return f"XXXX-XX{day}"
    if point.has_clock:
        return {"P1D": "XXXX-XX-XX", "P2D": "XXXX-XX-XX", "P1W": "XXXX-WXX-X", "P2W": "XXXX-WXX-X"}.get(
            period, "XXXX-XX-XX"
        )
    return None


def _clock(point: Point) -> str:
    if point.midnight:
        return "T00:00"
    if point.hour is None:
        return point.daypart or ""
    return f"T{point.hour:02d}:{point.minute or 0:02d}"
