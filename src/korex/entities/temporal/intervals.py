"""From a TIMEX3 value to the time it covers: half-open, `[begin, end)`, as ISO date-times.

A day runs from midnight to midnight, a minute is a minute long, a range of clock times ends at its last one. Parts of
the day are TMO (새벽, 아침, 오전) 00-12, TAF (오후, 낮) 12-18, TEV (저녁) 18-21, TNI (밤) 21-24. With START, MID or END
a month gives its first ten, second ten or last days; a longer span stays whole.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]

_HOUR = timedelta(hours=1)
_DAY = 24 * _HOUR
_DAYPARTS = {"TMO": (0, 12), "TAF": (12, 18), "TEV": (18, 21), "TNI": (21, 24)}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
    r"(?P<clock>T(?:(?P<h>\d\d):(?P<m>\d\d)(?::(?P<s>\d\d))?|MO|AF|EV|NI))?"
)


def interval_of(value: str, mod: str | None = None) -> tuple[str, str] | None:
    """Return begin and end of what a DATE or TIME value covers, None where nothing anchors it.

    >>> interval_of("2025-H2")
    ('2025-07-01T00:00:00', '2026-01-01T00:00:00')
    """
    first, slash, last = value.partition("/")
    try:
        begin, end = _interval(first), _interval(last) if slash else None
        if begin is None or (slash and end is None):
            return None
        covered = (begin[0], _close(last, end)) if end is not None else _part(begin, mod)
    except (ValueError, OverflowError):
        return None
    return covered[0].isoformat(), covered[1].isoformat()


def _close(value: str, interval: Interval) -> datetime:
    """Return when a range is over: with its last day, but at the very moment of a clock time (10시~12시)."""
    return interval[0] if ":" in value else interval[1]


def _interval(value: str) -> Interval | None:
    if len(value) == 3 and value.isdecimal():
        return _months(int(value) * 10, 1, 120)
    if len(value) == 2 and value.isdecimal():
        return _months(int(value) * 100 + 1, 1, 1200)
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    span = _calendar(found)
    clock = found["clock"]
    if clock is None or span is None:
        return span
    if found["h"] is None:
        begin, end = _DAYPARTS[clock]
        return span[0] + begin * _HOUR, span[0] + end * _HOUR
    begin_at = span[0] + timedelta(hours=int(found["h"]), minutes=int(found["m"]), seconds=int(found["s"] or 0))
    return begin_at, begin_at + timedelta(seconds=1 if found["s"] else 60)


def _calendar(found: re.Match[str]) -> Interval | None:
    year = int(found["year"])
    if found["week"]:
        if found["weekday"] == "WE":
            saturday = datetime.fromisocalendar(year, int(found["week"]), 6)
            return saturday, saturday + 2 * _DAY
        monday = datetime.fromisocalendar(year, int(found["week"]), int(found["weekday"] or 1))
        return monday, monday + (1 if found["weekday"] else 7) * _DAY
    if found["day"]:
        day = datetime(year, int(found["month"]), int(found["day"]))
        return day, day + _DAY
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["quarter"]:
        return _months(year, 3 * int(found["quarter"]) - 2, 3)
    if found["half"]:
        return _months(year, 6 * int(found["half"]) - 5, 6)
    if found["season"]:
        return _months(year, _SEASONS[found["season"]], 3)
    return _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> Interval:
    last = year * 12 + month - 1 + count
    return datetime(year, month, 1), datetime(last // 12, last % 12 + 1, 1)


def _part(span: Interval, mod: str | None) -> Interval:
    """Narrow a month to its beginning, middle or end."""
    begin, end = span
    if mod not in ("START", "MID", "END") or not 28 <= (end - begin).days <= 31:
        return span
    first, second = begin + 10 * _DAY, begin + 20 * _DAY
    return {"START": (begin, first), "MID": (first, second), "END": (second, end)}[mod]
